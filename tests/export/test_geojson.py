import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from located_findings import (
    CENTER,
    located_claims,
    located_document,
    located_findings,
    place,
)
from sample_findings import findings_of, sample_claims, sample_document, sample_findings

from dateline.claim import Attribution, Claim, Link, Mention
from dateline.document import Document, Rejection
from dateline.export.delivery import Delivery, Outcome, deliver
from dateline.export.geojson import features
from dateline.report import Findings

Record = dict[str, Any]
SCALAR = (str, int, float, bool, type(None))


def written(path: Path, outcomes: list[Outcome]) -> Record:
    order = Delivery(form="geojson", path=path, several=True, inputs=len(outcomes))
    deliver(outcomes, order)
    collection: Record = json.loads(path.read_text("utf-8"))
    return collection


def by_trigger(findings: Findings) -> dict[str, Record]:
    found = zip(findings.claims, features(findings), strict=True)
    return {claim.trigger.text: feature["properties"] for claim, feature in found}


def texts_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_of(each)


def test_claims_of_several_reports_are_one_collection(tmp_path: Path) -> None:
    rejection = Rejection(label="x", stage="ingest", reason="it is empty")
    outcomes: list[Outcome] = [located_findings(), rejection, sample_findings()]
    collection = written(tmp_path / "x.geojson", outcomes)
    assert collection["type"] == "FeatureCollection"
    ids = [feature["id"] for feature in collection["features"]]
    own = [claim.id for each in (located_findings(), sample_findings()) for claim in each.claims]
    assert ids == own


def test_a_report_without_claims_is_an_empty_collection(tmp_path: Path) -> None:
    empty = findings_of(sample_document(), [])
    assert written(tmp_path / "x.geojson", [empty]) == {
        "type": "FeatureCollection",
        "features": [],
    }


def test_a_claim_without_claims_before_it_starts_the_collection(tmp_path: Path) -> None:
    empty = findings_of(sample_document(), [])
    collection = written(tmp_path / "x.geojson", [empty, located_findings(), empty])
    assert len(collection["features"]) == len(located_findings().claims)


def test_a_point_is_longitude_and_latitude_to_four_decimals() -> None:
    first = next(features(located_findings()))
    assert first["geometry"] == {"type": "Point", "coordinates": [16.5887, 31.2089]}
    assert first["properties"]["radius_km"] == 4.9


def test_a_claim_that_is_not_located_is_kept_without_geometry() -> None:
    claims = located_findings().claims
    unplaced = [feature["geometry"] is None for feature in features(located_findings())]
    assert unplaced == [False] * 7 + [True] + [False] * 2 + [True]
    assert len(unplaced) == len(claims)
    properties = by_trigger(located_findings())["displaced"]
    assert (properties["place"], properties["precision"]) == ("the Gefara plain", None)


def test_properties_are_flat_and_alike_in_all_features() -> None:
    every = [feature["properties"] for feature in features(located_findings())]
    assert len({tuple(properties) for properties in every}) == 1
    assert all(isinstance(value, SCALAR) for each in every for value in each.values())


def test_a_feature_says_what_where_when_and_who_says_so() -> None:
    properties = by_trigger(located_findings())["seized"]
    assert properties | {"id": "", "document": ""} == {
        "id": "",
        "type": "control",
        "kind": "control",
        "mode": None,
        "status": "actual",
        "certainty": "certain",
        "date_from": "2015-02-16",
        "date_to": "2015-02-16",
        "place_id": CENTER.id,
        "place_name": "Ouagadougou Center",
        "radius_km": 4.9,
        "precision": "near",
        "country": "LY",
        "place_score": 0.91,
        "admin1": "Surt",
        "admin2": None,
        "geo_precision": 2,
        "where_prec": 2,
        "runner_up": None,
        "statement": "Gunmen hold the Ouagadougou Center",
        "place": "the Ouagadougou Center",
        "date_text": "Monday",
        "evidence": "Gunmen seized the Ouagadougou Center in Sirte on Monday",
        "source_kind": "unnamed",
        "source_name": "unnamed residents",
        "withheld": False,
        "outlet": "Harbour Wire",
        "published": "2015-02-20",
        "document": "",
    }


def test_the_other_reading_is_named() -> None:
    assert by_trigger(located_findings())["flown in"]["runner_up"] == "Tripoli, Lebanon"


def test_an_open_day_is_null() -> None:
    properties = by_trigger(located_findings())["rejected"]
    assert (properties["date_from"], properties["date_to"]) == ("2013-01-01", None)


# -- sources whose name is withheld


def test_a_source_whose_name_is_withheld_is_not_described() -> None:
    flown = by_trigger(located_findings())["flown in"]
    assert flown["source_name"] == "an unnamed source"
    for text in texts_of(flown):
        assert "officer" not in text.casefold()
    assert flown["evidence"] == "jets had flown in from Tripoli since the weekend"


def test_evidence_that_names_such_a_source_is_withheld() -> None:
    fuel = by_trigger(located_findings())["running out"]
    assert (fuel["evidence"], fuel["withheld"]) == (None, True)
    assert fuel["place_name"] == "Al Jufrah"


def test_a_claim_of_others_that_describes_such_a_source_is_withheld_too() -> None:
    document = located_document()
    told = "An air force officer at Jufra, who spoke on condition of anonymity"
    start = document.text.index(told)
    claims = located_claims(document.id)
    claims.append(
        Claim(
            document=document.id,
            type="tie",
            relation="member_of",
            evidence=Mention(start, start + len(told), told),
            trigger=Mention(start, start + 2, told[:2]),
            actors=(Mention(start, start + 30, told[:30]),),
            other=Mention(start + 3, start + 12, told[3:12]),
        )
    )
    findings = replace(located_findings(), claims=claims)
    last = list(features(findings))[-1]["properties"]
    assert (last["evidence"], last["statement"], last["withheld"]) == (None, None, True)


def test_a_description_in_other_words_of_the_report_is_found_by_its_words() -> None:
    document = Document(
        text="Said an aide to the governor. The AIDE to the governor fled.", label="x"
    )
    hidden = Attribution(
        kind="unnamed",
        role="an aide to the governor",
        anonymous=True,
        source=Mention(5, 28, document.text[5:28]),
    )
    evidence = Mention(30, 59, document.text[30:59])
    trigger = Mention(55, 59, "fled")
    kept = {"document": document.id, "type": "event", "event": "RETREAT", "trigger": trigger}
    own = Claim(**kept, evidence=Mention(0, 4, "Said"), source=hidden)  # type: ignore[arg-type]
    other = Claim(**kept, evidence=evidence)  # type: ignore[arg-type]
    last = list(features(findings_of(document, [own, other])))[-1]["properties"]
    assert last["evidence"] is None


def test_no_feature_holds_a_description_of_the_sample_sources_that_stay_unnamed() -> None:
    for findings in (sample_findings(), located_findings()):
        for feature in features(findings):
            joined = " ".join(texts_of(feature)).casefold()
            assert not re.search(r"militia official|air force officer|fear for his life", joined)


# -- hostile words


def test_control_characters_of_a_report_are_cleaned(tmp_path: Path) -> None:
    evil = "\x1b[2J\u202eSirte\x00\ud800"
    document = replace(located_document(), outlet=evil)
    claims = [replace(each, mode=evil) for each in sample_claims(document.id) if each.event]
    named = place("own:x", evil, latitude=1.0, longitude=2.0, radius_km=3.0, admin1=evil)
    links = [Link(claim=each.id, role="place", place=named, method="x") for each in claims]
    findings = Findings(document=document, claims=claims, links=links, words=1)
    collection = written(tmp_path / "x.geojson", [findings])
    texts = [text for feature in collection["features"] for text in texts_of(feature["properties"])]
    assert not [text for text in texts if re.search("[\x00-\x1f\u202e\ud800]", text)]


@given(
    latitude=st.floats(-90, 90),
    longitude=st.floats(-180, 180),
    radius=st.floats(0, 20_000),
)
def test_any_place_gives_coordinates_within_the_world(
    latitude: float, longitude: float, radius: float
) -> None:
    document = located_document()
    claim = located_claims(document.id)[0]
    somewhere = place("own:x", "x", latitude=latitude, longitude=longitude, radius_km=radius)
    link = Link(claim=claim.id, role="place", place=somewhere, method="x")
    findings = Findings(document=document, claims=[claim], links=[link], words=1)
    (feature,) = json.loads(json.dumps(list(features(findings))))
    east, north = feature["geometry"]["coordinates"]
    assert (east, north) == (pytest.approx(longitude, abs=1e-4), pytest.approx(latitude, abs=1e-4))


def test_every_property_is_in_the_codebook() -> None:
    page = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text("utf-8")
    named = set(re.findall(r"`(\w+)`", page.split("\n## Properties in GeoJSON\n")[1]))
    assert set(next(features(located_findings()))["properties"]) == named
