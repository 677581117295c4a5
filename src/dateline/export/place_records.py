"""Place records: what a claim's place, or any that the report names, means, as plain data.

In: links, toponyms, places.  Out: dicts that the json module can write.
"""

from typing import Any

from dateline.claim import Link, Toponym
from dateline.export.precision import codes_of
from dateline.world import Place

DEGREE_DIGITS = 4  # 11 m, as the gazetteer has it
KM_DIGITS = 1
SCORE_DIGITS = 3

Record = dict[str, Any]


def place_record(place: Place) -> Record:
    """A place with its precision, in our class and in the codes of others."""
    codes = codes_of(place)
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "latitude": round(place.latitude, DEGREE_DIGITS),
        "longitude": round(place.longitude, DEGREE_DIGITS),
        "radius_km": round(place.radius_km, KM_DIGITS),
        "precision": place.precision,
        "geo_precision": codes.geo_precision,
        "where_prec": codes.where_prec,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
    }


def link_record(link: Link | None) -> Record | None:
    """What a claim's place words mean, with the runner-up; None where nothing tells."""
    if link is None or link.place is None:
        return None
    return {
        **place_record(link.place),
        "score": _score(link.score),
        "method": link.method,
        "runner_up": place_record(link.runner_up) if link.runner_up else None,
    }


def toponym_record(toponym: Toponym) -> Record:
    """Words of the report that name a place, with what they mean."""
    return {
        "text": toponym.text,
        "start": toponym.start,
        "end": toponym.end,
        "demonym": toponym.demonym,
        "place": place_record(toponym.place) if toponym.place else None,
        "score": _score(toponym.score),
        "method": toponym.method,
        "runner_up": place_record(toponym.runner_up) if toponym.runner_up else None,
    }


def flat_record(link: Link | None) -> Record:
    """A claim's place as columns of a table, None in all where it is not known."""
    place = link.place if link else None
    known = place_record(place) if place else {}
    return {
        "place_id": known.get("id"),
        "place_name": known.get("name"),
        "lat": known.get("latitude"),
        "lon": known.get("longitude"),
        "radius_km": known.get("radius_km"),
        "precision": known.get("precision"),
        "country": known.get("country"),
        "place_score": _score(link.score) if link and place else None,
    }


def _score(score: float | None) -> float | None:
    return None if score is None else round(score, SCORE_DIGITS)
