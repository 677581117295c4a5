"""Scoring: how likely a claim is to be right, from what made it.

A claim is the surer the more the lexicon, the network and the sentence agree: whether the
network would have claimed it too, whether its parties are named where they should be, in
what form it stands.  Weights are fitted to which claims annotators made as well
(`training/claim_scores.py`), so that of claims scored 0.6 six in ten are right.

In: a claim and the drafts that it was made of.  Out: a chance from 0 to 1.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.claim import Claim
from dateline.extract.clues import MODELS, ClueModel
from dateline.extract.matching import Draft
from dateline.extract.proposing import ROLE_OF, ROLES_OF, is_proposed, kind_of
from dateline.reading import ROOT, Proposal, Reading

MODEL = MODELS / "claim.toml"
STEPS = (0.02, 0.06, 0.12, 0.25, 0.4, 0.55, 0.7, 0.85, 0.95)
LENGTHS = (12, 20, 30, 45)  # words of a sentence
DIGITS = 3


class ClaimScorer:
    """Scores the claims of one reading.

    Args:
        reading: with the network's proposals.
        model: what each clue adds.
    """

    def __init__(self, reading: Reading, model: ClueModel) -> None:
        self.reading = reading
        self.model = model

    def scored(self, claim: Claim, drafts: Sequence[Draft]) -> Claim:
        """The claim with its score."""
        odds = self.model.score(self.clues(claim, drafts)) - self.model.margin
        return replace(claim, score=round(1 / (1 + math.exp(-odds)), DIGITS))

    def clues(self, claim: Claim, drafts: Sequence[Draft]) -> Iterator[str]:
        """What speaks for and against a claim.

        Args:
            claim: as it was assembled.
            drafts: what it was made of, the main one first.
        """
        main = drafts[0]
        by = "network" if is_proposed(main.entry) else "lexicon"
        yield "any"
        yield f"type={claim.type}"
        yield f"kind={claim.type}:{claim.kind}"
        yield f"form={claim.type}:{main.form}"
        yield f"status={claim.status}"
        yield f"certainty={claim.certainty}"
        yield f"source={claim.source.kind}"
        yield from self._sentence(main)
        proposals = [p for d in drafts if (p := self._proposal(d)) is not None]
        kind = kind_of(main.entry)
        own = max((p.kinds.get(kind, 0.0) for p in proposals), default=0.0)
        rival = max((c for p in proposals for k, c in p.kinds.items() if k != kind), default=0.0)
        yield f"{by}={_step(own)}"
        yield f"{claim.type}-chance={_step(own)}"
        yield f"rival={_step(rival)}"
        for role in ROLES_OF[claim.type]:
            heads = [h for d in drafts for h in d.role(ROLE_OF[role])]
            yield from self._role(claim, role, heads, proposals)
        checked = sum(1 for role in main.entry.requires if main.role(role))
        yield f"checked={claim.type}:{checked}"
        if claim.type == "event":
            parties = ("A" if claim.actors else "") + ("R" if claim.recipients else "")
            yield f"parties={parties or 'none'}:{main.form}"

    def _proposal(self, draft: Draft) -> Proposal | None:
        known = self.reading.proposals
        found = [known[w] for w in dict.fromkeys((draft.index, *draft.trigger)) if w in known]
        kind = kind_of(draft.entry)
        return max(found, key=lambda p: p.kinds.get(kind, 0.0), default=None)

    def _sentence(self, draft: Draft) -> Iterator[str]:
        number = self.reading.sentence_of[draft.index]
        length = len(self.reading.sentences[number])
        yield f"length={sum(length >= step for step in LENGTHS)}"
        word = self.reading.words[draft.index]
        yield f"stands={draft.form}:{'root' if word.head == ROOT else word.rel.split(':')[0]}"

    def _role(
        self, claim: Claim, role: str, heads: Sequence[int], proposals: Sequence[Proposal]
    ) -> Iterator[str]:
        if not heads:
            likely = max((c for p in proposals for _, c in p.fillers[role][:1]), default=0.0)
            yield f"{claim.type}-{role}=none"
            yield f"{claim.type}-{role}-missing={_step(likely)}"
            return
        chances = [dict(p.fillers[role]) for p in proposals]
        best = max((c.get(h, 0.0) for c in chances for h in heads), default=0.0)
        yield f"{claim.type}-{role}={_step(best)}"
        word = self.reading.words[heads[0]]
        named = heads[0] in self.reading.name_at
        yield f"{role}-is={'name' if named else word.upos}"


def _step(chance: float) -> int:
    """Which of the steps a chance lies above."""
    return sum(chance >= step for step in STEPS)
