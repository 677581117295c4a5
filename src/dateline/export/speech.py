"""Speech: who speaks and what they say, in the words of a reader.

The terminal and the page both tell a row of the table through this file.  What
comes out is safe to print, as from `wording`.

In: findings with their table.  Out: strings on one line, and the choice of statements.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.claim import Statement
from dateline.export import wording
from dateline.export.marking import split_paragraphs
from dateline.export.sources import SourceRow, SourceTable, chain
from dateline.report import Findings

_QUOTATION_MARKS = '"\u201c\u201d\u201e\u00ab\u00bb '


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which statements to show.

    quoted  only those in the speaker's own words
    by      only of speakers whose name or role contains this, whatever the case; None: of all
    """

    quoted: bool = False
    by: str | None = None

    @property
    def everything(self) -> bool:
        """Nothing is left out."""
        return not self.quoted and self.by is None


def chosen_statements(
    findings: Findings, table: SourceTable, choice: Choice
) -> Sequence[Statement]:
    """The statements that a choice leaves, in text order."""
    sought = wording.one_line(choice.by or "").casefold()

    def fits(statement: Statement) -> bool:
        if choice.quoted and not statement.quoted:
            return False
        own, row = statement.source, table.row(statement.source).source
        names = (own.name, own.role, row.name, row.role)
        return not sought or any(sought in wording.one_line(n or "").casefold() for n in names)

    return [statement for statement in findings.statements if fits(statement)]


def chosen_rows(
    table: SourceTable, statements: Sequence[Statement], choice: Choice
) -> Sequence[SourceRow]:
    """The rows of those who make the statements, with those behind them; or all of the table."""
    if choice.everything:
        return table.rows
    sources = [statement.source for statement in statements]
    named = [*sources, *(further for source in sources for further in chain(source))]
    keys = {table.row(source).key for source in named}
    return [row for row in table.rows if row.key in keys]


def row_name(row: SourceRow) -> str:
    """The source alone, with the outlet that a reporter works for."""
    name = wording.source_name(row.source)
    employer = wording.one_line(row.source.name or "") if row.source.kind == "reporter" else ""
    return f"{name} ({employer})" if employer else name


def row_caution(row: SourceRow) -> str:
    """That the name is withheld, why, and what this asks of the reader; else ""."""
    withheld = wording.withholding(row.source).removeprefix(", ")
    return f"{withheld}; {wording.SENSITIVE}" if withheld else ""


def row_facts(row: SourceRow) -> list[str]:
    """What kind of source it is, on what it speaks, and how that reached the report.

    The report's own voice is no kind that its name does not say.
    """
    label = "" if row.source.kind == "outlet" else wording.SOURCE_LABELS[row.source.kind]
    facts = [label, wording.kinds_counted(row.on)]
    if row.quoted:
        facts.append(f"{row.quoted:,} quoted")
    facts.append(", ".join(row.media))
    return [fact for fact in facts if fact]


def row_chain(row: SourceRow, table: SourceTable) -> str:
    """Whom it cites: "citing unnamed residents"; else ""."""
    behind = {each.key: row_name(each) for each in table.rows if each.key in row.via}
    return f"citing {wording.listed(behind[key] for key in row.via)}" if row.via else ""


def statement_words(statement: Statement, longest: int) -> str:
    """What is said, shortened, in quotation marks where it is the speaker's own words."""
    parts = [wording.one_line(words.text) for words in statement.content]
    if not statement.quoted:
        return wording.shorten(" … ".join(parts), longest)
    bare = " … ".join(part.strip(_QUOTATION_MARKS) for part in parts)
    return f"“{wording.shorten(bare, longest)}”"


class Paragraphs:
    """Which paragraph a character of the text stands in, counted from 1."""

    def __init__(self, text: str) -> None:
        """Paragraphs are those of the page."""
        self._starts = [start for start, _ in split_paragraphs(text)]

    def number(self, at: int) -> int:
        """The paragraph of a character; of the space between two, the former."""
        return max(1, bisect_right(self._starts, at))
