"""Treebank documents for training: EWT and the open part of GUM.

The names of GUM come from the derived `gum-*.open.names.jsonl`, whose text is
the words of each sentence with a line break after it; they are laid onto the
words by their characters.

In: CoNLL-U (plain or .gz).  Out: documents of annotated sentences.
"""

import gzip
import json
from dataclasses import dataclass, field
from pathlib import Path

NAME_TYPES = ("person", "place", "organization", "event", "time", "misc")
NAME_TAGS = ("O", *(f"{p}-{t}" for t in NAME_TYPES for p in "BI"))


@dataclass
class Sentence:
    """Columns of one CoNLL-U sentence; `names` is None where nobody annotated names."""

    words: list[str]
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    head: list[int]
    rel: list[str]
    space_after: list[bool]
    names: list[str] | None = None


@dataclass
class TreebankDocument:
    """A text of the treebank, in order."""

    id: str
    sentences: list[Sentence] = field(default_factory=list)


def read_documents(path: Path) -> list[TreebankDocument]:
    """All documents of a CoNLL-U file; words of multiword tokens are words."""
    opener = gzip.open if path.suffix == ".gz" else open
    documents: list[TreebankDocument] = []
    rows: list[list[str]] = []
    tokens: dict[int, bool] = {}  # last word of a multiword token -> a blank follows
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                documents.append(TreebankDocument(line.split("= ", 1)[1].strip()))
            elif line[:1].isdigit():
                columns = line.rstrip("\n").split("\t")
                if "-" in columns[0]:
                    low, high = map(int, columns[0].split("-"))
                    tokens |= dict.fromkeys(range(low, high), False)
                    tokens[high] = "SpaceAfter=No" not in columns[9]
                elif "." not in columns[0]:
                    rows.append(columns)
            elif not line.strip() and rows:
                documents[-1].sentences.append(_sentence(rows, tokens))
                rows, tokens = [], {}
    return documents


def _sentence(rows: list[list[str]], tokens: dict[int, bool]) -> Sentence:
    return Sentence(
        words=[r[1] for r in rows],
        upos=[r[3] for r in rows],
        xpos=[r[4] for r in rows],
        feats=[r[5] for r in rows],
        head=[int(r[6]) for r in rows],
        rel=[r[7] for r in rows],
        space_after=[tokens.get(int(r[0]), "SpaceAfter=No" not in r[9]) for r in rows],
    )


def add_names(documents: list[TreebankDocument], path: Path) -> int:
    """Lay the names of `path` onto the words.  Returns how many could not be laid."""
    by_id = {r["id"]: r for r in map(json.loads, path.read_text("utf-8").splitlines())}
    lost = 0
    for document in documents:
        record = by_id[document.id]
        squeezed = [i for i, c in enumerate(record["text"]) if not c.isspace()]
        position = {original: k for k, original in enumerate(squeezed)}
        starts, ends, at = {}, {}, 0
        for s, sentence in enumerate(document.sentences):
            sentence.names = ["O"] * len(sentence.words)
            for w, word in enumerate(sentence.words):
                starts[at] = (s, w)
                at += len("".join(word.split()))
                ends[at] = (s, w)
        if at != len(squeezed):
            message = f"{path}: {document.id} has {len(squeezed)} characters, its words {at}"
            raise ValueError(message)
        for entity in record["entities"]:
            begin = starts.get(position.get(entity["start"], -1))
            end = ends.get(position.get(entity["end"] - 1, -2) + 1)
            if begin is None or end is None or begin[0] != end[0]:
                lost += 1
                continue
            names = document.sentences[begin[0]].names
            assert names is not None
            names[begin[1]] = f"B-{entity['type']}"
            names[begin[1] + 1 : end[1] + 1] = [f"I-{entity['type']}"] * (end[1] - begin[1])
    return lost
