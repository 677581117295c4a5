"""Text: findings as a person reads them in a terminal, or in a file without colours.

One report is a header, its claims in four groups, and who speaks how often.
A claim has its code in the left margin, then what is claimed, where and when,
who says so, and the words.  How sure and how far it is stands first, and only
where it is not plainly so, because "denied" must not be overlooked.

In: findings and a rich console.  Out: lines, without trailing spaces.
"""

import io
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from rich.console import Console
from rich.style import Style
from rich.text import Text

from dateline.claim import Claim
from dateline.export import wording
from dateline.export.records import claim_days
from dateline.report import Findings
from dateline.world import When

INDENT = 2  # columns
MARGIN = 16  # columns for the code: "heavy-weapons" fits, "coordinates with" wraps
NARROW = 60  # columns below which the code goes on a line of its own
WIDEST = 110  # longer lines are hard to read
QUOTE = 200  # characters of evidence that are shown: two to three lines

TITLE = Style(bold=True)
GROUP = Style(bold=True, color="cyan")
CODE = Style(color="cyan")
QUIET = Style(dim=True)
DENIED = Style(bold=True, color="red")
MARKED = Style(bold=True, color="yellow")
TRIGGER = Style(underline=True)
LANGUAGES = {"en": "English"}

# For terminals without Unicode, one character each so that no style shifts.
_ASCII = str.maketrans("\u2192\u201c\u201d\u2018\u2019\u2026\u00b7\u2013\u2014", ">\"\"''~---")


def print_findings(findings: Findings, console: Console) -> None:
    """Print one report; colours and width are the console's own."""
    width = min(console.width, WIDEST)
    lines = [line for block in _blocks(findings) for line in block.lines(console, width)]
    page = Text("\n").join(lines)
    if not console.encoding.lower().startswith("utf"):
        page.plain = page.plain.translate(_ASCII)
    console.print(page, soft_wrap=True, highlight=False)


def findings_text(findings: Findings, width: int = 80) -> str:
    """One report as plain text, lines at most `width` columns where words allow."""
    file = io.StringIO()
    console = Console(file=file, width=width, color_system=None, force_terminal=False)
    print_findings(findings, console)
    return file.getvalue()


class _Block:
    """Paragraphs beside a margin; only the first line of the block has the margin's words."""

    def __init__(self, paragraphs: Iterable[Text], margin: Iterable[Text] = ()) -> None:
        self._paragraphs = list(paragraphs)
        self._margin = list(margin)

    def lines(self, console: Console, width: int) -> Iterator[Text]:
        """The block's lines, each at most `width` columns where words allow."""
        if not self._margin:
            yield from _wrapped(self._paragraphs, console, width)
        elif width < NARROW:
            yield Text(" ").join(self._margin)
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


def _blocks(findings: Findings) -> Iterator[_Block]:
    yield _header(findings)
    dated = list(zip(findings.claims, claim_days(findings), strict=True))
    for kind, name in wording.GROUPS.items():
        group = [(claim, when) for claim, when in dated if claim.type == kind]
        if group:
            yield _heading(f"{name} ({len(group)})")
        for claim, when in group:
            yield _claim_block(claim, when)
            yield _Block([Text()])
    if findings.claims:
        yield _heading("Who speaks")
        yield from _speakers(findings)
        yield _Block([Text()])


def _header(findings: Findings) -> _Block:
    document = findings.document
    published = wording.day_text(document.published) if document.published else ""
    facts = [
        wording.one_line(document.outlet or ""),
        published or "publication day unknown",
        LANGUAGES.get(document.language, wording.one_line(document.language)),
        _several(findings.words, "word"),
        _several(len(findings.claims), "claim") if findings.claims else "no claims found",
    ]
    label = wording.one_line(document.label)
    title = wording.one_line(document.title or "")
    lines = [Text(title or label, TITLE), Text(" · ".join(filter(None, facts)))]
    if title:
        lines.append(Text(label, QUIET))
    return _Block([*lines, Text()])


def _heading(words: str) -> _Block:
    return _Block([Text(words.upper(), GROUP), Text()])


def _claim_block(claim: Claim, when: When | None) -> _Block:
    code, mode = wording.code(claim)
    margin = [Text(code, CODE)] + ([Text(mode, QUIET)] if mode else [])
    paragraphs = [_headline(claim)]
    if circumstances := wording.circumstances(claim, when):
        paragraphs.append(Text(" · ".join(circumstances)))
    paragraphs += [Text(wording.voucher(claim.source)), _quote(claim)]
    return _Block(paragraphs, margin)


def _headline(claim: Claim) -> Text:
    line = Text()
    if qualifier := wording.qualifier(claim):
        style = DENIED if claim.status == "denied" else MARKED
        line.append(f"{qualifier[0].upper()}{qualifier[1:]}: ", style)
    return line.append(wording.statement(claim), TITLE)


def _quote(claim: Claim) -> Text:
    evidence, trigger = wording.one_line(claim.evidence.text), wording.one_line(claim.trigger.text)
    before = claim.evidence.text[: max(0, claim.trigger.start - claim.evidence.start)]
    at = evidence.find(trigger, len(wording.one_line(before)))
    shown = wording.shorten(evidence, QUOTE, keep=max(at, 0))
    line = Text(f"“{shown}”", QUIET)
    start = line.plain.find(trigger, len(wording.one_line(before)) if shown == evidence else 0)
    if trigger and start >= 0:
        line.stylize(TRIGGER, start, start + len(trigger))
    return line


def _speakers(findings: Findings) -> Iterator[_Block]:
    tally = wording.tally_sources(findings.claims)
    widest = len(str(tally[0][1]))
    for source, count in tally:
        name = wording.source_name(source) + wording.withholding(source)
        yield _Block([Text(f"{count:>{widest}}  {name}")])


def _several(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
