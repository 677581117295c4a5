"""Frames: where the report cites somebody, and which words are then theirs.

A frame is a cue ("said", "according to", "a video showing"), the phrase that
names the source, and the words of the content.  Quotations that go on after
the sentence with the cue stay with their speaker.

In: a reading, the cue words.  Out: frames in text order.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.extract.cues import Cues, FrameKind
from dateline.extract.phrases import Phrases
from dateline.extract.predicates import Predicates
from dateline.reading import ROOT, Reading

OPENERS, CLOSERS = ("“", "«", "„"), ("”", "»")
STRAIGHT = ('"', "''", "``")
ACCUSED_OF = frozenset({"of", "for", "with"})
LONGEST_QUOTE = 6000  # characters; an unclosed mark must not swallow the report


@dataclass(frozen=True, slots=True)
class Frame:
    """One citing.

    cue     number of the cue's word
    source  head of the phrase that names the source, or None where nobody is named
    scope   numbers of the content's words
    """

    kind: FrameKind
    cue: int
    source: int | None
    scope: frozenset[int]


class Frames:
    """Finds the frames of one reading.

    Args:
        cues: the words that cite.
    """

    def __init__(
        self, reading: Reading, phrases: Phrases, predicates: Predicates, cues: Cues
    ) -> None:
        self.reading = reading
        self.words = reading.words
        self.phrases = phrases
        self.predicates = predicates
        self.cues = cues

    def find(self) -> list[Frame]:
        """The frames that the trees show, in text order."""
        frames: list[Frame] = []
        for index, word in enumerate(self.words):
            if word.upos == "VERB" and word.lemma in self.cues.accuse:
                frames += self._of_accusation(index)
            elif word.upos == "VERB" and (kind := self.cues.frame_kind.get(word.lemma)):
                frames += self._of_verb(index, kind)
            elif word.upos in ("NOUN", "PROPN", "PRON", "NUM") and word.head != ROOT:
                if self.phrases.case_of(index) in self.cues.phrases:
                    frames.append(self._of_phrase(index))
                elif word.lemma in self.cues.statements:
                    frames += self._of_noun(index)
        return sorted(frames, key=lambda f: f.cue)

    def _of_verb(self, verb: int, kind: FrameKind) -> Iterator[Frame]:
        sources = self._quoted(verb) or self.predicates.verb_slots(verb).get("agent", ())
        if not sources:
            return
        if self._is_material(sources[0]):
            kind = "show"
        elif kind == "show":
            return
        roots = self._contents(verb, kind)
        scope = {i for root in roots for i in self.reading.subtree(root)}
        above = self.words[verb]
        if above.rel == "parataxis" and above.head != ROOT and kind == "say":
            scope |= set(self.reading.subtree(above.head)) - set(self.reading.subtree(verb))
        if not scope and (kind in ("perceive", "show") or above.lemma in self.cues.weak):
            return
        first, last = self.phrases.extent(sources[0])
        scope -= {verb, *range(first, last + 1)}
        yield Frame(kind, verb, sources[0], frozenset(scope))

    def _quoted(self, verb: int) -> Sequence[int]:
        """“The radio quoted him as saying ...”: whom another voucher lets speak."""
        head = self.words[verb].head
        if head == ROOT or self.words[head].lemma not in self.cues.cite:
            return ()
        slots = self.predicates.verb_slots(head)
        return slots.get("patient", ())

    def _of_accusation(self, verb: int) -> Iterator[Frame]:
        """“Accused the army of shelling the town”: the accuser says that it did."""
        slots = self.predicates.verb_slots(verb)
        sources = slots.get("agent", ())
        below = [verb, *slots.get("patient", ())]  # "of shelling" may be parsed under either
        roots = [
            child
            for parent in below
            for child in self.reading.children[parent]
            if self.words[child].rel in ("advcl", "acl", "obl", "nmod")
            and self._introduction(child) in ACCUSED_OF
        ]
        scope = {i for root in roots for i in self.reading.subtree(root)}
        if sources and scope:
            yield Frame("say", verb, sources[0], frozenset(scope))

    def _introduction(self, head: int) -> str:
        for child in self.reading.children[head]:
            if self.words[child].rel in ("mark", "case"):
                return self.words[child].text.lower()
        return ""

    def _contents(self, verb: int, kind: FrameKind) -> list[int]:
        """Heads of what the verb reports: clauses, and nouns that name an act."""
        words = self.words
        roots = []
        for child in self.reading.children[verb]:
            rel = words[child].rel
            senses = kind in ("perceive", "show", "deny")
            if (
                rel == "ccomp"
                or (rel == "xcomp" and kind in ("say", "deny", "show"))
                or (rel == "parataxis" and kind == "say" and words[verb].rel in ("root", "conj"))
                or (rel == "obj" and (senses or self._names_an_act(child, verb)))
            ):
                roots.append(child)
        return roots

    def _names_an_act(self, head: int, verb: int) -> bool:
        if self.words[verb].lemma in self.cues.hearer:
            return False
        return "event" in self.phrases.classes_of(head)

    def _is_material(self, head: int) -> bool:
        word = self.words[head]
        if word.lemma.lower() in self.cues.materials:
            return True
        return "material" in self.phrases.classes_of(head)

    def _of_phrase(self, head: int) -> Frame:
        """“according to ...”: the clause it hangs on; set off by a comma, the whole sentence."""
        cue = next(c for c in self.reading.children[head] if self.words[c].rel == "case")
        while self.words[head].rel in ("nmod:desc", "compound", "flat"):
            head = self.words[head].head  # the title before the name
        inner = set(self.reading.subtree(head))
        sentence = self.reading.sentences[self.reading.sentence_of[head]]
        if cue == sentence.start or self.words[cue - 1].text == ",":
            scope = set(sentence)
        elif self.words[head].head != ROOT:
            scope = set(self.reading.subtree(self.words[head].head))
        else:
            scope = set(sentence)
        return Frame("according", cue, head, frozenset(scope - inner))

    def _of_noun(self, noun: int) -> Iterator[Frame]:
        slots = self.predicates.noun_slots(noun)
        sources = slots.get("poss") or slots.get("by") or slots.get("from") or slots.get("compound")
        contents = [c for c in self.reading.children[noun] if self.words[c].rel in ("ccomp", "acl")]
        contents = [c for c in contents if "VerbForm=Fin" in self._verb_feats(c)]
        if sources and contents:
            scope = {i for c in contents for i in self.reading.subtree(c)}
            yield Frame("noun", noun, sources[0], frozenset(scope))

    def _verb_feats(self, index: int) -> str:
        own = [self.words[c].feats for c in self.reading.children[index]]
        return "|".join([self.words[index].feats, *own])

    # -- quotations ------------------------------------------------------------

    def go_on(self, frames: Sequence[Frame]) -> Iterator[Frame]:
        """Give quoted words outside every scope to the speaker cited nearest by."""
        said = [f for f in frames if f.kind in ("say", "according")]
        owner = {i: f for f in said for i in f.scope}
        number = self.reading.sentence_of
        before: tuple[Frame, int] | None = None  # the quotation before: whose, and where it ends
        for quoted in self._quotations():
            free = [i for i in quoted if i not in owner]
            speaker = owner.get(quoted[-1])
            if len(free) >= max(3, len(quoted) // 4):
                speaker = self._speaker(quoted, said)
                if speaker is None and before and number[quoted[0]] - before[1] <= 1:
                    speaker = before[0]
                if speaker is not None:
                    yield Frame("quote", speaker.cue, speaker.source, frozenset(free))
            before = (speaker, number[quoted[-1]]) if speaker else None

    def _quotations(self) -> Iterator[list[int]]:
        """Word numbers inside each pair of quotation marks.

        An unclosed quotation ends with its paragraph; if the next one opens with a mark,
        it goes on, as printers do it.
        """
        inside: list[int] | None = None
        start = 0
        numbers, sentence_of = self.reading.paragraphs, self.reading.sentence_of
        for word in self.words:
            mark = word.text
            if inside and numbers[sentence_of[inside[-1]]] != numbers[sentence_of[word.index]]:
                yield inside
                inside = None
            opens = mark in OPENERS or (
                mark in STRAIGHT and (inside is None or self._opens_paragraph(word.index))
            )
            if opens or (inside is not None and mark in CLOSERS + STRAIGHT):
                if inside:
                    yield inside
                inside, start = ([] if opens else None), word.start
            elif inside is not None:
                inside.append(word.index)
                if word.end - start > LONGEST_QUOTE:
                    inside = None

    def _opens_paragraph(self, index: int) -> bool:
        number = self.reading.sentence_of[index]
        first = self.reading.sentences[number].start == index
        paragraphs = self.reading.paragraphs
        return first and (number == 0 or paragraphs[number] != paragraphs[number - 1])

    def _speaker(self, quoted: Sequence[int], said: Sequence[Frame]) -> Frame | None:
        """The frame whose speaker goes on talking: same sentence, before, else just after."""
        first = self.reading.sentence_of[quoted[0]] if quoted else 0
        last = self.reading.sentence_of[quoted[-1]] if quoted else 0
        paragraph = self.reading.paragraphs[first]
        number = self.reading.sentence_of
        here = [f for f in said if first <= number[f.cue] <= last]
        if here:
            return here[-1]
        before = [f for f in said if first - 3 <= number[f.cue] < first]
        # a paragraph that is a quotation from its beginning on belongs to the one before
        earliest = paragraph - 1 if self._opens_paragraph(quoted[0] - 1) else paragraph
        if before and self.reading.paragraphs[number[before[-1].cue]] >= earliest:
            return before[-1]
        after = [f for f in said if number[f.cue] == last + 1]
        if after and self.reading.paragraphs[number[after[0].cue]] == paragraph:
            return after[0]
        return None


def covering(frames: Iterable[Frame], index: int) -> list[Frame]:
    """Frames whose content holds a word, the widest first."""
    return sorted((f for f in frames if index in f.scope), key=lambda f: -len(f.scope))
