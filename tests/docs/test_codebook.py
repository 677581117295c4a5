"""The codebook page says what the code can write, no more and no less."""

import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest

from dateline.claim import SYMMETRIC, allowed_values
from dateline.export.precision import precision_table
from dateline.world import Precision, WhenRelation

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "codebook.md").read_text("utf-8")
HEADINGS = {
    "type": "Types of claim",
    "event": "Events",
    "level": "Levels of control",
    "relation": "Relations of a tie",
    "source.kind": "Sources",
    "source.medium": "How it reached the report",
    "status": "Status",
    "certainty": "Certainty",
}


def rows_under(heading: str) -> list[list[str]]:
    """Cells of the table under a heading, without the two rows that head it."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_every_vocabulary_has_a_section() -> None:
    assert HEADINGS.keys() == allowed_values().keys()


@pytest.mark.parametrize("vocabulary", HEADINGS)
def test_a_section_defines_each_value_once_and_in_the_codes_order(vocabulary: str) -> None:
    values = [row[0].strip("`") for row in rows_under(HEADINGS[vocabulary])]
    assert values == list(allowed_values()[vocabulary])


def test_events_are_defined_as_the_table_of_codes_defines_them() -> None:
    codes = tomllib.loads((ROOT / "src/dateline/data/codes/plover.toml").read_text("utf-8"))
    for value, definition, quarter in rows_under("Events"):
        entry = codes[value.strip("`")]
        assert (definition, quarter) == (entry["definition"], entry["quad"])


def test_the_ties_that_hold_both_ways_are_marked() -> None:
    marked = {
        row[0].strip("`") for row in rows_under("Relations of a tie") if "Both ways" in row[1]
    }
    assert marked == set(SYMMETRIC)


def test_the_relations_of_a_date_are_all_named() -> None:
    named = re.findall(r"`(\w+)`", PAGE.split("`relation` says how")[1].split("\n\n")[0])
    assert named == list(get_args(WhenRelation))


def test_each_class_of_precision_is_defined_as_the_table_of_codes_defines_it() -> None:
    rows = rows_under("Precision")
    assert [row[0].strip("`") for row in rows] == list(get_args(Precision))
    for name, definition, *codes in rows:
        entry = precision_table()[name.strip("`")]
        assert definition == entry["definition"]
        for column, coding in zip(codes, ("geo_precision", "where_prec"), strict=True):
            further = entry.get("beyond") or entry.get("inside_country") or {}
            named = [int(number) for number in re.findall(r"\b\d\b", column)]
            assert named == [part[coding] for part in (entry, further) if coding in part]
