"""Finding the words that place something in calendar time.

The grammar is a table of patterns over the tags of `timewords`: a *core*
("Monday night", "15 February 2015", "the past three months"), which words of
relation and edge may open ("since", "in late", "on the night of") and which a
second core may make a stretch of ("from Monday to Wednesday").  What each
pattern means in days stands in `dates` and `relative`, under the same name.

Lengths, ages and clock times alone are not found: they place nothing.

In: a text.  Out: spans of it, as `TimeExpression`s, in order, not overlapping.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dateline.resolve.timewords import (
    AFTER_HOUR,
    NOT_BEFORE,
    OF_THE_DAY,
    TAG,
    Tagged,
    Token,
    tag_text,
)

# Parts that patterns share; "<month>" is one token of the kind month.
_PARTS = {
    "MONTH": "(?:<month>|<month_short><dot>?|<month_word>)",
    "WORD_MONTH": "(?:<month_short><dot>?|<month_word>)",
    "DAY": "(?:<day>|<ordinal>)",
    "DAYS": "(?:<day_pair>|{DAY}(?:(?:<hyphen>|<and>|<to>){DAY})?)",
    "WHICH": "(?:<last>|<this>|<next>)",
    "YEAR": "(?:<comma>?<of>?<year>|<comma>?<of>?{WHICH}<unit_year>)",
    "WEEKDAY": "{WHICH}?(?:<weekday>|<weekday_short><dot>?)",
    "PART": "(?:<part>|<overnight>)",
    "LONG": "(?:<unit_week>|<unit_month>|<unit_year>)",
    "UNIT": "(?:<unit>|<unit_day>|{LONG})",
    "SOME": "(?:<article>?(?:<vague>|<count>)<of>?|<day>|<number>|<year_short>)",
    "ORDINAL": "(?:<ordinal>|<ordinal_word>)",
    "DATE": """(?:{DAYS}<of>?{MONTH}(?:{YEAR}|(?<=[<month_short><month_word>])<year_short>)?
        |<day><hyphen>{MONTH}<hyphen>(?:<year>|<year_short>|<day>)
        |{MONTH}<the>?{DAYS}{YEAR}?)""",
    "NOT_OF": """(?!<of>(?:<the>|<owner>|<this>|<last>|<month>|<month_short>|<month_word>|<season>
        |<year>|<named>))""",
    "STOP": "(?=<comma>|<dot>|<close>|<break>|<and>|$)",
    "NO_NOUN": "(?=<comma>|<dot>|<close>|<break>|<and>|<in>|<on>|<by>|<to>|<after>|<before>|$)",
}

# Name -> pattern; of patterns that match at a token the first counts.
GRAMMAR: Mapping[str, str] = {
    "numeric": "<numeric>",
    "dated": """{WEEKDAY}{PART}?<open>{DATE}<close>
        |(?:{WEEKDAY}{PART}?<comma>?<the>?)?{DATE}{PART}?""",
    "day_of_month": """(?<=<part><of>)<the>?<ordinal>(?:<of>{WHICH}<unit_month>)?
        |(?<=<on>)<the><ordinal>(?:<of>{WHICH}<unit_month>|{NO_NOUN})""",
    "nth_weekday": """(?:<the>(?:{ORDINAL}|<last>)|{ORDINAL})<weekday>(?:<of>|<in>)
        {MONTH}{YEAR}?""",
    "years": "<year>(?:<hyphen>|<to>)(?:<year>|<year_short>|<day>)",
    "month": """(?:{WHICH}|<past>|<coming>)?<month>{YEAR}?
        |{WORD_MONTH}{YEAR}
        |(?:<last>|<next>){WORD_MONTH}
        |(?<=[<in><since><until><from><between><edge>]){WORD_MONTH}
        |(?<=[<by><before><after>]){WORD_MONTH}{STOP}
        |(?:(?<=<edge><hyphen>)|(?<=<edge_noun><of>)
          |(?<=[<month><month_word>][<hyphen><and><to>])){WORD_MONTH}{YEAR}?""",
    "season": """<season><of>?(?:<year>|{WHICH}<unit_year>)
        |(?:{WHICH}<past>?|<past>|<coming>)<season>
        |(?:(?<=<in><the>)|(?<=<by><the>)|(?<=<since><the>)|(?<=<edge><hyphen>)
          |(?<=[<edge><by><since><until>]))<season>(?!<of>)
        |(?<=<on><the>)<season>{STOP}""",
    "decade": """<decade>|<apostrophe><decade_short>
        |(?:(?<=[<the><edge>])|(?<=<edge><hyphen>))<decade_word>""",
    "year": """(?<=[<in><since><until><by><from><before><after><of><the><owner><article><open>
          <edge><between>])<year>
        |(?:(?<=<edge><hyphen>)|(?<=<year><and>)|(?<=<year><comma>)|(?<=<before><to>))<year>
        |^<year>$
        |(?<=[<in><since><until><by><from><before><after><of><edge>])<apostrophe><year_short>""",
    "weekday_of_week": "<weekday><of>?{WHICH}<unit_week>",
    "weekday": "(?<![<article><every>])(?:{WHICH}|<past>|<coming>)?<weekday>{PART}?",
    "near_day": """<the>?<unit_day>(?:<before>|<after>)<deictic>
        |<part><before><last>|(?:<last>|<this>)<part>|<deictic>{PART}?
        |<overnight>(?!<on>?(?:<weekday>|<deictic>))""",
    "weekend": "(?<!<article>)(?:{WHICH}<past>?|<past>|<coming>)?<weekend>",
    "this_period": """<this>{LONG}
        |(?:(?<=<shifted><in>)|(?<=<edge_noun><of>))<the>{LONG}(?!<hyphen>)
        |(?<=<in>)<the><unit_week>{STOP}""",
    "next_period": "(?<!<the>)(?:<last>|<next>|<coming>){LONG}{NOT_OF}",
    "stretch": """(?:(?<=[<the><in><on><for>])<last>{SOME}{UNIT}|<next>{SOME}{UNIT}
        |(?<=<the>)(?:<last>|<next>)(?:<unit>|{LONG})|<this>?<past>{SOME}?{UNIT}
        |<coming>{SOME}?{UNIT}|<recent>{UNIT}){NOT_OF}""",
    "ago": """(?:(?:{SOME}|<article>)?(?:<and><article><half>)?{UNIT}(?:<and><article><half>)?
          |<half><article>{UNIT})<ago>(?:<deictic>|<this>{LONG}|<weekday>)?
        |(?:{SOME}|<article>){UNIT}<from><now>
        |(?<=<in>)(?:{SOME}|<article>){UNIT}<apostrophe><owner>?<time>""",
    "anchored": """<anchored>(?:{LONG}|<unit_day>|<part>|<weekday>|<weekend>)
        |<next>(?:<unit_day>|<part>)|<that>(?:{LONG}|<unit_day>|<part>|<weekend>)
        |<the>(?:<unit_day>|<part>|{LONG})(?:<before>|<after>){STOP}
        |(?:{SOME}|<article>){UNIT}(?:<shifted>|(?:<before>|<after>){STOP})
        |<shifted><in><the><unit_day>|(?<=[<since><until><by><before><from>])<then>""",
    "nth_day": """(?:(?:<for><the>|<article>){ORDINAL}<straight>?|{ORDINAL}<straight>)
        (?:<unit_day>|<unit_week>)""",
    "named": "<named><rest>*(?:{YEAR}|<in><year>)?",
    "recently": "<recently>|<recent>(?=<other>|$)",
}  # fmt: skip

# What may stand before a core, nearest last: relation, edge, part of the day.
_OPENING = """(?:<since>|<until>|<by>|<before>|<after>|<from>|<between>|<in>|<on>|<for>|<approx>
    |<the>|<shifted>|<so><far>
    |(?:{ORDINAL}|<last>|<edge>|<edge_noun>)<vague>?(?:{UNIT}|<half>)<of>
    |<edge><hyphen>?|<edge_noun>(?:<of>|<hyphen>)|<overnight><on>
    |<part>(?:<of>|<comma>?<on>)?)"""
_OPENING_TOKENS = 12  # the longest opening looked for

# Rules whose "the" belongs to them; before others ("the 2011 uprising") it is not taken along.
_KEEP_THE = {"season", "decade", "weekend", "stretch", "anchored", "named", "near_day"}
_NEVER_IN = {"weekday", "near_day", "dated"}
_KEEP_FOR = {"stretch", "nth_day"}
_FEWEST_CAPITALS = 0.01  # of the characters; ordinary news has 0.03 to 0.05
_SINCE_REACH = 8  # words between "since" and the date of what began then


def _compile(pattern: str) -> str:
    """A readable pattern as one over tags."""
    while "{" in pattern:
        pattern = re.sub(r"\{(\w+)\}", lambda found: _PARTS[found[1]], pattern)
    pattern = re.sub(r"\s+", "", pattern)
    return re.sub(r"<(\w+)>", lambda found: TAG[found[1]], pattern)


# No core starts with one of these; most words of a text are passed over by that alone.
_NO_START = """[<other><comma><dot><hyphen><open><close><break><in><on><of><and><to>
    <by><from><owner><approx><before><after><since><until><between><so><far>]"""
_RULES = "|".join(f"(?P<{name}>{_compile(rule)})" for name, rule in GRAMMAR.items())
_CORE = re.compile(f"(?!{_compile(_NO_START)})(?:{_RULES})")
_OPEN = re.compile(_compile(f"{_OPENING}*{{PART}}?$"))
_NEVER_LOWER = ("month_word", "month_short", "weekday_short")
_AMBIGUOUS = re.compile(f"[{''.join(TAG[kind] for kind in _NEVER_LOWER)}]")
_RELATIONS = {"since", "until", "by", "before", "after", "from"}
_BOUNDS = {"before", "after"}
_NOUN_RELATIONS = {"since", "until", "before", "after"}  # "by the 2015 deal" is no time limit
_NOUN_AFTER_YEAR = {"the", "owner", "article"}


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that place something in calendar time.

    start, end  characters of the text, end exclusive
    text        those characters
    inner       first character without a "since" whose clause they end ("since he left in May")
    rule        the pattern of `GRAMMAR` that they follow, the first's of two
    opening     the kind of the word that ties them to it ("since"), "range" with two ends, else ""
    """

    start: int
    end: int
    text: str
    inner: int
    rule: str
    opening: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A core of the grammar with what opens it; `first` and `end` number tokens, end exclusive."""

    rule: str
    opening: tuple[Token, ...]
    core: tuple[Token, ...]
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """One expression as the grammar reads it.

    phrases     one, or the two ends of a stretch
    relation    the "since" at a distance that governs it ("since he left in May"), or None
    expression  where it stands
    """

    phrases: tuple[Phrase, ...]
    relation: Token | None
    expression: TimeExpression


def find_expressions(text: str) -> list[TimeExpression]:
    """The expressions of calendar time in a text, in order; they do not overlap."""
    return [parsed.expression for parsed in parse_expressions(text)]


def parse_expressions(text: str) -> list[Parsed]:
    """The expressions of a text with their parts."""
    tagged = tag_text(text)
    parsed: list[Parsed] = []
    reached = 0
    for phrases in _join(_phrases(text, tagged), tagged):
        parsed.append(_expression(text, tagged, phrases, reached))
        reached = phrases[-1].end
    return parsed


def _phrases(text: str, tagged: Tagged) -> Iterator[Phrase]:
    cased = _AMBIGUOUS.search(tagged.tags) is not None and _has_capitals(text)
    reached = 0
    for found in _CORE.finditer(tagged.tags):
        rule, core_at, end = str(found.lastgroup), *found.span()
        core = tagged.tokens(core_at, end)
        if cased and any(t.kind in _NEVER_LOWER and text[t.start].islower() for t in core):
            continue
        if _is_something_else(tagged, rule, core, end):
            continue
        before = _OPEN.search(tagged.tags[max(reached, core_at - _OPENING_TOKENS) : core_at])
        first = core_at - len(before[0]) if before else core_at
        following = tagged.words[end] if end < len(tagged.words) else ""
        first += _superfluous(rule, tagged.tokens(first, core_at), following)
        yield Phrase(rule, tagged.tokens(first, core_at), core, first, end)
        reached = end


def _is_something_else(tagged: Tagged, rule: str, core: tuple[Token, ...], end: int) -> bool:
    """Whether the words have another sense here: a mosque, a movement, a quantity, an hour."""
    following = tagged.words[end] if end < len(tagged.words) else ""
    if rule in ("weekday", "dated") and following in NOT_BEFORE:
        return True
    if rule != "year":
        return False
    next_kind = tagged.kind(end)
    if next_kind.startswith("unit") or following in AFTER_HOUR:  # "by 1930 hours"
        return True
    before = tagged.kind(end - 2)
    is_round = int(core[-1].value) % 100 == 0 and before != "in"
    return (is_round or before == "of") and next_kind == "other" and following.endswith("s")


def _has_capitals(text: str) -> bool:
    """Whether the text has capitals where English does, so that "may" is no month."""
    return sum(map(str.isupper, text)) > len(text) * _FEWEST_CAPITALS


def _superfluous(rule: str, opening: tuple[Token, ...], following: str) -> int:
    """How many tokens at the start of an opening do not belong to the expression."""
    kinds = [token.kind for token in opening]
    if following in OF_THE_DAY and not _BOUNDS.isdisjoint(kinds):
        return len(kinds)  # "after Friday prayers" is on Friday
    skipped = 0
    if kinds[:1] == ["for"] and rule not in _KEEP_FOR:
        skipped = 1
    if kinds == ["in"] and rule in _NEVER_IN:  # "in Sunday's attack"
        skipped = 1
    if rule == "year" and kinds[-1:] == ["the"] and not _NOUN_RELATIONS & set(kinds):
        return len(kinds)
    if kinds[skipped:] == ["the"] and rule not in _KEEP_THE:
        skipped += 1
    return skipped


def _join(phrases: Iterator[Phrase], tagged: Tagged) -> Iterator[tuple[Phrase, ...]]:
    """Two phrases with "to" or "and" between them are the ends of one stretch."""
    last: Phrase | None = None
    for phrase in phrases:
        if last is None:
            last = phrase
        elif _are_ends(last, phrase, tagged):
            yield last, phrase
            last = None
        else:
            yield (last,)
            last = phrase
    if last is not None:
        yield (last,)


def _are_ends(first: Phrase, second: Phrase, tagged: Tagged) -> bool:
    opened_by = {token.kind for token in first.opening}
    gap = second.first - first.end
    if gap == 0:
        begins_until = [token.kind for token in second.opening[:1]] == ["until"]
        return begins_until and "from" in opened_by
    if gap != 1:
        return False
    link = tagged.kind(first.end)
    if link == "and":
        return first.rule == second.rule or "between" in opened_by
    return link in ("to", "hyphen")


def _expression(text: str, tagged: Tagged, phrases: tuple[Phrase, ...], reached: int) -> Parsed:
    first, end = phrases[0].first, phrases[-1].end
    relation = None
    if not _RELATIONS & {token.kind for token in phrases[0].opening}:
        index = _find_since(tagged, first, reached)
        if index is not None:
            first, relation = index, tagged.tokens(index, index + 1)[0]
    governed = relation is not None or phrases[0].opening
    if (
        governed
        and phrases[-1].rule == "year"
        and tagged.kind(end - 2) in _NOUN_AFTER_YEAR
        and tagged.kind(end) == "other"
    ):
        end += 1  # "since the 2011 uprising"
    start, stop = tagged.starts[first], tagged.end(end - 1)
    kinds = [token.kind for token in phrases[0].opening]
    opening = next((kind for kind in kinds if kind in _RELATIONS), "range" if phrases[1:] else "")
    if relation is not None:
        opening = relation.kind
    inner = tagged.starts[phrases[0].first]
    expression = TimeExpression(start, stop, text[start:stop], inner, phrases[0].rule, opening)
    return Parsed(phrases, relation, expression)


def _find_since(tagged: Tagged, first: int, reached: int) -> int | None:
    """The token number of a "since" whose clause ends in the phrase at `first`, or None."""
    for index in range(first - 1, max(reached, first - _SINCE_REACH - 1) - 1, -1):
        kind = tagged.kind(index)
        if kind == "since":
            return index
        if kind in ("comma", "dot", "open", "close", "break"):
            return None
    return None
