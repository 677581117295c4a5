"""Mood: what the words of one clause make of its verb or noun, whatever stands around the clause.

Auxiliaries, negation, adverbs, aspect and condition of a word, as effects in
the order in which they apply: what stands last has the widest scope ("will
not": planned, then denied; "may not": denied, then hypothetical).

In: a reading.  Out: effects of a word's own modifiers.
"""

from dateline.extract.cues import Cues, Effect
from dateline.extract.phrases import Phrases
from dateline.reading import ROOT, Reading

NEGATED = frozenset({"obj", "nsubj", "nsubj:pass"})
NOBODY = frozenset({"nobody", "none", "nothing", "neither"})
NEGATORS = ("advmod", "det", "case", "mark", "cc:preconj")
INVERTED = frozenset({"had", "should", "were"})  # before the subject: "had they attacked"
INTERROGATIVES = frozenset({"who", "whom", "whose", "what", "which", "when", "where", "why", "how"})
OPEN_MODALS = frozenset({"may", "might"})  # "may not attack": perhaps they do not
UNITS_OF_TIME = frozenset("hour day night week month year".split())
LASTING = frozenset(  # what a participle behind a noun says is going on: "troops fighting in"
    "fight battle combat besiege blockade defend resist hunt guard patrol occupy struggle".split()
)
NOW = frozenset({"is", "are", "am", "'s", "'re", "’s", "’re", "been"})
PARTICIPIAL = ("advcl", "xcomp", "conj")


class Mood:
    """Effects of the modifiers of a word."""

    def __init__(self, reading: Reading, phrases: Phrases, cues: Cues) -> None:
        self.reading = reading
        self.words = reading.words
        self.phrases = phrases
        self.cues = cues

    # -- all of it --------------------------------------------------------------

    def effects(self, at: int, below: int | None = None) -> list[Effect]:
        """Everything that a word's own modifiers do, the widest scope last.

        Args:
            at: the word.
            below: the part of it that is asked about, None for the word itself.
        """
        children = [c for c in self.reading.children[at] if c != below]
        effects = [e for c in children for e in self._of_modifier(c, of_trigger=below is None)]
        negator = self.negator(at, below)
        denied = negator is not None
        if self.is_condition(at):
            return [*effects, *self._condition(at, denied=denied)]
        inner, outer, regretted = self._modality(at)
        if regretted:  # "should never have been lifted": it was; "should have left": did not
            return [*effects, Effect("actual" if denied else "denied")]
        if denied:  # "could not reach": not reached, and no doubt about it
            return [*effects, Effect("denied", by=negator), *outer]
        return [*inner, *effects, *outer]

    def adverbs(self, at: int) -> list[Effect]:
        """What adverbs and adjectives alone do: of a clause told by the word they still hold."""
        return [e for c in self.reading.children[at] for e in self._of_modifier(c)]

    def adjectives(self, noun: int) -> list[Effect]:
        """What the adjectives of a noun do to it."""
        return [e for c in self.reading.under(noun, "amod") for e in self._of_modifier(c)]

    def _of_modifier(self, child: int, *, of_trigger: bool = False) -> list[Effect]:
        """What an adverb, an adjective or a participle beside the word does to it."""
        word = self.words[child]
        form = word.text.lower()
        effect: Effect | None = None
        if word.rel.startswith("advmod"):
            effect = self.cues.adverbs.get(form)
            if effect is not None and effect.status == "ongoing":
                return [effect.of(child)] if self._is_of_now(word.head) else []
        elif word.rel == "amod" or (word.rel == "det" and of_trigger):  # "any attack": none is told
            effect = self.cues.adjectives.get(form)
            if effect is None and not of_trigger:  # a failed attack was one, a failed bid was not
                effect = self.cues.complement["ADJ"].get(form)
                effect = effect if effect is not None and effect.status == "denied" else None
        elif word.rel == "nmod" and of_trigger:  # "bombing under way in the north"
            case = self.phrases.case_of(child)
            effect = self.cues.complement["NOUN"].get(f"{case} {word.lemma}")
            if case == "in" and self.is_nth_time(child):
                effect = Effect("ongoing")
        elif word.rel == "acl:relcl" and of_trigger:
            return self._of_relative(child)
        elif word.rel == "acl" and self._is_past_participle(child):
            effect = self._of_participle(child)
        return [] if effect is None else [effect.of(child)]

    def _of_relative(self, child: int) -> list[Effect]:
        """“Talks that will be held in May” are to come."""
        carrier = self.cues.complement["VERB"].get(self.words[child].lemma)
        if carrier is None or carrier.status != "actual":
            return []
        inner, outer, _ = self._modality(child)
        return [*inner, *outer]

    def _of_participle(self, child: int) -> Effect | None:
        """“An offensive planned for May”, “an attack foiled by police”."""
        effect = self.cues.complement["VERB"].get(self.words[child].lemma.lower())
        if effect is None or effect.status in (None, "actual", "ongoing"):
            return None  # of a man "believed to be their leader" nothing is in doubt but that
        return None if self.reading.under(child, "xcomp", "ccomp", "obj") else effect

    def _is_past_participle(self, index: int) -> bool:
        feats = self.words[index].feats
        return "VerbForm=Part" in feats and "Tense=Past" in feats

    # -- negation ---------------------------------------------------------------

    def is_negated(self, at: int, but: int | None = None) -> bool:
        """Whether a word is said not to be so by a word of its own clause (`but` left out)."""
        return self.negator(at, but) is not None

    def negator(self, at: int, but: int | None = None) -> int | None:
        """The word of its own clause (`but` left out) that says that a word is not so, or None."""
        word = self.words[at]
        if word.rel == "advcl" and word.head != ROOT and self.words[word.head].lemma == "far":
            return word.head  # "far from surrendering"
        children = self.reading.children[at]
        return next((c for c in children if c != but and self._negates(c, at)), None)

    def _negates(self, child: int, at: int) -> bool:
        word = self.words[child]
        if word.rel in NEGATED:
            return self.words[at].upos in ("VERB", "AUX") and self._is_none(child)
        if word.rel not in NEGATORS:
            return False
        form = word.text.lower()
        if form in ("instead", "rather") and word.rel in ("mark", "case", "cc"):
            return True
        if word.rel == "advmod" and form in ("longer", "more"):  # "no longer holds the town"
            return child > 0 and self.words[child - 1].text.lower() == "no"
        if form == "yet" and word.rel == "advmod":  # "have yet to withdraw"
            return self.has_to(at)
        negative = {word.lemma.lower(), form} & self.cues.negations
        return bool(negative) and not self._is_not_only(child)

    def _is_none(self, index: int) -> bool:
        """“No weapons”, “nobody”, “not one of them”, “neither side”, “neither Rome nor Paris”."""
        words = self.words
        if words[index].text.lower() in NOBODY:
            return True
        for child in self.reading.children[index]:
            form, rel = words[child].text.lower(), words[child].rel
            if rel in ("det", "cc:preconj") and form in ("no", "neither"):
                return True
            if rel == "advmod" and form == "not" and not self._is_not_only(child):
                return True
        return False

    def _is_not_only(self, index: int) -> bool:
        following = self.words[index + 1].text.lower() if index + 1 < len(self.words) else ""
        return following in ("only", "just", "merely", "least")

    # -- modality and condition ---------------------------------------------------

    def _modality(self, at: int) -> tuple[list[Effect], list[Effect], bool]:
        """Effects of auxiliaries under and over a negation; whether they regret ("should have")."""
        auxiliaries = [
            self.words[c] for c in self.reading.children[at] if self.words[c].rel == "aux"
        ]
        perfect = any(word.lemma == "have" for word in auxiliaries)
        inner: list[Effect] = []
        outer: list[Effect] = []
        if (coming := self._coming(at)) is not None:
            inner.append(coming)
        for word in auxiliaries:
            lemma, form = word.lemma.lower(), word.text.lower()
            if perfect and lemma in ("should", "ought"):
                return [], [], True
            effect = self.cues.modals.get(lemma) or self.cues.modals.get(form)
            if effect is None or (lemma in ("can", "could") and self._is_sensed(at)):
                continue
            if perfect and effect.perfect is not None:
                outer.append(effect.perfect.of(word.index))
            elif lemma in OPEN_MODALS:
                outer.append(effect.of(word.index))
            elif effect.status == "planned" and self._has_condition(at):
                inner.append(Effect("hypothetical", effect.certainty, by=word.index))
            else:
                inner.append(effect.of(word.index))
        return inner, outer, False

    def _coming(self, at: int) -> Effect | None:
        """“Are to meet”, “is going to attack”."""
        words = self.words
        forms = [
            c
            for c in self.reading.children[at]
            if words[c].lemma == "be" and words[c].rel.split(":")[0] in ("aux", "cop") and c < at
        ]
        if not forms:
            return None
        if words[at].lemma == "go" and words[at].text.lower() == "going":
            return self.cues.modals.get("be going to")
        marks = [c for c in self.reading.children[at] if words[c].rel == "mark"]
        to = next((c for c in marks if words[c].lemma == "to"), None)
        return self.cues.modals.get("be to") if to is not None and forms[0] < to else None

    def _is_sensed(self, at: int) -> bool:
        """“Explosions could be heard”: they were."""
        return self.cues.frame_kind.get(self.words[at].lemma) == "perceive"

    def _condition(self, at: int, *, denied: bool) -> list[Effect]:
        if denied and any(
            self.words[c].text.lower() == "had" and self.words[c].rel == "aux"
            for c in self.reading.children[at]
        ):
            return []  # "if they had not stopped him": they did
        marks = [c for c in self.reading.children[at] if self.words[c].rel == "mark"]
        asked = any(self.words[c].text.lower() == "whether" for c in marks)
        by = next(iter(marks), None)
        return [Effect("hypothetical", "possible" if asked else None, by=by)]

    def is_condition(self, at: int) -> bool:
        """“If they attack”, “should they attack”, “as long as they attack”."""
        word = self.words[at]
        for child in self.reading.children[at]:
            mark = self.words[child]
            if mark.rel != "mark":
                continue
            if mark.text.lower() in self.cues.conditions:
                return True
            if word.head != ROOT and mark.text.lower() == "as":
                return self.words[word.head].lemma == "long"
        if word.rel != "advcl":
            return False
        return word.text.lower() in self.cues.conditions or self._is_inverted(at)

    def _is_inverted(self, at: int) -> bool:
        children = self.reading.children[at]
        words = self.words
        subject = next((c for c in children if words[c].rel.startswith("nsubj")), None)
        if subject is None:
            return False
        return any(
            c < subject
            and words[c].rel.split(":")[0] in ("aux", "cop")
            and words[c].text.lower() in INVERTED
            for c in children
        ) and not any(words[c].rel == "mark" and words[c].lemma != "to" for c in children)

    def _has_condition(self, at: int) -> bool:
        """Whether what the clause says hangs on another: "will attack if talks fail"."""
        for child in self.reading.children[at]:
            if self.words[child].rel == "advcl" and self.is_condition(child):
                marks = {
                    self.words[c].text.lower()
                    for c in self.reading.children[child]
                    if self.words[c].rel in ("mark", "advmod")
                }
                return not marks & {"even", "whether", "lest"}
        return False

    # -- tense and aspect -----------------------------------------------------------

    def is_going_on(self, at: int, *, told: bool = False) -> bool:
        """“Are battling”, “have been shelling”, “is being held”; the past is a tale of the past.

        With `told`, the clause is what somebody said: there "were shelling" was going on.
        """
        word = self.words[at]
        if word.upos not in ("VERB", "AUX"):
            return False
        children = self.reading.children[at]
        auxiliaries = [c for c in children if self.words[c].rel.split(":")[0] == "aux"]
        forms = {self.words[a].text.lower() for a in auxiliaries}
        if not self._is_participle(at):
            reduced = word.rel.startswith("acl") and forms == {"being"}  # "men being held"
            return "being" in forms and (reduced or bool(forms & NOW))
        if not auxiliaries and word.rel == "conj":
            return self.is_going_on(word.head, told=told)
        if not auxiliaries and word.rel == "acl":
            return word.lemma in LASTING and not self.reading.under(at, "mark")
        if word.rel == "xcomp" and forms == {"be"}:  # "seem to be withdrawing"
            return not self.is_past(word.head)
        now = NOW | {"was", "were"} if told else NOW
        return bool(forms & now) and "had" not in forms and self.words[at].lemma != "go"

    def is_gerund(self, at: int) -> bool:
        """“Capturing”, “being captured”, as against “is capturing”."""
        if self._is_participle(at):
            return not self.reading.under(at, "aux")
        return [self.words[c].text.lower() for c in self.reading.under(at, "aux")] == ["being"]

    def is_bare_participle(self, at: int) -> bool:
        """A clause of a participle alone: "forcing thousands to flee"."""
        return self._is_participle(at) and not self.reading.under(at, "aux", "mark", "nsubj")

    def _is_participle(self, at: int) -> bool:
        feats = self.words[at].feats
        present = "Tense=Pres" in feats and "VerbForm=Part" in feats
        return present or "VerbForm=Ger" in feats

    def is_past(self, at: int) -> bool:
        """Whether a predicate is told as past, by its own form or that of the clause it is in."""
        words = self.words
        for child in self.reading.children[at]:
            if words[child].rel.split(":")[0] in ("aux", "cop"):
                if words[child].lemma in ("will", "would", "shall", "may", "might", "can", "could"):
                    return False
                if "VerbForm=Fin" in words[child].feats:
                    return "Tense=Past" in words[child].feats or words[child].lemma == "have"
        word = words[at]
        if "Tense=Past" in word.feats:
            return True
        within = word.head != ROOT and word.rel in PARTICIPIAL and self._is_participle(at)
        return within and self.is_past(word.head)

    def _is_of_now(self, at: int) -> bool:
        """Present or present perfect: what is said to be done daily goes on."""
        children = self.reading.children[at]
        finite = [
            self.words[c]
            for c in children
            if self.words[c].rel.split(":")[0] == "aux" and "VerbForm=Fin" in self.words[c].feats
        ]
        return all("Tense=Past" not in w.feats for w in finite or [self.words[at]])

    # -- kinds of clauses -------------------------------------------------------------

    def is_finite(self, at: int) -> bool:
        """Whether a clause is one with "that" or a verb of its own time."""
        words, children = self.words, self.reading.children[at]
        if self.has_that(at):
            return True
        carriers = [c for c in children if words[c].rel.split(":")[0] in ("aux", "cop")]
        return any("VerbForm=Fin" in words[c].feats for c in [at, *carriers])

    def is_question(self, at: int) -> bool:
        """“Who attacked the convoy”: that somebody did is taken for granted."""
        first = [
            c
            for c in self.reading.children[at]
            if c < at and self.words[c].rel not in ("punct", "cc", "mark")
        ]
        if not first:
            return False
        low = min(min(self.reading.subtree(c)) for c in first)
        return self.words[low].lemma.lower() in INTERROGATIVES

    def has_that(self, at: int) -> bool:
        """Whether a clause has the mark "that"."""
        marks = self.reading.under(at, "mark")
        return any(self.words[c].lemma == "that" for c in marks)

    def is_subjunctive(self, at: int) -> bool:
        """“Insisted that the army leave”."""
        if self.reading.under(at, "aux", "cop"):
            return False
        return self.has_that(at) and "VerbForm=Inf" in self.words[at].feats

    def is_to_come(self, at: int) -> bool:
        """Whether a clause has a modal of the future."""
        auxiliaries = self.reading.under(at, "aux")
        return any(self.words[c].lemma in ("will", "would", "shall") for c in auxiliaries)

    def is_nth_time(self, index: int) -> bool:
        """“Its third week”, “the eighth day”."""
        if self.words[index].lemma.lower() not in UNITS_OF_TIME:
            return False
        return any("NumType=Ord" in self.words[c].feats for c in self.reading.children[index])

    def has_to(self, at: int) -> bool:
        """Whether a clause is an infinitive with "to"."""
        if self.is_gerund(at):  # "close to capturing"
            return False
        return any(self.words[c].lemma == "to" for c in self.reading.under(at, "mark"))

    def is_in_order(self, at: int) -> bool:
        """“In order to attack”, “so as to attack”."""
        marks = self.reading.under(at, "mark")
        return any(self.words[c].text.lower() in ("in", "so") for c in marks)

    def is_perfect(self, at: int) -> bool:
        """“To have captured”: it is told as done."""
        return any(self.words[c].lemma == "have" for c in self.reading.under(at, "aux"))
