"""Strengths: how many fighters, troops, vehicles an actor has, and where.

A number of a unit is a strength only where the sentence states it as one: the
units are somewhere, or somebody has or deploys them.  Units that are killed,
captured or flee are an event's toll.

In: drafts of strengths.  Out: claims.
"""

from collections.abc import Iterator

from dateline.claim import Claim, Count
from dateline.extract.assembly import Views
from dateline.extract.counts import read_range
from dateline.extract.matching import Draft
from dateline.lexicon import Form
from dateline.reading import ROOT

ROUND = frozenset({"dozen", "score", "hundred", "thousand", "ten", "handful"})
NUMERAL = 5  # words that a number before "strong" may take
NUMERIC = frozenset({"NUM", "PUNCT", "NOUN"})


BODIES = frozenset(
    "group column unit force band team crowd contingent army militia patrol gang cell squad corps "
    "convoy detachment garrison mob brigade battalion company".split()
)
# participles that say where units are or what they do there: "200 soldiers stationed in"
THERE = frozenset(
    "station deploy base serve fight operate hole leave trap garrison mass hide remain stay train "
    "assign gather dig embed post".split()
)
OWNERS = frozenset({"force", "organization", "nationality", "people", "place"})
SIZEABLE = 50  # fewer doers of an act are its gunmen, not a strength (tuned on annotated reports)


def strength_claims(views: Views, draft: Draft) -> Iterator[Claim]:
    """The claim of one draft whose trigger is a unit with a number, stated as a strength."""
    if draft.form == "adjective":
        unit = _modified(draft)
        count = _strong(views, draft.index)
    else:
        unit = draft.index
        count = _count(views, unit)
    if unit is None or count is None or (count.low, count.high) in ((1, 1), (0, 0)):
        views.trace.dropped(draft, "no number")
        return
    holder = unit if draft.form == "adjective" else _holder(views, draft, count)
    if holder is None or views.party(holder) is None:
        views.trace.dropped(draft, "no strength" if holder is None else "unknown who", [unit])
        return
    fields = views.shared(draft, [unit, holder])
    claim = Claim(
        **fields,
        actors=(views.phrases.mention(holder),),
        counts=(count,),
        make_up=_make_up(views, unit),
        place=views.whereabouts.place_of([draft], "strength"),
        date=views.date_of(draft, fields["source"]),
    )
    yield from views.made([draft], claim)


def _modified(draft: Draft) -> int | None:
    return next(iter(draft.slots.get("modified", ())), None)


def _count(views: Views, unit: int) -> Count | None:
    """How many of a unit the phrase prints; a bare plural prints nothing."""
    words = views.reading.words
    first, _ = views.phrases.extent(_site(views, unit))
    printed = read_range(views.reading.text[words[first].start : words[unit].start])
    if printed in (None, (2, None)):  # "many fighters" prints no number
        return None
    if any(words[c].lemma == "strong" for c in views.reading.children[unit]):
        return None  # counted by its own entry
    return views.count_of(_site(views, unit), words[unit].text.lower())


def _site(views: Views, unit: int) -> int:
    """The word that stands in the clause for a unit: "hundreds" of "hundreds of fighters"."""
    word = views.reading.words[unit]
    if word.rel == "nmod" and views.phrases.case_of(unit) == "of":
        above = views.reading.words[word.head]
        if above.lemma.lower() in ROUND:
            return above.index
    return unit


def _strong(views: Views, strong: int) -> Count | None:
    """“A 5,000-strong militia”, “some 400 strong”: the number before the word."""
    words = views.reading.words
    start = max(strong - NUMERAL, views.reading.sentences[views.reading.sentence_of[strong]].start)
    before = views.reading.text[words[start].start : words[strong].start].rstrip(" -‐–")
    found = read_range(before) if before and words[strong - 1].upos in NUMERIC else None
    head = words[strong].head
    of = words[head].text.lower() if head != ROOT else ""
    return Count(of=of, low=found[0], high=found[1]) if found is not None and of else None


def _stating_verbs(draft: Draft) -> frozenset[str]:
    return frozenset(pattern[0] for pattern in draft.entry.words["verb"])


def _holder(views: Views, draft: Draft, count: Count) -> int | None:
    """Who is so many: who has them, else the units themselves; None where it is not stated."""
    unit = draft.index
    site = _site(views, unit)
    stated = _by_clause(views, site, _stating_verbs(draft))
    if stated is not None:
        return unit if stated == site else stated
    if _is_toll(views, site):
        return None
    owner = _owner(views, unit)
    if _is_stationed(views, unit):
        return unit if owner is None else owner
    owned = owner is not None and views.phrases.classes_of(owner) & {"force", "organization"}
    if "force" not in views.phrases.classes_of(unit) and not owned:
        return None  # civilians are counted for much else
    if _is_body(views, unit):
        return unit if owner is None else owner
    if owner is not None and (_has_place(views, unit) or _is_many(count)):
        return owner
    return unit if _acts(views, site) and _is_many(count) else None


def _is_many(count: Count) -> bool:
    return max(count.low or 0, count.high or 0) >= SIZEABLE


def _owner(views: Views, unit: int) -> int | None:
    """“America's 2,000 troops”, “400 Isis members”: whose they are."""
    for child in views.reading.children[unit]:
        word = views.reading.words[child]
        fits = word.rel in ("nmod:poss", "compound", "amod") and child < unit
        if fits and views.phrases.classes_of(child) & OWNERS and word.text[:1].isupper():
            return child
    return None


def _is_toll(views: Views, unit: int) -> bool:
    """Whether the units are those killed, held or displaced by what governs them."""
    word = views.reading.words[unit]
    if word.head == ROOT:
        return False
    head = views.reading.words[word.head]
    form: Form = "verb" if head.upos == "VERB" else "noun"
    known = views.lexicon.triggers[form].get(head.lemma.lower(), ())
    harms = any(entry.counts for entry, _ in known)
    if form == "noun":
        return harms and word.rel == "nmod"
    return harms and unit not in views.predicates.verb_slots(head.index).get("agent", ())


def _is_stationed(views: Views, unit: int) -> bool:
    words = views.reading.words
    return any(
        words[c].rel in ("acl", "acl:relcl", "amod") and words[c].lemma in THERE and c > unit
        for c in views.reading.children[unit]
    )


def _is_body(views: Views, unit: int) -> bool:
    """“A column of 100 guerrillas”."""
    word = views.reading.words[unit]
    if word.rel != "nmod" or views.phrases.case_of(unit) != "of":
        return False
    return views.reading.words[word.head].lemma.lower() in BODIES


def _has_place(views: Views, unit: int) -> bool:
    return any(
        views.reading.words[c].rel == "nmod" and views.phrases.case_of(c) in ("in", "at", "inside")
        for c in views.reading.children[unit]
    )


def _acts(views: Views, unit: int) -> bool:
    word = views.reading.words[unit]
    if word.rel not in ("nsubj", "obl:agent") or word.head == ROOT:
        return False
    return views.reading.words[word.head].upos == "VERB"


def _by_clause(views: Views, unit: int, stating: frozenset[str]) -> int | None:
    """Who has the units by the clause's own words: "has 400 fighters", "900 are in Mosul"."""
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
