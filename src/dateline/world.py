"""What claims are about: stretches of days and places; actors come with resolution."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

WhenRelation = Literal["on", "since", "until", "before", "between", "about"]
Precision = Literal["exact", "settlement", "near", "admin2", "admin1", "country", "region"]
RIGHT_ANGLE, HALF_TURN = 90, 180  # degrees
PlaceKind = Literal[
    "region", "country", "admin1", "admin2", "capital", "settlement", "facility", "area", "nature"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """Two calendar days, inclusive; an end that is None is open.

    Days are those of the place where that is known.

    start     first day, or None: no beginning known
    end       last day, or None: no end known
    relation  how the words tie the claim to the days
    words     the report's own words, "at the end of last year"
    """

    start: date | None
    end: date | None
    relation: WhenRelation
    words: str

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start > self.end:
            message = f"When must not end before it starts, got {self.start} to {self.end}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A point on the map with an honest error bar.

    id          "geonames:2210554", "dateline:nofaliya", or an own place's
    name        as the gazetteer writes it
    kind        region: of the world; area: park, oilfield, locality; nature: river, mountain
    feature     GeoNames class and code, "P.PPLC"
    precision   how narrowly the name alone places something; near: computed
                from words ("40 km south of"), never in a gazetteer
    latitude, longitude  degrees, WGS 84, south and west negative
    radius_km   what is said to be there lies within it, nine times of ten
    country     ISO 3166 alpha-2, or None where it has none or several
    admin1, admin2  names of the first- and second-level regions around it, or None
    population  people, 0 where unknown; of a region, of its listed settlements
    """

    id: str
    name: str
    kind: PlaceKind
    feature: str
    precision: Precision
    latitude: float
    longitude: float
    radius_km: float
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    population: int = 0

    def __post_init__(self) -> None:
        if not (abs(self.latitude) <= RIGHT_ANGLE and abs(self.longitude) <= HALF_TURN):
            message = f"Place {self.id} lies off the map: {self.latitude}, {self.longitude}"
            raise ValueError(message)
