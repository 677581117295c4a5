"""Tracing: the outlines that a window shows, as paths of SVG with no more corners than are seen.

In: a window.  Out: path data, and where the name of a country may stand.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dateline.export.outlines import Ring, world
from dateline.export.projection import Pixels, Window

MARGIN = 12.0  # pixels beyond the frame, so that no cut edge is seen
GRAIN = 2.0  # steps per pixel that corners are rounded to
FINEST = 1.7  # pixels
SMALLEST = 2.0  # square pixels of an island that is drawn
NAMED = 900.0  # square pixels of a country that is named
MESH = 9.0  # pixels between the spots that are tried for a name
MOST_DENSE = 400  # points of a line that are looked at for that


@dataclass(frozen=True, slots=True, eq=False)
class Land:
    """One country, or land without one, as far as the window shows it.

    shapes  closed lines, in pixels
    """

    country: str
    shapes: tuple[Pixels, ...]

    @property
    def path(self) -> str:
        """For a `path` of SVG with the rule "evenodd"."""
        return "".join(closed_path(shape) for shape in self.shapes)

    @property
    def size(self) -> float:
        """Square pixels."""
        return sum(abs(_area(shape)) for shape in self.shapes)


def land_within(window: Window) -> list[Land]:
    """The countries in the window."""
    shapes: defaultdict[str, list[Pixels]] = defaultdict(list)
    for ring in world().rings:
        for turn in window.turns(ring.box):
            shape = _shape(ring, turn, window)
            if shape is not None:
                shapes[ring.country].append(shape)
    return [Land(country, tuple(own)) for country, own in shapes.items()]


def borders_within(window: Window) -> str:
    """The lines that countries share, as one path."""
    paths = []
    for line in world().borders:
        for turn in window.turns(line.box):
            runs = _runs(window.pixels(line.points, turn), window)
            paths += [open_path(run) for run in runs]
    return "".join(paths)


def name_spot(shapes: Sequence[Pixels], window: Window) -> tuple[float, float] | None:
    """The pixel inside the shapes that is farthest from their lines and the frame."""
    shapes = [shape for shape in shapes if abs(_area(shape)) > NAMED / 10]
    if sum(abs(_area(shape)) for shape in shapes) < NAMED:
        return None
    corners = np.concatenate(shapes)
    low = np.maximum(corners.min(axis=0), 0) + MESH / 2
    high = np.minimum(corners.max(axis=0), (window.width, window.height))
    mesh = np.stack(
        np.meshgrid(np.arange(low[0], high[0], MESH), np.arange(low[1], high[1], MESH)), axis=-1
    ).reshape(-1, 2)
    inside = np.zeros(len(mesh), bool)
    for shape in shapes:
        inside ^= _inside(mesh, shape)
    mesh = mesh[inside]
    if not len(mesh):
        return None
    lines = np.concatenate([_dense(shape) for shape in shapes])
    to_lines = np.min(np.linalg.norm(mesh[:, None] - lines[None], axis=2), axis=1)
    # a name is wide and low: room above and below counts for less than room at the sides
    frame = np.minimum(mesh, (window.width, window.height) - mesh) * (0.5, 1.0)
    best = int(np.argmax(np.minimum(to_lines, frame.min(axis=1))))
    return float(mesh[best, 0]), float(mesh[best, 1])


def closed_path(points: Pixels) -> str:
    """A closed line as path data."""
    return open_path(points) + "z"


def open_path(points: Pixels) -> str:
    """A line as path data, in steps from corner to corner."""
    steps = np.round(points * GRAIN).astype(int)
    moves = np.diff(steps, axis=0)
    moves = moves[np.any(moves != 0, axis=1)]
    first = " ".join(_number(value) for value in steps[0])
    rest = " ".join(f"{_number(x)} {_number(y)}" for x, y in moves)
    return f"M{first}l{rest}" if rest else f"M{first}h0"


def _number(steps: int) -> str:
    return f"{steps / GRAIN:g}"


def _shape(ring: Ring, turn: float, window: Window) -> Pixels | None:
    box = np.array(ring.box).reshape(2, 2)
    if np.prod(box[1] - box[0]) * window.scale**2 < SMALLEST:
        return None
    points = window.pixels(ring.points, turn)
    edges = (window.width + MARGIN, window.height + MARGIN)
    for axis, edge in enumerate(edges):
        if points[:, axis].max() > edge:
            points = _cut(points, axis, edge, 1.0)
        if len(points) and points[:, axis].min() < -MARGIN:
            points = _cut(points, axis, -MARGIN, -1.0)
        if not len(points):
            return None
    points = _thinned(points)
    return points if len(points) > 2 and abs(_area(points)) >= SMALLEST else None  # noqa: PLR2004


def _cut(points: Pixels, axis: int, bound: float, side: float) -> Pixels:
    """A closed line without what lies beyond a bound (Sutherland and Hodgman)."""
    after = np.roll(points, -1, axis=0)
    over = (points[:, axis] - bound) * side
    next_over = np.roll(over, -1)
    crosses = (over > 0) != (next_over > 0)
    part = np.divide(over, over - next_over, out=np.zeros_like(over), where=crosses)
    crossings = points + part[:, None] * (after - points)
    both = np.stack([points, crossings], axis=1)
    kept: Pixels = both[np.stack([over <= 0, crosses], axis=1)]
    return kept


def _runs(points: Pixels, window: Window) -> Iterator[Pixels]:
    """The parts of a line that the frame holds, each with a corner beyond it."""
    edge = (window.width + MARGIN, window.height + MARGIN)
    held = np.all((points > -MARGIN) & (points < edge), axis=1)
    near = held.copy()
    near[1:] |= held[:-1]
    near[:-1] |= held[1:]
    for run in np.split(np.arange(len(points)), np.flatnonzero(np.diff(near)) + 1):
        if near[run[0]] and len(run) > 1:
            yield _thinned(points[run])


def _thinned(points: Pixels) -> Pixels:
    """Without corners that cannot be told from the one before; the last stays."""
    steps = np.floor(points / FINEST)
    kept = np.ones(len(points), bool)
    kept[1:-1] = np.any(np.diff(steps, axis=0) != 0, axis=1)[:-1]
    return points[kept]


def _inside(spots: Pixels, shape: Pixels) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Which spots lie within a closed line: those with an odd number of lines to their right."""
    x, y = spots[:, :1], spots[:, 1:]
    start, end = shape[None], np.roll(shape, -1, axis=0)[None]
    crosses = (start[..., 1] > y) != (end[..., 1] > y)
    rise = end[..., 1] - start[..., 1]
    slope = np.divide(end[..., 0] - start[..., 0], rise, out=np.zeros_like(rise), where=rise != 0)
    right = x < start[..., 0] + (y - start[..., 1]) * slope
    inside: np.ndarray[tuple[int], np.dtype[np.bool_]] = (crosses & right).sum(axis=1) % 2 == 1
    return inside


def _dense(shape: Pixels) -> Pixels:
    """Points all along a closed line, at most `MESH` apart."""
    steps = np.roll(shape, -1, axis=0) - shape
    parts = np.maximum(1, np.ceil(np.linalg.norm(steps, axis=1) / MESH)).astype(int)
    before = np.repeat(np.cumsum(parts) - parts, parts)
    along = (np.arange(parts.sum()) - before) / np.repeat(parts, parts)
    dense: Pixels = np.repeat(shape, parts, axis=0) + along[:, None] * np.repeat(
        steps, parts, axis=0
    )
    return dense[:: max(1, len(dense) // MOST_DENSE)]


def _area(points: Pixels) -> float:
    x, y = points[:, 0], points[:, 1]
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
