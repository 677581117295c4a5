"""What claims are about: stretches of days; actors and places come with resolution."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

WhenRelation = Literal["on", "since", "until", "before", "between", "about"]


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """Two calendar days, inclusive; an end that is None is open.

    Days are those of the place where that is known.

    start     first day, or None: no beginning known
    end       last day, or None: no end known
    relation  how the words tie the claim to the days
    words     the report's own words, "at the end of last year"
    """

    start: date | None
    end: date | None
    relation: WhenRelation
    words: str

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start > self.end:
            message = f"When must not end before it starts, got {self.start} to {self.end}"
            raise ValueError(message)
