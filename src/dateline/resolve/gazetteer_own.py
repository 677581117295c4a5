"""A user's own places: tables (CSV) and GeoJSON.

CSV has a header: name, latitude, longitude (lat, lon), and where wanted id, radius_km,
variants (separated by |), country (ISO alpha-2), feature ("P.PPL"), population.
GeoJSON takes the same from the properties; a shape counts by the middle and the half
diagonal of the box around it.

Own places go before all others of their name.

In: a path.  Out: rows; those that cannot be used are reported and left out.
"""

import csv
import json
import math
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dateline.errors import InputError
from dateline.resolve.gazetteer import distance_km
from dateline.resolve.gazetteer_file import (
    DEGREE,
    INDEX,
    KM,
    MATCHES,
    Match,
    cell_of,
    create_file,
    damaged_file,
    open_file,
    pack_ranks,
    unpack_ranks,
)
from dateline.resolve.gazetteer_keys import name_key, sound_key
from dateline.resolve.gazetteer_rows import LONGEST_NAME, Problem, Report, Row, parse_point

LARGEST = 200_000_000  # bytes of a file, which is read whole where it is GeoJSON
WIDEST_KM = 20_000.0
MOST_PEOPLE = 10**11
COUNTRY_LETTERS = 2


def read_own(path: Path, report: Report) -> Iterator[Row]:
    """The places of a CSV or GeoJSON file.

    Raises:
        InputError: it cannot be read, is of no known kind, or lacks a needed column.
    """
    suffix = path.suffix.lower()
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path}: larger than {LARGEST:,} bytes; split it")
        if suffix in (".json", ".geojson"):
            entries = _read_geojson(path, report)
        elif suffix in (".csv", ".tsv"):
            entries = _read_table(path, "\t" if suffix == ".tsv" else ",")
        else:
            raise InputError(f"{path}: own places come as .csv, .tsv, .json or .geojson")
        for line, entry in entries:
            try:
                yield _row(entry)
            except ValueError as error:
                report(Problem(path, line, str(error)))
    except (OSError, UnicodeDecodeError, csv.Error, RecursionError) as error:
        raise InputError(f"{path}: cannot read it: {error}") from error


def _read_table(path: Path, separator: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = csv.DictReader(file, delimiter=separator)
        columns = [str(name).strip().lower() for name in table.fieldnames or ()]
        if "name" not in columns:
            listed = ", ".join(columns) or "none"
            raise InputError(f"{path}: no column named name; the columns are: {listed}")
        table.fieldnames = columns
        for entry in table:
            yield table.line_num, entry


def _read_geojson(path: Path, report: Report) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise InputError(f"{path}:{error.lineno}: not JSON: {error.msg}") from error
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise InputError(f"{path}: not GeoJSON: a FeatureCollection with features is expected")
    for number, feature in enumerate(features, 1):
        try:
            yield number, _entry_of(feature)
        except ValueError as error:
            report(Problem(path, number, str(error)))


def _entry_of(feature: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON of somebody else
    """A feature's properties with the middle and reach of its shape."""
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    points = list(_points(geometry.get("coordinates"))) if isinstance(geometry, dict) else []
    if not points:
        message = "a feature without a geometry that has points"
        raise ValueError(message)
    longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
    south, north, west, east = (
        min(latitudes), max(latitudes), min(longitudes), max(longitudes)
    )  # fmt: skip
    entry = {str(key).lower(): value for key, value in (feature.get("properties") or {}).items()}
    entry |= {"latitude": (south + north) / 2, "longitude": (west + east) / 2}
    if "id" in feature:
        entry.setdefault("id", feature["id"])
    if len(points) > 1:
        entry.setdefault("radius_km", distance_km(south, west, north, east) / 2)
    return entry


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:  # noqa: ANN401 - as above
    """Longitude and latitude of every point, however deep they are nested."""
    stack = [coordinates]
    while stack:
        part = stack.pop()
        if not isinstance(part, list):
            continue
        if len(part) > 1 and all(isinstance(each, int | float) for each in part[:2]):
            latitude, longitude = parse_point(part[1], part[0])
            yield longitude, latitude
        else:
            stack += part


def _row(entry: Mapping[str, Any]) -> Row:
    name = _text(entry, "name")
    if not name_key(name):
        message = f"no usable name: {name[:40]!r}"
        raise ValueError(message)
    latitude, longitude = parse_point(
        entry.get("latitude", entry.get("lat")), entry.get("longitude", entry.get("lon"))
    )
    radius = _number(entry, "radius_km")
    if radius is not None and not 0 < radius <= WIDEST_KM:
        message = f"the radius {radius} is not between 0 and {WIDEST_KM:.0f} km"
        raise ValueError(message)
    country = _text(entry, "country").upper()
    if country and not (len(country) == COUNTRY_LETTERS and country.isalpha()):
        message = f"the country {country[:40]!r} is no ISO code of two letters"
        raise ValueError(message)
    names: list[tuple[str, Match]] = [(name, "primary")]
    names += [(each.strip(), "variant") for each in _text(entry, "variants").split("|") if each]
    people = _number(entry, "population") or 0
    return Row(
        ref="own:" + (_text(entry, "id") or name_key(name).replace(" ", "-"))[:LONGEST_NAME],
        names=names,
        latitude=latitude,
        longitude=longitude,
        feature=_text(entry, "feature") or "P.PPL",
        country=country,
        population=int(min(max(people, 0), MOST_PEOPLE)),
        radius_km=radius,
    )


def _text(entry: Mapping[str, Any], column: str) -> str:
    value = entry.get(column)
    return "" if value is None else str(value).replace("\0", " ").strip()[:10_000]


def _number(entry: Mapping[str, Any], column: str) -> float | None:
    text = _text(entry, column)
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        message = f"the {column} {text[:40]!r} is not a number"
        raise ValueError(message)
    return number


def add_own(path: Path, rows: Iterable[Row]) -> int:
    """Add places to a gazetteer, which is made where there is none; returns how many.

    A place of an id that is there already takes its place.

    Raises:
        InputError: the file is no gazetteer, or cannot be written.
    """
    if not path.exists():
        db = create_file(path)
        db.execute(INDEX)
        db.close()
    db = open_file(path, writable=True)
    try:
        with db:
            return _add_all(db, rows)
    except sqlite3.DatabaseError as error:
        raise damaged_file(path, error) from error
    finally:
        db.close()


def _add_all(db: sqlite3.Connection, rows: Iterable[Row]) -> int:
    (lowest,) = db.execute("SELECT min(rank) FROM place").fetchone()
    rank = min(lowest or 0, 0)
    number = 0
    for number, row in enumerate(rows, 1):  # noqa: B007 - the last one is the count
        _remove(db, row.ref)
        rank -= 1
        _insert(db, rank, row)
    return number


def _remove(db: sqlite3.Connection, ref: int | str) -> None:
    known = db.execute("SELECT rank, lat, lon FROM place WHERE ref = ?", (ref,)).fetchone()
    if known is None:
        return
    rank, latitude, longitude = known
    _change_cell(db, cell_of(latitude / DEGREE, longitude / DEGREE), rank, present=False)
    db.execute("DELETE FROM name WHERE place = ?", (rank,))
    db.execute("DELETE FROM place WHERE rank = ?", (rank,))


def _insert(db: sqlite3.Connection, rank: int, row: Row) -> None:
    db.execute(
        "INSERT OR IGNORE INTO feature VALUES ((SELECT ifnull(max(id), -1) + 1 FROM feature), ?)",
        (row.feature,),
    )
    latitude, longitude = round(row.latitude * DEGREE), round(row.longitude * DEGREE)
    radius = None if row.radius_km is None else max(1, round(row.radius_km * KM))
    db.execute(
        "INSERT INTO place VALUES (?, ?, ?, (SELECT id FROM feature WHERE code = ?),"
        " ?, ?, ?, nullif(?, ''), NULL, ?)",
        (rank, row.ref, row.names[0][0], row.feature, latitude, longitude, radius,
         row.country, row.population),
    )  # fmt: skip
    for name, match in row.names:
        key = name_key(name[:LONGEST_NAME])
        if key:
            values = sound_key(key), key, MATCHES.index(match), rank
            db.execute("INSERT OR IGNORE INTO name VALUES (?, ?, ?, ?)", values)
    _change_cell(db, cell_of(latitude / DEGREE, longitude / DEGREE), rank, present=True)


def _change_cell(db: sqlite3.Connection, cell: int, rank: int, *, present: bool) -> None:
    packed = db.execute("SELECT places FROM cell WHERE cell = ?", (cell,)).fetchone()
    ranks = [each for each in unpack_ranks(packed[0]) if each != rank] if packed else []
    if present:
        ranks.append(rank)
    db.execute("INSERT OR REPLACE INTO cell VALUES (?, ?)", (cell, pack_ranks(ranks)))
