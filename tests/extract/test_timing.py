"""A claim has the time at which the report says that it happened, and no other."""

from datetime import date

import pytest
from roads import lexicon_road

from dateline.claim import Claim
from dateline.document import Document
from dateline.extract.clues import load_model
from dateline.extract.timing import MODEL
from dateline.lexicon import load_lexicon
from dateline.pipeline import Road
from dateline.report import Findings

SATURDAY = date(2015, 2, 21)


@pytest.fixture(scope="module")
def road() -> Road:
    return lexicon_road()


def findings_of(road: Road, text: str, published: date | None = SATURDAY) -> Findings:
    outcome = road.read_batch([Document(text=text, label="text", published=published)])[0]
    assert isinstance(outcome, Findings)
    return outcome


def times(road: Road, text: str, trigger: str) -> list[str]:
    """Words of the dates of the claims with a trigger, "" for none."""
    claims = [c for c in findings_of(road, text).claims if trigger in c.trigger.text]
    assert claims, [c.trigger.text for c in findings_of(road, text).claims]
    return [c.date.text if c.date else "" for c in claims]


def days(road: Road, text: str, trigger: str) -> str:
    """The days of the first claim with a trigger, as "first..last"."""
    findings = findings_of(road, text)
    claim: Claim = next(c for c in findings.claims if trigger in c.trigger.text)
    when = findings.when(claim)
    return "" if when is None else f"{when.start or ''}..{when.end or ''}"


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Gunmen attacked the port of Karvel on Monday.", "attacked", "on Monday"),
        ("On Monday, gunmen attacked the port of Karvel, police said.", "attacked", "On Monday"),
        ("Gunmen attacked the port on Monday and killed three guards.", "killed", "on Monday"),
        ("Gunmen killed three guards in an attack on the port on Monday.", "attack", "on Monday"),
        ("Monday's attack on the port of Karvel killed three guards.", "attack", "Monday"),
        ("A January attack on the port of Karvel killed three guards.", "attack", "January"),
        ("When the army entered Karvel last week, it arrested 20 rebels.", "arrest", "last week"),
        ("Rebels have controlled the town of Tessil since June.", "controlled", "since June"),
        ("Gunmen attacked the port on Monday. They killed three guards.", "killed", "on Monday"),
    ],
)
def test_a_time_is_found_on_the_act_its_clause_or_the_story(
    road: Road, text: str, trigger: str, expected: str
) -> None:
    assert times(road, text, trigger) == [expected]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Police said on Monday that gunmen had attacked the port of Karvel.", "attacked"),
        ("The rebels, who took Karvel in June, attacked Tessil.", "attacked"),
        ("The president condemned Monday's attack on the port of Karvel.", "condemned"),
        ("Gunmen attacked Tessil in 2013, before the town fell to the rebels.", "fell"),
        ("Police arrested a man, 24, who had fought in Tessil for two years.", "arrested"),
    ],
)
def test_the_time_of_something_else_is_not_the_act_s(road: Road, text: str, trigger: str) -> None:
    assert times(road, text, trigger) == [""]


def test_what_happened_again_is_a_claim_for_each_time(road: Road) -> None:
    text = "Gunmen attacked the port of Karvel in 2013 and again at the end of last year."
    assert times(road, text, "attacked") == ["in 2013", "at the end of last year"]


def test_what_began_in_a_since_clause_has_its_day_without_the_since(road: Road) -> None:
    text = "Since gunmen attacked the port of Karvel in June 2014, ships have stayed away."
    assert days(road, text, "attacked") == "2014-06-01..2014-06-30"


def test_what_a_reporter_saw_was_so_when_he_was_there(road: Road) -> None:
    text = (
        "An Associated Press journalist who toured Karvel on Wednesday saw rebels deployed there."
    )
    assert days(road, text, "deployed") == "2015-02-18..2015-02-18"


def test_the_next_day_follows_the_day_of_the_sentence_before(road: Road) -> None:
    text = "Gunmen attacked the port on Monday. The army shelled their camp the next day."
    assert days(road, text, "shelled") == "2015-02-17..2015-02-17"


def test_what_is_said_on_monday_happened_before_it(road: Road) -> None:
    text = "Police said on Monday that gunmen attacked the port of Karvel on Saturday."
    assert days(road, text, "attacked") == "2015-02-14..2015-02-14"


@pytest.mark.parametrize(
    "text",
    [
        "The army will attack the port of Karvel on Monday.",
        "The army is preparing to attack the port of Karvel on Monday.",
    ],
)
def test_the_tense_of_the_verb_turns_a_weekday_ahead(road: Road, text: str) -> None:
    assert days(road, text, "attack") == "2015-02-23..2015-02-23"


def test_without_a_day_of_publication_the_words_stay_and_the_days_do_not(road: Road) -> None:
    findings = findings_of(road, "Gunmen attacked the port of Karvel on Monday.", None)
    assert [c.date.text for c in findings.claims if c.date] == ["on Monday"]
    assert [findings.when(c) for c in findings.claims] == [None]


def test_every_clue_of_the_model_is_one_that_is_still_given() -> None:
    kinds = {entry.kind for entry in load_lexicon(()).entries.values()}
    parts = [clue.split("|") for clue in load_model(MODEL).weights]
    named = {p[2] for p in parts if len(p) == 3 and p[1] in ("event", "control", "tie")}
    assert named <= kinds
