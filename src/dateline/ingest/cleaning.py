r"""Cleaning: the text that offsets are taken in, without what nobody can see.

Everything that is printed stays as it is printed.  Line ends become "\n".
What shows nothing and would only mislead goes: control characters (a report
may otherwise drive the reader's terminal), soft hyphens and zero-width spaces
inside words, and marks that reverse the direction of writing.  Joiners stay,
Persian and emoji are spelled with them.

In: text from anywhere, lone surrogates included.  Out: text that UTF-8 can hold.
"""

import re

from dateline.errors import DocumentError

MAX_LINE = 500  # characters kept of a title, an outlet's name or a label

_LINE_ENDS = re.compile(r"\r\n?|[\v\f\u2028\u2029]")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    r"\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
# Text of Windows that was decoded as Latin-1: browsers print these as Windows would.
_C1 = re.compile(r"[\x80-\x9f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_GARBAGE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_BLANKS = re.compile(r"\s+")

# Text with a byte broken here and there is read; more than this share is no text.
_MAX_GARBAGE = 0.05


def clean_text(text: str) -> str:
    """Text as printed: line ends as newlines, nothing invisible, no blank ends.

    Raises:
        DocumentError: too much of it is control or broken characters.
    """
    broken = len(_GARBAGE.findall(text))
    if broken > _MAX_GARBAGE * len(text):
        raise DocumentError(
            f"this is not text: {broken:,} of {len(text):,} characters are control or broken "
            "characters; save it as plain text in UTF-8"
        )
    return _drop_unseen(_LINE_ENDS.sub("\n", text)).strip()


def clean_line(text: str) -> str:
    """One line of text, for a title, a name or a label."""
    line = _BLANKS.sub(" ", _drop_unseen(_LINE_ENDS.sub(" ", text[: 4 * MAX_LINE]))).strip()
    return line if len(line) <= MAX_LINE else line[: MAX_LINE - 1] + "…"


def _drop_unseen(text: str) -> str:
    text = _SURROGATES.sub("\ufffd", _UNSEEN.sub("", text))
    return _C1.sub(_as_windows, text)


def _as_windows(found: re.Match[str]) -> str:
    return found[0].encode("latin-1").decode("cp1252", "ignore")
