"""Jobs: what is to be scored, what came of it, and how gold files and scorers are read.

The scorers are not part of this project: they lie in the folder `score` of the benchmark folder.
"""

import importlib
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

from conllu import read_lines
from dateline.document import Document
from dateline.nlp.reader import NetworkReader

Record = dict[str, Any]

MANY = 0.2  # least score where a task is to find what there is, and the scorer weighs precision
UNSEEN_BELOW = 40  # of 256: keeps about one passage in six for looking at scores only


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What to score, and how.

    gold     the gold file
    bench    the folder that holds `score`
    limit    only so many documents from the beginning; None is all
    threads  of the network
    types    types of name that count; empty is all
    named    only names, where the gold has other mentions too
    part     "unseen" or "seen" keeps that part of a file (see `is_unseen`); None is all
    """

    gold: Path
    bench: Path
    limit: int | None = None
    threads: int = 2
    types: tuple[str, ...] = ()
    named: bool = False
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it.

    scores       the scorer's result
    predictions  the lines that were scored
    gold, found  records by document, for tasks whose mistakes can be listed
    """

    scores: Record
    predictions: Sequence[str]
    gold: Sequence[Record] = ()
    found: Sequence[Record] = ()


class TaskError(Exception):
    """A file that cannot be scored; one sentence that says why and what to do."""


def is_unseen(name: str) -> bool:
    """Whether a passage is kept unread: the first byte of its id's SHA-256 is below the limit."""
    return sha256(name.encode("utf-8")).digest()[0] < UNSEEN_BELOW


def load_scorer(bench: Path, name: str) -> ModuleType:
    """A scorer as a module.

    Raises:
        TaskError: there is none in the benchmark folder.
    """
    folder = str(bench)
    if folder not in sys.path:
        sys.path.insert(0, folder)
    try:
        return importlib.import_module(f"score.{name}")
    except ModuleNotFoundError as error:
        message = f"no scorer {name!r} in {bench / 'score'}; name the folder with --bench"
        raise TaskError(message) from error


@cache
def load_reader(threads: int) -> NetworkReader:
    """The shipped reader, loaded once."""
    return NetworkReader(threads=threads)


def read_records(path: Path) -> list[Record]:
    """A JSONL file, plain or .gz.

    Raises:
        TaskError: a line is not a JSON object with an id and a text.
    """
    records = []
    for number, line in enumerate(read_lines(path), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise TaskError(f"{path}:{number}: not JSON: {error}") from error
        if not isinstance(record, dict) or not {"id", "text"} <= record.keys():
            raise TaskError(f"{path}:{number}: needs an object with `id` and `text`")
        records.append(record)
    return records


def document_of(record: Record) -> Document:
    """The document of a gold record; its text is kept to the letter, as evidence must be."""
    day = record.get("published")
    return Document(
        text=record["text"],
        label=record["id"],
        title=record.get("title"),
        outlet=record.get("publisher") or record.get("outlet"),
        published=date.fromisoformat(day[:10]) if day else None,
        url=record.get("url"),
    )


def in_part(name: str, part: str | None) -> bool:
    """Whether a passage is of the part that is to be scored."""
    return part is None or is_unseen(name) == (part == "unseen")


def json_line(record: Record) -> str:
    """A prediction as it is written."""
    return json.dumps(record, ensure_ascii=False)
