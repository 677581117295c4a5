"""From sentences to claims: what is claimed, who says so, and how surely."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from roads import lexicon_road

from dateline.claim import Claim
from dateline.document import Document
from dateline.pipeline import Road
from dateline.report import Findings

pytestmark = pytest.mark.model

REPORT = (
    "The army denied on Monday that rebels had captured the port of Kobra. "
    "A senior official, who spoke on condition of anonymity because he was not authorized to "
    "brief reporters, said that about 200 troops had left the city of Tessil. "
    '"We saw tanks burning," said Lena Haddad, a teacher. '
    "The official added that gunmen had abducted three engineers."
)


@pytest.fixture(scope="module")
def road() -> Road:
    return lexicon_road()


def findings_of(road: Road, text: str) -> Findings:
    document = Document(text=text, label="test", published=date(2024, 3, 14), outlet="The Post")
    outcome = road.read_batch([document])[0]
    assert isinstance(outcome, Findings)
    return outcome


def claims_of(road: Road, text: str) -> list[Claim]:
    return list(findings_of(road, text).claims)


def test_a_denied_capture_is_denied_by_the_army(road: Road) -> None:
    claim = next(c for c in claims_of(road, REPORT) if c.type == "control")
    assert (claim.status, claim.source.kind, claim.source.name) == (
        "denied",
        "organization",
        "army",
    )


def test_a_withheld_name_is_marked_with_its_reason(road: Road) -> None:
    claim = next(c for c in claims_of(road, REPORT) if c.event == "RETREAT")
    assert claim.source.anonymous
    assert claim.source.reason == "because he was not authorized to brief reporters"


def test_the_official_later_on_is_the_same_anonymous_one(road: Road) -> None:
    claim = next(c for c in claims_of(road, REPORT) if "abducted" in c.trigger.text)
    assert claim.source.anonymous
    assert claim.source.role == "senior official"


def test_a_weekday_becomes_a_day(road: Road) -> None:
    findings = findings_of(road, "Rebels captured the port of Kobra on Monday, the army said.")
    claim = next(c for c in findings.claims if c.type == "control")
    when = findings.when(claim)
    assert when is not None
    assert (when.start, when.end) == (date(2024, 3, 11), date(2024, 3, 11))


def test_killed_and_wounded_in_one_attack_is_one_claim(road: Road) -> None:
    text = "At least 12 people were killed and dozens wounded when gunmen attacked the market."
    assaults = [c for c in claims_of(road, text) if c.event == "ASSAULT" and c.counts]
    tolls = [(n.of, n.low, n.high) for c in assaults for n in c.counts]
    assert tolls == [("killed", 12, None), ("injured", 24, None)]
    assert len(assaults) == 1


def test_nobody_is_made_to_speak_who_is_not_cited(road: Road) -> None:
    claims = claims_of(road, "Rebels captured the port of Kobra on Tuesday.")
    assert {c.source.kind for c in claims} == {"outlet"}


def test_a_text_without_conflict_claims_nothing(road: Road) -> None:
    text = "The museum opened a new wing. Visitors admired the light in its halls."
    assert claims_of(road, text) == []


WORDS = (
    "rebels the army said that Kobra captured attacked killed 12 people in on Friday who and "
    "denied not may he they its port city according to officials \" ' , . ; ( ) - “ ” of by with"
).split(" ")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_every_claim_quotes_the_text_and_no_text_breaks_it(road: Road, words: list[str]) -> None:
    text = " ".join(words)
    for claim in claims_of(road, text):
        mentions = [claim.evidence, claim.trigger, *claim.actors, *claim.recipients]
        mentions += [m for m in (claim.place, claim.other, claim.date) if m is not None]
        for mention in mentions:
            assert text[mention.start : mention.end] == mention.text


def test_who_is_accused_in_passing_is_the_one_arrested(road: Road) -> None:
    text = "Police arrested two students on Friday, accused of plotting an attack on a school."
    doers = {m.text for c in claims_of(road, text) if c.event == "ASSAULT" for m in c.actors}
    assert "Police" not in doers


def test_an_accusation_is_its_accusers_claim(road: Road) -> None:
    text = "The minister accused the Coastal Front of firing rockets at the customs house."
    claim = next(c for c in claims_of(road, text) if c.event == "ASSAULT")
    assert claim.source.kind in ("unnamed", "person")
    assert [m.text for m in claim.actors] == ["the Coastal Front"]


def test_another_minister_is_not_the_minister_before(road: Road) -> None:
    text = (
        "The defence minister said troops had left the base. "
        "The foreign minister said rebels had attacked the convoy."
    )
    roles = {c.event: c.source.role for c in claims_of(road, text)}
    assert roles == {"RETREAT": "defence minister", "ASSAULT": "foreign minister"}


def test_they_who_are_two_are_each_a_party(road: Road) -> None:
    text = (
        "Omar Haddad and Salim Nur were arrested in Sirte on Monday. They killed a nurse in "
        "Misrata, police said. The two men kidnapped a doctor in Darna."
    )
    for claim in claims_of(road, text):
        if claim.event == "ASSAULT":
            assert [a.shown for a in claim.actors] == ["Omar Haddad", "Salim Nur"]


def test_two_others_are_not_the_two_named_before(road: Road) -> None:
    text = "Omar Haddad and Salim Nur were arrested. The two older men kidnapped a doctor."
    claim = next(c for c in claims_of(road, text) if c.event == "ASSAULT")
    assert [a.shown for a in claim.actors] == ["The two older men"]


def test_the_leader_named_before_keeps_his_name(road: Road) -> None:
    text = (
        "The rebel leader, Idris Qanoun, arrived on Monday. "
        "The rebel leader met members of Congress on Tuesday."
    )
    claim = next(c for c in claims_of(road, text) if c.event == "CONSULT")
    assert [a.shown for a in claim.actors] == ["Idris Qanoun"]


def test_a_group_is_known_by_the_name_that_it_is_given(road: Road) -> None:
    text = "Samira Haddad joined a resistance movement called the Free Coast Front in May."
    claim = next(c for c in claims_of(road, text) if c.relation == "member_of")
    assert claim.other is not None
    assert claim.other.shown == "the Free Coast Front"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Sirte is the last pocket of territory controlled by rebels.", "Sirte"),
        ("Troops shelled Brega, a town held by rebels.", "Brega"),
    ],
)
def test_a_place_is_known_by_what_it_is_said_to_be(road: Road, text: str, place: str) -> None:
    claim = next(c for c in claims_of(road, text) if c.type == "control")
    assert claim.place is not None
    assert claim.place.shown == place
