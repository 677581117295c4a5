"""TIMEX3: the grammar's expressions in the form of the TimeML benchmarks.

A timex is narrower than an expression of ours: without the preposition ("Friday" of "since
Friday"), and a stretch with two ends is two of them.

In: a text and its day of publication.  Out: `Timex`es in text order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.resolve.days import MONTHS, Period
from dateline.resolve.expressions import Phrase, parse_expressions
from dateline.resolve.frame import Core, Frame
from dateline.resolve.narrative import FARTHEST
from dateline.resolve.when import MEANINGS

TimexType = Literal["DATE", "TIME", "DURATION"]

# Of what opens a phrase, only these kinds belong to a timex.
_KEPT = frozenset({"the", "edge", "edge_noun", "hyphen", "of", "shifted", "part", "overnight"})
_PARTS: Mapping[str, str] = {
    "morning": "MO", "mornings": "MO", "dawn": "MO", "daybreak": "MO", "sunrise": "MO",
    "noon": "MI", "midday": "MI", "lunchtime": "MI", "afternoon": "AF", "dusk": "EV",
    "sunset": "EV", "evening": "EV", "nightfall": "EV", "night": "NI", "midnight": "NI",
    "tonight": "NI", "overnight": "NI",
}  # fmt: skip
_SEASONS: Mapping[int, str] = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_LETTERS: Mapping[str, str] = {
    "day": "D", "week": "W", "fortnight": "W", "month": "M", "year": "Y", "decade": "DE",
    "century": "CE", "hour": "H",
}  # fmt: skip
_LASTING = frozenset({"stretch", "nth_day"})


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression of TimeML.

    start, end  characters of the text, end exclusive
    type        a day or more, a time of day, a length; what is repeated is not found
    value       ISO 8601 as TIMEX3 writes it ("2015-02-18", "2015-W08", "P3M", "PAST_REF")
    """

    start: int
    end: int
    type: TimexType
    value: str


def timexes(text: str, published: date | None) -> list[Timex]:
    """The timexes of a text; those whose days are not known have an `X` for every digit."""
    found: list[Timex] = []
    anchor: Period | None = None
    reached = 0
    for parsed in parse_expressions(text):
        for phrase in parsed.phrases:
            start, end = _span(phrase)
            if phrase.rule == "years":
                found += _two_years(phrase)
                continue
            frame = Frame(published, "past", anchor if start - reached <= FARTHEST else None)
            period = MEANINGS[phrase.rule](Core(phrase.core), frame)
            found.append(_timex(text, phrase, period, start, end))
            if period is not None and period.start == period.end:
                anchor, reached = period, end
    return found


def _two_years(phrase: Phrase) -> list[Timex]:
    """The ends of "2001-2006"; none where they are in no order."""
    years = MEANINGS[phrase.rule](Core(phrase.core), Frame(None))
    if years is None:
        return []
    ends = ((phrase.core[0], years.start), (phrase.core[-1], years.end))
    return [Timex(token.start, token.end, "DATE", f"{day.year:04}") for token, day in ends]


def _span(phrase: Phrase) -> tuple[int, int]:
    """First character and end of a phrase without its preposition."""
    first = len(phrase.opening)
    while first > 0 and phrase.opening[first - 1].kind in _KEPT:
        first -= 1
    kept = phrase.opening[first:]
    while kept and kept[0].kind in ("of", "hyphen"):
        kept = kept[1:]
    return (kept or phrase.core)[0].start, phrase.core[-1].end


def _timex(text: str, phrase: Phrase, period: Period | None, start: int, end: int) -> Timex:
    core = Core(phrase.core)
    if phrase.rule in _LASTING:
        return Timex(start, end, "DURATION", _length(core))
    if phrase.rule == "recently" or (phrase.rule == "ago" and core.quantity() is None):
        return Timex(start, end, "DATE", "PAST_REF")
    part = _part(text[start:end])
    value = _value(period)
    if part is not None and period is not None and period.unit == "day":
        return Timex(start, end, "TIME", f"{value}T{part}")
    return Timex(start, end, "DATE", value)


def _part(words: str) -> str | None:
    """The part of the day that the words name, or None."""
    return next((_PARTS[w] for w in words.lower().split() if w in _PARTS), None)


def _length(core: Core) -> str:
    letter = _LETTERS.get(core.unit(), "D")
    number = core.quantity()
    if number is None and core.kinds[-1] != "unit" and "vague" not in core.kinds:
        number = 1  # "the past year"
    count = "X" if number is None else str(number * (2 if core.unit() == "fortnight" else 1))
    return f"PT{count}H" if letter == "H" else f"P{count}{letter}"


def _value(period: Period | None) -> str:
    """A period as TIMEX3 writes it."""
    if period is None:
        return "XXXX-XX-XX"
    day = period.start
    days = (period.end - day).days + 1
    year, month = f"{day.year:04}", f"{day.year:04}-{day.month:02}"
    sunday_week = "{:04}-W{:02}".format(*period.end.isocalendar()[:2])
    match period.unit:
        case "week":
            return sunday_week
        case "weekend":
            return f"{sunday_week}-WE"
        case "month":
            return month
        case "season" if day.month in _SEASONS:
            return f"{year}-{_SEASONS[day.month]}"
        case "season":
            return f"{year}-Q{(day.month - 1) * 4 // MONTHS + 1}"
        case "year":
            return year
        case "decade" if days < 366 * 10 + 1 and day.year % 10 == 0:
            return year[:3]
        case _:
            return day.isoformat()
