"""Clues: what ties a time expression to an act or state, or keeps it apart.

A claim's time is seldom beside its verb: it stands on a clause above ("said that"), under one
coordinated with it, or two sentences back, where the narration reached that day.  For one
act and one expression this file lists what a reader would notice, as short names; which of
them count, and how much, is learnt (`timing`, `data/models/date.toml`).

In: a reading, an act, the time expressions.  Out: names of clues.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.extract.tenses import Tenses
from dateline.extract.time_options import Option
from dateline.reading import ROOT, Reading

FARTHEST_BACK = 5  # sentences that narration is taken to carry a day over
# a bound told of one thing says nothing of the next: "had fled since Sunday"
BOUNDS = frozenset({"since", "until", "till", "before", "after", "by", "from", "through"})
MOST_HERE = 16  # expressions of the sentence itself; no sentence of news has so many
MOST_BACK = 6  # expressions before the sentence that are weighed
FARTHEST_AHEAD, MOST_AHEAD = 2, 2  # a lead is often dated by the sentence that takes it up
APART = frozenset({"before", "until", "till", "since"})
LONGEST_WAY = 3  # steps of a way through the tree that are told apart

_CLASS = {
    "conj": "conj", "xcomp": "xcomp", "ccomp": "ccomp", "csubj": "ccomp", "advcl": "advcl",
    "acl": "acl", "acl:relcl": "relcl", "parataxis": "para", "appos": "appos",
    "nsubj": "subj", "nsubj:pass": "subj", "obj": "obj", "iobj": "obj", "obl": "obl",
    "obl:tmod": "obl", "obl:agent": "obl", "nmod": "nmod", "nmod:poss": "poss", "nmod:tmod": "nmod",
    "compound": "comp", "amod": "comp", "nmod:desc": "comp", "dep": "para", "list": "para",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Act:
    """What a claim is made of, as far as its time asks.

    index    the word that the tree knows it by
    trigger  all words that name it
    type     event, control, tie or strength; kind: event type, level, relation
    """

    index: int
    trigger: tuple[int, ...]
    type: str
    kind: str


class Clues:
    """Clues of one reading.

    Args:
        options: all times of the text, in order.
        telling: lemmas of the verbs that report words.
    """

    def __init__(
        self, reading: Reading, options: Sequence[Option], tenses: Tenses, telling: frozenset[str]
    ) -> None:
        self.reading = reading
        self.words = reading.words
        self.options = options
        self.tenses = tenses
        self.telling = telling
        self._sentences = [option.sentence for option in options]
        self._quoted = {
            i
            for saying in reading.sayings
            for first, last in saying.content
            for i in range(first, last + 1)
        }
        self._entities: dict[int, frozenset[int]] = {}
        self._lemmas: dict[int, frozenset[str]] = {}

    def options_for(self, act: Act) -> list[Option]:
        """Times of the act's own sentence, the last few before it and the first behind it."""
        here = self.reading.sentence_of[act.index]
        own = self.options_in(here, here + 1)
        if len(own) > MOST_HERE:
            nearest = sorted(own, key=lambda option: abs(option.first - act.index))[:MOST_HERE]
            own = sorted(nearest, key=lambda option: option.first)
        back = self.options_in(here - FARTHEST_BACK, here)[-MOST_BACK:]
        ahead = self.options_in(here + 1, here + 1 + FARTHEST_AHEAD)[:MOST_AHEAD]
        carried = [option for option in (*back, *ahead) if option.opening not in BOUNDS]
        return [*(o for o in own if not self._is_set_apart(act, o)), *carried]

    def options_in(self, first: int, end: int) -> Sequence[Option]:
        """Times of the sentences numbered `first` to `end`, `end` exclusive, in order."""
        low, high = (bisect_left(self._sentences, number) for number in (first, end))
        return self.options[low:high]

    def _is_set_apart(self, act: Act, option: Option) -> bool:
        """Whether the sentence says, or its build, that an act was not at a time.

        "Visited in 2013, before it fell"; "said on Monday that they had fled"; "the rebels,
        who came in June, attacked": such times are never the act's, however near they stand.
        """
        if option.first <= act.index <= option.last:  # "since he left in May": he left in May
            return False
        way, ups, downs = self._way(act, option.governor)
        if "relcl" in downs and (way == "beside" or downs[0] != "relcl"):
            return True
        governor = self.words[option.governor]
        if way == "below" and downs == ["obj"] and self._class(option.last) in ("poss", "comp"):
            return governor.upos in ("NOUN", "PROPN")  # "condemned Monday's attack"
        told = governor.upos == "VERB" and governor.lemma in self.telling
        if way != "above":
            return False
        return (told and ups[-1] == "ccomp") or self._is_told_before(act.index, option.governor)

    def _is_told_before(self, index: int, governor: int) -> bool:
        """Whether a clause under another says that it lies before or behind that."""
        at = index
        while self.words[at].head != governor:
            at = self.words[at].head
        marks = self.reading.under(at, "mark")
        return self.words[at].rel == "advcl" and any(self.words[c].lemma in APART for c in marks)

    def of_none(self, act: Act, options: Sequence[Option]) -> Iterator[str]:
        """Clues that the act has no time at all."""
        here = self.reading.sentence_of[act.index]
        tense = self.tenses.of(act.index)
        yield "none"
        yield f"none|{act.type}"
        yield f"none|{act.type}|{act.kind}"
        yield f"none|tense={tense}"
        yield f"none|pos={self.words[act.index].upos}"
        yield f"none|own={any(o.sentence == here for o in options)}"
        yield f"none|quoted={act.index in self._quoted}"

    def of(self, act: Act, option: Option, options: Sequence[Option]) -> Iterator[str]:
        """Clues for and against one time."""
        here = self.reading.sentence_of[act.index]
        if option.sentence == here:
            yield from self._inside(act, option, options)
        elif option.sentence < here:
            yield from self._before(act, option, options, here)
        else:
            yield from self._after(act, option, options, here)

    # -- in the act's own sentence ---------------------------------------------------

    def _inside(self, act: Act, option: Option, options: Sequence[Option]) -> Iterator[str]:
        way, ups, downs = self._way(act, option.governor)
        yield from self._common(act, option, way)
        steps = f"{way}:{'.'.join(ups[:LONGEST_WAY])}^{'.'.join(downs[:LONGEST_WAY])}"
        yield steps
        yield f"{steps}|{act.type}"
        for step in set(ups):
            yield f"{way}|up:{step}"
        for step in set(downs):
            yield f"{way}|down:{step}"
        yield f"{way}|steps={min(len(ups) + len(downs), 6)}"
        word = self.words[option.governor]
        yield f"{way}|governor={word.upos}"
        tells = word.lemma in self.telling
        yield f"{way}|tells={tells}"
        if tells:
            yield f"tells|{steps}"
            yield f"tells|tense={self.tenses.of(act.index)}"
        yield f"{steps}|rel={self.words[option.last].rel}"
        yield f"{way}|tenses={self.tenses.of(act.index)}.{self.tenses.of(option.governor)}"
        yield f"{way}|{'ahead' if option.first < act.index else 'behind'}"
        distance = abs(option.first - act.index)
        yield f"distance={min(distance // 5, 6)}"
        low, high = sorted((option.first, act.index))
        verbs = sum(self.words[i].upos == "VERB" for i in range(low + 1, high))
        yield f"{way}|verbs={min(verbs, 3)}"
        yield f"quoted={act.index in self._quoted}.{option.first in self._quoted}"

    def _common(self, act: Act, option: Option, way: str) -> Iterator[str]:
        yield way
        yield f"{way}|{act.type}"
        yield f"{way}|{act.type}|{act.kind}"
        yield f"{way}|rule={option.rule}"
        yield f"rule={option.rule}|{act.type}"
        yield f"{way}|opening={option.opening}"
        yield f"opening={option.opening}|{act.type}"
        yield f"{way}|pos={self.words[act.index].upos}"
        yield f"{way}|rel={self.words[option.last].rel}"

    def _way(self, act: Act, governor: int) -> tuple[str, list[str], list[str]]:
        """How the tree leads from the act to the word that the time modifies."""
        if governor in act.trigger:
            return "own", [], []
        above = self._ancestors(act.index)
        place = {index: number for number, index in enumerate(above)}
        downs: list[str] = []
        at = governor
        while at not in place:
            downs.append(self._class(at))
            if self.words[at].head == ROOT:
                return "apart", [], []
            at = self.words[at].head
        ups = [self._class(index) for index in above[: place[at]]]
        way = "above" if not downs else "below" if not ups else "beside"
        return way, ups, downs[::-1]

    def _ancestors(self, index: int) -> list[int]:
        found = [index]
        while self.words[found[-1]].head != ROOT:
            found.append(self.words[found[-1]].head)
        return found

    def _class(self, index: int) -> str:
        rel = self.words[index].rel
        return _CLASS.get(rel, "other")

    # -- in a sentence before ----------------------------------------------------------

    def _before(
        self, act: Act, option: Option, options: Sequence[Option], here: int
    ) -> Iterator[str]:
        back = here - option.sentence
        way = f"back{min(back, 4)}"
        yield from self._common(act, option, "back")
        yield way
        between = [o for o in options if option.sentence <= o.sentence and o.first > option.first]
        later = sum(o.sentence < here for o in between)
        own = any(o.sentence == here for o in options)
        yield f"back|later={min(later, 2)}"
        yield f"back|own={own}"
        if own:
            way = "back+own"
        breaks = self.reading.paragraphs[here] - self.reading.paragraphs[option.sentence]
        yield f"{way}|breaks={min(breaks, 3)}"
        word = self.words[option.governor]
        tells = word.lemma in self.telling
        yield f"back|tells={tells}"
        yield f"{way}|tells={tells}|later={min(later, 1)}"
        tense = self.tenses.of(act.index)
        yield f"{way}|tense={tense}"
        yield f"back|tenses={tense}.{self.tenses.of(option.governor)}"
        root = self._class(option.governor) if word.head != ROOT else "root"
        yield f"back|governor={root}"
        yield f"back|governor={word.upos}"
        yield f"back|quoted={act.index in self._quoted}.{option.first in self._quoted}"
        shared = self._entities_of(here) & self._entities_of(option.sentence)
        yield f"{way}|shared={min(len(shared), 2)}"
        lemma = self.words[act.index].lemma
        yield f"back|again={lemma in self._lemmas_of(option.sentence)}"
        yield f"back|depth={self._depth(act.index)}"

    def _after(
        self, act: Act, option: Option, options: Sequence[Option], here: int
    ) -> Iterator[str]:
        yield from self._common(act, option, "ahead")
        yield f"ahead{option.sentence - here}"
        own = any(o.sentence == here for o in options)
        back = any(o.sentence < here for o in options)
        yield f"ahead|own={own}|back={back}"
        yield f"ahead|lead={here == 0}"
        breaks = self.reading.paragraphs[option.sentence] - self.reading.paragraphs[here]
        yield f"ahead|breaks={min(breaks, 3)}"
        tells = self.words[option.governor].lemma in self.telling
        yield f"ahead|tells={tells}"
        shared = self._entities_of(here) & self._entities_of(option.sentence)
        yield f"ahead|shared={min(len(shared), 2)}"
        again = self.words[act.index].lemma in self._lemmas_of(option.sentence)
        yield f"ahead|again={again}"
        yield f"ahead|lead={here == 0}|again={again}"
        yield f"ahead|tenses={self.tenses.of(act.index)}.{self.tenses.of(option.governor)}"

    def _depth(self, index: int) -> str:
        """The kind of clause that an act stands in."""
        for at in self._ancestors(index):
            step = self._class(at)
            if step in ("ccomp", "relcl", "acl", "advcl", "para", "appos"):
                return step
        return "main"

    def _entities_of(self, sentence: int) -> frozenset[int]:
        """Which chains of mentions a sentence takes part in, each by its first mention."""
        if sentence not in self._entities:
            chains = self.reading.chain_of
            self._entities[sentence] = frozenset(
                chains[i][0] for i in self.reading.sentences[sentence] if i in chains
            )
        return self._entities[sentence]

    def _lemmas_of(self, sentence: int) -> frozenset[str]:
        if sentence not in self._lemmas:
            self._lemmas[sentence] = frozenset(
                self.words[i].lemma for i in self.reading.sentences[sentence]
            )
        return self._lemmas[sentence]
