"""From scores to answers: one tree per sentence, labels on its arcs, names.

A tree is the best-scoring set of arcs in which every word has one head and one
word hangs on the root.  In nine of ten sentences each word's best head already
gives that; otherwise Chu-Liu and Edmonds decide.
"""

from collections.abc import Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
FORBIDDEN = -1e9


def choose_heads(scores: Floats) -> Ints:
    """Heads of one sentence.

    Args:
        scores: shape (n + 1, n + 1), `scores[dependent, head]`; row and column 0 are the root.

    Returns:
        Length n + 1: the head of each word, 0 for the root; entry 0 is 0.
    """
    heads = scores.argmax(1)
    heads[0] = 0
    if np.count_nonzero(heads[1:] == 0) == 1 and _is_tree(heads):
        return heads
    scores = scores.astype(np.float64)
    heads = _spanning_tree(scores)
    roots = np.flatnonzero(heads[1:] == 0) + 1
    if len(roots) == 1:
        return heads
    return _single_root(scores, len(roots))


def _single_root(scores: NDArray[np.float64], n_roots: int) -> Ints:
    """The best tree under each of the likeliest roots in turn."""
    dependents = np.arange(1, len(scores))
    best, best_score = np.zeros(len(scores), np.int64), -np.inf
    for root in np.argsort(-scores[1:, 0])[: max(3, n_roots)] + 1:
        only = scores.copy()
        only[1:, 0] = FORBIDDEN / 100
        only[root] = FORBIDDEN / 100
        only[root, 0] = scores[root, 0]
        heads = _spanning_tree(only)
        total = only[dependents, heads[1:]].sum()
        if total > best_score:
            best, best_score = heads, total
    return best


def _is_tree(heads: Ints) -> bool:
    """Whether every word reaches the root."""
    at: list[int] = heads.tolist()
    state = [0] * len(at)  # 1: on the present path, 2: reaches the root
    state[0] = 2
    for start in range(1, len(at)):
        path = []
        word = start
        while not state[word]:
            state[word] = 1
            path.append(word)
            word = at[word]
        if state[word] == 1:
            return False
        for passed in path:
            state[passed] = 2
    return True


def _find_cycle(heads: Ints) -> list[int] | None:
    at: list[int] = heads.tolist()
    state = [0] * len(at)
    for start in range(1, len(at)):
        path = []
        word = start
        while word and not state[word]:
            state[word] = 1
            path.append(word)
            word = at[word]
        if word and state[word] == 1:
            return path[path.index(word) :]
        for passed in path:
            state[passed] = 2
    return None


def _spanning_tree(scores: NDArray[np.float64]) -> Ints:
    """Maximum spanning arborescence from node 0 (Chu and Liu 1965, Edmonds 1967)."""
    n = len(scores)
    scores = scores.copy()
    np.fill_diagonal(scores, FORBIDDEN)
    scores[0] = FORBIDDEN
    heads = scores.argmax(1)
    heads[0] = 0
    found = _find_cycle(heads)
    if found is None:
        return heads
    cycle = np.array(found)
    inside = np.zeros(n, bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    m = len(rest)
    # the cycle becomes node m: entering it breaks its cheapest arc
    smaller = np.full((m + 1, m + 1), FORBIDDEN)
    smaller[:m, :m] = scores[np.ix_(rest, rest)]
    within = scores[cycle, heads[cycle]]
    entering = scores[np.ix_(cycle, rest)] - within[:, None] + within.sum()
    smaller[m, :m] = entering.max(0)
    leaving = scores[np.ix_(rest, cycle)]
    smaller[:m, m] = leaving.max(1)
    entry, exits = entering.argmax(0), leaving.argmax(1)
    inner = _spanning_tree(smaller)
    result = heads.copy()
    for k in range(1, m):
        result[rest[k]] = rest[inner[k]] if inner[k] < m else cycle[exits[k]]
    outside = inner[m]
    result[cycle[entry[outside]]] = rest[outside]
    result[0] = 0
    return cast("Ints", result)


def choose_labels(
    dependents: Floats, heads: Floats, weights: Floats, *, barred: int | None = None
) -> Ints:
    """The best label of each arc.

    Args:
        dependents, heads: shape (n, d), the two ends of each arc.
        weights: shape (d + 1, labels, d + 1), the bilinear form with its biases.
        barred: a label that no arc may have (the root's has no governor).

    Returns:
        Length n, numbers of labels.
    """
    n, (d, labels, _) = len(dependents), weights.shape
    one = np.ones((n, 1), np.float32)
    left = np.concatenate([dependents, one], 1)
    right = np.concatenate([heads, one], 1)
    mixed = (left @ weights.reshape(d, labels * d)).reshape(n, labels, d)
    scores = np.matmul(mixed, right[:, :, None])[:, :, 0]
    if barred is not None:
        scores[:, barred] = -np.inf
    return cast("Ints", scores.argmax(1))


def name_transitions(tags: Sequence[str]) -> Floats:
    """Shape (tags, tags): 0 where the second may follow the first, else far below."""
    table = np.zeros((len(tags), len(tags)), np.float32)
    for i, before in enumerate(tags):
        for j, after in enumerate(tags):
            if after[0] == "I" and before[1:] != after[1:]:
                table[i, j] = -1e4
    return table


def choose_names(scores: Floats, tags: Sequence[str], table: Floats) -> list[tuple[int, int, str]]:
    """Names of one sentence as (first word, last word, type).

    Args:
        scores: shape (n, tags).
        tags: "O", "B-person", "I-person" ...
        table: of `name_transitions(tags)`.
    """
    best = scores.argmax(1)
    if not best.any():  # tag 0 is "O"
        return []
    starts = np.array([t[0] == "I" for t in tags])
    if starts[best[0]] or (table[best[:-1], best[1:]] < 0).any():
        best = _viterbi(scores, table, starts)
    found: list[tuple[int, int, str]] = []
    for word, number in enumerate(best.tolist()):
        tag = tags[number]
        if tag[0] == "B":
            found.append((word, word, tag[2:]))
        elif tag[0] == "I":
            first, _, kind = found[-1]
            found[-1] = (first, word, kind)
    return found


def _viterbi(scores: Floats, table: Floats, starts: NDArray[np.bool_]) -> Ints:
    total = scores[0] + np.where(starts, -1e4, 0)
    back = []
    for row in scores[1:]:
        ways = total[:, None] + table
        back.append(ways.argmax(0))
        total = ways.max(0) + row
    path = [int(total.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return np.array(path[::-1])
