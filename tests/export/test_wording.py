from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_findings import (
    COMMITTEE,
    GOVERNOR,
    MILITIA_OFFICIAL,
    sample_claims,
)

from dateline.claim import Attribution, Count
from dateline.export import wording
from dateline.world import When, WhenRelation

CLAIMS = sample_claims("d")


def stretch(start: str | None, end: str | None, relation: WhenRelation = "between") -> When:
    first = date.fromisoformat(start) if start else None
    last = date.fromisoformat(end) if end else None
    return When(start=first, end=last, relation=relation, words="then")


def test_escape_sequences_and_other_controls_cannot_reach_a_terminal() -> None:
    shown = wording.printable("a\x1b[2Jb\x9b1mc\x07d\x00e\x7ff")
    assert shown == "a\ufffd[2Jb\ufffd1mc\ufffdd\ufffde\ufffdf"


def test_direction_marks_go_so_that_words_stand_in_their_order() -> None:
    assert wording.printable("safe\u202egnp.exe\u2066x\u2069\u200f") == "safegnp.exex"


def test_joiners_that_persian_needs_stay() -> None:
    assert wording.printable("می\u200cروند") == "می\u200cروند"


@given(st.text(st.characters(), max_size=60))
def test_what_is_printable_can_be_encoded_and_is_printable_again(text: str) -> None:
    shown = wording.printable(text)
    shown.encode("utf-8")
    assert not any(ord(c) < 32 and c not in "\t\n" for c in shown)
    assert wording.printable(shown) == shown


@given(st.text(max_size=60))
def test_one_line_is_one_line(text: str) -> None:
    assert len(wording.one_line(text).splitlines()) <= 1


@given(st.text(st.sampled_from("ab c"), max_size=80), st.integers(5, 40), st.data())
def test_shortened_text_keeps_what_it_must_and_its_length(
    text: str, longest: int, data: st.DataObject
) -> None:
    line = " ".join(text.split())
    keep = data.draw(st.integers(0, max(0, len(line) - 1)))
    shown = wording.shorten(line, longest, keep)
    assert len(shown.strip("…")) <= longest
    assert shown.strip("…") in line
    assert (shown == line) == (len(line) <= longest)


def test_a_long_quote_is_cut_at_words_on_both_sides_of_its_trigger() -> None:
    line = "one two three four five captured six seven eight nine ten"
    assert wording.shorten(line, 24, keep=line.index("captured")) == "…four five captured…"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (stretch("2021-03-10", "2021-03-10"), "10 Mar 2021"),
        (stretch("2021-03-10", "2021-03-12"), "10-12 Mar 2021"),
        (stretch("2021-03-30", "2021-04-02"), "30 Mar - 2 Apr 2021"),
        (stretch("2020-12-30", "2021-01-02"), "30 Dec 2020 - 2 Jan 2021"),
        (stretch("2020-02-01", "2020-02-29"), "Feb 2020"),
        (stretch("2021-02-01", "2021-03-31"), "1 Feb - 31 Mar 2021"),
        (stretch("2020-01-01", "2020-12-31"), "2020"),
        (stretch("2019-01-01", "2020-12-31"), "2019-2020"),
        (stretch("2020-01-01", "2020-01-31", "about"), "about Jan 2020"),
        (stretch("2020-01-01", None, "since"), "from 1 Jan 2020"),
        (stretch(None, "2020-01-01", "until"), "to 1 Jan 2020"),
        (stretch(None, "2020-01-01", "before"), "before 1 Jan 2020"),
        (stretch(None, None), ""),
    ],
)
def test_days_are_said_as_short_as_they_can_be(when: When, words: str) -> None:
    assert wording.days(when).replace("\N{EN DASH}", "-") == words


@given(st.dates(), st.integers(0, 800))
def test_different_days_are_never_said_alike(start: date, length: int) -> None:
    try:
        end = start + timedelta(days=length)
        later = end + timedelta(days=1)
    except OverflowError:
        return
    one = When(start=start, end=end, relation="between", words="")
    other = When(start=start, end=later, relation="between", words="")
    assert wording.days(one) != wording.days(other)


def test_a_time_without_known_days_says_so() -> None:
    planned = CLAIMS[4]
    assert wording.time_words(planned, None) == "within days (day unknown)"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count(of="killed", low=12, high=None), "at least 12 killed"),
        (Count(of="killed", low=None, high=40), "up to 40 killed"),
        (Count(of="fighters", low=300, high=400), "300 to 400 fighters"),
        (Count(of="troops", low=12000, high=12000), "12,000 troops"),
        (Count(of="injured", low=None, high=None), "injured, number not said"),
    ],
)
def test_counts_keep_their_open_ends(count: Count, words: str) -> None:
    assert wording.amount(count) == words


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (0, "Fighters of the Dawn Brigades hold the Qarat bridge"),
        (1, "Salim Haddad holds office in the provincial capital as Governor"),
        (2, "The army lost the Qarat bridge"),
        (3, "(not said who) → militants"),
        (5, "Dawn Brigades, 300 to 400 fighters, mostly from the coast"),
        (6, "Dawn Brigades → the clinic"),
        (7, "“moving”"),
        (10, "The Dawn Brigades are part of the Northern Front"),
    ],
)
def test_a_claim_is_a_statement_of_who_and_whom(at: int, words: str) -> None:
    assert wording.statement(CLAIMS[at]) == words


def test_only_what_is_marked_qualifies_a_claim() -> None:
    marks = [wording.qualifier(claim) for claim in CLAIMS]
    assert marks == ["", "", "denied", "", "planned", "probable", "", "ongoing", "", "", "", ""]


def test_a_withheld_name_is_said_to_be_withheld_with_its_reason() -> None:
    assert wording.voucher(MILITIA_OFFICIAL) == (
        "says an unnamed rival militia official, name withheld for fear for his life"
    )


def test_a_reason_that_is_a_sentence_follows_a_colon() -> None:
    source = Attribution(
        kind="unnamed", role="a nurse", anonymous=True, reason="she was not allowed to speak."
    )
    assert wording.voucher(source) == (
        "says an unnamed nurse, name withheld: she was not allowed to speak"
    )


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (Attribution(kind="outlet"), "the report itself"),
        (Attribution(kind="reporter", name="Harbour Wire"), "seen by the outlet's reporter"),
        (GOVERNOR, "says Salim Haddad, Governor"),
        (COMMITTEE, "according to the Relief Committee, citing unnamed residents"),
        (Attribution(kind="material", name="A video"), "according to a video"),
        (Attribution(kind="unnamed"), "says an unnamed source"),
        (Attribution(kind="unnamed", role="residents of the town"), None),
        (Attribution(kind="unnamed", role="two officers"), "say two unnamed officers"),
        (Attribution(kind="organization"), "according to an organization"),
    ],
)
def test_each_kind_of_source_speaks_in_its_own_way(source: Attribution, words: str | None) -> None:
    assert wording.voucher(source) == (words or "say unnamed residents of the town")
