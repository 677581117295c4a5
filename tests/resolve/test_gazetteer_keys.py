"""One key for the spellings of one name, and a sound key for its romanisations."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.resolve.gazetteer_keys import likeness, name_key, sound_key
from dateline.resolve.gazetteer_words import bare_key

LETTERS = st.text(st.characters(max_codepoint=0x17F, categories=["Lu", "Ll"]), min_size=1)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("As-Suwaydā’", "as suwayda"),
        ("Ma'rib", "marib"),
        ("‘Ayn al ‘Arab", "ayn al arab"),
        ("N’Djamena", "ndjamena"),
        ("U.S.", "us"),
        ("St. Louis", "st louis"),
        ("Saint Louis", "st louis"),
        ("The Hague", "hague"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("  Ras\tLanuf ", "ras lanuf"),
        ("Xankəndi", "xankandi"),
        ("سرت", "سرت"),
        ("...", ""),
        ("", ""),
    ],
)
def test_case_accents_and_marks_do_not_count(name: str, key: str) -> None:
    assert name_key(name) == key


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Nofaliya", "Nawfaliyah"),
        ("Ras Lanuf", "Ras Lanouf"),
        ("Es Sider", "As Sidrah"),
        ("Brega", "Burayqah"),
        ("Darna", "Derna"),
        ("Deir ez-Zor", "Dayr az Zawr"),
        ("Deir Ezzor", "Deir al-Zour"),
        ("Al-Bab", "El Bab"),
        ("Khmeimim", "Hmeimim"),
        ("Tall Abyad", "Tel Abyadh"),
        ("Qamishli", "Kamishli"),
        ("Idlib", "Edlib"),
    ],
)
def test_romanisations_of_one_name_sound_the_same(name: str, other: str) -> None:
    assert sound_key(name_key(name)) == sound_key(name_key(other)) != ""


@pytest.mark.parametrize(
    ("name", "other"), [("Mali", "Bali"), ("Aden", "Dane"), ("Homs", "Hama"), ("Sirte", "Surman")]
)
def test_other_names_sound_different(name: str, other: str) -> None:
    assert sound_key(name_key(name)) != sound_key(name_key(other))


def test_names_of_one_consonant_have_no_sound_key() -> None:
    assert sound_key("gao") == ""
    assert sound_key("ia") == ""


def test_nearer_spellings_are_more_alike() -> None:
    near, far = likeness("nofaliya", "nawfaliyah"), likeness("nofaliya", "nianoufla")
    assert near > 0.7 > far


@given(st.text())
def test_a_key_is_its_own_key(name: str) -> None:
    key = name_key(name)
    assert name_key(key) == key


@given(st.text())
def test_a_key_has_no_blanks_at_its_ends_nor_two_in_a_row(name: str) -> None:
    key = name_key(name)
    assert key == " ".join(key.split())


@given(LETTERS, LETTERS)
def test_composed_and_decomposed_letters_have_one_key(name: str, other: str) -> None:
    text = f"{name} {other}"
    assert name_key(unicodedata.normalize("NFD", text)) == name_key(
        unicodedata.normalize("NFC", text)
    )


@given(LETTERS, LETTERS)
def test_hyphens_and_blanks_have_one_key(name: str, other: str) -> None:
    assert name_key(f"{name}-{other}") == name_key(f"{name} {other}")


@given(st.text(), st.text())
def test_likeness_is_a_share_and_the_same_both_ways(name: str, other: str) -> None:
    alike = likeness(name_key(name), name_key(other))
    assert 0 <= alike <= 1
    assert alike == likeness(name_key(other), name_key(name))


@given(st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x7A), min_size=3))
def test_an_article_in_front_does_not_change_the_sound(name: str) -> None:
    key = name_key(name)
    assert sound_key(f"al {key}") == sound_key(key)


@pytest.mark.parametrize(
    ("key", "bare"),
    [
        ("idlib province", "idlib"),
        ("province of idlib", "idlib"),
        ("departement de la loire", "loire"),
        ("sirte city", "sirte"),
        ("province", "province"),
        ("sirte", "sirte"),
    ],
)
def test_words_of_kind_are_taken_off(key: str, bare: str) -> None:
    assert bare_key(key)[0] == bare


def test_a_word_of_kind_says_what_kinds_are_meant() -> None:
    assert bare_key("rapides parish")[1] == ("admin2", "admin1")
    assert bare_key("sirte")[1] == ()
