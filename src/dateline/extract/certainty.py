"""Status and certainty: whether it happened, is planned, demanded, denied, feared, and how surely.

From the trigger up the tree: its own negation, auxiliaries and adverbs, then
each word that takes it as a complement ("planned to", "denied that",
"appeared to"), until a clause of its own begins.  The outer word wins for
status; certainty is the least of all.

In: a reading.  Out: (status, certainty) of a word.
"""

from collections.abc import Sequence

from dateline.claim import Certainty, Status
from dateline.extract.cues import Cues, Effect, PartOfSpeech
from dateline.extract.phrases import Phrases
from dateline.reading import ROOT, Reading

RANK: dict[Certainty, int] = {"certain": 0, "probable": 1, "possible": 2}
BARRIERS = frozenset({"acl:relcl", "appos", "parataxis", "advcl:relcl", "list", "dep"})
NEGATED = frozenset({"obj", "nsubj", "nsubj:pass"})
COMPLEMENT_CASES = frozenset({"", "of", "to", "for", "from", "against", "at", "on", "in", "with"})
PARTS: dict[str, PartOfSpeech] = {"VERB": "VERB", "NOUN": "NOUN", "ADJ": "ADJ"}
HIGHEST = 12  # words climbed at most


class Judge:
    """Status and certainty in one reading."""

    def __init__(self, reading: Reading, phrases: Phrases, cues: Cues) -> None:
        self.reading = reading
        self.words = reading.words
        self.phrases = phrases
        self.cues = cues

    def judge(self, index: int, *, asserted: bool = True) -> tuple[Status, Certainty]:
        """What the words around a trigger make of it.

        With `asserted` false the trigger is said in passing ("their leader, Amin", "the
        rebel-held town"), and what the sentence is about does not touch it.
        """
        status: Status | None = "ongoing" if self._is_progressive(index) else None
        certainty: Certainty = "certain"
        at = index
        for _ in range(HIGHEST):
            for effect in self._on(at):
                status = effect.status or status
                certainty = _least(certainty, effect.certainty)
            step = self._up(at) if asserted else None
            if step is None:
                break
            at, effect = step
            status = effect.status or status
            certainty = _least(certainty, effect.certainty)
        return status or "actual", certainty

    def _is_progressive(self, index: int) -> bool:
        """“Are battling”, “have been shelling”; the past progressive is a tale of the past."""
        word = self.words[index]
        participle = "VerbForm=Ger" in word.feats or (
            "Tense=Pres" in word.feats and "VerbForm=Part" in word.feats
        )
        if word.upos != "VERB" or not participle:
            return False
        auxiliaries = [c for c in self.reading.children[index] if self.words[c].rel == "aux"]
        if not auxiliaries and word.rel == "conj":
            return self._is_progressive(word.head)
        forms = {self.words[a].text.lower() for a in auxiliaries}
        return (
            bool(forms & {"is", "are", "am", "'s", "'re", "’s", "’re", "been"})
            and "had" not in forms
        )

    def _on(self, at: int) -> list[Effect]:
        """Effects of a word's own modifiers, the modal first and the negation last."""
        children = self.reading.children[at]
        effects = [effect for child in children for effect in self._of_modifier(child)]
        denied = any(self._negates(child, at) for child in children)
        modals, regretted = self._modality(children)
        if regretted:  # "should never have been lifted": it was; "should have left": did not
            return [*effects, Effect("actual" if denied else "denied")]
        if denied:  # "could not reach": not reached, and no doubt about it
            return [*effects, Effect("denied")]
        return [*modals, *effects]

    def _of_modifier(self, child: int) -> list[Effect]:
        """What an adverb, an adjective or a conjunction before the word does to it."""
        word = self.words[child]
        form = word.text.lower()
        if word.rel.startswith("advmod"):
            return self._plain(self.cues.adverbs.get(form))
        if word.rel == "amod":
            return self._plain(self.cues.adjectives.get(form))
        if word.rel == "mark" and form in self.cues.conditions:
            return [Effect("hypothetical")]
        return []

    def _negates(self, child: int, at: int) -> bool:
        word = self.words[child]
        if word.rel in NEGATED:
            return self.words[at].upos == "VERB" and self._is_none(child)
        if word.rel not in ("advmod", "det", "case", "cc:preconj"):
            return False
        negative = {word.lemma.lower(), word.text.lower()} & self.cues.negations
        return bool(negative) and not self._is_not_only(child)

    def _modality(self, children: Sequence[int]) -> tuple[list[Effect], bool]:
        """Effects of the auxiliaries, and whether they regret ("should have")."""
        auxiliaries = [self.words[c] for c in children if self.words[c].rel == "aux"]
        perfect = any(word.lemma == "have" for word in auxiliaries)
        effects = []
        for word in auxiliaries:
            lemma, form = word.lemma.lower(), word.text.lower()
            if perfect and lemma in ("should", "ought"):
                return [], True
            effect = self.cues.modals.get(lemma) or self.cues.modals.get(form)
            if effect is not None:
                effects.append((effect.perfect or effect) if perfect else effect)
        return effects, False

    def _is_none(self, index: int) -> bool:
        """“No weapons”, “nobody”, “none of them”."""
        words = self.words
        if words[index].text.lower() in ("nobody", "none", "nothing", "neither"):
            return True
        return any(
            words[c].rel == "det" and words[c].text.lower() in ("no", "neither")
            for c in self.reading.children[index]
        )

    def _plain(self, effect: Effect | None) -> list[Effect]:
        return [] if effect is None or effect.status == "ongoing" else [effect]

    def _is_not_only(self, index: int) -> bool:
        following = self.words[index + 1].text.lower() if index + 1 < len(self.words) else ""
        return following in ("only", "just", "merely", "least")

    def _up(self, at: int) -> tuple[int, Effect] | None:
        """The governing word and its effect, or None where the claim's own clause ends."""
        word = self.words[at]
        if word.head == ROOT or word.rel in BARRIERS:
            return None
        head = self.words[word.head]
        if word.rel == "conj":
            return self._past_conjunct(at)
        if word.rel == "advcl" and not self._follows_of(at):
            purpose = "VerbForm=Inf" in word.feats and self._has_to(at)
            if not purpose or head.upos != "VERB":
                return None
            return word.head, Effect(None if self._is_past(word.head) else "planned")
        effect = self._complement_effect(at)
        if effect is not None:
            return word.head, effect
        if word.rel in ("ccomp", "xcomp"):
            return word.head, Effect()
        if word.upos in ("NOUN", "PROPN") and head.upos == "VERB" and self._is_carried(at):
            return word.head, Effect()
        return None

    def _follows_of(self, at: int) -> bool:
        """“Accused them of shelling”, “barred them from leaving”."""
        return any(
            self.words[c].rel in ("mark", "case") and self.words[c].text.lower() in ("of", "from")
            for c in self.reading.children[at]
        )

    def _is_past(self, verb: int) -> bool:
        """“Fled to join”: what a past act was for is told as done with it."""
        if "Tense=Past" in self.words[verb].feats:
            return True
        return any(
            self.words[c].lemma == "have" and self.words[c].rel == "aux"
            for c in self.reading.children[verb]
        )

    def _has_to(self, at: int) -> bool:
        return any(
            self.words[c].rel == "mark" and self.words[c].lemma == "to"
            for c in self.reading.children[at]
        )

    def _past_conjunct(self, at: int) -> tuple[int, Effect] | None:
        """Coordinated predicates share what stands before the first, if they share its subject."""
        own = {self.words[c].rel for c in self.reading.children[at]}
        if own & {"nsubj", "nsubj:pass", "aux", "mark"}:
            above = self.words[self.words[at].head]
            return None if above.rel in BARRIERS or above.head == ROOT else self._up(above.index)
        return self.words[at].head, Effect()

    def _complement_effect(self, at: int) -> Effect | None:
        word = self.words[at]
        head = self.words[word.head]
        part = PARTS.get(head.upos)
        if part is None:
            return None
        effect = self._effect_of(head.index, part)
        if effect is None or not self._is_complement(at):
            return None
        if self._speaks(head.index):
            effect = Effect(effect.status if effect.status == "denied" else None)
        return effect

    def _effect_of(self, index: int, part: PartOfSpeech) -> Effect | None:
        """The effect of a word, with its particle or preposition where the lexicon has that."""
        table = self.cues.complement[part]
        lemma = self.words[index].lemma.lower()
        for child in self.reading.children[index]:
            word = self.words[child]
            if word.rel == "compound:prt" or word.rel.startswith("obl"):
                small = word.lemma if word.rel == "compound:prt" else self.phrases.case_of(child)
                if (effect := table.get(f"{lemma} {small}")) is not None:
                    return effect
        return table.get(lemma)

    def _is_complement(self, at: int) -> bool:
        word = self.words[at]
        rel = word.rel
        if rel in ("ccomp", "xcomp", "acl", "obj", "nsubj:pass", "csubj", "advcl"):
            return True
        if rel == "nsubj":  # "the attack failed", "the siege continues"
            head = self.words[word.head]
            return word.upos == "NOUN" and not any(
                self.words[c].rel in ("obj", "xcomp", "ccomp")
                for c in self.reading.children[head.index]
            )
        if rel.startswith(("obl", "nmod")):
            return self.phrases.case_of(at) in COMPLEMENT_CASES and rel != "nmod:poss"
        return False

    def _speaks(self, verb: int) -> bool:
        """Whether a verb cites a source: then the doubt is the source's, not the words'."""
        word = self.words[verb]
        kind = self.cues.frame_kind.get(word.lemma)
        if word.upos != "VERB" or kind != "say" or word.lemma in self.cues.weak:
            return False
        return not any(
            self.words[c].rel in ("nsubj:pass", "aux:pass") for c in self.reading.children[verb]
        )

    def _is_carried(self, at: int) -> bool:
        """Whether a noun's verb only carries it: "will launch an offensive"."""
        word = self.words[at]
        if word.rel not in ("obj", "nsubj:pass", "obl"):
            return False
        lemma = self.words[word.head].lemma
        wordings = {lemma, f"{lemma} {self.phrases.case_of(at)}"}
        wordings |= {
            f"{lemma} {self.words[c].lemma}"
            for c in self.reading.children[word.head]
            if self.words[c].rel == "compound:prt"
        }
        return any(not wordings.isdisjoint(verbs) for verbs in self.cues.light.values())


def _least(one: Certainty, other: Certainty | None) -> Certainty:
    return one if other is None or RANK[other] <= RANK[one] else other
