"""Makes the lemma table of the reader out of the treebanks.

    python training/lemmas.py /path/to/bench/data/treebank

Learns from EWT and the open part of GUM, training files only, adds the words
of `lemmas.toml`, and writes `src/dateline/data/reader/lemmas.tsv`.

In: CoNLL-U.  Out: words that are irregular, rules for endings, known base forms.
"""

import argparse
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

from dateline.nlp.lemmas import BASES, LONGEST_SUFFIX, TABLE, Ending, Table, find_lemma, inflection
from segment_check import read_gold

FILES = ("ewt-train.conllu.gz", "gum-train.open.conllu.gz")
CANDIDATES = 3  # edits kept of one suffix
BASE_FORM = re.compile(r"[^\W\d_]+(?:[-'.][^\W\d_]+)*\.?")  # no numbers, no addresses
MASKED = re.compile(r"[*%@_/]")  # letters replaced, addresses
SEEN = 2  # words that an edit must have been seen on
APOSTROPHES = str.maketrans("\u2019\u2018\u02bc`\u00b4", "'''''")

Counts = dict[tuple[str, str], Counter[str]]


def count_lemmas(folder: Path) -> Counts:
    """(class, form) -> lemmas with their frequencies; misspellings and foreign words left out."""
    counts: Counts = defaultdict(Counter)
    for name in FILES:
        for document in read_gold(folder / name):
            for sentence in document.sentences:
                for word in (w for t in sentence.tokens for w in t.words):
                    if "Typo=Yes" not in word.feats and "Foreign=Yes" not in word.feats:
                        form = word.form.translate(APOSTROPHES) if len(word.form) > 1 else word.form
                        counts[inflection(word.upos, word.feats), form][word.lemma] += 1
    return counts


def read_extra() -> Iterator[tuple[str, str, str]]:
    """(class, form, lemma) of the hand-written words."""
    extra = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    for entry in extra["irregular_verbs"].split(";"):
        base, *forms = entry.split()
        for form in {f for group in forms for f in group.split("/")}:
            yield "VERB.past", form, base
    for entry in extra["irregular_plurals"].split(";"):
        plural, singular = entry.split()
        yield "NOUN.plural", plural, singular
    for entry in extra["others"].split(";"):
        word_class, form, lemma = entry.split()
        yield word_class, form, lemma
    for verb in (extra["verbs"] + extra["more_verbs"]).split():
        yield "VERB", verb, verb
    for name in extra["demonyms"].split():
        yield "ADJ", name, name
    for name in extra["acronyms"].split():
        yield "PROPN", name, name


def learn_rules(pairs: dict[str, dict[str, str]]) -> dict[tuple[str, str], list[Ending]]:
    """Per class and suffix the likeliest edits, unless a shorter suffix says the same."""
    rules: dict[tuple[str, str], list[Ending]] = {}
    for word_class, lemmas in pairs.items():
        edits: dict[str, Counter[Ending]] = defaultdict(Counter)
        for form, lemma in lemmas.items():
            same = 0
            while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
                same += 1
            edit = Ending(len(form) - same, lemma[same:])
            doubled = same and not edit.ending and form[same : same + 1] == form[same - 1]
            for length in range(min(LONGEST_SUFFIX, len(form) - 1) + 1):
                if length >= edit.cut + doubled:  # "stopped": "pped" shows why, "ped" does not
                    edits[form[len(form) - length :]][edit] += 1
        for suffix in sorted(edits, key=len):
            best = [e for e, n in edits[suffix].most_common(CANDIDATES) if n >= SEEN]
            if not best:
                continue
            shorter = (rules.get((word_class, suffix[k:])) for k in range(1, len(suffix) + 1))
            if best != next((found for found in shorter if found), None):
                rules[word_class, suffix] = best
    return rules


def make_table(counts: Counts, extra: list[tuple[str, str, str]]) -> Table:
    """Rules first, then the words that they get wrong."""
    majority = {key: lemmas.most_common(1)[0][0] for key, lemmas in counts.items()}
    by_hand = {(word_class, form): lemma for word_class, form, lemma in extra}
    majority |= by_hand
    pairs: dict[str, dict[str, str]] = defaultdict(dict)
    witnesses: Counter[tuple[str, str]] = Counter()
    for (word_class, form), lemma in majority.items():
        pos, _, inflected = word_class.partition(".")
        if inflected and pos not in ("AUX", "PRON"):
            pairs[word_class][form.lower()] = lemma.lower()
        if pos in BASES and BASE_FORM.fullmatch(lemma):
            witnesses[pos, lemma] += 1 if inflected and lemma != form else SEEN
    known = frozenset(base for base, n in witnesses.items() if n >= SEEN)
    table = Table({}, learn_rules(pairs), known)
    for key in sorted(majority, key=lambda key: (key[1].lower() != key[1], key)):
        word_class, form = key
        lemma = majority[key]
        is_base = form.islower() and (word_class.partition(".")[0], lemma) in known
        trusted = key in by_hand or is_base or counts[key][lemma] >= SEEN
        if trusted and not MASKED.search(form) and find_lemma(table, form, word_class) != lemma:
            table.words[key] = lemma
    return table


def write_table(table: Table, path: Path) -> None:
    """One line per word and rule, several known base forms on a line."""
    lines = [f"word\t{c}\t{form}\t{lemma}" for (c, form), lemma in sorted(table.words.items())]
    for (word_class, suffix), edits in sorted(table.rules.items()):
        lines += [f"rule\t{word_class}\t{suffix}\t{cut}\t{ending}" for cut, ending in edits]
    for pos in BASES:
        bases = " ".join(sorted(base for p, base in table.known if p == pos))
        lines += [f"base\t{pos}\t{few}" for few in wrap(bases, 100, break_on_hyphens=False)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebank", type=Path)
    args = parser.parse_args()
    made = make_table(count_lemmas(args.treebank), list(read_extra()))
    write_table(made, TABLE)
    sizes = f"{len(made.words)} words, {len(made.rules)} suffixes, {len(made.known)} base forms"
    print(f"{TABLE.name}: {sizes}")
