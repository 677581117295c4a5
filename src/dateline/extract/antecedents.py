"""Antecedents: who "he", "they", "its" or "the group" is.

Where the sentence itself decides ("In his talks with May, Sinki said"), it does; else
the network's chain of phrases; else the nearest phrase that fits.

In: a reading and classes of its words.  Out: heads of the phrases that are meant.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from dateline.reading import ROOT, Name, Reading

SINGULAR = frozenset({"he", "she", "him", "her", "his"})
PLURAL = frozenset({"they", "them", "their"})
NEUTER = frozenset({"it", "its"})
THINGS = frozenset({"weapon", "vehicle", "aircraft"})
SO_MANY = {"two": 2, "both": 2, "pair": 2, "couple": 2, "duo": 2, "three": 3, "trio": 3, "four": 4}
LOOK_BACK = 2  # sentences that a pronoun's antecedent may lie before its own


def name_head(reading: Reading, name: Name) -> int:
    """The word of a name that the rest of its words hang on."""
    inside = range(name.first, name.last + 1)
    return next((i for i in inside if reading.words[i].head not in inside), name.last)


class Antecedents:
    """Resolves the pronouns of one reading.

    Args:
        classes_of: what the phrase that a word heads stands for.
    """

    def __init__(self, reading: Reading, classes_of: Callable[[int], frozenset[str]]) -> None:
        self.reading = reading
        self.words = reading.words
        self.classes_of = classes_of

    def of_pronoun(self, head: int) -> int | None:
        """Head of the phrase that a pronoun stands for, or None where that cannot be told."""
        form = self.words[head].text.lower()
        fits = self._fits(form)
        if fits is None:
            return None
        told = self._in_sentence(head, form, fits)
        if told is not None:
            return told
        told = self._named_in_chain(head, fits)
        if told is not None and (form not in NEUTER or self.classes_of(told) != {"place"}):
            return told
        return next((c for c in self._before(head) if fits(c)), None)

    def _fits(self, form: str) -> Callable[[int], bool] | None:
        """What a pronoun can stand for; None for one that is not resolved."""
        if form in SINGULAR:
            return self._is_one_person
        if form in PLURAL:
            return self._is_several
        return self._is_body if form in NEUTER else None

    def _in_sentence(self, head: int, form: str, fits: Callable[[int], bool]) -> int | None:
        """What the sentence's own structure says that a pronoun stands for."""
        candidates = [self._partner(head)]
        if form in SINGULAR:
            candidates += [self._fronted(head), self._subject_before(head)]
            candidates.append(self._last_speaker(head))
        elif (teller := self._teller(head)) is not None:
            name = self.reading.name_at.get(teller)
            if form in NEUTER and name is not None and name.type != "person":
                return teller  # what speaks is a body, whatever its name looks like
            candidates.append(teller)
        return next((c for c in candidates if c is not None and fits(c)), None)

    def _partner(self, head: int) -> int | None:
        """“Turkey and its allies”: the first of the pair."""
        word = self.words[head]
        if word.rel != "nmod:poss" or self.words[word.head].rel != "conj":
            return None
        first = self.words[word.head].head
        return self.of_pronoun(first) if self.words[first].upos == "PRON" else first

    def _teller(self, head: int) -> int | None:
        """“The agency said it had sent supplies”: who says so speaks of itself.

        Only where the pronoun is the subject of what is said, and the verb above has no other
        complement that it could be about.
        """
        word = self.words[head]
        if not word.rel.startswith("nsubj"):
            return None
        told = self.words[word.head]
        if told.rel != "ccomp" or self.reading.under(told.head, "obj", "iobj"):
            return None
        subjects = [s for s in self.reading.under(told.head, "nsubj") if s < head]
        return next((s for s in subjects if self.words[s].upos in ("NOUN", "PROPN")), None)

    def _subject_before(self, head: int) -> int | None:
        """The named person who is the subject of the sentence's first clause, before a word."""
        sentence = self.reading.sentences[self.reading.sentence_of[head]]
        found = [
            i
            for i in range(sentence.start, head)
            if self.words[i].rel.startswith("nsubj")
            and self._is_one_person(i)
            and i in self.reading.name_at
        ]
        return found[-1] if len(found) == 1 else None

    def _last_speaker(self, head: int) -> int | None:
        """“..., Colonel Beshan said. He accused them”: who spoke in the sentence before.

        Only for the subject that a sentence begins with.
        """
        number = self.reading.sentence_of[head]
        begins = self.reading.sentences[number].start
        if number == 0 or head != begins or not self.words[head].rel.startswith("nsubj"):
            return None
        before = self.reading.sentences[number - 1]
        for index in reversed(before):
            word = self.words[index]
            if word.upos == "VERB" and self.words[index].rel in ("root", "parataxis", "ccomp"):
                told = self.reading.under(index, "ccomp", "parataxis") or word.rel == "parataxis"
                subjects = self.reading.under(index, "nsubj")
                named = [s for s in subjects if s in self.reading.name_at]
                if told and named:
                    return named[-1]
        return None

    def _fronted(self, head: int) -> int | None:
        """“In his talks with May, Sinki said”: the subject behind a phrase that opens a clause."""
        at = head
        while self.words[at].head != ROOT:
            word = self.words[at]
            above = self.words[word.head]
            if word.rel.split(":")[0] in ("obl", "advcl") and at < above.index:
                subjects = self.reading.under(above.index, "nsubj", "nsubj:pass")
                named = [s for s in subjects if s > head and s in self.reading.name_at]
                return named[0] if named else None
            at = above.index
        return None

    def _named_in_chain(self, head: int, fits: Callable[[int], bool]) -> int | None:
        """What the network takes a word for: a name of it before others, else the last before."""
        earlier = [
            i
            for i in self.reading.chain_of.get(head, ())
            if i < head and self.words[i].upos in ("NOUN", "PROPN") and fits(i)
        ]
        named = [i for i in earlier if i in self.reading.name_at and self.words[i].upos == "PROPN"]
        return named[-1] if named else earlier[-1] if earlier else None

    def named_person(self, head: int) -> int | None:
        """The person whom "the colonel" or "the Israeli leader" is, by a name before it."""
        if "person" not in self.classes_of(head) or head in self.reading.name_at:
            return None
        if self._meets_itself(head):
            return None
        told = self._named_in_chain(head, self._is_one_person)
        return told if told is not None and told in self.reading.name_at else None

    def _meets_itself(self, head: int) -> bool:
        """“The donor called him”: whoever he is, he is not the donor, and the chain is wrong."""
        above = self.words[head].head
        if above == ROOT:
            return False
        beside = self.reading.under(above, "nsubj", "obj", "iobj", "obl")
        return any(c != head and c in self.reading.chain_of.get(head, ()) for c in beside)

    def counted(self, head: int) -> int | None:
        """“The two men”, “the pair”: the first of as many who were named together before."""
        word = self.words[head]
        wanted = SO_MANY.get(word.lemma.lower(), 0)
        for child in self.reading.children[head]:
            wanted = SO_MANY.get(self.words[child].text.lower(), wanted)
        is_person = word.lemma.lower() in SO_MANY or self.classes_of(head) & {"person", "people"}
        if not wanted or not is_person or self.reading.under(head, "amod", "acl", "nmod"):
            return None
        sentence = self.reading.sentence_of[head]
        first = self.reading.sentences[max(0, sentence - LOOK_BACK)].start
        for index in range(head - 1, first - 1, -1):
            if self.words[index].rel != "conj" and index in self.reading.name_at:
                together = [index, *self.reading.under(index, "conj")]
                if len(together) == wanted and all(map(self._is_one_named_person, together)):
                    return index
        return None

    def _is_one_named_person(self, head: int) -> bool:
        name = self.reading.name_at.get(head)
        return name is not None and name.type == "person" and name_head(self.reading, name) == head

    def named_before(self, head: int, wanted: str) -> int | None:
        """What was named before "the group" or "the city", a body or a place as `wanted`."""
        told = self._named_in_chain(head, lambda i: self._is_named(i, wanted))
        if told is not None:
            return told
        sentence = self.reading.sentence_of[head]
        earliest = self.reading.sentences[max(0, sentence - 3 * LOOK_BACK)].start
        before = bisect_left(self.reading.names, head, key=lambda name: name.last)
        for number in range(before - 1, -1, -1):
            name = self.reading.names[number]
            if name.first < earliest:
                break
            if name.last < head:
                at = name_head(self.reading, name)
                if self._is_named(at, wanted):
                    return at
        return None

    def _is_named(self, head: int, wanted: str) -> bool:
        """Whether a word heads a name of a body, or of a place that is no body."""
        classes = self.classes_of(head)
        fits = wanted in classes and ("organization" in classes) == (wanted == "organization")
        if wanted == "place" and ("nationality" in classes or self._is_attribute(head)):
            return False  # "the town" is no country, nor the Britain of "Britain-based"
        return fits and head in self.reading.name_at

    def _is_attribute(self, head: int) -> bool:
        return self.words[head].rel in ("compound", "amod", "obl:unmarked", "nmod:desc")

    def _before(self, head: int) -> Iterable[int]:
        """Phrases before a word, subjects of each sentence first, nearest sentence first."""
        sentence = self.reading.sentence_of[head]
        for number in range(sentence, max(-1, sentence - LOOK_BACK - 1), -1):
            members = [m for m in self._nominals[number] if m < head]
            subjects = [m for m in members if self.words[m].rel.startswith("nsubj")]
            yield from subjects if number < sentence else reversed(subjects)
            yield from reversed([m for m in members if m not in subjects])

    @cached_property
    def _nominals(self) -> Sequence[Sequence[int]]:
        return [
            [
                i
                for i in sentence
                if self.words[i].upos in ("NOUN", "PROPN")
                and self.words[i].rel not in ("compound", "flat", "nmod:desc", "amod", "appos")
            ]
            for sentence in self.reading.sentences
        ]

    def _is_one_person(self, head: int) -> bool:
        name = self.reading.name_at.get(head)
        if name is not None:
            return name.type == "person"
        word = self.words[head]
        return "Number=Sing" in word.feats and bool(self.classes_of(head) & {"person", "office"})

    def _is_several(self, head: int) -> bool:
        classes = self.classes_of(head)
        if classes & THINGS:
            return False  # "they" who hold a town are not the helicopters
        if "Number=Plur" in self.words[head].feats:
            return bool(classes & {"force", "person", "people", "organization", "office"})
        if any(self.words[c].rel == "conj" for c in self.reading.children[head]):
            return bool(classes & {"person", "force", "organization"})
        return bool(classes & {"force"} or ("organization" in classes and "place" not in classes))

    def _is_body(self, head: int) -> bool:
        word = self.words[head]
        if "Number=Plur" in word.feats and word.upos == "NOUN":
            return False
        return bool(self.classes_of(head) & {"force", "organization", "place"})
