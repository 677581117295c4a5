"""GeoJSON: claims as features for a map program (RFC 7946).

Every claim is a feature; one whose place is not known has no geometry, so that nothing is
lost.  A map gets passed on, so what describes a source whose name the report withholds is
left out, and so is every text that contains such words.

In: findings.  Out: dicts that the json module can write, and an output that streams them.
"""

from collections.abc import Iterator
from typing import Any

from dateline.claim import Claim, Link
from dateline.export import wording
from dateline.export.outputs import SinkOutput, json_text
from dateline.export.place_records import flat_record, place_record
from dateline.export.protection import Protection
from dateline.export.records import claim_days, claim_places
from dateline.export.setting import distinguished
from dateline.export.sources import SourceTable
from dateline.export.staging import Sink
from dateline.report import Findings
from dateline.world import When

HEAD = '{"type": "FeatureCollection", "features": ['

Record = dict[str, Any]


class GeoJsonOutput(SinkOutput):
    """One collection of the claims of all reports, a line each."""

    def __init__(self, sink: Sink) -> None:
        """`end` closes the collection."""
        super().__init__(sink)
        self._joint = HEAD

    def add(self, findings: Findings) -> None:
        """Write the claims of one report."""
        for feature in features(findings):
            self._sink.write(f"{self._joint}\n{json_text(feature)}")
            self._joint = ","

    def end(self) -> None:
        """Close the collection; it may be empty."""
        self._sink.write(("\n" if self._joint == "," else HEAD) + "]}\n")
        super().end()


def features(findings: Findings) -> Iterator[Record]:
    """A feature for each claim, in the claims' order."""
    table = SourceTable(findings)
    protection = Protection(findings, table)
    document = findings.document
    report = {
        "outlet": _clean(document.outlet),
        "published": document.published.isoformat() if document.published else None,
        "document": document.id,
    }
    known = zip(findings.claims, claim_days(findings), claim_places(findings), strict=True)
    for claim, when, link in known:
        own = {**_claim(claim, when), **_place(link), **_words(claim, protection, table)}
        yield {
            "type": "Feature",
            "id": claim.id,
            "geometry": _point(link),
            "properties": {"id": claim.id, **own, **report},
        }


def _point(link: Link | None) -> Record | None:
    if link is None or link.place is None:
        return None
    place = place_record(link.place)
    return {"type": "Point", "coordinates": [place["longitude"], place["latitude"]]}


def _claim(claim: Claim, when: When | None) -> Record:
    return {
        "type": claim.type,
        "kind": claim.kind,
        "mode": _clean(claim.mode),
        "status": claim.status,
        "certainty": claim.certainty,
        "date_from": when.start.isoformat() if when and when.start else None,
        "date_to": when.end.isoformat() if when and when.end else None,
    }


def _place(link: Link | None) -> Record:
    place = link.place if link else None
    rival = link.runner_up if link else None
    codes = place_record(place) if place else {}
    flat = {name: value for name, value in flat_record(link).items() if name not in ("lat", "lon")}
    return {
        **flat,
        "place_name": _clean(flat["place_name"]),
        "admin1": _clean(codes.get("admin1")),
        "admin2": _clean(codes.get("admin2")),
        "geo_precision": codes.get("geo_precision"),
        "where_prec": codes.get("where_prec"),
        "runner_up": distinguished(rival, place) if rival and place else None,
    }


def _words(claim: Claim, protection: Protection, table: SourceTable) -> Record:
    """The report's words, those that could give a source away as None."""
    source = table.settled(claim.source)
    statement = wording.statement(claim)
    mentions = {"place": claim.place, "date_text": claim.date, "evidence": claim.evidence}
    hidden = {name for name, words in mentions.items() if words and protection.covers(claim, words)}
    parts = (*claim.actors, *claim.recipients, claim.other, claim.place)
    if protection.betrays(claim, statement) or any(
        protection.covers(claim, words) for words in parts if words
    ):
        hidden.add("statement")
    shown = {
        "statement": statement,
        "place": claim.place.shown if claim.place else None,
        "date_text": claim.date.text if claim.date else None,
        "evidence": claim.evidence.text,
    }
    return {
        **{name: None if name in hidden else _clean(text) for name, text in shown.items()},
        "source_kind": source.kind,
        "source_name": protection.name(source, wording.source_name(source)),
        "withheld": bool(hidden),
    }


def _clean(text: str | None) -> str | None:
    return None if text is None else wording.one_line(text)
