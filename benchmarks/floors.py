"""Floors: the lowest score that each measure may show on each development set.

Scores move a little for no reason (another processor rounds otherwise, one claim flips); `noise`
is how far.  Floors are raised by `accuracy.py --update` and lowered only with
`--allow-regression`, in a commit that says why.  A floor belongs to one content
of its gold file, known by SHA-256: on another content it says nothing.
"""

import json
import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

HEAD = """\
# Lowest score that each measure may show, per development set; see benchmarks/README.md.
# Raised by `python benchmarks/accuracy.py --update`; lowered only with `--allow-regression`,
# in a commit that says why.  `gold` lies in the folder beside the project that holds the corpora.
"""


class FloorError(Exception):
    """The floors cannot be used; one sentence that says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """One development set.

    name    "ewt-dev", unique within the task
    gold    path of the gold file in the corpora's folder
    sha256  of the gold file's bytes, hexadecimal; "" before the first --update
    noise   how far below a floor a score may fall
    scores  measure, as a path in the scorer's result ("las.f1"), to its floor
    types   types of name that count; part: see `tasks.Job`
    """

    task: str
    name: str
    gold: str
    sha256: str
    noise: float
    scores: Mapping[str, float]
    types: tuple[str, ...] = ()
    part: str | None = None


def read_floors(path: Path) -> list[Floor]:
    """The floors of a file.

    Raises:
        FloorError: the file is missing or not of this form.
    """
    try:
        table = tomllib.loads(path.read_text("utf-8"))
        return [
            Floor(
                task=task,
                name=name,
                gold=entry["gold"],
                sha256=entry["sha256"],
                noise=float(entry["noise"]),
                scores={m: float(v) for m, v in entry["floor"].items()},
                types=tuple(entry.get("types", ())),
                part=entry.get("part"),
            )
            for task, entries in table.items()
            for name, entry in entries.items()
        ]
    except (OSError, tomllib.TOMLDecodeError, KeyError, AttributeError, TypeError) as error:
        raise FloorError(f"{path}: cannot be read as floors: {error!r}") from error


def floors_text(floors: Iterable[Floor]) -> str:
    """The file's content for some floors; `read_floors` of it gives them back."""
    parts = [HEAD]
    for floor in floors:
        parts.append(f"\n[{floor.task}.{floor.name}]\n")
        parts.append(f'gold   = "{floor.gold}"\nsha256 = "{floor.sha256}"\n')
        if floor.types:
            parts.append(f"types  = {json.dumps(floor.types)}\n")
        if floor.part:
            parts.append(f'part   = "{floor.part}"\n')
        parts.append(f"noise  = {floor.noise}\n[{floor.task}.{floor.name}.floor]\n")
        parts += [f'"{measure}" = {value}\n' for measure, value in floor.scores.items()]
    return "".join(parts)


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes, hexadecimal."""
    return sha256(path.read_bytes()).hexdigest()


def score_at(scores: Mapping[str, Any], measure: str) -> float:
    """The number at a path of a scorer's result.

    Raises:
        FloorError: there is none.
    """
    at: Any = scores
    for key in measure.split("."):
        at = at.get(key) if isinstance(at, Mapping) else None
    if not isinstance(at, int | float):
        raise FloorError(f"the scorer's result has no number at {measure!r}")
    return float(at)


def broken(floor: Floor, measured: Mapping[str, float]) -> list[str]:
    """The measures that lie below their floors by more than the noise."""
    return [m for m, lowest in floor.scores.items() if measured[m] < lowest - floor.noise]


def updated(
    floor: Floor, measured: Mapping[str, float], sha: str, *, allow_regression: bool
) -> Floor:
    """The floor raised to what was measured; lowered too where that is allowed."""
    kept: Mapping[str, float] = {} if allow_regression else floor.scores
    scores = {m: max(kept.get(m, 0.0), _down(measured[m])) for m in floor.scores}
    return replace(floor, scores=scores, sha256=sha)


def _down(value: float) -> float:
    return math.floor(value * 10_000 + 1e-6) / 10_000
