"""Source records: who speaks, as plain data.

What a report says of a source whose name it withholds can give that source away.
So its role, the words for it and the reason stand apart, under `sensitive`, where
whoever passes a file on can take them out without knowing more of the form.

In: findings with their table of sources.  Out: dicts that the json module can write.
"""

from collections.abc import Sequence
from typing import Any

from dateline.claim import Attribution, Mention, Statement
from dateline.export.sources import SourceRow, SourceTable, chain

Record = dict[str, Any]


def row_record(row: SourceRow, claims: Sequence[str]) -> Record:
    """One row of the table.

    Args:
        row: the row.
        claims: ids of the report's claims, in their order.
    """
    source = row.source
    return {
        "key": row.key,
        "kind": source.kind,
        "name": source.name,
        "role": None if source.anonymous else source.role,
        "anonymous": source.anonymous,
        "media": list(row.media),
        "on": dict(row.on),
        "claims": [claims[number] for number in row.claims],
        "behind": [claims[number] for number in row.behind],
        "statements": len(row.statements),
        "quoted": row.quoted,
        "first": row.first,
        "via": list(row.via),
        "sensitive": {"role": source.role, "reason": source.reason} if source.anonymous else None,
    }


def source_record(source: Attribution, table: SourceTable) -> Record:
    """The source of one claim, with the key of its row and the words that name it here."""
    key, source = table.row(source).key, table.settled(source)
    withheld = source.anonymous
    words = located(source.source) if source.source else None
    return {
        "key": key,
        "kind": source.kind,
        "name": source.name,
        "role": None if withheld else source.role,
        "anonymous": source.anonymous,
        "words": None if withheld else words,
        "cue": located(source.cue) if source.cue else None,
        "medium": source.medium,
        "distance": source.distance,
        "via": [source_record(further, table) for further in source.via],
        "sensitive": {"role": source.role, "reason": source.reason, "words": words}
        if withheld
        else None,
    }


def statement_record(statement: Statement, table: SourceTable) -> Record:
    """One statement: whose, its words, and what tells that they are said."""
    source = statement.source
    row = table.row(source)
    withheld = row.source.anonymous
    words = located(source.source) if source.source else None
    return {
        "source": row.key,
        "via": list(dict.fromkeys(table.row(further).key for further in chain(source))),
        "content": [located(words) for words in statement.content],
        "quoted": statement.quoted,
        "words": None if withheld else words,
        "cue": located(source.cue) if source.cue else None,
        "medium": source.medium,
        "sensitive": {"words": words} if withheld else None,
    }


def located(mention: Mention) -> Record:
    """Words of the report with their place in it."""
    return {
        "text": mention.text,
        "name": mention.name,
        "start": mention.start,
        "end": mention.end,
    }
