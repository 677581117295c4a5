"""Every construction puts the same participants into the same slots."""

import pytest
from trees import DENIAL, MODIFIER, NOMINAL, PASSIVE, PLAN, reading_of

from dateline.extract.clauses import Slots
from dateline.extract.cues import ready_cues
from dateline.extract.phrases import Phrases
from dateline.extract.predicates import Predicates
from dateline.lexicon import load_lexicon

LEXICON = load_lexicon()


def predicates_of(rows: str) -> Predicates:
    reading = reading_of(rows)
    return Predicates(reading, Phrases(reading, LEXICON.classes), ready_cues(LEXICON).light)


def shown(predicates: Predicates, slots: Slots) -> dict[str, list[str]]:
    words = predicates.words
    return {slot: [words[h].text for h in heads] for slot, heads in slots.items() if heads}


def verb(rows: str, form: str) -> dict[str, list[str]]:
    predicates = predicates_of(rows)
    index = next(w.index for w in predicates.words if w.text == form)
    return shown(predicates, predicates.verb_slots(index))


@pytest.mark.parametrize(
    ("rows", "form", "agent", "patient"),
    [
        (DENIAL, "captured", "rebels", "port"),
        (PASSIVE, "shelled", "troops", "town"),
        (PASSIVE, "surrounded", "troops", "it"),
        (PLAN, "attack", "Militants", "base"),
        (PLAN, "entered", "they", "city"),
        (NOMINAL, "killed", "attack", "people"),
    ],
)
def test_a_verb_knows_its_doer_and_whom_it_is_done_to(
    rows: str, form: str, agent: str, patient: str
) -> None:
    slots = verb(rows, form)
    assert (slots["agent"], slots["patient"]) == ([agent], [patient])


def test_a_noun_has_its_doer_and_its_target_in_its_prepositions() -> None:
    predicates = predicates_of(NOMINAL)
    slots = shown(predicates, predicates.noun_slots(1))
    assert (slots["by"], slots["on"]) == (["gunmen"], ["market"])


def test_a_hyphened_participle_is_held_by_the_word_before_it() -> None:
    predicates = predicates_of(MODIFIER)
    slots = shown(predicates, predicates.adjective_slots(7))
    assert (slots["compound"], slots["modified"]) == (["rebel"], ["town"])


def test_a_passive_without_a_doer_has_none() -> None:
    assert "agent" not in verb(MODIFIER, "driven")


def test_a_pronoun_stands_for_the_group_before_it() -> None:
    reading = reading_of(PLAN)
    phrases = Phrases(reading, LEXICON.classes)
    mention = phrases.mention(8)
    assert (mention.text, mention.name) == ("they", "Militants")


AGENCY = """
Rebels rebel NOUN Number=Plur 2 nsubj
left leave VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root
Karak Karak PROPN Number=Sing 2 obj place
. . PUNCT _ 2 punct

The the DET _ 3 det
Seed Seed PROPN Number=Sing 3 compound misc
Drive Drive PROPN Number=Sing 4 nsubj +misc
said say VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root
it it PRON Case=Nom|Number=Sing|Person=3|PronType=Prs 7 nsubj
had have AUX Mood=Ind|Tense=Past|VerbForm=Fin 7 aux
sent send VERB Tense=Past|VerbForm=Part 4 ccomp
food food NOUN Number=Sing 7 obj
. . PUNCT _ 4 punct
"""


def test_who_says_what_it_did_speaks_of_itself() -> None:
    reading = reading_of(AGENCY)
    phrases = Phrases(reading, LEXICON.classes)
    pronoun = next(w.index for w in reading.words if w.text == "it")
    meant = phrases.meant(pronoun)
    assert meant is not None
    assert reading.words[meant].text == "Drive"
