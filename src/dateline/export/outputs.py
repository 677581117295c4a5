"""Outputs: a stream of outcomes written in one of the formats, in order, as they come.

In: findings and rejections, one at a time.  Out: text or JSON on a sink (pages
are in `folder`).  A rejection is told elsewhere; here it counts as one of the
reports that were asked for.
"""

import json
from collections.abc import Callable
from typing import Any

from dateline.document import Rejection
from dateline.export.staging import Sink
from dateline.report import Findings


class Output:
    """What takes outcomes one by one."""

    def add(self, findings: Findings) -> None:
        """Write one report."""
        raise NotImplementedError

    def skip(self, rejection: Rejection) -> None:
        """Note that one of the reports was not read."""

    def end(self) -> None:
        """Write what comes after the last report, and make all of it stay."""
        raise NotImplementedError


class SinkOutput(Output):
    """What writes all reports to one sink."""

    def __init__(self, sink: Sink) -> None:
        """`end` finishes the sink."""
        self._sink = sink

    def end(self) -> None:
        """Make what was written stay."""
        self._sink.finish()


class TextOutput(SinkOutput):
    """Reports for a reader, parted by a line."""

    def __init__(self, sink: Sink, render: Callable[[Findings], str]) -> None:
        """`render` gives one report's text; it knows width and colours."""
        super().__init__(sink)
        self._render = render
        self._first = True

    def add(self, findings: Findings) -> None:
        """Write one report."""
        rule = "" if self._first else "\n" + "-" * 40 + "\n\n"
        self._first = False
        self._sink.write(rule + self._render(findings).rstrip("\n") + "\n")


class LinesOutput(SinkOutput):
    """One JSON object per line."""

    def __init__(self, sink: Sink, record: Callable[[Findings], dict[str, Any]]) -> None:
        """`record` gives the object of a report."""
        super().__init__(sink)
        self._record = record

    def add(self, findings: Findings) -> None:
        """Write one line."""
        self._sink.write(json_text(self._record(findings)) + "\n")


class JsonOutput(SinkOutput):
    """One object for one report, an array where several were asked for.

    The first report waits until it is known whether another follows; after
    that each is written as it comes.
    """

    def __init__(self, sink: Sink, record: Callable[[Findings], dict[str, Any]]) -> None:
        """`record` gives the object of a report; the first waits for the second, or the end."""
        super().__init__(sink)
        self._record = record
        self._waiting: str | None = None
        self._outcomes = 0
        self._written = 0

    def add(self, findings: Findings) -> None:
        """Write the report, or keep it while it is the only one."""
        record = json_text(self._record(findings), indent=1)
        self._outcomes += 1
        if self._outcomes == 1:
            self._waiting = record
        else:
            self._write_waiting()
            self._write_item(record)

    def skip(self, rejection: Rejection) -> None:
        """A report that was not read makes an array of the rest."""
        self._outcomes += 1
        if self._outcomes > 1:
            self._write_waiting()

    def end(self) -> None:
        """Close the array, or write the only report."""
        if self._waiting is not None:
            self._sink.write(self._waiting + "\n")
        elif self._written:
            self._sink.write("\n]\n")
        super().end()

    def _write_waiting(self) -> None:
        if self._waiting is not None:
            self._write_item(self._waiting)
            self._waiting = None

    def _write_item(self, record: str) -> None:
        self._sink.write(("[\n" if not self._written else ",\n") + record)
        self._written += 1


def json_text(record: dict[str, Any], indent: int | None = None) -> str:
    """The record as JSON, in the report's own letters."""
    return json.dumps(record, ensure_ascii=False, indent=indent)
