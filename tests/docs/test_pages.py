"""The pages lead somewhere, their commands exist, and their Python runs."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from dateline.cli import Format
from dateline.explanation import Rule

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md")
] + sorted((ROOT / "docs").glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    local = [link for link in links if "://" not in link]
    assert not [link for link in local if not (page.parent / link).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_make_target_that_a_page_names_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", page.read_text("utf-8"), re.MULTILINE))
    assert named <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_figure_is_left_open(page: Path) -> None:
    assert "TODO-FIGURE" not in page.read_text("utf-8")


def test_the_quickstart_names_every_format_and_exit_code() -> None:
    page = (ROOT / "docs" / "quickstart.md").read_text("utf-8")
    table = page.split("| `--format` | gives |")[1].split("\n\n")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == [form.value for form in Format]
    codes = page.split("| code | when |")[1].split("\n\n")[0]
    assert re.findall(r"^\| (\d) \|", codes, re.MULTILINE) == ["0", "1", "2", "3"]


@pytest.mark.model
def test_the_python_of_the_readme_runs_and_finds_the_capture() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "control" in done.stdout
    assert "captured the port" in done.stdout


def test_the_architecture_page_places_every_layer_in_the_layer_tests_order() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    stack = page.split("## What may import what")[1].split("```")[1]
    test = (ROOT / "tests" / "test_layers.py").read_text("utf-8")
    layers = re.findall(r"^    \[(.+)\],$", test.split("LAYERS = [")[1].split("\n]")[0], re.M)
    drawn = [sorted(re.findall(r"\w+", part)) for part in stack.split("←")]
    assert drawn == [sorted(re.findall(r"\w+", layer)) for layer in layers]


def test_the_explaining_page_tells_every_rule_in_the_codes_order() -> None:
    page = (ROOT / "docs" / "explaining.md").read_text("utf-8")
    table = page.split("| rule | meaning |")[1].split("\n\n")[0]
    assert re.findall(r"^\| `([\w ]+)` \|", table, re.MULTILINE) == list(get_args(Rule))


@pytest.mark.model
def test_the_commands_of_the_explaining_page_run_and_show_its_sentences() -> None:
    page = (ROOT / "docs" / "explaining.md").read_text("utf-8")
    for shown in re.findall(r"```console\n\$ (.*?)```", page, re.DOTALL):
        command, _, output = shown.partition("\n")
        done = subprocess.run(
            [sys.executable, "-m", *shlex.split(command)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
            cwd=ROOT,
            env={**os.environ, "COLUMNS": "92"},
        )
        # what comes below changes with the network and the lexicon
        assert done.stdout.split("\n\n")[:3] == output.split("\n\n")[:3]
