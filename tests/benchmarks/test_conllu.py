"""CoNLL-U: what is read from a file, and that what is written has the same characters."""

import gzip
from pathlib import Path

import pytest

from conllu import TreeDocument, raw_text, read_documents, read_lines, sentence_lines
from dateline.nlp.reader import TaggedSentence

ROWS = """\
# newdoc id = first
# newpar
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVB\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tshoot\tshoot\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4\t!\t!\tPUNCT\t.\t_\t3\tpunct\t_\t_

1\tHe\the\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2\tran\trun\tVERB\tVBD\t_\t0\troot\t_\t_
2.1\tran\trun\tVERB\tVBD\t_\t_\t_\t_\t_

# newpar id = p2
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\tSpaceAfter=No

# newdoc id = second
1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_
"""


def documents() -> list[TreeDocument]:
    return list(read_documents(ROWS.splitlines()))


def test_documents_begin_at_newdoc() -> None:
    assert [d.id for d in documents()] == ["first", "second"]


def test_a_file_without_newdoc_is_one_document() -> None:
    rows = [line for line in ROWS.splitlines() if not line.startswith("#")]
    (only,) = read_documents(rows)
    assert len(only.sentences) == 4


def test_words_are_the_syntactic_ones_without_empty_nodes() -> None:
    assert [s.words for s in documents()[0].sentences] == [
        ["Do", "n't", "shoot", "!"],
        ["He", "ran"],
        ["Yes"],
    ]


def test_raw_text_has_the_tokens_their_blanks_and_the_paragraphs() -> None:
    assert raw_text(documents()[0]) == "Don't shoot! He ran\n\nYes"


def test_a_line_without_ten_columns_is_named() -> None:
    with pytest.raises(ValueError, match="line 2: CoNLL-U has 10 columns, this line has 3"):
        list(read_documents(["# newdoc id = x", "1\tYes\tyes"]))


def test_an_answer_is_written_with_its_contraction_and_heads_from_one() -> None:
    answer = TaggedSentence(
        upos=["AUX", "PART", "VERB", "PUNCT"],
        feats=["_", "_", "Mood=Imp", "_"],
        head=[2, 2, -1, 2],
        rel=["aux", "advmod", "root", "punct"],
        lemmas=["do", "not", "shoot", "!"],
        names=[],
    )
    lines = list(sentence_lines(documents()[0].sentences[0], answer))
    assert [line.split("\t")[0] for line in lines] == ["1-2", "1", "2", "3", "4", ""]
    assert lines[0].split("\t")[1] == "Don't"
    assert lines[3] == "3\tshoot\tshoot\tVERB\t_\tMood=Imp\t0\troot\t_\t_"
    assert lines[4].split("\t")[6] == "3"


@pytest.mark.parametrize("name", ["gold.conllu", "gold.conllu.gz"])
def test_plain_and_gzipped_files_read_alike(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    data = "# é\r\n1\tx\u2028y\n".encode()
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    assert list(read_lines(path)) == ["# é", "1\tx\u2028y"]
