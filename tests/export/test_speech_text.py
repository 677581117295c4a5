"""Who speaks and what they say, as a terminal shows it."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from sample_findings import (
    GOVERNOR,
    MILITIA_OFFICIAL,
    findings_of,
    said,
    sample_document,
    sample_findings,
    sample_statements,
)

from dateline.claim import Attribution, Mention, Statement
from dateline.document import Document
from dateline.export.speech import Choice, Paragraphs, statement_words
from dateline.export.speech_text import statements_text
from dateline.export.text import findings_text

HOSTILE = "[red]x[/red] <script>alert(1)</script>\x1b]0;owned\x07\x1b[2J \u202eevil\u202c y"


def block(text: str, words: str) -> list[str]:
    return next(part for part in re.split(r"\n\s*\n", text) if words in part).splitlines()


# -- the table


def test_a_row_tells_how_often_who_on_what_and_how_it_reached_the_report() -> None:
    assert block(findings_text(sample_findings(), 80), "    Idris Maan, Colonel\n  1 st") == [
        "  2 claims        Idris Maan, Colonel",
        "  1 statement     named person · 1 event, 1 control · said · paragraph 2",
    ]


def test_in_a_narrow_terminal_the_numbers_stand_over_the_source() -> None:
    text = findings_text(sample_findings(), 50)
    rows = text[text.index("WHO SPEAKS") :]
    assert block(rows, "  Idris Maan, Colonel") == [
        "2 claims · 1 statement",
        "  Idris Maan, Colonel",
        "  named person · 1 event, 1 control · said ·",
        "  paragraph 2",
    ]


def test_those_whom_a_source_cites_are_told_and_have_a_row_of_their_own() -> None:
    text = findings_text(sample_findings(), 80)
    assert "  1 claim         the Relief Committee" in text
    assert "                  citing unnamed residents" in text
    assert "  behind 1 claim  unnamed residents" in text


def test_the_report_itself_is_the_last_row() -> None:
    text = findings_text(sample_findings(), 80)
    assert text.rstrip().splitlines()[-2:] == [
        "  3 claims        the report itself",
        "                  1 control, 2 ties · paragraph 1",
    ]


# -- the statements


def test_a_statement_tells_speaker_cue_medium_and_words() -> None:
    assert block(statements_text(sample_findings(), 80), "that it had lost") == [
        "  reported        the army",
        "                  that it had lost the bridge",
        "                  “denied” · paragraph 2",
    ]


def test_a_quotation_is_told_from_a_report_of_words() -> None:
    text = statements_text(sample_findings(), 80)
    quotation = block(text, "“They shelled the clinic")
    assert quotation[0] == "  quoted          an unnamed rival militia official"
    assert "“They shelled the clinic and nobody answers for it,”" in quotation[2]
    assert text.count("\n  quoted ") == 1
    assert text.count("\n  reported ") == 7


def test_an_anonymous_speaker_is_marked_with_the_reason_at_each_statement() -> None:
    text = statements_text(sample_findings(), 80)
    assert text.count("name withheld for fear for his life; description is sensitive") == 3


def test_a_pronoun_speaks_under_the_name_of_its_row() -> None:
    statement = said(replace(GOVERNOR, role=None), "two burning trucks")
    findings = findings_of(
        sample_document(), [], statements=[said(GOVERNOR, "tanks moving"), statement]
    )
    assert "Salim Haddad, Governor" in block(statements_text(findings), "two burning")[0]


def test_a_quotation_cut_in_two_is_shown_as_one() -> None:
    two = Statement(
        source=GOVERNOR,
        content=(Mention(0, 8, "“We won,”"), Mention(20, 30, "“for now.”")),
        quoted=True,
    )
    assert statement_words(two, 200) == "“We won, … for now.”"


def test_a_quotation_of_300_words_is_shortened() -> None:
    words = " ".join(f"word{n}" for n in range(300))
    text = f"“{words}” he said."
    findings = findings_of(
        Document(text=text, label="long"),
        [],
        statements=[said(MILITIA_OFFICIAL, f"“{words}”", quoted=True, text=text)],
    )
    shown = " ".join(block(statements_text(findings, 80), "word0")[2:])
    assert "…”" in shown
    assert len(re.sub(r"\s+", " ", shown)) < 260


def test_a_choice_says_how_many_of_all_it_shows() -> None:
    text = statements_text(sample_findings(), 80, Choice(quoted=True))
    assert "8 statements · 1 shown" in text
    assert "STATEMENTS (1)" in text
    assert "Idris Maan" not in text


def test_an_empty_report_says_that_nobody_was_found_to_speak() -> None:
    text = statements_text(findings_of(Document(text="Rain.", label="x"), []))
    assert "no statements found" in text
    assert "WHO SPEAKS" not in text


def test_hostile_names_and_words_neither_style_nor_steer_the_terminal() -> None:
    words = Mention(0, len(HOSTILE), HOSTILE)
    source = Attribution(
        kind="unnamed", role=HOSTILE, anonymous=True, reason=HOSTILE, source=words, cue=words
    )
    statement = Statement(source=source, content=(words,), quoted=True)
    text = statements_text(
        findings_of(Document(text=HOSTILE, label=HOSTILE), [], statements=[statement]), 200
    )
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "[red]x[/red] <script>alert(1)</script>" in text


@pytest.mark.parametrize("width", [30, 50, 59, 60, 80, 110])
def test_no_line_is_wider_than_asked_and_none_ends_in_a_space(width: int) -> None:
    lines = statements_text(sample_findings(), width).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert [line for line in lines if line != line.rstrip()] == []


@given(st.integers(20, 130), st.sets(st.integers(0, 7)))
def test_every_statement_is_told_whatever_the_width(width: int, numbers: set[int]) -> None:
    statements = [sample_statements()[at] for at in sorted(numbers)]
    findings = findings_of(sample_document(), [], statements=statements)
    joined = " ".join(statements_text(findings, width).split())
    assert all(statement_words(each, 200) in joined for each in statements)


def test_paragraphs_are_counted_from_one() -> None:
    paragraphs = Paragraphs("First.\n\nSecond.\n\nThird.")
    assert [paragraphs.number(at) for at in (0, 6, 8, 15, 17, 99)] == [1, 1, 2, 2, 3, 3]
