"""Which place a name means, decided for the whole report."""

import pytest
from place_texts import reading_of

from dateline.claim import Toponym
from dateline.resolve.gazetteer import Gazetteer
from dateline.resolve.place import PlaceResolver


@pytest.fixture(scope="module")
def resolver() -> PlaceResolver:
    return PlaceResolver(Gazetteer())


def resolve(
    resolver: PlaceResolver, text: str, *places: str, country: str | None = None
) -> list[Toponym]:
    return resolver.resolve(reading_of(text, [(name, "place") for name in places]), country)


def countries(toponyms: list[Toponym]) -> list[str | None]:
    return [each.place.country if each.place else None for each in toponyms]


def test_a_name_goes_with_the_country_of_the_others(resolver: PlaceResolver) -> None:
    libyan = resolve(
        resolver,
        "Fighters left Benghazi for Sirte. Tripoli was calm.",
        "Benghazi",
        "Sirte",
        "Tripoli",
    )
    assert countries(libyan) == ["LY", "LY", "LY"]
    lebanese = resolve(
        resolver, "Shots were heard in Beirut and Tripoli, Lebanon.", "Beirut", "Tripoli", "Lebanon"
    )
    assert countries(lebanese) == ["LB", "LB", "LB"]


def test_a_town_goes_with_the_region_named_behind_it(resolver: PlaceResolver) -> None:
    (paris, texas) = resolve(resolver, "Police in Paris, Texas, said so.", "Paris", "Texas")
    assert paris.place is not None
    assert (paris.place.admin1, paris.place.country) == ("Texas", "US")
    assert texas.place is not None
    assert texas.place.kind == "admin1"


def test_a_bare_name_is_the_town_and_with_province_the_region(resolver: PlaceResolver) -> None:
    found = resolve(
        resolver,
        "Planes bombed Idlib. Rebels hold Idlib province in Syria.",
        "Idlib",
        "Idlib",
        "Syria",
    )
    assert [each.place.kind for each in found if each.place] == ["settlement", "admin1", "country"]


def test_the_outlet_tells_which_of_two_towns_is_near(resolver: PlaceResolver) -> None:
    text = "A man was shot in London."
    assert countries(resolve(resolver, text, "London", country="CA")) == ["CA"]
    assert countries(resolve(resolver, text, "London", country="GB")) == ["GB"]


def test_what_is_nearly_as_likely_is_kept_beside_the_first(resolver: PlaceResolver) -> None:
    (only,) = resolve(resolver, "A man was shot in Springfield.", "Springfield")
    assert only.runner_up is not None
    assert only.place is not None
    assert only.runner_up.id != only.place.id
    assert only.score < 0.9


def test_a_demonym_means_its_country_and_is_marked(resolver: PlaceResolver) -> None:
    found = resolver.resolve(reading_of("The Libyan army left.", []))
    assert [(each.text, each.demonym, each.place and each.place.country) for each in found] == [
        ("Libyan", True, "LY")
    ]


def test_a_place_within_a_body_s_name_is_found(resolver: PlaceResolver) -> None:
    name = "Kentucky State Police"
    reading = reading_of(f"He told {name} so.", [(name, "organization")])
    found = resolver.resolve(reading)
    assert [each.text for each in found] == ["Kentucky"]


def test_a_building_is_kept_by_name_inside_the_town_that_it_is_in(resolver: PlaceResolver) -> None:
    hotel, derna, _ = resolve(
        resolver, "A bomb hit the Bay Hotel in Derna, Libya.", "Bay Hotel", "Derna", "Libya"
    )
    assert hotel.place is not None
    assert derna.place is not None
    assert hotel.place.name == "Bay Hotel"
    assert hotel.place.id.startswith(f"within:{derna.place.id}/")
    assert hotel.place.precision == "near"
    assert hotel.place.radius_km == derna.place.radius_km
    assert hotel.score < derna.score


def test_an_unknown_village_is_known_as_closely_as_its_province(resolver: PlaceResolver) -> None:
    village, idlib, _ = resolve(
        resolver,
        "They took the village of Kafr Zuhour, in Idlib province, Syria.",
        "Kafr Zuhour",
        "Idlib",
        "Syria",
    )
    assert village.place is not None
    assert idlib.place is not None
    assert village.place.precision == "admin1"
    assert village.place.latitude == idlib.place.latitude


def test_an_unknown_name_that_nothing_calls_a_place_has_none(resolver: PlaceResolver) -> None:
    found = resolve(resolver, "Zorgwaff attacked Syria and Iraq.", "Zorgwaff", "Syria", "Iraq")
    assert found[0].place is None
    assert found[0].score == 0.0


def test_a_direction_written_small_is_no_part_of_the_name(resolver: PlaceResolver) -> None:
    (london,) = resolve(resolver, "A man was shot in east London.", "east London")
    assert london.place is not None
    assert (london.place.name, london.place.country) == ("London", "GB")


def test_a_report_without_places_has_no_toponyms(resolver: PlaceResolver) -> None:
    assert resolver.resolve(reading_of("They left early.", [])) == []
