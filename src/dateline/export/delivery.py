"""Delivery: a stream of outcomes brought to where the caller wants them.

Chooses the output for a format and a path, refuses those that cannot be before
anything is read, writes in order, and counts.

In: outcomes, a `Delivery`.  Out: files or standard output, and a `Tally`.
"""

import io
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeVar

from rich.console import Console

from dateline.document import Rejection
from dateline.errors import InputError
from dateline.explanation import Explanation
from dateline.export.explaining import explanation_record
from dateline.export.explaining_text import print_explanation
from dateline.export.geojson import GeoJsonOutput
from dateline.export.layout import plain_text
from dateline.export.outputs import JsonOutput, LinesOutput, Output, TextOutput, json_text
from dateline.export.records import findings_record, gold_record, speech_record
from dateline.export.speech import Choice
from dateline.export.speech_text import print_statements
from dateline.export.staging import Sink, StagedFile, StandardOutput
from dateline.export.text import print_findings
from dateline.export.wording import one_line
from dateline.report import Findings

FILE_WIDTH = 100  # columns of text that is written to a file

Format = Literal["text", "json", "jsonl", "gold", "geojson", "html"]
Outcome = Findings | Rejection
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What of a report is told: its object in JSON, and how it is printed for a person."""

    record: Callable[[Findings], dict[str, Any]]
    show: Callable[[Findings, Console], None]


CLAIMS = View(record=findings_record, show=print_findings)


def view_of_speech(choice: Choice) -> View:
    """Who speaks, and the chosen statements, without claims."""
    return View(
        record=lambda findings: speech_record(findings, choice),
        show=lambda findings, console: print_statements(findings, console, choice),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What is to be written, and where.

    view     what of each report; pages, GeoJSON and the gold form are always of its claims
    path     file or folder, or None for standard output
    inputs   how many files and addresses will be read
    several  more than one report may come, as from a file of records
    """

    form: Format
    path: Path | None
    several: bool
    inputs: int
    view: View = CLAIMS

    def __post_init__(self) -> None:
        """Refuse what cannot be.

        Raises:
            InputError: the format cannot go there; says why and where it can.
        """
        if self.path is None:
            if self.form == "html" and self.inputs > 1:
                raise InputError("a page shows one report; for several give --output FOLDER")
            return
        where = f"--output {self.path}"
        if not self.path.absolute().parent.is_dir():
            raise InputError(f"{where}: there is no folder {self.path.parent}; make it first")
        if self.path.is_dir() and self.form != "html":
            raise InputError(f"{where}: this is a folder; name the {self.form} file to write")
        if self.path.is_file() and self.form == "html" and self.several:
            raise InputError(f"{where}: this is a file, which shows one report; name a folder")


@dataclass(slots=True)
class Tally:
    """How many reports were read and how many were not."""

    read: int = 0
    rejected: int = 0


def deliver(outcomes: Iterable[Outcome], delivery: Delivery) -> Tally:
    """Write each report as it comes; tell on standard error what was not read.

    A file appears only when at least one report was read and all is written.

    Raises:
        InputError: several reports came where one page was asked for.
        OutputError: the results cannot be written.
        OutputClosedError: nobody reads standard output any more.
    """
    console = Console(stderr=True)
    tally = Tally()
    with ExitStack() as stack:
        output = _open_output(delivery, stack)
        # a bar would run through results that scroll by on the same terminal
        if console.is_terminal and (delivery.path or not sys.stdout.isatty()):
            outcomes = stack.enter_context(_with_bar(outcomes, delivery.inputs, console))
        for outcome in outcomes:
            if isinstance(outcome, Rejection):
                tally.rejected += 1
                output.skip(outcome)
                line = f"dateline: {rejection_line(outcome)}"
                console.print(line, markup=False, highlight=False, emoji=False, soft_wrap=True)
            else:
                tally.read += 1
                output.add(outcome)
        if tally.read:
            output.end()
    return tally


def deliver_explanations(
    explanations: Sequence[Explanation], *, as_json: bool, tree: bool = False
) -> None:
    """Write explanations to standard output: text parted by lines, or an array of JSON.

    Raises:
        OutputError: they cannot be written.
        OutputClosedError: nobody reads standard output any more.
    """
    if as_json:
        records = [json_text(explanation_record(each), indent=1) for each in explanations]
        StandardOutput().write("[\n" + ",\n".join(records) + "\n]\n")
        return
    render = _text_renderer(partial(print_explanation, tree=tree), to_file=False)
    rule = "\n\n" + "-" * 40 + "\n\n"
    texts = [render(each).rstrip("\n") for each in explanations]
    StandardOutput(sys.stdout.encoding).write(rule.join(texts) + "\n")


def rejection_line(rejection: Rejection) -> str:
    """What was not read and why; some reasons name their input themselves."""
    label, reason = one_line(rejection.label), one_line(rejection.reason)
    return reason if reason.startswith(f"{label}:") else f"{label}: {reason}"


def _open_output(delivery: Delivery, stack: ExitStack) -> Output:
    """What takes the reports; a file that is not finished goes with the stack."""
    form, path = delivery.form, delivery.path
    if form == "html":
        return _open_pages(delivery, stack)
    sink: Sink
    if path:
        sink = stack.enter_context(StagedFile(path))
    else:
        sink = StandardOutput(sys.stdout.encoding if form == "text" else "utf-8")
    match form:
        case "text":
            return TextOutput(sink, _text_renderer(delivery.view.show, to_file=path is not None))
        case "json":
            return JsonOutput(sink, delivery.view.record)
        case "jsonl":
            return LinesOutput(sink, delivery.view.record)
        case "gold":
            return LinesOutput(sink, gold_record)
        case "geojson":
            return GeoJsonOutput(sink)


def _open_pages(delivery: Delivery, stack: ExitStack) -> Output:
    from dateline.export.folder import FolderOutput, PageOutput  # noqa: PLC0415 - loads jinja2

    path = delivery.path
    if path is None:
        return PageOutput(StandardOutput())
    if delivery.several or path.is_dir():
        return FolderOutput(path)
    return PageOutput(stack.enter_context(StagedFile(path)))


def _text_renderer(show: Callable[[T, Console], None], *, to_file: bool) -> Callable[[T], str]:
    """How something is put into text for where it goes: colours and width are the terminal's."""
    if to_file:
        return lambda shown: plain_text(partial(show, shown), FILE_WIDTH)
    # Rendered beside standard output, never on it: what goes wrong there is then ours to tell.
    terminal = Console()
    file = io.TextIOWrapper(io.BytesIO(), terminal.encoding, errors="replace", newline="")
    console = Console(file=file, width=terminal.width, force_terminal=terminal.is_terminal)

    def render(shown: T) -> str:
        file.seek(0)
        file.truncate()
        show(shown, console)
        file.seek(0)
        return file.read()

    return render


@contextmanager
def _with_bar(
    outcomes: Iterable[Outcome], total: int, console: Console
) -> Iterator[Iterator[Outcome]]:
    """The outcomes, with a bar that moves as they are taken and goes away in the end."""
    from rich.progress import (  # noqa: PLC0415 - only where there is a terminal
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
    )

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=total)

        def counted() -> Iterator[Outcome]:
            for done, outcome in enumerate(outcomes, start=1):
                # a file of records is one input and many reports: then no end is known
                progress.update(task, completed=done, total=total if done <= total else None)
                yield outcome

        yield counted()
