"""Readings made by hand: one word a line, `form lemma UPOS FEATS head relation [name type]`.

A blank line ends a sentence; heads count from 1 within it; a name goes on over the lines that
follow with the same type and a plus sign before it.  "~" before a form joins it to the last.
"""

from typing import cast

from dateline.reading import ROOT, Name, NameType, Reading, Word


def reading_of(rows: str) -> Reading:
    """A reading whose text is the words, joined by blanks where nothing joins them."""
    words: list[Word] = []
    sentences: list[range] = []
    names: list[Name] = []
    at = base = 0
    for line in [*rows.strip().split("\n"), ""]:
        columns = line.split()
        if not columns:
            sentences.append(range(base, len(words)))
            base = len(words)
            continue
        form, lemma, upos, feats, head, rel, *tag = columns
        index = len(words)
        at += 1 if words and not form.startswith("~") else 0
        form = form.removeprefix("~")
        words.append(
            Word(
                index, at, at + len(form), form, lemma, upos, feats,
                int(head) - 1 + base if head != "0" else ROOT, rel,
            )
        )  # fmt: skip
        at += len(form)
        if tag and tag[0].startswith("+"):
            names[-1] = Name(names[-1].first, index, names[-1].type)
        elif tag:
            names.append(Name(index, index, cast("NameType", tag[0])))
    text = ""
    for word in words:
        text = text.ljust(word.start) + word.text
    return Reading(text, words, sentences, [0] * len(sentences), names)


DENIAL = """
The the DET _ 2 det
army army NOUN Number=Sing 3 nsubj
denied deny VERB Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin 0 root
that that SCONJ _ 7 mark
rebels rebel NOUN Number=Plur 7 nsubj
had have AUX Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin 7 aux
captured capture VERB Tense=Past|VerbForm=Part 3 ccomp
the the DET _ 9 det
port port NOUN Number=Sing 7 obj
. . PUNCT _ 3 punct
"""

PASSIVE = """
The the DET _ 2 det
town town NOUN Number=Sing 4 nsubj:pass
was be AUX Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin 4 aux:pass
shelled shell VERB Tense=Past|VerbForm=Part|Voice=Pass 0 root
by by ADP _ 6 case
troops troop NOUN Number=Plur 4 obl:agent
who who PRON PronType=Rel 9 nsubj
had have AUX Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin 9 aux
surrounded surround VERB Tense=Past|VerbForm=Part 6 acl:relcl
it it PRON Case=Acc|Number=Sing|Person=3|PronType=Prs 9 obj
. . PUNCT _ 4 punct
"""

PLAN = """
Militants militant NOUN Number=Plur 2 nsubj
planned plan VERB Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin 0 root
to to PART _ 4 mark
attack attack VERB VerbForm=Inf 2 xcomp
the the DET _ 6 det
base base NOUN Number=Sing 4 obj
, , PUNCT _ 12 punct
and and CCONJ _ 12 cc
they they PRON Case=Nom|Number=Plur|Person=3|PronType=Prs 12 nsubj
may may AUX VerbForm=Fin 12 aux
have have AUX VerbForm=Inf 12 aux
entered enter VERB Tense=Past|VerbForm=Part 2 conj
the the DET _ 14 det
city city NOUN Number=Sing 12 obj
of of ADP _ 16 case
Kobra Kobra PROPN Number=Sing 14 nmod place
. . PUNCT _ 2 punct
"""

MODIFIER = """
Fighters fighter NOUN Number=Plur 3 nsubj:pass
were be AUX Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin 3 aux:pass
driven drive VERB Tense=Past|VerbForm=Part|Voice=Pass 0 root
from from ADP _ 9 case
the the DET _ 9 det
rebel rebel NOUN Number=Sing 8 compound
~- - PUNCT _ 6 punct
~held hold VERB Tense=Past|VerbForm=Part|Voice=Pass 9 amod
town town NOUN Number=Sing 3 obl
. . PUNCT _ 3 punct
"""

NOMINAL = """
An a DET _ 2 det
attack attack NOUN Number=Sing 8 nsubj
by by ADP _ 4 case
gunmen gunman NOUN Number=Plur 2 nmod
on on ADP _ 7 case
a a DET _ 7 det
market market NOUN Number=Sing 2 nmod
killed kill VERB Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin 0 root
12 12 NUM NumType=Card 10 nummod
people people NOUN Number=Plur 8 obj
. . PUNCT _ 8 punct
"""
