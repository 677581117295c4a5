"""Inputs: from what a person names to documents, one at a time and in order.

An input is a file, a folder, an http or https URL, or "-" for standard input.
Folders are walked in order of name; files of known suffix are read, gzip ones
included, names that begin with a dot are passed over, links to folders are
not followed.

In: names.  Out: `Document`s, and a `Rejection` for whatever cannot be used;
never an exception on account of one input.
"""

import gzip
import io
import os
import re
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO, cast

from dateline.config import Settings
from dateline.document import Document, Rejection
from dateline.errors import DocumentError
from dateline.ingest.address import show_address
from dateline.ingest.cleaning import clean_line
from dateline.ingest.documents import make_document
from dateline.ingest.encoding import decode_bytes
from dateline.ingest.imprint import Imprint
from dateline.ingest.kinds import (
    GZIP,
    SUFFIXES,
    Kind,
    kind_of_bytes,
    kind_of_name,
    looks_like_html,
    refuse_binary,
)
from dateline.ingest.records import Shelf, read_lines, read_whole

STANDARD_INPUT = "-"

_DEFAULTS = Settings()
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_HEAD = 4_096  # bytes that tell what a file is
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """An open input.

    kind     what its name or its server says it is, or None
    charset  what its server says
    url      where it was fetched
    """

    stream: io.BufferedReader
    label: str
    kind: Kind | None = None
    charset: str | None = None
    url: str | None = None


def read_documents(
    inputs: Sequence[str],
    *,
    published: date | None = None,
    outlet: str | None = None,
    settings: Settings = _DEFAULTS,
    stdin: BinaryIO | None = None,
) -> Iterator[Document | Rejection]:
    """Read inputs in their order, holding one document at a time.

    Args:
        inputs: files, folders, URLs, or "-".
        published: day of publication as the caller knows it. For texts and
            pages it goes before what they say; a JSON record's own day goes
            before it, since a file of records has many days.
        outlet: who published it; weighed against the input in the same way.
        settings: limits of time and size.
        stdin: what "-" reads; None is standard input. It is not closed.
    """
    known = Imprint(published=published, outlet=outlet)
    for name in expand_inputs(inputs):
        label = _label(name)
        shelf = Shelf(label, known, settings)
        try:
            with ExitStack() as stack:
                yield from _read_source(_open(name, shelf, stdin, stack), shelf, stack)
        except DocumentError as error:
            yield _reject(label, str(error))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            yield _reject(label, f"the gzip file is damaged or breaks off ({error}); get it anew")
        except OSError as error:
            yield _reject(label, _explain(error))


def expand_inputs(inputs: Sequence[str]) -> Iterator[str]:
    """Inputs with their folders walked; one without a file to read stands for itself."""
    for name in inputs:
        if name == STANDARD_INPUT or _SCHEME.match(name) or not _is_folder(name):
            yield name
            continue
        found = False
        for path in _walk(name):
            found = True
            yield path
        if not found:
            yield name


def count_inputs(inputs: Sequence[str]) -> int:
    """How many inputs there are once folders are walked; a file of records counts as one."""
    return sum(1 for _ in expand_inputs(inputs))


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except (OSError, ValueError):
        return False  # opening it will say what is wrong with it


def _walk(folder: str) -> Iterator[str]:
    """Paths of the files to read, in order of name, and of folders that cannot be opened."""
    closed: list[str] = []

    def note(error: OSError) -> None:
        closed.append(error.filename)

    for where, folders, files in os.walk(folder, onerror=note):
        yield from closed
        closed.clear()
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(where, name)
            if not name.startswith(".") and kind_of_name(name) and _is_file(path):
                yield str(path)
    yield from (path for path in closed if path != folder)


def _is_file(path: Path) -> bool:
    """Whether a path found in a folder is a file, or may be: pipes and devices are not opened."""
    try:
        return path.is_file()
    except OSError:
        return True  # opening it will say why it cannot be read


def _open(name: str, shelf: Shelf, stdin: BinaryIO | None, stack: ExitStack) -> _Source:
    """Open an input; `stack` closes it.

    Raises:
        DocumentError: it is a folder without files to read, or its URL cannot be fetched.
        OSError: it cannot be opened.
    """
    if name == STANDARD_INPUT:
        return _Source(stream=_peekable(stdin or sys.stdin.buffer, stack), label=shelf.label)
    if _SCHEME.match(name):
        from dateline.ingest.fetch import fetch_url  # noqa: PLC0415 - http and ssl take 60 ms

        fetched = fetch_url(name, shelf.settings)
        return _Source(
            stream=_peekable(io.BytesIO(fetched.data), stack),
            label=shelf.label,
            kind=fetched.kind,
            charset=fetched.charset,
            url=fetched.url,
        )
    if _is_folder(name):
        os.scandir(name).close()  # raises where the folder may not be read
        raise DocumentError(
            f"the folder holds no file that Dateline reads ({' '.join(SUFFIXES)}, and .gz of these)"
        )
    path = Path(name)
    try:
        stream = stack.enter_context(path.open("rb"))
    except ValueError:
        raise DocumentError("this is no file name; check it") from None
    return _Source(stream=stream, label=shelf.label, kind=kind_of_name(name))


def _peekable(stream: BinaryIO, stack: ExitStack) -> io.BufferedReader:
    """The stream, buffered so that its first bytes can be looked at; not closed in the end."""
    if isinstance(stream, io.BufferedReader):
        return stream
    buffered: io.BufferedReader = io.BufferedReader(cast("io.RawIOBase", stream))
    stack.callback(buffered.detach)
    return buffered


def _read_source(source: _Source, shelf: Shelf, stack: ExitStack) -> Iterator[Document | Rejection]:
    head = source.stream.peek(_HEAD)[:_HEAD]
    if head.startswith(GZIP):
        unpacked = stack.enter_context(gzip.GzipFile(fileobj=source.stream))
        source = replace(source, stream=io.BufferedReader(cast("io.RawIOBase", unpacked)))
        head = source.stream.peek(_HEAD)[:_HEAD]
    refuse_binary(head)
    kind = source.kind or kind_of_bytes(head)
    if kind == "text" and looks_like_html(head):
        kind = "html"  # a page that was saved as .txt, or sent as text/plain
    if kind == "jsonl" and not head.startswith(_UTF16):
        yield from read_lines(source.stream, shelf)
        return
    data = _read_all(source.stream, shelf.settings.document_bytes)
    if kind == "jsonl":
        utf8 = decode_bytes(data).encode("utf-8", "replace")
        yield from read_lines(_peekable(io.BytesIO(utf8), stack), shelf)
    elif kind == "json":
        yield from read_whole(data, shelf)
    else:
        yield _read_report(data, source, shelf, markup=kind == "html")


def _read_all(stream: io.BufferedReader, limit: int) -> bytes:
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise DocumentError(f"it is larger than {limit:,} bytes; split it, or raise document_bytes")
    if not data.strip():
        raise DocumentError("it is empty; give the text of a report")
    return data


def _read_report(data: bytes, source: _Source, shelf: Shelf, *, markup: bool) -> Document:
    text = decode_bytes(data, charset=source.charset, markup=markup)
    imprint = shelf.known.filled_from(Imprint(url=source.url))
    if markup:
        from dateline.ingest.page import read_page  # noqa: PLC0415 - keeps lxml out of the start

        page = read_page(text, address=source.url)
        text, imprint = page.text, shelf.known.filled_from(page.imprint)
    return make_document(text, imprint, label=source.label, settings=shelf.settings)


def _label(name: str) -> str:
    if name == STANDARD_INPUT:
        return "standard input"
    if _SCHEME.match(name):
        return show_address(name)
    return clean_line(name)


def _explain(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder; check the name (a URL begins with http:// or https://)"
    return f"it cannot be read ({error.strerror or error}); check it and its permissions"


def _reject(label: str, reason: str) -> Rejection:
    return Rejection(label=label, stage="ingest", reason=reason)
