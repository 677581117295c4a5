"""Treebank documents for training: EWT and the open part of GUM.

The names of GUM come from the derived `gum-*.open.names.jsonl`, whose text is
the words of each sentence with a line break after it; they are laid onto the
words by their characters.  Its entities and who is the same come from `Entity=`
and are kept at the head word of each mention.

In: CoNLL-U (plain or .gz).  Out: documents of annotated sentences.
"""

import gzip
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

NAME_TYPES = ("person", "place", "organization", "event", "time", "misc")
NAME_TAGS = ("O", *(f"{p}-{t}" for t in NAME_TYPES for p in "BI"))
NOBODY = "O"  # entity tag of a word that heads no mention
BRACKET = re.compile(r"\((?P<opened>\d+)-(?P<type>[a-z]+)-[^()]*(?P<closed>\))?|(?P<closing>\d+)\)")
ENTITY = re.compile(r"(?:^|\|)Entity=([^|]*)")


@dataclass
class Sentence:
    """Columns of one sentence; None where nobody annotated that layer.

    start     number of its first word in the document
    entities  type of the mention that a word heads, or `NOBODY`
    clusters  number of the entity that a word's mention stands for, 0 for none
    cues      B, I, O: words that say that somebody says or thinks something
    sources,  for each word the document's numbers of the first words of the cues
    contents  whose source, or whose content, it belongs to
    triggers  the kind of claim that a word heads the words of, or "O"
    roles     for each word the document's numbers of the triggers that it serves, the role,
              and whether it is it, rather than another mention of the same
    """

    words: list[str]
    upos: list[str] | None = None
    xpos: list[str] | None = None
    feats: list[str] | None = None
    head: list[int] | None = None
    rel: list[str] | None = None
    space_after: list[bool] | None = None
    misc: list[str] | None = None
    start: int = 0
    names: list[str] | None = None
    entities: list[str] | None = None
    clusters: list[int] | None = None
    cues: list[str] | None = None
    sources: list[list[int]] | None = None
    contents: list[list[int]] | None = None
    triggers: list[str] | None = None
    roles: list[list[tuple[int, str, bool]]] | None = None


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
    for document in documents:
        number_words(document)
    return documents


def number_words(document: TreebankDocument) -> None:
    """Tell each sentence where in the document it starts."""
    at = 0
    for sentence in document.sentences:
        sentence.start = at
        at += len(sentence.words)


def _sentence(rows: list[list[str]], tokens: dict[int, bool]) -> Sentence:
    return Sentence(
        words=[r[1] for r in rows],
        upos=[r[3] for r in rows],
        xpos=[r[4] for r in rows],
        feats=[r[5] for r in rows],
        head=[int(r[6]) for r in rows],
        rel=[r[7] for r in rows],
        misc=[r[9] for r in rows],
        space_after=[tokens.get(int(r[0]), "SpaceAfter=No" not in r[9]) for r in rows],
    )


def find_mentions(misc: Sequence[str]) -> list[tuple[int, int, str, int]]:
    """The mentions of one sentence: first and last word, type, number of the entity.

    Args:
        misc: column 10 of each word, with GUM's `Entity=`.
    """
    found: list[tuple[int, int, str, int]] = []
    opened: dict[int, list[tuple[int, str]]] = {}
    for index, column in enumerate(misc):
        value = ENTITY.search(column)
        for bracket in BRACKET.finditer(value[1]) if value else ():
            if bracket["opened"] and bracket["closed"]:
                found.append((index, index, bracket["type"], int(bracket["opened"])))
            elif bracket["opened"]:
                here = (index, bracket["type"])
                opened.setdefault(int(bracket["opened"]), []).append(here)
            elif opened.get(int(bracket["closing"])):
                entity = int(bracket["closing"])
                first, kind = opened[entity].pop()
                found.append((first, index, kind, entity))
    return found


def add_entities(documents: Iterable[TreebankDocument]) -> None:
    """Note at the head word of each mention what it is and which entity it stands for.

    Where several mentions have one head ("Hamas and Fatah", "Hamas"), the shortest
    has it.
    """
    for document in documents:
        for sentence in document.sentences:
            size = len(sentence.words)
            sentence.entities, sentence.clusters = [NOBODY] * size, [0] * size
            mentions = find_mentions(sentence.misc)
            for first, last, kind, entity in sorted(mentions, key=lambda m: m[0] - m[1]):
                heads = [
                    i
                    for i in range(first, last + 1)
                    if not first <= sentence.head[i] - 1 <= last and sentence.rel[i] != "punct"
                ]
                if heads:
                    sentence.entities[heads[0]] = kind
                    sentence.clusters[heads[0]] = entity


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
