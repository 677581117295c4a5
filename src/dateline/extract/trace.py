"""Trace: what is seen while claims are made, for whoever asks why.

The matcher, the extractor, the judge and the two models tell a trace of each decision as
they take it; this one listens to nothing.  `recording` has the one that remembers.

In: decisions.  Out: nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from dateline.claim import Certainty, Claim, Mention, Status
from dateline.explanation import Rule
from dateline.extract.frames import Frame
from dateline.extract.phrases import Phrases
from dateline.lexicon import Entry, Form
from dateline.reading import Reading


class Drafted(Protocol):
    """A draft, as far as a trace knows it."""

    @property
    def entry(self) -> Entry:
        """What called it up."""

    @property
    def form(self) -> Form:
        """As which part of speech."""

    @property
    def index(self) -> int:
        """The word that the tree knows it by."""

    @property
    def trigger(self) -> tuple[int, ...]:
        """All words that call it up."""

    @property
    def roles(self) -> Mapping[str, tuple[int, ...]]:
        """Role -> heads."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A place or time that was weighed: log odds of it over none, and what each clue added."""

    words: Mention
    odds: float
    clues: Mapping[str, float]


class Trace:
    """Hears of every decision, and forgets it."""

    listens = False  # whether it is worth putting together what only a trace is told

    def began(self, reading: Reading, phrases: Phrases, frames: Sequence[Frame]) -> None:
        """A reading is taken up."""

    # -- matching ----------------------------------------------------------------

    def tried(self, index: int, entry: Entry, form: Form, wording: tuple[str, ...]) -> None:
        """An entry is tried at a word; what follows is told of it, until the next is tried."""

    def filled(self, role: str, slot: str, heads: Sequence[int]) -> None:
        """A slot filled a role."""

    def unfit(self, rule: Rule, role: str, heads: Sequence[int]) -> None:
        """What stands in a slot does not fit the role; another slot may."""

    def failed(self, rule: Rule, role: str = "") -> None:
        """The entry does not apply; "empty": for want of what was told to be unfit."""

    def found(self, draft: Drafted) -> None:
        """It became a draft."""

    # -- drafts ------------------------------------------------------------------

    def dropped(self, draft: Drafted, rule: Rule, heads: Iterable[int] = ()) -> None:
        """A rule dropped a draft, or what it would have said of some phrases."""

    def entered(self, drafts: Iterable[Drafted]) -> None:
        """These drafts were likely enough to go on."""

    def supplied(self, draft: Drafted, role: str, heads: Sequence[int]) -> None:
        """Who fills a role is told elsewhere in the report."""

    def claimed(self, drafts: Sequence[Drafted], claim: Claim) -> None:
        """Drafts, the main one first, became a claim."""

    # -- status ------------------------------------------------------------------

    def judging(self, index: int) -> None:
        """The words around one are looked at for its status."""

    def swayed(self, index: int, by: int | None, status: Status, certainty: Certainty) -> None:
        """A word, or None: the entry, changed the status or certainty of another."""

    def settled(self, draft: Drafted, *, passing: bool) -> None:
        """The status of a draft is what was told last of its word."""

    # -- place and time ----------------------------------------------------------

    def weighed(
        self,
        draft: Drafted,
        what: Literal["place", "date"],
        choices: Sequence[Weighed],
        none: Mapping[str, float],
    ) -> None:
        """The places or times that a draft may have were weighed against none."""


SILENT = Trace()
