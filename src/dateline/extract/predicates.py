"""Predicates: who does what to whom, with the clause's constructions undone.

Passives, relative clauses, participles, coordination and controlled
infinitives all put the same participants into the same slots: `agent`,
`patient`, and one slot per preposition.  Nouns ("the capture of Sirte by
militias") and modifiers ("rebel-held") have slots too, and a light verb
("carried out an attack") lends its subject to its noun.

In: a reading.  Out: slots, as heads of phrases.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from dateline.extract.phrases import RELATIVE, Phrases
from dateline.reading import ROOT, Reading

Slots = dict[str, list[int]]
CLAUSAL = ("acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "xcomp", "conj", "parataxis")
PROMISES = frozenset({"promise", "vow", "pledge", "threaten", "agree", "swear"})
DEEPEST = 6  # clauses that a missing subject is looked for above its own


class Predicates:
    """Slots of the predicates of one reading.

    Args:
        reading: the tree.
        phrases: its noun phrases.
        light: "agent" and "patient" -> verbs that lend their subject to their noun.
        accuse: verbs of accusing.
    """

    def __init__(
        self,
        reading: Reading,
        phrases: Phrases,
        light: Mapping[str, frozenset[str]],
        accuse: frozenset[str] = frozenset(),
    ) -> None:
        self.reading = reading
        self.words = reading.words
        self.phrases = phrases
        self._light = light
        self._accuse = accuse
        self._verb_slots: dict[int, Slots] = {}

    # -- verbs ---------------------------------------------------------------

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
        if word.rel == "conj":
            if head.rel.startswith("acl") and not self._has_subject(head.index):
                return [head.head] if head.head != ROOT else []
            return self.subject(head.index, depth + 1)
        if word.rel == "parataxis" and head.upos == "VERB" and head.index < verb:
            return self.subject(head.index, depth + 1)  # "have taken one, have moved on another"
        if word.rel == "advcl" and word.lemma in self._accuse and "Voice=Pass" in word.feats:
            # "arrested two men, accused of plotting": the men, not the police
            return self.verb_slots(head.index).get("patient", [])[:1]
        if word.rel == "advcl" and self._follows_of(verb):
            accused = self.verb_slots(head.index).get("patient", [])[:1]
            return accused or self.subject(head.index, depth + 1)
        if word.rel == "advcl" and head.upos in ("VERB", "AUX", "ADJ"):
            return self.subject(head.index, depth + 1)
        return []

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
        if "VerbForm=Inf" not in word.feats:
            return [word.head]
        noun = word.head  # "their plan to attack", "launched a bid to retake"
        owners = [c for c in self.reading.children[noun] if self.words[c].rel == "nmod:poss"]
        if owners:
            return owners
        above = self.words[noun].head
        if above != ROOT and self.words[noun].rel in ("obj", "nsubj:pass", "obl"):
            return self.subject(above, depth + 1)
        return []

    def _controller(self, matrix: int, depth: int) -> list[int]:
        objects = [c for c in self.reading.children[matrix] if self.words[c].rel in ("obj", "iobj")]
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
        word = words[verb]
        gap = word.rel == "acl:relcl" and self._has_own_subject(verb) and not passive
        if gap and not slots["patient"] and not self._has_stranded_case(verb):
            slots["patient"].append(word.head)
        if word.rel == "conj" and not slots["patient"] and not passive:
            self._share_object(verb, slots)
        slots["to" if slots["patient"] else "patient"] += slots.pop("hearer", [])
        return slots

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

    # -- nouns ---------------------------------------------------------------

    def noun_slots(self, noun: int) -> Slots:
        """Slots of a noun that names an act or a state."""
        slots: Slots = defaultdict(list)
        words = self.words
        for child in self.reading.children[noun]:
            word = words[child]
            if word.rel in ("nmod", "obl", "obl:agent"):
                case = self.phrases.case_of(child) or "of"
                slots[case].append(self.antecedent(child))
            elif word.rel == "nmod:poss":
                slots["poss"].append(self.antecedent(child))
            elif word.rel in ("compound", "amod", "nmod:desc") and self._can_act(child):
                slots["compound"].append(child)
            elif word.rel in ("acl", "ccomp", "xcomp"):
                slots["complement"].append(child)
        slots["bearer"] += self._bearers(noun)
        slots["self"].append(noun)
        self._borrow(noun, slots)
        self._lift_places(slots)
        return {slot: self.phrases.expand(heads) for slot, heads in slots.items()}

    def _lift_places(self, slots: Slots) -> None:
        """“The presence of troops in the north” is in the north."""
        for head in list(slots["of"]):
            for child in self.reading.children[head]:
                case = self.phrases.case_of(child)
                if case in LIFTED and not slots[case] and self.words[child].rel in ("nmod", "obl"):
                    slots[case].append(self.antecedent(child))

    def _can_act(self, index: int) -> bool:
        """Whether a word before a noun can be the doer: "Egyptian", "rebel", "Islamic State"."""
        word = self.words[index]
        if index in self.reading.name_at:
            return self.reading.name_at[index].type != "time"
        titled = word.text[:1].isupper() and not word.text.isupper()
        if word.upos == "PROPN" or (word.upos == "ADJ" and titled):
            return True
        return bool(self.phrases.classes_of(index) & {"force", "organization", "people"})

    def _borrow(self, noun: int, slots: Slots) -> None:
        """Participants from the verb that carries the noun, and from a participle behind it."""
        word = self.words[noun]
        if word.head == ROOT:
            return
        verb = word.head
        if word.rel == "conj":
            verb = self.words[verb].head
        if word.rel.startswith(("obj", "nsubj", "obl", "conj", "nmod")) and verb != ROOT:
            self._borrow_from(verb, noun, slots)
        for child in self.reading.children[noun]:
            if self.words[child].rel in ("acl", "acl:relcl"):
                self._borrow_from(child, noun, slots)

    def _borrow_from(self, verb: int, noun: int, slots: Slots) -> None:
        word = self.words[verb]
        between = ""
        if word.upos == "NOUN" and word.rel == "obj":  # "claimed responsibility for the attack"
            between = f" {word.lemma} {self.phrases.case_of(noun)}"
            noun, verb = verb, word.head
            word = self.words[verb]
        if word.upos != "VERB":
            return
        own = self.verb_slots(verb)
        carrier = next((slot for slot, heads in own.items() if noun in heads), None)
        if carrier is None:
            return
        particles = [
            self.words[c].lemma
            for c in self.reading.children[verb]
            if self.words[c].rel == "compound:prt"
        ]
        wording = " ".join([word.lemma, *particles]) + between
        if carrier != "patient":
            wording = f"{wording} {carrier}"
        for role, lent in (("agent", "by"), ("patient", "on")):
            if wording in self._light[role]:
                slots[lent] += [h for h in own.get("agent", ()) if h != noun]
                for slot in BORROWED:
                    slots[slot] += [h for h in own.get(slot, ()) if h != noun]
                return

    def _bearers(self, noun: int) -> list[int]:
        """Who is what the noun says: the titled name, the apposition, the copula's subject."""
        words, children = self.words, self.reading.children
        word = words[noun]
        found = []
        if word.head != ROOT and word.rel in ("compound", "nmod:desc", "appos", "flat"):
            head = word.head
            if word.rel == "appos" or self._is_person(head):
                found.append(head)
        for child in children[noun]:
            rel = words[child].rel
            named = self._is_person(child)
            if rel in ("flat", "appos", "nmod:desc") and child > noun and named:
                found.append(child)
        if any(words[c].rel == "cop" for c in children[noun]):
            found += self.subject(noun)
        if word.rel in ("xcomp", "obl") and word.head != ROOT:
            case = self.phrases.case_of(noun)
            matrix = words[word.head].lemma
            if (word.rel == "xcomp" and matrix in BECOMING) or (case == "as" and matrix in SERVING):
                found += self.verb_slots(word.head).get("agent", []) or self.verb_slots(
                    word.head
                ).get("patient", [])
        return list(dict.fromkeys(found))

    def _is_person(self, index: int) -> bool:
        name = self.reading.name_at.get(index)
        return name is not None and name.type == "person"

    # -- adjectives and participles ------------------------------------------

    def adjective_slots(self, index: int) -> Slots:
        """Slots of a modifier or predicate adjective: "rebel-held", "loyal to the group"."""
        words, word = self.words, self.words[index]
        slots: Slots = defaultdict(list)
        if word.rel in ("amod", "acl", "compound", "nmod", "nmod:desc") and word.head != ROOT:
            slots["modified"].append(word.head)
        elif word.rel == "conj" and words[word.head].rel in ("amod", "acl"):
            slots["modified"].append(words[word.head].head)
        else:
            slots["modified"] += self.subject(index)
        for child in self.reading.children[index]:
            rel = words[child].rel
            if rel.startswith(("obl", "nmod")) and (case := self.phrases.case_of(child)):
                slots[case].append(self.antecedent(child))
            elif child < index and self._is_hyphened(child, index):
                slots["compound"].append(child)
        return {slot: self.phrases.expand(heads) for slot, heads in slots.items()}

    def _is_hyphened(self, left: int, right: int) -> bool:
        """Whether "left-right" is one word in print, other words of a name between allowed."""
        between = self.words[left + 1 : right]
        return (
            bool(between)
            and between[-1].text in ("-", "‐", "–")
            and between[-1].end == self.words[right].start
            and self.words[left].upos in ("NOUN", "PROPN", "ADJ", "X")
        )


LIFTED = frozenset({"in", "at", "near", "inside", "around", "on", "across", "throughout"})
BORROWED = ("on", "against", "in", "at", "near", "by", "with", "from")
BECOMING = frozenset({"become", "elect", "appoint", "name", "make", "remain", "declare"})
SERVING = frozenset({"serve", "work", "act", "appoint", "elect", "know", "identify", "install"})


def first_filled(slots: Mapping[str, Sequence[int]], wanted: Sequence[str]) -> list[int]:
    """The first wanted slot that holds anything."""
    for slot in wanted:
        if slots.get(slot):
            return list(slots[slot])
    return []
