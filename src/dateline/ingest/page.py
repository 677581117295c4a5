"""Pages: the article of an HTML page, with what the page says of its publication.

trafilatura finds the article and reads title and outlet.  Paragraphs become
lines; comments and tables of figures stay out, and so does a headline that
only repeats the title.

In: markup, decoded.  Out: text and `Imprint`.
"""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from dateline.errors import DocumentError
from dateline.ingest.address import is_web_address, join_address
from dateline.ingest.cleaning import clean_line
from dateline.ingest.imprint import Imprint
from dateline.ingest.page_day import find_day

# 100,000 elements take trafilatura 10 s; a news page has some thousands.
MAX_TAGS = 200_000
_FEED = re.compile(r"^\s*(?:<[?!][^>]*>\s*){0,4}<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_DOCUMENT = re.compile(r"<html|<\?xml", re.IGNORECASE)
_HEAD = 4_096  # characters in which a document says that it is one; others are fragments

# A line of so many words that ends as a sentence ends is an article: menus have none.
_SENTENCE_WORDS = 6
_SENTENCE_ENDS = (".", "!", "?", "…")
_CLOSING = "\"'\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK})] "
_BULLET = re.compile(r"^- ", re.MULTILINE)
_NO_NAME = re.compile(r"https?:|\.\w+/|^[\W\d]*$")  # what pages give in place of an outlet's name


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a page, one paragraph per line, and the page's word on its publication."""

    text: str
    imprint: Imprint


def read_page(markup: str, *, address: str | None = None) -> Page:
    """Take the article out of an HTML page.

    Args:
        markup: the page, decoded.
        address: where it was fetched, or None; the page's own canonical
            address goes before it.

    Raises:
        DocumentError: there is no article in it, or it has too many tags.
    """
    if _FEED.search(markup, 0, _HEAD):
        raise DocumentError("this is a feed, not a report; give the addresses of its reports")
    tags = markup.count("<")
    if tags > MAX_TAGS:
        raise DocumentError(f"the page has {tags:,} tags, more than {MAX_TAGS:,}: no news page")
    try:
        text, imprint = _extract(markup, address)
    except Exception as error:  # hostile markup may break any of four libraries in any way
        raise DocumentError(
            f"the page cannot be taken apart ({type(error).__name__}); save its text and read that"
        ) from error
    if not _has_sentence(text):
        raise DocumentError(
            "the page holds no article that Dateline can find; save its text and read that"
        )
    return Page(text, imprint)


def _extract(markup: str, address: str | None) -> tuple[str, Imprint]:
    from trafilatura import (  # noqa: PLC0415 - takes half a second
        bare_extraction,
        extract_metadata,
        load_html,
    )

    if not _DOCUMENT.search(markup, 0, _HEAD):
        markup = f"<html><body>{markup}</body></html>"
    tree = load_html(markup)
    if tree is None:
        return "", Imprint()
    article = bare_extraction(tree, include_comments=False, include_tables=False)
    text = str(getattr(article, "text", None) or "")
    url = _canonical(tree, address)
    found = extract_metadata(tree, url, {"original_date": True, "extensive_search": False})
    imprint = Imprint(
        title=clean_line(found.title or "") or None,
        outlet=_outlet(found.sitename, url),
        published=find_day(tree, url),
        url=url,
    )
    return _without_headline(_BULLET.sub("", text).strip(), imprint.title), imprint


def _has_sentence(text: str) -> bool:
    return any(
        line.rstrip(_CLOSING).endswith(_SENTENCE_ENDS) and len(line.split()) >= _SENTENCE_WORDS
        for line in text.splitlines()
    )


def _canonical(tree: Any, address: str | None) -> str | None:  # noqa: ANN401
    """The address that the page gives as its own, else where it was fetched."""
    for url in tree.xpath(
        "(.//link[@rel='canonical']/@href | .//meta[@property='og:url']/@content)[1]"
    ):
        absolute = join_address(address or "", clean_line(str(url)))
        if is_web_address(absolute):
            return absolute
    return address


def _outlet(sitename: str | None, url: str | None) -> str | None:
    name = clean_line(sitename or "")
    if name and not _NO_NAME.search(name):
        return name
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None


def _without_headline(text: str, title: str | None) -> str:
    first, _, rest = text.partition("\n")
    return rest.lstrip() if title and rest and clean_line(first) == title else text
