import json
from pathlib import Path

import jsonschema
import pytest
from located_findings import (
    BENGHAZI,
    CENTER,
    JUFRA,
    LIBYA,
    OTHER_TRIPOLI,
    SIRTE,
    TRIPOLI,
    located_findings,
    place,
)
from sample_findings import sample_findings

from dateline.export.frame import findings_frame
from dateline.export.place_records import place_record
from dateline.export.precision import Codes, codes_of, precision_table
from dateline.export.records import claim_places, claim_rows, findings_record
from dateline.world import Place

SCHEMA = Path(__file__).parents[2] / "docs" / "claims.schema.json"


def test_a_record_with_places_keeps_to_the_schema() -> None:
    record = json.loads(json.dumps(findings_record(located_findings())))
    jsonschema.validate(record, json.loads(SCHEMA.read_text("utf-8")))


def test_a_claims_place_has_its_words_its_offsets_and_what_they_mean() -> None:
    words = findings_record(located_findings())["claims"][3]["place"]
    text = located_findings().document.text
    assert text[words["start"] : words["end"]] == words["text"] == "Tripoli"
    assert words["link"] == {
        **place_record(TRIPOLI),
        "score": 0.91,
        "method": "test",
        "runner_up": place_record(OTHER_TRIPOLI),
    }


def test_a_place_that_is_not_located_has_words_and_no_link() -> None:
    words = findings_record(located_findings())["claims"][7]["place"]
    assert (words["text"], words["link"]) == ("the Gefara plain", None)


def test_a_place_is_written_with_its_precision_and_no_more_digits_than_are_known() -> None:
    assert place_record(SIRTE) == {
        "id": "geonames:2210554",
        "name": "Sirte",
        "kind": "settlement",
        "latitude": 31.2089,
        "longitude": 16.5887,
        "radius_km": 4.9,
        "precision": "settlement",
        "geo_precision": 1,
        "where_prec": 1,
        "country": "LY",
        "admin1": None,
        "admin2": None,
    }


def test_the_reports_places_are_listed_whether_or_not_a_claim_is_there() -> None:
    places = findings_record(located_findings())["places"]
    assert [(each["text"], each["score"]) for each in places] == [
        ("Sirte", 0.97),
        ("Tripoli", 0.91),
        ("the Gefara plain", 0.0),
    ]
    assert places[1]["runner_up"]["country"] == "LB"
    assert places[2]["place"] is None


@pytest.mark.parametrize(
    ("where", "codes"),
    [
        (SIRTE, Codes(1, 1)),
        (CENTER, Codes(2, 2)),
        (JUFRA, Codes(3, 4)),
        (LIBYA, Codes(None, 6)),
        (place("x", "x", precision="exact", latitude=0, longitude=0, radius_km=0.1), Codes(1, 1)),
        (place("x", "x", precision="near", latitude=0, longitude=0, radius_km=25), Codes(2, 2)),
        (place("x", "x", precision="near", latitude=0, longitude=0, radius_km=26), Codes(3, 5)),
        (place("x", "x", precision="admin2", latitude=0, longitude=0, radius_km=26), Codes(2, 3)),
        (place("x", "x", precision="region", latitude=0, longitude=0, radius_km=400), Codes(3, 5)),
        (
            place(
                "x", "x", precision="region", latitude=0, longitude=0, radius_km=400, country=None
            ),
            Codes(None, None),
        ),
    ],
)
def test_precision_has_the_codes_of_others(where: Place, codes: Codes) -> None:
    assert codes_of(where) == codes


def test_no_class_is_coded_finer_than_one_before_it() -> None:
    for coding in ("geo_precision", "where_prec"):
        codes = [row[coding] for row in precision_table().values() if coding in row]
        assert codes == sorted(codes)


# -- tables


def test_rows_have_the_place_in_flat_columns() -> None:
    row = claim_rows(located_findings())[5]
    assert row["place"] == "Benghazi"
    assert (row["place_id"], row["lat"], row["lon"]) == (BENGHAZI.id, 32.1149, 20.0686)
    assert (row["radius_km"], row["precision"], row["country"]) == (9.8, "settlement", "LY")


def test_rows_of_claims_that_are_not_located_have_the_same_columns() -> None:
    located, lost = claim_rows(located_findings())[5], claim_rows(located_findings())[7]
    assert located.keys() - lost.keys() <= {"actors"}
    assert lost["place_id"] is None


def test_the_frame_has_numbers_for_degrees_even_where_nothing_is_located() -> None:
    for findings in (located_findings(), sample_findings()):
        frame = findings_frame(findings)
        for name in ("lat", "lon", "radius_km", "place_score"):
            assert frame[name].dtype == "float64"
    frame = findings_frame(located_findings())
    assert frame["lat"].notna().sum() == 9
    assert list(frame.loc[frame["precision"] == "country", "place_name"]) == ["Libya"]


def test_places_of_all_claims_are_those_of_each() -> None:
    findings = located_findings()
    assert claim_places(findings) == [findings.where(claim) for claim in findings.claims]
