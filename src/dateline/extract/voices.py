"""Voices: the network's sayings as frames, beside those that the syntax gives.

The network finds the words of a cue, of its source and of its content, over
several sentences where need be; the lexicon says what kind of cue it is, and
syntax what the network overlooked.

In: a reading, the frames of its syntax.  Out: frames in text order.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property

from dateline.extract.cues import Cues, FrameKind
from dateline.extract.frames import Frame, Frames
from dateline.extract.phrases import Phrases
from dateline.extract.predicates import Predicates
from dateline.reading import Reading, Saying, Span

RAISING = frozenset("believe think say allege report know suspect understand assume".split())
LONGEST_LABEL = 4  # words
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def find_frames(
    reading: Reading, phrases: Phrases, predicates: Predicates, cues: Cues
) -> list[Frame]:
    """All frames of a reading, each speaker's running quotation included."""
    finder = Frames(reading, phrases, predicates, cues)
    voices = Voices(reading, phrases, cues)
    frames = voices.join([*finder.find(), *voices.labelled()])
    frames += finder.go_on(frames)
    told = [f for f in frames if f.source is None or not phrases.is_nobody(f.source)]
    return sorted(told, key=lambda f: f.cue)


class Voices:
    """Joins what the network and what the syntax of one reading say about who speaks."""

    def __init__(self, reading: Reading, phrases: Phrases, cues: Cues) -> None:
        self.reading = reading
        self.words = reading.words
        self.phrases = phrases
        self.cues = cues

    @cached_property
    def _bylines(self) -> frozenset[int]:
        """Words of "(Reporting by ...)": nobody says them."""
        found: set[int] = set()
        for sentence in self.reading.sentences:
            start = self.words[sentence.start].start
            text = self.reading.text[start : self.words[sentence.stop - 1].end]
            if any(pattern.match(text) for pattern in self.cues.bylines):
                found |= set(sentence)
        return frozenset(found)

    def join(self, frames: Sequence[Frame]) -> list[Frame]:
        """All frames; where both have one for a cue, its words are the network's."""
        by_cue = {frame.cue: frame for frame in frames}
        joined: list[Frame] = []
        taken: set[int] = set()
        for saying in self.reading.sayings:
            found = next((i for i in _within(saying.cue) if i in by_cue), None)
            frame = self._frame(saying, by_cue.get(found) if found is not None else None)
            if frame is not None:
                joined.append(frame)
                taken.add(frame.cue)
        joined += [
            frame
            for frame in frames
            if frame.cue not in taken
            and not (frame.source is not None and self._is_no_voice(frame.source, frame.cue))
        ]
        return sorted(joined, key=lambda f: f.cue)

    def labelled(self) -> list[Frame]:
        """The paragraphs of an interview, "SINKI: We left. Then they came.", as frames.

        One label alone may be a headline's; two make an interview.
        """
        found: list[Frame] = []
        numbers = self.reading.paragraphs
        for number, sentence in enumerate(self.reading.sentences):
            opens = number == 0 or numbers[number] != numbers[number - 1]
            colon = self._label_end(sentence) if opens else None
            if colon is None:
                continue
            last = number
            while last + 1 < len(numbers) and numbers[last + 1] == numbers[number]:
                last += 1
            scope = range(colon + 1, self.reading.sentences[last].stop)
            if scope:
                found.append(Frame("say", colon, colon - 1, frozenset(scope)))
        return found if len(found) > 1 else []

    def _label_end(self, sentence: range) -> int | None:
        """The colon behind a speaker's name at the beginning of a paragraph."""
        for index in sentence[1 : LONGEST_LABEL + 1]:
            word = self.words[index]
            if word.text == ":":
                return index
            if word.upos != "PUNCT" and not word.text[0].isupper():
                return None
        return None

    def _frame(self, saying: Saying, known: Frame | None) -> Frame | None:
        source = None if saying.source is None else self.head_of(saying.source)
        if source is not None and (
            self._is_spoken_of(source, saying.cue) or self._is_reader(source)
        ):
            source = None
        outside = set(_within(saying.cue)) | self._bylines
        if saying.source is not None:
            outside |= set(_within(saying.source))
        scope = frozenset(i for run in saying.content for i in _within(run)) - outside
        if known is not None:
            head = known.source if source is None else source
            if head is not None and self._is_spoken_of(head, saying.cue):
                head = None
            # each overlooks words that the other has, seldom adds wrong ones
            scope = (scope | known.scope) - outside
            if known.kind == "say" and not scope:
                scope = self._said_before(saying)
            return Frame(known.kind, known.cue, head, scope)
        cue = self._cue_word(saying.cue)
        kind = self._kind(saying.cue) or self._kind_by_content(cue, scope)
        if kind == "say" and not scope:
            scope = self._said_before(saying)
        if kind is None or not scope:
            return None
        for clause in self.reading.under(cue, "ccomp"):  # the tree may know more of it
            scope |= frozenset(self.reading.subtree(clause)) - outside
        if source is not None and self._is_material(source):
            kind = "show"
        return Frame(kind, cue, source, scope)

    def _said_before(self, saying: Saying) -> frozenset[int]:
        """The sentence before a citing behind its comma: "..., a source told the agency"."""
        first = min(saying.cue[0], saying.source[0] if saying.source else saying.cue[0])
        sentence = self.reading.sentences[self.reading.sentence_of[first]]
        if saying.source is None or first <= sentence.start or self.words[first - 1].text != ",":
            return frozenset()
        return frozenset(range(sentence.start, first - 1))

    def _is_spoken_of(self, head: int, cue: Span) -> bool:
        """“They are believed to”, "a man, thought to be ill": they do not believe it."""
        word = self.words[head]
        if any(self._is_passive_part(i, head) for i in _within(cue)):
            return True
        if word.rel != "nsubj:pass" or word.head not in _within(cue):
            return False
        return bool(self.reading.under(word.head, "aux"))

    def _is_passive_part(self, index: int, head: int) -> bool:
        """“Haddad, believed to be ...”: with an infinitive these say what others think of him."""
        word = self.words[index]
        return (
            word.lemma.lower() in RAISING
            and head < index <= head + LONGEST_LABEL
            and word.text.lower().endswith(("ed", "t", "d", "n"))
            and bool(self.reading.under(index, "xcomp"))
        )

    def _is_no_voice(self, source: int, cue: int) -> bool:
        return self._is_reader(source) or self._is_passive_part(cue, source)

    def _is_reader(self, head: int) -> bool:
        """“When you get there, you can tell”: nobody in the report says so."""
        return self.words[head].text.lower() in ("you", "your", "yourself")

    def head_of(self, span: Span) -> int:
        """The word of a span that the others hang on, a noun if there is one."""
        inside = set(_within(span))
        tops = [i for i in inside if self.words[i].head not in inside]
        nouns = [i for i in tops if self.words[i].upos in NOMINAL and not self._is_time(i)]
        named = [i for i in nouns if i in self.reading.name_at]
        apart = any(self.words[i].text == "," for i in inside)
        if named or apart or not nouns:
            return min(named or nouns or tops or inside)
        return max(nouns)  # "police and hospital officials", however they were parsed

    def _is_time(self, index: int) -> bool:
        name = self.reading.name_at.get(index)
        return name is not None and name.type == "time"

    def _cue_word(self, span: Span) -> int:
        for index in _within(span):
            if self._kind_of(index) is not None:
                return index
        inside = set(_within(span))
        top = min([i for i in inside if self.words[i].head not in inside] or inside)
        if self.words[top].rel in ("aux", "cop"):  # "are confident that"
            return self.words[top].head
        return top

    def _kind(self, span: Span) -> FrameKind | None:
        text = self.reading.span_text(*span).lower()
        if text in self.cues.phrases:
            return "according"
        if text in (":", ",", "-", "—"):
            return "say"
        return next((k for i in _within(span) if (k := self._kind_of(i)) is not None), None)

    def _kind_of(self, index: int) -> FrameKind | None:
        word = self.words[index]
        lemma = word.lemma.lower()
        if word.upos == "VERB":
            return self.cues.frame_kind.get(lemma)
        if word.upos == "NOUN" and lemma in self.cues.statements:
            return "noun"
        return None

    def _kind_by_content(self, cue: int, scope: frozenset[int]) -> FrameKind | None:
        """A cue that the lexicon does not know cites where a whole clause is its content.

        Not where the clause is only wished: "demanded that the army leave".
        """
        effect = self.cues.complement["VERB"].get(self.words[cue].lemma)
        if effect is not None and effect.status is not None:
            return None
        clause = any(
            self.words[i].rel in ("ccomp", "parataxis", "root") and i in scope
            for i in self.reading.children[cue]
        )
        return "say" if clause else None

    def _is_material(self, head: int) -> bool:
        word = self.words[head]
        return word.lemma.lower() in self.cues.materials or (
            "material" in self.phrases.classes_of(head)
        )


def _within(span: Span) -> Iterable[int]:
    return range(span[0], span[1] + 1)
