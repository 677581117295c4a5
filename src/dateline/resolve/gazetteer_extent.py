"""Where a region lies, told from the places in it.

Villages crowd in valleys and suburbs, so places are not averaged: the
quarter-degree squares that hold any of them are.  The memory that this takes is bounded
by the Earth's land, not by the number of places.
"""

import math
import statistics
from collections.abc import Iterable, Sequence

from dateline.resolve.gazetteer import distance_km

SQUARES = 4  # to a degree
SHARE = 0.9  # of the squares lie within the radius
HALF_SQUARE_KM = 15.0
FAR = 2.5  # times the median distance


def square_of(latitude: float, longitude: float) -> int:
    """Number of the quarter-degree square that holds a point."""
    return int((latitude + 90) * SQUARES) * 360 * SQUARES + int((longitude + 180) * SQUARES)


def centre_of(squares: Iterable[int]) -> tuple[float, float]:
    """The middle of some squares, latitude and longitude; right across the date line, too.

    Squares that lie far off, exclaves and errors of the data, do not count.
    """
    kept = list(squares)
    middle = _mean(kept)
    return _mean(_without_far_ones(kept, *middle))


def radius_around(latitude: float, longitude: float, squares: Iterable[int]) -> float:
    """Radius in km around a point within which nine in ten squares lie; at least one's own."""
    kept = _without_far_ones(list(squares), latitude, longitude)
    distances = sorted(_distances(kept, latitude, longitude))
    return distances[min(int(len(distances) * SHARE), len(distances) - 1)] + HALF_SQUARE_KM


def _mean(squares: Sequence[int]) -> tuple[float, float]:
    x = y = z = 0.0
    for latitude, longitude in map(_middle, squares):
        area = math.cos(math.radians(latitude))
        x += area * area * math.cos(math.radians(longitude))
        y += area * area * math.sin(math.radians(longitude))
        z += area * math.sin(math.radians(latitude))
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def _without_far_ones(squares: Sequence[int], latitude: float, longitude: float) -> list[int]:
    distances = _distances(squares, latitude, longitude)
    far = FAR * (statistics.median(distances) + HALF_SQUARE_KM)
    return [each for each, away in zip(squares, distances, strict=True) if away <= far]


def _distances(squares: Sequence[int], latitude: float, longitude: float) -> list[float]:
    return [distance_km(latitude, longitude, *_middle(each)) for each in squares]


def _middle(square: int) -> tuple[float, float]:
    row, column = divmod(square, 360 * SQUARES)
    return (row + 0.5) / SQUARES - 90, (column + 0.5) / SQUARES - 180
