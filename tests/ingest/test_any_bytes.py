"""Whatever is in a file, reading it gives documents or rejections, never an exception."""

import gzip
import string
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.document import Document, Rejection
from dateline.ingest import read_documents
from dateline.ingest.kinds import SUFFIXES

STORY = b"<p>The governor of Karvel said on Monday that the brigade had left the town.</p>"
PIECES = st.sampled_from(
    [
        STORY,
        b"<html>",
        b"<!DOCTYPE html><html><head>",
        b'<meta charset="utf-7">',
        b'<meta property="article:published_time" content="',
        b'<script type="application/ld+json">{"datePublished": "9999-99-99"',
        b"<table><tr><td>",
        b"&#0;&#xD800;&nbsp;",
        b"<![CDATA[",
        b"<?xml version='1.0' encoding='utf-16'?>",
        b'{"text": "The army left.", "published": "',
        b'{"id": 1, "text": "\\ud800 The army left the town."}\n',
        b"[",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\x1f\x8b\x08",
        b"\0",
        b"\r\n",
        "\u202e\u041a\u0430\u201c".encode(),
    ]
)
BYTES = st.lists(st.one_of(PIECES, st.binary(max_size=30)), max_size=12).map(b"".join)
NAMES = st.sampled_from([f"a{suffix}" for suffix in SUFFIXES] + ["a", "a.txt.gz", "a.jsonl.gz"])


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=BYTES, name=NAMES, packed=st.booleans())
def test_any_bytes_give_documents_or_rejections(
    tmp_path: Path, data: bytes, name: str, packed: bool
) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(data) if packed else data)
    results = list(read_documents([str(path)]))
    assert results
    for result in results:
        if isinstance(result, Document):
            check_document(result)
        else:
            check_rejection(result, path)


def check_document(document: Document) -> None:
    """The text is one that offsets hold in, wherever it is written and read again."""
    assert document.text.encode("utf-8").decode("utf-8") == document.text
    assert "\n".join(document.text.splitlines()) == document.text
    assert not set(document.text) & {"\r", "\0", "\x1b", "\ufeff"}
    assert document.text == document.text.strip()
    assert document.language == "en"
    for line in (document.label, document.title or "", document.outlet or ""):
        assert "\n" not in line
        assert not set(line) & set(map(chr, range(32)))


def check_rejection(rejection: Rejection, path: Path) -> None:
    assert rejection.label.startswith(str(path))
    assert rejection.stage == "ingest"
    assert "\n" not in rejection.reason
    assert rejection.reason[0] in string.ascii_lowercase + '"'
    assert rejection.reason.isprintable()
