"""Publication days: ISO days and times, read down to the day.

The day is taken as written: an outlet that prints "2015-02-21T00:30+03:00"
published on the 21st where it sits, whatever day that was elsewhere.

In: text.  Out: `datetime.date`.
"""

import re
from datetime import UTC, date, datetime, timedelta

from dateline.errors import InputError

# Before the first printed newspapers (1605); catches null dates such as 0001-01-01.
EARLIEST = date(1600, 1, 1)

_ISO = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
    r"\s*(?:Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Web clocks that stand at zero say 1970; the reports of older archives have no day then.
_EARLIEST_FOUND = date(1971, 1, 1)
_SHOWN = 40  # characters of a bad value that an error repeats


def parse_day(text: str) -> date:
    """Read an ISO day, or an ISO time down to its day.

    Raises:
        InputError: not an ISO day, no day of the calendar, or a day that has
            not begun anywhere on Earth.
    """
    shown = repr(text[:_SHOWN])
    found = _ISO.fullmatch(text.strip())
    if not found:
        raise InputError(f"cannot read {shown} as a day; write it as 2015-02-21")
    try:
        day = date(*(int(part) for part in found.groups()))
    except ValueError:
        raise InputError(f"{shown} is no day of the calendar; check it") from None
    if day < EARLIEST:
        raise InputError(f"{shown} is before there were newspapers; check the year")
    if day > latest_day():
        raise InputError(f"{shown} lies in the future; give the day of publication")
    return day


def latest_day() -> date:
    """The latest day on which something can have been published: tomorrow, UTC.

    Kiribati is 14 hours ahead of UTC, so its tomorrow may have begun.
    """
    return datetime.now(UTC).date() + timedelta(days=1)


def calendar_day(year: str, month: str, day: str) -> date | None:
    """A day that was found in a report, its month as a number or an English name.

    None if the calendar lacks it, it lies in the future, or clocks that were never set say it.
    """
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        found = date(int(year), number, int(day))
    except ValueError:
        return None
    return found if _EARLIEST_FOUND <= found <= latest_day() else None
