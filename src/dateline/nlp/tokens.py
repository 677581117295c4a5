"""Words and sentences of raw news text.

In: a text.  Out: its sentences as words by characters.  Every character that
is not a blank lies in exactly one word; no sentence reaches over the end of a
paragraph.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.nlp.chunks import (
    APOSTROPHES,
    CLOSERS,
    ENDING_MARKS,
    MARK_KINDS,
    Cut,
    Ending,
    Next,
    cut_chunk,
    either,
    listed,
)
from dateline.nlp.paragraphs import find_paragraphs

CHUNK = re.compile(r"\S+")
TAILS = ENDING_MARKS | frozenset(CLOSERS)  # the last character of a chunk that may end a sentence
OPENERS = "\"'`\u201c\u2018\u00ab([{\u00bf\u00a1"
LETTERS = re.compile(r"[^\W\d_]+")
STARTERS = listed("sentences", "starters")
STARTERS_BY_CASE = listed("sentences", "starters_by_case")
QUOTATION = 2000  # characters, looked back for what opened it
LABEL = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z]|[ivx]{1,5})[.)]+\Z")  # of a list item: "1.", "b)"
# Closes the sentence before it: brackets and quotes, "[3]" of an encyclopaedia, a smiling face.
TRAILER = re.compile(r"(?:[)\]}\u201d\u2019\u00bb]+|(?:\[\w{1,4}\])+|[:;=]['^-]?[()DPp|/]+)\Z")

# "CAIRO (AP) -", "NAIROBI, Kenya --", "Geneva, Feb. 3 (Reuters) -", "LIMA, 3 JAN 90 -- [TEXT]" are
# sentences of their own, as EWT has them.  Either a known agency stands in brackets, or the place
# in capitals; a few capitals alone may be an organisation, and in a paragraph of capitals there
# must be a day.
CAPITALS = r"[A-Z'\u2019./-]"
DASH = r"\s{0,3}(?:--?|[\u2013\u2014])(?=\s)"
AGENCY = rf"\((?i:{either('sentences', 'agencies')})(?:[ /-][A-Z][\w.]*){{0,4}}\)"
COUNTRY = r"(?:\ \([A-Z][A-Z ]{1,30}\))?"
PART = r"(?:,\ [\w.]{1,20}(?:\ [\w.]{1,20}){0,2})"  # a region, a country, a day
DATELINE = re.compile(
    rf"""
    (?: (?=[A-Z(]) (?:(?!\ [\u2013\u2014-])[^.!?()\n]|\b[A-Z][a-z]{{0,4}}\.){{0,80}} {AGENCY} {DASH}
      | (?: [A-Z]{CAPITALS}{{4,20}} (?:\ {CAPITALS}{{2,20}}){{0,3}} {COUNTRY} {PART}{{0,2}}
          | [A-Z]{CAPITALS}{{1,20}} (?:\ {CAPITALS}{{2,20}}){{1,3}} {COUNTRY} {PART}{{0,2}}
          | [A-Z]{CAPITALS}{{1,20}} {COUNTRY} {PART}{{1,2}}
        ) (?:\ \([A-Z][^()\n]{{1,40}}\))? {DASH} (?=.{{0,40}}[a-z])
      | [A-Z]{CAPITALS}{{1,20}} (?:\ {CAPITALS}{{2,20}}){{0,3}} {COUNTRY}
        ,\ (?:\d{{1,2}}\ [A-Z]{{3,9}}|[A-Z]{{3,9}}\.?\ \d{{1,2}}) (?:,?\ \d{{2,4}})?
         (?:\ \([A-Z][^()\n]{{1,60}}\))? {DASH}
    )
    (?:\s{{0,3}}\[(?:[A-Z][A-Z ,.'/-]{{1,60}}|Text)\]){{0,4}}
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class RawWord:
    """A syntactic word by its characters; `glued` to the word before it in one surface token."""

    start: int
    end: int
    glued: bool


@dataclass(frozen=True, slots=True)
class RawSentence:
    """Words in order, and the number of the paragraph that they stand in, from 0."""

    words: tuple[RawWord, ...]
    paragraph: int


def split_text(text: str) -> list[RawSentence]:
    """Words and sentences of a text; the time is linear in its length."""
    sentences = []
    for number, (start, end) in enumerate(find_paragraphs(text)):
        spans = [match.span() for match in CHUNK.finditer(text, start, end)]
        capitals = text[start:end].isupper()
        chunks = [text[a:b] for a, b in spans]
        kinds = [
            _kind(following, capitals) if chunk[-1] in TAILS else Next.OTHER
            for chunk, following in pairwise([*chunks, ""])
        ]
        cuts = [cut_chunk(chunk, kind) for chunk, kind in zip(chunks, kinds, strict=True)]
        ends = _find_ends(text, spans, cuts, kinds)
        sentences += [RawSentence(words, number) for words in _gather(text, spans, cuts, ends)]
    return sentences


def _kind(chunk: str, capitals: bool) -> Next:
    """What a chunk begins with; `capitals` says that the whole paragraph is in capitals."""
    if not chunk:
        return Next.END
    if (mark := MARK_KINDS.get(chunk[0])) is not None:
        return mark
    first = chunk.lstrip(OPENERS)[:1]
    if not first.isalnum():
        return Next.OTHER
    if first.isdigit():
        return Next.DIGIT
    if first.islower():
        return Next.LOWER
    letters = LETTERS.search(chunk)
    word = letters[0].lower() if letters else ""
    opens = word in STARTERS or (word in STARTERS_BY_CASE and not capitals)
    return Next.STARTER if opens else Next.UPPER


def _find_ends(
    text: str, spans: Sequence[tuple[int, int]], cuts: Sequence[Cut], kinds: Sequence[Next]
) -> list[bool]:
    """For each chunk of a paragraph, whether a sentence ends with it."""
    start, end = spans[0][0], spans[-1][1]
    lower = text[start:end].islower()
    dateline = DATELINE.match(text, start, end)
    dateline_end = dateline.end() if dateline else start
    ends = [False] * len(spans)
    carried = Ending.NONE  # of a chunk before, where this one only closes its quotes
    for i, (cut, kind) in enumerate(zip(cuts, kinds, strict=True)):
        at, stop = spans[i]
        ending = cut.ending if carried is Ending.NONE else carried
        carried = Ending.NONE
        if stop <= dateline_end:
            ends[i] = stop == dateline_end
        elif ending is not Ending.NONE and i + 1 < len(spans):
            following = text[slice(*spans[i + 1])]
            labels = (at == start or text[at - 2] == ":") and LABEL.match(text[at:stop])
            if _trails(text, start, stop, following):
                carried = ending
            elif not labels:
                ends[i] = _ends(ending, cut.closed and not lower, kind, following)
        if ends[i] and i + 1 < len(spans):
            start = spans[i + 1][0]
    ends[-1] = True
    return ends


def _trails(text: str, start: int, end: int, following: str) -> bool:
    """Whether the following chunk only closes what the sentence from `start` to `end` opened."""
    if following == '"':
        return text.count('"', max(start, end - QUOTATION), end) % 2 == 1
    return TRAILER.match(following) is not None


def _ends(ending: Ending, closed: bool, kind: Next, following: str) -> bool:
    """Whether a sentence ends between a chunk and the following one."""
    if kind is Next.COMMA:
        return False
    if closed and kind is Next.LOWER:  # '"Why?" he asked', "(Vt.) said"
        return False
    if ending is Ending.STOP:
        return following[0] != "."
    if ending is Ending.ASK:
        return following[0] not in "!?"
    if ending is Ending.TRAIL:
        return kind in (Next.UPPER, Next.STARTER)
    return kind is Next.STARTER


def _gather(
    text: str, spans: Sequence[tuple[int, int]], cuts: Sequence[Cut], ends: Sequence[bool]
) -> list[tuple[RawWord, ...]]:
    """The words of each sentence of a paragraph."""
    sentences = []
    words: list[RawWord] = []
    quoted = False  # an apostrophe has opened a quotation in this sentence
    for (at, stop), cut, last in zip(spans, cuts, ends, strict=True):
        quoted = quoted or (text[at] in APOSTROPHES and stop - at > 1)
        for number, (a, b, glued) in enumerate(cut.words):
            if number in cut.breaks:
                sentences.append(tuple(words))
                words = []
            closes = number == cut.possessive and quoted
            quoted = quoted and not closes
            words.append(RawWord(at + a, at + b, glued and not closes))
        if last:
            sentences.append(tuple(words))
            words, quoted = [], False
    return sentences
