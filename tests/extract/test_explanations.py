"""What is seen on the way from words to claims, or to none."""

from typing import get_args

import pytest
from roads import lexicon_road

from dateline.document import Document
from dateline.errors import InputError
from dateline.explanation import Attempt, Explanation, Made, Rule
from dateline.export.reasons import RULES
from dateline.extract.passages import find_passages, nearest, not_found
from dateline.pipeline import Road
from dateline.report import Findings

TEXT = """\
The army did not attack the port on Monday and may withdraw from Brega. The foreign minister \
demanded a withdrawal of all troops. Police seized 40 rifles in Brega. The \
attack killed nine policemen near Ras Lanuf. Officials \
spoke of the attack. Workers repainted the harbour wall. They hold the former rebel stronghold.
"""


@pytest.fixture(scope="module")
def road() -> Road:
    return lexicon_road()


def document_of(text: str) -> Document:
    return Document(text=text, label="test", outlet="The Post")


def explained(road: Road, words: str, text: str = TEXT) -> Explanation:
    return road.explain(document_of(text), words)[0]


def claim_at(explanation: Explanation, trigger: str) -> Made:
    return next(m for m in explanation.claims if m.claim.trigger.text == trigger)


def attempts_at(explanation: Explanation, word: str) -> list[Attempt]:
    return [a for a in explanation.attempts if word in [t.text for t in a.trigger]]


@pytest.mark.model
def test_to_explain_changes_no_claim(road: Road) -> None:
    document = document_of(TEXT)
    (plain,) = road.read_batch([document])
    assert isinstance(plain, Findings)
    assert road.explain(document, "attack")[0].findings == plain


@pytest.mark.model
def test_a_claim_names_its_entry_the_slots_of_its_parties_and_the_word_that_denies(
    road: Road,
) -> None:
    explanation = explained(road, "did not attack")
    made = claim_at(explanation, "attack")
    (own,) = [a for a in explanation.attempts if made.claim.id in a.claims]
    assert (own.entry, own.form, own.outcome) == ("attack", "verb", "claim")
    assert [(f.role, f.slot, f.words[0].text) for f in own.roles] == [
        ("actors", "agent", "The army"),
        ("recipients", "patient", "the port"),
    ]
    (sway,) = made.sways
    assert sway.by is not None
    assert (sway.by.text, sway.status) == ("not", "denied")


@pytest.mark.model
def test_a_modal_is_told_as_what_makes_a_claim_possible(road: Road) -> None:
    sways = claim_at(explained(road, "may withdraw"), "withdraw").sways
    assert [(s.by and s.by.text, s.status, s.certainty) for s in sways] == [
        ("may", "hypothetical", "possible")
    ]


@pytest.mark.model
def test_what_the_entry_itself_says_is_not_put_down_to_a_word(road: Road) -> None:
    (sway,) = claim_at(explained(road, "demanded"), "demanded").sways
    assert (sway.by, sway.status) == (None, "demanded")


@pytest.mark.model
def test_the_chosen_place_and_time_are_those_that_weigh_most_and_more_than_none(
    road: Road,
) -> None:
    made = claim_at(explained(road, "seized 40 rifles"), "seized")
    assert made.claim.place is not None
    assert made.place is not None
    best = made.place.choices[0]
    assert best.words == made.claim.place
    assert best.odds > 0
    assert [c.odds for c in made.place.choices] == sorted(
        (c.odds for c in made.place.choices), reverse=True
    )
    dated = claim_at(explained(road, "did not attack"), "attack")
    assert dated.date is not None
    assert dated.date.choices[0].words == dated.claim.date


@pytest.mark.model
def test_two_words_of_one_act_are_told_as_one_claim(road: Road) -> None:
    explanation = explained(road, "attack killed")
    made = next(m for m in explanation.claims if m.claim.type == "event")
    own = [a.entry for a in explanation.attempts if made.claim.id in a.claims]
    assert own == ["attack", "kill"]


@pytest.mark.model
def test_what_is_only_asked_for_is_dropped_by_that_rule(road: Road) -> None:
    (dropped,) = [
        a
        for a in attempts_at(explained(road, "a withdrawal"), "withdrawal")
        if a.outcome == "dropped"
    ]
    assert [reason.rule for reason in dropped.reasons] == ["wished"]
    assert dropped.claims == ()


@pytest.mark.model
def test_an_entry_that_asks_for_another_class_says_which_and_what_stood_there(road: Road) -> None:
    tried = attempts_at(explained(road, "seized 40 rifles"), "seized")
    failed = next(a for a in tried if a.entry == "capture_person")
    (reason,) = failed.reasons
    assert (reason.rule, reason.role) == ("required", "recipients")
    assert [words.text for words in reason.words] == ["40 rifles"]
    assert "weapon" in reason.classes
    assert "person" in reason.wanted
    held = next(a for a in tried if a.entry == "seize")
    assert [(r.rule, r.role) for r in held.reasons] == [("excluded", "actors")]


@pytest.mark.model
def test_a_word_inside_a_name_is_told_as_such(road: Road) -> None:
    text = "The National Protest Committee said that nine people died in Qarat."
    tried = attempts_at(explained(road, "Protest", text), "Protest")
    rules = {reason.rule for attempt in tried for reason in attempt.reasons}
    assert "in a name" in rules


@pytest.mark.model
def test_an_act_that_is_only_spoken_of_again_is_dropped_by_that_rule(road: Road) -> None:
    tried = attempts_at(explained(road, "spoke of the attack"), "attack")
    assert "said again" in {reason.rule for attempt in tried for reason in attempt.reasons}


@pytest.mark.model
def test_a_place_that_is_no_longer_what_it_is_called_is_dropped_by_that_rule(road: Road) -> None:
    tried = explained(road, "former rebel stronghold").attempts
    assert "bygone" in {reason.rule for attempt in tried for reason in attempt.reasons}


@pytest.mark.model
def test_content_words_without_an_entry_are_listed_with_what_the_lexicon_knows_of_them(
    road: Road,
) -> None:
    unknown = {each.words.text: each for each in explained(road, "repainted").unknown}
    assert unknown["repainted"].known_as == ()
    assert unknown["harbour"].known_as == ("verb",)


@pytest.mark.model
def test_who_is_taken_to_say_the_words_is_told(road: Road) -> None:
    text = "“They shelled the clinic,” a nurse said. The army denied that it had lost the town."
    (citing,) = explained(road, "lost the town", text).citings
    assert citing.source is not None
    assert (citing.kind, citing.cue.text, citing.source.text) == ("deny", "denied", "The army")


@pytest.mark.model
def test_a_doer_from_a_sentence_before_is_told_as_supplied(road: Road) -> None:
    text = "Rebels shelled the port of Nahr on Monday. The attack killed three people."
    made = next(m for m in explained(road, "attack killed", text).claims if m.claim.actors)
    assert [(f.role, f.words[0].text) for f in made.supplied] == [("actors", "Rebels")]


@pytest.mark.model
def test_words_that_are_not_there_are_an_error_with_the_nearest(road: Road) -> None:
    with pytest.raises(InputError, match="nearest: 'attack the port"):
        road.explain(document_of(TEXT), "attack the fort")


def test_words_are_found_whatever_their_case_white_space_and_quotation_marks() -> None:
    text = "He said “we  didn’t\nleave”. WE DIDN'T leave; nor did welders."
    assert find_passages(text, "we didn't leave") == [(9, 25), (28, 43)]
    assert [text[a:b] for a, b in find_passages(text, "we")] == ["we", "WE"]


def test_parts_of_words_are_found_where_no_whole_words_are() -> None:
    assert find_passages("The capture of Qarat.", "captur") == [(4, 10)]
    assert find_passages("The capture of Qarat.", "  ") == []


def test_signs_that_mean_something_in_patterns_are_taken_as_they_are() -> None:
    assert find_passages("It cost $5 (five).", "$5 (five)") == [(8, 17)]


def test_nearest_words_are_as_many_as_were_asked_for() -> None:
    assert nearest("Rebels captured the town on Tuesday.", "captured a town")[0] == (
        "captured the town"
    )
    assert "copy some from the text" in not_found("Rebels left.", "xyzzy")


def test_every_rule_is_told_in_words() -> None:
    own = {"wording", "required", "excluded", "role missing", "taken", "unknown who", "no party"}
    assert set(get_args(Rule)) == {*RULES, *own, "one thing"}
