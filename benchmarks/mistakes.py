"""Where claims went wrong, to be read by a person.

In: gold and predicted records, and the scorer.  Out: lines: for each report the gold claims that
were missed, with what was said at the same words instead; the claims that match no gold claim;
and the values that differ in claims that were found.  Counts by kind come last.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

Record = dict[str, Any]
Matches = Callable[[Record, Record, str], bool]

VALUES = ("status", "certainty", "place")


def list_mistakes(
    gold: Sequence[Record], found: Sequence[Record], score: Callable[..., Record]
) -> Iterator[str]:
    """The listing; `score` is that of the scorer of claims."""
    by_id = {record["id"]: record["claims"] for record in found}
    missed: Counter[str] = Counter()
    extra: Counter[str] = Counter()

    def matches(truth: Record, guess: Record, text: str) -> bool:
        result = score([_alone(text, truth)], [_alone(text, guess)])
        return bool(result["all"]["found"])

    for record in gold:
        truths, guesses = record["claims"], by_id.get(record["id"], [])
        pairs = pair_claims(truths, guesses, record["text"], matches)
        lines = list(_report_lines(record, guesses, pairs, matches))
        if lines:
            yield f"== {record['id']}"
            yield from lines
        missed.update(kind_of(t) for i, t in enumerate(truths) if i not in pairs)
        used = set(pairs.values())
        extra.update(kind_of(g) for j, g in enumerate(guesses) if j not in used)
    yield "== missed, by kind: " + _counts(missed)
    yield "== extra, by kind: " + _counts(extra)


def pair_claims(
    truths: Sequence[Record], guesses: Sequence[Record], text: str, matches: Matches
) -> Mapping[int, int]:
    """Gold claim to predicted claim, one to one, each taking the first that is free."""
    pairs: dict[int, int] = {}
    for i, truth in enumerate(truths):
        free = [j for j in range(len(guesses)) if j not in pairs.values()]
        here = next((j for j in free if matches(truth, guesses[j], text)), None)
        if here is not None:
            pairs[i] = here
    return pairs


def kind_of(claim: Record) -> str:
    """Type and kind: "event ASSAULT", "control lost", "strength"."""
    kind = claim.get("event") or claim.get("level") or claim.get("relation")
    return f"{claim['type']} {kind}" if kind else str(claim["type"])


def describe(claim: Record) -> str:
    """One line: kind, parties, place, who says so and how, and the words."""
    actors = claim.get("actors") or [claim.get("actor")]
    source = claim.get("source") or {}
    parts = [kind_of(claim), _names(actors)]
    if others := [*(claim.get("recipients") or []), claim.get("other")]:
        parts.append(f"-> {_names(others)}")
    counts = claim.get("counts") or claim.get("count")
    parts += [f"@ {claim['place']}"] if claim.get("place") else []
    parts += [f"n={counts}"] if counts else []
    voucher = source.get("name") or source.get("role") or ""
    parts.append(
        f"[{claim.get('status')}, {claim.get('certainty')}; {source.get('kind')} {voucher}]"
    )
    return f"{' '.join(parts)}  «{claim['evidence']}»"


def _report_lines(
    record: Record, guesses: Sequence[Record], pairs: Mapping[int, int], matches: Matches
) -> Iterator[str]:
    truths, text = record["claims"], record["text"]
    used = set(pairs.values())
    for i, truth in enumerate(truths):
        if i not in pairs:
            yield f"  MISSED  {describe(truth)}"
            for j, guess in enumerate(guesses):
                if j not in used and _overlap(text, truth, guess):
                    yield f"     got  {describe(guess)}"
    for j, guess in enumerate(guesses):
        if j not in used:
            twice = any(matches(truth, guess, text) for truth in truths)
            yield f"  {'TWICE ' if twice else 'EXTRA '}  {describe(guess)}"
    for i, j in pairs.items():
        if wrong := "; ".join(_differences(truths[i], guesses[j])):
            yield f"  WRONG   {wrong}  in  {describe(truths[i])}"


def _differences(truth: Record, guess: Record) -> Iterator[str]:
    """The values of a found claim that are not the gold's."""
    source, own = truth.get("source") or {}, guess.get("source") or {}
    for key in ("kind", "name", "anonymous"):
        if (source.get(key) or None) != (own.get(key) or None):
            yield f"source {key} {own.get(key)!r} for {source.get(key)!r}"
    for key in VALUES:
        if (truth.get(key) or None) != (guess.get(key) or None):
            yield f"{key} {guess.get(key)!r} for {truth.get(key)!r}"
    days, read = (_days(claim.get("date")) for claim in (truth, guess))
    if days != read:
        yield f"date {read!r} for {days!r}"


def _days(when: Record | None) -> tuple[str | None, str | None] | None:
    if not when or not (when.get("from") or when.get("to")):
        return None
    return when.get("from"), when.get("to")


def _alone(text: str, claim: Record) -> Record:
    return {"id": "", "text": text, "claims": [claim]}


def _overlap(text: str, one: Record, two: Record) -> bool:
    a, b = text.find(one["evidence"]), text.find(two["evidence"])
    return a < b + len(two["evidence"]) and b < a + len(one["evidence"])


def _names(values: Sequence[Any]) -> str:
    """Names as printed; of two alternatives the first."""
    flat = [value[0] if isinstance(value, list) and value else value for value in values]
    return ", ".join(str(value) for value in flat if value) or "-"


def _counts(counter: Counter[str]) -> str:
    return ", ".join(f"{kind} {n}" for kind, n in counter.most_common())
