"""A clock around each stage of the road, each second counted once.

`clock_stages` lays a clock around the functions that are the stages, where the road calls
them; time that a stage spends inside another counts for the inner one.
"""

import importlib
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

# stage, module, name in that module as the road calls it
STAGES = (
    ("intake", "dateline.ingest", "read_text"),
    ("tokens", "dateline.nlp.reader", "split_text"),
    ("subwords", "dateline.nlp.network", "Network.cut"),
    ("windows", "dateline.nlp.reader", "make_batches"),
    ("windows", "dateline.nlp.reader", "lay_out"),
    ("network", "dateline.nlp.network", "Network.run"),
    ("decode", "dateline.nlp.reader", "NetworkReader.answer"),
    ("lemmas", "dateline.nlp.reader", "lemmatise"),
    ("reading", "dateline.nlp.reader", "make_reading"),
    ("extraction", "dateline.extract", "Extractor.extract_claims"),
    ("dates", "dateline.pipeline", "find_expressions"),
    ("dates", "dateline.pipeline", "resolve"),
)


class Stopwatch:
    """Seconds by stage."""

    def __init__(self) -> None:
        """All clocks at nothing."""
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._inside: list[float] = []  # seconds that inner stages took, one entry per open stage

    @contextmanager
    def clock(self, stage: str) -> Iterator[None]:
        """Count the time of a block, less what other stages take in it."""
        start = time.perf_counter()
        self._inside.append(0.0)
        try:
            yield
        finally:
            taken = time.perf_counter() - start
            self.seconds[stage] += taken - self._inside.pop()
            if self._inside:
                self._inside[-1] += taken

    def around(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function with a clock around it."""

        def clocked(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever it takes
            with self.clock(stage):
                return function(*args, **kwargs)

        return clocked


def clock_stages(watch: Stopwatch) -> None:
    """Lay the clock around every stage, before the road is made.

    For a process that ends with the measurement: nothing takes the clocks off again.
    """
    for stage, module, path in STAGES:
        owner: Any = importlib.import_module(module)
        *classes, name = path.split(".")
        for inner in classes:
            owner = getattr(owner, inner)
        setattr(owner, name, watch.around(stage, getattr(owner, name)))
