"""Encodings: from bytes to text when nobody can be trusted to name the encoding.

UTF-8 comes first, because text that is not UTF-8 hardly ever passes for it,
and servers that send UTF-8 under another name are common.  Then what the
server or the page says, then UTF-8 with a broken byte here and there, then
Windows-1252 for text that is nearly all ASCII (charset-normalizer reads a
pound sign in English as a Polish letter: it needs more letters than English
has), and charset-normalizer for the rest.

In: bytes, and the character set that came with them.  Out: text, not yet cleaned.
"""

import codecs
import re

from dateline.errors import DocumentError

# UTF-32 before UTF-16, whose mark is the beginning of UTF-32's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Python has codecs that are no character sets, some with quadratic cost ("idna").
_CHARACTER_SETS = re.compile(
    r"utf-(8|16|32)(-[lb]e)?|ascii|iso8859-\d+|cp\d+|koi8-[rtu]|mac-\w+|tis-620|"
    r"gb2312|gbk|gb18030|big5(hkscs)?|shift_jis\w*|euc_\w+|iso2022_\w+|johab|ptcp154|kz1048"
)
# The web's rule: pages that say ISO 8859-1 or ASCII mean Windows-1252.
_WINDOWS = {"iso8859-1": "cp1252", "ascii": "cp1252"}

_META = re.compile(
    rb"""<meta[^>]{1,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})"""
    rb"""|<\?xml[^>]{1,100}encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_META_BYTES = 4096  # where a page must name its encoding: browsers look at 1,024
_NOT_ASCII = bytes(range(0x80, 0x100))
_ENGLISH_SHARE = 0.05  # fewer bytes than this outside ASCII: English with signs and names
_FEW_BYTES, _FEW_SHARE = 16, 0.3  # too few to detect anything by, unless there is little else
_MAX_BROKEN_SHARE = 0.01  # of a text's characters, for an encoding that it claims itself
_SAMPLE_BYTES = 32_000  # for charset-normalizer, whose cost grows with what it sees
_WIDE_BYTES = 1_000  # where UTF-16 without a mark shows


def decode_bytes(data: bytes, *, charset: str | None = None, markup: bool = False) -> str:
    """Decode text of unknown encoding.

    Args:
        data: the whole text; its encoding is judged by all of it.
        charset: what came with it (an HTTP header), if anything did.
        markup: it is HTML, which may name its encoding inside.

    Raises:
        DocumentError: no encoding fits.
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _wide(data)
    if marked:
        return data.decode(marked, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    claims = [charset, _named_inside(data) if markup else None]
    for text in (_decode_as(data, claim) for claim in claims if claim):
        if text is not None:
            return text
    text = _decode_nearly(data)
    return text if text is not None else data.decode(_guess(data), "replace")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: Latin text in it has a NUL in every second byte."""
    head = data[:_WIDE_BYTES]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.4 * len(head[1::2]) and even <= 0.05 * len(head):
        return "utf-16-le"
    if even > 0.4 * len(head[::2]) and odd <= 0.05 * len(head):
        return "utf-16-be"
    return None


def _named_inside(data: bytes) -> str | None:
    found = _META.search(data, 0, _META_BYTES)
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def _decode_as(data: bytes, claim: str) -> str | None:
    try:
        name = codecs.lookup(claim.strip()).name
    except (LookupError, ValueError):
        return None
    name = _WINDOWS.get(name, name)
    if not _CHARACTER_SETS.fullmatch(name):
        return None
    text = data.decode(name, "replace")
    return text if text.count("\ufffd") <= _MAX_BROKEN_SHARE * len(text) else None


def _decode_nearly(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes, or one that breaks off within a character."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    outside = sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", text)))
    breaks_off = outside > 0 and text.find("\ufffd") == len(text) - 1
    return text if breaks_off or 10 * broken <= outside else None


def _guess(data: bytes) -> str:
    outside = len(data) - len(data.translate(None, _NOT_ASCII))
    few = outside < _FEW_BYTES and outside < _FEW_SHARE * len(data)
    if few or outside < _ENGLISH_SHARE * len(data):
        return "cp1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 60 ms, seldom needed

    best = from_bytes(_telling_lines(data)).best()
    if best is None:
        raise DocumentError(
            "this is not text, or in no encoding that Dateline knows; save it in UTF-8"
        )
    return best.encoding


def _telling_lines(data: bytes) -> bytes:
    """The first lines that are not plain ASCII: the others say nothing of the encoding."""
    lines, size = [], 0
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            lines.append(line[: _SAMPLE_BYTES - size])
            size += len(lines[-1])
        if size >= _SAMPLE_BYTES:
            break
    return b"".join(lines)
