"""Sources: the table of who speaks in a report, how often, on what, and how it got there.

The report names one person in many ways.  Whoever extracted its claims has said
who is meant; here those who are the same become one row, and nothing else is
guessed: sources of one kind and name, unnamed ones of one kind and role.

In: findings.  Out: a `SourceTable`, for text, JSON and page alike.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from dateline.claim import Attribution, ClaimType, Medium
from dateline.export.wording import one_line
from dateline.report import Findings

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # I and O look like figures beside the number of a claim
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_Identity = tuple[str, str]  # kind, and the name or role by which it is known


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One who speaks in a report, with all that it says there.

    key         its letter in this report: "A" for the first row, "AA" after "Z"; says nothing
                of who it is
    source      kind, name, role, whether and why the name is withheld, each as it is first told,
                and the first words for it; no cue, no chain
    media       how it reached the report, each way once, in the order of the text
    claims      those that it vouches for, as positions in `Findings.claims`
    behind      those in whose chain it stands behind the voucher, likewise
    statements  what it is said to say, as positions in `Findings.statements`
    quoted      how many of the statements are in its own words
    on          number of its claims by type
    first       the first character of the text where it is named or speaks
    via         keys of those whom it cites, nearest first
    """

    key: str
    source: Attribution
    media: tuple[Medium, ...]
    claims: tuple[int, ...]
    behind: tuple[int, ...]
    statements: tuple[int, ...]
    quoted: int
    on: Mapping[ClaimType, int]
    first: int
    via: tuple[str, ...]


class SourceTable:
    """The rows, those with most claims first, and the row of every attribution of the report."""

    def __init__(self, findings: Findings) -> None:
        """Rows go by claims, then statements, then text; the report's own voice comes last.

        It comes last although it often has most claims: it is what is left where nobody is named.
        """
        self._outlet = findings.document.outlet or ""
        tallies = _tally(findings, self._identity)
        order = sorted(
            tallies,
            key=lambda identity: (
                identity[0] == "outlet",
                -len(tallies[identity].claims),
                -len(tallies[identity].statements),
                tallies[identity].first,
            ),
        )
        keys = {identity: row_key(at) for at, identity in enumerate(order)}
        self.rows = tuple(tallies[each].row(keys, key, findings) for each, key in keys.items())
        self._rows = dict(zip(order, self.rows, strict=True))

    def row(self, source: Attribution) -> SourceRow:
        """The row that an attribution of the report belongs to.

        Raises:
            KeyError: the attribution is not from the report of this table.
        """
        return self._rows[self._identity(source)]

    def settled(self, source: Attribution) -> Attribution:
        """The attribution, anonymous where its source is so anywhere in the report.

        A report may first call somebody "an official" and only later say that the name is
        withheld: then the earlier words need the same care.

        Raises:
            KeyError: the attribution is not from the report of this table.
        """
        known = self.row(source).source
        via = tuple(self.settled(further) for further in source.via)
        return replace(source, anonymous=known.anonymous, reason=known.reason, via=via)

    def _identity(self, source: Attribution) -> _Identity:
        words = source.source.shown if source.source else ""
        match source.kind:
            case "outlet":
                known = ""
            case "reporter":
                known = source.name or self._outlet
            case "unnamed":
                known = source.name or source.role or words
            case _:
                known = source.name or words or source.role or ""
        return source.kind, _ARTICLE.sub("", one_line(known)).casefold()


def chain(source: Attribution) -> Iterator[Attribution]:
    """Those behind a source, nearest first."""
    for further in source.via:
        yield further
        yield from chain(further)


def row_key(position: int) -> str:
    """A row's letter: "A" for position 0, "Z" for 23, "AA" for 24."""
    first, last = divmod(position, len(LETTERS))
    return (row_key(first - 1) if first else "") + LETTERS[last]


class _Tally:
    """What is told of one source, and what it vouches for."""

    def __init__(self) -> None:
        self.told: list[tuple[int, Attribution]] = []  # each with where it is told
        self.claims: list[int] = []
        self.behind: list[int] = []
        self.statements: list[int] = []
        self.via: list[_Identity] = []

    @property
    def first(self) -> int:
        return min(at for at, _ in self.told)

    def row(self, keys: Mapping[_Identity, str], key: str, findings: Findings) -> SourceRow:
        told = [source for _, source in sorted(self.told, key=lambda entry: entry[0])]
        media = [source.medium for source in told if source.medium]
        quoted = [number for number in self.statements if findings.statements[number].quoted]
        return SourceRow(
            key=key,
            source=Attribution(
                kind=told[0].kind,
                name=next((source.name for source in told if source.name), None),
                role=next((source.role for source in told if source.role), None),
                anonymous=any(source.anonymous for source in told),
                reason=next((source.reason for source in told if source.reason), None),
                source=next((source.source for source in told if source.source), None),
            ),
            media=tuple(dict.fromkeys(media)),
            claims=tuple(self.claims),
            behind=tuple(dict.fromkeys(self.behind)),
            statements=tuple(self.statements),
            quoted=len(quoted),
            on=Counter(findings.claims[number].type for number in self.claims),
            first=self.first,
            via=tuple(dict.fromkeys(keys[identity] for identity in self.via)),
        )


def _tally(
    findings: Findings, identify: Callable[[Attribution], _Identity]
) -> dict[_Identity, _Tally]:
    """Every source of the report in the order of its claims, those behind it included."""
    tallies: defaultdict[_Identity, _Tally] = defaultdict(_Tally)

    def note(source: Attribution, at: int) -> tuple[_Tally, list[_Tally]]:
        met = []
        for each in (source, *chain(source)):
            tally = tallies[identify(each)]
            tally.told.append((_earliest(each, at), each))
            tally.via.extend(identify(further) for further in chain(each))
            met.append(tally)
        return met[0], met[1:]

    for number, claim in enumerate(findings.claims):
        own, others = note(claim.source, claim.evidence.start)
        own.claims.append(number)
        for other in others:
            other.behind.append(number)
    for number, statement in enumerate(findings.statements):
        start = min((words.start for words in statement.content), default=0)
        note(statement.source, start)[0].statements.append(number)
    return tallies


def _earliest(source: Attribution, at: int) -> int:
    """Where a source is first named for words that start at `at`."""
    return min([at, *(words.start for words in (source.source, source.cue) if words)])
