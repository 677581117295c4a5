"""Location: where the place words of a claim lie, as a link over the claim.

The words of a claim's place are a name, or hold one ("the eastern districts of
Aleppo"), and what stands before it can move it: "40 km south of Sirte", "between
Sirte and Misrata", "near Sirte", "northern Mali".

In: claims, toponyms, the text.  Out: links.
"""

import math
import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.claim import Claim, Link, Mention, Toponym
from dateline.resolve.gazetteer import EARTH_KM, distance_km
from dateline.resolve.gazetteer_keys import name_key
from dateline.resolve.gazetteer_words import WORDS
from dateline.resolve.place import LOOSER, SURE, WITHIN, kept_inside
from dateline.world import Place

COMPUTED = "computed-1"
MILE_KM = 1.609344
VAGUE = 0.25  # of a distance: "40 km south of" is as good as that
NEARBY_KM = 10.0  # how far "near" and "outside" reach at least
PART = 0.5  # of a region's radius: how far the middle of its north is from its own
REACH = 60  # characters before a name that are looked at


def _relative_words() -> dict[str, Any]:
    with WORDS.open("rb") as file:
        table: dict[str, Any] = tomllib.load(file)["relative"]
    return table


def _any(words: Iterable[str]) -> str:
    """One pattern for all of some words, the longer first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_BEARINGS = {
    "north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0, "south": 180.0,
    "southwest": 225.0, "west": 270.0, "northwest": 315.0,
}  # fmt: skip
_WORDS = _relative_words()
_THE = r"(?: the)?(?: (?:city|town|village|district|province|port|border) (?:of|with))?"
_POINT = r"(?P<point>north|south|east|west|(?:north|south)[- ]?(?:east|west))"
_AWAY = re.compile(
    r"(?P<number>\d[\d,.]*|[a-z]+)[ -]?(?P<unit>" + _any(_WORDS["km"] + _WORDS["miles"]) + r")\b"
    r"(?: \([^)]{1,20}\))?(?: away)?(?: to the)?(?: " + _POINT + r"(?:ern)?)?"
    r" (?:of|from|outside(?: of)?)" + _THE + " ?$",
    re.IGNORECASE,
)
_SIDE = re.compile(r"\b" + _POINT + "(?:ern)?(?: part)? of" + _THE + " ?$", re.IGNORECASE)
_NEAR, _NEAR_OR_AHEAD = (
    re.compile(rf"\b(?:{_any(words)}){_THE} ?$", re.IGNORECASE)
    for words in (_WORDS["near"], _WORDS["near"] + _WORDS["ahead"])
)
_BETWEEN = re.compile(rf"\bbetween{_THE} ?$", re.IGNORECASE)
_AND = re.compile(rf"\s*and{_THE}\s*", re.IGNORECASE)
_PART_OF = re.compile(r"^(?:the )?" + _POINT + r"(?:ern)?[ -]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place with how sure it is and what found it."""

    place: Place
    score: float
    method: str
    runner_up: Place | None


def link_places(claims: Iterable[Claim], toponyms: Sequence[Toponym], text: str) -> Iterator[Link]:
    """Where the place of each claim lies; no link where that is not known."""
    locator = _Locator(toponyms, text)
    for claim in claims:
        if claim.place is None:
            continue
        spot = locator.locate(claim.place, moves=claim.type == "event")
        if spot is not None:
            yield Link(
                claim=claim.id,
                role="place",
                method=spot.method,
                place=spot.place,
                score=round(spot.score, 3),
                runner_up=spot.runner_up,
            )


class _Locator:
    """The toponyms of one text by their characters."""

    def __init__(self, toponyms: Sequence[Toponym], text: str) -> None:
        self.toponyms = toponyms
        self.text = text
        self._ends = [toponym.end for toponym in toponyms]
        self._spots: dict[tuple[int, int, bool], _Spot | None] = {}

    def locate(self, words: Mention, *, moves: bool) -> _Spot | None:
        """Where some words lie; `moves`: what is ahead of an act may stand before them."""
        key = (words.start, words.end, moves)
        if key not in self._spots:
            self._spots[key] = self._locate(words, moves=moves)
        return self._spots[key]

    def _locate(self, words: Mention, *, moves: bool) -> _Spot | None:
        number = self._inside(words.start, words.end)
        if number is None:
            number = self._named(words)
            return None if number is None else self._spot(number)
        spot = self._spot(number)
        if spot is None:
            return None
        toponym = self.toponyms[number]
        before = self.text[max(0, min(words.start, toponym.start) - REACH) : toponym.start]
        moved = self._moved(spot, number, before, _NEAR_OR_AHEAD if moves else _NEAR)
        return moved or self._part(spot, toponym, words)

    def _inside(self, start: int, end: int) -> int | None:
        """The first toponym in some words that is no demonym."""
        at = bisect_left(self._ends, start + 1)
        for number in range(at, len(self.toponyms)):
            toponym = self.toponyms[number]
            if toponym.start >= end:
                return None
            if not toponym.demonym:
                return number
        return None

    def _named(self, words: Mention) -> int | None:
        """The toponym that words without one stand for: "the city", or its name again."""
        key = name_key(words.shown)
        same = (n for n, each in enumerate(self.toponyms) if name_key(each.text) == key)
        return next(same, None)

    def _spot(self, number: int) -> _Spot | None:
        """The toponym's place, where it is likely enough to be put on a map."""
        toponym = self.toponyms[number]
        if toponym.place is None or toponym.score < SURE * LOOSER:
            return None
        if toponym.score < SURE and toponym.method != WITHIN:
            return None
        return _Spot(toponym.place, toponym.score, toponym.method, toponym.runner_up)

    def _moved(self, spot: _Spot, number: int, before: str, near: re.Pattern[str]) -> _Spot | None:
        """The spot that the words before a name make of its place, None where they make none."""
        place = spot.place
        if _BETWEEN.search(before) and (other := self._other_end(number)) is not None:
            middle = _between(place, other.place)
            return replace(spot, place=middle, score=spot.score * other.score, method=COMPUTED)
        if (found := _AWAY.search(before)) and (km := _kilometres(found)) is not None:
            away = _away(place, km, _bearing(found["point"]), found[0] + place.name)
            return replace(spot, place=away, method=COMPUTED)
        if found := near.search(before) or _SIDE.search(before):
            return replace(spot, place=_near(place, found[0] + place.name), method=COMPUTED)
        return None

    def _other_end(self, number: int) -> _Spot | None:
        """The second place of "between A and B"."""
        if number + 1 == len(self.toponyms):
            return None
        between = self.text[self.toponyms[number].end : self.toponyms[number + 1].start]
        return self._spot(number + 1) if _AND.fullmatch(between) else None

    def _part(self, spot: _Spot, toponym: Toponym, words: Mention) -> _Spot:
        """A part of the place: "northern Mali", "the eastern districts of Aleppo"."""
        found = _PART_OF.search(words.text)
        if found and words.start <= toponym.start:
            return replace(
                spot, place=_side(spot.place, _bearing(found["point"]), words.text), method=COMPUTED
            )
        longer = words.text.split()
        if toponym.place is not None and len(longer) > len(toponym.text.split()) + 1:
            return replace(spot, place=kept_inside(spot.place, words.text), method=WITHIN)
        return spot


def _bearing(point: str | None) -> float | None:
    return None if point is None else _BEARINGS[re.sub("[- ]", "", point.lower())]


def _kilometres(found: re.Match[str]) -> float | None:
    """The distance that the words give, None where they give no number."""
    words = found["number"].lower()
    if words[0].isdigit():
        number = float(words.replace(",", "").rstrip("."))
    elif words in _WORDS["numbers"]:
        number = float(_WORDS["numbers"][words])
    else:
        return None
    return number * (MILE_KM if found["unit"].lower() in _WORDS["miles"] else 1.0)


def _away(place: Place, km: float, bearing: float | None, words: str) -> Place:
    """So many km from a place; in all directions where none is told."""
    vague = max(place.radius_km, VAGUE * km)
    if bearing is None:
        return _computed(place, words, place.latitude, place.longitude, km + vague)
    latitude, longitude = _destination(place.latitude, place.longitude, km, bearing)
    return _computed(place, words, latitude, longitude, vague)


def _near(place: Place, words: str) -> Place:
    radius = max(2 * place.radius_km, NEARBY_KM)
    return _computed(place, words, place.latitude, place.longitude, radius)


def _between(place: Place, other: Place) -> Place:
    """The middle of two places, with half of the way as its radius."""
    km = distance_km(place.latitude, place.longitude, other.latitude, other.longitude)
    bearing = _course(place, other)
    latitude, longitude = _destination(place.latitude, place.longitude, km / 2, bearing)
    words = f"between {place.name} and {other.name}"
    radius = max(km / 2, place.radius_km, other.radius_km)
    return _computed(place, words, latitude, longitude, radius)


def _side(place: Place, bearing: float | None, words: str) -> Place:
    """One side of a place: of a town as good as the town, of a region half of it."""
    if bearing is None or place.precision in ("exact", "settlement", "near"):
        return kept_inside(place, words)
    km = PART * place.radius_km
    latitude, longitude = _destination(place.latitude, place.longitude, km, bearing)
    moved = _computed(place, words, latitude, longitude, (1 - PART) * place.radius_km + km / 2)
    return replace(moved, precision=place.precision)


def _computed(place: Place, words: str, latitude: float, longitude: float, radius: float) -> Place:
    """A place made of another one and words around it."""
    name = " ".join(words.split())
    wide = place.precision in ("country", "region", "admin1")
    return replace(
        place,
        id=f"computed:{place.id}/{name_key(name)}",
        name=name,
        kind="area",
        feature="",
        precision=place.precision if wide else "near",
        latitude=round(latitude, 4),
        longitude=round(longitude, 4),
        radius_km=round(radius, 1),
        population=0,
    )


def _destination(
    latitude: float, longitude: float, km: float, bearing: float
) -> tuple[float, float]:
    """Where one comes to from a point, in degrees."""
    turn, way = math.radians(bearing), km / EARTH_KM
    a, b = math.radians(latitude), math.radians(longitude)
    there = math.asin(math.sin(a) * math.cos(way) + math.cos(a) * math.sin(way) * math.cos(turn))
    along = math.atan2(
        math.sin(turn) * math.sin(way) * math.cos(a),
        math.cos(way) - math.sin(a) * math.sin(there),
    )
    return math.degrees(there), (math.degrees(b + along) + 540) % 360 - 180


def _course(place: Place, other: Place) -> float:
    """The bearing from one place to another, in degrees."""
    a, b = math.radians(place.latitude), math.radians(other.latitude)
    turn = math.radians(other.longitude - place.longitude)
    across = math.sin(turn) * math.cos(b)
    ahead = math.cos(a) * math.sin(b) - math.sin(a) * math.cos(b) * math.cos(turn)
    return math.degrees(math.atan2(across, ahead)) % 360
