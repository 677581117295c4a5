"""Learn how much each clue counts for the time of a claim.

    python training/claim_dates.py GOLD.jsonl [--readings CACHE] [--check] [--out date.toml]

Every annotated claim is an act with the times around it and "none of them"; a log-linear
model is fitted to which of them the annotators took (L2, L-BFGS).  `--check` measures by
fivefold cross-validation over reports; otherwise `data/models/date.toml` is written.

GOLD is in the form of the annotation guidelines, each claim with its `trigger`.
"""

import argparse
import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from dateline.extract.clues import ClueModel
from dateline.extract.cues import ready_cues
from dateline.extract.tenses import Tenses
from dateline.extract.time_clues import Act, Clues
from dateline.extract.time_options import Option, find_options
from dateline.extract.timing import MODEL
from dateline.lexicon import load_lexicon
from dateline.reading import Reading
from dateline.resolve import find_expressions, resolve
from loglinear import fit, read_all, write

# Chosen by `--check`: of 1 to 32 the penalty, of 0 to -0.5 the margin with the best F1.
PENALTY = 16.0
MARGIN = -0.2
FEWEST = 3  # acts that a clue must be seen with
SMALLEST = 0.03  # weights under it are left out
FOLDS = 5

Days = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Example:
    """One annotated act: clues of "none" and of each time, and which of them are right."""

    report: str
    clues: list[list[str]]
    right: list[bool]
    dated: bool


def examples_of(record: dict[str, Any], reading: Reading, telling: frozenset[str]) -> list[Example]:
    """The annotated acts of one report."""
    options = find_options(reading, find_expressions(reading.text))
    clues = Clues(reading, options, Tenses(reading), telling)
    examples = []
    for claim in record["claims"]:
        act = _act(reading, claim)
        if act is None:
            continue
        near = clues.options_for(act)
        right = [_is_right(option, claim, record["published"]) for option in near]
        examples.append(
            Example(
                record["id"],
                [list(clues.of_none(act, near)), *(list(clues.of(act, o, near)) for o in near)],
                [not any(right), *right],
                bool(claim.get("date")),
            )
        )
    return examples


def _act(reading: Reading, claim: dict[str, Any]) -> Act | None:
    """The words that name an annotated act; None where they are not found."""
    evidence = reading.text.find(claim["evidence"])
    if evidence < 0:
        return None
    trigger = claim.get("trigger") or claim["evidence"]
    start = evidence + max(claim["evidence"].find(trigger), 0)
    starts = [word.start for word in reading.words]
    found = range(bisect_left(starts, start), bisect_left(starts, start + len(trigger)))
    words = reading.words
    tops = [i for i in found if words[i].head not in found and words[i].upos not in FUNCTION]
    if not found:
        return None
    kind = claim.get("event") or claim.get("level") or claim.get("relation") or "strength"
    return Act(tops[0] if tops else found[0], tuple(found), claim["type"], kind)


FUNCTION = frozenset({"PUNCT", "DET", "ADP"})


def _is_right(option: Option, claim: dict[str, Any], published: str | None) -> bool:
    """Whether a time is the annotated one: by its words, or by the days that they mean."""
    gold = claim.get("date")
    if not gold:
        return False
    words, given = option.mentions[0].text, gold["text"].lower()
    if len(words) > 2 and (given in words.lower() or words.lower() in given):
        return True
    day = date.fromisoformat(published) if published else None
    tense = "future" if claim["status"] == "planned" else "past"
    when = resolve(words, published=day, tense=tense)
    annotated = tuple(date.fromisoformat(d).toordinal() if d else None for d in _ends(gold))
    if when is None or annotated == (None, None):
        return False
    found = tuple(day.toordinal() if day else None for day in (when.start, when.end))
    return _agree(annotated, found)


def _ends(gold: dict[str, Any]) -> tuple[str | None, str | None]:
    return gold["from"], gold["to"]


def _agree(one: Days, other: Days) -> bool:
    """Equal where an end is open, else half of all days shared."""
    if None in one or None in other:
        return one == other
    shared = min(one[1], other[1]) - max(one[0], other[0]) + 1
    return shared > 0 and 2 * shared >= max(one[1], other[1]) - min(one[0], other[0]) + 1


HEADING = (
    "What speaks for and against a time of a claim (clues: extract/time_clues.py), as log",
    "odds.  Written by training/claim_dates.py; do not edit.",
)


def learn(examples: Sequence[Example]) -> ClueModel:
    """Weights under which the annotated times are likeliest."""
    return fit(examples, fewest=FEWEST, penalty=PENALTY, margin=MARGIN)


# -- measuring ----------------------------------------------------------------------------


def choose(model: ClueModel, example: Example) -> int:
    """Number of the option taken, 0 for none."""
    none, *times = (model.score(clues) for clues in example.clues)
    best = max(range(len(times)), key=times.__getitem__, default=-1)
    return best + 1 if times and times[best] > none + model.margin else 0


def folds_of(examples: Sequence[Example]) -> dict[str, int]:
    """Reports -> their fold, the same at every run."""
    reports = sorted({example.report for example in examples})
    order = np.random.default_rng(0).permutation(len(reports))
    return {reports[i]: number % FOLDS for number, i in enumerate(order)}


def check(examples: Sequence[Example]) -> None:
    """Print precision, recall and F1 over reports that were not learnt from."""
    fold = folds_of(examples)
    hits = taken = 0
    for number in range(FOLDS):
        model = learn([e for e in examples if fold[e.report] != number])
        for example in (e for e in examples if fold[e.report] == number):
            choice = choose(model, example)
            taken += choice > 0
            hits += choice > 0 and example.right[choice]
    dated = sum(example.dated for example in examples)
    print(f"{len(examples)} acts, {dated} dated: P {hits / taken:.3f} R {hits / dated:.3f} "
          f"F1 {2 * hits / (taken + dated):.3f}")  # fmt: skip


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--readings", type=Path, help="cache of readings")
    parser.add_argument("--check", action="store_true", help="cross-validate, write nothing")
    parser.add_argument("--out", type=Path, default=MODEL)
    given = parser.parse_args()
    records = [json.loads(line) for line in given.gold.read_text("utf-8").splitlines()]
    readings = read_all([record["text"] for record in records], given.readings)
    telling = frozenset(ready_cues(load_lexicon(())).frame_kind)
    examples = [
        example
        for record, reading in zip(records, readings, strict=True)
        for example in examples_of(record, reading, telling)
    ]
    if given.check:
        check(examples)
        return
    print(f"{write(learn(examples), given.out, HEADING, SMALLEST)} weights in {given.out}")


if __name__ == "__main__":
    main()
