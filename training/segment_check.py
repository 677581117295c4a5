"""Measures the tokenizer, the sentence splitter and the lemmatiser on treebanks.

    python training/segment_check.py /path/to/bench [ewt-dev gum-dev.open ...]

The raw text of a treebank document is its words with their blanks, a blank
between sentences and an empty line before each new paragraph.  Tokens, words
and sentences are scored by the bench's own `score.parse`; lemmas are made
from the gold words, parts of speech and features.

In: the bench folder.  Out: one line of figures per file.
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dateline.nlp.lemmas import lemmatise
from dateline.nlp.tokens import RawSentence, split_text


@dataclass
class GoldWord:
    """A syntactic word of the treebank."""

    form: str
    lemma: str
    upos: str
    feats: str


@dataclass
class GoldToken:
    """A surface token: one word, or several that are written as one."""

    form: str
    space_after: bool
    words: list[GoldWord] = field(default_factory=list)


@dataclass
class GoldSentence:
    """Tokens in order; `opens_paragraph` as "# newpar" says."""

    opens_paragraph: bool
    tokens: list[GoldToken] = field(default_factory=list)


@dataclass
class GoldDocument:
    """A text of the treebank."""

    id: str
    sentences: list[GoldSentence] = field(default_factory=list)


@dataclass(frozen=True)
class Figures:
    """Measures of one file: F1 and accuracy in percent, processor time for the speed."""

    tokens: float
    words: float
    sentences: float
    lemmas: float
    words_per_second: float

    def __str__(self) -> str:
        return (
            f"tokens {self.tokens:.2f}  words {self.words:.2f}  sentences {self.sentences:.2f}"
            f"  lemmas {self.lemmas:.2f}  ({self.words_per_second:,.0f} words/s)"
        )


def read_gold(path: Path) -> list[GoldDocument]:
    """Documents of a CoNLL-U file, plain or .gz; empty nodes are left out."""
    documents: list[GoldDocument] = []
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        opens, sentence, until = False, None, 0
        for line in lines:
            if line.startswith("# newdoc"):
                documents.append(GoldDocument(line.split("= ", 1)[1].strip()))
            elif line.startswith("# newpar") and not line.startswith("# newpar_"):
                opens = True
            elif not line.strip():
                opens, sentence = False, None
            elif line[0].isdigit():
                if sentence is None:
                    sentence, until = GoldSentence(opens), 0
                    documents[-1].sentences.append(sentence)
                until = _add_row(sentence, line.rstrip("\n").split("\t"), until)
    return documents


def _add_row(sentence: GoldSentence, columns: list[str], until: int) -> int:
    """Add a row; `until` is the last word number of the latest multiword token, and is returned."""
    number, form, space = columns[0], columns[1], "SpaceAfter=No" not in columns[9]
    if "." in number:
        return until
    if "-" in number:
        sentence.tokens.append(GoldToken(form, space))
        return int(number.split("-")[1])
    word = GoldWord(form, columns[2], columns[3], columns[5])
    if int(number) > until:
        sentence.tokens.append(GoldToken(form, space))
    sentence.tokens[-1].words.append(word)
    return until


def raw_text(documents: Sequence[GoldDocument]) -> list[str]:
    """The text of each document as a reader would meet it."""
    texts = []
    for document in documents:
        parts: list[str] = []
        for sentence in document.sentences:
            if parts:
                parts.append("\n\n" if sentence.opens_paragraph else " ")
            parts += [t.form + " " * t.space_after for t in sentence.tokens]
            parts[-1] = parts[-1].rstrip()
        texts.append("".join(parts))
    return texts


def conllu_rows(text: str, sentences: Sequence[RawSentence]) -> Iterator[str]:
    """Rows of a CoNLL-U file with forms only."""
    for sentence in sentences:
        words = sentence.words
        for i, word in enumerate(words):
            last = i
            while last + 1 < len(words) and words[last + 1].glued:
                last += 1
            if last > i and not word.glued:
                whole = text[word.start : words[last].end]
                yield f"{i + 1}-{last + 1}\t{whole}" + "\t_" * 8
            yield f"{i + 1}\t{text[word.start : word.end]}" + "\t_" * 4 + "\t0\troot\t_\t_"
        yield ""


def lemma_accuracy(documents: Sequence[GoldDocument]) -> float:
    """Share of right lemmas, in percent, given gold words and tags."""
    words = [w for d in documents for s in d.sentences for t in s.tokens for w in t.words]
    return 100 * sum(lemmatise(w.form, w.upos, w.feats) == w.lemma for w in words) / len(words)


def measure(bench: Path, name: str) -> Figures:
    """The figures of one treebank file."""
    gold = bench / "data" / "treebank" / f"{name}.conllu.gz"
    documents = read_gold(gold)
    texts = raw_text(documents)
    begun = time.process_time()
    split = [split_text(text) for text in texts]
    seconds = time.process_time() - begun
    rows = [row for pair in zip(texts, split, strict=True) for row in conllu_rows(*pair)]
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.conllu"
        predicted.write_text("\n".join(rows) + "\n", encoding="utf-8")
        command = [sys.executable, "-m", "score.parse", str(gold), str(predicted)]
        answer = subprocess.run(command, cwd=bench, capture_output=True, check=True, text=True)
    scores = json.loads(answer.stdout)
    return Figures(
        tokens=100 * scores["tokens"]["f1"],
        words=100 * scores["words"]["f1"],
        sentences=100 * scores["sentences"]["f1"],
        lemmas=lemma_accuracy(documents),
        words_per_second=sum(len(s.words) for found in split for s in found) / seconds,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("names", nargs="*", default=["ewt-dev", "gum-dev.open"])
    args = parser.parse_args()
    for treebank in args.names:
        print(f"{treebank:<14} {measure(args.bench.resolve(), treebank)}")
