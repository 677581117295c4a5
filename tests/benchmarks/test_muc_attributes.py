"""Stage, confidence, day and place: how keys are read, and which templates count."""

from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from jobs import load_scorer
from muc_attributes import Record, matched, read_days, score_attributes


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    return load_scorer(shared / "bench", "muc")


def gold(**fields: object) -> Record:
    return {"incident_type": "attack", "Victim": [["mara holt"]], **fields}


def found(**fields: object) -> Record:
    return {"incident_type": "attack", "Victim": ["MARA HOLT"], **fields}


def code(name: str) -> str | None:
    return {"Peru": "PE"}.get(name)


def score(truth: Record, guess: Record, scorer: ModuleType) -> Record:
    documents = [{"id": "a", "templates": [truth]}], [{"id": "a", "templates": [guess]}]
    return score_attributes(*documents, scorer, code)


def test_the_days_of_a_key_are_read_with_their_alternatives() -> None:
    second, fourth = date(1990, 2, 2), date(1990, 2, 4)
    assert read_days("02 FEB 90") == [(second, second)]
    assert read_days("02 FEB 90 - 04 FEB 90") == [(second, fourth)]
    assert read_days("- 04 FEB 90") == [(None, fourth)]
    assert read_days("(- 04 FEB 90) / 02 FEB 90") == [(None, fourth), (second, second)]
    assert read_days(None) == []


def test_a_day_that_a_month_lacks_is_its_last() -> None:
    assert read_days("01 NOV 89 - 31 NOV 89") == [(date(1989, 11, 1), date(1989, 11, 30))]


@pytest.mark.shared
def test_templates_are_paired_as_the_scorer_pairs_them(scorer: ModuleType) -> None:
    truths = [gold(), gold(Victim=[["piet brandt"]]), gold(incident_type="arson")]
    guesses = [found(Victim=["Piet Brandt"]), found(incident_type="bombing"), found()]
    pairs = matched(truths, guesses, scorer)
    assert [(truths.index(t), guesses.index(g)) for t, g in pairs] == [(1, 0), (0, 2)]
    scores = scorer.score([{"id": "a", "templates": truths}], [{"id": "a", "templates": guesses}])
    assert scores["template"]["incident_type"]["hits"] == len(pairs)


@pytest.mark.shared
def test_the_stage_may_be_any_that_the_key_allows(scorer: ModuleType) -> None:
    truth = gold(stage="ACCOMPLISHED / ATTEMPTED")
    assert score(truth, found(stage="attempted"), scorer)["stage"]["share"] == 1.0
    assert score(truth, found(stage="threatened"), scorer)["stage"]["share"] == 0.0


@pytest.mark.shared
def test_confidence_counts_where_the_body_is_rightly_named(scorer: ModuleType) -> None:
    truth = gold(org_confidence=['SUSPECTED OR ACCUSED BY AUTHORITIES: "FMLN" / "THE FRONT"'])
    named = found(PerpOrg=["fmln"], confidence="suspected")
    assert score(truth, named, scorer)["confidence"]["share"] == 1.0
    assert score(truth, {**named, "confidence": "fact"}, scorer)["confidence"]["share"] == 0.0
    assert score(truth, {**named, "PerpOrg": ["eln"]}, scorer)["confidence"]["gold"] == 0


@pytest.mark.shared
def test_a_known_day_must_be_met_and_an_open_one_not_be_overrun(scorer: ModuleType) -> None:
    day = ["1990-02-02", "1990-02-02"]
    assert score(gold(date="02 FEB 90"), found(date=day), scorer)["date"]["f1"] == 1.0
    assert score(gold(date="03 FEB 90"), found(date=day), scorer)["date"]["f1"] == 0.0
    assert score(gold(date="03 FEB 90"), found(date=None), scorer)["date"]["found"] == 0
    assert score(gold(date="- 03 FEB 90"), found(date=None), scorer)["date_open"]["share"] == 1.0
    assert score(gold(date="- 01 FEB 90"), found(date=day), scorer)["date_open"]["share"] == 0.0


@pytest.mark.shared
def test_of_a_place_its_narrowest_part_and_its_country_count(scorer: ModuleType) -> None:
    truth = gold(location="PERU: LIMA (CITY): MIRAFLORES (DISTRICT)")
    right = found(place={"names": ["Miraflores district"], "country": "PE"})
    scores = score(truth, right, scorer)
    assert (scores["place"]["share"], scores["country"]["share"]) == (1.0, 1.0)
    wider = found(place={"names": ["Lima"], "country": "PE"})
    assert score(truth, wider, scorer)["place"]["share"] == 0.0
    nothing = score(gold(location="PERU"), found(place={"names": ["Lima"]}), scorer)
    assert nothing["place"] == {
        "gold": 0, "found": 1, "right": 0, "share": 0.0, "precision": 0.0, "f1": 0.0,
    }  # fmt: skip
