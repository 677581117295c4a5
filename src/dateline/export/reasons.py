"""Reasons: why words made a claim or none, in the words of a reader.

In: what an `Explanation` holds.  Out: strings on one line, safe to print, without markup.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from dateline.claim import Claim, Mention
from dateline.explanation import Attempt, Clue, Made, Reason, Rule, Sway, Weighing
from dateline.export import wording

MOST_WANTED = 6  # classes and words that a requirement is told with
MOST_CLUES = 3
LEAST_WEIGHT = 0.1  # log odds under which a clue is not worth telling
EVEN = 0.1  # log odds within which two are as likely
MOST_TIMES, WHOLE = 1000, 10  # times that are told, and from which in whole numbers

Telling = Callable[[Sequence[Clue]], list[str]]

ROLES: Mapping[tuple[str, str], str] = {
    ("event", "actors"): "the doer",
    ("event", "recipients"): "the one it is done to",
    ("event", "place"): "the place",
    ("control", "actors"): "the holder",
    ("control", "place"): "the place held",
    ("tie", "actors"): "the first party",
    ("tie", "other"): "the second party",
    ("strength", "actors"): "the force",
}
SLOTS: Mapping[str, str] = {
    "agent": "the doer of the verb",
    "patient": "what the verb is done to",
    "poss": "whose it is",
    "compound": "a word joined to it",
    "self": "the word itself",
    "bearer": "who is said to be that",
    "holder": "who has it",
    "modified": "what the word describes",
    "complement": "the clause that hangs on it",
    "elsewhere": "told in another sentence or clause",
}
UPOS = {"VERB": "a verb", "NOUN": "a noun", "ADJ": "an adjective", "ADV": "an adverb"}
FORMS = {"verb": "a verb", "noun": "a noun", "adjective": "an adjective"}
RULES: Mapping[Rule, str] = {
    "empty": "a role stays empty",
    "in a name": "the word is part of a name",
    "part": "its words are part of a longer wording",
    "unlikely": "the network takes a claim here for too unlikely",
    "unsure": "the claim’s score is below the least that is asked for (--least-score)",
    "withheld": "the words only say that a source is not named",
    "told as control": "the move is told as a claim on who is in the place",
    "wished": "it is only what somebody asks for; the asking is the claim",
    "refused": "it is only what somebody rejects; the rejecting is the claim",
    "left": "it is what somebody is driven out of; the loss is the claim",
    "bygone": "the place is called what it was before (“former”, “once”)",
    "one of several": "one person cannot be several",
    "said again": "it says neither who, nor to whom, nor where or when: an act told before",
    "no number": "no number of them is told",
    "no strength": "the sentence does not tell the number as a strength that somebody has",
    "no claim": "no claim came of it",
}
PLACE_CLUES: Mapping[str, str] = {
    "here": "stands in the same sentence",
    "away": "stands in another sentence",
    "rank=0": "is the last place named before",
    "rank=5": "was named before many others",
    "another here": "stands elsewhere than the place of the sentence",
    "slot=in": "stands with the act’s own words",
    "case=in": "stands after “in” or the like",
    "case=of": "stands after “of”",
    "case=from": "stands after “from”",
    "case=by": "stands after “by”",
    "up=0": "hangs on the act’s own word",
    "commonest": "is the place named most",
    "title": "is in the headline",
    "same paragraph": "was named in the same paragraph",
    "holds another": "holds another place of the report",
    "parties|away": "stands in a sentence with one of the parties",
    "parties|here": "was told with one of the parties before",
    "stands in": "is meant by a word like “the city”",
    "located=no": "is never told as a place that something is in",
    "located=most": "is told as a place that something is in",
    "size=country": "is a country",
    "size=town": "is a town",
    "size=admin": "is a province or district",
    "size=unknown": "is not in the gazetteer",
    "back=1": "was named one sentence back",
    "back=2": "was named two sentences back",
    "back=farther": "was named far back",
}
# how a time stands to the act: the first part of its clues' names
TIME_WAYS: Mapping[str, str] = {
    "own": "stands with the act’s own word",
    "above": "stands with a word that the act hangs on",
    "below": "stands inside the act’s own phrases",
    "beside": "stands in another part of the sentence",
    "apart": "stands apart in the sentence",
    "back": "stands in a sentence before",
    "back+own": "stands in a sentence before, and this one has a time of its own",
    "ahead": "stands in a sentence behind",
}


def quoted(words: Mention) -> str:
    """The report's words in quotation marks, with what they stand for where they hide it."""
    text = f"“{wording.shorten(wording.one_line(words.text), 80)}”"
    return text if words.name is None else f"{text} ({wording.one_line(words.name)})"


def all_quoted(words: Iterable[Mention]) -> str:
    """Several of the report's words: “A”, “B” and “C”."""
    return wording.listed(dict.fromkeys(quoted(each) for each in words))


def slot_words(slot: str) -> str:
    """Where what fills a role stands: "who does what the verb says", "behind “by”"."""
    return SLOTS.get(slot, f"behind “{wording.one_line(slot)}”")


def role_words(claim_type: str, role: str) -> str:
    """A role as a person calls it: "the holder"."""
    return ROLES.get((claim_type, role), "what it is about")


def entry_words(attempt: Attempt) -> str:
    """The entry with where it stands: "“seize”, a verb, in control.toml"."""
    source = f", in {attempt.file}" if attempt.file else ""
    likely = "" if attempt.chance is None else f"; the network: {attempt.chance:.0%} likely"
    return wording.one_line(f"“{attempt.entry}”, {FORMS[attempt.form]}{source}{likely}")


def kind_words(attempt: Attempt) -> str:
    """What an attempt would claim: "COERCE", "control: presence", "tie: leads"."""
    kind = attempt.kind.replace("_", " ")
    return kind if attempt.type in ("event", kind) else f"{attempt.type}: {kind}"


def reason_words(attempt: Attempt, reason: Reason, others: Sequence[Attempt] = ()) -> str:
    """What stopped an attempt.

    Args:
        attempt: the attempt.
        reason: one of its reasons.
        others: all of the sentence; one of them may have been taken instead.
    """
    role, words = role_words(attempt.type, reason.role), all_quoted(reason.words)
    match reason.rule:
        case "wording":
            return f"the words “{wording.one_line(attempt.wording)}” do not hang together here"
        case "required":
            stands = f"{words} is not{_standing(reason)}" if words else "nothing fills that role"
            return f"{role} must be {_one_of(reason.wanted)}; {stands}"
        case "excluded":
            against = [each for each in reason.wanted if each in reason.classes]
            return f"{role} must not be {_one_of(against or reason.wanted)}; it is {words}"
        case "role missing":
            looked = wording.listed(slot_words(slot) for slot in reason.wanted)
            return f"{role} is not told" + (f" (looked for: {looked})" if looked else "")
        case "taken":
            taken = _taken(attempt, others)
            return f"{taken or 'another entry'} was taken at this word"
        case "unknown who":
            return f"whom or what {words} means cannot be told"
        case "no party":
            return f"{words} cannot hold a place"
        case "one thing":
            return f"both sides would be the same: {words}"
        case rule:
            return RULES[rule]


def _standing(reason: Reason) -> str:
    """What the words at fault stand for: " (place)"."""
    return f" ({', '.join(reason.classes)})" if reason.classes else ""


def _one_of(wanted: Sequence[str]) -> str:
    shown = [word.removeprefix("=") for word in wanted[:MOST_WANTED]]
    more = len(wanted) - len(shown)
    words = wording.one_line(", ".join(shown))
    if more:
        return f"one of {words} and {more} more"
    return words if len(shown) == 1 else f"one of {words}"


def _taken(attempt: Attempt, others: Sequence[Attempt]) -> str:
    """The entry that was taken instead, or ""."""
    for other in others:
        if other is attempt or other.type != attempt.type or other.outcome == "failed":
            continue
        if set(other.trigger) & set(attempt.trigger):
            return f"“{wording.one_line(other.entry)}”"
    return ""


def status_words(made: Made) -> list[str]:
    """Status and certainty, and which words made them so, each on a line."""
    claim = made.claim
    plain = f"{wording.MARKS[claim.status]}, {wording.MARKS.get(claim.certainty, 'certain')}"
    if not made.sways:
        return [f"{plain}: no word around it says otherwise"]
    return [plain, *(_sway_words(sway, claim) for sway in made.sways)]


def _sway_words(sway: Sway, claim: Claim) -> str:
    after = wording.MARKS[sway.status]
    if sway.certainty != "certain":
        after = f"{after}, {wording.MARKS[sway.certainty]}"
    if sway.by is None:
        return f"the lexicon’s entry makes it {after}"
    if claim.trigger.start <= sway.by.start and sway.by.end <= claim.trigger.end:
        return f"the form of {quoted(sway.by)} makes it {after}"
    return f"{quoted(sway.by)} makes it {after}"


def place_reason(made: Made) -> list[str]:
    """Where it was, and why there, each on a line; nothing for types that are not placed so."""
    claim, weighing = made.claim, made.place
    if claim.type in ("control", "tie"):
        return []
    if weighing is None or not weighing.choices:
        if claim.place is None:
            return ["none: the report names no place that it could be"]
        return [f"{quoted(claim.place)}: the act’s own phrase names it"]
    return _weighing_words(weighing, claim.place, _place_clues)


def date_reason(made: Made) -> list[str]:
    """When it was, and why then, each on a line."""
    claim, weighing = made.claim, made.date
    if weighing is None or not weighing.choices:
        if claim.date is None:
            return ["none: no time is named near it"]
        return [f"{quoted(claim.date)}: a phrase of its own names it"]
    return _weighing_words(weighing, claim.date, _time_clues)


def _weighing_words(weighing: Weighing, chosen: Mention | None, tell: Telling) -> list[str]:
    best, *rest = weighing.choices
    if chosen is None:
        return [f"none: the likeliest, {quoted(best.words)}, is {times(best.odds)}"]
    lines = [f"{quoted(chosen)}, {times(best.odds)}"]
    reasons = tell(best.clues)
    if reasons:
        lines.append(f"it {'; '.join(reasons)}")
    if rest:
        lines.append(f"next: {quoted(rest[0].words)}, {times(rest[0].odds)}")
    return lines


def times(odds: float) -> str:
    """Log odds over none as a person says them: "6 times as likely as none"."""
    if abs(odds) < EVEN:
        return "about as likely as none"
    factor = math.exp(abs(odds))
    if factor > MOST_TIMES:
        number = f"over {MOST_TIMES:,}"
    else:
        number = f"{factor:.0f}" if factor >= WHOLE else f"{factor:.1f}".removesuffix(".0")
    if odds > 0:
        return f"{number} times as likely as none"
    return f"{number} times less likely than none"


def _place_clues(clues: Sequence[Clue]) -> list[str]:
    told = (PLACE_CLUES.get(clue.name, "") for clue in clues if clue.weight > LEAST_WEIGHT)
    return list(dict.fromkeys(filter(None, told)))[:MOST_CLUES]


def _time_clues(clues: Sequence[Clue]) -> list[str]:
    """How the time stands to the act, by the clue for it that weighs most."""
    for clue in clues:
        way = re.split(r"[|:=]", clue.name)[0]
        if way in TIME_WAYS:
            return [TIME_WAYS[way]]
    return []


def known_as(forms: Sequence[str]) -> str:
    """As which parts of speech entries know a word: "only as a verb"."""
    return f"only as {' or '.join(FORMS[form] for form in forms)}" if forms else ""


def parts_of(claim: Claim) -> list[tuple[str, Sequence[Mention]]]:
    """The parties of a claim by role, those that it has."""
    place = (claim.place,) if claim.type == "control" and claim.place else ()
    parties = (
        ("actors", claim.actors),
        ("recipients", claim.recipients),
        ("other", (claim.other,) if claim.other else ()),
        ("place", place),
    )
    return [(role, mentions) for role, mentions in parties if mentions]
