"""The gazetteer: which places a name can mean.

It answers from one file or several: the one that comes with the package and
the user's own, which go before it where both know a place.  Looking up costs a
read of the file; in memory are only the places asked for of late.

In: a name, an id, a point.  Out: `Place`s, the likeliest first.  Which of them
a report means is not decided here.
"""

import json
import math
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from dateline.resolve.gazetteer_file import (
    DEGREE,
    KM,
    MATCHES,
    Feature,
    Match,
    cells_around,
    damaged_file,
    feature_of,
    open_file,
    settlement_radius,
    unpack_ranks,
)
from dateline.resolve.gazetteer_keys import likeness, name_key, sound_key
from dateline.resolve.gazetteer_words import bare_key
from dateline.world import Place, PlaceKind

BUILT_IN = Path(__file__).parents[1] / "data" / "gazetteer" / "places.sqlite"
LIMIT = 40  # candidates; the name with the most places, "San Antonio", has hundreds
ALIKE = 0.55  # `likeness` from which a name of the same sound is proposed
SOUND_ROWS = 600  # names of one sound that are looked at
REMEMBERED = 4096  # places; a report names the same ones over and over
EARTH_KM = 6371.0088
MOST_PARENTS = 8  # more than there are levels: a damaged file could go in a circle

_TIER: dict[PlaceKind, int] = {"region": 0, "country": 0, "admin1": 1, "capital": 2}
_ABBREVIATION = MATCHES.index("abbreviation")
_ALTERNATE = MATCHES.index("alternate")
_SOUND = MATCHES.index("sound")
_SHORT = 3  # letters up to which an abbreviation needs capitals or its full stop
_COLUMNS = (
    "p.rank, p.ref, p.name, p.feature, p.lat, p.lon, p.radius, p.country, p.parent, p.population"
)
_BY_KEY = (
    f"SELECT n.match, {_COLUMNS} FROM name n JOIN place p ON p.rank = n.place "
    "WHERE n.sound = ? AND n.key = ? ORDER BY n.match, n.place LIMIT ?"
)
_BY_SOUND = "SELECT key, match, place FROM name WHERE sound = ? LIMIT ?"
_BY_RANK = f"SELECT {_COLUMNS} FROM place p WHERE p.rank = ?"
_BY_RANKS = f"SELECT {_COLUMNS} FROM json_each(?) j JOIN place p ON p.rank = j.value"
_BY_REF = f"SELECT {_COLUMNS} FROM place p WHERE p.ref = ?"
_BY_CELLS = "SELECT places FROM cell WHERE cell BETWEEN ? AND ?"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name can mean.

    match     how the name is one of the place's: an abbreviation ("U.S."), its main
              name or the usual English one, a demonym ("Libyan"), a spelling that we
              vouch for, another name on record, or only of the same sound
    likeness  1.0, or for "sound" how near the spellings are, from 0 to 1
    """

    place: Place
    match: Match
    likeness: float = 1.0


class _Row(NamedTuple):
    """A row of `place`, as the file holds it."""

    rank: int
    ref: int | str
    name: str
    feature: int
    lat: int
    lon: int
    radius: int | None
    country: str | None
    parent: int | None
    population: int


class _Found(NamedTuple):
    """A candidate with what ranks it within all files."""

    match: int
    likeness: float
    own: bool
    place: Place


class Gazetteer:
    """Places by name, id and position.

    For one thread; a copy sent to another process opens the files anew.

    Args:
        path: the gazetteer to answer from.
        also: further ones; the later wins where two know a place of the same id.

    Raises:
        InputError: a file is missing, no gazetteer, or of another version.
    """

    def __init__(self, path: Path = BUILT_IN, also: Sequence[Path] = ()) -> None:
        self.paths = (Path(path), *map(Path, also))
        self._files = [_File(each) for each in self.paths]

    def __reduce__(self) -> tuple[type["Gazetteer"], tuple[Path, tuple[Path, ...]]]:
        return Gazetteer, (self.paths[0], self.paths[1:])

    def close(self) -> None:
        """Close the files."""
        for file in self._files:
            file.close()

    def find(self, name: str, *, limit: int = LIMIT) -> list[Candidate]:
        """The places that a name can mean, best match first, then the most important.

        Capitals and full stops count for abbreviations only: "IN", "Ind." and "Calif" are
        states, "in" and "Ind" are not.
        "Idlib province" finds the region named Idlib where no place is named
        so in full.  Names that only sound alike are proposed where no name
        matches better than as an alternate.

        Args:
            name: as the report writes it, without "'s".
            limit: most candidates.
        """
        key = name_key(name)
        if not key:
            return []
        found = self._exact(name, key, limit)
        if not found:
            bare, kinds = bare_key(key)
            if kinds:
                every = self._exact(name, bare, limit)
                found = [each for each in every if each.place.kind in kinds]
        if not found or found[0].match >= _ALTERNATE:
            known = {each.place.id for each in found}
            for file in self._files:
                found += [each for each in file.sound(key) if each.place.id not in known]
        found = self._merged(found)
        return [Candidate(each.place, MATCHES[each.match], each.likeness) for each in found[:limit]]

    def by_id(self, place_id: str) -> Place | None:
        """The place of an id, or None."""
        for file in reversed(self._files):
            row = file.row_of(place_id)
            if row is not None:
                return file.place(row)
        return None

    def near(
        self, latitude: float, longitude: float, km: float, *, limit: int = 100
    ) -> list[tuple[Place, float]]:
        """Places whose point lies within so many km, with their distance, nearest first."""
        found: dict[str, tuple[Place, float]] = {}
        for file in self._files:
            for place, distance in file.around(latitude, longitude, km):
                found[place.id] = (place, distance)
        return sorted(found.values(), key=lambda each: each[1])[:limit]

    def parents(self, place: Place) -> list[Place]:
        """The regions and the country around a place, the smallest first."""
        for file in reversed(self._files):
            row = file.row_of(place.id)
            if row is not None and row.parent is not None:
                return file.parents(row)
        return []

    def _exact(self, name: str, key: str, limit: int) -> list[_Found]:
        sound = sound_key(key)
        dotted = name[-1:] == "." or len(key) > _SHORT
        abbreviates = name.isupper() or (dotted and name[:1].isupper())
        return [
            each
            for file in self._files
            for each in file.exact(sound, key, limit)
            if abbreviates or each.match != _ABBREVIATION
        ]

    def _merged(self, found: list[_Found]) -> list[_Found]:
        """Each place once, as its best match, as the last file has it."""
        best: dict[str, _Found] = {}
        for each in found:
            known = best.get(each.place.id)
            if known is None:
                best[each.place.id] = each
            elif len(self._files) > 1:
                match, alike = min((known[:2], each[:2]), key=lambda pair: (pair[0], -pair[1]))
                best[each.place.id] = _Found(match, alike, each.own, each.place)
        if len(self._files) == 1 and not any(each.match == _SOUND for each in found):
            return list(best.values())
        return sorted(best.values(), key=_importance)


def _importance(found: _Found) -> tuple[int, float, bool, int, int]:
    place = found.place
    tier = _TIER.get(place.kind, len(_TIER))
    return found.match, -found.likeness, not found.own, tier, -place.population


class _File:
    """One gazetteer file."""

    def __init__(self, path: Path) -> None:
        self._db = open_file(path)
        try:
            codes: Iterable[tuple[int, str]] = self._db.execute("SELECT id, code FROM feature")
            self._features: dict[int, Feature] = {
                number: feature_of(code) for number, code in codes
            }
        except sqlite3.Error as error:
            raise damaged_file(path, error) from error
        self._path = path
        self._regions: dict[int, tuple[str | None, str | None]] = {}  # rank -> admin1, admin2
        self._places: dict[int, Place] = {}  # rank -> place, those asked for of late

    def close(self) -> None:
        self._db.close()

    def exact(self, sound: str, key: str, limit: int) -> list[_Found]:
        rows = self._rows(_BY_KEY, sound, key, limit)
        return [
            _Found(int(row[0]), 1.0, row[1] < 0, self.place(_Row._make(row[1:]))) for row in rows
        ]

    def sound(self, key: str) -> list[_Found]:
        """Places with a name that sounds like the key, each as its likeliest name."""
        sound = sound_key(key)
        if not sound:
            return []
        alike: dict[int, float] = {}
        nearness: dict[str, float] = {}
        for other, _, rank in self._rows(_BY_SOUND, sound, SOUND_ROWS):
            if other not in nearness:
                nearness[other] = likeness(key, other)
            if nearness[other] >= ALIKE and other != key:
                alike[rank] = max(alike.get(rank, 0.0), nearness[other])
        ranked = sorted(alike, key=lambda rank: (-alike[rank], rank))[:LIMIT]
        found = []
        for rank in ranked:
            row = self._row(rank)
            if row is not None:
                found.append(_Found(_SOUND, alike[rank], rank < 0, self.place(row)))
        return found

    def row_of(self, place_id: str) -> _Row | None:
        prefix, _, number = place_id.partition(":")
        ref = int(number) if prefix == "geonames" and number.isdecimal() else place_id
        for row in self._rows(_BY_REF, ref):
            return _Row._make(row)
        return None

    def around(self, latitude: float, longitude: float, km: float) -> Iterator[tuple[Place, float]]:
        """Places within a circle, with their distance, in no order."""
        for cells in cells_around(latitude, longitude, km):
            for (packed,) in self._rows(_BY_CELLS, *cells):
                ranks = json.dumps(unpack_ranks(packed).tolist())
                for row in map(_Row._make, self._rows(_BY_RANKS, ranks)):
                    distance = distance_km(latitude, longitude, row.lat / DEGREE, row.lon / DEGREE)
                    if distance <= km:
                        yield self.place(row), distance

    def parents(self, row: _Row) -> list[Place]:
        found: list[Place] = []
        while row.parent is not None:
            above = self._row(row.parent)
            if above is None or len(found) == MOST_PARENTS:
                break
            found.append(self.place(above))
            row = above
        return found

    def place(self, row: _Row) -> Place:
        place = self._places.get(row.rank)
        if place is None:
            if len(self._places) >= REMEMBERED:
                self._places.clear()
            place = self._places[row.rank] = self._new_place(row)
        return place

    def _new_place(self, row: _Row) -> Place:
        feature = self._features[row.feature]
        admin1, admin2 = (None, None) if row.parent is None else self._names_above(row.parent)
        radius = feature.radius_km if row.radius is None else row.radius / KM
        return Place(
            id=f"geonames:{row.ref}" if isinstance(row.ref, int) else row.ref,
            name=row.name,
            kind=feature.kind,
            feature=feature.code,
            precision=feature.precision,
            latitude=row.lat / DEGREE,
            longitude=row.lon / DEGREE,
            radius_km=round(settlement_radius(row.population) if radius is None else radius, 1),
            country=row.country,
            admin1=admin1,
            admin2=admin2,
            population=row.population,
        )

    def _names_above(self, rank: int) -> tuple[str | None, str | None]:
        """Names of the first- and second-level region that a parent is or lies in."""
        names = self._regions.get(rank)
        if names is None:
            row = self._row(rank)
            kind = self._features[row.feature].kind if row is not None else "country"
            names = (None, None)
            if row is not None and kind == "admin1":
                names = (row.name, None)
            elif row is not None and kind == "admin2":
                around = None if row.parent is None else self._row(row.parent)
                inside = around is not None and self._features[around.feature].kind == "admin1"
                names = (around.name if around is not None and inside else None, row.name)
            self._regions[rank] = names
        return names

    def _row(self, rank: int) -> _Row | None:
        for row in self._rows(_BY_RANK, rank):
            return _Row._make(row)
        return None

    def _rows(self, statement: str, *values: int | str) -> list[Any]:
        try:
            return self._db.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise damaged_file(self._path, error) from error


def distance_km(
    latitude: float, longitude: float, to_latitude: float, to_longitude: float
) -> float:
    """Great-circle distance in km."""
    a, b = math.radians(latitude), math.radians(to_latitude)
    half = (
        math.sin((b - a) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(to_longitude - longitude) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
