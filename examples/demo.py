"""Read the sample reports: their claims to the terminal, pages with an index into `demo/`.

    make demo

First each report by the command line, with what its publication is known by where the file
does not say it itself; then all of them once more from Python, as pages.
"""

import contextlib
import shlex
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dateline.document import Document, Rejection
from dateline.export.folder import FolderOutput
from dateline.ingest import read_documents
from dateline.pipeline import read_stream

ROOT = Path(__file__).resolve().parents[1]
REPORTS = "examples/reports"
PAGES = ROOT / "demo"

# Plain text does not say when it was published and by whom; pages and records do.
SAMPLES: tuple[tuple[str, str | None, str | None], ...] = (
    ("capitals-brief.txt", "2024-03-12", "Capital Press"),
    ("meridian-wire.txt", "2024-03-13", "Meridian Wire"),
    ("senn-valley-gazette.txt", "2024-03-15", "Senn Valley Gazette"),
    ("exercise-coast.txt", "2024-05-16", "Meridian Wire"),
    ("adrun-courier.html", None, None),
    ("lantern-relief.html", None, None),
    ("briefs.jsonl", None, None),
)


def main() -> int:
    """Print and write; exit code 1 where a sample could not be read."""
    for name, published, outlet in SAMPLES:
        words = ["read", f"{REPORTS}/{name}"]
        words += ["--published", published] if published else []
        words += ["--outlet", outlet] if outlet else []
        print(f"\n$ dateline {shlex.join(words)}\n", flush=True)
        done = subprocess.run([sys.executable, "-m", "dateline", *words], cwd=ROOT, check=False)
        if done.returncode:
            return 1
    with contextlib.chdir(ROOT):  # so that reports go by the names that were printed
        return write_pages()


def write_pages() -> int:
    """All samples as pages with an index; says where."""
    output = FolderOutput(PAGES)
    for outcome in read_stream(documents()):
        if isinstance(outcome, Rejection):
            print(f"{outcome.label}: {outcome.reason}", file=sys.stderr)
            return 1
        output.add(outcome)
    output.end()
    index = PAGES / "index.html"
    print("\nThe same reports as pages, with their claims marked in the text:")
    print(f"  {index.relative_to(ROOT)}\n  {index.as_uri()}")
    return 0


def documents() -> Iterator[Document | Rejection]:
    """The samples in order."""
    for name, published, outlet in SAMPLES:
        day = date.fromisoformat(published) if published else None
        yield from read_documents([f"{REPORTS}/{name}"], published=day, outlet=outlet)


if __name__ == "__main__":
    sys.exit(main())
