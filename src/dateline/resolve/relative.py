"""Days counted from another: what the patterns of `expressions` that lean on a day mean.

They lean on the day of publication ("on Friday", "last week", "two days ago")
or on the day that the narrative has reached ("the next day"); without that day
they mean nothing.

In: tokens.  Out: a `Period`.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from dateline.resolve.days import (
    OPEN_END,
    OPEN_START,
    Period,
    month_of,
    moved,
    one_day,
    same_day_of,
    week_of,
    weekend_of,
    year_of,
)
from dateline.resolve.frame import WHICH, Core, Frame, Meaning

DAYS_OF: Mapping[str, int] = {"day": 1, "week": 7, "fortnight": 14}
MONTHS_OF: Mapping[str, int] = {"month": 1, "year": 12, "decade": 120, "century": 1200}
HOURS_A_DAY = 24
MIDWEEK = 2  # Wednesday: till then "this weekend" in the past tense is the one before
UNSURE_WEEKS = 3  # days on either side that "three weeks ago" and more are unsure by


def _weekday_of_week(core: Core, frame: Frame) -> Period | None:
    weekday = core.number("weekday")
    if frame.published is None or weekday is None:
        return None
    shift = next(WHICH[kind] for kind in core.kinds if kind in WHICH)
    return one_day(moved(week_of(frame.published, shift).start, (weekday + 1) % 7))


def _weekday(core: Core, frame: Frame) -> Period | None:
    weekday, day = core.number("weekday"), frame.published
    if day is None or weekday is None:
        return None
    back = (day.weekday() - weekday) % 7
    which = core.which()
    if which == -1:
        return one_day(moved(day, -(back or 7)))
    if which == 1:
        return one_day(moved(day, 7 - back))
    if frame.tense == "future":
        return one_day(moved(day, -back % 7))
    if which == 0:  # "this Friday" can lie ahead in any tense
        return one_day(moved(week_of(day).start, (weekday + 1) % 7))
    return one_day(moved(day, -back))


def _near_day(core: Core, frame: Frame) -> Period | None:
    day, kinds = frame.published, core.kinds
    if day is None:
        return None
    if kinds[0] == "overnight":
        ahead = 1 if frame.tense == "future" else 0
        return Period(moved(day, ahead - 1), moved(day, ahead), about=True)
    if "unit_day" in kinds:  # "the day before yesterday"
        beside = -1 if "before" in kinds else 1
        return one_day(moved(day, (core.number("deictic") or 0) + beside))
    if "before" in kinds:  # "the night before last"
        return one_day(moved(day, -2))
    shift = core.number("deictic")
    return one_day(moved(day, WHICH[kinds[0]] if shift is None else shift))


def _weekend(core: Core, frame: Frame) -> Period | None:
    day = frame.published
    if day is None:
        return None
    which = -1 if "past" in core.kinds else core.which()
    latest = weekend_of(day)
    if which == -1:
        return latest if latest.end < day else weekend_of(day, -1)
    if latest.holds(day):
        return weekend_of(day, 1) if which == 1 else latest
    ahead = which == 1 or frame.tense == "future" or (which == 0 and day.weekday() > MIDWEEK)
    return weekend_of(day, 1) if ahead else latest


def _period_of(day: date, unit: str, shift: int) -> Period | None:
    """The week, month or year that holds the day, or one so many later."""
    if unit == "week":
        return week_of(day, shift)
    if unit == "month":
        return month_of(day.year, day.month, shift)
    return year_of(day.year + shift) if unit == "year" else None


def _this_period(core: Core, frame: Frame) -> Period | None:
    return _period_of(frame.published, core.unit(), 0) if frame.published else None


def _next_period(core: Core, frame: Frame) -> Period | None:
    if frame.published is None:
        return None
    return _period_of(frame.published, core.unit(), WHICH[core.kinds[0]])


def _shift(day: date, number: int, unit: str) -> date:
    """The day so many units later, or earlier; part of a day counts as one."""
    if unit == "hour":
        whole = -(-abs(number) // HOURS_A_DAY)
        return moved(day, whole if number > 0 else -whole)
    if unit in MONTHS_OF:
        return same_day_of(day, number * MONTHS_OF[unit])
    return moved(day, number * DAYS_OF[unit])


def _vaguely(day: date, *, ahead: bool) -> Period:
    """Some time before or after the day, nobody knows how long."""
    return Period(day, OPEN_END, about=True) if ahead else Period(OPEN_START, day, about=True)


def _stretch(core: Core, frame: Frame) -> Period | None:
    day, number, unit = frame.published, core.quantity(), core.unit()
    if day is None:
        return None
    ahead = core.kinds[0] in ("next", "coming")
    if number is None and core.kinds[-1] != "unit" and "vague" not in core.kinds:
        if core.kinds[0] == "next" and frame.tense != "future":  # "the next year he left"
            day = frame.day_within(unit)
            return _period_of(day, unit, 1) if day else None
        number = 1  # "the past year"
    if number is None:
        return _vaguely(day, ahead=ahead)
    other = _shift(day, number if ahead else -number, unit)
    return Period(day, other) if ahead else Period(other, day)


def _ago(core: Core, frame: Frame) -> Period | None:
    day, number, unit = frame.published, core.quantity(), core.unit()
    if day is None:
        return None
    sign = -1 if "ago" in core.kinds else 1
    if number is None:
        return _vaguely(day, ahead=sign > 0)
    if core.kinds[0] == "half":  # "half a year ago"
        number = 0
    if "half" in core.kinds and unit in MONTHS_OF:
        months = MONTHS_OF[unit]
        middle = same_day_of(day, sign * (number * months + months // 2))
        quarter = months // 4
        return Period(same_day_of(middle, -quarter), same_day_of(middle, quarter), about=True)
    if "deictic" in core.kinds:  # "seven years ago today"
        return one_day(_shift(moved(day, core.number("deictic") or 0), -number, unit))
    weekday = core.number("weekday")
    if weekday is not None:  # "two weeks ago Monday"
        return one_day(_shift(moved(day, -((day.weekday() - weekday) % 7)), -number, unit))
    if "this" in core.kinds:  # "a year ago this month"
        return _period_of(_shift(day, -number, unit), str(core.tokens[-1].value), 0)
    return _at_distance(day, sign * number, unit)


def _at_distance(day: date, number: int, unit: str) -> Period | None:
    """Days, exact; weeks, to a day for each week up to three; the month, the year."""
    there = _shift(day, number, unit)
    if unit == "hour":
        return Period(min(day, there), max(day, there), about=True)
    if unit in MONTHS_OF:
        period = _period_of(there, "month" if unit == "month" else "year", 0)
        return replace(period, about=True) if period else None
    if unit == "day":
        return one_day(there)
    unsure = min(abs(number), UNSURE_WEEKS)
    return Period(moved(there, -unsure), moved(there, unsure), about=True)


def _anchored(core: Core, frame: Frame) -> Period | None:
    if core.kinds[0] == "then" and frame.anchor is not None:  # "since then"
        return frame.anchor
    day = frame.day_within(core.unit())
    if day is None:
        return None
    if core.kinds[0] == "shifted":  # "earlier in the day"
        return one_day(day)
    if core.kinds[0] != "the" and (sign := _direction(core)):  # "two days later"
        number = core.quantity()
        return None if number is None else _at_distance(day, sign * number, core.unit())
    shift = core.number("anchored", "that")
    if shift is None:  # "the next day", "the day before"
        shift = -1 if "before" in core.kinds else 1
    weekday = core.number("weekday")
    if weekday is not None:
        back = (day.weekday() - weekday) % 7
        return one_day(moved(day, -((back or 7) if shift < 0 else back - 7 * shift)))
    if "weekend" in core.kinds:
        return weekend_of(day, shift)
    unit = core.unit()
    return one_day(moved(day, shift)) if unit in ("day", "") else _period_of(day, unit, shift)


def _direction(core: Core) -> int:
    """-1 for "earlier" and "before", 1 for "later" and "after" behind a number, else 0."""
    last = core.tokens[-1]
    if last.kind == "shifted":
        return int(last.value)
    return {"before": -1, "after": 1}.get(last.kind, 0)


def _nth_day(core: Core, frame: Frame) -> Period | None:
    number, unit = core.number("ordinal", "ordinal_word"), core.unit()
    if frame.published is None or number is None or unit != "day":
        return None
    return Period(_shift(frame.published, 1 - number, "day"), frame.published)


def _recently(_core: Core, frame: Frame) -> Period | None:
    return _vaguely(frame.published, ahead=False) if frame.published else None


RELATIVE: Mapping[str, Meaning] = {
    "weekday_of_week": _weekday_of_week,
    "weekday": _weekday,
    "near_day": _near_day,
    "weekend": _weekend,
    "this_period": _this_period,
    "next_period": _next_period,
    "stretch": _stretch,
    "ago": _ago,
    "anchored": _anchored,
    "nth_day": _nth_day,
    "recently": _recently,
}
