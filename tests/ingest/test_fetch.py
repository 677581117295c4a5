"""URLs: what a server may do, and what becomes of it."""

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from importlib.metadata import version

import pytest
from website import Answer, Site, drips, redirects, sends, stalls, writes

from dateline.config import Settings
from dateline.document import Document, Rejection
from dateline.errors import DocumentError
from dateline.ingest import read_documents
from dateline.ingest.fetch import fetch_url, within

STORY = (
    "Soldiers of the 4th Brigade entered the town of Karvel on Monday, the governor said. "
    "Residents told the Harbour Post that the rebels had left for the hills in the night."
)
PAGE = f"<html><head><title>Karvel</title></head><body><p>{STORY}</p></body></html>".encode()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("no_proxy", "*")
    site = Site()
    yield site
    site.close()


def read(url: str, settings: Settings | None = None) -> Document | Rejection:
    [result] = read_documents([url], settings=settings or Settings(fetch_seconds=5))
    return result


def document(url: str, settings: Settings | None = None) -> Document:
    result = read(url, settings)
    assert isinstance(result, Document), result
    return result


def reason(url: str, settings: Settings | None = None) -> str:
    result = read(url, settings)
    assert isinstance(result, Rejection), result
    assert result.stage == "ingest"
    assert "\n" not in result.reason
    return result.reason


def test_a_page_is_read_with_the_address_it_was_fetched_from(site: Site) -> None:
    url = site.answer("/karvel", sends(PAGE))
    found = document(url + "#comments")
    assert found.text == STORY
    assert found.url == url


def test_the_address_after_a_redirect_is_the_document_s(site: Site) -> None:
    url = site.answer("/new", sends(PAGE))
    assert document(site.answer("/old", redirects("/new"))).url == url


def test_five_redirects_are_followed_and_six_are_not(site: Site) -> None:
    site.answer("/0", sends(PAGE))
    for number in range(1, 7):
        site.answer(f"/{number}", redirects(f"/{number - 1}"))
    assert document(site.url("/5")).text == STORY
    assert "more than 5 times" in reason(site.url("/6"))


def test_a_redirect_to_itself_ends(site: Site) -> None:
    assert "redirects more than" in reason(site.answer("/loop", redirects("/loop")))


@pytest.mark.parametrize(
    "target", ["file:///etc/hostname", "ftp://127.0.0.1/x", "javascript:alert(1)", "http://", "//["]
)
def test_a_redirect_leaves_the_web_nowhere(site: Site, target: str) -> None:
    assert "address" in reason(site.answer("/out", redirects(target)))


@pytest.mark.parametrize(
    ("status", "what"),
    [
        (404, "404 Not Found; check the address"),
        (403, "403 Forbidden; open it in a browser"),
        (503, "503 Service Unavailable; try again later"),
        (799, "answered 799; try"),
    ],
)
def test_a_refusal_is_told_with_its_status(site: Site, status: int, what: str) -> None:
    assert what in reason(site.answer("/gone", sends(PAGE, status=status)))


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(stalls(b""), id="says nothing"),
        pytest.param(stalls(HEAD + b"\r\n" + PAGE[:20]), id="stops in the body"),
        pytest.param(drips(b"", b"H", pause=0.05), id="drips its first line"),
        pytest.param(drips(HEAD + b"X: ", b"x", pause=0.05), id="drips its head"),
        pytest.param(drips(HEAD + b"\r\n", b"<", pause=0.05), id="drips its body"),
        pytest.param(
            drips(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n", pause=0.05),
            id="drips chunks",
        ),
    ],
)
def test_a_slow_server_has_the_whole_time_and_no_more(site: Site, answer: Answer) -> None:
    url = site.answer("/slow", answer)
    begin = time.monotonic()
    assert "did not finish within 0.4 seconds" in reason(url, Settings(fetch_seconds=0.4))
    assert time.monotonic() - begin < 2
    for thread in threading.enumerate():
        if thread.name == "dateline-fetch":
            thread.join(timeout=1)  # it ends by itself, and closes its socket
            assert not thread.is_alive()


def test_a_body_without_end_is_left_at_the_limit(site: Site) -> None:
    url = site.answer("/endless", drips(HEAD + b"\r\n", b"x" * 60_000, pause=0))
    limits = Settings(fetch_bytes=1_000_000, fetch_seconds=20)
    assert "larger than 1,000,000 bytes" in reason(url, limits)


def test_a_body_that_says_it_is_too_large_is_not_waited_for(site: Site) -> None:
    url = site.answer("/large", writes(HEAD + b"Content-Length: 1000000000\r\n\r\n"))
    assert "larger than 20,000,000 bytes" in reason(url)


def deflate(data: bytes) -> bytes:
    """A deflate stream without its header, as some servers send it."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        pytest.param("gzip", gzip.compress(PAGE), id="gzip"),
        pytest.param("gzip", gzip.compress(PAGE) + b"\0\0", id="gzip with padding"),
        pytest.param("GZIP", gzip.compress(PAGE[:80]) + gzip.compress(PAGE[80:]), id="members"),
        pytest.param("deflate", zlib.compress(PAGE), id="deflate"),
        pytest.param("deflate", deflate(PAGE), id="bare deflate"),
        pytest.param("identity", PAGE, id="identity"),
    ],
)
def test_a_packed_page_is_unpacked(site: Site, encoding: str, body: bytes) -> None:
    assert document(site.answer("/p", sends(body, Content_Encoding=encoding))).text == STORY


def test_a_gzip_bomb_is_left_at_the_limit(site: Site) -> None:
    bomb = gzip.compress(b"\0" * 30_000_000)
    assert len(bomb) < 100_000
    limits = Settings(fetch_bytes=1_000_000)
    url = site.answer("/bomb", sends(bomb, Content_Encoding="gzip"))
    assert "larger than 1,000,000 bytes" in reason(url, limits)


@pytest.mark.parametrize(
    ("body", "encoding", "what"),
    [
        (gzip.compress(PAGE)[:-20], "gzip", "breaks off"),
        (b"no gzip at all", "gzip", "damaged"),
        (PAGE, "br", "packs its answer as 'br'"),
        (b"", "gzip", "empty"),
    ],
)
def test_a_badly_packed_page_is_told(site: Site, body: bytes, encoding: str, what: str) -> None:
    assert what in reason(site.answer("/p", sends(body, Content_Encoding=encoding)))


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (HEAD + b"Content-Length: 5000\r\n\r\n" + PAGE, "breaks off"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nFF\r\nshort", "failed"),
        (b"220 mail ready\r\n", "failed"),
        (b"", "failed"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n", "failed"),
    ],
)
def test_a_server_that_breaks_http_is_told(site: Site, raw: bytes, what: str) -> None:
    assert what in reason(site.answer("/odd", writes(raw)))


def test_utf_8_under_a_wrong_name_is_still_utf_8(site: Site) -> None:
    body = PAGE.replace(b"Karvel", "Kärvèl".encode())
    url = site.answer("/c", sends(body, "text/html; charset=ISO-8859-1"))
    assert "the town of Kärvèl on Monday" in document(url).text


def test_the_servers_character_set_counts_where_utf_8_fails(site: Site) -> None:
    body = PAGE.decode().replace("Karvel", "Łódź").encode("iso-8859-2")
    url = site.answer("/c", sends(body, 'text/html; charset="ISO-8859-2"'))
    assert "the town of Łódź on Monday" in document(url).text


@pytest.mark.parametrize("content_type", ["text/plain", "application/octet-stream", ""])
def test_content_tells_what_the_content_type_does_not(site: Site, content_type: str) -> None:
    assert document(site.answer("/t", sends(STORY.encode(), content_type))).text == STORY
    assert document(site.answer("/h", sends(PAGE, content_type))).text == STORY
    record = b'{"id": "k1", "text": "%s"}\n' % STORY.encode()
    assert document(site.answer("/j", sends(record, content_type))).label == "k1"


def test_a_gzip_file_is_unpacked_and_read_by_its_name(site: Site) -> None:
    lines = gzip.compress(b'{"text": "%s"}\nno record\n' % STORY.encode())
    url = site.answer("/wire.jsonl.gz", sends(lines, "application/gzip"))
    first, second = read_documents([url])
    assert isinstance(first, Document)
    assert isinstance(second, Rejection)
    assert second.label == f"{url}:2"


@pytest.mark.parametrize("content_type", ["image/png", "application/pdf", "video/mp4"])
def test_what_is_no_text_is_not_read(site: Site, content_type: str) -> None:
    url = site.answer("/x", sends(b"x" * 1000, content_type))
    assert f"the server sends {content_type}" in reason(url)


def test_the_request_says_honestly_who_asks(site: Site) -> None:
    document(site.answer("/karvel", sends(PAGE)))
    [request] = site.requests
    assert request.headers["User-Agent"] == f"dateline/{version('dateline')}"
    assert not {"Cookie", "Authorization", "Referer"} & set(request.headers.keys())


def test_an_address_as_people_paste_it_is_quoted(site: Site) -> None:
    site.answer("/k%C3%A4rvel/a%20b?q=1%202", sends(PAGE))
    assert document(site.url("/kärvel/a b?q=1%202")).text == STORY


def test_a_password_is_neither_sent_nor_shown(site: Site) -> None:
    url = site.url("/x").replace("http://", "http://anna:s3cret@")
    result = read(url)
    assert isinstance(result, Rejection)
    assert "user name or password" in result.reason
    assert "s3cret" not in result.label + result.reason
    assert not site.requests


@pytest.mark.parametrize(
    "url", ["ftp://example.com/report.txt", "file:///etc/hostname", "http://", "https://[::1/x"]
)
def test_other_addresses_are_not_fetched(url: str) -> None:
    assert "address" in reason(url)


def test_a_port_that_is_none_is_told() -> None:
    assert "address" in reason("http://127.0.0.1:99999999/")
    assert "address" in reason("http://127.0.0.1:port/")


def test_a_refused_connection_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert "refused the connection" in reason(f"http://127.0.0.1:{port}/")


def test_a_host_that_does_not_exist_is_named() -> None:
    assert "the host nowhere.invalid is not found" in reason("http://nowhere.invalid/report")


def test_https_is_never_done_without_a_certificate(site: Site) -> None:
    url = site.answer("/x", sends(PAGE)).replace("http:", "https:")
    assert "secure connection failed" in reason(url)


def test_a_task_that_does_not_end_is_left_behind() -> None:
    begin = time.monotonic()
    with pytest.raises(TimeoutError):
        within(0.1, lambda: time.sleep(5))
    assert time.monotonic() - begin < 2


def test_an_error_in_a_task_is_raised_where_it_is_waited_for() -> None:
    with pytest.raises(DocumentError, match="give http or https"):
        fetch_url("gopher://example.com/", Settings())
