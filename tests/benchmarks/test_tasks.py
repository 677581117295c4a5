"""Tasks: what is read from a gold file, and what a reading becomes before it is scored."""

import json
from datetime import date
from pathlib import Path

import pytest

from conllu import raw_text, read_documents
from dateline.claim import Toponym
from dateline.reading import ROOT, Name, Reading, Word
from dateline.resolve import Gazetteer
from jobs import Job, TaskError, document_of, is_unseen, load_scorer, read_records
from tasks import TASKS, entities_of, place_of, reading_lines

SMALL = """\
# newdoc id = one
# newpar
1\tGuards\tguard\tNOUN\tNNS\tNumber=Plur\t3\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tshoot\tshoot\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newdoc id = two
1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2\tran\trun\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


def reading() -> Reading:
    text = "He didn't shoot.\n\nMara Holt ran."
    pieces = ["He", "did", "n't", "shoot", ".", "Mara", "Holt", "ran", "."]
    heads = [3, 3, 3, ROOT, 3, 7, 5, ROOT, 7]
    words, at = [], 0
    for index, (piece, head) in enumerate(zip(pieces, heads, strict=True)):
        start = text.index(piece, at)
        at = start + len(piece)
        words.append(Word(index, start, at, piece, piece.lower(), "X", "_", head, "dep"))
    names = [Name(5, 6, "person")]
    return Reading(text, words, [range(5), range(5, 9)], [0, 1], names)


def test_names_become_the_characters_that_they_cover() -> None:
    (entity,) = entities_of(reading())
    assert entity == {"start": 18, "end": 27, "type": "person"}


def test_a_reading_becomes_sentences_with_contractions_as_one_token() -> None:
    lines = list(reading_lines(reading()))
    assert lines[1].split("\t")[:2] == ["2-3", "didn't"]
    assert [line.split("\t")[6] for line in lines if line] == [
        "4", "_", "4", "4", "0", "4", "3", "1", "0", "3",
    ]  # fmt: skip
    (document,) = read_documents(lines)
    assert raw_text(document) == "He didn't shoot . Mara Holt ran ."


def test_a_gold_report_keeps_its_text_to_the_letter() -> None:
    text = "  Two  blanks,\ttabs \n"
    record = {"id": "a1", "text": text, "publisher": "The Post", "published": "2024-03-14"}
    document = document_of(record)
    assert (document.text, document.label) == (text, "a1")
    assert (document.outlet, document.published) == ("The Post", date(2024, 3, 14))


def test_a_gold_report_needs_nothing_but_id_and_text() -> None:
    document = document_of({"id": "a1", "text": "x", "published": None})
    assert (document.outlet, document.published, document.title) == (None, None, None)


@pytest.mark.parametrize(
    ("line", "message"),
    [("{", r"gold\.jsonl:2: not JSON"), ('["a"]', r"gold\.jsonl:2: needs an object")],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "b"}) + "\n" + line + "\n", "utf-8")
    with pytest.raises(TaskError, match=message):
        read_records(path)


def test_the_unseen_part_is_fixed_by_the_ids_alone() -> None:
    unseen = [n for n in range(1000) if is_unseen(f"report-{n}")]
    assert unseen[:6] == [6, 10, 14, 15, 23, 25]
    assert len(unseen) == 143


def test_a_folder_without_scorers_is_named(tmp_path: Path) -> None:
    with pytest.raises(TaskError, match="no scorer 'nothing'"):
        load_scorer(tmp_path, "nothing")


@pytest.mark.model
@pytest.mark.shared
@pytest.mark.parametrize("task", ["parse", "parse-raw"])
@pytest.mark.parametrize(("limit", "words"), [(1, 5), (2, 8), (None, 8)])
def test_a_limit_cuts_gold_and_answers_alike(
    tmp_path: Path, shared: Path, task: str, limit: int | None, words: int
) -> None:
    gold = tmp_path / "gold.conllu"
    gold.write_text(SMALL, "utf-8")
    outcome = TASKS[task](Job(gold=gold, bench=shared / "bench", limit=limit))
    assert outcome.scores["words"]["gold"] == words
    assert outcome.scores["words"]["f1"] == 1.0


@pytest.mark.model
@pytest.mark.shared
def test_a_gold_file_that_is_no_treebank_is_refused_with_its_line(
    tmp_path: Path, shared: Path
) -> None:
    gold = tmp_path / "gold.conllu"
    gold.write_text("1\tGuards\n", "utf-8")
    with pytest.raises(TaskError, match="line 1: CoNLL-U has 10 columns, this line has 2"):
        TASKS["parse"](Job(gold=gold, bench=shared / "bench"))


def test_a_toponym_is_scored_by_its_characters_and_point() -> None:
    sirte = Gazetteer().find("Sirte")[0].place
    placed = Toponym(start=4, end=9, text="Sirte", place=sirte, score=0.9, method="ranked-1")
    unknown = Toponym(start=0, end=3, text="Oz", place=None, score=0.0)
    assert place_of(placed) == {
        "start": 4, "end": 9, "lat": sirte.latitude, "lon": sirte.longitude, "country": "LY",
    }  # fmt: skip
    assert place_of(unknown)["lat"] is None


@pytest.mark.model
@pytest.mark.shared
def test_places_are_scored_from_the_running_text(tmp_path: Path, shared: Path) -> None:
    text = "Shells fell on Benghazi, Libya."
    truth = {
        "start": 15,
        "end": 23,
        "text": "Benghazi",
        "lat": 32.11,
        "lon": 20.07,
        "country": "LY",
    }
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": text, "toponyms": [truth]}) + "\n", "utf-8")
    outcome = TASKS["geoparse"](Job(gold=gold, bench=shared / "bench"))
    assert outcome.scores["resolution"]["accuracy_161"] == 1.0
    assert outcome.scores["recognition"]["exact"]["r"] == 1.0


@pytest.mark.shared
def test_times_are_scored_against_the_day_of_their_document(tmp_path: Path, shared: Path) -> None:
    text = "Shells fell on Monday."
    truth = {
        "start": 15,
        "end": 21,
        "text": "Monday",
        "tid": "t1",
        "type": "DATE",
        "value": "2015-02-16",
    }
    gold = tmp_path / "gold.jsonl"
    record = {"id": "a", "text": text, "dct": "2015-02-21", "timexes": [truth]}
    gold.write_text(json.dumps(record) + "\n", "utf-8")
    outcome = TASKS["timex"](Job(gold=gold, bench=shared / "bench"))
    assert outcome.found[0]["timexes"][0]["value"] == "2015-02-16"
