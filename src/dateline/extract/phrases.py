"""Noun phrases: their extent, what they stand for, who a pronoun means.

In: a reading and the lexicon's word classes.  Out: `Mention`s and classes of words.
"""

import re
from collections.abc import Iterable, Mapping

from dateline.claim import Mention
from dateline.extract.antecedents import SO_MANY, Antecedents, name_head
from dateline.reading import ROOT, Name, Reading

# relations that belong to the name of a thing, by side of its head
LEFT = frozenset(
    "amod compound nummod det det:predet nmod:poss nmod:desc flat nmod:unmarked advmod".split()
)
RIGHT = frozenset("flat fixed compound goeswith nummod nmod:desc".split())
OUTSIDE = frozenset("acl acl:relcl appos cc conj punct parataxis case mark cop".split())
PREFIX = re.compile(r"(?:pro|anti|ex)-(?=\w)", re.IGNORECASE)
CLASS_OF_NAME = {
    "person": ("person",),
    "place": ("place",),
    "organization": ("organization",),
    "event": ("event",),
    "time": ("time",),
    "misc": (),
}
WHICH = frozenset({"next", "same", "following", "previous", "last", "other"})  # before a time
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM"})
STYLED = frozenset({"call", "know", "name", "dub", "style", "nickname"})
PIECES = frozenset("piece part chunk pocket patch stretch swath strip corner bit one last".split())
NOBODY = frozenset({"nobody", "none", "neither"})
ASKING = frozenset({"who", "which", "what", "whom", "whose"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
GROUPS = frozenset("group organization organisation militia movement faction party force".split())
BODIES = frozenset({"force", "organization"})
SETTLEMENTS = frozenset({"city", "town", "village"})
# nouns that stand for what they are "of"
QUANTITIES = frozenset(
    "dozen hundred thousand score group number handful million majority band rest remnant "
    "member convoy crowd lot couple pair mixture unit contingent wave column most many some "
    "several one part edge outskirt outskirts remains rest half third quarter percent % swathe "
    "swath stretch heart slope bank mixture mix".split()
)
LONGEST_NAME = 12  # words


class Phrases:
    """Noun phrases of one reading.

    Args:
        reading: the tree.
        classes: lemma -> classes, from the lexicon.
    """

    def __init__(self, reading: Reading, classes: Mapping[str, frozenset[str]]) -> None:
        self.reading = reading
        self.words = reading.words
        self._classes = classes
        self._resolved: dict[int, int | None] = {}
        self._class_cache: dict[int, frozenset[str]] = {}
        self._antecedents = Antecedents(reading, self.classes_of)

    def classes_of(self, head: int) -> frozenset[str]:
        """What the phrase stands for: its noun's classes and its name's type."""
        if head not in self._class_cache:
            self._class_cache[head] = self._classes_of(head)
        return self._class_cache[head]

    def _classes_of(self, head: int) -> frozenset[str]:
        word = self.words[head]
        found = self._classes.get(word.lemma.lower(), frozenset())
        if word.upos == "PROPN":  # a name's lemma is a guess: "US" may be read as "we"
            found = self._classes.get(word.text.lower(), frozenset()) or found
        name = self.reading.name_at.get(head)
        if name is not None:
            whole = self._classes.get(self.reading.span_text(name.first, name.last).lower())
            if whole is not None and name.type != "person":
                return whole  # the lexicon knows this name
            own = frozenset(CLASS_OF_NAME[name.type])
            if word.upos == "PROPN":
                return found | own
            return found or own
        if word.lemma.lower() in QUANTITIES:
            for child in self.reading.children[head]:
                if self.words[child].rel == "nmod" and self.case_of(child) == "of":
                    found |= self.classes_of(child)
                elif self.words[child].rel == "compound":  # "400 Isis members"
                    found |= self.classes_of(child) & {"force"}
        return found

    def conjuncts(self, head: int) -> list[int]:
        """The phrase and those coordinated with it, in order."""
        found = [head]
        for child in self.reading.children[head]:
            if self.words[child].rel == "conj" and self.words[child].upos in NOMINAL:
                found += self.conjuncts(child)
        return found

    def expand(self, heads: Iterable[int]) -> list[int]:
        """Coordination spelt out, without repeats."""
        return list(dict.fromkeys(c for h in heads for c in self.conjuncts(h)))

    def extent(self, head: int) -> tuple[int, int]:
        """First and last word of the phrase: determiners and modifiers, of-phrases, no clauses."""
        name = self.reading.name_at.get(head)
        first = last = head
        if name is not None:
            if name.type == "person" and self.words[head].upos == "ADJ":
                return head, head  # "Syrian president" was taken for a name: Syria is meant
            if name.type == "person":
                return self.bare(name)
            first, last = min(first, name.first), max(last, name.last)
        for child in self.reading.children[head]:
            if child > head:
                last = max(last, self._reach(child))
            elif self.words[child].rel in LEFT:
                low = self._leftmost(child)
                first = min(first, low) if head - low <= LONGEST_NAME else first
        first = self._behind_time(first, head)
        while first < head and self.words[first].upos in ("PUNCT", "CCONJ"):
            first += 1
        if last - first >= LONGEST_NAME:  # what a name may be in an export
            last = max(head, first + LONGEST_NAME - 1)
            first = max(first, last - LONGEST_NAME + 1)
        return first, last

    def _behind_time(self, first: int, head: int) -> int:
        """The first word behind a time read into a phrase: “The next day army helicopters”."""
        for index in range(first + 1, head):
            which = self.words[index - 1].text.lower() in WHICH
            if which and "time" in self.classes_of(index) and self.words[index].upos == "NOUN":
                return index + 1
        return first

    def _reach(self, child: int) -> int:
        """Last word of what stands behind a noun, if it belongs to its name."""
        rel = self.words[child].rel
        if rel in RIGHT:
            return self._rightmost(child)
        if rel == "nmod" and self.case_of(child) == "of":
            return self.extent(child)[1]
        if rel == "amod" and self.words[child - 1].text != ",":
            return self._rightmost(child)  # "extremists loyal to the group"
        return -1

    def bare(self, name: Name) -> tuple[int, int]:
        """A person's name without the title that may be part of it: "Gen. Ahmed Saleh"."""
        head = self.head_of(name)
        titles = [
            self._rightmost(c)
            for c in self.reading.children[head]
            if name.first <= c < head and self.words[c].rel == "nmod:desc"
        ]
        return min(max([name.first - 1, *titles]) + 1, head), name.last

    def _leftmost(self, index: int) -> int:
        low = index
        for child in self.reading.children[index]:
            if child < index and self.words[child].rel not in ("cc", "conj"):
                low = min(low, self._leftmost(child))
        return low

    def _rightmost(self, index: int) -> int:
        high = index
        for child in self.reading.children[index]:
            if child > index and self.words[child].rel not in OUTSIDE:
                high = max(high, self._rightmost(child))
        return high

    def case_of(self, index: int) -> str:
        """The preposition of a phrase, fixed expressions joined ("according to"), or ""."""
        for child in self.reading.children[index]:
            word = self.words[child]
            if word.rel == "case" and word.text.lower() not in ("'s", "'", "’s", "’"):
                rest = [
                    self.words[c].text.lower()
                    for c in self.reading.children[child]
                    if self.words[c].rel == "fixed"
                ]
                return " ".join([word.text.lower(), *rest])
        return ""

    def mention(self, head: int) -> Mention:
        """The phrase as words of the report, with its name where a pronoun hides it."""
        first, last = self.extent(head)
        start, end = self.words[first].start, self.words[last].end
        if first == last and (prefix := PREFIX.match(self.words[head].text)):
            start += prefix.end()  # whom "pro-government" forces are for
        text = self.reading.text[start:end]
        meant = self.meant(head)
        name = None
        if meant == head:
            name = self._spelt_out(head, first, last)
        elif meant is not None:
            name = self._spelt_out(meant, *self.extent(meant)) or self._plain(meant)
        return Mention(start, end, text, name if name != text else None)

    def _plain(self, head: int) -> str:
        return self.reading.span_text(*self.extent(head))

    def _spelt_out(self, head: int, first: int, last: int) -> str | None:
        """The phrase with the names of the pronouns in it: "its fighters" -> "Hamas's fighters"."""
        pieces: list[str] = []
        at, changed = first, False
        while at <= last:
            inner = next((i for i in range(at, last + 1) if i != head and self._hides(i)), None)
            if inner is None:
                pieces.append(self.reading.span_text(at, last))
                break
            low, high = self.extent(inner)
            meant = self.meant(inner)
            if meant is None or meant == inner or low < at or self.extent(meant) == (low, high):
                pieces.append(self.reading.span_text(at, inner))
                at = inner + 1
                continue
            if low > at:
                pieces.append(self.reading.span_text(at, low - 1))
            owner = self._plain(meant)
            if self.words[inner].upos == "PRON":
                owner += "'" if owner.endswith("s") else "'s"
            pieces.append(owner)
            at, changed = high + 1, True
        return " ".join(pieces).replace(" '", "'").replace(" ’", "’") if changed else None

    def _hides(self, index: int) -> bool:
        return self.words[index].rel in ("nmod:poss", "nmod", "obl", "compound") and (
            self.words[index].upos == "PRON" or self._is_definite_group(index)
        )

    def _is_definite_group(self, index: int) -> bool:
        """“The group”, “the city”, said of one that was named before."""
        word = self.words[index]
        if word.upos != "NOUN" or word.lemma not in GROUPS | SETTLEMENTS:
            return False
        children = self.reading.children[index]
        modifiers = {self.words[c].rel for c in children} - {"det", "case", "punct", "cop", "nsubj"}
        definite = any(self.words[c].text.lower() in ("the", "that", "this") for c in children)
        return definite and not modifiers & {
            "amod", "compound", "nmod", "nmod:poss", "acl", "acl:relcl", "appos", "nummod", "flat"
        }  # fmt: skip

    def is_nobody(self, head: int) -> bool:
        """“No group”, “nobody”, “none of them”."""
        if self.words[head].text.lower() in NOBODY:
            return True
        determiners = self.reading.under(head, "det")
        return any(self.words[c].text.lower() in ("no", "neither") for c in determiners)

    def asks(self, head: int) -> bool:
        """Whether a word asks who or what it is: "Who holds the port?"."""
        word = self.words[head]
        pronoun = word.upos in ("PRON", "DET") and word.lemma.lower() in ASKING
        return pronoun and self.described(head) == head

    def described(self, head: int) -> int:
        """The noun that a relative pronoun stands for; any other word itself."""
        if self.words[head].lemma.lower() not in RELATIVE or self.words[head].upos != "PRON":
            return head
        at = head
        while self.words[at].head != ROOT:
            if self.words[at].rel == "acl:relcl":
                return self.words[at].head
            at = self.words[at].head
        return head

    def meant(self, head: int) -> int | None:
        """Head of the phrase that a pronoun stands for, the head itself for other words.

        None where a pronoun's antecedent cannot be told.
        """
        word = self.words[head]
        relative = word.lemma.lower() in RELATIVE and "PronType=Dem" not in word.feats
        pronoun = word.upos in ("PRON", "DET") and not relative
        if not pronoun and not self._is_definite_group(head):
            return self._apposed(head)
        if head not in self._resolved:
            self._resolved[head] = None  # while it is being looked for
            found = self._antecedents.of_pronoun(head) if pronoun else self._named(head)
            self._resolved[head] = head if found is None and not pronoun else found
        return self._resolved[head]

    def _named(self, head: int) -> int | None:
        wanted = "organization" if self.words[head].lemma in GROUPS else "place"
        return self._antecedents.named_before(head, wanted)

    def _apposed(self, head: int) -> int:
        """“Its leader, Abu Hamza” is that man, “the Kurdish militia, the YPG” that body."""
        word = self.words[head]
        if word.upos not in ("NOUN", "NUM"):
            return head
        phrases = [head]
        if word.lemma == "one":
            phrases += [c for c in self.reading.children[head] if self.words[c].rel == "nmod"]
        wanted = {"organization"} if self.classes_of(head) & BODIES else set()
        if "Number=Plur" not in word.feats:
            wanted.add("person")
        for phrase in phrases:
            for child in self.reading.children[phrase]:
                name = self.reading.name_at.get(child)
                if name is not None and name.type in wanted and self.words[child].rel == "appos":
                    return self._last_name(child, name)
        known = self._styled(head, wanted) or self._called(head, wanted)
        if known != head or not self._is_definite(head):
            return known
        named = self._antecedents.counted(head)
        if named is None and "person" in wanted:
            named = self._antecedents.named_person(head)
        return head if named is None else named

    def _is_definite(self, head: int) -> bool:
        return any(
            self.words[c].text.lower() in ("the", "this", "both")
            for c in self.reading.under(head, "det", "det:predet")
        )

    def each_meant(self, head: int) -> list[int]:
        """Who a phrase stands for, one by one: "they" for a pair named together is both."""
        meant = self.meant(head)
        if meant is None or meant == head:
            return [] if meant is None else [head]
        return [c for c in self.conjuncts(meant) if c != head] if self._is_plural(head) else [meant]

    def _is_plural(self, head: int) -> bool:
        word = self.words[head]
        return "Number=Plur" in word.feats or word.lemma.lower() in SO_MANY

    def _styled(self, head: int, wanted: set[str]) -> int | None:
        """“A movement called the Front”, “a commander known as Tiger”: the name given."""
        for clause in self.reading.under(head, "acl"):
            if self.words[clause].lemma.lower() not in STYLED:
                continue
            for child in self.reading.under(clause, "xcomp", "obl", "obj", "dep"):
                name = self.reading.name_at.get(child)
                if name is not None and name.type in wanted | {"misc"}:
                    return child
        return None

    def _called(self, head: int, wanted: set[str]) -> int:
        """“The YPG, the militia that ...”, “Idlib is the last pocket of land ...”: the name.

        Only of bodies and places; what a person is called is a tie of his own.
        """
        at = head
        while self.words[at].rel == "nmod" and self.words[self.words[at].head].lemma in PIECES:
            at = self.words[at].head
        word = self.words[at]
        named = {t for t in wanted if t != "person"}
        if "place" in self.classes_of(head) and "Number=Plur" not in word.feats:
            named.add("place")
        above = [word.head] if word.rel == "appos" else []
        if self.reading.under(at, "cop"):
            above += self.reading.under(at, "nsubj")
        for index in above:
            name = self.reading.name_at.get(index)
            if name is not None and name.type in named:
                return index
        return head

    def _last_name(self, child: int, name: Name) -> int:
        """The name itself where a demonym is parsed as its head: "Bahraini, Turki al-Binali"."""
        for inner in self.reading.children[child]:
            if self.words[inner].rel == "appos" and name.first <= inner <= name.last:
                return inner
        return child

    def head_of(self, name: Name) -> int:
        """The word of a name that the rest of its words hang on."""
        return name_head(self.reading, name)

    def span(self, first: int, last: int) -> Mention:
        """Words `first` to `last` as they stand."""
        start, end = self.words[first].start, self.words[last].end
        return Mention(start, end, self.reading.text[start:end])
