"""Which words of a report stand for its places, and which place lies in which."""

from collections.abc import Sequence

from trees import reading_of

from dateline.extract.phrases import Phrases
from dateline.extract.place_mentions import PlaceMentions
from dateline.lexicon import load_lexicon
from dateline.world import Place

LEXICON = load_lexicon(())

NEAR = """
Rebels rebel NOUN Number=Plur 2 nsubj
shelled shell VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root
Tessil Tessil PROPN _ 2 obj place
~, , PUNCT _ 6 punct
near near ADP _ 6 case
Raqqa Raqqa PROPN _ 3 nmod place
~. . PUNCT _ 2 punct

They they PRON _ 2 nsubj
hit hit VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root
Tessil Tessil PROPN _ 2 obj place
and and CCONJ _ 5 cc
Raqqa Raqqa PROPN _ 3 conj place
~. . PUNCT _ 2 punct
"""

LIST = """
Clashes clash NOUN Number=Plur 2 nsubj
shook shake VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root
Tessil Tessil PROPN _ 2 obj place
~, , PUNCT _ 5 punct
Raqqa Raqqa PROPN _ 3 conj place
~, , PUNCT _ 7 punct
Syria Syria PROPN _ 5 appos place
~. . PUNCT _ 2 punct
"""

PERSON = """
Troops troop NOUN Number=Plur 2 nsubj
fought fight VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root
in in ADP _ 4 case
Raqqa Raqqa PROPN _ 2 obl person
~. . PUNCT _ 2 punct

Syrian syrian ADJ _ 2 amod place
Raqqa Raqqa PROPN _ 3 nsubj person
spoke speak VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root
~. . PUNCT _ 3 punct
"""


def known(name: str) -> Sequence[Place]:
    kinds = {"Raqqa": ("settlement", 500_000), "Syria": ("country", 20_000_000)}
    if name not in kinds:
        return ()
    kind, people = kinds[name]
    return [
        Place(
            id=name, name=name, kind="country" if kind == "country" else "settlement",
            feature="P.PPL", precision="settlement", latitude=36.0, longitude=39.0,
            radius_km=8.0, country="SY", population=people,
        )
    ]  # fmt: skip


def places_in(rows: str) -> PlaceMentions:
    reading = reading_of(rows)
    return PlaceMentions(reading, Phrases(reading, LEXICON.classes), LEXICON, known)


def frames_of(places: PlaceMentions) -> list[tuple[str, str]]:
    words = places.words
    return [(words[outer].text, words[inner.head].text) for outer, inner in places.frames.items()]


def test_all_mentions_of_a_name_are_one_spot() -> None:
    spots = places_in(NEAR).spots
    assert {spot.key: len(spot.mentions) for spot in spots} == {"tessil": 2, "raqqa": 2}


def test_the_place_that_another_is_near_frames_it_there_and_nowhere_else() -> None:
    places = places_in(NEAR)
    assert frames_of(places) == [("Raqqa", "Tessil")]
    assert places.innermost(places.spots[1].mentions[0]) == places.spots[0].mentions[0]
    assert places.innermost(places.spots[1].mentions[1]) == places.spots[1].mentions[1]


def test_a_country_behind_a_comma_frames_a_town_and_a_further_town_does_not() -> None:
    assert frames_of(places_in(LIST)) == [("Syria", "Raqqa")]


def test_what_is_known_of_a_name_tells_its_size() -> None:
    sizes = {spot.key: spot.size for spot in places_in(LIST).spots}
    assert sizes == {"tessil": "unknown", "raqqa": "town", "syria": "country"}


def test_a_known_town_taken_for_a_person_is_a_place_where_something_is_in_it() -> None:
    (spot,) = places_in(PERSON).spots
    assert (spot.key, [m.case for m in spot.mentions]) == ("raqqa", ["in"])
