"""Claims: what one document says, who it says says so, and how surely.

A claim is a statement about the text, so it never changes once extracted.
Whether it is *true* is decided elsewhere, and which "Tripoli" it means is a
`Link`, kept apart, so that a better gazetteer or an analyst can change the
answer without touching the claim.

The vocabulary is that of the annotation guidelines: four types of claim,
PLOVER events, levels of control, relations of a tie.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from dateline.world import Place, When

ClaimType = Literal["event", "control", "tie", "strength"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Level = Literal["control", "contested", "presence", "influence", "lost"]
Relation = Literal[
    "part_of", "loyal_to", "member_of", "leads", "office", "allied_with", "rival_of",
    "linked_to", "coordinates_with", "supplies",
]  # fmt: skip
SourceKind = Literal["outlet", "reporter", "person", "unnamed", "organization", "material"]
Status = Literal["actual", "ongoing", "planned", "demanded", "hypothetical", "denied"]
Certainty = Literal["certain", "probable", "possible"]

Medium = Literal["said", "wrote", "posted", "broadcast", "published", "saw", "showed"]

SYMMETRIC = ("allied_with", "rival_of", "linked_to", "coordinates_with")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the report that stand for something.

    start, end  characters of `Document.text`, end exclusive
    text        those characters
    name        what a pronoun or a short form stands for, in the report's own
                words from elsewhere ("They" -> "Islamic State fighters"), or None
    """

    start: int
    end: int
    text: str
    name: str | None = None

    @property
    def shown(self) -> str:
        """The name to print: what is meant, else the words themselves."""
        return self.name or self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many; an end that is None is open ("at least 12" is 12 to None).

    of  what is counted: "killed", "injured", "detained" ... for an event's
        toll, the unit ("fighters") for a strength
    """

    of: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says so, as the report tells it.

    kind       outlet: the report's own voice; reporter: seen by its correspondent;
               person: named; unnamed: a person without a name; organization;
               material: a video, a document, a post
    name       the name, or None
    role       office or description ("Libyan Interior Minister"), or None
    anonymous  the report says that the name is withheld
    reason     the reason that it gives for that, or None
    source     the words that name the source, or None for the report's own voice
    cue        the words that say that it is said ("according to"), or None
    medium     how it reached the report, where the cue tells, or None
    via        those behind the source, nearest first ("the ministry, citing witnesses")

    Of an anonymous source `role`, `source` and `reason` can betray who it is.
    """

    kind: SourceKind
    name: str | None = None
    role: str | None = None
    anonymous: bool = False
    reason: str | None = None
    source: Mention | None = None
    cue: Mention | None = None
    medium: Medium | None = None
    via: tuple["Attribution", ...] = ()

    @property
    def distance(self) -> int:
        """How many vouchers stand between the report and what is said.

        0 is the report's own word or its reporter's eyes; the further off, the less sure
        the claim, whatever its words say.
        """
        own = self.kind in ("outlet", "reporter")
        return (0 if own else 1) + len(self.via)


OUTLET = Attribution(kind="outlet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Words that the report gives as somebody's, whether or not they claim anything.

    source   who says, writes, thinks or shows it
    content  the words, in order; a quotation may be cut in two
    quoted   they stand in quotation marks, so they are the speaker's own
    """

    source: Attribution
    content: tuple[Mention, ...]
    quoted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that a report says is so.

    document    `Document.id`
    type        event, control, tie or strength
    event       PLOVER type of an event; `mode` its mode; level: of a control claim;
                relation: of a tie.  None where another type of claim is made
    actors      who did it, holds it, is tied, is so many; one but for events
    recipients  to whom an event was done
    other       the other end of a tie
    role        office or post that a tie gives ("Interior Minister")
    place       most precise named place for this claim, or None
    date        the words that say when, or None; days are a `Link`
    counts      an event's toll, a strength's size
    make_up     of a strength: "mostly Yemeni and Tunisian"
    evidence    the contiguous words that carry the claim
    trigger     the words in it that name the act or state
    entry       the entry of the lexicon that made it, or "network-..."
    score       how likely the report claims just this, from 0 to 1; None where nobody scored it
    """

    document: str
    type: ClaimType
    evidence: Mention
    trigger: Mention
    source: Attribution = OUTLET
    status: Status = "actual"
    certainty: Certainty = "certain"
    event: EventType | None = None
    mode: str | None = None
    level: Level | None = None
    relation: Relation | None = None
    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    other: Mention | None = None
    role: str | None = None
    place: Mention | None = None
    date: Mention | None = None
    counts: tuple[Count, ...] = ()
    make_up: str | None = None
    entry: str = field(default="", compare=False)
    score: float | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        kinds = {"event": self.event, "control": self.level, "tie": self.relation}
        for name, kind in kinds.items():
            if (kind is not None) != (name == self.type):
                message = f"a claim of type {self.type!r} with {name} kind {kind!r}"
                raise ValueError(message)
        if self.evidence.end - self.evidence.start != len(self.evidence.text):
            message = f"evidence {self.evidence!r} does not fill its span"
            raise ValueError(message)

    @property
    def kind(self) -> str:
        """What exactly: the event's type, the level, the relation, or "strength"."""
        return self.event or self.level or self.relation or "strength"

    @property
    def id(self) -> str:
        """Key by content: the same claim of the same document is one claim."""
        content = json.dumps(claim_record(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:24]


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """Words of the report that name a place, and the place that they mean.

    start, end  characters of `Document.text`, end exclusive
    text        those characters
    place       what is meant, or None: not known
    score       how likely that is, from 0 to 1; 0 where `place` is None
    runner_up   the next likely place, where two readings are possible
    demonym     the words name the people ("Libyan"), so nothing happens there by them
    method      what decided
    """

    start: int
    end: int
    text: str
    place: Place | None
    score: float
    runner_up: Place | None = None
    demonym: bool = False
    method: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What one role of a claim means in the world; laid over the claim, never into it.

    claim      `Claim.id`
    role       "date" or "place" (actors follow)
    when       the days, for "date"
    place      the place, for "place"
    score      how likely the place is the one meant, from 0 to 1, or None for a date
    runner_up  the next likely place, where two readings are possible
    method     what found it
    """

    claim: str
    role: Literal["date", "place"]
    method: str
    when: When | None = None
    place: Place | None = None
    score: float | None = None
    runner_up: Place | None = None


MADE_BY = frozenset({"entry", "score"})  # how a claim was made, and no part of what it says


def claim_record(claim: Claim) -> dict[str, Any]:
    """The claim's content as plain data, for keys and JSON; empty values left out."""
    record = {name: _plain(getattr(claim, name)) for name in claim.__slots__ if name not in MADE_BY}
    return {name: value for name, value in record.items() if value not in (None, [], "")}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mention | Count | Attribution):
        record = {name: _plain(getattr(value, name)) for name in value.__slots__}
        keep = ("low", "high")  # an open end is part of what a count says
        return {n: v for n, v in record.items() if n in keep or (v is not None and v != [])}
    return value


def allowed_values() -> Mapping[str, tuple[str, ...]]:
    """The closed vocabularies, for schemas, lexicon checks and help."""
    return {
        "type": get_args(ClaimType),
        "event": get_args(EventType),
        "level": get_args(Level),
        "relation": get_args(Relation),
        "source.kind": get_args(SourceKind),
        "source.medium": get_args(Medium),
        "status": get_args(Status),
        "certainty": get_args(Certainty),
    }
