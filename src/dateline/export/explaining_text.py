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
from dateline.export.sources import SourceTable
from dateline.export.text import headline

WIDTH = 100  # columns where nothing tells how many there are
LABELS = {"actors": "who", "recipients": "to whom", "other": "with whom", "place": "holds"}
MOST_MISSES = 6  # attempts at one word that are told one by one
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
    hidden = withheld_spans(findings, table)
    for sentence in explanation.sentences:
        yield from _sentence_blocks(sentence, at)
    yield from _citing_blocks(explanation, hidden)
    here = [m for m in explanation.claims if _touch(m.claim.evidence, at)]
    yield heading(f"Claims ({len(here)})" if here else "No claim")
    for made in here:
        yield from _claim_blocks(made, explanation, table)
    yield from _miss_blocks(explanation)
    beside = [m for m in explanation.claims if not _touch(m.claim.evidence, at)]
    if beside:
        yield heading("Other claims of the sentence")
        for made in beside:
            yield Block([headline(made.claim)], [Text(wording.code(made.claim)[0], CODE)])
        yield Block([Text()])
    if tree:
        yield from _tree_blocks(explanation)


def _touch(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


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
    if sentence.names:
        names = (f"{reasons.quoted(words)} ({type_})" for words, type_ in sentence.names)
        yield Block([Text(", ".join(names), QUIET)], [Text("names", CODE)])


def _citing_blocks(explanation: Explanation, hidden: Spans) -> Iterator[Block]:
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
    yield Block([Text()])


# -- claims ----------------------------------------------------------------------


def _claim_blocks(made: Made, explanation: Explanation, table: SourceTable) -> Iterator[Block]:
    claim = made.claim
    code, mode = wording.code(claim)
    yield Block([headline(claim)], [Text(code, CODE), *([Text(mode, QUIET)] if mode else [])])
    own = [a for a in explanation.attempts if claim.id in a.claims]
    yield _fact("words", [_entry_line(attempt) for attempt in own])
    for role, mentions in reasons.parts_of(claim):
        label = LABELS[role] if role != "place" or claim.type == "control" else "place"
        yield _fact(label, [_party_line(role, each, own, made) for each in mentions])
    yield _fact("status", reasons.status_words(made))
    source = table.settled(claim.source)
    line = Text(wording.voucher(source))
    if source.anonymous:
        line.append(" (sensitive)", MARKED)
    line.append(_source_reason(made))
    yield _fact("source", [line])
    yield _fact("place", reasons.place_reason(made))
    yield _fact("time", reasons.date_reason(made))
    if claim.counts:
        yield _fact("number", [wording.listed(wording.amount(c) for c in claim.counts)])
    yield Block([Text()])


def _fact(label: str, lines: Sequence[str | Text]) -> Block:
    """What is told of one side of a claim."""
    texts = [line if isinstance(line, Text) else Text(line) for line in lines]
    return Block(texts, [Text(f"  {label}", QUIET)])


def _entry_line(attempt: Attempt) -> str:
    return f"{reasons.all_quoted(attempt.trigger)}: entry {reasons.entry_words(attempt)}"


def _party_line(role: str, mention: Mention, own: Sequence[Attempt], made: Made) -> str:
    """A party and where its words stand."""
    for filled in (*(f for a in own for f in a.roles), *made.supplied):
        if any((w.start, w.end) == (mention.start, mention.end) for w in filled.words):
            return f"{reasons.quoted(mention)}: {reasons.slot_words(filled.slot)}"
    return reasons.quoted(mention)


def _source_reason(made: Made) -> str:
    source = made.claim.source
    if source.cue is not None:
        return f": {reasons.quoted(source.cue)} tells that they are the words of another"
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
    voiced = [g for g in by_word.values() if any(a.outcome == "claim" for a in g)]
    if silent:
        yield heading("Words that made no claim")
        for group in silent:
            yield from _group_blocks(group, explanation)
    yield from _unknown_blocks(explanation)
    refused = [[a for a in group if a.outcome != "claim" or a.reasons] for group in voiced]
    if any(refused):
        yield heading("What else these words could claim")
        for group in filter(None, refused):
            yield from _group_blocks(group, explanation)


def _group_blocks(group: Sequence[Attempt], explanation: Explanation) -> Iterator[Block]:
    """The attempts at one word: those that a rule dropped first, wordings in short."""
    told = [a for a in group if not _is_wording(a)]
    told.sort(key=lambda a: a.outcome != "dropped")
    near = [a for a in group if _is_wording(a) and _is_near(a, explanation)]
    lines: list[Text] = []
    for attempt in (*told, *near)[:MOST_MISSES]:
        line = Text(f"{reasons.entry_words(attempt)}: ")
        why = [reasons.reason_words(attempt, r, explanation.attempts) for r in attempt.reasons]
        lines.append(line.append("; ".join(why), QUIET))
    left = len(told) + len(near) - len(lines)
    if left:
        lines.append(Text(f"and {left} more, which --json tells", QUIET))
    far = sum(_is_wording(a) for a in group) - len(near)
    if far:
        wordings = wording.several(far, "wording")
        lines.append(Text(f"{wordings} of more words, which are not here", QUIET))
    yield Block(lines, [Text(reasons.quoted(group[0].trigger[0]), CODE)])
    yield Block([Text()])


def _is_wording(attempt: Attempt) -> bool:
    return any(reason.rule == "wording" for reason in attempt.reasons)


def _is_near(attempt: Attempt, explanation: Explanation) -> bool:
    """Whether all the words of a wording stand in the sentence, if not where they should."""
    words = [w for sentence in explanation.sentences for w in sentence.tokens]
    known = {w.lemma.lower() for w in words} | {w.text.lower() for w in words}
    return set(attempt.wording.split()) <= known


def _unknown_blocks(explanation: Explanation) -> Iterator[Block]:
    """Content words that head no entry."""
    filled = [w for a in explanation.attempts if a.claims for role in a.roles for w in role.words]
    unknown = [
        each
        for each in explanation.unknown
        if _touch(each.words, explanation.at) and not any(_touch(each.words, w) for w in filled)
    ]
    if not unknown:
        return
    yield heading("Words without an entry")
    for each in unknown:
        known = reasons.known_as(each.known_as)
        stands = f"stands for a {', '.join(each.classes)}" if each.classes else ""
        parts = [f"read as {each.upos}", f"the lexicon knows it {known}" if known else "", stands]
        line = Text("no entry", TITLE).append("; ".join(["", *filter(None, parts)]), QUIET)
        yield Block([line], [Text(reasons.quoted(each.words), CODE)])
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
