"""What can be scored: for each task how its gold is read, answered and scored.

A task is one function from a gold file to an `Outcome`; `TASKS` names them all,
and a new task is a new function with its line in that table.
"""

import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import coreference
from conllu import (
    Sentence,
    Token,
    TreeDocument,
    raw_text,
    read_documents,
    read_lines,
    sentence_lines,
    tagged_lines,
)
from coreference import found_record, gold_mentions
from dateline.claim import Mention, Statement, Toponym
from dateline.config import Settings
from dateline.document import Rejection
from dateline.export.records import gold_record
from dateline.extract import Extractor
from dateline.lexicon import load_lexicon
from dateline.nlp.reader import TaggedSentence
from dateline.nlp.tokens import split_text
from dateline.pipeline import Road, read_stream
from dateline.reading import Reading, Span
from dateline.resolve import Gazetteer, PlaceResolver, country_of_address, find_expressions
from dateline.resolve.timex import timexes
from event_tasks import run_events
from jobs import (
    MANY,
    Job,
    Outcome,
    Record,
    TaskError,
    document_of,
    in_part,
    json_line,
    load_reader,
    load_scorer,
    read_records,
)
from muc import country_codes, find_templates
from muc_attributes import score_attributes
from police_task import run_police


def run_parse(job: Job) -> Outcome:
    """Tags and trees of the gold's own words and sentences."""
    reader = load_reader(job.threads)
    documents = _tree_documents(job)
    predictions = [
        line
        for document in documents
        for line in tagged_lines(document, reader.tag([s.words for s in document.sentences]))
    ]
    return _score_trees(job, predictions)


def run_parse_raw(job: Job) -> Outcome:
    """Tags and trees of the running text, in the reader's own words and sentences."""
    reader = load_reader(job.threads)
    documents = _tree_documents(job)
    texts = [raw_text(document) for document in documents]
    predictions: list[str] = []
    for document, reading in zip(documents, reader.read_many(texts), strict=True):
        _check_characters(document, reading)
        predictions += reading_lines(reading)
    return _score_trees(job, predictions)


def run_ner(job: Job) -> Outcome:
    """Names in the running text."""
    scorer = load_scorer(job.bench, "ner")
    gold = scorer.read_gum(job.gold) if ".conllu" in job.gold.name else read_records(job.gold)
    gold = gold[: job.limit]
    reader = load_reader(job.threads)
    readings = reader.read_many(record["text"] for record in gold)
    found = [
        {"id": record["id"], "entities": entities_of(reading)}
        for record, reading in zip(gold, readings, strict=True)
    ]
    scores = scorer.score(gold, found, job.named, set(job.types) or None)
    return Outcome(scores, [json_line(record) for record in found], gold, found)


def run_attribution(job: Job) -> Outcome:
    """Who is said to have said what, in the running text."""
    gold = read_records(job.gold)[: job.limit]
    readings = load_reader(job.threads).read_many(record["text"] for record in gold)
    found = [
        {"id": record["id"], "attributions": attributions_of(reading)}
        for record, reading in zip(gold, readings, strict=True)
    ]
    scores = load_scorer(job.bench, "attribution").score(gold, found)
    return Outcome(scores, [json_line(record) for record in found], gold, found)


def run_attribution_by_trees(job: Job) -> Outcome:
    """The same, by the trees and the lexicon alone: what is left without the network's sayings."""
    gold = read_records(job.gold)[: job.limit]
    readings = load_reader(job.threads).read_many(record["text"] for record in gold)
    extractor = Extractor(load_lexicon(), find_expressions)
    found = []
    for record, reading in zip(gold, readings, strict=True):
        bare = replace(reading, sayings=())
        statements = extractor.extract(document_of(record), bare)[1]
        rows = [attribution_of(statement) for statement in statements]
        found.append({"id": record["id"], "attributions": rows})
    scores = load_scorer(job.bench, "attribution").score(gold, found)
    return Outcome(scores, [json_line(record) for record in found], gold, found)


def run_coreference(job: Job) -> Outcome:
    """Which phrases stand for the same thing, in the gold's own words; mentions are found."""
    reader = load_reader(job.threads)
    gold, found = [], []
    for name, sentences, mentions in islice(gold_mentions(read_lines(job.gold)), job.limit):
        gold.append(coreference.gold_record(name, mentions))
        found.append(found_record(name, reader.read_words(sentences)))
    scorer = load_scorer(job.bench, "cdec")
    scores = {
        "with_singletons": scorer.score(gold, found, "entities", "document"),
        "without_singletons": scorer.score(gold, found, "entities", "document", True),
    }
    return Outcome(scores, [json_line(record) for record in found], gold, found)


def run_claims(job: Job) -> Outcome:
    """Claims, by the whole road from a document on."""
    gold = [r for r in read_records(job.gold) if in_part(r["id"], job.part)][: job.limit]
    found = []
    settings = Settings(threads=job.threads)
    for result in read_stream((document_of(record) for record in gold), settings):
        if isinstance(result, Rejection):
            print(f"{result.label}: {result.reason}", file=sys.stderr)
        else:
            found.append(gold_record(result) | {"id": result.document.label})
    scores = load_scorer(job.bench, "claims").score(gold, found)
    return Outcome(scores, [json_line(record) for record in found], gold, found)


def run_geoparse(job: Job) -> Outcome:
    """Places that the running text names, with their coordinates.

    What is kept by name only, inside another place, has that place's point.
    """
    gold = read_records(job.gold)[: job.limit]
    gazetteer = Gazetteer()
    resolver = PlaceResolver(gazetteer)
    readings = load_reader(job.threads).read_many(record["text"] for record in gold)
    found = []
    for record, reading in zip(gold, readings, strict=True):
        country = country_of_address(record.get("url"))
        rows = [place_of(toponym) for toponym in resolver.resolve(reading, country)]
        found.append({"id": record["id"], "places": rows})
    scores = load_scorer(job.bench, "geoparse").score(gold, found)
    return Outcome(scores, [json_line(record) for record in found], gold, found)


def run_timex(job: Job) -> Outcome:
    """Time expressions of the running text as TIMEX3, against the day that a document gives."""
    gold = read_records(job.gold)[: job.limit]
    found = []
    for record in gold:
        day = str(record.get("dct") or "")[: len("2015-02-21")]
        expressions = timexes(record["text"], date.fromisoformat(day) if day else None)
        rows = [
            {"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in expressions
        ]
        found.append({"id": record["id"], "timexes": rows})
    scores = load_scorer(job.bench, "timex").score(gold, found)
    return Outcome(scores, [json_line(record) for record in found], gold, found)


def run_muc(job: Job) -> Outcome:
    """Incidents of a report by its claims, as MUC-4 templates; and what else these say."""
    gold = read_records(job.gold)[: job.limit]
    road = Road(Settings(threads=job.threads, least_score=MANY))
    found = list(find_templates(road, (document_of(record) for record in gold)))
    scorer = load_scorer(job.bench, "muc")
    scores = scorer.score(gold, found)
    scores["attributes"] = score_attributes(gold, found, scorer, country_codes(road.gazetteer))
    return Outcome(scores, [json_line(record) for record in found], gold, found)


TASKS: dict[str, Callable[[Job], Outcome]] = {
    "parse": run_parse,
    "parse-raw": run_parse_raw,
    "ner": run_ner,
    "attribution": run_attribution,
    "attribution-trees": run_attribution_by_trees,
    "coreference": run_coreference,
    "geoparse": run_geoparse,
    "timex": run_timex,
    "claims": run_claims,
    "events": run_events,
    "police": run_police,
    "muc": run_muc,
}


def entities_of(reading: Reading) -> list[Record]:
    """Names by the characters that they cover."""
    words = reading.words
    return [
        {"start": words[n.first].start, "end": words[n.last].end, "type": n.type}
        for n in reading.names
    ]


def place_of(toponym: Toponym) -> Record:
    """A toponym by its characters, with the point of its place."""
    place = toponym.place
    return {
        "start": toponym.start,
        "end": toponym.end,
        "lat": place.latitude if place else None,
        "lon": place.longitude if place else None,
        "country": place.country if place else None,
    }


def attributions_of(reading: Reading) -> list[Record]:
    """Sayings by the characters of their parts."""

    def spans(found: Iterable[Span | None]) -> list[list[int]]:
        words = reading.words
        return [[words[s[0]].start, words[s[1]].end] for s in found if s is not None]

    return [
        {"source": spans([s.source]), "cue": spans([s.cue]), "content": spans(s.content)}
        for s in reading.sayings
    ]


def attribution_of(statement: Statement) -> Record:
    """A statement by the characters of its parts."""

    def spans(mentions: Iterable[Mention | None]) -> list[list[int]]:
        return [[m.start, m.end] for m in mentions if m is not None]

    source = statement.source
    return {
        "source": spans([source.source]),
        "cue": spans([source.cue]),
        "content": spans(statement.content),
    }


def reading_lines(reading: Reading) -> Iterator[str]:
    """A reading as CoNLL-U; parts of a contraction stand under one token."""
    glued = [word.glued for sentence in split_text(reading.text) for word in sentence.words]
    for span in reading.sentences:
        words = [reading.words[index] for index in span]
        base = span.start
        sentence = Sentence(words=["".join(word.text.split()) for word in words])
        first = 0
        for at in range(1, len(words) + 1):
            if at == len(words) or not glued[base + at]:
                form = "".join(sentence.words[first:at])
                sentence.tokens.append(Token(form, first, at - 1, spaced=True))
                first = at
        yield from sentence_lines(sentence, _tagged(words, base))


def _tagged(words: Sequence[Any], base: int) -> TaggedSentence:
    """The reader's answer for some words of a reading, counted from the sentence's first."""
    return TaggedSentence(
        upos=[w.upos for w in words],
        feats=[w.feats for w in words],
        head=[w.head - base if w.head >= 0 else -1 for w in words],
        rel=[w.rel for w in words],
        lemmas=[w.lemma for w in words],
        names=[],
    )


def _tree_documents(job: Job) -> list[TreeDocument]:
    try:
        return list(islice(read_documents(read_lines(job.gold)), job.limit))
    except ValueError as error:
        raise TaskError(f"{job.gold}: {error}") from error


def _check_characters(document: TreeDocument, reading: Reading) -> None:
    """Name the document where the reader lost a character; the scorer would only refuse."""
    gold = "".join("".join(t.form.split()) for s in document.sentences for t in s.tokens)
    own = "".join("".join(word.text.split()) for word in reading.words)
    if own != gold:
        pairs = zip(gold, own, strict=False)
        at = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(gold), len(own)))
        here = f"{gold[at - 10 : at + 10]!r} was read as {own[at - 10 : at + 10]!r}"
        raise TaskError(f"document {document.id!r}: the words do not cover the text: {here}")


def _score_trees(job: Job, predictions: list[str]) -> Outcome:
    """The scorer wants files, and with a limit the gold must end where the predictions do."""
    scorer = load_scorer(job.bench, "parse")
    with tempfile.TemporaryDirectory() as folder:
        gold, own = Path(folder, "gold.conllu"), Path(folder, "own.conllu")
        own.write_text("\n".join(predictions) + "\n", "utf-8")
        gold.write_text("\n".join(_first_lines(job.gold, job.limit)) + "\n", "utf-8")
        return Outcome(scorer.score(scorer.read(gold), scorer.read(own)), predictions)


def _first_lines(path: Path, limit: int | None) -> Iterator[str]:
    """The lines of the first documents of a CoNLL-U file."""
    documents, words = 0, False
    for line in read_lines(path):
        if line.startswith("# newdoc") and words:
            documents, words = documents + 1, False
            if documents == limit:
                return
        words = words or line[:1].isdigit()
        yield line
