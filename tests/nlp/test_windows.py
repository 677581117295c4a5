"""Windows hold whole sentences, in order, as many as fit."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dateline.nlp.windows import (
    FIRST_TITLE,
    LOWER,
    TITLE,
    UPPER,
    WINDOW,
    Pieces,
    lay_out,
    pack_windows,
    shape_of,
)

LENGTHS = st.lists(st.integers(1, 400), max_size=60)


@given(LENGTHS)
def test_every_sentence_is_in_one_window_in_order(lengths: list[int]) -> None:
    packed = [number for window in pack_windows(lengths) for number in window]
    assert packed == list(range(len(lengths)))


@given(LENGTHS)
def test_a_window_overflows_only_for_a_sentence_that_is_too_long_by_itself(
    lengths: list[int],
) -> None:
    for window in pack_windows(lengths):
        used = 1 + sum(lengths[number] + 1 for number in window)
        assert used <= WINDOW or len(window) == 1


@given(LENGTHS)
def test_no_window_could_take_the_next_sentence_too(lengths: list[int]) -> None:
    windows = pack_windows(lengths)
    for window, following in pairwise(windows):
        used = 1 + sum(lengths[number] + 1 for number in window)
        assert used + lengths[following.start] + 1 > WINDOW


def test_words_know_their_subwords_and_their_sentence() -> None:
    first = Pieces([7, 8, 9], [LOWER, LOWER, UPPER], [0, 2], [1, 2])
    second = Pieces([5], [TITLE], [0], [0])
    batch = lay_out([[first, second], [second]])
    assert batch.ids.tolist() == [[101, 7, 8, 9, 102, 5, 102], [101, 5, 102, 0, 0, 0, 0]]
    assert batch.first.tolist() == [[0, 1, 3, 5], [0, 1, 0, 0]]
    assert batch.last.tolist() == [[0, 2, 3, 5], [0, 1, 0, 0]]
    assert batch.sentence.tolist() == [[0, 1, 1, 2], [0, 1, -1, -1]]
    assert batch.mask.sum(1).tolist() == [7.0, 3.0]


def test_a_capital_at_the_start_of_a_sentence_is_told_from_one_inside() -> None:
    shapes = [shape_of(w, opens) for w, opens in (("Sirte", True), ("Sirte", False), ("UN", True))]
    assert shapes == [FIRST_TITLE, TITLE, UPPER]
