"""Place: which of its namesakes each name of a report means, decided for the whole report at once.

Every meaning of every name is weighed twice: alone, then together with what the
other names are then believed to mean.  The weights were learnt
(`training/toponyms.py`).  "Not known" is one of the meanings.

What the gazetteer does not know is kept by name, inside the smallest place that the
words around it put it in, else inside the region or country that the report is about.

In: a reading, the outlet's country.  Out: `Toponym`s in text order.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from dateline.claim import Toponym
from dateline.reading import Reading
from dateline.resolve.gazetteer import Gazetteer, distance_km
from dateline.resolve.gazetteer_keys import name_key
from dateline.resolve.scene import ALONE, TOGETHER, Floats, Scene, Sense, named
from dateline.resolve.toponyms import BUILDINGS, Naming, Namings
from dateline.world import Place, PlaceKind

WEIGHTS = Path(__file__).parents[1] / "data" / "models" / "toponyms.toml"
CANDIDATES = 20  # namesakes that are weighed
RANKED, WITHIN, ENCLOSING = "ranked-1", "within-1", "enclosing-1"
SURE = 0.5  # belief from which a name is put on a map; below it the next reading is always kept
RIVAL = 0.1  # belief from which another reading is kept beside a sure one
SAME_KM = 25.0  # two readings that near are one, for a reader
FOCUS = 0.6  # share of a report's names in a country or region from which it is about it
LOOSER = 0.75  # what belief loses where a place is only put inside another
REACH = 40  # characters before a name that are looked at
# what may stand between: "the village of", "a camp near"
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|inside|outside|around|from|to|into|toward|towards|on|"
    r"(?:village|town|city|district|province|region|port|camp|suburb|area|neighbou?rhood) of)"
    r"(?: the)?(?: (?:nearby|eastern|western|northern|southern|central|village of|town of|city of|"
    r"district of|province of|town|village|city))* $",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?\s+")
_JOINS_AFTER = re.compile(r"\s*(?:,|\(|,? (?:in|of|near)(?: the)?)\s*")


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature counts for: `alone` at first sight, `together` with the other names."""

    alone: Floats
    together: Floats


def load_weights(path: Path = WEIGHTS) -> Weights:
    """The weights that ship; a feature that the file does not name counts nothing."""
    with path.open("rb") as file:
        tables = tomllib.load(file)
    return Weights(named(ALONE, tables["alone"]), named((*ALONE, *TOGETHER), tables["together"]))


class PlaceResolver:
    """Resolves names with a gazetteer; keeps what it looked up for the next report.

    For one thread, as `Gazetteer` is.

    Raises:
        InputError: a file of the gazetteer is missing or damaged.
    """

    def __init__(self, gazetteer: Gazetteer, weights: Weights | None = None) -> None:
        self.gazetteer = gazetteer
        self.weights = weights or load_weights()
        self.namings = Namings(gazetteer, CANDIDATES)

    def resolve(self, reading: Reading, country: str | None = None) -> list[Toponym]:
        """The places that a report names.

        Args:
            reading: the report.
            country: where its outlet sits, ISO 3166 alpha-2, or None.
        """
        namings = self.namings.find(reading)
        if not namings:
            return []
        sentences = [reading.sentence_of[naming.first] for naming in namings]
        scene = Scene(namings, sentences, reading.text, country)
        belief = believe(scene, self.weights)
        meanings = _meanings(scene, belief)
        return _Report(reading.text, scene, sentences, meanings, self.gazetteer).toponyms()


def believe(scene: Scene, weights: Weights) -> Floats:
    """How likely each row of a scene is what its name means; those of a sense add up to 1."""
    first = _shares(scene.alone @ weights.alone, scene)
    both = np.hstack([scene.alone, scene.together(first)])
    return _shares(both @ weights.together, scene)


def _shares(scores: Floats, scene: Scene) -> Floats:
    """The softmax of the scores within each sense."""
    tops = np.array([scores[sense.first : sense.stop].max() for sense in scene.senses])
    powers = np.exp(scores - tops[scene.owner])
    shares: Floats = powers / np.bincount(scene.owner, powers)[scene.owner]
    return shares


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a sense is taken to mean."""

    place: Place | None
    score: float
    runner_up: Place | None


def _meanings(scene: Scene, belief: Floats) -> list[_Meaning]:
    return [_meaning(sense, belief[sense.first : sense.stop]) for sense in scene.senses]


def _meaning(sense: Sense, belief: Floats) -> _Meaning:
    order = np.argsort(-belief, kind="stable")
    places = [*(candidate.place for candidate in sense.candidates), None]
    best = places[order[0]]
    least = RIVAL if belief[order[0]] >= SURE else 0.0
    rivals = (places[k] for k in order[1:] if belief[k] >= least)
    rival = next((p for p in rivals if p is not None and _differs(best, p)), None)
    return _Meaning(best, float(belief[order[0]]) if best else 0.0, rival)


def _differs(one: Place | None, other: Place) -> bool:
    """Whether two readings are two for a reader: not a town and its own district."""
    if one is None:
        return True
    away = distance_km(one.latitude, one.longitude, other.latitude, other.longitude)
    return away > max(SAME_KM, one.radius_km, other.radius_km)


class _Report:
    """One report's names with their meanings, for those that are kept by name only."""

    def __init__(
        self,
        text: str,
        scene: Scene,
        sentences: Sequence[int],
        meanings: Sequence[_Meaning],
        gazetteer: Gazetteer,
    ) -> None:
        self.text = text
        self.namings = scene.namings
        self.sentences = sentences
        self.gazetteer = gazetteer
        self.meant: list[_Meaning] = [_Meaning(None, 0.0, None)] * len(scene.namings)
        for sense, meaning in zip(scene.senses, meanings, strict=True):
            for number in sense.namings:
                self.meant[number] = meaning

    def toponyms(self) -> list[Toponym]:
        focus = self._focus()
        return [self._toponym(number, focus) for number in range(len(self.namings))]

    def _toponym(self, number: int, focus: tuple[Place, float] | None) -> Toponym:
        naming, meant = self.namings[number], self.meant[number]
        place, score, method = meant.place, meant.score, RANKED
        if place is not None and not naming.whole and naming.use != "demonym":
            stated = self._stated_around(number)  # "the Bay Hotel in Derna" is not in Bay
            around = self.meant[stated] if stated is not None else meant
            parent = around.place or place
            place, score, method = kept_inside(parent, naming.text), around.score * LOOSER, WITHIN
        elif place is None and naming.use == "place" and self._is_located(naming):
            place, score, method = self._kept(number, focus)
        return Toponym(
            start=naming.start,
            end=naming.end,
            text=naming.text,
            place=place,
            score=round(score, 3),
            runner_up=meant.runner_up,
            demonym=naming.use == "demonym",
            method=method if place is not None else "",
        )

    def _kept(
        self, number: int, focus: tuple[Place, float] | None
    ) -> tuple[Place | None, float, str]:
        """An unknown name inside what the words around it put it in, else in the report's area."""
        naming = self.namings[number]
        beside = self._stated_around(number)
        if beside is None and _is_building(naming.text):
            beside = self._nearest(number)
        if beside is not None:
            parent = self.meant[beside]
            if parent.place is not None:
                return kept_inside(parent.place, naming.text), parent.score * LOOSER, WITHIN
        if focus is not None:
            return kept_inside(focus[0], naming.text), focus[1] * LOOSER, ENCLOSING
        return None, 0.0, ""

    def _is_located(self, naming: Naming) -> bool:
        """Whether an unknown name is told to be a place: what is in, at or near it, or built."""
        before = self.text[max(0, naming.start - REACH) : naming.start]
        return bool(_LOCATIVE.search(before)) or _is_building(naming.text)

    def _stated_around(self, number: int) -> int | None:
        """The naming that a name is said to lie in: "Nofaliya, near Sirte", "Sirte's Bay Hotel"."""
        naming = self.namings[number]
        if number + 1 < len(self.namings):
            after = self.namings[number + 1]
            between = self.text[naming.end : after.start]
            joined = _JOINS_AFTER.fullmatch(between)
            if joined and self._holds(number + 1, wide="," in between):
                return number + 1
        if number:
            before = self.namings[number - 1]
            between = self.text[before.end : naming.start]
            if self._holds(number - 1) and _POSSESSIVE.fullmatch(between):
                return number - 1
        return None

    def _nearest(self, number: int) -> int | None:
        """The place named nearest in the same sentence, else last before it."""
        own = self.sentences[number]
        same = [i for i, s in enumerate(self.sentences) if s == own and i != number]
        held = [i for i in same if self._holds(i)]
        if held:
            return min(held, key=lambda i: abs(self.namings[i].start - self.namings[number].start))
        earlier = [i for i in range(number) if self._holds(i) and own - self.sentences[i] <= 1]
        return earlier[-1] if earlier else None

    def _holds(self, number: int, *, wide: bool = False) -> bool:
        """Whether a naming is of a known place, or region, that another can lie in."""
        place = self.meant[number].place
        if place is None or self.namings[number].use != "place":
            return False
        return place.kind in ("country", "admin1", "admin2") if wide else place.kind != "facility"

    def _focus(self) -> tuple[Place, float] | None:
        """The region, else the country, that most of the report's names lie in."""
        countries: dict[tuple[str, ...], float] = defaultdict(float)
        regions: dict[tuple[str, ...], float] = defaultdict(float)
        total = 0.0
        for naming, meant in zip(self.namings, self.meant, strict=True):
            place = meant.place
            if place is None or place.country is None or naming.use == "demonym":
                continue
            total += 1.0
            countries[(place.country,)] += meant.score
            region = place.name if place.kind == "admin1" else place.admin1
            if region:
                regions[place.country, region] += meant.score
        return self._most(regions, total, "admin1") or self._most(countries, total, "country")

    def _most(
        self, shares: Mapping[tuple[str, ...], float], total: float, kind: PlaceKind
    ) -> tuple[Place, float] | None:
        """The one that has most of the names, where that is enough of them."""
        if not shares:
            return None
        top = max(shares, key=shares.__getitem__)
        share = shares[top] / total
        if share < FOCUS:
            return None
        for naming, meant in zip(self.namings, self.meant, strict=True):
            place = meant.place
            if place is None or naming.use == "demonym" or place.country != top[0]:
                continue
            for around in (place, *self.gazetteer.parents(place)):
                if around.kind == kind and around.name == top[-1]:
                    return around, share
                if around.kind == kind == "country":
                    return around, share
        return None


def kept_inside(parent: Place, words: str) -> Place:
    """A place that is known by name only, somewhere inside another one.

    It has the other's point and radius.  Inside a settlement it is "near" it; inside a
    region or country it is known as closely as that.
    """
    narrow = parent.precision in ("exact", "settlement", "near")
    return replace(
        parent,
        id=f"within:{parent.id}/{name_key(words)}",
        name=" ".join(words.split()),
        kind="facility" if _is_building(words) else "area",
        feature="",
        precision="near" if narrow else parent.precision,
        admin1=parent.name if parent.kind == "admin1" else parent.admin1,
        admin2=parent.name if parent.kind == "admin2" else parent.admin2,
        population=0,
    )


def _is_building(words: str) -> bool:
    """Whether a name is one of something built: "Bay Hotel", "the University of Sirte"."""
    said = [word.strip(".,'’") for word in words.lower().split()]
    return bool(said) and (said[-1] in BUILDINGS or (said[0] in BUILDINGS and "of" in said))
