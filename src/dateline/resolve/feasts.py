"""Feasts: the days on which the named days of a year fall, by the calendar of each.

Computed where a calendar has a rule (Gregorian, Islamic, Hebrew, both Easters), listed
in `time.toml` where it is proclaimed or follows the moon of a place.

In: an entry of [named.*] in `time.toml`, years.  Out: `Period`s.
"""

from collections.abc import Iterator, Mapping
from datetime import MAXYEAR, MINYEAR, date
from typing import Any

from dateline.resolve.days import Period, moved, nth_weekday_of, one_day


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


def orthodox_easter_of(year: int) -> date:
    """Easter Sunday of the Eastern churches, as a day of our calendar (J. Meeus, ch. 8)."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    behind = year // 100 - year // 400 - 2  # days that the Julian calendar is behind ours
    return moved(date(year, month, day + 1), behind)


_HIJRA = date(622, 7, 19)  # 1 Muharram of year 1 in the Gregorian calendar
_CYCLE_DAYS, _CYCLE_YEARS = 10_631, 30


def islamic_day(year: int, month: int, day: int) -> date:
    """A day of the arithmetic Islamic calendar (leap years 2, 5, 7, 10, 13, 16, 18 ... of 30).

    The sighted calendar of a country can differ by a day or two.
    """
    before = (year - 1) * 354 + (3 + 11 * year) // 30
    return moved(_HIJRA, before + (59 * (month - 1) + 1) // 2 + day - 1)


_CREATION = -1_373_428  # ordinal of the day before 1 Tishri of year 1
_HEBREW_AHEAD = 3761  # years: Rosh Hashanah of 2000 began 5761
_FULL_YEAR = 5  # last digit of the days of a year whose second month has 30
_SECOND_MONTH = 59  # days from the new year to the end of the second month, if it has 29


def rosh_hashanah_of(year: int) -> date:
    """The Hebrew new year that begins in one of our years.

    E. Reingold, N. Dershowitz, Calendrical Calculations, ch. 8.
    """
    return date.fromordinal(_new_year(year + _HEBREW_AHEAD))


def _new_year(year: int) -> int:
    before, own, after = (_moons(each) for each in (year - 1, year, year + 1))
    if after - own == 356:  # noqa: PLR2004 - no year may have so many days
        own += 2
    elif own - before == 382:  # noqa: PLR2004 - nor the one before so few
        own += 1
    return _CREATION + 1 + own


def _moons(year: int) -> int:
    """Days from the epoch to the new moon of a new year, no Sunday, Wednesday or Friday."""
    months = (235 * year - 234) // 19
    day = 29 * months + (12_084 + 13_753 * months) // 25_920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day  # noqa: PLR2004 - of seven weekdays


def _hebrew(entry: Mapping[str, Any], year: int) -> date:
    """Days from the new year; those behind the second month with one more in a full year."""
    hebrew = year + _HEBREW_AHEAD
    length = _new_year(hebrew + 1) - _new_year(hebrew)
    more = entry["day"] > _SECOND_MONTH and length % 10 == _FULL_YEAR
    return moved(rosh_hashanah_of(year), entry["day"] + more)


def feasts(entry: Mapping[str, Any], years: range) -> list[Period]:
    """The days of a feast (an entry of [named.*] in time.toml) that begin in those years."""
    years = range(max(years.start, MINYEAR), min(years.stop, MAXYEAR + 1))
    if entry["calendar"] == "fixed":
        return [one_day(entry["date"])]
    unsure = 1 if entry["calendar"] == "islamic" else 0
    found: list[Period] = []
    for part in (entry, *entry.get("or", ())):
        length = part["days"] - 1 + unsure
        found += [
            Period(moved(start, -unsure), moved(start, length), "feast", about=bool(unsure))
            for start in _starts(entry["calendar"], part, years)
            if start.year in years
        ]
    return sorted(found, key=lambda period: period.start)


def _starts(calendar: str, entry: Mapping[str, Any], years: range) -> Iterator[date]:
    """First days of a feast in the given years, and perhaps in some beside them."""
    if calendar == "islamic":
        first = (years.start - 622) * _CYCLE_YEARS * 365 // _CYCLE_DAYS
        for year in range(first, first + len(years) + 3):  # shorter than ours
            yield islamic_day(year, entry["month"], entry["day"])
    elif calendar == "listed":
        yield from entry["dates"]
    else:
        for year in years:
            yield _start(calendar, entry, year)


def _start(calendar: str, entry: Mapping[str, Any], year: int) -> date:
    if calendar == "easter":
        return moved(easter_of(year), entry["day"])
    if calendar == "orthodox":
        return moved(orthodox_easter_of(year), entry["day"])
    if calendar == "hebrew":
        return _hebrew(entry, year)
    if calendar == "weekday":
        return nth_weekday_of(year, entry["month"], entry["weekday"], entry["nth"])
    return date(year, entry["month"], entry["day"])
