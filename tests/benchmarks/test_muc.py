"""Incidents as MUC-4 templates: which claims are one, and by which strings who did what."""

import pytest

from dateline.config import Settings
from dateline.document import Document
from dateline.pipeline import Road
from dateline.resolve import Gazetteer
from muc import Record, country_codes, find_templates
from tasks import TASKS

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def road() -> Road:
    return Road(Settings(threads=1))


def templates(road: Road, text: str) -> list[Record]:
    (record,) = find_templates(road, [Document(text=text, label="a")])
    found: list[Record] = record["templates"]
    return found


def test_a_bombing_and_its_harm_are_one_incident_with_its_fillers(road: Road) -> None:
    text = (
        "SAN TELMO, 3 MAR 90 (EFE) -- [TEXT] A GROUP OF ARMED MEN YESTERDAY HURLED DYNAMITE AT A "
        "BANK OFFICE IN ROSARIO. THE EXPLOSION KILLED TEACHER MARA HOLT."
    )
    (found,) = templates(road, text)
    assert found["incident_type"] == "bombing"
    assert found["PerpInd"] == ["ARMED MEN"]
    assert found["Target"] == ["BANK OFFICE"]
    assert found["Victim"] == ["MARA HOLT"]
    assert found["Weapon"] == ["DYNAMITE"]
    assert found["date"] == ["1990-03-02", "1990-03-02"]
    assert found["place"]["names"] == ["ROSARIO"]


def test_a_kidnapping_beside_a_bombing_is_an_incident_of_its_own(road: Road) -> None:
    text = (
        "Rebels blew up a bridge on Monday. Gunmen kidnapped the engineer Piet Brandt on Tuesday."
    )
    assert [t["incident_type"] for t in templates(road, text)] == ["bombing", "kidnapping"]


def test_murders_of_different_persons_stay_apart(road: Road) -> None:
    text = "Gunmen murdered Mara Holt in May. Gunmen murdered Piet Brandt in June."
    assert [t["Victim"] for t in templates(road, text)] == [["Mara Holt"], ["Piet Brandt"]]


def test_fighting_between_armies_is_no_incident(road: Road) -> None:
    assert templates(road, "Government troops clashed with rebels near the river on Monday.") == []


def test_violence_that_is_denied_or_goes_on_in_general_is_no_incident(road: Road) -> None:
    assert templates(road, "The rebels did not kill Mara Holt.") == []
    assert templates(road, "There were attacks across the country last year.") == []


def test_a_body_within_a_phrase_is_named_beside_those_who_did_it(road: Road) -> None:
    (found,) = templates(road, "Guerrillas of the Tarek Liberation Front murdered Mara Holt.")
    assert found["PerpInd"] == ["Guerrillas"]
    assert found["PerpOrg"] == ["Tarek Liberation Front"]


def test_stage_and_confidence_follow_the_words_of_the_report(road: Road) -> None:
    (owned,) = templates(road, "The FMLN claimed responsibility for the murder of Mara Holt.")
    assert (owned["stage"], owned["confidence"]) == ("accomplished", "claimed")
    (blamed,) = templates(road, "The police accused the FMLN of killing Mara Holt.")
    assert blamed["confidence"] == "suspected"
    (told,) = templates(road, "The FMLN killed Mara Holt.")
    assert told["confidence"] == "fact"
    (coming,) = templates(road, "The rebels will kill Mara Holt.")
    assert coming["stage"] == "threatened"


def test_a_country_has_its_code() -> None:
    code = country_codes(Gazetteer())
    assert (code("El Salvador"), code("Nowhereland Abcdef")) == ("SV", None)


def test_the_task_is_in_the_table() -> None:
    assert "muc" in TASKS
