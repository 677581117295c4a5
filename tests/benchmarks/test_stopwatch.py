"""The clock counts each second once, for the innermost stage."""

import contextlib
import importlib
import time
from operator import attrgetter

from stopwatch import STAGES, Stopwatch


def test_time_inside_another_stage_counts_there_only() -> None:
    watch = Stopwatch()
    with watch.clock("outer"), watch.clock("inner"):
        time.sleep(0.05)
    assert watch.seconds["inner"] >= 0.05
    assert watch.seconds["outer"] < 0.04


def test_a_clocked_function_gives_what_it_gave() -> None:
    watch = Stopwatch()
    assert watch.around("sum", sum)([1, 2, 3]) == 6
    assert watch.seconds["sum"] > 0


def test_a_stage_that_fails_is_closed() -> None:
    watch = Stopwatch()
    with contextlib.suppress(ZeroDivisionError), watch.clock("outer"), watch.clock("inner"):
        _ = 1 / 0
    with watch.clock("later"):
        pass
    assert set(watch.seconds) == {"outer", "inner", "later"}
    assert watch.seconds["later"] < 0.04


def test_every_stage_names_a_function_that_the_road_has() -> None:
    for _, module, path in STAGES:
        owner = importlib.import_module(module)
        assert callable(attrgetter(path)(owner)), f"{module}.{path}"
