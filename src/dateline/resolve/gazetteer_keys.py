"""Keys of place names: what two spellings of one name have in common.

A *key* undoes case, accents, apostrophes, hyphens and full stops: "As-Suwaydā’"
and "as suwayda" have one.  A *sound key* also undoes what the romanisation of
Arabic, Persian or Cyrillic names leaves open: articles, vowels, doubled
letters, q, g and k, a last h.  "Nofaliya" and "Nawfaliyah" have one.  It finds
too much by itself, so `likeness` says how near two keys are.

In: a name.  Out: text; the same on every machine, for keys are stored.
"""

import re
import unicodedata

# Letters that no decomposition takes apart.
_LETTERS = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a",
    "ħ": "h", "ŋ": "n", "ß": "ss", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ɛ": "e", "ɔ": "o",
}  # fmt: skip
_JOINED = ".'`´‘’‚‛“”\"ʻʼʽʾʿˈ′\u02bf\u200c\u200d\u00ad"
_CLEAN = str.maketrans(
    dict.fromkeys(_JOINED, "")
    | dict.fromkeys("-‐‑‒–—―/\\,;:_()[]{}|*+~^<>=?!#%@$\t\n\r\x0b\x0c\x00\u00a0", " ")
    | {"&": " and "}
    | _LETTERS
)
_FIRST_WORDS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_ARTICLES = frozenset(
    "al el ul il as es ash esh an en ar er at et ad ed az ez adh edh ath eth l les the".split()
)
# In this order: longer before their parts.
_DIGRAPHS = (
    ("tch", "x"), ("sch", "x"), ("ch", "x"), ("sh", "x"), ("kh", "h"), ("gh", "k"), ("dh", "d"),
    ("th", "t"), ("zh", "z"), ("ph", "f"), ("dj", "j"), ("dz", "z"), ("ck", "k"),
)  # fmt: skip
_VOWELS = "aeiouyw"  # w: "Nofaliya", "Nawfaliyah"
_CONSONANTS = str.maketrans({**dict.fromkeys(_VOWELS, ""), **dict.fromkeys("qgc", "k")})
_VOWEL_CLASSES = str.maketrans({"o": "u", "w": "u", "e": "i", "y": "i", "q": "k", "g": "k"})
_DOUBLED = re.compile(r"(.)\1+")
SHORTEST_SOUND = 2  # consonants; "Hama" has them, "Gao" has not


def name_key(name: str) -> str:
    """The key of a name; empty where it has neither letters nor digits."""
    text = name.lower() if name.isascii() else _folded(name)
    words = text.translate(_CLEAN).split()
    if len(words) > 1:
        if words[0] == "the":
            del words[0]
        words[0] = _FIRST_WORDS.get(words[0], words[0])
    return " ".join(words)


def _folded(name: str) -> str:
    """Small letters without accents."""
    apart = unicodedata.normalize("NFKD", name.casefold().translate(_CLEAN))
    bare = "".join(
        [c for c in apart if not (unicodedata.combining(c) or "\ud800" <= c <= "\udfff")]
    )
    # what the decomposition brought forth: small letters, other blanks
    return unicodedata.normalize("NFKC", bare).casefold()


def sound_key(key: str) -> str:
    """The consonants of a key; empty where they are too few to tell names apart."""
    text = _bare(key)
    initial = text[:1] in _VOWELS
    for letters, sound in _DIGRAPHS:
        if letters in text:
            text = text.replace(letters, sound)
    # doubled letters first: "Bab" has two consonants
    text = _DOUBLED.sub(r"\1", text.replace(" ", "")).translate(_CONSONANTS)
    if len(text) < SHORTEST_SOUND:
        return ""
    return "a" + text if initial else text


def without_article(key: str) -> str:
    """The key without an Arabic article before it: "anbar" of "al anbar"."""
    first, _, rest = key.partition(" ")
    return rest if rest and first in _ARTICLES else key


def likeness(key: str, other: str) -> float:
    """How near two keys sound, from 0 to 1: the share of letter pairs in common."""
    pairs, others = _pairs(key), _pairs(other)
    return 2 * len(pairs & others) / (len(pairs) + len(others)) if pairs and others else 0.0


def _pairs(key: str) -> set[str]:
    text = _bare(key).replace(" ", "")
    for letters, sound in _DIGRAPHS:
        if letters in text:
            text = text.replace(letters, sound)
    text = _DOUBLED.sub(r"\1", text.translate(_VOWEL_CLASSES))
    return {a + b for a, b in zip("^" + text, text + "$", strict=True)}


def _bare(key: str) -> str:
    """A key without articles and the last h of its words."""
    words = key.split(" ")
    if len(words) > 1:
        words = [word for word in words if word not in _ARTICLES] or words
    return " ".join([word[:-1] if word[-2:] in ("ah", "eh") else word for word in words])
