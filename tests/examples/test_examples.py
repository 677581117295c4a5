"""The examples run, and the sample reports say themselves what the demo relies on."""

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from dateline.document import Document
from dateline.ingest import read_documents
from dateline.pipeline import read_stream
from dateline.report import Findings

EXAMPLES = Path(__file__).parents[2] / "examples"
REPORTS = EXAMPLES / "reports"


def only_document(name: str) -> Document:
    (item,) = read_documents([str(REPORTS / name)])
    assert isinstance(item, Document)
    return item


@pytest.mark.parametrize(
    ("name", "outlet", "published"),
    [
        ("adrun-courier.html", "The Adrun Courier", date(2024, 3, 14)),
        ("lantern-relief.html", "Lantern Relief", date(2024, 3, 15)),
    ],
)
def test_a_sample_page_tells_its_outlet_and_day(name: str, outlet: str, published: date) -> None:
    document = only_document(name)
    assert (document.outlet, document.published) == (outlet, published)


def test_the_clutter_around_a_sample_page_is_left_out() -> None:
    text = only_document("adrun-courier.html").text
    assert "retake the port of Qasr al-Bahr" in text
    assert "state of emergency on the coast" in text
    for clutter in ("Subscribe", "Ten seaside walks", "tern_watcher", "cookies"):
        assert clutter not in text


def test_every_sample_report_can_be_read() -> None:
    items = list(read_documents([str(REPORTS)]))
    assert len(items) == 8
    assert all(isinstance(item, Document) for item in items)


@pytest.mark.model
def test_the_python_example_prints_vouchers_and_a_count() -> None:
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / "read_report.py")],
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    assert re.fullmatch(r"\d+ claims in all", lines[-1])
    assert any("Beshan" in line.split(":")[0] for line in lines)


@pytest.mark.model
def test_the_demo_prints_each_report_and_writes_pages_and_says_where(tmp_path: Path) -> None:
    # a copy, so that the test does not write into the project's own folder
    for part in ("reports", "demo.py"):
        source, target = EXAMPLES / part, tmp_path / "examples" / part
        target.parent.mkdir(exist_ok=True)
        if source.is_dir():
            target.mkdir()
            for path in source.iterdir():
                (target / path.name).write_bytes(path.read_bytes())
        else:
            target.write_bytes(source.read_bytes())
    done = subprocess.run(
        [sys.executable, str(tmp_path / "examples" / "demo.py")],
        capture_output=True,
        text=True,
        check=True,
    )
    index = tmp_path / "demo" / "index.html"
    assert done.stdout.splitlines()[-2:] == ["  demo/index.html", f"  {index.as_uri()}"]
    pages = sorted(path.name for path in (tmp_path / "demo").glob("*.html"))
    assert len(pages) == 9
    content = index.read_text("utf-8")
    assert all(f'href="{name}"' in content for name in pages if name != "index.html")
    assert done.stdout.count("\n$ dateline read ") == 7


@pytest.mark.model
def test_the_exercise_lies_on_the_map() -> None:
    document = only_document("exercise-coast.txt")
    (findings,) = read_stream([document])
    assert isinstance(findings, Findings)
    places = {link.place.name for link in findings.links if link.place is not None}
    assert {"Nofaliya", "40 km south of Sirte", "between Ras Lanuf and Brega"} <= places


def test_the_sample_records_are_complete() -> None:
    lines = (REPORTS / "briefs.jsonl").read_text("utf-8").splitlines()
    fields = {"id", "text", "title", "published", "outlet", "url"}
    assert [json.loads(line).keys() for line in lines] == [fields, fields]
