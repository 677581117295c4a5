"""Learn how likely a claim is to be right from what made it.

    python training/claim_scores.py GOLD.jsonl... --bench DIR [--check] [--out claim.toml]

Every claim that is made of the annotated reports is right or wrong by the scorer of claims;
a logistic model is fitted to which are (L2, L-BFGS).  Only reports are used that the network
was not trained on, because of those it is too sure, and none of the benchmark's unseen part.
`--check` measures by cross-validation over reports.

GOLD is in the form of the annotation guidelines.
"""

import argparse
import importlib
import json
import math
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from dateline.claim import Claim
from dateline.document import Document
from dateline.export.records import gold_record
from dateline.extract import Extractor
from dateline.extract.clues import ClueModel
from dateline.extract.matching import Draft
from dateline.extract.scoring import MODEL, ClaimScorer
from dateline.lexicon import load_lexicon
from dateline.nlp.network import BUILT_IN
from dateline.nlp.reader import NetworkReader
from dateline.reading import Reading
from dateline.report import Findings
from dateline.resolve import Gazetteer, PlaceResolver, find_expressions
from loglinear import fit, write

PENALTY = 10.0  # by `--check`: Brier score .2180; .2266 with 2, .2194 with 20
FEWEST = 8  # claims that a clue must be seen with
SMALLEST = 0.03  # weights under it are left out
FOLDS = 10
EXAMPLES = "examples of the lexicon"  # in place of a report
EXAMPLES_EVERY = 4  # with all of them the scores of reports are worse (Brier .226 for .221)
UNSEEN_BELOW = 40  # of 256: the benchmark's unseen part, which nothing is fitted to
TRAINED_FROM = 48  # of 256: what the network was trained on (`claims.UNSEEN_BELOW`)


Record = dict[str, Any]
Score = Callable[[Sequence[Record], Sequence[Record]], Record]


@dataclass(frozen=True, slots=True)
class Example:
    """One claim: clues of "wrong" (none) and of "right", and which of both it is."""

    report: str
    clues: list[list[str]]
    right: list[bool]


class Recorder(ClaimScorer):
    """Keeps what speaks for and against each claim; in place of a score it gets a number."""

    def __init__(self, reading: Reading, model: ClueModel, kept: list[list[str]]) -> None:
        super().__init__(reading, model)
        self.kept = kept

    def scored(self, claim: Claim, drafts: Sequence[Draft]) -> Claim:
        """The claim with its number among all that were kept."""
        self.kept.append(sorted(set(self.clues(claim, drafts))))
        return replace(claim, score=len(self.kept) - 1)


def read_examples(records: Sequence[Record], score: Score, reader: NetworkReader) -> list[Example]:
    """What is claimed of the annotated reports, and whether annotators claim it too."""
    kept: list[list[str]] = []
    places = PlaceResolver(Gazetteer())
    extractor = Extractor(load_lexicon(()), find_expressions, places.namings.places)
    extractor.make_scorer = lambda reading, model: Recorder(reading, model, kept)
    examples = []
    readings = reader.read_many(record["text"] for record in records)
    for record, reading in zip(records, readings, strict=True):
        published = record["published"] and date.fromisoformat(record["published"])
        document = Document(
            text=record["text"],
            label=record["id"],
            published=published or None,
            outlet=record["publisher"],
            title=record["title"],
        )
        claims = extractor.extract_claims(document, reading)
        findings = Findings(document=document, claims=tuple(claims), links=(), words=1)
        found = gold_record(findings)["claims"]
        right = set(_paired(record, found, score))
        for number, claim in enumerate(claims):
            is_right = number in right
            clues = kept[int(claim.score or 0)]
            examples.append(Example(record["id"], [[], clues], [not is_right, is_right]))
    return examples


def read_lexicon_examples(reader: NetworkReader) -> list[Example]:
    """A quarter of the lexicon's own examples, plain sentences that must stay plain.

    Annotated reports have few of them; without any, "rebels captured the port" looks doubtful
    because the network takes most captures in the reports for those of people.
    """
    kept: list[list[str]] = []
    lexicon = load_lexicon(())
    places = PlaceResolver(Gazetteer())
    extractor = Extractor(lexicon, find_expressions, places.namings.places)
    extractor.make_scorer = lambda reading, model: Recorder(reading, model, kept)
    cases = [(entry, example) for entry in lexicon.entries.values() for example in entry.examples]
    cases = cases[::EXAMPLES_EVERY]
    found = []
    readings = reader.read_many(example.text for _, example in cases)
    for (entry, example), reading in zip(cases, readings, strict=True):
        document = Document(text=example.text, label=entry.name)
        found += [
            Example(
                EXAMPLES, [[], kept[int(c.score or 0)]], [not example.gives, bool(example.gives)]
            )
            for c in extractor.extract_claims(document, reading)
            if c.entry == entry.name
        ]
    return found


def _paired(record: Record, found: Sequence[Record], score: Score) -> Iterator[int]:
    """Numbers of the claims that are a gold claim's, each gold claim taking the first free one."""
    text, free = record["text"], list(range(len(found)))
    for truth in record["claims"]:
        one = [{"id": "", "text": text, "claims": [truth]}]
        for number in free:
            if score(one, [{"id": "", "claims": [found[number]]}])["all"]["found"]:
                free.remove(number)
                yield number
                break


def is_free(name: str) -> bool:
    """Whether a passage may be learnt from here: not trained on, and not of the unseen part."""
    return UNSEEN_BELOW <= sha256(name.encode("utf-8")).digest()[0] < TRAINED_FROM


def learn(examples: Sequence[Example]) -> ClueModel:
    """Weights under which what annotators claim too is likeliest."""
    return fit(examples, fewest=FEWEST, penalty=PENALTY, margin=0.0)


HEADING = (
    "What speaks for and against a claim (clues: extract/scoring.py), as log odds.",
    "Written by training/claim_scores.py; do not edit.",
)


# -- the check ---------------------------------------------------------------------------


def cross_validated(examples: Sequence[Example]) -> list[tuple[float, bool]]:
    """Chance and truth of each claim, by a model that has not seen its report."""
    reports = list(dict.fromkeys(e.report for e in examples if e.report != EXAMPLES))
    told = []
    for fold in range(FOLDS):
        held = set(reports[fold::FOLDS])
        model = learn([e for e in examples if e.report not in held])
        for example in (e for e in examples if e.report in held):
            odds = model.score(example.clues[1])
            told.append((1 / (1 + math.exp(-odds)), example.right[1]))
    return told


def check(examples: Sequence[Example], wanted: int) -> None:
    """Print how well chances hold, and what each least score would keep."""
    told = cross_validated(examples)
    for low in (i / 10 for i in range(10)):
        here = [right for chance, right in told if low <= chance < low + 0.1]
        kept = [right for chance, right in told if chance >= low]
        found = sum(kept)
        share = f"{sum(here) / len(here):.2f} of {len(here)}" if here else "-"
        print(
            f"scored {low:.1f}-{low + 0.1:.1f}: right {share:>12}; from {low:.1f} on: "
            f"P {found / max(1, len(kept)):.3f}  R {found / wanted:.3f}  "
            f"F1 {2 * found / (len(kept) + wanted):.3f}"
        )
    brier = sum((chance - right) ** 2 for chance, right in told) / len(told)
    print(f"Brier score {brier:.4f}, of always saying the mean {_spread(told):.4f}")


def _spread(told: Sequence[tuple[float, bool]]) -> float:
    mean = sum(right for _, right in told) / len(told)
    return mean * (1 - mean)


def main() -> None:
    """Fit, then check or write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--bench", type=Path, required=True, help="folder that holds `score`")
    parser.add_argument("--reader", type=Path, default=BUILT_IN, help="folder of the network")
    parser.add_argument("--check", action="store_true", help="cross-validate, write nothing")
    parser.add_argument("--out", type=Path, default=MODEL)
    args = parser.parse_args()
    sys.path.insert(0, str(args.bench))
    score = importlib.import_module("score.claims").score
    records = [
        record
        for path in args.gold
        for record in map(json.loads, path.read_text("utf-8").splitlines())
        if "train" not in path.stem or is_free(record["id"])
    ]
    reader = NetworkReader(folder=args.reader, threads=2)
    examples = read_examples(records, score, reader)
    wanted = sum(len(record["claims"]) for record in records)
    print(f"{len(examples)} claims of {len(records)} reports, {wanted} annotated")
    examples += read_lexicon_examples(reader)
    if args.check:
        check(examples, wanted)
        return
    kept = write(learn(examples), args.out, HEADING, SMALLEST)
    print(f"{args.out}: {kept} weights")


if __name__ == "__main__":
    main()
