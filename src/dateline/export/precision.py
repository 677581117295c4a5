"""Precision: what a place's class is called on a line, and in the codings of others.

The table is `data/codes/precision.toml`.

In: places.  Out: words and codes.
"""

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from dateline.world import Place, Precision


@dataclass(frozen=True, slots=True)
class Codes:
    """What other codings call a place's precision; None where they have no code for it.

    geo_precision  ACLED's, 1 to 3
    where_prec     UCDP GED's, 1 to 6
    """

    geo_precision: int | None
    where_prec: int | None


def codes_of(place: Place) -> Codes:
    """A place's codes, by its class, its radius, and whether it lies in one country."""
    row: dict[str, Any] = precision_table()[place.precision]
    if "beyond" in row and place.radius_km > row["beyond_km"]:
        row = row["beyond"]
    elif "inside_country" in row and place.country is not None:
        row = row["inside_country"]
    return Codes(row.get("geo_precision"), row.get("where_prec"))


def short_name(precision: Precision) -> str:
    """The class in a word or two: "province-level"."""
    name: str = precision_table()[precision]["short"]
    return name


@functools.cache
def precision_table() -> dict[str, dict[str, Any]]:
    """The table, by class, the finest first."""
    text = files("dateline").joinpath("data", "codes", "precision.toml").read_text("utf-8")
    return tomllib.loads(text)
