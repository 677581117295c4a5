"""Text: findings as a person reads them in a terminal, or in a file without colours.

One report is a header, its claims in four groups, and who speaks how often.
A claim has its code in the left margin, then what is claimed, where and when,
who says so, and the words.  How sure and how far it is stands first, and only
where it is not plainly so, because "denied" must not be overlooked.

In: findings and a rich console.  Out: lines, without trailing spaces.
"""

from collections.abc import Iterator

from rich.console import Console
from rich.style import Style
from rich.text import Text

from dateline.claim import Attribution, Claim, Link
from dateline.export import wording
from dateline.export.layout import (
    CODE,
    MARKED,
    QUIET,
    QUOTE,
    TITLE,
    Block,
    header,
    heading,
    plain_text,
    print_blocks,
)
from dateline.export.records import claim_days, claim_places
from dateline.export.setting import circumstances, waiting_dates
from dateline.export.sources import SourceTable
from dateline.export.speech_text import row_blocks
from dateline.report import Findings
from dateline.world import When

DENIED = Style(bold=True, color="red")
TRIGGER = Style(underline=True)


def print_findings(findings: Findings, console: Console) -> None:
    """Print one report; colours and width are the console's own."""
    print_blocks(_blocks(findings), console)


def findings_text(findings: Findings, width: int = 80) -> str:
    """One report as plain text, lines at most `width` columns where words allow."""
    return plain_text(lambda console: print_findings(findings, console), width)


def _blocks(findings: Findings) -> Iterator[Block]:
    claims = findings.claims
    number = wording.several(len(claims), "claim") if claims else "no claims found"
    facts = [wording.several(findings.words, "word"), number, waiting_dates(findings)]
    yield header(findings.document, facts)
    table = SourceTable(findings)
    known = list(zip(claims, claim_days(findings), claim_places(findings), strict=True))
    for kind, name in wording.GROUPS.items():
        group = [each for each in known if each[0].type == kind]
        if group:
            yield heading(f"{name} ({len(group)})")
        for claim, when, link in group:
            yield _claim_block(claim, when, link, table.settled(claim.source))
            yield Block([Text()])
    yield from row_blocks(findings, table)


def _claim_block(claim: Claim, when: When | None, link: Link | None, source: Attribution) -> Block:
    code, mode = wording.code(claim)
    margin = [Text(code, CODE)] + ([Text(mode, QUIET)] if mode else [])
    paragraphs = [headline(claim)]
    if phrases := circumstances(claim, when, link):
        paragraphs.append(Text(" · ".join(phrases)))
    voucher = Text(wording.voucher(source))
    if source.anonymous:
        voucher.append(" (sensitive)", MARKED)
    return Block([*paragraphs, voucher, _quote(claim)], margin)


def headline(claim: Claim) -> Text:
    """What is claimed, with how it is and how sure before it where either is marked."""
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
