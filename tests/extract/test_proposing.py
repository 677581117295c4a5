"""What the network proposes beside the lexicon, and the score that a claim gets."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.claim import Claim
from dateline.config import Settings
from dateline.document import Document
from dateline.errors import InputError
from dateline.extract.proposing import FITTING, LEXICON_ALONE, ROLE_OF, ROLES_OF, is_proposed
from dateline.pipeline import Road
from dateline.report import Findings

pytestmark = pytest.mark.model

TEXT = """\
The Coastal Front has pounded the harbour of Sirte for days, residents said. Its commander, Idris \
Qanoun, told reporters on Monday that his men would not leave the city. The army, which lost nine \
men when a convoy was hit near Brega, said that it had retaken two villages and was closing in on \
Nofaliya. Norland condemned the shelling and called for talks. About 300 men remain in Sirte.
"""


@pytest.fixture(scope="module")
def many() -> Road:
    return Road(Settings(least_score=0.0))


def claims_of(road: Road, text: str) -> list[Claim]:
    outcome = road.read_batch([Document(text=text, label="test")])[0]
    assert isinstance(outcome, Findings)
    return list(outcome.claims)


def test_every_claim_has_a_score(many: Road) -> None:
    scores = [claim.score for claim in claims_of(many, TEXT)]
    assert scores
    assert all(score is not None and 0 <= score <= 1 for score in scores)


def test_a_higher_least_score_keeps_the_surer_of_the_same_claims(many: Road) -> None:
    everything = {c.id: c.score for c in claims_of(many, TEXT)}
    few = claims_of(Road(Settings(least_score=0.5)), TEXT)
    assert {c.id for c in few} == {i for i, score in everything.items() if (score or 0) >= 0.5}
    assert 0 < len(few) < len(everything)


def test_the_score_is_no_part_of_what_a_claim_says(many: Road) -> None:
    claims = claims_of(many, "Rebels shelled Sirte on Monday.")
    again = claims_of(Road(Settings(least_score=0.1)), "Rebels shelled Sirte on Monday.")
    assert [c.id for c in claims] == [c.id for c in again]


@pytest.mark.parametrize("wrong", [-0.1, 1.5])
def test_a_least_score_outside_of_zero_to_one_is_refused(wrong: float) -> None:
    with pytest.raises(InputError, match=r"least_score is .*give a number from 0 to 1"):
        Settings(least_score=wrong)


def test_without_the_network_no_claim_is_proposed() -> None:
    road = Road(Settings(least_score=0.0))
    road.extractor.dial = LEXICON_ALONE
    assert not [c for c in claims_of(road, TEXT) if c.entry.startswith("network-")]


def test_only_what_no_file_of_the_lexicon_has_is_a_proposal(many: Road) -> None:
    assert not any(is_proposed(entry) for entry in many.extractor.lexicon.entries.values())


def test_roles_that_are_checked_are_roles_that_are_filled() -> None:
    for kind, wanted in FITTING.items():
        known = {ROLE_OF[role] for role in ROLES_OF[kind.split(":")[0]]}
        assert set(wanted) <= known


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(TEXT.split()), min_size=1, max_size=40))
def test_scrambled_words_make_no_claim_outside_of_them(many: Road, words: list[str]) -> None:
    text = " ".join(words)
    for claim in claims_of(many, text):
        assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.text
        assert claim.evidence.start <= claim.trigger.start < claim.trigger.end
