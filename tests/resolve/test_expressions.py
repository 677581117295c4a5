"""Words of calendar time are found where they stand; lengths, ages and names are not."""

import re
from time import process_time

import pytest
from hypothesis import given
from time_texts import TEXTS

from dateline.resolve.expressions import GRAMMAR, find_expressions
from dateline.resolve.timewords import TAG
from dateline.resolve.when import MEANINGS


def found(text: str) -> list[str]:
    return [expression.text for expression in find_expressions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The convoy left on Wednesday for the coast.", ["on Wednesday"]),
        ("Shelling resumed late Tuesday, residents said.", ["late Tuesday"]),
        ("He was seized on Saturday night at home.", ["on Saturday night"]),
        ("Rebels took the bridge Feb. 15 and held it.", ["Feb. 15"]),
        ("On 15 February 2015 the port closed.", ["On 15 February 2015"]),
        ("On Friday, March 6, 2015, the port opened.", ["On Friday, March 6, 2015"]),
        ("He resigned last Friday (July 21).", ["last Friday (July 21)"]),
        ("A truce was signed last week.", ["last week"]),
        ("Two days ago the road was mined.", ["Two days ago"]),
        ("The town fell in 2013.", ["in 2013"]),
        ("They met at the end of last year.", ["at the end of last year"]),
        ("Curfew has held since January.", ["since January"]),
        ("The camp was hit overnight.", ["overnight"]),
        ("It happened over the past three months.", ["over the past three months"]),
        ("Talks are set for between 3 and 5 March.", ["between 3 and 5 March"]),
        ("The bank was robbed earlier this month.", ["earlier this month"]),
        ("The following day they left.", ["The following day"]),
        ("Clashes began in mid-January.", ["in mid-January"]),
        ("They surrendered on the night of the 4th.", ["on the night of the 4th"]),
        ("He fled in the autumn of 2014.", ["in the autumn of 2014"]),
        ("She had recently returned.", ["recently"]),
        ("The market reopened before Ramadan 2015.", ["before Ramadan 2015"]),
        ("Fighting lasted from Monday to Wednesday.", ["from Monday to Wednesday"]),
        ("It was built in the 1990s.", ["in the 1990s"]),
        ("He led the force from 2001-2006.", ["from 2001-2006"]),
        ("The law dates from 2015-02-21.", ["from 2015-02-21"]),
        ("It comes after the 2011 uprising.", ["after the 2011 uprising"]),
        ("Turmoil has reigned since Salim's 2011 ouster.", ["since Salim's 2011 ouster"]),
        ("They have ruled since the king fled in 1979.", ["since the king fled in 1979"]),
        ("It happened in 2013 and again in May.", ["in 2013", "in May"]),
        ("They fled on the night of 13/14 February.", ["on the night of 13/14 February"]),
        ("It was signed on 18-02-2015.", ["on 18-02-2015"]),
        ("It was signed 18-Feb-2015.", ["18-Feb-2015"]),
        ("They met on the first Friday of May 2015.", ["on the first Friday of May 2015"]),
        ("The town was shelled overnight Monday.", ["overnight Monday"]),
        ("It lasted from Monday night into Tuesday.", ["from Monday night into Tuesday"]),
        ("He was freed a year and a half ago.", ["a year and a half ago"]),
        ("The war ended half a century ago.", ["half a century ago"]),
        ("They came two years ago this week.", ["two years ago this week"]),
        ("The vote is in two weeks' time.", ["in two weeks' time"]),
        ("They had left the week before.", ["the week before"]),
        ("They had left two days before.", ["two days before"]),
        ("The camp grew over the summer.", ["over the summer"]),
        ("It dates from the '90s, or the late eighties.", ["from the '90s", "the late eighties"]),
        ("He has led them since '94.", ["since '94"]),
        ("They will leave by March.", ["by March"]),
        ("They left on the 18th in trucks.", ["on the 18th"]),
        ("It is the most recent of the recent raids.", ["recent"]),
        ("Riots began after Friday prayers.", ["Friday"]),
        ("Riots began after the Friday of the vote.", ["after the Friday"]),
        ("Orthodox Christmas passed quietly.", ["Orthodox Christmas"]),
        ("They attacked on Yom Kippur in 1973.", ["on Yom Kippur in 1973"]),
    ],
)
def test_words_that_place_something_in_time_are_found(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A 24-year-old man and his three-day-old son.",
        "They marched for two years.",
        "He can last five days without water.",
        "Guards stand at the Friday Mosque.",
        "The March 14 alliance won.",
        "The Good Friday Agreement holds.",
        "Mrs May may march to the sea.",
        "Troops march on, and spring a trap in the fall of the city.",
        "Second Lieutenant Amin took the second road.",
        "The blast killed 2000 people and about 2014 sheep.",
        "They came at 0700 and by 1900 hours had gone.",
        "The call came at 1600 GMT (1800 local).",
        "Protests are held every Friday.",
        "It is the worst second of my life, he said now.",
        "The rate rose 3.5 percent to 1,990 on 12/13.",
        "Say may be, sun and sat, mar and dec.",
        "They live on the 18th floor of a house in 17 April Street.",
        "Route 66, page 4, 7.62 mm rounds, resolution 2011 and an F-16.",
        "A man aged 20 and a woman in her eighties.",
        "The Christmas market is 24/7.",
        "They fled before May could speak.",
    ],
)
def test_lengths_ages_hours_and_names_are_no_dates(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("REBELS ATTACKED THE DAM LAST WEEK.", ["LAST WEEK"]),
        ("LIMA, 02 FEB 90 (RADIO) -- A BANK BURNED.", ["02 FEB 90"]),
        ("THE TROOPS LEFT ON 15 FEBRUARY.", ["ON 15 FEBRUARY"]),
        ("THE TALKS RESUME IN MAY.", ["IN MAY"]),
        ("THE TALKS MAY RESUME.", []),
        ("the troops left on march 15 and came back in may.", ["on march 15", "in may"]),
        ("the shop burned on friday night.", ["on friday night"]),
    ],
)
def test_capitals_tell_nothing_where_all_letters_are_alike(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_an_empty_line_ends_an_expression() -> None:
    assert found("The vote is in May\n\n3 killed in a raid") == ["in May"]
    assert found("The vote is on 3\nMay in the capital") == ["on 3\nMay"]


def test_an_expression_knows_its_pattern_and_what_ties_it() -> None:
    text = "On Friday they left, since 2013 banned, from Monday to Tuesday."
    kinds = [(e.rule, e.opening) for e in find_expressions(text)]
    assert kinds == [("weekday", ""), ("year", "since"), ("weekday", "from")]


def test_what_a_since_clause_ends_in_can_be_told_from_it() -> None:
    text = "They have ruled since the king fled in 1979."
    (expression,) = find_expressions(text)
    assert expression.text == "since the king fled in 1979"
    assert text[expression.inner : expression.end] == "in 1979"
    (plain,) = find_expressions("They have ruled since 1979.")
    assert plain.inner == plain.start


def test_every_pattern_of_the_grammar_has_a_meaning() -> None:
    assert MEANINGS.keys() == GRAMMAR.keys()


def test_patterns_name_only_kinds_of_token_that_exist() -> None:
    names = {name for pattern in GRAMMAR.values() for name in re.findall(r"<(\w+)>", pattern)}
    assert names <= TAG.keys()


@given(TEXTS)
def test_offsets_are_those_of_the_text_and_in_order(text: str) -> None:
    reached = 0
    for expression in find_expressions(text):
        assert reached <= expression.start < expression.end
        assert text[expression.start : expression.end] == expression.text
        assert expression.text == expression.text.strip()
        reached = expression.end


@pytest.mark.parametrize(
    "unit",
    ["the ", "in the first week of ", "since a ", "may 3 ", "Monday to ", "\n ", "1.", "eid al-"],
)
def test_ten_times_the_text_takes_about_ten_times_as_long(unit: str) -> None:
    def seconds(times: int) -> float:
        start = process_time()
        find_expressions(unit * times + "A")
        return process_time() - start

    short = min(seconds(2_000) for _ in range(3))
    assert seconds(20_000) < 40 * short + 0.05
