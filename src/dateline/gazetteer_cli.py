"""Command line of the gazetteer: `dateline gazetteer build | add | lookup`.

Results go to standard output, everything else to standard error.  Exit codes:
0 done, 3 done but some rows were left out, 1 nothing found or not written, 2 wrong usage.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.resolve.gazetteer import Candidate
    from dateline.resolve.gazetteer_geonames import Lines
    from dateline.resolve.gazetteer_rows import Problem
    from dateline.resolve.gazetteer_writer import Writer

R = TypeVar("R")
DONE, NOTHING, SOME_LEFT_OUT = 0, 1, 3
SHOWN = 10  # problems that are printed; the rest is counted
STRIDE = 5_000  # rows between two looks at the progress

BUILD_HELP = """Build a gazetteer from files of GeoNames.

Takes the files as GeoNames serves them, .txt, .gz or .zip: a country's (NL.zip)
or all (allCountries.zip), and if given alternateNamesV2, admin1CodesASCII,
admin2Codes, countryInfo. Their names tell what they hold.

\b
Examples
  dateline gazetteer build LY.zip admin1CodesASCII.txt --output libya.gazetteer
  dateline gazetteer build allCountries.zip alternateNamesV2.zip --output world.gazetteer

\b
All countries take 3 GB of room beside the output while it is built.
"""
ADD_HELP = """Add places of your own to a gazetteer, which is made where there is none.

CSV or GeoJSON with name, latitude, longitude (GeoJSON: the shape), and where
wanted id, radius_km, variants (separated by |), country (two letters),
feature (a GeoNames code such as S.HSP), population.

\b
Example
  dateline gazetteer add checkpoints.csv --to own.gazetteer
"""
LOOKUP_HELP = """Show the places that a name can mean, the likeliest first.

\b
Example
  dateline gazetteer lookup Nawfaliyah
"""

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Look up places, build gazetteers, add your own places.",
)


@app.command("build", help=BUILD_HELP)
def build(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Files of GeoNames.")],
    *,
    output: Annotated[Path, typer.Option(metavar="PATH", help="Gazetteer to write.")],
) -> None:
    """Build a gazetteer from files of GeoNames."""
    from dateline.resolve import gazetteer_writer  # noqa: PLC0415 - only where needed

    for file in files:
        if not file.is_file():
            raise InputError(f"{file}: no such file")
    problems = _Problems()
    with gazetteer_writer.new_gazetteer(output) as writer:
        for file in files:
            _take(file, writer, problems)
        if not writer.places:
            problems.print()
            raise InputError(f"{files[0]}: no place in it could be used; is it a GeoNames dump?")
        writer.notice = _notice
    problems.print()
    size = output.stat().st_size / 1e6
    typer.echo(f"{output}: {writer.places:,} places, {size:,.1f} MB", err=True)
    raise typer.Exit(SOME_LEFT_OUT if problems.number else DONE)


@app.command("add", help=ADD_HELP)
def add(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV or GeoJSON.")],
    *,
    to: Annotated[Path, typer.Option(metavar="PATH", help="Gazetteer to add them to.")],
) -> None:
    """Add places of your own to a gazetteer."""
    from dateline.resolve import gazetteer_own  # noqa: PLC0415 - only where needed

    problems = _Problems()
    rows = list(gazetteer_own.read_own(file, problems.take))
    problems.print()
    if not rows:
        raise InputError(f"{file}: no place in it could be used")
    number = gazetteer_own.add_own(to, rows)
    typer.echo(f"{to}: {number:,} places added", err=True)
    raise typer.Exit(SOME_LEFT_OUT if problems.number else DONE)


@app.command("lookup", help=LOOKUP_HELP)
def lookup(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As a report writes it.")],
    *,
    gazetteer: Annotated[
        list[Path] | None,
        typer.Option(metavar="PATH", help="Further gazetteers; may be given several times."),
    ] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="Most places to show.")] = 10,
) -> None:
    """Show the places that a name can mean."""
    from dateline.resolve.gazetteer import Gazetteer  # noqa: PLC0415 - only where needed

    found = Gazetteer(also=gazetteer or ()).find(name, limit=limit)
    if not found:
        typer.echo(f"no place is named {name!r}", err=True)
        raise typer.Exit(NOTHING)
    for candidate in found:
        typer.echo(_line(candidate))


def _line(candidate: "Candidate") -> str:
    """One candidate: name, kind, where, point with radius, how it matches, id."""
    place = candidate.place
    inside = ", ".join(part for part in (place.admin2, place.admin1, place.country) if part)
    match = candidate.match if candidate.match != "sound" else f"sound {candidate.likeness:.2f}"
    people = f", {place.population:,} people" if place.population else ""
    point = f"{place.latitude:.4f}, {place.longitude:.4f} ± {place.radius_km:.0f} km"
    where = f" ({inside})" if inside else ""
    return f"{place.name}{where}: {place.kind}, {point}{people}; {match}; {place.id}"


class _Problems:
    """What was wrong with rows: the first of each file in words, the rest counted."""

    def __init__(self) -> None:
        self.number = 0
        self._by_file: Counter[Path] = Counter()
        self._lines: list[str] = []

    def take(self, problem: "Problem") -> None:
        """One more."""
        self.number += 1
        self._by_file[problem.path] += 1
        if self._by_file[problem.path] <= SHOWN:
            self._lines.append(str(problem))

    def print(self) -> None:
        """Write them to standard error, once."""
        from dateline.export.wording import one_line  # noqa: PLC0415 - only where needed

        for line in self._lines:
            typer.echo(f"dateline: {one_line(line)}; left out", err=True)
        for path, number in self._by_file.items():
            if number > SHOWN:
                typer.echo(f"dateline: {path.name}: {number:,} rows left out", err=True)
        self._lines.clear()
        self._by_file.clear()


def _take(file: Path, writer: "Writer", problems: _Problems) -> None:
    """Hand the rows of one file to the writer."""
    from dateline.resolve import gazetteer_geonames as geonames  # noqa: PLC0415

    with geonames.open_lines(file, problems.take) as lines:
        geonames.enter(writer, file, lines, _watched)


def _watched(rows: Iterator[R], lines: "Lines") -> Iterator[R]:
    """The rows, with a bar on a terminal that tells how much of the file is read."""
    from rich import console, progress  # noqa: PLC0415 - takes time to load

    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.DownloadColumn(),
        progress.TimeRemainingColumn(),
    )
    terminal = console.Console(stderr=True)
    with progress.Progress(
        *columns, console=terminal, transient=True, disable=not terminal.is_terminal
    ) as bar:
        task = bar.add_task(lines.path.name, total=lines.size)
        for number, row in enumerate(rows):
            if number % STRIDE == 0:
                bar.update(task, completed=lines.position)
            yield row


def _notice(step: str) -> None:
    """Tell a person that waits what is being done."""
    if sys.stderr.isatty():
        typer.echo(f"{step} ...", err=True)
