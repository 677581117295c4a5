"""The day a page was published, from what it says of itself and from nothing else.

trafilatura's own day is not used: where a page names none, it takes one out of
the running text, and it makes the first of the month of a month or of an
impossible day.  A wrong day moves every "on Friday" of the report; an unknown
one leaves it as it is.

In order of trust: metadata, schema.org data, marked-up times, the address, a
byline in English.  Days that are impossible, in the future or before the web
are passed over, numbers such as 02/03/2015 are not read.

In: a page's tree and address.  Out: a day, or None.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from dateline.ingest.days import calendar_day

_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = "((?:19|20)[0-9]{2})"
_YEAR_FIRST = re.compile(rf"(?<![0-9]){_YEAR}[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}})(?![0-9])")
_COMPACT = re.compile(
    rf"(?<![0-9]){_YEAR}([0-9]{{2}})([0-9]{{2}})(?:[0-9]{{4}}|[0-9]{{6}})?(?![0-9])"
)
_NAMED_IN_ADDRESS = re.compile(rf"/{_YEAR}/{_MONTH}/([0-9]{{1,2}})(?![0-9])")
_DAY_FIRST = re.compile(
    rf"(?<![0-9])([0-9]{{1,2}})(?:st|nd|rd|th)?[\s.-]+{_MONTH},?[\s-]+{_YEAR}(?![0-9])"
)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s+([0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}(?![0-9])")

# Ends of the names, without punctuation, that metadata gives to the day of publication.
_META = re.compile(
    r"^(?:date|ptime|pdate|displaydate|citationdate|sailthrudate|dc(?:terms)?(?:date|created))$"
    r"|(?:published(?:time|date|at)?|publish(?:time|date)|pub(?:lication)?date|dateissued|issued)$"
)
_NOT_LETTERS = re.compile("[^a-z]+")
_SCHEMA = re.compile(r'"datePublished"\s*:\s*\[?\s*"([^"]{8,40})"')
_BYLINE = re.compile(r"(?<!up)date|time|publish|posted|byline", re.IGNORECASE)
_NOT_BYLINE = re.compile(r"updat|modif|comment|related|sidebar|timeline", re.IGNORECASE)
_BYLINE_CHARACTERS = 160
_ELSEWHERE = "[not(ancestor-or-self::aside or ancestor-or-self::footer or ancestor-or-self::nav)]"


def find_day(tree: Any, url: str | None) -> date | None:  # noqa: ANN401 - lxml has no types
    """The day of publication that a page gives for itself, where it sits; None if it gives none."""
    for text in _marked(tree):
        day = _read_day(text)
        if day:
            return day
    day = _read_address(url) if url else None
    return day or next(filter(None, map(_read_day, _bylines(tree))), None)


def _marked(tree: Any) -> Iterator[str]:  # noqa: ANN401
    for element in tree.xpath(".//meta[@content]"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if _META.search(_NOT_LETTERS.sub("", name.lower())):
            yield element.get("content")
    for script in tree.xpath(".//script[@type='application/ld+json']"):
        yield from _SCHEMA.findall(script.text or "")
    for element in tree.xpath(".//*[@itemprop='datePublished' or (self::time and @pubdate)]"):
        yield element.get("content") or element.get("datetime") or element.text_content()
    times = tree.xpath(f".//time[@datetime]{_ELSEWHERE}")
    days = [time.get("datetime") for time in times if not _NOT_BYLINE.search(_names(time))]
    yield from days[:1]


def _bylines(tree: Any) -> Iterator[str]:  # noqa: ANN401
    for element in tree.xpath(f".//body//*[@class or @id]{_ELSEWHERE}"):
        names = _names(element)
        if _BYLINE.search(names) and not _NOT_BYLINE.search(names):
            text = element.text_content()
            if len(text) <= _BYLINE_CHARACTERS:
                yield text


def _names(element: Any) -> str:  # noqa: ANN401
    return f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}"


def _read_day(text: str) -> date | None:
    lowered = text.lower()
    if found := _YEAR_FIRST.search(lowered) or _COMPACT.search(lowered):
        return calendar_day(*found.group(1, 2, 3))
    if found := _DAY_FIRST.search(lowered):
        return calendar_day(*found.group(3, 2, 1))
    if found := _MONTH_FIRST.search(lowered):
        return calendar_day(*found.group(3, 1, 2))
    return None


def _read_address(url: str) -> date | None:
    path = urlsplit(url).path.lower()
    found = _YEAR_FIRST.search(path) or _NAMED_IN_ADDRESS.search(path) or _COMPACT.search(path)
    return calendar_day(*found.groups()) if found else None
