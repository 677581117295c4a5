import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import DocumentError
from dateline.ingest.cleaning import MAX_LINE, clean_line, clean_text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("one\r\ntwo\rthree\u2028four\ffive", "one\ntwo\nthree\nfour\nfive"),
        ("\n\n  one\ttwo \n", "one\ttwo"),
        ("Ras La\u00adnuf, Bre\u200bga, \ufeffSirte", "Ras Lanuf, Brega, Sirte"),
        ("\u202eraed\u202c and \u2067so on\u2069", "raed and so on"),
        ("\x93Stay,\x94 he said \x96 twice\x85", "“Stay,” he said – twice…"),
        ("broken \ud83d emoji", "broken \ufffd emoji"),
    ],
)
def test_what_nobody_sees_goes(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


@pytest.mark.parametrize(
    "text", ["12\u00a0killed", "“We” — 5 km²", "👨‍👩‍👧", "می‌روم", "e\u0301", "دمشق", "*** \\ ~"]
)
def test_what_is_printed_stays_as_it_is_printed(text: str) -> None:
    assert clean_text(text) == text


def test_a_report_cannot_drive_the_terminal() -> None:
    cleaned = clean_text("The army left the town of Karvel. " * 9 + "\x1b]0;owned\x07 \x9b2J \x08")
    assert cleaned.isprintable()


def test_text_that_is_mostly_control_characters_is_refused() -> None:
    with pytest.raises(DocumentError, match="this is not text: 20 of 36 characters"):
        clean_text("a report that is" + "\0\x01" * 10)


def test_a_line_is_one_line_and_not_endless() -> None:
    assert clean_line(" Town\r\n  falls\t\x00 ") == "Town falls"
    assert len(clean_line("long " * 1000)) == MAX_LINE


@given(st.text(st.characters(codec=None)))
def test_cleaned_text_is_clean_and_cleaning_it_again_changes_nothing(text: str) -> None:
    try:
        cleaned = clean_text(text)
    except DocumentError:
        return
    assert clean_text(cleaned) == cleaned
    assert not set(cleaned) & set("\r\0\x1b\v\f\x85\u2028\ufeff")
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
