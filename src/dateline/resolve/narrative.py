"""Narrative: the expressions of a whole text, each read against the day named before it.

"The next day" leans on the day that the narration has reached.  So the expressions are
resolved in order, and what each means is kept for those that follow closely.  A year is not
kept for months that come without one: of seven that it would have turned back in annotated
reports, five were of the year of publication.

In: expressions in text order, the day of publication.  Out: a `When`, or None, for each.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dateline.resolve.days import Period
from dateline.resolve.frame import Tense
from dateline.resolve.when import resolve
from dateline.world import When

FARTHEST = 900  # characters: about two paragraphs of news, behind which a day is forgotten
NAMES_DAYS = frozenset({"on", "about", "between"})  # open stretches are no day of a story


class Expression(Protocol):
    """Words of time by characters of the text, end exclusive."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """One past the last character."""

    @property
    def text(self) -> str:
        """Those characters."""


class Told(Protocol):
    """How an expression stands in what is told."""

    @property
    def tense(self) -> Tense | None:
        """Of the verb that it stands with, or None where that tells nothing."""

    @property
    def aside(self) -> bool:
        """Whether it dates the telling ("said on Wednesday"), not what is told."""

    @property
    def sentence(self) -> int:
        """Number of its sentence."""


@dataclass(frozen=True, slots=True)
class _Anchor:
    """The stretch named last, where it was named, in which sentence."""

    period: Period | None
    end: int
    sentence: int

    def seen_from(self, start: int) -> Period | None:
        """The stretch, if it is named not too far before a character."""
        return self.period if start - self.end <= FARTHEST else None


def resolve_all(
    expressions: Sequence[Expression],
    told: Sequence[Told],
    *,
    published: date | None,
    planned: frozenset[tuple[int, int]] = frozenset(),
) -> list[When | None]:
    """The days that each expression of a text means.

    Args:
        expressions: all of the text, in order.
        told: for each, how it stands in what is told.
        published: day of publication, or None.
        planned: spans of expressions that date a plan, where the verb tells no tense.
    """
    said = _days_of_telling(expressions, told, published)
    found: list[When | None] = []
    story = _Anchor(None, 0, -1)
    saying = _Anchor(None, 0, -1)
    for expression, setting in zip(expressions, told, strict=True):
        ahead = (expression.start, expression.end) in planned
        tense = setting.tense or ("future" if ahead else "past")
        # "said on Monday that they left two days earlier": before that Monday
        first, second = story, saying
        if saying.sentence == setting.sentence > story.sentence:
            first, second = saying, story
        anchors = [a.seen_from(expression.start) for a in (first, second)]
        when = _resolve(expression.text, published, tense, anchors)
        day = None if setting.aside or tense == "future" else said.get(setting.sentence)
        if when is not None and when.start is not None and day is not None and when.start > day:
            when = _resolve(expression.text, day, tense, anchors)
        found.append(when)
        if when is not None and (named := _named(when)):
            reached = _Anchor(named, expression.end, setting.sentence)
            story, saying = (story, reached) if setting.aside else (reached, saying)
    return found


def _days_of_telling(
    expressions: Sequence[Expression], told: Sequence[Told], published: date | None
) -> dict[int, date]:
    """Sentences -> the day on which what they tell was said, where they give it.

    Nobody says on Monday what happened on the Saturday after.
    """
    days: dict[int, date] = {}
    for expression, setting in zip(expressions, told, strict=True):
        if setting.aside:
            when = resolve(expression.text, published=published)
            if when is not None and when.start == when.end and when.end is not None:
                days[setting.sentence] = when.end
    return days


def _resolve(
    words: str, published: date | None, tense: Tense, anchors: Sequence[Period | None]
) -> When | None:
    """The days of an expression against the first of the anchors that serves it."""
    for anchor in filter(None, anchors):
        when = resolve(words, published=published, tense=tense, anchor=anchor)
        if when is not None:
            return when
    return None if any(anchors) else resolve(words, published=published, tense=tense)


def _named(when: When) -> Period | None:
    """The stretch that the narration has reached with these words, or None."""
    if when.relation not in NAMES_DAYS or when.start is None or when.end is None:
        return None
    return Period(when.start, when.end)
