"""Events: drafts of one act made one claim, with its parties, toll, place and time.

"Killed in an airstrike", "an attack that wounded three" and "shelled the town,
killing two" each name one act twice; drafts of one type that hang together so
are one claim.

In: drafts of events.  Out: claims.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from dateline.claim import Claim, Count, EventType, Mention
from dateline.extract.assembly import LONGEST_EVIDENCE, Views
from dateline.extract.certainty import RANK
from dateline.extract.doers import Doers
from dateline.extract.matching import Draft
from dateline.reading import ROOT

# by these a word of the same type belongs to the act that its head names
ONE_ACT = frozenset(
    {"obl", "nsubj", "nsubj:pass", "obj", "acl", "acl:relcl", "advcl", "xcomp", "nmod", "obl:agent"}
)
MOST_PARTIES = 8
OBJECTS = ("patient", "for", "complement")  # what a verb's evidence is not whole without


def event_claims(views: Views, drafts: Sequence[Draft]) -> Iterator[Claim]:
    """One claim per act and place."""
    doers = Doers(views)
    for group in _group(views, drafts):
        claim = _claim(views, group, doers)
        if claim is None:
            continue
        dates = views.dates_of(group, claim.source)
        claim = claim if not dates else replace(claim, date=dates[0])
        claims = [claim, *(replace(claim, date=again) for again in dates[1:])]
        for place in views.setting.own_places(group[0])[1:]:
            evidence = _reaching(views, claim.evidence, place)
            claims.append(replace(claim, place=place, evidence=evidence))
        for each in claims:
            yield from views.made(group, each)


def _reaching(views: Views, evidence: Mention, place: Mention) -> Mention:
    """Evidence that takes in the place, where that does not make it too long."""
    start, end = min(evidence.start, place.start), max(evidence.end, place.end)
    text = views.reading.text[start:end]
    return Mention(start, end, text) if len(text.split()) <= LONGEST_EVIDENCE else evidence


def _group(views: Views, drafts: Sequence[Draft]) -> list[list[Draft]]:
    """Drafts that name one act, the one that the claim is built on first."""
    at = {draft.index: draft for draft in drafts}
    owner = {draft.index: draft.index for draft in drafts}

    def find(index: int) -> int:
        while owner[index] != index:
            index = owner[index]
        return index

    for draft in drafts:
        above = _act_above(views, draft, at)
        if above is not None:
            owner[find(draft.index)] = find(above)
    groups: dict[int, list[Draft]] = {}
    for draft in drafts:
        groups.setdefault(find(draft.index), []).append(draft)
    return [sorted(g, key=_weight) for g in groups.values()]


def _weight(draft: Draft) -> tuple[int, int]:
    """A draft that names an act goes before one that names its harm; then the fuller one."""
    filled = sum(1 for role in ("actors", "recipients") if draft.role(role))
    return (1 if draft.entry.counts else 0, -filled)


def _act_above(views: Views, draft: Draft, at: dict[int, Draft]) -> int | None:
    word = views.reading.words[draft.index]
    for head in draft.slots.get("agent", ()):  # "the attack killed twelve"
        if head != draft.index and head in at and at[head].entry.kind == draft.entry.kind:
            return head
    if word.head == ROOT:
        return None
    other = at.get(word.head)
    if other is None or other.entry.kind != draft.entry.kind:
        return None
    if views.judge.judge(draft.index)[0] != views.judge.judge(other.index)[0]:
        return None  # "an attack that could have killed hundreds"
    if word.rel == "advcl" and not draft.role("recipients") and not draft.entry.counts:
        return other.index  # "are battling troops, fighting beside others"
    if word.rel in ONE_ACT:
        return other.index if _is_one(draft, other) else None
    if word.rel == "conj" and draft.entry.counts and other.entry.counts:
        return other.index
    return None


def _is_one(draft: Draft, other: Draft) -> bool:
    """Two acts stay apart when both name other victims of the same harm."""
    if draft.entry.counts and other.entry.counts:
        return draft.entry.counts != other.entry.counts or not (
            draft.role("recipients") and other.role("recipients")
        )
    return bool(draft.entry.counts or other.entry.counts) or draft.form != other.form


def _claim(views: Views, group: Sequence[Draft], doers: Doers) -> Claim | None:
    main = group[0]
    actors = _joined(views, group, "actors", parties_only=True)
    if views.disowns(main.index):
        actors = []
    if not actors:  # "troops were deployed": who is moved stands in for who moves them
        actors = _joined(views, group, "other", parties_only=True)
    recipients = [h for h in _joined(views, group, "recipients") if not _is_among(views, h, actors)]
    indices = {d.index for d in group}
    recipients = [h for h in recipients if h not in indices]
    actors = [h for h in actors if h not in indices]
    doers.tell(group, actors, recipients)
    places = views.setting.own_places(main)
    place = places[0] if places else views.whereabouts.place_of(group, main.entry.kind)
    dated = any(views.timing.has_own_date(d) for d in group)
    told = main.form == "verb" or dated or any(views.setting.has_own_place(d) for d in group)
    if not actors and not recipients and not told:
        for draft in group:
            views.trace.dropped(draft, "said again")
        return None  # "the attack": spoken of again, nothing new is said
    if not actors and not views.disowns(main.index):
        actors = doers.unsaid(group, recipients)
        views.trace.supplied(main, "actors", actors)
    counts = tuple(_counts(views, group, recipients))
    where = [h for d in group for h in views.setting.own_place_heads(d)]
    if main.form == "verb":
        where += [h for slot in OBJECTS for h in main.slots.get(slot, ())[:1]]
    fields = views.shared(main, [*actors, *recipients, *(d.index for d in group), *where])
    fields["certainty"] = max(
        (fields["certainty"], *(views.judge.judge(d.index)[1] for d in group[1:])),
        key=RANK.__getitem__,
    )  # "is believed to have been killed in an attack"
    return Claim(
        **fields,
        event=cast("EventType", main.entry.kind),
        mode=next((d.entry.mode for d in group if d.entry.mode), None),
        actors=views.parties(actors)[:MOST_PARTIES],
        recipients=views.parties(recipients)[:MOST_PARTIES],
        place=place,
        counts=counts,
    )


def _joined(
    views: Views, group: Sequence[Draft], role: str, *, parties_only: bool = False
) -> list[int]:
    heads = list(dict.fromkeys(h for d in group for h in d.role(role)))
    return [h for h in heads if views.is_party(h)] if parties_only else heads


def _is_among(views: Views, head: int, actors: Sequence[int]) -> bool:
    """Whether a phrase is one of the actors, or holds one: "100 of its citizens" and "citizens"."""
    if head in actors:
        return True
    first, last = views.phrases.extent(head)
    shown = views.phrases.mention(head).shown.lower()
    return any(
        first <= actor <= last or views.phrases.mention(actor).shown.lower() == shown
        for actor in actors
    )


def _counts(views: Views, group: Sequence[Draft], harmed: Sequence[int]) -> Iterator[Count]:
    """One range per kind of harm: the recipients of its own verb, added up."""
    seen: set[str] = set()
    for draft in group:
        of = draft.entry.counts
        if not of or of in seen:
            continue
        found = [views.count_of(h, of) for h in draft.role("recipients") if h in harmed]
        known = [c for c in found if c is not None]
        if not known or len(known) < len(found):
            continue
        seen.add(of)
        lows = [c.low for c in known if c.low is not None]
        highs = [c.high for c in known if c.high is not None]
        yield Count(
            of=of,
            low=sum(lows) if lows else None,
            high=sum(highs) if len(highs) == len(known) else None,
        )
