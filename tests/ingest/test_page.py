"""Pages: the article and what the page says of its publication, nothing guessed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dateline.errors import DocumentError
from dateline.ingest.page import MAX_TAGS, read_page

LINES = [
    "Soldiers of the 4th Brigade entered the town of Karvel on Monday, the governor said.",
    "Residents told the Harbour Post that the rebels had left for the hills in the night.",
]
ARTICLE = "".join(f"<p>{line}</p>" for line in LINES)


def page(head: str = "", body: str = ARTICLE) -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def day(head: str = "", body: str = ARTICLE, address: str | None = None) -> date | None:
    return read_page(page(head, body), address=address).imprint.published


FURNISHED = page(
    '<title>Karvel taken - Harbour</title><meta property="og:site_name" content="Harbour Post">'
    '<link rel="canonical" href="https://harbour.example/karvel">',
    "<nav><a href='/'>Home</a> <a href='/world'>World news</a></nav><article>"
    "<h1>Karvel taken</h1><figure><img src='a.jpg'><figcaption>Karvel.</figcaption></figure>"
    f"<p>{LINES[0]}</p><h2>Empty streets</h2><blockquote>&ldquo;They are gone,&rdquo; one said."
    f"</blockquote><ul><li>Two bridges were blown up.</li></ul><p>{LINES[1]}</p>"
    "<table><tr><th>Day</th><th>Killed</th></tr><tr><td>Monday</td><td>3</td></tr></table></article>"
    "<div id='comments'><p>Great report, thank you all for writing this.</p></div>"
    "<footer><p>Copyright 2014 Harbour Post. All rights reserved everywhere.</p></footer>",
)


def test_the_article_is_its_paragraphs_as_lines_without_the_furniture() -> None:
    assert read_page(FURNISHED).text.split("\n") == [
        LINES[0],
        "Empty streets",
        "“They are gone,” one said.",
        "Two bridges were blown up.",
        LINES[1],
    ]


def test_title_outlet_and_address_are_the_page_s_own() -> None:
    imprint = read_page(FURNISHED, address="https://mirror.example/1").imprint
    assert imprint.title == "Karvel taken"
    assert imprint.outlet == "Harbour Post"
    assert imprint.url == "https://harbour.example/karvel"


def test_schema_org_names_the_outlet() -> None:
    data = (
        '{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Karvel taken", '
        '"publisher": {"@type": "Organization", "name": "Harbour Post"}}'
    )
    imprint = read_page(page(f'<script type="application/ld+json">{data}</script>')).imprint
    assert imprint.outlet == "Harbour Post"


def test_a_page_without_a_name_has_its_host_for_an_outlet() -> None:
    publisher = '<meta property="article:publisher" content="https://social.example/harbour">'
    assert read_page(page(publisher), address="https://www.harbour.example/1").imprint.outlet == (
        "harbour.example"
    )
    assert read_page(page()).imprint.outlet is None


def test_a_canonical_address_may_be_relative_but_never_a_script() -> None:
    address = "https://harbour.example/old?id=1"
    for href, url in [
        ("/karvel", "https://harbour.example/karvel"),
        ("javascript:alert(1)", address),
        ("//[", address),
    ]:
        link = f'<link rel="canonical" href="{href}">'
        assert read_page(page(link), address=address).imprint.url == url


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2015-02-21T23:30:00-08:00">',
        '<meta name="pubdate" content="20150221101100">',
        '<meta name="DC.date.issued" content="Sat, 21 Feb 2015 10:11:00 GMT">',
        '<meta itemprop="datePublished" content="February 21, 2015">',
        '<script type="application/ld+json">{"datePublished": "2015-02-21T10:11Z"}</script>',
        '<script type="application/ld+json">{"datePublished": "2015-02-21", oops</script>',
    ],
)
def test_the_day_is_taken_from_metadata_as_written(head: str) -> None:
    assert day(head) == date(2015, 2, 21)


@pytest.mark.parametrize(
    "byline",
    [
        '<time datetime="2015-02-21T10:11">yesterday</time>',
        '<span itemprop="datePublished">21st February 2015</span>',
        '<div class="article-date">Saturday 21 February 2015 10.11 GMT</div>',
        '<p class="byline">By Anna Kell, Feb. 21, 2015</p>',
    ],
)
def test_the_day_is_taken_from_the_byline(byline: str) -> None:
    assert day(body=byline + ARTICLE) == date(2015, 2, 21)


@pytest.mark.parametrize(
    "path", ["2015/02/21/karvel", "world/2015/feb/21/karvel", "n-20150221.html"]
)
def test_the_day_is_taken_from_the_address(path: str) -> None:
    assert day(address=f"https://harbour.example/{path}") == date(2015, 2, 21)


def test_metadata_goes_before_the_address_and_the_address_before_the_byline() -> None:
    head = '<meta property="article:published_time" content="2015-02-20">'
    byline = '<p class="date">22 February 2015</p>' + ARTICLE
    address = "https://harbour.example/2015/02/21/karvel"
    assert day(head, byline, address) == date(2015, 2, 20)
    assert day("", byline, address) == date(2015, 2, 21)
    assert day("", byline) == date(2015, 2, 22)


@pytest.mark.parametrize(
    "content", ["2015-02-30", "1970-01-01T00:00:00Z", "2015-02", "02/03/2015", "soon", "0001-01-01"]
)
def test_an_impossible_or_unclear_day_is_unknown(content: str) -> None:
    assert day(f'<meta property="article:published_time" content="{content}">') is None


def test_a_future_day_is_unknown() -> None:
    later = datetime.now(UTC).date() + timedelta(days=3)
    assert day(f'<meta property="article:published_time" content="{later}">') is None


@pytest.mark.parametrize(
    "words",
    [
        "<p>The truce of 2014-03-01 has failed, he said.</p>",
        "<div>The truce of March 1, 2014 has failed, he said.</div>",
        "<footer class='date'>1 March 2014</footer>",
        "<p class='updated'>Updated 1 March 2014</p>",
        "<aside><time datetime='2014-03-01'>1 March</time> Older news</aside>",
    ],
)
def test_no_day_is_taken_from_running_text_or_from_beside_the_article(words: str) -> None:
    assert day(body=ARTICLE + words) is None


@pytest.mark.parametrize(
    "markup",
    [
        page(body="<ul><li><a href='/a'>World</a><li><a href='/b'>Sport</a></ul><p>Log in</p>"),
        page(body=""),
        "<html></html>",
        "",
        "<" * 1000,
        "<html><body>" + "<div>" * 20_000 + "deep",
    ],
)
def test_a_page_without_an_article_is_refused(markup: str) -> None:
    with pytest.raises(DocumentError, match="holds no article"):
        read_page(markup)


def test_a_feed_is_refused_as_what_it_is() -> None:
    feed = '<?xml version="1.0"?><!-- x --><rss version="2.0"><channel/></rss>'
    with pytest.raises(DocumentError, match="this is a feed"):
        read_page(feed)


def test_a_page_of_too_many_tags_is_not_tried() -> None:
    with pytest.raises(DocumentError, match="tags, more than"):
        read_page("<html>" + "<p>" * MAX_TAGS)


def test_a_fragment_is_read_too() -> None:
    assert read_page(ARTICLE).text == "\n".join(LINES)


def test_a_short_report_is_an_article() -> None:
    text = "Explosion heard in central Karvel, witnesses say. More follows."
    assert read_page(page(body=f"<p>{text}</p>")).text == text
