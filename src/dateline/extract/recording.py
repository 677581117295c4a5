"""Recording: the trace that remembers what was decided about some stretches of a text.

In: decisions, as they are taken.  Out: the `Explanation` of each stretch.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dateline.claim import Certainty, Claim, Mention, Status
from dateline.explanation import (
    Attempt,
    Choice,
    Citing,
    Clue,
    Explanation,
    Filled,
    Made,
    Outcome,
    Reason,
    Rule,
    Sentence,
    Sway,
    Unknown,
    Weighing,
)
from dateline.extract.frames import Frame
from dateline.extract.phrases import Phrases
from dateline.extract.trace import Drafted, Trace, Weighed
from dateline.lexicon import FORMS, Entry, Form, Lexicon
from dateline.reading import Reading
from dateline.report import Findings

CONTENT = frozenset({"VERB", "NOUN", "ADJ", "ADV"})
Characters = tuple[int, int]  # of the text, end exclusive
Key = tuple[int, str, Form]  # of a draft: its word, entry and part of speech
What = Literal["place", "date"]


@dataclass(slots=True)
class _Tried:
    """What was told of an entry at a word.

    unfit   the last heads that did not fit, by role
    """

    index: int
    entry: Entry
    form: Form
    wording: str
    trigger: tuple[int, ...]
    chance: float | None = None
    drafted: bool = False
    filled: dict[str, tuple[str, tuple[int, ...]]] = field(default_factory=dict)
    unfit: dict[str, tuple[Rule, tuple[int, ...]]] = field(default_factory=dict)
    reasons: list[tuple[Rule, str, tuple[int, ...]]] = field(default_factory=list)
    claims: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class _Settled:
    """What was told of a draft on its way to a claim."""

    passing: bool = False
    sways: tuple[tuple[int | None, Status, Certainty], ...] = ()
    supplied: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)


class Recording(Trace):
    """Remembers what concerns the sentences that some stretches of the text touch.

    Args:
        stretches: characters of the text.
    """

    listens = True

    def __init__(self, stretches: Sequence[Characters]) -> None:
        self._stretches = stretches
        self._wanted: frozenset[int] = frozenset()
        self._tried: list[_Tried] = []
        self._at: _Tried | None = None  # None: at a word that nobody asked about
        self._of: dict[Key, _Tried] = {}
        self._sways: dict[int, list[tuple[int | None, Status, Certainty]]] = {}
        self._settled: defaultdict[Key, _Settled] = defaultdict(_Settled)
        self._weighed: dict[tuple[Key, What], tuple[Sequence[Weighed], Mapping[str, float]]] = {}
        self._made: dict[str, tuple[Claim, list[Key]]] = {}
        self._class_names: frozenset[str] = frozenset()

    def began(self, reading: Reading, phrases: Phrases, frames: Sequence[Frame]) -> None:
        """Find the sentences that are asked about."""
        self._reading, self._phrases, self._frames = reading, phrases, frames
        asked = {n for stretch in self._stretches for n in self._touched(stretch)}
        self._wanted = frozenset(i for number in asked for i in reading.sentences[number])

    def _touched(self, stretch: Characters) -> list[int]:
        """Numbers of the sentences that a stretch of the text touches."""
        words = self._reading.words
        return [
            number
            for number, sentence in enumerate(self._reading.sentences)
            if words[sentence.start].start < stretch[1]
            and stretch[0] < words[sentence.stop - 1].end
        ]

    # -- matching ----------------------------------------------------------------

    def tried(self, index: int, entry: Entry, form: Form, wording: tuple[str, ...]) -> None:
        """Open a new attempt."""
        self._at = None
        if index in self._wanted:
            self._at = _Tried(index, entry, form, " ".join(wording), (index,))
            self._tried.append(self._at)

    def filled(self, role: str, slot: str, heads: Sequence[int]) -> None:
        """Note what fills a role."""
        if self._at is not None and heads:
            self._at.filled[role] = (slot, tuple(heads))

    def unfit(self, rule: Rule, role: str, heads: Sequence[int]) -> None:
        """Note what does not fit a role; words go before that nothing stands there."""
        if self._at is not None and (heads or role not in self._at.unfit):
            self._at.unfit[role] = (rule, tuple(heads))

    def failed(self, rule: Rule, role: str = "") -> None:
        """Note why the entry does not apply."""
        if self._at is None:
            return
        heads: tuple[int, ...] = ()
        if rule == "empty":
            rule, heads = self._at.unfit.get(role, (rule, ()))
        self._at.reasons.append((rule, role, heads))

    def found(self, draft: Drafted) -> None:
        """The attempt is a draft."""
        if self._at is not None:
            self._at.trigger, self._at.drafted = draft.trigger, True
            self._of[_key(draft)] = self._at

    # -- drafts ------------------------------------------------------------------

    def dropped(self, draft: Drafted, rule: Rule, heads: Iterable[int] = ()) -> None:
        """Note what stopped it."""
        tried = self._of.get(_key(draft))
        if tried is not None:
            tried.reasons.append((rule, "", tuple(heads)))

    def entered(self, drafts: Iterable[Drafted]) -> None:
        """Enter drafts that no entry of the lexicon called up; note which were too unlikely."""
        kept = {_key(draft): draft for draft in drafts if draft.index in self._wanted}
        for key, draft in kept.items():
            if key not in self._of:
                tried = _Tried(draft.index, draft.entry, draft.form, "", draft.trigger)
                self._tried.append(tried)
                self._of[key] = tried
            self._of[key].drafted = True
            # a draft that the network has weighed says how likely it is
            self._of[key].chance = getattr(draft, "chance", None)
        for key, tried in self._of.items():
            if key not in kept and not tried.reasons:
                tried.reasons.append(("unlikely", "", ()))

    def supplied(self, draft: Drafted, role: str, heads: Sequence[int]) -> None:
        """Note who is told elsewhere."""
        if draft.index in self._wanted and heads:
            self._settled[_key(draft)].supplied.append((role, tuple(heads)))

    def claimed(self, drafts: Sequence[Drafted], claim: Claim) -> None:
        """Note which attempts the claim came of."""
        keys = [_key(draft) for draft in drafts]
        if self._wanted.isdisjoint(draft.index for draft in drafts):
            return
        self._made.setdefault(claim.id, (claim, keys))
        for key in keys:
            if key in self._of:
                self._of[key].claims[claim.id] = None

    # -- status ------------------------------------------------------------------

    def judging(self, index: int) -> None:
        """Begin anew: a word may be judged several times."""
        self._sways[index] = []

    def swayed(self, index: int, by: int | None, status: Status, certainty: Certainty) -> None:
        """Note the change."""
        self._sways.setdefault(index, []).append((by, status, certainty))

    def settled(self, draft: Drafted, *, passing: bool) -> None:
        """Keep what was told last of the word."""
        settled = self._settled[_key(draft)]
        settled.passing = passing
        settled.sways = tuple(self._sways.get(draft.index, ()))

    # -- place and time ----------------------------------------------------------

    def weighed(
        self, draft: Drafted, what: What, choices: Sequence[Weighed], none: Mapping[str, float]
    ) -> None:
        """Keep what was weighed."""
        if draft.index in self._wanted:
            self._weighed[_key(draft), what] = (choices, none)

    # -- the answer --------------------------------------------------------------

    def explanations(self, findings: Findings, lexicon: Lexicon) -> list[Explanation]:
        """One for each stretch, in their order."""
        self._class_names = frozenset(n for names in lexicon.classes.values() for n in names)
        return [
            self._explanation(number, findings, lexicon)
            for number in range(1, len(self._stretches) + 1)
        ]

    def _explanation(self, number: int, findings: Findings, lexicon: Lexicon) -> Explanation:
        start, end = self._stretches[number - 1]
        sentences = self._touched((start, end))
        words = frozenset(i for n in sentences for i in self._reading.sentences[n])
        attempts = [self._attempt(t) for t in self._tried if t.index in words]
        known = {claim.id for claim in findings.claims}
        made = [
            self._claim(claim, keys, findings)
            for claim, keys in self._made.values()
            if claim.id in known and any(key[0] in words for key in keys)
        ]
        return Explanation(
            findings=findings,
            at=Mention(start, end, self._reading.text[start:end]),
            number=number,
            of=len(self._stretches),
            sentences=tuple(self._sentence(n) for n in sentences),
            citings=tuple(self._citing(f) for f in self._frames if self._concerns(f, words)),
            claims=tuple(sorted(made, key=lambda m: (m.claim.evidence.start, m.claim.id))),
            attempts=tuple(attempts),
            unknown=tuple(self._unknown(sorted(words), lexicon)),
        )

    def _sentence(self, number: int) -> Sentence:
        words = self._reading.sentences[number]
        return Sentence(
            number=number + 1,
            words=self._phrases.span(words.start, words.stop - 1),
            tokens=tuple(self._reading.words[words.start : words.stop]),
            names=tuple(
                (self._phrases.span(name.first, name.last), name.type)
                for name in self._reading.names
                if name.first in words
            ),
        )

    def _concerns(self, frame: Frame, words: frozenset[int]) -> bool:
        return frame.cue in words or not words.isdisjoint(frame.scope)

    def _citing(self, frame: Frame) -> Citing:
        runs: list[list[int]] = []
        for index in sorted(frame.scope):
            if runs and index == runs[-1][-1] + 1:
                runs[-1].append(index)
            else:
                runs.append([index])
        return Citing(
            kind=frame.kind,
            cue=self._phrases.span(frame.cue, frame.cue),
            source=None if frame.source is None else self._phrases.mention(frame.source),
            content=tuple(self._phrases.span(run[0], run[-1]) for run in runs),
        )

    def _attempt(self, tried: _Tried) -> Attempt:
        entry = tried.entry
        reasons = [self._reason(tried, *reason) for reason in tried.reasons]
        if tried.drafted and not tried.claims and not reasons:
            reasons = [Reason(rule="no claim")]
        stopped: Outcome = "dropped" if tried.drafted else "failed"
        return Attempt(
            entry=entry.name,
            file=entry.file,
            type=entry.type,
            kind=entry.kind,
            form=tried.form,
            wording=tried.wording,
            trigger=self._mentions(tried.trigger),
            roles=tuple(
                Filled(role=role, slot=slot, words=self._phrases_of(heads))
                for role, (slot, heads) in tried.filled.items()
            ),
            chance=tried.chance,
            outcome="claim" if tried.claims else stopped,
            reasons=tuple(dict.fromkeys(reasons)),
            claims=tuple(tried.claims),
        )

    def _reason(self, tried: _Tried, rule: Rule, role: str, heads: tuple[int, ...]) -> Reason:
        filters = {"required": tried.entry.requires, "excluded": tried.entry.excludes}
        asked = filters[rule].get(role, frozenset()) if rule in filters else frozenset()
        wanted = sorted(asked, key=lambda w: (w not in self._class_names, w))
        if rule == "role missing":  # where it was looked for
            wanted = list(tried.entry.roles[tried.form].get(role, ()))
        classes = {name for head in heads for name in self._phrases.classes_of(head)}
        return Reason(
            rule=rule,
            role=role,
            words=self._phrases_of(heads),
            classes=tuple(sorted(classes)),
            wanted=tuple(wanted),
        )

    def _claim(self, claim: Claim, keys: Sequence[Key], findings: Findings) -> Made:
        main = self._settled[keys[0]]
        sways = list(main.sways)
        for key in keys[1:]:  # what is told of the act's other words makes it less sure
            sways += [s for s in self._sways.get(key[0], ()) if s[2] != "certain"]
        return Made(
            claim=claim,
            when=findings.when(claim),
            where=findings.where(claim),
            passing=main.passing,
            sways=tuple(
                Sway(by=None if by is None else self._named(by), status=status, certainty=certainty)
                for by, status, certainty in sways
            ),
            supplied=tuple(
                Filled(role=role, slot="elsewhere", words=self._phrases_of(heads))
                for role, heads in main.supplied
            ),
            place=self._weighing(keys, "place"),
            date=self._weighing(keys, "date"),
        )

    def _weighing(self, keys: Sequence[Key], what: What) -> Weighing | None:
        """What was weighed for a claim; of several of its words, the one that decided."""
        found = [self._weighed[key, what] for key in keys if (key, what) in self._weighed]
        if not found:
            return None

        def best(each: tuple[Sequence[Weighed], Mapping[str, float]]) -> float:
            return max((choice.odds for choice in each[0]), default=0.0)

        choices, none = max(found, key=best)
        likeliest = sorted(choices, key=lambda c: -c.odds)
        return Weighing(
            choices=tuple(
                Choice(words=c.words, odds=c.odds, clues=_clues(c.clues)) for c in likeliest
            ),
            none=_clues(none),
        )

    def _unknown(self, words: Sequence[int], lexicon: Lexicon) -> list[Unknown]:
        tried = {t.index for t in self._tried} | {i for t in self._tried for i in t.trigger}
        found = []
        for index in words:
            word = self._reading.words[index]
            if word.upos not in CONTENT or index in tried or index in self._reading.name_at:
                continue
            forms = {word.lemma.lower(), word.text.lower()}
            known = [form for form in FORMS if forms & lexicon.triggers[form].keys()]
            classes = sorted(self._phrases.classes_of(index))
            found.append(
                Unknown(
                    words=self._named(index),
                    upos=word.upos,
                    known_as=tuple(known),
                    classes=tuple(classes),
                )
            )
        return found

    def _named(self, index: int) -> Mention:
        return self._phrases.span(index, index)

    def _mentions(self, indices: Iterable[int]) -> tuple[Mention, ...]:
        return tuple(self._named(index) for index in indices)

    def _phrases_of(self, heads: Iterable[int]) -> tuple[Mention, ...]:
        return tuple(self._phrases.mention(head) for head in heads)


def _key(draft: Drafted) -> Key:
    return draft.index, draft.entry.name, draft.form


def _clues(parts: Mapping[str, float]) -> tuple[Clue, ...]:
    """The weightiest first."""
    known = sorted(parts.items(), key=lambda part: (-abs(part[1]), part[0]))
    return tuple(Clue(name=name, weight=round(weight, 3)) for name, weight in known)
