"""Calendar arithmetic: stretches of days and their parts.

All stretches are inclusive; weeks start on Sunday.  Days before the year 1 and
after the year 9999, which `datetime.date` does not have, are taken for the
first and the last that it has, so nothing here raises.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from typing import Literal

Unit = Literal["day", "weekend", "week", "month", "season", "year", "decade", "feast"]
Edge = Literal["early", "mid", "late", "end"]

MONTHS = 12
OPEN_START, OPEN_END = date.min, date.max
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days of the calendar.

    start, end  first and last day; `OPEN_START`, `OPEN_END` where no bound is known
    unit        what it is one of; says where "early" ends
    about       the words are not exact to the day
    """

    start: date
    end: date
    unit: Unit = "day"
    about: bool = False

    def holds(self, day: date) -> bool:
        """Whether the day lies inside."""
        return self.start <= day <= self.end


def moved(day: date, days: int) -> date:
    """The day so many days later."""
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, OPEN_START.toordinal()), OPEN_END.toordinal()))


def one_day(day: date) -> Period:
    """The day as a period."""
    return Period(day, day)


def week_of(day: date, weeks: int = 0) -> Period:
    """The week, Sunday to Saturday, that holds the day, or one so many weeks later."""
    sunday = moved(day, 7 * weeks - (day.weekday() + 1) % 7)
    return Period(sunday, moved(sunday, 6), "week")


def month_of(year: int, month: int, months: int = 0) -> Period:
    """A month, or the one so many months later."""
    first, last = MINYEAR * MONTHS, MAXYEAR * MONTHS + MONTHS - 1
    index = min(max(year * MONTHS + month - 1 + months, first), last)
    year, month = index // MONTHS, index % MONTHS + 1
    days = calendar.monthrange(year, month)[1]
    return Period(date(year, month, 1), date(year, month, days), "month")


def days_of(year: int, month: int, first: int, last: int) -> Period | None:
    """The days of a month from the first to the last given; None where it has no such days."""
    if not (MINYEAR <= year <= MAXYEAR and 1 <= month <= MONTHS):
        return None
    whole = month_of(year, month)
    if not 1 <= first <= last <= whole.end.day:
        return None
    return Period(whole.start.replace(day=first), whole.start.replace(day=last))


def nth_weekday_of(year: int, month: int, weekday: int, number: int) -> date:
    """The so many-th of a weekday in a month, 0 for its last; may lie behind the month's end."""
    whole = month_of(year, month)
    if number == 0:
        return moved(whole.end, -((whole.end.weekday() - weekday) % 7))
    return moved(whole.start, (weekday - whole.start.weekday()) % 7 + 7 * (number - 1))


def season_of(year: int, first_month: int) -> Period:
    """Three months from the given one; a winter ends in the next year."""
    first, last = month_of(year, first_month), month_of(year, first_month, 2)
    return Period(first.start, last.end, "season")


def year_of(year: int) -> Period:
    """A calendar year."""
    return Period(month_of(year, 1).start, month_of(year, 12).end, "year")


def decade_of(year: int) -> Period:
    """The ten years from a year that ends in 0."""
    return Period(year_of(year).start, year_of(year + 9).end, "decade")


def weekend_of(day: date, weekends: int = 0) -> Period:
    """The last Saturday and Sunday that had begun on the day, or so many later."""
    saturday = moved(day, 7 * weekends - (day.weekday() - SATURDAY) % 7)
    return Period(saturday, moved(saturday, 1), "weekend")


def same_day_of(day: date, months: int) -> date:
    """The same day so many months later; the month's last where it is shorter."""
    month = month_of(day.year, day.month, months)
    return month.start.replace(day=min(day.day, month.end.day))


# First and last piece of a part, counted from 0, as reports use the words: months of a
# year, years of a decade.
_PARTS_OF_YEAR: Mapping[Edge, tuple[int, int]] = {
    "early": (0, 3), "mid": (5, 7), "late": (9, 11), "end": (10, 11),
}  # fmt: skip
_PARTS_OF_DECADE: Mapping[Edge, tuple[int, int]] = {
    "early": (0, 3), "mid": (4, 6), "late": (7, 9), "end": (8, 9),
}  # fmt: skip
_THIRD: Mapping[Edge, int] = {"early": 1, "mid": 2, "late": 3, "end": 3}


def part_of(period: Period, edge: Edge) -> Period:
    """The early, middle or late part of a period; a day or a weekend is taken whole."""
    if period.unit in ("day", "weekend"):
        return period
    year = period.start.year
    if period.unit == "year":
        first, last = _PARTS_OF_YEAR[edge]
        start, end = month_of(year, 1, first).start, month_of(year, 1, last).end
    elif period.unit == "decade":
        first, last = _PARTS_OF_DECADE[edge]
        start, end = year_of(year + first).start, year_of(year + last).end
    else:
        third = nth_of(period, _THIRD[edge], 3)
        start, end = third.start, third.end
    return Period(start, end, period.unit, about=True)


def nth_of(period: Period, number: int, pieces: int) -> Period:
    """The piece with that number, from 1, of a period cut into equal pieces.

    A year is cut between months, other periods between days.
    """
    if period.unit == "year" and MONTHS % pieces == 0:
        months, year = MONTHS // pieces, period.start.year
        start = month_of(year, 1, months * (number - 1)).start
        return Period(start, month_of(year, 1, months * number - 1).end, "season")
    days = (period.end - period.start).days + 1
    start = moved(period.start, round((number - 1) * days / pieces))
    return Period(start, moved(period.start, round(number * days / pieces) - 1))
