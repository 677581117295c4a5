"""`dateline explain` as a person runs it; what every command does is in test_cli."""

import json
from pathlib import Path

import pytest
from command import Done, dateline

REPORT = """\
PORT SELAM (Harbour Wire) - Fighters of the River Front captured the town of Qarat on Tuesday, \
Governor Salim Haddad said.

The army denied that it had lost the town. "They shelled the clinic," said a nurse, who asked \
not to be named for fear of reprisals. Workers repainted the harbour wall.
"""

pytestmark = pytest.mark.model


def explain(*arguments: str | Path, stdin: str | None = None) -> Done:
    return dateline("explain", *arguments, stdin=stdin)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "qarat.txt"
    path.write_text(REPORT, "utf-8")
    return path


def test_a_claim_is_told_with_its_entry_source_status_place_and_time(report: Path) -> None:
    done = explain(report, "--at", "Captured  the\ntown", "--published", "2021-03-12")
    assert (done.returncode, done.stderr) == (0, "")
    told = " ".join(done.stdout.split())
    assert "why: “captured the town”" in told
    assert "“captured”: lexicon entry “capture”, a verb, in control.toml" in told
    assert "“said” marks the words as theirs" in told
    assert "actual, certain: no word around it says otherwise" in told
    assert "“on Tuesday”" in told
    assert max(map(len, done.stdout.splitlines())) <= 100
    assert "\x1b" not in done.stdout


def test_the_word_that_denies_is_named() -> None:
    text = "Rebels shelled the port of Brega on Monday. The army denied that it had lost Brega."
    done = explain("-", "--at", "had lost", stdin=text)
    assert "Denied: The army lost Brega" in done.stdout
    assert "“denied” makes it denied" in done.stdout


def test_a_word_that_heads_no_entry_is_said_to_have_none(report: Path) -> None:
    done = explain(report, "--at", "repainted")
    assert done.returncode == 0
    assert "NO CLAIM" in done.stdout
    assert "“repainted”     no entry as a verb" in done.stdout


def test_a_source_whose_name_is_withheld_is_marked_and_stands_apart_in_json(report: Path) -> None:
    done = explain(report, "--at", "shelled the clinic")
    assert "(sensitive)" in done.stdout
    (record,) = json.loads(explain(report, "--at", "shelled the clinic", "--json").stdout)
    (citing,) = record["citings"]
    assert citing["source"] is None
    assert citing["sensitive"]["source"]["text"] == "a nurse"
    assert record["claims"][0]["source"]["role"] is None


def test_words_that_stand_twice_are_explained_twice_or_once_as_asked(report: Path) -> None:
    both = json.loads(explain(report, "--at", "the town", "--json").stdout)
    assert [(each["number"], each["of"]) for each in both] == [(1, 2), (2, 2)]
    (second,) = json.loads(explain(report, "--at", "the town", "--nth", "2", "--json").stdout)
    assert second == both[1]
    assert "why: “the town”, place 2 of 2" in explain(report, "--at", "the town").stdout


def test_a_place_that_there_is_not_is_wrong_usage(report: Path) -> None:
    done = explain(report, "--at", "the town", "--nth", "3")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--nth: 3 is too high; the words stand in 2 places" in done.stderr


def test_words_that_are_not_there_are_named_with_the_nearest(report: Path) -> None:
    done = explain(report, "--at", "captured the tower")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "qarat.txt: the words 'captured the tower' are not in it" in done.stderr
    assert "nearest: 'captured the town'" in done.stderr


def test_no_words_at_all_are_wrong_usage(report: Path) -> None:
    done = explain(report, "--at", " ")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--at: ' ' is no words" in done.stderr


def test_json_leads_back_to_the_text(report: Path) -> None:
    (record,) = json.loads(explain(report, "--at", "captured the town", "--json").stdout)
    at = record["at"]
    assert REPORT[at["start"] : at["end"]] == at["text"] == "captured the town"
    ids = {claim["id"] for claim in record["claims"]}
    made = [a for a in record["attempts"] if a["outcome"] == "claim"]
    assert {claim for attempt in made for claim in attempt["claims"]} == ids
    told = [attempt["chance"] for attempt in record["attempts"]]
    assert all(chance is None or 0 <= chance <= 1 for chance in told)
    (control,) = [claim for claim in record["claims"] if claim["type"] == "control"]
    assert control["why"]["entry"] == "capture"
    best = control["why"]["date"]["choices"][0]
    assert best["words"]["text"] == "on Tuesday"
    assert best["odds"] > 0
    assert best["clues"]


def test_the_tree_is_shown_where_it_is_asked_for(report: Path) -> None:
    done = explain(report, "--at", "repainted", "--tree")
    assert "HOW SENTENCE 5 WAS READ" in done.stdout
    assert "noun · worker · nsubj of “repainted”" in done.stdout


def test_standard_input_is_read_and_what_would_steer_a_terminal_is_not_printed() -> None:
    text = "Rebels\u202e captured the \x1b[2Jtown of Qarat on Tuesday, the army said."
    done = explain("-", "--at", "captured the", "--tree", stdin=text)
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


def test_of_several_reports_those_with_the_words_are_explained(tmp_path: Path) -> None:
    lines = [
        {"id": "one", "text": "Rebels captured the town of Qarat on Tuesday, the army said."},
        {"id": "two", "text": "The ministers met in Port Selam on Friday to talk about the war."},
    ]
    path = tmp_path / "wire.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    (record,) = json.loads(explain(path, "--at", "ministers", "--json").stdout)
    assert record["document"]["label"] == "two"


def test_a_report_that_cannot_be_read_is_told_and_the_code_is_1(tmp_path: Path) -> None:
    done = explain(tmp_path / "gone.txt", "--at", "town")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "gone.txt: no such file or folder" in done.stderr


def test_an_entry_of_ones_own_is_explained(report: Path, tmp_path: Path) -> None:
    folder = tmp_path / "lexicon"
    folder.mkdir()
    entry = '[repaint]\nevent = "PROTEST"\nverbs = ["repaint"]\nrequires = { actors = ["force"] }\n'
    (folder / "event-own.toml").write_text(entry, "utf-8")
    done = explain(report, "--at", "repainted", "--lexicon", folder)
    told = " ".join(done.stdout.split())
    assert "no PROTEST: the doer must be force; “Workers” is not" in told
    assert "(“repaint”, a verb, in event-own.toml)" in told
