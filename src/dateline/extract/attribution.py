"""Attribution: who vouches for a claim, in what capacity, and whether the name is withheld.

In: the frames of a reading.  Out: for any word, the `Attribution` of what it says.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from dateline.claim import OUTLET, Attribution, Medium, Mention, Statement
from dateline.extract.anonymity import Anonymity, Withheld
from dateline.extract.antecedents import NEUTER, PLURAL, SINGULAR
from dateline.extract.cues import Cues, FrameKind
from dateline.extract.describing import ARTICLES, Descriptions, same_source
from dateline.extract.frames import Frame, covering
from dateline.extract.phrases import Phrases
from dateline.reading import ROOT, Reading, Span

FIRST_PERSON = frozenset({"i", "we", "us", "me"})
KIND_MEDIUM: dict[FrameKind, Medium] = {
    "say": "said",
    "deny": "said",
    "quote": "said",
    "perceive": "saw",
    "show": "showed",
}
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
        self.descriptions = Descriptions(reading, phrases, cues, outlet)
        self._of_frame: dict[int, Attribution] = {}
        self._of_source: dict[int, Attribution] = {}  # head of the words for a source
        self._over: dict[int, list[Frame]] = {}  # word -> frames whose content holds it
        for frame in frames:
            for index in frame.scope:
                self._over.setdefault(index, []).append(frame)
        self.withholding: set[int] = set()  # words that say that a name is kept back
        self._resolve_all()
        self._mark_withheld()

    def of(self, index: int, *, passing: bool = False) -> Attribution:
        """Who vouches for what stands at a word: the nearest voucher, those behind it in `via`.

        What is named in passing ("the Iran-backed militia") is the report's own wording,
        unless it stands in quotation marks.
        """
        if passing and not self._is_quoted(index):
            return OUTLET
        found = [f for f in covering(self._over.get(index, ()), index) if self._vouches(f)]
        chain: list[Attribution] = []
        for frame in found:
            for attribution in (self._of_frame[id(frame)], *self._behind(frame)):
                if all(not same_source(attribution, other) for other in chain):
                    chain.append(attribution)
        if not chain:
            return self._narrator(index)
        return replace(chain[0], via=tuple(chain[1:]))

    def _vouches(self, frame: Frame) -> bool:
        """Whether somebody vouches; what a person of the story saw is the story's to tell."""
        if frame.source is None:
            return False
        if frame.kind != "perceive" or self._is_quoted(frame.cue):
            return True
        told = any(i in frame.scope for i in self.reading.under(frame.cue, "ccomp"))
        return told or self._of_frame[id(frame)].kind not in ("person", "organization")

    def _behind(self, frame: Frame) -> Iterator[Attribution]:
        """Whom the voucher cites: "the ministry said, citing witnesses", "quoted him as saying"."""
        above = self.words[frame.cue].head  # "quoted" over "as saying"
        if above != ROOT and self.words[above].lemma in self.cues.cite:
            cited = (h for h in self.reading.under(above, "obj") if h != frame.source)
            yield from (self.descriptions.describe(head, frame) for head in cited)
        for governor in (frame.cue, frame.source):
            for child in self.reading.under(governor, "advcl", "acl") if governor else ():
                if self.words[child].lemma in self.cues.cite:
                    for head in self.reading.under(child, "obj"):
                        described = self.descriptions.describe(head, frame)
                        yield replace(described, cue=self._cue_words(child))

    def _narrator(self, index: int) -> Attribution:
        """The report's own voice; its reporter's where he says "I" of what he lived through."""
        at = index
        while at != ROOT and not self._is_quoted(index):
            subjects = self.reading.under(at, "nsubj", "nsubj:pass")
            if any(self.words[c].text in ("I", "me", "My", "my") for c in subjects):
                return Attribution(kind="reporter", name=self.outlet)
            at = self.words[at].head
        return OUTLET

    def statements(self) -> Iterator[Statement]:
        """What is given as somebody's words, in the order of its cues."""
        of_cue: dict[int, tuple[Attribution, set[int]]] = {}
        for frame in self.frames:
            if frame.source is not None:
                _, content = of_cue.setdefault(frame.cue, (self._of_frame[id(frame)], set()))
                content |= frame.scope
        for source, content in of_cue.values():
            runs = self._runs(content)
            if runs:
                quoted = any(self._is_quoted(first) for first, _ in runs)
                spans = tuple(self.phrases.span(*run) for run in runs)
                yield Statement(source=source, content=spans, quoted=quoted)

    def _runs(self, content: Collection[int]) -> list[Span]:
        """Stretches of words without the punctuation at their borders."""
        runs: list[list[int]] = []
        for index in sorted(content):
            if runs and index == runs[-1][-1] + 1:
                runs[-1].append(index)
            else:
                runs.append([index])
        trimmed = [[i for i in run if self.words[i].upos != "PUNCT"] for run in runs]
        return [(run[0], run[-1]) for run in trimmed if run]

    def denying(self, index: int) -> int | None:
        """The word by which a source denies what stands at a word, or None."""
        covers = covering(self._over.get(index, ()), index)
        return next((f.cue for f in covers if f.kind == "deny"), None)

    # -- one source ------------------------------------------------------------

    def _medium(self, frame: Frame, source: Attribution) -> Medium | None:
        """How it reached the report: by the cue, or what it was said in."""
        word = self.words[frame.cue]
        below = [self.words[c] for c in self.reading.children[frame.cue]]
        lemmas = [w.lemma.lower() for w in below if w.rel.startswith(("obl", "nmod"))]
        for lemma in [*lemmas, word.lemma.lower()]:
            if (medium := self.cues.media.get(lemma)) is not None:
                return medium
        if frame.kind == "according":
            return "published" if source.kind == "material" else "said"
        if frame.kind == "show" and source.kind != "material":  # "witnesses described how"
            return "said"
        return KIND_MEDIUM.get(frame.kind)

    def _resolve_all(self) -> None:
        """In text order, but "I" and "we" last: whose quotation they stand in may follow them."""
        last: list[tuple[int, Attribution]] = []
        cited = [(f, f.source) for f in self.frames if f.source is not None]
        own = [(f, head) for f, head in cited if self._is_first_person(head)]
        for frame, head in cited:
            if not self._is_first_person(head):
                last.append((head, self._enter(frame, head, self._resolve(frame, head, last))))
        self._look_ahead([(f, head) for f, head in cited if not self._is_first_person(head)])
        last = [(h, self._of_frame[id(f)]) for f, h in cited if id(f) in self._of_frame]
        for frame, head in own:
            before = [entry for entry in last if entry[0] < head]
            self._enter(frame, head, self._first_person(frame, before, self._cue_words(frame.cue)))

    def _look_ahead(self, cited: Sequence[tuple[Frame, int]]) -> None:
        """A text that opens with "she said" means the first person that it names as speaking."""
        nameless: list[tuple[Frame, int]] = []
        for frame, head in cited:
            attribution = self._of_frame[id(frame)]
            if attribution.kind == "person":
                for earlier, pronoun in nameless:
                    mention, cue = self.phrases.mention(pronoun), self._cue_words(earlier.cue)
                    self._enter(earlier, pronoun, replace(attribution, source=mention, cue=cue))
                return
            if attribution.kind == "unnamed" and attribution.role:
                return
            if self.words[head].text.lower() in SINGULAR:
                nameless.append((frame, head))

    def _enter(self, frame: Frame, head: int, attribution: Attribution) -> Attribution:
        attribution = replace(attribution, medium=self._medium(frame, attribution))
        self._of_frame[id(frame)] = attribution
        self._of_source[head] = attribution
        return attribution

    def _is_first_person(self, head: int) -> bool:
        word = self.words[head]
        return word.text.lower() in FIRST_PERSON and word.upos == "PRON"

    def _resolve(
        self, frame: Frame, source: int, before: Sequence[tuple[int, Attribution]]
    ) -> Attribution:
        head = self.phrases.described(source)
        cue = self._cue_words(frame.cue)
        form = self.words[head].text.lower()
        same = self._spoken_before(head)
        if same is not None:
            return replace(same, source=self.phrases.mention(head), cue=cue)
        if form in SINGULAR | PLURAL | NEUTER:
            meant = self.phrases.meant(head)
            if meant in frame.scope:
                meant = self._subject_before(min(frame.scope)) if form in SINGULAR else None
            elif before and meant in self._content_before(head):
                meant = None  # whoever was only spoken of does not speak next
            earlier = self._speaker_meant(form, before, meant)
            if earlier is not None:
                return replace(earlier, cue=cue)
            if meant is None:
                return Attribution(kind="unnamed", source=self.phrases.mention(head), cue=cue)
            head = meant
        known = self._known_description(head, before)
        if known is not None:
            return replace(known, source=self.phrases.mention(head), cue=cue)
        return replace(self.descriptions.describe(head, frame), cue=cue)

    def _cue_words(self, cue: int) -> Mention:
        """The cue with what is fixed to it: "according to"."""
        fixed = [c for c in self.reading.children[cue] if self.words[c].rel == "fixed"]
        return self.phrases.span(cue, max([cue, *fixed]))

    def _content_before(self, head: int) -> frozenset[int]:
        """What was said in the last citing before a word."""
        said = [f for f in self.frames if f.source is not None and f.cue < head]
        return said[-1].scope if said else frozenset()

    def _spoken_before(self, head: int) -> Attribution | None:
        """The attribution of an earlier citing of the same source, as the network sees it."""
        for other in reversed(self.reading.chain_of.get(head, ())):
            if other < head and other in self._of_source:
                known = self._of_source[other]
                if not self._may_be(head, known):
                    continue
                if known.kind == "unnamed" and self.descriptions.person_in_chain(head) is not None:
                    continue
                return known
        return None

    def _may_be(self, head: int, known: Attribution) -> bool:
        """Whether a description says nothing of the source that was not said before.

        "The foreign minister" is not the defence minister, whatever the network thinks.
        """
        if self.words[head].upos not in ("NOUN", "PROPN"):
            return True
        said = f"{known.role or ''} {known.name or ''}".lower().split()
        name = self.reading.name_at.get(head)
        if name is not None:
            own = self.reading.span_text(name.first, name.last).lower().split()
            return not said or not set(own).isdisjoint(said)
        told = [
            self.words[c].text.lower()
            for c in self.reading.children[head]
            if self.words[c].rel in ("amod", "compound", "nmod:poss")
        ]
        return set(told) <= set(said)

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
        if frame.kind != "perceive":  # what the author thinks is the report's own voice
            return OUTLET
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

    def _subject_before(self, index: int) -> int | None:
        """The last named person before a quotation that is a subject, in this sentence or the last.

        "Lukas paid tribute to him. “He was the first whom I met,” he wrote."
        """
        sentence = self.reading.sentence_of[index]
        earliest = self.reading.sentences[max(0, sentence - 1)].start
        for at in range(index - 1, earliest - 1, -1):
            name = self.reading.name_at.get(at)
            if name is not None and name.type == "person" and self.words[at].rel == "nsubj":
                return at
        return None

    def _takes_over(self, head: int) -> bool:
        """Whether the report turns to somebody: as a subject, not as one beside another."""
        return self.words[head].rel.startswith(("nsubj", "root", "conj", "parataxis"))

    def _speaker_meant(
        self, form: str, before: Sequence[tuple[int, Attribution]], meant: int | None
    ) -> Attribution | None:
        """The last speaker that a pronoun fits, unless somebody fitting was named since."""
        for head, attribution in reversed(before[-4:]):
            if meant is not None and head < meant and self._takes_over(meant):
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

    # -- withheld names --------------------------------------------------------

    def _mark_withheld(self) -> None:
        """Mark the sources whose name the report says is kept back, with its reason."""
        citing = {f.cue for f in self.frames if f.kind in ("say", "deny")}
        for withheld in Anonymity(self.reading, self.phrases, self.cues, citing).find():
            self.withholding |= withheld.words
            for target in self._kept_back(withheld):
                if target.kind == "unnamed" or withheld.pseudonym:
                    self._withhold(target, withheld.reason)

    def _kept_back(self, withheld: Withheld) -> list[Attribution]:
        """The sources whose name it is: one that is meant, the nearest, or all nearby."""
        target = self._source_at(withheld.head)
        if withheld.pseudonym:
            return [target] if target is not None else []
        near = self._sources_near(withheld.sentence)
        if self._is_several(withheld.head):
            return near
        return [target] if target is not None else near[:1]

    def _is_several(self, head: int | None) -> bool:
        """“Both officials”, “all spoke”: more than one source at once."""
        if head is None:
            return False
        forms = {self.words[i].text.lower() for i in (head, *self.reading.children[head])}
        return bool(forms & {"both", "all"})

    def _source_at(self, head: int | None) -> Attribution | None:
        """The source for which a phrase stands, or one that is the same to the network."""
        if head is None:
            return None
        for same in (head, self.phrases.meant(head), *self.reading.chain_of.get(head, ())):
            if same is not None and same in self._of_source:
                return self._of_source[same]
        return None

    def _sources_near(self, sentence: int) -> list[Attribution]:
        """The unnamed sources spoken of: in the sentence before the words, then further off."""
        candidates = [
            (abs(self.reading.sentence_of[f.cue] - sentence), -f.cue, self._of_frame[id(f)])
            for f in self.frames
            if f.source is not None
            and id(f) in self._of_frame
            and self._of_frame[id(f)].kind == "unnamed"
            and -NEAR <= self.reading.sentence_of[f.cue] - sentence <= 1
        ]
        return [source for _, _, source in sorted(candidates, key=lambda c: c[:2])]

    def _withhold(self, target: Attribution, reason: str | None) -> None:
        for key, attribution in self._of_frame.items():
            if same_source(attribution, target):
                marked = replace(attribution, anonymous=True, reason=reason or attribution.reason)
                self._of_frame[key] = marked
