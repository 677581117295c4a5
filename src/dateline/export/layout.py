"""Layout: blocks of words beside a margin, as wide as a terminal or a file allows.

In: blocks and a rich console.  Out: lines, without trailing spaces.
"""

import io
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest

from rich.console import Console
from rich.style import Style
from rich.text import Text

from dateline.document import Document
from dateline.export import wording

INDENT = 2  # columns
MARGIN = 16  # columns for the code: "heavy-weapons" fits, "coordinates with" wraps
NARROW = 60  # columns below which the code goes on a line of its own
WIDEST = 110  # longer lines are hard to read
QUOTE = 200  # characters of the report's words that are shown: two to three lines

TITLE = Style(bold=True)
GROUP = Style(bold=True, color="cyan")
CODE = Style(color="cyan")
QUIET = Style(dim=True)
MARKED = Style(bold=True, color="yellow")
LANGUAGES = {"en": "English"}

# For terminals without Unicode, one character each so that no style shifts.
_ASCII = str.maketrans(
    "\u2192\u201c\u201d\u2018\u2019\u2026\u00b7\u2013\u2014\u00b1", ">\"\"''~---~"
)


class Block:
    """Paragraphs beside a margin; only the first line of the block has the margin's words."""

    def __init__(
        self, paragraphs: Iterable[Text], margin: Iterable[Text] = (), joint: str = " "
    ) -> None:
        """`joint` stands between the margin's words where they share a line."""
        self._paragraphs = list(paragraphs)
        self._margin = list(margin)
        self._joint = joint

    def lines(self, console: Console, width: int) -> Iterator[Text]:
        """The block's lines, each at most `width` columns where words allow."""
        if not self._margin:
            yield from _wrapped(self._paragraphs, console, width)
        elif width < NARROW:
            yield from _wrapped([Text(self._joint).join(self._margin)], console, width)
            for line in _wrapped(self._paragraphs, console, width - INDENT):
                yield Text(" " * INDENT) + line
        else:
            margin = _wrapped(self._margin, console, MARGIN - INDENT)
            body = _wrapped(self._paragraphs, console, width - INDENT - MARGIN)
            for left, right in zip_longest(margin, body, fillvalue=Text()):
                gap = MARGIN - left.cell_len if right.plain else 0
                yield Text(" " * INDENT) + left + Text(" " * gap) + right


def _wrapped(paragraphs: Iterable[Text], console: Console, width: int) -> Iterator[Text]:
    for paragraph in paragraphs:
        if not paragraph.plain:
            yield paragraph
        for line in paragraph.wrap(console, width) if paragraph.plain else ():
            line.rstrip()
            yield line


def print_blocks(blocks: Iterable[Block], console: Console) -> None:
    """Print the blocks; colours and width are the console's own."""
    width = min(console.width, WIDEST)
    lines = [line for block in blocks for line in block.lines(console, width)]
    page = Text("\n").join(lines)
    if not console.encoding.lower().startswith("utf"):
        page.plain = page.plain.translate(_ASCII)
    console.print(page, soft_wrap=True, highlight=False)


def plain_text(show: Callable[[Console], None], width: int) -> str:
    """What `show` prints, without styles, on lines of at most `width` columns."""
    file = io.StringIO()
    show(Console(file=file, width=width, color_system=None, force_terminal=False))
    return file.getvalue()


def heading(words: str) -> Block:
    """The name of a group."""
    return Block([Text(words.upper(), GROUP), Text()])


def header(document: Document, facts: Iterable[str]) -> Block:
    """Title and label of a report, with its outlet, day and language, and further facts."""
    published = wording.day_text(document.published) if document.published else ""
    known = [
        wording.one_line(document.outlet or ""),
        published or "publication day unknown",
        LANGUAGES.get(document.language, wording.one_line(document.language)),
        *facts,
    ]
    label = wording.one_line(document.label)
    title = wording.one_line(document.title or "")
    lines = [Text(title or label, TITLE), Text(" · ".join(filter(None, known)))]
    if title:
        lines.append(Text(label, QUIET))
    return Block([*lines, Text()])
