"""Words of kind around a place's name: "province", "city of".

In: a key, "idlib province".  Out: the key without the word, and the kinds of
place that the word allows.
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from dateline.world import PlaceKind

_Table = Mapping[str, tuple[PlaceKind, ...]]
WORDS = Path(__file__).parents[1] / "data" / "gazetteer" / "words.toml"


def _read() -> tuple[_Table, _Table]:
    """Words before a name, words behind it."""
    with WORDS.open("rb") as file:
        tables = tomllib.load(file)
    around = {word: tuple(kinds) for word, kinds in tables["around"].items()}
    before = around | {word: tuple(kinds) for word, kinds in tables["before"].items()}
    return cast("_Table", before), cast("_Table", around)


_BEFORE, _BEHIND = _read()


_REACH = 30  # characters before a name
_NEXT_WORD = re.compile(r"(?:['’]s)? ([A-Za-z]+)\b")
_LAST_WORDS = re.compile(r"\b([A-Za-z]+) of (?:the )?$")


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


def called_kinds(text: str, start: int, end: int) -> tuple[PlaceKind, ...]:
    """The kinds that the words beside a name allow; none where they name no kind.

    Args:
        text: a report.
        start: first character of the name.
        end: one past its last.
    """
    behind = _NEXT_WORD.match(text, end)
    if behind and behind[1].lower() in _BEHIND:
        return _BEHIND[behind[1].lower()]
    before = _LAST_WORDS.search(text, max(0, start - _REACH), start)
    if before:
        return _BEFORE.get(f"{before[1]} of".lower(), ())
    return ()
