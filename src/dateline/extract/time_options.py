"""Times of a text as its trees hold them: which word each modifies, and in what tense.

In: a reading, the time expressions found in its text.  Out: `Option`s in text order; the
tense and standing of each expression, for resolution.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from dateline.claim import Mention
from dateline.extract.tenses import ClauseTense, Tenses
from dateline.reading import ROOT, Reading

PAST: frozenset[ClauseTense] = frozenset({"past", "perfect", "pluperfect"})

AGAIN = frozenset({"and", "again", ",", "then", "also"})  # between two times of one thing


class Expression(Protocol):
    """A time expression by characters of the text, end exclusive."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """One past the last character."""

    @property
    def text(self) -> str:
        """Those characters."""

    @property
    def inner(self) -> int:
        """First character without a "since" whose clause it ends."""

    @property
    def rule(self) -> str:
        """The pattern that it follows."""

    @property
    def opening(self) -> str:
        """The kind of word that ties something to it, or ""."""


@dataclass(frozen=True, slots=True)
class Option:
    """A time that a claim may have.

    mentions  its words; more than one where it is told to have happened again
              ("in 2013 and at the end of last year")
    first, last  words, inclusive, of the first mention
    inner     first character of the first mention without a "since" whose clause it ends
    governor  the word that it modifies
    rule      the pattern of the grammar that found it
    opening   the word of relation that opens it, or ""
    sentence  number of its sentence
    """

    mentions: tuple[Mention, ...]
    first: int
    last: int
    inner: int
    governor: int
    rule: str
    opening: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Told:
    """How an expression stands in what is told.

    tense     past or future; None where its words leave that to the claim ("a rally on Sunday")
    aside     it dates the telling ("said on Wednesday"), not what is told
    sentence  number of its sentence
    """

    tense: Literal["past", "future"] | None
    aside: bool
    sentence: int


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an expression hangs: its words, the word that it modifies, whether as one more."""

    inside: Sequence[int]
    outer: int
    governor: int
    again: bool


def find_options(reading: Reading, expressions: Sequence[Expression]) -> list[Option]:
    """The times of a text with the words that they modify; coordinated ones are one."""
    found: list[Option] = []
    number_of: dict[int, int] = {}  # governor -> number of its first option
    for expression, place in zip(expressions, _places(reading, expressions), strict=True):
        if place is None:
            continue
        text = reading.text[expression.start : expression.end]
        mention = Mention(expression.start, expression.end, text)
        if place.again and place.governor in number_of:
            number = number_of[place.governor]
            found[number] = replace(found[number], mentions=(*found[number].mentions, mention))
            continue
        number_of.setdefault(place.governor, len(found))
        found.append(
            Option(
                mentions=(mention,),
                first=place.inside[0],
                last=place.outer,
                inner=expression.inner,
                governor=place.governor,
                rule=expression.rule,
                opening=expression.opening,
                sentence=reading.sentence_of[place.outer],
            )
        )
    return found


def find_settings(
    reading: Reading, expressions: Sequence[Expression], telling: frozenset[str]
) -> list[Told]:
    """How each expression stands in what is told; `telling` are the lemmas that report words."""
    tenses = Tenses(reading)
    starts = [word.start for word in reading.words]
    told: list[Told] = []
    for expression, place in zip(expressions, _places(reading, expressions), strict=True):
        word = max(bisect_right(starts, expression.start) - 1, 0)
        sentence = reading.sentence_of[word] if starts else 0
        if place is None:
            told.append(Told(None, aside=False, sentence=sentence))
            continue
        governor = reading.words[place.governor]
        aside = governor.upos == "VERB" and governor.lemma in telling
        told.append(Told(_tense(reading, tenses, place), aside, sentence))
    return told


def _tense(reading: Reading, tenses: Tenses, place: _Place) -> Literal["past", "future"] | None:
    before = reading.words[place.inside[0] - 1] if place.inside[0] > 0 else None
    if before is not None and before.lemma == "for" and before.head in place.inside:
        return "future"  # "called a meeting for Sunday"
    verbal = reading.words[place.governor].upos in ("VERB", "AUX")
    if not verbal and not reading.under(place.governor, "cop"):
        return None
    tense = tenses.of(place.governor)
    return "past" if tense in PAST else "future" if tense == "future" else None


def _places(reading: Reading, expressions: Sequence[Expression]) -> Iterator[_Place | None]:
    """Where each expression hangs; None where it is none of the tree's phrases."""
    words = reading.words
    starts = [word.start for word in words]
    owner: dict[int, int] = {}  # word of an expression -> the word that it modifies
    last = ROOT  # word of the expression before
    for expression in expressions:
        span = range(bisect_left(starts, expression.start), bisect_left(starts, expression.end))
        inside = [i for i in span if words[i].end <= expression.end + 1]
        outer = next((i for i in inside if words[i].head not in inside), None)
        if outer is None:
            yield None
            continue
        head = words[outer].head
        before = {word.text.lower() for word in words[last + 1 : inside[0]]}
        if last != ROOT and before and before <= AGAIN:
            again, governor = True, owner[last]
        else:
            again = words[outer].rel == "conj" and head in owner
            governor = owner[head] if again else (head if head != ROOT else outer)
        owner |= dict.fromkeys(inside, governor)
        last = inside[-1]
        yield _Place(inside, outer, governor, again)
