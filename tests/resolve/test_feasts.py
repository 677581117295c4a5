"""Feasts fall on the days that published calendars give."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from dateline.resolve.days import easter_of, feasts
from dateline.resolve.timewords import NAMED


@pytest.mark.parametrize("name", NAMED)
def test_an_entry_gives_the_day_of_its_example(name: str) -> None:
    entry = NAMED[name]
    first: date = entry["example"]
    found = feasts(entry, range(first.year, first.year + 1))
    assert any(period.holds(first) for period in found)
    unsure = 1 if entry["calendar"] == "islamic" else 0
    assert {(p.end - p.start).days + 1 for p in found} == {entry["days"] + 2 * unsure}


def test_a_feast_of_the_lunar_year_can_come_twice_in_one_of_ours() -> None:
    found = feasts(NAMED["ramadan"], range(1997, 1998))
    assert [period.start for period in found] == [date(1997, 1, 9), date(1997, 12, 30)]


def test_lunar_years_leave_no_gap() -> None:
    starts = [period.start for period in feasts(NAMED["ashura"], range(1900, 2101))]
    lengths = {(later - first).days for first, later in pairwise(starts)}
    assert lengths == {354, 355}


@pytest.mark.parametrize(
    "day", [date(1961, 4, 2), date(2000, 4, 23), date(2008, 3, 23), date(2011, 4, 24)]
)
def test_easter_sunday_is_that_of_the_almanac(day: date) -> None:
    assert easter_of(day.year) == day
    assert day - timedelta(days=2) in [
        p.start for p in feasts(NAMED["good_friday"], range(day.year, day.year + 1))
    ]
