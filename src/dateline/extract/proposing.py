"""Proposing: what the lexicon drafts and what the network proposes, made one list of drafts.

The lexicon knows wordings and who fills their slots; the network has seen annotated
claims, and knows which of these words claim something here, and others besides.  Every
draft stays, with the chance that the network gives it; what the network is sure of and no
entry calls up is drafted anew, and who fills a role that stayed empty.

In: drafts of the lexicon, a reading with proposals.  Out: drafts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast, get_args

from dateline.claim import ClaimType, EventType, Level, Relation
from dateline.extract.matching import NEEDED, Draft, Matcher
from dateline.extract.phrases import Phrases
from dateline.extract.predicates import Predicates
from dateline.lexicon import DEFAULT_ROLES, FORMS, Entry, Form
from dateline.reading import Proposal

ROLE_OF = {"actor": "actors", "recipient": "recipients", "other": "other", "place": "place"}
ROLES_OF: Mapping[str, tuple[str, ...]] = {
    "event": ("actor", "recipient"),
    "control": ("actor", "place"),
    "tie": ("actor", "other"),
    "strength": ("actor",),
}
KINDS: Mapping[str, tuple[str, ...]] = {
    "event": get_args(EventType),
    "control": get_args(Level),
    "tie": get_args(Relation),
}
FORM_OF: Mapping[str, Form] = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun"}
PARTY = frozenset({"force", "person", "people", "organization", "place", "nationality", "office"})
GROUP = frozenset({"force", "people", "organization", "nationality"})
# what can fill a role of a proposal; the network knows wordings better than what things are
FITTING: Mapping[str, Mapping[str, frozenset[str]]] = {
    "event": {"actors": PARTY},
    "control": {"actors": PARTY, "place": frozenset({"place", "base", "building"})},
    "tie": {"actors": PARTY, "other": PARTY},
    "tie:office": {
        "actors": frozenset({"person"}),
        "other": frozenset({"place", "nationality", "organization"}),
    },
    "tie:leads": {"actors": frozenset({"person"}), "other": GROUP | {"place"}},
    "tie:member_of": {"actors": frozenset({"person", "people"}), "other": GROUP},
    "tie:part_of": {"actors": GROUP, "other": GROUP},
}
OF_NAMED = frozenset({"tie:office", "tie:leads", "tie:member_of"})
STATUS = {"REQUEST": "demanded"}  # what the kind alone says, as in the lexicon


@dataclass(frozen=True, slots=True)
class Dial:
    """How much is taken over from the network; the higher, the fewer and surer the claims.

    propose  chance from which a claim is drafted that no entry calls up
    fill     chance from which a phrase fills a role that the lexicon left empty
    replace  chance from which it goes before what the lexicon filled the role with
    """

    propose: float = 0.8
    fill: float = 0.6
    replace: float = 0.8


SURE_ONLY = Dial()
LEXICON_ALONE = Dial(propose=2.0, fill=2.0, replace=2.0)  # for tests of entries


def kind_of(entry: Entry) -> str:
    """Type and kind as the network names them: "event:ASSAULT", "strength"."""
    return entry.type if entry.type == "strength" else f"{entry.type}:{entry.kind}"


def is_proposed(entry: Entry) -> bool:
    """Whether an entry is the network's, and no file's."""
    return ENTRIES.get(kind_of(entry)) is entry


def _new_entry(kind: str) -> Entry:
    type_, _, name = kind.partition(":")
    return Entry(
        name=f"network-{name.lower() or type_}",
        type=cast("ClaimType", type_),
        kind=name or type_,
        mode=None,
        words=dict.fromkeys(FORMS, ()),
        roles=DEFAULT_ROLES[type_],
        requires=FITTING.get(kind) or FITTING.get(type_, {}),
        excludes={},
        counts=None,
        status=cast("None", STATUS.get(name)),
        certainty=None,
        examples=(),
    )


ENTRIES = {
    f"{type_}:{kind}": _new_entry(f"{type_}:{kind}")
    for type_, kinds in KINDS.items()
    for kind in kinds
}


class Proposer:
    """Weighs the drafts of one reading.

    Args:
        matcher: of a reading with the network's proposals.
        phrases: of the same reading.
        predicates: of the same reading.
        dial: how much is taken over.
    """

    def __init__(
        self, matcher: Matcher, phrases: Phrases, predicates: Predicates, dial: Dial
    ) -> None:
        self.matcher = matcher
        self.reading = matcher.reading
        self.phrases = phrases
        self.predicates = predicates
        self.dial = dial

    def weigh(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The drafts that stay, and new ones, in text order."""
        kept = [self._weighed(draft) for draft in drafts]
        new = [draft for draft in self._new() if not any(self._repeats(draft, d) for d in kept)]
        return sorted([*kept, *new], key=lambda draft: draft.index)

    def _repeats(self, new: Draft, draft: Draft) -> bool:
        """Whether a draft says what another one says already: "control" beside "under control"."""
        if new.entry.type != draft.entry.type:
            return False
        same_words = new.index == draft.index or new.index in draft.trigger
        if new.entry.kind != draft.entry.kind:
            return same_words and new.entry.type == "tie"  # a leader is no member besides
        if same_words:
            return True
        sentence_of = self.reading.sentence_of
        shared = [set(new.role(role)) & set(draft.role(role)) for role in PARTIES[new.entry.type]]
        return sentence_of[new.index] == sentence_of[draft.index] and all(shared)

    def _weighed(self, draft: Draft) -> Draft:
        """A draft with its chance, its roles filled by what the network is sure of."""
        kind = kind_of(draft.entry)
        words = dict.fromkeys((draft.index, *draft.trigger))
        known = [(w, p) for w in words if (p := self.reading.proposals.get(w)) is not None]
        if not known:
            return replace(draft, chance=0.0)
        _, proposal = max(known, key=lambda pair: pair[1].kinds.get(kind, 0.0))
        chance = proposal.kinds.get(kind, 0.0)
        return replace(draft, chance=chance).with_roles(**self._filled(draft, proposal))

    def _filled(self, draft: Draft, proposal: Proposal) -> dict[str, tuple[int, ...]]:
        roles: dict[str, tuple[int, ...]] = {}
        for role in ROLES_OF[draft.entry.type]:
            name = ROLE_OF[role]
            own = draft.role(name)
            others = {h for other in draft.roles if other != name for h in draft.role(other)}
            chances = dict(proposal.fillers[role])
            if not own:
                found = self._fillers(draft.entry, draft.index, role, proposal, self.dial.fill)
                roles[name] = () if others.intersection(found) else found  # no victim is the doer
            elif max(chances.get(w, 0.0) for w in own) < LEAST_SHARE:
                better = self._fillers(draft.entry, draft.index, role, proposal, self.dial.replace)
                roles[name] = own if not better or others.intersection(better) else better
        return roles

    def _fillers(
        self, entry: Entry, index: int, role: str, proposal: Proposal, least: float
    ) -> tuple[int, ...]:
        """The likeliest phrase that can have a role, and what is coordinated with it."""
        name, of_kind = ROLE_OF[role], ENTRIES.get(kind_of(entry), entry)
        within = self.reading.sentence_of[index] if entry.type in ("tie", "control") else None
        for described, chance in proposal.fillers[role]:
            word = self.phrases.described(described)  # "who" is whom it stands for
            if chance < least:
                break
            if not all(self.matcher.fits(each, name, word) for each in (entry, of_kind)):
                continue
            if within is not None and self.reading.sentence_of[word] != within:
                continue
            if name == "actors" and kind_of(entry) in OF_NAMED and not self._is_named(word):
                continue
            return tuple(self.phrases.conjuncts(word))
        return ()

    def _is_named(self, word: int) -> bool:
        return (
            self._meant(word) in self.reading.name_at or self.phrases.mention(word).name is not None
        )

    def _meant(self, word: int) -> int:
        meant = self.phrases.meant(word)
        return word if meant is None else meant

    def _new(self) -> Iterator[Draft]:
        """Drafts of what no entry calls up."""
        for word, proposal in self.reading.proposals.items():
            for kind, chance in proposal.kinds.items():
                entry = ENTRIES.get(kind)
                if entry is None or chance < self.dial.propose:
                    continue
                draft = self._drafted(entry, word, proposal, chance)
                if draft is not None:
                    yield draft

    def _drafted(self, entry: Entry, word: int, proposal: Proposal, chance: float) -> Draft | None:
        form = FORM_OF.get(self.reading.words[word].upos, "adjective")
        slots = {
            "verb": self.predicates.verb_slots,
            "noun": self.predicates.noun_slots,
            "adjective": self.predicates.adjective_slots,
        }[form](word)
        roles = {
            ROLE_OF[role]: self._fillers(entry, word, role, proposal, self.dial.fill)
            for role in ROLES_OF[entry.type]
        }
        if any(not roles.get(role) for role in NEEDED[entry.type]) or not any(roles.values()):
            return None
        return Draft(entry, form, word, (word,), roles, slots, chance)


# by these two drafts of one kind in a sentence are known to be one
PARTIES = {
    "event": ("actors", "recipients"),
    "control": ("actors", "place"),
    "tie": ("actors", "other"),
    "strength": ("actors",),
}
LEAST_SHARE = 0.1  # chance under which the network is against what the lexicon filled in
