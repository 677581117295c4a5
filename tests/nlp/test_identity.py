"""Which phrases of a text stand for the same thing."""

from collections.abc import Sequence

import numpy as np
import pytest

from dateline.nlp.identity import MentionScores, find_chains, score_mentions
from dateline.nlp.reader import NetworkReader
from dateline.reading import ROOT, Name, Word

KINDS = ["O", "organization", "person"]


def words_of(*rows: tuple[str, str, int]) -> list[Word]:
    """Words with their part of speech and head."""
    return [
        Word(i, 0, 0, text, text.lower(), upos, "_", head, "dep")
        for i, (text, upos, head) in enumerate(rows)
    ]


def test_a_mention_takes_up_the_best_mention_before_it_and_no_other_word() -> None:
    scores = np.full((3, 4), -1, np.float32)
    scores[2, 2] = 9  # the word between heads no mention
    scores[2, 1] = 5
    found = score_mentions(10, np.array([2, 0, 2], np.int32), KINDS, scores)
    assert found.links == {12: 10}
    assert found.kinds == {10: "person", 12: "person"}


def test_the_first_mention_takes_up_nothing() -> None:
    found = score_mentions(0, np.array([1], np.int32), KINDS, np.array([[0, 9]], np.float32))
    assert found.links == {}


def chains(windows: Sequence[MentionScores], words: list[Word], names: list[Name]) -> object:
    return find_chains(windows, words, names)[1]


def test_a_name_is_the_same_in_every_window() -> None:
    words = words_of(("Hamas", "PROPN", ROOT), ("It", "PRON", ROOT), ("Hamas", "PROPN", ROOT))
    windows = [
        MentionScores({0: "organization", 1: "organization"}, {1: 0}),
        MentionScores({2: "organization"}, {}),
    ]
    names = [Name(0, 0, "organization"), Name(2, 2, "organization")]
    assert chains(windows, words, names) == [[0, 1, 2]]


def test_a_surname_takes_up_the_full_name_of_a_person_but_not_of_a_place() -> None:
    words = words_of(("Omar", "PROPN", 1), ("Sinki", "PROPN", ROOT), ("Sinki", "PROPN", ROOT))
    names = [Name(0, 1, "person"), Name(2, 2, "person")]
    for kind, expected in (("person", [[1, 2]]), ("place", [])):
        windows = [MentionScores({1: kind}, {}), MentionScores({2: kind}, {})]  # type: ignore[dict-item]
        assert chains(windows, words, names) == expected


def test_the_and_the_same_noun_take_up_a_thing_of_an_earlier_window() -> None:
    words = words_of(
        ("A", "DET", 1), ("group", "NOUN", ROOT), ("the", "DET", 3), ("group", "NOUN", ROOT),
        ("a", "DET", 5), ("group", "NOUN", ROOT),
    )  # fmt: skip
    windows = [
        MentionScores({1: "organization"}, {}),
        MentionScores({3: "organization", 5: "organization"}, {}),
    ]
    assert chains(windows, words, []) == [[1, 3]]


@pytest.mark.model
def test_the_reader_takes_he_for_the_minister_and_the_surname_for_the_man() -> None:
    text = "Omar Sinki is the interior minister. He was in Karvel. Sinki left on Friday."
    reading = NetworkReader(threads=1).read(text)
    heads = [[reading.words[i].text for i in chain] for chain in reading.chains]
    assert any("He" in chain and chain.count("Sinki") >= 1 for chain in heads)
