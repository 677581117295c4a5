"""The file that a gazetteer is kept in: SQLite, read where it lies, never loaded whole.

`place.rank` orders by importance, 1 first: countries and world regions, first-level
regions, capitals, then by population; a region that bears the name of its own
town or of the capital comes after that.  Own places have negative ranks and come before all.
`name` is one tree for both ways of looking up: all names of one sound lie
together, within them those of one key, the best match and the most important first.

Latitude and longitude are kept in 1/10,000 degree (11 m), the radius in 1/10 km;
no radius means the one that goes with the kind and population.
"""

import math
import sqlite3
import sys
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from dateline.errors import InputError
from dateline.world import HALF_TURN, RIGHT_ANGLE, PlaceKind, Precision

APPLICATION = 0x44_4C_47_5A  # "DLGZ"
VERSION = 1
DEGREE = 10_000
KM = 10
KM_PER_DEGREE = 111.1  # of latitude; on our sphere 111.2, so that circles come out a little wide

Match = Literal["abbreviation", "primary", "demonym", "variant", "alternate", "sound"]
# The order is that of the ranking, the index what the file holds; "sound" is never stored.
MATCHES: tuple[Match, ...] = get_args(Match)

SCHEMA = """
CREATE TABLE feature (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE);
CREATE TABLE place (
    rank INTEGER PRIMARY KEY,
    ref NOT NULL,          -- a GeoNames id, or text: dateline:..., own:...
    name TEXT NOT NULL,
    feature INTEGER NOT NULL,
    lat INTEGER NOT NULL,
    lon INTEGER NOT NULL,
    radius INTEGER,
    country TEXT,
    parent INTEGER,        -- rank of the region or country around it
    population INTEGER NOT NULL
);
CREATE TABLE name (
    sound TEXT NOT NULL, key TEXT NOT NULL, match INTEGER NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (sound, key, match, place)
) WITHOUT ROWID;
CREATE TABLE cell (
    cell INTEGER PRIMARY KEY,  -- number of a square degree
    places BLOB NOT NULL       -- ranks of the places in it, four bytes each, little endian
);
"""
INDEX = "CREATE UNIQUE INDEX place_ref ON place (ref)"  # once the places are in


@dataclass(frozen=True, slots=True)
class Feature:
    """What a GeoNames feature code means here.

    radius_km  None: by population
    """

    code: str
    kind: PlaceKind
    precision: Precision
    radius_km: float | None


def feature_of(code: str) -> Feature:
    """What a class and code such as "P.PPLC" stands for; unknown ones go by their class."""
    letter, _, name = code.partition(".")
    if letter == "P":
        return Feature(code, "capital" if name == "PPLC" else "settlement", "settlement", None)
    if letter == "A":
        if name.startswith("PCL") or name == "TERR":
            return Feature(code, "country", "country", 300.0)
        if name.startswith("ADM1"):
            return Feature(code, "admin1", "admin1", 100.0)
        return Feature(code, "admin2", "admin2", 25.0)
    if code in ("L.CONT", "L.RGNW"):  # RGNW is our own: a region of the world
        return Feature(code, "region", "region", 1000.0)
    if letter == "L":
        part = name.startswith("RGN")
        return Feature(code, "area", "admin1" if part else "admin2", 75.0 if part else 10.0)
    if letter in ("S", "R"):
        return Feature(code, "facility", "exact", 2.0 if letter == "S" else 15.0)
    return Feature(code, "nature", "admin2", 25.0)


def settlement_radius(population: int) -> float:
    """Radius of a settlement in km: 2 for a village, 11 for a million people, 30 for ten."""
    return 2.0 + 0.009 * math.sqrt(population)


def cell_of(latitude: float, longitude: float) -> int:
    """Number of the square degree that holds a point; those of one latitude are in a row."""
    row = min(math.floor(latitude) + RIGHT_ANGLE, 2 * RIGHT_ANGLE - 1)
    return row * 2 * HALF_TURN + (math.floor(longitude) + HALF_TURN) % (2 * HALF_TURN)


def cells_around(latitude: float, longitude: float, km: float) -> list[tuple[int, int]]:
    """First and last number of the rows of square degrees that hold every point of a circle."""
    height = km / KM_PER_DEGREE
    # near a pole a circle crosses all meridians
    narrowest = max(math.cos(math.radians(min(abs(latitude) + height, 90.0))), 1e-9)
    width = min(height / narrowest, HALF_TURN)
    west, east = math.floor(longitude - width), math.floor(longitude + width)
    if east - west >= 2 * HALF_TURN - 1:
        west, east = -HALF_TURN, HALF_TURN - 1
    cells = []
    south, north = math.floor(latitude - height), math.floor(latitude + height)
    for row in range(max(south, -RIGHT_ANGLE), min(north, RIGHT_ANGLE - 1) + 1):
        if west < -HALF_TURN:
            spans = [(west + 2 * HALF_TURN, HALF_TURN - 1), (-HALF_TURN, east)]
        elif east >= HALF_TURN:
            spans = [(west, HALF_TURN - 1), (-HALF_TURN, east - 2 * HALF_TURN)]
        else:
            spans = [(west, east)]
        cells += [(cell_of(row, first), cell_of(row, last)) for first, last in spans]
    return cells


def pack_ranks(ranks: Iterable[int]) -> bytes:
    """Ranks as `cell.places` holds them."""
    packed = array("i", ranks)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def unpack_ranks(packed: bytes) -> "array[int]":
    """The ranks in a `cell.places`."""
    ranks = array("i")
    ranks.frombytes(packed)
    if sys.byteorder == "big":
        ranks.byteswap()
    return ranks


def create_file(path: Path) -> sqlite3.Connection:
    """An empty gazetteer, to be filled in one go and thrown away if that fails.

    Raises:
        InputError: the file cannot be made.
    """
    try:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA page_size = 8192")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.executescript(SCHEMA)
    except sqlite3.Error as error:
        raise InputError(f"{path}: cannot write a gazetteer here: {error}") from error
    return connection


def open_file(path: Path, *, writable: bool = False) -> sqlite3.Connection:
    """Open a gazetteer.

    Raises:
        InputError: it is missing, no gazetteer, or of another version.
    """
    if not path.is_file():
        raise InputError(f"{path}: no such gazetteer; `dateline gazetteer build` makes one")
    mode = "mode=rw" if writable else "mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True)
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error as error:
        raise InputError(f"{path}: not a gazetteer of dateline: {error}") from error
    if application != APPLICATION:
        connection.close()
        raise InputError(
            f"{path}: not a gazetteer of dateline; `dateline gazetteer build` makes one of it"
        )
    if version != VERSION:
        connection.close()
        raise InputError(
            f"{path}: gazetteer of version {version}, this dateline reads {VERSION}; build it again"
        )
    return connection


def damaged_file(path: Path, error: sqlite3.Error) -> InputError:
    """What to raise where a gazetteer opens but cannot be read."""
    return InputError(f"{path}: the gazetteer is damaged ({error}); build it again")
