"""Who holds places and is tied to whom: lists, owners, titles and shared modifiers."""

import pytest
from roads import lexicon_road

from dateline.claim import Claim
from dateline.document import Document
from dateline.pipeline import Road
from dateline.report import Findings

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def road() -> Road:
    return lexicon_road()


def claims_of(road: Road, text: str, kind: str) -> list[Claim]:
    outcome = road.read_batch([Document(text=text, label="test", outlet="The Post")])[0]
    assert isinstance(outcome, Findings)
    return [c for c in outcome.claims if c.type == kind]


def pairs(claims: list[Claim]) -> set[tuple[str, str]]:
    return {(c.actors[0].text, (c.other or c.place).text) for c in claims}  # type: ignore[union-attr]


def test_each_place_of_a_list_behind_its_noun_is_held(road: Road) -> None:
    text = "Rebels captured three towns: Idlib, Saraqib and Ariha."
    assert {c.place.text for c in claims_of(road, text, "control") if c.place} == {
        "Idlib",
        "Saraqib",
        "Ariha",
    }


def test_who_has_control_is_the_holder(road: Road) -> None:
    text = "The army has regained full control over Aleppo."
    assert ("The army", "Aleppo") in pairs(claims_of(road, text, "control"))


def test_where_points_at_the_place_that_it_follows(road: Road) -> None:
    text = "Shells fell on Mount Sinjar, where several hundred PKK fighters remain."
    assert any(
        c.level == "presence" and c.place and "Sinjar" in c.place.text
        for c in claims_of(road, text, "control")
    )


def test_an_area_pointed_at_brings_the_name_given_before(road: Road) -> None:
    text = "Fighting went on in eastern Ghouta on Friday. Rebels still hold the enclave."
    found = [c for c in claims_of(road, text, "control") if c.place and "enclave" in c.place.text]
    assert [c.place.name for c in found if c.place] == ["eastern Ghouta"]


def test_us_is_a_country_and_no_pronoun(road: Road) -> None:
    text = "The hill was taken by US-backed fighters."
    assert pairs(claims_of(road, text, "tie")) == {("US-backed fighters", "US")}


def test_a_modifier_is_not_shared_with_what_has_its_own(road: Road) -> None:
    text = "US-backed rebels and Russian paratroopers met at the bridge."
    assert all("Russian" not in c.actors[0].text for c in claims_of(road, text, "tie") if c.actors)


def test_a_title_before_a_name_is_of_the_party_before_it(road: Road) -> None:
    text = "She met the Republican nominee Mark Evans."
    assert pairs(claims_of(road, text, "tie")) == {("Mark Evans", "Republican")}


def test_one_of_its_backers_backs_it(road: Road) -> None:
    text = "Qatar was one of the main backers of the Free Brigade."
    assert ("Qatar", "the Free Brigade") in pairs(claims_of(road, text, "tie"))


def test_a_name_is_no_part_of_itself(road: Road) -> None:
    text = "The Duke of Lancaster's Regiment crossed the border."
    assert claims_of(road, text, "tie") == []


def test_a_unit_is_part_of_the_body_that_owns_it(road: Road) -> None:
    text = "The militia's Second Battalion crossed the border."
    assert ("The militia's Second Battalion", "The militia") in pairs(claims_of(road, text, "tie"))


def test_what_fits_no_slot_is_looked_for_in_the_next(road: Road) -> None:
    text = "Trump's Republican nominee Mark Evans spoke in Denver."
    assert "Republican" in {other for _, other in pairs(claims_of(road, text, "tie"))}
