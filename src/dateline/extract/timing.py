"""Timing: the time that a claim's own words, or those around it, give.

In: a reading, the time expressions found in its text.  Out: mentions, or None.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol

from dateline.claim import Mention
from dateline.extract.matching import Draft
from dateline.reading import ROOT, Reading

HIGHEST = 8  # words climbed towards the sentence's root


class Expression(Protocol):
    """A time expression by characters of the text, end exclusive."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """One past the last character."""


class Timing:
    """Times in one reading."""

    def __init__(self, reading: Reading, expressions: Sequence[Expression]) -> None:
        self.reading = reading
        self.words = reading.words
        self._dates = self._govern(expressions)

    def _govern(self, expressions: Sequence[Expression]) -> dict[int, list[Mention]]:
        """Expressions under the word that they modify; coordinated ones together."""
        governed: dict[int, list[Mention]] = {}
        starts = [w.start for w in self.words]
        owner: dict[int, int] = {}  # word of an expression -> the word that it modifies
        for expression in expressions:
            found = range(
                bisect_left(starts, expression.start), bisect_left(starts, expression.end)
            )
            inside = [i for i in found if self.words[i].end <= expression.end + 1]
            outer = next((i for i in inside if self.words[i].head not in inside), None)
            if outer is None:
                continue
            head = self.words[outer].head
            again = self.words[outer].rel == "conj" and head in owner
            governor = owner[head] if again else (head if head != ROOT else outer)
            owner |= dict.fromkeys(inside, governor)
            text = self.reading.text[expression.start : expression.end]
            mention = Mention(expression.start, expression.end, text)
            if again:
                governed[governor].append(mention)
            else:
                governed.setdefault(governor, [mention])
        return governed

    def dates_of(self, draft: Draft) -> list[Mention]:
        """The times on the trigger, its participants' verb or the clauses above.

        More than one where the sentence says that it happened again ("in 2013 and
        at the end of last year").
        """
        for index in draft.trigger:
            if index in self._dates:
                return self._dates[index]
        at = draft.index
        for _ in range(HIGHEST):
            if at in self._dates:
                return self._dates[at]
            word = self.words[at]
            if word.head == ROOT or word.rel in ("acl:relcl", "appos", "parataxis"):
                return []
            at = word.head
        return []

    def has_own_date(self, draft: Draft) -> bool:
        """Whether a time expression modifies the trigger itself."""
        return any(index in self._dates for index in draft.trigger)

    def date_of(self, draft: Draft) -> Mention | None:
        """The first of `dates_of`, or None."""
        return next(iter(self.dates_of(draft)), None)
