"""Folders: pages written to a file, or to a folder with an index that leads to them.

In: findings and rejections, one at a time.  Out: HTML files, each whole.
"""

import re
from pathlib import Path

from dateline.document import Rejection
from dateline.errors import InputError
from dateline.export.outputs import Output, SinkOutput
from dateline.export.page import IndexEntry, index_entry, render_index, render_page
from dateline.export.staging import OutputError, Sink, write_whole
from dateline.report import Findings

NAME_CHARACTERS = 60  # of a page's file name, so that no file system refuses it
INDEX = "index"


class PageOutput(SinkOutput):
    """A single page."""

    def __init__(self, sink: Sink) -> None:
        """The sink takes one page."""
        super().__init__(sink)
        self._label: str | None = None

    def add(self, findings: Findings) -> None:
        """Write the page.

        Raises:
            InputError: there was a page before: one file holds one page.
        """
        if self._label is not None:
            raise InputError(
                f"the input holds several reports ({self._label}, {findings.document.label}, ...), "
                "and a page shows one; give --output a folder that is there"
            )
        self._label = findings.document.label
        self._sink.write(render_page(findings))


class FolderOutput(Output):
    """A page for each report and an index of them; the folder is made with the first page."""

    def __init__(self, folder: Path) -> None:
        """The folder's own folder must be there."""
        self._folder = folder
        self._taken = {INDEX}
        self._entries: list[IndexEntry] = []
        self._rejections: list[Rejection] = []

    def add(self, findings: Findings) -> None:
        """Write the report's page.

        Raises:
            OutputError: the folder or the page cannot be written.
        """
        if not self._entries:
            try:
                self._folder.mkdir(exist_ok=True)
            except OSError as error:
                raise OutputError(
                    f"{self._folder}: the folder cannot be made ({error.strerror}); "
                    "give another --output"
                ) from error
        address = f"{self._free_name(findings.document.label)}.html"
        write_whole(self._folder / address, render_page(findings))
        self._entries.append(index_entry(findings, address))

    def skip(self, rejection: Rejection) -> None:
        """Keep it for the index."""
        self._rejections.append(rejection)

    def end(self) -> None:
        """Write the index, if there is a page for it to lead to."""
        if self._entries:
            index = render_index(self._entries, self._rejections)
            write_whole(self._folder / f"{INDEX}.html", index)

    def _free_name(self, label: str) -> str:
        stem = page_name(label)
        name, number = stem, 1
        while name in self._taken:
            number += 1
            name = f"{stem}-{number}"
        self._taken.add(name)
        return name


def page_name(label: str) -> str:
    """A file name without suffix, for any file system, from the end of a path, URL or id."""
    last = re.split(r"[/\\]", label.rstrip("/\\"))[-1]
    stem = re.sub(r"\.(txt|text|md|html?|jsonl?|gz)\b", "", last.casefold())
    return re.sub(r"[^a-z0-9]+", "-", stem)[:NAME_CHARACTERS].strip("-") or "report"
