"""Where the place words of a claim lie."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.claim import Claim, Link, Mention, Toponym
from dateline.resolve.gazetteer import Gazetteer, distance_km
from dateline.resolve.location import link_places
from dateline.world import Place


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


def place(gazetteer: Gazetteer, name: str) -> Place:
    return gazetteer.find(name)[0].place


def toponym(text: str, name: str, meant: Place | None, score: float = 0.9) -> Toponym:
    start = text.index(name)
    return Toponym(
        start=start,
        end=start + len(name),
        text=name,
        place=meant,
        score=score,
        demonym=False,
        method="ranked-1" if meant else "",
    )


def link(text: str, words: str, *toponyms: Toponym, name: str | None = None) -> Link | None:
    start = text.index(words)
    claim = Claim(
        document="d",
        type="event",
        event="ASSAULT",
        evidence=Mention(0, len(text), text),
        trigger=Mention(0, len(text), text),
        place=Mention(start, start + len(words), words, name),
    )
    return next(iter(link_places([claim], toponyms, text)), None)


def linked(text: str, words: str, *toponyms: Toponym) -> Place:
    found = link(text, words, *toponyms)
    assert found is not None
    assert found.place is not None
    return found.place


def test_a_plain_name_is_its_place(gazetteer: Gazetteer) -> None:
    sirte = place(gazetteer, "Sirte")
    text = "Shells fell in Sirte."
    assert linked(text, "Sirte", toponym(text, "Sirte", sirte)) == sirte


@pytest.mark.parametrize(
    ("words", "km", "north"),
    [
        ("40 km south of Sirte", 40.0, False),
        ("40 kilometers (25 miles) south of the city of Sirte", 40.0, False),
        ("10 miles northeast of Sirte", 16.1, True),
        ("ten kilometres to the north of Sirte", 10.0, True),
    ],
)
def test_a_distance_and_a_direction_move_the_point(
    gazetteer: Gazetteer, words: str, km: float, north: bool
) -> None:
    sirte = place(gazetteer, "Sirte")
    text = f"Shells fell {words}."
    found = linked(text, "Sirte", toponym(text, "Sirte", sirte))
    away = distance_km(sirte.latitude, sirte.longitude, found.latitude, found.longitude)
    assert away == pytest.approx(km, abs=0.1)
    assert (found.latitude > sirte.latitude) is north
    assert found.precision == "near"
    assert found.radius_km >= km / 4


def test_a_distance_without_a_direction_is_a_circle_around(gazetteer: Gazetteer) -> None:
    sirte = place(gazetteer, "Sirte")
    text = "Shells fell 40 km from Sirte."
    found = linked(text, "Sirte", toponym(text, "Sirte", sirte))
    assert (found.latitude, found.longitude) == (sirte.latitude, sirte.longitude)
    assert found.radius_km >= 40


@pytest.mark.parametrize("words", ["near", "on the outskirts of", "outside the town of"])
def test_near_a_place_is_wider_than_the_place(gazetteer: Gazetteer, words: str) -> None:
    sirte = place(gazetteer, "Sirte")
    text = f"Shells fell {words} Sirte."
    found = linked(text, "Sirte", toponym(text, "Sirte", sirte))
    assert found.radius_km >= 2 * sirte.radius_km
    assert found.precision == "near"


def test_between_two_places_is_their_middle(gazetteer: Gazetteer) -> None:
    sirte, misrata = place(gazetteer, "Sirte"), place(gazetteer, "Misrata")
    text = "The road between Sirte and Misrata was cut."
    found = linked(text, "Sirte", toponym(text, "Sirte", sirte), toponym(text, "Misrata", misrata))
    to = [
        distance_km(found.latitude, found.longitude, p.latitude, p.longitude)
        for p in (sirte, misrata)
    ]
    assert to[0] == pytest.approx(to[1], rel=0.01)
    assert found.radius_km == pytest.approx(to[0], rel=0.01)


def test_the_north_of_a_country_lies_north_of_its_middle(gazetteer: Gazetteer) -> None:
    mali = place(gazetteer, "Mali")
    text = "Clashes broke out in northern Mali."
    found = linked(text, "northern Mali", toponym(text, "Mali", mali))
    assert found.latitude > mali.latitude + 1
    assert found.precision == "country"
    assert found.name == "northern Mali"


def test_a_part_of_a_town_is_as_near_as_the_town(gazetteer: Gazetteer) -> None:
    aleppo = place(gazetteer, "Aleppo")
    text = "Clashes broke out in the eastern districts of Aleppo."
    found = linked(text, "the eastern districts of Aleppo", toponym(text, "Aleppo", aleppo))
    assert found.name == "the eastern districts of Aleppo"
    assert found.radius_km == aleppo.radius_km
    assert found.precision == "near"


def test_words_without_a_name_have_no_place(gazetteer: Gazetteer) -> None:
    text = "Clashes broke out in rebel-held areas near Sirte."
    assert link(text, "rebel-held areas", toponym(text, "Sirte", place(gazetteer, "Sirte"))) is None


def test_the_city_is_where_its_name_is(gazetteer: Gazetteer) -> None:
    sirte = place(gazetteer, "Sirte")
    text = "Sirte was quiet. Shells fell in the city."
    found = link(text, "the city", toponym(text, "Sirte", sirte), name="Sirte")
    assert found is not None
    assert found.place == sirte


def test_a_doubtful_name_is_put_on_no_map(gazetteer: Gazetteer) -> None:
    text = "Shells fell in Sirte."
    doubtful = toponym(text, "Sirte", place(gazetteer, "Sirte"), score=0.3)
    assert link(text, "Sirte", doubtful) is None


def test_the_date_line_does_not_break_a_middle(gazetteer: Gazetteer) -> None:
    suva, apia = place(gazetteer, "Suva"), place(gazetteer, "Apia")
    text = "A ship sank between Suva and Apia."
    found = linked(text, "Suva", toponym(text, "Suva", suva), toponym(text, "Apia", apia))
    assert -180 <= found.longitude <= 180
    assert abs(found.longitude) > 170


@given(
    km=st.floats(1, 900),
    point=st.sampled_from(["north", "south-west", "eastern", "northeast"]),
)
def test_no_distance_leads_off_the_map(km: float, point: str) -> None:
    near_the_pole = Place(
        id="own:alert",
        name="Alert",
        kind="settlement",
        feature="P.PPL",
        precision="settlement",
        latitude=82.5,
        longitude=-179.9,
        radius_km=2.0,
    )
    text = f"A plane fell {km:.0f} km {point} of Alert."
    found = link(text, "Alert", toponym(text, "Alert", near_the_pole))
    if found is not None and found.place is not None:  # "1 km eastern of" is no such phrase
        assert -90 <= found.place.latitude <= 90
        assert -180 <= found.place.longitude <= 180


def test_what_is_ahead_of_a_march_is_not_where_a_base_is(gazetteer: Gazetteer) -> None:
    sirte = place(gazetteer, "Sirte")
    text = "They advanced towards Sirte, where the army has a base."
    assert linked(text, "Sirte", toponym(text, "Sirte", sirte)).radius_km > sirte.radius_km
    start = text.index("Sirte")
    base = Claim(
        document="d",
        type="control",
        level="presence",
        evidence=Mention(0, len(text), text),
        trigger=Mention(0, len(text), text),
        place=Mention(start, start + len("Sirte"), "Sirte"),
    )
    (found,) = link_places([base], [toponym(text, "Sirte", sirte)], text)
    assert found.place == sirte
