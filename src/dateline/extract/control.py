"""Control of places: who holds, contests, is present in, dominates or lost which place.

In: drafts of control.  Out: one claim per holder and place.
"""

from collections.abc import Iterator

from dateline.claim import Claim, Mention
from dateline.extract.assembly import Views
from dateline.extract.matching import Draft

MOST_PAIRS = 8


def control_claims(views: Views, draft: Draft) -> Iterator[Claim]:
    """Claims of one draft; none where holder or place cannot be told."""
    pairs = [(actor, place) for actor in draft.role("actors") for place in draft.role("place")]
    for actor, place in pairs[:MOST_PAIRS]:
        holder, held = views.party(actor), _place(views, place)
        if holder is None or held is None or not views.is_party(actor) or actor == place:
            continue
        fields = views.shared(draft, [actor, place])
        yield Claim(
            **fields,
            level=draft.entry.kind,
            actors=(holder,),
            place=held,
            date=views.setting.date_of(draft),
        )


def _place(views: Views, head: int) -> Mention | None:
    """The named place where the phrase names one, else the phrase ("the eastern districts")."""
    return views.setting.named(head) or views.party(head)
