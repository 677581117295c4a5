"""Place mentions: where a report names its places, and which mentions are the same place.

A place is named ("Sirte"), named again by what it is ("the city"), and stated beside
the place that it lies in ("Nofaliya, near Sirte").  All mentions of one name are a `Spot`;
a mention beside a finer one is that one's *frame*.

In: a reading, what is known of places by name.  Out: spots in text order.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dateline.extract.phrases import Phrases
from dateline.extract.setting import DIRECTIONS, FIXED
from dateline.lexicon import Lexicon
from dateline.reading import ROOT, Name, Reading
from dateline.world import Place

KnownPlaces = Callable[[str], Sequence[Place]]
Size = Literal["region", "country", "admin", "capital", "town", "unknown"]

RANK: Mapping[Size, int] = {
    "unknown": 0, "town": 0, "capital": 0, "admin": 1, "country": 2, "region": 3,
}  # fmt: skip
TOWN = 20_000  # people from which a name that is no place's by the network may still be one
SETTLEMENTS = frozenset("city town village".split())
LONGEST_LINK = 3  # steps of the tree from a place to the one that it stands beside
BESIDE = frozenset("nmod appos flat compound obl list parataxis nummod".split())
# what may stand between the words of a place and those of the one around it
FRAMING = re.compile(
    rf"(?P<list>,)|,?\s*(?:in|of|near|\()(?:\s+the)?(?:\s+(?:{'|'.join(sorted(DIRECTIONS))}))?"
    r"(?:\s+(?:city|town|province|village|district|region|state)(?:\s+of)?)?",
    re.IGNORECASE,
)
CASES = {
    **dict.fromkeys(FIXED, "in"),
    **dict.fromkeys(("into", "onto", "to", "towards", "toward", "for"), "to"),
    **dict.fromkeys(("from", "off"), "from"),
    **dict.fromkeys(("on", "over", "along", "between", "through", "via"), "on"),
    **{case: case for case in ("of", "by", "with", "against")},
    "": "bare",
}
PARTIES = frozenset({"force", "organization", "person", "office", "people"})


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words that stand for a place.

    head      the word that the tree knows them by
    name      the words of the place's name, here or, for "the city", elsewhere
    sentence  number of the sentence
    case      how it stands in the sentence: class of its preposition, or what it modifies
    named     they are a name themselves
    """

    head: int
    name: tuple[int, int]
    sentence: int
    case: str
    named: bool

    @property
    def located(self) -> bool:
        """Whether something is said to be in it."""
        return self.case == "in"


@dataclass(frozen=True, slots=True)
class Spot:
    """All mentions of one name, in text order; `size` is what the name alone tells."""

    key: str
    mentions: tuple[PlaceMention, ...]
    size: Size
    countries: frozenset[str]


class PlaceMentions:
    """The spots of one reading.

    Args:
        lexicon: its classes of words, its adjectives of countries.
        known: the places that a name can mean, the likeliest first.
    """

    def __init__(
        self, reading: Reading, phrases: Phrases, lexicon: Lexicon, known: KnownPlaces
    ) -> None:
        self.reading = reading
        self.words = reading.words
        self.phrases = phrases
        self.lexicon = lexicon
        self._known = known
        self.spots = self._gather()
        self.frames = self._frames()

    def key_of(self, first: int, last: int) -> str:
        """A name to compare by: lower case, without directions."""
        text = self.reading.span_text(first, last).lower()
        kept = [w for w in text.replace("-", " ").split() if w not in DIRECTIONS and w != "the"]
        return " ".join(kept) or text

    def case_of(self, head: int) -> str:
        """How a place stands in its sentence."""
        words, at = self.words, head
        case = self.phrases.case_of(at)
        for _ in range(LONGEST_LINK):
            if case or words[at].head == ROOT or words[at].rel not in ("flat", "appos", "conj"):
                break
            at = words[at].head
            case = self.phrases.case_of(at)
        if not case and words[head].rel in ("compound", "nmod:poss", "nmod:desc", "amod"):
            return self._modifier(head)
        return CASES.get(case, "other")

    def _modifier(self, head: int) -> str:
        """What a place before a noun is to it: "Sirte residents", "Syria's army"."""
        noun = self.words[head].head
        classes = self.phrases.classes_of(noun)
        way = "poss" if self.words[head].rel == "nmod:poss" else "comp"
        if classes & {"place", "building"}:
            return "in" if self.phrases.case_of(noun) in FIXED else f"{way}:place"
        if classes & PARTIES:
            return f"{way}:party"
        return f"{way}:event" if "event" in classes else way

    # -- finding ---------------------------------------------------------------------

    def _gather(self) -> list[Spot]:
        mentions = {m.head: m for m in (*self._named(), *self._unnamed())}
        keys = {head: self.key_of(*mention.name) for head, mention in mentions.items()}
        for mention in self._standing_in(set(keys.values())):
            if mention.head not in mentions:
                mentions[mention.head] = mention
                keys[mention.head] = self.key_of(*mention.name)
        together: dict[str, list[PlaceMention]] = {}
        for head in sorted(mentions):
            together.setdefault(keys[head], []).append(mentions[head])
        return [self._spot(key, tuple(found)) for key, found in together.items()]

    def _spot(self, key: str, mentions: tuple[PlaceMention, ...]) -> Spot:
        places = self._known(self.reading.span_text(*mentions[0].name))
        countries = frozenset(p.country for p in places[:1] if p.country)
        return Spot(key, mentions, _size_of(places), countries)

    def _mention(self, head: int, first: int, last: int, *, named: bool = True) -> PlaceMention:
        sentence = self.reading.sentence_of[head]
        return PlaceMention(head, (first, last), sentence, self.case_of(head), named)

    def _named(self) -> Iterator[PlaceMention]:
        """Names of places, and names taken for something else that are places' elsewhere."""
        names = self.reading.names
        keys = {self.key_of(n.first, n.last) for n in names if n.type == "place"}
        for name in names:
            head = self.phrases.head_of(name)
            if self._is_adjective(name, head) or self._is_common(name, head):
                continue
            if name.type == "place" or (
                name.type not in ("time", "event")
                and (self.key_of(name.first, name.last) in keys or self._is_taken(name, head))
            ):
                yield self._mention(head, name.first, name.last)

    def _is_adjective(self, name: Name, head: int) -> bool:
        text = self.reading.span_text(name.first, name.last).lower()
        return text in self.lexicon.countries or self.words[head].upos == "ADJ"

    def _is_common(self, name: Name, head: int) -> bool:
        """Whether a name is only the noun "City"."""
        if name.first != name.last:
            return False
        lemma = self.words[head].lemma.lower()
        classes = self.lexicon.classes.get(lemma, frozenset())
        return "place" in classes and "nationality" not in classes

    def _is_taken(self, name: Name, head: int) -> bool:
        """Whether a name that the network gives to something else is taken for a place."""
        located = self.phrases.case_of(head) in FIXED
        short = name.first == name.last or (located and name.last - name.first == 1)
        if name.type == "person" and not (located and name.first == name.last):
            return False
        places = self._known(self.reading.span_text(name.first, name.last))
        if any(p.population >= TOWN or p.kind != "settlement" for p in places):
            return True
        plain = not self.reading.under(head, "det") and self.words[head].upos == "PROPN"
        bodies = name.type != "organization" and self.phrases.classes_of(head) & {"organization"}
        return located and short and plain and not bodies

    def _unnamed(self) -> Iterator[PlaceMention]:
        """Known places that the network overlooked: "in godhra"."""
        for word in self.words:
            at = word.index
            if word.upos != "PROPN" or at in self.reading.name_at:
                continue
            if self.phrases.case_of(at) not in FIXED:
                continue
            first = at
            while first and self.words[first - 1].head == at:
                if self.words[first - 1].upos != "PROPN":
                    break
                first -= 1
            if self._known(self.reading.span_text(first, at)):
                yield self._mention(at, first, at)

    def _standing_in(self, keys: set[str]) -> Iterator[PlaceMention]:
        """Other phrases for a named place: "the city", and those that the network ties to it."""
        name_at = self.reading.name_at
        for chain in self.reading.chains:
            names = [name_at[h] for h in chain if h in name_at and name_at[h].type == "place"]
            for head in chain if names else ():
                if head in name_at:
                    continue
                name = max((n for n in names if n.first < head), key=_first, default=names[0])
                if self.key_of(name.first, name.last) in keys:
                    yield self._mention(head, name.first, name.last, named=False)
        for word in self.words:
            if word.upos != "NOUN" or word.lemma not in SETTLEMENTS:
                continue
            meant = self.phrases.meant(word.index)
            if meant in name_at and meant != word.index:
                name = name_at[meant]
                if self.key_of(name.first, name.last) in keys:
                    yield self._mention(word.index, name.first, name.last, named=False)

    # -- places beside places -----------------------------------------------------------

    def _frames(self) -> dict[int, PlaceMention]:
        """Heads of mentions that only frame a finer one beside them, with that one."""
        pairs = [(m, spot) for spot in self.spots for m in spot.mentions if m.named]
        pairs.sort(key=lambda pair: pair[0].head)
        named = {mention.head: (mention, spot) for mention, spot in pairs}
        frames: dict[int, PlaceMention] = {}
        for mention, spot in pairs:
            above = self._beside(mention.head, named)
            if above is None or named[above][1] is spot:
                continue
            outer = named[above][0]
            if mention.case.startswith("comp"):  # "at Sidr, Sirte district", taken for one name
                frames[outer.head] = mention
            else:
                frames[mention.head] = outer
        for (one, left), (other, right) in pairwise(pairs):
            apart = left is right or one.sentence != other.sentence
            if not apart and self._is_framed(one, left, other, right):
                frames[other.head] = one
                frames.pop(one.head, None)
        return frames

    def _beside(self, head: int, named: Mapping[int, object]) -> int | None:
        """The place that a place's words hang on, no verb between."""
        at = head
        for _ in range(LONGEST_LINK):
            word = self.words[at]
            if word.head == ROOT or word.rel.split(":")[0] not in BESIDE or word.rel == "nmod:poss":
                return None
            at = word.head
            if self.words[at].upos not in ("NOUN", "PROPN"):
                return None
            if at in named:
                return at
        return None

    def _is_framed(self, one: PlaceMention, left: Spot, other: PlaceMention, right: Spot) -> bool:
        """Whether the second place states where the first lies: "Sidr, Libya"."""
        start, end = self.words[one.name[1]].end, self.words[other.name[0]].start
        between = FRAMING.fullmatch(self.reading.text[start:end].strip())
        if between is None:
            return False
        wider = RANK[right.size] - RANK[left.size]
        return wider > 0 or (wider == 0 and between["list"] is None)

    def innermost(self, mention: PlaceMention) -> PlaceMention:
        """The finest place that a mention frames; itself where it frames none."""
        for _ in range(LONGEST_LINK + 1):
            inner = self.frames.get(mention.head)
            if inner is None:
                break
            mention = inner
        return mention


def _first(name: Name) -> int:
    return name.first


def _size_of(places: Sequence[Place]) -> Size:
    """How large what a name means is: a region where it can be one, and no town is likelier."""
    kinds = {place.kind for place in places}
    if "region" in kinds:
        return "region"
    if "country" in kinds:
        return "country"
    towns = [p for p in places if p.kind in ("settlement", "capital")]
    if kinds & {"admin1", "admin2"} and not any(p.population > TOWN for p in towns):
        return "admin"
    if "capital" in kinds:
        return "capital"
    return "town" if kinds else "unknown"
