"""Outlines: coasts, borders and towns of the world, from the package's own file.

`tools/outlines` makes the file and says where it comes from.  Degrees are whole numbers of
`STEPS` in it.  A line that crosses the antimeridian goes on beyond 180 degrees.

In: nothing.  Out: arrays of longitudes with Mercator's heights, both in degrees of the equator.
"""

import functools
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import Any

import numpy as np

from dateline.export.projection import FARTHEST, TURN, Plane, plane

STEPS = 100  # per degree


@dataclass(frozen=True, slots=True, eq=False)
class Ring:
    """One line: a coast or border all around, a hole, or a border.

    country  ISO 3166 alpha-2, or "" for land without one
    box      west, lowest, east, highest
    """

    country: str
    points: Plane
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Towns:
    """Towns by importance: capitals, then the largest of each neighbourhood.

    points    shape (n, 2)
    capitals  how many of them are capitals
    """

    names: tuple[str, ...]
    points: Plane
    capitals: int


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """All outlines.

    borders  lines that two countries share, with their boxes; coasts are not among them
    """

    rings: tuple[Ring, ...]
    borders: tuple[Ring, ...]
    towns: Towns


@functools.cache
def world() -> World:
    """The package's outlines, loaded once (10 ms)."""
    file = files("dateline").joinpath("data", "outlines", "world.npz")
    with as_file(file) as path, np.load(path, allow_pickle=False) as arrays:
        held: dict[str, Any] = dict(arrays)
    # the sums wrap round as the differences did
    points = plane(np.cumsum(held["deltas"], axis=0, dtype=np.int16) / STEPS)
    lines = np.split(points, held["arc_ends"][:-1])
    arcs = np.split(held["ring_arcs"], held["ring_ends"][:-1])
    countries = bytes(held["countries"]).decode("ascii").split("\n")
    rings = (
        _ring(countries[code], [lines[at] if at >= 0 else lines[~at][::-1] for at in own])
        for code, own in zip(held["ring_countries"], arcs, strict=True)
    )
    numbers = np.where(held["ring_arcs"] >= 0, held["ring_arcs"], ~held["ring_arcs"])
    shared = np.flatnonzero(np.bincount(numbers, minlength=len(lines)) > 1)
    return World(
        rings=tuple(rings),
        borders=tuple(_boxed("", _unbroken(lines[at])) for at in shared),
        towns=Towns(
            names=tuple(bytes(held["town_names"]).decode("utf-8").split("\n")),
            points=plane(np.column_stack([held["town_lon"], held["town_lat"]]) / STEPS),
            capitals=int(held["capitals"][0]),
        ),
    )


def _ring(country: str, lines: list[Plane]) -> Ring:
    ring = _unbroken(np.concatenate([line[:-1] for line in lines]))
    around = ring[-1, 0] - ring[0, 0]
    if abs(around) > TURN / 2:  # round a pole: closed along the end of the map
        end = plane(np.array([[0.0, np.copysign(FARTHEST, ring[0, 1])]]))[0, 1]
        ring = np.concatenate([ring, [[ring[-1, 0], end], [ring[0, 0], end]]])
    return _boxed(country, ring)


def _unbroken(points: Plane) -> Plane:
    """A line that goes on where it crosses the antimeridian, beyond 180 degrees."""
    jumps = np.round(np.diff(points[:, 0], prepend=points[0, 0]) / TURN)
    return np.column_stack([points[:, 0] - TURN * np.cumsum(jumps), points[:, 1]])


def _boxed(country: str, points: Plane) -> Ring:
    (west, low), (east, high) = points.min(axis=0), points.max(axis=0)
    return Ring(country, points, (float(west), float(low), float(east), float(high)))
