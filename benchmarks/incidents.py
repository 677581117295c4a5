"""Incidents: the claims of one report that speak of one act of violence, taken together.

A report tells of an act more than once: the bombing, the blast, the two who were killed.
Claims of one family that no day and no named victim holds apart are one incident.  Fighting
between armed bodies is none, nor is what is only spoken of in general.

In: findings, and the reading that they came from.  Out: incidents in the order of their
first claim.
"""

from dataclasses import dataclass, field
from typing import Literal

from dateline.claim import Claim, Mention
from dateline.extract.phrases import Phrases
from dateline.reading import Reading
from dateline.report import Findings

Kind = Literal["attack", "bombing", "kidnapping", "arson", "robbery"]

# Lexicon entries by what they say of an incident.  No incidents: war between armed bodies.
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
# harm, and words for any attack: they leave open what kind it was
OPEN = frozenset(
    "attack kill injure destroy destruction die_of die_counted death deaths_by lose_life "
    "strike_hit struck_by strike_noun claim_lives leave_dead leave_wounded injured_agent "
    "destroyed_adjective slain_adjective targeting under_attack wreck hit_unsaid "
    "hit_unsaid_more fire_rockets raid raid_noun sabotage".split()
)
BOMBING_MODES = frozenset({"explosives", "suicide-attack", "aerial"})
NEVER_SO = frozenset({"denied", "hypothetical", "demanded"})  # status of what did not happen
TAKES_IN_HARM: frozenset[Kind] = frozenset({"attack", "bombing", "arson"})
BLASTING = frozenset(
    "bomb dynamite explosive explosives charge device grenade rocket mine car-bomb petard mortar "
    "missile".split()
)


@dataclass(frozen=True, slots=True)
class Report:
    """One report as it was read; `phrases` looks into the reading."""

    findings: Findings
    reading: Reading
    phrases: Phrases

    def words_of(self, mention: Mention) -> list[int]:
        """Numbers of the words that lie in a mention."""
        words = self.reading.words
        return [w.index for w in words if w.start < mention.end and w.end > mention.start]

    def head_of(self, mention: Mention) -> int | None:
        """The word that a mention hangs on, or of what its pronoun stands for; None if none."""
        inside = self.words_of(mention)
        head = next((i for i in inside if self.reading.words[i].head not in inside), None)
        if head is None:
            return None
        meant = self.phrases.meant(head)
        return head if meant is None else meant

    def sentence_of(self, mention: Mention) -> range:
        """The words of the sentence in which a mention begins."""
        first = self.words_of(mention)[0]
        return self.reading.sentences[self.reading.sentence_of[first]]


@dataclass(slots=True)
class Incident:
    """Claims that speak of one act; `sure` where words of theirs say of what kind it was."""

    kind: Kind
    sure: bool
    claims: list[Claim] = field(default_factory=list)


def find_incidents(report: Report) -> list[Incident]:
    """The incidents of one report."""
    found: list[Incident] = []
    for claim in report.findings.claims:
        kind, sure = kind_of(report, claim)
        if kind is None:
            continue
        for incident in reversed(found):
            if _fits(report, incident, claim, kind, sure):
                incident.claims.append(claim)
                if sure and not incident.sure:
                    incident.kind, incident.sure = kind, sure
                break
        else:
            found.append(Incident(kind, sure, [claim]))
    return [incident for incident in found if not _is_talk(report, incident)]


def kind_of(report: Report, claim: Claim) -> tuple[Kind | None, bool]:
    """The kind of incident that a claim tells of, or None; and whether its words say so."""
    if claim.type != "event" or claim.status in NEVER_SO or claim.entry in FIGHTING:
        return None, False
    if claim.entry in KIND_OF_ENTRY:
        return KIND_OF_ENTRY[claim.entry], True
    if claim.event != "ASSAULT":
        return None, False
    words = report.reading.words
    if claim.mode in BOMBING_MODES:
        return "bombing", True
    if claim.entry not in OPEN:
        return "attack", True
    if any(words[i].lemma.lower() in BLASTING for i in report.words_of(claim.evidence)):
        return "bombing", True
    return "attack", False


def _fits(report: Report, incident: Incident, claim: Claim, kind: Kind, sure: bool) -> bool:
    """Whether a claim can speak of an incident."""
    other = kind != incident.kind
    if other and ((sure and incident.sure) or not {kind, incident.kind} <= TAKES_IN_HARM):
        return False
    return not any(_are_apart(report, claim, each) for each in incident.claims)


def _are_apart(report: Report, one: Claim, other: Claim) -> bool:
    """Whether the days or the named victims of two claims hold them apart."""
    first, second = report.findings.when(one), report.findings.when(other)
    if first and second:
        ends = (first.start, first.end, second.start, second.end)
        if all(ends) and (ends[1] < ends[2] or ends[3] < ends[0]):  # type: ignore[operator]
            return True
    mine, theirs = _victims(report, one), _victims(report, other)
    return bool(mine and theirs and not mine & theirs)


def _victims(report: Report, claim: Claim) -> set[str]:
    """The words of the names of the persons who a claim says were harmed."""
    found: set[str] = set()
    for mention in claim.recipients:
        head = report.head_of(mention)
        name = report.reading.name_at.get(head) if head is not None else None
        if name is not None and name.type == "person":
            first, last = report.phrases.bare(name)
            found |= set(report.reading.span_text(first, last).lower().split())
    return found


def _is_talk(report: Report, incident: Incident) -> bool:
    """Whether one claim alone speaks of violence that goes on, or of many acts: "attacks"."""
    if len(incident.claims) > 1:
        return False
    claim = incident.claims[0]
    if claim.status == "ongoing":
        return True
    words = [report.reading.words[i] for i in report.words_of(claim.trigger)]
    return all(w.upos == "NOUN" and "Number=Plur" in w.feats for w in words)
