"""In a whole text every expression is read against the days named before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from time_texts import TEXTS

from dateline.resolve import find_expressions, resolve, resolve_all
from dateline.resolve.frame import Tense
from dateline.resolve.narrative import FARTHEST

THURSDAY = date(2018, 6, 14)


@dataclass(frozen=True)
class Setting:
    tense: Tense | None = None
    aside: bool = False
    sentence: int = 0


STORY, SAID = Setting(), Setting("past", aside=True)


def days(
    text: str, settings: Sequence[Setting] = (), published: date | None = THURSDAY
) -> list[str]:
    """First days of the text's expressions, "" where nothing tells."""
    expressions = find_expressions(text)
    told = [*settings, *[STORY] * (len(expressions) - len(settings))]
    whens = resolve_all(expressions, told, published=published)
    return [str(when.start or "") if when else "" for when in whens]


def test_the_next_day_is_that_after_the_day_named_before_it() -> None:
    text = "They came on 3 May 2015. The next day they left. Two days later they were back."
    assert days(text) == ["2015-05-03", "2015-05-04", "2015-05-06"]


def test_without_a_day_before_it_the_next_day_is_unknown() -> None:
    assert days("The next day they left. They came on 3 May 2015.") == ["", "2015-05-03"]


def test_full_dates_carry_where_no_day_of_publication_is_known() -> None:
    text = "They came on 3 May 2015 and left the following week, not on Tuesday."
    assert days(text, published=None) == ["2015-05-03", "2015-05-10", ""]


def test_a_month_is_no_day_that_a_next_day_could_follow() -> None:
    text = "They came in May 2015. The next day they left. The following month it rained."
    assert days(text) == ["2015-05-01", "", "2015-06-01"]


def test_a_day_long_before_is_forgotten() -> None:
    far = "Words and words. " * (FARTHEST // 16 + 1)
    assert days(f"They came on 3 May 2015. {far} The next day they left.") == ["2015-05-03", ""]


def test_the_day_of_a_statement_is_not_that_of_the_story() -> None:
    text = "They came on 3 May 2015, he said on Monday. The next day they left."
    assert days(text, [STORY, SAID, Setting(sentence=1)]) == [
        "2015-05-03", "2018-06-11", "2015-05-04",
    ]  # fmt: skip


def test_inside_a_statement_words_lean_on_its_day() -> None:
    text = "They came on 3 May 2015. He said on Monday that they had left two days earlier."
    settings = [STORY, Setting("past", aside=True, sentence=1), Setting("past", sentence=1)]
    assert days(text, settings) == ["2015-05-03", "2018-06-11", "2018-06-09"]


def test_what_was_said_on_monday_happened_no_later() -> None:
    text = "He said on Monday that they came on Wednesday."
    assert days(text, [SAID, Setting("past")]) == ["2018-06-11", "2018-06-06"]
    assert days(text, [SAID, Setting("future")]) == ["2018-06-11", "2018-06-20"]


def test_the_tense_of_the_verb_goes_before_the_claim_s_status() -> None:
    expressions = find_expressions("They met on Friday.")
    span = frozenset({(expressions[0].start, expressions[0].end)})

    def day(setting: Setting, planned: frozenset[tuple[int, int]]) -> date | None:
        (when,) = resolve_all(expressions, [setting], published=THURSDAY, planned=planned)
        return when.start if when else None

    assert day(Setting("past"), span) == date(2018, 6, 8)
    assert day(Setting(None), span) == date(2018, 6, 15)
    assert day(Setting(None), frozenset()) == date(2018, 6, 8)


@given(TEXTS, st.dates() | st.none())
def test_each_expression_has_an_answer_and_the_first_leans_on_nothing(
    text: str, published: date | None
) -> None:
    expressions = find_expressions(text)
    whens = resolve_all(expressions, [STORY] * len(expressions), published=published)
    assert len(whens) == len(expressions)
    if expressions:
        assert whens[0] == resolve(expressions[0].text, published=published)
