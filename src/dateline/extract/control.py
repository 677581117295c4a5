"""Control of places: who holds, contests, is present in, dominates or lost which place.

In: drafts of control.  Out: one claim per holder and place.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from dateline.claim import Claim, Level, Mention
from dateline.extract.assembly import Views
from dateline.extract.matching import Draft

MOST_PAIRS = 8


def control_claims(views: Views, draft: Draft) -> Iterator[Claim]:
    """Claims of one draft; none where holder or place cannot be told."""
    if views.is_bygone(draft.index):
        return  # who holds "the former rebel stronghold" is not told
    pairs = [(actor, place) for actor in draft.role("actors") for place in draft.role("place")]
    for actor, place in pairs[:MOST_PAIRS]:
        holder, held = views.party(actor), _place(views, place)
        if holder is None or held is None or not views.is_party(actor) or actor == place:
            continue
        fields = views.shared(draft, [actor, place])
        yield Claim(
            **fields,
            level=cast("Level", draft.entry.kind),
            actors=(holder,),
            place=held,
            date=views.date_of(draft, fields["source"]),
        )


def _place(views: Views, head: int) -> Mention | None:
    """The named place where the phrase names one, else the phrase ("the eastern districts")."""
    named = views.setting.named(head)
    if named is not None:
        return named
    phrase = views.party(head)
    apposed = next(
        (
            c
            for c in views.reading.children[head]
            if views.reading.words[c].rel == "appos" and c in views.reading.name_at
        ),
        None,
    )
    if phrase is None or apposed is None:
        return phrase
    return replace(phrase, name=views.phrases.mention(apposed).text)
