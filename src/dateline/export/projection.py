"""Projection: from degrees to the pixels of a small map, and what of the world it shows.

Mercator, because there a circle on the ground is a circle on the map wherever it lies.  A
window may cross the antimeridian: its longitudes run on past 180.

In: places as points with radii.  Out: a window, and shapes in its pixels.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

KM_PER_DEGREE = 111.2
TURN = 360.0
FARTHEST = 82.0  # degrees of latitude; Mercator has no poles
NARROWEST_KM = 500.0  # of a window, so that coasts and neighbours tell where it is
AIR = 0.16  # of the extent, left free on each side, for names
CORNERS = 72  # of a circle that is too large to be drawn as one
NOISE = 1e-6  # degrees that rounding may take from a longitude
ROUND_KM = 250.0  # up to which a circle on the ground is one on the map to half a pixel

Plane = NDArray[np.float64]  # shape (n, 2): longitude, Mercator's height, in degrees of the equator
Pixels = NDArray[np.float64]  # shape (n, 2), from the upper left corner


@dataclass(frozen=True, slots=True)
class Spot:
    """A circle on the ground: degrees and km."""

    latitude: float
    longitude: float
    radius_km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What a map shows.

    west, north    degrees of its upper left corner
    scale          pixels per degree of longitude
    width, height  pixels
    """

    west: float
    north: float
    scale: float
    width: int
    height: int

    def pixels(self, points: Plane, turn: float = 0.0) -> Pixels:
        """Points of the plane, moved by some degrees, as pixels; they may lie beyond the frame."""
        shift = np.array([turn - self.west, -_height(self.north)])
        pixels: Pixels = (points + shift) * (self.scale, -self.scale)
        return pixels

    def pixel(self, latitude: float, longitude: float) -> tuple[float, float]:
        """One point, in the copy of the world that is nearest to the middle."""
        middle = self.west + self.width / self.scale / 2
        near = longitude + TURN * round((middle - longitude) / TURN)
        x, y = self.pixels(plane(np.array([[near, latitude]])))[0]
        return float(x), float(y)

    def per_km(self, latitude: float) -> float:
        """Pixels per km on the ground at a latitude."""
        shrink = math.cos(math.radians(min(abs(latitude), FARTHEST)))
        return self.scale / KM_PER_DEGREE / shrink

    @property
    def middle_latitude(self) -> float:
        """Degrees of the line across the middle."""
        return _latitude(_height(self.north) - self.height / self.scale / 2)

    def turns(self, box: tuple[float, float, float, float]) -> Iterator[float]:
        """By how many degrees a box of the plane must be moved east to lie in the window."""
        west, low, east, high = box
        last, top = self.west + self.width / self.scale, _height(self.north)
        if low < top and high > top - self.height / self.scale:
            for turn in (-TURN, 0.0, TURN):
                if west + turn < last and east + turn > self.west:
                    yield turn

    def holds(self, x: float, y: float, margin: float = 0) -> bool:
        """Whether a pixel lies inside, at least `margin` from the frame."""
        inside = margin <= x <= self.width - margin
        return inside and margin <= y <= self.height - margin


def plane(points: NDArray[np.float64]) -> Plane:
    """Points (longitude, latitude) in degrees, on the plane."""
    latitudes = np.radians(np.clip(points[:, 1], -FARTHEST, FARTHEST))
    return np.column_stack([points[:, 0], np.degrees(np.arcsinh(np.tan(latitudes)))])


def fit_window(spots: Sequence[Spot], width: int, height: int) -> Window:
    """The window that holds all circles with some air, the narrowest that tells where it is.

    Args:
        spots: at least one.
        width: pixels.
        height: pixels.
    """
    start = _first_longitude([spot.longitude for spot in spots])
    west, east, south, north = math.inf, -math.inf, math.inf, -math.inf
    for spot in spots:
        up = spot.radius_km / KM_PER_DEGREE
        nearest_pole = min(FARTHEST, abs(spot.latitude) + up / 2)
        across = min(TURN / 2, up / math.cos(math.radians(nearest_pole)))
        longitude = start + (spot.longitude - start + NOISE) % TURN - NOISE
        west, east = min(west, longitude - across), max(east, longitude + across)
        south, north = min(south, spot.latitude - up), max(north, spot.latitude + up)
    bottom, top = _height(south), _height(north)
    shrink = math.cos(math.radians(_latitude((bottom + top) / 2)))
    narrowest = NARROWEST_KM / KM_PER_DEGREE / shrink
    room = 1 - 2 * AIR
    across = max((east - west) / room, narrowest, (top - bottom) / room * width / height)
    across = min(across, TURN)
    scale = width / across
    # a window that is too low for all of the world shows where people live
    middle = min(max((bottom + top) / 2, _height(-60)), _height(75))
    return Window(
        west=((west + east - across) / 2 + TURN / 2) % TURN - TURN / 2,
        north=_latitude(middle + height / scale / 2),
        scale=scale,
        width=width,
        height=height,
    )


def circle(spot: Spot, window: Window) -> Pixels:
    """The corners of a circle on the ground that is too large to be one on the map."""
    distance = spot.radius_km / KM_PER_DEGREE
    a, d = math.radians(spot.latitude), math.radians(distance)
    bearings = np.linspace(-math.pi, math.pi, CORNERS, endpoint=False)
    sine = math.sin(a) * math.cos(d) + math.cos(a) * math.sin(d) * np.cos(bearings)
    across = np.arctan2(
        np.sin(bearings) * math.sin(d) * math.cos(a), math.cos(d) - math.sin(a) * sine
    )
    middle = window.west + window.width / window.scale / 2
    centre = spot.longitude + TURN * round((middle - spot.longitude) / TURN)
    points = np.column_stack([centre + np.degrees(across), np.degrees(np.arcsin(sine))])
    if abs(spot.latitude) + distance >= TURN / 4:  # round a pole: up to the map's end, all along
        points = points[np.argsort(points[:, 0])]
        end = math.copysign(FARTHEST, spot.latitude)
        ends = [[centre + TURN / 2, end], [centre - TURN / 2, end]]
        points = np.concatenate([points, ends])
    return window.pixels(plane(points))


def _first_longitude(longitudes: Sequence[float]) -> float:
    """Where the shortest arc around the globe that holds all longitudes begins, eastwards."""
    around = sorted({longitude % TURN for longitude in longitudes})
    gaps = [(east - west) % TURN for west, east in zip([around[-1], *around], around, strict=False)]
    if len(around) == 1:
        return (around[0] + TURN / 2) % TURN - TURN / 2
    start = around[gaps.index(max(gaps))]
    return (start + TURN / 2) % TURN - TURN / 2


def _height(latitude: float) -> float:
    """Mercator's, in degrees at the equator."""
    bounded = min(max(latitude, -FARTHEST), FARTHEST)
    return math.degrees(math.asinh(math.tan(math.radians(bounded))))


def _latitude(height: float) -> float:
    return math.degrees(math.atan(math.sinh(math.radians(height))))
