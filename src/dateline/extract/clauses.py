"""Clauses: who does what to whom, with the clause's constructions undone.

Passives, relative clauses, participles, coordination and controlled
infinitives all put the same participants into the same slots: `agent`,
`patient`, and one slot per preposition.

In: a reading.  Out: slots of its verbs, as heads of phrases.
"""

from collections import defaultdict

from dateline.extract.phrases import RELATIVE, Phrases
from dateline.reading import ROOT, Reading

Slots = dict[str, list[int]]
CLAUSAL = ("acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "xcomp", "conj", "parataxis")
ANIMATE = frozenset({"force", "organization", "person", "people"})
PROMISES = frozenset({"promise", "vow", "pledge", "threaten", "agree", "swear"})
DEEPEST = 6  # clauses that a missing subject is looked for above its own


class Clauses:
    """Slots of the verbs of one reading.

    Args:
        reading: the tree.
        phrases: its noun phrases.
        accuse: verbs of accusing.
    """

    def __init__(self, reading: Reading, phrases: Phrases, accuse: frozenset[str]) -> None:
        self.reading = reading
        self.words = reading.words
        self.phrases = phrases
        self._accuse = accuse
        self._verb_slots: dict[int, Slots] = {}

    def is_passive(self, verb: int) -> bool:
        """Whether the surface subject is the deep object."""
        words, children = self.words, self.reading.children[verb]
        for child in children:
            if words[child].rel in ("nsubj:pass", "aux:pass", "csubj:pass"):
                return True
            if words[child].rel in ("nsubj", "csubj"):
                return False
        word = words[verb]
        if "Voice=Pass" in word.feats:
            return True
        if word.rel == "amod" and "Tense=Pres" not in word.feats and "Ger" not in word.feats:
            return True  # "the slain journalist"
        if "VerbForm=Part" not in word.feats or "Tense=Past" not in word.feats:
            return False
        if any(words[c].rel in ("obj", "aux", "ccomp") for c in children):
            return False
        if word.rel in ("acl", "amod", "advcl", "xcomp"):
            return True
        if word.rel == "conj" and word.head != ROOT and words[word.head].upos in ("VERB", "ADJ"):
            return self.is_passive(word.head)
        return False

    def subject(self, verb: int, depth: int = 0) -> list[int]:
        """Surface subject of a verb or predicate noun, found where the clause leaves it out."""
        words = self.words
        for child in self.reading.children[verb]:
            if words[child].rel in ("nsubj", "nsubj:pass", "nsubj:outer"):
                return [self.antecedent(child)]
        word = words[verb]
        if word.head == ROOT or depth > DEEPEST:
            return []
        if word.rel == "acl:relcl":
            return [word.head]
        if word.rel in ("acl", "amod"):
            return self._subject_of_modifier(verb, depth)
        if word.rel == "xcomp":
            return self._controller(word.head, depth)
        return self._subject_above(verb, depth)

    def _subject_above(self, verb: int, depth: int) -> list[int]:
        """The subject that a coordinated or adverbial clause shares with the one above it."""
        word, head = self.words[verb], self.words[self.words[verb].head]
        if self._is_accused_part(verb):
            # "arrested two men, accused of plotting": the men, not the police
            return self.verb_slots(head.index).get("patient", [])[:1]
        if word.rel == "conj":
            if head.rel.startswith("acl") and not self._has_subject(head.index):
                return [head.head] if head.head != ROOT else []
            return self.subject(head.index, depth + 1)
        if word.rel == "parataxis" and head.upos == "VERB" and head.index < verb:
            return self.subject(head.index, depth + 1)  # "have taken one, have moved on another"
        if word.rel == "advcl" and self._follows_of(verb):
            accused = self.verb_slots(head.index).get("patient", [])[:1]
            return accused or self.subject(head.index, depth + 1)
        if word.rel == "advcl" and head.upos in ("VERB", "AUX", "ADJ"):
            return self.subject(head.index, depth + 1)
        return []

    def _is_accused_part(self, verb: int) -> bool:
        """“..., accused of plotting”: behind a comma, without an object, whatever it hangs by."""
        word = self.words[verb]
        passive = "Voice=Pass" in word.feats or self.words[verb - 1].text == ","
        return (
            word.rel in ("advcl", "conj")
            and word.lemma in self._accuse
            and passive
            and not self.reading.under(verb, "obj", "aux", "cc")
        )

    def _follows_of(self, verb: int) -> bool:
        """“Accused them of shelling”: they shelled."""
        return any(
            self.words[c].rel in ("mark", "case") and self.words[c].text.lower() in ("of", "from")
            for c in self.reading.children[verb]
        )

    def _has_subject(self, verb: int) -> bool:
        return any(self.words[c].rel.startswith("nsubj") for c in self.reading.children[verb])

    def _subject_of_modifier(self, verb: int, depth: int) -> list[int]:
        """Whom a participle or an infinitive beside a noun is said of."""
        word = self.words[verb]
        if self._is_aside(verb):
            return self.subject(self.words[word.head].head, depth + 1)
        if "VerbForm=Inf" not in word.feats and not self._is_aim(verb):
            return [word.head]
        noun = word.head  # "their plan to attack", "launched a bid to retake"
        owners = [c for c in self.reading.children[noun] if self._owns(c)]
        if owners:
            return owners
        above = self.words[noun].head
        if above != ROOT and self.words[noun].rel in ("obj", "nsubj:pass", "obl"):
            return self.subject(above, depth + 1)
        return []

    def _is_aside(self, verb: int) -> bool:
        """“They battled troops, fighting beside others”: behind a comma the subject does both."""
        word = self.words[verb]
        return (
            word.text.lower().endswith("ing")
            and self.words[verb - 1].text == ","
            and self.words[word.head].rel == "obj"
            and self.words[self.words[word.head].head].upos == "VERB"
        )

    def _is_aim(self, verb: int) -> bool:
        """“A timetable for withdrawing troops”: the timetable withdraws nothing."""
        if self.phrases.classes_of(self.words[verb].head) & ANIMATE:
            return False
        aimed = any(
            self.words[c].rel in ("mark", "case") and self.words[c].text.lower() in ("for", "of")
            for c in self.reading.children[verb]
        )
        return aimed and "Tense=Past" not in self.words[verb].feats

    def _owns(self, index: int) -> bool:
        """“Their plan to”, “the Trump move to”, “an army operation to”."""
        rel = self.words[index].rel
        if rel == "nmod:poss":
            return True
        return rel in ("compound", "amod") and bool(
            self.phrases.classes_of(index) & {*ANIMATE, "nationality"}
        )

    def _controller(self, matrix: int, depth: int) -> list[int]:
        objects = [
            c
            for c in self.reading.children[matrix]
            if self.words[c].rel in ("obj", "iobj") and not self._is_inert(c)
        ]  # "left the country to join them": who left joined
        if objects and self.words[matrix].lemma not in PROMISES:
            return objects[:1]
        return self.subject(matrix, depth + 1)

    def antecedent(self, index: int) -> int:
        """The noun that a relative pronoun stands for; other words stand for themselves."""
        word = self.words[index]
        if word.upos not in ("PRON", "DET", "SCONJ") or word.lemma.lower() not in RELATIVE:
            return index
        at = word.head
        while at != ROOT:
            above = self.words[at]
            if above.rel == "acl:relcl":
                return self._act_above(above.head)
            if above.rel not in CLAUSAL:
                break
            at = above.head
        return index

    def _act_above(self, head: int) -> int:
        """“An attack at a hotel that killed several”: the attack killed, the hotel cannot."""
        at = head
        while self.words[at].rel in ("nmod", "obl") and self._is_inert(at):
            at = self.words[at].head
            if "event" in self.phrases.classes_of(at):
                return at
        return head

    def _is_inert(self, head: int) -> bool:
        classes = self.phrases.classes_of(head)
        if "place" in classes and head in self.reading.name_at:
            classes -= {"nationality"}
        return bool(classes) and classes <= {"building", "place", "base", "time"}

    def verb_slots(self, verb: int) -> Slots:
        """Slots of a verb; the lists hold coordinated phrases one by one."""
        if verb not in self._verb_slots:
            raw = self._raw_verb_slots(verb)
            expanded = {slot: self.phrases.expand(heads) for slot, heads in raw.items()}
            self._verb_slots[verb] = expanded
        return self._verb_slots[verb]

    def _raw_verb_slots(self, verb: int) -> Slots:
        words = self.words
        slots: Slots = defaultdict(list)
        passive = self.is_passive(verb)
        slots["patient" if passive else "agent"] += self.subject(verb)
        for child in self.reading.children[verb]:
            rel = words[child].rel
            target = self.antecedent(child)
            if rel == "obj":
                slots["patient"].append(target)
            elif rel == "iobj":
                slots["hearer"].append(target)
            elif rel == "obl:agent":
                slots["agent" if passive else "by"].append(target)
            elif rel in ("obl", "nmod", "advcl") and (case := self.phrases.case_of(child)):
                slots["agent" if passive and case == "by" else case].append(target)
            elif rel in ("xcomp", "ccomp"):
                slots["complement"].append(child)
            elif words[child].lemma == "where":
                slots["in"] += self._pointed_at(child, verb)
        word = words[verb]
        gap = word.rel == "acl:relcl" and self._has_own_subject(verb) and not passive
        if gap and not slots["patient"] and not self._has_stranded_case(verb):
            slots["patient"].append(word.head)
        if word.rel == "conj" and not slots["patient"] and not passive:
            self._share_object(verb, slots)
        slots["to" if slots["patient"] else "patient"] += slots.pop("hearer", [])
        return slots

    def _pointed_at(self, where: int, verb: int) -> list[int]:
        """“The hills, where they are based”: the hills, whatever the clause hangs on."""
        if self.words[verb].rel == "acl:relcl":
            return [self.words[verb].head]
        before = where - 1
        if before > 0 and self.words[before].text == ",":
            before -= 1
        named = before >= 0 and before in self.reading.name_at
        return [before] if named and "place" in self.phrases.classes_of(before) else []

    def _has_own_subject(self, verb: int) -> bool:
        return any(
            self.words[c].rel == "nsubj" and self.antecedent(c) == c
            for c in self.reading.children[verb]
        )

    def _has_stranded_case(self, verb: int) -> bool:
        """“where”, “in which”: the relative word is no object."""
        for child in self.reading.children[verb]:
            word = self.words[child]
            if word.lemma in ("where", "when", "why") or (
                word.rel.startswith("obl") and self.antecedent(child) != child
            ):
                return True
        return False

    def _share_object(self, verb: int, slots: Slots) -> None:
        """“captured and burned the village” hangs the village on either verb."""
        head = self.words[verb].head
        later = [
            c
            for c in self.reading.children[head]
            if self.words[c].rel == "obj" and c > verb and self.words[head].upos == "VERB"
        ]
        slots["patient"] += later
