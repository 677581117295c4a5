"""Words of time mean stretches of days, as far as the day of publication is known."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from time_texts import TEXTS

from dateline.resolve.days import month_of
from dateline.resolve.frame import Tense
from dateline.resolve.when import resolve
from dateline.world import WhenRelation

THURSDAY = date(2018, 6, 14)  # the day on which the reports here are published
DAYS = st.dates()
TENSES: st.SearchStrategy[Tense] = st.sampled_from(["past", "present", "future"])


def days(
    words: str,
    published: date | None = THURSDAY,
    tense: Tense = "past",
    anchor: date | None = None,
) -> str:
    """The resolved days as "first..last", an open end empty; "" where the words mean none."""
    when = resolve(words, published=published, tense=tense, anchor=anchor)
    return "" if when is None else f"{when.start or ''}..{when.end or ''}"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("15 February 2015", "2015-02-15..2015-02-15"),
        ("Feb. 15, 2015", "2015-02-15..2015-02-15"),
        ("02 FEB 90", "1990-02-02..1990-02-02"),
        ("2015-02-15", "2015-02-15..2015-02-15"),
        ("31/12/2015", "2015-12-31..2015-12-31"),
        ("12.31.2015", "2015-12-31..2015-12-31"),
        ("3-5 March 2015", "2015-03-03..2015-03-05"),
        ("from 28 February to 2 March 2015", "2015-02-28..2015-03-02"),
        ("from 30 December 2014 to 2 January", "2014-12-30..2015-01-02"),
        ("in January 2015", "2015-01-01..2015-01-31"),
        ("in November, 2015", "2015-11-01..2015-11-30"),
        ("in 2013", "2013-01-01..2013-12-31"),
        ("2013", "2013-01-01..2013-12-31"),
        ("in 2013-14", "2013-01-01..2014-12-31"),
        ("from 2001 to 2006", "2001-01-01..2006-12-31"),
        ("in the 1990s", "1990-01-01..1999-12-31"),
        ("in the autumn of 2014", "2014-09-01..2014-11-30"),
        ("in the winter of 2014", "2014-12-01..2015-02-28"),
        ("in late 1989", "1989-10-01..1989-12-31"),
        ("in early February 2018", "2018-02-01..2018-02-09"),
        ("in the mid-1990s", "1994-01-01..1996-12-31"),
        ("at the end of 2013", "2013-11-01..2013-12-31"),
        ("in the second half of 2014", "2014-07-01..2014-12-31"),
        ("in the first quarter of 2014", "2014-01-01..2014-03-31"),
        ("in the first week of March 2014", "2014-03-01..2014-03-07"),
        ("in the last days of May 2014", "2014-05-22..2014-05-31"),
        ("on the eve of Ramadan 2018", "2018-05-14..2018-05-14"),
        ("on the night of 4 May 2014", "2014-05-04..2014-05-05"),
        ("on Christmas Eve 2013", "2013-12-24..2013-12-24"),
        ("on 9/11", "2001-09-11..2001-09-11"),
        ("since 2013", "2013-01-01.."),
        ("until March 2020", "..2020-03-31"),
        ("before 2011", "..2010-12-31"),
        ("prior to his arrest in June 1988", "..1988-06-30"),
        ("by 1 May 2014", "..2014-05-01"),
        ("after the vote on 6 May 2014", "2014-05-06.."),
        ("from 3 to 5 May 2014", "2014-05-03..2014-05-05"),
        ("from 3 May 2014", "2014-05-03.."),
        ("13/14 February 2015", "2015-02-13..2015-02-14"),
        ("18-02-2015", "2015-02-18..2015-02-18"),
        ("2015/02/18", "2015-02-18..2015-02-18"),
        ("18-Feb-2015", "2015-02-18..2015-02-18"),
        ("3-Feb-15", "2015-02-03..2015-02-03"),
        ("the first Friday of May 2015", "2015-05-01..2015-05-01"),
        ("the last Sunday in March 2015", "2015-03-29..2015-03-29"),
        ("in the '90s", "1990-01-01..1999-12-31"),
        ("the nineties", "1990-01-01..1999-12-31"),
        ("since '94", "1994-01-01.."),
        ("at end-June 2015", "2015-06-21..2015-06-30"),
        ("Orthodox Easter 2018", "2018-04-08..2018-04-08"),
        ("on Yom Kippur in 1973", "1973-10-06..1973-10-06"),
        ("Diwali 2018", "2018-11-07..2018-11-07"),
    ],
)
def test_full_dates_need_no_day_of_publication(words: str, expected: str) -> None:
    assert days(words, published=None) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on Wednesday", "2018-06-13..2018-06-13"),
        ("Thursday", "2018-06-14..2018-06-14"),
        ("on Friday night", "2018-06-08..2018-06-08"),
        ("last Thursday", "2018-06-07..2018-06-07"),
        ("next Thursday", "2018-06-21..2018-06-21"),
        ("this Friday", "2018-06-15..2018-06-15"),
        ("Tuesday last week", "2018-06-05..2018-06-05"),
        ("before dawn on Sunday", "2018-06-10..2018-06-10"),
        ("last Tuesday and Wednesday", "2018-06-12..2018-06-13"),
        ("from Thursday to Sunday", "2018-06-07..2018-06-10"),
        ("today", "2018-06-14..2018-06-14"),
        ("yesterday morning", "2018-06-13..2018-06-13"),
        ("the day before yesterday", "2018-06-12..2018-06-12"),
        ("last night", "2018-06-13..2018-06-13"),
        ("early this morning", "2018-06-14..2018-06-14"),
        ("overnight", "2018-06-13..2018-06-14"),
        ("three days ago", "2018-06-11..2018-06-11"),
        ("a week ago", "2018-06-06..2018-06-08"),
        ("two months ago", "2018-04-01..2018-04-30"),
        ("two years ago", "2016-01-01..2016-12-31"),
        ("a year ago today", "2017-06-14..2017-06-14"),
        ("two and a half years ago", "2015-09-14..2016-03-14"),
        ("a few weeks ago", "..2018-06-14"),
        ("this week", "2018-06-10..2018-06-14"),
        ("earlier this week", "2018-06-10..2018-06-13"),
        ("last week", "2018-06-03..2018-06-09"),
        ("late last week", "2018-06-08..2018-06-09"),
        ("next week", "2018-06-17..2018-06-23"),
        ("this month", "2018-06-01..2018-06-14"),
        ("later this month", "2018-06-14..2018-06-30"),
        ("last month", "2018-05-01..2018-05-31"),
        ("this year", "2018-01-01..2018-06-14"),
        ("so far this year", "2018-01-01..2018-06-14"),
        ("by the end of the year", "..2018-12-31"),
        ("at the end of last year", "2017-11-01..2017-12-31"),
        ("the past week", "2018-06-07..2018-06-14"),
        ("over the last 48 hours", "2018-06-12..2018-06-14"),
        ("for the past two years", "2016-06-14..2018-06-14"),
        ("in recent weeks", "..2018-06-14"),
        ("recently", "..2018-06-14"),
        ("until recently", "..2018-06-14"),
        ("over the weekend", "2018-06-09..2018-06-10"),
        ("last weekend", "2018-06-09..2018-06-10"),
        ("this weekend", "2018-06-16..2018-06-17"),
        ("in April", "2018-04-01..2018-04-30"),
        ("in November", "2017-11-01..2017-11-30"),
        ("in June", "2018-06-01..2018-06-14"),
        ("last December", "2017-12-01..2017-12-31"),
        ("in May last year", "2017-05-01..2017-05-31"),
        ("on 18 August last year", "2017-08-18..2017-08-18"),
        ("15 March", "2018-03-15..2018-03-15"),
        ("15 September", "2017-09-15..2017-09-15"),
        ("on 29 February", "2016-02-29..2016-02-29"),
        ("on the night of the 4th", "2018-06-04..2018-06-05"),
        ("last summer", "2017-06-01..2017-08-31"),
        ("in the autumn", "2017-09-01..2017-11-30"),
        ("between January and March", "2018-01-01..2018-03-31"),
        ("between November and March", "2017-11-01..2018-03-31"),
        ("since Friday", "2018-06-08..2018-06-14"),
        ("since 2013", "2013-01-01..2018-06-14"),
        ("since he left the party in May", "2018-05-01..2018-06-14"),
        ("since the town's 2011 uprising", "2011-01-01..2018-06-14"),
        ("for a fifth day", "2018-06-10..2018-06-14"),
        ("on Christmas Day", "2017-12-25..2017-12-25"),
        ("during Ramadan", "2018-05-15..2018-06-14"),
        ("before Eid", "..2018-06-13"),
        ("overnight Monday", "2018-06-11..2018-06-12"),
        ("Monday night into Tuesday", "2018-06-11..2018-06-12"),
        ("a year and a half ago", "2016-09-14..2017-03-14"),
        ("half a year ago", "2017-09-14..2018-03-14"),
        ("two years ago this week", "2016-06-12..2016-06-18"),
        ("a week ago Monday", "2018-06-04..2018-06-04"),
        ("in two weeks' time", "2018-06-26..2018-06-30"),
        ("recent", "..2018-06-14"),
        ("the last Sunday of March", "2018-03-25..2018-03-25"),
        ("on the night of 13/14 February", "2018-02-13..2018-02-14"),
    ],
)
def test_other_words_lean_on_the_day_of_publication(words: str, expected: str) -> None:
    assert days(words) == expected
    whole_dates = ("since 2013", "since the town's 2011 uprising")
    assert words in whole_dates or days(words, published=None) == ""


def test_a_day_that_was_set_is_not_taken_for_one_nine_months_off() -> None:
    december = date(2016, 12, 20)
    assert days("Sept. 26", published=december, tense="future") == ""
    assert days("June 26", published=december, tense="future") == "2017-06-26..2017-06-26"
    assert days("Sept. 26", published=december) == "2016-09-26..2016-09-26"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on Wednesday", "2018-06-20..2018-06-20"),
        ("on Thursday", "2018-06-14..2018-06-14"),
        ("this week", "2018-06-14..2018-06-16"),
        ("on 28 December", "2018-12-28..2018-12-28"),
        ("in March", "2019-03-01..2019-03-31"),
        ("in the autumn", "2018-09-01..2018-11-30"),
        ("at the weekend", "2018-06-16..2018-06-17"),
        ("during Ramadan", "2018-05-15..2018-06-15"),
        ("in 2018", "2018-01-01..2018-12-31"),
        ("over the next two weeks", "2018-06-14..2018-06-28"),
        ("the next year", "2018-06-14..2019-06-14"),
        ("in the coming days", "2018-06-14.."),
        ("three weeks from now", "2018-07-02..2018-07-08"),
    ],
)
def test_the_future_tense_turns_them_ahead(words: str, expected: str) -> None:
    assert days(words, tense="future") == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the next day", "2014-08-06..2014-08-06"),
        ("the following day", "2014-08-06..2014-08-06"),
        ("that evening", "2014-08-05..2014-08-05"),
        ("on the same day", "2014-08-05..2014-08-05"),
        ("the day before", "2014-08-04..2014-08-04"),
        ("a day earlier", "2014-08-04..2014-08-04"),
        ("two days later", "2014-08-07..2014-08-07"),
        ("three months later", "2014-11-01..2014-11-30"),
        ("the following Friday", "2014-08-08..2014-08-08"),
        ("the previous week", "2014-07-27..2014-08-02"),
        ("the following year", "2015-01-01..2015-12-31"),
        ("the next year", "2015-01-01..2015-12-31"),
        ("later that month", "2014-08-01..2014-08-31"),
        ("since then", "2014-08-05..2018-06-14"),
        ("the night before", "2014-08-04..2014-08-04"),
        ("the week before", "2014-07-27..2014-08-02"),
        ("two days before", "2014-08-03..2014-08-03"),
        ("a month after", "2014-09-01..2014-09-30"),
    ],
)
def test_the_next_day_leans_on_the_day_that_the_narrative_has_reached(
    words: str, expected: str
) -> None:
    assert days(words, anchor=date(2014, 8, 5)) == expected
    assert days(words) == ""


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("on Friday", "on"),
        ("in 2013", "on"),
        ("since 2013", "since"),
        ("after 2013", "since"),
        ("until Friday", "until"),
        ("before Friday", "before"),
        ("by Friday", "before"),
        ("from Monday to Wednesday", "between"),
        ("between 3 and 5 March", "between"),
        ("around 15 March", "about"),
        ("early March", "about"),
        ("in mid-2014", "about"),
        ("in late 2014", "about"),
        ("three weeks ago", "about"),
        ("during Ramadan", "about"),
    ],
)
def test_the_relation_is_that_of_the_words(words: str, relation: WhenRelation) -> None:
    when = resolve(words, published=THURSDAY)
    assert when is not None
    assert when.relation == relation
    assert when.words == words


def test_what_is_counted_from_a_stretch_is_no_finer_than_it() -> None:
    august = month_of(2014, 8)
    assert resolve("the next day", published=THURSDAY, anchor=august) is None
    month = resolve("the following month", published=THURSDAY, anchor=august)
    assert month is not None
    assert (month.start, month.end) == (date(2014, 9, 1), date(2014, 9, 30))
    since = resolve("since then", published=None, anchor=august)
    assert since is not None
    assert since.start == date(2014, 8, 1)


def test_a_feast_of_two_kinds_is_not_guessed_at_by_its_year() -> None:
    assert days("Eid 2018") == ""


def test_there_is_no_fifth_friday_in_most_months() -> None:
    assert days("the fifth Friday of May 2015") == "2015-05-29..2015-05-29"
    assert days("the fifth Friday of June 2015") == ""


def test_a_day_eleven_months_back_without_a_year_is_the_one_ahead() -> None:
    assert days("on 2 July") == "2018-07-02..2018-07-02"
    assert days("on 2 August") == "2017-08-02..2017-08-02"


def test_the_weekday_decides_which_year_is_meant() -> None:
    assert days("on Saturday, 1 September", tense="past") == "2018-09-01..2018-09-01"
    assert days("on Friday, 1 September", tense="future") == "2017-09-01..2017-09-01"


def test_of_several_expressions_the_most_precise_counts() -> None:
    assert days("in 2014, on 3 May 2014") == "2014-05-03..2014-05-03"


@pytest.mark.parametrize(
    "words",
    [
        "",
        "here",
        "3/4/2015",
        "30 February 2015",
        "on 31 June",
        "two years",
        "5 March to 3 March 2015",
    ],
)
def test_nothing_is_guessed(words: str) -> None:
    assert days(words) == ""


@given(TEXTS, DAYS | st.none(), TENSES, DAYS | st.none())
@example("in the tenth week of March 2014", None, "past", None)
@example("last week", date.min, "past", None)
@example("next year", date.max, "future", None)
@example("after the past century", date(2018, 6, 14), "past", None)
@example("999 centuries ago", date(2018, 6, 14), "past", None)
@example("from Monday until the end of February", date(1, 1, 3), "past", date.min)
def test_any_words_resolve_to_ordered_days_or_none(
    words: str, published: date | None, tense: Tense, anchor: date | None
) -> None:
    when = resolve(words, published=published, tense=tense, anchor=anchor)
    if when is not None:
        assert when.start or when.end
        assert (when.start or date.min) <= (when.end or date.max)


RELATIVE = st.sampled_from(
    ["Friday", "last week", "this month", "yesterday", "overnight", "recently", "two days ago",
     "the past year", "the weekend", "15 March", "June", "summer", "Ramadan", "next year"]
)  # fmt: skip
OPENINGS = st.sampled_from(["", "on ", "since ", "until ", "late ", "before ", "the end of "])


@given(OPENINGS, RELATIVE, TENSES)
def test_without_a_day_of_publication_they_stay_unresolved(
    opening: str, words: str, tense: Tense
) -> None:
    assert resolve(opening + words, published=None, tense=tense) is None


@given(st.dates(date(1600, 1, 1), date(2099, 1, 1)), DAYS | st.none(), TENSES)
def test_a_full_date_means_itself_however_it_is_written(
    day: date, published: date | None, tense: Tense
) -> None:
    for form in ("%d %B %Y", "%b. %d, %Y", "%B %d, %Y", "%Y-%m-%d", "%A, %d %B %Y"):
        words = day.strftime(form).replace("May.", "May")  # no abbreviation
        when = resolve(words, published=published, tense=tense)
        assert when is not None
        assert (when.start, when.end) == (day, day)


@given(st.dates(date(1600, 1, 1), date(2099, 1, 1)), st.integers(0, 364))
def test_a_weekday_of_the_past_is_within_a_week_back(published: date, back: int) -> None:
    day = published - timedelta(days=back % 7)
    when = resolve(day.strftime("on %A"), published=published)
    assert when is not None
    assert when.start == when.end == day
