"""Trees, labels and names out of scores."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dateline.nlp.decode import (
    _is_projective,
    agree_in_lists,
    choose_heads,
    choose_labels,
    choose_names,
    join_titles,
    name_transitions,
)

TAGS = ["O", "B-person", "I-person", "B-place", "I-place"]


def reaches_root(heads: list[int], word: int) -> bool:
    for _ in heads:
        if word == 0:
            return True
        word = heads[word]
    return word == 0


@given(
    st.integers(1, 8).flatmap(
        lambda n: arrays(
            np.float32, (n + 1, n + 1), elements=st.floats(-50, 50, width=32), unique=True
        )
    )
)
def test_any_scores_give_one_tree_with_one_root(scores: np.ndarray) -> None:
    heads = choose_heads(scores).tolist()
    assert heads[1:].count(0) == 1
    assert no_arcs_cross(heads)
    assert all(reaches_root(heads, word) for word in range(1, len(heads)))


def no_arcs_cross(heads: list[int]) -> bool:
    arcs = [(min(w, h), max(w, h)) for w, h in enumerate(heads) if w]
    return not any(a < c < b < d for a, b in arcs for c, d in arcs)


def best_tree_by_trying_all(scores: np.ndarray) -> float:
    n = len(scores) - 1
    best = -np.inf
    for chosen in product(range(n + 1), repeat=n):
        heads = [0, *chosen]
        single = heads[1:].count(0) == 1
        if (
            single
            and no_arcs_cross(heads)
            and all(reaches_root(heads, word) for word in range(1, n + 1))
        ):
            best = max(best, float(sum(scores[w, heads[w]] for w in range(1, n + 1))))
    return best


@given(arrays(np.float32, (5, 5), elements=st.floats(-9, 9, width=32), unique=True))
def test_the_tree_is_the_best_scoring_one_without_crossing_arcs(scores: np.ndarray) -> None:
    np.fill_diagonal(scores, -100)
    heads = choose_heads(scores)
    total = float(sum(scores[w, heads[w]] for w in range(1, 5)))
    assert np.isclose(total, best_tree_by_trying_all(scores), atol=1e-4)


def test_a_label_is_chosen_by_both_ends_and_their_biases() -> None:
    weights = np.zeros((3, 2, 3), np.float32)
    weights[2, 1, 2] = 1  # both biases: label 1 by default
    weights[0, 0, 0] = 5  # both first features: label 0
    plain = choose_labels(np.zeros((1, 2), np.float32), np.zeros((1, 2), np.float32), weights)
    both = choose_labels(np.eye(2, dtype=np.float32)[:1], np.eye(2, dtype=np.float32)[:1], weights)
    assert (plain.tolist(), both.tolist()) == ([1], [0])


def test_a_name_never_continues_another_type() -> None:
    scores = np.array([[0, 3, 0, 0, 0], [0, 0, 1, 0, 2]], np.float32)
    assert choose_names(scores, TAGS, name_transitions(TAGS)) == [(0, 1, "person")]


def test_a_name_never_begins_inside() -> None:
    scores = np.array([[1, 0, 3, 0, 0]], np.float32)
    assert choose_names(scores, TAGS, name_transitions(TAGS)) in ([], [(0, 0, "person")])


def test_plain_words_hold_no_name() -> None:
    scores = np.array([[3, 0, 0, 0, 0]] * 4, np.float32)
    assert choose_names(scores, TAGS, name_transitions(TAGS)) == []


def test_a_plain_tree_is_taken_as_it_is() -> None:
    """Arcs that begin at one word do not cross; only crossing ones are decided anew."""
    heads = np.array([0, 2, 0, 2, 5, 2, 5])
    assert _is_projective(heads)
    assert not _is_projective(np.array([0, 3, 4, 0, 3]))


def test_a_title_beside_a_name_is_no_second_subject() -> None:
    # Its leader Abu Hamza fled
    upos = ["PRON", "NOUN", "PROPN", "PROPN", "VERB"]
    heads, relations = [1, 4, 4, 2, -1], ["nmod:poss", "nsubj", "nsubj", "flat", "root"]
    join_titles(upos, heads, relations)
    assert heads == [1, 2, 4, 2, -1]
    assert relations == ["nmod:poss", "nmod:desc", "nsubj", "flat", "root"]


def test_two_subjects_with_words_between_them_stay_as_they_are() -> None:
    # Leaders there Abu fled
    heads, relations = [3, 3, 3, -1], ["nsubj", "advmod", "nsubj", "root"]
    join_titles(["NOUN", "ADV", "PROPN", "VERB"], heads, relations)
    assert relations == ["nsubj", "advmod", "nsubj", "root"]


def test_the_odd_one_in_a_list_of_names_is_what_the_others_are() -> None:
    # "ports of Sidr, Ras Lanouf and Brega"
    heads = [-1, 2, 0, 4, 2, 4, 7, 2]
    relations = ["root", "case", "nmod", "punct", "conj", "flat", "cc", "conj"]
    names = [(2, 2, "place"), (4, 5, "person"), (7, 7, "place")]
    assert agree_in_lists(names, heads, relations) == [
        (2, 2, "place"),
        (4, 5, "place"),
        (7, 7, "place"),
    ]


def test_two_names_of_two_types_stay_what_they_are() -> None:
    heads = [-1, 2, 0]
    relations = ["root", "cc", "conj"]
    names = [(0, 0, "place"), (2, 2, "person")]
    assert agree_in_lists(names, heads, relations) == names
