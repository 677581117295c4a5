"""Descriptions: what kind of voucher a phrase names, by which name and in what office.

In: the head of a phrase that is cited.  Out: an `Attribution` without its cue.
"""

import re
from collections.abc import Sequence

from dateline.claim import Attribution, Mention
from dateline.extract.cues import Cues
from dateline.extract.frames import Frame
from dateline.extract.phrases import LONGEST_NAME, QUANTITIES, Phrases
from dateline.reading import ROOT, Name, Reading

ARTICLE = re.compile(r"the|an?|th(?:is|at|ese|ose)", re.IGNORECASE)
ARTICLES = re.compile(
    r"^(?:an?|the|one|another|some|several|two|three|its|his|her|their|our|my)\s+", re.IGNORECASE
)
AGENCIES = re.compile(
    r"\b(?:AP|Associated Press|Reuters|AFP|Agence France-Presse|CNN|BBC|Guardian|EFE|Xinhua|dpa|"
    r"UPI)\b"
)
CASE = re.compile(r"^(?:by|from|of|to|with|for|as)\s+", re.IGNORECASE)
DESCRIPTION = re.compile(r",| who | which | that | whose ")
HONORIFICS = frozenset({"Dr", "Mr", "Mrs", "Ms", "Miss", "Sir", "Lady", "Lord", "MR", "MRS", "MS"})


class Descriptions:
    """Describes the sources of one reading.

    Args:
        cues: the words for reporters, materials, bodies.
        outlet: who published the report, where known.
    """

    def __init__(self, reading: Reading, phrases: Phrases, cues: Cues, outlet: str | None) -> None:
        self.reading = reading
        self.words = reading.words
        self.phrases = phrases
        self.cues = cues
        self.outlet = outlet

    def describe(self, head: int, frame: Frame) -> Attribution:
        """The voucher that a phrase names; what is coordinated is one voucher.

        Args:
            head: of the phrase.
            frame: the citing in which it stands.
        """
        several = self.phrases.conjuncts(head)
        if len(several) > 1:
            return self._describe_several(several, frame)
        if ARTICLE.fullmatch(self.words[head].text):  # a tree gone wrong
            return Attribution(kind="outlet")
        return self._describe_one(head, frame)

    def _describe_several(self, heads: Sequence[int], frame: Frame) -> Attribution:
        """“Residents and two officials”: one voucher, named if all of them are."""
        each = [self._describe_one(head, frame) for head in heads]
        words = self.phrases.span(
            self.phrases.extent(heads[0])[0], self.phrases.extent(heads[-1])[1]
        )
        if len(words.text.split()) > LONGEST_NAME or "\n" in words.text:
            return each[0]
        kinds = {one.kind for one in each}
        text = ARTICLES.sub("", words.text)
        if kinds == {"person"}:
            names = [one.name or "" for one in each]
            return Attribution(kind="person", name=_listed(names), source=words)
        for kind in ("unnamed", "organization", "material", "person"):
            if kind in kinds:
                name = None if kind == "unnamed" else text
                role = text if kind == "unnamed" else None
                return Attribution(kind=kind, name=name, role=role, source=words)
        return each[0]

    def _describe_one(self, head: int, frame: Frame) -> Attribution:
        mention = self.phrases.mention(head)
        classes = self.phrases.classes_of(head)
        lemma = self.words[head].lemma.lower()
        text = mention.text
        name = self.reading.name_at.get(head)
        if name is None or "office" in classes:  # "Public Prosecutor" and, beside it, his name
            name = self._name_beside(head) or name
        plural = "Number=Plur" in self.words[head].feats
        if name is None and not plural:
            name = self.person_in_chain(head) or self._namesake(head)
        body = self.reading.entities.get(head) in ("organization", "place")
        if name is not None and name.type == "person" and (plural or body):  # "Syrian Kurds"
            return Attribution(kind="organization", name=ARTICLES.sub("", text), source=mention)
        if lemma in self.cues.reporters and self._is_own_reporter(head, frame):
            agency = AGENCIES.search(text)
            return Attribution(
                kind="reporter", name=agency.group() if agency else self.outlet, source=mention
            )
        if name is not None and name.type == "person":
            own = self.phrases.span(*self.phrases.bare(name))
            whole = self._namesake(name.last) if " " not in own.text else None
            full = self.phrases.span(*self.phrases.bare(whole)) if whole else own
            role = self._role(head, own)
            return Attribution(kind="person", name=full.text, role=role, source=own)
        owner = self._issuer(head)
        if owner is not None:
            return Attribution(kind="organization", name=owner, source=mention)
        shows = (
            frame.kind == "show" and "person" not in classes and not self._is_body(head, classes)
        )
        tells = lemma in self.cues.materials and not classes & {"person", "organization"}
        tells |= frame.kind in ("according", "show") and self._is_data(head)
        if shows or tells:
            return self._material(head, mention)
        if self.outlet and bare_name(text) == bare_name(self.outlet):
            return Attribution(kind="outlet", name=self.outlet, source=mention)
        if self._is_body(head, classes):
            return Attribution(kind="organization", name=ARTICLES.sub("", text), source=mention)
        return Attribution(kind="unnamed", role=ARTICLES.sub("", text), source=mention)

    def _is_data(self, head: int) -> bool:
        """“The state figures”, but no “opposition figures”."""
        word = self.words[head]
        if word.lemma.lower() not in self.cues.materials or "Number=Plur" not in word.feats:
            return False
        return not any(
            self.phrases.classes_of(c) & {"organization", "force", "people"}
            for c in self.reading.children[head]
            if self.words[c].rel in ("compound", "amod")
        )

    def _material(self, head: int, mention: Mention) -> Attribution:
        """A thing that speaks, by its words; a bare "report" is no name."""
        text = ARTICLES.sub("", mention.text)
        if (
            self.words[head].lemma.lower() == "report"
            and text.lower() == self.words[head].text.lower()
        ):
            return Attribution(kind="material", role=text, source=mention)
        return Attribution(kind="material", name=text, source=mention)

    def _namesake(self, head: int) -> Name | None:
        """The person whose surname a word is, where it was not seen to be a name."""
        if self.words[head].upos != "PROPN":
            return None
        return next(
            (
                n
                for n in self.reading.names
                if n.type == "person"
                and n.last > n.first
                and self.words[n.last].text == self.words[head].text
            ),
            None,
        )

    def _issuer(self, head: int) -> str | None:
        """The named body whose statement speaks: "a White House statement"."""
        if self.words[head].lemma.lower() not in self.cues.issued:
            return None
        for child in self.reading.children[head]:
            name = self.reading.name_at.get(child)
            owns = self.words[child].rel in ("compound", "nmod:poss", "nmod:unmarked")
            owns |= self.phrases.case_of(child) in ("by", "from")
            if owns and self._is_body(child, self.phrases.classes_of(child)):
                return ARTICLES.sub("", self.phrases.mention(child).text)
            if owns and name is not None and name.type in ("organization", "place", "misc"):
                return ARTICLES.sub("", self.reading.span_text(name.first, name.last))
        return None

    def _name_beside(self, head: int) -> Name | None:
        """The person's name that an office or a description stands with."""
        for child in self.reading.children[head]:
            if self.words[child].rel in ("flat", "appos", "nmod:desc"):
                name = self.reading.name_at.get(child)
                if name is not None and name.type == "person":
                    return name
        after = self.reading.name_at.get(head + 1)  # a title, however the two were parsed
        return after if after is not None and after.type == "person" else None

    def _is_own_reporter(self, head: int, frame: Frame) -> bool:
        text = self.phrases.mention(head).text
        if AGENCIES.search(text) or (self.outlet and self.outlet.lower() in text.lower()):
            return True
        first_person = any(
            self.words[c].text.lower() in ("our", "this") for c in self.reading.children[head]
        )
        return first_person or (
            frame.kind == "perceive" and "Number=Sing" in self.words[head].feats
        )

    def _is_body(self, head: int, classes: frozenset[str]) -> bool:
        """An organization, an armed group or a government rather than a person without a name."""
        name = self.reading.name_at.get(head)
        if name is not None and name.type in ("organization", "place", "misc"):
            return self.words[head].upos == "PROPN" or "person" not in classes
        if self.words[head].lemma.lower() in self.cues.bodies and not self._counts_people(head):
            return True
        if classes & {"person", "people"} or classes == {"office"}:
            return False
        return bool(classes & {"organization", "force", "place", "building", "base"})

    def _counts_people(self, head: int) -> bool:
        """“A group of residents” is residents."""
        return self.words[head].lemma in QUANTITIES and any(
            self.phrases.case_of(c) == "of" and "person" in self.phrases.classes_of(c)
            for c in self.reading.under(head, "nmod")
        )

    def _role(self, head: int, name: Mention) -> str | None:
        """Title before a person's name or description behind it."""
        first, _ = self.phrases.extent(head)
        title = self.reading.text[self.words[self._title_start(head, first)].start : name.start]
        title = CASE.sub("", DESCRIPTION.split(title.strip(" ,\n"))[0])
        title = ARTICLES.sub("", title)
        if title.rstrip(".") in HONORIFICS:
            title = ""
        if title and len(title.split()) <= LONGEST_NAME and "\n" not in title:
            return title
        for child in self.reading.children[head]:
            if self.words[child].rel == "appos" and child not in self.reading.name_at:
                return ARTICLES.sub("", self.phrases.mention(child).text)
        return None

    def _title_start(self, head: int, first: int) -> int:
        titles = [
            c
            for c in self.reading.children[head]
            if c < head
            and self.words[c].rel in ("compound", "nmod:desc", "amod", "flat", "nmod:poss")
        ]
        starts = [min(self.reading.subtree(c)) for c in titles]
        word = self.words[head]
        if word.rel in ("flat", "appos", "nmod:desc") and word.head != ROOT and word.head < head:
            starts.append(self.phrases.extent(word.head)[0])
        return min([first, *starts])

    def person_in_chain(self, head: int) -> Name | None:
        """The person's name among the phrases for the same thing, the longest."""
        names = [
            name
            for i in self.reading.chain_of.get(head, ())
            if (name := self.reading.name_at.get(i)) is not None and name.type == "person"
        ]
        if not names:
            return None
        first = min(n.first for n in names)
        after = self.reading.sentences[self.reading.sentence_of[first]].stop
        if any(i >= after and self._is_new(i) for i in self.reading.chain_of[head]):
            return None  # "a woman" is not one whose name was told before
        return max(names, key=lambda n: n.last - n.first)

    def _is_new(self, head: int) -> bool:
        """Whether a phrase brings in somebody: "an official", "another witness"."""
        return any(
            self.words[c].text.lower() in ("a", "an", "another", "one")
            for c in self.reading.children[head]
            if self.words[c].rel in ("det", "nummod")
        )


def bare_name(name: str) -> str:
    """A name without its article and capitals."""
    return ARTICLES.sub("", name).casefold().strip()


def _listed(names: Sequence[str]) -> str:
    """“A, B and C”."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def same_source(one: Attribution, other: Attribution) -> bool:
    """Whether two citings are of one source."""
    return (one.kind, one.name, one.role) == (other.kind, other.name, other.role)
