"""Map: where a report's claims are, with how narrowly each place is known.

A circle has the radius that the place is known to, and is the fainter the larger the class; a
claim on a whole country takes the country's own outline.  The window fits the places of
the report's main area; those far away are pointed at from its frame.

In: claims with their places.  Out: what the template draws, or None where nothing is located.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dateline.export import wording
from dateline.export.figures import Entry, Mark, mark_of
from dateline.export.labels import LETTER, Label, LabelSetter
from dateline.export.outlines import world
from dateline.export.projection import (
    KM_PER_DEGREE,
    ROUND_KM,
    Spot,
    Window,
    circle,
    fit_window,
)
from dateline.export.setting import WIDE, country_name, facts
from dateline.export.tracing import Land, borders_within, closed_path, land_within, name_spot
from dateline.world import Place

WIDTH, HEIGHT = 520, 250  # pixels; the page scales them
AREA_KM = 1400.0  # around a place, what counts as one area with it
MAIN = 0.6  # share of the claims from which an area has the map to itself
DOT = 3.2  # pixels, so that a village on a map of a continent is seen
LEAST = 400.0  # square pixels from which a country is shown by its outline and not by a dot
CLEAR = 2 * DOT + 1  # pixels between the middles of two dots
AWAY = (9.0, 18.0)  # pixels that a dot is moved from its point, the first that will do
REACH = 11.0
INSET = 9.0  # pixels from the frame, of what points beyond it
TOWNS = 14  # names of towns for orientation, at most
TOWNS_TRIED = 60
EDGE = 4.0  # pixels to the frame, of a town's dot
PLACE_SIZE, COUNTRY_SIZE, TOWN_SIZE = 12.0, 10.5, 10.0  # pixels of letters, as in figures.css
UNEVEN = 0.25  # difference of scale between middle and upper frame that the bar must own up to
SCALE_SHARE = 0.22  # of the width, that the scale bar takes at most


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMark:
    """A place on the map.

    name       of the place
    facts      how narrowly it is known, and where it is
    precision  its class
    path       outline of the area, as path data; "" where it is a circle
    x, y       the point; of what lies beyond the frame, where the way to it leaves the frame
    radius     of the circle, in pixels
    dot        where its dot is: beside the point where the point has another's dot already
    reach      pixels around the dot that a pointer may hit
    turn       degrees that an arrow is turned, from east clockwise; None: it lies in the window
    """

    mark: Mark
    name: str
    facts: str
    precision: str
    path: str
    x: float
    y: float
    radius: float
    turn: float | None
    dot: tuple[float, float]
    reach: float

    @property
    def whole_country(self) -> bool:
        """It is an outline without a dot."""
        return self.precision == "country" and bool(self.path)


@dataclass(frozen=True, slots=True)
class Town:
    """The dot of a town; `roomy` as its name is."""

    x: float
    y: float
    roomy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """All that the template draws.

    scale    length of the scale bar in pixels; `scale_words` says what that is on the ground
    missing  how many claims are not on it, in words; "" where all are
    """

    width: int
    height: int
    land: str
    borders: str
    towns: tuple[Town, ...]
    labels: tuple[Label, ...]
    places: tuple[PlaceMark, ...]
    scale: float
    scale_words: str
    missing: str


def draw_map(entries: Sequence[Entry]) -> MapView | None:
    """The map of some claims; None where none of them is located."""
    grouped: dict[str, tuple[Place, list[Entry]]] = {}
    for entry in entries:
        if entry.link and entry.link.place:
            place = entry.link.place
            grouped.setdefault(place.id, (place, []))[1].append(entry)
    if not grouped:
        return None
    groups = list(grouped.values())
    window = fit_window(_main_area(groups), WIDTH, HEIGHT)
    lands = land_within(window)
    drawn = {land.country: land for land in lands if land.country and land.size >= LEAST}
    # what covers most comes first, so that the rest lies over it
    groups.sort(key=lambda group: (group[0].precision not in WIDE, -group[0].radius_km))
    marks = _parted([_place_mark(place, own, window, drawn) for place, own in groups])
    scale, scale_words = _scale_bar(window)
    setter = LabelSetter(window)
    setter.keep_corner(max(scale, len(scale_words) * TOWN_SIZE * LETTER) + 2 * INSET, 3 * INSET)
    towns = _label(marks, lands, window, setter)
    return MapView(
        width=WIDTH,
        height=HEIGHT,
        land="".join(land.path for land in lands),
        borders=borders_within(window),
        towns=tuple(towns),
        labels=tuple(setter.labels),
        places=tuple(marks),
        scale=scale,
        scale_words=scale_words,
        missing=_missing(entries),
    )


def _main_area(groups: Sequence[tuple[Place, list[Entry]]]) -> list[Spot]:
    """The circles that the window is to hold.

    Countries and regions of the world do not widen it where anything is known more
    narrowly.  If one area has most of the claims, it is shown alone.
    """
    narrow = [group for group in groups if group[0].precision not in WIDE] or list(groups)
    areas = [
        [(other, own) for other, own in narrow if _distance_km(place, other) <= AREA_KM]
        for place, _ in narrow
    ]
    main = max(areas, key=_claims)
    shown = main if _claims(main) >= MAIN * _claims(narrow) else narrow
    return [Spot(place.latitude, place.longitude, place.radius_km) for place, _ in shown]


def _claims(groups: Iterable[tuple[Place, list[Entry]]]) -> int:
    return sum(len(own) for _, own in groups)


def _distance_km(one: Place, other: Place) -> float:
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    across = math.radians(one.longitude - other.longitude)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(across)
    return math.degrees(math.acos(min(1.0, max(-1.0, cosine)))) * KM_PER_DEGREE


def _place_mark(
    place: Place, entries: Sequence[Entry], window: Window, lands: dict[str, Land]
) -> PlaceMark:
    spot = Spot(place.latitude, place.longitude, place.radius_km)
    x, y = window.pixel(place.latitude, place.longitude)
    radius = place.radius_km * window.per_km(place.latitude)
    path, turn = "", None
    land = lands.get(place.country or "") if place.precision == "country" else None
    if land:
        path = land.path
    elif place.radius_km > ROUND_KM and _touches(x, y, radius, window):
        path = closed_path(circle(spot, window))
    elif not _touches(x, y, radius, window):
        turn = math.degrees(math.atan2(y - window.height / 2, x - window.width / 2))
        x, y = _at_frame(x, y, window)
    name = wording.one_line(place.name)
    told = facts(place)
    return PlaceMark(
        mark=mark_of(f"{name}, {told}{', beyond the map' if turn is not None else ''}", entries),
        name=name,
        facts=told,
        precision=place.precision,
        path=path,
        x=round(x, 1),
        y=round(y, 1),
        radius=round(radius, 1),
        turn=None if turn is None else round(turn),
        dot=(round(x, 1), round(y, 1)),
        reach=REACH,
    )


def _parted(marks: Sequence[PlaceMark]) -> list[PlaceMark]:
    """The marks with dots that do not cover each other, and can be hit one by one."""
    dots: list[tuple[float, float]] = []
    for mark in marks:
        if not mark.whole_country:
            around = [
                (mark.x + away * math.cos(turn), mark.y + away * math.sin(turn))
                for away in (0.0, *AWAY)
                for turn in (math.pi * eighth / 4 for eighth in (1, 3, 7, 5, 0, 4, 6, 2))
            ]
            free = (each for each in around if all(math.dist(each, dot) >= CLEAR for dot in dots))
            dots.append(next(free, around[0]))
    placed = iter(dots)
    parted = []
    for mark in marks:
        if mark.whole_country:
            parted.append(mark)
            continue
        own = next(placed)
        nearest = min((math.dist(own, dot) for dot in dots if dot is not own), default=math.inf)
        dot = (round(own[0], 1), round(own[1], 1))
        reach = round(max(DOT, min(REACH, nearest / 2)), 1)
        parted.append(replace(mark, dot=dot, reach=reach))
    return parted


def _touches(x: float, y: float, radius: float, window: Window) -> bool:
    """Whether a circle, or the point in it, is seen in the window."""
    dx = max(-x, 0.0, x - window.width)
    dy = max(-y, 0.0, y - window.height)
    return math.hypot(dx, dy) < radius or window.holds(x, y)


def _at_frame(x: float, y: float, window: Window) -> tuple[float, float]:
    """Where the way from the middle to a pixel meets the frame."""
    middle_x, middle_y = window.width / 2, window.height / 2
    dx, dy = x - middle_x, y - middle_y
    part = min((middle_x - INSET) / max(abs(dx), 1e-9), (middle_y - INSET) / max(abs(dy), 1e-9))
    return middle_x + dx * part, middle_y + dy * part


def _label(
    marks: Sequence[PlaceMark], lands: Sequence[Land], window: Window, setter: LabelSetter
) -> list[Town]:
    """Set the names of places, countries and towns in this order; give the dots of the towns."""
    pointed = [mark for mark in marks if not mark.whole_country and window.holds(*mark.dot)]
    for mark in pointed:
        setter.keep_free(*mark.dot, DOT + 1)
    for mark in sorted(pointed, key=lambda mark: -len(mark.mark.claims)):
        reach = DOT + 1 if mark.turn is None else INSET / 2
        setter.beside(mark.name, "place", (*mark.dot, reach), PLACE_SIZE)
    named = {mark.name for mark in marks}
    for land in lands:
        spot = name_spot(land.shapes, window) if land.country else None
        if spot:
            setter.on(country_name(land.country), "country", spot, COUNTRY_SIZE)
    towns: list[Town] = []
    for name, x, y in _towns(window):
        if len(towns) == TOWNS:
            break
        if name not in named and setter.beside(name, "town", (x, y, 2.0), TOWN_SIZE):
            setter.keep_free(x, y, 2.0)
            towns.append(Town(round(x, 1), round(y, 1), setter.labels[-1].roomy))
    return towns


def _towns(window: Window) -> Iterable[tuple[str, float, float]]:
    """Names and pixels of towns in the window, the most important first."""
    towns = world().towns
    found: list[tuple[int, float, float]] = []
    for turn in (-360.0, 0.0, 360.0):
        pixels = window.pixels(towns.points, turn)
        low, high = EDGE, (window.width - EDGE, window.height - EDGE)
        inside = np.all((pixels > low) & (pixels < high), axis=1)
        for at in np.flatnonzero(inside)[:TOWNS_TRIED]:
            found.append((int(at), float(pixels[at, 0]), float(pixels[at, 1])))
    for number, x, y in sorted(found)[:TOWNS_TRIED]:
        yield wording.one_line(towns.names[number]), x, y


def _scale_bar(window: Window) -> tuple[float, str]:
    """Its length in pixels, and what that is in km; where, if it is not so all over the map."""
    latitude = window.middle_latitude
    per_km = window.per_km(latitude)
    longest = window.width * SCALE_SHARE / per_km
    unit = 10 ** math.floor(math.log10(longest))
    km = next(step * unit for step in (5, 2, 1) if step * unit <= longest)
    words = f"{km:,} km"
    if abs(window.per_km(window.north) / per_km - 1) > UNEVEN:
        words += f" at {abs(latitude):.0f}° {'N' if latitude >= 0 else 'S'}"
    return round(km * per_km, 1), words


def _missing(entries: Sequence[Entry]) -> str:
    """How many claims have no place, or one that is not located."""
    lost = [each for each in entries if not (each.link and each.link.place)]
    named = sum(each.claim.place is not None for each in lost)
    parts = []
    if len(lost) > named:
        number = len(lost) - named
        parts.append(
            f"{wording.several(number, 'claim')} {'has' if number == 1 else 'have'} no place"
        )
    if named:
        parts.append(f"{wording.several(named, 'place')} not located")
    return ", ".join(parts)
