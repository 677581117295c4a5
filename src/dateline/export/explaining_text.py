"""Explaining text: why words made claims or none, as a person reads it in a terminal.

First the sentence, then each claim that the words belong to with what made it so, then the
words that made none with the reason; what else the sentence holds is only named.

In: explanations and a rich console.  Out: lines, without trailing spaces.
"""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from dateline.claim import Mention
from dateline.explanation import Attempt, Explanation, Made, Sentence
from dateline.export import reasons, wording
from dateline.export.explaining import withheld_spans
from dateline.export.layout import (
    CODE,
    MARKED,
    QUIET,
    TITLE,
    Block,
    header,
    heading,
    plain_text,
    print_blocks,
)
from dateline.export.setting import circumstances
from dateline.export.sources import SourceTable
from dateline.export.text import headline

WIDTH = 100  # columns where nothing tells how many there are
LABELS = {"actors": "who", "recipients": "to whom", "other": "with whom", "place": "which place"}
MOST_MISSES = 6  # attempts at one word that are told one by one
MOST_BESIDE = 3  # likewise where another attempt at it made a claim
NEARBY = 8  # words from it that the rest of a wording is sought in
MOST_EXAMPLES = 3  # of wordings that a word has an entry in
Spans = frozenset[tuple[int, int]]


def print_explanation(explanation: Explanation, console: Console, *, tree: bool = False) -> None:
    """Print one explanation; with `tree` also the words with their tags and tree."""
    print_blocks(_blocks(explanation, tree=tree), console)


def explanation_text(explanation: Explanation, width: int = WIDTH, *, tree: bool = False) -> str:
    """One explanation as plain text, lines at most `width` columns where words allow."""
    return plain_text(lambda console: print_explanation(explanation, console, tree=tree), width)


def _blocks(explanation: Explanation, *, tree: bool) -> Iterator[Block]:
    findings, at = explanation.findings, explanation.at
    table = SourceTable(findings)
    which = f", place {explanation.number} of {explanation.of}" if explanation.of > 1 else ""
    yield header(findings.document, [f"why: {reasons.quoted(at)}{which}"])
    for sentence in explanation.sentences:
        yield from _sentence_blocks(sentence, at)
    yield from _read_blocks(explanation, withheld_spans(findings, table))
    here = [m for m in explanation.claims if _concerns(m, at)]
    beside = [m for m in explanation.claims if not _concerns(m, at)]
    yield heading(f"Claims ({len(here)})" if here else "No claim")
    for made in here:
        yield from _claim_blocks(made, explanation, table)
    yield from _miss_blocks(explanation)
    if beside:
        yield heading("Other claims of the sentence")
        for made in beside:
            yield Block([headline(made.claim)], [Text(wording.code(made.claim)[0], CODE)])
        yield Block([Text()])
    if tree:
        yield from _tree_blocks(explanation)


def _touch(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _concerns(made: Made, at: Mention) -> bool:
    """Whether words carry a claim, or its place or time."""
    claim = made.claim
    return any(_touch(each, at) for each in (claim.evidence, claim.place, claim.date) if each)


# -- what was read ---------------------------------------------------------------


def _sentence_blocks(sentence: Sentence, at: Mention) -> Iterator[Block]:
    yield heading(f"Sentence {sentence.number}")
    start = sentence.words.start
    before = wording.one_line(sentence.words.text[: max(0, at.start - start)])
    asked = wording.one_line(sentence.words.text[max(0, at.start - start) : at.end - start])
    line = Text(wording.one_line(sentence.words.text))
    if (found := line.plain.find(asked, len(before))) >= 0:
        line.stylize(TITLE, found, found + len(asked))
    yield Block([line, Text()])


def _read_blocks(explanation: Explanation, hidden: Spans) -> Iterator[Block]:
    """Names, and who is taken to say what."""
    names = [name for sentence in explanation.sentences for name in sentence.names]
    if names:
        told = ", ".join(f"{reasons.quoted(words)} ({type_})" for words, type_ in names)
        yield Block([Text(told, QUIET)], [Text("names", CODE)])
    lines = []
    for citing in explanation.citings:
        source = citing.source
        who = reasons.quoted(source) if source else "nobody who is named"
        line = Text(f"{who}, by {reasons.quoted(citing.cue)}", QUIET)
        if source is not None and (source.start, source.end) in hidden:
            line.append(" (sensitive)", MARKED)
        lines.append(line)
    if lines:
        yield Block(lines, [Text("who says so", CODE)])
    if names or lines:
        yield Block([Text()])


# -- claims ----------------------------------------------------------------------


def _claim_blocks(made: Made, explanation: Explanation, table: SourceTable) -> Iterator[Block]:
    claim = made.claim
    code, mode = wording.code(claim)
    paragraphs = [headline(claim)]
    if phrases := circumstances(claim, made.when, made.where):
        paragraphs.append(Text(" · ".join(phrases)))
    yield Block(paragraphs, [Text(code, CODE), *([Text(mode, QUIET)] if mode else [])])
    own = [a for a in explanation.attempts if claim.id in a.claims]
    yield _fact("words", [_entry_line(attempt) for attempt in own])
    for role, mentions in reasons.parts_of(claim):
        yield _fact(LABELS[role], [_party_line(each, own, made) for each in mentions])
    yield _fact("status", reasons.status_words(made))
    source = table.settled(claim.source)
    line = Text(wording.voucher(source))
    if source.anonymous:
        line.append(" (sensitive)", MARKED)
    line.append(_source_reason(made))
    yield _fact("source", [line])
    yield _fact("place", reasons.place_reason(made))
    yield _fact("time", reasons.date_reason(made))
    yield Block([Text()])


def _fact(label: str, lines: Sequence[str | Text]) -> Block:
    """What is told of one side of a claim."""
    texts = [line if isinstance(line, Text) else Text(line) for line in lines]
    return Block(texts, [Text(f"  {label}", QUIET)] if texts else ())


def _entry_line(attempt: Attempt) -> str:
    return f"{reasons.all_quoted(attempt.trigger)}: lexicon entry {reasons.entry_words(attempt)}"


def _party_line(mention: Mention, own: Sequence[Attempt], made: Made) -> str:
    """A party and where its words stand; a place may be the name in a longer phrase."""
    filled = [*(f for a in own for f in a.roles), *made.supplied]
    exact = [f for f in filled if any(_same(w, mention) for w in f.words)]
    around = [f for f in filled if any(_touch(w, mention) for w in f.words)]
    for each in (exact or around)[:1]:
        return f"{reasons.quoted(mention)}: {reasons.slot_words(each.slot)}"
    return reasons.quoted(mention)


def _same(one: Mention, other: Mention) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _source_reason(made: Made) -> str:
    source = made.claim.source
    if source.cue is not None:
        return f": {reasons.quoted(source.cue)} marks the words as theirs"
    if made.passing:
        return ": the words only name it in passing"
    return ": nobody is cited for the words" if source.kind == "outlet" else ""


# -- what made no claim ------------------------------------------------------------


def _miss_blocks(explanation: Explanation) -> Iterator[Block]:
    """Words that made no claim, those that are asked about one by one."""
    at = explanation.at
    asked = [a for a in explanation.attempts if any(_touch(t, at) for t in a.trigger)]
    by_word: dict[tuple[int, int], list[Attempt]] = {}
    for attempt in asked:
        head = attempt.trigger[0]
        by_word.setdefault((head.start, head.end), []).append(attempt)
    silent = [g for g in by_word.values() if all(a.outcome != "claim" for a in g)]
    told = [g for g in silent if any(_is_near(a, explanation) for a in g)]
    if told:
        yield heading("Words that made no claim")
        for group in told:
            yield from _group_blocks(group, explanation, MOST_MISSES)
    yield from _unknown_blocks(explanation, [g for g in silent if g not in told])
    voiced = [g for g in by_word.values() if any(a.outcome == "claim" for a in g)]
    refused = [[a for a in g if a.reasons and _is_near(a, explanation)] for g in voiced]
    if any(refused):
        yield heading("What else these words could claim")
        for group in filter(None, refused):
            yield from _group_blocks(group, explanation, MOST_BESIDE)


def _group_blocks(group: Sequence[Attempt], explanation: Explanation, most: int) -> Iterator[Block]:
    """The attempts at one word: those that a rule dropped first, wordings in short."""
    near = [a for a in group if _is_near(a, explanation)]
    near.sort(key=_distance)
    lines: list[Text] = []
    for attempt in near[:most]:
        kind = reasons.kind_words(attempt)
        line = Text(f"no {kind}: " if attempt.outcome != "claim" else f"no further {kind}: ")
        why = [reasons.reason_words(attempt, r, explanation.attempts) for r in attempt.reasons]
        line.append("; ".join(why)).append(f" ({reasons.entry_words(attempt)})", QUIET)
        lines.append(line)
    if len(near) > most:
        lines.append(Text(f"and {len(near) - most} more, which --json has", QUIET))
    if far := len(group) - len(near):
        longer = wording.several(far, "longer wording")
        lines.append(Text(f"{longer} with this word, not all of it here", QUIET))
    yield Block(lines, [Text(reasons.quoted(group[0].trigger[0]), CODE)])
    yield Block([Text()])


def _distance(attempt: Attempt) -> tuple[bool, bool, bool]:
    """How far an attempt was from a claim: drafts first, then what some words stood against."""
    said = any(reason.words for reason in attempt.reasons)
    return attempt.outcome == "failed", _is_wording(attempt), not said


def _is_wording(attempt: Attempt) -> bool:
    return any(reason.rule == "wording" for reason in attempt.reasons)


def _is_near(attempt: Attempt, explanation: Explanation) -> bool:
    """Whether an entry nearly applied: its words stand nearby, if not as they should."""
    if not _is_wording(attempt):
        return True
    words = [w for sentence in explanation.sentences for w in sentence.tokens]
    start = attempt.trigger[0].start
    here = next(at for at, word in enumerate(words) if word.start == start)
    beside = words[max(0, here - NEARBY) : here + NEARBY + 1]
    known = {w.lemma.lower() for w in beside} | {w.text.lower() for w in beside}
    return set(attempt.wording.split()) <= known


def _unknown_blocks(explanation: Explanation, far: Sequence[Sequence[Attempt]]) -> Iterator[Block]:
    """Content words that head no entry, or only with words that are not here."""
    filled = [w for a in explanation.attempts if a.claims for role in a.roles for w in role.words]
    unknown = [
        each
        for each in explanation.unknown
        if _touch(each.words, explanation.at) and not any(_touch(each.words, w) for w in filled)
    ]
    # a word that cites somebody is told under "who says so"
    saying = {citing.cue.start for citing in explanation.citings}
    idle = saying | {w.start for s in explanation.sentences for w in s.tokens if w.upos == "AUX"}
    far = [group for group in far if group[0].trigger[0].start not in idle]
    unknown = [each for each in unknown if each.words.start not in saying]
    if not (unknown or far):
        return
    yield heading("Words without an entry")
    for each in unknown:
        known = reasons.known_as(each.known_as)
        stands = f"it stands for: {', '.join(each.classes)}" if each.classes else ""
        entry = f"no entry as {reasons.UPOS.get(each.upos, each.upos)}"
        parts = [entry, f"the lexicon knows it {known}" if known else "", stands]
        line = Text("; ".join(filter(None, parts)))
        yield Block([line], [Text(reasons.quoted(each.words), CODE)])
    for group in far:
        wordings = dict.fromkeys(f"“{wording.one_line(a.wording)}”" for a in group)
        examples = ", ".join([*wordings][:MOST_EXAMPLES])
        line = Text(f"no entry alone, only with other words: {examples}")
        yield Block([line], [Text(reasons.quoted(group[0].trigger[0]), CODE)])
    yield Block([Text()])


# -- the tree ----------------------------------------------------------------------


def _tree_blocks(explanation: Explanation) -> Iterator[Block]:
    """Every word with its tags and what it hangs on."""
    for sentence in explanation.sentences:
        yield heading(f"How sentence {sentence.number} was read")
        words = {word.index: word for word in sentence.tokens}
        for word in sentence.tokens:
            above = words.get(word.head)
            hangs = f"{word.rel} of “{wording.one_line(above.text)}”" if above else word.rel
            facts = [word.upos.lower(), wording.one_line(word.lemma), hangs]
            yield Block([Text(" · ".join(facts))], [Text(wording.one_line(word.text), CODE)])
        yield Block([Text()])
