import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import DocumentError
from dateline.ingest.encoding import decode_bytes

REPORT = (
    "The governor of Karvel said on Monday that the 4th Brigade had left the town.\n"
    "“Nobody is left,” he said – and asked for £5m. Colonel Müller’s aide was not in reach.\n"
)
RUSSIAN = "Губернатор сообщил в понедельник, что бригада покинула город и ушла в горы.\n" * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_a_report_is_read_from_its_bytes_alone(encoding: str) -> None:
    assert decode_bytes(REPORT.encode(encoding)) == REPORT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_needs_no_mark(encoding: str) -> None:
    assert decode_bytes(REPORT.encode(encoding)) == REPORT


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "iso8859-5"])
def test_text_in_another_script_is_detected(encoding: str) -> None:
    assert decode_bytes(RUSSIAN.encode(encoding)) == RUSSIAN


def test_utf_8_goes_before_what_the_server_says() -> None:
    assert decode_bytes("Orléans".encode(), charset="iso-8859-1") == "Orléans"


def test_what_the_server_says_goes_before_what_the_page_says() -> None:
    page = '<meta charset="iso-8859-2">Łódź'.encode("cp1250")
    assert decode_bytes(page, charset="windows-1250", markup=True).endswith("Łódź")


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="iso-8859-2">',
        "<meta http-equiv='Content-Type' content='text/html; charset=ISO-8859-2'>",
        '<?xml version="1.0" encoding="iso-8859-2"?>',
    ],
)
def test_a_page_may_name_its_encoding(head: str) -> None:
    assert decode_bytes((head + "Łódź").encode("iso-8859-2"), markup=True) == head + "Łódź"


def test_pages_that_say_latin_1_mean_windows_1252() -> None:
    assert decode_bytes(b"\x93Stay\x94", charset="ISO-8859-1") == "“Stay”"


def test_utf_8_with_a_broken_byte_is_still_utf_8() -> None:
    data = "é".encode() * 30 + b"\xff" + "ü".encode() * 30
    assert decode_bytes(data) == "é" * 30 + "\ufffd" + "ü" * 30


def test_utf_8_that_breaks_off_within_a_character_is_still_utf_8() -> None:
    assert decode_bytes("Orléans, Zürich, 5 €".encode()[:-1]) == "Orléans, Zürich, 5 \ufffd"


@pytest.mark.parametrize("charset", ["hex", "idna", "punycode", "unicode_escape", "zip", "no\0ne"])
def test_codecs_that_are_no_character_set_are_not_used(charset: str) -> None:
    assert decode_bytes(b"caf\xe9 \\x41", charset=charset) == "café \\x41"


def test_a_wrong_name_that_does_not_fit_is_ignored() -> None:
    assert decode_bytes("Müller’s aide left.".encode("cp1252"), charset="utf-8") == (
        "Müller’s aide left."
    )


def test_bytes_in_no_encoding_are_refused() -> None:
    with pytest.raises(DocumentError, match="this is not text, or in no encoding"):
        decode_bytes(bytes(range(128, 256)) * 20 + bytes(range(255, 127, -1)) * 20)


@given(st.text())
def test_any_text_in_utf_8_with_or_without_mark_reads_back(text: str) -> None:
    if text.startswith("\ufeff") or "\0" in text:
        return
    assert decode_bytes(text.encode()) == text
    assert decode_bytes(codecs.BOM_UTF8 + text.encode()) == text
