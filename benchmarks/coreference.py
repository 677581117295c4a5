"""Coreference: GUM's entities as gold, and a reading's chains in the same form.

A mention is the words of a phrase with what hangs on it, by GUM's rule; a
mention that nothing else takes up is a chain of one.  Every mention of the gold
counts, nested ones and those that share a head with another included.

In: CoNLL-U with `Entity=`.  Out: records for `score.cdec`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dateline.reading import Reading

Record = dict[str, Any]
Mention = tuple[int, int, str]  # first and last word in the document, number of the entity

ENTITY = re.compile(r"(?:^|\|)Entity=([^|]*)")
BRACKET = re.compile(r"\((?P<opened>\d+)-[^()]*(?P<closed>\))?|(?P<closing>\d+)\)")
# relations that GUM leaves out of a mention, on either side or only before it
OUTSIDE = frozenset(
    {"conj", "cc", "parataxis", "appos", "punct", "discourse", "list", "dislocated"}
)
BEFORE = frozenset({"case", "mark", "cop", "aux", "nsubj", "advmod", "csubj", "expl"})


def gold_mentions(lines: Iterable[str]) -> Iterator[tuple[str, list[list[str]], list[Mention]]]:
    """For each document its id, the words of its sentences and its mentions."""
    name, sentences, found, at = "", list[list[str]](), list[Mention](), 0
    rows: list[list[str]] = []
    for line in [*lines, "", "# newdoc id = "]:
        if line.startswith("# newdoc"):
            if sentences:
                yield name, sentences, found
            name, sentences, found, at = line.partition("=")[2].strip(), [], [], 0
        elif line[:1].isdigit():
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)
        elif not line.strip() and rows:
            sentences.append([row[1] for row in rows])
            found += _mentions_of(rows, at)
            at, rows = at + len(rows), []


def _mentions_of(rows: Sequence[Sequence[str]], base: int) -> Iterator[Mention]:
    """The mentions of one sentence, whose first word has the number `base`."""
    opened: dict[str, list[int]] = {}
    for at, row in enumerate(rows, start=base):
        value = ENTITY.search(row[9])
        for bracket in BRACKET.finditer(value[1]) if value else ():
            if bracket["closed"]:
                yield at, at, bracket["opened"]
            elif bracket["opened"]:
                opened.setdefault(bracket["opened"], []).append(at)
            elif opened.get(bracket["closing"]):
                yield opened[bracket["closing"]].pop(), at, bracket["closing"]


def gold_record(name: str, mentions: Iterable[Mention]) -> Record:
    """A document of the gold as `score.cdec` reads it."""
    return {
        "id": name,
        "entities": [{"start": a, "end": b + 1, "cluster": number} for a, b, number in mentions],
    }


def found_record(name: str, reading: Reading) -> Record:
    """A reading's mentions as `score.cdec` reads them."""
    chain = {head: f"c{n}" for n, heads in enumerate(reading.chains) for head in heads}
    rows = []
    for head in reading.entities:
        first, last = mention_span(reading, head)
        rows.append({"start": first, "end": last + 1, "cluster": chain.get(head, f"m{head}")})
    return {"id": name, "entities": rows}


def mention_span(reading: Reading, head: int) -> tuple[int, int]:
    """First and last word of the mention that a word heads."""
    first = last = head
    for child in reading.children[head]:
        rel = reading.words[child].rel
        base = rel.split(":")[0]
        if base in OUTSIDE or (child < head and base in BEFORE):
            continue
        below = list(reading.subtree(child))
        if child < head:
            first = min(first, *below)
        else:
            last = max(last, *below)
    while last > head and reading.words[last].upos == "PUNCT":
        last -= 1
    return first, last
