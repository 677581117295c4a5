"""Claims judged by hand: what the verdicts hold, and how they are counted."""

import json
from pathlib import Path

from dateline.claim import Claim, Mention
from dateline.document import Document
from handcheck import ASPECTS, VERDICTS, shown, tally


def verdict(kind: str, *wrong: str, again: bool | None = None) -> str:
    right = {aspect: aspect not in wrong for aspect in ASPECTS}
    error = "wrong doer" if wrong else None
    second = None if again is None else dict.fromkeys(ASPECTS, again)
    return json.dumps({"kind": kind, "right": right, "error": error, "again": second})


def test_a_claim_is_right_if_all_that_is_asked_is(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.jsonl"
    lines = [
        verdict("event ASSAULT", again=True),
        verdict("event ASSAULT", "parties", again=True),
        verdict("tie leads", "parties", "source"),
        verdict("control control"),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    told = list(tally(path))
    assert told[0] == "2 of 4 right in all four: 0.500"
    assert "  parties  0.500" in told
    assert "  source   0.750" in told
    assert "judged twice: 2, the second time 2 right, same verdict 1" in told
    assert "  tie      0 of 1" in told
    assert told[-1] == "    2 wrong doer"


def test_the_verdicts_name_places_in_reports_and_hold_no_words() -> None:
    verdicts = [json.loads(line) for line in VERDICTS.read_text("utf-8").splitlines()]
    assert len({(v["report"], v["claim"]) for v in verdicts}) == len(verdicts) == 150
    assert sum(v["again"] is not None for v in verdicts) == 50
    for each in verdicts:
        assert set(each) == {"report", "evidence", "claim", "kind", "right", "error", "again"}
        assert set(each["right"]) == set(ASPECTS)
        assert (each["error"] is None) == all(each["right"].values())
        assert len((each["error"] or "").split()) <= 7


def test_a_claim_is_shown_to_its_judge_with_the_words_around_it() -> None:
    text = "On Monday rebels shelled the port. Nobody was hurt."
    words = Mention(10, 33, text[10:33])
    claim = Claim(
        document="d",
        type="event",
        event="ASSAULT",
        evidence=words,
        trigger=Mention(17, 24, text[17:24]),
        actors=(Mention(10, 16, text[10:16], "Coastal Front"),),
    )
    told = shown(7, Document(text=text, label="report-1"), claim)
    assert told.startswith('#7 {"report": "report-1", "evidence": [10, 33]')
    assert "ACTORS rebels = Coastal Front" in told
    assert "...On Monday >>>rebels shelled the port<<<. Nobody was hurt...." in told
