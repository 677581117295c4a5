"""Words of time: a text as a string of tags, one character for each token.

The grammar of time expressions is written over kinds of words ("a number of a
day, then a month"), so a text is turned into kinds first: every token becomes
one character, its tag.  Regular expressions over that string are short, take
upper and lower case alike, and give offsets for free.

Words and values come from `data/lexicon/en/time.toml`; numbers and punctuation
are added here.

In: a text.  Out: `Tagged`.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from dateline.lexicon import BUILT_IN

FIRST_YEAR, LAST_YEAR = 1500, 2099  # four digits outside are taken for quantities
LAST_ORDINAL = 31

_PUNCTUATION = {
    "hyphen": "-\u2010\u2011\u2013\u2014",
    "comma": ",",
    "dot": ".",
    "open": "(",
    "close": ")",
    "apostrophe": "'\u2018\u2019",
}
_OTHER_KINDS = (
    "day", "day_pair", "ordinal", "number", "year", "year_short", "decade", "decade_short",
    "numeric", "named", "rest", "lead", "break", "other",
)  # fmt: skip


def _read_words() -> dict[str, Any]:
    with (BUILT_IN / "time.toml").open("rb") as file:
        return tomllib.load(file)


_LEXICON = _read_words()
_WORDS: Mapping[str, Mapping[str, int | str]] = _LEXICON["word"]
NAMED: Mapping[str, Mapping[str, Any]] = _LEXICON["named"]
NOT_BEFORE = frozenset(_LEXICON["not_a_date"]["before"])
AFTER_HOUR = frozenset(_LEXICON["not_a_date"]["after_hour"])
OF_THE_DAY = frozenset(_LEXICON["of_the_day"]["words"])

# kind -> its tag: letters of the private use area, so that no tag is mistaken for text
TAG = {
    kind: chr(0xE000 + number)
    for number, kind in enumerate((*_WORDS, *_PUNCTUATION, *_OTHER_KINDS))
}
_KIND = {tag: kind for kind, tag in TAG.items()}


def _values() -> dict[str, tuple[str, int | str]]:
    """Every known token in lower case, with its kind and value."""
    values: dict[str, tuple[str, int | str]] = {"": ("break", 0)}
    for kind, words in _WORDS.items():
        values |= {word: (kind, value) for word, value in words.items()}
    for kind, characters in _PUNCTUATION.items():
        values |= {character: (kind, character) for character in characters}
    return values | _numbers() | _years()


def _numbers() -> dict[str, tuple[str, int | str]]:
    values: dict[str, tuple[str, int | str]] = {}
    for number in range(1000):
        kind = "day" if 1 <= number <= LAST_ORDINAL else "number"
        values[str(number)] = (kind, number)
    for number in range(100):
        kind = "day" if 1 <= number <= LAST_ORDINAL else "year_short"
        values[f"{number:02}"] = (kind, number)
    for number in range(1, LAST_ORDINAL):
        values[f"{number}/{number + 1}"] = ("day_pair", number)
    for number in range(1, LAST_ORDINAL + 1):
        for ending in ("st", "nd", "rd", "th", "d"):
            values[f"{number}{ending}"] = ("ordinal", number)
    return values


def _years() -> dict[str, tuple[str, int | str]]:
    values: dict[str, tuple[str, int | str]] = {}
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        values[str(year)] = ("year", year)
        if year % 10 == 0:
            values[f"{year}s"] = ("decade", year)
            values |= {f"{year}{apostrophe}s": ("decade", year) for apostrophe in "'\u2019"}
    for decade in range(50, 100, 10):  # "the '20s" are of either century
        values[f"{decade}s"] = ("decade_short", 1900 + decade)
    return values


_VALUES = _values()
# A token with the blanks behind it; an empty line is a token of its own.  Each
# branch starts with another kind of character, so there is one way to match.
_TOKEN = re.compile(
    r"(?:\d{4}-\d\d-\d\d(?!\d)|\d{1,2}-\d{1,2}-\d{4}(?!\d)|\d+(?:[.,:/]\d+)*(?:(?:st|nd|rd|th|d|s|['\u2019]s)\b)?"
    r"|[^\W\d_]+|[^\w\s]|_)"
    r"(?:[^\S\n]|\n(?![^\S\n]*\n))*|\s+"
)
_NUMERIC = re.compile(r"\d{4}([-/.])\d\d\1\d\d(?!\d)|(?<!\d)\d{1,2}([-/.])\d{1,2}\2\d{4}(?!\d)")


def _phrases() -> dict[str, list[tuple[list[str], str | None]]]:
    """First word -> [(all words, entry of `NAMED` or None where it is no date)], longest first."""
    phrases: dict[str, list[tuple[list[str], str | None]]] = {}
    names: list[tuple[str, str | None]] = [
        (words, name) for name, entry in NAMED.items() for words in entry["words"]
    ]
    names += [(words, None) for words in _LEXICON["not_a_date"]["words"]]
    for text, name in names:
        words = [piece.rstrip() for piece in _TOKEN.findall(text)]
        phrases.setdefault(words[0], []).append((words, name))
    for found in phrases.values():
        found.sort(key=lambda phrase: -len(phrase[0]))
    return phrases


_PHRASES = _phrases()
_TAGS = dict.fromkeys(_PHRASES, TAG["lead"]) | {
    word: TAG[kind] for word, (kind, _) in _VALUES.items()
}
_LEADS = re.compile(f"[{''.join(sorted({_TAGS[word] for word in _PHRASES}))}]")
_OTHER = TAG["other"]


@dataclass(frozen=True, slots=True)
class Token:
    """One token of an expression.

    kind   what it does: a table of time.toml, or a kind of number
    value  number, name of a unit or other value of the word
    start, end  characters of the text, end exclusive
    """

    kind: str
    value: int | str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text as tokens.

    tags    one character for each token
    words   the tokens, in lower case
    starts  first character of each token in the text
    names   token number -> entry of `NAMED` that starts there
    """

    tags: str
    words: Sequence[str]
    starts: Sequence[int]
    names: Mapping[int, str]

    def end(self, index: int) -> int:
        """One past the token's last character."""
        return self.starts[index] + len(self.words[index])

    def kind(self, index: int) -> str:
        """The token's kind; "break" before the first and after the last."""
        return _KIND[self.tags[index]] if 0 <= index < len(self.tags) else "break"

    def tokens(self, first: int, end: int) -> tuple[Token, ...]:
        """The tokens numbered `first` to `end`, `end` exclusive."""
        return tuple(
            Token(self.kind(i), self._value(i), self.starts[i], self.end(i))
            for i in range(first, end)
        )

    def _value(self, index: int) -> int | str:
        if index in self.names:
            return self.names[index]
        word = self.words[index]
        return _VALUES[word][1] if word in _VALUES else word


def tag_text(text: str) -> Tagged:
    """Cut a text into tokens and tag them; time linear in its length."""
    lower = text.lower()
    if len(lower) != len(text):  # U+0130 alone grows in lower case
        lower = text.replace("\u0130", "I").lower()
    pieces = _TOKEN.findall(lower)
    words = list(map(str.rstrip, pieces))
    starts = list(accumulate(map(len, pieces), initial=0))
    tags = "".join([tag or _OTHER for tag in map(_TAGS.get, words)])
    changed, names = _find_phrases(tags, words)
    for found in _NUMERIC.finditer(lower):
        index = bisect_left(starts, found.start())
        if words[index : index + 1] == [found.group()]:
            changed[index] = TAG["numeric"]
    if changed:
        letters = list(tags)
        for index, tag in changed.items():
            letters[index] = tag
        tags = "".join(letters)
    return Tagged(tags, words, starts, names)


def _find_phrases(tags: str, words: Sequence[str]) -> tuple[dict[int, str], dict[int, str]]:
    """Feasts and names that are no dates: tags of their tokens, and entries of `NAMED`."""
    changed: dict[int, str] = {}
    names: dict[int, str] = {}
    reached = 0
    for found in _LEADS.finditer(tags):
        index = found.start()
        if index < reached:  # "Christmas" in "Orthodox Christmas"
            continue
        for phrase, name in _PHRASES.get(words[index], ()):
            if words[index : index + len(phrase)] == phrase:
                reached = index + len(phrase)
                first, rest = (_OTHER, _OTHER) if name is None else (TAG["named"], TAG["rest"])
                changed |= dict.fromkeys(range(index, reached), rest)
                changed[index] = first
                if name is not None:
                    names[index] = name
                break
    return changed, names
