"""Expressions come out as TimeML writes them."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from time_texts import TEXTS

from dateline.resolve.timex import timexes

THURSDAY = date(2018, 6, 14)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They came on 3 May 2015.", [("3 May 2015", "DATE", "2015-05-03")]),
        ("They came late Tuesday.", [("late Tuesday", "DATE", "2018-06-12")]),
        ("They came on Tuesday night.", [("Tuesday night", "TIME", "2018-06-12TNI")]),
        ("They came in May.", [("May", "DATE", "2018-05")]),
        ("They have been here since 2013.", [("2013", "DATE", "2013")]),
        ("They came last week.", [("last week", "DATE", "2018-W23")]),
        ("They came over the weekend.", [("the weekend", "DATE", "2018-W23-WE")]),
        ("They came last summer.", [("last summer", "DATE", "2017-SU")]),
        ("It was so in the 1990s.", [("the 1990s", "DATE", "199")]),
        ("It was so over the past three months.", [("the past three months", "DURATION", "P3M")]),
        ("It was so in recent weeks.", [("recent weeks", "DURATION", "PXW")]),
        ("They left recently.", [("recently", "DATE", "PAST_REF")]),
        ("They came from Monday to Tuesday.",
         [("Monday", "DATE", "2018-06-11"), ("Tuesday", "DATE", "2018-06-12")]),
        ("He led it from 2001-2006.", [("2001", "DATE", "2001"), ("2006", "DATE", "2006")]),
        ("They came on 3 May 2015. The next day they left.",
         [("3 May 2015", "DATE", "2015-05-03"), ("The next day", "DATE", "2015-05-04")]),
    ],
)  # fmt: skip
def test_spans_types_and_values(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = timexes(text, THURSDAY)
    assert [(text[t.start : t.end], t.type, t.value) for t in found] == expected


def test_a_day_that_is_not_known_has_an_x_for_every_digit() -> None:
    assert [t.value for t in timexes("They came on Friday.", None)] == ["XXXX-XX-XX"]


@given(TEXTS, st.dates() | st.none())
def test_timexes_are_in_order_and_have_values(text: str, published: date | None) -> None:
    reached = 0
    for timex in timexes(text, published):
        assert reached <= timex.start < timex.end <= len(text)
        assert re.fullmatch(r"[\dWXPTMADEINFQSUYHC_R-]+", timex.value)
        reached = timex.end
