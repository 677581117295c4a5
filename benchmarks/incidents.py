"""Incidents: the claims of one report that speak of one act of violence, taken together.

A report tells of an act more than once: the bombing, the blast, the two who were
killed.  Claims of one family that no date, place or named victim holds apart are one incident;
fighting between armed bodies is none.

In: findings, and the reading that they came from.  Out: incidents in the order of their first claim.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dateline.claim import Claim, Mention
from dateline.extract.phrases import Phrases
from dateline.reading import ROOT, Reading
from dateline.report import Findings

Kind = Literal["attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage"]

# Lexicon entries whose acts are no incidents: war between armed bodies, and talk of violence.
FIGHTING = frozenset(
    "clash confrontation fight fight_intransitive fighting battle battle_between battle_for war "
    "war_between at_war offensive invade repel operation operation_to defeat defeat_body "
    "insurgency violence violence_by war_crimes coup overthrow break_truce retaliate chemical "
    "forbidden_weapons abuse beat beating torture rape lose_men inflict fallen fatality "
    "trade_blows reprisal plot plot_to shoot_down shoot_down_any sink_ship cleanse dead_among "
    "bodies_found".split()
)
KIND_OF_ENTRY: dict[str, Kind] = {
    "abduct": "kidnapping",
    "kidnapped_adjective": "kidnapping",
    "carry_off": "kidnapping",
    "burn": "arson",
    "loot": "robbery",
    "looting": "robbery",
}
BOMBING_MODES = frozenset({"explosives", "suicide-attack", "aerial"})
# harm and generic words: they tell more of an incident of any of these kinds
GENERIC = frozenset(
    "attack kill injure destroy destruction die_of die_counted death deaths_by lose_life strike_hit "
    "struck_by strike_noun claim_lives leave_dead leave_wounded injured_agent destroyed_adjective "
    "slain_adjective targeting under_attack wreck hit_unsaid hit_unsaid_more throw_bombs "
    "fire_rockets raid raid_noun sabotage".split()
)
TAKES_IN_HARM: frozenset[Kind] = frozenset({"attack", "bombing", "arson"})
BLASTING = frozenset(
    "bomb dynamite explosive explosives charge device grenade rocket mine car-bomb petard "
    "mortar missile".split()
)


@dataclass(frozen=True, slots=True)
class Report:
    """One report as it was read; `phrases` looks into the reading."""

    findings: Findings
    reading: Reading
    phrases: Phrases

    def words_of(self, mention: Mention) -> list[int]:
        """Numbers of the words that lie in a mention."""
        return [
            w.index
            for w in self.reading.words
            if w.start < mention.end and w.end > mention.start
        ]

    def head_of(self, mention: Mention) -> int | None:
        """The word of a mention that its others hang on; None where it holds no word."""
        inside = self.words_of(mention)
        words = self.reading.words
        return next((i for i in inside if words[i].head not in inside), None)

    def known_word(self, text: str) -> bool:
        """Whether a word stands in the lexicon's classes: "minister" is no surname."""
        return text in self.phrases._classes

    def head_meant(self, mention: Mention) -> int | None:
        """The same, of what a pronoun or short form stands for."""
        head = self.head_of(mention)
        if head is None:
            return None
        meant = self.phrases.meant(head)
        return head if meant is None else meant


@dataclass(slots=True)
class Incident:
    """Claims that speak of one act; `kind` None as long as none tells it."""

    kind: Kind
    sure: bool
    claims: list[Claim] = field(default_factory=list)


def kind_of(report: Report, claim: Claim) -> tuple[Kind, bool] | None:
    """The kind of incident that a claim tells of, and whether its words say so; None for no incident."""
    if claim.type != "event" or claim.status in ("denied", "hypothetical", "demanded"):
        return None
    if claim.entry in FIGHTING:
        return None
    if claim.entry in KIND_OF_ENTRY:
        return KIND_OF_ENTRY[claim.entry], True
    if claim.event != "ASSAULT":
        return None
    if claim.mode in BOMBING_MODES:
        return "bombing", True
    if claim.entry in GENERIC:
        if tool_near(report, claim):
            return "bombing", True
        return "attack", False
    return "attack", True


def tool_near(report: Report, claim: Claim) -> bool:
    """Whether explosives stand in the words of a claim."""
    return any(
        report.reading.words[i].lemma.lower() in BLASTING for i in report.words_of(claim.evidence)
    )


def incidents_of(report: Report) -> list[Incident]:
    """The incidents of one report."""
    found: list[Incident] = []
    for claim in report.findings.claims:
        kind = kind_of(report, claim)
        if kind is None:
            continue
        for incident in reversed(found):
            if fits(report, incident, claim, *kind):
                incident.claims.append(claim)
                if kind[1] and not incident.sure:
                    incident.kind, incident.sure = kind
                break
        else:
            found.append(Incident(kind[0], kind[1], [claim]))
    return found


def fits(report: Report, incident: Incident, claim: Claim, kind: Kind, sure: bool) -> bool:
    """Whether a claim can speak of an incident."""
    if kind != incident.kind and (
        (sure and incident.sure) or not {kind, incident.kind} <= TAKES_IN_HARM
    ):
        return False
    return not any(apart(report, claim, other) for other in incident.claims)


def apart(report: Report, one: Claim, other: Claim) -> bool:
    """Whether date or named victims hold two claims apart."""
    first, second = report.findings.when(one), report.findings.when(other)
    if first and second and first.end and second.start and second.end and first.start:
        if first.end < second.start or second.end < first.start:
            return True
    return False
