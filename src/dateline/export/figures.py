"""Figures: what the page's map and timeline have in common.

Both show several claims as one mark, which points at them.

In: claims as the page numbers and colours them.  Out: marks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.claim import Claim, Link
from dateline.export import wording
from dateline.world import When

MIXED = "mixed"  # the colour of what several sources say, the line of several kinds of claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A claim with what a figure shows of it.

    number  on the page, from 1
    hue     colour of its source in page.css
    """

    number: int
    hue: str
    claim: Claim
    link: Link | None
    when: When | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something in a figure that stands for claims.

    title  what it is and which claims it shows, for a reader who does not see it
    """

    title: str
    claims: tuple[int, ...]
    hue: str
    kind: str


def mark_of(title: str, entries: Sequence[Entry]) -> Mark:
    """The mark of some claims: coloured as they are where they are alike."""
    numbers = tuple(entry.number for entry in entries)
    named = wording.listed(str(number) for number in numbers)
    hues = {entry.hue for entry in entries}
    kinds = {entry.claim.type for entry in entries}
    return Mark(
        title=f"{title}: {'claim' if len(numbers) == 1 else 'claims'} {named}",
        claims=numbers,
        hue=hues.pop() if len(hues) == 1 else MIXED,
        kind=kinds.pop() if len(kinds) == 1 else MIXED,
    )
