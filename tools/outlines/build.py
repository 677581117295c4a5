"""Makes the outlines that the page's map is drawn from: countries, and towns for orientation.

    python tools/outlines/build.py --atlas countries-50m.json --codes countryInfo.txt

README.md says where the inputs come from.  Out, in src/dateline/data/outlines:
`world.npz` (what is in it: `dateline.export.outlines`) and `countries.csv`, the
English name of each country.
"""

import argparse
import csv
import json
import math
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[2]
OUT = ROOT / "src/dateline/data/outlines"
GAZETTEER = ROOT / "src/dateline/data/gazetteer/places.sqlite"
STEPS = 100  # per degree: 1.1 km, a pixel of the narrowest map
TOLERANCE = 0.02  # degrees that a line may move; at 0.03 river mouths look hewn
SMALLEST = 0.0006  # square degrees of an island, some 7 km²; a country keeps its largest
APART_KM = 90.0  # towns nearer than this to a larger one are not named
PEOPLE = 6_000
WITHOUT_CODE = {"Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY", "Siachen Glacier": ""}
Point = tuple[float, float]


def main() -> None:
    """Build and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--atlas", type=Path, required=True, help="countries-50m.json")
    parser.add_argument("--codes", type=Path, required=True, help="countryInfo.txt of GeoNames")
    args = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    arrays = outlines(json.loads(args.atlas.read_text("utf-8")), numeric_codes(args.codes))
    database = sqlite3.connect(f"file:{GAZETTEER}?mode=ro", uri=True)
    arrays |= towns(database)
    np.savez_compressed(OUT / "world.npz", **arrays)
    write_countries(database)
    points, names = len(arrays["deltas"]), arrays["town_names"].tobytes().count(b"\n") + 1
    size = (OUT / "world.npz").stat().st_size
    print(f"{points:,} points, {len(arrays['arc_ends']):,} lines, {names:,} towns, {size:,} bytes")


def outlines(atlas: dict[str, Any], codes: dict[str, str]) -> dict[str, Any]:
    """Lines, the rings that they make, and whose rings they are."""
    scale, shift = atlas["transform"]["scale"], atlas["transform"]["translate"]
    lines: list[list[tuple[int, int]]] = []
    for arc in atlas["arcs"]:
        position = np.cumsum(arc, axis=0) * scale + shift
        kept = simplified([(float(x), float(y)) for x, y in position])
        lines.append([(round(x * STEPS), round(y * STEPS)) for x, y in kept])
    rings: list[tuple[str, list[int]]] = []
    for shape in atlas["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        code = codes.get(shape.get("id", ""), "") or WITHOUT_CODE.get(name, "")
        if not code and name not in WITHOUT_CODE:
            print(f"no code for {name}")
        shapes = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        own = [ring for parts in shapes for ring in parts]
        areas = [abs(area(ring_points(ring, lines))) / STEPS**2 for ring in own]
        most = max(areas)
        rings += [
            (code, ring)
            for ring, size in zip(own, areas, strict=True)
            if size >= SMALLEST or size == most
        ]
    return packed(lines, rings)


def packed(
    lines: Sequence[Sequence[tuple[int, int]]], rings: Sequence[tuple[str, list[int]]]
) -> dict[str, Any]:
    """The arrays of the file; lines that no ring uses are left out."""
    used = sorted({arc if arc >= 0 else ~arc for _, ring in rings for arc in ring})
    number = {arc: at for at, arc in enumerate(used)}
    kept = [lines[arc] for arc in used]
    points = np.array([point for line in kept for point in line], np.int16)
    deltas = np.diff(points, axis=0, prepend=np.zeros((1, 2), np.int16))
    arcs = [number[arc] if arc >= 0 else ~number[~arc] for _, ring in rings for arc in ring]
    codes = sorted({code for code, _ in rings})
    return {
        "deltas": deltas,  # they wrap round, as the sums will that undo them
        "arc_ends": np.cumsum([len(line) for line in kept]).astype(np.int32),
        "ring_arcs": np.array(arcs, np.int16),
        "ring_ends": np.cumsum([len(ring) for _, ring in rings]).astype(np.int32),
        "ring_countries": np.array([codes.index(code) for code, _ in rings], np.uint8),
        "countries": np.frombuffer("\n".join(codes).encode("ascii"), np.uint8),
    }


def towns(database: sqlite3.Connection) -> dict[str, Any]:
    """Capitals and the largest settlement of every neighbourhood, the largest first."""
    rows = database.execute(
        "SELECT p.name, p.lat / 1e4, p.lon / 1e4, f.code = 'P.PPLC' AS capital FROM place p "
        "JOIN feature f ON f.id = p.feature WHERE p.population >= ? "
        "AND f.code IN ('P.PPL', 'P.PPLC') ORDER BY capital DESC, p.population DESC, p.rank",
        (PEOPLE,),
    )
    taken: dict[tuple[int, int], list[Point]] = {}
    kept: list[tuple[str, float, float, bool]] = []
    for name, lat, lon, capital in rows:
        if capital or not near(taken, lat, lon):
            taken.setdefault((math.floor(lat), math.floor(lon)), []).append((lat, lon))
            kept.append((name, lat, lon, bool(capital)))
    return {
        "town_names": np.frombuffer("\n".join(name for name, *_ in kept).encode(), np.uint8),
        "town_lat": np.array([round(lat * STEPS) for _, lat, *_ in kept], np.int16),
        "town_lon": np.array([round(lon * STEPS) for _, _, lon, _ in kept], np.int16),
        "capitals": np.array([sum(capital for *_, capital in kept)], np.int16),
    }


def near(taken: dict[tuple[int, int], list[Point]], lat: float, lon: float) -> bool:
    """Whether a town that is kept lies within `APART_KM`."""
    shrink = math.cos(math.radians(lat))
    wide = math.ceil(APART_KM / 111.2 / max(shrink, 0.2))
    row, column = math.floor(lat), math.floor(lon)
    for up in (-1, 0, 1):
        for right in range(-wide, wide + 1):
            for y, x in taken.get((row + up, column + right), ()):
                if math.hypot(y - lat, (x - lon) * shrink) * 111.2 < APART_KM:
                    return True
    return False


def simplified(line: list[Point]) -> list[Point]:
    """Douglas and Peucker; its ends stay, so that neighbours still meet."""
    keep = {0, len(line) - 1}
    ring = line[0] == line[-1]
    stretches = [(0, len(line) - 1)]
    if ring:  # a ring has no length between its ends: part it at the farthest point
        far = max(range(len(line)), key=lambda at: math.dist(line[0], line[at]))
        keep.add(far)
        stretches = [(0, far), (far, len(line) - 1)]
    while stretches:
        first, last = stretches.pop()
        distances = [
            (distance(line[at], line[first], line[last]), at) for at in range(first + 1, last)
        ]
        if distances and max(distances)[0] > TOLERANCE:
            middle = max(distances)[1]
            keep.add(middle)
            stretches += [(first, middle), (middle, last)]
    return [line[at] for at in sorted(keep)]


def distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a stretch, in degrees as they look at its latitude."""
    shrink = math.cos(math.radians(point[1]))
    px, py = (point[0] - start[0]) * shrink, point[1] - start[1]
    dx, dy = (end[0] - start[0]) * shrink, end[1] - start[1]
    length = dx * dx + dy * dy
    along = min(1.0, max(0.0, (px * dx + py * dy) / length)) if length else 0.0
    return math.hypot(px - along * dx, py - along * dy)


def ring_points(ring: Iterable[int], lines: Sequence[Sequence[tuple[int, int]]]) -> list[Point]:
    """The corners of a ring; ~n is line n backwards."""
    points: list[Point] = []
    for arc in ring:
        line = lines[arc] if arc >= 0 else lines[~arc][::-1]
        points += line[:-1]
    return points


def area(points: Sequence[Point]) -> float:
    """Of a ring, in squares of its unit, as it looks at its latitude."""
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    twice = sum(x * v - u * y for (x, y), (u, v) in pairs)
    return twice / 2 * math.cos(math.radians(points[0][1] / STEPS))


def numeric_codes(path: Path) -> dict[str, str]:
    """ISO numeric code to alpha-2, by GeoNames."""
    rows = [
        line.split("\t")
        for line in path.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return {row[2].zfill(3): row[0] for row in rows}


def write_countries(database: sqlite3.Connection) -> None:
    """The gazetteer's name of each country."""
    rows = database.execute(
        "SELECT p.country, p.name FROM place p JOIN feature f ON f.id = p.feature "
        "WHERE f.code LIKE 'A.PCL%' OR f.code = 'A.TERR' ORDER BY p.country, p.rank"
    )
    names: dict[str, str] = {}
    for code, name in rows:
        if code:
            names.setdefault(code, name)
    with (OUT / "countries.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["iso", "name"])
        table.writerows(sorted(names.items()))


if __name__ == "__main__":
    main()
