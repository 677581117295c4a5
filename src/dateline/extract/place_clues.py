"""Place clues: what ties a place of a report to an act, or keeps it apart.

An act's place may be its own phrase, a party's ("troops in Sirte"), one elsewhere in the
sentence, or one that the sentences before have brought the reader to.  For one act and one
place this file lists what a reader would notice, as short names; which of them count, and
how much, is learnt (`whereabouts`, `data/models/place.toml`).

In: a reading, its spots, the drafts of an act.  Out: names of clues.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.extract.matching import Draft
from dateline.extract.phrases import Phrases
from dateline.extract.place_mentions import CASES, PlaceMention, PlaceMentions, Spot
from dateline.reading import ROOT, Reading

NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
ROLES = ("actors", "recipients", "other")
MOST_STEPS = 4  # of the tree that are told apart, and counts
LONG_PAST = 8  # sentences back from which distance does not count
FARTHEST = 5  # places back that are told apart
MOST_BEFORE = 8  # places before an act that are weighed
MOST_NAMED = 6  # places that are weighed because the report names them most
TELLING_CLASSES = ("force", "organization", "building", "place")
QUOTES = frozenset({'"', "“", "”"})


@dataclass(frozen=True, slots=True)
class Act:
    """What an act is made of, as far as its place asks.

    index     the word that the tree knows it by
    kind      event type, or "strength"; form: verb, noun or adjective
    sentence  its number
    above     words from the act up to the root -> steps to them
    roles     heads of its parties -> role; inside: every word of theirs -> role
    slots     heads of its phrases -> slot
    parties   further sentences with one of its parties
    """

    index: int
    kind: str
    form: str
    sentence: int
    above: dict[int, int]
    roles: dict[int, str]
    inside: dict[int, str]
    slots: dict[int, str]
    parties: frozenset[int]


class PlaceClues:
    """Clues of one reading.

    Args:
        places: its places.
        title: headline, or None.
    """

    def __init__(
        self, reading: Reading, phrases: Phrases, places: PlaceMentions, title: str | None
    ) -> None:
        self.reading = reading
        self.words = reading.words
        self.phrases = phrases
        self.places = places
        self.spots = places.spots
        self._here: dict[int, list[tuple[PlaceMention, Spot]]] = defaultdict(list)
        for spot in self.spots:
            for mention in spot.mentions:
                self._here[mention.sentence].append((mention, spot))
        self._sentences: dict[str, set[int]] = defaultdict(set)
        for word in self.words:
            if word.upos in ("NOUN", "PROPN"):
                self._sentences[word.lemma].add(reading.sentence_of[word.index])
        self._order = sorted((m.head, spot.key) for spot in self.spots for m in spot.mentions)
        common = sorted(self.spots, key=lambda spot: -len(spot.mentions))
        self._most = {spot.key for spot in common[:MOST_NAMED]}
        self._heads = {head for head, _ in self._order}
        self._lasting = self._lasting_clues((title or "").lower())

    # -- of a place, whatever the act ---------------------------------------------------

    def _lasting_clues(self, title: str) -> dict[str, frozenset[str]]:
        most = max((len(spot.mentions) for spot in self.spots), default=0)
        holding = self._holding()
        return {
            spot.key: frozenset(self._lasting_of(spot, title, most, spot.key in holding))
            for spot in self.spots
        }

    def _lasting_of(self, spot: Spot, title: str, most: int, holds: bool) -> Iterator[str]:
        count = len(spot.mentions)
        located = sum(mention.located for mention in spot.mentions)
        yield f"count={min(count, MOST_STEPS)}"
        yield f"located={'no' if not located else 'some' if 2 * located < count else 'most'}"
        yield f"size={spot.size}"
        if count == most:
            yield "commonest"
        if holds:
            yield "holds another"
        if spot.key in title:
            yield "title"
        if spot.size == "unknown":
            last = self.words[spot.mentions[0].name[1]].lemma.lower()
            for name in TELLING_CLASSES:
                if name in self.places.lexicon.classes.get(last, ()):
                    yield f"last word={name}"

    def _holding(self) -> set[str]:
        """Keys of places that another is stated to lie in."""
        return {
            spot.key
            for spot in self.spots
            for mention in spot.mentions
            if mention.head in self.places.frames
        }

    # -- of an act ---------------------------------------------------------------------

    def act_of(self, drafts: Sequence[Draft], kind: str) -> Act:
        """An act that some drafts name, the first of them first."""
        main = drafts[0]
        here = self.reading.sentence_of[main.index]
        above: dict[int, int] = {}
        at = main.index
        while at != ROOT:
            above[at] = len(above)
            at = self.words[at].head
        for draft in drafts[1:]:
            above.setdefault(draft.index, 0)
        roles = {h: role for d in drafts for role in ROLES for h in d.role(role)}
        inside = {i: role for head, role in roles.items() for i in self.reading.subtree(head)}
        return Act(
            index=main.index,
            kind=kind,
            form=main.form,
            sentence=here,
            above=above,
            roles=roles,
            inside=inside,
            slots={h: slot for d in drafts for slot, heads in d.slots.items() for h in heads},
            parties=frozenset(s for head in roles for s in self._sentences_of(head)) - {here},
        )

    def _sentences_of(self, head: int) -> set[int]:
        """Sentences that a party is in: by its noun, and by what the network ties to it."""
        if head in self._heads:
            return set()  # a place is no company of itself
        found = {self.reading.sentence_of[i] for i in self.reading.chain_of.get(head, ())}
        word = self.words[head]
        return found | (self._sentences[word.lemma] if word.upos in ("NOUN", "PROPN") else set())

    def of_none(self, act: Act) -> Iterator[str]:
        """Clues that the act has no place at all."""
        here = self._here.get(act.sentence, ())
        yield "none"
        yield f"none|{act.kind}"
        yield f"none|{act.form}"
        yield f"none|places={min(len(self.spots), MOST_STEPS)}"
        yield f"none|here={min(len({spot.key for _, spot in here}), 2)}"
        if any(mention.located for mention, _ in here):
            yield "none|located here"
        if self._is_quoted(act):
            yield "none|quoted"
        if any(self.words[head].upos == "PRON" for head in act.roles):
            yield "none|pronoun"

    def _is_quoted(self, act: Act) -> bool:
        start = self.reading.sentences[act.sentence].start
        return sum(self.words[i].text in QUOTES for i in range(start, act.index)) % 2 == 1

    def of(self, act: Act) -> list[tuple[Spot, set[str]]]:
        """Clues for and against each place that the act may be at.

        These are the places of its sentence, the last ones before it, and those that the
        report names most.
        """
        ranks = self._ranks(act.index)
        near = {spot.key for _, spot in self._here.get(act.sentence, ())} | ranks.keys()
        return [
            (spot, self._of(act, spot, ranks.get(spot.key, FARTHEST)))
            for spot in self.spots
            if (spot.key in near or spot.key in self._most) and not self._is_origin(spot, act)
        ]

    def _is_origin(self, spot: Spot, act: Act) -> bool:
        """Whether a place was only told as where somebody is from: "Hall, 24, from Portsmouth"."""
        told = [m for m in spot.mentions if m.sentence <= act.sentence]
        return bool(told) and all(self._is_from(mention) for mention in told)

    def _is_from(self, mention: PlaceMention) -> bool:
        head = self.words[mention.head].head
        return mention.case == "from" and head != ROOT and self.words[head].upos in NOMINAL

    def _ranks(self, index: int) -> dict[str, int]:
        """Keys of the places before a word, the last one 0."""
        ranks: dict[str, int] = {}
        for at in range(bisect_left(self._order, (index, "")) - 1, -1, -1):
            ranks.setdefault(self._order[at][1], len(ranks))
            if len(ranks) == MOST_BEFORE:
                break
        return ranks

    def _of(self, act: Act, spot: Spot, rank: int) -> set[str]:
        clues = set(self._lasting[spot.key])
        here = [m for m in spot.mentions if m.sentence == act.sentence]
        before = [m for m in spot.mentions if m.sentence < act.sentence]
        where = "here" if here else "away"
        clues |= {where, f"size={spot.size}|{where}"}
        if before:
            clues.update(self._before(act, before[-1], away=not here))
        if here:
            for mention in self._told_by(act, spot, here):
                clues.update(self._inside(act, mention))
        else:
            clues.add(f"rank={min(rank, FARTHEST)}")
            if any(mention.located for mention, _ in self._here.get(act.sentence, ())):
                clues.add("another here")
        if any(m.sentence in act.parties for m in spot.mentions):
            clues.add(f"parties|{where}")
        return clues

    def _before(self, act: Act, mention: PlaceMention, *, away: bool) -> Iterator[str]:
        back = act.sentence - mention.sentence
        yield f"back={back if back < MOST_STEPS else 'far' if back < LONG_PAST else 'farther'}"
        if self.reading.paragraphs[mention.sentence] == self.reading.paragraphs[act.sentence]:
            yield "same paragraph"
        if away:
            yield f"back|case={mention.case}"

    # -- in the act's own sentence -------------------------------------------------------

    def _told_by(
        self, act: Act, spot: Spot, here: Sequence[PlaceMention]
    ) -> Iterator[PlaceMention]:
        """Mentions that speak for a place: its own, and those that only frame it."""
        yield from (m for m in here if m.head not in self.places.frames)
        for mention, other in self._here.get(act.sentence, ()):
            if other is not spot and mention.head in self.places.frames:
                inner = self.places.innermost(mention)
                if any(inner.head == m.head for m in here):
                    yield mention

    def _inside(self, act: Act, mention: PlaceMention) -> Iterator[str]:
        head = mention.head
        yield f"case={mention.case}"
        yield f"rel={self.words[head].rel}"
        if not mention.named:
            yield "stands in"
        if head in act.slots:
            slot = act.slots[head]
            yield f"slot={CASES.get(slot, slot if slot in ('poss', 'compound') else 'other')}"
        if head in act.inside and head not in act.roles:
            yield f"inside {act.inside[head]}|{mention.case}"
        steps = self._way(act, head)
        if steps is None:
            return
        up, down = steps
        yield f"up={min(up, MOST_STEPS)}"
        yield f"down={min(len(down), MOST_STEPS)}"
        if down:
            yield f"first={down[-1]}"

    def _way(self, act: Act, head: int) -> tuple[int, list[str]] | None:
        """Steps up from the act to what it shares with a place, relations from there down."""
        down: list[str] = []
        at = head
        while at not in act.above:
            rel = self.words[at].rel
            down.append(rel if rel in ("nmod:poss", "acl:relcl") else rel.split(":")[0])
            at = self.words[at].head
            if at == ROOT:
                return None
        return act.above[at], down
