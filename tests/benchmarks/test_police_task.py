"""Police: which claims tell that police acted, and where the gold's sentences stand."""

import json
from pathlib import Path

import pytest

from dateline.claim import Claim, Count, EventType, Mention, Status
from dateline.lexicon import load_lexicon
from jobs import Job
from police_task import align, labels_of, police_labels, sentence_labels
from tasks import TASKS

LEXICON = load_lexicon()
KILLED = (Count(of="killed", low=2, high=2),)


def claim(event: EventType, actor: str | None = None, **fields: object) -> Claim:
    words = Mention(0, 5, "words")
    actors = () if actor is None else (Mention(0, len(actor), actor),)
    return Claim(
        document="d", type="event", evidence=words, trigger=words, event=event, actors=actors,
        **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_killing_by_police_is_force_and_action_too() -> None:
    labels = police_labels(claim("ASSAULT", "the Tarvik police", counts=KILLED), LEXICON)
    assert labels == {"KILL", "FORCE", "ANY_ACTION"}


def test_what_others_do_has_no_label() -> None:
    assert police_labels(claim("ASSAULT", "the mob", counts=KILLED), LEXICON) == set()


def test_an_arrest_that_nobody_is_named_for_was_made_by_police() -> None:
    assert police_labels(claim("COERCE", mode="arrest"), LEXICON) == {"ARREST", "ANY_ACTION"}
    assert police_labels(claim("COERCE", "rebels", mode="arrest"), LEXICON) == set()


@pytest.mark.parametrize(
    ("status", "labels"),
    [("denied", {"FAIL"}), ("planned", set()), ("ongoing", {"ANY_ACTION"})],
)
def test_only_what_is_done_is_an_action_and_what_is_left_undone_a_failure(
    status: Status, labels: set[str]
) -> None:
    assert police_labels(claim("AID", "constables", status=status), LEXICON) == labels


def test_who_dies_where_police_use_force_and_nobody_else_is_named_was_killed_by_them() -> None:
    fired, killed = claim("ASSAULT", "policemen"), claim("ASSAULT", counts=KILLED)
    assert "KILL" in sentence_labels([fired, killed], LEXICON)
    assert "KILL" not in sentence_labels([killed], LEXICON)


def test_sentences_are_found_though_blanks_and_quotation_marks_differ() -> None:
    text = "Dated\n\nwe met  at the ‘fort’. then we left."
    spans = align(text, ["Dated we met at the ‘fortâ€", "™.", "then we left."])
    assert [text[start:end] for start, end in spans] == [
        "Dated\n\nwe met  at the ‘fort",
        "",
        "then we left",
    ]


def test_a_document_has_the_labels_of_its_sentences() -> None:
    record = {
        "id": "a",
        "text": "words here. more.",
        "sentences": [{"text": "words here."}, {"text": "more."}],
    }
    labels = labels_of(record, [claim("COERCE", mode="arrest")], LEXICON)
    assert labels == {
        "labels": ["ARREST", "ANY_ACTION"],
        "sentences": [["ARREST", "ANY_ACTION"], []],
    }


@pytest.mark.model
@pytest.mark.shared
def test_police_are_scored_from_the_running_text(tmp_path: Path, shared: Path) -> None:
    sentences = [
        {"text": "police arrested nine men in tarvik.", "labels": ["ARREST", "ANY_ACTION"]},
        {"text": "it rained.", "labels": []},
    ]
    text = "police arrested nine men in tarvik. it rained."
    record = {"id": "a", "text": text, "labels": ["ARREST", "ANY_ACTION"], "sentences": sentences}
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(record) + "\n", "utf-8")
    outcome = TASKS["police"](Job(gold=gold, bench=shared / "bench"))
    assert outcome.scores["sentence"]["macro_f1"] == 1.0
    assert outcome.scores["document"]["macro_f1"] == 1.0
