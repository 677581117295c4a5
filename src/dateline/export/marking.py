"""Marking: a text cut so that claims that overlap or nest can all be marked in it.

A page can mark a stretch once.  So the text is cut wherever a claim, or the
words of one of its roles, begin or end; each piece knows the claims that it
carries evidence of, the shortest first, the parts that it plays in claims, and whose
words it carries.

In: a text, its claims, and what is whose.  Out: paragraphs of pieces that join to the text.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.claim import Claim, Mention

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_END = re.compile(r"\n+")
VOICE = "voice"


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start` to `end` (exclusive), marked alike.

    claims  claims whose evidence covers it, shortest first, as positions in the list from 0
    roles   (claim, role) for each role whose words cover it: "trigger", "actor",
            "recipient", "other", "place", "date", "source", "cue"
    starts  claims whose evidence starts here
    voices  numbers of those whose words cover it
    """

    start: int
    end: int
    claims: tuple[int, ...] = ()
    roles: tuple[tuple[int, str], ...] = ()
    starts: tuple[int, ...] = ()
    voices: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """Characters `start` to `end` (exclusive) that have to do with somebody's speech.

    number  whose, as the caller counts
    """

    start: int
    end: int
    number: int


def split_paragraphs(text: str) -> list[tuple[int, int]]:
    """[start, end) of each paragraph, without the white space between.

    Blank lines part paragraphs; in a text that has none, every line end does.
    """
    gap = _BLANK_LINES if _BLANK_LINES.search(text.strip()) else _LINE_END
    spans: list[tuple[int, int]] = []
    start = 0
    for match in gap.finditer(text):
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(text)))
    return [(first, last) for first, last in spans if text[first:last].strip()]


def mark_text(
    text: str, claims: Sequence[Claim], voices: Iterable[Voice] = ()
) -> list[list[Piece]]:
    """Each paragraph of the text as consecutive pieces.

    Words of a claim that fall between paragraphs are left out; spans outside
    the text mark nothing.
    """
    opening: dict[int, list[tuple[int, str]]] = defaultdict(list)
    closing: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for number, claim in enumerate(claims):
        for role, mention in role_mentions(claim):
            start, end = max(0, mention.start), min(mention.end, len(text))
            if start < end:
                opening[start].append((number, role))
                closing[end].append((number, role))
    for voice in voices:
        start, end = max(0, voice.start), min(voice.end, len(text))
        if start < end:
            opening[start].append((voice.number, VOICE))
            closing[end].append((voice.number, VOICE))
    cuts = sorted(opening.keys() | closing.keys())
    lengths = [claim.evidence.end - claim.evidence.start for claim in claims]
    sweep = _Sweep(opening, closing, lengths)
    paragraphs: list[list[Piece]] = []
    at = 0
    for first, last in split_paragraphs(text):
        while at < len(cuts) and cuts[at] <= first:
            sweep.pass_cut(cuts[at])
            at += 1
        pieces: list[Piece] = []
        start = first
        while at < len(cuts) and cuts[at] < last:
            pieces.append(sweep.piece(start, cuts[at]))
            start = cuts[at]
            sweep.pass_cut(start)
            at += 1
        pieces.append(sweep.piece(start, last))
        paragraphs.append(pieces)
    return paragraphs


def role_mentions(claim: Claim) -> Iterator[tuple[str, Mention]]:
    """The claim's evidence and the words of each of its roles."""
    yield "evidence", claim.evidence
    yield "trigger", claim.trigger
    for mention in claim.actors:
        yield "actor", mention
    for mention in claim.recipients:
        yield "recipient", mention
    single = {
        "other": claim.other,
        "place": claim.place,
        "date": claim.date,
        "source": claim.source.source,
        "cue": claim.source.cue,
    }
    for role, one in single.items():
        if one is not None:
            yield role, one


class _Sweep:
    """What is open at the present place while the text is passed once from its start."""

    def __init__(
        self,
        opening: dict[int, list[tuple[int, str]]],
        closing: dict[int, list[tuple[int, str]]],
        lengths: Sequence[int],
    ) -> None:
        self._opening = opening
        self._closing = closing
        self._lengths = lengths
        self._claims: set[int] = set()
        self._roles: set[tuple[int, str]] = set()
        self._starting: list[int] = []
        self._voices: Counter[int] = Counter()  # one may speak within their own words

    def pass_cut(self, cut: int) -> None:
        for number, role in self._closing.get(cut, ()):
            if role == "evidence":
                self._claims.discard(number)
            elif role == VOICE:
                self._voices[number] -= 1
            else:
                self._roles.discard((number, role))
        for number, role in self._opening.get(cut, ()):
            if role == "evidence":
                self._claims.add(number)
                self._starting.append(number)
            elif role == VOICE:
                self._voices[number] += 1
            else:
                self._roles.add((number, role))

    def piece(self, start: int, end: int) -> Piece:
        """The stretch up to the next cut; takes the claims that start with it."""
        starts, self._starting = tuple(sorted(self._starting)), []
        return Piece(
            start,
            end,
            tuple(sorted(self._claims, key=lambda number: (self._lengths[number], number))),
            tuple(sorted(self._roles)),
            starts,
            tuple(sorted(number for number, times in self._voices.items() if times)),
        )
