"""Annotated claims as training documents: which words claim something, what, and who takes part.

The texts are cut and parsed by the shipped reader, because claims are annotated as
strings: a claim's words stand for it by the word that heads them, and a participant by the
head of the mention of it that is nearest to the claim's words, or is the same by the
reader's chains.

In: passages in the form of the annotation guidelines, each claim with its `trigger`.
Out: documents for training.
"""

import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from dateline.nlp.reader import NetworkReader
from dateline.reading import Reading
from treebank import Sentence, TreebankDocument, number_words

UNSEEN_BELOW = 48  # of 256: passages whose id's SHA-256 begins lower are never learnt from
ROLES = ("actor", "recipient", "other", "place", "date")
KIND = {"event": "event", "control": "level", "tie": "relation"}
NOTHING = "O"
Span = tuple[int, int]


def is_unseen(name: str) -> bool:
    """Whether a passage is kept for scoring; a superset of the benchmark's unseen part."""
    return sha256(name.encode("utf-8")).digest()[0] < UNSEEN_BELOW


def read_claims(path: Path, *, unseen: bool) -> list[TreebankDocument]:
    """The passages of a file that are, or are not, kept for scoring."""
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    records = [record for record in records if is_unseen(record["id"]) == unseen]
    readings = NetworkReader(threads=1).read_many(record["text"] for record in records)
    return [
        make_document(record, reading) for record, reading in zip(records, readings, strict=True)
    ]


def make_document(record: dict[str, Any], reading: Reading) -> TreebankDocument:
    """One passage: `triggers` and `roles` of its words."""
    document = TreebankDocument(record["id"])
    for span in reading.sentences:
        words = [reading.words[i].text for i in span]
        document.sentences.append(
            Sentence(words, triggers=[NOTHING] * len(words), roles=[[] for _ in words])
        )
    number_words(document)
    passage = Passage(reading)
    kinds: dict[int, Counter[str]] = {}
    for claim in record["claims"]:
        trigger = passage.trigger(claim)
        if trigger is None:
            continue
        kinds.setdefault(trigger, Counter())[kind_of(claim)] += 1
        for role, word, counts in passage.roles(claim, trigger):
            sentence = document.sentences[reading.sentence_of[word]]
            assert sentence.roles is not None
            sentence.roles[word - sentence.start].append((trigger, role, counts))
    for trigger, counted in kinds.items():
        sentence = document.sentences[reading.sentence_of[trigger]]
        assert sentence.triggers is not None
        sentence.triggers[trigger - sentence.start] = counted.most_common(1)[0][0]
    return document


def kind_of(claim: dict[str, Any]) -> str:
    """Type and kind in one word: "event:ASSAULT"."""
    kind = claim["type"]
    return f"{kind}:{claim[KIND[kind]]}" if kind in KIND else str(kind)


class Passage:
    """One reading, asked for the words that annotated strings stand for."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self._starts = [word.start for word in reading.words]

    def trigger(self, claim: dict[str, Any]) -> int | None:
        """The word that heads what claims it, None where the strings cannot be found."""
        at = self.text.find(claim["evidence"])
        inside = claim["evidence"].find(claim.get("trigger") or "\0")
        if at < 0 or inside < 0:
            return None
        return self._head((at + inside, at + inside + len(claim["trigger"])))

    def roles(self, claim: dict[str, Any], trigger: int) -> Iterator[tuple[str, int, bool]]:
        """Role, word, and whether the word is it: other mentions of it are neither right nor wrong.

        A role that is named nowhere in the text yields nothing, as one that is not filled.
        """
        at = self.text.find(claim["evidence"])
        evidence = (at, at + len(claim["evidence"]))
        for role, names in _names(claim):
            mentions = list(self._mentions(names))
            heads = [head for span in mentions if (head := self._head(span)) is not None]
            if not heads:
                continue
            same = {other for head in heads for other in self._same(head)}
            best = min(same, key=lambda word: self._distance(word, trigger, evidence))
            yield role, best, True
            for word in same - {best}:
                yield role, word, False

    def _mentions(self, names: Sequence[str]) -> Iterator[Span]:
        for name in names:
            for found in re.finditer(re.escape(name), self.text, re.IGNORECASE):
                yield found.span()

    def _same(self, head: int) -> Iterable[int]:
        return {head, *self.reading.chain_of.get(head, ())}

    def _distance(self, word: int, trigger: int, evidence: Span) -> tuple[bool, bool, bool, int]:
        """Nearest first: in the claim's words, in its sentence, before it."""
        start = self.reading.words[word].start
        sentence = self.reading.sentence_of
        outside = not evidence[0] <= start < evidence[1]
        elsewhere = sentence[word] != sentence[trigger]
        return outside, elsewhere, word > trigger and elsewhere, abs(word - trigger)

    def _head(self, span: Span) -> int | None:
        """The word of a stretch of characters whose governor lies outside of it."""
        first = bisect_left(self._starts, span[0])
        if first and self.reading.words[first - 1].end > span[0]:
            first -= 1
        inside = range(first, bisect_left(self._starts, span[1]))
        words = self.reading.words
        tops = [i for i in inside if words[i].head not in inside and words[i].upos != "PUNCT"]
        return tops[0] if tops else next(iter(inside), None)


def _names(claim: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Each participant's role and strings."""
    single = {"actor": claim.get("actor"), "other": claim.get("other"), "place": claim.get("place")}
    single["date"] = (claim.get("date") or {}).get("text")
    several = {"actor": claim.get("actors"), "recipient": claim.get("recipients")}
    for role, value in [*single.items(), *((r, v) for r, vs in several.items() for v in vs or ())]:
        names = [value] if isinstance(value, str) else list(value or ())
        if names:
            yield role, names
