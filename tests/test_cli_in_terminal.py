"""The command in a terminal, with colours and a bar that shows how far it is."""

import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.model

REPORT = "Fighters of the River Front captured the town of Qarat on Tuesday, residents said."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.txt").write_text(REPORT, "utf-8")
    (reports / "b.txt").write_text(REPORT, "utf-8")
    return reports


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """Both ends of a terminal: ours, and the one for a program."""
    ours, theirs = pty.openpty()
    yield ours, theirs
    os.close(ours)


def read_terminal(ours: int) -> str:
    seen = b""
    try:
        while chunk := os.read(ours, 65536):
            seen += chunk
    except OSError:  # Linux says so when the program's end is closed
        pass
    return seen.decode("utf-8", "replace")


def in_terminal(arguments: list[str], terminal: tuple[int, int], **streams: int) -> str:
    ours, theirs = terminal
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
    with subprocess.Popen(
        [sys.executable, "-m", "dateline", "read", *arguments],
        env={**environment, "TERM": "xterm-256color", "COLUMNS": "80"},
        stdin=subprocess.DEVNULL,
        **streams,  # type: ignore[call-overload]
    ) as process:
        os.close(theirs)
        seen = read_terminal(ours)
        assert process.wait() == 0
    return seen


def test_a_terminal_gets_colours_and_no_bar_between_results(
    folder: Path, terminal: tuple[int, int]
) -> None:
    seen = in_terminal([str(folder)], terminal, stdout=terminal[1], stderr=terminal[1])
    assert "\x1b[1;36mCONTROL OF PLACES" in seen
    assert "reading" not in seen


def test_a_bar_on_the_terminal_shows_how_far_a_file_has_come(
    folder: Path, tmp_path: Path, terminal: tuple[int, int]
) -> None:
    arguments = [str(folder), "--output", str(tmp_path / "x.txt")]
    seen = in_terminal(arguments, terminal, stdout=subprocess.DEVNULL, stderr=terminal[1])
    assert "reading" in seen
    assert "2/2" in seen
    assert "WHO SPEAKS" in (tmp_path / "x.txt").read_text("utf-8")
