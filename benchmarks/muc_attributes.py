"""Stage, confidence, day and place of the templates that MUC-4's scorer matches.

The keys hold them in a notation of their own: "?" for uncertain, "/" between alternatives,
"- 10 JAN 90" for some day until that one, "PERU: LIMA (CITY): MIRAFLORES (DISTRICT)".

In: gold and found records, and the scorer's module.  Out: figures.
"""

import math
import re
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import ModuleType
from typing import Any

Record = dict[str, Any]
Days = tuple[date | None, date]  # first, last; without a first: some day until the last
CountryOf = Callable[[str], str | None]  # a country's name -> its code

MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)})[A-Z]* (\d{{2}})")
_KIND = re.compile(r"\s*\([^)]*\)")
CONFIDENCE = {
    "REPORTED AS FACT": "fact",
    "SUSPECTED OR ACCUSED": "suspected",
    "SUSPECTED OR ACCUSED BY AUTHORITIES": "suspected",
    "POSSIBLE": "suspected",
    "CLAIMED OR ADMITTED": "claimed",
}


def score_attributes(
    gold: Sequence[Record], found: Sequence[Record], scorer: ModuleType, country_of: CountryOf
) -> Record:
    """Shares of the matched templates, per attribute; `gold` counts those whose key has it."""
    predictions = {record["id"]: record["templates"] for record in found}
    counts: Counter[str] = Counter()
    for document in gold:
        own = predictions.get(document["id"], [])
        for truth, guess in matched(document["templates"], own, scorer):
            counts["templates"] += 1
            counts.update(_stage(truth, guess))
            counts.update(_confidence(truth, guess, scorer))
            counts.update(_date(truth, guess))
            counts.update(_place(truth, guess, country_of))
    names = ("stage", "confidence", "date", "date_open", "country", "place")
    return {"templates": counts["templates"], **{n: _figures(n, counts) for n in names}}


def matched(
    gold: Sequence[Record], found: Sequence[Record], scorer: ModuleType
) -> list[tuple[Record, Record]]:
    """The pairs of gold and found templates of one document that the scorer counts as one."""
    truths: list[Record] = []
    read: list[tuple[str, Mapping[str, Any]]] = []
    for record in gold:
        own = scorer.read_template(record)
        if own not in read:
            read.append(own)
            truths.append(record)
    guesses = [scorer.read_template(record) for record in found]
    fits = [[g for g, (kind, _) in enumerate(read) if own and own in kind] for own, _ in guesses]
    pairs = {
        (p, g): scorer.compare(read[g][1], guesses[p][1], True)
        for p, options in enumerate(fits)
        for g in options
    }
    sizes = [sum(1 + sum(map(len, roles.values())) for _, roles in s) for s in (guesses, read)]

    def quality(mapping: Mapping[int, int]) -> float:
        hits = [pairs[pair].values() for pair in mapping.items()]
        right = [sum(1 + sum(h[side] for h in hit) for hit in hits) for side in (0, 1)]
        return float(scorer.harmonic(right[0], sizes[0], right[1], sizes[1]))

    if math.prod(len(options) + 1 for options in fits) <= scorer.MAX_MAPPINGS:
        mapping = max(scorer.mappings(fits), key=quality)
    else:
        mapping = scorer.align(
            {k: 2.0 + sum(a + b for a, b in v.values()) for k, v in pairs.items()}
        )
    return [(truths[g], found[p]) for p, g in mapping.items()]


def read_days(text: str | None) -> list[Days]:
    """The days that a key allows, one for each of its alternatives."""
    found: list[Days] = []
    for part in (text or "").upper().split("/"):
        days = [_day(*match) for match in _DAY.findall(part)]
        if len(days) > 1:
            found.append((days[0], days[-1]))
        elif days:
            until = part.strip(" (?").startswith("-")
            found.append((None if until else days[0], days[0]))
    return found


def _day(number: str, name: str, year: str) -> date:
    """A day; keys write "31 NOV" for the last of a month."""
    whole, month = 1900 + int(year), MONTHS.index(name) + 1
    last = monthrange(whole, month)[1]
    return date(whole, month, max(1, min(int(number), last)))


def _stage(truth: Record, guess: Record) -> dict[str, int]:
    wanted = _alternatives(truth.get("stage"))
    return _count("stage", bool(wanted), guess.get("stage") in wanted, guess.get("stage"))


def _confidence(truth: Record, guess: Record, scorer: ModuleType) -> Counter[str]:
    """Of the bodies that are rightly named, how the report holds them to have done it."""
    counts: Counter[str] = Counter()
    named = [scorer.normal(body) for body in guess.get("PerpOrg", [])]
    for key in truth.get("org_confidence") or []:
        said, _, names = key.partition(":")
        wanted = {CONFIDENCE.get(each.upper().strip(" ?()"), "") for each in said.split("/")} - {""}
        bodies = {scorer.normal(name) for name in names.split(" / ")}
        if wanted and bodies & set(named):
            own = guess.get("confidence")
            counts.update(_count("confidence", True, own in wanted, own))
    return counts


def _date(truth: Record, guess: Record) -> dict[str, int]:
    """A known day must be given; of a day not known beyond "until", none or one until then."""
    wanted = read_days(truth.get("date"))
    first, last = (date.fromisoformat(d) if d else None for d in guess.get("date") or (None, None))
    if not wanted:
        return {}
    if all(start is None for start, _ in wanted):
        return _count("date_open", True, last is None or last <= max(end for _, end in wanted), 1)
    return _count("date", True, (first, last) in wanted, last)


def _place(truth: Record, guess: Record, country_of: CountryOf) -> Counter[str]:
    """The country, and the narrowest place within it that the key names."""
    parts = [_KIND.sub("", part).strip() for part in (truth.get("location") or "").split(":")]
    if not parts[0]:
        return Counter()
    own = guess.get("place") or {}
    country = own.get("country")
    counts = Counter(_count("country", True, country == country_of(parts[0].title()), country))
    wanted = {name.strip().lower() for name in parts[-1].split(" - ")} if parts[1:] else set()
    names = {_plain(name) for name in own.get("names", [])}
    if wanted or names:
        counts.update(_count("place", bool(wanted), bool(wanted & names), names))
    return counts


def _plain(name: str) -> str:
    words = name.lower().split()
    kinds = ("department", "district", "province", "neighborhood", "municipality", "city")
    return " ".join(words[:-1] if len(words) > 1 and words[-1] in kinds else words)


def _alternatives(text: str | None) -> set[str]:
    return {part.strip(" ?()").lower() for part in (text or "").split("/")} - {""}


def _count(name: str, gold: bool, right: bool, own: object) -> dict[str, int]:
    return {f"{name}.gold": gold, f"{name}.found": bool(own), f"{name}.right": gold and right}


def _figures(name: str, counts: Mapping[str, int]) -> Record:
    gold, found, right = (counts[f"{name}.{key}"] for key in ("gold", "found", "right"))
    return {
        "gold": gold,
        "found": found,
        "right": right,
        "share": _share(right, gold),
        "precision": _share(right, found),
        "f1": _share(2 * right, gold + found),
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
