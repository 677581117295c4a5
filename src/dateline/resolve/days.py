"""Calendar arithmetic: stretches of days, their parts, and the feasts of a year.

All stretches are inclusive; weeks start on Sunday.  Days before the year 1 and
after the year 9999, which `datetime.date` does not have, are taken for the
first and the last that it has, so nothing here raises.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from typing import Any, Literal

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


def easter_of(year: int) -> date:
    """Easter Sunday of the Western churches.

    The anonymous Gregorian computus (J. Meeus, Astronomical Algorithms, ch. 8).
    """
    century, rest = divmod(year, 100)
    golden = year % 19
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


_HIJRA = date(622, 7, 19)  # 1 Muharram of year 1 in the Gregorian calendar
_CYCLE_DAYS, _CYCLE_YEARS = 10_631, 30


def islamic_day(year: int, month: int, day: int) -> date:
    """A day of the arithmetic Islamic calendar (leap years 2, 5, 7, 10, 13, 16, 18 ... of 30).

    The sighted calendar of a country can differ by a day or two.
    """
    before = (year - 1) * 354 + (3 + 11 * year) // 30
    return moved(_HIJRA, before + (59 * (month - 1) + 1) // 2 + day - 1)


def feasts(entry: Mapping[str, Any], years: range) -> list[Period]:
    """The days of a feast (an entry of [named.*] in time.toml) that begin in those years."""
    years = range(max(years.start, MINYEAR), min(years.stop, MAXYEAR + 1))
    if entry["calendar"] == "fixed":
        return [one_day(entry["date"])]
    if entry["calendar"] == "islamic":
        first = (years.start - 622) * _CYCLE_YEARS * 365 // _CYCLE_DAYS
        islamic_years = range(first, first + len(years) + 3)  # shorter than ours
        starts = [islamic_day(year, entry["month"], entry["day"]) for year in islamic_years]
    elif entry["calendar"] == "easter":
        starts = [moved(easter_of(year), entry["day"]) for year in years]
    else:
        starts = [date(year, entry["month"], entry["day"]) for year in years]
    unsure = 1 if entry["calendar"] == "islamic" else 0
    length = entry["days"] - 1 + unsure
    return [
        Period(moved(start, -unsure), moved(start, length), "feast", about=bool(unsure))
        for start in starts
        if start.year in years
    ]
