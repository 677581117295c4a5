"""Event tasks: which claim of a sentence is its event, and what a coder calls it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.claim import Claim, EventType, Mention, Status
from dateline.reading import ROOT, Name, Reading, Word
from event_tasks import coded_type, event_of, fill_blanks, main_events
from jobs import Job
from tasks import TASKS

TEXT = "Guards killed two men and fled. Both talked."
HEADS = [1, ROOT, 3, 1, 5, 1, 1, 8, ROOT, 8]
RELATIONS = ["nsubj", "root", "nummod", "obj", "cc", "conj", "punct", "nsubj", "root", "punct"]


def reading() -> Reading:
    words, at = [], 0
    for index, piece in enumerate("Guards killed two men and fled . Both talked .".split()):
        start = TEXT.index(piece, at)
        at = start + len(piece)
        words.append(
            Word(index, start, at, piece, piece.lower(), "X", "_", HEADS[index], RELATIONS[index])
        )
    return Reading(TEXT, words, [range(7), range(7, 10)], [0, 0], [])


def mention(text: str, name: str | None = None) -> Mention:
    start = TEXT.index(text)
    return Mention(start, start + len(text), text, name)


def claim(trigger: str, event: EventType, status: Status = "actual") -> Claim:
    words = mention(trigger)
    return Claim(
        document="d", type="event", evidence=words, trigger=words, event=event, status=status
    )


def test_a_sentence_has_the_event_that_hangs_nearest_to_its_root() -> None:
    claims = [claim("fled", "RETREAT"), claim("killed", "ASSAULT"), claim("talked", "CONSULT")]
    kinds = [main.kind for main in main_events(claims, reading())]
    assert kinds == ["ASSAULT", "CONSULT"]


def test_what_is_no_event_is_left_out() -> None:
    words = mention("Guards")
    strength = Claim(document="d", type="strength", evidence=words, trigger=words)
    assert list(main_events([strength], reading())) == []


@pytest.mark.parametrize(
    ("event", "status", "coded"),
    [
        ("AID", "actual", "AID"),
        ("AID", "planned", "AGREE"),
        ("RETREAT", "planned", "CONCEDE"),
        ("SANCTION", "planned", "THREATEN"),
        ("ASSAULT", "planned", "ASSAULT"),
        ("CONSULT", "denied", "REJECT"),
        ("ASSAULT", "denied", "ASSAULT"),
        ("RETREAT", "demanded", "REQUEST"),
        ("SUPPORT", "demanded", "SUPPORT"),
    ],
)
def test_a_deed_not_done_is_coded_as_the_saying(
    event: EventType, status: Status, coded: str
) -> None:
    assert coded_type(claim("killed", event, status)) == coded


def test_golds_from_cameo_have_an_intent_to_yield_under_agreeing() -> None:
    assert coded_type(claim("fled", "CONCEDE", "planned"), cameo=True) == "AGREE"
    assert coded_type(claim("fled", "CONCEDE"), cameo=True) == "CONCEDE"


def test_names_are_given_as_meant_and_as_printed() -> None:
    words = mention("killed")
    actor = mention("Both", "Guards of the port")
    told = Claim(
        document="d", type="event", evidence=words, trigger=words, event="ASSAULT",
        actors=(actor,), recipients=(mention("two men"),),
    )  # fmt: skip
    assert event_of(told, reading()) == {
        "type": "ASSAULT",
        "source": ["Guards of the port", "Both"],
        "target": ["two men"],
    }


def test_the_first_name_below_the_trigger_is_the_target_where_no_recipient_is_named() -> None:
    named = replace(reading(), names=[Name(0, 0, "organization"), Name(2, 3, "organization")])
    assert event_of(claim("killed", "THREATEN"), named)["target"] == ["two men"]
    assert event_of(claim("killed", "THREATEN"), reading())["target"] == []


def test_blanks_of_a_template_become_names() -> None:
    assert fill_blanks("{country_1} Warns {country_2}") == "Kenya Warns Norway"


@pytest.mark.model
@pytest.mark.shared
def test_events_are_scored_from_the_running_text(tmp_path: Path, shared: Path) -> None:
    record = {
        "id": "a",
        "text": "The navy of Norland shelled the rebels on Sunday.",
        "event": "ASSAULT",
        "source": [{"text": "navy", "code": "NLD"}],
        "target": [{"text": "rebels", "code": "REB"}],
    }
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(record) + "\n", "utf-8")
    outcome = TASKS["events"](Job(gold=gold, bench=shared / "bench"))
    assert outcome.scores["type_source_target"]["f1"] == 1.0
