"""The day that a report's own dateline gives: "SAN JOSE, 3 Jan 90 (ACAN) --".

A dateline stands at the head of a report, names a place and ends with an agency in brackets,
a dash or both.  Only one with a year gives a day; of "Feb. 21" the year
would be a guess.  Lines that say that they give the day ("Published: 21 February 2015") and
a line of nothing but a full date count too.  What runs on in sentences never does.

In: a text.  Out: a day, or None.
"""

import re
from datetime import date

from dateline.ingest.days import calendar_day

_HEAD_LINES, _LINE = 4, 160  # lines looked at, and of each so many characters
_CENTURY_TURNS = 70  # "70" is 1970, "69" would be 2069

_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = (
    rf"(?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? {_MONTH.format('month')},? "
    r"(?P<year>(?:19|20)?[0-9]{2})"
    rf"|{_MONTH.format('named')} (?P<number>[0-9]{{1,2}})(?:st|nd|rd|th)?, "
    r"(?P<full>(?:19|20)[0-9]{2})"
    r"|(?P<iso>(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}))(?![0-9])"
)
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
_PLACE = r"(?!on |in |at |by )[^\W\d_][^\d:;()\"\u201c\u201d]{1,60}?(?: \([^()]{2,30}\))?"
_AGENCY = r"\([^()\n]{2,60}\)"
_DASH = "(?:--+|[-\u2013\u2014])"
_DATELINE = re.compile(
    rf"{_PLACE}, {_WEEKDAY}{_DATE},?(?: {_AGENCY}(?: ?{_DASH}| |:|$)| ?{_DASH} )", re.IGNORECASE
)
_ANNOUNCED = re.compile(
    rf"(?:(?:this (?:story|article) (?:is|was published)|published|posted|issued|filed|date)"
    rf"(?: from| on|:)+ )?{_WEEKDAY}{_DATE}(?:[ ,|-]+[0-9]{{1,2}}[:.][0-9]{{2}}.{{0,20}})?\.?$",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"\s+")


def dateline_day(text: str) -> date | None:
    """The day in the first lines of a text that are a dateline; None where there is none."""
    lines = [line for line in text[: _HEAD_LINES * _LINE * 4].splitlines() if line.strip()]
    for line in lines[:_HEAD_LINES]:
        head = _BLANKS.sub(" ", line[: 2 * _LINE]).strip()[:_LINE]
        if found := _DATELINE.match(head) or _ANNOUNCED.match(head):
            return _read(found)
    return None


def _read(found: re.Match[str]) -> date | None:
    if found["iso"]:
        return calendar_day(*found["iso"].split("-"))
    if found["named"]:
        return calendar_day(found["full"], found["named"], found["number"])
    year = found["year"]
    if len(year) == 2:  # noqa: PLR2004 - digits
        year = f"{19 if int(year) >= _CENTURY_TURNS else 20}{year}"
    return calendar_day(year, found["month"], found["day"])
