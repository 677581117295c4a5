"""From scores to answers: one tree per sentence, labels on its arcs, names.

A tree is the best-scoring set of arcs in which every word has one head, one
word hangs on the root and no arcs cross.  In most sentences each word's best
head already gives that; otherwise Eisner's algorithm decides.  English crosses
arcs so rarely that a crossing is nearly always the network's slip.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import cast

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def choose_heads(scores: Floats) -> Ints:
    """Heads of one sentence.

    Args:
        scores: shape (n + 1, n + 1), `scores[dependent, head]`; row and column 0 are the root.

    Returns:
        Length n + 1: the head of each word, 0 for the root; entry 0 is 0.
    """
    heads: Ints = scores.argmax(1)
    heads[0] = 0
    single = np.count_nonzero(heads[1:] == 0) == 1
    if single and _is_tree(heads) and _is_projective(heads):
        return heads
    return _projective_tree(scores.astype(np.float64))


def _is_projective(heads: Ints) -> bool:
    """Whether no two arcs cross, that of the root from before the first word included."""
    arcs = [(min(w, h), max(w, h)) for w, h in enumerate(heads.tolist()) if w]
    arcs.sort(key=lambda arc: (arc[0], -arc[1]))  # of those that begin together the widest first
    open_ends: list[int] = []
    for left, right in arcs:
        while open_ends and open_ends[-1] <= left:
            open_ends.pop()
        if open_ends and open_ends[-1] < right:
            return False
        open_ends.append(right)
    return True


def _projective_tree(scores: NDArray[np.float64]) -> Ints:
    """The best tree without crossing arcs and with one root (Eisner 1996)."""
    n = len(scores) - 1
    arc = scores[1:, 1:]  # arc[dependent, head]
    left, right = np.zeros((n, n)), np.zeros((n, n))  # spans headed at their right, left end
    to_left, to_right = np.zeros((n, n)), np.zeros((n, n))  # the same while the arc is new
    split = np.zeros((3, n, n), np.int64)  # where the middle, left and right spans were cut
    for k in range(1, n):
        for i in range(n - k):
            j = i + k
            middle = right[i, i:j] + left[i + 1 : j + 1, j]
            r = int(middle.argmax())
            split[0, i, j] = i + r
            to_left[i, j] = middle[r] + arc[i, j]
            to_right[i, j] = middle[r] + arc[j, i]
            whole = left[i, i:j] + to_left[i:j, j]
            r = int(whole.argmax())
            split[1, i, j], left[i, j] = i + r, whole[r]
            whole = to_right[i, i + 1 : j + 1] + right[i + 1 : j + 1, j]
            r = int(whole.argmax())
            split[2, i, j], right[i, j] = i + 1 + r, whole[r]
    root = int((left[0] + right[:, n - 1] + scores[1:, 0]).argmax())
    heads = np.zeros(n + 1, np.int64)
    stack = [(0, root, "left"), (root, n - 1, "right")]
    while stack:
        i, j, side = stack.pop()
        if i == j:
            continue
        if side == "left":  # j heads i..j: an arc to r, whose own left span goes on
            r = int(split[1, i, j])
            heads[r + 1] = j + 1
            q = int(split[0, r, j])
            stack += [(i, r, "left"), (r, q, "right"), (q + 1, j, "left")]
        else:
            r = int(split[2, i, j])
            heads[r + 1] = i + 1
            q = int(split[0, i, r])
            stack += [(r, j, "right"), (i, q, "right"), (q + 1, r, "left")]
    return heads


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


def choose_labels(
    dependents: Floats, heads: Floats, weights: Floats, *, barred: int | None = None
) -> Ints:
    """The best label of each arc.

    Args:
        dependents: shape (n, d), the lower end of each arc.
        heads: shape (n, d), its upper end.
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


LIST = 2  # names of one type that outvote another one beside them


def join_titles(upos: Sequence[str], heads: list[int], relations: list[str]) -> None:
    """Make one subject of two that stand side by side, in place: "leader" "Abu Hamza".

    No clause has two subjects; where a noun and a name right behind it both came out as
    one, the noun is the name's title.

    Args:
        upos: parts of speech of one sentence.
        heads: from 0, -1 for the root.
        relations: to the heads.
    """
    subjects: dict[int, list[int]] = {}
    for word, relation in enumerate(relations):
        if relation.startswith("nsubj"):
            subjects.setdefault(heads[word], []).append(word)
    for own in subjects.values():
        for title, name in pairwise(own):
            if upos[title] not in ("NOUN", "PROPN") or upos[name] != "PROPN":
                continue
            if _edge(heads, title, max) + 1 == _edge(heads, name, min):
                heads[title], relations[title] = name, "nmod:desc"


def _edge(heads: Sequence[int], top: int, pick: Callable[[Iterable[int]], int]) -> int:
    """First or last word below `top`, itself included."""
    below, grows = {top}, True
    while grows:
        more = {word for word, head in enumerate(heads) if head in below} - below
        below, grows = below | more, bool(more)
    return pick(below)


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


def agree_in_lists(
    names: Sequence[tuple[int, int, str]], heads: Sequence[int], relations: Sequence[str]
) -> list[tuple[int, int, str]]:
    """The names with the one odd member of a list made what all others are.

    "Sidr, Ras Lanouf and Brega" are three places, or three persons.

    Args:
        names: first word, last word and type of each.
        heads: of the sentence's words, -1 for the root.
        relations: to the heads.
    """
    at = {word: number for number, name in enumerate(names) for word in range(name[0], name[1] + 1)}
    lists: dict[int, set[int]] = {}
    for word, relation in enumerate(relations):
        head = heads[word]
        if relation == "conj" and word in at and head in at:
            lists.setdefault(head, {at[head]}).add(at[word])
    agreed = list(names)
    for members in lists.values():
        kinds = Counter(names[number][2] for number in members)
        most, count = kinds.most_common(1)[0]
        if len(kinds) == 1 or count < LIST or count < len(members) - 1:
            continue
        for number in members:
            agreed[number] = (*names[number][:2], most)
    return agreed


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
