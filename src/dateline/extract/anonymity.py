"""Anonymity: where the report says that a name is kept back, whose, and why.

The words ("on condition of anonymity") hang on a phrase: the noun that their
clause describes, the subject of their verb, or the owner of the name.

In: a reading and the patterns of the lexicon.  Out: `Withheld`, in text order.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from dateline.extract.cues import Cues
from dateline.extract.phrases import Phrases
from dateline.reading import ROOT, Reading

CLIMB = 5  # words from the withholding words up to whose they are, at most
UPWARD = ("xcomp", "ccomp", "advcl", "conj", "obl", "acl", "nmod", "obj", "parataxis")
OWNERS = frozenset({"his", "her", "their", "whose"})


@dataclass(frozen=True, slots=True)
class Withheld:
    """One place where a name is said to be kept back.

    sentence   its number
    head       head of the phrase for whose name it is, or None where that cannot be told
    reason     what the report gives as the reason, or None
    pseudonym  the report uses another name instead
    words      numbers of the words that say so
    """

    sentence: int
    head: int | None
    reason: str | None
    pseudonym: bool
    words: frozenset[int]


class Anonymity:
    """Finds the withheld names of one reading.

    Args:
        cues: the patterns of the lexicon.
        citing: words that cite somebody.
    """

    def __init__(
        self, reading: Reading, phrases: Phrases, cues: Cues, citing: Collection[int]
    ) -> None:
        self.reading = reading
        self.words = reading.words
        self.phrases = phrases
        self.cues = cues
        self.citing = citing

    def find(self) -> Iterator[Withheld]:
        """All places, in text order."""
        for number, sentence in enumerate(self.reading.sentences):
            start = self.words[sentence.start].start
            text = self.reading.text[start : self.words[sentence.stop - 1].end]
            matches = [m for p in self.cues.withheld for m in p.finditer(text)]
            found = [self._words_at(sentence, start + m.start(), start + m.end()) for m in matches]
            if not any(found):
                continue
            inside = next(filter(None, found))
            pseudonym = any(p.search(m.group()) for p in self.cues.pseudonym for m in matches)
            reason = self._reason(number, matches[0].end())
            words = frozenset(i for each in found for i in each)
            yield Withheld(number, self._whose(inside), reason, pseudonym, words)

    def _words_at(self, sentence: range, first: int, last: int) -> list[int]:
        return [i for i in sentence if first <= self.words[i].start < last]

    def _whose(self, inside: list[int]) -> int | None:
        """The phrase that the words are about: by their owner, their clause or their subject."""
        for index in inside:
            if self.words[index].text.lower() in OWNERS and self.words[index].upos == "PRON":
                return self.phrases.described(index)
        at = next((i for i in inside if self.words[i].head not in inside), inside[0])
        for _ in range(CLIMB):
            subject = next((c for c in self.reading.under(at, "nsubj") if c not in inside), None)
            if subject is not None:
                return self.phrases.described(subject)
            word = self.words[at]
            if word.head == ROOT:
                return None
            above = self.words[word.head]
            if word.rel.startswith(("acl", "amod", "appos")) and above.upos in ("NOUN", "PROPN"):
                return above.index
            if word.rel.split(":")[0] not in UPWARD:
                return None
            at = above.index
        return None

    def _reason(self, number: int, after: int) -> str | None:
        """Why, as the sentence says behind the words or before them, or the next one does."""
        sentence = self.reading.sentences[number]
        start = self.words[sentence.start].start
        text = self.reading.text[start : self.words[sentence.stop - 1].end]
        for pattern in self.cues.reasons:
            if match := pattern.search(text[after:]):
                first = start + after + match.start("reason")
                return self._bounded(first, first + len(match.group("reason")))
        for pattern in self.cues.reasons:
            if not pattern.pattern.startswith("^") and (match := pattern.search(text)):
                return self._bounded(start + match.start("reason"), start + match.end("reason"))
        if number + 1 < len(self.reading.sentences):
            sentence = self.reading.sentences[number + 1]
            start = self.words[sentence.start].start
            text = self.reading.text[start : self.words[sentence.stop - 1].end]
            for pattern in self.cues.explained:
                if match := pattern.search(text):
                    return self._bounded(start + match.start("reason"), start + match.end("reason"))
        return None

    def _bounded(self, start: int, end: int) -> str:
        """The characters as far as a word that cites somebody: the sentence around goes on."""
        first = bisect_left(self.words, start, key=lambda w: w.start)
        last = bisect_left(self.words, end, key=lambda w: w.start)
        stop = next((i for i in range(first + 1, last) if i in self.citing), None)
        if stop is not None:
            end = self.words[stop].start
        return re.sub(r"\s+", " ", self.reading.text[start:end]).strip(" ,.;")
