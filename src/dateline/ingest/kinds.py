"""Kinds of input: plain text, HTML, JSON; told by name where there is one, else by content.

In: a file name or the first bytes.  Out: a `Kind`, or the reason why it is none.
"""

import re
from pathlib import PurePath
from typing import Literal

from dateline.errors import DocumentError

Kind = Literal["text", "html", "jsonl", "json"]

SUFFIXES: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
}
GZIP = b"\x1f\x8b"

_BINARY = (
    (b"%PDF-", "a PDF file; save its text (for example with pdftotext) and read that"),
    (b"PK\x03\x04", "a ZIP archive or an Office document; unpack it, or save it as text"),
    (b"\xd0\xcf\x11\xe0", "an Office document; save it as text"),
    (b"{\\rtf", "an RTF document; save it as text"),
    (b"\x89PNG", "a picture (PNG); Dateline reads text"),
    (b"\xff\xd8\xff", "a picture (JPEG); Dateline reads text"),
    (b"GIF8", "a picture (GIF); Dateline reads text"),
    (b"II*\0", "a picture (TIFF); Dateline reads text"),
    (b"MM\0*", "a picture (TIFF); Dateline reads text"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it"),
    (b"Rar!\x1a", "a RAR archive; unpack it"),
    (b"\xfd7zXZ", "an XZ archive; unpack it"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive; unpack it"),
    (b"\x7fELF", "a program; Dateline reads text"),
    (b"SQLite format 3\0", "a database; export its reports as JSON lines"),
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|meta|title|h1)\b")
_JSON_RECORD = re.compile(rb'\{[ \t]*"[^"\\\r\n]{0,100}"[ \t]*:')
_JSON_WHOLE = re.compile(rb'\[\s*(?:\{\s*"|\])|\{\s*"[^"\\]{0,100}"\s*:')
_MARK = b"\xef\xbb\xbf"


def kind_of_name(name: str) -> Kind | None:
    """Kind by suffix, that of a gzip file by the one before; None when it tells nothing."""
    path = PurePath(name.lower())
    return SUFFIXES.get(PurePath(path.stem).suffix if path.suffix == ".gz" else path.suffix)


def kind_of_bytes(head: bytes) -> Kind:
    """Kind by the first bytes, one of a record per line being "jsonl"; else "text".

    Raises:
        DocumentError: they are those of a picture, an archive or the like.
    """
    refuse_binary(head)
    # UTF-16 text looks like ASCII without its NULs
    start = head.replace(b"\0", b"").removeprefix(_MARK).lstrip()
    if _JSON_RECORD.match(start):
        return "jsonl"
    if _JSON_WHOLE.match(start):
        return "json"
    return "html" if looks_like_html(head) else "text"


def looks_like_html(head: bytes) -> bool:
    """Whether the first bytes are those of a page, saved under whatever name."""
    start = head.replace(b"\0", b"").lstrip(_MARK + b"\xff\xfe \t\r\n").lower()
    return start.startswith(b"<") and _HTML.search(start) is not None


def refuse_binary(head: bytes) -> None:
    """Raise DocumentError when the first bytes are those of a known binary format."""
    for mark, what in _BINARY:
        if head.startswith(mark):
            raise DocumentError(f"this is {what}")
