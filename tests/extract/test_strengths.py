"""How many a side has: stated as such, and apart from tolls."""

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


def strengths_of(road: Road, text: str) -> list[Claim]:
    outcome = road.read_batch([Document(text=text, label="test", outlet="The Post")])[0]
    assert isinstance(outcome, Findings)
    return [c for c in outcome.claims if c.type == "strength"]


@pytest.mark.parametrize(
    ("text", "low", "high", "whose"),
    [
        ("Turkey wants the 2,000 US troops in Syria to go.", 2000, 2000, "US"),
        ("Around 500 soldiers stationed in Mosul were told to leave.", 500, 500, "soldiers"),
        ("A 5,000-strong militia guards the oil port.", 5000, 5000, "militia"),
        ("The hills are held by about 400 Hamas fighters.", 400, 400, "Hamas"),
        ("Hundreds of French jihadists fighting in Iraq have been named.", 200, None, "French"),
        ("A column of 120 guerrillas crossed the river.", 120, 120, "guerrillas"),
        ("Several hundred fighters are in Aleppo.", 300, None, "fighters"),
    ],
)
def test_a_number_of_fighters_is_a_strength_of_those_who_have_them(
    road: Road, text: str, low: int, high: int | None, whose: str
) -> None:
    found = strengths_of(road, text)
    assert [(c.counts[0].low, c.counts[0].high) for c in found] == [(low, high)]
    assert whose in found[0].actors[0].text


@pytest.mark.parametrize(
    "text",
    [
        "Some 60 US soldiers were killed in Iraq.",
        "Troops captured 80 Hamas fighters in Gaza.",
        "The deaths of 70 soldiers in Mali shocked the country.",
        "Two gunmen opened fire in the market.",
        "Many soldiers slept in the station.",
        "Aid reached 500 children in the camp.",
        "A strong militia guards the oil port.",
    ],
)
def test_tolls_and_small_or_vague_numbers_are_no_strength(road: Road, text: str) -> None:
    assert strengths_of(road, text) == []
