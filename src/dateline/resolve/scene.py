"""A scene: all places that the names of one report can mean, and how they lie to each other.

Each name has a *sense*: one meaning throughout the report.  Every meaning of
every sense is a row of numbers: what is known of it alone (`alone`), and how it goes
with the likely meanings of the other names (`together`).  `place` weighs them.

In: namings in text order.  Out: arrays.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from dateline.resolve.gazetteer import EARTH_KM, Candidate
from dateline.resolve.gazetteer_file import MATCHES
from dateline.resolve.gazetteer_words import called_kinds
from dateline.resolve.toponyms import Naming
from dateline.world import Place, PlaceKind

Floats = NDArray[np.float64]
Kinds = tuple[PlaceKind, ...]

KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)
NEAR_KM = (50, 200, 800)
_TOWNS: Kinds = ("capital", "settlement")
ALONE = (
    *(f"match {match}" for match in MATCHES),
    "likeness of sound",
    *(f"kind {kind}" for kind in KINDS),
    "settlement: log population",
    "region: log population",
    "settlement: share of all its namesakes",
    "first of its namesakes",
    "rank among its namesakes",
    "listed by hand",
    "region that bears its town's name",
    "state or province of North America that bears its town's name",
    "words around it name its kind",
    "words around it name another kind",
    "not known",
    "not known: only names that sound alike",
    "not known: a single place",
    "not known: no place above a town",
)
TOGETHER = (
    "others inside its country",
    "others in its region",
    *(f"others within {km} km" for km in NEAR_KM),
    "another in its region",
    *(f"another within {km} km" for km in NEAR_KM),
    "one beside it within 200 km",
    "its country is named",
    "capital whose country is named",
    "its region is named",
    "its district is named",
    "what lies in it is named",
    "lies in what follows it",
    "holds what precedes it",
    "in the outlet's country",
)


@dataclass(slots=True)
class Sense:
    """A name with what it can mean.

    namings     numbers of the namings that have it
    candidates  what it can mean
    called      the kinds of place that words around it allow; none where they name no kind
    first       its row in the arrays; the row after the candidates is "not known"
    """

    namings: list[int]
    candidates: Sequence[Candidate]
    called: Kinds = ()
    first: int = 0

    @property
    def stop(self) -> int:
        """One past its last row."""
        return self.first + len(self.candidates) + 1


class Scene:
    """The names of one report and what they can mean.

    Args:
        namings: in text order.
        sentences: number of each naming's sentence.
        text: the report.
        country: of the outlet, ISO 3166 alpha-2, or None.
    """

    def __init__(
        self, namings: Sequence[Naming], sentences: Sequence[int], text: str, country: str | None
    ) -> None:
        self.namings = namings
        self.senses = _senses(namings, text)
        rows = self.senses[-1].stop if self.senses else 0
        self.alone: Floats = np.zeros((rows, len(ALONE)))
        places: list[Place | None] = [None] * rows
        self.owner = np.zeros(rows, dtype=np.int64)
        for number, sense in enumerate(self.senses):
            self.owner[sense.first : sense.stop] = number
            self.alone[sense.first : sense.stop] = _alone(sense)
            places[sense.first : sense.stop - 1] = [each.place for each in sense.candidates]
        self._relate(places, country)
        self._weight(sentences, text)

    def _relate(self, places: Sequence[Place | None], country: str | None) -> None:
        """How each row lies to each other row."""
        known = np.array([place is not None for place in places], dtype=bool)
        pair = known[:, None] & known[None, :]
        point = np.radians([(p.latitude, p.longitude) if p else (0.0, 0.0) for p in places])
        point = point.reshape(-1, 2)
        distance = _distances(point)
        self.near = [(distance <= km) & pair for km in NEAR_KM]
        countries = [p.country if p else None for p in places]
        self.same_country = _same(countries)
        self.narrow = np.array([p is not None and p.kind != "country" for p in places])
        self.capital = np.array([p is not None and p.kind == "capital" for p in places])
        own_country = [p.country if p and p.kind == "country" else None for p in places]
        region = [(p.country, p.admin1) if p and p.admin1 else None for p in places]
        own_region = [(p.country, p.name) if p and p.kind == "admin1" else None for p in places]
        either = [own or around for own, around in zip(own_region, region, strict=True)]
        self.same_region = _same(either)
        district = [(p.country, p.admin1, p.admin2) if p and p.admin2 else None for p in places]
        own_district = [
            (p.country, p.admin1, p.name) if p and p.kind == "admin2" else None for p in places
        ]
        self.in_country = _equal(countries, own_country) & ~np.eye(len(places), dtype=bool)
        self.in_region = _equal(region, own_region)
        self.in_district = _equal(district, own_district)
        self.inside = self.in_country | self.in_region | self.in_district
        self.outlet = np.array([country is not None and each == country for each in countries])

    def _weight(self, sentences: Sequence[int], text: str) -> None:
        """How much the senses tell about each other."""
        count = len(self.senses)
        of = [0] * len(self.namings)
        for number, sense in enumerate(self.senses):
            for at in sense.namings:
                of[at] = number
        self.weight = np.array([math.log1p(len(sense.namings)) for sense in self.senses])
        self.beside = np.zeros((count, count))
        self.follows = np.zeros((count, count))  # [a, b]: b directly after a, "Paris, Texas"
        for at, naming in enumerate(self.namings[1:], start=1):
            before = self.namings[at - 1]
            one, other = of[at - 1], of[at]
            if one == other:
                continue
            if sentences[at - 1] == sentences[at]:
                self.beside[one, other] = self.beside[other, one] = 1.0
            between = text[before.end : naming.start]
            if between.strip() in (",", "(", ", in", "in") and naming.use != "demonym":
                self.follows[one, other] = 1.0

    def together(self, belief: Floats) -> Floats:
        """The rows' features that lean on what the other names are believed to mean.

        Args:
            belief: of each row, from 0 to 1; those of one sense add up to 1.
        """
        count = len(self.senses)
        rows = len(belief)
        spread: Floats = np.zeros((rows, count))
        spread[np.arange(rows), self.owner] = belief
        others = 1.0 - np.eye(count)[self.owner]  # [row, sense]: not its own
        weight = others * self.weight
        total = np.maximum(weight.sum(axis=1), 1e-9)
        country = self.same_country @ (spread * self.narrow[:, None]) * others
        region = self.same_region @ spread * others
        named_country = _most(self.in_country @ spread * others)
        near = [each @ spread * others for each in self.near]
        beside, follows = self.beside[self.owner], self.follows[self.owner]
        precedes = self.follows.T[self.owner]
        inside, holds = self.inside @ spread * others, self.inside.T @ spread * others
        columns = [
            (country * weight).sum(axis=1) / total,
            (region * weight).sum(axis=1) / total,
            *((each * weight).sum(axis=1) / total for each in near),
            _most(region),
            *(_most(each) for each in near),
            _most(near[1] * beside),
            named_country,
            named_country * self.capital,
            _most(self.in_region @ spread * others),
            _most(self.in_district @ spread * others),
            _most(holds),
            _most(inside * follows),
            _most(holds * precedes),
            self.outlet,
        ]
        table: Floats = np.stack(columns, axis=1).astype(np.float64)
        table[self.alone[:, ALONE.index("not known")] > 0] = 0.0
        return table


def _senses(namings: Sequence[Naming], text: str) -> list[Sense]:
    """Namings of one name have one sense throughout a report; a province is not its town."""
    senses: dict[tuple[str, bool, Kinds], Sense] = {}
    for number, naming in enumerate(namings):
        called = called_kinds(text, naming.start, naming.end) if naming.whole else ()
        key = (naming.inner.casefold(), naming.use == "demonym", called)
        if key in senses:
            senses[key].namings.append(number)
        else:
            senses[key] = Sense([number], naming.candidates, called)
    first = 0
    for sense in senses.values():
        sense.first = first
        first = sense.stop
    return list(senses.values())


def _alone(sense: Sense) -> Floats:
    """What is known of each meaning of a name, and of its having none."""
    candidates = sense.candidates
    table: Floats = np.zeros((len(candidates) + 1, len(ALONE)))
    column = {name: number for number, name in enumerate(ALONE)}
    towns = {(c.place.country, c.place.admin1) for c in candidates if c.place.kind in _TOWNS}
    people = sum(
        c.place.population for c in candidates if c.place.kind in ("capital", "settlement")
    )
    for rank, (candidate, row) in enumerate(zip(candidates, table, strict=False)):
        place = candidate.place
        row[column[f"match {candidate.match}"]] = 1.0
        row[column["likeness of sound"]] = candidate.likeness if candidate.match == "sound" else 0.0
        row[column[f"kind {place.kind}"]] = 1.0
        size = math.log10(place.population + 1) / 7
        if place.kind in _TOWNS:
            row[column["settlement: log population"]] = size
            row[column["settlement: share of all its namesakes"]] = place.population / (people or 1)
        else:
            row[column["region: log population"]] = size
        row[column["first of its namesakes"]] = float(rank == 0)
        row[column["rank among its namesakes"]] = 1 / (1 + rank)
        if place.kind == "admin1" and (place.country, place.name) in towns:
            american = place.country in ("US", "CA")
            row[column["region that bears its town's name"]] = float(not american)
            row[column["state or province of North America that bears its town's name"]] = float(
                american
            )
        if sense.called:
            fits = place.kind in sense.called
            row[column["words around it name its kind"]] = float(fits)
            row[column["words around it name another kind"]] = float(not fits)
        row[column["listed by hand"]] = float(not place.id.startswith("geonames:"))
    last = table[-1]
    last[column["not known"]] = 1.0
    sound = all(candidate.match == "sound" for candidate in candidates)
    last[column["not known: only names that sound alike"]] = float(sound)
    last[column["not known: a single place"]] = float(len(candidates) == 1)
    small = all(c.place.kind in ("settlement", "facility") for c in candidates)
    last[column["not known: no place above a town"]] = float(small)
    return table


def _distances(point: Floats) -> Floats:
    """Great-circle distances in km between points in radians."""
    latitude, longitude = point[:, 0], point[:, 1]
    half = (
        np.sin((latitude[:, None] - latitude) / 2) ** 2
        + np.cos(latitude[:, None])
        * np.cos(latitude)
        * np.sin((longitude[:, None] - longitude) / 2) ** 2
    )
    distance: Floats = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    return distance


def _numbers(*lists: Sequence[object]) -> list[NDArray[np.int64]]:
    """The values as numbers, equal for equal values; -1 for None."""
    numbers: dict[object, int] = {None: -1}
    for values in lists:
        for value in values:
            numbers.setdefault(value, len(numbers))
    return [np.array([numbers[value] for value in values], dtype=np.int64) for values in lists]


def _equal(ones: Sequence[object], others: Sequence[object]) -> NDArray[np.bool_]:
    """[i, j]: the i-th of the ones is the j-th of the others, and not None."""
    one, other = _numbers(ones, others)
    equal: NDArray[np.bool_] = (one[:, None] == other[None, :]) & (one[:, None] >= 0)
    return equal


def _same(values: Sequence[object]) -> NDArray[np.bool_]:
    return _equal(values, values)


def _most(table: Floats) -> Floats:
    most: Floats = table.max(axis=1) if table.shape[1] else np.zeros(len(table))
    return most


def named(columns: Sequence[str], weights: Mapping[str, float]) -> Floats:
    """The weights in the order of their columns; a column without one weighs nothing."""
    return np.array([weights.get(name, 0.0) for name in columns])
