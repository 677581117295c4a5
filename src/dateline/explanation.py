"""Explanations: why a report's words made a claim, or why they made none.

What is told here was seen while the words were read; nothing is worked out anew for it.
Words that head no entry of the lexicon, entries that were tried and failed, and drafts that
a rule dropped stand beside the claims that were made.

In: findings, and what was seen on the way to them.  Out: one `Explanation` for each place
where the words stand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.claim import Certainty, Claim, Link, Mention, Status
from dateline.reading import NameType, Word
from dateline.report import Findings
from dateline.world import When

# claim: it became one; dropped: it was a draft, and a rule dropped it; failed: its entry was
# tried at the words and does not apply
Outcome = Literal["claim", "dropped", "failed"]
# What stopped an attempt; `docs/explaining.md` says what each means.
Rule = Literal[
    "wording", "required", "excluded", "empty", "role missing", "in a name", "taken", "part",
    "unlikely", "unsure", "withheld", "told as control", "wished", "refused", "left", "bygone",
    "unknown who", "no party", "one thing", "one of several", "said again", "no number",
    "no strength", "no claim",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence as the network read it.

    number  its number in the report, from 1
    words   all of it; tokens: its words with tags and tree, numbered through the whole text
    names   its proper names with their types
    """

    number: int
    words: Mention
    tokens: Sequence[Word]
    names: Sequence[tuple[Mention, NameType]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citing:
    """Words that the report gives as somebody's, as far as they touch the sentences.

    kind     how it is said: say, deny, perceive, show, according, noun, quote
    cue      the words that tell of it
    source   who, or None where nobody is named
    content  what is said
    """

    kind: str
    cue: Mention
    source: Mention | None
    content: Sequence[Mention]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A role and the words that fill it; `slot` is where they stand ("agent", "by")."""

    role: str
    slot: str
    words: Sequence[Mention]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What stopped an attempt, or one of the pairs that it would have made a claim of.

    role     the role at fault, or ""
    words    the words at fault, possibly none
    classes  what these words stand for
    wanted   what the entry requires or excludes there, classes before words; of a role that
             is missing, the slots that it was looked for in
    """

    rule: Rule
    role: str = ""
    words: Sequence[Mention] = ()
    classes: Sequence[str] = ()
    wanted: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """An entry of the lexicon tried at words that it lists.

    entry    its name; file: where it stands
    type     of claim; kind: event type, level, relation or "strength"
    form     verb, noun or adjective
    wording  the words in the entry: "take control of"
    trigger  the report's words
    roles    how each role was filled, as far as it came
    chance   how likely the network takes it for a claim, from 0 to 1; None: not asked
    reasons  what stopped it; also of a claim, where some of its pairs were stopped
    claims   `Claim.id` of what it became; several attempts may be one claim
    """

    entry: str
    file: str
    type: str
    kind: str
    form: str
    wording: str
    trigger: Sequence[Mention]
    roles: Sequence[Filled]
    chance: float | None
    outcome: Outcome
    reasons: Sequence[Reason]
    claims: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sway:
    """A word that changed status or certainty, and what they were after it.

    by  the word; None: the entry itself says so
    """

    by: Mention | None
    status: Status
    certainty: Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """What spoke for or against a choice; `weight` in log odds."""

    name: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A place or time that was weighed.

    odds   log odds over "none", the margin taken off; it can be chosen above 0
    clues  the weightiest first
    """

    words: Mention
    odds: float
    clues: Sequence[Clue]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """The places or times that an act may have, the likeliest first.

    none  what spoke for "none", the weightiest first
    """

    choices: Sequence[Choice]
    none: Sequence[Clue]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A claim with what made it so.

    when, where  what its words for time and place mean, or None
    passing      it is only named in passing, so the report's own voice vouches for it
    sways        what changed status and certainty, in order; none: it is plainly said
    supplied     parties told elsewhere in the report
    place, date  what was weighed, or None where nothing was: a phrase of its own names it,
                 or the type of claim has none
    """

    claim: Claim
    when: When | None
    where: Link | None
    passing: bool
    sways: Sequence[Sway]
    supplied: Sequence[Filled]
    place: Weighing | None
    date: Weighing | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A content word that heads no entry as it was read.

    known_as  the parts of speech that entries do know it as
    classes   what it stands for, where the lexicon knows: "town" is a place
    """

    words: Mention
    upos: str
    known_as: Sequence[str]
    classes: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why words made claims or none, at one of the places where they stand.

    at          the words, as the report writes them
    number, of  which of how many places, from 1
    claims      those of the sentences, in the order of their evidence
    """

    findings: Findings
    at: Mention
    number: int
    of: int
    sentences: Sequence[Sentence]
    citings: Sequence[Citing]
    claims: Sequence[Made]
    attempts: Sequence[Attempt]
    unknown: Sequence[Unknown]
