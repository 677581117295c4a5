"""Lemmas from form, part of speech and features.

A table made by `training/lemmas.py` from the treebanks holds the words that
are irregular, rules for the endings of all others, and the known base forms,
which choose between candidates ("bombed": "bomb", not "bombe").

In: one word as the network tagged it.  Out: its dictionary form, in lower
case but for names.
"""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).parents[1] / "data" / "reader" / "lemmas.tsv"
LONGEST = 40  # characters; longer forms have no lemma but themselves, and would fill the cache
LONGEST_SUFFIX = 6
APOSTROPHES = str.maketrans("\u2019\u2018\u02bc`\u00b4", "'''''")
SHOUTED = 5  # so many capitals are a name in all-capitals text, no acronym: 9 of 10 in EWT
BASES = ("VERB", "NOUN", "ADJ", "ADV")  # parts of speech whose base forms the table knows
VOWEL = re.compile("[aeiouy]")

OF_VERBS = (
    (frozenset({"Tense=Past"}), "past"),
    (frozenset({"VerbForm=Ger"}), "ing"),
    (frozenset({"Tense=Pres", "VerbForm=Part"}), "ing"),
    (frozenset({"Number=Sing", "Person=3", "Tense=Pres"}), "s"),
)
OF_NOUNS = ((frozenset({"Number=Plur"}), "plural"),)
OF_DEGREE = ((frozenset({"Degree=Cmp"}), "cmp"), (frozenset({"Degree=Sup"}), "sup"))
INFLECTIONS = {
    "VERB": OF_VERBS,
    "AUX": OF_VERBS,
    "NOUN": OF_NOUNS,
    "PROPN": OF_NOUNS,
    "ADJ": OF_DEGREE,
    "ADV": OF_DEGREE,
    "PRON": ((frozenset({"Case=Acc"}), "acc"), (frozenset({"Case=Gen"}), "gen")),
}


class Ending(NamedTuple):
    """A rule: take `cut` characters off the end, put `ending` in their place."""

    cut: int
    ending: str


class Table(NamedTuple):
    """What the file holds.

    words  (class, form) -> lemma, for forms that the rules get wrong
    rules  (class, suffix) -> what becomes of it, likeliest first
    known  (class before the dot, base form)
    """

    words: dict[tuple[str, str], str]
    rules: dict[tuple[str, str], list[Ending]]
    known: frozenset[tuple[str, str]]


def lemmatise(form: str, upos: str, feats: str) -> str:
    """The lemma of one word.

    Args:
        form: as written.
        upos: universal part of speech.
        feats: universal features as in CoNLL-U.
    """
    return _remembered(form, upos, feats) if len(form) <= LONGEST else form


@lru_cache(maxsize=1 << 16)
def _remembered(form: str, upos: str, feats: str) -> str:
    if not form.isalnum():
        form = form.translate(APOSTROPHES).replace("''", "'") if len(form) > 1 else form
    return find_lemma(read_table(), form, inflection(upos, feats))


@cache
def read_table() -> Table:
    """The package's table."""
    words: dict[tuple[str, str], str] = {}
    rules: dict[tuple[str, str], list[Ending]] = {}
    known: list[tuple[str, str]] = []
    for line in TABLE.read_text("utf-8").splitlines():
        kind, word_class, first, *rest = line.split("\t")
        if kind == "word":
            words[word_class, first] = rest[0]
        elif kind == "rule":
            rules.setdefault((word_class, first), []).append(Ending(int(rest[0]), rest[1]))
        elif kind == "base":
            known += [(word_class, base) for base in first.split()]
    return Table(words, rules, frozenset(known))


@cache
def inflection(upos: str, feats: str) -> str:
    """The class of words that inflect alike, such as "VERB.past"; the part of speech by default."""
    found = frozenset(feats.split("|"))
    for features, name in INFLECTIONS.get(upos, ()):
        if features <= found:
            return f"{upos}.{name}"
    return upos


def find_lemma(table: Table, form: str, word_class: str) -> str:
    """The lemma by a table: its words first, then its rules, then the form itself."""
    lower = form.lower()
    pos, _, inflected = word_class.partition(".")
    if (lemma := table.words.get((word_class, form))) is not None:
        return lemma
    if pos == "PROPN":
        return _find_name(table, form, lower, word_class)
    if (lemma := table.words.get((word_class, lower))) is not None:
        return lemma
    if pos == "NUM":
        return lower.replace(",", "")
    lemma = _apply_rules(table, lower, word_class, pos)
    if pos == "VERB" and not inflected and (pos, lemma) not in table.known:
        lemma = _undo_inflection(table, lower)
    if lower == form or (pos, lemma) in table.known:
        return lemma
    return _with_capitals(table, form, lemma, pos)


def _find_name(table: Table, form: str, lower: str, word_class: str) -> str:
    """A name keeps its capitals, unless they are those of all-capitals text."""
    if (lemma := table.words.get((word_class, form.title()))) is not None:
        return lemma
    lemma = _apply_rules(table, lower, word_class, "PROPN")
    same = 0
    while same < min(len(lemma), len(form)) and lemma[same] == lower[same]:
        same += 1
    lemma = form[:same] + lemma[same:]
    if form.isupper() and len(form) >= SHOUTED and VOWEL.search(lower):
        return lemma.capitalize()
    return lemma


def _undo_inflection(table: Table, lower: str) -> str:
    """A verb that is tagged as a base form and is none: whichever inflection gives a known verb."""
    for word_class in ("VERB.past", "VERB.ing", "VERB.s"):
        lemma = table.words.get((word_class, lower))
        lemma = lemma or _apply_rules(table, lower, word_class, "VERB")
        if ("VERB", lemma) in table.known:
            return lemma
    return lower


def _with_capitals(table: Table, form: str, lemma: str, pos: str) -> str:
    """The lemma of a capitalised word that is not known in lower case."""
    capital = lemma.capitalize()
    if (pos, capital) in table.known or ("ADJ", capital) in table.known:
        return capital
    if any((other, lemma) in table.known for other in BASES):
        return lemma
    if form.isupper():
        is_acronym = 1 < len(form) < SHOUTED and pos == "NOUN" and lemma == form.lower()
        return form if is_acronym else lemma
    if pos == "ADJ" or (pos == "NOUN" and not form.istitle()):
        return form[: len(lemma)] if form.lower().startswith(lemma) else lemma
    return lemma


def _apply_rules(table: Table, lower: str, word_class: str, pos: str) -> str:
    """The likeliest candidate that is a base form, best of its own part of speech, or the first."""
    candidates = [
        candidate
        for length in range(min(LONGEST_SUFFIX, len(lower) - 1), -1, -1)
        for cut, ending in table.rules.get((word_class, lower[len(lower) - length :]), ())
        if VOWEL.search(candidate := lower[: len(lower) - cut] + ending)
    ]
    for fitting in (pos, *BASES):
        for candidate in candidates:
            if (fitting, candidate) in table.known and (fitting == pos or candidate != lower):
                return candidate
    return candidates[0] if candidates else lower
