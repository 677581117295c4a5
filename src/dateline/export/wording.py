"""Wording: a claim's codes, days and sources in the words of a reader.

The terminal and the page both speak through this file and `setting`, so that they
say the same thing.  What comes out is safe to print: the report's words are hostile
until control and direction characters are out of them.

In: claims and days.  Out: strings on one line, without markup.
"""

import calendar
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dateline.claim import (
    Attribution,
    Certainty,
    Claim,
    ClaimType,
    Count,
    Mention,
    SourceKind,
    Status,
)
from dateline.world import When

GROUPS: dict[ClaimType, str] = {
    "event": "Events",
    "control": "Control of places",
    "tie": "Ties",
    "strength": "Strengths",
}
SOURCE_KINDS: dict[SourceKind, str] = {
    "outlet": "the report itself",
    "reporter": "the outlet's reporter",
    "person": "a named person",
    "unnamed": "an unnamed person",
    "organization": "an organization",
    "material": "a video or document",
}
MARKS: dict[Status | Certainty, str] = {
    "actual": "actual",
    "ongoing": "ongoing",
    "planned": "planned",
    "demanded": "asked for",
    "hypothetical": "hypothetical",
    "denied": "denied",
    "probable": "probable",
    "possible": "possible",
}
LEVELS = {
    "control": "holds",
    "contested": "contests",
    "presence": "is present in",
    "influence": "has influence in",
    "lost": "lost",
}
RELATIONS = {
    "part_of": "is part of",
    "loyal_to": "is loyal to",
    "member_of": "is a member of",
    "leads": "leads",
    "office": "holds office in",
    "allied_with": "is allied with",
    "rival_of": "is a rival of",
    "linked_to": "is linked to",
    "coordinates_with": "coordinates with",
    "supplies": "supplies",
}
SOURCE_LABELS: dict[SourceKind, str] = {
    "outlet": "report itself",
    "reporter": "reporter",
    "person": "named person",
    "unnamed": "unnamed person",
    "organization": "organization",
    "material": "video, document",
}
CLAIM_NOUNS: dict[ClaimType, tuple[str, str]] = {
    "event": ("event", "events"),
    "control": ("control", "control"),
    "tie": ("tie", "ties"),
    "strength": ("strength", "strengths"),
}
DASH = "\N{EN DASH}"
WITHHELD = "name withheld"
SENSITIVE = "description is sensitive"
# not the calendar module's names, which change with the caller's locale
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# Everything that moves a cursor, starts an escape sequence or cannot be encoded: C0 but for
# tab and newline, DEL, C1, lone surrogates.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Marks that reorder or hide other characters: bidi controls, zero-width space, byte order
# mark, annotation and tag characters.  The joiners stay: Persian and Hindi need them.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_QUANTITY = re.compile(
    r"^(\d+|one|two|three|four|five|six|several|some|many|other|others|a few|both)\s+",
    re.IGNORECASE,
)
# What follows the noun that the description is about: "officials | close to the government".
_AFTER_HEAD = re.compile(
    r",|\s(?:of|from|in|inside|with|who|whose|that|at|for|on|near|close|familiar|to|briefed)\b"
)
_PLURALS = frozenset(
    {"people", "police", "men", "women", "personnel", "staff", "children", "gunmen", "militiamen"}
    | {"policemen", "servicemen", "tribesmen", "fishermen", "clergymen", "gendarmes"}
)
_CLAUSE = re.compile(
    r"^(?:for|because|lest|as|due|out|since|in|to|after|while|so|given|citing|on|owing)\b",
    re.IGNORECASE,
)


def printable(text: str) -> str:
    """The text without characters that act on a terminal or reorder what is shown.

    Control characters become U+FFFD, so that their place is seen; unseen format
    characters go.  Tabs and newlines stay, other line ends become newlines.
    """
    return _UNSEEN.sub("", _CONTROL.sub("\ufffd", _LINE_ENDS.sub("\n", text)))


def one_line(text: str) -> str:
    """`printable`, with every run of white space as one space."""
    return " ".join(printable(text).split())


def shorten(text: str, longest: int, keep: int = 0) -> str:
    """At most about `longest` characters, whole words, with "…" where something is left out.

    Args:
        text: on one line.
        longest: characters, without the ellipses.
        keep: a character that must stay in sight, such as the trigger's first.
    """
    if len(text) <= longest:
        return text
    start = max(0, min(keep - longest // 2, len(text) - longest))
    end = start + longest
    if start > 0:
        start = min(text.find(" ", start, end) + 1 or start, keep)
    if end < len(text):
        end = max(text.rfind(" ", start, end), keep + 1) if " " in text[start:end] else end
    return ("…" if start > 0 else "") + text[start:end].strip() + ("…" if end < len(text) else "")


def listed(names: Iterable[str]) -> str:
    """Several names as a person writes them: "A, B and C"."""
    *most, last = list(names) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def code(claim: Claim) -> tuple[str, str]:
    """The claim's kind as the vocabulary calls it, and its mode or "": ("ASSAULT", "aerial")."""
    return claim.kind.replace("_", " "), one_line(claim.mode or "")


def statement(claim: Claim) -> str:
    """Who does what to whom, who holds what: the claim's participants in a line."""
    actor = _names(claim.actors) or "(not said who)"
    place = _name(claim.place) or "(not said where)"
    match claim.type:
        case "event":
            return _event_statement(claim)
        case "control":
            return f"{actor} {_agree(LEVELS[claim.level or 'control'], actor)} {place}"
        case "tie":
            other = _name(claim.other) or "(not said what)"
            words = _agree(RELATIONS[claim.relation or "linked_to"], actor)
            role = f" as {one_line(claim.role)}" if claim.role else ""
            return f"{actor} {words} {other}{role}"
        case "strength":
            made_of = f", {one_line(claim.make_up)}" if claim.make_up else ""
            return f"{actor}, {listed(amount(c) for c in claim.counts)}{made_of}"


def qualifier(claim: Claim) -> str:
    """How it is and how sure, where either is marked: "denied", "planned, probable"; else ""."""
    status = "" if claim.status == "actual" else MARKS[claim.status]
    certainty = "" if claim.certainty == "certain" else MARKS[claim.certainty]
    return ", ".join(filter(None, (status, certainty)))


def time_words(claim: Claim, when: When | None) -> str:
    """The report's words for the time with the days that they mean: "Thursday (11 Mar 2021)"."""
    if claim.date is None:
        return ""
    stretch = days(when) if when else ""
    words = one_line(claim.date.text)
    return words if words == stretch else f"{words} ({stretch or 'day unknown'})"


def days(when: When) -> str:
    """A stretch of days as short as it can be said without loss; "" where both ends are open."""
    start, end = when.start, when.end
    about = "about " if when.relation == "about" else ""
    if start is None and end is None:
        return ""
    if end is None:
        return f"from {day_text(start)}"
    if start is None:
        return f"{'before' if when.relation == 'before' else 'to'} {day_text(end)}"
    return about + _stretch(start, end)


def day_text(day: date | None) -> str:
    """A day as "12 Mar 2021", "" for None."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def amount(count: Count) -> str:
    """A count in words: "at least 12 killed", "300 to 400 fighters"."""
    low, high, of = count.low, count.high, one_line(count.of)
    if low is None and high is None:
        return f"{of}, number not said"
    if high is None:
        return f"at least {low:,} {of}"
    if low is None:
        return f"up to {high:,} {of}"
    return f"{low:,} {of}" if low == high else f"{low:,} to {high:,} {of}"


def voucher(source: Attribution, *, withheld: bool = True) -> str:
    """Who says so, as a clause: "says Salim Haddad, governor", "the report itself".

    Args:
        source: who.
        withheld: say here that the name is withheld; else the caller shows it.
    """
    name = source_name(source)
    match source.kind:
        case "outlet":
            clause = name
        case "reporter":
            clause = f"seen by {name}"
        case "person":
            clause = f"says {name}"
        case "unnamed":
            clause = f"{'say' if _is_plural(source.role or '') else 'says'} {name}"
        case _:
            clause = f"according to {name}"
    return f"{clause}{withholding(source) if withheld else ''}{citing(source)}"


def citing(source: Attribution) -> str:
    """Those behind the source, to follow its name: ", citing unnamed residents"; else ""."""
    names = (source_name(further) + withholding(further) for further in source.via)
    return "".join(f", citing {name}" for name in names)


def withholding(source: Attribution) -> str:
    """That the name is withheld, and why, to follow the source's name; else ""."""
    if not source.anonymous:
        return ""
    reason = one_line(source.reason or "").rstrip(".")
    if not reason:
        return f", {WITHHELD}"
    return f", {WITHHELD}{' ' if _CLAUSE.match(reason) else ': '}{reason}"


def source_name(source: Attribution) -> str:
    """The source alone, a name or a description: "an unnamed senior official"."""
    name = one_line(source.name or "")
    role = one_line(source.role or "")
    words = one_line(source.source.shown) if source.source else ""
    match source.kind:
        case "outlet":
            return SOURCE_KINDS["outlet"]
        case "reporter":
            return SOURCE_KINDS["reporter"]
        case "unnamed":
            return _unnamed(name or role)
        case "person":
            return ", ".join(filter(None, (name or words or "a person", role)))
        case _:
            named = name or words or role or SOURCE_KINDS[source.kind]
            return _ARTICLE.sub(lambda article: article[0].lower(), named)


def kinds_counted(counts: Mapping[ClaimType, int]) -> str:
    """On what somebody speaks: "2 events, 1 tie"."""
    nouns = {kind: CLAIM_NOUNS[kind][counts[kind] != 1] for kind in CLAIM_NOUNS if counts.get(kind)}
    return ", ".join(f"{counts[kind]:,} {noun}" for kind, noun in nouns.items())


def several(number: int, noun: str) -> str:
    """A number with its noun: "1 claim", "2 claims"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _event_statement(claim: Claim) -> str:
    actors, recipients = _names(claim.actors), _names(claim.recipients)
    if not actors and not recipients:
        return f"“{one_line(claim.trigger.text)}”"
    return f"{actors or '(not said who)'} → {recipients}" if recipients else actors


def _agree(verb: str, actor: str) -> str:
    """The verb as a plural actor takes it: "Fighters hold", "the brigades are part of"."""
    if not _is_plural(actor) and " and " not in actor:
        return verb
    first, _, rest = verb.partition(" ")
    irregular = {"is": "are", "has": "have", "lost": "lost"}
    plural = irregular.get(first, first.removesuffix("s"))
    if rest == "a member of":
        rest = "members of"
    elif rest == "a rival of":
        rest = "rivals of"
    return f"{plural} {rest}".strip()


def _unnamed(role: str) -> str:
    role = _ARTICLE.sub("", role)
    if not role:
        return "an unnamed source"
    if quantity := _QUANTITY.match(role):
        return f"{quantity[1]} unnamed {role[quantity.end() :]}"
    return f"unnamed {role}" if _is_plural(role) else f"an unnamed {role}"


def _is_plural(phrase: str) -> bool:
    """Whether the phrase's noun looks plural; a guess that only chooses "says" or "say"."""
    words = _AFTER_HEAD.split(phrase)[0].split()
    last = words[-1].casefold() if words else ""
    if last in _PLURALS:
        return True
    return last.endswith("s") and not last.endswith(
        ("ss", "us", "is", "\N{RIGHT SINGLE QUOTATION MARK}s", "'s")
    )


def _names(mentions: Sequence[Mention]) -> str:
    return listed(dict.fromkeys(_name(mention) for mention in mentions))


def _name(mention: Mention | None) -> str:
    return one_line(mention.shown) if mention else ""


def _stretch(start: date, end: date) -> str:
    if start == end:
        return day_text(start)
    whole_months = start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
    if whole_months and (start.year, start.month) == (end.year, end.month):
        return f"{MONTHS[start.month - 1]} {start.year}"
    if whole_months and (start.month, end.month) == (1, 12):
        return f"{start.year}" if start.year == end.year else f"{start.year}{DASH}{end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}{DASH}{day_text(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} {DASH} {day_text(end)}"
    return f"{day_text(start)} {DASH} {day_text(end)}"
