"""Ties: who belongs to, leads, is loyal to, allied with or opposed to whom; offices.

In: drafts of ties.  Out: one claim per pair.
"""

from collections.abc import Iterator, Sequence
from typing import cast

from dateline.claim import SYMMETRIC, Claim, Mention, Relation
from dateline.extract.assembly import Views
from dateline.extract.matching import Draft

TITLED = frozenset({"office", "leads", "member_of"})
MOST_PAIRS = 6


def tie_claims(views: Views, draft: Draft) -> Iterator[Claim]:
    """Claims of one draft; none where either end cannot be told."""
    role = views.title_of(draft.index) if draft.form == "noun" else None
    bearers = dict.fromkeys(_bearer(views, draft, a) for a in draft.role("actors"))
    pairs = [(a, o) for a in bearers for o in draft.role("other")]
    made: set[tuple[int, int]] = set()
    for one, other in pairs[:MOST_PAIRS]:
        if draft.entry.kind in SYMMETRIC and (other, one) in made:
            continue
        made.add((one, other))
        end = views.party(other)
        actors: Sequence[Mention] = views.parties([one])
        if end is None or not actors:
            views.trace.dropped(draft, "unknown who", [other if end is None else one])
            continue
        actors = [actor for actor in actors if one != other and actor.shown != end.shown]
        if not actors:
            views.trace.dropped(draft, "one thing", [one, other])
            continue
        if _is_one_of_several(views, draft, one):
            views.trace.dropped(draft, "one of several", [one])
            continue
        fields = views.shared(draft, [one, other])
        for actor in actors:
            claim = Claim(
                **fields,
                relation=cast("Relation", draft.entry.kind),
                actors=(actor,),
                other=end,
                role=role if draft.entry.kind in TITLED and one != draft.index else None,
                date=views.date_of(draft, fields["source"]),
            )
            yield from views.made([draft], claim)


def _bearer(views: Views, draft: Draft, actor: int) -> int:
    """“Their Arab proxies” are these proxies, no Arabs besides; "their Saudi allies" the Saudis."""
    word = views.reading.words[actor]
    if word.upos != "ADJ" or word.rel != "amod" or word.head != draft.index:
        return actor
    several = [c for c in views.reading.under(draft.index, "amod") if _is_people(views, c)]
    if len(several) > 1 or word.text.lower() not in views.lexicon.countries:
        return draft.index
    return actor


def _is_people(views: Views, index: int) -> bool:
    return bool(views.phrases.classes_of(index) & {"nationality", "people"})


def _is_one_of_several(views: Views, draft: Draft, actor: int) -> bool:
    """“Allies of the president, Bashar al-Assad”: one person is no allies, but the president."""
    words = views.reading.words
    trigger, name = words[draft.index], views.reading.name_at.get(actor)
    if draft.form != "noun" or "Number=Plur" not in trigger.feats or actor < draft.index:
        return False
    alone = not any(words[c].rel == "conj" for c in views.reading.children[actor])
    return name is not None and name.type == "person" and words[actor].rel == "appos" and alone
