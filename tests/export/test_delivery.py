import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from sample_findings import findings_of, sample_claims, sample_document, sample_findings

from dateline.document import Rejection
from dateline.errors import InputError
from dateline.export.delivery import (
    Delivery,
    Format,
    Outcome,
    deliver,
    rejection_line,
    view_of_speech,
)
from dateline.export.folder import page_name
from dateline.export.schema import claims_schema
from dateline.export.speech import Choice
from dateline.report import Findings

REJECTED = Rejection(label="empty.txt", stage="ingest", reason="it is empty; give a report")


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def report(label: str) -> Findings:
    document = replace(sample_document(), label=label)
    return findings_of(document, sample_claims(document.id))


def write(form: Format, path: Path, outcomes: list[Outcome], *, several: bool = True) -> None:
    order = Delivery(form=form, path=path, several=several, inputs=len(outcomes))
    deliver(outcomes, order)


def test_json_of_one_report_is_an_object(tmp_path: Path) -> None:
    write("json", tmp_path / "x.json", [sample_findings()])
    record = json.loads((tmp_path / "x.json").read_text("utf-8"))
    jsonschema.validate(record, claims_schema())


@pytest.mark.parametrize(
    ("outcomes", "labels"),
    [
        ([report("a"), report("b"), report("c")], ["a", "b", "c"]),
        ([report("a"), REJECTED], ["a"]),
        ([REJECTED, report("a")], ["a"]),
        ([REJECTED, report("a"), REJECTED, report("b")], ["a", "b"]),
    ],
)
def test_json_of_several_reports_is_an_array_even_where_some_were_not_read(
    tmp_path: Path, outcomes: list[Outcome], labels: list[str]
) -> None:
    write("json", tmp_path / "x.json", outcomes)
    records = json.loads((tmp_path / "x.json").read_text("utf-8"))
    assert [record["document"]["label"] for record in records] == labels


def test_json_lines_hold_one_report_each(tmp_path: Path) -> None:
    write("jsonl", tmp_path / "x.jsonl", [report("a"), REJECTED, report("b")])
    lines = (tmp_path / "x.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["document"]["label"] for line in lines] == ["a", "b"]


def test_gold_lines_bear_the_label_as_their_id(tmp_path: Path) -> None:
    write("gold", tmp_path / "x.jsonl", [report("a"), report("b")])
    lines = (tmp_path / "x.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["a", "b"]


def test_text_of_several_reports_is_parted_by_a_line(tmp_path: Path) -> None:
    write("text", tmp_path / "x.txt", [report("a"), report("b")])
    parts = (tmp_path / "x.txt").read_text("utf-8").split("\n" + "-" * 40 + "\n")
    assert len(parts) == 2
    assert all("WHO SPEAKS" in part for part in parts)


def test_standard_output_gets_each_report_before_the_next_is_read(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    seen: list[int] = []

    def slowly() -> Iterator[Outcome]:
        for label in ("a", "b", "c"):
            yield report(label)
            seen.append(len(capfdbinary.readouterr().out.splitlines()))

    deliver(slowly(), Delivery(form="jsonl", path=None, several=True, inputs=3))
    assert seen == [1, 1, 1]


def test_what_was_not_read_is_told_in_one_line_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    order = Delivery(form="jsonl", path=tmp_path / "x", several=True, inputs=2)
    tally = deliver([report("a"), REJECTED], order)
    assert (tally.read, tally.rejected) == (1, 1)
    told = capsys.readouterr().err
    assert told == "dateline: empty.txt: it is empty; give a report\n"


def test_a_label_in_a_reason_is_not_told_twice() -> None:
    named = Rejection(label="a.txt", stage="extract", reason="a.txt: it is empty")
    assert rejection_line(named) == "a.txt: it is empty"


def test_a_rejection_cannot_steer_the_terminal() -> None:
    line = rejection_line(Rejection(label="\x1b[2J.txt", stage="ingest", reason="bad\nline"))
    assert line == "\ufffd[2J.txt: bad line"


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "gold"])
def test_where_nothing_was_read_the_old_file_stays(tmp_path: Path, form: Format) -> None:
    path = tmp_path / "x"
    path.write_text("old", "utf-8")
    write(form, path, [REJECTED])
    assert path.read_text("utf-8") == "old"
    assert names_in(tmp_path) == ["x"]


def test_a_stream_that_breaks_leaves_no_file(tmp_path: Path) -> None:
    def broken() -> Iterator[Outcome]:
        yield report("a")
        raise KeyboardInterrupt

    order = Delivery(form="jsonl", path=tmp_path / "x", several=True, inputs=2)
    with pytest.raises(KeyboardInterrupt):
        deliver(broken(), order)
    assert names_in(tmp_path) == []


# -- who speaks, without claims


def write_speech(form: Format, path: Path, choice: Choice) -> str:
    outcomes: list[Outcome] = [sample_findings(), REJECTED, report("b")]
    order = Delivery(form=form, path=path, several=True, inputs=3, view=view_of_speech(choice))
    assert deliver(outcomes, order).read == 2
    return path.read_text("utf-8")


def test_statements_of_several_reports_are_an_array_without_claims(tmp_path: Path) -> None:
    first, second = json.loads(write_speech("json", tmp_path / "x.json", Choice()))
    assert (len(first["statements"]), second["statements"]) == (8, [])
    assert not {"claims", "places"} & (first.keys() | second.keys())
    for record in (first, second):
        jsonschema.validate(record | {"claims": [], "places": []}, claims_schema())


def test_statements_come_as_lines_and_only_those_asked_for(tmp_path: Path) -> None:
    lines = write_speech("jsonl", tmp_path / "x.jsonl", Choice(quoted=True)).splitlines()
    assert [len(json.loads(line)["statements"]) for line in lines] == [1, 0]


def test_statements_as_text_are_parted_by_a_line(tmp_path: Path) -> None:
    first, second = write_speech("text", tmp_path / "x.txt", Choice()).split("\n" + "-" * 40 + "\n")
    assert "STATEMENTS (8)" in first
    assert "no statements found" in second
    assert "ASSAULT" not in first + second


# -- pages


def test_pages_of_several_reports_fill_a_folder_with_an_index(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    write("html", folder, [report("in/a.txt"), REJECTED, report("other/a.txt"), report("index")])
    assert names_in(folder) == ["a-2.html", "a.html", "index-2.html", "index.html"]
    index = (folder / "index.html").read_text("utf-8")
    assert 'href="a-2.html"' in index
    assert "empty.txt" in index


def test_one_page_goes_into_its_file(tmp_path: Path) -> None:
    write("html", tmp_path / "x.html", [sample_findings()], several=False)
    assert (tmp_path / "x.html").read_text("utf-8").startswith("<!doctype html>")


def test_one_page_goes_into_a_folder_that_is_there(tmp_path: Path) -> None:
    write("html", tmp_path, [sample_findings()], several=False)
    assert names_in(tmp_path) == ["index.html", "qarat.html"]


def test_a_second_report_does_not_fit_into_one_page(tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r"several reports \(a, b, \.\.\.\).*give --output a folder"
    ):
        write("html", tmp_path / "x.html", [report("a"), report("b")], several=False)
    assert names_in(tmp_path) == []


def test_no_page_read_makes_no_folder(tmp_path: Path) -> None:
    write("html", tmp_path / "pages", [REJECTED, REJECTED])
    assert names_in(tmp_path) == []


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("reports/Qarat Bridge.txt", "qarat-bridge"),
        ("C:\\reports\\a.html", "a"),
        ("wire.jsonl.gz:17", "wire-17"),
        ("https://harbour.example/2021/qarat/?x=1", "x-1"),
        ("../../etc/passwd", "passwd"),
        ("..", "report"),
        ("بيان", "report"),
        ("x" * 300, "x" * 60),
    ],
)
def test_a_page_is_named_for_the_end_of_its_label(label: str, name: str) -> None:
    assert page_name(label) == name


# -- where things may go


def test_a_page_of_several_reports_needs_a_folder() -> None:
    with pytest.raises(InputError, match="give --output FOLDER"):
        Delivery(form="html", path=None, several=True, inputs=2)


def test_the_folder_of_the_output_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"there is no folder .*gone; make it first"):
        Delivery(form="json", path=tmp_path / "gone" / "x.json", several=False, inputs=1)


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "gold"])
def test_a_folder_is_no_file(tmp_path: Path, form: Format) -> None:
    with pytest.raises(InputError, match="this is a folder"):
        Delivery(form=form, path=tmp_path, several=False, inputs=1)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    with pytest.raises(InputError, match="this is a file"):
        Delivery(form="html", path=tmp_path / "x", several=True, inputs=2)
