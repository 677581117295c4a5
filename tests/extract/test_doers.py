"""Who did it, where the act's own words leave it out."""

import pytest
from roads import claims_of, lexicon_road

from dateline.pipeline import Road

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def road() -> Road:
    return lexicon_road()


def doers(road: Road, text: str, trigger: str) -> list[set[str]]:
    """The doers of each act whose trigger holds a word, with their other names."""
    return [
        {name for m in c.actors for name in (m.text, m.shown)}
        for c in claims_of(road, text)
        if c.type == "event" and trigger in c.trigger.text
    ]


def test_the_attack_is_that_of_the_sentence_before(road: Road) -> None:
    text = "Rebels shelled the port of Latakia on Monday. Four sailors were killed in the attack."
    assert doers(road, text, "attack") == [{"Rebels"}]


def test_an_attack_that_nobody_was_named_for_has_no_doer(road: Road) -> None:
    text = "A market in Latakia burned on Monday. Four sailors were killed in an attack."
    assert doers(road, text, "attack") == [set()]


def test_outcome_told_in_the_same_sentence_has_the_doers_of_the_act(road: Road) -> None:
    text = "Soldiers opened fire on the crowd and two students were killed."
    found = [c for c in claims_of(road, text) if c.type == "event" and c.event == "ASSAULT"]
    assert any("Soldiers" in {m.text for m in c.actors} for c in found)


def test_nobody_is_taken_for_the_doer_of_what_he_suffered(road: Road) -> None:
    text = "Gunmen attacked the patrol. Troops hit back, and the gunmen were killed."
    found = doers(road, text, "killed")
    assert found
    assert not any({"Gunmen", "the gunmen"} & each for each in found)


def test_captivity_names_the_captor(road: Road) -> None:
    text = "The French pilot was held in Turkish custody for a year."
    assert any("Turkish" in found for found in doers(road, text, "held"))


@pytest.mark.parametrize(
    "text",
    [
        "Six farmers died in US-led airstrikes near Raqqa.",
        "The army launched a series of attacks on the rebels.",
        "The Red Brigade was responsible for the attack on the barracks.",
    ],
)
def test_leading_measuring_and_answering_words_lead_to_the_doer(road: Road, text: str) -> None:
    acts = [c for c in claims_of(road, text) if c.type == "event" and c.event == "ASSAULT"]
    names = {m.text for c in acts for m in c.actors}
    assert names & {"US", "The army", "The Red Brigade"}


def test_who_left_to_join_joined_and_not_the_country(road: Road) -> None:
    text = "Karim Aziz left Britain to join the Islamic Front."
    joined = [c for c in claims_of(road, text) if c.type == "tie"]
    assert [[m.text for m in c.actors] for c in joined] == [["Karim Aziz"]]


def test_a_timetable_withdraws_no_troops(road: Road) -> None:
    text = "Ministers set a timetable for withdrawing the troops."
    found = [c for c in claims_of(road, text) if c.event == "RETREAT"]
    assert found
    assert all("timetable" not in m.text for c in found for m in c.actors)


def test_a_body_described_and_named_is_known_by_its_name(road: Road) -> None:
    text = "The Kurdish militia, the People's Defence Army, withdrew from Afrin on Sunday."
    names = {m.shown for c in claims_of(road, text) for m in c.actors}
    assert any("People's Defence Army" in name for name in names)
