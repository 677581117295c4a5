"""Toponyms: the words of a report that can name a place, and the names to look them up by.

Beside the network's names of places these are demonyms ("Libyan"), and places
that stand within other names ("Hartford Police", "Arizona Sen. John McCain").

In: a reading, a gazetteer.  Out: namings in text order; what they mean is decided
in `place`.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.reading import Name, Reading
from dateline.resolve.gazetteer import Candidate, Gazetteer
from dateline.resolve.gazetteer_words import WORDS
from dateline.world import Place, PlaceKind

Use = Literal["place", "part", "demonym"]

_WIDE: frozenset[PlaceKind] = frozenset({"region", "country", "admin1", "capital"})
_LARGE_CITY = 100_000  # people from which a place is taken where nothing else points to it
LIKELIEST = 5  # places of a name that extraction is told of
_LONGEST = 4  # words of a place's name within another
_OPEN_CLASS = frozenset({"ADJ", "PROPN", "NOUN"})
_POSSESSIVE = re.compile(r"['’]s?$")
_REMEMBERED = 20_000  # names looked up


def _inside_words() -> dict[str, frozenset[str]]:
    with WORDS.open("rb") as file:
        return {
            kind: frozenset(words.split()) for kind, words in tomllib.load(file)["inside"].items()
        }


_INSIDE = _inside_words()
BODIES, BUILDINGS, _TITLES, DIRECTIONS, _NEVER = (
    _INSIDE[kind] for kind in ("bodies", "buildings", "titles", "directions", "never")
)


@dataclass(frozen=True, slots=True)
class Naming:
    """Words that can name a place.

    first, last  words of the reading, both inclusive
    start, end   characters of the text, end exclusive
    text         those characters
    use          place: they name it; part: they do within another name; demonym:
                 they name its people
    inner        the name to look up: `text`, or the known place in it
    whole        `inner` stands for all of `text`, not for what is around it
    candidates   what `inner` can mean, the likeliest first
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    use: Use
    inner: str
    whole: bool
    candidates: Sequence[Candidate]


@dataclass(frozen=True, slots=True)
class _Looked:
    inner: str
    whole: bool
    candidates: Sequence[Candidate]


class Namings:
    """Finds namings with one gazetteer; remembers what names it looked up."""

    def __init__(self, gazetteer: Gazetteer, limit: int) -> None:
        """At most `limit` candidates are kept for a name."""
        self.gazetteer = gazetteer
        self.limit = limit
        self._found: dict[str, Sequence[Candidate]] = {}
        self._looked: dict[str, _Looked] = {}

    def find(self, reading: Reading) -> list[Naming]:
        """All words that can name a place, in text order, none overlapping another."""
        found: list[Naming] = []
        for name in reading.names:
            if name.type == "place":
                found += self._places(reading, name)
            elif (part := self._part(reading, name)) is not None:
                found.append(part)
        found += self._unnamed(reading)
        named = {each.inner.casefold() for each in found if each.use == "place"}
        found = [
            each
            for each in found
            if each.use != "part" or _is_known(each.candidates[0]) or each.inner.casefold() in named
        ]
        found += self._again(reading, named, {n for f in found for n in range(f.first, f.last + 1)})
        return _apart(sorted(found, key=lambda each: (each.start, -each.end)))

    def _again(self, reading: Reading, named: set[str], taken: set[int]) -> Iterator[Naming]:
        """Names of these places that were taken for something else, or for nothing."""
        spans = [(name.first, name.last) for name in reading.names]
        spans += [(w.index, w.index) for w in reading.words if w.upos == "PROPN"]
        for first, last in spans:
            if first in taken or last in taken:
                continue
            text = reading.text[reading.words[first].start : reading.words[last].end]
            if text[:1].isupper() and _POSSESSIVE.sub("", text).casefold() in named:
                yield from self._place(reading, first, last)

    def candidates(self, name: str) -> Sequence[Candidate]:
        """What a name can mean, by the gazetteer; exact matches only where there are any."""
        known = self._found.get(name)
        if known is None:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            known = self._found[name] = self.gazetteer.find(name, limit=self.limit)
        return known

    def places(self, name: str) -> list[Place]:
        """The likeliest places that bear a name: neither peoples nor names that sound alike."""
        found = self.candidates(name)[:LIKELIEST]
        return [each.place for each in found if each.match not in ("sound", "demonym")]

    # -- names of places ------------------------------------------------------------

    def _places(self, reading: Reading, name: Name) -> Iterator[Naming]:
        """The name, or its parts where a possessive stands within: "London's Heathrow"."""
        first = name.first
        for index in range(name.first, name.last):
            if reading.words[index].text in ("'s", "’s", "'", "’") and index > first:
                yield from self._place(reading, first, index - 1)
                first = index + 1
        yield from self._place(reading, first, name.last)

    def _place(self, reading: Reading, first: int, last: int) -> Iterator[Naming]:
        words = reading.words
        while last > first and words[last].text in ("'s", "’s", "'", "’", ","):
            last -= 1
        first, last = self._stretched(reading, first, last)
        start, end = words[first].start, words[last].end
        text = reading.text[start:end]
        if not any(letter.isupper() for letter in text) or text.lower() in DIRECTIONS | _NEVER:
            return  # "downtown", "the South", "Nato"
        looked = self._looked.get(text)
        if looked is None:
            if len(self._looked) >= _REMEMBERED:
                self._looked.clear()
            looked = self._looked[text] = self._look(text)
        use, found = _use(looked.candidates, words[last].upos, "place")
        yield Naming(first, last, start, end, text, use, looked.inner, looked.whole, found)

    def _stretched(self, reading: Reading, first: int, last: int) -> tuple[int, int]:
        """The name with a word beside it where both together name a place: "New" Concord."""
        for one, other in ((first - 1, last), (first, last + 1)):
            beside = one if one < first else other
            if not 0 <= beside < len(reading.words):
                continue
            word = reading.words[beside]
            if word.upos not in ("PROPN", "ADJ") or not word.text[:1].isupper():
                continue
            text = reading.text[reading.words[one].start : reading.words[other].end]
            if "\n" not in text and self._names_all(text):
                return one, other
        return first, last

    def _names_all(self, text: str) -> bool:
        """Whether a place is named so in full, kind and all: "Wilkin County", not "Wilkin man"."""
        found = self._exact(text)
        return bool(found) and found[0].match in ("primary", "variant")

    def _look(self, text: str) -> _Looked:
        """What to look up for a name: itself, without directions, else a place in it."""
        name = " ".join(_POSSESSIVE.sub("", text).split())
        whole = self.candidates(name)
        words = name.split(" ")
        at = next((i for i, word in enumerate(words) if word.lower() not in DIRECTIONS), 0)
        rest = " ".join(words[at:])
        if at and name[0].islower() and (found := self._exact(rest)):
            return _Looked(rest, True, found)  # "east London" is not the town of East London
        if whole and whole[0].match != "sound":
            return _Looked(name, True, whole)
        if at and (found := self._exact(rest)):
            return _Looked(rest, True, found)
        for cut in range(len(words) - 1, 0, -1):  # "Laurel County Detention Center"
            inner = " ".join(words[:cut])
            if cut <= _LONGEST and (found := self._exact(inner)) and _is_known(found[0]):
                return _Looked(inner, False, found)
        for cut in range(1, len(words)):  # "Port of Los Angeles"
            inner = " ".join(words[cut:])
            if (found := self._exact(inner)) and (
                words[cut - 1].lower() in ("of", "de") or _is_known(found[0])
            ):
                return _Looked(inner, False, found)
        hyphen = name.partition("-")[0]
        if hyphen != name and (found := self._exact(hyphen)):
            return _Looked(hyphen, False, found)
        return _Looked(name, True, whole)

    def _exact(self, name: str) -> Sequence[Candidate]:
        found = self.candidates(name)
        return found if found and found[0].match != "sound" else ()

    # -- places within other names -----------------------------------------------------

    def _part(self, reading: Reading, name: Name) -> Naming | None:
        """The place that the name of a body begins or ends with, or is."""
        words = reading.words
        length = name.last - name.first + 1
        titles = _TITLES if name.type == "person" else BODIES
        for size in range(min(length, _LONGEST), 0, -1):
            last = name.first + size - 1
            if size == length and name.type in ("person", "time"):
                continue
            after = words[last + 1].text.lower().strip(".'’") if size < length else ""
            naming = self._naming(reading, name.first, last)
            if naming is None:
                continue
            if size > 1 and words[last].text.lower() in BODIES:  # "Kentucky State"
                bare = self._naming(reading, name.first, last - 1)
                if bare is not None and bare.candidates[0].place == naming.candidates[0].place:
                    continue
            if (
                size == length
                or after in titles
                or (name.type != "person" and after in ("'s", "s"))
            ):
                if size < length or _is_known(naming.candidates[0]):
                    return naming
            elif name.type != "person" and naming.use == "demonym":
                return naming
        return self._last_part(reading, name)

    def _last_part(self, reading: Reading, name: Name) -> Naming | None:
        """The place at the end: "the Coptic Church of Alexandria"."""
        if name.type == "person":
            return None
        for index in range(name.last - 1, name.first, -1):
            if reading.words[index].text.lower() in ("of", "in", "de"):
                return self._naming(reading, index + 1, name.last)
        return None

    def _naming(self, reading: Reading, first: int, last: int) -> Naming | None:
        start, end = reading.words[first].start, reading.words[last].end
        text = reading.text[start:end]
        if not text[:1].isupper() or text.lower() in BODIES | DIRECTIONS | _NEVER:
            return None
        use, found = _use(self._exact(_POSSESSIVE.sub("", text)), reading.words[last].upos, "part")
        if not found or (use == "part" and not _is_town(found[0])):
            return None
        return Naming(first, last, start, end, text, use, text, True, found)

    # -- words in no name ---------------------------------------------------------------

    def _unnamed(self, reading: Reading) -> Iterator[Naming]:
        """Demonyms, and well-known places that the network overlooked."""
        for word in reading.words:
            if word.upos not in _OPEN_CLASS or not word.text[:1].isupper():
                continue
            if word.index in reading.name_at or word.text.lower() in DIRECTIONS | _NEVER:
                continue
            before = reading.words[word.index - 1] if word.index else word
            if before.text.lower() in DIRECTIONS:  # "North African"
                text = reading.text[before.start : word.end]
                use, found = _use(self._exact(text), word.upos, "part")
                if use == "demonym":
                    at = word.index
                    yield Naming(at - 1, at, before.start, word.end, text, use, text, True, found)
                    continue
            use, found = _use(self._exact(word.text), word.upos, "part")
            if use == "demonym" or (word.upos == "PROPN" and found and _is_known(found[0])):
                at, text = word.index, word.text
                yield Naming(at, at, word.start, word.end, text, use, text, True, found)


def _apart(namings: Sequence[Naming]) -> list[Naming]:
    """Namings that do not overlap: of two that do, the first and longer."""
    apart: list[Naming] = []
    for naming in namings:
        if not apart or naming.start >= apart[-1].end:
            apart.append(naming)
    return apart


def _use(found: Sequence[Candidate], upos: str, otherwise: Use) -> tuple[Use, Sequence[Candidate]]:
    """How a word is used, and what it then means: "Canadian" is a town, too."""
    demonyms = [each for each in found if each.match == "demonym"]
    if demonyms and (upos == "ADJ" or found[0].match == "demonym"):
        return "demonym", demonyms
    return otherwise, [each for each in found if each.match != "demonym"]


def _is_town(candidate: Candidate) -> bool:
    """Whether a name within another may be a place's: not "AP", which is Amapá, too."""
    place = candidate.place
    if candidate.match == "abbreviation":
        return place.kind == "country"
    return _is_known(candidate) or place.population > 0


def _is_known(candidate: Candidate) -> bool:
    """Whether a name alone points to a place that everybody knows."""
    place = candidate.place
    if candidate.match in ("alternate", "sound"):
        return False
    return place.kind in _WIDE or place.kind == "admin2" or place.population >= _LARGE_CITY
