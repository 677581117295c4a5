"""CoNLL-U, read for its words and written for its scorer.

In: a gold file, plain or gzipped.  Out: documents of sentences; their raw text
for a reader that finds its own words; and CoNLL-U again with the reader's answers
in the place of the gold.
"""

import gzip
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dateline.nlp.reader import TaggedSentence

ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC = range(10)


@dataclass(frozen=True, slots=True)
class Token:
    """What is written without a blank inside: one word, or several ("don't").

    first, last  its words' numbers in the sentence, from 0, both inclusive
    spaced       a blank follows
    """

    form: str
    first: int
    last: int
    spaced: bool


@dataclass(slots=True)
class Sentence:
    """Words as forms, and the tokens that they are written in.

    opens  a paragraph begins with this sentence
    """

    words: list[str] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    opens: bool = False


@dataclass(slots=True)
class TreeDocument:
    """The sentences under one `# newdoc`, or before the first."""

    id: str
    sentences: list[Sentence] = field(default_factory=list)


def read_lines(path: Path) -> list[str]:
    """Lines of a text file, plain or .gz, without their ends; only line feeds end a line."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    return [line.rstrip("\r") for line in text.removesuffix("\n").split("\n")]


def read_documents(lines: Iterable[str]) -> Iterator[TreeDocument]:
    """Documents in order; a file without `# newdoc` is one document.

    Raises:
        ValueError: a line is neither comment, blank nor ten columns.
    """
    document = TreeDocument("")
    sentence = Sentence()
    for number, line in enumerate(lines, start=1):
        if line.startswith("# newdoc"):
            if document.sentences:
                yield document
            document = TreeDocument(line.partition("=")[2].strip())
            sentence.opens = True
        elif line.startswith("# newpar"):
            sentence.opens = True
        elif line.startswith("#"):
            continue
        elif line.strip():
            _add_row(sentence, line.split("\t"), number)
        elif sentence.words:
            document.sentences.append(sentence)
            sentence = Sentence()
    if sentence.words:
        document.sentences.append(sentence)
    if document.sentences:
        yield document


def _add_row(sentence: Sentence, row: list[str], number: int) -> None:
    """One line of ten columns; empty nodes ("8.1") are no words."""
    if len(row) != MISC + 1:
        raise ValueError(f"line {number}: CoNLL-U has 10 columns, this line has {len(row)}")
    spaced = "SpaceAfter=No" not in row[MISC].split("|")
    if "-" in row[ID]:
        first, last = (int(end) - 1 for end in row[ID].split("-"))
        sentence.tokens.append(Token(row[FORM], first, last, spaced))
    elif "." not in row[ID]:
        at = len(sentence.words)
        sentence.words.append(row[FORM])
        if not sentence.tokens or sentence.tokens[-1].last < at:
            sentence.tokens.append(Token(row[FORM], at, at, spaced))


def raw_text(document: TreeDocument) -> str:
    """The running text: a blank between sentences, an empty line between paragraphs."""
    parts: list[str] = []
    for sentence in document.sentences:
        if parts:
            parts.append("\n\n" if sentence.opens else " ")
        text = "".join(t.form + (" " if t.spaced else "") for t in sentence.tokens)
        parts.append(text.rstrip(" "))
    return "".join(parts)


def tagged_lines(document: TreeDocument, answers: Sequence[TaggedSentence]) -> Iterator[str]:
    """The document's own words with the reader's tags and trees."""
    for sentence, answer in zip(document.sentences, answers, strict=True):
        yield from sentence_lines(sentence, answer)


def sentence_lines(sentence: Sentence, answer: TaggedSentence) -> Iterator[str]:
    """One sentence with the reader's answer, closed by an empty line."""
    wide = {token.first: token for token in sentence.tokens if token.last > token.first}
    for at, form in enumerate(sentence.words):
        if at in wide:
            token = wide[at]
            yield "\t".join([f"{token.first + 1}-{token.last + 1}", token.form, *"________"])
        head = str(answer.head[at] + 1)
        columns = [answer.lemmas[at], answer.upos[at], "_", answer.feats[at] or "_", head]
        yield "\t".join([str(at + 1), form, *columns, answer.rel[at], "_", "_"])
    yield ""
