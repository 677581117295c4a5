"""Sayings: who is said to say what, from the network's scores.

A cue is a run of tagged words; the network scores every other word of the
window as part of that cue's source and of its content.  What belongs to a cue
outside the window is scored against the window's root, and goes to the last
saying before or the first one after.

In: scores of the windows of one text, in order.  Out: `Saying`s.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dateline.reading import Saying, Span

Floats = NDArray[np.float32]

OUTSIDE, BEGIN, INSIDE = 0, 1, 2  # tags of cues, in the network's order
SWITCH = 2.0  # what the border of a content costs, in the network's log odds
LEANING = 0.5  # log odds added for a word to be of a cue
GAP = 4  # from one word of a cue to the next, at most


@dataclass(frozen=True, slots=True)
class CueScores:
    """What the network says of one window; words are counted from its first.

    base     number in the text of the window's first word
    cues     first and last word of each
    source,  (cues + 1, words): log odds; row 0 is for a cue outside the window
    content
    """

    base: int
    cues: Sequence[Span]
    source: Floats
    content: Floats


def score_cues(base: int, tags: Floats, source: Floats, content: Floats) -> CueScores:
    """Keep of a window's scores what its cues need.

    Args:
        base: number in the text of the window's first word.
        tags: (words, 3) scores of outside, begin, inside.
        source: (words, words + 1), of axis 0 for the cue that begins at axis 1; 0 is outside.
        content: likewise.
    """
    cues = find_cues(tags)
    columns = [0, *(first + 1 for first, _ in cues)]
    return CueScores(base, cues, source[:, columns].T, content[:, columns].T)


def find_cues(tags: Floats) -> list[Span]:
    """Runs of words that were tagged as a cue; a word or two between its parts belong to it."""
    if tags.shape[1] <= INSIDE:  # of a network that has not learnt any
        return []
    leaning = tags + np.array([0.0, LEANING, LEANING], np.float32)
    found: list[Span] = []
    for word, tag in enumerate(leaning.argmax(1).tolist()):
        if tag == INSIDE and found and word - found[-1][1] <= GAP:
            found[-1] = (found[-1][0], word)
        elif tag != OUTSIDE:
            found.append((word, word))
    return found


def find_sayings(windows: Sequence[CueScores]) -> list[Saying]:
    """The sayings of one text.

    Args:
        windows: of the text, in order.
    """
    found: list[Saying] = []
    waiting: list[Span] = []  # content before its cue
    for window in windows:
        inside = choose_runs(window.content, SWITCH)
        size = inside.shape[1]
        own = []
        for cue, scores, row in zip(window.cues, window.source[1:], inside[1:], strict=True):
            source = choose_source(scores)
            named = None if source is None else _moved(source, window.base)
            content = tuple(_moved(run, window.base) for run in _runs(row))
            own.append(Saying(_moved(cue, window.base), named, content))
        if own and waiting:
            own[0] = replace(own[0], content=(*waiting, *own[0].content))
        waiting = []
        for run in _runs(inside[0]):
            first, last = _moved(run, window.base)
            if run[0] + run[1] >= size and not any(_overlap(run, r) for r in _all(inside[1:])):
                waiting.append((first, last))
            elif found:
                found[-1] = replace(found[-1], content=_joined(found[-1].content, (first, last)))
        found += own
    return found


def choose_runs(scores: Floats, switch: float) -> NDArray[np.bool_]:
    """The best set of words for each row, where every border costs `switch`.

    Args:
        scores: (rows, words) log odds of each word.
        switch: log odds.

    Returns:
        (rows, words), true for the chosen words.
    """
    rows, size = scores.shape
    lead = np.empty((size, rows), np.float32)  # of being inside over being outside, so far
    before = np.full(rows, -switch / 2, np.float32)
    for word in range(size):
        before = scores[:, word] + np.clip(before, -switch, switch)
        lead[word] = before
    chosen = np.zeros((size, rows), bool)
    inside = before > 0
    for word in range(size - 1, -1, -1):
        chosen[word] = inside
        if word:
            inside = lead[word - 1] > np.where(inside, -switch, switch)
    return chosen.T


def choose_source(scores: Floats) -> Span | None:
    """The stretch of words with the highest sum of scores; None if no word is above 0."""
    sums = np.concatenate(([0.0], np.cumsum(scores)))
    lowest = np.minimum.accumulate(sums[:-1])
    gains = sums[1:] - lowest
    last = int(gains.argmax())
    if gains[last] <= 0:
        return None
    return int(sums[: last + 1].argmin()), last


def _runs(row: NDArray[np.bool_]) -> list[Span]:
    borders = np.flatnonzero(np.diff(np.concatenate(([0], row.astype(np.int8), [0]))))
    return [(int(a), int(b) - 1) for a, b in zip(borders[::2], borders[1::2], strict=True)]


def _all(rows: NDArray[np.bool_]) -> list[Span]:
    return [run for row in rows for run in _runs(row)]


def _overlap(one: Span, other: Span) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _moved(span: Span, base: int) -> Span:
    return span[0] + base, span[1] + base


def _joined(content: tuple[Span, ...], run: Span) -> tuple[Span, ...]:
    """A run that follows the last one immediately is one with it."""
    if content and content[-1][1] + 1 >= run[0]:
        return (*content[:-1], (content[-1][0], run[1]))
    return (*content, run)
