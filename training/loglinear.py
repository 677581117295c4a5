"""Log-linear models over named clues: fitting, writing, and the readings that they learn from.

In: examples, each with the clues of its choices, the first of which is "none", and which of
them are right.  Out: a `ClueModel`, in memory or as TOML.
"""

import json
import pickle
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from dateline.extract.clues import ClueModel
from dateline.nlp.reader import NetworkReader
from dateline.reading import Reading


class Choice(Protocol):
    """What is learnt from: the clues of each option, and which are right."""

    clues: list[list[str]]
    right: list[bool]


def fit(examples: Sequence[Choice], *, fewest: int, penalty: float, margin: float) -> ClueModel:
    """Weights under which the right options are likeliest (L2, L-BFGS).

    Args:
        examples: what is learnt from.
        fewest: options that a clue must be seen with.
        penalty: on the squares of the weights.
        margin: log odds over "none" that the model will ask for.
    """
    counts = Counter(c for e in examples for clues in e.clues for c in set(clues))
    names = sorted(name for name, count in counts.items() if count >= fewest)
    column = {name: number for number, name in enumerate(names)}
    rows, columns, owners = [], [], []
    for number, example in enumerate(examples):
        for clues in example.clues:
            known = [column[c] for c in clues if c in column]
            rows += [len(owners)] * len(known)
            columns += known
            owners.append(number)
    row, at, owner = np.array(rows), np.array(columns), np.array(owners)
    right = np.array([float(r) for e in examples for r in e.right])
    first = np.searchsorted(owner, np.arange(len(examples)))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        """Penalised negative log likelihood of the right options, and its gradient."""
        scores = np.bincount(row, weights[at], minlength=len(owner))
        scores = np.exp(scores - np.maximum.reduceat(scores, first)[owner])
        likely = scores / np.add.reduceat(scores, first)[owner]
        together = np.add.reduceat(likely * right, first)
        pull = likely * right / together[owner] - likely
        gradient = np.bincount(at, pull[row], minlength=len(names)) - penalty * weights
        gain = np.log(together).sum() - penalty / 2 * (weights @ weights)
        return -gain, -gradient

    weights = minimise(loss, np.zeros(len(names)))
    return ClueModel(dict(zip(names, weights.tolist(), strict=True)), margin)


Loss = Callable[[np.ndarray], tuple[float, np.ndarray]]


def minimise(loss: Loss, at: np.ndarray, steps: int = 200, memory: int = 10) -> np.ndarray:
    """L-BFGS with backtracking (J. Nocedal, S. Wright, Numerical Optimization, ch. 7)."""
    moves: list[tuple[np.ndarray, np.ndarray]] = []
    value, gradient = loss(at)
    for _ in range(steps):
        direction, factors = gradient.copy(), []
        for move, turn in reversed(moves):
            factors.append((move @ direction) / (turn @ move))
            direction -= factors[-1] * turn
        if moves:
            move, turn = moves[-1]
            direction *= (move @ turn) / (turn @ turn)
        else:
            direction /= max(1.0, float(np.abs(gradient).sum()))
        for (move, turn), factor in zip(moves, reversed(factors), strict=True):
            direction += (factor - (turn @ direction) / (turn @ move)) * move
        size = 1.0
        new_value, new_gradient = loss(at - direction)
        while new_value > value - 1e-4 * size * (gradient @ direction) and size > 1e-8:
            size /= 2
            new_value, new_gradient = loss(at - size * direction)
        move, turn = -size * direction, new_gradient - gradient
        if move @ turn > 1e-10:
            moves = [*moves, (move, turn)][-memory:]
        done = abs(value - new_value) < 1e-6 * abs(value)
        at, value, gradient = at + move, new_value, new_gradient
        if done:
            break
    return at


def write(model: ClueModel, path: Path, heading: Sequence[str], smallest: float) -> int:
    """Write a model with some lines of comment above it; returns the number of weights.

    Weights smaller than `smallest` are left out.
    """
    kept = {n: w for n, w in sorted(model.weights.items()) if abs(w) >= smallest}
    lines = [
        *(f"# {line}" for line in heading),
        "",
        f"margin = {model.margin}",
        "",
        "[weights]",
        *(f"{json.dumps(name)} = {weight:.2f}" for name, weight in kept.items()),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(kept)


def read_all(texts: Sequence[str], cache: Path | None) -> list[Reading]:
    """Readings of the texts, kept in a file between runs if one is given."""
    if cache is not None and cache.exists():
        parts = pickle.loads(cache.read_bytes())
    else:
        parts = [
            (r.text, list(r.words), list(r.sentences), list(r.paragraphs), list(r.names),
             list(r.sayings), dict(r.entities), [list(c) for c in r.chains])
            for r in NetworkReader(threads=2).read_many(texts)
        ]  # fmt: skip
        if cache is not None:
            cache.write_bytes(pickle.dumps(parts))
    return [
        Reading(*first, sayings=sayings, entities=entities, chains=chains)
        for *first, sayings, entities, chains in parts
    ]
