"""Feasts fall on the days that published calendars give."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from dateline.resolve.feasts import easter_of, feasts, orthodox_easter_of, rosh_hashanah_of
from dateline.resolve.timewords import NAMED


@pytest.mark.parametrize("name", NAMED)
def test_an_entry_gives_the_day_of_its_example(name: str) -> None:
    entry = NAMED[name]
    first: date = entry["example"]
    found = feasts(entry, range(first.year, first.year + 1))
    assert any(period.holds(first) for period in found)
    unsure = 1 if entry["calendar"] == "islamic" else 0
    lengths = {part["days"] + 2 * unsure for part in (entry, *entry.get("or", ()))}
    assert {(p.end - p.start).days + 1 for p in found} <= lengths


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


@pytest.mark.parametrize(
    "day", [date(1975, 5, 4), date(2010, 4, 4), date(2016, 5, 1), date(2024, 5, 5)]
)
def test_easter_sunday_of_the_eastern_churches_is_that_of_the_almanac(day: date) -> None:
    assert orthodox_easter_of(day.year) == day


@pytest.mark.parametrize(
    "day", [date(1973, 9, 27), date(2000, 9, 30), date(2013, 9, 5), date(2024, 10, 3)]
)
def test_the_hebrew_new_year_is_that_of_the_almanac(day: date) -> None:
    assert rosh_hashanah_of(day.year) == day


@pytest.mark.parametrize("day", [date(2015, 12, 7), date(2023, 12, 8), date(2024, 12, 26)])
def test_hanukkah_moves_with_the_length_of_the_second_month(day: date) -> None:
    found = feasts(NAMED["hanukkah"], range(day.year, day.year + 1))
    assert [period.start for period in found] == [day]


def test_a_listed_feast_is_not_known_beyond_its_list() -> None:
    assert feasts(NAMED["holi"], range(1900, 1901)) == []


def test_a_word_for_two_feasts_has_both_in_order() -> None:
    found = feasts(NAMED["eid"], range(2018, 2019))
    assert [period.start for period in found] == [date(2018, 6, 14), date(2018, 8, 21)]
