"""What a gazetteer is made of: rows of places, and what was wrong with those left out.

Readers of files yield `Row`s and report `Problem`s; one bad row is never the
end of a build.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.resolve.gazetteer_file import Match
from dateline.resolve.gazetteer_keys import name_key
from dateline.world import HALF_TURN, RIGHT_ANGLE

LONGEST_NAME = 200  # GeoNames' own limit
_CODE_LETTERS = 4  # airport codes: three letters IATA, four ICAO


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that was left out, or a part of one.

    line  number in the file, from 1; of JSON the number of the feature
    """

    path: Path
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path.name}:{self.line}: {self.what}"


Report = Callable[[Problem], None]


@dataclass(frozen=True, slots=True)
class Row:
    """A place on its way into a gazetteer.

    ref        GeoNames id, or text that tells whose and which: "own:mill"
    names      all of them with what they are to it, its main name first
    feature    "P.PPL"
    country    ISO alpha-2, or ""
    admin1, admin2  GeoNames codes, or ""
    radius_km  None: what goes with its kind, population or settlements
    weight     people to rank it by, where it matters more than its population tells
    """

    ref: int | str
    names: Sequence[tuple[str, Match]]
    latitude: float
    longitude: float
    feature: str
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    radius_km: float | None = None
    weight: int = 0


def parse_point(latitude: str | float, longitude: str | float) -> tuple[float, float]:
    """A latitude and a longitude in degrees.

    Raises:
        ValueError: they are no numbers, or off the map.
    """
    try:
        point = float(latitude), float(longitude)
    except (TypeError, ValueError):
        message = f"latitude {latitude!r}, longitude {longitude!r} are not both numbers"
        raise ValueError(message) from None
    if not (abs(point[0]) <= RIGHT_ANGLE and abs(point[1]) <= HALF_TURN):  # refuses NaN, too
        message = f"latitude {point[0]}, longitude {point[1]} lie off the map"
        raise ValueError(message)
    return point


def is_useful(name: str) -> bool:
    """Whether a further name is one that people write, and not a code or a machine's romanisation.

    Airport codes ("SRX") are all capitals, automatic romanisations of other scripts
    ("su er te") have none.  Scripts without capitals are kept.
    """
    if name.isascii():
        if len(name) <= _CODE_LETTERS and name.isupper():
            return False
        if not any(map(str.isupper, name)):
            return False
    return len(name) <= LONGEST_NAME and len(name_key(name)) > 1
