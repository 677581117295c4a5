"""Cues: the word lists of attribution and certainty, made ready once for all reports.

In: a lexicon.  Out: `Cues`, sets and compiled patterns.

Raises:
    LexiconError: a regular expression of a lexicon file does not compile.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from dateline.claim import Certainty, Medium, Status
from dateline.errors import LexiconError
from dateline.lexicon import Lexicon

FrameKind = Literal["say", "deny", "perceive", "show", "according", "noun", "quote"]
PartOfSpeech = Literal["VERB", "NOUN", "ADJ"]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a word does to what depends on it; None leaves it as it is.

    by  the word of the report that does it, None in the lexicon
    """

    status: Status | None = None
    certainty: Certainty | None = None
    perfect: "Effect | None" = None
    by: int | None = field(default=None, compare=False)

    def of(self, word: int) -> "Effect":
        """The same effect, done by a word."""
        return Effect(self.status, self.certainty, self.perfect, word)


@dataclass(frozen=True, slots=True)
class Cues:
    """Attribution: `reporting.toml`; certainty: `certainty.toml`; light verbs: `light.toml`."""

    frame_kind: Mapping[str, FrameKind]
    weak: frozenset[str]
    hearer: frozenset[str]
    accuse: frozenset[str]
    phrases: frozenset[str]
    statements: frozenset[str]
    materials: frozenset[str]
    reporters: frozenset[str]
    cite: frozenset[str]
    bodies: frozenset[str]
    issued: frozenset[str]
    media: Mapping[str, Medium]
    bylines: tuple[re.Pattern[str], ...]
    withheld: tuple[re.Pattern[str], ...]
    pseudonym: tuple[re.Pattern[str], ...]
    reasons: tuple[re.Pattern[str], ...]
    explained: tuple[re.Pattern[str], ...]
    light: Mapping[str, frozenset[str]]
    complement: Mapping[PartOfSpeech, Mapping[str, Effect]]
    adverbs: Mapping[str, Effect]
    adjectives: Mapping[str, Effect]
    modals: Mapping[str, Effect]
    negations: frozenset[str]
    conditions: frozenset[str]
    involvement: frozenset[str]
    bygone: frozenset[str]


def ready_cues(lexicon: Lexicon) -> Cues:
    """Gather the cues of a lexicon."""
    reporting = lexicon.lists.get("reporting", {})
    certainty = lexicon.lists.get("certainty", {})
    verbs, nouns = reporting.get("verb", {}), reporting.get("noun", {})
    frame_kind: dict[str, FrameKind] = {}
    tables: tuple[tuple[str, FrameKind], ...] = (
        ("show", "show"),
        ("perceive", "perceive"),
        ("write", "say"),
        ("say", "say"),
        ("deny", "deny"),
    )
    for table, kind in tables:
        frame_kind |= dict.fromkeys(verbs.get(table, ()), kind)
    light = lexicon.lists.get("light", {})
    complement: dict[PartOfSpeech, dict[str, Effect]] = {p: {} for p in get_args(PartOfSpeech)}
    keys: tuple[tuple[PartOfSpeech, str], ...] = (
        ("VERB", "verbs"),
        ("NOUN", "nouns"),
        ("ADJ", "adjectives"),
    )
    for words in _tables(certainty, "complement"):
        for part, key in keys:
            _add(complement[part], words.get(key, ()), words)
    return Cues(
        frame_kind=frame_kind,
        weak=frozenset(verbs.get("weak", ())),
        hearer=frozenset(verbs.get("hearer", ())),
        accuse=frozenset(verbs.get("accuse", ())),
        phrases=frozenset(reporting.get("phrase", {}).get("prepositions", ())),
        statements=frozenset(nouns.get("statement", ())),
        materials=frozenset(nouns.get("material", ())),
        reporters=frozenset(nouns.get("reporter", ())),
        cite=frozenset(reporting.get("chain", {}).get("cite", ())),
        bodies=frozenset(nouns.get("body", ())),
        issued=frozenset(nouns.get("issued", ())),
        media=_media(reporting),
        bylines=_patterns("byline", reporting),
        withheld=_patterns("withheld", reporting),
        pseudonym=_patterns("pseudonym", reporting),
        reasons=_patterns("reason", reporting),
        explained=_patterns("explained", reporting),
        light={
            role: frozenset(light.get(role, {}).get("verbs", ())) for role in ("agent", "patient")
        },
        complement=complement,
        adverbs=_effects(certainty, "adverb"),
        adjectives=_effects(certainty, "adjective"),
        modals=_effects(certainty, "modal"),
        negations=frozenset(certainty.get("negation", {}).get("words", ())),
        bygone=frozenset(certainty.get("bygone", {}).get("words", ())),
        involvement=frozenset(certainty.get("involvement", {}).get("words", ())),
        conditions=frozenset(certainty.get("condition", {}).get("strict", ())),
    )


def _media(reporting: Mapping[str, Mapping[str, Any]]) -> dict[str, Medium]:
    table = reporting.get("medium", {})
    return {word: medium for medium in get_args(Medium) for word in table.get(medium, ())}


def _tables(certainty: Mapping[str, Mapping[str, Any]], group: str) -> Iterable[Mapping[str, Any]]:
    return [table for table in certainty.get(group, {}).values() if isinstance(table, dict)]


def _add(effects: dict[str, Effect], words: Iterable[str], table: Mapping[str, Any]) -> None:
    """Enter words; of two tables with a status the first wins, certainty likewise."""
    perfect = table.get("perfect")
    new = Effect(
        table.get("status"),
        table.get("certainty"),
        Effect(perfect.get("status"), perfect.get("certainty")) if perfect else None,
    )
    for word in words:
        old = effects.get(word, Effect())
        effects[word] = Effect(
            old.status or new.status, old.certainty or new.certainty, old.perfect or new.perfect
        )


def _effects(certainty: Mapping[str, Mapping[str, Any]], group: str) -> dict[str, Effect]:
    effects: dict[str, Effect] = {}
    for table in _tables(certainty, group):
        _add(effects, table.get("words", ()), table)
    return effects


def _patterns(
    table: str, reporting: Mapping[str, Mapping[str, Any]]
) -> tuple[re.Pattern[str], ...]:
    patterns = reporting.get(table, {}).get("patterns", ())
    try:
        return tuple(re.compile(p, re.IGNORECASE) for p in patterns)
    except re.error as error:
        message = f"reporting.toml: [{table}] {error.pattern!r} is no regular expression: {error}"
        raise LexiconError(message) from error
