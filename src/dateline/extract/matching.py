"""Matching: which entries of the lexicon a reading's words call up, and who fills their roles.

In: a reading with its predicates.  Out: drafts, one per entry and place in the text.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dateline.extract.clauses import Slots
from dateline.extract.phrases import PREFIX, Phrases
from dateline.extract.predicates import Predicates
from dateline.extract.trace import SILENT, Trace
from dateline.lexicon import Entry, Form, Lexicon
from dateline.reading import ROOT, Reading

PREPOSITIONS = frozenset(
    "about across after against along alongside among around as at before behind beside between "
    "beyond by down for from in inside into near of off on onto out outside over past through "
    "throughout to toward towards under until up upon via with within without".split()
)
SKIPPED = frozenset({"the", "a", "an", "its", "their", "his"})
PARTICLES = ("compound:prt", "advmod", "compound", "case", "xcomp", "obj", "obl")
NEEDED = {"event": (), "control": ("actors", "place"), "tie": ("actors", "other"), "strength": ()}
VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that the words call up, with the heads of the phrases that fill its roles.

    index    the word that the tree knows it by
    trigger  all words that call it up, in order
    slots    what else stands there, for place and count
    chance   how likely the network takes it to be a claim, from 0 to 1; None: not asked
    """

    entry: Entry
    form: Form
    index: int
    trigger: tuple[int, ...]
    roles: Mapping[str, tuple[int, ...]]
    slots: Mapping[str, Sequence[int]] = field(repr=False)
    chance: float | None = None

    def role(self, name: str) -> tuple[int, ...]:
        """Heads that fill a role, possibly none."""
        return self.roles.get(name, ())

    def with_roles(self, **roles: tuple[int, ...]) -> "Draft":
        """The same draft with some roles filled anew."""
        return replace(self, roles={**self.roles, **roles})


class Matcher:
    """Finds drafts in one reading.

    Args:
        trace: is told of every entry that is tried.
    """

    def __init__(
        self,
        reading: Reading,
        phrases: Phrases,
        predicates: Predicates,
        lexicon: Lexicon,
        trace: Trace = SILENT,
    ) -> None:
        self.reading = reading
        self.words = reading.words
        self.phrases = phrases
        self.predicates = predicates
        self.lexicon = lexicon
        self.trace = trace

    def drafts(self) -> list[Draft]:
        """All drafts in text order; of one place and type the longest wording wins."""
        found: list[Draft] = []
        for index in range(len(self.words)):
            taken: set[str] = set()
            for draft in self._at(index):
                if self._is_inside_name(draft):
                    self.trace.failed("in a name")
                    continue
                if draft.entry.type in taken:
                    self.trace.failed("taken")
                    continue
                taken.add(draft.entry.type)
                found.append(draft)
                self.trace.found(draft)
        return _without_parts(found, self.trace)

    def _is_inside_name(self, draft: Draft) -> bool:
        """“Liberation” in “National Liberation Army” liberates nobody."""
        name = self.reading.name_at.get(draft.index)
        if name is None or name.first == name.last or name.type in ("event", "person"):
            return False
        return draft.index != name.last and draft.form != "adjective"

    def _at(self, index: int) -> Iterator[Draft]:
        word = self.words[index]
        triggers, lemma = self.lexicon.triggers, word.lemma.lower()
        if word.upos in VERBAL:
            for entry, words in triggers["verb"].get(lemma, ()):
                if entry.type == "strength":
                    continue  # its verbs state what its nouns count
                self.trace.tried(index, entry, "verb", words)
                yield from self._draft(entry, "verb", index, self._match_verb(index, words))
        if word.upos in ("NOUN", "PROPN"):
            for entry, words in triggers["noun"].get(lemma, ()):
                self.trace.tried(index, entry, "noun", words)
                yield from self._draft(entry, "noun", index, self._match_noun(index, words))
        if word.upos in ("ADJ", "VERB", "NOUN", "ADV"):
            yield from self._at_modifier(index)

    def _at_modifier(self, index: int) -> Iterator[Draft]:
        word = self.words[index]
        known = self.lexicon.triggers["adjective"]
        form = word.text.lower()
        if word.upos == "VERB" and word.rel not in ("amod", "acl", "compound"):
            return  # a verb's own participles are its verb entry's business
        for entry, words in known.get(form) or known.get(word.lemma.lower(), ()):
            self.trace.tried(index, entry, "adjective", words)
            yield from self._draft(entry, "adjective", index, self._match_modifier(index, words))
        if prefix := PREFIX.match(form):
            slots = {"modified": [word.head] if word.head != ROOT else [], "compound": [index]}
            for entry, words in known.get(prefix.group()[:-1], ()):
                self.trace.tried(index, entry, "adjective", words)
                yield from self._draft(entry, "adjective", index, ([], slots))

    def _draft(
        self, entry: Entry, form: Form, index: int, match: tuple[list[int], Slots] | None
    ) -> Iterator[Draft]:
        if match is None:
            self.trace.failed("wording")
            return
        trigger, slots = match
        free = {
            slot: [
                h for h in heads if h == index or not (h in trigger or self._is_one_name(h, index))
            ]
            for slot, heads in slots.items()
        }
        roles: dict[str, tuple[int, ...]] = {}
        for role, wanted in entry.roles[form].items():
            kept = self._fill(entry, role, free, wanted)
            if kept is None:
                self.trace.failed("empty", role)
                return
            roles[role] = tuple(kept)
        missing = next((role for role in NEEDED[entry.type] if not roles.get(role)), None)
        if missing is not None:
            self.trace.failed("role missing", missing)
            return
        yield Draft(entry, form, index, tuple(sorted(trigger)) or (index,), roles, slots)

    def _fill(
        self, entry: Entry, role: str, slots: Slots, wanted: Sequence[str]
    ) -> list[int] | None:
        """Heads for a role from the first slot that fits it; None where none does."""
        kept: list[int] | None = None
        for slot in wanted:
            if not (heads := slots.get(slot, [])):
                continue
            kept = self._filter(entry, role, heads)
            if kept is not None:
                self.trace.filled(role, slot, kept)
            if kept is not None or self._is_excluded(entry, role, heads):
                return kept
        return self._filter(entry, role, []) if kept is None else kept

    def _is_one_name(self, one: int, other: int) -> bool:
        """“Women's Protection Units” are no unit of the women."""
        name = self.reading.name_at.get(one)
        if name is None or name.type == "person":
            return False
        return name.first <= other <= name.last

    def _is_excluded(self, entry: Entry, role: str, heads: Sequence[int]) -> bool:
        excluded = entry.excludes.get(role)
        return excluded is not None and all(self._is_any(h, excluded) for h in heads)

    def _filter(self, entry: Entry, role: str, heads: list[int]) -> list[int] | None:
        """The heads that may fill the role; None where the entry does not apply."""
        excluded, required = entry.excludes.get(role), entry.requires.get(role)
        heads = [h for h in heads if "time" not in self.phrases.classes_of(h)]
        if excluded and heads:
            fit = [h for h in heads if not self._is_any(h, excluded)]
            if not fit:
                self.trace.unfit("excluded", role, heads)
                return None
            heads = fit
        if required:
            fit = [h for h in heads if self._is_any(h, required, by_head=True)]
            if not fit:
                self.trace.unfit("required", role, heads)
                return None
            heads = fit
        return heads

    def fits(self, entry: Entry, role: str, head: int) -> bool:
        """Whether a phrase may fill a role of an entry."""
        excluded, required = entry.excludes.get(role), entry.requires.get(role)
        if "time" in self.phrases.classes_of(head):
            return False
        if excluded and self._is_any(head, excluded):
            return False
        return not required or self._is_any(head, required, by_head=True)

    def _is_any(self, head: int, wanted: frozenset[str], *, by_head: bool = False) -> bool:
        """Whether a phrase is of a class or lemma.

        A name of several words goes by the whole of it ("Islamic State" is no state), with
        `by_head` by its last word too ("Interior Ministry" is a ministry), and a noun by
        the word before it ("dynamite stick").
        """
        meant = self.phrases.meant(head)
        at = head if meant is None or self.words[head].upos == "NOUN" else meant
        if not wanted.isdisjoint(self.phrases.classes_of(at)):
            return True
        lemma = self.words[at].lemma.lower()
        name = self.reading.name_at.get(at)
        if by_head and (lemma in wanted or self._is_compound(at, lemma, wanted)):
            return True
        if name is not None and self.words[at].upos == "PROPN" and name.last > name.first:
            lemma = self.reading.span_text(name.first, name.last).lower()
        return lemma in wanted or f"={lemma}" in wanted

    def _is_compound(self, head: int, lemma: str, wanted: frozenset[str]) -> bool:
        before = self.reading.under(head, "compound", "amod")
        return any(f"{self.words[c].lemma.lower()} {lemma}" in wanted for c in before)

    # -- wordings --------------------------------------------------------------

    def _match_verb(self, verb: int, words: tuple[str, ...]) -> tuple[list[int], Slots] | None:
        """Walk from the verb over particle, object and prepositions of a wording."""
        slots: Slots = {
            slot: list(heads) for slot, heads in self.predicates.verb_slots(verb).items()
        }
        trigger, node, left = [verb], verb, [w for w in words[1:] if w not in SKIPPED]
        while left:
            word = left.pop(0)
            particle = self._particle(node if node == verb else verb, word)
            if word in PREPOSITIONS and not left and particle is None:
                return self._end_in_preposition(node, verb, word, trigger, slots)
            if particle is not None and not (word in PREPOSITIONS and left):
                trigger.append(particle)
                continue
            case = word if word in PREPOSITIONS and left else None
            noun = left.pop(0) if case else word
            if case and particle is not None and not slots.get(case):
                trigger.append(particle)
                left.insert(0, noun)
                continue
            step = self._step(slots, case or "patient", noun)
            if step is None:
                return None
            node = step
            trigger.append(step)
            own = self.predicates.noun_slots(step)
            if case is None or not slots.get("patient"):  # "taken to hospital" keeps its object
                slots["patient"] = own.get("of", []) or own.get("poss", [])
            for slot, heads in own.items():
                if slot not in ("bearer", "compound"):
                    slots[slot] = slots.get(slot, []) + [h for h in heads if h not in trigger]
        return trigger, slots

    def _step(self, slots: Slots, slot: str, lemma: str) -> int | None:
        for head in slots.get(slot, ()):
            if self.words[head].lemma.lower() == lemma or self.words[head].text.lower() == lemma:
                return head
        return None

    def _particle(self, verb: int, lemma: str) -> int | None:
        for child in self.reading.children[verb]:
            word = self.words[child]
            if word.lemma.lower() == lemma and word.rel in PARTICLES and word.upos != "NOUN":
                return child
        beside = verb + 1  # "shot down a drone" with "down" under the drone
        if beside < len(self.words) and self.words[beside].text.lower() == lemma:
            under = self.words[self.words[beside].head]
            if self.words[beside].rel in ("case", "advmod") and under.rel == "obj":
                return beside
        return None

    def _end_in_preposition(
        self, node: int, verb: int, word: str, trigger: list[int], slots: Slots
    ) -> tuple[list[int], Slots] | None:
        heads = slots.get(word, [])
        if node != verb:
            heads = self.predicates.noun_slots(node).get(word, []) or heads
        if not heads:
            return None
        slots["patient"] = list(heads)
        return trigger, slots

    def _match_noun(self, noun: int, words: tuple[str, ...]) -> tuple[list[int], Slots] | None:
        trigger = [noun]
        for wanted in words[:-1]:
            if wanted in PREPOSITIONS:
                if self.phrases.case_of(noun) != wanted:
                    return None
                continue
            child = self._modifier(noun, wanted)
            if child is None:
                return None
            trigger.append(child)
        slots = self.predicates.noun_slots(noun)
        if words[0] in PREPOSITIONS:  # "the town is under siege": said of the subject
            slots["agent"] = slots["modified"] = self._said_of(noun)
        free = {s: [h for h in heads if h not in trigger] for s, heads in slots.items()}
        return trigger, {**free, "self": [noun]}  # the one slot that a trigger may fill

    def _said_of(self, noun: int) -> list[int]:
        word = self.words[noun]
        if word.rel == "nmod" and word.head >= 0:
            return [word.head]
        if word.rel.startswith("obl") and word.head >= 0:
            own = self.predicates.verb_slots(word.head)
            return list(own.get("patient") or own.get("agent") or ())
        return self.predicates.subject(noun)

    def _modifier(self, noun: int, lemma: str) -> int | None:
        for child in self.reading.children[noun]:
            word = self.words[child]
            if child < noun and lemma in (word.lemma.lower(), word.text.lower()):
                return child
        return None

    def _match_modifier(self, index: int, words: tuple[str, ...]) -> tuple[list[int], Slots] | None:
        for offset, wanted in enumerate(reversed(words[:-1]), start=1):
            if index < offset or self.words[index - offset].text.lower() != wanted:
                return None
        return [index], self.predicates.adjective_slots(index)


def _without_parts(drafts: list[Draft], trace: Trace) -> list[Draft]:
    """Leave out drafts whose words are part of a longer wording of the same type."""
    owners: dict[int, list[Draft]] = {}
    for draft in drafts:
        for index in draft.trigger:
            owners.setdefault(index, []).append(draft)
    kept: list[Draft] = []
    for draft in drafts:
        if any(
            other.entry.type == draft.entry.type and set(draft.trigger) < set(other.trigger)
            for other in owners[draft.index]
        ):
            trace.dropped(draft, "part")
        else:
            kept.append(draft)
    return kept
