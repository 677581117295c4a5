"""Timeline: when a report's claims are, on a strip of days.

Each bar is a stretch of days with all claims of just these days.  The strip shows the days
that most claims are of; what lies before or after them stands in a margin of its own.  An open
end runs out in an arrow.  Across the strip everything is a share of its width, so that
its letters keep their size on any screen.

In: claims with their days.  Out: what the template draws, or None where nothing is dated.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.export import wording
from dateline.export.figures import Entry, Mark, mark_of
from dateline.world import When

LENGTHS = (7, 14, 31, 92, 366, 1827, 3653)  # days that a strip shows, the shortest that will do
MOST = 0.6  # share of the dated claims that it must show
LANES = 7  # above each other, at most; further bars share the last
MARGIN = 9.0  # percent of the width on a side that has a margin
WHOLE = 100.0  # percent
NARROWEST = 1.4  # percent, of a bar; a day of a long strip would be a hair
APART = 0.6  # percent between two bars of a lane
TICKS = 5  # at most
TICK_ROOM = 6.0  # percent from the middle of a tick's words to their end, on a telephone
MARGIN_WORDS = 12.5  # percent that the name of a margin takes there
NUMBERED = 2.1  # percent of the width that a figure of a number takes
WEEK, YEAR = 7, 366  # days


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Some days with their claims; lengths in percent of the strip's width.

    numbers       the claims' numbers, or how many there are; "" where the bar is too short
    lane          from above, from 0
    open_start    it has no first day
    open_end      it has no last day
    """

    mark: Mark
    numbers: str
    lane: int
    left: float
    width: float
    open_start: bool
    open_end: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day on the axis: where it begins, in percent, and what it is called."""

    at: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """All that the template draws.

    first, last  percent where the days of the strip begin and end; beyond are the margins
    span         the days of the strip, in words
    published    percent in the middle of the day of publication, or None
    earlier, later  whether a margin holds something
    missing      how many claims have no day, in words; "" where all have
    """

    bars: tuple[Bar, ...]
    lanes: int
    ticks: tuple[Tick, ...]
    first: float
    last: float
    span: str
    published: float | None
    published_words: str
    earlier: bool
    later: bool
    missing: str


@dataclass(frozen=True, slots=True)
class _Strip:
    """The days that are shown, both inclusive, and where on the width they lie, in percent."""

    start: date
    end: date
    first: float
    last: float

    @property
    def day(self) -> float:
        """How wide a day is."""
        return (self.last - self.first) / ((self.end - self.start).days + 1)

    def at(self, day: date) -> float:
        """Where a day begins."""
        return self.first + self.day * (day - self.start).days

    def stretch(self, when: When) -> tuple[float, float]:
        """Left and right end of a bar, within its margin where it lies beyond the days."""
        start, end = when.start or date.min, when.end or date.max
        if end < self.start:
            return 0.0, self.first - APART
        if start > self.end:
            return self.last + APART, WHOLE
        left = self.at(max(start, self.start))
        if when.start is not None and start < self.start:
            left = self.first / 2  # from within the margin
        right = self.at(min(end, self.end)) + self.day
        if when.end is not None and end > self.end:
            right = (self.last + WHOLE) / 2
        return left, max(right, left + NARROWEST)


def draw_timeline(entries: Sequence[Entry], published: date | None) -> TimelineView | None:
    """The strip of some claims; None where none of them is dated."""
    grouped: dict[tuple[date | None, date | None], list[Entry]] = {}
    for entry in entries:
        if entry.when and (entry.when.start or entry.when.end):
            grouped.setdefault((entry.when.start, entry.when.end), []).append(entry)
    if not grouped:
        return None
    whens = [(own[0].when, len(own)) for own in grouped.values() if own[0].when]
    days = _days_shown(whens, published)
    # an open end needs no margin: nothing is known to lie there
    earlier = any(day < days[0] for when, _ in whens for day in (when.start, when.end) if day)
    later = any(day > days[1] for when, _ in whens for day in (when.start, when.end) if day)
    strip = _Strip(*days, MARGIN if earlier else 0.0, WHOLE - MARGIN if later else WHOLE)
    bars = tuple(_bars(list(grouped.values()), strip))
    lost = [entry for entry in entries if not (entry.when and (entry.when.start or entry.when.end))]
    shown = published is not None and strip.start <= published <= strip.end
    return TimelineView(
        bars=bars,
        lanes=max(bar.lane for bar in bars) + 1,
        ticks=tuple(_ticks(strip)),
        first=round(strip.first, 2),
        last=round(strip.last, 2),
        span=wording.days(When(start=days[0], end=days[1], relation="between", words="")),
        published=round(strip.at(published) + strip.day / 2, 2) if published and shown else None,
        published_words=wording.day_text(published),
        earlier=earlier,
        later=later,
        missing=_missing(lost),
    )


def _days_shown(whens: Sequence[tuple[When, int]], published: date | None) -> tuple[date, date]:
    """First and last day of the strip.

    Args:
        whens: the days of each bar, with the number of its claims.
        published: belongs to the strip wherever it is known.
    """
    total = sum(number for _, number in whens)
    known = [day for when, _ in whens for day in (when.start, when.end) if day]
    latest = max(known)
    end = max(published, min(latest, _before(published, -WEEK))) if published else latest
    for length in LENGTHS:
        start = _before(end, length - 1)
        held = [number for when, number in whens if _is_shown(when, start, end)]
        if sum(held) >= MOST * total:
            first = min(day for day in (*known, end) if day >= start)
            # a day of air before the first, and never fewer days than the shortest strip
            return max(start, min(_before(first, 1), _before(end, LENGTHS[0] - 1))), end
    return _before(min(known), 1), max(end, latest)


def _is_shown(when: When, start: date, end: date) -> bool:
    """Whether a strip from one day to another shows the whole bar, but for an open end."""
    if when.start and when.end:
        return start <= when.start and when.end <= end
    return (when.start or start) <= end and (when.end or end) >= start


def _before(day: date, days: int) -> date:
    ordinal = day.toordinal() - days
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def _bars(groups: Sequence[Sequence[Entry]], strip: _Strip) -> Iterator[Bar]:
    placed = []
    for own in groups:
        when = own[0].when
        if when is not None:
            left, right = strip.stretch(when)
            placed.append((left, right, when, own))
    placed.sort(key=lambda each: (each[0], -each[1]))
    ends: list[float] = []
    for left, right, when, own in placed:
        free = next((at for at, end in enumerate(ends) if end + APART <= left), len(ends))
        lane = min(free, LANES - 1)
        if lane == len(ends):
            ends.append(right)
        ends[lane] = max(ends[lane], right)
        mark = mark_of(wording.days(when), own)
        yield Bar(
            mark=mark,
            numbers=_numbers(mark.claims, right - left),
            lane=lane,
            left=round(left, 2),
            width=round(right - left, 2),
            open_start=when.start is None,
            open_end=when.end is None,
        )


def _numbers(claims: Sequence[int], width: float) -> str:
    for words in (" ".join(map(str, claims)), f"×{len(claims)}"):
        if (len(words) + 1) * NUMBERED <= width:
            return words
    return ""


def _ticks(strip: _Strip) -> Iterator[Tick]:
    """Some days of the axis with room between their words."""
    days = (strip.end - strip.start).days + 1
    low = TICK_ROOM + (MARGIN_WORDS if strip.first else 0.0)
    high = WHOLE - TICK_ROOM - (MARGIN_WORDS if strip.last < WHOLE else 0.0)
    if days > YEAR:
        years = range(strip.start.year + 1, strip.end.year + 1)
        chosen = [date(year, 1, 1) for year in years[:: math.ceil(len(years) / TICKS)]]
    else:
        step = math.ceil(days / TICKS)
        step = step if step < WEEK else WEEK * round(step / WEEK)
        chosen = [strip.start + timedelta(days=at) for at in range(0, days, step)]
    for day in chosen:
        at = strip.at(day) if days > YEAR else strip.at(day) + strip.day / 2
        words = str(day.year) if days > YEAR else f"{day.day} {wording.MONTHS[day.month - 1]}"
        if low <= at <= high:
            yield Tick(at=round(at, 2), words=words)


def _missing(lost: Sequence[Entry]) -> str:
    """How many claims have no day, or words for one that are not resolved."""
    named = sum(entry.claim.date is not None for entry in lost)
    parts = []
    if len(lost) > named:
        number = len(lost) - named
        parts.append(
            f"{wording.several(number, 'claim')} {'has' if number == 1 else 'have'} no day"
        )
    if named:
        parts.append(f"{wording.several(named, 'date')} not resolved")
    return ", ".join(parts)
