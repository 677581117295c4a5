"""Floors: raised by an update, lowered only when asked, and kept as they were written."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floors import (
    Floor,
    FloorError,
    broken,
    file_hash,
    floors_text,
    read_floors,
    score_at,
    updated,
)

FLOOR = Floor(
    task="parse",
    name="gum-dev",
    gold="bench/gum.conllu.gz",
    sha256="ab12",
    noise=0.002,
    scores={"las.f1": 0.88, "upos.f1": 0.97},
)
share = st.floats(min_value=0, max_value=1)
word = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1)


@given(noise=share, scores=st.dictionaries(word, share), types=st.lists(word))
def test_what_is_written_is_what_is_read_again(
    tmp_path_factory: pytest.TempPathFactory,
    noise: float,
    scores: dict[str, float],
    types: list[str],
) -> None:
    path = tmp_path_factory.mktemp("floors") / "floors.toml"
    floors = [
        replace(FLOOR, noise=noise, scores=scores, types=tuple(types)),
        replace(FLOOR, task="claims", name="unseen", part="unseen"),
    ]
    path.write_text(floors_text(floors), "utf-8")
    assert read_floors(path) == floors


def test_a_file_that_holds_no_floors_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text("[parse.ewt]\ngold = 'x'\n", "utf-8")
    with pytest.raises(FloorError, match=r"floors\.toml: cannot be read as floors.*sha256"):
        read_floors(path)


def test_a_score_within_the_noise_is_not_broken() -> None:
    assert broken(FLOOR, {"las.f1": 0.8785, "upos.f1": 0.97}) == []


def test_a_score_below_the_noise_is_broken() -> None:
    assert broken(FLOOR, {"las.f1": 0.8775, "upos.f1": 0.99}) == ["las.f1"]


def test_an_update_raises_and_never_lowers() -> None:
    measured = {"las.f1": 0.90129, "upos.f1": 0.96}
    new = updated(FLOOR, measured, "cd34", allow_regression=False)
    assert new.scores == {"las.f1": 0.9012, "upos.f1": 0.97}
    assert new.sha256 == "cd34"


def test_a_floor_is_lowered_where_that_is_allowed() -> None:
    measured = {"las.f1": 0.85, "upos.f1": 0.96}
    new = updated(FLOOR, measured, "ab12", allow_regression=True)
    assert new.scores == {"las.f1": 0.85, "upos.f1": 0.96}


def test_a_measure_is_a_path_in_the_scorers_result() -> None:
    assert score_at({"las": {"f1": 0.5, "gold": 9}}, "las.f1") == 0.5


@pytest.mark.parametrize("measure", ["las", "las.r", "uas.f1", "las.f1.x"])
def test_a_measure_that_the_scorer_does_not_give_is_refused(measure: str) -> None:
    with pytest.raises(FloorError, match="no number at"):
        score_at({"las": {"f1": 0.5}}, measure)


def test_a_gold_file_is_known_by_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "gold"
    path.write_bytes(b"abc")
    assert file_hash(path).startswith("ba7816bf8f01cfea")


def test_the_projects_own_floors_can_be_read_and_name_each_set_once() -> None:
    floors = read_floors(Path(__file__).parents[2] / "benchmarks" / "floors.toml")
    names = [(floor.task, floor.name) for floor in floors]
    assert len(names) == len(set(names)) > 0
    assert all(floor.scores and 0 < floor.noise < 0.1 for floor in floors)
