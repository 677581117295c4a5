"""Complements: what a governing word does to what hangs on it ("planned to", "denied that").

The lexicon says what a word does, alone or with what joins the two; where it
says nothing, the construction does: an infinitive is a purpose, "from" after
an object keeps somebody from something, a passive "said to" is hearsay.

In: a reading.  Out: the effect of a word's head on it, or None where it has none.
"""

from dateline.extract.cues import Cues, Effect, PartOfSpeech
from dateline.extract.mood import Mood
from dateline.extract.phrases import Phrases
from dateline.reading import Reading

CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "csubj:pass", "acl"})
PREDICATES = CLAUSES | {"advcl"}
VERB_CASES = frozenset({"", "of", "to", "from"})
NOUN_CASES = frozenset({"", "of", "to", "for", "against", "on", "at", "from"})
HEARSAY = frozenset({"say", "report", "claim", "fear"})
PORTIONS = frozenset("round series wave spate string phase stage start beginning outbreak".split())
ENDING = frozenset("stop halt end lift cease suspend quit pause terminate discontinue".split())
END_NOUNS = frozenset("end halt stop cessation suspension pause".split())
PARTS: dict[str, PartOfSpeech] = {"VERB": "VERB", "NOUN": "NOUN", "ADJ": "ADJ"}


class Complements:
    """Effects of governing words in one reading."""

    def __init__(self, reading: Reading, phrases: Phrases, cues: Cues, mood: Mood) -> None:
        self.reading = reading
        self.words = reading.words
        self.phrases = phrases
        self.cues = cues
        self.mood = mood

    # -- effects of the governing word ----------------------------------------------

    def effect_on(self, at: int) -> Effect | None:
        """What the governing word does to a complement; None where it does nothing known."""
        word = self.words[at]
        head = self.words[word.head]
        part = PARTS.get(head.upos)
        if part is None:
            return None
        if self._is_hearsay(head.index, at):
            return Effect(None, "probable")
        if self.mood.is_subjunctive(at):
            return Effect("demanded")
        effect, narrow = self._effect_of(head.index, at, part)
        if effect is None or (effect.status and self._is_settled(at, effect)):
            return None
        if effect.perfect is not None and self.mood.is_past(head.index):
            return effect.perfect
        if not narrow and self._speaks(head.index):
            return Effect(effect.status if effect.status == "denied" else None)
        return effect

    def _is_settled(self, at: int, effect: Effect) -> bool:
        """“Asked whether”, “decided if”, “advised that it had begun”: nothing is asked for."""
        if self.mood.is_condition(at):
            return True
        ahead = effect.status in ("planned", "demanded") and self.words[at].rel in CLAUSES
        return ahead and self.mood.is_finite(at) and self.mood.is_past(at)

    def _is_hearsay(self, verb: int, at: int) -> bool:
        """“Are said to hold the town”, “it was reported that”: by nobody who is named."""
        word = self.words[verb]
        if word.lemma not in HEARSAY or self.words[at].rel not in CLAUSES:
            return False
        rels = {self.words[c].rel for c in self.reading.children[verb]}
        return "aux:pass" in rels and "obl:agent" not in rels

    def _effect_of(self, index: int, at: int, part: PartOfSpeech) -> tuple[Effect | None, bool]:
        """The effect of a word on a complement, and whether what joins the two decides it."""
        table = self.cues.complement[part]
        lemma = self.words[index].lemma.lower()
        small = self.introduction(at)
        for wording in self._wordings(index, at, lemma, small):
            if (effect := table.get(wording)) is not None:
                return effect, True
        plain = table.get(lemma)
        if plain is None or not self._is_complement(at, small, plain):
            return None, False
        return plain, False

    def _wordings(self, index: int, at: int, lemma: str, small: str) -> list[str]:
        """“certain that”, “call on”, “decide against”, “carry on”, the closest joint first."""
        joints = [small] if small else []
        if small and self.mood.is_gerund(at):
            joints.insert(0, f"{small} doing")
        if self.words[at].rel == "xcomp" and not self.mood.is_gerund(at):
            joints.append("to be")
        if small == "to do" and self.has_object(index, but=at):
            joints.insert(0, "one to do")
        if self.words[at].rel in CLAUSES and self.mood.is_finite(at):
            joints.append("that")
        for child in self.reading.children[index]:
            word = self.words[child]
            if word.rel == "compound:prt" or (word.rel == "advmod" and child > index):
                joints.append(word.lemma)
            elif child != at and word.rel.startswith("obl") and self._may_join(child, at):
                joints.append(self.phrases.case_of(child))
        wordings = [f"{lemma} {joint}" for joint in joints]
        if self.words[index].upos == "NOUN":
            wordings.append(f"{self.phrases.case_of(index)} {lemma}")
        return wordings

    def _may_join(self, child: int, at: int) -> bool:
        """“Call on the army to leave”; but no day: "carried out attacks on Sunday, killing"."""
        name = self.reading.name_at.get(child)
        day = name is not None and name.type == "time"
        return self.words[at].rel in PREDICATES and not day

    def introduction(self, at: int) -> str:
        """The preposition or mark before a complement: "from leaving", "of an attack"."""
        if self.mood.has_to(at):
            return "to do"
        marks = self.reading.under(at, "mark")
        return self.words[marks[0]].text.lower() if marks else self.phrases.case_of(at)

    def _is_complement(self, at: int, small: str, effect: Effect) -> bool:
        word = self.words[at]
        rel = word.rel
        if rel in CLAUSES or rel in ("obj", "nsubj:pass"):
            return True
        if rel == "advcl":
            return small in ("to do", "of", "from", "to")
        if rel == "nsubj":  # "the siege continues"; an attack that failed was one
            head = self.words[word.head]
            lone = not any(
                self.words[c].rel in ("obj", "xcomp", "ccomp")
                for c in self.reading.children[head.index]
            )
            return (
                word.upos == "NOUN" and lone and (effect.status != "denied" or head.upos != "VERB")
            )
        if rel.startswith("obl"):
            return small in VERB_CASES
        return rel == "nmod" and small in NOUN_CASES

    def kind(self, verb: int) -> str | None:
        """How a verb cites ("say", "perceive"); None where it does not."""
        return self.cues.frame_kind.get(self.words[verb].lemma)

    def _speaks(self, verb: int) -> bool:
        """Whether a verb cites a source: then the doubt is the source's, not the words'."""
        word = self.words[verb]
        if word.upos != "VERB" or self.kind(verb) != "say" or word.lemma in self.cues.weak:
            return False
        return not any(
            self.words[c].rel in ("nsubj:pass", "aux:pass") for c in self.reading.children[verb]
        )

    def of_infinitive(self, at: int) -> Effect:
        """What an infinitive is after a verb that the lexicon does not know: its purpose.

        What a past act was for is told as done with it ("fled to join"), but not what a
        campaign was for ("launched a raid to free them").
        """
        head = self.words[at].head
        done = self.mood.is_perfect(at) or self.kind(head) is not None
        if not self.mood.has_to(at) or done or self.words[head].upos != "VERB":
            return Effect()
        campaign = self.words[head].lemma in self.cues.light.get("agent", ())
        meant = campaign or self.mood.is_in_order(at)
        return Effect("planned" if meant or not self.mood.is_past(head) else None)

    def has_object(self, verb: int, but: int | None = None) -> bool:
        """Whether a verb has an object, or the subject that its passive makes of it."""
        return any(
            self.words[c].rel in ("obj", "iobj", "nsubj:pass")
            for c in self.reading.children[verb]
            if c != but
        )

    def is_left_open(self, at: int) -> bool:
        """“Did not rule out an attack”, “refused to rule out”: there may be one."""
        verb = self.words[self.words[at].head]
        if verb.lemma != "rule" or not self.reading.under(verb.index, "compound:prt"):
            return False
        refused = verb.rel == "xcomp" and self.words[verb.head].lemma in ("refuse", "decline")
        return refused or self.mood.is_negated(verb.index)

    def is_ended(self, head: int, at: int) -> bool:
        """Whether a word says that what hangs on it ends."""
        word, below = self.words[head], self.words[at]
        if word.upos == "VERB":
            return word.lemma in ENDING and below.rel in ("obj", "xcomp", "nsubj:pass", "nsubj")
        return word.upos == "NOUN" and word.lemma in END_NOUNS and below.rel in ("nmod", "acl")

    # -- nouns --------------------------------------------------------------------

    def is_force(self, at: int) -> bool:
        """“Some 500 troops will stay”: of a number of units, what they do."""
        word = self.words[at]
        head = self.words[word.head]
        party = word.rel in ("nsubj", "nsubj:pass") and head.upos == "VERB"
        return party and "force" in self.phrases.classes_of(at)

    def is_setting(self, at: int) -> bool:
        """“Died in a clash”: as sure as the death is."""
        word = self.words[at]
        if word.upos != "NOUN" or not word.rel.startswith("obl"):
            return False
        return self.words[word.head].upos in ("VERB", "ADJ") and self.phrases.case_of(at) in (
            "in",
            "by",
        )

    def is_content(self, at: int) -> bool:
        """“Reports of an attack”, “a new round of talks”: what is so of the one is of the other."""
        word = self.words[at]
        if word.rel != "nmod" or self.phrases.case_of(at) not in ("of", "about"):
            return False
        lemma = self.words[word.head].lemma
        return lemma in self.cues.statements or lemma in PORTIONS

    def is_carried(self, at: int) -> bool:
        """Whether a noun's verb only carries it: "will launch an offensive", "there are talks"."""
        word = self.words[at]
        if word.upos not in ("NOUN", "PROPN"):
            return False
        head = self.words[word.head]
        children = self.reading.children[head.index]
        if word.rel == "nsubj":
            if self.is_there(at):
                return True
            objects = [c for c in children if self.words[c].rel == "obj"]
            if head.lemma == "take":
                return any(self.words[c].lemma == "place" for c in objects)
            return head.lemma == "enter" and any(self.mood.is_nth_time(c) for c in children)
        if word.rel == "nmod":
            return self.mood.is_nth_time(head.index) and self.phrases.case_of(at) == "of"
        if word.rel not in ("obj", "nsubj:pass", "obl"):
            return False
        wordings = {head.lemma, f"{head.lemma} {self.phrases.case_of(at)}"}
        wordings |= {
            f"{head.lemma} {self.words[c].lemma}"
            for c in children
            if self.words[c].rel == "compound:prt"
        }
        return any(not wordings.isdisjoint(verbs) for verbs in self.cues.light.values())

    def of_carrier(self, at: int) -> Effect:
        """“There is fighting”, “the siege entered its third week”: it goes on."""
        word = self.words[at]
        head = self.words[word.head]
        if word.rel == "nmod" or head.lemma == "enter":
            return Effect("ongoing")
        now = self.is_there(at) and "Tense=Pres" in head.feats
        return Effect("ongoing" if now else None)

    def is_there(self, at: int) -> bool:
        """“There is fighting”."""
        return self.words[at].rel == "nsubj" and bool(
            self.reading.under(self.words[at].head, "expl")
        )
