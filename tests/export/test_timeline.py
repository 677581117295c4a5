from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from located_findings import PUBLISHED, located_claims, located_findings

from dateline.export.figures import Entry
from dateline.export.page import render_page
from dateline.export.timeline import LANES, Bar, TimelineView, draw_timeline
from dateline.report import Findings
from dateline.world import When

CLAIM = located_claims("d")[0]
TIMELESS = located_claims("d")[-1]
Days = tuple[str | None, str | None]


def entry(number: int, days: Days | None, *, words: bool = True) -> Entry:
    when = None
    if days:
        start, end = (date.fromisoformat(day) if day else None for day in days)
        when = When(start=start, end=end, relation="on", words="then")
    return Entry(number=number, hue="0", claim=CLAIM if words else TIMELESS, link=None, when=when)


def drawn(*days: Days | None, published: str | None = "2015-02-20") -> TimelineView:
    entries = [entry(number, each) for number, each in enumerate(days, start=1)]
    view = draw_timeline(entries, date.fromisoformat(published) if published else None)
    assert view
    return view


def bar_of(view: TimelineView, number: int) -> Bar:
    return next(bar for bar in view.bars if number in bar.mark.claims)


def test_nothing_dated_is_no_strip() -> None:
    assert draw_timeline([entry(1, None)], PUBLISHED) is None
    assert draw_timeline([], None) is None
    undated = Findings(document=located_findings().document, claims=[TIMELESS], links=[], words=1)
    assert '<figure class="timeline">' not in render_page(undated)


def test_claims_of_the_same_days_share_a_bar() -> None:
    view = drawn(("2015-02-17", "2015-02-17"), ("2015-02-18", "2015-02-18"), ("2015-02-17",) * 2)
    assert [bar.mark.claims for bar in view.bars] == [(1, 3), (2,)]
    assert bar_of(view, 1).mark.title == "17 Feb 2015: claims 1 and 3"


def test_a_day_is_as_wide_as_a_day_and_a_week_seven_times_that() -> None:
    view = drawn(("2015-02-17", "2015-02-17"), ("2015-02-10", "2015-02-16"))
    assert bar_of(view, 2).width == pytest.approx(7 * bar_of(view, 1).width, abs=0.1)
    end = bar_of(view, 2).left + bar_of(view, 2).width
    assert end == pytest.approx(bar_of(view, 1).left, abs=0.1)


def test_an_open_end_runs_to_the_end_of_the_strip_with_an_arrow() -> None:
    view = drawn(("2015-02-16", None), (None, "2015-02-17"))
    since, until = bar_of(view, 1), bar_of(view, 2)
    assert (since.open_start, since.open_end) == (False, True)
    assert (until.open_start, until.open_end) == (True, False)
    assert since.left + since.width == pytest.approx(view.last, abs=0.1)
    assert until.left == pytest.approx(view.first, abs=0.1)
    assert not view.earlier
    assert not view.later


def test_what_is_long_ago_stands_in_a_margin_and_leaves_the_days_wide() -> None:
    recent: list[Days] = [("2015-02-16", "2015-02-16"), ("2015-02-18", "2015-02-18")]
    view = drawn(*recent, ("2011-10-20", "2011-10-20"), ("2013-01-01", None), *recent)
    assert view.earlier
    assert not view.later
    long_ago, since = bar_of(view, 3), bar_of(view, 4)
    assert long_ago.left + long_ago.width <= view.first
    assert since.left < view.first < since.left + since.width
    assert bar_of(view, 1).width > 5


def test_what_is_planned_for_much_later_stands_in_a_margin() -> None:
    view = drawn(("2015-02-18", "2015-02-18"), ("2015-02-19",) * 2, ("2015-12-31",) * 2)
    assert view.later
    assert bar_of(view, 3).left >= view.last


def test_the_day_of_publication_is_marked() -> None:
    view = drawn(("2015-02-18", "2015-02-18"))
    assert view.published is not None
    assert bar_of(view, 1).left < view.published
    assert view.published_words == "20 Feb 2015"
    assert drawn(("2015-02-18",) * 2, published=None).published is None


def test_without_a_day_of_publication_absolute_days_are_shown_all_the_same() -> None:
    view = drawn(("1994-04-06", "1994-04-06"), ("1994-04-07", "1994-04-09"), published=None)
    assert view.span == "3\N{EN DASH}9 Apr 1994"


def test_claims_without_days_are_counted_and_those_with_words_apart() -> None:
    entries = [entry(1, ("2015-02-18",) * 2), entry(2, None), entry(3, None, words=False)]
    view = draw_timeline(entries, PUBLISHED)
    assert view
    assert view.missing == "1 claim has no day, 1 date not resolved"


def test_many_bars_share_a_few_lanes() -> None:
    days = [(f"2015-02-{day:02}", f"2015-02-{day + 3:02}") for day in range(1, 17)]
    view = drawn(*days)
    assert len(view.bars) == 16
    assert view.lanes <= LANES


day_or_none = st.one_of(st.none(), st.dates())


@given(st.lists(st.tuples(day_or_none, day_or_none), max_size=8), day_or_none)
def test_any_days_make_a_strip_within_its_width(
    stretches: Sequence[tuple[date | None, date | None]], published: date | None
) -> None:
    entries = []
    for number, (one, other) in enumerate(stretches, start=1):
        ordered = (one, other) if not (one and other and one > other) else (other, one)
        when = When(start=ordered[0], end=ordered[1], relation="between", words="")
        entries.append(Entry(number=number, hue="0", claim=CLAIM, link=None, when=when))
    view = draw_timeline(entries, published)
    assert (view is None) == all(one is None and other is None for one, other in stretches)
    if view:
        for bar in view.bars:
            assert bar.width > 0
            assert bar.left >= -0.1
            assert bar.left + bar.width <= 102
        assert sorted(number for bar in view.bars for number in bar.mark.claims) == [
            each.number for each in entries if each.when and (each.when.start or each.when.end)
        ]
        assert all(view.first <= tick.at <= view.last for tick in view.ticks)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 6000))
def test_ticks_stand_apart(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    entries = [
        Entry(
            number=number,
            hue="0",
            claim=CLAIM,
            link=None,
            when=When(start=day, end=day, relation="on", words=""),
        )
        for number, day in enumerate((start, end), start=1)
    ]
    view = draw_timeline(entries, None)
    assert view
    ticks = [tick.at for tick in view.ticks]
    assert all(after - before > 12 for before, after in pairwise(ticks))
    assert len(ticks) <= 6
