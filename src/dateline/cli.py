"""Command line: `dateline read`, `dateline sources`, `dateline explain`, `dateline info`.

Results go to standard output or `--output`, everything else to standard error,
one line for each thing that went wrong.  Exit codes: 0 all read, 3 some
rejected, 1 none read or not written, 2 wrong usage, 130 stopped by the user.

What takes time to load is imported inside the commands.
"""

import os
import sys
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from dateline.config import Settings
from dateline.errors import DatelineError, InputError
from dateline.export.staging import OutputClosedError, OutputError, discard_standard_output
from dateline.export.wording import one_line
from dateline.gazetteer_cli import app as gazetteer_app
from dateline.manual import EXPLAIN_HELP, READ_HELP, SOURCES_HELP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.document import Document, Rejection
    from dateline.export import delivery

ALL_READ, NONE_READ, WRONG_USAGE, SOME_REJECTED, INTERRUPTED = 0, 1, 2, 3, 130
RECORDS = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")  # files of many reports

THREADS = Settings().threads
LEAST_SCORE = Settings().least_score
COMMANDS = ("read", "sources", "explain")  # with a help of their own to point to

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files, folders, http(s) addresses, or - for standard input.",
        show_default=False,
    ),
]
Published = Annotated[
    str | None, typer.Option(metavar="DAY", help="Day of publication, as 2015-02-21.")
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Who published the reports.")]
Threads = Annotated[int, typer.Option(metavar="N", min=1, help="Threads of each reading process.")]
LeastScore = Annotated[
    float,
    typer.Option(
        metavar="SCORE",
        min=0.0,
        max=1.0,
        help="Keep claims that are as likely as this to be right: 0 many, 0.6 few and sure.",
    ),
]
Gazetteers = Annotated[
    list[Path] | None,
    typer.Option(
        "--gazetteer",
        metavar="FILE",
        help="A gazetteer of your own, which goes before the built-in one; may be repeated.",
    ),
]
Lexicons = Annotated[
    list[Path] | None,
    typer.Option(
        "--lexicon",
        metavar="FOLDER",
        help="A lexicon of your own, read after the built-in one; may be repeated.",
    ),
]
Processes = Annotated[
    int,
    typer.Option(
        metavar="N", min=0, help="Reading processes; 0 takes what helps.", show_default=True
    ),
]

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
app.add_typer(gazetteer_app, name="gazetteer")


class Format(StrEnum):
    """How results are written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    GOLD = "gold"
    GEOJSON = "geojson"
    HTML = "html"


class SpeechFormat(StrEnum):
    """How statements are written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What the options of a command say of its inputs."""

    inputs: list[str]
    published: str | None
    outlet: str | None
    settings: Settings


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    *,
    show_version: Annotated[
        bool, typer.Option("--version", help="Show the version and leave.")
    ] = False,
) -> None:
    """Sourced claims out of news reports on conflict: who did what, and who says so."""
    if show_version:
        typer.echo(_version_line())
        raise typer.Exit(ALL_READ)
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(WRONG_USAGE)


@app.command("read", help=READ_HELP)
def read_reports(
    inputs: Inputs,
    *,
    published: Published = None,
    outlet: Outlet = None,
    form: Annotated[
        Format, typer.Option("--format", help="How to write the results.")
    ] = Format.TEXT,
    output: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="File to write, or folder for pages of html."),
    ] = None,
    gazetteer: Gazetteers = None,
    least_score: LeastScore = LEAST_SCORE,
    threads: Threads = THREADS,
    processes: Processes = 0,
) -> None:
    """Read reports and write down their claims."""
    from dateline.export import delivery  # noqa: PLC0415 - loads rich

    own = tuple(gazetteer or ())
    settings = Settings(
        threads=threads, processes=processes, gazetteers=own, least_score=least_score
    )
    reading = _Reading(inputs=inputs, published=published, outlet=outlet, settings=settings)
    _deliver(reading, form.value, output, delivery.CLAIMS)


@app.command("sources", help=SOURCES_HELP)
def list_sources(
    inputs: Inputs,
    *,
    quoted: Annotated[
        bool, typer.Option("--quoted", help="Only what is quoted in the speaker's own words.")
    ] = False,
    by: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Only of speakers whose name or role contains NAME."),
    ] = None,
    published: Published = None,
    outlet: Outlet = None,
    form: Annotated[
        SpeechFormat, typer.Option("--format", help="How to write the results.")
    ] = SpeechFormat.TEXT,
    output: Annotated[Path | None, typer.Option(metavar="PATH", help="File to write.")] = None,
    threads: Threads = THREADS,
    processes: Processes = 0,
) -> None:
    """List who speaks in reports, and what they say."""
    from dateline.export import delivery, speech  # noqa: PLC0415 - loads rich

    if by is not None and not by.strip():
        raise InputError(f"--by: {by!r} names nobody; give a part of a name or role")
    settings = Settings(threads=threads, processes=processes)
    reading = _Reading(inputs=inputs, published=published, outlet=outlet, settings=settings)
    view = delivery.view_of_speech(speech.Choice(quoted=quoted, by=by))
    _deliver(reading, form.value, output, view)


@app.command("explain", help=EXPLAIN_HELP)
def explain_words(
    source: Annotated[
        str,
        typer.Argument(
            metavar="INPUT",
            help="A file, folder, http(s) address, or - for standard input.",
            show_default=False,
        ),
    ],
    *,
    at: Annotated[str, typer.Option("--at", metavar="WORDS", help="Words of the report.")],
    nth: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Only the Nth place where the words stand."),
    ] = None,
    published: Published = None,
    outlet: Outlet = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write an array of JSON objects.")
    ] = False,
    tree: Annotated[
        bool, typer.Option("--tree", help="Show the words with their tags and tree too.")
    ] = False,
    gazetteer: Gazetteers = None,
    lexicon: Lexicons = None,
    threads: Threads = THREADS,
) -> None:
    """Show why a report's words made a claim, or why they made none."""
    from dateline import pipeline  # noqa: PLC0415 - loads the network's runtime
    from dateline.export import delivery  # noqa: PLC0415 - loads rich

    if not at.strip():
        raise InputError(f"--at: {at!r} is no words; give some of the report's")
    settings = Settings(
        threads=threads, gazetteers=tuple(gazetteer or ()), lexicons=tuple(lexicon or ())
    )
    documents = _documents(
        _Reading(inputs=[source], published=published, outlet=outlet, settings=settings)
    )
    found, rejected = pipeline.explain(documents, at, settings)
    for rejection in rejected:
        _complain(delivery.rejection_line(rejection), NONE_READ)
    if not found:
        raise typer.Exit(NONE_READ)
    if nth is not None and nth > len(found):
        places = "one place" if len(found) == 1 else f"{len(found)} places"
        raise InputError(f"--nth: {nth} is too high; the words stand in {places}")
    chosen = found if nth is None else found[nth - 1 : nth]
    delivery.deliver_explanations(chosen, as_json=as_json, tree=tree)
    raise typer.Exit(SOME_REJECTED if rejected else ALL_READ)


def _documents(reading: _Reading) -> "Iterator[Document | Rejection]":
    """The documents of a command's inputs.

    Raises:
        InputError: the day of publication is none.
    """
    from dateline import ingest  # noqa: PLC0415 - loads what reads pages

    try:
        day = ingest.parse_day(reading.published) if reading.published is not None else None
    except InputError as error:
        raise InputError(f"--published: {error}") from None
    return ingest.read_documents(
        reading.inputs, published=day, outlet=reading.outlet, settings=reading.settings
    )


def _deliver(
    reading: _Reading, form: "delivery.Format", output: Path | None, view: "delivery.View"
) -> None:
    """Read and write; leaves with the exit code.

    Raises:
        InputError: an option cannot be used, or the results cannot go where they should.
    """
    from dateline import ingest, pipeline  # noqa: PLC0415 - loads the network's runtime
    from dateline.export import delivery  # noqa: PLC0415 - loads rich

    number = ingest.count_inputs(reading.inputs)
    order = delivery.Delivery(
        form=form,
        path=output,
        several=number > 1 or reading.inputs[0].lower().endswith(RECORDS),
        inputs=number,
        view=view,
    )
    documents = _documents(reading)
    tally = delivery.deliver(pipeline.read_stream(documents, reading.settings), order)
    if not tally.read:
        raise typer.Exit(NONE_READ)
    raise typer.Exit(SOME_REJECTED if tally.rejected else ALL_READ)


@app.command("info")
def show_info() -> None:
    """Show the model with its hash, the lexicon, the versions."""
    from dateline import pipeline  # noqa: PLC0415 - loads the network's runtime

    facts = pipeline.describe()
    widest = max(map(len, facts))
    for name, value in facts.items():
        typer.echo(f"{name:<{widest}}  {value}")


def main() -> None:
    """Run the command line; an error of our own becomes one line on standard error."""
    # typer brings its own copy of click in some versions: take the class from where it is
    usage_error = cast("type[typer.BadParameter]", typer.BadParameter.__bases__[0])
    # numpy's own threads would only get in the way of the network's
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if sys.argv[1:] == ["--version"]:  # typer takes 0.2 s to set up its commands
        typer.echo(_version_line())
        return
    try:
        code = app(standalone_mode=False, prog_name="dateline") or ALL_READ
    except usage_error as error:
        command = f" {sys.argv[1]}" if sys.argv[1] in COMMANDS else ""
        manual = f"dateline{command} --help"
        code = _complain(f"{error.format_message()} ({manual} shows how)", WRONG_USAGE)
    except InputError as error:
        code = _complain(str(error), WRONG_USAGE)
    except DatelineError as error:
        code = _complain(str(error), NONE_READ)
        if isinstance(error, OutputError):
            discard_standard_output()
    except OutputClosedError:
        discard_standard_output()
        code = ALL_READ  # whoever reads has what they wanted
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    sys.exit(code)


def _version_line() -> str:
    return f"dateline {version('dateline')}"


def _complain(message: str, code: int) -> int:
    typer.echo(f"dateline: {one_line(message)}", err=True)
    return code
