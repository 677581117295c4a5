"""Python: reports read from a program or a notebook.

    report = dateline.read(text, published="2015-02-21", outlet="Example Wire")
    report.claims, report.to_dicts(), report.to_pandas()

    reader = dateline.Reader()
    for report in reader.read_many(documents):
        ...
    for answer in reader.explain(text, at="captured the town"):
        print(answer)

In: texts, mappings or `Document`s.  Out: `Report`s, or `Explained` words of one.
"""

import functools
import html
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline import ingest, pipeline
from dateline.claim import Claim, Link, Statement, Toponym
from dateline.config import Settings
from dateline.document import Document, Rejection
from dateline.errors import DatelineError, DocumentError, InputError
from dateline.explanation import Explanation
from dateline.export.records import claim_rows, findings_record
from dateline.export.sources import SourceRow, SourceTable
from dateline.report import Findings

if TYPE_CHECKING:
    import pandas

LONGEST_NAME = 255  # bytes of a file name; a text that short may be one by mistake
FRAME_HEIGHT = 640  # pixels of a report in a notebook

Readable = Document | Mapping[str, object] | str


class RejectionWarning(UserWarning):
    """A document was not read; the text says which and why."""


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """One document with the claims that were found in it."""

    findings: Findings

    @property
    def document(self) -> Document:
        """The text and what is known of its publication."""
        return self.findings.document

    @property
    def claims(self) -> Sequence[Claim]:
        """The claims, in the order of their evidence."""
        return self.findings.claims

    @property
    def links(self) -> Sequence[Link]:
        """What the claims' words for time and place mean."""
        return self.findings.links

    @property
    def statements(self) -> Sequence[Statement]:
        """What the report gives as somebody's words, in text order."""
        return self.findings.statements

    @property
    def places(self) -> Sequence[Toponym]:
        """The places that the report names, in text order, with what they mean."""
        return self.findings.toponyms

    @property
    def sources(self) -> Sequence[SourceRow]:
        """Who speaks: those with most claims first, the report's own voice last."""
        return SourceTable(self.findings).rows

    def to_dicts(self) -> list[dict[str, Any]]:
        """One dict per claim in the vocabulary of the annotation guidelines.

        Besides: `id`, `document`, `outlet`, `published`, and `spans`, which
        gives [start, end) in the text for the words of each role.
        """
        return claim_rows(self.findings)

    def to_pandas(self) -> "pandas.DataFrame":
        """One row per claim.

        Raises:
            ImportError: pandas is not installed; says how to install it.
        """
        from dateline.export.frame import findings_frame  # noqa: PLC0415 - pandas is an extra

        return findings_frame(self.findings)

    def to_json(self, indent: int | None = None) -> str:
        """The report as `dateline read --format json` writes it."""
        from dateline.export.outputs import json_text  # noqa: PLC0415 - only where asked for

        return json_text(findings_record(self.findings), indent)

    def to_html(self) -> str:
        """The report as one page that needs nothing else."""
        from dateline.export.page import render_page  # noqa: PLC0415 - loads jinja2

        return render_page(self.findings)

    def _repr_html_(self) -> str:
        """The page in a frame of its own, so that neither can touch the notebook."""
        return (
            f'<iframe sandbox="allow-scripts" title="Report and its claims" width="100%" '
            f'height="{FRAME_HEIGHT}" style="border: 0" '
            f'srcdoc="{html.escape(self.to_html())}"></iframe>'
        )

    def __repr__(self) -> str:
        name = self.document.title or self.document.label
        return f"Report({name!r}, {len(self.claims)} claims)"


@dataclass(frozen=True, slots=True, repr=False)
class Explained:
    """Why words of a report made claims or none, at one place where they stand.

    `explanation` has it as records; printed, it is what `dateline explain` shows.
    """

    explanation: Explanation

    def to_dict(self) -> dict[str, Any]:
        """As `dateline explain --json` writes it; docs/explaining.md describes it."""
        from dateline.export.explaining import explanation_record  # noqa: PLC0415 - seldom

        return explanation_record(self.explanation)

    def to_text(self, width: int = 100, *, tree: bool = False) -> str:
        """As `dateline explain` shows it, in lines of at most `width` columns.

        Args:
            width: columns.
            tree: show the words with their tags and tree too.
        """
        from dateline.export.explaining_text import explanation_text  # noqa: PLC0415 - loads rich

        return explanation_text(self.explanation, width, tree=tree)

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        which = f"{self.explanation.number} of {self.explanation.of}"
        return f"Explained({self.explanation.at.text!r}, {which})"


class Reader:
    """Reads with one set of settings; holds the network, so keep it for the next text."""

    def __init__(self, settings: Settings = Settings()) -> None:  # noqa: B008 - frozen
        """Nothing is loaded before the first text."""
        self.settings = settings

    @functools.cached_property
    def _road(self) -> pipeline.Road:
        return pipeline.Road(self.settings)

    def read(
        self,
        text: str,
        *,
        published: date | str | None = None,
        outlet: str | None = None,
        title: str | None = None,
        url: str | None = None,
    ) -> Report:
        """Read one text.

        Args:
            text: the article, without navigation and bylines.
            published: day of publication where the outlet sits, or as ISO text;
                without it relative dates stay relative.
            outlet: who published it.
            title: headline.
            url: address it was published at.

        Raises:
            InputError: an argument cannot be used.
            DocumentError: the text is empty, not English, or too long.
            ModelError: the network's files are missing or damaged.
        """
        _require_text(text)
        document = ingest.read_text(
            text,
            label=url or "text",
            published=_as_day(published),
            outlet=outlet,
            title=title,
            url=url,
            settings=self.settings,
        )
        outcome = self._road.read_batch([document])[0]
        if isinstance(outcome, Rejection):
            raise DocumentError(outcome.reason)
        return Report(outcome)

    def explain(self, document: Readable, at: str) -> list[Explained]:
        """Tell why words of a report made claims, or why they made none.

        The report is read as by `read`; what is decided on the way is remembered.

        Args:
            document: a text; a mapping with `text` and any of `id`, `title`,
                `published`, `outlet`, `url`; or a `Document`.
            at: words of it. Capitals, white space and the form of quotation marks
                do not matter.

        Returns:
            One for each place where the words stand, in text order.

        Raises:
            InputError: the words do not stand there (the message has those that are
                nearest), or something else than such a document was given.
            DocumentError: the text is empty, not English, or too long.
        """
        given = _as_document(document, 1, self.settings)
        if isinstance(given, Rejection):
            raise DocumentError(given.reason)
        return [Explained(each) for each in self._road.explain(given, at)]

    def read_many(
        self,
        documents: Iterable[Readable],
        rejected: Callable[[Rejection], object] | None = None,
    ) -> Iterator[Report]:
        """Read many documents in batches; reports come in the order of the documents.

        Args:
            documents: texts; mappings with `text` and any of `id`, `title`,
                `published`, `outlet`, `url`; or `Document`s.
            rejected: is called with each document that cannot be read; without
                it a `RejectionWarning` is given, and the rest is read.

        Raises:
            InputError: something else than such documents was given.
        """
        items = (
            _as_document(given, number, self.settings)
            for number, given in enumerate(_many(documents), start=1)
        )
        many = self.settings.processes > 1
        outcomes = (
            pipeline.read_stream(items, self.settings) if many else self._road.read_stream(items)
        )
        for outcome in outcomes:
            if isinstance(outcome, Findings):
                yield Report(outcome)
            elif rejected:
                rejected(outcome)
            else:
                message = f"not read: {outcome.label}: {outcome.reason}"
                warnings.warn(message, RejectionWarning, stacklevel=2)


def read(
    text: str,
    *,
    published: date | str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Report:
    """Read one text with the default settings; `Reader.read` says what may be raised."""
    return _default_reader().read(text, published=published, outlet=outlet, title=title, url=url)


@functools.cache
def _default_reader() -> Reader:
    """Kept, because loading the network takes longer than reading a report."""
    return Reader()


def _many(documents: Iterable[Readable]) -> Iterable[Readable]:
    if isinstance(documents, str | Mapping | Document):
        message = "read_many takes several documents; put this one into a list, or use read"
        raise InputError(message)
    return documents


def _as_document(given: Readable, number: int, settings: Settings) -> Document | Rejection:
    if isinstance(given, Document):
        return given
    record: Mapping[str, object] = {"text": given} if isinstance(given, str) else given
    if not isinstance(record, Mapping):
        message = f"document {number} is a {type(given).__name__}; give a str, dict or Document"
        raise InputError(message)
    label = str(record.get("id") or record.get("url") or f"document {number}")
    try:
        text = record.get("text")
        _require_text(text)
        return ingest.read_text(
            str(text),
            label=label,
            published=_as_day(record.get("published")),
            outlet=_text_or_none(record, "outlet") or _text_or_none(record, "publisher"),
            title=_text_or_none(record, "title"),
            url=_text_or_none(record, "url"),
            settings=settings,
        )
    except DatelineError as error:
        return Rejection(label=label, stage="ingest", reason=str(error))


def _require_text(text: object) -> None:
    if not isinstance(text, str):
        message = f"a text is a str, got {type(text).__name__}; pass the words of the report"
        raise InputError(message)
    if "\n" in text or len(text.encode("utf-8", "surrogatepass")) > LONGEST_NAME:
        return
    if Path(text).is_file():
        message = f"{text!r} is the name of a file; pass its words, or use: dateline read {text}"
        raise InputError(message)


def _as_day(published: object) -> date | None:
    """A day of publication; a `datetime` is its own day."""
    if published is None or published == "":
        return None
    if isinstance(published, date):
        return ingest.parse_day(published.isoformat()[: len("2015-02-21")])
    if isinstance(published, str):
        return ingest.parse_day(published)
    message = f"published is a day or its text, got {published!r}; write it as 2015-02-21"
    raise InputError(message)


def _text_or_none(record: Mapping[str, object], name: str) -> str | None:
    value = record.get(name)
    if value is None or isinstance(value, str):
        return value
    message = f"{name} is a str, got {type(value).__name__} {value!r}"
    raise InputError(message)
