"""Fetching: one URL, within a whole time and a size, whatever the server does.

The time limit covers the whole exchange.  Every read has only what is left of
it, so a server that sends a byte a second gains nothing; a name server that
does not answer is left behind in its thread.  The size limit holds for the
bytes sent and for what they unpack to.  Proxies are those of the environment.

In: an http or https URL.  Out: `Fetched`, or a DocumentError that says what went wrong.
"""

import functools
import http
import io
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.error import URLError
from urllib.parse import quote, urldefrag, urlsplit
from urllib.request import (
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from dateline.config import Settings
from dateline.errors import DocumentError
from dateline.ingest.address import is_web_address, join_address, show_address
from dateline.ingest.cleaning import clean_line
from dateline.ingest.kinds import GZIP, Kind, kind_of_name

if TYPE_CHECKING:
    from typing_extensions import Buffer

MAX_REDIRECTS = 5

_REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK = 65_536  # bytes per read
_GRACE = 0.5  # seconds that the exchange may overrun before it is left behind
_SAFE = "!#$%&'()*+,/:;=?@[]~"  # characters that quoting leaves alone: a URL may be quoted already
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_UNREADABLE = re.compile(r"(?:image|audio|video|font)/|application/(?:pdf|zip|msword|vnd\.)")
_KINDS: dict[str, Kind] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/json": "json",
    "application/x-ndjson": "jsonl",
    "application/ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "application/x-jsonlines": "jsonl",
}

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a URL gave.

    data     the body, unpacked
    url      where it came from in the end, without fragment
    kind     what the server or the URL's suffix says it is, or None
    charset  the character set that the server names, or None
    """

    data: bytes
    url: str
    kind: Kind | None
    charset: str | None


def fetch_url(url: str, settings: Settings) -> Fetched:
    """Fetch a URL, following at most `MAX_REDIRECTS` redirects.

    Raises:
        DocumentError: it is no web address, the server is not reached, refuses,
            is too slow or sends too much, or what it sends is no text.
    """
    seconds = settings.fetch_seconds
    deadline = time.monotonic() + seconds
    try:
        return within(seconds + _GRACE, lambda: _follow(url, deadline, settings.fetch_bytes))
    except zlib.error:
        raise DocumentError("the packed answer is damaged; try again later") from None
    except (OSError, HTTPException, ValueError) as error:
        raise DocumentError(_explain(error, url, seconds)) from error


def within(seconds: float, task: Callable[[], _Result]) -> _Result:
    """Do a task in a thread of its own, and leave it behind when time is up.

    Raises:
        TimeoutError: it takes longer.
    """
    outcome: Future[_Result] = Future()

    def work() -> None:
        try:
            outcome.set_result(task())
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            outcome.set_exception(error)

    threading.Thread(target=work, daemon=True, name="dateline-fetch").start()
    return outcome.result(timeout=seconds)


def _follow(url: str, deadline: float, limit: int) -> Fetched:
    """Fetch a URL through its redirects; `deadline` is on the monotonic clock."""
    for _ in range(MAX_REDIRECTS + 1):
        if not is_web_address(url):
            raise DocumentError(
                f"{show_address(url)} is no address that Dateline fetches; give http or https"
            )
        url = urldefrag(url).url
        with _request(url, deadline) as response:
            target = response.headers.get("Location") if response.status in _REDIRECTS else None
            if not target:
                return _receive(response, url, limit)
            url = join_address(url, str(target))
    raise DocumentError(f"it redirects more than {MAX_REDIRECTS} times; check the address")


def _request(url: str, deadline: float) -> HTTPResponse:
    parts = urlsplit(url)
    if parts.username or parts.password:
        raise DocumentError("the address holds a user name or password, which Dateline never sends")
    opener = OpenerDirector()  # without urllib's own redirects, errors and other schemes
    opener.addheaders = []
    for handler in (ProxyHandler(), UnknownHandler(), _Plain(deadline), _Secure(deadline)):
        opener.add_handler(handler)
    headers = {
        "User-Agent": f"dateline/{version('dateline')}",
        "Accept": "text/html, text/plain, application/json;q=0.9, */*;q=0.1",
        "Accept-Encoding": "gzip, deflate",
    }
    request = Request(quote(url, safe=_SAFE), headers=headers)
    left = max(deadline - time.monotonic(), 0.001)
    return cast("HTTPResponse", opener.open(request, timeout=left))


class _Plain(HTTPHandler):
    """Opens http within a deadline."""

    def __init__(self, deadline: float) -> None:
        super().__init__()
        self._deadline = deadline

    def http_open(self, req: Request) -> HTTPResponse:
        def connect(host: str, **options: Any) -> HTTPConnection:  # noqa: ANN401 - urllib's own
            return _timed(HTTPConnection(host, **options), self._deadline)

        return self.do_open(connect, req)


class _Secure(HTTPSHandler):
    """Opens https within a deadline, with certificates checked."""

    def __init__(self, deadline: float) -> None:
        super().__init__()
        self._deadline = deadline

    def https_open(self, req: Request) -> HTTPResponse:
        def connect(host: str, **options: Any) -> HTTPConnection:  # noqa: ANN401 - urllib's own
            secure = ssl.create_default_context()
            return _timed(HTTPSConnection(host, context=secure, **options), self._deadline)

        return self.do_open(connect, req)


def _timed(connection: HTTPConnection, deadline: float) -> HTTPConnection:
    response = functools.partial(_TimedResponse, deadline=deadline)
    connection.response_class = cast("type[HTTPResponse]", response)
    return connection


class _TimedResponse(HTTPResponse):
    """A response whose head and body are read within a deadline."""

    def __init__(self, sock: socket.socket, *, deadline: float, method: str | None = None) -> None:
        super().__init__(sock, method=method)
        self.fp = io.BufferedReader(_TimedReader(self.fp.detach(), sock, deadline))


class _TimedReader(io.RawIOBase):
    """Reads a socket, each time with only the time that is left."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, deadline: float) -> None:
        super().__init__()
        self._raw, self._sock, self._deadline = raw, sock, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "Buffer") -> int | None:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("the time for this exchange is over")
        self._sock.settimeout(left)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


def _receive(response: HTTPResponse, url: str, limit: int) -> Fetched:
    if not 200 <= response.status < 300:  # noqa: PLR2004 - the successes of HTTP
        raise DocumentError(_explain_status(response.status))
    content_type = str(response.headers.get("Content-Type", "")).strip().lower()
    media_type = content_type.partition(";")[0].strip()
    if _UNREADABLE.match(media_type):
        raise DocumentError(f"the server sends {clean_line(media_type)}; give a page or a text")
    if (response.length or 0) > limit:
        raise _too_large(limit)
    encoding = str(response.headers.get("Content-Encoding", "")).strip().lower()
    charset = _CHARSET.search(content_type)
    return Fetched(
        data=_unpack(_chunks(response, limit), encoding, limit),
        url=url,
        kind=_KINDS.get(media_type) or kind_of_name(urlsplit(url).path),
        charset=charset[1] if charset else None,
    )


def _chunks(response: HTTPResponse, limit: int) -> Iterator[bytes]:
    size = 0
    while chunk := response.read1(_CHUNK):
        size += len(chunk)
        if size > limit:
            raise _too_large(limit)
        yield chunk
    if response.length:
        raise DocumentError(
            f"the answer breaks off {response.length:,} bytes before its end; try again"
        )


def _unpack(chunks: Iterator[bytes], encoding: str, limit: int) -> bytes:
    """Undo a content encoding, never holding more than `limit` bytes."""
    if encoding in ("", "identity"):
        return b"".join(chunks)
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise DocumentError(
            f"the server packs its answer as {clean_line(encoding)!r}, which was not asked for; "
            "save the page and read that"
        )
    out = bytearray()
    unpacker = None
    for chunk in chunks:
        rest = chunk
        while rest:
            if unpacker is None or (unpacker.eof and rest.startswith(GZIP)):
                unpacker = zlib.decompressobj(_window_bits(rest))
            elif unpacker.eof:
                break  # padding after the end
            out += unpacker.decompress(rest, limit + 1 - len(out))
            if len(out) > limit:
                raise _too_large(limit)
            rest = unpacker.unused_data
    if unpacker is not None and not unpacker.eof:
        raise DocumentError("the packed answer breaks off before its end; try again")
    return bytes(out)


def _window_bits(data: bytes) -> int:
    """How zlib must be set: servers send "deflate" with and without a zlib header."""
    if data.startswith(GZIP[:1]):
        return 16 + zlib.MAX_WBITS
    has_header = data[0] & 0x0F == zlib.DEFLATED and int.from_bytes(data[:2], "big") % 31 == 0
    return zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS


def _too_large(limit: int) -> DocumentError:
    return DocumentError(
        f"the answer is larger than {limit:,} bytes; save what you need, or raise fetch_bytes"
    )


def _explain_status(status: int) -> str:
    try:
        phrase = f" {http.HTTPStatus(status).phrase}"
    except ValueError:
        phrase = ""
    if status in (401, 403, 451):
        advice = "open it in a browser, save it and read the file"
    elif status >= 500 or status == 429:  # noqa: PLR2004 - the server's own trouble
        advice = "try again later"
    else:
        advice = "check the address"
    return f"the server answered {status}{phrase}; {advice}"


def _explain(error: Exception, url: str, seconds: float) -> str:
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, TimeoutError):
        return (
            f"the server did not finish within {seconds:g} seconds; "
            "try again later, or raise fetch_seconds"
        )
    host = urlsplit(url).hostname if is_web_address(url) else None
    if isinstance(cause, socket.gaierror):
        return (
            f"the host {clean_line(host or url)} is not found ({cause.strerror}); "
            "check the address and the network"
        )
    if isinstance(cause, ssl.SSLError):
        return (
            f"the secure connection failed ({clean_line(str(cause.reason or cause))}); check the "
            "clock, or name your certificates in SSL_CERT_FILE"
        )
    if isinstance(cause, ConnectionRefusedError):
        return "the server refused the connection; check the address and the port"
    if isinstance(cause, HTTPException | OSError):
        what = getattr(cause, "strerror", None) or clean_line(str(cause)) or type(cause).__name__
        return f"the connection failed ({what}); check the address, or try again later"
    return f"the address cannot be used ({clean_line(str(cause))}); check it"
