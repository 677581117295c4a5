"""Score the reader and the claims against gold files.

    python benchmarks/accuracy.py TASK GOLD [--limit N]

scores one gold file, plain or .gz, and prints the scorer's JSON and nothing else on stdout.

    python benchmarks/accuracy.py [--update]

scores all development sets named in floors.toml and fails (exit code 1) where a
measure lies below its floor by more than the noise.

The scorers and the development sets lie in a folder `bench` that is looked for in `shared`
beside the project, or is named by --bench or the variable DATELINE_BENCH.
"""

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from dateline.errors import DatelineError
from floors import (
    Floor,
    FloorError,
    broken,
    file_hash,
    floors_text,
    read_floors,
    score_at,
    updated,
)
from jobs import Job, Outcome, TaskError, load_scorer
from mistakes import list_mistakes
from tasks import TASKS

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.toml"
NAMES = "person,place,organization"


def parse_arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("task", nargs="?", choices=sorted(TASKS))
    parser.add_argument("gold", nargs="?", type=Path)
    parser.add_argument("--bench", type=Path, help="folder that holds `score` and `data`")
    parser.add_argument("--limit", type=int, help="only the first N documents")
    parser.add_argument("--threads", type=int, default=2, help="of the network (default 2)")
    parser.add_argument(
        "--types", default=NAMES, help=f"ner: types that count, or `all` (default {NAMES})"
    )
    parser.add_argument(
        "--named", action="store_true", help="ner: of a CoNLL-U gold only the named mentions"
    )
    parser.add_argument("--part", choices=["seen", "unseen"], help="claims: that part of the file")
    parser.add_argument("--misses", type=int, default=0, help="claims: list N misses in the JSON")
    parser.add_argument(
        "--errors", action="store_true", help="claims: list the mistakes, readably, on stderr"
    )
    parser.add_argument("--report", type=Path, help="write the predictions to this file")
    parser.add_argument(
        "--update", action="store_true", help="raise the floors to what is measured"
    )
    parser.add_argument(
        "--allow-regression", action="store_true", help="with --update: lower floors too"
    )
    arguments = parser.parse_args(words)
    if (arguments.task is None) != (arguments.gold is None):
        parser.error("a task needs a gold file")
    if arguments.errors and arguments.part == "unseen":
        parser.error("the mistakes on unseen passages are not to be looked at")
    if arguments.limit is not None and arguments.limit < 1:
        parser.error("--limit needs a number from 1")
    if arguments.allow_regression and not arguments.update:
        parser.error("--allow-regression goes with --update")
    return arguments


def find_bench(named: Path | None) -> Path:
    """The folder of scorers and sets.

    Raises:
        TaskError: it does not exist.
    """
    variable = os.environ.get("DATELINE_BENCH")
    folder = named or Path(variable or HERE.parents[1] / "shared" / "bench")
    if not (folder / "score").is_dir():
        raise TaskError(f"{folder} holds no folder `score`; name it with --bench or DATELINE_BENCH")
    return folder.resolve()


def run_task(task: str, job: Job) -> Outcome:
    """One task on one file; whatever is printed on the way goes to stderr."""
    if not job.gold.is_file():
        raise TaskError(f"{job.gold}: no such file")
    with contextlib.redirect_stdout(sys.stderr):
        return TASKS[task](job)


def score_one(arguments: argparse.Namespace, bench: Path) -> None:
    """Print the scorer's JSON for one gold file."""
    job = Job(
        gold=arguments.gold,
        bench=bench,
        limit=arguments.limit,
        threads=arguments.threads,
        types=() if arguments.types == "all" else tuple(arguments.types.split(",")),
        named=arguments.named,
        part=arguments.part,
    )
    outcome = run_task(arguments.task, job)
    if arguments.report:
        arguments.report.write_text("\n".join(outcome.predictions) + "\n", "utf-8")
    if arguments.errors and arguments.task == "claims":
        score = load_scorer(bench, "claims").score
        for line in list_mistakes(outcome.gold, outcome.found, score):
            print(line, file=sys.stderr)
    scores = dict(outcome.scores)
    if "misses" in scores:
        scores["misses"] = scores["misses"][: arguments.misses]
    print(json.dumps(scores, ensure_ascii=False, indent=1))


def score_all(arguments: argparse.Namespace, bench: Path) -> int:
    """Score every development set; the exit code."""
    kept, failed = [], 0
    for floor in read_floors(FLOORS):
        gold = bench.parent / floor.gold
        sha = file_hash(gold) if gold.is_file() else ""
        if floor.sha256 and sha != floor.sha256 and not arguments.allow_regression:
            raise FloorError(
                f"{gold} is not the file that the floors were measured on (SHA-256 {sha[:12]}, "
                f"not {floor.sha256[:12]}); to measure anew: --update --allow-regression"
            )
        job = Job(
            gold=gold, bench=bench, threads=arguments.threads, types=floor.types, part=floor.part
        )
        scores = run_task(floor.task, job).scores
        measured = {measure: score_at(scores, measure) for measure in floor.scores}
        failed += print_floor(floor, measured)
        regression = arguments.allow_regression
        kept.append(updated(floor, measured, sha, allow_regression=regression))
    if arguments.update:
        FLOORS.write_text(floors_text(kept), "utf-8")
        print(f"wrote {FLOORS}")
        return 0 if arguments.allow_regression else min(failed, 1)
    return min(failed, 1)


def print_floor(floor: Floor, measured: dict[str, float]) -> int:
    """A line for each measure; how many are broken."""
    low = broken(floor, measured)
    for measure, value in measured.items():
        state = "BELOW ITS FLOOR" if measure in low else ""
        name = f"{floor.task} {floor.name}"
        print(f"{name:<26}{measure:<36}{value:7.4f}  floor {floor.scores[measure]:.4f} {state}")
    sys.stdout.flush()
    return len(low)


def main() -> int:
    """Run; what is wrong with the files or arguments becomes one line and exit code 2."""
    arguments = parse_arguments()
    try:
        bench = find_bench(arguments.bench)
        if arguments.task:
            score_one(arguments, bench)
            return 0
        return score_all(arguments, bench)
    except (TaskError, FloorError, DatelineError, OSError) as error:
        print(f"accuracy: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
