"""Tenses: in which time a clause tells what it tells.

In: a reading.  Out: one word for each clause.
"""

from typing import Literal

from dateline.reading import ROOT, Reading, Word

ClauseTense = Literal[
    "past", "present", "future", "perfect", "pluperfect", "infinitive", "participle", "none"
]
AHEAD = frozenset({"will", "shall", "'ll", "’ll", "wo", "would"})  # "would return on Friday"


class Tenses:
    """Tenses of the clauses of one reading, each found once."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.words = reading.words
        self._found: dict[int, ClauseTense] = {}

    def of(self, index: int) -> ClauseTense:
        """The tense of the clause that a word stands in."""
        clause = self.clause_of(index)
        while self._shares(clause):
            clause = self.words[clause].head
        if clause not in self._found:
            self._found[clause] = self._tense(clause)
        return self._found[clause]

    def clause_of(self, index: int) -> int:
        """The head of the nearest clause: a verb, or a noun or adjective with a copula."""
        at = index
        while self.words[at].head != ROOT:
            if self.words[at].upos in ("VERB", "AUX") and self.words[at].rel != "amod":
                return at
            if self.reading.under(at, "cop"):
                return at
            at = self.words[at].head
        return at

    def _tense(self, clause: int) -> ClauseTense:
        own = self.words[clause]
        helpers = [self.words[c] for c in self.reading.under(clause, "aux", "cop")]
        if any(h.text.lower() in AHEAD for h in helpers):
            return "future"
        if own.lemma == "go" and self.reading.under(clause, "xcomp"):  # "is going to"
            return "future"
        have = next((h for h in helpers if h.lemma == "have" and h.rel == "aux"), None)
        if have is not None:
            return "pluperfect" if "Tense=Past" in have.feats else "perfect"
        finite = next((w for w in (*helpers, own) if "VerbForm=Fin" in w.feats), None)
        if finite is not None and "Tense=" in finite.feats:
            return "past" if "Tense=Past" in finite.feats else "present"
        if "VerbForm=Inf" in own.feats:
            return "infinitive"
        return "participle" if _is_participle(own) else "none"

    def _shares(self, clause: int) -> bool:
        """Whether a clause has its tense from the one before it: "were seized and burnt"."""
        word = self.words[clause]
        shares = word.rel == "conj" and word.head != ROOT and _is_participle(word)
        return shares and not self.reading.under(clause, "aux", "cop")


def _is_participle(word: Word) -> bool:
    return "VerbForm=Part" in word.feats or "VerbForm=Ger" in word.feats
