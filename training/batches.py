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

from claims import NOTHING, ROLES, read_claims
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
from examples import read_examples
from polnear import read_attributions
from settings import COLUMNS, SETTINGS
from treebank import (
    NAME_TAGS,
    Sentence,
    TreebankDocument,
    add_entities,
    add_names,
    read_documents,
)

Example = tuple[list[Pieces], list[Sentence]]


CUE_TAGS = ("O", "B", "I")


def load_documents(folder: Path, split: str, polnear: bool) -> list[TreebankDocument]:
    """EWT, open GUM and, if wanted, PolNeAR of one split.

    Sentences that overflow a window are left out by `prepare`.

    Args:
        folder: the benchmarks' `data`.
        split: "train" or "dev".
        polnear: whether to take the attributions, whose texts have no clear licence.
    """
    treebank = folder / "treebank"
    gum = read_documents(treebank / f"gum-{split}.open.conllu.gz")
    add_names(gum, treebank / f"gum-{split}.open.names.jsonl")
    add_entities(gum)
    documents = read_documents(treebank / f"ewt-{split}.conllu.gz") + gum
    if polnear:
        ending = ".gz" if split == "train" else ""
        documents += read_attributions(folder / f"attribution.polnear.{split}.jsonl{ending}")
    return documents


def load_claims(gold: Path | None, split: str) -> list[TreebankDocument]:
    """The annotated passages of one split; "dev" are those that are kept for scoring."""
    if gold is None:
        return []
    passages = read_claims(gold, unseen=split == "dev")
    return passages if split == "dev" else passages + read_examples()


def make_vocabulary(documents: list[TreebankDocument]) -> dict[str, list[str]]:
    """Every tag of each column, in a fixed order."""
    counts = {c: Counter() for c in ("upos", "xpos", "feats", "rel", "entities")}
    for document in documents:
        for sentence in document.sentences:
            for column, counter in counts.items():
                counter.update(getattr(sentence, column) or ())
    feats = sorted(f for f, n in counts["feats"].items() if n >= SETTINGS["min_feats"])
    cited = any(s.cues for document in documents for s in document.sentences)
    kinds = {k for d in documents for s in d.sentences for k in s.triggers or ()} - {NOTHING}
    fixed = {"feats": feats, "names": list(NAME_TAGS), "cues": list(CUE_TAGS if cited else "O")}
    fixed["triggers"] = [NOTHING, *sorted(kinds)]
    return {c: sorted(counts[c]) for c in counts} | fixed


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
        for _ in range(how_often(sentences, rng))
        for r in pack_windows((len(p.ids) for p in pieces), limits(rng))
    ]
    size = {id(w): sum(len(p.ids) + 1 for p in w[0]) + 24 * rng.random() for w in windows}
    windows.sort(key=lambda w: size[id(w)])
    return windows


def how_often(sentences: list[Sentence], rng: random.Random) -> int:
    """How often an epoch shows a document."""
    if not sentences:
        return 0
    if sentences[0].triggers:
        return int(SETTINGS["claims_repeats"])
    share = "polnear_share" if sentences[0].cues else "treebank_share"
    return int(rng.random() < SETTINGS[share])


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
    gold = {c: np.full(shape, -100, np.int64) for c in (*COLUMNS, "head", "cluster")}
    gold |= {c: np.zeros((*shape, shape[1]), np.float32) for c in ("source", "content")}
    gold["roles"] = np.zeros((shape[0], len(ROLES), shape[1], shape[1]), np.float32)
    for row, (_, sentences) in enumerate(batch):
        own = {column: values[row] for column, values in gold.items()}
        numbers = (n for s in sentences for n in range(s.start, s.start + len(s.words)))
        columns = {number: column for column, number in enumerate(numbers, start=1)}
        at = 1
        for sentence in sentences:
            fill_tags(own, sentence, at, index)
            fill_pairs(own, sentence, at, columns)
            at += len(sentence.words)
    inputs = [
        torch.from_numpy(a) for a in (laid.ids, laid.shapes, laid.mask, laid.first, laid.last)
    ]
    return (
        inputs,
        torch.from_numpy(laid.sentence),
        {c: torch.from_numpy(g) for c, g in gold.items()},
    )


def fill_tags(
    gold: dict[str, Any], sentence: Sentence, at: int, index: dict[str, dict[str, int]]
) -> None:
    """Write what each word of a sentence is into its window's columns, from column `at` on."""
    end = at + len(sentence.words)
    for column in COLUMNS:
        values = getattr(sentence, column)
        if values is not None:
            gold[column][at:end] = [index[column].get(v, -100) for v in values]
    if sentence.head:
        gold["head"][at:end] = [h and h + at - 1 for h in sentence.head]
    if sentence.clusters:
        gold["cluster"][at:end] = sentence.clusters


def fill_pairs(gold: dict[str, Any], sentence: Sentence, at: int, columns: dict[int, int]) -> None:
    """Write which cues each word serves; column 0 stands for the cues outside the window."""
    for name, values in (("source", sentence.sources), ("content", sentence.contents)):
        for word, cues in enumerate(values or ()):
            for cue in cues:
                gold[name][at + word, columns.get(cue, 0)] = 1
    for word, served in enumerate(sentence.roles or ()):
        for trigger, role, is_it in served:
            if trigger in columns:
                cell = ROLES.index(role), at + word, columns[trigger]
                if is_it or gold["roles"][cell] == 0:  # -1: not asked for
                    gold["roles"][cell] = 1 if is_it else -1
