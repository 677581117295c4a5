import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from located_findings import (
    BENGHAZI,
    CENTER,
    JUFRA,
    LIBYA,
    NOFALIYA,
    OTHER_TRIPOLI,
    SIRTE,
    SOUTH,
    SURT,
    TRIPOLI,
    located_findings,
    place,
)

from dateline.claim import Link, Mention
from dateline.export.setting import circumstances, country_name, place_words, radius_words
from dateline.export.text import findings_text
from dateline.world import Place

SPRINGFIELD = place(
    "x", "Springfield", latitude=39.8, longitude=-89.6, radius_km=8, country="US", admin1="Illinois"
)
OTHER_SPRINGFIELD = replace(SPRINGFIELD, id="y", admin1="Missouri")


def words_for(shown: str, where: Place, rival: Place | None = None) -> str:
    link = Link(claim="c", role="place", place=where, score=0.9, runner_up=rival, method="x")
    return place_words(Mention(0, len(shown), shown), link)


@pytest.mark.parametrize(
    ("shown", "where", "rival", "words"),
    [
        ("Sirte", SIRTE, None, "Sirte (settlement, Libya, ±5 km)"),
        ("Sidra", SIRTE, None, "Sidra (Sirte, settlement, Libya, ±5 km)"),
        ("the town of Sirte", SIRTE, None, "the town of Sirte (settlement, Libya, ±5 km)"),
        ("Libya", LIBYA, None, "Libya (country)"),
        ("Jufra", JUFRA, None, "Jufra (Al Jufrah, province-level, Libya, ±180 km)"),
        ("the Ouagadougou Center", CENTER, None, "the Ouagadougou Center (near, Libya, ±5 km)"),
        ("40 km south of Sirte", SOUTH, None, "40 km south of Sirte (Libya, ±14 km)"),
        (
            "Tripoli",
            TRIPOLI,
            OTHER_TRIPOLI,
            "Tripoli (settlement, Libya, ±12 km; or Tripoli, Lebanon)",
        ),
        ("Surt", SURT, SIRTE, "Surt (province-level, Libya, ±120 km; or Sirte, settlement)"),
        (
            "Springfield",
            SPRINGFIELD,
            OTHER_SPRINGFIELD,
            "Springfield (settlement, Illinois, United States, ±8 km; or Springfield, Missouri)",
        ),
    ],
)
def test_a_place_is_said_with_how_narrowly_it_is_known(
    shown: str, where: Place, rival: Place | None, words: str
) -> None:
    assert words_for(shown, where, rival) == words


def test_words_for_a_place_that_is_not_known_stay_and_say_so() -> None:
    assert place_words(Mention(0, 8, "Old Fort"), None) == "Old Fort (not located)"
    nowhere = Link(claim="c", role="place", method="x")
    assert place_words(Mention(0, 8, "Old Fort"), nowhere) == "Old Fort (not located)"


def test_a_claim_without_words_for_a_place_says_nothing_of_it() -> None:
    assert place_words(None, None) == ""


def test_a_hostile_name_in_a_gazetteer_cannot_steer_a_terminal() -> None:
    evil = place("own:x", "\x1b[2J\u202ex", latitude=0, longitude=0, radius_km=1, country="\x1b")
    assert "\x1b" not in words_for("there", evil, replace(evil, admin1="\x07\x1b"))


def test_circumstances_are_place_days_and_toll_in_this_order() -> None:
    findings = located_findings()
    convoy = findings.claims[2]
    assert circumstances(convoy, findings.when(convoy), findings.where(convoy)) == [
        "40 km south of Sirte (Libya, ±14 km)",
        "Wednesday (18 Feb 2015)",
        "at least 4 killed",
    ]


def test_the_terminal_tells_the_place_of_a_claim_on_control_too() -> None:
    text = " ".join(findings_text(located_findings(), 110).split())
    assert "Gunmen hold the Ouagadougou Center the Ouagadougou Center (near, Libya, ±5 km)" in text
    assert "Tripoli (settlement, Libya, ±12 km; or Tripoli, Lebanon)" in text
    assert "the Gefara plain (not located)" in text


@pytest.mark.parametrize(
    ("km", "words"),
    [
        (0.0, "±0.1 km"),
        (0.52, "±0.5 km"),
        (4.94, "±5 km"),
        (9.83, "±10 km"),
        (12.3, "±12 km"),
        (119.1, "±120 km"),
        (748.4, "±750 km"),
        (2333.0, "±2,300 km"),
    ],
)
def test_a_radius_has_no_more_digits_than_are_known(km: float, words: str) -> None:
    assert radius_words(km) == words


@given(st.floats(1, 20_000))
def test_a_radius_is_told_to_within_a_fifth(km: float) -> None:
    told = float(radius_words(km).strip("± km").replace(",", ""))
    assert math.isclose(told, km, rel_tol=0.34)


def test_a_country_is_told_by_name_and_an_unknown_code_as_it_is() -> None:
    assert (country_name("LY"), country_name("XK"), country_name("ZZ")) == ("Libya", "Kosovo", "ZZ")
    assert country_name(None) == ""
    assert BENGHAZI.country == NOFALIYA.country == "LY"
