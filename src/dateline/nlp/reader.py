"""The reader: from text to `Reading`, all texts of a batch in one pass of the network.

In: texts, or the words of one document's sentences.  Out: readings in the same order.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import cast

import numpy as np

from dateline.nlp.decode import (
    agree_in_lists,
    choose_heads,
    choose_labels,
    choose_names,
    join_titles,
    name_transitions,
)
from dateline.nlp.identity import MentionScores, find_chains, score_mentions
from dateline.nlp.lemmas import lemmatise
from dateline.nlp.network import BUILT_IN, Network, Scores
from dateline.nlp.proposals import find_proposals
from dateline.nlp.sayings import CueScores, find_sayings, score_cues
from dateline.nlp.tokens import RawSentence, RawWord, split_text
from dateline.nlp.windows import WINDOW, Pieces, lay_out, pack_windows
from dateline.reading import ROOT, Name, NameType, Proposal, Reading, Word

BATCH = 600  # subwords per run of the network: fits the cache of small machines best
TEXTS = 16  # texts read together, so that their windows fill batches of like length
FEW = WINDOW // 2  # an oversized sentence is cut into pieces of at least this many subwords


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """The network's answer for one sentence; heads count from 0 within it, -1 is the root.

    names  (first word, last word, type), both inclusive
    """

    upos: list[str]
    feats: list[str]
    head: list[int]
    rel: list[str]
    lemmas: list[str]
    names: list[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """The network's answer for one document.

    sentences  in order
    cues, mentions  of each window, in order
    proposals  by the word's number in the document
    """

    sentences: Sequence[TaggedSentence]
    cues: Sequence[CueScores]
    mentions: Sequence[MentionScores]
    proposals: Mapping[int, Proposal]


@dataclass(frozen=True, slots=True)
class Window:
    """Where a window comes from: its document, its sentences, their subwords."""

    document: int
    sentences: range
    pieces: Sequence[Pieces]

    @property
    def length(self) -> int:
        """Subwords with markers."""
        return 1 + sum(len(p.ids) + 1 for p in self.pieces)

    @property
    def words(self) -> int:
        """Words of its sentences."""
        return sum(len(p.first) for p in self.pieces)


class NetworkReader:
    """Reads English with one small network.

    Args:
        folder: of the weights; the package's own by default.
        threads: of the network.

    Raises:
        ModelError: the weights are missing or damaged.
    """

    def __init__(self, *, folder: Path = BUILT_IN, threads: int = 2) -> None:
        self.network = Network(folder, threads=threads)
        self.names = self.network.tags["names"]
        self.transitions = name_transitions(self.names)

    def read(self, text: str) -> Reading:
        """One text."""
        return next(self.read_many([text]))

    def read_many(self, texts: Iterable[str]) -> Iterator[Reading]:
        """Texts in order; a few are read together."""
        source = iter(texts)
        while chunk := list(islice(source, TEXTS)):
            yield from self._read_chunk(chunk)

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[TaggedSentence]:
        """The sentences of one document, given as words; none may be empty."""
        if not sentences:
            return []
        pieces = self.network.cut(sentences)
        return list(self.answer([list(sentences)], [pieces])[0].sentences)

    def read_words(self, sentences: Sequence[Sequence[str]]) -> Reading:
        """One document given as words; its text has a blank or a line break between them."""
        raw, at = [], 0
        for words in sentences:
            spans = []
            for word in words:
                spans.append(RawWord(at, at + len(word), False))
                at += len(word) + 1
            raw.append(RawSentence(tuple(spans), 0))
        text = "\n".join(" ".join(words) for words in sentences)
        answers = self.answer([list(sentences)], [self.network.cut(sentences)])
        return make_reading(text, raw, answers[0])

    def _read_chunk(self, texts: Sequence[str]) -> Iterator[Reading]:
        split = [split_text(text) for text in texts]
        words, pieces, sentences = [], [], []
        for text, raw in zip(texts, split, strict=True):
            forms = [[text[w.start : w.end] for w in s.words] for s in raw]
            cut = self.network.cut(forms) if forms else []
            kept, forms, cut = _cut_oversized(raw, forms, cut)
            sentences.append(kept)
            words.append(forms)
            pieces.append(cut)
        tagged = self.answer(words, pieces)
        for text, raw, answers in zip(texts, sentences, tagged, strict=True):
            yield make_reading(text, raw, answers)

    def answer(
        self, words: Sequence[Sequence[Sequence[str]]], pieces: Sequence[Sequence[Pieces]]
    ) -> list[Answer]:
        """Answers for several documents, given their words and subwords."""
        results: list[list[TaggedSentence | None]] = [[None] * len(p) for p in pieces]
        bases = [np.cumsum([0, *(len(p.first) for p in own)]).tolist() for own in pieces]
        cues: list[dict[int, CueScores]] = [{} for _ in pieces]
        mentions: list[dict[int, MentionScores]] = [{} for _ in pieces]
        proposals: list[dict[int, Proposal]] = [{} for _ in pieces]
        for group in make_batches(pieces):
            batch = lay_out([w.pieces for w in group])
            scores = self.network.run(batch)
            self._decode(words, group, scores, results)
            for row, window in enumerate(group):
                base = bases[window.document][window.sentences.start]
                own, all_ = slice(1, 1 + window.words), slice(0, 1 + window.words)
                cues[window.document][base] = score_cues(
                    base,
                    scores.cues[row, own],
                    scores.source[row, own, all_],
                    scores.content[row, own, all_],
                )
                mentions[window.document][base] = score_mentions(
                    base,
                    scores.entities[row, own],
                    self.network.tags["entities"],
                    scores.antecedent[row, own, all_],
                )
                proposals[window.document] |= find_proposals(
                    base,
                    scores.triggers[row, own],
                    self.network.tags["triggers"],
                    scores.roles[row, :, own, own],
                )
        return [
            Answer(
                cast("list[TaggedSentence]", sentences),
                [cues[number][base] for base in sorted(cues[number])],
                [mentions[number][base] for base in sorted(mentions[number])],
                proposals[number],
            )
            for number, sentences in enumerate(results)
        ]

    def _decode(
        self,
        words: Sequence[Sequence[Sequence[str]]],
        group: Sequence[Window],
        scores: Scores,
        results: list[list[TaggedSentence | None]],
    ) -> None:
        """Fill the results with the answers of one batch."""
        spans = []  # (window row, first word column, one past the last, document, sentence)
        for row, window in enumerate(group):
            at = 1
            for number, pieces in zip(window.sentences, window.pieces, strict=True):
                end = at + len(pieces.first)
                spans.append((row, at, end, window.document, number))
                at = end
        heads = []
        for row, at, end, _, _ in spans:
            columns = np.concatenate(([0], np.arange(at, end)))
            heads.append(choose_heads(scores.arc[row][np.ix_(columns, columns)])[1:])
        tags = self.network.tags
        lengths = [end - at for _, at, end, _, _ in spans]
        rows = np.repeat([s[0] for s in spans], lengths)
        dependents = np.concatenate([np.arange(at, end) for _, at, end, _, _ in spans])
        governors = np.concatenate(
            [np.where(h > 0, h + s[1] - 1, 0) for h, s in zip(heads, spans, strict=True)]
        )
        labels = choose_labels(
            scores.label_dependent[rows, dependents],
            scores.label_head[rows, governors],
            self.network.label,
            barred=tags["rel"].index("root"),
        ).tolist()
        done = 0
        for (row, at, end, document, number), head in zip(spans, heads, strict=True):
            upos = [tags["upos"][i] for i in scores.upos[row, at:end].tolist()]
            feats = [tags["feats"][i] for i in scores.feats[row, at:end].tolist()]
            rel = [tags["rel"][i] for i in labels[done : done + end - at]]
            done += end - at
            own = words[document][number]
            heads_of = (head - 1).tolist()
            rel = ["root" if h < 0 else r for h, r in zip(heads_of, rel, strict=True)]
            join_titles(upos, heads_of, rel)
            names = choose_names(scores.names[row, at:end], self.names, self.transitions)
            results[document][number] = TaggedSentence(
                upos,
                feats,
                heads_of,
                rel,
                [lemmatise(w, u, f) for w, u, f in zip(own, upos, feats, strict=True)],
                agree_in_lists(names, heads_of, rel),
            )


def make_batches(documents: Sequence[Sequence[Pieces]]) -> list[list[Window]]:
    """All windows of the documents, like lengths together, in batches of about `BATCH` subwords."""
    windows = [
        Window(number, found, pieces[found.start : found.stop])
        for number, pieces in enumerate(documents)
        for found in pack_windows(len(p.ids) for p in pieces)
    ]
    windows.sort(key=lambda w: w.length)
    batches: list[list[Window]] = []
    for window in windows:
        if batches and window.length * (len(batches[-1]) + 1) <= BATCH:
            batches[-1].append(window)
        else:
            batches.append([window])
    return batches


def _cut_oversized(
    raw: Sequence[RawSentence], forms: list[list[str]], pieces: list[Pieces]
) -> tuple[list[RawSentence], list[list[str]], list[Pieces]]:
    """Sentences that overflow a window are cut between words, after punctuation if possible."""
    if all(len(p.ids) + 2 <= WINDOW for p in pieces):
        return list(raw), forms, pieces
    new_raw, new_forms, new_pieces = [], [], []
    for sentence, words, cut in zip(raw, forms, pieces, strict=True):
        start = 0
        for end in _cuts(words, cut):
            low, high = cut.first[start], cut.last[end - 1] + 1
            new_raw.append(RawSentence(sentence.words[start:end], sentence.paragraph))
            new_forms.append(words[start:end])
            new_pieces.append(
                Pieces(
                    cut.ids[low:high][: WINDOW - 2],
                    cut.shapes[low:high][: WINDOW - 2],
                    [min(f - low, WINDOW - 3) for f in cut.first[start:end]],
                    [min(f - low, WINDOW - 3) for f in cut.last[start:end]],
                )
            )
            start = end
    return new_raw, new_forms, new_pieces


def _cuts(words: Sequence[str], pieces: Pieces) -> Iterator[int]:
    """Word numbers, one past the end of each part."""
    start = 0
    while start < len(words):
        base = pieces.first[start]
        end = start + 1
        stop = None
        while end < len(words) and pieces.last[end] - base + 3 <= WINDOW:
            end += 1
            if words[end - 1] in {",", ";", ":", ".", "-", ")"} and (
                pieces.last[end - 1] - base > FEW
            ):
                stop = end
        if end == len(words):
            stop = end
        start = stop or end
        yield start


def make_reading(text: str, sentences: Sequence[RawSentence], answers: Answer) -> Reading:
    """Put offsets and answers together."""
    words: list[Word] = []
    ranges: list[range] = []
    names: list[Name] = []
    for sentence, answer in zip(sentences, answers.sentences, strict=True):
        base = len(words)
        for k, raw in enumerate(sentence.words):
            head = answer.head[k]
            words.append(
                Word(
                    base + k,
                    raw.start,
                    raw.end,
                    text[raw.start : raw.end],
                    answer.lemmas[k],
                    answer.upos[k],
                    answer.feats[k],
                    head + base if head >= 0 else ROOT,
                    answer.rel[k],
                )
            )
        ranges.append(range(base, len(words)))
        names += [Name(base + a, base + b, cast("NameType", t)) for a, b, t in answer.names]
    entities, chains = find_chains(answers.mentions, words, names)
    return Reading(
        text,
        words,
        ranges,
        [s.paragraph for s in sentences],
        names,
        sayings=find_sayings(answers.cues),
        entities=entities,
        chains=chains,
        proposals=answers.proposals,
    )
