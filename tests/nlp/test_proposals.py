"""What the network proposes as claims, out of scores."""

import numpy as np
import pytest

from dateline.nlp.proposals import ROLES, find_proposals

KINDS = ["O", "control:control", "event:ASSAULT"]


def scores(words: int) -> tuple[np.ndarray, np.ndarray]:
    """Scores by which no word claims anything and nobody takes part."""
    triggers = np.zeros((words, len(KINDS)), np.float32)
    triggers[:, 0] = 10
    return triggers, np.full((len(ROLES), words, words), -10, np.float32)


def test_a_word_that_claims_is_proposed_with_its_kind_and_who_takes_part() -> None:
    triggers, roles = scores(4)
    triggers[2] = [0, 0, 5]
    roles[ROLES.index("actor"), 0, 2] = 4
    roles[ROLES.index("recipient"), 3, 2] = 2
    found = find_proposals(10, triggers, KINDS, roles)
    assert list(found) == [12]
    assert found[12].kinds["event:ASSAULT"] == pytest.approx(0.987, abs=0.001)
    assert [word for word, _ in found[12].fillers["actor"]] == [10]
    assert [word for word, _ in found[12].fillers["recipient"]] == [13]
    assert found[12].fillers["place"] == ()


def test_fillers_come_with_the_likeliest_first() -> None:
    triggers, roles = scores(3)
    triggers[0] = [0, 5, 0]
    roles[ROLES.index("place"), 1, 0], roles[ROLES.index("place"), 2, 0] = 0, 3
    found = find_proposals(0, triggers, KINDS, roles)
    assert [word for word, _ in found[0].fillers["place"]] == [2, 1]


def test_words_that_claim_nothing_are_not_proposed() -> None:
    assert find_proposals(0, *_with_kinds(scores(5))) == {}


def test_a_network_that_has_not_learnt_claims_proposes_none() -> None:
    triggers = np.zeros((3, 1), np.float32)
    roles = np.zeros((len(ROLES), 3, 3), np.float32)
    assert find_proposals(0, triggers, ["O"], roles) == {}


def _with_kinds(given: tuple[np.ndarray, np.ndarray]) -> tuple[np.ndarray, list[str], np.ndarray]:
    return given[0], KINDS, given[1]
