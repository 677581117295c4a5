"""JSON records: one report each; a broken one never stops the rest."""

import gzip
import json
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from dateline.config import Settings
from dateline.document import Document, Rejection
from dateline.ingest import read_documents

STORY = "The governor of Karvel said on Monday that the brigade had left the town."


def read(path: Path, content: str | bytes, settings: Settings | None = None) -> list[object]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_documents([str(path)], settings=settings or Settings()))


def reject(path: Path, content: str | bytes, settings: Settings | None = None) -> Rejection:
    [result] = read(path, content, settings)
    assert isinstance(result, Rejection), result
    assert result.stage == "ingest"
    assert "\n" not in result.reason
    return result


def accept(path: Path, record: object) -> Document:
    [result] = read(path, json.dumps(record))
    assert isinstance(result, Document), result
    return result


def test_every_field_of_a_record_is_kept(tmp_path: Path) -> None:
    record = {
        "id": "hp-17",
        "text": STORY,
        "title": "Brigade leaves",
        "published": "2015-02-21T10:00:00Z",
        "outlet": "Harbour Post",
        "url": "https://harbour.example/17",
        "section": ["ignored"],
    }
    assert accept(tmp_path / "wire.jsonl", record) == Document(
        text=STORY,
        label="hp-17",
        title="Brigade leaves",
        published=date(2015, 2, 21),
        outlet="Harbour Post",
        url="https://harbour.example/17",
    )


def test_text_alone_makes_a_record_and_its_line_is_its_name(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    blank = {"id": " ", "title": "", "outlet": None, "published": ""}
    assert accept(path, {"text": STORY, **blank}) == Document(text=STORY, label=f"{path}:1")


def test_publisher_is_another_word_for_outlet(tmp_path: Path) -> None:
    assert accept(tmp_path / "a.jsonl", {"text": STORY, "publisher": "HP"}).outlet == "HP"


def test_an_id_may_be_a_number(tmp_path: Path) -> None:
    assert accept(tmp_path / "a.jsonl", {"text": STORY, "id": 17}).label == "17"


def test_an_address_that_is_not_of_the_web_is_not_kept(tmp_path: Path) -> None:
    assert accept(tmp_path / "a.jsonl", {"text": STORY, "url": "javascript:alert(1)"}).url is None


def test_what_the_caller_knows_fills_only_what_a_record_lacks(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    full = {"text": STORY, "published": "2015-02-21", "outlet": "Harbour Post"}
    path.write_text(json.dumps(full) + "\n" + json.dumps({"text": STORY}))
    first, second = read_documents([str(path)], published=date(2016, 1, 1), outlet="Wire")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.published, first.outlet) == (date(2015, 2, 21), "Harbour Post")
    assert (second.published, second.outlet) == (date(2016, 1, 1), "Wire")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (
            "{",
            "this is not JSON (Expecting property name enclosed in double quotes at char",
        ),
        ('{"text": "a', "this is not JSON (Unterminated string"),
        ("17", "this is a number, not an object"),
        ('["text"]', "this is a list, not an object"),
        ("{}", 'the record has no "text"; its fields may be id, text, title'),
        ('{"text": null}', 'the record has no "text"'),
        ('{"text": "  "}', '"text" is empty'),
        ('{"text": ["a", "b"]}', '"text" is a list, not text; write it in quotes'),
        ('{"text": "a", "title": 7}', '"title" is a number, not text'),
        ('{"text": "a", "outlet": {}}', '"outlet" is an object, not text'),
        ('{"text": "a", "id": true}', '"id" is a truth value, not text'),
        ('{"text": "a", "published": 20150221}', '"published" is a number, not text'),
        (
            '{"text": "a", "published": "2015-02-30"}',
            "\"published\": '2015-02-30' is no day of the calendar",
        ),
        ('{"text": "a", "published": "2999-01-01"}', "lies in the future"),
        ('{"text": "a", "published": "yesterday"}', "write it as 2015-02-21"),
        ('{"text": "1 2 3"}', "there are no words in it"),
        ('{"text": "Le gouverneur a quitté la ville lundi avec sa garde."}', "French"),
        ("[" * 100_000, "this JSON cannot be read"),
        ("1" * 10_000, "this JSON cannot be read"),
    ],
)
def test_a_broken_line_is_told_with_its_number_and_the_rest_is_read(
    tmp_path: Path, line: str, what: str
) -> None:
    path = tmp_path / "wire.jsonl"
    good = json.dumps({"id": "good", "text": STORY})
    first, second, third = read(path, f"{good}\n{line}\n\n{good}\n")
    assert isinstance(second, Rejection)
    assert second.label == f"{path}:2"
    assert what in second.reason
    assert first == third == Document(text=STORY, label="good")


def test_lone_surrogates_are_replaced_and_pairs_are_joined(tmp_path: Path) -> None:
    [result] = read(tmp_path / "a.jsonl", '{"text": "Karvel fell \\ud83d today \\ud83d\\ude00."}')
    assert isinstance(result, Document)
    assert result.text == "Karvel fell \ufffd today \N{GRINNING FACE}."


def test_a_line_that_is_too_long_is_skipped_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    long = json.dumps({"text": STORY * 200})
    good = json.dumps({"id": "good", "text": STORY})
    first, second = read(path, f"{long}\n{good}", Settings(document_bytes=1_000))
    assert isinstance(first, Rejection)
    assert first.label == f"{path}:1"
    assert "longer than 1,000 bytes" in first.reason
    assert isinstance(second, Document)


def test_a_file_of_many_records_is_never_held_whole(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    line = json.dumps({"text": STORY + " It was quiet." * 500}) + "\n"
    path.write_text(line * 600)
    tracemalloc.start()
    count = sum(isinstance(result, Document) for result in read_documents([str(path)]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 600
    assert peak < path.stat().st_size / 20


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_records_may_be_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    line = json.dumps({"text": "Colonel Müller left Karvel on Monday."}, ensure_ascii=False)
    results = read(tmp_path / "a.jsonl", f"{line}\r\n{line}\r\n".encode(encoding))
    assert [getattr(result, "text", result) for result in results] == [
        "Colonel Müller left Karvel on Monday."
    ] * 2


def test_a_truncated_gzip_file_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    lines = "".join(
        json.dumps({"id": number, "text": f"{STORY} {number * 7919}."}) + "\n"
        for number in range(5_000)
    )
    *read_ones, last = read(tmp_path / "a.jsonl.gz", gzip.compress(lines.encode())[:-2_000])
    assert len(read_ones) > 1_000
    assert all(isinstance(result, Document) for result in read_ones)
    assert isinstance(last, Rejection)
    assert last.label == f"{tmp_path / 'a.jsonl.gz'}:{len(read_ones)}"
    assert "breaks off after this line" in last.reason


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_a_file_without_records_is_told(tmp_path: Path, content: str) -> None:
    assert "is empty" in reject(tmp_path / "a.jsonl", content).reason


def test_a_json_file_is_one_record_or_an_array_or_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    record = {"text": STORY}
    for content, labels in [
        (json.dumps(record, indent=2), [f"{path}"]),
        (json.dumps([record, record], indent=2), [f"{path}:record 1", f"{path}:record 2"]),
        (json.dumps(record) + "\n" + json.dumps(record), [f"{path}:1", f"{path}:2"]),
    ]:
        results = read(path, content)
        assert results == [Document(text=STORY, label=label) for label in labels]


def test_a_broken_record_of_an_array_does_not_stop_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    first, second = read(path, json.dumps([{"title": "no text"}, {"text": STORY}]))
    assert isinstance(first, Rejection)
    assert first.label == f"{path}:record 1"
    assert isinstance(second, Document)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("[]", "the array is empty"),
        ('{\n"text": \n', "this is not JSON (Expecting value at line 3, character 1)"),
        ("", "it is empty"),
    ],
)
def test_a_json_file_that_holds_none_is_told(tmp_path: Path, content: str, what: str) -> None:
    assert what in reject(tmp_path / "a.json", content).reason
