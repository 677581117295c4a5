"""`dateline sources` as a person runs it; what every command does is in test_cli."""

import json
from pathlib import Path

import jsonschema
import pytest
from command import Done, dateline

REPORT = """\
PORT SELAM (Harbour Wire) - Fighters of the River Front captured the town of Qarat on Tuesday, \
Governor Salim Haddad said.

The army denied that it had lost the town. "We hold every street of it," said Colonel Idris Maan.

"They shelled the clinic," said a nurse, who asked not to be named for fear of reprisals.
"""
SCHEMA = json.loads((Path(__file__).parents[1] / "docs" / "claims.schema.json").read_text("utf-8"))

pytestmark = pytest.mark.model


def sources(*arguments: str | Path, stdin: str | None = None) -> Done:
    return dateline("sources", *arguments, stdin=stdin)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "qarat.txt"
    path.write_text(REPORT, "utf-8")
    return path


def test_who_speaks_is_told_without_claims(report: Path) -> None:
    done = sources(report, "--published", "2021-03-12", "--outlet", "Harbour Wire")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Harbour Wire · 12 Mar 2021 · English" in done.stdout
    assert "WHO SPEAKS" in done.stdout
    assert "Salim Haddad, Governor" in done.stdout
    assert "CONTROL OF PLACES" not in done.stdout
    assert "\x1b" not in done.stdout


def test_json_is_valid_and_its_keys_and_offsets_lead_where_they_should(report: Path) -> None:
    done = sources(report, "--format", "json")
    record = json.loads(done.stdout)
    assert done.returncode == 0
    jsonschema.validate(record | {"claims": [], "places": []}, SCHEMA)
    keys = {row["key"] for row in record["sources"]}
    assert keys
    for statement in record["statements"]:
        assert {statement["source"], *statement["via"]} <= keys
        for words in statement["content"]:
            assert record["text"][words["start"] : words["end"]] == words["text"]


def test_standard_input_is_read_and_a_line_written() -> None:
    done = sources("-", "--format", "jsonl", stdin=REPORT)
    assert done.stdout.count("\n") == 1
    assert json.loads(done.stdout)["document"]["label"] == "standard input"


def test_only_quotations_are_left_where_they_are_asked_for(report: Path) -> None:
    done = sources(report, "--quoted", "--format", "json")
    assert done.returncode == 0
    assert all(statement["quoted"] for statement in json.loads(done.stdout)["statements"])


def test_only_speakers_of_a_name_or_role_are_left(report: Path) -> None:
    done = sources(report, "--by", "governor", "--format", "json")
    assert done.returncode == 0
    assert {row["name"] for row in json.loads(done.stdout)["sources"]} <= {"Salim Haddad"}


def test_several_reports_are_an_array_in_a_file(report: Path, tmp_path: Path) -> None:
    done = sources(report, report, "--format", "json", "--output", tmp_path / "x.json")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert len(json.loads((tmp_path / "x.json").read_text("utf-8"))) == 2


def test_what_cannot_be_read_is_told_and_the_rest_is_read(report: Path, tmp_path: Path) -> None:
    done = sources(tmp_path / "gone.txt", report)
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "gone.txt: no such file or folder" in done.stderr
    assert "WHO SPEAKS" in done.stdout


def test_where_nothing_is_read_the_code_is_1(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    done = sources(tmp_path / "empty.txt")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
