"""Reading the files that GeoNames offers for download, line by line.

    XX.txt, allCountries.txt, cities500.txt   19 columns: places
    alternateNamesV2.txt                      names with their language
    admin1CodesASCII.txt, admin2Codes.txt     names of regions
    countryInfo.txt                           countries

Each may be as it is, .gz, or the .zip that GeoNames serves.  UTF-8, tabs between
columns, no quoting.  The kind of a file is told by its name, as GeoNames names
them: the columns of two kinds can be equally many.

In: a path.  Out: rows; lines that cannot be used are reported and left out.
"""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Literal, Protocol, TypeVar

from dateline.errors import InputError
from dateline.resolve.gazetteer_file import Match
from dateline.resolve.gazetteer_rows import Problem, Report, Row, is_useful, parse_point
from dateline.resolve.gazetteer_writer import Writer

Kind = Literal["places", "names", "admin1", "admin2", "countries"]
LONGEST_LINE = 1_000_000  # bytes; the longest of allCountries is about 20,000
COLUMNS = 19
NAME_COLUMNS = 4  # of 10, those that are needed
REGION_COLUMNS = 4
COUNTRY_COLUMNS = 17  # of 19
LONGEST_NUMBER = 12  # digits of an id
_SOURCES: tuple[tuple[str, Kind], ...] = (
    ("alternatename", "names"), ("admin1codes", "admin1"), ("admin2codes", "admin2"),
    ("countryinfo", "countries"),
)  # fmt: skip
# What stands in the column for the language and is none.
_NO_LANGUAGE = frozenset(
    "link post iata icao faac tcid unlc abbr wkdt phon piny fr_1793 uicn nuts".split()
)
_LEFT_OUT = frozenset({"A.PCLH", "A.ADM1H", "A.ADM2H", "A.ADM3H", "A.ADM4H", "A.ADM5H"})
_MOST_PEOPLE = 10**11


@dataclass
class Lines:
    """The lines of a file, decoded.

    position  bytes of the file, packed as it is, that have been read
    size      all of them
    """

    path: Path
    stream: IO[bytes]
    packed: IO[bytes]
    size: int
    report: Report
    number: int = field(default=0)

    @property
    def position(self) -> int:
        """Bytes read of the packed file."""
        return min(self.packed.tell(), self.size)

    def __iter__(self) -> Iterator[list[str]]:
        """The columns of each line, without comments and empty ones.

        Raises:
            InputError: the file is damaged.
        """
        try:
            while line := self.stream.readline(LONGEST_LINE):
                self.number += 1
                if line[-1:] != b"\n" and len(line) == LONGEST_LINE:
                    self.problem(f"the line is longer than {LONGEST_LINE:,} bytes")
                    while line and line[-1:] != b"\n":
                        line = self.stream.readline(LONGEST_LINE)
                    continue
                yield from self._columns(line)
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as error:
            raise InputError(f"{self.path}:{self.number}: the file is damaged: {error}") from error

    def _columns(self, line: bytes) -> Iterator[list[str]]:
        try:
            text = line.decode("utf-8-sig" if self.number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            self.problem("the line is not UTF-8")
            return
        if "\0" in text:
            self.problem("the line contains a NUL character")
        elif text and not text.startswith("#"):
            yield text.split("\t")

    def problem(self, what: str) -> None:
        """Report the line that was read last."""
        self.report(Problem(self.path, self.number, what))


R = TypeVar("R")


class Watch(Protocol):
    """Passes rows on and shows how far in the lines they are."""

    def __call__(self, rows: Iterator[R], lines: Lines, /) -> Iterator[R]:
        """The same rows."""


def kind_of(path: Path) -> Kind:
    """What a file of GeoNames holds, by its name."""
    name = path.name.lower()
    return next((kind for start, kind in _SOURCES if name.startswith(start)), "places")


@contextmanager
def open_lines(path: Path, report: Report) -> Iterator[Lines]:
    """Open a file of GeoNames, packed or not.

    Raises:
        InputError: there is no such file, or it is not what its name says.
    """
    try:
        with path.open("rb") as packed:
            size = path.stat().st_size
            suffix = path.suffix.lower()
            if suffix == ".gz":
                with gzip.GzipFile(fileobj=packed) as stream:
                    yield Lines(path, stream, packed, size, report)  # type: ignore[arg-type]
            elif suffix == ".zip":
                with zipfile.ZipFile(packed) as archive, archive.open(_member(archive)) as stream:
                    yield Lines(path, stream, packed, size, report)
            else:
                yield Lines(path, packed, packed, size, report)
    except (OSError, zipfile.BadZipFile) as error:
        raise InputError(f"{path}: cannot read it: {error}") from error


def _member(archive: zipfile.ZipFile) -> str:
    """The largest text in an archive: beside it lie a readme and the codes of languages."""
    texts = [each for each in archive.infolist() if each.filename.lower().endswith(".txt")]
    if not texts:
        raise zipfile.BadZipFile("there is no .txt file in the archive")
    return max(texts, key=lambda each: each.file_size).filename


def read_places(lines: Lines) -> Iterator[Row]:
    """The places of a dump; former countries and regions are left out."""
    for columns in lines:
        if len(columns) < COLUMNS:
            lines.problem(f"{len(columns)} columns where a place has {COLUMNS}")
            continue
        feature = f"{columns[6]}.{columns[7]}" if columns[6] else "S."
        if feature in _LEFT_OUT:
            continue
        try:
            yield _place(columns, feature)
        except ValueError as error:
            lines.problem(str(error))


def _place(columns: list[str], feature: str) -> Row:
    number, name, plain, others = columns[:4]
    if not _is_number(number):
        message = f"the id {number[:40]!r} is not a number"
        raise ValueError(message)
    if not name.strip():
        message = f"place {number} has no name"
        raise ValueError(message)
    names: list[tuple[str, Match]] = [(name, "primary")]
    if plain and plain != name:
        names.append((plain, "primary"))
    if others:
        names += [(other, "alternate") for other in others.split(",") if is_useful(other)]
    latitude, longitude = parse_point(columns[4], columns[5])
    return Row(
        ref=int(number),
        names=names,
        latitude=latitude,
        longitude=longitude,
        feature=feature,
        country=columns[8],
        # "00" stands for none
        admin1="" if columns[10] == "00" else columns[10],
        admin2=columns[11],
        population=_people(columns[14]),
    )


def _people(text: str) -> int:
    if not text:
        return 0
    if not (text.isascii() and text.isdecimal()) or int(text) > _MOST_PEOPLE:
        message = f"the population {text[:40]!r} is no number of people"
        raise ValueError(message)
    return int(text)


def read_names(lines: Lines) -> Iterator[tuple[int, str, Match]]:
    """Id, name and match of the alternate names.

    The preferred English name counts as the main one: it is what reports write.
    Links, codes and former names' spellings in no language are left out.
    """
    for columns in lines:
        if len(columns) < NAME_COLUMNS:
            lines.problem(f"{len(columns)} columns where a name has at least {NAME_COLUMNS}")
            continue
        number, language, name = columns[1:4]
        if language in _NO_LANGUAGE or not is_useful(name):
            continue
        if not _is_number(number):
            lines.problem(f"the id {number[:40]!r} is not a number")
            continue
        flags = (columns[4:8] + [""] * 4)[:4]  # preferred, short, colloquial, historic
        main = language == "en" and flags[0] == "1" and flags[3] != "1"
        yield int(number), name, "primary" if main else "alternate"


def read_regions(lines: Lines) -> Iterator[tuple[tuple[str, ...], int, str]]:
    """Code ("LY", "76"), id and name of regions of either level."""
    for columns in lines:
        code = tuple(columns[0].split("."))
        number = columns[3] if len(columns) >= REGION_COLUMNS else ""
        if len(code) not in (2, 3) or not all(code) or not _is_number(number) or not columns[1]:
            lines.problem("not a region: code, name, plain name and id are expected")
            continue
        yield code, int(number), columns[1]


def read_countries(lines: Lines) -> Iterator[tuple[str, int, str]]:
    """ISO code, id and name of countries."""
    for columns in lines:
        if columns[0] == "ISO":  # a heading, in some copies without its #
            continue
        if len(columns) < COUNTRY_COLUMNS or not _is_number(columns[16]) or not columns[4]:
            lines.problem("not a country: 19 columns with the id in the 17th are expected")
            continue
        yield columns[0], int(columns[16]), columns[4]


def enter(writer: Writer, file: Path, lines: Lines, watched: Watch | None = None) -> None:
    """Hand the rows of one file to the writer.

    Args:
        writer: of the gazetteer that is made.
        file: tells by its name what the lines are.
        lines: of the file.
        watched: goes between the rows of long files and the writer, to show progress.
    """
    kind = kind_of(file)
    if kind == "places":
        places = read_places(lines)
        for row in watched(places, lines) if watched else places:
            writer.add(row)
    elif kind == "names":
        names = read_names(lines)
        for number, name, match in watched(names, lines) if watched else names:
            writer.add_name(number, name, match)
    elif kind == "countries":
        for iso, number, name in read_countries(lines):
            writer.name_region((iso,), number, name)
    else:
        for code, number, name in read_regions(lines):
            writer.name_region(code, number, name)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER
