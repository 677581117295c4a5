"""JSON records: one report each, one per line or as an array.

A record is an object with `text` and, where known, `id`, `title`,
`published` (an ISO day or time), `outlet` (or `publisher`) and `url`; other
fields are ignored.  What the caller knows fills only what a record lacks: a
file of many reports has many days and outlets.  A record that cannot be used
never stops the rest.

In: an open file.  Out: `Document`s and `Rejection`s, in order.
"""

import io
import json
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from dateline.config import Settings
from dateline.document import Document, Rejection
from dateline.errors import DocumentError, InputError
from dateline.ingest.address import is_web_address
from dateline.ingest.days import parse_day
from dateline.ingest.documents import make_document
from dateline.ingest.encoding import decode_bytes
from dateline.ingest.imprint import Imprint

_FIELDS = "id, text, title, published, outlet, url"
_TYPES = {str: "text", list: "a list", dict: "an object", bool: "a truth value", type(None): "null"}


class Shelf(NamedTuple):
    """Where records come from and what the caller knows of all of them."""

    label: str
    known: Imprint
    settings: Settings


def read_lines(stream: io.BufferedReader, shelf: Shelf) -> Iterator[Document | Rejection]:
    """Read one record per line, holding one at a time; empty lines count but say nothing."""
    number = found = 0
    try:
        for number, line in enumerate(_lines(stream, shelf.settings.document_bytes), start=1):
            if line is None or line.strip():
                found += 1
                yield _read_line(line, number, shelf)
    except (OSError, EOFError, zlib.error) as error:
        reason = f"the file breaks off after this line ({error}); get it anew"
        yield Rejection(label=f"{shelf.label}:{number}", stage="ingest", reason=reason)
        return
    if not found:
        reason = "the file is empty; give one JSON object per line"
        yield Rejection(label=shelf.label, stage="ingest", reason=reason)


def read_whole(data: bytes, shelf: Shelf) -> Iterator[Document | Rejection]:
    """Read a file that is one record or an array of them, or after all one per line.

    Raises:
        DocumentError: it is not JSON.
    """
    try:
        content = _parse(decode_bytes(data))
    except DocumentError:
        if not _first_line_is_record(data):
            raise
        yield from read_lines(io.BufferedReader(io.BytesIO(data)), shelf)
        return
    if isinstance(content, list):
        if not content:
            raise DocumentError("the array is empty; give one object for each report")
        for number, value in enumerate(content, start=1):
            yield _accept(value, f"{shelf.label}:record {number}", shelf)
    else:
        yield _accept(content, shelf.label, shelf)


def _lines(stream: io.BufferedReader, limit: int) -> Iterator[bytes | None]:
    """The lines of a file; None for one of more than `limit` bytes, which is skipped."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(limit)
        yield None


def _read_line(line: bytes | None, number: int, shelf: Shelf) -> Document | Rejection:
    place = f"{shelf.label}:{number}"
    if line is None:
        reason = (
            f"the line is longer than {shelf.settings.document_bytes:,} bytes; "
            "split the report, or raise document_bytes"
        )
        return Rejection(label=place, stage="ingest", reason=reason)
    try:
        value = _parse(decode_bytes(line).rstrip())
    except DocumentError as error:
        return Rejection(label=place, stage="ingest", reason=str(error))
    return _accept(value, place, shelf)


def _parse(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        what = error.msg.removesuffix(" at")
        where = f"line {error.lineno}, " if error.lineno > 1 else ""
        raise DocumentError(
            f"this is not JSON ({what} at {where}character {error.colno}); "
            "give one JSON object for each report"
        ) from None
    except (ValueError, RecursionError) as error:  # numbers too long, nesting too deep
        raise DocumentError(f"this JSON cannot be read ({error}); check it") from None


def _first_line_is_record(data: bytes) -> bool:
    try:
        return isinstance(_parse(decode_bytes(data.lstrip().partition(b"\n")[0])), dict)
    except DocumentError:
        return False


def _accept(value: object, place: str, shelf: Shelf) -> Document | Rejection:
    try:
        record = _record(value)
        text = _text_of(record)
        imprint = _imprint_of(record).filled_from(shelf.known)
        label = _id_of(record) or place
        return make_document(text, imprint, label=label, settings=shelf.settings)
    except DocumentError as error:
        return Rejection(label=place, stage="ingest", reason=str(error))


def _record(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise DocumentError(
            f"this is {_type_name(value)}, not an object; give an object with {_FIELDS}"
        )
    return value


def _text_of(record: Mapping[str, Any]) -> str:
    if record.get("text") is None:
        raise DocumentError(f'the record has no "text"; its fields may be {_FIELDS}')
    text = _string(record, "text")
    if text is None:
        raise DocumentError('"text" is empty; give the text of the report')
    return text


def _imprint_of(record: Mapping[str, Any]) -> Imprint:
    published, url = _string(record, "published"), _string(record, "url")
    try:
        day = parse_day(published) if published else None
    except InputError as error:
        raise DocumentError(f'"published": {error}') from None
    return Imprint(
        title=_string(record, "title"),
        outlet=_string(record, "outlet") or _string(record, "publisher"),
        published=day,
        url=url.strip() if url and is_web_address(url.strip()) else None,
    )


def _id_of(record: Mapping[str, Any]) -> str | None:
    own = record.get("id")
    if isinstance(own, int) and not isinstance(own, bool):
        return str(own)
    return _string(record, "id")


def _string(record: Mapping[str, Any], field: str) -> str | None:
    """A field's text, or None where it is absent, null or blank."""
    value = record.get(field)
    if value is None:
        return None
    if not isinstance(value, str):
        raise DocumentError(f'"{field}" is {_type_name(value)}, not text; write it in quotes')
    return value if value.strip() else None


def _type_name(value: object) -> str:
    return _TYPES.get(type(value), "a number")
