"""Where a claim happened: its own phrase, its sentence, the sentences before, or nowhere told."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.claim import Claim
from dateline.document import Document
from dateline.extract import Extractor
from dateline.extract.clues import ClueModel, load_model
from dateline.extract.proposing import LEXICON_ALONE
from dateline.extract.whereabouts import MODEL, PlaceKnowledge
from dateline.lexicon import load_lexicon
from dateline.nlp.reader import NetworkReader
from dateline.resolve import Gazetteer, find_expressions
from dateline.world import Place

pytestmark = pytest.mark.model

SENTENCES = (
    "Fighting broke out in Tessil on Monday.",
    "Rebels shelled the city and killed nine civilians.",
    "Police in Kobra arrested two men.",
    "Turkish jets bombed a base near Mardan, Syria.",
    "The minister met the ambassador.",
    "About 300 fighters are in Tessil.",
)


class Desk:
    """Reads claims with the real network, the real gazetteer, and a model of places."""

    def __init__(self) -> None:
        self.reader = NetworkReader(threads=1)
        self.gazetteer = Gazetteer()
        self.lexicon = load_lexicon(())

    def known(self, name: str) -> Sequence[Place]:
        found = self.gazetteer.find(name, limit=5)
        return [each.place for each in found if each.match not in ("sound", "demonym")]

    def claims(self, text: str, model: ClueModel | None = None) -> list[Claim]:
        extractor = Extractor(self.lexicon, find_expressions, self.known, LEXICON_ALONE)
        if model is not None:
            extractor.places = PlaceKnowledge(model, self.lexicon, self.known)
        (reading,) = self.reader.read_many([text])
        return extractor.extract_claims(Document(text=text, label="test"), reading)

    def place(self, text: str, trigger: str) -> str | None:
        claim = next(c for c in self.claims(text) if trigger in c.trigger.text)
        return claim.place.text if claim.place else None


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk()


def test_an_act_happened_where_its_own_phrase_says(desk: Desk) -> None:
    assert desk.place("Rebels attacked an army convoy in Tessil on Monday.", "attacked") == "Tessil"


def test_a_direction_stays_with_its_place(desk: Desk) -> None:
    text = "Rebels killed nine soldiers in northern Syria on Monday."
    assert desk.place(text, "killed") == "northern Syria"


def test_the_narration_carries_a_place_on(desk: Desk) -> None:
    text = "Heavy fighting broke out in Tessil on Monday. Rebels killed three soldiers."
    assert desk.place(text, "killed") == "Tessil"


def test_a_carried_place_does_not_widen_the_evidence(desk: Desk) -> None:
    text = "Heavy fighting broke out in Tessil on Monday. Rebels killed three soldiers."
    claim = next(c for c in desk.claims(text) if c.trigger.text == "killed")
    assert claim.evidence.text == "Rebels killed three soldiers"


def test_of_a_place_and_the_country_around_it_the_finer_is_meant(desk: Desk) -> None:
    text = "A car bomb killed four people in Raqqa, Syria, on Monday."
    assert desk.place(text, "killed") == "Raqqa"


def test_where_no_place_is_named_there_is_none(desk: Desk) -> None:
    assert desk.place("Gunmen killed two guards on Monday.", "killed") is None


def test_a_demonym_is_no_place(desk: Desk) -> None:
    assert desk.place("Turkish jets killed nine rebels on Monday.", "killed") is None


def test_clashes_in_three_towns_are_three_claims_each_with_its_words(desk: Desk) -> None:
    text = "Rebels clashed with the army in Tessil, Kobra and Mardan on Monday."
    claims = [c for c in desk.claims(text) if c.event == "ASSAULT"]
    places = [c.place.text for c in claims if c.place]
    assert sorted(places) == ["Kobra", "Mardan", "Tessil"]
    assert all(c.place and c.place.text in c.evidence.text for c in claims)


def test_who_leads_whom_is_so_nowhere(desk: Desk) -> None:
    text = "Fighting broke out in Tessil. Omar Haddad is the leader of the Northern Brigade."
    assert [c.place for c in desk.claims(text) if c.type == "tie"] == [None]


def test_the_margin_is_a_dial_toward_saying_nothing(desk: Desk) -> None:
    text = "Rebels attacked an army convoy in Tessil on Monday."
    shy = ClueModel(load_model(MODEL).weights, margin=1000.0)
    assert [c.place for c in desk.claims(text, shy)] == [None]


def test_without_clues_no_place_is_told(desk: Desk) -> None:
    text = "Rebels attacked an army convoy in Tessil on Monday."
    assert [c.place for c in desk.claims(text, ClueModel({}, margin=3.0))] == [None]


@settings(max_examples=15, deadline=None)
@given(st.permutations(SENTENCES), st.integers(1, len(SENTENCES)))
def test_every_place_is_words_of_the_report(
    desk: Desk, sentences: Sequence[str], count: int
) -> None:
    text = " ".join(sentences[:count])
    for claim in desk.claims(text):
        if claim.place is not None and claim.type != "control":
            assert text[claim.place.start : claim.place.end] == claim.place.text
            assert claim.place.text in ("Tessil", "Kobra", "Mardan", "Syria")
