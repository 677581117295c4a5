"""Attribution: who vouches for a claim, in what capacity, and whether the name is withheld.

In: the frames of a reading.  Out: for any word, the `Attribution` of what it says.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.claim import OUTLET, Attribution, Mention
from dateline.extract.cues import Cues
from dateline.extract.frames import Frame, covering
from dateline.extract.phrases import LONGEST_NAME, NEUTER, PLURAL, SINGULAR, Phrases
from dateline.reading import ROOT, Name, Reading

ARTICLES = re.compile(r"^(?:an?|the|one|another|some|several|two|three)\s+", re.IGNORECASE)
AGENCIES = re.compile(
    r"\b(?:AP|Associated Press|Reuters|AFP|Agence France-Presse|CNN|BBC|Guardian|EFE|Xinhua|dpa|"
    r"UPI)\b"
)
HONORIFICS = frozenset({"Mr", "Mrs", "Ms", "Miss", "Sir", "Lady", "Lord", "MR", "MRS", "MS"})
FIRST_PERSON = frozenset({"i", "we", "us", "me"})
REMEMBERED = 60  # citings back that "the official" may take up again
NEAR = 2  # sentences between a source and the words that say its name is withheld


class Sources:
    """Resolves the sources of one reading's frames.

    Args:
        frames: in text order.
        cues: the words that cite and withhold.
        outlet: who published the report, where known.
    """

    def __init__(
        self,
        reading: Reading,
        phrases: Phrases,
        frames: Sequence[Frame],
        cues: Cues,
        outlet: str | None,
    ) -> None:
        self.reading = reading
        self.words = reading.words
        self.phrases = phrases
        self.frames = frames
        self.outlet = outlet
        self.cues = cues
        self._of_frame: dict[int, Attribution] = {}
        self._over: dict[int, list[Frame]] = {}  # word -> frames whose content holds it
        for frame in frames:
            for index in frame.scope:
                self._over.setdefault(index, []).append(frame)
        self._resolve_all()
        self._mark_withheld()

    def of(self, index: int) -> Attribution:
        """Who vouches for what stands at a word: the nearest voucher, those behind it in `via`."""
        found = [f for f in covering(self._over.get(index, ()), index) if f.source is not None]
        chain: list[Attribution] = []
        for frame in found:
            attribution = self._of_frame[id(frame)]
            if all(not _same(attribution, other) for other in chain):
                chain.append(attribution)
        if not chain:
            return OUTLET
        return replace(chain[0], via=tuple(chain[1:]))

    def is_denied(self, index: int) -> bool:
        """Whether a source denies what stands at a word."""
        return any(f.kind == "deny" for f in covering(self._over.get(index, ()), index))

    # -- one source ------------------------------------------------------------

    def _resolve_all(self) -> None:
        last: list[tuple[int, Attribution]] = []
        for frame in self.frames:
            if frame.source is None:
                continue
            attribution = self._resolve(frame, last)
            self._of_frame[id(frame)] = attribution
            last.append((frame.source, attribution))

    def _resolve(self, frame: Frame, before: Sequence[tuple[int, Attribution]]) -> Attribution:
        head = frame.source
        assert head is not None  # frames without a source are left out by the caller
        word = self.words[head]
        cue = self.phrases.span(frame.cue, frame.cue)
        form = word.text.lower()
        if form in FIRST_PERSON:
            return self._first_person(frame, before, cue)
        if form in SINGULAR | PLURAL | NEUTER:
            meant = self.phrases.meant(head)
            earlier = self._speaker_meant(form, before, meant)
            if earlier is not None:
                return replace(earlier, cue=cue)
            if meant is None:
                return Attribution(kind="unnamed", source=self.phrases.mention(head), cue=cue)
            head = meant
        known = self._known_description(head, before)
        if known is not None:
            return replace(known, source=self.phrases.mention(head), cue=cue)
        return replace(self._describe(head, frame), cue=cue)

    def _first_person(
        self, frame: Frame, before: Sequence[tuple[int, Attribution]], cue: Mention
    ) -> Attribution:
        """“I saw” in a quotation is its speaker's; outside of one, the reporter's."""
        outer = [
            f for f in covering(self._over.get(frame.cue, ()), frame.cue) if f.source is not None
        ]
        known = [self._of_frame[id(f)] for f in outer if id(f) in self._of_frame]
        if known:
            return replace(known[-1], cue=cue)
        if before and self._is_quoted(frame.cue):
            return replace(before[-1][1], cue=cue)
        if self._is_quoted(frame.cue):
            return Attribution(kind="unnamed", cue=cue)
        return Attribution(kind="reporter", name=self.outlet, cue=cue)

    def _is_quoted(self, index: int) -> bool:
        """Whether an odd number of quotation marks stands before the word in its paragraph."""
        sentence = self.reading.sentence_of[index]
        paragraph = self.reading.paragraphs[sentence]
        first = sentence
        while first > 0 and self.reading.paragraphs[first - 1] == paragraph:
            first -= 1
        start = self.words[self.reading.sentences[first].start].start
        before = self.reading.text[start : self.words[index].start]
        opened = before.count("“") - before.count("”")
        return opened > 0 or before.count('"') % 2 == 1

    def _speaker_meant(
        self, form: str, before: Sequence[tuple[int, Attribution]], meant: int | None
    ) -> Attribution | None:
        """The last speaker that a pronoun fits, unless somebody fitting was named since."""
        for head, attribution in reversed(before[-4:]):
            if meant is not None and head < meant:
                return None
            plural = "Number=Plur" in self.words[head].feats
            if form in SINGULAR and attribution.kind in ("person", "unnamed") and not plural:
                return attribution
            if form in PLURAL and (plural or attribution.kind == "organization"):
                return attribution
            if form in NEUTER and attribution.kind in ("organization", "material"):
                return attribution
        return None

    def _known_description(
        self, head: int, before: Sequence[tuple[int, Attribution]]
    ) -> Attribution | None:
        """“The official” after “a militia official based there”: the same unnamed source."""
        if head in self.reading.name_at or self.words[head].upos != "NOUN":
            return None
        determiners = [c for c in self.reading.children[head] if self.words[c].rel == "det"]
        if not any(self.words[c].lemma.lower() == "the" for c in determiners):
            return None
        own = set(ARTICLES.sub("", self.phrases.mention(head).text).lower().split())
        for earlier, attribution in reversed(before[-REMEMBERED:]):
            said = (attribution.role or attribution.name or "").lower().split()
            same = self.words[earlier].lemma == self.words[head].lemma and own <= set(said)
            if same and attribution.kind in ("unnamed", "material") and earlier != head:
                return attribution
        return None

    def _describe(self, head: int, frame: Frame) -> Attribution:
        mention = self.phrases.mention(head)
        classes = self.phrases.classes_of(head)
        lemma = self.words[head].lemma.lower()
        text = mention.text
        name = self.reading.name_at.get(head)
        if name is None or "office" in classes:  # "Public Prosecutor" and, beside it, his name
            name = self._name_beside(head) or name
        if lemma in self.cues.reporters and self._is_own_reporter(head, frame):
            agency = AGENCIES.search(text)
            return Attribution(
                kind="reporter", name=agency.group() if agency else self.outlet, source=mention
            )
        if name is not None and name.type == "person":
            own = self.phrases.span(*self.phrases.bare(name))
            return Attribution(kind="person", name=own.text, role=self._role(head, own), source=own)
        shows = frame.kind == "show" and "person" not in classes
        if shows or (lemma in self.cues.materials and not classes & {"person", "organization"}):
            return Attribution(kind="material", name=self.words[head].text, source=mention)
        if self._is_body(head, classes):
            return Attribution(kind="organization", name=ARTICLES.sub("", text), source=mention)
        return Attribution(kind="unnamed", role=ARTICLES.sub("", text), source=mention)

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
        if "office" in classes:
            return False
        if classes & {"person", "people"} and "organization" not in classes:
            return False
        return bool(classes & {"organization", "force", "place", "building", "base"})

    def _role(self, head: int, name: Mention) -> str | None:
        """Title before a person's name or description behind it."""
        first, _ = self.phrases.extent(head)
        title = self.reading.text[self.words[self._title_start(head, first)].start : name.start]
        title = ARTICLES.sub("", title.strip(" ,\n"))
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

    # -- withheld names --------------------------------------------------------

    def _mark_withheld(self) -> None:
        """Mark the unnamed sources whose name the report says is kept back, with its reason."""
        for number, sentence in enumerate(self.reading.sentences):
            start = self.words[sentence.start].start
            end = self.words[sentence.stop - 1].end
            text = self.reading.text[start:end]
            match = next((m for p in self.cues.withheld if (m := p.search(text))), None)
            if match is None:
                continue
            target = self._source_near(number, start + match.start())
            if target is not None:
                self._withhold(target, self._reason(text[match.end() :], text))

    def _source_near(self, sentence: int, position: int) -> Attribution | None:
        """The unnamed source spoken of: in the sentence before the words, else just before it."""
        candidates = [
            (abs(self.reading.sentence_of[f.cue] - sentence), -f.cue, self._of_frame[id(f)])
            for f in self.frames
            if f.source is not None
            and id(f) in self._of_frame
            and self._of_frame[id(f)].kind == "unnamed"
            and -NEAR <= self.reading.sentence_of[f.cue] - sentence <= 1
        ]
        return min(candidates, key=lambda c: c[:2])[2] if candidates else None

    def _withhold(self, target: Attribution, reason: str | None) -> None:
        for key, attribution in self._of_frame.items():
            if attribution.kind == "unnamed" and _same(attribution, target):
                marked = replace(attribution, anonymous=True, reason=reason or attribution.reason)
                self._of_frame[key] = marked

    def _reason(self, after: str, sentence: str) -> str | None:
        for pattern in self.cues.reasons:
            if match := pattern.search(after):
                return match.group("reason").strip(" ,.\n")
        for pattern in self.cues.reasons:
            if not pattern.pattern.startswith("^") and (match := pattern.search(sentence)):
                return match.group("reason").strip(" ,.\n")
        return None


def _same(one: Attribution, other: Attribution) -> bool:
    """Whether two citings are of one source."""
    return (one.kind, one.name, one.role) == (other.kind, other.name, other.role)
