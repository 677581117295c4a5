"""A user's own places come from tables and GeoJSON, and go before all others."""

import json
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.resolve.gazetteer import Gazetteer
from dateline.resolve.gazetteer_own import add_own, read_own
from dateline.resolve.gazetteer_rows import Problem, Row

TABLE = (
    "name,latitude,longitude,radius_km,variants,country,feature,id\n"
    "Mill Crossing,31.5,16.25,0.5,The Mill|Old Mill Road,LY,S.BCN,mill\n"
)


def read(path: Path, text: str) -> tuple[list[Row], list[Problem]]:
    path.write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    return list(read_own(path, problems.append)), problems


def add(folder: Path, text: str, name: str = "own.csv") -> Gazetteer:
    rows, _ = read(folder / name, text)
    add_own(folder / "own.gazetteer", rows)
    return Gazetteer(folder / "own.gazetteer")


def test_a_table_becomes_places(tmp_path: Path) -> None:
    gazetteer = add(tmp_path, TABLE)
    (found,) = gazetteer.find("Mill Crossing")
    place = found.place
    assert (place.id, place.country, place.kind) == ("own:mill", "LY", "facility")
    assert (place.latitude, place.longitude, place.radius_km) == (31.5, 16.25, 0.5)
    assert gazetteer.find("Old Mill Road")[0].match == "variant"
    assert gazetteer.by_id("own:mill") == place
    assert [each.id for each, _ in gazetteer.near(31.5, 16.2, 10)] == ["own:mill"]


def test_short_names_of_the_columns_will_do(tmp_path: Path) -> None:
    gazetteer = add(tmp_path, "Name,Lat,Lon\nVarn Farm,1.5,2.5\n")
    assert gazetteer.find("Varn Farm")[0].place.longitude == 2.5


def test_geojson_becomes_places_with_the_reach_of_their_shape(tmp_path: Path) -> None:
    box = [[[16.0, 31.0], [16.2, 31.0], [16.2, 31.2], [16.0, 31.2], [16.0, 31.0]]]
    features = [
        {"type": "Feature", "properties": {"name": "Varn Farm"},
         "geometry": {"type": "Point", "coordinates": [16.5, 31.5]}},
        {"type": "Feature", "properties": {"name": "Orl Oilfield", "feature": "L.OILF"},
         "geometry": {"type": "Polygon", "coordinates": box}},
    ]  # fmt: skip
    text = json.dumps({"type": "FeatureCollection", "features": features})
    gazetteer = add(tmp_path, text, "own.geojson")
    farm, field = (gazetteer.find(name)[0].place for name in ("Varn Farm", "Orl Oilfield"))
    assert (farm.latitude, farm.longitude) == (31.5, 16.5)
    assert (field.latitude, field.longitude) == (31.1, 16.1)
    assert 10 < field.radius_km < 20


def test_adding_again_replaces_and_adding_more_keeps(tmp_path: Path) -> None:
    add(tmp_path, TABLE).close()
    add(tmp_path, TABLE.replace("31.5", "32.5")).close()
    gazetteer = add(tmp_path, "name,lat,lon\nVarn Farm,1,2\n")
    (mill,) = gazetteer.find("Mill Crossing")
    assert mill.place.latitude == 32.5
    assert len(gazetteer.find("Varn Farm")) == 1
    assert gazetteer.near(31.5, 16.2, 10) == []


def test_own_places_go_before_all_others_of_their_name(tmp_path: Path) -> None:
    add(tmp_path, "name,lat,lon,country\nSirte,40,-100,US\n").close()
    found = Gazetteer(also=[tmp_path / "own.gazetteer"]).find("Sirte")
    assert [each.place.country for each in found[:2]] == ["US", "LY"]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("Varn,x,2,,", "not both numbers"),
        ("Varn,,,,", "not both numbers"),
        ("Varn,95,2,,", "off the map"),
        (",1,2,,", "no usable name"),
        ("...,1,2,,", "no usable name"),
        ("Varn,1,2,0,", "radius"),
        ("Varn,1,2,far,", "radius_km"),
        ("Varn,1,2,,Libya", "ISO code"),
        ("Varn", "not both numbers"),
    ],
)
def test_a_bad_row_is_reported_with_its_line(tmp_path: Path, row: str, what: str) -> None:
    text = f"name,latitude,longitude,radius_km,country\nOrl,1,2,,\n{row}\n"
    rows, (problem,) = read(tmp_path / "own.csv", text)
    assert [each.names[0][0] for each in rows] == ["Orl"]
    assert problem.line == 3
    assert what in problem.what


@pytest.mark.parametrize(
    "geometry",
    [None, {}, {"coordinates": []}, {"coordinates": ["a", "b"]}, {"coordinates": [500, 1]}, 7],
)
def test_a_bad_shape_is_reported_with_its_number(tmp_path: Path, geometry: object) -> None:
    feature = {"properties": {"name": "Varn"}, "geometry": geometry}
    rows, (problem,) = read(tmp_path / "own.geojson", json.dumps({"features": [feature]}))
    assert rows == []
    assert problem.line == 1


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("own.csv", "lat,lon\n1,2\n", "no column named name"),
        ("own.csv", "", "no column named name"),
        ("own.txt", "name", r"come as \.csv"),
        ("own.json", "{", "not JSON"),
        ("own.json", "[]", "not GeoJSON"),
        ("own.json", "[" * 100_000, "cannot read"),
    ],
)
def test_a_file_that_holds_no_places_is_refused(
    tmp_path: Path, name: str, text: str, what: str
) -> None:
    with pytest.raises(InputError, match=what):
        read(tmp_path / name, text)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv"):
        list(read_own(tmp_path / "none.csv", lambda _: None))


def test_places_are_not_added_to_what_is_no_gazetteer(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("notes")
    rows, _ = read(tmp_path / "own.csv", TABLE)
    with pytest.raises(InputError, match="not a gazetteer"):
        add_own(other, rows)
    assert other.read_text() == "notes"
