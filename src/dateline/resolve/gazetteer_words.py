"""Words of kind around a place's name: "province", "city of".

In: a key, "idlib province".  Out: the key without the word, and the kinds of
place that the word allows.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from dateline.world import PlaceKind

_Table = Mapping[str, tuple[PlaceKind, ...]]
_FILE = Path(__file__).parents[1] / "data" / "gazetteer" / "words.toml"


def _read() -> tuple[_Table, _Table]:
    """Words before a name, words behind it."""
    with _FILE.open("rb") as file:
        tables = tomllib.load(file)
    around = {word: tuple(kinds) for word, kinds in tables["around"].items()}
    before = around | {word: tuple(kinds) for word, kinds in tables["before"].items()}
    return cast("_Table", before), cast("_Table", around)


_BEFORE, _BEHIND = _read()


def bare_key(key: str) -> tuple[str, tuple[PlaceKind, ...]]:
    """The key without a word of kind, and what kinds that word allows; none where it has no such.

    "of" joins: "city of sirte".  A key that is nothing but the word stays as it is.
    """
    words = key.split(" ")
    if len(words) > 1 and words[-1] in _BEHIND:
        return " ".join(words[:-1]), _BEHIND[words[-1]]
    for number in (3, 2, 1):
        first = " ".join(words[:number])
        if len(words) > number and first in _BEFORE:
            return " ".join(words[number:]), _BEFORE[first]
    return key, ()
