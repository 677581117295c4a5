"""Findings: what the road from text to claims found in one document."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.claim import Claim, Link, Statement, Toponym
from dateline.document import Document
from dateline.world import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """One document with its claims, in order of their evidence, and the links over them.

    words       how many words were read
    statements  what the report gives as somebody's words, in text order
    toponyms    the places that the report names, in text order
    """

    document: Document
    claims: Sequence[Claim]
    links: Sequence[Link]
    words: int
    statements: Sequence[Statement] = ()
    toponyms: Sequence[Toponym] = ()

    def when(self, claim: Claim) -> When | None:
        """The days that a claim's date words mean, or None where nothing tells."""
        link = self._link(claim, "date")
        return link.when if link else None

    def where(self, claim: Claim) -> Link | None:
        """The place that a claim's place words mean, with its runner-up; None where not known."""
        return self._link(claim, "place")

    def _link(self, claim: Claim, role: str) -> Link | None:
        own = claim.id
        return next((each for each in self.links if each.claim == own and each.role == role), None)
