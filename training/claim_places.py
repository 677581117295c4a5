"""Learn how much each clue counts for the place of a claim.

    python training/claim_places.py GOLD.jsonl [--readings CACHE] [--check] [--out place.toml]

Every annotated event and strength is an act with the places of its report and "none of
them"; a log-linear model is fitted to which of them the annotators took (L2, L-BFGS).
Acts whose place is none of the report's names are left out.  `--check` measures by fivefold
cross-validation over reports; otherwise `data/models/place.toml` is written.

GOLD is in the form of the annotation guidelines, each claim with its `trigger`.
"""

import argparse
import json
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.extract.clues import ClueModel
from dateline.extract.cues import Cues, ready_cues
from dateline.extract.matching import Draft, Matcher
from dateline.extract.phrases import Phrases
from dateline.extract.place_clues import PlaceClues
from dateline.extract.place_mentions import PlaceMentions
from dateline.extract.predicates import Predicates
from dateline.extract.whereabouts import MODEL
from dateline.lexicon import Lexicon, load_lexicon
from dateline.reading import Reading
from dateline.resolve import Gazetteer
from dateline.resolve.place import CANDIDATES
from dateline.resolve.toponyms import Namings
from loglinear import fit, read_all, write

# Chosen by `--check`: F1 hardly feels the penalty from 1 to 8, nor the margin from -0.8 to
# 0.2; a wrong place is worse than none, so the margin is the highest of these.
PENALTY = 4.0
MARGIN = 0.2
FEWEST = 6  # places that a clue must be seen with
SMALLEST = 0.03  # weights under it are left out
FOLDS = 5

FUNCTION = frozenset({"PUNCT", "DET", "ADP"})
# words that tell no place from another, as in the scorer of claims
EMPTY = frozenset("a an the of in on at to for from and or city town province region".split())


@dataclass(frozen=True, slots=True)
class Example:
    """One annotated act: clues of "none" and of each place, and which of them are right."""

    report: str
    clues: list[list[str]]
    right: list[bool]
    placed: bool


class Examples:
    """Makes examples of annotated reports."""

    def __init__(self) -> None:
        self.lexicon: Lexicon = load_lexicon(())
        self.cues: Cues = ready_cues(self.lexicon)
        self.known = Namings(Gazetteer(), CANDIDATES).places

    def of(self, record: dict[str, Any], reading: Reading) -> list[Example]:
        """The annotated acts of one report."""
        phrases = Phrases(reading, self.lexicon.classes)
        predicates = Predicates(reading, phrases, self.cues.light, self.cues.accuse)
        matcher = Matcher(reading, phrases, predicates, self.lexicon)
        drafts = {d.index: d for d in matcher.drafts() if d.entry.type in ("event", "strength")}
        places = PlaceMentions(reading, phrases, self.lexicon, self.known)
        clues = PlaceClues(reading, phrases, places, record["title"])
        examples = []
        for claim in record["claims"]:
            if claim["type"] not in ("event", "strength"):
                continue
            words = _trigger(reading, claim)
            found = next((drafts[i] for i in words if i in drafts), None)
            draft = found or self._plain(reading, predicates, words)
            if draft is None:
                continue
            act = clues.act_of([draft], claim.get("event") or "strength")
            options = clues.of(act)
            shown = [reading.span_text(*spot.mentions[0].name) for spot, _ in options]
            right = [bool(claim["place"]) and agree(claim["place"], name) for name in shown]
            if claim["place"] and not any(right):
                continue
            none = list(clues.of_none(act))
            examples.append(
                Example(
                    record["id"],
                    [none, *(sorted(each) for _, each in options)],
                    [not claim["place"], *right],
                    bool(claim["place"]),
                )
            )
        return examples

    def _plain(
        self, reading: Reading, predicates: Predicates, words: Sequence[int]
    ) -> Draft | None:
        """A draft of words that the lexicon does not know; its entry does not matter here."""
        tops = [i for i in words if reading.words[i].head not in words]
        tops = [i for i in tops if reading.words[i].upos not in FUNCTION]
        if not tops:
            return None
        top, entry = tops[0], next(iter(self.lexicon.entries.values()))
        upos = reading.words[top].upos
        if upos == "VERB":
            slots = predicates.verb_slots(top)
            roles = {"actors": _heads(slots, "agent"), "recipients": _heads(slots, "patient")}
            return Draft(entry, "verb", top, (top,), roles, slots)
        if upos in ("NOUN", "PROPN"):
            slots = predicates.noun_slots(top)
            roles = {
                "actors": _heads(slots, "by", "poss", "compound"),
                "recipients": _heads(slots, "on", "against", "of"),
            }
            return Draft(entry, "noun", top, (top,), roles, slots)
        return Draft(entry, "adjective", top, (top,), {}, predicates.adjective_slots(top))


def _heads(slots: dict[str, list[int]], *wanted: str) -> tuple[int, ...]:
    return next((tuple(slots[slot]) for slot in wanted if slots.get(slot)), ())


def _trigger(reading: Reading, claim: dict[str, Any]) -> Sequence[int]:
    """The words that name an annotated act; none where they are not found."""
    evidence = reading.text.find(claim["evidence"])
    trigger = claim.get("trigger") or claim["evidence"]
    start = evidence + max(claim["evidence"].find(trigger), 0)
    if evidence < 0:
        return ()
    starts = [word.start for word in reading.words]
    return range(bisect_left(starts, start), bisect_left(starts, start + len(trigger)))


def agree(gold: str, name: str) -> bool:
    """Whether two names share half of the words of the shorter one."""
    one, other = _content(gold), _content(name)
    return 0 < min(len(one), len(other)) <= 2 * len(one & other)


def _content(name: str) -> set[str]:
    words = re.findall(r"[\w']+", name.lower().replace(".", ""))
    return {w.removesuffix("'s") for w in words if w not in EMPTY} or set(words)


HEADING = (
    "What speaks for and against a place of a claim (clues: extract/place_clues.py), as log",
    "odds.  Written by training/claim_places.py; do not edit.",
)


def learn(examples: Sequence[Example]) -> ClueModel:
    """Weights under which the annotated places are likeliest."""
    return fit(examples, fewest=FEWEST, penalty=PENALTY, margin=MARGIN)


# -- the check ---------------------------------------------------------------------------


def check(examples: Sequence[Example], margins: Sequence[float]) -> None:
    """Print precision, recall and F1 of places by cross-validation, for each margin."""
    reports = list(dict.fromkeys(e.report for e in examples))
    odds: list[tuple[Example, float, int]] = []
    for fold in range(FOLDS):
        held = set(reports[fold::FOLDS])
        model = learn([e for e in examples if e.report not in held])
        for example in (e for e in examples if e.report in held):
            scores = [model.score(clues) for clues in example.clues]
            best = max(range(1, len(scores)), key=scores.__getitem__, default=0)
            odds.append((example, scores[best] - scores[0], best))
    placed = sum(example.placed for example in examples)
    for margin in margins:
        taken = [(e, best) for e, over, best in odds if best and over > margin]
        right = sum(e.right[best] for e, best in taken)
        precision, recall = right / max(1, len(taken)), right / placed
        f1 = 2 * right / (len(taken) + placed)
        print(f"margin {margin:5.2f}: P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")


def main() -> None:
    """Fit, then check or write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--readings", type=Path, help="where readings are kept between runs")
    parser.add_argument("--check", action="store_true", help="cross-validate, write nothing")
    parser.add_argument("--out", type=Path, default=MODEL)
    args = parser.parse_args()
    records = [json.loads(line) for line in args.gold.read_text("utf-8").splitlines()]
    readings = read_all([record["text"] for record in records], args.readings)
    make = Examples()
    examples = [
        e for r, reading in zip(records, readings, strict=True) for e in make.of(r, reading)
    ]
    print(f"{len(examples)} acts, {sum(e.placed for e in examples)} with a place")
    if args.check:
        check(examples, (-0.8, -0.4, -0.2, 0.0, 0.2, 0.4, 0.8))
        return
    kept = write(learn(examples), args.out, HEADING, SMALLEST)
    print(f"{args.out}: {kept} weights")


if __name__ == "__main__":
    main()
