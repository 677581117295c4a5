"""Dates of the calendar: what the patterns of `expressions` that name one mean in days.

Days and months with or without a year, years, seasons, feasts.  Without a year
the nearest is meant: before the day of publication, or after it in the future
tense.

In: tokens.  Out: a `Period`.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from dateline.resolve.days import (
    MONTHS,
    Period,
    days_of,
    decade_of,
    month_of,
    nth_weekday_of,
    one_day,
    season_of,
    year_of,
)
from dateline.resolve.feasts import feasts
from dateline.resolve.frame import WHICH, Core, Frame, Meaning, Tense, choose
from dateline.resolve.timewords import NAMED

MONTH_KINDS = ("month", "month_short", "month_word")
DAY_KINDS = ("day", "ordinal")
WEEKDAY_KINDS = ("weekday", "weekday_short")
LONGEST_MONTH = 31
LEAP_YEARS_APART = 8  # at most, about 1900
CENTURY = 100

# Days.  Who means a day eleven months back gives its year; who means one a month ahead does not.
FAR_BACK, NEAR_AHEAD, FAR_AHEAD = 330, 31, 240


def _numeric(core: Core, _frame: Frame) -> Period | None:
    numbers = [int(number) for number in re.findall(r"\d+", str(core.tokens[0].value))]
    if numbers[0] > LONGEST_MONTH:
        year, month, day = numbers
        return days_of(year, month, day, day)
    day, month, year = numbers
    if day <= MONTHS and month <= MONTHS and day != month:  # 3/4/2015: of April or of March?
        return None
    if month > MONTHS:
        day, month = month, day
    return days_of(year, month, day, day)


def _dated(core: Core, frame: Frame) -> Period | None:
    month = core.number(*MONTH_KINDS)
    pair = core.number("day_pair")
    days = core.numbers(*DAY_KINDS) if pair is None else [pair, pair + 1]  # "13/14 May"
    if month is None:
        return None
    year = core.year(frame.published)
    if core.kinds[1] == "hyphen" and core.kinds[-2:] == ["hyphen", "day"]:  # "3-Feb-15"
        year, days = 2000 + days[1], days[:1]
    if year is not None:
        return days_of(year, month, days[0], days[-1])
    if core.names_year() or frame.published is None:
        return None
    this_year = frame.published.year
    years = range(this_year - LEAP_YEARS_APART, this_year + LEAP_YEARS_APART + 1)
    around = [days_of(year, month, days[0], days[-1]) for year in years]
    periods = [period for period in around if period is not None]
    return _nearest(periods, core.number(*WEEKDAY_KINDS), frame.published, frame.tense)


def _nearest(
    periods: Sequence[Period], weekday: int | None, day: date, tense: Tense
) -> Period | None:
    """The meant one of yearly periods: a weekday that fits decides, else the tense."""
    before = choose(periods, day, "past")
    after = choose(periods, day, "future")
    if before is None or after is None:
        return None
    far = (day - before.start).days > FAR_BACK and (after.start - day).days <= NEAR_AHEAD
    if tense == "future" and weekday is None and (after.start - day).days > FAR_AHEAD:
        return None  # "was scheduled for Sept. 26", said in December: gone, or nine months off
    if tense != "future" and far:
        likely, other = after, before
    else:
        likely, other = (after, before) if tense == "future" else (before, after)
    fits = [p for p in (likely, other) if weekday is None or p.start.weekday() == weekday]
    return fits[0] if fits else likely


def _day_of_month(core: Core, frame: Frame) -> Period | None:
    day, published = core.number("ordinal"), frame.published
    if day is None or published is None:
        return None
    shift = next((WHICH[kind] for kind in core.kinds if kind in WHICH), None)
    shifts = range(-2, 3) if shift is None else (shift,)
    months = [month_of(published.year, published.month, shift) for shift in shifts]
    found = [days_of(m.start.year, m.start.month, day, day) for m in months]
    days = [period for period in found if period is not None]
    return choose(days, published, frame.tense) if shift is None else next(iter(days), None)


def _years(core: Core, _frame: Frame) -> Period | None:
    first, last = core.numbers("year", "year_short", "day")
    if last < CENTURY:
        last += first - first % CENTURY
    return Period(year_of(first).start, year_of(last).end, "decade") if first < last else None


def _month(core: Core, frame: Frame) -> Period | None:
    month = core.number(*MONTH_KINDS)
    year = core.year(frame.published)
    if month is None or (frame.published is None and year is None):
        return None
    if year is not None:
        return month_of(year, month)
    if core.names_year() or frame.published is None:
        return None
    months = [month_of(frame.published.year + shift, month) for shift in range(-2, 3)]
    return _pick(months, core.which(), frame)


def _nth_weekday(core: Core, frame: Frame) -> Period | None:
    month, weekday = _month(core, frame), core.number("weekday")
    if month is None or weekday is None:
        return None
    number = core.number("ordinal", "ordinal_word") or 0  # "the last Sunday of March"
    day = nth_weekday_of(month.start.year, month.start.month, weekday, number)
    return one_day(day) if day.month == month.start.month else None


def _season(core: Core, frame: Frame) -> Period | None:
    first_month = core.number("season")
    if first_month is None:
        return None
    year = core.year(frame.published)
    if year is not None:
        return season_of(year, first_month)
    if core.names_year() or frame.published is None:
        return None
    seasons = [season_of(frame.published.year + shift, first_month) for shift in range(-2, 3)]
    return _pick(seasons, -1 if "past" in core.kinds else core.which(), frame)


def _decade(core: Core, _frame: Frame) -> Period | None:
    decade = core.number("decade", "decade_short", "decade_word")
    return None if decade is None else decade_of(decade)


def _year(core: Core, _frame: Frame) -> Period | None:
    year = core.year(None)
    return None if year is None else year_of(year)


def _named(core: Core, frame: Frame) -> Period | None:
    entry = NAMED[str(core.tokens[0].value)]
    if entry["calendar"] == "fixed":
        return one_day(entry["date"])
    year = core.year(frame.published)
    if year is not None:
        found = feasts(entry, range(year, year + 1))
        several = "or" in entry and len(found) > 1  # "Eid 2015": which one?
        return found[0] if found and not several else None
    if core.names_year() or frame.published is None:
        return None
    around = range(frame.published.year - 1, frame.published.year + 2)
    return choose(feasts(entry, around), frame.published, frame.tense)


def _pick(periods: Sequence[Period], which: int | None, frame: Frame) -> Period | None:
    """The last, this, next or plain one of like periods that are in order."""
    day = frame.published
    if day is None:
        return None
    if which == -1:
        return next((period for period in reversed(periods) if period.end < day), None)
    if which == 1:
        return next((period for period in periods if period.start > day), None)
    if which == 0:
        running = (period for period in periods if period.holds(day))
        same_year = (period for period in periods if period.start.year == day.year)
        return next(running, None) or next(same_year, None)
    return choose(periods, day, frame.tense)


DATES: Mapping[str, Meaning] = {
    "numeric": _numeric,
    "dated": _dated,
    "day_of_month": _day_of_month,
    "nth_weekday": _nth_weekday,
    "years": _years,
    "month": _month,
    "season": _season,
    "decade": _decade,
    "year": _year,
    "named": _named,
}
