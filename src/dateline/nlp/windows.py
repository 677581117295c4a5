"""Windows: whole sentences, side by side, as the network sees them.

The encoder reads subwords, up to `WINDOW` of them at a time.  A window holds
as many whole sentences of one text as fit, each closed by a separator, so
that what a later sentence needs from an earlier one is within reach.
Training packs its windows with the same functions, so that the network meets
in use what it learnt from.

In: sentences as lists of words.  Out: arrays for the network, and for each
window the sentences that it holds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

WINDOW = 256  # subwords, first and last marker included; what the encoder was pretrained with
CLS, SEP, UNK = 101, 102, 100

# The encoder is uncased: capitals reach the network as one of these shapes.
N_SHAPES = 10
NO_SHAPE, DIGITS, SYMBOL, ALPHANUMERIC, LOWER, UPPER, TITLE, FIRST_TITLE, MIXED = range(9)

PLAIN = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201b": "'",
        "\u02bc": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2013": "-",
        "\u2014": "-",
        "\u2011": "-",
        "\u2026": "...",
    }
)

# To an uncased encoder these names look like common words; in text that is not all
# in capitals it reads a longer form of the same name instead.
SPELT_OUT = {"IS": "ISIS", "US": "USA"}


@dataclass(frozen=True, slots=True)
class Pieces:
    """One sentence in subwords.

    ids     subword numbers, no markers
    shapes  the shape of the word that each subword belongs to
    first   position in `ids` of each word's first subword
    last    position in `ids` of each word's last subword
    """

    ids: list[int]
    shapes: list[int]
    first: list[int]
    last: list[int]


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows side by side, padded.

    ids, shapes    (windows, subwords) int64
    mask           (windows, subwords) float32, 1 where a subword stands
    first, last    (windows, words + 1) int64: subword positions; column 0 is the root
    sentence       (windows, words + 1) int64: number of the word's sentence in its
                   window from 1, 0 for the root, -1 for padding
    """

    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]
    mask: NDArray[np.float32]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    sentence: NDArray[np.int64]


def shape_of(word: str, opens: bool) -> int:
    """The shape of a word; `opens` says that it is the first of its sentence."""
    if not any(c.isalpha() for c in word):
        return DIGITS if any(c.isdigit() for c in word) else SYMBOL
    if any(c.isdigit() for c in word):
        return ALPHANUMERIC
    if word.islower():
        return LOWER
    if word.isupper() and len(word) > 1:
        return UPPER
    if word[0].isupper():
        return FIRST_TITLE if opens else TITLE
    return MIXED


def cut_pieces(tokenizer: Tokenizer, sentences: Sequence[Sequence[str]]) -> list[Pieces]:
    """Each sentence's words in subwords; a word that the normaliser empties becomes one unknown."""
    plain = [_plain_words(words) for words in sentences]
    coded = tokenizer.encode_batch(plain, is_pretokenized=True, add_special_tokens=False)
    return [
        # without markers every subword belongs to a word
        _pieces_of(tokenizer, words, encoding.ids, cast("list[int]", encoding.word_ids))
        for words, encoding in zip(plain, coded, strict=True)
    ]


def _plain_words(words: Sequence[str]) -> list[str]:
    plain = [word.translate(PLAIN) or "-" for word in words]
    if not SPELT_OUT.keys().isdisjoint(plain) and any(word.islower() for word in plain):
        return [SPELT_OUT.get(word, word) for word in plain]
    return plain


def _pieces_of(
    tokenizer: Tokenizer, words: Sequence[str], ids: list[int], owners: list[int]
) -> Pieces:
    shapes = [shape_of(word, index == 0) for index, word in enumerate(words)]
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for position, owner in enumerate(owners):
        first.setdefault(owner, position)
        last[owner] = position
    if len(first) == len(words):
        return Pieces(ids, [shapes[o] for o in owners], [*first.values()], [*last.values()])
    ids, starts, ends, spread = [], [], [], []
    for word, shape in zip(words, shapes, strict=True):
        own = tokenizer.encode([word], is_pretokenized=True, add_special_tokens=False).ids or [UNK]
        starts.append(len(ids))
        ids.extend(own)
        ends.append(len(ids) - 1)
        spread.extend([shape] * len(own))
    return Pieces(ids, spread, starts, ends)


def pack_windows(lengths: Iterable[int], limits: Iterable[int] | None = None) -> list[range]:
    """Consecutive sentences in windows, as many whole ones as fit.

    Args:
        lengths: subwords of each sentence, separator not counted.
        limits: the subwords that each window in turn may hold; `WINDOW` by default.

    Returns:
        One range of sentence numbers per window.  A sentence that exceeds the
        limit has a window to itself.
    """
    source = iter(limits) if limits is not None else iter(lambda: WINDOW, None)
    windows, start, used, limit = [], 0, 1, next(source)
    index = -1
    for index, length in enumerate(lengths):
        if index > start and used + length + 1 > limit:
            windows.append(range(start, index))
            start, used, limit = index, 1, next(source)
        used += length + 1
    if index >= start:
        windows.append(range(start, index + 1))
    return windows


def lay_out(windows: Sequence[Sequence[Pieces]]) -> Batch:
    """Arrays for the network out of windows of sentences."""
    width = max(1 + sum(len(p.ids) + 1 for p in window) for window in windows)
    words = max(1 + sum(len(p.first) for p in window) for window in windows)
    ids = np.zeros((len(windows), width), np.int64)
    shapes = np.zeros((len(windows), width), np.int64)
    mask = np.zeros((len(windows), width), np.float32)
    first = np.zeros((len(windows), words), np.int64)
    last = np.zeros((len(windows), words), np.int64)
    sentence = np.full((len(windows), words), -1, np.int64)
    for row, window in enumerate(windows):
        ids[row, 0] = CLS
        sentence[row, 0] = 0
        at, word = 1, 1
        for number, pieces in enumerate(window, start=1):
            end, stop = at + len(pieces.ids), word + len(pieces.first)
            ids[row, at:end] = pieces.ids
            ids[row, end] = SEP
            shapes[row, at:end] = pieces.shapes
            first[row, word:stop] = np.asarray(pieces.first) + at
            last[row, word:stop] = np.asarray(pieces.last) + at
            sentence[row, word:stop] = number
            at, word = end + 1, stop
        mask[row, :at] = 1
    return Batch(ids, shapes, mask, first, last, sentence)
