"""Setting: the place that a claim's own words, or those around it, give.

In: a reading.  Out: mentions, or None.
"""

from collections.abc import Iterator, Mapping, Sequence

from dateline.claim import Mention
from dateline.extract.cues import Cues
from dateline.extract.matching import Draft
from dateline.extract.phrases import Phrases
from dateline.extract.predicates import Predicates
from dateline.reading import ROOT, Reading

LOCATIVE = (
    "in", "at", "near", "inside", "outside", "around", "across", "throughout", "within", "along",
    "on", "over", "into", "onto", "towards", "toward", "to", "off", "from", "between",
)  # fmt: skip
FIXED = frozenset(
    {"in", "at", "near", "inside", "outside", "around", "across", "throughout", "within"}
)
WITHIN = FIXED | {"of"}
DIRECTIONS = frozenset(
    "northern southern eastern western central north south east west north-eastern "
    "north-western south-eastern south-western northeastern northwestern southeastern "
    "southwestern upper lower greater inner".split()
)
HIGHEST = 8  # words climbed towards the sentence's root


class Setting:
    """Places in one reading."""

    def __init__(
        self,
        reading: Reading,
        phrases: Phrases,
        predicates: Predicates,
        cues: Cues,
    ) -> None:
        self.reading = reading
        self.words = reading.words
        self.phrases = phrases
        self.predicates = predicates
        self.cues = cues
        self._stated: dict[int, list[int]] = {}

    def named(self, head: int) -> Mention | None:
        """The named place that a phrase is or contains, with a direction before it, or None."""
        at = self._name_in(head)
        if at is None:
            return None
        name = self.reading.name_at[at]
        first = name.first
        while first > 0 and self.words[first - 1].text.lower() in DIRECTIONS | {"-"}:
            first -= 1
        if self.words[first].text == "-":
            first += 1
        return self.phrases.span(first, name.last)

    def _name_in(self, head: int) -> int | None:
        if self._is_place_name(head):
            return head
        if "place" not in self.phrases.classes_of(head):
            return None
        for child in self.reading.children[head]:
            word = self.words[child]
            if word.rel == "appos" or (
                word.rel == "nmod" and self.phrases.case_of(child) in ("of", "in", "near", "at")
            ):
                found = self._name_in(child)
                if found is not None:
                    return found
        for child in self.reading.children[head]:
            if self.words[child].rel in ("compound", "nmod:poss", "flat") and self._is_place_name(
                child
            ):
                return child
        return None

    def _is_place_name(self, head: int) -> bool:
        name = self.reading.name_at.get(head)
        return name is not None and name.type == "place" and self.words[head].upos != "ADJ"

    def place_of(self, draft: Draft) -> Mention | None:
        """Where an act or state is placed: by its own phrase, its parties', its sentence's."""
        if found := self.own_place(draft):
            return found
        for slots in self._around(draft.index):
            if found := self._in_slots(slots, draft):
                return found
        for head in draft.role("recipients"):
            found = self._inside(head)
            if found is not None:
                return found
        return self._stated_nearby(draft.index)

    def own_place(self, draft: Draft) -> Mention | None:
        """The named place that the trigger itself governs."""
        return self._in_slots(draft.slots, draft)

    def own_place_heads(self, draft: Draft) -> list[int]:
        """Heads of the trigger's own phrases that name a place: words of the claim's evidence."""
        return [h for slot in FIXED for h in draft.slots.get(slot, ()) if self.named(h)][:1]

    def further_places(self, draft: Draft) -> list[Mention]:
        """Places coordinated with the trigger's own: "clashes in A, B and C"."""
        for slot in LOCATIVE:
            named = [self.named(h) for h in draft.slots.get(slot, ())]
            if found := [place for place in named if place is not None]:
                return found[1:] if slot in FIXED else []
        return []

    def _in_slots(self, slots: Mapping[str, Sequence[int]], draft: Draft) -> Mention | None:
        for slot in LOCATIVE:
            for head in slots.get(slot, ()):
                if head not in draft.role("actors") and (found := self.named(head)):
                    return found
        return None

    def _around(self, index: int) -> Iterator[dict[str, list[int]]]:
        """Slots of the verbs above a word, up to the sentence's root."""
        at = self.words[index].head
        for _ in range(HIGHEST):
            if at == ROOT:
                return
            if self._tells(at):
                return  # where it is said is not where it happened
            if self.words[at].upos == "VERB":
                yield self.predicates.verb_slots(at)
            at = self.words[at].head

    def _tells(self, index: int) -> bool:
        """Whether a word is a telling: "said in London", "a speech in Ohio"."""
        if index == ROOT:
            return False
        word = self.words[index]
        if word.upos == "VERB":
            return self.cues.frame_kind.get(word.lemma) in ("say", "deny")
        return word.lemma in self.cues.statements

    def _inside(self, head: int) -> Mention | None:
        """A place that a party's phrase gives ("depots in Darna"), or that the party is."""
        if found := self.named(head):
            return found
        for child in self.reading.children[head]:
            inside = self.words[child].rel == "nmod" and self.phrases.case_of(child) in WITHIN
            if inside and (found := self.named(child)):
                return found
        return None

    def _stated_nearby(self, index: int) -> Mention | None:
        """The place stated nearest in the same sentence; what stood before it is not guessed at."""
        here = self._places_stated(self.reading.sentence_of[index])
        return self.named(min(here, key=lambda h: abs(h - index))) if here else None

    def _places_stated(self, sentence: int) -> list[int]:
        if sentence not in self._stated:
            self._stated[sentence] = [
                i
                for i in self.reading.sentences[sentence]
                if self.words[i].upos in ("NOUN", "PROPN")
                and self.phrases.case_of(i) in FIXED
                and self._name_in(i) is not None
                and not self._tells(self.words[i].head)
            ]
        return self._stated[sentence]
