"""Readings: what the network sees in a text, as words with offsets and a tree.

A reading is not stored; it can be made again from the document.  Words are
numbered through the whole text, `head` is such a number, and every word knows
where it stands in `Document.text`.

In: the text.  Out: words, sentences, the dependency tree, names, who is said to say what,
and which phrases stand for the same thing.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

NameType = Literal["person", "organization", "place", "time", "event", "misc"]
EntityType = Literal[
    "person", "organization", "place", "time", "event", "object", "abstract", "animal", "plant",
    "substance",
]  # fmt: skip
ROOT = -1

UNTOLD = 0.05  # chance taken for what a proposal does not tell

Span = tuple[int, int]  # first and last word, both inclusive


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word (Universal Dependencies), with its place in the text.

    index   number in the reading, from 0
    start   first character in the text; end: one past the last.  The parts of
            a contraction divide its characters ("don't": "do" and "n't")
    text    the characters themselves
    lemma   dictionary form, lower case but for names
    upos    universal part of speech
    feats   universal features as in CoNLL-U ("Mood=Ind|Tense=Past"), "_" for none
    head    number of the governing word, `ROOT` for the sentence's root
    rel     universal relation to the head, with subtype ("nsubj:pass")
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    feats: str
    head: int
    rel: str


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: words `first` to `last`, both inclusive."""

    first: int
    last: int
    type: NameType


@dataclass(frozen=True, slots=True)
class Saying:
    """Somebody says, thinks or means something.

    cue      the words that tell of it ("said", "according to")
    source   the words for whoever does, or None where they name nobody
    content  what is said, in order; a quotation may be cut in two
    """

    cue: Span
    source: Span | None
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A word that, as the network sees it, heads the words of a claim.

    kinds    kind of claim ("event:ASSAULT", "strength") -> how likely, from 0 to 1
    fillers  role ("actor", "recipient", "other", "place", "date") -> head words of the
             phrases that have it, with how likely, the likeliest first
    """

    kinds: Mapping[str, float]
    fillers: Mapping[str, Sequence[tuple[int, float]]]

    def odds(self, role: str, first: int, last: int) -> float:
        """Log odds that a phrase of the words `first` to `last` has a role; low where not told."""
        chance = max((p for w, p in self.fillers[role] if first <= w <= last), default=0.0)
        chance = min(max(chance, UNTOLD), 1 - UNTOLD)
        return math.log(chance / (1 - chance))


@dataclass(frozen=True, slots=True)
class Reading:
    """One text as the network read it.

    text       the document's text
    words      all words in order
    sentences  word numbers of each sentence; `paragraphs` gives each sentence's paragraph number
    names      proper names in order; they do not overlap
    sayings    attributions in the order of their cues; they may lie in each other's content
    entities   head word of each mention -> what kind of thing it stands for
    chains     head words of the mentions of one and the same thing, at least two each
    proposals  words that may head a claim's words -> what the network takes them for
    """

    text: str
    words: Sequence[Word]
    sentences: Sequence[range]
    paragraphs: Sequence[int]
    names: Sequence[Name]
    sayings: Sequence[Saying] = ()
    entities: Mapping[int, EntityType] = field(default_factory=dict)
    chains: Sequence[Sequence[int]] = ()
    proposals: Mapping[int, Proposal] = field(default_factory=dict)
    children: Sequence[Sequence[int]] = field(init=False)
    sentence_of: Sequence[int] = field(init=False)
    name_at: dict[int, Name] = field(init=False)
    chain_of: dict[int, Sequence[int]] = field(init=False)

    def __post_init__(self) -> None:
        children: list[list[int]] = [[] for _ in self.words]
        for word in self.words:
            if word.head != ROOT:
                children[word.head].append(word.index)
        owner = [0] * len(self.words)
        for number, sentence in enumerate(self.sentences):
            for index in sentence:
                owner[index] = number
        object.__setattr__(self, "children", children)
        object.__setattr__(self, "sentence_of", owner)
        spans = {i: name for name in self.names for i in range(name.first, name.last + 1)}
        object.__setattr__(self, "name_at", spans)
        chains = {head: chain for chain in self.chains for head in chain}
        object.__setattr__(self, "chain_of", chains)

    def under(self, index: int, *relations: str) -> list[int]:
        """Children of a word; "nsubj" also finds "nsubj:pass", "obl:agent" only itself."""
        words = self.words
        return [
            child
            for child in self.children[index]
            if (rel := words[child].rel) in relations or rel.split(":")[0] in relations
        ]

    def subtree(self, index: int) -> Iterator[int]:
        """The word and everything below it, in no particular order."""
        stack = [index]
        while stack:
            at = stack.pop()
            yield at
            stack.extend(self.children[at])

    def span_text(self, first: int, last: int) -> str:
        """The text's own characters from word `first` to word `last`."""
        return self.text[self.words[first].start : self.words[last].end]
