"""Assembly: from drafts to claims, with what every type of claim needs.

In: a draft and the views of its reading.  Out: mentions, evidence, the fields that all types share.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.claim import Attribution, Certainty, Claim, Count, Mention, Status
from dateline.document import Document
from dateline.extract.attribution import Sources
from dateline.extract.certainty import BARRIERS, Judge
from dateline.extract.counts import read_range
from dateline.extract.matching import Draft
from dateline.extract.phrases import Phrases
from dateline.extract.predicates import Predicates
from dateline.extract.scoring import ClaimScorer
from dateline.extract.setting import Setting
from dateline.extract.timing import Timing
from dateline.extract.trace import SILENT, Trace
from dateline.extract.whereabouts import Whereabouts
from dateline.lexicon import Lexicon
from dateline.reading import ROOT, Reading

LONGEST_EVIDENCE = 40  # words
FARTHEST = 25  # words between the trigger and a participant that evidence still takes in
COLLECTIVES = frozenset({"group", "crowd", "number", "family", "majority", "member", "part"})
LIVING = frozenset({"person", "people", "force", "office", "nationality"})
NEVER_A_PARTY = frozenset({"event", "weapon", "statement", "agreement", "building"})


@dataclass(frozen=True, slots=True)
class Views:
    """One document's reading and everything that looks at it; `trace` is told what it decides."""

    document: Document
    reading: Reading
    lexicon: Lexicon
    phrases: Phrases
    predicates: Predicates
    sources: Sources
    judge: Judge
    setting: Setting
    whereabouts: Whereabouts
    timing: Timing
    scorer: ClaimScorer
    least_score: float = 0.0
    trace: Trace = SILENT

    def made(self, drafts: Sequence[Draft], claim: Claim) -> Iterator[Claim]:
        """The claim with its score, unless that is too low."""
        scored = self.scorer.scored(claim, drafts)
        if scored.score is not None and scored.score < self.least_score:
            self.trace.dropped(drafts[0], "unsure")
            return
        self.trace.claimed(drafts, scored)
        yield scored

    def party(self, head: int) -> Mention | None:
        """A participant as a mention; None for a pronoun whose meaning cannot be told."""
        if self.phrases.meant(head) is None or self.phrases.asks(head):
            return None
        mention = self.phrases.mention(head)
        country = self.lexicon.countries.get(mention.text.lower())
        if country is not None and mention.name is None:
            mention = replace(mention, name=country)
        return mention if re.search(r"\w", mention.text) else None

    def parties(self, heads: Iterable[int]) -> tuple[Mention, ...]:
        """Participants without those that cannot be one."""
        return tuple(dict.fromkeys(m for head in heads for m in self._each(head)))

    def _each(self, head: int) -> Iterator[Mention]:
        """A participant, or each of those whom "they" or "the two men" stands for."""
        mention = self.party(head)
        if mention is None:
            return
        each = self.phrases.each_meant(head)
        if len(each) == 1:
            yield mention
            return
        for one in each:
            yield replace(mention, name=self.phrases.mention(one).shown)

    def is_party(self, head: int) -> bool:
        """Whether a phrase can act: an attack or a bomb does not."""
        word = self.reading.words[head]
        if self.phrases.is_nobody(head) or (word.rel == "compound" and word.lemma in COLLECTIVES):
            return False  # "a majority Kurdish enclave" is not the majority's
        meant = self.phrases.meant(head)
        classes = self.phrases.classes_of(head if meant is None else meant)
        return not classes or not classes <= NEVER_A_PARTY

    def is_bygone(self, index: int) -> bool:
        """Whether a phrase is called what it was: "the former rebel stronghold"."""
        head = index
        if self.reading.words[index].rel in ("amod", "compound"):
            head = self.reading.words[index].head
        modifiers = self.reading.under(head, "amod", "advmod")
        return any(self.reading.words[c].lemma.lower() in self.judge.cues.bygone for c in modifiers)

    def disowns(self, index: int) -> bool:
        """Whether a word stands under a denied part in it: "has not claimed responsibility for".

        That says who did not say that he did it, and leaves that it was done.
        """
        at, owned = index, False
        while self.reading.words[at].head != ROOT:
            word = self.reading.words[at]
            if word.rel in BARRIERS:
                return False
            at = word.head
            head = self.reading.words[at]
            owned = owned or head.lemma in self.judge.cues.involvement
            if owned and (self.judge.mood.is_negated(at) or self._is_denial(at)):
                return True
        return False

    def _is_denial(self, index: int) -> bool:
        word = self.reading.words[index]
        return word.upos == "VERB" and self.judge.cues.frame_kind.get(word.lemma) == "deny"

    def evidence(self, trigger: Sequence[int], heads: Iterable[int]) -> Mention:
        """The shortest stretch that names the trigger and its participants nearby."""
        first, last = min(trigger), max(trigger)
        sentence = self.reading.sentence_of[trigger[0]]
        spans = [self.phrases.extent(h) for h in heads if self.reading.sentence_of[h] == sentence]
        for low, high in sorted(spans, key=lambda s: abs(s[0] - trigger[0])):
            reach = max(last, high) - min(first, low)
            if reach < LONGEST_EVIDENCE and abs(low - trigger[0]) <= FARTHEST:
                first, last = min(first, low), max(last, high)
        return self.phrases.span(first, last)

    def trigger(self, draft: Draft) -> Mention:
        """The trigger's words, as one stretch where they stand close together."""
        first, last = draft.trigger[0], draft.trigger[-1]
        if last - first > 2 * len(draft.trigger) + 1:
            return self.phrases.span(draft.index, draft.index)
        return self.phrases.span(first, last)

    def shared(self, draft: Draft, heads: Iterable[int]) -> dict[str, Any]:
        """Fields that every claim has: evidence, source, status, certainty."""
        asserted = self.is_asserted(draft) and not self.disowns(draft.index)
        status, certainty = self._judged(draft, asserted=asserted)
        source = self.sources.of(draft.index, passing=not asserted)
        return {
            "document": self.document.id,
            "type": draft.entry.type,
            "evidence": self.evidence(draft.trigger, heads),
            "trigger": self.trigger(draft),
            "source": source,
            "status": status,
            "certainty": certainty,
            "entry": draft.entry.name,
        }

    def _judged(self, draft: Draft, *, asserted: bool) -> tuple[Status, Certainty]:
        """Status and certainty by the words around, by the source, by the entry itself."""
        index = draft.index
        status, certainty = self.judge.judge(index, asserted=asserted)
        if asserted and status in ("actual", "ongoing"):
            cue = self.sources.denying(index)
            if cue is not None:
                status = "denied"
                self.trace.swayed(index, cue, status, certainty)
        before = (status, certainty)
        own = draft.entry.status
        if (own, status) == ("demanded", "denied") and not self.judge.mood.is_negated(draft.index):
            status = "demanded"  # "rejected the request": it was made
        if own and (status in ("actual", "ongoing") or (own, status) == ("demanded", "planned")):
            status = own  # "will meet them to request aid": it is asked for
        if status == "ongoing" and draft.entry.type in ("tie", "strength"):
            status = "actual"  # these are so as long as nothing ends them
        if draft.entry.certainty and certainty == "certain":
            certainty = draft.entry.certainty
        if (status, certainty) != before:
            self.trace.swayed(index, None, status, certainty)
        self.trace.settled(draft, passing=not asserted)
        return status, certainty

    def is_asserted(self, draft: Draft) -> bool:
        """Whether the sentence is about the trigger, rather than naming it in passing."""
        word = self.reading.words[draft.index]
        if draft.form == "adjective":
            return word.rel not in ("amod", "compound", "nmod:desc")
        if draft.entry.type == "tie" and draft.form == "noun":
            children = self.reading.children[draft.index]
            return any(self.reading.words[c].rel == "cop" for c in children)
        return True

    def dates_of(self, drafts: Sequence[Draft], source: Attribution) -> list[Mention]:
        """The times of an act that drafts name: theirs, or that of the reporter who saw it."""
        dates = self.timing.dates_of(*drafts)
        if not dates and source.kind == "reporter" and source.source is not None:
            return self.timing.dates_about(source.source)
        return dates

    def date_of(self, draft: Draft, source: Attribution) -> Mention | None:
        """The first of `dates_of`, or None."""
        return next(iter(self.dates_of([draft], source)), None)

    def count_of(self, head: int, of: str) -> Count | None:
        """How many a phrase counts: its number, one for a name, at least two for a bare plural."""
        word = self.reading.words[head]
        if word.lemma in COLLECTIVES:
            return None
        named = self.reading.name_at.get(head)
        if named is not None and named.type == "person" and "Number=Plur" not in word.feats:
            return Count(of=of, low=1, high=1)
        first, _ = self.phrases.extent(head)
        start = self.reading.words[max(first - 4, self._sentence_start(head))].start
        own = self.reading.words[first].start
        before = self.reading.text[own : word.start]
        wider = self.reading.text[start : word.start]
        if word.upos == "NUM" or (not before and word.upos == "NOUN"):
            before = self.reading.text[own : word.end]
        found = read_range(before)
        if found is not None and (wide := read_range(wider)) is not None and wide != found:
            found = wide if found[0] in wide or found[1] in wide else found
        if found is not None:
            return Count(of=of, low=found[0], high=found[1])
        if "Number=Plur" in word.feats and self.phrases.classes_of(head) & LIVING:
            return Count(of=of, low=2, high=None)
        if re.match(r"(?:an?|one)\b", before, re.IGNORECASE):
            return Count(of=of, low=1, high=1)
        return None

    def _sentence_start(self, head: int) -> int:
        return self.reading.sentences[self.reading.sentence_of[head]].start

    def title_of(self, head: int) -> str:
        """The words of an office before or with its noun: "Interior Minister"."""
        words = self.reading.words
        first = head
        for child in sorted(self.reading.children[head], reverse=True):
            fits = words[child].rel in ("compound", "amod") and child < first
            named = self.reading.name_at.get(child)
            if not fits or (named is not None and named.type in ("place", "organization")):
                continue
            if self.phrases.classes_of(child) & {"people", "nationality"}:
                continue
            first = min(first, *(self.reading.subtree(child)))
        return self.phrases.span(first, head).text
