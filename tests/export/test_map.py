import math
import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from located_findings import (
    BENGHAZI,
    CENTER,
    LIBYA,
    NOFALIYA,
    SIRTE,
    WASHINGTON,
    located_claims,
    located_document,
    located_findings,
    place,
)
from sample_findings import sample_findings

from dateline.claim import Link
from dateline.export.figures import Entry
from dateline.export.labels import LabelSetter
from dateline.export.map import HEIGHT, WIDTH, MapView, draw_map
from dateline.export.outlines import world
from dateline.export.page import render_page
from dateline.export.projection import NARROWEST_KM, Spot, circle, fit_window
from dateline.export.tracing import land_within
from dateline.world import Place

CLAIMS = located_claims("d")
PAGE_KB = 300


def entries_at(*places: Place | None) -> list[Entry]:
    """A claim of the sample at each place."""
    found = []
    for number, where in enumerate(places, start=1):
        claim = CLAIMS[(number - 1) % len(CLAIMS)]
        link = Link(claim=claim.id, role="place", place=where, method="x") if where else None
        found.append(Entry(number=number, hue="0", claim=claim, link=link, when=None))
    return found


def drawn(*places: Place | None) -> MapView:
    view = draw_map(entries_at(*places))
    assert view
    return view


def at(name: str, latitude: float, longitude: float, radius: float = 10.0) -> Place:
    return place(f"own:{name}", name, latitude=latitude, longitude=longitude, radius_km=radius)


def names(view: MapView, sort: str) -> set[str]:
    return {label.text for label in view.labels if label.sort == sort}


# -- what is on it


def test_nothing_located_is_no_map() -> None:
    assert draw_map(entries_at(None, None)) is None
    assert draw_map([]) is None
    assert '<figure class="map">' not in render_page(sample_findings())


def test_claims_at_one_place_share_a_mark() -> None:
    (sirte, nofaliya) = sorted(drawn(SIRTE, NOFALIYA, SIRTE).places, key=lambda each: each.name)[
        ::-1
    ]
    assert (sirte.name, sirte.mark.claims) == ("Sirte", (1, 3))
    assert (nofaliya.name, nofaliya.mark.claims) == ("Nofaliya", (2,))
    assert sirte.mark.title == "Sirte, settlement, Libya, ±5 km: claims 1 and 3"


def test_a_mark_has_the_colour_of_its_source_and_none_where_there_are_several() -> None:
    one, other = entries_at(SIRTE, SIRTE)
    view = draw_map([one, replace(other, hue="1")])
    assert view
    assert view.places[0].mark.hue == "mixed"
    assert drawn(SIRTE, SIRTE).places[0].mark.hue == "0"


def test_circles_have_the_radius_that_the_scale_bar_measures() -> None:
    view = drawn(at("a", 31.2, 16.6, 40.0), at("b", 31.3, 18.0, 20.0))
    km = int(view.scale_words.split()[0])
    a, b = sorted(view.places, key=lambda each: each.name)
    assert a.radius == pytest.approx(40 * view.scale / km, rel=0.02)
    assert b.radius == pytest.approx(20 * view.scale / km, rel=0.02)


def test_a_large_circle_on_the_ground_is_drawn_by_its_outline() -> None:
    view = drawn(at("a", 14.5, 3.0, 2200.0))
    assert view.places[0].path.startswith("M")
    assert view.places[0].path.endswith("z")


def test_a_country_takes_its_own_outline_and_does_not_widen_the_map() -> None:
    view = drawn(SIRTE, LIBYA)
    country = next(each for each in view.places if each.precision == "country")
    assert country.whole_country
    assert country.path.count("M") >= 1
    assert not country.radius < WIDTH / 2
    assert drawn(SIRTE).scale_words == view.scale_words


def test_a_country_too_small_to_be_seen_has_a_dot() -> None:
    vatican = place(
        "x",
        "Vatican",
        precision="country",
        latitude=41.9,
        longitude=12.45,
        radius_km=1,
        country="VA",
    )
    view = drawn(vatican)
    assert not view.places[0].whole_country
    assert "Vatican" in names(view, "place")


def test_what_is_larger_lies_beneath_what_is_smaller() -> None:
    view = drawn(NOFALIYA, at("wide", 31.0, 17.0, 150.0), LIBYA)
    assert [each.name for each in view.places] == ["Libya", "wide", "Nofaliya"]


def test_places_at_one_point_have_dots_side_by_side() -> None:
    view = drawn(SIRTE, CENTER, at("c", 31.20891, 16.58866))
    dots = [each.dot for each in view.places]
    for one, other in ((0, 1), (0, 2), (1, 2)):
        assert math.dist(dots[one], dots[other]) > 6
    assert len({(each.x, each.y) for each in view.places}) == 1
    assert all(each.reach <= 6 for each in view.places)


# -- the window


def test_one_village_is_shown_with_enough_around_it_to_know_the_coast() -> None:
    window = fit_window([Spot(31.2, 16.6, 5.0)], WIDTH, HEIGHT)
    assert window.width / window.per_km(31.2) == pytest.approx(NARROWEST_KM, rel=0.01)
    assert drawn(NOFALIYA).land.count("M") >= 1
    assert "Sirte" in names(drawn(NOFALIYA), "town")


def test_a_place_far_from_the_others_is_pointed_at_from_the_frame() -> None:
    view = drawn(SIRTE, NOFALIYA, BENGHAZI, WASHINGTON)
    far = next(each for each in view.places if each.name == "Washington")
    assert far.turn is not None
    assert abs(far.turn) > 170
    assert far.x < WIDTH / 20
    assert far.mark.title.endswith("beyond the map: claim 4")


def test_two_areas_of_equal_weight_are_both_shown() -> None:
    view = drawn(SIRTE, WASHINGTON)
    assert [each.turn for each in view.places] == [None, None]


def test_places_on_both_sides_of_the_antimeridian_lie_close_together() -> None:
    suva, apia = at("Suva", -18.14, 178.44), at("Apia", -13.83, -171.77)
    view = drawn(suva, apia)
    points = {each.name: each for each in view.places}
    assert 0 < points["Suva"].x < points["Apia"].x < WIDTH
    assert points["Suva"].turn is points["Apia"].turn is None


def test_land_that_crosses_the_antimeridian_has_no_line_across_the_map() -> None:
    window = fit_window([Spot(66.0, 180.0, 1000.0)], WIDTH, HEIGHT)
    (russia,) = [land for land in land_within(window) if land.country == "RU"]
    for shape in russia.shapes:
        steps = np.abs(np.diff(shape[:, 0]))
        inside = np.all((shape[:-1] > 0) & (shape[:-1] < (WIDTH, HEIGHT)), axis=1)
        assert steps[inside].max(initial=0.0) < WIDTH / 4


def test_a_circle_round_a_pole_reaches_all_along_the_maps_end() -> None:
    window = fit_window([Spot(80.0, 30.0, 3000.0)], WIDTH, HEIGHT)
    points = circle(Spot(80.0, 30.0, 3000.0), window)
    assert np.ptp(points[:, 0]) >= WIDTH * 0.99


@given(
    st.lists(
        st.tuples(st.floats(-89, 89), st.floats(-180, 180), st.floats(0, 3000)),
        min_size=1,
        max_size=5,
    )
)
def test_the_window_holds_every_point_that_mercator_can_show(
    spots: list[tuple[float, float, float]],
) -> None:
    places = [Spot(*spot) for spot in spots]
    window = fit_window(places, WIDTH, HEIGHT)
    assert window.scale >= WIDTH / 360 - 1e-9
    if window.scale > WIDTH / 360 * 1.01:
        for spot in places:
            x, y = window.pixel(spot.latitude, spot.longitude)
            assert -1 <= x <= WIDTH + 1
            if abs(spot.latitude) < 55:
                assert -1 <= y <= HEIGHT + 1


@settings(deadline=None)  # the first map loads the outlines
@given(
    st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.floats(0, 9000)), max_size=4)
)
def test_any_places_make_a_map_of_finite_numbers(
    spots: list[tuple[float, float, float]],
) -> None:
    places = [at(str(number), *spot) for number, spot in enumerate(spots)]
    view = draw_map(entries_at(*places))
    assert (view is None) == (not spots)
    if view:
        assert not re.search("nan|inf|e[+-]", view.land + view.borders)
        assert not any(re.search("nan|inf|e[+-]", each.path) for each in view.places)
        assert all(math.isfinite(each.x + each.y + each.radius) for each in view.places)


# -- names


def test_places_countries_and_towns_are_named_for_orientation() -> None:
    view = drawn(SIRTE, BENGHAZI)
    assert {"Sirte", "Benghazi"} <= names(view, "place")
    assert "Libya" in names(view, "country")
    assert "Bin Jawad" in names(view, "town")
    assert not names(view, "place") & names(view, "town")


def test_no_name_covers_another_or_runs_out_of_the_frame() -> None:
    window = fit_window([Spot(31.2, 16.6, 5.0)], WIDTH, HEIGHT)
    setter = LabelSetter(window)
    for number in range(40):
        setter.beside(f"name {number}", "town", (260 + number % 7, 120 + 2 * number, 3), 10)
    boxes = []
    for label in setter.labels:
        width = len(label.text) * 10 * 0.5
        left = {"start": label.x, "middle": label.x - width / 2, "end": label.x - width}
        boxes.append((left[label.anchor], label.y - 8, left[label.anchor] + width, label.y))
    assert 2 < len(boxes) < 40
    for at_, one in enumerate(boxes):
        assert one[0] >= 0
        assert one[2] <= WIDTH
        for other in boxes[:at_]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1]
            assert apart or other[3] <= one[1]


def test_a_name_with_markup_stays_words() -> None:
    evil = '<script>alert(1)</script>"\x1b'
    document = located_document()
    claim = located_claims(document.id)[0]
    named = place("own:<x>", evil, latitude=31.0, longitude=17.0, radius_km=5.0)
    findings = replace(
        located_findings(),
        claims=[claim],
        links=[Link(claim=claim.id, role="place", place=named, method="x")],
    )
    page = render_page(findings)
    assert "alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "\x1b" not in page


# -- in words


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ([SIRTE], ""),
        ([SIRTE, None], "1 place not located"),
        ([SIRTE, *[None] * 9], "9 places not located"),
        ([SIRTE, *[None] * 10], "1 claim has no place, 9 places not located"),
    ],
)
def test_claims_that_are_not_on_the_map_are_counted(places: list[Place | None], words: str) -> None:
    assert drawn(*places).missing == words


def test_all_places_are_listed_under_the_map_with_their_claims() -> None:
    page = render_page(located_findings())
    listed = page.split('<details class="places">')[1].split("</details>")[0]
    assert "9 places · 1 claim has no place, 1 place not located" in listed
    assert listed.count("<li ") == 9
    assert '<bdi>Tripoli</bdi> <span class="facts">settlement, Libya, ±12 km</span>' in listed
    assert "United States, ±10 km, beyond the map" in listed


def test_a_map_of_the_world_does_not_swell_the_page() -> None:
    places = [at("a", 38.9, -77.0), at("b", 55.8, 37.6), at("c", 39.9, 116.4), at("d", -33.9, 151)]
    view = drawn(*places)
    assert len(view.land) + len(view.borders) < PAGE_KB * 1000
    assert len(world().rings) > 1000
