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
AREAS = frozenset(
    "area region district province enclave suburb pocket stronghold redoubt bastion neighbourhood "
    "neighborhood settlement valley camp".split()
)


def control_claims(views: Views, draft: Draft) -> Iterator[Claim]:
    """Claims of one draft; none where holder or place cannot be told."""
    if views.is_bygone(draft.index) or _says_where(views, draft):
        views.trace.dropped(draft, "bygone")
        return  # who holds "the former rebel stronghold" is not told
    places = [each for place in draft.role("place") for each in _listed(views, place)]
    pairs = [(actor, place) for actor in draft.role("actors") for place in places]
    for actor, place in pairs[:MOST_PAIRS]:
        holder, held = views.party(actor), _place(views, draft, place)
        if holder is None or held is None:
            views.trace.dropped(draft, "unknown who", [actor if holder is None else place])
            continue
        if not views.is_party(actor) or actor == place:
            views.trace.dropped(draft, "one thing" if actor == place else "no party", [actor])
            continue
        fields = views.shared(draft, [actor, place])
        claim = Claim(
            **fields,
            level=cast("Level", draft.entry.kind),
            actors=(holder,),
            place=held,
            date=views.date_of(draft, fields["source"]),
        )
        yield from views.made([draft], claim)


def _says_where(views: Views, draft: Draft) -> bool:
    """“The Syrian enclave of Afrin” lies in Syria; "the Kurdish enclave" is the Kurds'."""
    words, countries = views.reading.words, views.lexicon.countries
    return draft.form == "noun" and any(
        words[a].rel == "amod"
        and words[a].head == draft.index
        and words[a].text.lower() in countries
        for a in draft.role("actors")
    )


def _listed(views: Views, head: int) -> list[int]:
    """“Three towns -- A, B and C -- were retaken”: each of them, else the phrase itself."""
    if head in views.reading.name_at or "Number=Plur" not in views.reading.words[head].feats:
        return [head]
    apposed = views.reading.under(head, "appos", "compound")  # "the A and B districts"
    listed = [each for c in apposed for each in views.phrases.conjuncts(c)]
    named = [each for each in listed if views.setting.named(each) is not None]
    return named if len(named) > 1 else [head]


def _place(views: Views, draft: Draft, head: int) -> Mention | None:
    """The named place where the phrase names one, else the phrase ("the eastern districts").

    "The area" and "the enclave" point back: they bring the name of where the act is told to be.
    """
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
    if phrase is not None and apposed is None and _points_back(views, head):
        where = views.whereabouts.place_of([draft], "control")
        return phrase if where is None or phrase.name else replace(phrase, name=where.shown)
    if phrase is None or apposed is None:
        return phrase
    return replace(phrase, name=views.phrases.mention(apposed).text)


def _points_back(views: Views, head: int) -> bool:
    """“The area”, “this enclave”, “the last rebel stronghold”: one that was named before."""
    words = views.reading.words
    return words[head].lemma.lower() in AREAS and any(
        words[c].rel == "det" and words[c].text.lower() in ("the", "this", "that")
        for c in views.reading.children[head]
    )
