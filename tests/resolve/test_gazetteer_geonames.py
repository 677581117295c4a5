"""Gazetteers are built from the files that GeoNames serves, bad rows reported and left out."""

import gzip
import zipfile
from pathlib import Path

import pytest
from gazetteer_files import build, line, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.resolve.gazetteer import Gazetteer
from dateline.resolve.gazetteer_rows import Problem

VARN = line(1, "Varn", latitude=10.5, longitude=20.5, people=5000, others="Warn,Vårn,VRN,wa er en")


def names_found(gazetteer: Gazetteer, name: str) -> list[str]:
    return [found.place.name for found in gazetteer.find(name) if found.match != "sound"]


def test_a_dump_becomes_a_gazetteer(tmp_path: Path) -> None:
    output = tmp_path / "zz.gazetteer"
    assert build(output, write(tmp_path / "ZZ.txt", VARN)) == []
    (found,) = Gazetteer(output).find("Varn")
    place = found.place
    assert (place.id, place.latitude, place.longitude) == ("geonames:1", 10.5, 20.5)
    assert (place.country, place.population, place.kind) == ("ZZ", 5000, "settlement")


def test_alternates_are_found_and_codes_and_romanisations_are_not(tmp_path: Path) -> None:
    output = tmp_path / "zz.gazetteer"
    build(output, write(tmp_path / "ZZ.txt", VARN))
    gazetteer = Gazetteer(output)
    assert gazetteer.find("Warn")[0].match == "alternate"
    assert gazetteer.find("Varn")[0].match == "primary"
    assert names_found(gazetteer, "VRN") == []
    assert names_found(gazetteer, "wa er en") == []


@pytest.mark.parametrize("packed", ["txt", "gz", "zip"])
def test_packed_files_are_read_as_they_are(tmp_path: Path, packed: str) -> None:
    file = write(tmp_path / "ZZ.txt", VARN)
    if packed == "gz":
        file = tmp_path / "ZZ.txt.gz"
        file.write_bytes(gzip.compress((VARN + "\n").encode()))
    elif packed == "zip":
        file = tmp_path / "ZZ.zip"
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("readme.txt", "tabs")
            archive.writestr("ZZ.txt", VARN + "\n" + "# comment\n" * 20)
    output = tmp_path / "zz.gazetteer"
    assert build(output, file) == []
    assert names_found(Gazetteer(output), "Varn") == ["Varn"]


def test_regions_lie_around_their_places_and_are_their_parents(tmp_path: Path) -> None:
    dump = write(
        tmp_path / "ZZ.txt",
        line(9, "Republic of Zed", feature="A.PCLI", admin1="00", latitude=12, people=9_000),
        line(8, "Upper Province", feature="A.ADM1", latitude=11, longitude=21),
        line(7, "Mill District", feature="A.ADM2", admin2="77", latitude=10.4),
        line(1, "Varn", admin2="77", latitude=10.5),
        line(2, "Orl", latitude=11.9, longitude=20.1),
    )
    output = tmp_path / "zz.gazetteer"
    assert build(output, dump) == []
    gazetteer = Gazetteer(output)
    place = gazetteer.find("Varn")[0].place
    assert (place.admin2, place.admin1) == ("Mill District", "Upper Province")
    kinds = [parent.kind for parent in gazetteer.parents(place)]
    assert kinds == ["admin2", "admin1", "country"]
    upper = gazetteer.find("Upper Province")[0].place
    assert 100 < upper.radius_km < 250  # Orl lies 140 km off
    assert gazetteer.find("Upper")[0].place == upper


def test_code_files_name_regions_that_the_dump_lacks(tmp_path: Path) -> None:
    dump = write(tmp_path / "ZZ.txt", line(1, "Varn", admin2="77", latitude=10.5, longitude=20.5))
    first = write(tmp_path / "admin1CodesASCII.txt", "ZZ.01\tUpper\tUpper\t8", "YY.01\tFar\tFar\t6")
    second = write(tmp_path / "admin2Codes.txt", "ZZ.01.77\tMill\tMill\t7")
    output = tmp_path / "zz.gazetteer"
    assert build(output, dump, first, second) == []
    gazetteer = Gazetteer(output)
    place = gazetteer.find("Varn")[0].place
    assert (place.admin2, place.admin1) == ("Mill", "Upper")
    (upper,) = gazetteer.find("Upper")
    assert abs(upper.place.latitude - 10.5) < 0.3
    assert gazetteer.find("Far") == []


def test_a_region_named_as_its_town_comes_after_it(tmp_path: Path) -> None:
    dump = write(
        tmp_path / "ZZ.txt",
        line(8, "Varn Province", feature="A.ADM1", people=90_000),
        line(8_1, "Varn", feature="A.ADM2", admin2="77", people=80_000),
        line(1, "Varn", people=5_000, admin2="77"),
        line(2, "Varn", people=70, admin1="02"),
    )
    output = tmp_path / "zz.gazetteer"
    build(output, dump)
    found = [candidate.place.id for candidate in Gazetteer(output).find("Varn")]
    assert found == ["geonames:1", "geonames:81", "geonames:2", "geonames:8"]


def test_alternate_names_are_joined_by_id_and_links_and_codes_left_out(tmp_path: Path) -> None:
    names = write(
        tmp_path / "alternateNamesV2.txt",
        "5\t1\ten\tVarnville\t1\t\t\t\t\t",
        "6\t1\tfr\tVarnbourg\t\t\t\t\t\t",
        "7\t1\tlink\tHttps://example.org/varn\t\t\t\t\t\t",
        "8\t1\tiata\tVRN\t\t\t\t\t\t",
        "9\t404\ten\tNowhere\t\t\t\t\t\t",
    )
    output = tmp_path / "zz.gazetteer"
    assert build(output, write(tmp_path / "ZZ.txt", VARN), names) == []
    gazetteer = Gazetteer(output)
    assert gazetteer.find("Varnville")[0].match == "primary"
    assert gazetteer.find("Varnbourg")[0].match == "alternate"
    assert names_found(gazetteer, "Https://example.org/varn") == []
    assert names_found(gazetteer, "Nowhere") == []


def test_a_place_that_comes_twice_is_there_once(tmp_path: Path) -> None:
    first = write(tmp_path / "ZZ.txt", VARN)
    again = write(tmp_path / "YY.txt", line(1, "Varn", latitude=50))
    output = tmp_path / "zz.gazetteer"
    build(output, first, again)
    (found,) = Gazetteer(output).find("Varn")
    assert found.place.latitude == 10.5


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("1\tVarn\tVarn", "3 columns"),
        (line(1, "Va\0rn"), "NUL"),
        (line(1, "Varn", latitude="north"), "not both numbers"),
        (line(1, "Varn", latitude=91), "off the map"),
        (line(1, "Varn", longitude="nan"), "off the map"),
        (line(1, "Varn", latitude="inf"), "off the map"),
        (line("x1", "Varn"), "not a number"),
        (line("1" * 50, "Varn"), "not a number"),
        (line(1, " "), "no name"),
        (line(1, "Varn", people="many"), "population"),
        (line(1, "Varn", people="9" * 30), "population"),
        (line(1, "V" * 1_100_000), "longer than"),
    ],
)
def test_a_bad_row_is_reported_with_its_line_and_left_out(
    tmp_path: Path, row: str, what: str
) -> None:
    dump = write(tmp_path / "ZZ.txt", line(2, "Orl"), row, line(3, "Esk"))
    output = tmp_path / "zz.gazetteer"
    (problem,) = build(output, dump)
    assert isinstance(problem, Problem)
    assert (problem.path, problem.line) == (dump, 2)
    assert what in problem.what
    gazetteer = Gazetteer(output)
    assert names_found(gazetteer, "Orl") == ["Orl"]
    assert names_found(gazetteer, "Esk") == ["Esk"]
    assert names_found(gazetteer, "Varn") == []


def test_bytes_that_are_no_text_are_reported(tmp_path: Path) -> None:
    dump = tmp_path / "ZZ.txt"
    dump.write_bytes(b"\xff\xfe\n" + VARN.encode() + b"\n")
    output = tmp_path / "zz.gazetteer"
    (problem,) = build(output, dump)
    assert "UTF-8" in problem.what
    assert names_found(Gazetteer(output), "Varn") == ["Varn"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(st.lists(st.text(max_size=12), max_size=22).map("\t".join), max_size=6))
def test_whatever_the_rows_hold_the_good_one_is_built(tmp_path: Path, rows: list[str]) -> None:
    dump = tmp_path / "ZZ.txt"
    dump.write_bytes("\n".join([*rows, VARN]).encode("utf-8", "replace"))
    output = tmp_path / "zz.gazetteer"
    build(output, dump)
    assert "Varn" in names_found(Gazetteer(output), "Varn")


@pytest.mark.parametrize("name", ["ZZ.zip", "ZZ.txt.gz"])
def test_a_damaged_archive_is_refused_and_leaves_the_old_gazetteer(
    tmp_path: Path, name: str
) -> None:
    output = tmp_path / "zz.gazetteer"
    build(output, write(tmp_path / "ZZ.txt", VARN))
    before = output.read_bytes()
    damaged = tmp_path / name
    damaged.write_bytes(gzip.compress(b"x" * 100_000)[:60])
    with pytest.raises(InputError, match=name):
        build(output, damaged)
    assert output.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        {"ZZ.txt", name, "zz.gazetteer"}
    )


def test_a_gazetteer_of_the_user_goes_before_the_built_in_one(tmp_path: Path) -> None:
    dump = write(tmp_path / "LY.txt", line(2210554, "Sirte", latitude=31.0, longitude=16.0))
    output = tmp_path / "ly.gazetteer"
    build(output, dump)
    found = Gazetteer(also=[output]).find("Sirte")
    (sirte,) = [each.place for each in found if each.place.id == "geonames:2210554"]
    assert sirte.latitude == 31.0


@pytest.mark.shared
def test_a_real_extract_is_built_without_a_problem(tmp_path: Path, shared: Path) -> None:
    folder = shared / "bench" / "data" / "geonames"
    output = tmp_path / "nl.gazetteer"
    files = [
        folder / name
        for name in ("NL.txt.gz", "admin1CodesASCII.txt", "admin2Codes.txt.gz", "countryInfo.txt")
    ]
    assert build(output, *files) == []
    gazetteer = Gazetteer(output)
    delft = gazetteer.find("Delft")[0].place
    assert (delft.country, delft.admin1) == ("NL", "South Holland")
    assert abs(delft.latitude - 52.01) < 0.02
    assert [parent.kind for parent in gazetteer.parents(delft)] == ["admin2", "admin1", "country"]
    assert len(gazetteer.near(52.01, 4.36, 5)) > 20
