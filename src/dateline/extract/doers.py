"""Doers left unsaid: who did it, where the sentences around make him plain.

"Rebels shelled the port.  The attack killed three" leaves out who attacked, and
"the two men were captured in January" who captured those whose capture was told before.

In: the drafts of one act, and the acts told before it.  Out: heads of its doers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dateline.extract.assembly import Views
from dateline.extract.matching import Draft
from dateline.reading import ROOT

LOOK_BACK = 2  # sentences within which "the attack" is the one told before
LOOK_FAR = 5  # sentences within which the same person's arrest is the one told before
POINTING = frozenset({"the", "this", "that", "these", "those"})
# what one is held in, whose holder holds him: "in Kurdish captivity"
CUSTODY = frozenset(
    "captivity custody detention prison jail hand camp centre center cell facility compound".split()
)
HOLDERS = frozenset({"force", "organization", "nationality", "people"})


@dataclass(frozen=True, slots=True)
class Act:
    """An act that was told with its doers: where, its kind, and heads of its parties."""

    index: int
    kind: str
    actors: tuple[int, ...]
    recipients: tuple[int, ...]


@dataclass(slots=True)
class Doers:
    """Remembers the acts of one report, in the order in which they are told."""

    views: Views
    acts: list[Act] = field(default_factory=list)

    def tell(
        self, group: Sequence[Draft], actors: Iterable[int], recipients: Iterable[int]
    ) -> None:
        """Keep an act whose doers are known."""
        main = group[0]
        known = tuple(actors)
        if known:
            self.acts.append(Act(main.index, main.entry.kind, known, tuple(recipients)))

    def unsaid(self, group: Sequence[Draft], recipients: Sequence[int]) -> list[int]:
        """The doers of an act that names none itself, or nothing where they are not plain."""
        keepers = self._keepers(group)
        if keepers:
            return keepers
        earlier = [a for a in self.acts if a.kind == group[0].entry.kind]
        act = self._same_act(earlier, recipients) or self._pointed_at(earlier, group)
        act = act or self._joined_act(earlier, group)
        if act is None:
            return []
        suffering = {self.views.phrases.meant(r) for r in recipients}
        suffering |= {i for r in recipients for i in self.views.reading.chain_of.get(r, (r,))}
        return [
            a
            for a in act.actors
            if a not in suffering and self.views.phrases.meant(a) not in suffering
        ]

    def _same_act(self, earlier: Sequence[Act], recipients: Sequence[int]) -> Act | None:
        """An act of the same kind done to the same, in the network's chains."""
        sentence_of, chains = self.views.reading.sentence_of, self.views.reading.chain_of
        for act in reversed(earlier):
            for one in recipients:
                near = sentence_of[one] - sentence_of[act.index] <= LOOK_FAR
                if near and any(
                    other != one
                    and (other in chains.get(one, ()) or other == self.views.phrases.meant(one))
                    and self._number(other) in (self._number(one), "")
                    for other in act.recipients
                ):
                    return act
        return None

    def _number(self, head: int) -> str:
        """The numeral that a phrase stands with, or nothing."""
        numbers = self.views.reading.under(head, "nummod")
        return " ".join(self.views.reading.words[n].text.lower() for n in numbers)

    def _pointed_at(self, earlier: Sequence[Act], group: Sequence[Draft]) -> Act | None:
        """“The attack”, “these clashes”: the last act of the kind told just before."""
        if not any(d.form == "noun" and self._points_back(d.index) for d in group):
            return None
        sentence = self.views.reading.sentence_of[group[0].index]
        for act in reversed(earlier):
            away = sentence - self.views.reading.sentence_of[act.index]
            if act.index < group[0].index and 0 <= away <= LOOK_BACK:
                return act
        return None

    def _points_back(self, noun: int) -> bool:
        words, children = self.views.reading.words, self.views.reading.children[noun]
        described = any(words[c].rel in ("nmod", "acl", "acl:relcl", "compound") for c in children)
        return not described and any(
            words[c].rel == "det" and words[c].text.lower() in POINTING for c in children
        )

    def _joined_act(self, earlier: Sequence[Act], group: Sequence[Draft]) -> Act | None:
        """“Police opened fire and two men were killed”: harm told as the act's outcome."""
        words = self.views.reading.words
        for draft in group:
            word = words[draft.index]
            if not draft.entry.counts or draft.form != "verb" or word.head == ROOT:
                continue
            if word.rel not in ("conj", "parataxis", "advcl"):
                continue
            for act in reversed(earlier):
                if act.index == word.head:
                    return act
        return None

    def _keepers(self, group: Sequence[Draft]) -> list[int]:
        """“Held in Kurdish captivity”, “in a rebel-run jail”: whose it is."""
        if group[0].entry.kind != "COERCE":
            return []
        predicates, phrases = self.views.predicates, self.views.phrases
        for draft in group:
            for head in (h for slot in ("in", "at") for h in draft.slots.get(slot, ())):
                if self.views.reading.words[head].lemma.lower() not in CUSTODY:
                    continue
                slots = predicates.noun_slots(head)
                found = [h for slot in ("poss", "compound", "of") for h in slots.get(slot, ())]
                found = [h for h in found if phrases.classes_of(h) & HOLDERS]
                if found:
                    return found
        return []
