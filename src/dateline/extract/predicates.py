"""Predicates: the slots of nouns and modifiers, beside those of verbs.

Nouns ("the capture of Sirte by militias") and modifiers ("rebel-held") have
slots as verbs have, and a light verb ("carried out an attack") lends its
subject to its noun; a verb of having ("has a base in") is said to own it.

In: a reading.  Out: slots, as heads of phrases.
"""

from collections import defaultdict
from collections.abc import Mapping

from dateline.extract.clauses import Clauses, Slots
from dateline.extract.phrases import Phrases
from dateline.reading import ROOT, Reading

# participles whose doer also does what the noun behind them says: "US-led airstrikes"
DOING = frozenset(
    {"lead", "back", "launch", "conduct", "run", "mount", "sponsor", "host", "impose"}
)
OWN_MODIFIERS = frozenset({"amod", "compound", "nmod:poss", "nmod:desc", "det", "nummod"})
ONE_OF = frozenset({"one", "another", "part"})
# nouns that say how much of an act there is: "a series of attacks"
MEASURES = frozenset(
    "series wave spate string campaign number much most part lot barrage round host spree".split()
)
ANSWERABLE = frozenset({"responsible", "guilty", "culpable", "answerable"})
# verbs whose subject is said to own their object
HAVING = frozenset(
    "have hold keep maintain establish re-establish reestablish build gain regain retain "
    "recover run operate man open possess boast create set win enjoy share forge form develop "
    "own command field deploy station send number take retake seize wrest assume assert exert "
    "exercise implement impose restore consolidate extend expand tighten strengthen".split()
)
LIFTED = frozenset({"in", "at", "near", "inside", "around", "on", "across", "throughout"})
BORROWED = ("on", "against", "in", "at", "near", "by", "with", "from")
BECOMING = frozenset({"become", "elect", "appoint", "name", "make", "remain", "declare"})
SERVING = frozenset({"serve", "work", "act", "appoint", "elect", "know", "identify", "install"})


class Predicates(Clauses):
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
        super().__init__(reading, phrases, accuse)
        self._light = light

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
            elif word.rel == "amod" and word.upos in ("VERB", "ADJ") and child < noun:
                slots["via"] += self._hyphened_doers(child)
            elif word.rel in ("acl", "ccomp", "xcomp"):
                slots["complement"].append(child)
        slots["compound"] = slots["compound"] or slots.pop("via", [])
        slots["bearer"] += self._bearers(noun)
        slots["self"].append(noun)
        self._borrow(noun, slots)
        self._lift_places(slots)
        return self._shared_by(slots, "bearer")

    def _hyphened_doers(self, participle: int) -> list[int]:
        """“US-led airstrikes”, “a Turkish-backed offensive”: who leads or backs them."""
        if self.words[participle].lemma.lower() not in DOING:
            return []
        return [
            c
            for c in self.reading.children[participle]
            if c < participle and self._is_hyphened(c, participle) and self._can_act(c)
        ]

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
        if word.rel == "nmod" and self.words[verb].lemma.lower() in MEASURES:
            noun, verb = verb, self.words[verb].head  # "launched a series of attacks"
        if word.rel.startswith(("obj", "nsubj", "obl", "conj", "nmod")) and verb != ROOT:
            self._borrow_from(verb, noun, slots)
            self._own(verb, noun, slots)
        for child in self.reading.children[noun]:
            if self.words[child].rel in ("acl", "acl:relcl"):
                self._borrow_from(child, noun, slots)

    def _own(self, verb: int, noun: int, slots: Slots) -> None:
        """“Has a base in”, “kept close ties to”, “responsible for the killing”: whose it is."""
        word = self.words[verb]
        if word.upos in ("ADJ", "VERB") and word.lemma in ANSWERABLE:
            if self.phrases.case_of(noun) == "for":
                slots["by"] += self.subject(verb)
            return
        if word.upos != "VERB" or word.lemma not in HAVING:
            return
        own = self.verb_slots(verb)
        if noun not in own.get("patient", ()):
            return
        slots["holder"] += [h for h in own.get("agent", ()) if h != noun]
        for slot in (*LIFTED, *BORROWED, "to", "over", "along", "within"):
            slots[slot] += [h for h in own.get(slot, ()) if h not in slots[slot]]

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
        if word.rel == "nmod" and word.head != ROOT and words[word.head].lemma in ONE_OF:
            found += self._bearers(word.head)  # "Turkey, one of its main backers"
        for child in children[noun]:
            rel = words[child].rel
            named = self._is_person(child)
            if rel in ("flat", "appos", "nmod:desc") and child > noun and named:
                found.append(child)
        if not found and (beside := self._name_behind(noun)) is not None:
            found.append(beside)
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

    def _name_behind(self, noun: int) -> int | None:
        """The person whose name follows a title at once, however the tree hangs the two."""
        if noun + 1 >= len(self.words) or not self._is_person(noun + 1):
            return None
        name = self.reading.name_at[noun + 1]
        return self.phrases.head_of(name) if name.first == noun + 1 else None

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
            elif rel in ("xcomp", "ccomp"):
                slots["complement"].append(child)
            elif child < index and self._is_hyphened(child, index):
                slots["compound"].append(child)
        return self._shared_by(slots, "modified")

    def _shared_by(self, slots: Slots, shared: str) -> Slots:
        """Coordination spelt out; of one slot only what has no modifiers of its own shares it."""
        found = {slot: self.phrases.expand(heads) for slot, heads in slots.items()}
        found[shared] = [h for h in found.get(shared, []) if h in slots[shared] or self._is_bare(h)]
        return found

    def _is_bare(self, head: int) -> bool:
        """Whether a coordinated noun shares the first one's modifiers: "US-backed A and B"."""
        return not any(
            self.words[c].rel in OWN_MODIFIERS and c < head for c in self.reading.children[head]
        )

    def _is_hyphened(self, left: int, right: int) -> bool:
        """Whether "left-right" is one word in print, other words of a name between allowed."""
        between = self.words[left + 1 : right]
        return (
            bool(between)
            and between[-1].text in ("-", "‐", "–")
            and between[-1].end == self.words[right].start
            and self.words[left].upos in ("NOUN", "PROPN", "ADJ", "X")
        )
