"""Fillers: who did it, to whom and to what, with what; each as one string of the report.

MUC-4's keys hold names for victims, and for the rest the shortest phrase that tells what it is:
"armed men" for "a group of ten armed men".

In: an incident of a report.  Out: its strings per role.
"""

import re
from collections.abc import Iterator

from dateline.claim import Claim, Mention
from dateline.reading import Name
from incidents import Incident, Report

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
DOERS = frozenset({"force", "person", "people", "organization"})
THINGS = frozenset({"building", "vehicle", "base", "aircraft"})
# what war is made on, and what a blast breaks without its being the aim
NO_TARGETS = frozenset(
    "position convoy garrison detachment window number line trench bunker camp tank aircraft "
    "helicopter plane patrol target wall door roof one prison jail gun plant mine".split()
)
ARMED = frozenset("army military guerrilla rebel fmln contra police enemy".split())
BODIES = frozenset(
    "army military police government force regime cartel mafia mob gang party organization "
    "organisation movement front junta squad command cell navy".split()
)
LOOSE = frozenset("group number column band wave series dozen hundred crowd team handful".split())
BEFORE = frozenset({"compound", "amod", "nmod:unmarked", "flat", "nmod:desc"})
NO_PART = frozenset("alleged several other various same such presumed two so-called few many".split())
TITLES = frozenset("dr dr. mr mr. mrs mrs. gen gen. col col. maj maj. father monsignor don".split())
TOOLS = frozenset(
    "bomb dynamite explosive explosives grenade rocket mine car-bomb mortar missile rifle "
    "machinegun machine-gun gun pistol bullet ak-47 m-16 submachinegun cocktail carbine revolver "
    "shotgun machete knife firearm rpg launcher tnt firebomb petard bazooka".split()
)
TOOLS_WITH = {"device": "explosive", "charge": "dynamite explosive", "weapon": "automatic assault"}
BODY_NAME = re.compile(r"\b(liberation|revolutionary|guerrilla|cartel|extraditables|shining path)\b")
BODY_REACH = 1
IRREGULARS = frozenset("guerrilla guerilla rebel terrorist insurgent extremist subversive".split())
IRREGULAR_PLURALS = frozenset(f"{w}s" for w in IRREGULARS) | {"commandos", "members", "units", "columns"}


class Fillers:
    """The fillers of the incidents of one report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.reading = report.reading
        self.phrases = report.phrases
        self.words = report.reading.words

    def of(self, incident: Incident) -> dict[str, list[str]]:
        """Strings per role, each once."""
        found: dict[str, list[str]] = {role: [] for role in ROLES}
        for claim in incident.claims:
            for mention in claim.actors:
                self._add_doer(mention, found)
            for mention in claim.recipients:
                self._add_harmed(mention, found)
            found["Weapon"] += [self.plain(i) for i in self._tools(claim)]
        if not found["PerpOrg"] and (body := self.body_near(incident, found["PerpInd"])):
            found["PerpOrg"].append(body)
        return {role: _once(strings) for role, strings in found.items()}

    def body_near(self, incident: Incident, doers: list[str]) -> str | None:
        """The irregular body that the report speaks of nearest to an incident of irregulars."""
        if doers and not any(set(d.lower().split()) & IRREGULAR_PLURALS for d in doers):
            return None
        own = {self.reading.sentence_of[i] for c in incident.claims for i in self.report.words_of(c.trigger)}
        found = [
            (min(abs(at - self.reading.sentence_of[n.first]) for at in own), n)
            for n in self.reading.names
            if self.is_body(n)
        ]
        found = [(d, n) for d, n in found if d <= BODY_REACH]
        if not found:
            return None
        name = min(found, key=lambda f: f[0])[1]
        return self.reading.span_text(name.first, name.last)

    def is_body(self, name: Name) -> bool:
        text = self.reading.span_text(name.first, name.last).lower()
        classes = self.phrases._classes.get(text, frozenset())
        return {"force", "organization"} <= classes or bool(BODY_NAME.search(text))

    def _add_doer(self, mention: Mention, found: dict[str, list[str]]) -> None:
        head = self.report.head_meant(mention)
        if head is None or self.words[head].upos == "PRON":
            return
        word = self.words[head]
        name = self.reading.name_at.get(head)
        classes = self.phrases.classes_of(head)
        if name is not None and name.type == "person" and "organization" not in classes:
            if self.is_person(name):
                found["PerpInd"].append(self.full_name(name))
            return
        if word.upos == "PROPN" and (name is None or name.type in ("organization", "misc", "place")):
            if name is not None and name.type == "place" and "organization" not in classes:
                return
            found["PerpOrg"].append(self.plain(head))
            return
        if not classes & DOERS or word.upos != "NOUN":
            return
        lemma = word.lemma.lower()
        if lemma in LOOSE:
            inner = next((c for c in self.reading.under(head, "nmod") if self.phrases.case_of(c) == "of"), None)
            if inner is not None:
                head, word = inner, self.words[inner]
                lemma = word.lemma.lower()
        if lemma in BODIES:
            found["PerpOrg"].append(self.plain(head))
        elif word.rel in ("compound", "amod"):
            plural = self.plural_of(word.text)
            if plural:
                found["PerpInd"].append(plural)
        else:
            found["PerpInd"].append(self.plain(head))
        for inner in self.names_under(head):
            found["PerpOrg"].append(self.reading.span_text(inner.first, inner.last))

    def plural_of(self, text: str) -> str | None:
        """The plural of a word where the report has it: "guerrilla attack" is the guerrillas'."""
        wanted = f"{text}s".lower()
        return next((w.text for w in self.words if w.text.lower() == wanted), None)

    def _add_harmed(self, mention: Mention, found: dict[str, list[str]]) -> None:
        head = self.report.head_meant(mention)
        if head is None:
            return
        name = self.person_of(head)
        if name is not None:
            if self.is_person(name):
                found["Victim"].append(self.full_name(name))
            return
        word = self.words[head]
        if word.upos == "PRON" or word.lemma.lower() in NO_TARGETS:
            return
        inside = {self.words[i].lemma.lower() for i in self.reading.subtree(head)}
        if self.phrases.classes_of(head) & THINGS and not inside & ARMED:
            found["Target"].append(self.plain(head))

    def is_person(self, name: Name) -> bool:
        """Whether a name of a person is one person's: not "Salvadorans", not "the minister"."""
        head = self.phrases.head_of(name)
        word = self.words[head]
        if "Number=Plur" in word.feats or word.upos != "PROPN":
            return False
        first, last = self.phrases.bare(name)
        if first < last:
            return True
        return not self.report.known_word(word.text.lower())

    def person_of(self, head: int) -> Name | None:
        """The person's name that a phrase is, or that stands beside it, or elsewhere for the same."""
        for index in (head, *self.reading.under(head, "appos", "flat", "nmod:desc")):
            name = self.reading.name_at.get(index)
            if name is not None and name.type == "person":
                return name
        for index in self.reading.chain_of.get(head, ()):
            name = self.reading.name_at.get(index)
            if name is not None and name.type == "person":
                return name
        return None

    def full_name(self, name: Name) -> str:
        """The name without title, in its longest form in the report."""
        longest = self.bare_name(name)
        own = set(longest.split())
        for other in self.reading.names:
            if other.type != "person":
                continue
            whole = self.bare_name(other)
            if own < set(whole.split()) and len(whole) > len(longest):
                longest = whole
        return longest

    def bare_name(self, name: Name) -> str:
        first, last = self.phrases.bare(name)
        while first < last and self.words[first].text.lower() in TITLES:
            first += 1
        return self.reading.span_text(first, last)

    def names_under(self, head: int) -> list[Name]:
        """Names of bodies within a phrase."""
        inside = set(self.reading.subtree(head))
        found = []
        for name in self.reading.names:
            if name.first in inside and name.type in ("organization", "misc") and not (name.first <= head <= name.last):
                found.append(name)
        return found[:2]

    def plain(self, head: int) -> str:
        """A noun with what stands close before it, without article, number and owner."""
        first = last = head
        name = self.reading.name_at.get(head)
        if name is not None:
            first, last = name.first, max(head, name.last)
        for index in range(first - 1, -1, -1):
            word = self.words[index]
            if word.text == "-" or (index in self.reading.name_at and index + 1 in self.reading.name_at and self.reading.name_at[index] == self.reading.name_at.get(index + 1)):
                continue
            at = index
            while self.words[at].head >= 0 and at != head and self.words[at].rel in BEFORE | {"advmod"}:
                at = self.words[at].head
            if at != head or word.lemma.lower() in NO_PART or word.upos not in ("NOUN", "ADJ", "PROPN", "VERB", "ADV"):
                break
            first = index
        return self.reading.span_text(first, last)

    def _tools(self, claim: Claim) -> Iterator[int]:
        """Weapons in the words of a claim."""
        for index in self.report.words_of(claim.evidence):
            word = self.words[index]
            lemma = word.lemma.lower()
            if word.upos not in ("NOUN", "PROPN"):
                continue
            with_ = TOOLS_WITH.get(lemma)
            if lemma not in TOOLS and not (with_ and set(with_.split()) & {self.words[c].lemma.lower() for c in self.reading.children[index]}):
                continue
            if word.rel == "compound" and word.head >= 0:
                above = self.words[word.head].lemma.lower()
                if above in TOOLS or above in TOOLS_WITH or above in ("squad", "expert"):
                    continue
            yield index


def _once(strings: list[str]) -> list[str]:
    return list(dict.fromkeys(s for s in strings if s))
