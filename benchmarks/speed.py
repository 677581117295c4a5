"""Reports and words read per second on this machine, memory, cold start, size.

    python benchmarks/speed.py [--documents 153] [--passes 3] [--install]

Measured on the running text of a file of reports (JSONL with `id`, `text`, `date`):

    network  the bare network on the windows of these texts, cut and laid out before
    road     from text to claims with their days: intake, words, network, decoding,
             lemmas, claims, dates; in memory, without printing
    stages   the road once more with a clock around each stage; its sum is a little slower

each with one thread, with two, and with two processes of one thread.  Every pass is made of fresh
processes that load, warm up on other words and start together, so that
caches are as in use.  Words are syntactic words (Universal Dependencies: "don't" is two,
punctuation counts), the same for network and road.

Nothing here asserts a speed: machines vary, and a number without its hardware says nothing.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from conllu import read_lines
from dateline import ingest
from dateline.config import Settings
from dateline.document import Document
from dateline.nlp.network import BUILT_IN
from dateline.nlp.reader import make_batches
from dateline.nlp.tokens import split_text
from dateline.nlp.windows import lay_out
from dateline.pipeline import BATCH_DOCUMENTS, Road
from stopwatch import Stopwatch, clock_stages

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("DATELINE_BENCH", ROOT.parent / "shared" / "bench"))
SAMPLE = SHARED / "data" / "guardian_sample.jsonl.gz"
COLD_STARTS = 5
MODES = ("network", "road")
CONFIGURATIONS = ((1, 1), (1, 2), (2, 1))  # (processes, threads of each)
WARM_UP = "Two guards left the gate of the old mill at noon, the miller said on Monday. " * 8


@dataclass(frozen=True, slots=True)
class Share:
    """What one process measured over its part of the reports.

    words    syntactic words
    peak_mb  largest resident memory of the process, MB (10^6 bytes)
    stages   seconds by stage, for the mode "stages"
    """

    reports: int
    words: int
    peak_mb: float
    stages: dict[str, float]


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass over all reports by processes that run side by side; wall time in seconds."""

    seconds: float
    shares: Sequence[Share]

    @property
    def words(self) -> int:
        """Syntactic words of all processes."""
        return sum(share.words for share in self.shares)

    @property
    def reports(self) -> int:
        """Reports of all processes."""
        return sum(share.reports for share in self.shares)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=SAMPLE, help="JSONL of reports, plain or .gz")
    parser.add_argument("--documents", type=int, default=153, help="reports to read")
    parser.add_argument("--passes", type=int, default=3, help="the median of so many is printed")
    parser.add_argument("--install", action="store_true", help="measure the installed size too")
    parser.add_argument("--worker", choices=(*MODES, "stages"), help=argparse.SUPPRESS)
    parser.add_argument("--threads", type=int, default=1, help=argparse.SUPPRESS)
    parser.add_argument("--part", default="0/1", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if not arguments.data.is_file():
        parser.error(f"{arguments.data}: no such file; name one with --data")
    if arguments.worker:
        work(arguments)
        return
    print_hardware()
    for mode in MODES:
        for processes, threads in CONFIGURATIONS:
            passes = [measure(arguments, mode, processes, threads) for _ in range(arguments.passes)]
            print(throughput_line(mode, processes, threads, passes), flush=True)
    print_stages(measure(arguments, "stages", 1, 1))
    print_cold_start(arguments.data)
    if arguments.install:
        print(f"installed, without extras: {installed_mb():.0f} MB in a new environment")


def measure(arguments: argparse.Namespace, mode: str, processes: int, threads: int) -> Pass:
    """One pass by fresh processes that begin together once all are ready."""
    command = [sys.executable, __file__, "--worker", mode, "--threads", str(threads)]
    command += ["--data", str(arguments.data), "--documents", str(arguments.documents)]
    environment = os.environ | {
        "TOKENIZERS_PARALLELISM": "false",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
    workers = [
        subprocess.Popen(
            [*command, "--part", f"{number}/{processes}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        for number in range(processes)
    ]
    for worker in workers:
        _read_line(worker)
    start = time.perf_counter()
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    lines = [_read_line(worker) for worker in workers]
    seconds = time.perf_counter() - start
    for worker in workers:
        worker.communicate()
    return Pass(seconds, [Share(**json.loads(line)) for line in lines])


def _read_line(worker: "subprocess.Popen[str]") -> str:
    assert worker.stdout is not None
    line = worker.stdout.readline()
    if not line:
        sys.exit(f"a measuring process ended with exit code {worker.wait()}")
    return line


def work(arguments: argparse.Namespace) -> None:
    """In a measuring process: get ready, wait for the word, run, print the share."""
    number, processes = map(int, arguments.part.split("/"))
    records = list(read_records(arguments.data))[: arguments.documents][number::processes]
    prepare = {"network": prepare_network, "road": prepare_road, "stages": prepare_stages}
    run = prepare[arguments.worker](records, arguments.threads)
    print("ready", flush=True)
    sys.stdin.readline()
    words, stages = run()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    share = {"reports": len(records), "words": words, "peak_mb": peak, "stages": stages}
    print(json.dumps(share), flush=True)


Run = Callable[[], tuple[int, dict[str, float]]]


def prepare_network(records: Sequence[dict[str, Any]], threads: int) -> Run:
    """The network alone, on the batches that the reader would give it."""
    reader = Road(Settings(threads=threads)).reader
    batches, words = [], 0
    for group in _groups(documents_of(records)):
        forms = [
            [[d.text[w.start : w.end] for w in s.words] for s in split_text(d.text)] for d in group
        ]
        words += sum(len(sentence) for document in forms for sentence in document)
        pieces = [reader.network.cut(document) for document in forms]
        batches += [lay_out([w.pieces for w in batch]) for batch in make_batches(pieces)]
    reader.read(WARM_UP)

    def run() -> tuple[int, dict[str, float]]:
        for batch in batches:
            reader.network.run(batch)
        return words, {}

    return run


def prepare_road(records: Sequence[dict[str, Any]], threads: int) -> Run:
    """The whole road from text to claims with days."""
    road = Road(Settings(threads=threads))
    road.read_batch([ingest.read_text(WARM_UP)])

    def run() -> tuple[int, dict[str, float]]:
        words = 0
        for group in _groups(documents_of(records)):
            for outcome in road.read_batch(group):
                words += getattr(outcome, "words", 0)
        return words, {}

    return run


def prepare_stages(records: Sequence[dict[str, Any]], threads: int) -> Run:
    """The whole road with a clock around each stage."""
    watch = Stopwatch()
    clock_stages(watch)
    bare = prepare_road(records, threads)

    def run() -> tuple[int, dict[str, float]]:
        watch.seconds.clear()  # the warm-up
        with watch.clock("rest"):
            words, _ = bare()
        return words, dict(watch.seconds)

    return run


def documents_of(records: Sequence[dict[str, Any]]) -> Iterator[Document]:
    """Intake, as for texts that a program hands over."""
    for record in records:
        day = date.fromisoformat(record["date"][:10]) if record.get("date") else None
        yield ingest.read_text(record["text"], label=str(record["id"]), published=day)


def read_records(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file, plain or .gz."""
    return (json.loads(line) for line in read_lines(path) if line.strip())


def _groups(documents: Iterator[Document]) -> Iterator[list[Document]]:
    """Documents as many at a time as the road reads together."""
    group: list[Document] = []
    for document in documents:
        group.append(document)
        if len(group) == BATCH_DOCUMENTS:
            yield group
            group = []
    if group:
        yield group


def throughput_line(mode: str, processes: int, threads: int, passes: Sequence[Pass]) -> str:
    """'road      2 x 1 thread    2.61 reports/s   2,480 words/s (2,410 to 2,502)   peak 410 MB'."""
    rates = [one.words / one.seconds for one in passes]
    reports = statistics.median(one.reports / one.seconds for one in passes)
    peak = max(sum(share.peak_mb for share in one.shares) for one in passes)
    shape = f"{processes} x {threads} thread{'s' if threads > 1 else ''}"
    return (
        f"{mode:<9}{shape:<15}{reports:7.2f} reports/s {statistics.median(rates):8,.0f} words/s "
        f"({min(rates):,.0f} to {max(rates):,.0f})   peak {peak:,.0f} MB"
    )


def print_stages(one: Pass) -> None:
    """A line for each stage, slowest first: its share of the time and its speed alone."""
    print(f"stages of the road, one process, one thread, {one.reports} reports:")
    stages = one.shares[0].stages
    total = sum(stages.values())
    for name, seconds in sorted(stages.items(), key=lambda item: -item[1]):
        speed = f"{one.words / seconds:10,.0f} words/s" if seconds else ""
        print(f"  {name:<12}{seconds:8.2f} s {seconds / total:6.1%} {speed}")


def print_cold_start(data: Path) -> None:
    """`dateline read` of one report as a new process, files being in the machine's cache."""
    texts = sorted((record["text"] for record in read_records(data)), key=len)
    middle = texts[len(texts) // 2]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.txt")
        report.write_text(middle, "utf-8")
        times = []
        for _ in range(COLD_STARTS):
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "dateline", "read", str(report)],
                check=True,
                stdout=subprocess.DEVNULL,
            )
            times.append(time.perf_counter() - start)
    print(
        f"dateline read, one report of {len(middle.split())} words, new process: "
        f"{statistics.median(times):.2f} s ({min(times):.2f} to {max(times):.2f})"
    )


def installed_mb() -> float:
    """What installing the project without extras adds to a new environment, in MB (10^6 bytes)."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        before = _folder_bytes(Path(folder))
        pip = [str(Path(folder, "bin", "python")), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, "--disable-pip-version-check", str(ROOT)], check=True)
        return (_folder_bytes(Path(folder)) - before) / 1e6


def _folder_bytes(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


def print_hardware() -> None:
    """Processor, cores, memory, versions: what a speed means nothing without."""
    model = platform.processor() or platform.machine()
    flags: list[str] = []
    if (information := Path("/proc/cpuinfo")).is_file():
        lines = information.read_text("utf-8").splitlines()
        rows = {
            name.strip(): value.strip() for name, _, value in (row.partition(":") for row in lines)
        }
        model, flags = rows.get("model name", model), rows.get("flags", "").split()
    extensions = [
        f for f in ("avx2", "avx512f", "avx512_vnni", "avx_vnni", "amx_int8") if f in flags
    ]
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    card = json.loads((BUILT_IN / "reader.json").read_text("utf-8"))
    load = os.getloadavg()[0]
    print(f"{model}, {cores} cores, {' '.join(extensions)}, {memory:.0f} GB, load {load:.1f}")
    packages = ", ".join(f"{p} {version(p)}" for p in ("onnxruntime", "tokenizers", "numpy"))
    print(f"Python {platform.python_version()}, {packages}, network {card['name']}")


if __name__ == "__main__":
    main()
