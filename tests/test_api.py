"""Dateline from Python."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path

import jsonschema
import pytest

import dateline
from dateline.api import RejectionWarning
from dateline.document import Rejection
from dateline.errors import DocumentError, InputError

TEXT = """\
Fighters of the River Front captured the town of Qarat on Tuesday, Governor Salim Haddad said. \
At least 12 people were killed in air strikes near Qarat on Monday, according to the Relief \
Committee. The River Front has about 200 fighters in the town.
"""
OTHER = "Government troops shelled the village of Nahr on Friday, residents said."
SPANISH = (
    "Las fuerzas del gobierno tomaron la ciudad el martes, según dijo el gobernador. "
    "Los rebeldes se retiraron hacia las montañas durante la noche."
)
SCHEMA = Path(__file__).parents[1] / "docs" / "claims.schema.json"


@pytest.fixture(scope="module")
def report() -> dateline.Report:
    return dateline.read(TEXT, published="2021-03-12", outlet="Harbour Wire", title="Qarat falls")


@pytest.fixture(scope="module")
def reader() -> dateline.Reader:
    return dateline.Reader()


# -- the package


def test_importing_the_package_loads_nothing_that_takes_time() -> None:
    code = (
        "import sys; before = set(sys.modules); import dateline\n"
        "extra = {m.split('.')[0] for m in set(sys.modules) - before} - {'dateline'}\n"
        "sys.exit(sorted(extra - set(sys.stdlib_module_names)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_public_names_are_there_and_found() -> None:
    assert set(dateline.__all__) <= set(dir(dateline))
    assert all(getattr(dateline, name) for name in dateline.__all__)
    assert dateline.__version__ == version("dateline")


def test_a_name_that_is_not_there_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'reed'"):
        _ = dateline.reed  # type: ignore[attr-defined]


# -- one report


@pytest.mark.model
def test_a_text_becomes_claims_with_days_and_sources(report: dateline.Report) -> None:
    capture = next(claim for claim in report.claims if claim.level == "control")
    assert capture.source.name == "Salim Haddad"
    when = report.findings.when(capture)
    assert when
    assert (when.start, when.end) == (date(2021, 3, 9), date(2021, 3, 9))
    assert report.document.outlet == "Harbour Wire"
    assert {link.claim for link in report.links} <= {claim.id for claim in report.claims}


@pytest.mark.model
@pytest.mark.parametrize("day", ["2021-03-12", date(2021, 3, 12), datetime(2021, 3, 12, 23, 30)])
def test_the_day_may_be_text_a_date_or_a_time(reader: dateline.Reader, day: date | str) -> None:
    assert reader.read(OTHER, published=day).document.published == date(2021, 3, 12)


@pytest.mark.model
def test_without_a_day_of_publication_no_day_is_guessed() -> None:
    whens = [link.when for link in dateline.read(OTHER).links if link.when is not None]
    assert all(when.start is None for when in whens)


@pytest.mark.model
def test_dicts_lead_to_the_words_that_they_quote(report: dateline.Report) -> None:
    rows = report.to_dicts()
    assert [row["id"] for row in rows] == [claim.id for claim in report.claims]
    for row in rows:
        start, end = row["spans"]["evidence"]
        assert report.document.text[start:end] == row["evidence"]


@pytest.mark.model
def test_json_keeps_to_the_schema(report: dateline.Report) -> None:
    jsonschema.validate(json.loads(report.to_json()), json.loads(SCHEMA.read_text("utf-8")))


@pytest.mark.model
def test_a_table_has_a_row_for_each_claim_and_days_that_can_be_compared(
    report: dateline.Report,
) -> None:
    frame = report.to_pandas()
    assert list(frame["id"]) == [claim.id for claim in report.claims]
    capture = frame[frame["kind"] == "control"].iloc[0]
    assert capture["date_from"] == datetime(2021, 3, 9)
    assert capture["source_name"] == "Salim Haddad"
    assert capture["actors"] == ["Fighters of the River Front"]
    strike = frame[frame["kind"] == "ASSAULT"].iloc[0]
    assert strike["counts"] == {"killed": [12, None]}


@pytest.mark.model
def test_a_table_of_no_claims_has_the_same_columns(report: dateline.Report) -> None:
    calm = dateline.read("The weather was mild and the market was open all day long.")
    frame = calm.to_pandas()
    assert len(frame) == 0
    assert list(frame.columns) == list(report.to_pandas().columns)
    assert {str(frame[name].dtype) for name in ("published", "date_from", "date_to")} == {
        "datetime64[s]"
    }


@pytest.mark.model
def test_without_pandas_the_error_says_how_to_get_it() -> None:
    code = (
        "import sys; sys.modules['pandas'] = None\n"
        "import dateline\n"
        f"report = dateline.read({OTHER!r})\n"
        "try: report.to_pandas()\n"
        "except ImportError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "tables need pandas; install it with: pip install 'dateline[pandas]'\n"


@pytest.mark.model
def test_a_notebook_gets_the_page_in_a_frame_that_it_cannot_leave() -> None:
    report = dateline.read(OTHER, title="</iframe><script>alert(1)</script>")
    shown = report._repr_html_()
    assert shown.startswith('<iframe sandbox="allow-scripts" ')
    assert shown.count("<") == 2
    assert "&lt;!doctype html&gt;" in shown


@pytest.mark.model
def test_a_report_prints_as_its_title_and_number_of_claims(report: dateline.Report) -> None:
    assert repr(report) == f"Report('Qarat falls', {len(report.claims)} claims)"


# -- what cannot be read


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "there is no text in it"), (SPANISH, "Spanish"), ("1234 5678", "no words")],
)
def test_a_text_that_cannot_be_read_says_why(text: str, says: str) -> None:
    with pytest.raises(DocumentError, match=says):
        dateline.read(text)


def test_all_errors_are_of_one_family() -> None:
    with pytest.raises(dateline.DatelineError):
        dateline.read("")


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2021-02-30", "no day of the calendar"),
        ("last week", "write it as 2015-02-21"),
        (date(2999, 1, 1), "lies in the future"),
        (20210312, "published is a day or its text, got 20210312"),
    ],
)
def test_a_day_that_cannot_be_is_refused(day: object, says: str) -> None:
    with pytest.raises(InputError, match=says):
        dateline.read(OTHER, published=day)  # type: ignore[arg-type]


def test_a_file_name_in_place_of_a_text_is_found_out(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(OTHER, "utf-8")
    with pytest.raises(InputError, match="is the name of a file; pass its words"):
        dateline.read(str(file))


def test_bytes_are_no_text() -> None:
    with pytest.raises(InputError, match="a text is a str, got bytes"):
        dateline.read(b"Rebels took the town.")  # type: ignore[arg-type]


# -- many reports


@pytest.mark.model
def test_many_documents_of_all_kinds_come_in_their_order(reader: dateline.Reader) -> None:
    document = dateline.Document(text=OTHER, label="own")
    given: list[dateline.Document | dict[str, str] | str] = [
        TEXT,
        {"id": "w-2", "text": OTHER, "published": "2021-03-12"},
        document,
    ]
    labels = [report.document.label for report in reader.read_many(given)]
    assert labels == ["document 1", "w-2", "own"]


@pytest.mark.model
def test_a_document_that_cannot_be_read_is_told_and_the_rest_is_read(
    reader: dateline.Reader,
) -> None:
    rejected: list[Rejection] = []
    given: list[dateline.Document | dict[str, object] | str] = [
        SPANISH,
        {"id": "no-text"},
        {"id": "bad-day", "text": OTHER, "published": "2021-02-30"},
        OTHER,
    ]
    reports = list(reader.read_many(given, rejected.append))
    assert [report.document.label for report in reports] == ["document 4"]
    assert [each.label for each in rejected] == ["document 1", "no-text", "bad-day"]


@pytest.mark.model
def test_without_anyone_to_tell_a_warning_is_given(reader: dateline.Reader) -> None:
    with pytest.warns(RejectionWarning, match="not read: document 1: .*Spanish"):
        assert [len(list(reader.read_many([SPANISH, OTHER])))] == [1]


def test_one_text_in_place_of_many_is_found_out(reader: dateline.Reader) -> None:
    with pytest.raises(InputError, match="put this one into a list"):
        next(reader.read_many(OTHER))


def test_what_is_no_document_is_refused_with_its_number(reader: dateline.Reader) -> None:
    with pytest.raises(InputError, match="document 1 is a int"):
        next(reader.read_many([7]))  # type: ignore[list-item]


@pytest.mark.model
def test_reports_come_before_all_documents_are_there(reader: dateline.Reader) -> None:
    asked = 0

    def wire() -> Iterator[str]:
        nonlocal asked
        while True:  # a wire never ends
            asked += 1
            yield OTHER

    first = next(reader.read_many(wire()))
    assert first.claims
    assert asked <= 32


@pytest.mark.model
def test_a_document_reads_the_same_alone_and_among_others(reader: dateline.Reader) -> None:
    alone = reader.read(OTHER)
    among = list(reader.read_many([TEXT, OTHER, TEXT]))[1]
    assert among.claims == alone.claims


# -- explaining


def test_words_are_explained_as_text_and_as_plain_data(reader: dateline.Reader) -> None:
    given = {"text": TEXT, "published": "2021-03-12", "outlet": "Harbour Wire"}
    (answer,) = reader.explain(given, at="captured the town")
    assert "“captured”: lexicon entry “capture”" in str(answer)
    assert answer.to_dict()["at"]["text"] == answer.explanation.at.text == "captured the town"
    assert repr(answer) == "Explained('captured the town', 1 of 1)"


def test_words_that_are_not_in_the_text_are_an_input_error(reader: dateline.Reader) -> None:
    with pytest.raises(InputError, match="nearest: 'captured the town'"):
        reader.explain(TEXT, at="captured the tower")


def test_a_text_that_cannot_be_read_is_not_explained(reader: dateline.Reader) -> None:
    with pytest.raises(DocumentError):
        reader.explain(SPANISH, at="gobierno")
