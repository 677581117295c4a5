"""Setting: the named places that phrases hold, and those that an act's own phrases state.

In: a reading.  Out: mentions, or None.
"""

from dateline.claim import Mention
from dateline.extract.matching import Draft
from dateline.extract.phrases import Phrases
from dateline.reading import Reading

LOCATIVE = (
    "in", "at", "near", "inside", "outside", "around", "across", "throughout", "within", "along",
    "on", "over", "into", "onto", "towards", "toward", "to", "off", "from", "between",
)  # fmt: skip
FIXED = frozenset(
    {"in", "at", "near", "inside", "outside", "around", "across", "throughout", "within"}
)
DIRECTIONS = frozenset(
    "northern southern eastern western central north south east west north-eastern "
    "north-western south-eastern south-western northeastern northwestern southeastern "
    "southwestern upper lower greater inner".split()
)


class Setting:
    """Places in one reading."""

    def __init__(self, reading: Reading, phrases: Phrases) -> None:
        self.reading = reading
        self.words = reading.words
        self.phrases = phrases

    def named(self, head: int) -> Mention | None:
        """The named place that a phrase is or contains, with a direction before it, or None."""
        at = self._name_in(head)
        if at is None:
            return None
        name = self.reading.name_at[at]
        return self.with_directions(name.first, name.last)

    def with_directions(self, first: int, last: int) -> Mention:
        """A name with the directions before it: "northern Aleppo"."""
        while first > 0 and self.words[first - 1].text.lower() in DIRECTIONS | {"-"}:
            first -= 1
        if self.words[first].text == "-":
            first += 1
        return self.phrases.span(first, last)

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

    def has_own_place(self, draft: Draft) -> bool:
        """Whether the trigger itself governs a named place."""
        heads = [h for slot in LOCATIVE for h in draft.slots.get(slot, ())]
        actors = draft.role("actors")
        return any(head not in actors and self.named(head) for head in heads)

    def own_place_heads(self, draft: Draft) -> list[int]:
        """Heads of the trigger's own phrases that name a place: words of the claim's evidence."""
        return [h for slot in FIXED for h in draft.slots.get(slot, ()) if self.named(h)][:1]

    def own_places(self, draft: Draft) -> list[Mention]:
        """Places that the trigger's phrase coordinates, "clashes in A, B and C"; else none."""
        for slot in LOCATIVE:
            named = [self.named(h) for h in draft.slots.get(slot, ())]
            if found := [place for place in named if place is not None]:
                return found if slot in FIXED and len(found) > 1 else []
        return []
