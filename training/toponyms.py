"""Learn what decides which place a name means, from corpora whose places have coordinates.

    python training/toponyms.py --bench FOLDER                     weights, and how good they are
    python training/toponyms.py --bench FOLDER --out FILE.toml     and write them

In: `geoparse.lgl.dev.jsonl` and `geoparse.trnews.dev.jsonl` of the folder `data` in FOLDER.
Out: weights as TOML.  Each corpus is scored with weights learnt from the other one, too.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dateline.nlp.reader import NetworkReader
from dateline.resolve.gazetteer import Gazetteer, distance_km
from dateline.resolve.outlet import country_of_address
from dateline.resolve.place import CANDIDATES, Weights, believe
from dateline.resolve.scene import ALONE, TOGETHER, Floats, Scene, Sense
from dateline.resolve.toponyms import Namings

CORPORA = ("geoparse.lgl.dev.jsonl", "geoparse.trnews.dev.jsonl")
SAME_KM, NEAR_KM = 30.0, 161.0
STEPS, RATE, DECAY = 400, 0.05, 1e-3
LEAST = 0.05  # a weight below it is left out


@dataclass(frozen=True)
class Lesson:
    """One name of one report: its meanings' features, which are right, how much it counts."""

    features: Floats
    right: Floats
    weight: float


@dataclass(frozen=True)
class Report:
    """A report with what its names really mean."""

    scene: Scene
    gold: Sequence[dict[str, Any] | None]  # for each naming


def main() -> None:
    """Learn, score, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    corpora = {name: load(given.bench / "data" / name) for name in CORPORA}
    for learnt in CORPORA:
        weights = learn(corpora[learnt])
        for name, reports in corpora.items():
            print(f"learnt from {learnt}, on {name}: {accuracy(reports, weights):.4f} of the names")
    weights = learn([report for reports in corpora.values() for report in reports])
    if given.out:
        given.out.write_text(as_toml(weights), encoding="utf-8")


def load(path: Path) -> list[Report]:
    """The reports of a corpus with their scenes."""
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    readings = NetworkReader(threads=2).read_many(record["text"] for record in records)
    namings = Namings(Gazetteer(), CANDIDATES)
    reports = []
    for record, reading in zip(records, readings, strict=True):
        found = namings.find(reading)
        sentences = [reading.sentence_of[naming.first] for naming in found]
        scene = Scene(found, sentences, reading.text, country_of_address(record.get("url")))
        gold = [
            next((t for t in record["toponyms"] if n.start < t["end"] and t["start"] < n.end), None)
            for n in found
        ]
        reports.append(Report(scene, gold))
    return reports


def right_ones(sense: Sense, gold: Sequence[dict[str, Any] | None]) -> tuple[Floats, int] | None:
    """Which meanings of a name are right, the last being "not known"; None where nobody knows."""
    truths = [t for i in sense.namings if (t := gold[i]) is not None and t["lat"] is not None]
    if not truths:
        return None
    truth = truths[0]
    right = np.zeros(len(sense.candidates) + 1)
    places = [candidate.place for candidate in sense.candidates]
    away = [distance_km(truth["lat"], truth["lon"], p.latitude, p.longitude) for p in places]
    wide = [km <= p.radius_km for km, p in zip(away, places, strict=True)]  # "Middle East"
    ids = [p.id == f"geonames:{truth['geonameid']}" for p in places]
    near = [km <= SAME_KM for km in away], [km <= NEAR_KM for km in away]
    for chosen in (ids, *near, wide):
        if any(chosen):
            right[:-1] = chosen
            return right, len(truths)
    right[-1] = 1.0
    return right, len(truths)


def learn(reports: Sequence[Report]) -> Weights:
    """Weights for first sight, then those that go with what first sight believes."""
    alone = fit(lessons(reports, [report.scene.alone for report in reports]))
    zero = np.zeros(len(TOGETHER))
    first = Weights(alone, np.concatenate([alone, zero]))
    tables = []
    for report in reports:
        scene = report.scene
        together = (
            scene.together(believe(scene, first)) if scene.senses else np.zeros((0, len(zero)))
        )
        tables.append(np.hstack([scene.alone, together]))
    return Weights(alone, fit(lessons(reports, tables)))


def lessons(reports: Sequence[Report], tables: Sequence[Floats]) -> list[Lesson]:
    """All names with a known place."""
    found = []
    for report, table in zip(reports, tables, strict=True):
        for sense in report.scene.senses:
            answer = right_ones(sense, report.gold)
            if answer is not None:
                rows = table[sense.first : sense.stop]
                found.append(Lesson(rows, answer[0], float(np.sqrt(answer[1]))))
    return found


def fit(given: Sequence[Lesson]) -> Floats:
    """Log-linear weights that make the right meanings likeliest (Adam on all lessons at once)."""
    table = np.concatenate([lesson.features for lesson in given])
    right = np.concatenate([lesson.right for lesson in given])
    sizes = [len(lesson.features) for lesson in given]
    owner = np.repeat(np.arange(len(given)), sizes)
    starts = np.cumsum([0, *sizes[:-1]])
    counts = np.array([lesson.weight for lesson in given])
    weights = np.zeros(table.shape[1])
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = table @ weights
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        shares = powers / np.add.reduceat(powers, starts)[owner]
        wanted = shares * right
        wanted /= np.maximum(np.add.reduceat(wanted, starts)[owner], 1e-12)
        slope = table.T @ ((shares - wanted) * counts[owner]) / counts.sum() + DECAY * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        ready = mean / (1 - 0.9**step), square / (1 - 0.999**step)
        weights -= RATE * ready[0] / (np.sqrt(ready[1]) + 1e-8)
    return weights


def accuracy(reports: Sequence[Report], weights: Weights) -> float:
    """Share of the namings with a known place whose likeliest meaning is right within 161 km."""
    right = count = 0
    for report in reports:
        belief = believe(report.scene, weights) if report.scene.senses else np.zeros(0)
        for sense in report.scene.senses:
            best = int(belief[sense.first : sense.stop].argmax())
            for truth in (report.gold[i] for i in sense.namings):
                if truth is None or truth["lat"] is None:
                    continue
                count += 1
                if best < len(sense.candidates):
                    place = sense.candidates[best].place
                    away = distance_km(truth["lat"], truth["lon"], place.latitude, place.longitude)
                    right += away <= NEAR_KM
    return right / count


def as_toml(weights: Weights) -> str:
    """The weights by the names of their features."""
    lines = ["# What each feature of a place counts for; made by training/toponyms.py.", ""]
    both = (*ALONE, *TOGETHER)
    for table, names, values in (
        ("alone", ALONE, weights.alone),
        ("together", both, weights.together),
    ):
        lines.append(f"[{table}]")
        chosen = [(n, v) for n, v in zip(names, values, strict=True) if abs(v) >= LEAST]
        lines += [f'"{name}" = {value:.3f}' for name, value in chosen]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
