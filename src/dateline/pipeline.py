"""The road: from documents to findings.  The only file that knows the order of the stages.

In: documents, and rejections of inputs that could not become one.  Out: findings
and rejections, in the same order.
"""

import multiprocessing
import os
import signal
import traceback
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from itertools import chain, islice
from pathlib import Path

from dateline.claim import Claim, Link
from dateline.config import Settings
from dateline.document import Document, Rejection
from dateline.errors import DocumentError, InputError
from dateline.explanation import Explanation
from dateline.extract import Extractor
from dateline.extract.passages import find_passages, not_found
from dateline.extract.recording import Recording
from dateline.extract.time_options import Expression, Told
from dateline.extract.trace import SILENT, Trace
from dateline.ingest import read_text
from dateline.lexicon import load_lexicon
from dateline.nlp.reader import NetworkReader
from dateline.reading import Reading
from dateline.report import Findings
from dateline.resolve import (
    Gazetteer,
    PlaceResolver,
    country_of_address,
    country_of_outlet,
    find_expressions,
    link_places,
    resolve,
    resolve_all,
)

Item = Document | Rejection
Outcome = Findings | Rejection

BATCH_DOCUMENTS = 16
BATCH_CHARACTERS = 120_000  # so that a batch of long texts does not fill the memory
MOST_PROCESSES = 8  # each holds the network, 170 MB
IN_FLIGHT = 2  # batches waiting per process


class Road:
    """The loaded stages, for many documents.

    Args:
        settings: how to read.

    Raises:
        ModelError: the network's files are missing or damaged.
        LexiconError: a lexicon file is wrong.
        InputError: a gazetteer is missing or damaged.
    """

    def __init__(self, settings: Settings = Settings()) -> None:  # noqa: B008 - frozen
        self.settings = settings
        self.reader = NetworkReader(threads=settings.threads)
        self.gazetteer = Gazetteer(also=settings.gazetteers)
        self.places = PlaceResolver(self.gazetteer)
        self.extractor = Extractor(
            load_lexicon(settings.lexicons),
            find_expressions,
            self.places.namings.places,
            least_score=settings.least_score,
        )

    def read_batch(self, documents: Sequence[Document]) -> list[Outcome]:
        """Findings of documents that are read together; one that fails does not fail the others."""
        try:
            readings = list(self.reader.read_many(document.text for document in documents))
        except Exception as error:  # noqa: BLE001 - whatever it is, the others are read
            if len(documents) == 1:
                return [_unforeseen(documents[0], "nlp", error)]
            return [outcome for document in documents for outcome in self.read_batch([document])]
        return [
            self._outcome(document, reading)
            for document, reading in zip(documents, readings, strict=True)
        ]

    def _outcome(self, document: Document, reading: Reading) -> Outcome:
        try:
            return self.find(document, reading)
        except DocumentError as error:
            return Rejection(label=document.label, stage="extract", reason=str(error))
        except Exception as error:  # noqa: BLE001 - likewise
            return _unforeseen(document, "extract", error)

    def explain(self, document: Document, words: str) -> list[Explanation]:
        """Why some words made claims or none, at each place of a document where they stand.

        The document is read as ever; what is decided on the way is remembered.

        Args:
            document: what to read.
            words: capitals, white space and the form of quotation marks do not matter.

        Raises:
            InputError: the words do not stand there; names what is nearest to them.
            DocumentError: the document cannot be used.
        """
        stretches = find_passages(document.text, words)
        if not stretches:
            raise InputError(f"{document.label}: {not_found(document.text, words)}")
        (reading,) = self.reader.read_many([document.text])
        recording = Recording(stretches)
        findings = self.find(document, reading, recording)
        return recording.explanations(findings, self.extractor.lexicon)

    def find(self, document: Document, reading: Reading, trace: Trace = SILENT) -> Findings:
        """Findings of a document that has been read.

        Raises:
            DocumentError: the document cannot be used.
        """
        claims, statements = self.extractor.extract(document, reading, trace)
        days = link_dates(claims, document.published, *self.extractor.times_of(reading))
        toponyms = self.places.resolve(reading, self._country_of(document))
        places = link_places(claims, toponyms, document.text)
        return Findings(
            document=document,
            claims=tuple(claims),
            links=(*days, *places),
            words=len(reading.words),
            statements=tuple(statements),
            toponyms=tuple(toponyms),
        )

    def _country_of(self, document: Document) -> str | None:
        """Where the outlet sits, by its address or its name."""
        by_name = country_of_outlet(document.outlet, self.gazetteer)
        return by_name or country_of_address(document.url)

    def read_stream(self, items: Iterable[Item]) -> Iterator[Outcome]:
        """Outcomes of documents as they come; rejections pass through in their place."""
        for batch in _batches(items):
            yield from batch_outcomes(self, batch)


def link_dates(
    claims: Sequence[Claim],
    published: date | None,
    expressions: Sequence[Expression] = (),
    told: Sequence[Told] = (),
) -> Iterator[Link]:
    """The days that each claim's date words mean, where the publication day allows it.

    Args:
        claims: all of one document.
        published: day of publication, or None.
        expressions: all of the text in order, for words that lean on the day named
            before them ("the next day"); without them each is read alone.
        told: for each expression, how it stands in what is told.
    """
    dated = [(claim, claim.date) for claim in claims if claim.date is not None]
    ahead = frozenset((d.start, d.end) for claim, d in dated if claim.status == "planned")
    whens = resolve_all(expressions, told, published=published, planned=ahead) if dated else ()
    known = {(e.start, e.end): w for e, w in zip(expressions, whens, strict=False)}
    for claim, words in dated:
        own = (words.start, words.end)
        if own in known:
            when = known[own]
        else:  # a demand's day is the day it was made
            when = resolve(
                words.text, published=published, tense="future" if own in ahead else "past"
            )
        if when is not None:
            yield Link(claim=claim.id, role="date", when=when, method="grammar-2")


def read(
    text: str,
    *,
    published: date | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
    settings: Settings = Settings(),  # noqa: B008 - frozen
) -> Findings:
    """Read one text.

    Raises:
        DocumentError: the text is empty, not English, or too long.
    """
    document = read_text(
        text, label=url or "text", published=published, outlet=outlet, title=title, url=url,
        settings=settings,
    )  # fmt: skip
    outcome = Road(settings).read_batch([document])[0]
    if isinstance(outcome, Rejection):
        raise DocumentError(outcome.reason)
    return outcome


def explain(
    items: Iterable[Item],
    words: str,
    settings: Settings = Settings(),  # noqa: B008 - frozen
) -> tuple[list[Explanation], list[Rejection]]:
    """Why some words made claims or none, wherever they stand in some documents.

    Documents without the words are passed over; those that cannot be used are told of.

    Raises:
        InputError: the words stand in none; names what is nearest to them in the first.
    """
    found: list[Explanation] = []
    rejected: list[Rejection] = []
    without: Document | None = None
    road: Road | None = None
    for item in items:
        if isinstance(item, Rejection):
            rejected.append(item)
        elif not find_passages(item.text, words):
            without = without or item
        else:
            road = road or Road(settings)
            try:
                found += road.explain(item, words)
            except DocumentError as error:
                reason = str(error)
                rejected.append(Rejection(label=item.label, stage="extract", reason=reason))
    if without is not None and not found:
        raise InputError(f"{without.label}: {not_found(without.text, words)}")
    return found, rejected


def _unforeseen(document: Document, stage: str, error: Exception) -> Rejection:
    """The rejection of a document that a fault of ours keeps from being read."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    reason = (
        f"a fault of this program{where}: {type(error).__name__}: {error}; "
        "please report it, with the text if you may"
    )
    return Rejection(label=document.label, stage=stage, reason=reason)


def read_stream(
    items: Iterable[Item],
    settings: Settings = Settings(),  # noqa: B008 - frozen
) -> Iterator[Outcome]:
    """Read documents as they come; rejections pass through in their place.

    With `settings.processes` over 1, as many processes read batches side by side; with 0,
    one for each processor as soon as there is more than one batch.
    """
    batches = _batches(items)
    if settings.processes == 0:
        first = list(islice(batches, 2))
        cores = min(os.cpu_count() or 1, MOST_PROCESSES)
        several = len(first) > 1 and cores > 1
        settings = replace(
            settings,
            processes=cores if several else 1,
            threads=1 if several else settings.threads,  # two processes beat two threads
        )
        batches = chain(first, batches)
    if settings.processes > 1:
        yield from _read_parallel(batches, settings)
        return
    road: Road | None = None
    for batch in batches:
        if road is None and any(isinstance(item, Document) for item in batch):
            road = Road(settings)
        yield from batch_outcomes(road, batch)


def batch_outcomes(road: Road | None, batch: Sequence[Item]) -> Iterator[Outcome]:
    """Outcomes of a batch in its order; `road` may be None where no document is in it."""
    documents = [item for item in batch if isinstance(item, Document)]
    found = iter(road.read_batch(documents) if road is not None and documents else ())
    for item in batch:
        yield item if isinstance(item, Rejection) else next(found)


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Consecutive items, few enough to be read together."""
    batch: list[Item] = []
    characters = 0
    for item in items:
        batch.append(item)
        characters += len(item.text) if isinstance(item, Document) else 0
        if len(batch) == BATCH_DOCUMENTS or characters > BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _read_parallel(batches: Iterable[list[Item]], settings: Settings) -> Iterator[Outcome]:
    Gazetteer(also=settings.gazetteers).close()  # what is wrong with one is told here, once
    context = multiprocessing.get_context("spawn")  # threads of the caller must not be forked
    pool = ProcessPoolExecutor(
        settings.processes, mp_context=context, initializer=_start_worker, initargs=(settings,)
    )
    waiting: deque[tuple[list[Item], Future[list[Outcome]]]] = deque()
    with pool:
        for batch in batches:
            documents = [item for item in batch if isinstance(item, Document)]
            waiting.append((batch, pool.submit(_work, documents)))
            if len(waiting) >= IN_FLIGHT * settings.processes:
                yield from _finished(*waiting.popleft())
        while waiting:
            yield from _finished(*waiting.popleft())


def _finished(batch: list[Item], future: "Future[list[Outcome]]") -> Iterator[Outcome]:
    found = iter(future.result())
    for item in batch:
        yield item if isinstance(item, Rejection) else next(found)


_worker: list[Road] = []  # one road per worker process, made by its initializer


def _start_worker(settings: Settings) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends the work, in one line
    _worker[:] = [Road(settings)]


def _work(documents: list[Document]) -> list[Outcome]:
    return _worker[0].read_batch(documents)


def describe(settings: Settings = Settings()) -> dict[str, str]:  # noqa: B008 - frozen
    """What reads: versions, the network with its hash, the lexicon with its size."""
    reader = NetworkReader(threads=1)
    lexicon = load_lexicon(settings.lexicons)
    card = reader.network.card
    return {
        "dateline": version("dateline"),
        "network": str(card["name"]),
        "network sha256": str(card["model_sha256"]),
        "lexicon files": ", ".join(lexicon.files),
        "lexicon entries": str(len(lexicon.entries)),
        "onnxruntime": version("onnxruntime"),
        "tokenizers": version("tokenizers"),
    }
