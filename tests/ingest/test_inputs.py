"""Files, folders and standard input: what is read, in which order, and what is refused."""

import gzip
import io
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from dateline.config import Settings
from dateline.document import Document, Rejection
from dateline.errors import DocumentError
from dateline.ingest import count_inputs, expand_inputs, read_documents, read_text

STORY = "The governor of Karvel said on Monday that the brigade had left the town."
PAGE = (
    "<html><head><title>Brigade leaves</title><meta property='og:site_name' content='Harbour Post'>"
    f"<meta name='pubdate' content='2015-02-21'></head><body><p>{STORY}</p></body></html>"
)


def read(path: Path, content: str | bytes, settings: Settings | None = None) -> object:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    [result] = read_documents([str(path)], settings=settings or Settings())
    return result


def accept(path: Path, content: str | bytes) -> Document:
    result = read(path, content)
    assert isinstance(result, Document), result
    return result


def reason(path: Path, content: str | bytes, settings: Settings | None = None) -> str:
    result = read(path, content, settings)
    assert isinstance(result, Rejection), result
    assert (result.label, result.stage) == (str(path), "ingest")
    assert "\n" not in result.reason
    return result.reason


def test_a_text_file_is_kept_whole_and_named_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    assert accept(path, f"Brigade leaves\r\n\r\n{STORY}\r\n") == Document(
        text=f"Brigade leaves\n\n{STORY}", label=str(path)
    )


def test_a_page_brings_its_title_outlet_and_day(tmp_path: Path) -> None:
    found = accept(tmp_path / "a.html", PAGE)
    assert (found.text, found.title, found.outlet, found.published) == (
        STORY,
        "Brigade leaves",
        "Harbour Post",
        date(2015, 2, 21),
    )


def test_what_the_caller_knows_goes_before_what_a_page_says(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE)
    [found] = read_documents([str(path)], published=date(2015, 2, 20), outlet="Wire")
    assert isinstance(found, Document)
    assert (found.published, found.outlet) == (date(2015, 2, 20), "Wire")


@pytest.mark.parametrize("name", ["a.txt.gz", "a.gz", "a", "a.txt"])
def test_a_gzip_file_is_unpacked_whatever_its_name(tmp_path: Path, name: str) -> None:
    assert accept(tmp_path / name, gzip.compress(STORY.encode())).text == STORY


@pytest.mark.parametrize("name", ["a", "a.report", "a.txt", "a.xhtml", "a.HTM"])
def test_a_page_is_known_by_its_name_or_its_beginning(tmp_path: Path, name: str) -> None:
    assert accept(tmp_path / name, "\n<!DOCTYPE html>" + PAGE).title == "Brigade leaves"


def test_a_page_in_utf_16_is_known_too(tmp_path: Path) -> None:
    assert accept(tmp_path / "a", PAGE.encode("utf-16")).title == "Brigade leaves"


def test_one_bad_input_does_not_stop_the_next_and_order_is_kept(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(f"{STORY} {name}")
    names = [str(tmp_path / name) for name in ("b.txt", "none.txt", "a.txt")]
    results = list(read_documents(names))
    assert [type(result) for result in results] == [Document, Rejection, Document]
    assert [result.label for result in results] == names


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(STORY)
    results = read_documents([str(path), str(tmp_path / "b.txt")])
    next(results)
    (tmp_path / "b.txt").write_text(STORY)
    assert isinstance(next(results), Document)


def plant(folder: Path) -> list[str]:
    """Files in a folder; returns those to read, in order."""
    kept = ["a.txt", "z.html.gz", "2015/b.jsonl", "2015/02/c.htm", "2016/d.TXT"]
    for name in [*kept, "notes.md", ".hidden.txt", ".git/e.txt", "2015/f.pdf", "g.gz"]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(STORY)
    return [str(folder / name) for name in kept]


def test_a_folder_is_walked_in_order_for_files_of_known_suffix(tmp_path: Path) -> None:
    kept = plant(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "2015" / "up").symlink_to(tmp_path)
    assert sorted(expand_inputs([str(tmp_path)])) == sorted(kept)
    assert list(expand_inputs([str(tmp_path)])) == list(expand_inputs([str(tmp_path)]))


def test_inputs_are_counted_as_they_will_be_read(tmp_path: Path) -> None:
    kept = plant(tmp_path)
    (tmp_path / "empty").mkdir()
    inputs = [str(tmp_path), "-", "https://harbour.example/", str(tmp_path / "empty"), "none.txt"]
    assert count_inputs(inputs) == len(kept) + 4


def test_a_folder_without_files_to_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(STORY)
    [result] = read_documents([str(tmp_path)])
    assert isinstance(result, Rejection)
    assert "holds no file that Dateline reads (.txt .text .html" in result.reason


@contextmanager
def nobody() -> Iterator[None]:
    """For a while, be a user whom permissions bind."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_what_may_not_be_read_is_told_also_within_a_folder() -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "a.txt").write_text(STORY)
        (folder / "a.txt").chmod(0)
        (folder / "closed").mkdir(mode=0)
        (folder / "listed").mkdir()
        (folder / "listed" / "b.txt").write_text(STORY)
        (folder / "listed").chmod(0o744)
        with nobody():
            results = list(read_documents([name, f"{name}/closed"]))
        for path in (folder / "closed", folder / "listed"):
            path.chmod(0o755)
    assert [Path(result.label).name for result in results] == ["a.txt", "closed", "b.txt", "closed"]
    for result in results:
        assert isinstance(result, Rejection)
        assert "Permission denied" in result.reason


def test_a_socket_is_no_file_to_read(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        [result] = read_documents([str(tmp_path / "s")])
    assert isinstance(result, Rejection)
    assert "it cannot be read" in result.reason


@pytest.mark.parametrize("name", ["none.txt", "a\0b", "x" * 5000, "", "\udcff.txt", "\ud800"])
def test_a_name_that_leads_nowhere_is_told(name: str) -> None:
    [result] = read_documents([name])
    assert isinstance(result, Rejection)
    assert result.label.isprintable()
    assert len(result.label) <= 500


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "it is empty"),
        (b" \n\t ", "it is empty"),
        (b"\xef\xbb\xbf", "no text in it"),
        (b"17 -- 42.\n" * 9, "no words in it"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "this is a PDF file; save its text"),
        (b"PK\x03\x04\x14\0\x06\0", "this is a ZIP archive or an Office document"),
        (b"{\\rtf1\\ansi Karvel}", "this is an RTF document"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "this is a picture (PNG)"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "this is a picture (JPEG)"),
        (b"SQLite format 3\0", "this is a database"),
        (bytes(range(256)) * 40, "this is not text"),
        (STORY.encode() + b"\0" * 4000, "this is not text"),
        ("Le gouverneur a dit lundi que la brigade avait quitté la ville.", "French"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a"])
def test_a_file_that_is_no_report_is_told(
    tmp_path: Path, content: bytes | str, what: str, name: str
) -> None:
    assert what in reason(tmp_path / name, content)


@pytest.mark.parametrize("cut", [1, 9, 15, 40])
def test_a_truncated_gzip_file_is_told(tmp_path: Path, cut: int) -> None:
    packed = gzip.compress((STORY * 50).encode())
    assert "gzip file is damaged or breaks off" in reason(tmp_path / "a.txt.gz", packed[:-cut])


def test_a_damaged_gzip_file_is_told(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(os.urandom(5000)))
    packed[3000] ^= 0xFF
    assert "gzip file is damaged" in reason(tmp_path / "a.txt.gz", bytes(packed))


def test_a_file_over_the_limit_is_told(tmp_path: Path) -> None:
    limits = Settings(document_bytes=1_000)
    assert "larger than 1,000 bytes" in reason(tmp_path / "a.txt", STORY * 20, limits)
    packed = gzip.compress(b"a " * 10_000_000)
    assert "larger than 1,000 bytes" in reason(tmp_path / "b.txt.gz", packed, limits)


def test_a_text_over_the_limit_is_told(tmp_path: Path) -> None:
    limits = Settings(document_characters=100)
    assert "has 146 characters, more than 100" in reason(tmp_path / "a.txt", STORY * 2, limits)


def test_five_megabytes_without_a_sentence_end_are_read(tmp_path: Path) -> None:
    text = "the army said that it had left the town and " * 115_000
    assert accept(tmp_path / "a.txt", text).text == text.strip()


def test_a_device_without_end_is_left_at_the_limit() -> None:
    [result] = read_documents(["/dev/zero"], settings=Settings(document_bytes=100_000))
    assert isinstance(result, Rejection)
    assert "larger than 100,000 bytes" in result.reason


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (STORY, STORY),
        (PAGE, STORY),
        (f'{{"text": "{STORY}"}}\n', STORY),
        (f'[\n{{"text": "{STORY}"}}]\n', STORY),
        (
            '{"war" is what they call it in Karvel today.',
            '{"war" is what they call it in Karvel today.',
        ),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_standard_input_is_known_by_its_beginning(content: str, text: str, packed: bool) -> None:
    data = gzip.compress(content.encode()) if packed else content.encode()
    stdin = io.BytesIO(data)
    [result] = read_documents(["-"], stdin=stdin)
    assert isinstance(result, Document), result
    assert result.text == text
    assert result.label.startswith("standard input")
    assert not stdin.closed


def test_records_on_standard_input_are_read_as_they_come() -> None:
    reader, writer = os.pipe()
    with os.fdopen(reader, "rb") as stdin, os.fdopen(writer, "wb", buffering=0) as wire:
        results = read_documents(["-"], stdin=stdin)
        for number in range(3):
            wire.write(b'{"id": %d, "text": "%s"}\n' % (number, STORY.encode()))
            assert next(results).label == str(number)
        wire.close()
        assert list(results) == []


def test_standard_input_named_twice_is_empty_the_second_time() -> None:
    first, second = read_documents(["-", "-"], stdin=io.BytesIO(STORY.encode()))
    assert isinstance(first, Document)
    assert second == Rejection(
        label="standard input", stage="ingest", reason="it is empty; give the text of a report"
    )


def test_a_text_in_hand_is_read_with_what_is_known_of_it() -> None:
    found = read_text(
        f"\ufeff{STORY}\r\n",
        label="hp-17",
        published=date(2015, 2, 21),
        outlet=" Harbour\nPost ",
        title="Brigade leaves",
        url="https://harbour.example/17",
    )
    assert found == Document(
        text=STORY,
        label="hp-17",
        published=date(2015, 2, 21),
        outlet="Harbour Post",
        title="Brigade leaves",
        url="https://harbour.example/17",
    )


def test_a_text_in_hand_that_cannot_be_used_is_an_error_with_its_label() -> None:
    with pytest.raises(DocumentError, match="hp-17: there is no text in it"):
        read_text(" \n", label="hp-17")
    with pytest.raises(DocumentError, match=r"text: the text has 73 characters, more than 9"):
        read_text(STORY, settings=Settings(document_characters=9))


def test_reading_a_text_file_loads_no_heavy_library(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    heavy = "trafilatura py3langid charset_normalizer lxml numpy urllib3 ssl http.client"
    code = (
        "import sys; from dateline.ingest import read_documents; "
        f"print(*map(type, read_documents([{str(tmp_path / 'a.txt')!r}]))); "
        f"print(sorted(set({heavy.split()!r}) & set(sys.modules)))"
    )
    run = subprocess.run(  # in a fresh interpreter
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout == "<class 'dateline.document.Document'>\n[]\n"
