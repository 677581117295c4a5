"""PolNeAR's attributions as training documents: who is said to have said, thought or meant what.

The corpus (Newell et al., LREC 2018; political news) marks for each attribution
the words of its source, its cue and its content.  Its texts have no treebank
layers; they are cut into words and sentences as the reader cuts any text.

In: the JSONL of the benchmarks (plain or .gz).  Out: documents for training.
"""

import gzip
import json
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dateline.nlp.tokens import split_text
from treebank import Sentence, TreebankDocument, number_words


def read_attributions(path: Path) -> list[TreebankDocument]:
    """All articles of a file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [make_document(json.loads(line)) for line in lines]


def make_document(record: dict[str, Any]) -> TreebankDocument:
    """One article: `cues`, `sources` and `contents` of its words."""
    text = record["text"]
    document = TreebankDocument(record["id"])
    places: list[tuple[Sentence, int]] = []  # of each word
    starts, ends = [], []
    for raw in split_text(text):
        words = [text[w.start : w.end] for w in raw.words]
        empty: list[list[int]] = [[] for _ in words]
        sentence = Sentence(
            words,
            cues=["O"] * len(words),
            sources=empty,
            contents=[[] for _ in words],
        )
        document.sentences.append(sentence)
        places += [(sentence, i) for i in range(len(words))]
        starts += [w.start for w in raw.words]
        ends += [w.end for w in raw.words]
    number_words(document)

    def touched(spans: Sequence[Sequence[int]]) -> list[int]:
        found = []
        for start, end in spans:
            at = bisect_left(ends, start + 1)
            while at < len(starts) and starts[at] < end:
                found.append(at)
                at += 1
        return found

    for attribution in record["attributions"]:
        cue = touched(attribution["cue"])
        if not cue:
            continue
        for number, word in enumerate(cue):
            sentence, index = places[word]
            assert sentence.cues is not None
            sentence.cues[index] = "B" if number == 0 else "I"
        for column, part in (("sources", "source"), ("contents", "content")):
            for word in touched(attribution[part]):
                sentence, index = places[word]
                getattr(sentence, column)[index].append(cue[0])
    return document
