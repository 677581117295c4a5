from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.ingest import parse_day


@pytest.mark.parametrize(
    "text",
    [
        "2015-02-21",
        " 2015-02-21\n",
        "2015-02-21T23:59:59Z",
        "2015-02-21T00:30+03:00",
        "2015-02-21 10:11:12.345678 UTC",
        "2015-02-21T10:11:12,5-0500",
    ],
)
def test_an_iso_day_or_time_is_its_day_as_written(text: str) -> None:
    assert parse_day(text) == date(2015, 2, 21)


@pytest.mark.parametrize("text", ["2015-02-30", "2015-13-01", "2015-00-10"])
def test_a_day_that_the_calendar_lacks_is_refused_with_its_value(text: str) -> None:
    with pytest.raises(InputError, match=f"'{text}' is no day of the calendar"):
        parse_day(text)


@pytest.mark.parametrize(
    "text",
    ["", "21 Feb 2015", "2015-2-1", "20150221", "2015-02", "2015-02-21 about noon", "२०१५-०२-२१"],
)
def test_what_is_no_iso_day_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(InputError, match="write it as 2015-02-21"):
        parse_day(text)


def test_tomorrow_may_have_begun_somewhere_but_the_day_after_has_not() -> None:
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    assert parse_day(tomorrow.isoformat()) == tomorrow
    with pytest.raises(InputError, match="lies in the future"):
        parse_day((tomorrow + timedelta(days=2)).isoformat())


def test_a_null_date_is_refused() -> None:
    with pytest.raises(InputError, match="before there were newspapers"):
        parse_day("0001-01-01T00:00:00")


def test_a_long_bad_value_is_not_repeated_in_full() -> None:
    with pytest.raises(InputError) as caught:
        parse_day("soon " * 1000)
    assert len(str(caught.value)) < 120


@given(st.dates(min_value=date(1600, 1, 1), max_value=date(2026, 1, 1)))
def test_every_day_since_newspapers_reads_back(day: date) -> None:
    assert parse_day(day.isoformat()) == day
