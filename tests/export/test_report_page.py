"""What the page is made of; how it behaves is in test_page_in_browser."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from sample_findings import findings_of, sample_claims, sample_document, sample_findings

from dateline.document import Document, Rejection
from dateline.export.page import index_entry, render_index, render_page

SMUGGLED = (
    '</p></style><script>document.title="owned"</script><img src=x onerror=alert(1)>"\'&{{ 7*7 }}'
)


class Elements(HTMLParser):
    """Every element with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def policy_of(page: str) -> str:
    for tag, attributes in Elements(page).found:
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy":
            return attributes["content"] or ""
    return ""


def pages() -> list[str]:
    findings = sample_findings()
    return [render_page(findings), render_index([index_entry(findings, "qarat.html")])]


@pytest.mark.parametrize("page", pages(), ids=["page", "index"])
def test_the_policy_allows_the_pages_own_style_and_script_and_nothing_else(page: str) -> None:
    def named(content: str) -> str:
        digest = hashlib.sha256(content.encode("utf-8")).digest()
        return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"

    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert policy_of(page) == (
        f"default-src 'none'; style-src {named(style)}; script-src {named(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


@pytest.mark.parametrize("page", pages(), ids=["page", "index"])
def test_nothing_in_the_page_names_a_thing_to_fetch(page: str) -> None:
    for tag, attributes in Elements(page).found:
        assert "src" not in attributes
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        if tag == "link":
            assert attributes["href"] == "data:,"
    assert not re.search(r"@import|url\(", page)


def test_markup_in_every_field_of_a_report_stays_words() -> None:
    document = Document(
        text=SMUGGLED, label=SMUGGLED, title=SMUGGLED, outlet=SMUGGLED, language=SMUGGLED
    )
    page = render_page(findings_of(document, []))
    tags = [tag for tag, _ in Elements(page).found]
    assert tags.count("script") == 1
    assert "img" not in tags
    assert "{{ 7*7 }}" in page
    assert page.count("&lt;script&gt;") == page.count("document.title")


@pytest.mark.parametrize(
    ("url", "links"),
    [
        ("https://harbour.example/a?b=1&c=2", 1),
        ("javascript:alert(1)", 0),
        ("data:text/html,x", 0),
        ("http://[broken", 0),
        (None, 0),
    ],
)
def test_only_a_web_address_becomes_a_link(url: str | None, links: int) -> None:
    document = replace(sample_document(), url=url)
    page = render_page(findings_of(document, []))
    outward = [a for tag, a in Elements(page).found if tag == "a" and a.get("target")]
    assert [a["href"] for a in outward] == [url] * links
    assert all("noopener" in (a["rel"] or "") for a in outward)


def test_a_withheld_name_is_marked_plainly() -> None:
    page = render_page(sample_findings())
    item = page.split('<li id="claim-7"')[1].split("</li>")[0]
    assert '<strong class="tag">name withheld</strong>' in item
    assert "for fear for his life" in item


def test_a_report_without_claims_is_still_a_page() -> None:
    page = render_page(findings_of(sample_document(), []))
    assert "No claims found in this report." in page
    assert "Fighters of the Dawn Brigades" in page


def test_every_number_in_the_text_leads_to_its_claim_and_back() -> None:
    page = render_page(sample_findings())
    for number in range(1, len(sample_claims("d")) + 1):
        assert page.count(f'id="text-{number}" href="#claim-{number}"') == 1
        assert page.count(f'<li id="claim-{number}"') == 1
        assert page.count(f'<a href="#text-{number}"') == 1


def test_the_index_leads_to_pages_and_lists_what_was_not_read() -> None:
    findings = sample_findings()
    rejection = Rejection(label="<b>.txt", stage="ingest", reason="it is empty")
    index = render_index([index_entry(findings, "a b.html")], [rejection])
    assert 'href="a%20b.html"' in index
    assert "&lt;b&gt;.txt" in index
    assert "1 read · 12 claims · 1 not read" in index
