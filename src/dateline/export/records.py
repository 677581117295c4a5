"""Records: findings as plain data, for files and other programs.

Two forms.  `findings_record` keeps everything, with the offsets of every
mention; `docs/claims.schema.json` describes it.  `gold_record` is one line in
the form of the annotation guidelines, which the scorer reads.  `speech_record` is
the first form without its claims: who speaks, and what they say.

In: findings.  Out: dicts that the json module can write.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from dateline.claim import Attribution, Claim, Count, Link, Mention
from dateline.export.place_records import flat_record, link_record, toponym_record
from dateline.export.source_records import located, row_record, source_record, statement_record
from dateline.export.sources import SourceTable
from dateline.export.speech import Choice, chosen_rows, chosen_statements
from dateline.report import Findings
from dateline.world import When

# Limits of the gold form; a claim beyond them would be counted as wrong.
EVIDENCE_WORDS = 60
NAME_WORDS = 12
MOST_NAMES = 8

Record = dict[str, Any]
Writer = Callable[[Mention], object]


def findings_record(findings: Findings) -> Record:
    """The JSON form of one report: metadata, text, claims and statements with all offsets."""
    table = SourceTable(findings)
    known = zip(findings.claims, claim_days(findings), claim_places(findings), strict=True)
    claims = [full_record(claim, when, link, table) for claim, when, link in known]
    ids = [claim["id"] for claim in claims]
    return {
        "document": document_record(findings),
        "text": findings.document.text,
        "claims": claims,
        "sources": [row_record(row, ids) for row in table.rows],
        "statements": [statement_record(each, table) for each in findings.statements],
        "places": [toponym_record(each) for each in findings.toponyms],
    }


def speech_record(findings: Findings, choice: Choice) -> Record:
    """Who speaks in one report, and the chosen statements; the rows are those of all the report."""
    table = SourceTable(findings)
    statements = chosen_statements(findings, table, choice)
    rows = chosen_rows(table, statements, choice)
    ids = [claim.id for claim in findings.claims]
    return {
        "document": document_record(findings),
        "text": findings.document.text,
        "sources": [row_record(row, ids) for row in rows],
        "statements": [statement_record(each, table) for each in statements],
    }


def gold_record(findings: Findings) -> Record:
    """One report in the form of the annotation guidelines; only claims that the form allows."""
    document = findings.document
    dated = zip(findings.claims, claim_days(findings), strict=True)
    claims = [_gold_claim(claim, when, document.text) for claim, when in dated]
    return {
        "id": document.label,
        "publisher": document.outlet,
        "published": document.published.isoformat() if document.published else None,
        "title": document.title,
        "text": document.text,
        "claims": [claim for claim in claims if claim["evidence"]],
    }


def claim_rows(findings: Findings) -> list[Record]:
    """Each claim as one dict in the gold's vocabulary, with its id and `spans`.

    Names are strings, what is meant where the report has a pronoun.  `place` has
    the words, `place_id` to `place_score` what they mean.  `spans` gives [start, end)
    of the words for each role that has some.
    """
    known = zip(findings.claims, claim_days(findings), claim_places(findings), strict=True)
    document = findings.document
    return [
        {
            "id": claim.id,
            "document": document.id,
            "outlet": document.outlet,
            "published": document.published.isoformat() if document.published else None,
            **_roles(claim, when, _shown),
            **flat_record(link),
            "evidence": claim.evidence.text,
            "trigger": claim.trigger.text,
            "score": claim.score,
            "source": _source(claim.source),
            "spans": _spans(claim),
        }
        for claim, when, link in known
    ]


def claim_days(findings: Findings) -> list[When | None]:
    """The days of each claim, in the claims' order; `Findings.when` searches all links for one."""
    linked = {link.claim: link.when for link in reversed(findings.links) if link.role == "date"}
    # an id costs a hash of the whole claim: only where there can be a link
    return [linked.get(claim.id) if claim.date else None for claim in findings.claims]


def claim_places(findings: Findings) -> list[Link | None]:
    """The place of each claim, in the claims' order; `Findings.where` finds that of one."""
    linked = {link.claim: link for link in reversed(findings.links) if link.role == "place"}
    return [linked.get(claim.id) if claim.place else None for claim in findings.claims]


def document_record(findings: Findings) -> Record:
    """What is known of a report beside its text."""
    document = findings.document
    return {
        "id": document.id,
        "label": document.label,
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published.isoformat() if document.published else None,
        "language": document.language,
        "url": document.url,
        "words": findings.words,
    }


def full_record(claim: Claim, when: When | None, link: Link | None, table: SourceTable) -> Record:
    """One claim as the JSON form has it, with its days, its place and its source's row."""
    date = claim.date and {
        **located(claim.date),
        "from": when.start.isoformat() if when and when.start else None,
        "to": when.end.isoformat() if when and when.end else None,
        "relation": when.relation if when else None,
    }
    record = {"id": claim.id, **_roles(claim, when, located), "date": date}
    if record["place"]:
        record["place"] = {**record["place"], "link": link_record(link)}
    if claim.type == "event":
        record["counts"] = [{"of": c.of, "low": c.low, "high": c.high} for c in claim.counts]
    return {
        **record,
        "evidence": located(claim.evidence),
        "trigger": located(claim.trigger),
        "score": claim.score,
        "source": source_record(claim.source, table),
    }


def _gold_claim(claim: Claim, when: When | None, text: str) -> Record:
    record = _roles(claim, when, _alternatives)
    if claim.type == "event":
        for role in ("actors", "recipients"):
            record[role] = record[role][:MOST_NAMES]
    source = _source(claim.source)
    name = claim.source.name
    source["name"] = _clip(name) if name else None
    return {
        **record,
        "evidence": _short_evidence(claim, text),
        "trigger": claim.trigger.text,
        "source": source,
    }


def _roles(claim: Claim, when: When | None, write: Writer) -> Record:
    """What every form shares: the claim's kind, participants, place, date, status and certainty."""

    def written(mention: Mention | None) -> object:
        return write(mention) if mention and mention.shown.strip() else None

    def all_written(mentions: Sequence[Mention]) -> list[object]:
        return [write(mention) for mention in mentions if mention.shown.strip()]

    actor = claim.actors[0] if claim.actors else None
    record: Record = {"type": claim.type}
    match claim.type:
        case "event":
            record |= {"event": claim.event, "mode": claim.mode}
            record |= {"actors": all_written(claim.actors)}
            record |= {"recipients": all_written(claim.recipients)}
            record |= {"counts": _tolls(claim.counts)}
        case "control":
            record |= {"level": claim.level, "actor": written(actor)}
        case "tie":
            record |= {"relation": claim.relation, "actor": written(actor)}
            record |= {"other": written(claim.other), "role": claim.role}
        case "strength":
            size = claim.counts[0] if claim.counts else None
            record |= {"actor": written(actor), "count": _bounds(size)}
            record |= {"unit": size.of if size else None, "of": claim.make_up}
    record |= {"place": written(claim.place), "date": _date(claim, when)}
    record |= {"status": claim.status, "certainty": claim.certainty}
    return record


def _date(claim: Claim, when: When | None) -> Record | None:
    if claim.date is None:
        return None
    return {
        "text": claim.date.text,
        "from": when.start.isoformat() if when and when.start else None,
        "to": when.end.isoformat() if when and when.end else None,
    }


def _bounds(count: Count | None) -> list[int | None]:
    return [count.low, count.high] if count else [None, None]


def _tolls(counts: Sequence[Count]) -> dict[str, list[int | None]]:
    """Counts by what they count; of two of one kind the first, which is the main one."""
    return {count.of: _bounds(count) for count in reversed(counts)}


def _source(source: Attribution) -> Record:
    record: Record = {
        "kind": source.kind,
        "name": source.name,
        "role": source.role,
        "anonymous": source.anonymous,
        "reason": source.reason,
    }
    if source.via:
        record["via"] = [_source(further) for further in source.via]
    return record


def _spans(claim: Claim) -> Record:
    single = {
        "evidence": claim.evidence,
        "trigger": claim.trigger,
        "other": claim.other,
        "place": claim.place,
        "date": claim.date,
        "source": claim.source.source,
        "cue": claim.source.cue,
    }
    several = {"actors": claim.actors, "recipients": claim.recipients}
    spans: Record = {name: [m.start, m.end] for name, m in single.items() if m}
    spans |= {name: [[m.start, m.end] for m in mentions] for name, mentions in several.items()}
    return {name: span for name, span in spans.items() if span}


def _shown(mention: Mention) -> str:
    return mention.shown


def _alternatives(mention: Mention) -> str | list[str]:
    """The name alone, or the report's words and what they stand for, within the form's length."""
    forms = list(
        dict.fromkeys(form for form in (mention.text, mention.name) if form and form.strip())
    )
    short = [form for form in forms if len(form.split()) <= NAME_WORDS]
    if not short:
        return _clip(forms[-1])
    return short[0] if len(short) == 1 else short


def _clip(name: str) -> str:
    words = name.split()
    return name if len(words) <= NAME_WORDS else " ".join(words[:NAME_WORDS])


def _short_evidence(claim: Claim, text: str) -> str:
    """The evidence, or those of its words around the trigger that the form has room for."""
    start, end = claim.evidence.start, claim.evidence.end
    words = [match.span() for match in re.finditer(r"\S+", text[start:end])]
    if len(words) <= EVIDENCE_WORDS:
        return text[start:end].strip()
    before = sum(first < claim.trigger.start - start for first, _ in words)
    first = max(0, min(before - EVIDENCE_WORDS // 2, len(words) - EVIDENCE_WORDS))
    return text[start + words[first][0] : start + words[first + EVIDENCE_WORDS - 1][1]]
