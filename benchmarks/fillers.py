"""Fillers: who did it, to whom and to what, with what; each as one string of the report.

MUC-4's keys hold names for victims, and for the rest the shortest phrase that tells what it
is: "armed men" for "a group of ten armed men".  Whose act it was and what was hit leaves out
what the keys leave out: what one army does to another.

In: an incident of a report.  Out: its strings per role.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from dateline.claim import Claim, Mention
from dateline.reading import ROOT, Name
from incidents import Incident, Report

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
Found = dict[str, list[str]]

DOERS = frozenset({"force", "person", "people", "organization"})
THINGS = frozenset({"building", "vehicle", "base", "aircraft"})
# what war is made on, and what a blast breaks without its being the aim
NO_TARGETS = frozenset(
    "position convoy garrison detachment window number line trench bunker camp tank aircraft "
    "helicopter plane patrol target wall door roof one prison jail gun plant mine".split()
)
ARMED = frozenset("army military guerrilla rebel police enemy".split())
BODIES = frozenset(
    "army military police government force regime cartel mafia mob gang party organization "
    "organisation movement front junta squad command cell navy".split()
)
# whom the keys hardly ever lay an incident to: they fight, or the word says nothing of who
NOT_BLAMED = frozenset(
    "police policeman helicopter plane aircraft gunship jet one other several organization "
    "organisation group unit mission campaign brigade battalion patrol".split()
)
BODY_NAME = re.compile(r"\b(liberation|revolutionary|guerrilla|cartel|extraditables|path)\b")
IRREGULARS = frozenset(
    "guerrillas guerillas rebels terrorists insurgents extremists subversives commandos members "
    "units columns".split()
)
REACH = 1  # sentences between an incident and the body that it is laid to
# nouns that stand for what they are "of"
LOOSE = frozenset("group number column band wave series dozen hundred crowd team handful".split())
BEFORE = frozenset({"compound", "amod", "nmod:unmarked", "flat", "nmod:desc", "advmod"})
WORDS, NOUNS = ("NOUN", "ADJ", "PROPN", "VERB", "ADV"), ("NOUN", "PROPN")
NO_PART = frozenset("alleged several other various same such presumed so-called few many".split())
TITLES = frozenset("dr dr. mr mr. mrs mrs. gen gen. col col. maj maj. father monsignor".split())
TOOLS = frozenset(
    "bomb dynamite explosive explosives grenade rocket mine car-bomb mortar missile rifle "
    "machinegun machine-gun gun pistol bullet submachinegun cocktail carbine revolver shotgun "
    "machete knife firearm rpg launcher tnt firebomb petard bazooka ak-47 m-16".split()
)
# nouns that are a weapon only behind one of these
TOOLS_WITH = {
    "device": {"explosive"},
    "charge": {"dynamite", "explosive"},
    "weapon": {"automatic", "assault"},
}
NO_TOOLS = frozenset({"squad", "expert"})  # a bomb squad is none


class Fillers:
    """The fillers of the incidents of one report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.reading = report.reading
        self.phrases = report.phrases
        self.words = report.reading.words

    def of(self, incident: Incident) -> Found:
        """Strings per role, each once."""
        found: Found = {role: [] for role in ROLES}
        for claim in incident.claims:
            for mention in claim.actors:
                self._add_doer(mention, found)
            for mention in claim.recipients:
                self._add_harmed(mention, found)
            found["Weapon"] += [self.plain(i, NOUNS) for i in self._tools(claim)]
        if not found["PerpOrg"] and (body := self._body_near(incident, found["PerpInd"])):
            found["PerpOrg"].append(body)
        return {role: list(dict.fromkeys(filter(None, found[role]))) for role in ROLES}

    # -- who did it -----------------------------------------------------------------

    def _add_doer(self, mention: Mention, found: Found) -> None:
        head = self.report.head_of(mention)
        if head is None or self.words[head].upos not in NOUNS:
            return
        name, classes = self.reading.name_at.get(head), self.phrases.classes_of(head)
        if name is not None and "organization" not in classes and name.type != "misc":
            if name.type == "person" and self._is_one_person(name):
                found["PerpInd"].append(self.full_name(name))
            return
        if self.words[head].upos == "PROPN":
            found["PerpOrg"].append(self.plain(head))
        elif classes & DOERS:
            self._add_described(self._meant_by(head), found)

    def _meant_by(self, head: int) -> int:
        """The armed men of "a group of armed men"."""
        if self.words[head].lemma.lower() not in LOOSE:
            return head
        inner = self.reading.under(head, "nmod")
        return next((c for c in inner if self.phrases.case_of(c) == "of"), head)

    def _add_described(self, head: int, found: Found) -> None:
        word = self.words[head]
        if word.lemma.lower() in NOT_BLAMED or self.phrases.classes_of(head) <= {"organization"}:
            return
        if word.lemma.lower() in BODIES:
            found["PerpOrg"].append(self.plain(head))
        elif word.rel in ("compound", "amod"):  # "a rebel attack" is the rebels'
            plural = f"{word.text}s".lower()
            found["PerpInd"] += [w.text for w in self.words if w.text.lower() == plural][:1]
        else:
            found["PerpInd"].append(self.plain(head))
        found["PerpOrg"] += self._bodies_under(head)

    def _bodies_under(self, head: int) -> list[str]:
        """Names of bodies within a phrase: "terrorists of the Black Hand"."""
        inside = set(self.reading.subtree(head))
        names = [
            n
            for n in self.reading.names
            if n.first in inside
            and (n.type in ("organization", "misc") or self._is_irregular(n))
            and not n.first <= head <= n.last
        ]
        return [self.reading.span_text(n.first, n.last) for n in names[:2]]

    def _body_near(self, incident: Incident, doers: Sequence[str]) -> str | None:
        """The irregular body named nearest to an incident, where irregulars did it or nobody."""
        if doers and not any(IRREGULARS & set(d.lower().split()) for d in doers):
            return None
        sentence_of = self.reading.sentence_of
        own = [sentence_of[self.report.sentence_of(c.trigger).start] for c in incident.claims]
        bodies = [n for n in self.reading.names if self._is_irregular(n)]
        far = {n: min(abs(at - sentence_of[n.first]) for at in own) for n in bodies}
        near = [n for n in bodies if far[n] <= REACH]
        if not near:
            return None
        name = min(near, key=far.__getitem__)
        return self.reading.span_text(name.first, name.last)

    def _is_irregular(self, name: Name) -> bool:
        text = self.reading.span_text(name.first, name.last).lower()
        if name.type != "person" and BODY_NAME.search(text):
            return True
        head = self.phrases.head_of(name)
        classes = self.phrases.classes_of(head)
        return {"force", "organization"} <= classes and self.words[head].upos == "PROPN"

    # -- to whom and what -------------------------------------------------------------

    def _add_harmed(self, mention: Mention, found: Found) -> None:
        head = self.report.head_of(mention)
        if head is None:
            return
        name = self._person_of(head)
        if name is not None:
            if self._is_one_person(name):
                found["Victim"].append(self.full_name(name))
            return
        word = self.words[head]
        if word.upos == "PRON" or word.lemma.lower() in NO_TARGETS:
            return
        inside = {self.words[i].lemma.lower() for i in self.reading.subtree(head)}
        if self.phrases.classes_of(head) & THINGS and not inside & ARMED:
            found["Target"].append(self.plain(head))

    def _person_of(self, head: int) -> Name | None:
        """The person that a phrase names, or that stands beside it, or elsewhere for the same."""
        beside = self.reading.under(head, "appos", "flat", "nmod:desc")
        for index in (head, *beside, *self.reading.chain_of.get(head, ())):
            name = self.reading.name_at.get(index)
            if name is not None and name.type == "person":
                return name
        return None

    def _is_one_person(self, name: Name) -> bool:
        """Whether a name is one person's: not "Salvadorans", not "the minister"."""
        head = self.phrases.head_of(name)
        word = self.words[head]
        if "Number=Plur" in word.feats or word.upos != "PROPN":
            return False
        first, last = self.phrases.bare(name)
        classes = self.phrases.classes_of(head)
        return first < last or (classes <= {"person"} and word.lemma.lower() not in TITLES)

    def full_name(self, name: Name) -> str:
        """The name without title, in its longest form in the report."""
        forms = [self._bare(n) for n in self.reading.names if n.type == "person"]
        own = self._bare(name)
        longer = [form for form in forms if set(own.split()) < set(form.split())]
        return max([own, *longer], key=len)

    def _bare(self, name: Name) -> str:
        first, last = self.phrases.bare(name)
        while first < last and self.words[first].text.lower() in TITLES:
            first += 1
        return self.reading.span_text(first, last)

    # -- with what --------------------------------------------------------------------

    def _tools(self, claim: Claim) -> Iterator[int]:
        """Weapons in the sentence of a claim."""
        for index in self.report.sentence_of(claim.trigger):
            if self.words[index].upos in NOUNS and self._is_tool(index):
                yield index

    def _is_tool(self, index: int) -> bool:
        word = self.words[index]
        lemma = word.lemma.lower()
        behind = {self.words[c].lemma.lower() for c in self.reading.children[index]}
        if lemma not in TOOLS and not TOOLS_WITH.get(lemma, set()) & behind:
            return False
        above = self.words[word.head].lemma.lower() if word.head != ROOT else ""
        return word.rel != "compound" or above not in TOOLS | TOOLS_WITH.keys() | NO_TOOLS

    # -- strings ----------------------------------------------------------------------

    def plain(self, head: int, kinds: Iterable[str] = WORDS) -> str:
        """A noun with what stands close before it, without article, number and owner."""
        name = self.reading.name_at.get(head)
        first, last = (name.first, max(head, name.last)) if name else (head, head)
        for index in range(first - 1, -1, -1):
            word = self.words[index]
            if word.text == "-":
                continue
            if not self._belongs(index, head) or word.upos not in kinds:
                break
            if word.lemma.lower() in NO_PART:
                break
            first = index
        return self.reading.span_text(first, last)

    def _belongs(self, index: int, head: int) -> bool:
        """Whether a word modifies a noun, directly or through its other modifiers."""
        while index not in (head, ROOT) and self.words[index].rel in BEFORE:
            index = self.words[index].head
        return index == head
