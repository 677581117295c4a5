"""Resolving: what days the words of a time expression mean.

The grammar of `expressions` says how the words are built, `dates` and
`relative` what their core means; here the words around it are applied: which part of the
period ("late", "the end of"), which way it is open ("since", "until"), and up
to what day a report can know of it.

In: words and the day of publication.  Out: a `When`, or None.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from dateline.resolve.dates import DATES
from dateline.resolve.days import (
    MONTHS,
    OPEN_END,
    OPEN_START,
    Edge,
    Period,
    moved,
    nth_of,
    one_day,
    part_of,
)
from dateline.resolve.expressions import Parsed, Phrase, parse_expressions
from dateline.resolve.frame import UNIT_KINDS, Core, Frame, Meaning, Tense
from dateline.resolve.relative import RELATIVE
from dateline.resolve.timewords import Token, tag_text
from dateline.world import When, WhenRelation

# By the name of the pattern in `expressions.GRAMMAR`.
MEANINGS: Mapping[str, Meaning] = {**DATES, **RELATIVE}

_RELATION_KINDS = ("since", "until", "by", "before", "after", "from")
_PIECE_KINDS = ("ordinal", "ordinal_word", "last", "edge", "edge_noun")
_DAYS_OF_PIECE = {"day": 1, "week": 7}  # in "the first week of March"
_EDGES: Mapping[str, Edge] = {"early": "early", "mid": "mid", "late": "late", "end": "end"}


def resolve(
    words: str,
    *,
    published: date | None,
    tense: Tense = "past",
    anchor: Period | date | None = None,
) -> When | None:
    """The days that the words mean.

    Weeks start on Sunday.  A period that is not over on the day of publication
    ends with that day, in the future tense it starts with it.  Of several
    expressions in the words the most precise counts.

    Args:
        words: the report's own, with what opens them: "since Friday", "at the
            end of last year".
        published: day of publication; without it words that lean on it stay
            unresolved.
        tense: of the verb that they stand with: "on Friday" is the last
            Friday, today included, or the next.
        anchor: the day or stretch that the narrative has reached, for "the next day".

    Returns:
        Days, inclusive, an open end None; None where the words mean no days, or
        lean on a day that is not given.
    """
    frame = Frame(published, tense, one_day(anchor) if isinstance(anchor, date) else anchor)
    parsed = parse_expressions(words)
    governor = _governor(words) if parsed else None
    found: list[When] = []
    for item in parsed:
        when = _resolve_parsed(item, frame, governor, words)
        if when is not None:
            found.append(when)
    return min(found, key=_length, default=None)


def _length(when: When) -> int:
    return (when.end or OPEN_END).toordinal() - (when.start or OPEN_START).toordinal()


def _governor(words: str) -> str | None:
    """The relation that the words begin with, however far from the date it stands."""
    tagged = tag_text(words)
    if tagged.kind(1) in ("part", "overnight"):  # "before dawn on Sunday" is on Sunday
        return None
    return tagged.kind(0) if tagged.kind(0) in _RELATION_KINDS else None


def _resolve_parsed(parsed: Parsed, frame: Frame, governor: str | None, words: str) -> When | None:
    first, last = parsed.phrases[0], parsed.phrases[-1]
    period = _stretch_between(first, last, frame) if first is not last else _period(first, frame)
    if period is None:
        return None
    relation = _relation(first.opening)
    adjacent = relation is not None
    if relation is None:
        relation = parsed.relation.kind if parsed.relation else governor
    opened_by = {token.kind for token in first.opening}
    ranged = first is not last or first.rule == "years" or "between" in opened_by
    if relation == "from" and first.rule == "dated":  # "from 3 to 5 May"
        ranged = ranged or period.start != period.end
    if ranged and relation in (None, "from"):
        return _when(period.start, period.end, "between", words)
    approximate = period.about or "approx" in opened_by
    if relation is None:
        return _when(period.start, period.end, "about" if approximate else "on", words)
    return _open(period, relation, adjacent, frame.published, words)


def _when(start: date, end: date, relation: WhenRelation, words: str) -> When | None:
    if start == OPEN_START and end == OPEN_END:  # "after the past century"
        return None
    return When(
        start=None if start == OPEN_START else start,
        end=None if end == OPEN_END else end,
        relation=relation,
        words=words,
    )


def _open(
    period: Period, relation: str, adjacent: bool, published: date | None, words: str
) -> When | None:
    """The period as the bound of a longer one.

    What holds since a day is known up to the publication.  "Before 2011" ends
    with 2010, but what was before a thing of 2011 may be of that year.
    """
    if relation in ("since", "after", "from"):
        end = OPEN_END
        if relation == "since" and published is not None and published >= period.start:
            end = published
        return _when(period.start, end, "since", words)
    if relation == "until":
        return _when(OPEN_START, period.end, "until", words)
    strictly = relation == "before" and adjacent and period.start != OPEN_START
    return _when(OPEN_START, moved(period.start, -1) if strictly else period.end, "before", words)


def _relation(opening: Sequence[Token]) -> str | None:
    """The relation that opens a phrase; "before dawn on Sunday", "from over a year" have none."""
    kinds = [token.kind for token in opening]
    for kind, following in zip(kinds, [*kinds, ""][1:], strict=True):
        if kind in _RELATION_KINDS and following not in ("part", "overnight", "on"):
            return kind
    return None


def _stretch_between(first: Phrase, last: Phrase, frame: Frame) -> Period | None:
    """From the start of one phrase to the end of the other; either may tell the other's year."""
    start, end = _period(first, frame), _period(last, frame)
    first_dated, last_dated = (Core(phrase.core).names_year() for phrase in (first, last))
    if start is not None and first_dated and not last_dated:
        end = _period(last, replace(frame, published=start.start, tense="future"))
    elif end is not None and (start is None or start.start > end.end):
        start = _period(first, replace(frame, published=end.start, tense="past"))
    if start is None or end is None or start.start > end.end:
        return None
    return Period(start.start, end.end)


def _period(phrase: Phrase, frame: Frame) -> Period | None:
    """The core's period, cut to the part that its opening names and to what can be known."""
    period = MEANINGS[phrase.rule](Core(phrase.core), frame)
    if period is None or period.start == OPEN_START or period.end == OPEN_END:
        return period
    period = _cut(period, phrase.opening)
    shifted = next((int(t.value) for t in phrase.opening if t.kind == "shifted"), 0)
    return _known(period, shifted, frame, runs=phrase.rule == "this_period")


def _known(period: Period, shifted: int, frame: Frame, *, runs: bool) -> Period:
    """A period that is not over on the day of publication, up to that day or from it.

    Args:
        period: as the calendar has it.
        shifted: -1 for "earlier this week", 1 for "later this week", else 0.
        frame: what it is read against.
        runs: it is named as the running one, "this week".
    """
    day = frame.published
    if day is None or period.unit in ("day", "weekend") or not period.holds(day):
        return period
    if shifted > 0 or (frame.tense == "future" and runs):
        return replace(period, start=day)
    if frame.tense == "future":
        return period
    return replace(period, end=max(period.start, moved(day, -1)) if shifted < 0 else day)


def _cut(period: Period, opening: Sequence[Token]) -> Period:
    """The part of a period that the words before it name, the nearest to it first."""
    kinds = [token.kind for token in opening]
    for index in reversed(range(len(opening))):
        token, rest = opening[index], [kind for kind in kinds[index + 1 :] if kind != "vague"]
        if token.kind in _PIECE_KINDS and rest and rest[0] in (*UNIT_KINDS, "half"):
            piece = next(t for t in opening[index + 1 :] if t.kind == rest[0])
            period = _piece(period, token, piece, exact="vague" not in kinds[index + 1 : index + 2])
        elif token.kind in ("edge", "edge_noun"):
            period = _edge(period, str(token.value))
        elif period.unit == "day" and period.start == period.end:
            if token.value == "night" and rest[:1] == ["of"]:
                period = replace(period, end=moved(period.end, 1))
            elif token.kind == "overnight":
                period = replace(period, end=moved(period.end, 1), about=True)
    return period


def _edge(period: Period, edge: str) -> Period:
    if edge == "eve":
        return one_day(moved(period.start, -1))
    return part_of(period, _EDGES[edge])


def _piece(period: Period, which: Token, piece: Token, *, exact: bool) -> Period:
    """What "the first week of" it is, "the second half of" it, "the last days of" it."""
    number = int(which.value) if which.kind in ("ordinal", "ordinal_word") else None
    if piece.kind == "half":
        pieces = int(piece.value)
        return nth_of(period, min(number or pieces, pieces), pieces)
    if piece.kind == "unit" or not exact or which.kind in ("edge", "edge_noun"):
        early = number is not None or which.value == "early"
        return part_of(period, "early" if early else "end")
    if piece.kind == "unit_month":
        return nth_of(period, number or MONTHS, MONTHS)
    length = _DAYS_OF_PIECE.get(str(piece.value))
    if length is None or period.unit == "day":
        return period
    if number is None:
        start, end = moved(period.end, 1 - length), period.end
    else:
        start = moved(period.start, (number - 1) * length)
        # the first day of a feast that is known to a day or so is known so, too
        unsure = 2 if period.about and period.unit == "feast" else 0
        end = moved(start, length - 1 + unsure)
    if not period.holds(start):  # "the tenth week of March"
        return period
    return Period(start, min(end, period.end), about=period.about)
