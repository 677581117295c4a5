"""What a hasty reader would take from a sentence, and it does not say."""

import pytest
from roads import claims_of, lexicon_road

from dateline.document import Document
from dateline.pipeline import Road
from dateline.report import Findings

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def road() -> Road:
    return lexicon_road()


@pytest.mark.parametrize(
    "text",
    [
        "No group has admitted carrying out the attack.",
        "The militia has not claimed responsibility for the bombing.",
        "Nobody said who had planned the killings.",
    ],
)
def test_who_admits_nothing_is_neither_the_doer_nor_a_voucher(road: Road, text: str) -> None:
    for claim in claims_of(road, text):
        assert claim.actors == ()
        assert claim.source.kind == "outlet"


@pytest.mark.parametrize(
    "text",
    [
        "There was no immediate claim of responsibility for the attacks in the town of Karak.",
        "The rebels denied any involvement in the killing of the mayor.",
    ],
)
def test_to_deny_a_part_in_an_act_leaves_that_it_was_done(road: Road, text: str) -> None:
    claim = next(c for c in claims_of(road, text) if c.event == "ASSAULT")
    assert (claim.status, claim.source.kind) == ("actual", "outlet")


def test_an_act_that_is_denied_itself_stays_denied(road: Road) -> None:
    claim = next(c for c in claims_of(road, "There was no attack on the town of Karak."))
    assert claim.status == "denied"


def test_who_is_only_believed_dead_is_not_certainly_dead(road: Road) -> None:
    text = "Two men were believed to have been killed during an attack on the town of Karak."
    claims = [c for c in claims_of(road, text) if "Two men" in [r.text for r in c.recipients]]
    assert claims
    assert {c.certainty for c in claims} == {"probable"}


def test_a_day_after_on_is_not_carrying_on(road: Road) -> None:
    text = "Gunmen carried out attacks in the town on Sunday, killing four soldiers, police said."
    assert {c.status for c in claims_of(road, text)} == {"actual"}


def test_fire_from_a_house_is_not_the_houses_doing(road: Road) -> None:
    text = "The officers came under fire from inside the house."
    assert not [c for c in claims_of(road, text) if c.actors]


def test_a_rejected_request_was_made(road: Road) -> None:
    text = "The court rejected the government's request for his extradition."
    assert "denied" not in {c.status for c in claims_of(road, text) if c.event == "REQUEST"}


def test_his_in_an_opening_phrase_is_the_subject_that_follows(road: Road) -> None:
    text = (
        "Nick Benson accused Mark Dunn of silence. In his talks with the president, Omar Sinki "
        "promised to withdraw troops."
    )
    talks = [c for c in claims_of(road, text) if c.event == "CONSULT"]
    assert all("Benson" not in a.shown and "Dunn" not in a.shown for c in talks for a in c.actors)


def test_its_in_a_pair_is_the_first_of_the_pair(road: Road) -> None:
    text = "The Turkish embassy in Tessil was closed. Turkey and its Kurdish allies shelled Karvel."
    ally = next(c for c in claims_of(road, text) if c.relation == "allied_with")
    assert ally.other is not None
    assert ally.other.shown == "Turkey"


def test_the_town_is_no_armed_group(road: Road) -> None:
    text = (
        "Militants in Mayadeen gave up, and Islamic State fled. Government troops have taken "
        "control of the town."
    )
    held = [c.place.shown for c in claims_of(road, text) if c.level == "control" and c.place]
    assert held
    assert "Islamic State" not in held


def test_a_month_is_no_speaker(road: Road) -> None:
    text = "In May the prime minister, Omar Sinki, said rebels had killed two men."
    assert next(c for c in claims_of(road, text)).source.name == "Omar Sinki"


def test_a_statement_by_a_body_is_the_bodys(road: Road) -> None:
    text = "Gunmen fired on a patrol, said a statement by the interior ministry."
    source = next(c for c in claims_of(road, text)).source
    assert (source.kind, source.name) == ("organization", "interior ministry")


def test_the_day_in_sundays_attack_is_sunday(road: Road) -> None:
    claim = next(c for c in claims_of(road, "The suspect was killed in Sunday's attack."))
    assert claim.date is not None
    assert claim.date.text == "Sunday"


def test_one_man_is_not_several_allies(road: Road) -> None:
    text = "Allies of the French president, Marc Dubois, left."
    assert not [c for c in claims_of(road, text) if c.relation == "allied_with"]


def test_nobody_named_that_killed_anybody(road: Road) -> None:
    claim = next(c for c in claims_of(road, "That killed three men."))
    assert claim.actors == ()


def test_where_a_man_is_from_is_not_where_he_died(road: Road) -> None:
    claim = next(c for c in claims_of(road, "Omar Hallan, 24, from Misrata, was killed on Friday."))
    assert claim.place is None


def test_the_reader_is_no_source(road: Road) -> None:
    text = "“When you get there you can tell that rebels attacked the town,” he said."
    assert {c.source.role for c in claims_of(road, text)} == {None}


def test_whom_a_quotation_is_about_does_not_say_it(road: Road) -> None:
    text = (
        "Karim Bentan, a former soldier who volunteered alongside Hallan in the desert as a medic, "
        "described him as a hero. “He attacked the gunmen alone,” he told the newspaper."
    )
    names = {c.source.name for c in claims_of(road, text) if c.event == "ASSAULT"}
    assert names == {"Karim Bentan"}


def test_who_spoke_last_is_who_accuses_next(road: Road) -> None:
    text = (
        "The Coastal Front, led by Idris Qanoun, said that it had killed 30 soldiers. "
        '"We left in good order," army spokesman Colonel Nadir Beshan said. '
        "He accused the Coastal Front of shelling the harbour."
    )
    claim = next(c for c in claims_of(road, text) if c.event == "ACCUSE")
    assert [a.shown for a in claim.actors] == ["Nadir Beshan"]


def test_a_day_is_no_part_of_who_acts(road: Road) -> None:
    text = "The next day army helicopters bombed a depot near Ajdabiya, the ministry said."
    claim = next(c for c in claims_of(road, text) if c.event == "ASSAULT")
    assert [a.text for a in claim.actors] == ["army helicopters"]


def test_they_who_hold_a_place_are_no_helicopters(road: Road) -> None:
    text = (
        "The next day army helicopters bombed a depot near Ajdabiya. "
        '"They hold the eastern districts of Sirte," said Salem Haddar, a doctor.'
    )
    held = [c for c in claims_of(road, text) if c.type == "control"]
    assert not [a for c in held for a in c.actors if "helicopters" in a.shown]


def test_who_is_believed_to_be_something_does_not_say_so(road: Road) -> None:
    text = "The army captured Idris Qanoun, suspected to be a member of the Coastal Front."
    sources = {c.source.kind for c in claims_of(road, text)}
    assert sources == {"outlet"}


def test_whom_one_act_harms_and_does_are_not_the_same(road: Road) -> None:
    text = "More than 100 of its citizens were fighting in the region, Norland believes."
    for claim in claims_of(road, text):
        assert not {a.shown for a in claim.actors} & {r.shown for r in claim.recipients}


def test_proxies_are_no_people_besides(road: Road) -> None:
    text = "The army and its Arab proxies swept into the town of Darna."
    ties = [c for c in claims_of(road, text) if c.relation == "allied_with"]
    assert "Arab" not in {a.shown for c in ties for a in c.actors}


def test_habits_that_are_to_be_killed_are_no_victims(road: Road) -> None:
    for text in (
        "Norland is hoping to kill off its famed siesta naps.",
        "Norland is trying to kill the siesta.",
    ):
        assert not [c for c in claims_of(road, text) if c.event == "ASSAULT"]


def test_what_troops_are_battled_by_fights_beside_others(road: Road) -> None:
    text = "Extremists have entered Darna and are battling troops, fighting beside other militias."
    ties = [c for c in claims_of(road, text) if c.relation == "allied_with"]
    assert "troops" not in {a.shown for c in ties for a in c.actors}


def test_who_was_beheaded_did_not_behead() -> None:
    text = "A video released last week shows the beheading of a group of Norland miners."
    outcome = Road().read_batch([Document(text=text, label="test")])[0]
    assert isinstance(outcome, Findings)
    for claim in outcome.claims:
        assert not any("miners" in a.shown for a in claim.actors)
