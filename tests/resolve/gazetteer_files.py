"""Small files of GeoNames' form for the tests of the importer; the places are invented."""

from pathlib import Path

from dateline.resolve import gazetteer_geonames as geonames
from dateline.resolve.gazetteer_rows import Problem
from dateline.resolve.gazetteer_writer import new_gazetteer


def line(number: int | str, name: str, **columns: object) -> str:
    """A row of a dump: latitude, longitude, feature, country, admin1, admin2, people, others."""
    given = {
        "latitude": 10.0, "longitude": 20.0, "feature": "P.PPL", "country": "ZZ", "admin1": "01",
        "admin2": "", "people": 0, "others": "",
    } | columns  # fmt: skip
    letter, _, code = str(given["feature"]).partition(".")
    cells = [
        number, name, name, given["others"], given["latitude"], given["longitude"], letter, code,
        given["country"], "", given["admin1"], given["admin2"], "", "", given["people"], "", "",
        "", "2020-01-01",
    ]  # fmt: skip
    return "\t".join(map(str, cells))


def write(path: Path, *lines: str) -> Path:
    """A file of these lines."""
    path.write_text("".join(f"{each}\n" for each in lines), encoding="utf-8")
    return path


def build(output: Path, *files: Path) -> list[Problem]:
    """Build a gazetteer as the command does; returns what was reported."""
    problems: list[Problem] = []
    with new_gazetteer(output) as writer:
        for file in files:
            with geonames.open_lines(file, problems.append) as lines:
                geonames.enter(writer, file, lines)
    return problems
