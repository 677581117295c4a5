"""Writing a gazetteer: any number of rows in bounded memory.

Rows go to a file of their own beside the result as they come.  When all are
there, regions get their extent from the places in them, places their rank and the region
they lie in, and the result takes its name: who stops half-way has the old file.

In memory are only the regions (about 51,000 on Earth), the squares in which
they have places, and eight bytes for each place.
"""

import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.errors import InputError
from dateline.resolve.gazetteer_extent import centre_of, radius_around, square_of
from dateline.resolve.gazetteer_file import (
    DEGREE,
    INDEX,
    KM,
    MATCHES,
    Feature,
    Match,
    cell_of,
    create_file,
    feature_of,
    pack_ranks,
)
from dateline.resolve.gazetteer_keys import name_key, sound_key, without_article
from dateline.resolve.gazetteer_rows import LONGEST_NAME, Row
from dateline.resolve.gazetteer_words import bare_key

BATCH = 20_000
_TIER_OF_KIND = {"region": 0, "country": 0, "admin1": 1, "capital": 2, "admin2": 3, "settlement": 3}
_OTHER_TIER = 4
_NUMBER = {match: number for number, match in enumerate(MATCHES)}
_STAGE = """
CREATE TABLE staged (
    id INTEGER PRIMARY KEY, ref NOT NULL, name TEXT, feature INTEGER, lat REAL, lon REAL,
    radius REAL, country TEXT, admin1 TEXT, admin2 TEXT, population INTEGER, weight INTEGER,
    tier INTEGER
);
CREATE TABLE staged_name (sound TEXT, key TEXT, match INTEGER, staged INTEGER);
CREATE TABLE further_name (ref INTEGER, sound TEXT, key TEXT, match INTEGER);
"""
# A place that comes twice counts as it came first.
_ONCE = (
    "CREATE INDEX staged_ref ON staged (ref)",
    "DELETE FROM staged WHERE id IN ("
    "SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY ref ORDER BY id) AS time"
    " FROM staged) WHERE time > 1)",
)
# "Homs" is the city before the governorate, wherever a region bears its own town's name,
# and "Washington" the capital before the state.
_BELOW_THEIR_TOWNS = (
    "CREATE TEMP TABLE bare AS SELECT n.key, s.id, s.country, s.admin1, s.admin2"
    " FROM staged_name n JOIN staged s ON s.id = n.staged JOIN region r ON r.id = s.id",
    "CREATE INDEX temp.bare_key ON bare (key, country)",
    "CREATE TEMP TABLE town AS SELECT b.id AS id, min(s.tier) AS tier, max(s.weight) AS weight"
    " FROM staged_name n CROSS JOIN bare b ON b.key = n.key CROSS JOIN staged s ON s.id = n.staged"
    f" WHERE n.match IN ({_NUMBER['primary']}, {_NUMBER['variant']}) AND b.country = s.country"
    " AND (s.tier = 2 OR (b.admin1 = s.admin1 AND b.admin2 IN ('', s.admin2)))"
    " AND s.tier IN (2, 3) AND s.id NOT IN (SELECT id FROM region) GROUP BY b.id",
    "UPDATE staged SET tier = town.tier, weight = town.weight - 1"
    " FROM town WHERE town.id = staged.id"
    " AND (staged.tier, -staged.weight) < (town.tier, -town.weight)",
)
_STEPS = (
    ("Writing places",
     "INSERT INTO place SELECT rank_of(id), ref, name, feature, CAST(round(lat * :degree) AS INT),"
     " CAST(round(lon * :degree) AS INT), CAST(round(radius * :km) AS INT), nullif(country, ''),"
     " parent_of(id, country, admin1, admin2), population FROM stage.staged ORDER BY rank_of(id)"),
    ("Writing names",
     "INSERT OR IGNORE INTO name SELECT sound, key, match, rank_of(staged) FROM stage.staged_name"
     " WHERE rank_of(staged) > 0 UNION ALL"
     " SELECT f.sound, f.key, f.match, rank_of(s.id) FROM stage.further_name f"
     " JOIN stage.staged s ON s.ref = f.ref ORDER BY 1, 2, 3, 4"),
    ("Writing ids", INDEX),
)  # fmt: skip
_DEPTH = {"country": 1, "admin1": 2, "admin2": 3}  # parts of the code that names one
Code = tuple[str, ...]  # (country,), (country, admin1) or (country, admin1, admin2)


@contextmanager
def new_gazetteer(path: Path) -> Iterator["Writer"]:
    """A writer whose gazetteer is there, whole, when the block ends without an error.

    Raises:
        InputError: it cannot be written there.
    """
    result = path.with_name(path.name + ".part")
    stage = path.with_name(path.name + ".stage")
    for left in (result, stage):
        _remove(left)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        writer = Writer(create_file(stage))
        try:
            yield writer
            writer.finish(result)
        finally:
            writer.close()
        result.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise InputError(f"{path}: cannot write the gazetteer: {error}") from error
    finally:
        for left in (result, stage):
            _remove(left)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{path}: cannot remove what is left of a build: {error}") from error


class Writer:
    """Takes rows in any order.

    notice  is told what is being done once all rows are in
    """

    def __init__(self, stage: sqlite3.Connection) -> None:
        self._db = stage
        self._db.executescript(_STAGE)
        self._db.execute("BEGIN")
        self.notice: Callable[[str], None] = lambda _: None
        self.places = 0
        self._rows: list[tuple[object, ...]] = []
        self._names: list[tuple[str, str, int, int]] = []
        self._further: list[tuple[int, str, str, int]] = []
        self._features: dict[str, tuple[int, Feature]] = {}
        self._squares: dict[Code, set[int]] = {}
        self._people: dict[Code, int] = {}
        self._regions: dict[Code, tuple[int, bool]] = {}  # number of its row, whether sure
        self._lacking: dict[Code, tuple[int | str, str]] = {}

    def close(self) -> None:
        """Close the file of rows."""
        self._db.close()

    def name_region(self, code: Code, ref: int | str, name: str) -> None:
        """Give a region's usual name; where no row is about it, the places in it make one."""
        self._lacking[code] = (ref, name)

    def add_name(self, ref: int, name: str, match: Match) -> None:
        """A further name of a GeoNames place, before or after its row."""
        key = name_key(name[:LONGEST_NAME])
        if key:
            self._further.append((ref, sound_key(key), key, _NUMBER[match]))
            if len(self._further) >= BATCH:
                self._flush()

    def add(self, row: Row) -> None:
        """One place."""
        self.places += 1
        number = self.places
        feature_id, feature = self._feature(row.feature)
        tier = _TIER_OF_KIND.get(feature.kind, _OTHER_TIER)
        self._note_region(row, feature, number)
        keys: dict[str, int] = {}
        for name, match in row.names:
            key = name_key(name[:LONGEST_NAME])
            if key:
                keys[key] = min(_NUMBER[match], keys.get(key, _OTHER_TIER))
        if tier in (1, 3) and feature.kind != "settlement":
            for key in [without_article(bare_key(key)[0]) for key in keys]:
                keys.setdefault(key, _NUMBER["alternate"])
        self._names += [(sound_key(key), key, match, number) for key, match in keys.items()]
        self._rows.append(
            (number, row.ref, row.names[0][0], feature_id, row.latitude, row.longitude,
             row.radius_km, row.country, row.admin1, row.admin2,
             row.population, max(row.population, row.weight), tier)
        )  # fmt: skip
        if len(self._rows) >= BATCH:
            self._flush()

    def finish(self, path: Path) -> None:
        """Write the gazetteer.

        Raises:
            InputError: the file cannot be made.
        """
        self._add_lacking()
        self._flush()
        self.notice("Sorting out what is there twice")
        for statement in _ONCE:
            self._db.execute(statement)
        self.notice("Measuring regions")
        self._measure_regions()
        self.notice("Ranking places")
        ranks = self._rank()
        db = create_file(path)
        try:
            db.create_function("rank_of", 1, ranks.__getitem__, deterministic=True)
            db.create_function("parent_of", 4, self._parent_finder(ranks), deterministic=True)
            db.execute("ATTACH DATABASE ? AS stage", (self._stage_path(),))
            for what, statement in _STEPS:
                self.notice(what)
                db.execute(statement, {"degree": DEGREE, "km": KM} if ":" in statement else {})
            self.notice("Writing positions")
            _write_cells(db)
            db.executemany(
                "INSERT INTO feature VALUES (?, ?)",
                [(number, feature.code) for number, feature in self._features.values()],
            )
            db.commit()
            db.execute("DETACH DATABASE stage")
            self.notice("Packing")
            db.execute("VACUUM")
        finally:
            db.close()

    def _stage_path(self) -> str:
        self._db.commit()
        return str(self._db.execute("PRAGMA database_list").fetchone()[2])

    def _feature(self, code: str) -> tuple[int, Feature]:
        found = self._features.get(code)
        if found is None:
            found = self._features[code] = (len(self._features), feature_of(code))
        return found

    def _note_region(self, row: Row, feature: Feature, number: int) -> None:
        """Remember the row as a region, or its point as one of its regions'."""
        code = (row.country, row.admin1, row.admin2)
        depth = _DEPTH.get(feature.kind)
        if depth is None:
            if feature.kind in ("settlement", "capital"):
                self._note_point(code, row)
            return
        # districts and former regions have the codes of those that they lie in
        proper = feature.code in ("A.PCLI", "A.ADM1", "A.ADM2")
        known = self._regions.get(code[:depth])
        if not all(code[:depth]) or (depth == len(code) and not proper):
            return
        if known is None or (proper and not known[1]):
            self._regions[code[:depth]] = (number, proper)

    def _note_point(self, code: Code, row: Row) -> None:
        square = square_of(row.latitude, row.longitude)
        for depth, part in enumerate(code, 1):
            if not part:
                break
            self._squares.setdefault(code[:depth], set()).add(square)
            self._people[code[:depth]] = self._people.get(code[:depth], 0) + row.population

    def _add_lacking(self) -> None:
        """Usual names of regions; rows for those that only have a name and places."""
        self._flush()
        for code, (ref, name) in self._lacking.items():
            if code in self._regions:
                self._rename(self._regions[code][0], name)
            squares = self._squares.get(code)
            if squares and code not in self._regions:
                latitude, longitude = centre_of(squares)
                feature = f"A.ADM{len(code) - 1}" if len(code) > 1 else "A.PCLI"
                country, admin1, admin2 = (*code, "", "")[:3]
                names: list[tuple[str, Match]] = [(name, "primary")]
                self.add(Row(ref, names, latitude, longitude, feature, country, admin1, admin2))
        self._lacking.clear()

    def _rename(self, number: int, name: str) -> None:
        """Show a region by another of its names, and find it by that."""
        self._db.execute("UPDATE staged SET name = ? WHERE id = ?", (name, number))
        key = name_key(name)
        matches: dict[str, Match] = {bare_key(key)[0]: "alternate", key: "primary"}
        for each, match in matches.items():
            self._names.append((sound_key(each), each, _NUMBER[match], number))

    def _measure_regions(self) -> None:
        """Radius and people of regions, from their places."""
        measured = []
        for code, (number, _) in self._regions.items():
            squares = self._squares.get(code)
            latitude, longitude, radius = self._db.execute(
                "SELECT lat, lon, radius FROM staged WHERE id = ?", (number,)
            ).fetchone()
            if radius is None and squares:
                radius = radius_around(latitude, longitude, squares)
            measured.append((radius, self._people.get(code, 0), number))
        self._db.executemany(
            "UPDATE staged SET radius = ?1, population = iif(population, population, ?2),"
            " weight = iif(population, population, ?2) WHERE id = ?3",
            measured,
        )
        numbers = [(number,) for code, (number, _) in self._regions.items() if len(code) > 1]
        self._db.execute("CREATE TEMP TABLE region (id INTEGER PRIMARY KEY)")
        self._db.executemany("INSERT INTO region VALUES (?)", numbers)
        for statement in _BELOW_THEIR_TOWNS:
            self._db.execute(statement)

    def _rank(self) -> "array[int]":
        """Number of a staged row -> its rank."""
        ranks = array("I", bytes(4 * (self.places + 1)))
        ordered: Iterable[tuple[int]] = self._db.execute(
            "SELECT id FROM staged ORDER BY tier, weight DESC, id"
        )
        for rank, (number,) in enumerate(ordered, 1):
            ranks[number] = rank
        return ranks

    def _parent_finder(self, ranks: "array[int]") -> Callable[[int, str, str, str], int | None]:
        regions = self._regions
        own = {number: len(code) for code, (number, _) in regions.items()}

        def find_parent(number: int, country: str, admin1: str, admin2: str) -> int | None:
            code = (country, admin1, admin2)
            for depth in range(own.get(number, len(code) + 1) - 1, 0, -1):
                found = regions.get(code[:depth]) if code[depth - 1] else None
                if found is not None and found[0] != number:
                    return ranks[found[0]]
            return None

        return find_parent

    def _flush(self) -> None:
        self._db.executemany(f"INSERT INTO staged VALUES ({','.join('?' * 13)})", self._rows)
        self._db.executemany("INSERT INTO staged_name VALUES (?, ?, ?, ?)", self._names)
        self._db.executemany("INSERT INTO further_name VALUES (?, ?, ?, ?)", self._further)
        self._rows.clear()
        self._names.clear()
        self._further.clear()


def _write_cells(db: sqlite3.Connection) -> None:
    """Which places lie in which square degree."""
    points: Iterable[tuple[int, int, int]] = db.execute("SELECT rank, lat, lon FROM place")
    cells: dict[int, array[int]] = {}
    for rank, latitude, longitude in points:
        cells.setdefault(cell_of(latitude / DEGREE, longitude / DEGREE), array("i")).append(rank)
    db.executemany(
        "INSERT INTO cell VALUES (?, ?)",
        ((cell, pack_ranks(ranks)) for cell, ranks in sorted(cells.items())),
    )
