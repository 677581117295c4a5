"""Train the reader network on EWT and the open part of GUM, on the CPU.

    python training/train.py --bench ../shared/bench/data/treebank --encoder DIR \
        --out RUN --minutes 75 --processes 2

The learning rate follows the clock, so that a run always ends annealed.  A
checkpoint is written after every epoch (`RUN/epoch-N.pt`) and at the end
(`RUN/final.pt`); `training/export.py` turns one into what ships.

Each process works with one thread on its own windows and the gradients are
averaged: on two shared cores that was four times as fast as two threads.
"""

import argparse
import json
import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from network import ReaderNetwork, loss
from tokenizers import Tokenizer
from treebank import NAME_TAGS, Sentence, TreebankDocument, add_names, read_documents

from dateline.nlp.windows import (
    LOWER,
    MIXED,
    TITLE,
    UPPER,
    WINDOW,
    FIRST_TITLE,
    Pieces,
    cut_pieces,
    lay_out,
    pack_windows,
)

SETTINGS = {
    "windows_per_step": 4,  # each process: 4 x 256 subwords
    "rate_encoder": 2e-4,
    "rate_heads": 2e-3,
    "decay": 0.01,
    "warm_up": 0.06,
    "clip": 1.0,
    "short_windows": 0.2,  # share of windows cut short, so that a lone headline reads well
    "capitals": 0.07,  # share of windows read as if all in capitals,
    "small": 0.04,  # all in small letters,
    "titles": 0.04,  # and With Every Word Capitalised
    "min_feats": 3,  # feature strings seen more rarely are not learnt
    "seed": 1,
}
COLUMNS = ("upos", "xpos", "feats", "rel", "names")

Example = tuple[list[Pieces], list[Sentence]]


def load_documents(folder: Path, split: str) -> list[TreebankDocument]:
    """EWT and open GUM of one split; sentences that overflow a window are left out by `prepare`."""
    gum = read_documents(folder / f"gum-{split}.open.conllu.gz")
    add_names(gum, folder / f"gum-{split}.open.names.jsonl")
    return read_documents(folder / f"ewt-{split}.conllu.gz") + gum


def make_vocabulary(documents: list[TreebankDocument]) -> dict[str, list[str]]:
    """Every tag of each column, in a fixed order."""
    counts = {c: Counter() for c in COLUMNS[:4]}
    for document in documents:
        for sentence in document.sentences:
            for column, counter in counts.items():
                counter.update(getattr(sentence, column))
    feats = sorted(f for f, n in counts["feats"].items() if n >= SETTINGS["min_feats"])
    return {c: sorted(counts[c]) for c in COLUMNS[:4]} | {"feats": feats, "names": list(NAME_TAGS)}


def prepare(tokenizer: Tokenizer, documents: list[TreebankDocument]) -> list[Example]:
    """Each document's sentences with their subwords."""
    prepared = []
    for document in documents:
        pieces = cut_pieces(tokenizer, [s.words for s in document.sentences])
        kept = [(p, s) for p, s in zip(pieces, document.sentences, strict=True) if len(p.ids) + 2 <= WINDOW]
        prepared.append(([p for p, _ in kept], [s for _, s in kept]))
    return prepared


def limits(rng: random.Random) -> Iterator[int]:
    """How many subwords each window of a document may hold, anew each epoch."""
    yield rng.randint(48, WINDOW)  # so that windows begin elsewhere in every epoch
    while True:
        short = rng.random() < SETTINGS["short_windows"]
        yield rng.randint(8, WINDOW) if short else WINDOW


def cut_windows(prepared: list[Example], rng: random.Random) -> list[Example]:
    """One epoch's windows, similar lengths near each other, in random order of batches."""
    windows = [
        (pieces[r.start : r.stop], sentences[r.start : r.stop])
        for pieces, sentences in prepared
        for r in pack_windows((len(p.ids) for p in pieces), limits(rng))
    ]
    size = {id(w): sum(len(p.ids) + 1 for p in w[0]) + 24 * rng.random() for w in windows}
    windows.sort(key=lambda w: size[id(w)])
    return windows


def disguise(pieces: Pieces, rng_value: float) -> Pieces:
    """The sentence as a wire in capitals, a chat in small letters or a headline would print it."""
    capitals = SETTINGS["capitals"]
    small = capitals + SETTINGS["small"]
    cased = (LOWER, UPPER, TITLE, FIRST_TITLE, MIXED)
    if rng_value < capitals:
        shapes = [UPPER if s in cased else s for s in pieces.shapes]
    elif rng_value < small:
        shapes = [LOWER if s in cased else s for s in pieces.shapes]
    elif rng_value < small + SETTINGS["titles"]:
        shapes = [TITLE if s in (LOWER, MIXED) else s for s in pieces.shapes]
    else:
        return pieces
    return Pieces(pieces.ids, shapes, pieces.first, pieces.last)


def make_batches(windows: list[Example], tokens: int, rng: random.Random) -> list[list[Example]]:
    """Windows in batches of about `tokens` subwords, padding included, shuffled."""
    batches: list[list[Example]] = [[]]
    width = 0
    for window in windows:
        length = 1 + sum(len(p.ids) + 1 for p in window[0])
        width = max(width, length)
        if batches[-1] and width * (len(batches[-1]) + 1) > tokens:
            batches.append([])
            width = length
        batches[-1].append(window)
    rng.shuffle(batches)
    return batches


def tensors(batch: list[Example], index: dict[str, dict[str, int]], rng: random.Random | None) -> tuple[Any, ...]:
    """Network input and gold columns of a batch; `rng` disguises some windows."""
    dressed = []
    for pieces, _ in batch:
        value = rng.random() if rng else 1.0
        dressed.append([disguise(p, value) for p in pieces])
    laid = lay_out(dressed)
    shape = laid.first.shape
    gold = {c: np.full(shape, -100, np.int64) for c in (*COLUMNS, "head")}
    for row, (_, sentences) in enumerate(batch):
        at = 1
        for sentence in sentences:
            end = at + len(sentence.words)
            for column in COLUMNS:
                values = getattr(sentence, column)
                if values is not None:
                    gold[column][row, at:end] = [index[column].get(v, -100) for v in values]
            gold["head"][row, at:end] = [h and h + at - 1 for h in sentence.head]
            at = end
    inputs = [torch.from_numpy(a) for a in (laid.ids, laid.shapes, laid.mask, laid.first, laid.last)]
    return inputs, torch.from_numpy(laid.sentence), {c: torch.from_numpy(g) for c, g in gold.items()}


def evaluate(network: ReaderNetwork, prepared: list[Example], index: dict[str, dict[str, int]]) -> dict[str, float]:
    """Quick scores on gold sentences: arcs chosen word by word, no tree enforced."""
    network.eval()
    hits: Counter[str] = Counter()
    fixed = random.Random(0)
    windows = [
        (p[r.start : r.stop], s[r.start : r.stop]) for p, s in prepared for r in pack_windows(len(x.ids) for x in p)
    ]
    with torch.no_grad():
        for batch in make_batches(windows, 2048, fixed):
            inputs, sentence, gold = tensors(batch, index, None)
            out = network(*inputs)
            foreign = (sentence[:, :, None] != sentence[:, None, :]) & (sentence[:, None, :] != 0)
            heads = out["arc"].masked_fill(foreign, -1e4).argmax(-1)
            where = gold["rel"] != -100
            right = (heads == gold["head"]) & (sentence > 0)
            hits.update(words=int((sentence > 0).sum()), uas=int(right.sum()))
            hits.update(upos=int(((out["upos"].argmax(-1) == gold["upos"]) & where).sum()))
            named = gold["names"] != -100
            guess = out["names"].argmax(-1)
            hits.update(
                name_right=int(((guess == gold["names"]) & named & (guess > 0)).sum()),
                name_guess=int(((guess > 0) & named).sum()),
                name_gold=int(((gold["names"] > 0) & named).sum()),
            )
    network.train()
    names = 200 * hits["name_right"] / max(1, hits["name_guess"] + hits["name_gold"])
    return {
        "uas": round(100 * hits["uas"] / hits["words"], 2),
        "upos": round(100 * hits["upos"] / hits["words"], 2),
        "name_words_f1": round(names, 2),
    }


def average(parameters: list[torch.nn.Parameter], flat: torch.Tensor, progress: float) -> float:
    """Average gradients and the clock over all processes, in place."""
    at = 0
    for p in parameters:
        flat[at : at + p.numel()] = 0 if p.grad is None else p.grad.view(-1)
        at += p.numel()
    flat[-1] = progress
    dist.all_reduce(flat)
    flat /= dist.get_world_size()
    at = 0
    for p in parameters:
        p.grad = flat[at : at + p.numel()].view_as(p)
        at += p.numel()
    return float(flat[-1])


def work(rank: int, args: argparse.Namespace) -> None:
    """One training process; the first one also logs, evaluates and saves."""
    torch.set_num_threads(1)
    rng = random.Random(SETTINGS["seed"])  # the same windows in every process
    own = random.Random(SETTINGS["seed"] + 1000 * rank)
    tokenizer = Tokenizer.from_file(str(args.encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    documents = load_documents(args.bench, "train")
    vocabulary = make_vocabulary(documents)
    index = {c: {v: i for i, v in enumerate(values)} for c, values in vocabulary.items()}
    prepared = prepare(tokenizer, documents)
    dev = prepare(tokenizer, load_documents(args.bench, "dev"))[::3] if rank == 0 else []
    torch.manual_seed(SETTINGS["seed"])
    network = ReaderNetwork(*(len(vocabulary[c]) for c in COLUMNS))
    network.load_encoder(args.encoder / "model.safetensors")
    if args.resume:
        network.load_state_dict(torch.load(args.resume, weights_only=True)["network"])
    torch.manual_seed(SETTINGS["seed"] + 17 * rank)
    if args.processes > 1:
        dist.init_process_group("gloo", init_method=f"file://{(args.out / 'meet').resolve()}", rank=rank, world_size=args.processes)
    named = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
    encoder = [p for n, p in named if n.split(".")[0] in ("norm", "layers")]
    heads = [p for n, p in named if n.split(".")[0] not in ("norm", "layers")]
    rates = [SETTINGS["rate_encoder"], SETTINGS["rate_heads"]]
    groups = [
        {"params": encoder, "lr": rates[0], "weight_decay": SETTINGS["decay"]},
        {"params": heads, "lr": rates[1], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    parameters = encoder + heads
    flat = torch.zeros(sum(p.numel() for p in parameters) + 1)
    spent, progress, step, epoch = 0.0, 0.0, 0, 0
    mark = time.perf_counter()
    network.train()
    while progress < 1:
        batches = make_batches(cut_windows(prepared, rng), SETTINGS["windows_per_step"] * WINDOW, rng)
        whole = len(batches) // args.processes * args.processes
        sums: Counter[str] = Counter()
        words, since = 0, time.perf_counter()
        for k in range(0, whole, args.processes):
            warm = SETTINGS["warm_up"]
            factor = min(1.0, progress / warm + 0.02) if progress < warm else (1 - progress) / (1 - warm)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * max(0.0, factor)
            inputs, sentence, gold = tensors(batches[k + rank], index, own)
            total, parts = loss(network, network(*inputs), sentence, gold)
            optimizer.zero_grad(set_to_none=True)
            total.backward()
            now = time.perf_counter()
            spent, mark = spent + now - mark, now
            progress = spent / (60 * args.minutes)
            if args.processes > 1:
                progress = average(parameters, flat, progress)
            torch.nn.utils.clip_grad_norm_(parameters, SETTINGS["clip"])
            optimizer.step()
            step += 1
            sums.update(parts)
            words += int(inputs[2].sum())
            if rank == 0 and step % 25 == 0:
                shown = {n: round(v / 25, 3) for n, v in sums.items()}
                speed = args.processes * words / (time.perf_counter() - since)
                print(f"epoch={epoch} step={step} progress={progress:.3f} subwords/s={speed:.0f} {shown}", flush=True)
                sums.clear()
            if progress >= 1:
                break
        if rank == 0:
            name = "final.pt" if progress >= 1 else f"epoch-{epoch}.pt"
            saved = {"network": network.state_dict(), "vocabulary": vocabulary, "settings": SETTINGS, "epoch": epoch, "step": step}
            torch.save(saved, args.out / name)
            line = {"epoch": epoch, "step": step, "minutes": round(spent / 60, 1), **evaluate(network, dev, index)}
            print("DEV", json.dumps(line), flush=True)
        mark = time.perf_counter()
        epoch += 1
    if args.processes > 1:
        dist.barrier()
        dist.destroy_process_group()


def main() -> None:
    """Parse, start the processes, wait."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True, help="folder with the treebank files")
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=75)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--resume", type=Path, help="start from this checkpoint's weights")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "meet").unlink(missing_ok=True)
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    if args.processes == 1:
        work(0, args)
    else:
        mp.spawn(work, (args,), nprocs=args.processes)


if __name__ == "__main__":
    main()
