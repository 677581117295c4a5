"""The gazetteer that comes with the package: what a name finds, and in what order."""

import csv
import pickle
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.resolve.gazetteer import BUILT_IN, Candidate, Gazetteer, distance_km
from dateline.resolve.gazetteer_file import cell_of, cells_around
from dateline.world import Place

GAZETTEER = Gazetteer()
OWN = BUILT_IN.parent
LARGEST = 32_000_000  # bytes


def first(name: str) -> Candidate:
    found = GAZETTEER.find(name)
    assert found, f"nothing is named {name!r}"
    return found[0]


def lies_in(place: Place, latitude: float, longitude: float, km: float) -> bool:
    return distance_km(place.latitude, place.longitude, latitude, longitude) <= km


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [
        # what the raw data gets wrong: other places of that name came first, or only they
        ("Kufra", "LY", 24.2, 23.3),
        ("Gao", "ML", 16.3, 0.0),
        ("Pokrovsk", "UA", 48.3, 37.2),
        ("Palmyra", "SY", 34.6, 38.3),
        ("Mocha", "YE", 13.3, 43.2),
        ("Baga", "NG", 13.1, 13.8),
        ("Kobani", "SY", 36.9, 38.4),
        # what it lacks
        ("Nofaliya", "LY", 30.8, 17.8),
        ("Nawfaliyah", "LY", 30.8, 17.8),
        ("Ras Lanouf", "LY", 30.5, 18.5),
        ("Sidr", "LY", 30.6, 18.4),
        ("Es Sider", "LY", 30.6, 18.4),
        ("Bin Jawad", "LY", 30.8, 18.1),
        ("Brega", "LY", 30.4, 19.6),
        ("Hodeidah", "YE", 14.8, 42.9),
        ("Robotyne", "UA", 47.4, 35.8),
        ("Baghouz", "SY", 34.5, 41.0),
        ("Darna", "LY", 32.8, 22.6),
        ("Tripoli", "LY", 32.9, 13.2),
        ("Sirte", "LY", 31.2, 16.6),
        ("Benghazi", "LY", 32.1, 20.1),
        ("Ouagadougou Center", "LY", 31.2, 16.6),
        ("Odessa", "UA", 46.5, 30.7),
        ("Gaza", "PS", 31.5, 34.5),
        ("Khmeimim air base", "SY", 35.4, 35.9),
        ("Al-Shifa Hospital", "PS", 31.5, 34.4),
    ],
)
def test_names_of_conflict_reporting_find_their_place_first(
    name: str, country: str, latitude: float, longitude: float
) -> None:
    place = first(name).place
    assert place.country == country
    assert lies_in(place, latitude, longitude, 25)


def test_other_places_of_a_name_are_kept_as_candidates() -> None:
    countries = {candidate.place.country for candidate in GAZETTEER.find("Tripoli")}
    assert {"LY", "LB"} <= countries


@pytest.mark.parametrize(
    ("name", "match", "country"),
    [
        ("Libya", "primary", "LY"),
        ("Libyan", "demonym", "LY"),
        ("Turks", "demonym", "TR"),
        ("U.S.", "abbreviation", "US"),
        ("UK", "abbreviation", "GB"),
        ("DRC", "abbreviation", "CD"),
        ("Democratic Republic of Congo", "primary", "CD"),
        ("Burma", "primary", "MM"),
    ],
)
def test_countries_are_found_by_name_demonym_and_abbreviation(
    name: str, match: str, country: str
) -> None:
    candidate = first(name)
    assert (candidate.match, candidate.place.country) == (match, country)
    assert (candidate.place.kind, candidate.place.precision) == ("country", "country")


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("W.Va.", "West Virginia"),
        ("Calif.", "California"),
        ("IN", "Indiana"),
        ("NSW", "New South Wales"),
        ("Ont.", "Ontario"),
    ],
)
def test_abbreviations_of_states_find_them(name: str, region: str) -> None:
    assert first(name).place.name == region


@pytest.mark.parametrize("word", ["in", "me", "or", "us", "Us", "Me", "In", "man", "ill"])
def test_words_in_small_letters_are_no_abbreviations(word: str) -> None:
    assert all(candidate.match != "abbreviation" for candidate in GAZETTEER.find(word))


@pytest.mark.parametrize("code", ["SRX", "GAQ", "PMS", "BEN"])
def test_airport_codes_are_no_names_of_their_towns(code: str) -> None:
    towns = {candidate.place.id for candidate in GAZETTEER.find(code) if candidate.match != "sound"}
    known = {first(name).place.id for name in ("Sirte", "Gao", "Palmyra", "Benghazi")}
    assert not towns & known


def test_a_word_of_kind_finds_the_region_and_the_bare_name_the_town() -> None:
    assert first("Idlib province").place.kind == "admin1"
    assert first("Idlib").place.kind == "settlement"
    assert first("Homs").place.kind == "settlement"
    assert first("Washington").place.kind == "capital"


@pytest.mark.parametrize(
    ("name", "countries"),
    [("Congolese", {"CD", "CG"}), ("Congo", {"CD", "CG"}), ("Korean", {"KR", "KP"})],
)
def test_a_name_of_two_countries_finds_both(name: str, countries: set[str]) -> None:
    found = [candidate.place for candidate in GAZETTEER.find(name)]
    assert {place.country for place in found if place.kind == "country"} == countries


def test_a_country_comes_before_a_region_of_its_name() -> None:
    kinds = [candidate.place.kind for candidate in GAZETTEER.find("Georgia")]
    assert kinds[:2] == ["country", "admin1"]


@pytest.mark.parametrize(
    ("name", "latitude", "longitude"),
    [
        ("Sahel", 15, 5),
        ("Horn of Africa", 8, 45),
        ("Maghreb", 31, 2),
        ("Middle East", 32, 40),
        ("Balkans", 43, 21),
        ("Levant", 34, 37),
    ],
)
def test_regions_of_the_world_are_found_with_their_reach(
    name: str, latitude: float, longitude: float
) -> None:
    place = first(name).place
    assert (place.kind, place.precision, place.country) == ("region", "region", None)
    assert lies_in(place, latitude, longitude, 500)
    assert place.radius_km >= 500


def test_a_spelling_that_no_list_has_is_proposed_by_its_sound() -> None:
    candidate = first("Noufaliyya")
    assert candidate.place.id == first("Nofaliya").place.id
    assert candidate.match == "sound"
    assert candidate.likeness > 0.8


@pytest.mark.parametrize("name", ["", " ", "...", "\0", "x" * 10_000, "\ud800", "🗺", "' OR 1=1"])
def test_what_is_no_name_finds_nothing(name: str) -> None:
    assert GAZETTEER.find(name) == []


@given(st.text(max_size=30))
def test_any_text_can_be_looked_up(name: str) -> None:
    found = GAZETTEER.find(name, limit=5)
    assert len(found) <= 5
    assert len({candidate.place.id for candidate in found}) == len(found)


def test_a_limit_keeps_the_best() -> None:
    assert GAZETTEER.find("Springfield", limit=3) == GAZETTEER.find("Springfield")[:3]


def test_a_place_is_found_by_its_id() -> None:
    place = first("Sirte").place
    assert GAZETTEER.by_id(place.id) == place
    assert GAZETTEER.by_id("geonames:99999999999") is None
    assert GAZETTEER.by_id("nonsense") is None


def test_the_parents_of_a_town_are_its_region_and_country() -> None:
    place = first("Sirte").place
    parents = GAZETTEER.parents(place)
    assert [parent.kind for parent in parents] == ["admin1", "country"]
    assert parents[0].name == place.admin1
    assert parents[-1].name == "Libya"


def test_a_second_level_region_lies_between_town_and_first_level() -> None:
    pittsburgh = first("Pittsburgh").place
    assert (pittsburgh.admin2, pittsburgh.admin1) == ("Allegheny County", "Pennsylvania")
    kinds = [parent.kind for parent in GAZETTEER.parents(pittsburgh)]
    assert kinds == ["admin2", "admin1", "country"]


def test_places_near_a_point_come_nearest_first() -> None:
    found = GAZETTEER.near(30.78, 17.83, 60)
    distances = [distance for _, distance in found]
    assert found[0][0].name == "Nofaliya"
    assert distances == sorted(distances)
    assert max(distances) <= 60
    assert "Bin Jawad" in {place.name for place, _ in found}


def test_places_near_the_date_line_are_found_across_it() -> None:
    sides = {place.longitude > 0 for place, _ in GAZETTEER.near(-16.9, 180.0, 150)}
    assert sides == {True, False}


@given(
    st.floats(-89, 89), st.floats(-180, 180), st.floats(1, 3000), st.floats(0, 1), st.floats(0, 360)
)
def test_no_point_of_a_circle_lies_outside_its_cells(
    latitude: float, longitude: float, km: float, share: float, bearing: float
) -> None:
    import math  # noqa: PLC0415 - for the one formula

    a, b, angle = math.radians(latitude), math.radians(bearing), km * share / 6371.0088
    to_latitude = math.asin(
        math.sin(a) * math.cos(angle) + math.cos(a) * math.sin(angle) * math.cos(b)
    )
    to_longitude = math.radians(longitude) + math.atan2(
        math.sin(b) * math.sin(angle) * math.cos(a),
        math.cos(angle) - math.sin(a) * math.sin(to_latitude),
    )
    there = (math.degrees(to_longitude) + 540) % 360 - 180
    cell = cell_of(math.degrees(to_latitude), there)
    spans = cells_around(latitude, longitude, km)
    assert any(first <= cell <= last for first, last in spans)


def test_every_place_of_our_own_list_is_found_by_each_of_its_names() -> None:
    with (OWN / "places.csv").open(encoding="utf-8", newline="") as file:
        entries = list(csv.DictReader(file))
    assert len(entries) >= 150
    lost = []
    for entry in entries:
        point = float(entry["lat"]), float(entry["lon"])
        names = [*entry["name"].split("|"), *filter(None, entry["variants"].split("|"))]
        for name in (name.partition(" (")[0] for name in names):
            near = [c for c in GAZETTEER.find(name) if lies_in(c.place, *point, 45)]
            if not near or near[0].match == "sound":
                lost.append(name)
    assert lost == []


def test_our_own_list_says_of_each_row_where_it_is_from() -> None:
    for table in ("places.csv", "regions.csv"):
        with (OWN / table).open(encoding="utf-8", newline="") as file:
            assert all(entry["source"] for entry in csv.DictReader(file))


def test_the_file_is_small_and_credits_its_sources() -> None:
    assert BUILT_IN.stat().st_size <= LARGEST
    card = (OWN / "CARD.md").read_text(encoding="utf-8")
    assert "GeoNames" in card
    assert "CC BY 4.0" in card


def test_a_gazetteer_goes_to_another_process() -> None:
    other: Gazetteer = pickle.loads(pickle.dumps(GAZETTEER))
    assert other.find("Sirte") == GAZETTEER.find("Sirte")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such gazetteer"):
        Gazetteer(tmp_path / "none.gazetteer")


def test_what_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "text.gazetteer"
    text.write_text("Sirte, 31.2, 16.6\n" * 100)
    with pytest.raises(InputError, match="not a gazetteer"):
        Gazetteer(text)
    database = tmp_path / "other.sqlite"
    with sqlite3.connect(database) as other:
        other.execute("CREATE TABLE place (id INTEGER)")
    other.close()
    with pytest.raises(InputError, match="not a gazetteer of dateline"):
        Gazetteer(database)


def test_a_truncated_file_is_refused_in_words(tmp_path: Path) -> None:
    cut = tmp_path / "cut.gazetteer"
    cut.write_bytes(BUILT_IN.read_bytes()[:100_000])
    with pytest.raises(InputError, match=r"cut\.gazetteer"):
        Gazetteer(cut).find("Sirte")
