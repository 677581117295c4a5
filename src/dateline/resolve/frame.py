"""What a time expression is read against, and its words asked for by kind."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.resolve.days import Period
from dateline.resolve.timewords import Token

Tense = Literal["past", "present", "future"]

UNIT_KINDS = ("unit", "unit_day", "unit_week", "unit_month", "unit_year")
# Days that an anchor may have for a unit to be counted from it; a night has two.
LONGEST_ANCHOR: Mapping[str, int] = {"week": 7, "fortnight": 7, "month": 31, "year": 366}
WHICH: Mapping[str, int] = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}


@dataclass(frozen=True, slots=True)
class Frame:
    """What words are read against.

    published  the day of publication, or None
    tense      of the verb that the words stand with
    anchor     the stretch, mostly a day, that the narrative has reached, or None
    """

    published: date | None
    tense: Tense = "past"
    anchor: Period | None = None

    def day_within(self, unit: str) -> date | None:
        """The first day of the anchor; None where it is longer than what is counted from it.

        "The next day" leans on a day, not on a month; "the following year" on either.
        """
        anchor = self.anchor
        if anchor is None or (anchor.end - anchor.start).days >= LONGEST_ANCHOR.get(unit, 2):
            return None
        return anchor.start


class Core:
    """The tokens of a core, asked for by kind."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        """Keep the tokens."""
        self.tokens = tokens
        self.kinds = [token.kind for token in tokens]

    def number(self, *kinds: str) -> int | None:
        """Value of the first token of these kinds, or None."""
        return next((int(token.value) for token in self.tokens if token.kind in kinds), None)

    def numbers(self, *kinds: str) -> list[int]:
        """Values of all tokens of these kinds."""
        return [int(token.value) for token in self.tokens if token.kind in kinds]

    def unit(self) -> str:
        """The unit that the words count in, "" where they count nothing."""
        return next((str(token.value) for token in self.tokens if token.kind in UNIT_KINDS), "")

    def which(self) -> int | None:
        """-1 for "last", 0 for "this", 1 for "next" at the start, else None."""
        return WHICH.get(self.kinds[0])

    def relative_year(self) -> int | None:
        """-1 in "last year", 0 in "this year", 1 in "next year", else None."""
        if "unit_year" not in self.kinds:
            return None
        return WHICH.get(self.kinds[self.kinds.index("unit_year") - 1])

    def year(self, published: date | None) -> int | None:
        """The year that the words give, "last year" counted from the day of publication."""
        if (year := self.number("year")) is not None:
            return year
        if (short := self.number("year_short")) is not None:
            return 1900 + short
        shift = self.relative_year()
        return published.year + shift if published and shift is not None else None

    def names_year(self) -> bool:
        """Whether the words give a year, even one that counts from the day of publication."""
        return not {"year", "year_short", "unit_year"}.isdisjoint(self.kinds)

    def quantity(self) -> int | None:
        """The number before a unit; 1 for "a", None for "few" or none at all."""
        if "vague" in self.kinds:
            return None
        number = self.number("count", "day", "number", "year_short")
        return self.number("article") if number is None else number


def choose(periods: Iterable[Period], day: date, tense: Tense) -> Period | None:
    """Of like periods in order the one meant: the latest begun, or the next not yet over."""
    if tense == "future":
        return next((period for period in periods if period.end >= day), None)
    return max((p for p in periods if p.start <= day), key=lambda p: p.start, default=None)


# The full period of the calendar that a core means; None where the frame lacks the day
# that the words lean on.
Meaning = Callable[[Core, Frame], Period | None]
