"""Setting: where, when and how many, in the words of a reader.

A place is told with how narrowly it is known, and with its rival where two readings are
possible: "Tripoli (settlement, Libya, ±12 km; or Tripoli, Lebanon)".  The terminal, the page
and the map all speak through this file.

In: claims with their days and places.  Out: strings on one line, safe to print, without markup.
"""

import csv
import functools
import math
from importlib.resources import files

from dateline.claim import Claim, Link, Mention
from dateline.export import wording
from dateline.export.precision import short_name
from dateline.export.records import claim_days
from dateline.report import Findings
from dateline.world import Place, When

NOT_LOCATED = "not located"
WITH_RADIUS = 2  # digits that a radius is known to
WIDE = ("country", "region")  # classes that are not a spot on a map of a country


def circumstances(claim: Claim, when: When | None, link: Link | None) -> list[str]:
    """Where, when and how many, each as one short phrase; those that nothing tells left out."""
    toll = ", ".join(wording.amount(c) for c in claim.counts) if claim.type == "event" else ""
    phrases = (place_words(claim.place, link), wording.time_words(claim, when), toll)
    return [phrase for phrase in phrases if phrase]


def waiting_dates(findings: Findings) -> str:
    """How many claims have date words that only a day of publication would resolve, or ""."""
    if findings.document.published is not None:
        return ""
    known = zip(findings.claims, claim_days(findings), strict=True)
    waiting = [claim for claim, when in known if claim.date and not (when and when.start)]
    if not waiting:
        return ""
    need = "needs" if len(waiting) == 1 else "need"
    return f"{wording.several(len(waiting), 'date')} {need} the day of publication (--published)"


def place_words(words: Mention | None, link: Link | None) -> str:
    """The report's words for the place with what they mean, or that this is not known."""
    if words is None:
        return ""
    shown = wording.one_line(words.shown)
    if link is None or link.place is None:
        return f"{shown} ({NOT_LOCATED})" if shown else ""
    name = wording.one_line(link.place.name)
    known = facts(link.place, link.runner_up)
    if not set(name.casefold().split()) <= set(shown.casefold().split()):
        known = f"{name}, {known}"
    rival = f"; or {distinguished(link.runner_up, link.place)}" if link.runner_up else ""
    return f"{shown} ({known}{rival})"


def facts(place: Place, rival: Place | None = None) -> str:
    """How narrowly a place is known and where it is: "settlement, Libya, ±5 km".

    Its first-level region is told only where a rival lies in the same country.
    """
    if place.precision == "country":
        return short_name(place.precision)
    alike = rival is not None and rival.country == place.country
    region = wording.one_line(place.admin1 or "") if alike else ""
    where = (region, country_name(place.country), radius_words(place.radius_km))
    # "40 km south of Sirte" says itself that it is near
    computed = place.precision == "near" and place.id.startswith("computed:")
    precision = "" if computed else short_name(place.precision)
    return ", ".join(filter(None, (precision, *where)))


def distinguished(place: Place, other: Place) -> str:
    """A place by name and what tells it from another: "Tripoli, Lebanon"."""
    country = country_name(place.country)
    if place.country != other.country and country and place.precision != "country":
        mark = country
    elif place.precision != other.precision:
        mark = short_name(place.precision)
    else:
        mark = wording.one_line(place.admin1 or place.admin2 or "") or country
    name = wording.one_line(place.name)
    return f"{name}, {mark}" if mark else name


def radius_words(km: float) -> str:
    """A radius to two digits, whole km from 1 on: "±0.5 km", "±5 km", "±2,300 km"."""
    if km < 1:
        return f"±{max(km, 0.1):.1f} km"
    unit = 10 ** max(0, math.floor(math.log10(km)) + 1 - WITH_RADIUS)
    return f"±{round(km / unit) * unit:,} km"


def country_name(code: str | None) -> str:
    """The English name of a country by its ISO 3166 alpha-2 code; "" for None."""
    return _country_names().get(code, wording.one_line(code)) if code else ""


@functools.cache
def _country_names() -> dict[str, str]:
    table = files("dateline").joinpath("data", "outlines", "countries.csv").read_text("utf-8")
    return {row["iso"]: row["name"] for row in csv.DictReader(table.splitlines())}
