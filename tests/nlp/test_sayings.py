"""Who is said to say what, out of the network's scores."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dateline.nlp.reader import NetworkReader
from dateline.nlp.sayings import (
    CueScores,
    choose_runs,
    choose_source,
    find_cues,
    find_sayings,
    score_cues,
)
from dateline.reading import Saying

SCORES = st.integers(-64, 64).map(lambda n: n / 8)  # sums of these are exact


def tags_of(letters: str) -> np.ndarray:
    """Scores that clearly mean these tags."""
    return np.eye(3, dtype=np.float32)[["OBI".index(letter) for letter in letters]] * 9


def log_odds(*rows: str) -> np.ndarray:
    """+5 for "x", -5 for "."."""
    return np.array([[5 if c == "x" else -5 for c in row] for row in rows], np.float32)


def test_a_cue_reaches_from_its_first_to_its_last_tagged_word() -> None:
    assert find_cues(tags_of("OBIIOB")) == [(1, 3), (5, 5)]


def test_a_word_between_the_parts_of_a_cue_belongs_to_it() -> None:
    assert find_cues(tags_of("BOIOOOOOI")) == [(0, 2), (8, 8)]


@given(arrays(np.float32, st.tuples(st.just(1), st.integers(1, 7)), elements=SCORES))
def test_the_chosen_runs_are_the_best_for_what_their_borders_cost(scores: np.ndarray) -> None:
    def worth(chosen: tuple[bool, ...]) -> float:
        borders = sum(a != b for a, b in pairwise(chosen))
        inside = sum(float(s) for s, c in zip(scores[0], chosen, strict=True) if c)
        return inside - 2.0 * borders - (1.0 if chosen[0] else 0.0)

    best = max(worth(c) for c in product([False, True], repeat=scores.shape[1]))
    chosen = tuple(bool(c) for c in choose_runs(scores, 2.0)[0])
    assert worth(chosen) == pytest.approx(best, abs=1e-4)


@given(arrays(np.float32, st.integers(1, 12), elements=SCORES))
def test_the_source_is_the_stretch_of_words_with_the_highest_sum(scores: np.ndarray) -> None:
    sums = {
        (a, b): float(scores[a : b + 1].sum(dtype=np.float64))
        for a in range(len(scores))
        for b in range(a, len(scores))
    }
    found = choose_source(scores)
    if max(sums.values()) <= 0:
        assert found is None
    else:
        assert found is not None
        assert sums[found] == pytest.approx(max(sums.values()), abs=1e-4)


def test_a_quotation_cut_in_two_is_one_saying() -> None:
    window = CueScores(10, [(3, 3)], log_odds("......", "..x..."), log_odds("......", "xx..xx"))
    assert find_sayings([window]) == [Saying((13, 13), (12, 12), ((10, 11), (14, 15)))]


def test_content_that_goes_on_in_the_next_window_is_the_last_speakers() -> None:
    first = CueScores(0, [(1, 1)], log_odds("....", "x..."), log_odds("....", "..xx"))
    second = CueScores(4, [], log_odds("....")[:1], log_odds("xx.."))
    assert find_sayings([first, second]) == [Saying((1, 1), (0, 0), ((2, 5),))]


def test_content_at_the_end_of_a_window_may_wait_for_its_cue() -> None:
    first = CueScores(0, [], log_odds("...."), log_odds("..xx"))
    second = CueScores(4, [(1, 1)], log_odds("....", "x..."), log_odds("....", "..xx"))
    assert find_sayings([first, second]) == [Saying((5, 5), (4, 4), ((2, 3), (6, 7)))]


def test_a_window_keeps_only_the_scores_of_its_cues() -> None:
    source = np.arange(12, dtype=np.float32).reshape(3, 4)
    kept = score_cues(7, tags_of("OBO"), source, source)
    assert kept.source.tolist() == [[0, 4, 8], [2, 6, 10]]


TEXT = (
    "The interior minister, Omar Sinki, said on Friday that rebels had taken Karvel. "
    '"We will take it back," he told reporters. According to residents, the town was quiet.'
)


@pytest.mark.model
def test_the_reader_finds_speakers_their_cues_and_their_words() -> None:
    reading = NetworkReader(threads=1).read(TEXT)
    found = [
        (reading.span_text(*s.cue), s.source and reading.span_text(*s.source))
        for s in reading.sayings
    ]
    assert [cue.split()[0] for cue, _ in found] == ["said", "told", "According"]
    assert "minister" in str(found[0][1])
    assert [source for _, source in found[1:]] == ["he", "residents"]
    assert "rebels had taken Karvel" in reading.span_text(*reading.sayings[0].content[0])


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        '"We left," he said. "They burned everything and then',
        "HUSSEIN: Who fired first? SALEH: They did.",
        "(Reporting by Lena Haddad in Karvel; Editing by Omar Sinki)",
        "REBELS TAKE KARVEL, ARMY SAYS",
        '"' + "They came at night and burned the houses of our street, " * 40 + '" he said.',
        '"""""""',
    ],
)
def test_odd_texts_give_sayings_within_their_words(text: str) -> None:
    reading = NetworkReader(threads=1).read(text)
    for saying in reading.sayings:
        spans = [saying.cue, *saying.content, *([saying.source] if saying.source else [])]
        assert all(0 <= a <= b < len(reading.words) for a, b in spans)
