"""Identity: which phrases of a text stand for the same thing.

The network says which words head a mention, of what kind of thing, and for
each mention which earlier one of its window it takes up.  Between windows
things meet by name, or by "the" and the same noun.

In: scores of the windows of one text, in order.  Out: kinds of mentions and chains of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

import numpy as np
from numpy.typing import NDArray

from dateline.reading import EntityType, Name, Word

Floats = NDArray[np.float32]
NOBODY = "O"
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
SHORTEST = 2  # letters of a name that may stand for a thing
FARTHEST = 400  # words between "the town" and the town it takes up in an earlier window


@dataclass(frozen=True, slots=True)
class MentionScores:
    """What the network says of one window; words are numbered through the text.

    kinds  head word -> what kind of thing
    links  head word -> the earlier head word that it takes up
    """

    kinds: Mapping[int, EntityType]
    links: Mapping[int, int]


def score_mentions(
    base: int, tags: NDArray[np.int32], names: Sequence[str], antecedent: Floats
) -> MentionScores:
    """Choose each mention's antecedent among the mentions before it, or none.

    Args:
        base: number in the text of the window's first word.
        tags: (words,) numbers of `names`.
        names: the tags.
        antecedent: (words, words + 1), of axis 1 as what axis 0 takes up; 0 is nothing.
    """
    heads = np.flatnonzero(tags != names.index(NOBODY))
    kinds = {base + int(h): cast("EntityType", names[tags[h]]) for h in heads}
    links = {}
    for number, head in enumerate(heads.tolist()):
        columns = np.concatenate(([0], heads[:number] + 1))
        best = int(antecedent[head, columns].argmax())
        if best:
            links[base + head] = base + int(heads[best - 1])
    return MentionScores(kinds, links)


@dataclass(slots=True)
class _Thing:
    """One thing while it is being put together."""

    kind: EntityType
    mentions: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    nouns: list[str] = field(default_factory=list)


def find_chains(
    windows: Sequence[MentionScores], words: Sequence[Word], names: Sequence[Name]
) -> tuple[dict[int, EntityType], list[list[int]]]:
    """Kinds of all mentions of a text, and its things with more than one mention.

    Args:
        windows: of the text, in order.
        words: of the text.
        names: of the text.
    """
    owner = {i: name for name in names for i in range(name.first, name.last + 1)}
    kinds: dict[int, EntityType] = {}
    known = _Known()
    for window in windows:
        kinds |= window.kinds
        for fresh in _things_of(window, words, owner):
            known.add(fresh, definite=_is_definite(fresh.mentions[0], words))
    chains = [sorted(t.mentions) for t in known.things if len(t.mentions) > 1]
    return kinds, sorted(chains)


class _Known:
    """The things of a text so far, by the names and the nouns that were used for them."""

    def __init__(self) -> None:
        self.things: list[_Thing] = []
        self._by_name: dict[str, _Thing] = {}
        self._by_surname: dict[str, _Thing] = {}
        self._by_noun: dict[tuple[EntityType, str], _Thing] = {}

    def add(self, fresh: _Thing, *, definite: bool) -> None:
        """Enter a thing, or what is new about one that is known."""
        thing = self._find(fresh, definite=definite)
        if thing is None:
            thing = fresh
            self.things.append(fresh)
        else:
            thing.mentions += fresh.mentions
        for name in fresh.names:
            self._by_name[name] = thing
            if thing.kind == "person":
                self._by_surname[_surname(name)] = thing
        for noun in fresh.nouns:
            self._by_noun[fresh.kind, noun] = thing

    def _find(self, fresh: _Thing, *, definite: bool) -> _Thing | None:
        """The thing that this one is, if the text has had it before."""
        for name in fresh.names:
            thing = self._by_name.get(name)
            if thing is not None and len(name) >= SHORTEST:
                return thing
            if " " not in name and (thing := self._by_surname.get(name)) is not None:
                return thing
            thing = self._by_name.get(_surname(name))
            if thing is not None and thing.kind == "person":
                return thing
        if fresh.names or not definite:
            return None
        for noun in fresh.nouns:
            thing = self._by_noun.get((fresh.kind, noun))
            if thing is not None and fresh.mentions[0] - thing.mentions[-1] <= FARTHEST:
                return thing
        return None


def _surname(name: str) -> str:
    return name.rpartition(" ")[2]


def _things_of(
    window: MentionScores, words: Sequence[Word], owner: Mapping[int, Name]
) -> list[_Thing]:
    """The things of one window, by their links."""
    of: dict[int, _Thing] = {}
    found = []
    for head, kind in window.kinds.items():
        linked = window.links.get(head)
        word = words[head]
        name = ""
        if word.upos == "PROPN" and head in owner:
            span = words[owner[head].first : owner[head].last + 1]
            name = " ".join(w.text for w in span).lower().removeprefix("the ")
        if linked is None or not _may_be_called(of[linked], name):
            thing = _Thing(kind)
            found.append(thing)
        else:
            thing = of[linked]
        of[head] = thing
        thing.mentions.append(head)
        if name:
            thing.names.append(name)
        elif word.upos == "NOUN":
            thing.nouns.append(word.lemma)
    return found


def _may_be_called(thing: _Thing, name: str) -> bool:
    """Whether a name fits the names before: by a word of it, or by first letters."""
    if not name or not thing.names:
        return True
    own = set(name.split())
    return any(
        own & set(other.split()) or name == _initials(other) or other == _initials(name)
        for other in thing.names
    )


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())


def _is_definite(head: int, words: Sequence[Word]) -> bool:
    first = max(0, head - 3)
    return any(w.head == head and w.lemma.lower() in DEFINITE for w in words[first:head])
