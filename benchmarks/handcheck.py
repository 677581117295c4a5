"""Claims drawn from running text, judged by hand against their words.

    python benchmarks/handcheck.py draw REPORTS.jsonl.gz OUT.txt [--skip overlaps.json]
    python benchmarks/handcheck.py tally [handcheck.jsonl]

`draw` reads the reports that hold no annotated passage and writes, for the eyes of whoever judges,
claims in a seeded order with the words around them.  The text stays outside the project.
`tally` counts the verdicts, which name a report and characters and hold none of its words:

    {"report": id, "evidence": [start, end], "claim": id, "kind": "event ASSAULT",
     "right": {"type": true, "parties": true, "status": true, "source": true},
     "error": null or a class in a few words, "again": null or the like of "right"}

`again` is a second judgement that did not see the first.  A claim is right if all four are.
"""

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dateline.claim import Claim, Mention
from dateline.document import Document, Rejection
from dateline.pipeline import read_stream

HERE = Path(__file__).resolve().parent
VERDICTS = HERE / "handcheck.jsonl"
ASPECTS = ("type", "parties", "status", "source")
NUMBER = 150
SEED = 20261127
AROUND = 500  # characters of the report shown on either side

Record = dict[str, Any]


def draw(reports: Path, skip: Path | None, number: int, seed: int) -> Iterator[str]:
    """Claims with their surroundings, each as a few lines that end in an empty one."""
    skipped = frozenset(json.loads(skip.read_text("utf-8"))["files"][reports.name] if skip else ())
    with gzip.open(reports, "rt", encoding="utf-8") as lines:
        records = [r for r in map(json.loads, lines) if r["id"] not in skipped]
    documents = [
        Document(
            text=r["text"],
            label=r["id"],
            published=date.fromisoformat(r["date"][:10]) if r.get("date") else None,
            outlet=r.get("source"),
        )
        for r in records
    ]
    drawn: list[tuple[Document, Claim]] = []
    for result in read_stream(documents):
        if not isinstance(result, Rejection):
            drawn += [(result.document, claim) for claim in result.claims]
    random.Random(seed).shuffle(drawn)
    for place, (document, claim) in enumerate(drawn[:number], start=1):
        yield shown(place, document, claim)


def shown(place: int, document: Document, claim: Claim) -> str:
    """One claim for the eyes of a judge."""
    start, end = claim.evidence.start, claim.evidence.end
    text = document.text
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    source = claim.source
    key = {
        "report": document.label,
        "evidence": [start, end],
        "claim": claim.id,
        "kind": f"{claim.type} {claim.kind}",
    }
    lines = [
        f"#{place} {json.dumps(key)}",
        f"KIND     {claim.type} {claim.kind} {claim.mode or ''} (trigger: {claim.trigger.text})",
        f"ACTORS   {_names(claim.actors)}",
        f"TO       {_names(claim.recipients or ((claim.other,) if claim.other else ()))}",
        f"PLACE    {_names((claim.place,) if claim.place else ())}   "
        f"DATE {claim.date.text if claim.date else '-'}   COUNTS "
        f"{[(c.of, c.low, c.high) for c in claim.counts]}",
        f"STATUS   {claim.status}, {claim.certainty}",
        f"SOURCE   {source.kind}: {source.name or source.role or '-'}"
        f"{' (not named)' if source.anonymous else ''}",
        f"WORDS    ...{before}>>>{claim.evidence.text}<<<{after}...",
    ]
    return "\n".join(" ".join(line.split()) for line in lines) + "\n"


def _names(mentions: Sequence[Mention]) -> str:
    return "; ".join(m.text if m.name is None else f"{m.text} = {m.name}" for m in mentions) or "-"


def tally(path: Path) -> Iterator[str]:
    """What the verdicts come to."""
    verdicts = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
    right = [v for v in verdicts if all(v["right"].values())]
    yield f"{len(right)} of {len(verdicts)} right in all four: {len(right) / len(verdicts):.3f}"
    for aspect in ASPECTS:
        count = sum(v["right"][aspect] for v in verdicts)
        yield f"  {aspect:8} {count / len(verdicts):.3f}"
    twice = [v for v in verdicts if v.get("again")]
    if twice:
        same = sum(all(v["right"].values()) == all(v["again"].values()) for v in twice)
        again = sum(all(v["again"].values()) for v in twice)
        yield f"judged twice: {len(twice)}, the second time {again} right, same verdict {same}"
    for kind in ("event", "control", "tie", "strength"):
        own = [v for v in verdicts if v["kind"].split()[0] == kind]
        if own:
            good = sum(all(v["right"].values()) for v in own)
            yield f"  {kind:8} {good} of {len(own)}"
    for error, count in Counter(v["error"] for v in verdicts if v["error"]).most_common():
        yield f"  {count:3} {error}"


def main() -> None:
    """Draw or tally."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("reports", type=Path)
    drawing.add_argument("out", type=Path)
    drawing.add_argument("--skip", type=Path, help="file that names reports with gold passages")
    drawing.add_argument("--number", type=int, default=NUMBER)
    drawing.add_argument("--seed", type=int, default=SEED)
    counting = commands.add_parser("tally")
    counting.add_argument("verdicts", type=Path, nargs="?", default=VERDICTS)
    args = parser.parse_args()
    if args.command == "draw":
        lines = draw(args.reports, args.skip, args.number, args.seed)
        args.out.write_text("\n".join(lines), encoding="utf-8")
    else:
        print("\n".join(tally(args.verdicts)))


if __name__ == "__main__":
    main()
