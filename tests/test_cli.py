"""The command as a person runs it: real processes, real files, a real web server."""

import json
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version
from pathlib import Path

import jsonschema
import pytest
from command import dateline

from dateline.manual import EXPLAIN_HELP, READ_HELP, SOURCES_HELP

REPORT = """\
PORT SELAM (Harbour Wire) - Fighters of the River Front captured the town of Qarat on Tuesday, \
Governor Salim Haddad said.

The army denied that it had lost the town. At least 12 people were killed in air strikes near \
Qarat on Monday, according to the Relief Committee.

"They shelled the clinic," said a nurse, who asked not to be named for fear of reprisals.
"""
SECOND = """\
Government troops shelled the village of Nahr on Friday, killing three farmers, residents said. \
The River Front controls the village and has about 200 fighters there.
"""
ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "docs" / "claims.schema.json"


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "qarat.txt"
    path.write_text(REPORT, "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.txt").write_text(REPORT, "utf-8")
    (reports / "b.txt").write_text(SECOND, "utf-8")
    return reports


# -- help and versions


def test_the_version_is_told() -> None:
    done = dateline("--version")
    assert (done.returncode, done.stdout) == (0, f"dateline {version('dateline')}\n")


def test_the_version_is_told_without_loading_what_takes_time() -> None:
    code = (
        "import sys; sys.argv = ['dateline', '--version']\n"
        "import dateline.cli\n"
        "try: dateline.cli.main()\n"
        "except SystemExit: pass\n"
        "slow = {'numpy', 'onnxruntime', 'rich', 'jinja2', 'lxml', 'dateparser', 'pydantic'}\n"
        "sys.exit(sorted(slow & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("command", "example"),
    [
        ("read", 'dateline read report.txt --published 2015-02-21 --outlet "Example Wire"'),
        ("sources", "dateline sources report.txt --quoted --by minister"),
    ],
)
def test_help_has_examples_and_the_exit_codes(command: str, example: str) -> None:
    done = dateline(command, "--help")
    assert done.returncode == 0
    assert f"  {example}\n" in done.stdout
    assert "0 all read, 3 some not read, 1 none read or not written, 2 wrong usage" in done.stdout


@pytest.mark.parametrize(
    ("number", "command", "text"),
    [(0, "read", READ_HELP), (1, "sources", SOURCES_HELP), (2, "explain", EXPLAIN_HELP)],
)
def test_the_help_in_the_manual_is_the_commands_own(number: int, command: str, text: str) -> None:
    manual = (ROOT / "docs" / "cli.md").read_text("utf-8")
    block = re.findall(r"```text\n(.*?)```", manual, re.DOTALL)[number]
    shown = dateline(command, "--help").stdout
    assert " ".join(text.replace("\b", "").split()) in " ".join(block.split())
    options = re.compile(r"^  (--\w+)", re.MULTILINE)
    assert options.findall(block) == options.findall(shown)


def test_no_command_shows_the_help_as_an_error() -> None:
    done = dateline()
    assert (done.returncode, done.stdout) == (2, "")
    assert "Usage: dateline" in done.stderr


@pytest.mark.model
def test_info_names_the_model_with_its_hash_and_the_lexicon() -> None:
    done = dateline("info")
    assert done.returncode == 0
    assert re.search(r"^network sha256 +[0-9a-f]{64}$", done.stdout, re.MULTILINE)
    assert re.search(r"^lexicon entries +\d+$", done.stdout, re.MULTILINE)


# -- wrong usage: exit code 2, one line


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["read"], "Missing argument"),
        (["reed", "x"], "No such command"),
        (["read", "x", "--format", "xml"], "'xml' is not one of"),
        (["read", "x", "--nothing"], "--nothing"),
        (["read", "x", "--threads", "0"], "--threads"),
        (["read", "x", "--published", "2015-02-30"], "--published: '2015-02-30' is no day"),
        (["read", "x", "--published", "yesterday"], "write it as 2015-02-21"),
        (["read", "x", "--output", "gone/x.json"], "there is no folder gone; make it first"),
        (["read", "x", "--output", "."], "this is a folder"),
        (["read", "x", "y", "--format", "html"], "give --output FOLDER"),
        (["read"], "(dateline read --help shows how)"),
        (["sources"], "(dateline sources --help shows how)"),
        (["sources", "x", "--format", "html"], "'html' is not one of"),
        (["sources", "x", "--format", "gold"], "'gold' is not one of"),
        (["sources", "x", "--by", " "], "--by: ' ' names nobody; give a part of a name or role"),
        (["sources", "x", "--published", "2015-02-30"], "--published: '2015-02-30' is no day"),
        (["sources", "x", "--output", "gone/x"], "there is no folder gone; make it first"),
        (["sources", "x", "--output", "."], "this is a folder"),
    ],
)
def test_wrong_usage_is_one_line_and_code_2(
    tmp_path: Path, arguments: list[str], says: str
) -> None:
    done = dateline(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("dateline: ")
    assert says in done.stderr


def test_a_day_that_has_not_come_is_refused(report: Path) -> None:
    future = (date.today() + timedelta(days=3)).isoformat()
    done = dateline("read", report, "--published", future)
    assert done.returncode == 2
    assert "lies in the future" in done.stderr


# -- reading


@pytest.mark.model
def test_a_report_is_told_with_its_claims(report: Path) -> None:
    done = dateline("read", report, "--published", "2021-03-12", "--outlet", "Harbour Wire")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Harbour Wire · 12 Mar 2021 · English" in done.stdout
    assert "Fighters of the River Front captured the town of Qarat" in done.stdout
    assert "says Salim Haddad" in done.stdout
    assert "9 Mar 2021" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.model
def test_standard_input_is_read(report: Path) -> None:
    done = dateline("read", "-", "--format", "jsonl", stdin=REPORT)
    record = json.loads(done.stdout)
    assert record["document"]["label"] == "standard input"
    assert record["claims"]


@pytest.mark.model
def test_json_of_one_report_keeps_to_the_schema(report: Path) -> None:
    done = dateline("read", report, "--format", "json", "--published", "2021-03-12")
    record = json.loads(done.stdout)
    jsonschema.validate(record, json.loads(SCHEMA.read_text("utf-8")))
    assert record["document"]["published"] == "2021-03-12"
    for claim in record["claims"]:
        evidence = claim["evidence"]
        assert record["text"][evidence["start"] : evidence["end"]] == evidence["text"]


@pytest.mark.model
def test_a_folder_comes_in_order_as_an_array(folder: Path) -> None:
    done = dateline("read", folder, "--format", "json")
    labels = [record["document"]["label"] for record in json.loads(done.stdout)]
    assert [Path(label).name for label in labels] == ["a.txt", "b.txt"]


@pytest.mark.model
def test_two_processes_give_what_one_gives(folder: Path) -> None:
    one = dateline("read", folder, "--format", "jsonl")
    two = dateline("read", folder, "--format", "jsonl", "--processes", "2", "--threads", "1")
    assert (two.returncode, two.stderr) == (0, "")
    assert two.stdout == one.stdout


@pytest.mark.model
def test_gold_lines_bear_the_records_own_ids(tmp_path: Path) -> None:
    wire = tmp_path / "wire.jsonl"
    records = [{"id": "w-1", "text": REPORT, "publisher": "Harbour Wire"}]
    wire.write_text("\n".join(json.dumps(record) for record in records), "utf-8")
    done = dateline("read", wire, "--format", "gold", "--published", "2021-03-12")
    record = json.loads(done.stdout)
    assert (record["id"], record["publisher"]) == ("w-1", "Harbour Wire")
    assert {claim["type"] for claim in record["claims"]} >= {"event", "control"}


@pytest.mark.model
def test_a_web_page_is_read_over_http() -> None:
    html = "<html><head><title>Qarat falls</title></head><body><article><h1>Qarat falls</h1>"
    paragraphs = "".join(f"<p>{part}</p>" for part in (REPORT + SECOND).split("\n\n"))
    page = f"{html}{paragraphs}</article></body></html>".encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        done = dateline("read", f"http://127.0.0.1:{server.server_port}/qarat", "--format", "jsonl")
        server.shutdown()
    assert done.returncode == 0, done.stderr
    assert "captured the town of Qarat" in json.loads(done.stdout)["text"]


# -- what cannot be read


@pytest.mark.model
def test_what_cannot_be_read_is_told_and_the_rest_is_read(report: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    done = dateline("read", tmp_path / "gone.txt", report, tmp_path / "empty.txt")
    assert done.returncode == 3
    assert "WHO SPEAKS" in done.stdout
    first, second = done.stderr.splitlines()
    assert re.fullmatch(r"dateline: \S+gone\.txt: no such file or folder; .+", first)
    assert re.fullmatch(r"dateline: \S+empty\.txt: .*empty; .+", second)


def test_where_nothing_is_read_the_code_is_1_and_no_file_appears(tmp_path: Path) -> None:
    spanish = tmp_path / "es.txt"
    spanish.write_text(
        "Las fuerzas del gobierno tomaron la ciudad el martes, según dijo el gobernador. "
        "Los rebeldes se retiraron hacia las montañas durante la noche.",
        "utf-8",
    )
    done = dateline("read", spanish, "--format", "json", "--output", tmp_path / "x.json")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "Spanish" in done.stderr
    assert names_in(tmp_path) == ["es.txt"]


def test_a_file_name_that_steers_terminals_is_told_without_doing_so(tmp_path: Path) -> None:
    done = dateline("read", "\x1b[2J\x9b.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", done.stderr)


@pytest.mark.model
def test_a_broken_line_is_told_with_its_number(tmp_path: Path) -> None:
    wire = tmp_path / "wire.jsonl"
    wire.write_text(json.dumps({"id": "1", "text": REPORT}) + '\n{"text": \n', "utf-8")
    done = dateline("read", wire, "--format", "jsonl")
    assert done.returncode == 3
    assert re.fullmatch(r"dateline: \S+wire\.jsonl:2: .+\n", done.stderr)


# -- where results go


@pytest.mark.model
def test_output_goes_into_its_file_and_nothing_to_standard_output(
    report: Path, tmp_path: Path
) -> None:
    done = dateline("read", report, "--format", "json", "--output", tmp_path / "x.json")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert json.loads((tmp_path / "x.json").read_text("utf-8"))["claims"]
    assert names_in(tmp_path) == ["qarat.txt", "x.json"]


@pytest.mark.model
def test_pages_of_a_folder_go_into_a_folder_with_an_index(folder: Path, tmp_path: Path) -> None:
    done = dateline("read", folder, "--format", "html", "--output", tmp_path / "pages")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert names_in(tmp_path / "pages") == ["a.html", "b.html", "index.html"]


@pytest.mark.model
def test_pages_of_a_file_of_records_go_into_a_folder(tmp_path: Path) -> None:
    wire = tmp_path / "wire.jsonl"
    records = [{"id": "w-1", "text": REPORT}, {"id": "w-2", "text": SECOND}]
    wire.write_text("\n".join(json.dumps(record) for record in records), "utf-8")
    done = dateline("read", wire, "--format", "html", "--output", tmp_path / "pages")
    assert done.returncode == 0, done.stderr
    assert names_in(tmp_path / "pages") == ["index.html", "w-1.html", "w-2.html"]

    refused = dateline("read", wire, "--format", "html")
    assert refused.returncode == 2
    assert "give --output a folder" in refused.stderr


@pytest.mark.model
def test_one_page_goes_to_standard_output(report: Path) -> None:
    done = dateline("read", report, "--format", "html")
    assert done.stdout.startswith("<!doctype html>")


@pytest.mark.model
@pytest.mark.parametrize("form", ["text", "jsonl", "html"])
def test_a_closed_pipe_ends_quietly(report: Path, form: str) -> None:
    command = f"{sys.executable} -m dateline read {report} --format {form} | true"
    script = f"set -o pipefail; {command}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.model
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="NO /dev/full on this system")
@pytest.mark.parametrize(
    ("form", "where"),
    [("text", "> /dev/full"), ("json", "> /dev/full"), ("json", "--output /dev/full")],
)
def test_a_full_disk_is_one_line(report: Path, form: str, where: str) -> None:
    command = f"{sys.executable} -m dateline read {report} --format {form} {where}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "cannot be written (No space left on device)" in done.stderr


@pytest.fixture
def heeded_interrupts() -> Iterator[None]:
    """A process started in the background of a shell ignores interrupts, and so do its own."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeded_interrupts")
def test_an_interrupt_ends_quietly_and_leaves_no_file(tmp_path: Path) -> None:
    arguments = ["read", "-", "--format", "jsonl", "--output", str(tmp_path / "x.jsonl")]
    with subprocess.Popen(
        [sys.executable, "-m", "dateline", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        until = time.monotonic() + 60
        while not names_in(tmp_path) and time.monotonic() < until:
            time.sleep(0.05)
        assert names_in(tmp_path), "the reading never began"
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
        assert process.stderr
        assert process.stdout
        assert (process.stdout.read(), process.stderr.read()) == ("", "")
    assert names_in(tmp_path) == []
