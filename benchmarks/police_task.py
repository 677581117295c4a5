"""Police: what the police did or left undone, sentence by sentence, as labels.

Labels come of claims alone: whose actors are police, what they did, and whether it was done.
Arrests, curfews, closures and tear gas are the work of police where nobody else is named.
"""

import re
from collections.abc import Sequence

from dateline.claim import Claim
from dateline.config import Settings
from dateline.document import Rejection
from dateline.lexicon import Lexicon, load_lexicon
from dateline.pipeline import read_stream
from jobs import MANY, Job, Outcome, Record, document_of, json_line, load_scorer, read_records

LABELS = ("KILL", "ARREST", "FORCE", "FAIL", "ANY_ACTION")
POLICE = re.compile(
    r"\b(?:police(?:m[ae]n|wom[ae]n)?|cops?|constables?|inspectors?|superintendents?|gendarmes?"
    r"|security (?:forces?|personnel|men)|paramilitar(?:y|ies)|law enforcement"
    r"|crpf|bsf|cisf|srpf?|pac|raf|dgp|igp?|d?sp|dcp|acp)\b",
    re.IGNORECASE,
)
DONE = frozenset({"actual", "ongoing"})
FORCEFUL = "crowd-control"
THEIR_WORK = frozenset({"arrest", "curfew", "restrict", FORCEFUL})
DEEDS = frozenset({"AID", "COERCE", "ASSAULT", "MOBILIZE", "REJECT"})


def run_police(job: Job) -> Outcome:
    """What the police did, by the whole road, for each of the gold's sentences."""
    gold = read_records(job.gold)[: job.limit]
    lexicon = load_lexicon()
    found = []
    settings = Settings(threads=job.threads, least_score=MANY)
    results = read_stream((document_of(record) for record in gold), settings)
    for record, result in zip(gold, results, strict=True):
        claims = () if isinstance(result, Rejection) else result.claims
        found.append({"id": record["id"], **labels_of(record, claims, lexicon)})
    scores = load_scorer(job.bench, "labels").score(gold, found)
    return Outcome(scores, [json_line(record) for record in found], gold, found)


def labels_of(record: Record, claims: Sequence[Claim], lexicon: Lexicon) -> Record:
    """The labels of a document and of each of its sentences."""
    spans = align(record["text"], [sentence["text"] for sentence in record["sentences"]])
    rows = []
    for start, end in spans:
        inside = [claim for claim in claims if start <= claim.trigger.start < end]
        rows.append(sentence_labels(inside, lexicon))
    return {
        "labels": _sorted(set().union(*rows)),
        "sentences": [_sorted(row) for row in rows],
    }


def sentence_labels(claims: Sequence[Claim], lexicon: Lexicon) -> set[str]:
    """What the claims of one sentence tell of the police.

    Who was killed where the police used force, and by nobody who is named, they killed.
    """
    labels: set[str] = set()
    for claim in claims:
        labels |= police_labels(claim, lexicon)
    unsaid = any(
        claim.event == "ASSAULT"
        and not claim.actors
        and claim.status in DONE
        and _kills(claim, lexicon)
        for claim in claims
    )
    return labels | {"KILL"} if unsaid and "FORCE" in labels else labels


def police_labels(claim: Claim, lexicon: Lexicon) -> set[str]:
    """What a claim tells of the police."""
    by_police = any(POLICE.search(actor.shown) for actor in claim.actors)
    theirs = claim.event == "COERCE" and claim.mode in THEIR_WORK and not claim.actors
    if claim.type != "event":
        there = claim.kind in ("presence", "strength", "control") and claim.status in DONE
        return {"ANY_ACTION"} if by_police and there else set()
    if claim.status == "denied":
        return {"FAIL"} if by_police and claim.event in DEEDS else set()
    if not (by_police or theirs) or claim.status not in DONE:
        return set()
    labels = {"ANY_ACTION"}
    if claim.event == "COERCE" and claim.mode == "arrest":
        labels.add("ARREST")
    if claim.event == "ASSAULT" or claim.mode == FORCEFUL:
        labels.add("FORCE")
    if claim.event == "ASSAULT" and _kills(claim, lexicon):
        labels.add("KILL")
    return labels


def align(text: str, sentences: Sequence[str]) -> list[tuple[int, int]]:
    """Where each sentence stands in the text, end exclusive.

    Sentences and text may differ in blanks and in damaged punctuation, so only
    ASCII letters and digits are counted.
    """
    at = [index for index, character in enumerate(text) if _counts(character)]
    spans, done = [], 0
    for sentence in sentences:
        size = sum(_counts(character) for character in sentence)
        first, done = done, min(done + size, len(at))
        spans.append((at[first], at[done - 1] + 1) if done > first else (0, 0))
    return spans


def _counts(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _kills(claim: Claim, lexicon: Lexicon) -> bool:
    entry = lexicon.entries.get(claim.entry)
    return any(count.of == "killed" for count in claim.counts) or (
        entry is not None and entry.counts == "killed"
    )


def _sorted(labels: set[str]) -> list[str]:
    return [label for label in LABELS if label in labels]
