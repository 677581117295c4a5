"""accuracy.py as a person runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from accuracy import parse_arguments, print_floor
from floors import Floor

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "accuracy.py"
NAMES = {
    "id": "a",
    "text": "Mara Holt met Pavel Rossin in London.",
    "entities": [{"start": 0, "end": 9, "type": "person"}],
}


def run(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
    )


@pytest.mark.parametrize(
    "words",
    [["parse"], ["claims", "x", "--limit", "0"], ["--allow-regression"], ["sing", "x"]],
    ids=" ".join,
)
def test_wrong_usage_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        parse_arguments(words)
    assert stopped.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_mistakes_on_unseen_passages_are_not_listed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse_arguments(["claims", "x", "--errors", "--part", "unseen"])
    assert "not to be looked at" in capsys.readouterr().err


def test_a_broken_floor_is_printed_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    scores = {"all.f1": 0.5, "all.recall": 0.5}
    floor = Floor(task="claims", name="dev", gold="g", sha256="", noise=0.01, scores=scores)
    assert print_floor(floor, {"all.f1": 0.48, "all.recall": 0.495}) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "BELOW ITS FLOOR" in lines[0]
    assert "BELOW" not in lines[1]


def test_a_folder_without_scorers_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    done = run("ner", tmp_path / "gold.jsonl", DATELINE_BENCH=str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"accuracy: {tmp_path} holds no folder `score`")
    assert done.stderr.count("\n") == 1


@pytest.mark.shared
def test_a_gold_file_that_is_missing_is_one_line_and_exit_code_2(
    tmp_path: Path, shared: Path
) -> None:
    done = run("ner", tmp_path / "gold.jsonl", "--bench", shared / "bench")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"accuracy: {tmp_path / 'gold.jsonl'}: no such file\n"


@pytest.mark.model
@pytest.mark.shared
def test_stdout_is_the_scorers_json_and_the_report_has_the_predictions(
    tmp_path: Path, shared: Path
) -> None:
    gold, report = tmp_path / "gold.jsonl", tmp_path / "names.jsonl"
    gold.write_text(json.dumps(NAMES) + "\n", "utf-8")
    done = run("ner", gold, "--bench", shared / "bench", "--types", "person", "--report", report)
    scores = json.loads(done.stdout)
    found = json.loads(report.read_text("utf-8"))
    people = [e for e in found["entities"] if e["type"] == "person"]
    assert scores["typed"]["gold"] == 1
    assert scores["typed"]["predicted"] == len(people)
