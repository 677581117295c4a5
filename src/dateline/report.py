"""Findings: what the road from text to claims found in one document."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.claim import Claim, Link, Statement
from dateline.document import Document
from dateline.world import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """One document with its claims, in order of their evidence, and the links over them.

    words       how many words were read
    statements  what the report gives as somebody's words, in text order
    """

    document: Document
    claims: Sequence[Claim]
    links: Sequence[Link]
    words: int
    statements: Sequence[Statement] = ()

    def when(self, claim: Claim) -> When | None:
        """The days that a claim's date words mean, or None where nothing tells."""
        own = claim.id
        return next((link.when for link in self.links if link.claim == own), None)
