"""Whereabouts: which of a report's places an act happened at, or none.

Every place that the report names is weighed against "none of them" by a small log-linear
model: `place_clues` says what speaks for and against each, `data/models/place.toml` how
much (learnt by `training/claim_places.py`).

In: a reading, what is known of places by name, drafts.  Out: mentions, or None.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.claim import Mention
from dateline.extract.clues import MODELS, ClueModel
from dateline.extract.matching import Draft
from dateline.extract.phrases import Phrases
from dateline.extract.place_clues import Act, PlaceClues
from dateline.extract.place_mentions import KnownPlaces, PlaceMentions, Spot
from dateline.extract.setting import Setting
from dateline.extract.trace import SILENT, Trace, Weighed
from dateline.lexicon import Lexicon
from dateline.reading import Reading

NETWORK = 0.3  # how much the network's odds count beside the clues
EVEN = -1.0  # its log odds that speak neither for nor against a place
MODEL = MODELS / "place.toml"


@dataclass(frozen=True, slots=True)
class PlaceKnowledge:
    """What telling the place of an act takes beside the report.

    known  the places that a name can mean, the likeliest first
    trace  is told what was weighed
    """

    model: ClueModel
    lexicon: Lexicon
    known: KnownPlaces
    trace: Trace = SILENT


class Whereabouts:
    """Places of the acts in one reading.

    Args:
        setting: which names stand with a direction.
        knowledge: the model, the lexicon, known places.
        title: headline of the report, or None.
    """

    def __init__(
        self,
        reading: Reading,
        phrases: Phrases,
        setting: Setting,
        knowledge: PlaceKnowledge,
        title: str | None = None,
    ) -> None:
        self._setting = setting
        self._proposals = reading.proposals
        self._model = knowledge.model
        self._trace = knowledge.trace
        self._places = PlaceMentions(reading, phrases, knowledge.lexicon, knowledge.known)
        self._clues = PlaceClues(reading, phrases, self._places, title)

    def place_of(self, drafts: Sequence[Draft], kind: str) -> Mention | None:
        """Where an act that drafts name happened, in the report's words; None: nothing tells.

        Args:
            drafts: the one that the claim is built on first.
            kind: event type, or "strength".
        """
        if not self._clues.spots:
            return None
        act = self._clues.act_of(drafts, kind)
        options = list(self._clues.of(act))
        scored = [
            (self._model.score(clues) + self._told(drafts, spot), spot) for spot, clues in options
        ]
        if not scored:
            return None
        best, spot = max(scored, key=_score)
        against = list(self._clues.of_none(act))
        none = self._model.score(against) + self._model.margin
        if self._trace.listens:
            self._tell(drafts[0], act, options, against)
        return self._words_of(spot, act) if best > none else None

    def _told(self, drafts: Sequence[Draft], spot: Spot) -> float:
        """What the network adds to a place, by its likeliest mention."""
        proposals = [p for d in drafts if (p := self._proposals.get(d.index)) is not None]
        if not proposals:
            return 0.0
        odds = max(p.odds("place", *m.name) for p in proposals for m in spot.mentions)
        return NETWORK * (odds - EVEN)

    def _tell(
        self,
        draft: Draft,
        act: Act,
        options: Iterable[tuple[Spot, set[str]]],
        against: Sequence[str],
    ) -> None:
        """Tell the trace what was weighed."""
        model = self._model
        none = model.score(against) + model.margin
        choices = [
            Weighed(self._words_of(spot, act), model.score(clues) - none, model.parts(clues))
            for spot, clues in options
        ]
        self._trace.weighed(draft, "place", choices, model.parts(against))

    def _words_of(self, spot: Spot, act: Act) -> Mention:
        """The name as it stands nearest to the act, before it rather than behind."""
        named = [m for m in spot.mentions if m.named]
        here = [m for m in named if m.sentence == act.sentence]
        before = [m for m in named if m.sentence < act.sentence]
        if here:
            near = min(here, key=lambda m: abs(m.head - act.index))
        else:
            near = before[-1] if before else named[0]
        return self._setting.with_directions(*near.name)


def _score(scored: tuple[float, Spot]) -> float:
    return scored[0]
