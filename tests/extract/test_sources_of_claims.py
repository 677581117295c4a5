"""Who vouches for a claim: kind, name, office, the chain behind, and how it reached the report."""

import pytest
from roads import lexicon_road

from dateline.claim import Attribution, Claim, Statement
from dateline.document import Document
from dateline.pipeline import Road
from dateline.report import Findings

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def road() -> Road:
    return lexicon_road()


def findings_of(road: Road, text: str) -> Findings:
    outcome = road.read_batch([Document(text=text, label="test", outlet="The Karvel Post")])[0]
    assert isinstance(outcome, Findings)
    return outcome


def claim_at(road: Road, text: str, words: str) -> Claim:
    """The claim whose trigger stands in these words."""
    start = text.index(words)
    claims = findings_of(road, text).claims
    return next(c for c in claims if start <= c.trigger.start < start + len(words))


def source_at(road: Road, text: str, words: str) -> Attribution:
    return claim_at(road, text, words).source


VOUCHERS = """
outlet | - | Rebels shelled Karvel.
organization | army | The army said rebels had shelled Karvel.
person | Lena Haddad | Lena Haddad, a teacher, said rebels had shelled Karvel.
unnamed | - | Residents said rebels had shelled Karvel.
material | video | A video shows soldiers who shelled Karvel.
reporter | Reuters | A Reuters reporter saw rebels who shelled Karvel.
organization | Pentagon | A Pentagon statement said militants had shelled Karvel.
organization | police | According to the police, gunmen shelled Karvel.
organization | rebels | The rebels said troops had shelled Karvel.
organization | US | The US said rebels had shelled Karvel.
"""


@pytest.mark.parametrize("line", VOUCHERS.strip().splitlines())
def test_each_kind_of_voucher(road: Road, line: str) -> None:
    kind, name, text = line.split(" | ")
    source = source_at(road, text, "shelled")
    assert (source.kind, source.name or "-") == (kind, name)


def test_he_is_the_minister_with_his_name_and_office(road: Road) -> None:
    text = (
        "Interior Minister Omar Sinki said gunmen had taken the airport on Friday. "
        "He said that troops had killed six of them."
    )
    source = source_at(road, text, "killed")
    assert (source.kind, source.name, source.role) == ("person", "Omar Sinki", "Interior Minister")


def test_several_vouchers_are_one_source_with_all_their_words(road: Road) -> None:
    text = "Residents and two officials said gunmen had killed five people in Karvel."
    source = source_at(road, text, "killed")
    assert (source.kind, source.role) == ("unnamed", "Residents and two officials")


def test_two_governments_are_one_source_with_both_names(road: Road) -> None:
    text = "Iran and Russia said militants had attacked a convoy."
    source = source_at(road, text, "attacked")
    assert (source.kind, source.name) == ("organization", "Iran and Russia")


def test_those_behind_the_nearest_voucher_stand_in_via(road: Road) -> None:
    text = "The ministry said witnesses had told it that gunmen killed two drivers."
    source = source_at(road, text, "killed")
    assert source.name == "ministry"
    assert [further.role for further in source.via] == ["witnesses"]


def test_a_quotation_that_runs_on_stays_with_its_speaker(road: Road) -> None:
    text = (
        "“They came at night,” said Lena Haddad, a teacher. “They burned the school.”\n\n"
        "“Then they shot my neighbour.”\n\n"
        "The army did not comment."
    )
    for words in ("burned", "shot"):
        assert source_at(road, text, words).name == "Lena Haddad"


def test_a_paragraph_that_opens_with_a_mark_goes_on_with_an_unclosed_quotation(road: Road) -> None:
    text = (
        "“They came at night,” said Lena Haddad, a teacher. “They burned the school.\n\n"
        "“Then they shot my neighbour. We fled.”"
    )
    assert source_at(road, text, "shot").name == "Lena Haddad"


def test_what_is_named_in_passing_is_the_reports_own_wording(road: Road) -> None:
    text = "Residents said the Iran-backed militia had shelled Karvel."
    assert source_at(road, text, "Iran-backed").kind == "outlet"
    assert source_at(road, text, "shelled").kind == "unnamed"


def test_what_is_believed_of_somebody_is_not_his_word(road: Road) -> None:
    text = "The militants are believed to have killed two drivers."
    assert source_at(road, text, "killed").kind == "outlet"


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("The army said that rebels had shelled Karvel.", "said"),
        ("The army wrote that rebels had shelled Karvel.", "wrote"),
        ("The army tweeted that rebels had shelled Karvel.", "posted"),
        ("The army said in a statement that rebels had shelled Karvel.", "published"),
        ("A witness saw rebels shelling Karvel.", "saw"),
    ],
)
def test_how_it_reached_the_report(road: Road, text: str, medium: str) -> None:
    assert findings_of(road, text).statements[0].source.medium == medium


def statements_of(road: Road, text: str) -> list[Statement]:
    return list(findings_of(road, text).statements)


def test_statements_say_whose_words_and_whether_they_are_quoted(road: Road) -> None:
    text = "“We will take it back,” said Omar Sinki. The army said that the road was open."
    own, army = statements_of(road, text)
    assert (own.source.name, own.quoted) == ("Omar Sinki", True)
    assert own.content[0].text == "We will take it back"
    assert (army.source.name, army.quoted) == ("army", False)


def test_an_interview_with_labels_gives_each_answer_to_its_speaker(road: Road) -> None:
    text = "HADDAD: Who shelled the town?\n\nSINKI: Rebels shelled the town. They killed two men."
    assert source_at(road, text, "killed").name == "SINKI"


@pytest.mark.parametrize(
    "text",
    [
        "(Reporting by Lena Haddad in Karvel; Editing by Omar Sinki)",
        "By Lena Haddad, Karvel Post staff writer",
    ],
)
def test_a_byline_claims_nothing(road: Road, text: str) -> None:
    assert findings_of(road, text).claims == ()


@pytest.mark.parametrize(
    "text",
    [
        "“They shot two men, he said. “Nobody came.",
        "REBELS SHELL KARVEL, ARMY SAYS",
        "“" + "They came at night and burned the houses of our street, " * 40 + "” he said.",
        "pic.twitter.com/x — Lena Haddad (@lena) Rebels shelled #Karvel RT @army: “two dead”",
        "” said ” said “ said",
    ],
)
def test_broken_quotations_lose_nothing_and_point_into_the_text(road: Road, text: str) -> None:
    findings = findings_of(road, text)
    for statement in findings.statements:
        for mention in statement.content:
            assert text[mention.start : mention.end] == mention.text
    for claim in findings.claims:
        source = claim.source.source
        assert source is None or text[source.start : source.end] == source.text


@pytest.mark.parametrize(
    ("text", "distance"),
    [
        ("Gunmen killed two drivers.", 0),
        ("The ministry said gunmen killed two drivers.", 1),
        ("The ministry said witnesses had told it that gunmen killed two drivers.", 2),
    ],
)
def test_a_claim_knows_how_many_vouchers_it_came_through(
    road: Road, text: str, distance: int
) -> None:
    assert source_at(road, text, "killed").distance == distance


def test_we_in_a_quotation_is_whoever_is_named_behind_it(road: Road) -> None:
    text = (
        "An officer said the men were gone. “We saw soldiers shooting two boys,” said Lena "
        "Haddad, a teacher."
    )
    assert source_at(road, text, "shooting").name == "Lena Haddad"


def test_a_quotation_under_a_name_of_its_own_is_not_the_last_speakers(road: Road) -> None:
    text = (
        "Omar Sinki, the interior minister, said troops had left Karvel.\n\n"
        "On its channel the Coastal Front wrote: “Our fighters killed three soldiers.”"
    )
    assert source_at(road, text, "killed").name != "Omar Sinki"


def test_an_unclosed_quotation_ends_with_its_paragraph(road: Road) -> None:
    text = (
        "“We saw two cars, said one villager.\n\n"
        "Troops killed three gunmen near Karvel on Monday.\n\n"
        "The road was closed."
    )
    assert source_at(road, text, "killed").kind == "outlet"


def test_a_question_claims_nothing_of_who_is_asked_for(road: Road) -> None:
    text = "Who controls the port of Karvel now? The rebels control it."
    assert [c.actors[0].text for c in findings_of(road, text).claims] == ["The rebels"]


def test_a_sentence_that_begins_with_by_is_no_byline(road: Road) -> None:
    text = "By Monday, in Karvel and Tessil, rebels had shelled the port, the army said."
    assert source_at(road, text, "shelled").name == "army"


@pytest.mark.parametrize(
    ("text", "nearest", "behind"),
    [
        (
            "The ministry, citing witnesses, said gunmen had killed two men.",
            "ministry",
            "witnesses",
        ),
        ("Gunmen killed two men, the ministry said, citing witnesses.", "ministry", "witnesses"),
        (
            "State television quoted the governor as saying that gunmen killed two men.",
            "State television",
            "governor",
        ),
    ],
)
def test_whom_the_voucher_cites_stands_behind_it(
    road: Road, text: str, nearest: str, behind: str
) -> None:
    source = source_at(road, text, "killed")
    assert source.name == nearest
    assert [further.role or further.name for further in source.via] == [behind]


def test_she_said_at_the_beginning_means_who_is_named_as_speaking_later(road: Road) -> None:
    text = "Gunmen killed two men, she said. Lena Haddad, a teacher, said the road was closed."
    assert source_at(road, text, "killed").name == "Lena Haddad"


def test_a_group_of_people_is_no_body(road: Road) -> None:
    assert source_at(road, "A group of residents said gunmen killed two men.", "killed").kind == (
        "unnamed"
    )


def test_another_name_is_another_source_whatever_it_is_taken_for(road: Road) -> None:
    text = (
        "The Coastal Front is led by Idris Qanoun. “We left in good order,” army spokesman Nadir "
        "Beshan said. He said troops would return. Qanoun rejected that. “We killed 30 soldiers,” "
        "he said."
    )
    assert source_at(road, text, "killed").name in ("Qanoun", "Idris Qanoun")
