import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_findings import (
    TEXT,
    findings_of,
    mention,
    sample_claims,
    sample_document,
    sample_findings,
)

from dateline.claim import Claim, Count, Mention
from dateline.document import Document
from dateline.export.records import claim_days, claim_rows, findings_record, gold_record
from dateline.export.schema import claims_schema, schema_text

SCHEMA = Path(__file__).parents[2] / "docs" / "claims.schema.json"


def mentions_in(record: object) -> Iterator[dict[str, Any]]:
    if isinstance(record, dict):
        if {"text", "start", "end"} <= record.keys():
            yield record
        for value in record.values():
            yield from mentions_in(value)
    elif isinstance(record, list):
        for value in record:
            yield from mentions_in(value)


def long_claim(evidence: str, trigger: str, actor: str | None = None) -> tuple[Document, Claim]:
    document = Document(text=evidence, label="long")
    words = mention(evidence, text=evidence)
    claim = Claim(
        document=document.id,
        type="event",
        event="ASSAULT",
        evidence=words,
        trigger=mention(trigger, text=evidence),
        actors=(mention(actor, text=evidence),) if actor else (),
    )
    return document, claim


# -- the JSON form


def test_the_committed_schema_is_what_the_vocabularies_give() -> None:
    assert SCHEMA.read_text("utf-8") == schema_text(), (
        "stale; run: python -m dateline.export.schema > docs/claims.schema.json"
    )


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(claims_schema())


def test_a_record_keeps_to_the_schema() -> None:
    record = json.loads(json.dumps(findings_record(sample_findings())))
    jsonschema.validate(record, json.loads(SCHEMA.read_text("utf-8")))


@pytest.mark.parametrize(
    "spoil",
    [
        {"status": "rumoured"},
        {"event": "ATTACK"},
        {"type": "rumour"},
        {"evidence": None},
        {"more": 1},
    ],
)
def test_the_schema_refuses_what_no_vocabulary_has(spoil: dict[str, object]) -> None:
    record = findings_record(sample_findings())
    shelling = next(claim for claim in record["claims"] if claim["type"] == "event")
    shelling |= spoil
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, json.loads(SCHEMA.read_text("utf-8")))


def test_every_offset_leads_to_its_words() -> None:
    found = list(mentions_in(findings_record(sample_findings())["claims"]))
    assert len(found) > 40
    assert all(TEXT[each["start"] : each["end"]] == each["text"] for each in found)


def test_days_come_with_the_words_that_they_were_found_in() -> None:
    claims = findings_record(sample_findings())["claims"]
    assert claims[5]["date"] == {
        "text": "since January",
        "name": None,
        "start": TEXT.index("since January"),
        "end": TEXT.index("since January") + len("since January"),
        "from": "2021-01-01",
        "to": None,
        "relation": "since",
    }
    assert claims[4]["date"]["text"] == "within days"
    assert claims[4]["date"]["from"] is None


def test_a_withheld_name_its_reason_and_those_behind_a_source_are_in_the_record() -> None:
    claims = findings_record(sample_findings())["claims"]
    assert claims[6]["source"]["anonymous"] is True
    assert claims[6]["source"]["sensitive"]["reason"] == "for fear for his life"
    assert [behind["role"] for behind in claims[9]["source"]["via"]] == ["residents"]


def test_days_of_all_claims_are_those_of_each() -> None:
    findings = sample_findings()
    assert claim_days(findings) == [findings.when(claim) for claim in findings.claims]


def test_two_reports_of_one_claim_share_no_days() -> None:
    document = sample_document()
    claims = sample_claims(document.id)
    undated = replace(findings_of(document, claims), links=[])
    assert claim_days(undated) == [None] * len(claims)


# -- rows


def test_rows_use_the_name_that_a_pronoun_stands_for_and_lead_to_the_words() -> None:
    shelling = claim_rows(sample_findings())[6]
    assert shelling["actors"] == ["Dawn Brigades"]
    ((start, end),) = shelling["spans"]["actors"]
    assert TEXT[start:end] == "They"
    assert shelling["id"] == sample_findings().claims[6].id


# -- the gold form


def test_the_gold_form_has_the_guidelines_fields() -> None:
    record = gold_record(sample_findings())
    assert list(record) == ["id", "publisher", "published", "title", "text", "claims"]
    assert (record["id"], record["published"]) == ("qarat.txt", "2021-03-12")
    assert record["claims"][2] == {
        "type": "control",
        "level": "lost",
        "actor": ["it", "The army"],
        "place": ["the bridge", "the Qarat bridge"],
        "date": None,
        "status": "denied",
        "certainty": "certain",
        "evidence": "it had lost the bridge",
        "trigger": "lost",
        "source": {
            "kind": "organization",
            "name": "The army",
            "role": None,
            "anonymous": False,
            "reason": None,
        },
    }


def test_gold_counts_are_lists_by_what_is_counted() -> None:
    claims = gold_record(sample_findings())["claims"]
    assert claims[3]["counts"] == {"killed": [12, None]}
    assert (claims[5]["count"], claims[5]["unit"], claims[5]["of"]) == (
        [300, 400],
        "fighters",
        "mostly from the coast",
    )


def test_of_two_tolls_of_one_kind_the_first_stays() -> None:
    claim = replace(
        sample_claims("d")[3],
        counts=(Count(of="killed", low=12, high=None), Count(of="killed", low=3, high=3)),
    )
    findings = findings_of(sample_document(), [claim])
    assert gold_record(findings)["claims"][0]["counts"] == {"killed": [12, None]}
    assert len(findings_record(findings)["claims"][0]["counts"]) == 2


def test_long_evidence_is_narrowed_to_sixty_words_around_its_trigger() -> None:
    evidence = " ".join(f"w{n}" for n in range(100)) + " struck " + "and more " * 40 + "end"
    document, claim = long_claim(evidence, "struck")
    (written,) = gold_record(findings_of(document, [claim]))["claims"]
    assert written["evidence"] in document.text
    assert len(written["evidence"].split()) == 60
    assert "struck" in written["evidence"]


def test_a_name_of_more_than_twelve_words_is_cut() -> None:
    actor = " ".join(f"w{n}" for n in range(20))
    document, claim = long_claim(f"{actor} struck", "struck", actor)
    (written,) = gold_record(findings_of(document, [claim]))["claims"]
    assert written["actors"] == [" ".join(f"w{n}" for n in range(12))]


def test_a_short_name_stands_alone_for_words_that_are_too_long() -> None:
    actor = " ".join(f"w{n}" for n in range(20))
    document, claim = long_claim(f"{actor} struck", "struck", actor)
    named = replace(claim, actors=(replace(claim.actors[0], name="the column"),))
    (written,) = gold_record(findings_of(document, [named]))["claims"]
    assert written["actors"] == ["the column"]


def test_more_than_eight_actors_are_cut() -> None:
    evidence = " ".join(f"Group{n}" for n in range(12)) + " met"
    document, claim = long_claim(evidence, "met")
    actors = tuple(mention(f"Group{n}", text=evidence) for n in range(12))
    (written,) = gold_record(findings_of(document, [replace(claim, actors=actors)]))["claims"]
    assert written["actors"] == [f"Group{n}" for n in range(8)]


def test_a_claim_without_words_is_left_out_of_the_gold_form() -> None:
    document = Document(text="A  B struck", label="x")
    claim = Claim(
        document=document.id,
        type="event",
        event="ASSAULT",
        evidence=Mention(1, 3, "  "),
        trigger=Mention(1, 1, ""),
    )
    assert gold_record(findings_of(document, [claim]))["claims"] == []


@given(st.data())
def test_no_gold_claim_breaks_the_form_whatever_was_found(data: st.DataObject) -> None:
    text = data.draw(st.text(st.sampled_from("ab \n."), min_size=1, max_size=400))

    def span() -> Mention:
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        name = data.draw(st.none() | st.text(st.sampled_from("xy "), max_size=60))
        return Mention(start, end, text[start:end], name)

    document = Document(text=text, label="any")
    claim = Claim(
        document=document.id,
        type="event",
        event="COERCE",
        evidence=span(),
        trigger=span(),
        actors=tuple(span() for _ in range(data.draw(st.integers(0, 10)))),
        place=data.draw(st.none() | st.builds(span)),
    )
    for written in gold_record(findings_of(document, [claim]))["claims"]:
        assert written["evidence"]
        assert written["evidence"] in text
        assert len(written["evidence"].split()) <= 60
        assert len(written["actors"]) <= 8
        for name in [*written["actors"], written["place"]]:
            forms = [] if name is None else [name] if isinstance(name, str) else name
            assert len(forms) <= 2
            assert all(0 < len(form.split()) <= 12 for form in forms)
