"""Explaining: why words made claims or none, as plain data.

Claims stand in the form of `findings_record`.  What describes a source whose name is
withheld stands apart under `sensitive`, as there.

In: explanations.  Out: dicts that the json module can write.
"""

from collections.abc import Sequence
from typing import Any

from dateline.claim import Mention
from dateline.explanation import (
    Attempt,
    Citing,
    Clue,
    Explanation,
    Filled,
    Made,
    Sentence,
    Weighing,
)
from dateline.export.reasons import reason_words
from dateline.export.records import document_record, full_record
from dateline.export.source_records import located
from dateline.export.sources import SourceTable
from dateline.report import Findings

ODDS_DIGITS = 3

Record = dict[str, Any]


def explanation_record(explanation: Explanation) -> Record:
    """The JSON form of one explanation; `docs/explaining.md` describes it."""
    findings = explanation.findings
    table = SourceTable(findings)
    hidden = withheld_spans(findings, table)
    return {
        "document": document_record(findings),
        "at": located(explanation.at),
        "number": explanation.number,
        "of": explanation.of,
        "sentences": [_sentence(each) for each in explanation.sentences],
        "citings": [_citing(each, hidden) for each in explanation.citings],
        "claims": [_made(each, table) for each in explanation.claims],
        "attempts": [_attempt(each, explanation.attempts) for each in explanation.attempts],
        "no_entry": [
            {
                "words": located(each.words),
                "upos": each.upos,
                "known_as": list(each.known_as),
                "classes": list(each.classes),
            }
            for each in explanation.unknown
        ],
    }


def withheld_spans(findings: Findings, table: SourceTable) -> frozenset[tuple[int, int]]:
    """Characters of the words for sources whose name the report withholds."""
    said = [claim.source for claim in findings.claims]
    said += [statement.source for statement in findings.statements]
    settled = [table.settled(source) for source in said]
    every = [each for source in settled for each in (source, *source.via)]
    return frozenset((s.source.start, s.source.end) for s in every if s.anonymous and s.source)


def _sentence(sentence: Sentence) -> Record:
    return {
        "number": sentence.number,
        **located(sentence.words),
        "words": [
            {
                "index": word.index,
                "text": word.text,
                "lemma": word.lemma,
                "upos": word.upos,
                "feats": word.feats,
                "head": word.head,
                "rel": word.rel,
                "start": word.start,
                "end": word.end,
            }
            for word in sentence.tokens
        ],
        "names": [{**located(words), "type": type_} for words, type_ in sentence.names],
    }


def _citing(citing: Citing, hidden: frozenset[tuple[int, int]]) -> Record:
    source = located(citing.source) if citing.source else None
    withheld = citing.source is not None and (citing.source.start, citing.source.end) in hidden
    return {
        "kind": citing.kind,
        "cue": located(citing.cue),
        "source": None if withheld else source,
        "content": _all(citing.content),
        "sensitive": {"source": source} if withheld else None,
    }


def _made(made: Made, table: SourceTable) -> Record:
    claim = made.claim
    return {
        **full_record(claim, made.when, made.where, table),
        "why": {
            "entry": claim.entry,
            "passing": made.passing,
            "sways": [
                {
                    "by": located(each.by) if each.by else None,
                    "status": each.status,
                    "certainty": each.certainty,
                }
                for each in made.sways
            ],
            "supplied": [_filled(each) for each in made.supplied],
            "place": _weighing(made.place),
            "date": _weighing(made.date),
        },
    }


def _weighing(weighing: Weighing | None) -> Record | None:
    if weighing is None:
        return None
    return {
        "choices": [
            {
                "words": located(choice.words),
                "odds": round(choice.odds, ODDS_DIGITS),
                "clues": _clues(choice.clues),
            }
            for choice in weighing.choices
        ],
        "none": _clues(weighing.none),
    }


def _clues(clues: Sequence[Clue]) -> dict[str, float]:
    return {clue.name: clue.weight for clue in clues}


def _attempt(attempt: Attempt, others: Sequence[Attempt]) -> Record:
    return {
        "entry": attempt.entry,
        "file": attempt.file,
        "type": attempt.type,
        "kind": attempt.kind,
        "form": attempt.form,
        "wording": attempt.wording,
        "trigger": _all(attempt.trigger),
        "roles": [_filled(each) for each in attempt.roles],
        "chance": attempt.chance,
        "outcome": attempt.outcome,
        "reasons": [
            {
                "rule": reason.rule,
                "role": reason.role or None,
                "words": _all(reason.words),
                "classes": list(reason.classes),
                "wanted": list(reason.wanted),
                "why": reason_words(attempt, reason, others),
            }
            for reason in attempt.reasons
        ],
        "claims": list(attempt.claims),
    }


def _filled(filled: Filled) -> Record:
    return {"role": filled.role, "slot": filled.slot, "words": _all(filled.words)}


def _all(mentions: Sequence[Mention]) -> list[Record]:
    return [located(mention) for mention in mentions]
