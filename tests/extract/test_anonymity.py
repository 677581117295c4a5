"""Names that a report keeps back: whose, and why."""

import pytest
from roads import claims_of, lexicon_road

from dateline.pipeline import Road

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def road() -> Road:
    return lexicon_road()


@pytest.mark.parametrize(
    ("text", "role", "reason"),
    [
        (
            "The official, who spoke on condition of anonymity because he was not authorised to "
            "talk to reporters, said rebels had killed 12 soldiers near Karvel.",
            "official",
            "because he was not authorised to talk to reporters",
        ),
        (
            "A militia commander said troops had killed two men. "
            '"They shot them," he said. He spoke on condition of anonymity for fear of his life.',
            "militia commander",
            "for fear of his life",
        ),
        (
            "Residents of Karvel said gunmen had burned the market. "
            "They asked that their names be withheld, fearing reprisals.",
            "Residents of Karvel",
            "fearing reprisals",
        ),
        (
            "Troops killed two men near Karvel, said a doctor. He asked not to be identified. "
            "He said he feared arrest.",
            "doctor",
            "feared arrest",
        ),
        (
            "According to a senior officer, who cannot be named for security reasons, "
            "rebels have killed two soldiers.",
            "senior officer",
            "for security reasons",
        ),
        (
            "An aide, who insisted on anonymity to discuss military plans, said on Friday that "
            "troops had killed 20 fighters.",
            "aide",
            "to discuss military plans",
        ),
    ],
)
def test_an_anonymous_source_has_its_description_and_the_reports_reason(
    road: Road, text: str, role: str, reason: str
) -> None:
    source = claims_of(road, text)[0].source
    assert source.anonymous
    assert (source.role, source.reason) == (role, reason)


def test_a_name_that_is_not_the_real_one_is_anonymous_too(road: Road) -> None:
    text = (
        "Amal, a teacher whose name has been changed to protect her family, said soldiers had "
        "shot her brother."
    )
    source = next(c for c in claims_of(road, text) if c.event == "ASSAULT").source
    assert (source.name, source.anonymous) == ("Amal", True)
    assert source.reason == "to protect her family"


def test_whoever_else_speaks_nearby_keeps_the_name(road: Road) -> None:
    text = (
        "Omar Sinki, the interior minister, said troops had killed two men. "
        "An official who declined to be named said gunmen had burned the market."
    )
    killed, burned = (c.source for c in claims_of(road, text) if c.event == "ASSAULT")
    assert (killed.name, killed.anonymous) == ("Omar Sinki", False)
    assert burned.anonymous


def test_asking_not_to_be_named_is_no_claim(road: Road) -> None:
    text = "The doctor declined to be named and demanded that his identity be withheld."
    assert claims_of(road, text) == []


def test_both_officials_are_all_who_spoke_without_a_name(road: Road) -> None:
    text = (
        "A police officer said a bomb killed nine people in Karvel. A medical official said "
        "troops had arrested two men. Both officials spoke on condition of anonymity because "
        "they were not authorized to brief the media."
    )
    sources = {c.event: c.source for c in claims_of(road, text)}
    assert {kind: s.anonymous for kind, s in sources.items()} == {"ASSAULT": True, "COERCE": True}
    assert sources["ASSAULT"].reason == "because they were not authorized to brief the media"
