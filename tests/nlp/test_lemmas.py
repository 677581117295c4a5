"""Lemmas: what the dictionary has for a word as the network tagged it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.nlp.lemmas import (
    BASES,
    INFLECTIONS,
    Ending,
    Table,
    find_lemma,
    inflection,
    lemmatise,
    read_table,
)

PAST = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
PARTICIPLE = "Tense=Past|VerbForm=Part|Voice=Pass"
GERUND = "VerbForm=Ger"
PRESENT_PARTICIPLE = "Tense=Pres|VerbForm=Part"
THIRD_PERSON = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
PLURAL = "Number=Plur"
SINGULAR = "Number=Sing"


@pytest.mark.parametrize(
    ("forms", "upos", "feats", "lemmas"),
    [
        ("shelled besieged killed denied said", "VERB", PAST, "shell besiege kill deny say"),
        ("retook overran fled led lay", "VERB", PAST, "retake overrun flee lead lie"),
        ("convened evaded stopped tied fired", "VERB", PAST, "convene evade stop tie fire"),
        ("seized shot overthrown held hit", "VERB", PARTICIPLE, "seize shoot overthrow hold hit"),
        ("trafficked panicked vied", "VERB", PAST, "traffic panic vie"),
        ("shelling seizing dying running", "VERB", GERUND, "shell seize die run"),
        ("freeing controlling lying", "VERB", PRESENT_PARTICIPLE, "free control lie"),
        ("denies clashes has flees seizes", "VERB", THIRD_PERSON, "deny clash have flee seize"),
        ("forces clashes men crises armies", "NOUN", PLURAL, "force clash man crisis army"),
        ("bases houses troops militias", "NOUN", PLURAL, "base house troop militia"),
        ("States Americans Houthis", "PROPN", PLURAL, "State American Houthi"),
        ("bigger worst further", "ADJ", "Degree=Cmp", "big worst far"),
        ("deadliest best", "ADJ", "Degree=Sup", "deadly good"),
        ("them him me", "PRON", "Case=Acc|PronType=Prs", "they he I"),
        ("was 's were", "AUX", PAST, "be 's be"),
        ("an these", "DET", "_", "a this"),
        ("12,000 Two m bn", "NUM", "NumType=Card", "12000 two million billion"),
    ],
)
def test_an_inflected_form_has_its_dictionary_form(
    forms: str, upos: str, feats: str, lemmas: str
) -> None:
    assert [lemmatise(form, upos, feats) for form in forms.split()] == lemmas.split()


def test_clitics_have_the_lemma_of_their_word() -> None:
    assert lemmatise("n't", "PART", "Polarity=Neg") == "not"
    assert lemmatise("n’t", "PART", "Polarity=Neg") == "not"
    assert lemmatise("’s", "PART", "_") == lemmatise("''s", "PART", "_") == "'s"
    assert lemmatise("wo", "AUX", "VerbForm=Fin") == "will"
    assert lemmatise("’re", "AUX", "Mood=Ind|Tense=Pres|VerbForm=Fin") == "be"


def test_the_part_of_speech_decides() -> None:
    assert lemmatise("wounded", "VERB", PARTICIPLE) == "wound"
    assert lemmatise("wounded", "ADJ", "Degree=Pos") == "wounded"
    assert lemmatise("fighting", "NOUN", SINGULAR) == "fighting"
    assert lemmatise("her", "PRON", "Case=Acc|PronType=Prs") == "she"
    assert lemmatise("her", "PRON", "Case=Gen|Poss=Yes|PronType=Prs") == "her"


def test_names_keep_their_capitals_and_other_words_lose_them() -> None:
    assert lemmatise("Aleppo", "PROPN", SINGULAR) == "Aleppo"
    assert lemmatise("Qaida", "PROPN", SINGULAR) == "Qaida"
    assert lemmatise("Soldiers", "NOUN", PLURAL) == "soldier"
    assert lemmatise("Seized", "VERB", PARTICIPLE) == "seize"
    assert lemmatise("Syrian", "ADJ", "Degree=Pos") == "Syrian"
    assert lemmatise("Rebel", "ADJ", "Degree=Pos") == "rebel"
    assert lemmatise("Kurds", "NOUN", PLURAL) == "Kurd"


def test_text_in_capitals_has_the_lemmas_of_other_text() -> None:
    assert lemmatise("REBELS", "NOUN", PLURAL) == "rebel"
    assert lemmatise("KIDNAPPED", "VERB", PARTICIPLE) == "kidnap"
    assert lemmatise("LEFT", "VERB", PAST) == "leave"
    assert lemmatise("SALVADORAN", "ADJ", "Degree=Pos") == "Salvadoran"
    assert lemmatise("BOGOTA", "PROPN", SINGULAR) == "Bogota"
    assert lemmatise("FMLN", "PROPN", SINGULAR) == "FMLN"
    assert lemmatise("UNICEF", "PROPN", SINGULAR) == "UNICEF"


def test_months_and_days_are_written_out() -> None:
    assert lemmatise("Sept.", "PROPN", "Abbr=Yes|Number=Sing") == "September"
    assert lemmatise("FEB.", "PROPN", "Abbr=Yes|Number=Sing") == "February"


def test_a_verb_tagged_as_a_base_form_that_it_is_not_is_still_found() -> None:
    assert lemmatise("bombing", "VERB", "VerbForm=Inf") == "bomb"
    assert lemmatise("took", "VERB", "_") == "take"
    assert lemmatise("need", "VERB", "VerbForm=Inf") == "need"


def test_an_unknown_word_follows_the_rules_of_known_endings() -> None:
    assert lemmatise("glimfied", "VERB", PAST) == "glimfy"
    assert lemmatise("snibbets", "NOUN", PLURAL) == "snibbet"
    assert lemmatise("snorping", "VERB", GERUND) == "snorp"


def test_a_known_base_form_wins_over_a_likelier_ending() -> None:
    rules = {("VERB.past", "ed"): [Ending(1, ""), Ending(2, "")]}
    bare = Table({}, rules, frozenset())
    assert find_lemma(bare, "bombed", "VERB.past") == "bombe"
    knowing = Table({}, rules, frozenset({("VERB", "bomb")}))
    assert find_lemma(knowing, "bombed", "VERB.past") == "bomb"


def test_classes_follow_the_features() -> None:
    assert inflection("VERB", PAST) == inflection("VERB", PARTICIPLE) == "VERB.past"
    assert inflection("VERB", GERUND) == inflection("VERB", PRESENT_PARTICIPLE) == "VERB.ing"
    assert inflection("VERB", "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin") == "VERB"
    assert inflection("NOUN", PLURAL) == "NOUN.plural"
    assert inflection("X", "_") == "X"


def test_a_known_verb_is_its_own_lemma() -> None:
    table = read_table()
    verbs = [base for pos, base in table.known if pos == "VERB" and base.isalpha()]
    assert len(verbs) > 2000
    wrong = [v for v in verbs if v.islower() and lemmatise(v, "VERB", "VerbForm=Inf") != v]
    assert wrong == []


FEATS = sorted({"|".join(sorted(f)) for rows in INFLECTIONS.values() for f, _ in rows} | {"_"})
UPOS = sorted({*INFLECTIONS, *BASES, "NUM", "PUNCT", "SYM", "X", "PART"})


@given(st.text(min_size=1, max_size=60), st.sampled_from(UPOS), st.sampled_from(FEATS))
def test_every_word_has_a_lemma(form: str, upos: str, feats: str) -> None:
    assert lemmatise(form, upos, feats)


def test_a_form_of_a_million_characters_is_its_own_lemma() -> None:
    form = "a" * 1_000_000
    assert lemmatise(form, "VERB", PAST) is form
