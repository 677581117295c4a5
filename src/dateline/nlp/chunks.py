"""One stretch of text without blanks, cut into words as Universal Dependencies cuts English.

Hyphenated words part ("rebel-held" is three words), so do contractions and
the possessive ("do" + "n't", "Sirte" + "'s"), amounts ("$" + "5" + "m") and
slashes; abbreviations keep their period, addresses stay whole.  Cuts depend
on the stretch and on the kind of what follows it, and are remembered.

In: a stretch, and the kind of the next.  Out: its words, and how it may end a sentence.
"""

import re
import tomllib
from dataclasses import dataclass
from enum import Enum, IntEnum
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

KNOWLEDGE = tomllib.loads(
    (Path(__file__).parents[1] / "data" / "reader" / "tokens.toml").read_text("utf-8")
)
MEMORABLE = 40  # characters; longer stretches are rare, and hostile ones would fill the memory


class Next(IntEnum):
    """What follows: for a period it decides whether it belongs to its word."""

    END = 0  # of the paragraph
    DIGIT = 1
    LOWER = 2
    UPPER = 3
    STARTER = 4  # a capitalised word that opens sentences
    COMMA = 5  # or another mark after which a sentence goes on
    DASH = 6
    OTHER = 7


GOES_ON = (Next.DIGIT, Next.LOWER, Next.COMMA, Next.DASH)
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015"
MARK_KINDS = dict.fromkeys(",;:", Next.COMMA) | dict.fromkeys(DASHES, Next.DASH)


class Ending(Enum):
    """How a stretch may end a sentence."""

    NONE = 0
    STOP = 1
    ASK = 2  # "?" or "!"
    TRAIL = 3  # an ellipsis
    ABBREVIATION = 4


Piece = tuple[int, int, bool]


@dataclass(frozen=True, slots=True)
class Cut:
    """The words of one stretch.

    words       first character and one past the last, counted from the stretch's start, and
                whether the word is glued to the one before
    ending      how its end may end a sentence; `closed` if quotes or brackets follow the mark
    breaks      numbers of words before which a sentence certainly begins ("said.The")
    possessive  number of the word that is a bare apostrophe after "s", or -1; it may also
                close a quotation
    """

    words: tuple[Piece, ...]
    ending: Ending = Ending.NONE
    closed: bool = False
    breaks: frozenset[int] = frozenset()
    possessive: int = -1


def listed(table: str, name: str) -> frozenset[str]:
    """A word list of the knowledge file."""
    return frozenset(KNOWLEDGE[table][name].split())


def either(table: str, name: str) -> str:
    """A word list as alternatives of a regular expression, the longest first."""
    return "|".join(re.escape(w) for w in sorted(listed(table, name), key=lambda w: (-len(w), w)))


TITLES, PLAIN, CAPITALISED, CONTINUED, NUMBERED = (
    listed("abbreviations", name)
    for name in ("titles", "plain", "capitalised", "continued", "numbered")
)
FUSED = {w.replace("-", ""): w.index("-") for w in listed("words", "fused")}
BEFORE_D = listed("words", "before_d")

APOSTROPHES = "'\u2019\u2018\u02bc\u02bb`\u00b4"
CLOSERS = "\"'\u201d\u2019\u00bb)]}"
# A word is made of anything but blanks and these, so that letters of every script, joined marks
# and invisible joiners stay inside words.
MARKS = (
    APOSTROPHES
    + r"!-&(-/:-@\[-\^{-~\u00a1-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b6-\u00b8\u00ba\u00bb\u00bf"
    + r"\u00d7\u00f7\u060c\u061b\u061f\u066a\u06d4\u2010-\u2027\u2030-\u205e\u207a-\u207e"
    + r"\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\ufffc\ufffd"
    + r"\U0001f000-\U0001faff"
)

# Every repetition is possessive or bounded, so that the time stays linear in the text.
W = rf"[^\s{MARKS}]"
L = r"[^\W\d_]"
A = rf"(?:''|[{APOSTROPHES}])"  # doubled where a database has escaped it
WORD = rf"{W}++(?:{A}{W}++)*+"
NUMBER = r"""(?: \+?\d++(?:-\d++){2,}+ | \d{3}-\d{4}(?!\d)
    | \d{1,3}(?:,\d{2,3}){0,7},\d{3}(?!\d)(?:\.\d++)?
    | (?<![\w.)])[+.]?\d++(?:[.:/]\d++)*+ | \d++(?:[.:/]\d++)*+ )"""
UNIT = rf"(?:(?i:{either('words', 'units')})|{either('words', 'letter_units')})"
PATH = r"""[^\s<>"\u201c\u201d]*[^\s<>"\u201c\u201d\u2018\u2019',.;:!?)\]}]"""  # of an address
PIECE = re.compile(
    rf"""
    (?P<link>
        (?:(?:https?|ftp)://|mailto:|www\.){PATH}
      | [\w.+-]{{1,64}}+@[\w-]{{1,63}}+(?:\.[\w-]{{1,63}}+){{0,8}}
      | (?:[\w-]{{1,63}}+\.){{1,8}}
        (?: (?i:{either("links", "endings")})(?:\.[a-z]{{2}})?
          | {either("links", "lower_endings")} )
        (?!{W}) (?:/{PATH})?
      | [@\#](?=[^\W\d])\w++
      | &\w{{2,8}};
    )
    |(?P<currency> (?i:{either("words", "currencies")})(?=\.?\d) )
    |(?P<amount> (?P<digits>{NUMBER}){UNIT}(?!{W}) )
    |(?P<number> {NUMBER}(?: (?i:st|nd|rd|th)(?!{W}) | (?<=0){A}?s(?!{W}) | (?!{W}) ) )
    |(?P<acronym> {L}(?:\.{L}){{1,12}}\.?(?!{W}) | (?i:{either("abbreviations", "dotted")})(?!{W}) )
    |(?P<word>
        (?<!-)(?i:{either("words", "prefixes")})-(?={L}{{2}}){WORD}
      | (?i:{either("words", "prefixes_of_names")})-(?=[A-Z]){WORD}
      | (?i:{either("words", "prefixes_of_digits")})-(?=\d){WORD}
      | {W}{{1,3}}(?:&{W}{{1,3}}){{1,3}}(?![\w;])
      | {L}/{L}{{1,2}}(?!{W}|/)
      | {A}(?:(?i:{either("words", "clipped")})|\d0s)(?!{W})
      | Yahoo!
      | {WORD}
    )
    |(?P<mark>
        \A[:;=]['^-]?[()DPp|]+(?!{W})
      | \[(?:\.\.\.|\u2026)\] | \.{{2,}} | \u2026+ | [!?]+ | [\u2012-\u2015]+
      | (?P<run>[-=*~\#+<>|^\u2022\u00b7])(?P=run)*
      | '' | `` | \u2019\u2019 | \u2018[\u2018\u2019]
      | .
    )
    """,
    re.VERBOSE | re.DOTALL,
)

SUFFIX = re.compile(rf"(?i:n{A}t|{A}(?:s|re|ve|ll|d|m))\Z")
LONGEST_SUFFIX = 4  # "n''t"
LONGEST_HOST = 6  # one character more than the longest of `BEFORE_D`
ENDINGS = {".": Ending.STOP, "\u06d4": Ending.STOP, "\u061f": Ending.ASK}
ENDING_MARKS = frozenset(".!?\u2026\u061f\u06d4")
REFERENCE = re.compile(r"(?:\[[\w ]{1,4}\])+\Z")  # of an encyclopaedia: "in 1971.[3]"
SHORTEST_START = 2  # letters of a word that opens a sentence without a blank before it


def cut_chunk(chunk: str, followed: Next) -> Cut:
    """Words of a stretch without blanks; `followed` says what the next one begins with."""
    return _remembered(chunk, followed) if len(chunk) <= MEMORABLE else _cut(chunk, followed)


def _cut(chunk: str, followed: Next) -> Cut:
    if chunk.isalpha():
        return Cut(tuple(_part_word(chunk, 0)))
    pieces: list[Piece] = []
    possessive = -1
    for match in PIECE.finditer(chunk):
        kind, start, end = match.lastgroup, match.start(), match.end()
        if kind == "word":
            clitic = chunk[start] in APOSTROPHES and _ends_word(chunk, pieces)
            pieces += [(start, end, True)] if clitic else _part_word(chunk[start:end], start)
        elif kind == "amount":
            middle = match.end("digits")
            pieces += [(start, middle, False), (middle, end, False)]
        elif _is_possessive(chunk, start, end):
            possessive = len(pieces)
            pieces.append((start, end, True))
        elif chunk[start:end] == "." and pieces and _keeps_period(chunk, pieces[-1], followed):
            pieces[-1] = (pieces[-1][0], end, pieces[-1][2])
        else:
            pieces.append((start, end, False))
    ending, closed = _ending(chunk, pieces)
    return Cut(tuple(pieces), ending, closed, _breaks(chunk, pieces), possessive)


_remembered = lru_cache(maxsize=1 << 16)(_cut)


def _ends_word(chunk: str, pieces: list[Piece]) -> bool:
    """Whether the last piece so far is a word, be it one with a period ("U.S." before "'s")."""
    if not pieces:
        return False
    start, end, _ = pieces[-1]
    return chunk[end - 1].isalnum() or (chunk[end - 1] == "." and chunk[start].isalnum())


def _part_word(word: str, at: int) -> list[Piece]:
    """The parts of a contraction or possessive, shifted by `at`."""
    bounds = [len(word)]
    if word.isalpha():
        if (middle := FUSED.get(word.lower())) is not None:
            bounds.append(middle)
    else:
        while match := SUFFIX.search(word, max(0, bounds[-1] - LONGEST_SUFFIX), bounds[-1]):
            host = word[max(0, match.start() - LONGEST_HOST) : match.start()].lower()
            if not _takes_suffix(host, match[0][-1].lower()):
                break
            bounds.append(match.start())
    bounds.append(0)
    return [(a + at, b + at, a > 0) for a, b in pairwise(reversed(bounds))]


def _takes_suffix(host: str, last: str) -> bool:
    """Whether a host in lower case may take the clitic that ends in this letter."""
    if last == "d":
        return host in BEFORE_D
    return host == "i" if last == "m" else host != ""


def _is_possessive(chunk: str, start: int, end: int) -> bool:
    """Whether this is a bare apostrophe after "s" in a stretch that no apostrophe opens."""
    return (
        end - start == 1
        and chunk[start] in APOSTROPHES
        and start > 0
        and chunk[start - 1] in "sS"
        and not chunk[end : end + 1].isalnum()
        and chunk[0] not in APOSTROPHES
    )


def _keeps_period(chunk: str, piece: Piece, followed: Next) -> bool:
    """Whether the period after this piece belongs to it."""
    start, end, _ = piece
    word = chunk[start:end]
    if not word[-1].isalpha() or (start > 0 and chunk[start - 1].isdigit()):
        return False
    lower, capital = word.lower(), word[0].isupper()
    after = _kind_inside(chunk, end + 1, followed)
    if lower in TITLES:
        return True
    if lower in NUMBERED and after is Next.DIGIT:
        return True
    if lower in PLAIN or (capital and (len(word) == 1 or lower in CAPITALISED)):
        return after not in (Next.STARTER, Next.END)
    return capital and lower in CONTINUED and after in GOES_ON


def _kind_inside(chunk: str, at: int, followed: Next) -> Next:
    """The kind of what stands at a position of the stretch, or after it."""
    while at < len(chunk) and chunk[at] in CLOSERS:
        at += 1
    if at >= len(chunk):
        return followed
    if chunk[at].isdigit():
        return Next.DIGIT
    if chunk[at].isalpha():
        return Next.LOWER if chunk[at].islower() else Next.UPPER
    return MARK_KINDS.get(chunk[at], Next.OTHER)


def _ending(chunk: str, pieces: list[Piece]) -> tuple[Ending, bool]:
    """How the stretch may end a sentence, and whether quotes or brackets follow the mark."""
    end = len(chunk)
    if chunk[-1] == "]" and (found := REFERENCE.search(chunk, max(0, end - MEMORABLE))):
        end = found.start()
    while end and chunk[end - 1] in CLOSERS:
        end -= 1
    if not end or chunk[end - 1] not in ENDING_MARKS:
        return Ending.NONE, False
    closed = end < len(chunk)
    start = next(start for start, _, _ in reversed(pieces) if start < end)
    mark = chunk[start:end]
    if mark in ENDINGS:
        return ENDINGS[mark], closed
    if mark[0] in "!?":
        return Ending.ASK, closed
    if mark[0] in ".\u2026":
        return Ending.TRAIL, closed
    return Ending.NONE if mark[:-1].lower() in TITLES else Ending.ABBREVIATION, closed


def _breaks(chunk: str, pieces: list[Piece]) -> frozenset[int]:
    """Numbers of words that begin a sentence although no blank stands before them."""
    found = set()
    for number, (start, end, _) in enumerate(pieces):
        if not chunk[start : start + SHORTEST_START].istitle() or end - start < SHORTEST_START:
            continue
        mark = number - 1
        while mark > 0 and chunk[pieces[mark][0]] in CLOSERS:
            mark -= 1
        if mark > 0 and chunk[pieces[mark][0] : pieces[mark][1]] in {".", "?", "!"}:
            before = chunk[pieces[mark - 1][0] : pieces[mark - 1][1]]
            if before[-2:].islower():
                found.add(number)
    return frozenset(found)
