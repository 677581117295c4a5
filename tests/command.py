"""The command line as a user calls it: a process of its own."""

import subprocess
import sys
from pathlib import Path

Done = subprocess.CompletedProcess[str]


def dateline(*arguments: str | Path, stdin: str | None = None, cwd: Path | None = None) -> Done:
    """What `python -m dateline` with these arguments prints, and its exit code."""
    return subprocess.run(
        [sys.executable, "-m", "dateline", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        input=stdin,
        cwd=cwd,
        check=False,
        timeout=120,
    )
