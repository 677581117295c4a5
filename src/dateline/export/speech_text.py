"""Speech text: who speaks and what they say, as a person reads it in a terminal.

A row of the table has in the left margin how often the source speaks, then who
it is.  A statement has there whether it is quoted, then the speaker, the words,
and what tells that they are said.

In: findings and a rich console.  Out: lines, without trailing spaces.
"""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from dateline.claim import Statement
from dateline.export import speech, wording
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
from dateline.export.sources import SourceRow, SourceTable
from dateline.report import Findings

ALL = speech.Choice()
APART = " · "


def print_statements(findings: Findings, console: Console, choice: speech.Choice = ALL) -> None:
    """Print who speaks in one report, and the chosen statements."""
    print_blocks(_blocks(findings, choice), console)


def statements_text(findings: Findings, width: int = 80, choice: speech.Choice = ALL) -> str:
    """Who speaks in one report and what they say, as plain text."""
    return plain_text(lambda console: print_statements(findings, console, choice), width)


def row_blocks(
    findings: Findings, table: SourceTable, rows: Sequence[SourceRow] | None = None
) -> Iterator[Block]:
    """The table of who speaks, under its heading; nothing where nobody does."""
    paragraphs = speech.Paragraphs(findings.document.text)
    rows = table.rows if rows is None else rows
    if rows:
        yield heading("Who speaks")
    for row in rows:
        yield _row_block(row, table, paragraphs)
        yield Block([Text()])


def _blocks(findings: Findings, choice: speech.Choice) -> Iterator[Block]:
    table = SourceTable(findings)
    statements = speech.chosen_statements(findings, table, choice)
    found = wording.several(len(findings.statements), "statement")
    facts = [found if findings.statements else "no statements found"]
    if len(statements) < len(findings.statements):
        facts.append(f"{len(statements):,} shown")
    yield header(findings.document, facts)
    yield from row_blocks(findings, table, speech.chosen_rows(table, statements, choice))
    paragraphs = speech.Paragraphs(findings.document.text)
    if statements:
        yield heading(f"Statements ({len(statements)})")
    for statement in statements:
        yield _statement_block(statement, table, paragraphs)
        yield Block([Text()])


def _row_block(row: SourceRow, table: SourceTable, paragraphs: speech.Paragraphs) -> Block:
    times = []
    if row.claims or not row.behind:
        times.append(wording.several(len(row.claims), "claim"))
    if row.statements:
        times.append(wording.several(len(row.statements), "statement"))
    if row.behind:
        times.append(f"behind {wording.several(len(row.behind), 'claim')}")
    lines = [Text(speech.row_name(row), TITLE)]
    if caution := speech.row_caution(row):
        lines.append(Text(caution, MARKED))
    facts = [*speech.row_facts(row), f"paragraph {paragraphs.number(row.first)}"]
    lines.append(Text(APART.join(facts), QUIET))
    if cited := speech.row_chain(row, table):
        lines.append(Text(cited, QUIET))
    return Block(lines, [Text(count, CODE) for count in times], APART)


def _statement_block(
    statement: Statement, table: SourceTable, paragraphs: speech.Paragraphs
) -> Block:
    source, row = table.settled(statement.source), table.row(statement.source)
    margin = [Text("quoted" if statement.quoted else "reported", CODE)]
    if source.medium:
        margin.append(Text(source.medium, QUIET))
    lines = [Text(speech.row_name(row) + wording.citing(source), TITLE)]
    if caution := speech.row_caution(row):
        lines.append(Text(caution, MARKED))
    lines.append(Text(speech.statement_words(statement, QUOTE)))
    facts = [f"“{wording.one_line(source.cue.text)}”"] if source.cue else []
    if statement.content:
        facts.append(f"paragraph {paragraphs.number(statement.content[0].start)}")
    lines.append(Text(APART.join(facts), QUIET))
    return Block(lines, margin, APART)
