"""Clues: how much each speaks for one of several choices, or for none of them.

In: clues by name, weights from `data/models/*.toml`.  Out: log odds.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

MODELS = Path(__file__).parent.parent / "data" / "models"


@dataclass(frozen=True, slots=True)
class ClueModel:
    """How much each clue counts.

    weights  clue -> log odds that it adds to a choice, or to "none"
    margin   log odds that a choice must have over "none"
    """

    weights: Mapping[str, float]
    margin: float

    def score(self, clues: Iterable[str]) -> float:
        """Sum of what the clues add; unknown ones add nothing."""
        weights = self.weights
        return sum([weights[clue] for clue in clues if clue in weights])

    def parts(self, clues: Iterable[str]) -> dict[str, float]:
        """What each clue adds to the score."""
        parts: dict[str, float] = {}
        for clue in clues:
            if clue in self.weights:
                parts[clue] = parts.get(clue, 0.0) + self.weights[clue]
        return parts


def load_model(path: Path) -> ClueModel:
    """A model that the package brings along."""
    with path.open("rb") as file:
        table = tomllib.load(file)
    return ClueModel(weights=table["weights"], margin=table["margin"])
