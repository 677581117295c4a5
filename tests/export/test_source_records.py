"""Who speaks, as plain data; what could give a source away stands apart."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from sample_findings import (
    GOVERNOR,
    MILITIA_OFFICIAL,
    TEXT,
    findings_of,
    mention,
    said,
    sample_claims,
    sample_document,
    sample_findings,
)

from dateline.claim import Attribution, Statement
from dateline.document import Document
from dateline.export.records import findings_record, gold_record, speech_record
from dateline.export.speech import Choice
from dateline.report import Findings

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "claims.schema.json").read_text("utf-8"))
EVERYTHING = Choice()


def without_sensitive(record: object) -> object:
    if isinstance(record, dict):
        return {k: without_sensitive(v) for k, v in record.items() if k != "sensitive"}
    if isinstance(record, list):
        return [without_sensitive(value) for value in record]
    return record


def objects_in(record: object) -> Iterator[dict[str, Any]]:
    if isinstance(record, dict):
        yield record
        record = list(record.values())
    if isinstance(record, list):
        for value in record:
            yield from objects_in(value)


def row_of(record: dict[str, Any], name: str) -> dict[str, Any]:
    return next(row for row in record["sources"] if row["name"] == name)


# -- rows and statements


def test_every_key_that_is_named_leads_to_a_row() -> None:
    record = findings_record(sample_findings())
    keys = {row["key"] for row in record["sources"]}
    named = [claim["source"]["key"] for claim in record["claims"]]
    named += [each["source"] for each in record["statements"]]
    named += [key for each in record["statements"] + record["sources"] for key in each["via"]]
    assert len(named) > 20
    assert set(named) == keys


def test_a_row_gives_the_ids_of_its_claims_and_on_what_they_are() -> None:
    record = findings_record(sample_findings())
    colonel = row_of(record, "Idris Maan")
    own = [claim for claim in record["claims"] if claim["source"]["key"] == colonel["key"]]
    assert colonel["claims"] == [claim["id"] for claim in own]
    assert colonel["on"] == {"event": 1, "control": 1}
    assert (colonel["statements"], colonel["quoted"], colonel["media"]) == (1, 0, ["said"])


def test_those_behind_a_source_are_told_from_both_ends() -> None:
    record = findings_record(sample_findings())
    (behind,) = [row for row in record["sources"] if row["behind"]]
    assert (behind["role"], behind["behind"]) == ("residents", [record["claims"][9]["id"]])
    assert row_of(record, "The Relief Committee")["via"] == [behind["key"]]
    assert record["statements"][-1]["via"] == [behind["key"]]


def test_a_statement_leads_to_its_words_and_to_what_tells_that_they_are_said() -> None:
    record = findings_record(sample_findings())
    first = record["statements"][0]
    (content,) = first["content"]
    assert TEXT[content["start"] : content["end"]] == content["text"]
    assert content["text"].startswith("Fighters of the Dawn Brigades")
    assert (first["quoted"], first["medium"], first["cue"]["text"]) == (False, "said", "said")
    assert [each["quoted"] for each in record["statements"]].count(True) == 1


def test_the_record_of_who_speaks_is_the_whole_record_without_claims_and_places() -> None:
    whole = findings_record(sample_findings())
    del whole["claims"], whole["places"]
    assert speech_record(sample_findings(), EVERYTHING) == whole


@pytest.mark.parametrize("claims", [0, 12])
def test_records_keep_to_the_schema_with_and_without_claims(claims: int) -> None:
    document = sample_document()
    findings = findings_of(
        document, sample_claims(document.id)[:claims], statements=sample_findings().statements
    )
    jsonschema.validate(json.loads(json.dumps(findings_record(findings))), SCHEMA)


def test_an_empty_report_has_no_sources_and_no_statements() -> None:
    record = findings_record(findings_of(Document(text=" ", label="x"), []))
    jsonschema.validate(record, SCHEMA)
    assert (record["sources"], record["statements"]) == ([], [])


@pytest.mark.parametrize("spoil", [{"quoted": None}, {"source": None}, {"medium": "sang"}])
def test_the_schema_refuses_a_statement_that_nobody_makes_or_no_medium_carries(
    spoil: dict[str, object],
) -> None:
    record = findings_record(sample_findings())
    record["statements"][0] |= spoil
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, SCHEMA)


# -- what could give a source away


def test_without_what_is_sensitive_nothing_describes_an_anonymous_source() -> None:
    record = without_sensitive(findings_record(sample_findings()))
    assert isinstance(record, dict)
    told = json.dumps({name: record[name] for name in ("claims", "sources", "statements")})
    assert "militia official" not in told
    assert "fear for his life" not in told
    assert "Colonel" in told


def test_what_is_sensitive_is_kept_in_the_row_the_claims_and_the_statements() -> None:
    record = findings_record(sample_findings())
    kept = [each["sensitive"] for each in objects_in(record) if each.get("sensitive")]
    assert [sorted(each) for each in kept] == [
        ["reason", "role", "words"],  # two claims
        ["reason", "role", "words"],
        ["reason", "role"],  # their row
        ["words"],  # two statements
        ["words"],
    ]
    assert record["statements"][4]["sensitive"]["words"]["text"] == "he"


def test_a_source_that_is_named_has_nothing_sensitive_and_keeps_its_role() -> None:
    record = findings_record(sample_findings())
    governor = row_of(record, "Salim Haddad")
    assert (governor["role"], governor["sensitive"]) == ("Governor", None)
    assert record["claims"][0]["source"]["words"]["text"] == "Governor Salim Haddad"


def test_a_claim_before_the_request_not_to_be_named_is_protected_by_it() -> None:
    before = Attribution(
        kind="unnamed", role="rival militia official", source=mention("A rival militia official")
    )
    document = sample_document()
    claims = [replace(claim, source=before) for claim in sample_claims(document.id)[5:6]]
    statements = [said(MILITIA_OFFICIAL, "since January")]
    record = findings_record(findings_of(document, claims, statements=statements))
    source = record["claims"][0]["source"]
    assert (source["role"], source["words"]) == (None, None)
    assert source["sensitive"]["role"] == "rival militia official"


def test_an_anonymous_source_behind_another_is_protected_too() -> None:
    document = sample_document()
    through = replace(GOVERNOR, via=(MILITIA_OFFICIAL,))
    claims = [replace(sample_claims(document.id)[0], source=through)]
    (behind,) = findings_record(findings_of(document, claims))["claims"][0]["source"]["via"]
    assert (behind["role"], behind["sensitive"]["role"]) == (None, "rival militia official")


def test_the_gold_form_keeps_role_and_reason_in_place() -> None:
    source = gold_record(sample_findings())["claims"][6]["source"]
    assert source == {
        "kind": "unnamed",
        "name": None,
        "role": "rival militia official",
        "anonymous": True,
        "reason": "for fear for his life",
    }


# -- which statements


@pytest.mark.parametrize(
    ("choice", "statements", "keys"),
    [
        (Choice(quoted=True), [4], "A"),
        (Choice(by="haddad"), [0], "C"),
        (Choice(by="COLONEL"), [2], "B"),
        (Choice(by="militia"), [3, 4], "A"),
        (Choice(by="militia", quoted=True), [4], "A"),
        (Choice(by="relief committee"), [7], "GH"),  # with those behind it
        (Choice(by="nobody of this name"), [], ""),
    ],
)
def test_statements_are_chosen_by_speaker_and_by_quotation_marks(
    choice: Choice, statements: list[int], keys: str
) -> None:
    whole = findings_record(sample_findings())
    record = speech_record(sample_findings(), choice)
    assert record["statements"] == [whole["statements"][at] for at in statements]
    assert record["sources"] == [row for row in whole["sources"] if row["key"] in keys]


def test_a_speaker_is_found_by_a_role_that_the_report_tells_elsewhere() -> None:
    by_name = replace(GOVERNOR, role=None)
    findings = findings_of(
        sample_document(),
        [],
        statements=[said(GOVERNOR, "two burning trucks"), said(by_name, "tanks moving")],
    )
    assert len(speech_record(findings, Choice(by="governor"))["statements"]) == 2


def test_a_quotation_of_300_words_is_whole() -> None:
    words = " ".join(f"word{n}" for n in range(300))
    text = f"“{words}” she said."
    statement: Statement = said(GOVERNOR, f"“{words}”", quoted=True, text=text)
    document = Document(text=text, label="long")
    findings: Findings = findings_of(document, [], statements=[statement])
    (content,) = findings_record(findings)["statements"][0]["content"]
    assert content["text"] == text[content["start"] : content["end"]] == f"“{words}”"
