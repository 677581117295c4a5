"""A dateline gives the day of publication; running text, and a day without a year, never do."""

from datetime import date

import pytest

from dateline.ingest import read_text
from dateline.ingest.dateline_day import dateline_day

DAY = date(2015, 2, 21)


@pytest.mark.parametrize(
    "head",
    [
        "KARVEL, Tarsia, Feb. 21, 2015 (AP) — Gunmen took the port.",
        "KARVEL, February 21, 2015 (Example Wire) - Gunmen took the port.",
        "Karvel, 21 February 2015 (EX) – Gunmen took the port.",
        "PORT KARVEL, Saturday, 21 Feb 2015 -- Gunmen took the port.",
        "KARVEL (TARSIA), 21 FEB 15 (EX RADIO) -- [TEXT] GUNMEN TOOK THE PORT.",
        "KARVEL, 21 FEB 15 (EX-WIRE) -- [TEXT] GUNMEN TOOK THE PORT.",
        "Gunmen take the port of Karvel\n\nKARVEL, Feb 21, 2015 (Example) - They came at night.",
        "Saturday, 21 February 2015\nGunmen took the port.",
        "2015-02-21\nGunmen took the port.",
        "Published: February 21, 2015 10:15 GMT\nGunmen took the port.",
        "This story is from February 21, 2015\n\nkarvel: gunmen took the port.",
    ],
)
def test_a_dateline_or_a_line_of_its_own_gives_the_day(head: str) -> None:
    assert dateline_day(head) == DAY


@pytest.mark.parametrize(
    "head",
    [
        "KARVEL, Feb. 21 (AP) — Gunmen took the port.",
        "KARVEL (AP) — Gunmen took the port on Feb. 21, 2015.",
        "Gunmen took the port of Karvel, 21 February 2015 (a Saturday), and left.",
        "On Saturday, 21 February 2015 - a day of rest - gunmen took the port.",
        "Since the fall of Karvel, February 21, 2015, nobody has slept.",
        "KARVEL, 31 FEB 90 (EX) -- GUNMEN TOOK THE PORT.",
        "KARVEL, 21 Feb 2068 (EX) -- Gunmen took the port.",
        "Born 21 February 1949 in Karvel, he led the port.",
        "",
        "\n \n",
    ],
)
def test_other_days_are_not_taken(head: str) -> None:
    assert dateline_day(head) is None


def test_a_year_of_two_digits_is_of_the_last_or_of_this_century() -> None:
    assert dateline_day("LIMA, 3 JAN 90 (EX) -- A BANK BURNED.") == date(1990, 1, 3)
    assert dateline_day("LIMA, 3 JAN 04 (EX) -- A BANK BURNED.") == date(2004, 1, 3)


def test_a_dateline_further_down_is_another_report_s() -> None:
    lines = ["A line of the report that says what it says."] * 6
    assert dateline_day("\n".join([*lines, "LIMA, 3 JAN 90 (EX) -- A BANK BURNED."])) is None


def test_the_document_has_the_dateline_s_day_where_nothing_else_tells() -> None:
    text = "KARVEL, Feb. 21, 2015 (Example) — Gunmen took the port of the town on Friday."
    assert read_text(text).published == DAY
    assert read_text(text, published=date(2015, 2, 22)).published == date(2015, 2, 22)


@pytest.mark.parametrize("unit", ["A, ", "1 jan ", "karvel, 21 february 2015 ", " ", "(" * 9, "a-"])
def test_hostile_heads_take_no_time(unit: str) -> None:
    dateline_day(unit * 200_000)
