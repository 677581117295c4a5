"""Strengths: how many fighters, troops, vehicles an actor has, and where.

A number of a unit is a strength only where the sentence states it as one: the
units are somewhere, or somebody has or deploys them.  Units that are killed,
captured or flee are an event's toll.

In: drafts of strengths.  Out: claims.
"""

from collections.abc import Iterator

from dateline.claim import Claim
from dateline.extract.assembly import Views
from dateline.extract.counts import read_range
from dateline.extract.matching import Draft
from dateline.reading import ROOT


def strength_claims(views: Views, draft: Draft) -> Iterator[Claim]:
    """The claim of one draft whose trigger is a unit with a number, stated as a strength."""
    if draft.form != "noun":
        return
    unit = draft.index
    first, _ = views.phrases.extent(unit)
    words = views.reading.words
    before = views.reading.text[words[first].start : words[unit].start]
    count = read_range(before)
    if count is None or count in ((1, 1), (0, 0)):
        return
    holder = _holder(views, unit, _stating_verbs(draft))
    if holder is None:
        return
    fields = views.shared(draft, [unit, holder])
    found = views.count_of(unit, words[unit].text.lower())
    if found is None:
        return
    yield Claim(
        **fields,
        actors=(views.phrases.mention(holder),),
        counts=(found,),
        make_up=_make_up(views, unit),
        place=views.whereabouts.place_of([draft], "strength"),
        date=views.date_of(draft, fields["source"]),
    )


def _stating_verbs(draft: Draft) -> frozenset[str]:
    return frozenset(pattern[0] for pattern in draft.entry.words["verb"])


def _holder(views: Views, unit: int, stating: frozenset[str]) -> int | None:
    """Who is so many: the verb's subject, else the units themselves; None if none is stated."""
    word = views.reading.words[unit]
    children = views.reading.children[unit]
    if any(views.reading.words[c].rel == "cop" for c in children):
        subject = views.predicates.subject(unit)
        return subject[0] if subject else None
    if word.rel == "nsubj" and word.head != ROOT:
        head = views.reading.words[word.head]
        located = head.upos != "VERB" or head.lemma in ("be", "remain", "stay", "operate", "exist")
        return unit if located and _is_there(views, head.index) else None
    if word.head == ROOT:
        return None
    verb = views.reading.words[word.head]
    if verb.upos == "VERB" and verb.lemma in stating:
        slots = views.predicates.verb_slots(verb.index)
        if unit in slots.get("patient", ()):
            agents = slots.get("agent", [])
            return agents[0] if agents else unit
    return None


def _is_there(views: Views, head: int) -> bool:
    """Whether a clause says that its subject is somewhere."""
    children = views.reading.children[head]
    words = views.reading.words
    if any(words[c].rel == "expl" for c in children):
        return True
    return any(words[c].rel in ("cop", "case") for c in children) or any(
        words[c].rel.startswith("obl") for c in children
    )


def _make_up(views: Views, unit: int) -> str | None:
    """Who they are, where adjectives between number and unit say so."""
    words = views.reading.words
    inside = [
        c
        for c in views.reading.children[unit]
        if c < unit and words[c].rel == "amod" and words[c].text[:1].isupper()
    ]
    if not inside:
        return None
    first = min(min(views.reading.subtree(c)) for c in inside)
    return views.phrases.span(first, unit - 1).text
