"""Ties: who belongs to, leads, is loyal to, allied with or opposed to whom; offices.

In: drafts of ties.  Out: one claim per pair.
"""

from collections.abc import Iterator
from typing import cast

from dateline.claim import SYMMETRIC, Claim, Relation
from dateline.extract.assembly import Views
from dateline.extract.matching import Draft

TITLED = frozenset({"office", "leads", "member_of"})
MOST_PAIRS = 6


def tie_claims(views: Views, draft: Draft) -> Iterator[Claim]:
    """Claims of one draft; none where either end cannot be told."""
    role = views.title_of(draft.index) if draft.form == "noun" else None
    pairs = [(a, o) for a in draft.role("actors") for o in draft.role("other")]
    made: set[tuple[int, int]] = set()
    for one, other in pairs[:MOST_PAIRS]:
        if draft.entry.kind in SYMMETRIC and (other, one) in made:
            continue
        made.add((one, other))
        actor, end = views.party(one), views.party(other)
        if actor is None or end is None:
            views.trace.dropped(draft, "unknown who", [one if actor is None else other])
            continue
        if one == other or actor.shown == end.shown:
            views.trace.dropped(draft, "one thing", [one, other])
            continue
        if _is_one_of_several(views, draft, one):
            views.trace.dropped(draft, "one of several", [one])
            continue
        fields = views.shared(draft, [one, other])
        claim = Claim(
            **fields,
            relation=cast("Relation", draft.entry.kind),
            actors=(actor,),
            other=end,
            role=role if draft.entry.kind in TITLED and one != draft.index else None,
            date=views.date_of(draft, fields["source"]),
        )
        views.trace.claimed([draft], claim)
        yield claim


def _is_one_of_several(views: Views, draft: Draft, actor: int) -> bool:
    """“Allies of the president, Bashar al-Assad”: one person is no allies, but the president."""
    words = views.reading.words
    trigger, name = words[draft.index], views.reading.name_at.get(actor)
    if draft.form != "noun" or "Number=Plur" not in trigger.feats or actor < draft.index:
        return False
    alone = not any(words[c].rel == "conj" for c in views.reading.children[actor])
    return name is not None and name.type == "person" and words[actor].rel == "appos" and alone
