"""Batches: from treebank documents to what the network is shown.

In: documents of the treebanks.  Out: tensors, and the gold columns beside them.
"""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from dateline.nlp.windows import (
    FIRST_TITLE,
    LOWER,
    MIXED,
    TITLE,
    UPPER,
    WINDOW,
    Pieces,
    cut_pieces,
    lay_out,
    pack_windows,
)
from settings import COLUMNS, SETTINGS
from treebank import NAME_TAGS, Sentence, TreebankDocument, add_names, read_documents

Example = tuple[list[Pieces], list[Sentence]]


def load_documents(folder: Path, split: str) -> list[TreebankDocument]:
    """EWT and open GUM of one split; sentences that overflow a window are left out by `prepare`."""
    gum = read_documents(folder / f"gum-{split}.open.conllu.gz")
    add_names(gum, folder / f"gum-{split}.open.names.jsonl")
    return read_documents(folder / f"ewt-{split}.conllu.gz") + gum


def make_vocabulary(documents: list[TreebankDocument]) -> dict[str, list[str]]:
    """Every tag of each column, in a fixed order."""
    counts = {c: Counter() for c in COLUMNS[:4]}
    for document in documents:
        for sentence in document.sentences:
            for column, counter in counts.items():
                counter.update(getattr(sentence, column))
    feats = sorted(f for f, n in counts["feats"].items() if n >= SETTINGS["min_feats"])
    return {c: sorted(counts[c]) for c in COLUMNS[:4]} | {"feats": feats, "names": list(NAME_TAGS)}


def prepare(tokenizer: Tokenizer, documents: list[TreebankDocument]) -> list[Example]:
    """Each document's sentences with their subwords."""
    prepared = []
    for document in documents:
        pieces = cut_pieces(tokenizer, [s.words for s in document.sentences])
        kept = [
            (p, s)
            for p, s in zip(pieces, document.sentences, strict=True)
            if len(p.ids) + 2 <= WINDOW
        ]
        prepared.append(([p for p, _ in kept], [s for _, s in kept]))
    return prepared


def limits(rng: random.Random) -> Iterator[int]:
    """How many subwords each window of a document may hold, anew each epoch."""
    yield rng.randint(48, WINDOW)  # so that windows begin elsewhere in every epoch
    while True:
        short = rng.random() < SETTINGS["short_windows"]
        yield rng.randint(8, WINDOW) if short else WINDOW


def cut_windows(prepared: list[Example], rng: random.Random) -> list[Example]:
    """One epoch's windows, similar lengths near each other, in random order of batches."""
    windows = [
        (pieces[r.start : r.stop], sentences[r.start : r.stop])
        for pieces, sentences in prepared
        for r in pack_windows((len(p.ids) for p in pieces), limits(rng))
    ]
    size = {id(w): sum(len(p.ids) + 1 for p in w[0]) + 24 * rng.random() for w in windows}
    windows.sort(key=lambda w: size[id(w)])
    return windows


def disguise(pieces: Pieces, rng_value: float) -> Pieces:
    """The sentence as a wire in capitals, a chat in small letters or a headline would print it."""
    capitals = SETTINGS["capitals"]
    small = capitals + SETTINGS["small"]
    cased = (LOWER, UPPER, TITLE, FIRST_TITLE, MIXED)
    if rng_value < capitals:
        shapes = [UPPER if s in cased else s for s in pieces.shapes]
    elif rng_value < small:
        shapes = [LOWER if s in cased else s for s in pieces.shapes]
    elif rng_value < small + SETTINGS["titles"]:
        shapes = [TITLE if s in (LOWER, MIXED) else s for s in pieces.shapes]
    else:
        return pieces
    return Pieces(pieces.ids, shapes, pieces.first, pieces.last)


def make_batches(windows: list[Example], tokens: int, rng: random.Random) -> list[list[Example]]:
    """Windows in batches of about `tokens` subwords, padding included, shuffled."""
    batches: list[list[Example]] = [[]]
    width = 0
    for window in windows:
        length = 1 + sum(len(p.ids) + 1 for p in window[0])
        width = max(width, length)
        if batches[-1] and width * (len(batches[-1]) + 1) > tokens:
            batches.append([])
            width = length
        batches[-1].append(window)
    rng.shuffle(batches)
    return batches


def tensors(
    batch: list[Example], index: dict[str, dict[str, int]], rng: random.Random | None
) -> tuple[Any, ...]:
    """Network input and gold columns of a batch; `rng` disguises some windows."""
    dressed = []
    for pieces, _ in batch:
        value = rng.random() if rng else 1.0
        dressed.append([disguise(p, value) for p in pieces])
    laid = lay_out(dressed)
    shape = laid.first.shape
    gold = {c: np.full(shape, -100, np.int64) for c in (*COLUMNS, "head")}
    for row, (_, sentences) in enumerate(batch):
        at = 1
        for sentence in sentences:
            end = at + len(sentence.words)
            for column in COLUMNS:
                values = getattr(sentence, column)
                if values is not None:
                    gold[column][row, at:end] = [index[column].get(v, -100) for v in values]
            gold["head"][row, at:end] = [h and h + at - 1 for h in sentence.head]
            at = end
    inputs = [
        torch.from_numpy(a) for a in (laid.ids, laid.shapes, laid.mask, laid.first, laid.last)
    ]
    return (
        inputs,
        torch.from_numpy(laid.sentence),
        {c: torch.from_numpy(g) for c, g in gold.items()},
    )
