"""Status and certainty: whether it happened, is planned, demanded, denied, feared, and how surely.

From the trigger up the tree: its own negation, auxiliaries and adverbs, then
each word that takes it as a complement ("planned to", "denied that",
"appeared to"), until a clause of its own begins.  Every word works on what the
words below it have made: "denied that it had failed to enter" is an entry.
What is presupposed stops the climb ("did not know that"); of what is only told,
a negation leaves doubt ("could not confirm that").  Certainty is the least of all.

In: a reading.  Out: (status, certainty) of a word.
"""

from dataclasses import dataclass, replace
from typing import Literal

from dateline.claim import Certainty, Status
from dateline.extract.complements import CLAUSES, Complements
from dateline.extract.cues import Cues, Effect
from dateline.extract.mood import Mood
from dateline.extract.phrases import Phrases
from dateline.extract.trace import SILENT, Trace
from dateline.reading import ROOT, Reading, Word

RANK: dict[Certainty, int] = {"certain": 0, "probable": 1, "possible": 2}
BARRIERS = frozenset({"acl:relcl", "appos", "parataxis", "advcl:relcl", "list", "dep"})
HIGHEST = 12  # words climbed at most
NOTHING = Effect()

# How far the governing word's own modal and negation reach down: to everything; to
# something told, where a negation leaves doubt; to a fact, which they do not touch; or
# only what hedges them: "is believed to have been killed in a clash".
Reach = Literal["all", "told", "fact", "hedge"]
Standing = tuple[Status | None, Certainty]


@dataclass(frozen=True, slots=True)
class Step:
    """One step up the tree: the governing word, what it does, how far its own mood reaches."""

    head: int
    effect: Effect = NOTHING
    reach: Reach = "all"


class Judge:
    """Status and certainty in one reading.

    Args:
        trace: is told which words make them what they are.
    """

    def __init__(
        self, reading: Reading, phrases: Phrases, cues: Cues, trace: Trace = SILENT
    ) -> None:
        self.reading = reading
        self.words = reading.words
        self.phrases = phrases
        self.cues = cues
        self.mood = Mood(reading, phrases, cues)
        self.complements = Complements(reading, phrases, cues, self.mood)
        self.trace = trace

    def judge(self, index: int, *, asserted: bool = True) -> tuple[Status, Certainty]:
        """What the words around a trigger make of it.

        With `asserted` false the trigger is said in passing ("their leader, Amin", "the
        rebel-held town"), and what the sentence is about does not touch it.
        """
        told = self._is_told_in_past(index)
        self.trace.judging(index)
        going_on = self.mood.is_going_on(index, told=told)
        status, certainty = self._sway(
            index, index, (None, "certain"), ("ongoing" if going_on else None, "certain")
        )
        effects = self.mood.effects(index)
        at, teller, hedged = index, "", False
        for _ in range(HIGHEST):
            for effect in effects:
                after = (
                    status if hedged else under(effect.status, status),
                    _least(certainty, effect.certainty),
                )
                by = at if effect.by is None else effect.by
                status, certainty = self._sway(index, by, (status, certainty), after)
            step = self._up(at, is_trigger=at == index) if asserted else None
            if step is None:
                break
            if self.complements.is_ended(step.head, at):
                after = (self._of_ended(step.head, status), certainty)
                status, certainty = self._sway(index, step.head, (status, certainty), after)
                break
            if teller == "VERB":  # whatever becomes of the telling, only doubt comes of it
                step = replace(step, effect=_doubt_of(step.effect))
            hedged = hedged or step.reach == "hedge"
            after = (
                status if hedged else self._of_step(step, at, status),
                _least(certainty, self._certainty_of(step, at)),
            )
            status, certainty = self._sway(index, step.head, (status, certainty), after)
            if step.reach == "fact":
                break
            if step.reach == "told" or teller:
                teller = self.words[step.head].upos
            effects = self._effects_above(step, at, told=bool(teller))
            at = step.head
        return status or "actual", certainty

    def _sway(self, index: int, by: int, before: Standing, after: Standing) -> Standing:
        """What a word makes of status and certainty, told to the trace where it is a change."""
        if after != before:
            self.trace.swayed(index, by, after[0] or "actual", after[1])
        return after

    def _of_step(self, step: Step, at: int, status: Status | None) -> Status | None:
        """The status after one step; a fear of what is to come is no plan."""
        effect = step.effect
        if effect.certainty == "possible" and effect.status is None and status == "planned":
            return "hypothetical" if self.mood.is_to_come(at) else status
        return under(effect.status, status)

    def _certainty_of(self, step: Step, at: int) -> Certainty | None:
        """A doubt that is itself denied is none: "there is no doubt that"."""
        doubted = step.effect.certainty == "possible" and step.effect.status is None
        if doubted and self.mood.is_negated(step.head, but=at):
            return None
        return step.effect.certainty

    def _effects_above(self, step: Step, at: int, *, told: bool) -> list[Effect]:
        """What the governing word's own modifiers do to what is below it."""
        head = step.head
        if step.reach in ("all", "hedge") and not told:
            effects = self.mood.effects(head, below=at)
            same_clause = not self.mood.is_finite(at) or self.words[at].upos == "NOUN"
            perfect = self.mood.is_perfect(at)
            if same_clause and not perfect and self.mood.is_going_on(head):
                effects = [Effect("ongoing", by=head), *effects]
            return effects
        effects = [*self.mood.adverbs(head), *self._of_teller(head)]
        doubted = step.effect.certainty == "possible"
        negator = self.mood.negator(head, but=at)
        if negator is not None and not doubted:
            effects.append(Effect(None, "possible", by=negator))
        return effects

    def _of_teller(self, verb: int) -> list[Effect]:
        """“Unconfirmed reports said”: the doubt about who tells it."""
        tellers = self.reading.under(verb, "nsubj")
        found = [effect for teller in tellers for effect in self.mood.adjectives(teller)]
        return [Effect(None, effect.certainty, by=effect.by) for effect in found]

    def _is_told_in_past(self, index: int) -> bool:
        """Whether a clause is what somebody said: then its past may be the saying's present."""
        word = self.words[index]
        if word.rel != "ccomp" or word.head > index:
            return False
        return self.complements.kind(word.head) in ("say", "perceive") and self.mood.is_past(
            word.head
        )

    # -- steps ------------------------------------------------------------------

    def _up(self, at: int, *, is_trigger: bool = False) -> Step | None:
        """The governing word and its effect, or None where the claim's own clause ends."""
        word = self.words[at]
        if word.head == ROOT or word.rel in BARRIERS:
            return None
        if word.rel == "conj":
            return self._past_conjunct(at)
        if self.complements.is_left_open(at):
            return Step(word.head, Effect("hypothetical"), "fact")
        effect = self.complements.effect_on(at)
        if effect is not None and not (word.rel == "advcl" and self.mood.is_finite(at)):
            return Step(word.head, effect, self._reach(at, effect))
        if word.rel == "advcl":
            return self._past_adverbial(at)
        if word.rel in ("ccomp", "csubj", "csubj:pass"):
            return Step(word.head, NOTHING, self._reach(at, NOTHING))
        if word.rel == "xcomp":
            return Step(word.head, self.complements.of_infinitive(at))
        if word.rel == "acl":
            return self._past_noun(at)
        return self._past_nominal(at, is_trigger=is_trigger)

    def _past_nominal(self, at: int, *, is_trigger: bool) -> Step | None:
        """A noun's verb where it only carries the noun, or where the noun is told of."""
        word, complements = self.words[at], self.complements
        if complements.is_content(at) or complements.is_ended(word.head, at):
            return Step(word.head)
        if word.lemma in self.cues.statements and complements.is_there(at):
            return Step(word.head, Effect(None, "possible"))  # "there were reports that"
        if complements.is_carried(at) or complements.is_force(at):
            return Step(word.head, complements.of_carrier(at) if is_trigger else NOTHING)
        return Step(word.head, reach="hedge") if complements.is_setting(at) else None

    def _reach(self, at: int, effect: Effect) -> Reach:
        """Whether the governing word's negation denies what is below it."""
        word = self.words[at]
        if word.rel not in CLAUSES or not self.mood.is_finite(at):
            return "all"
        if self.mood.is_question(at):
            return "fact"
        if effect.status == "actual":  # "did not know that"; but "it is not true that"
            return "all" if self.words[word.head].upos == "ADJ" else "fact"
        if effect.certainty in ("certain", "possible") or effect == NOTHING:
            return "told"
        if effect.certainty == "probable" and self.words[word.head].upos == "NOUN":
            return "told"  # "no sign that"
        return "all"

    def _past_adverbial(self, at: int) -> Step | None:
        """Purpose, and what somebody is kept from, belong to the verb; other clauses do not."""
        word = self.words[at]
        if self.words[word.head].upos != "VERB":
            return None
        kept = word.head < at and self.complements.introduction(at) == "from"
        if kept and self.complements.has_object(word.head):
            return Step(word.head, Effect("denied"))  # "barred them from leaving"
        if self.mood.has_to(at):
            return Step(word.head, self.complements.of_infinitive(at))
        if self.mood.is_bare_participle(at) and word.head < at:
            return Step(word.head, self._of_accompanied(word.head), "fact")
        return None

    def _of_accompanied(self, verb: int) -> Effect:
        """“Will attack, forcing thousands to flee”: what goes with an act is as real as the act."""
        if self.mood.is_negated(verb):
            return NOTHING
        status: Status | None = "ongoing" if self.mood.is_going_on(verb) else None
        for effect in self.mood.effects(verb):
            status = under(effect.status, status)
        return Effect(status)

    def _past_noun(self, at: int) -> Step | None:
        """“An operation to retake the city”, “reports that the city had fallen”."""
        head = self.words[at].head
        if self.words[head].upos != "NOUN":
            return None
        if self.mood.has_to(at):  # "the first to fall" fell
            return Step(head, NOTHING if self._is_one_of_few(head) else Effect("planned"))
        return Step(head, reach="told") if self.mood.has_that(at) else None

    def _is_one_of_few(self, noun: int) -> bool:
        forms = {self.words[c].text.lower() for c in self.reading.under(noun, "amod")}
        return bool(forms & {"first", "last", "only", "latest"})

    def _past_conjunct(self, at: int) -> Step | None:
        """Coordinated predicates share what stands before the first, if they share its subject."""
        own = {self.words[c].rel for c in self.reading.children[at]}
        above = self.words[self.words[at].head]
        apart = _verb_form(self.words[at]) != _verb_form(above)
        if own & {"nsubj", "nsubj:pass", "aux", "mark"} or apart:
            return None if above.rel in BARRIERS or above.head == ROOT else self._up(above.index)
        return Step(above.index)

    # -- endings --------------------------------------------------------------------

    def _of_ended(self, head: int, status: Status | None) -> Status | None:
        """What is to end goes on until then; what has ended was."""
        ending, _ = self.judge(head)
        return under(None if ending in ("actual", "ongoing") else "ongoing", status)


def _verb_form(word: Word) -> str:
    """The finiteness of a word; two that differ share no auxiliary."""
    if word.upos != "VERB":
        return ""
    return next((f for f in word.feats.split("|") if f.startswith("VerbForm=")), "")


def under(outer: Status | None, status: Status | None) -> Status | None:
    """The status of what a word of one status says about something of another."""
    if outer in (None, "actual"):
        return status
    if status in (None, "actual"):
        return outer
    if outer == "denied":
        return "actual" if status == "denied" else "denied"
    if outer == "ongoing":
        return status  # "continue to refuse"
    if outer == "hypothetical" or status == "ongoing":
        return outer
    if outer == "demanded" and status != "denied":
        return outer
    return status  # a plan to demand it, to be able to, not to


def _doubt_of(effect: Effect) -> Effect:
    """What is left of an effect on a telling for what is told: "refused to confirm that"."""
    return Effect(None, "possible" if effect.status == "denied" else None)


def _least(one: Certainty, other: Certainty | None) -> Certainty:
    return one if other is None or RANK[other] <= RANK[one] else other
