"""Paragraphs: which line breaks end one, and which are only where a line was full.

A blank line always ends a paragraph.  A single line break does too, unless
the text is hard wrapped: its lines are short, and hardly one that breaks off
within a sentence had room for the next word.

In: a text.  Out: paragraphs by characters, without the blanks around them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
LINE = re.compile(rf"\S[^{BREAKS}]*")
BREAK = re.compile(rf"\r\n|[{BREAKS}]")
ITEM = re.compile(r"[-*\u2022\u00b7\u25cf\u25aa]\s|\(?(?:\d{1,2}|[a-z])[.)]\s")
WIDEST = 130  # characters of a line in wrapped text; wider lines are paragraphs
NARROWEST = 40  # a shorter line is a heading, a list item or verse, never a full line
FULL_SHARE = 0.75  # of the lines that break off, at least so many are full in wrapped text
FEW = 3  # fewer lines that break off prove nothing
OUTLIERS = 3  # lines that may be wider than the others (an address, a headline)
TERMINAL = '.!?:"\u201d\u2019)'


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank; `parted` if a blank line stands before it."""

    start: int
    end: int
    parted: bool

    @property
    def width(self) -> int:
        """Characters."""
        return self.end - self.start


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """First character and one past the last of each paragraph; none is empty."""
    lines = _find_lines(text)
    width = _wrapping_width(text, lines)
    lower = text.islower()
    paragraphs: list[tuple[int, int]] = []
    previous: Line | None = None
    for line in lines:
        if previous and not line.parted and _continues(text, previous, line, width, lower):
            paragraphs[-1] = (paragraphs[-1][0], line.end)
        else:
            paragraphs.append((line.start, line.end))
        previous = line
    return paragraphs


def _find_lines(text: str) -> list[Line]:
    lines = []
    end = 0
    for match in LINE.finditer(text):
        gap = text[end : match.start()]
        parted = "\x0c" in gap or "\u2029" in gap or len(BREAK.findall(gap)) > 1
        end = match.start() + len(match[0].rstrip())
        lines.append(Line(match.start(), end, parted))
    return lines


def _wrapping_width(text: str, lines: Sequence[Line]) -> int | None:
    """The width at which the text is hard wrapped; None if it is not."""
    pairs = [(a, b) for a, b in pairwise(lines) if not b.parted and text[a.end - 1] not in TERMINAL]
    if len(pairs) < FEW:
        return None
    widths = sorted({a.width for a, _ in pairs}, reverse=True)
    for width in widths[:OUTLIERS]:
        if NARROWEST <= width <= WIDEST:
            full = sum(_is_full(text, a, b, width) for a, b in pairs)
            if full >= FULL_SHARE * len(pairs):
                return width
    return None


def _is_full(text: str, line: Line, following: Line, width: int) -> bool:
    """Whether the first word of the following line had no room in this one."""
    word = text[following.start : following.end].split(maxsplit=1)[0]
    return line.width + 1 + len(word) > width


def _continues(text: str, line: Line, following: Line, width: int | None, lower: bool) -> bool:
    """Whether the following line goes on with the paragraph of this one."""
    if ITEM.match(text, following.start, following.end):
        return False
    if width is not None and _is_full(text, line, following, width):
        return True
    return (
        not lower
        and line.width >= NARROWEST
        and text[following.start].islower()
        and text[line.end - 1] not in TERMINAL
    )
