"""The listing of mistakes: every claim is accounted for once, in words that a person can read."""

from pathlib import Path
from typing import Any

import pytest

from jobs import load_scorer
from mistakes import describe, kind_of, list_mistakes, pair_claims

Record = dict[str, Any]

TEXT = "Rebels seized Old Mill on Monday. The army shelled Old Mill, residents said."
OUTLET: Record = {"kind": "outlet", "name": None, "anonymous": False}


def control(level: str, **more: object) -> Record:
    claim = {
        "type": "control", "actor": "Rebels", "level": level, "place": "Old Mill",
        "evidence": "Rebels seized Old Mill", "status": "actual", "certainty": "certain",
        "source": OUTLET, "date": None,
    }  # fmt: skip
    return claim | more


def assault(**more: object) -> Record:
    claim = {
        "type": "event", "event": "ASSAULT", "actors": ["The army"], "recipients": ["Old Mill"],
        "place": None, "evidence": "The army shelled Old Mill", "status": "actual",
        "certainty": "certain", "source": OUTLET | {"kind": "unnamed", "role": "residents"},
        "date": None,
    }  # fmt: skip
    return claim | more


def same_kind(truth: Record, guess: Record, _text: str) -> bool:
    return kind_of(truth) == kind_of(guess)


def test_a_claim_is_described_on_one_line_with_its_voucher_and_words() -> None:
    assert describe(assault(counts={"killed": [2, None]})) == (
        "event ASSAULT The army -> Old Mill n={'killed': [2, None]} "
        "[actual, certain; unnamed residents]  «The army shelled Old Mill»"
    )


def test_a_predicted_claim_pairs_once() -> None:
    truths = [control("control"), control("control"), control("lost")]
    guesses = [control("lost"), control("control")]
    assert pair_claims(truths, guesses, TEXT, same_kind) == {0: 1, 2: 0}


@pytest.mark.shared
def test_misses_extras_repeats_and_wrong_values_are_told_apart(shared: Path) -> None:
    gold = [{"id": "mill", "text": TEXT, "claims": [control("control"), assault()]}]
    guesses = [
        control("lost"),
        assault(status="denied", source=OUTLET),
        assault(status="denied", source=OUTLET),
    ]
    found = [{"id": "mill", "claims": guesses}]
    lines = list(list_mistakes(gold, found, load_scorer(shared / "bench", "claims").score))
    assert [line.split()[0] for line in lines] == [
        "==", "MISSED", "got", "EXTRA", "TWICE", "WRONG", "==", "==",
    ]  # fmt: skip
    assert "source kind 'outlet' for 'unnamed'; status 'denied' for 'actual'" in lines[5]
    assert lines[-2] == "== missed, by kind: control control 1"
    assert lines[-1] == "== extra, by kind: control lost 1, event ASSAULT 1"


@pytest.mark.shared
def test_a_report_without_mistakes_is_not_listed(shared: Path) -> None:
    gold = [{"id": "mill", "text": TEXT, "claims": [control("control"), assault()]}]
    lines = list(list_mistakes(gold, gold, load_scorer(shared / "bench", "claims").score))
    assert lines == ["== missed, by kind: ", "== extra, by kind: "]
