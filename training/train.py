"""Train the reader network on EWT, the open part of GUM and PolNeAR, on the CPU.

    python training/train.py --bench ../shared/bench/data --encoder DIR \
        --out RUN --minutes 75 --processes 2 [--without-polnear] [--resume FILE]

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
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
import torch.multiprocessing as mp

from batches import (
    Example,
    cut_windows,
    load_claims,
    load_documents,
    make_batches,
    make_vocabulary,
    prepare,
    tensors,
)
from dateline.nlp.windows import WINDOW, pack_windows
from encoder import add_encoder_arguments, check_encoder, load_tokenizer
from network import ReaderNetwork, loss
from settings import COLUMNS, SETTINGS

LOG_EVERY = 25  # steps
ENCODER_PARTS = ("norm", "layers")  # of the network: pretrained, so they learn at a lower rate


def evaluate(
    network: ReaderNetwork, prepared: list[Example], index: dict[str, dict[str, int]]
) -> dict[str, float]:
    """Quick scores on gold sentences: arcs chosen word by word, no tree enforced."""
    network.eval()
    hits: Counter[Any] = Counter()
    fixed = random.Random(0)
    windows = [
        (p[r.start : r.stop], s[r.start : r.stop])
        for p, s in prepared
        for r in pack_windows(len(x.ids) for x in p)
    ]
    with torch.no_grad():
        for batch in make_batches(windows, 2048, fixed):
            inputs, sentence, gold = tensors(batch, index, None)
            out = network(*inputs)
            foreign = (sentence[:, :, None] != sentence[:, None, :]) & (sentence[:, None, :] != 0)
            heads = out["arc"].masked_fill(foreign, -1e4).argmax(-1)
            where = gold["rel"] != -100
            right = (heads == gold["head"]) & where
            hits.update(words=int(where.sum()), uas=int(right.sum()))
            hits.update(upos=int(((out["upos"].argmax(-1) == gold["upos"]) & where).sum()))
            for name in ("names", "entities", "cues", "triggers"):
                told = gold[name] != -100
                nothing = index[name]["O"]
                guess = out[name].argmax(-1)
                count_hits(
                    hits,
                    name,
                    (guess != nothing) & told,
                    (gold[name] != nothing) & told,
                    guess == gold[name],
                )
            begins = gold["cues"] == 1
            begins[:, 0] = (gold["cues"] >= 0).any(1)
            pair = (gold["cues"] >= 0)[:, :, None] & begins[:, None, :]
            for name in ("source", "content"):
                guess, wanted = (out[name] > 0) & pair, (gold[name] > 0) & pair
                count_hits(hits, name, guess, wanted, guess == wanted)
            heads = gold["triggers"] > 0
            asked = heads[:, None, None, :] & (gold["roles"] >= 0)
            guess, wanted = (out["roles"] > 0) & asked, (gold["roles"] > 0) & asked
            count_hits(hits, "roles", guess, wanted, guess == wanted)
            at = (gold["cluster"] > 0).nonzero(as_tuple=True)
            columns = torch.arange(sentence.shape[1])[None]
            later = columns >= at[1][:, None]
            pick = out["antecedent"][at].masked_fill(later, -1e4).argmax(1)
            own = gold["cluster"][at]
            known = ((gold["cluster"][at[0]] == own[:, None]) & ~later).any(1)
            same = gold["cluster"][at[0], pick] == own
            count_hits(hits, "antecedent", pick > 0, known, same)
    network.train()
    f1 = ("names", "entities", "cues", "source", "content", "antecedent", "triggers", "roles")
    return {
        "uas": round(100 * hits["uas"] / hits["words"], 2),
        "upos": round(100 * hits["upos"] / hits["words"], 2),
    } | {
        name: round(200 * hits[name, "hit"] / max(1, hits[name, "guess"] + hits[name, "gold"]), 2)
        for name in f1
    }


def count_hits(
    hits: Counter[Any], name: str, guess: torch.Tensor, gold: torch.Tensor, same: torch.Tensor
) -> None:
    """Add to what F1 needs: what was guessed, what is true, and where both agree."""
    hits[name, "guess"] += int(guess.sum())
    hits[name, "gold"] += int(gold.sum())
    hits[name, "hit"] += int((guess & gold & same).sum())


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


class Clock:
    """The time spent on training; saving and evaluating does not count."""

    def __init__(self, minutes: float) -> None:
        self.budget = 60 * minutes
        self.spent = 0.0  # seconds
        self.resume()

    def resume(self) -> None:
        """Count from now on."""
        self.mark = time.perf_counter()

    def tick(self) -> float:
        """The share of the budget that is spent by now."""
        now = time.perf_counter()
        self.spent += now - self.mark
        self.mark = now
        return self.spent / self.budget


def rate_factor(progress: float) -> float:
    """What to multiply the learning rates with: up from near 0, then evenly down to 0."""
    warm = SETTINGS["warm_up"]
    if progress < warm:
        return min(1.0, progress / warm + 0.02)
    return max(0.0, (1 - progress) / (1 - warm))


def make_optimizer(network: ReaderNetwork) -> torch.optim.Optimizer:
    """AdamW over two groups, the encoder's layers and the heads, each with a rate of its own."""
    named = [(n.split(".")[0], p) for n, p in network.named_parameters() if p.requires_grad]
    encoder = [p for part, p in named if part in ENCODER_PARTS]
    heads = [p for part, p in named if part not in ENCODER_PARTS]
    groups = [
        {"params": encoder, "lr": SETTINGS["rate_encoder"], "weight_decay": SETTINGS["decay"]},
        {"params": heads, "lr": SETTINGS["rate_heads"], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def start_network(
    rank: int, args: argparse.Namespace, vocabulary: dict[str, list[str]]
) -> ReaderNetwork:
    """The encoder with fresh heads, or as far as it has them a checkpoint's weights.

    The same in every process.
    """
    torch.manual_seed(SETTINGS["seed"])
    network = ReaderNetwork({c: len(vocabulary[c]) for c in COLUMNS})
    network.load_encoder(args.encoder / "model.safetensors")
    if args.resume:
        saved = torch.load(args.resume, weights_only=True)
        for column, tags in saved["vocabulary"].items():
            if tags == ["O"]:  # it had nothing to learn this from
                saved["network"] = {
                    k: v for k, v in saved["network"].items() if not k.startswith(f"{column}.")
                }
            elif tags != vocabulary[column]:
                message = f"{args.resume}: other tags in {column}, it cannot be gone on with"
                raise SystemExit(message)
        fresh = network.load_state_dict(saved["network"], strict=False)
        if fresh.unexpected_keys:
            message = f"{args.resume}: holds {fresh.unexpected_keys[0]}, which no head has"
            raise SystemExit(message)
        if rank == 0:
            print("fresh:", *sorted({k.split(".")[0] for k in fresh.missing_keys}), flush=True)
    return network


def join_processes(rank: int, args: argparse.Namespace) -> None:
    """Meet the other processes."""
    dist.init_process_group(
        "gloo",
        init_method=f"file://{(args.out / 'meet').resolve()}",
        rank=rank,
        world_size=args.processes,
    )


class Trainer:
    """One process's share of a run: the network, its optimizer, and how far it is.

    Args:
        rank: number of the process; the first one also logs, evaluates and saves.
        args: of the command line.
        network: the same in every process.
        vocabulary: the tags of each column.
    """

    def __init__(
        self,
        rank: int,
        args: argparse.Namespace,
        network: ReaderNetwork,
        vocabulary: dict[str, list[str]],
    ) -> None:
        self.rank, self.processes, self.out = rank, args.processes, args.out
        self.network, self.vocabulary = network, vocabulary
        self.index = {c: {v: i for i, v in enumerate(values)} for c, values in vocabulary.items()}
        self.rng = random.Random(SETTINGS["seed"])  # the same windows in every process
        self.own = random.Random(SETTINGS["seed"] + 1000 * rank)
        self.optimizer = make_optimizer(network)
        self.rates = [group["lr"] for group in self.optimizer.param_groups]
        self.parameters = [p for group in self.optimizer.param_groups for p in group["params"]]
        self.flat = torch.zeros(sum(p.numel() for p in self.parameters) + 1)
        self.epoch, self.step, self.progress = 0, 0, 0.0
        self.clock = Clock(args.minutes)

    def run(self, prepared: list[Example], dev: list[Example]) -> None:
        """Train until the time is spent."""
        self.network.train()
        while self.progress < 1:
            self.run_epoch(prepared)
            if self.rank == 0:
                self.save()
                self.report(dev)
            self.clock.resume()
            self.epoch += 1

    def run_epoch(self, prepared: list[Example]) -> None:
        """All windows once, in this process those whose turn it is, or as far as the time goes."""
        windows = cut_windows(prepared, self.rng)
        batches = make_batches(windows, SETTINGS["windows_per_step"] * WINDOW, self.rng)
        whole = len(batches) // self.processes * self.processes
        sums: Counter[str] = Counter()
        subwords, since = 0, time.perf_counter()
        for batch in batches[self.rank : whole : self.processes]:
            parts, size = self.take_step(batch)
            sums.update(parts)
            subwords += size
            if self.rank == 0 and self.step % LOG_EVERY == 0:
                self.log(sums, self.processes * subwords / (time.perf_counter() - since))
                sums.clear()
            if self.progress >= 1:
                break

    def take_step(self, batch: list[Example]) -> tuple[dict[str, float], int]:
        """Learn from one batch.  Returns the losses, and how many subwords it held."""
        factor = rate_factor(self.progress)
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * factor
        inputs, sentence, gold = tensors(batch, self.index, self.own)
        total, parts = loss(self.network, self.network(*inputs), sentence, gold)
        self.optimizer.zero_grad(set_to_none=True)
        total.backward()
        self.progress = self.clock.tick()
        if self.processes > 1:
            self.progress = average(self.parameters, self.flat, self.progress)
        torch.nn.utils.clip_grad_norm_(self.parameters, SETTINGS["clip"])
        self.optimizer.step()
        self.step += 1
        return parts, int(inputs[2].sum())

    def log(self, sums: Counter[str], speed: float) -> None:
        """One line on the last steps; `speed` in subwords per second, all processes together."""
        shown = {n: round(v / LOG_EVERY, 3) for n, v in sums.items()}
        at = f"epoch={self.epoch} step={self.step} progress={self.progress:.3f}"
        print(f"{at} subwords/s={speed:.0f} {shown}", flush=True)

    def save(self) -> None:
        """Write the checkpoint of this epoch, or the last one."""
        name = "final.pt" if self.progress >= 1 else f"epoch-{self.epoch}.pt"
        saved = {
            "network": self.network.state_dict(),
            "vocabulary": self.vocabulary,
            "settings": SETTINGS,
            "epoch": self.epoch,
            "step": self.step,
        }
        torch.save(saved, self.out / name)

    def report(self, dev: list[Example]) -> None:
        """One line of quick scores."""
        line = {
            "epoch": self.epoch,
            "step": self.step,
            "minutes": round(self.clock.spent / 60, 1),
            **evaluate(self.network, dev, self.index),
        }
        print("DEV", json.dumps(line), flush=True)


def work(rank: int, args: argparse.Namespace) -> None:
    """One training process."""
    torch.set_num_threads(1)
    if args.rate:
        SETTINGS["rate_encoder"] = args.rate
    for share in ("polnear_share", "treebank_share", "claims_repeats"):
        if getattr(args, share) is not None:
            SETTINGS[share] = getattr(args, share)
    polnear = not args.without_polnear
    tokenizer = load_tokenizer(args.encoder)
    documents = load_documents(args.bench, "train", polnear) + load_claims(args.claims, "train")
    prepared = prepare(tokenizer, documents)
    dev: list[Example] = []
    if rank == 0:
        dev = prepare(tokenizer, load_documents(args.bench, "dev", polnear))[::3]
        dev += prepare(tokenizer, load_claims(args.claims, "dev"))
    vocabulary = make_vocabulary(documents)
    network = start_network(rank, args, vocabulary)
    torch.manual_seed(SETTINGS["seed"] + 17 * rank)  # each drops out for itself
    if args.processes > 1:
        join_processes(rank, args)
    Trainer(rank, args, network, vocabulary).run(prepared, dev)
    if args.processes > 1:
        dist.barrier()
        dist.destroy_process_group()


def main() -> None:
    """Parse, start the processes, wait."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bench", type=Path, required=True, help="folder `data` of the benchmarks")
    add_encoder_arguments(parser)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=75)
    parser.add_argument(
        "--polnear-share", type=float, help="of its articles in an epoch, instead of the settings'"
    )
    parser.add_argument(
        "--treebank-share", type=float, help="of the treebanks' documents, likewise"
    )
    parser.add_argument("--claims", type=Path, help="annotated passages; without them no claims")
    parser.add_argument("--claims-repeats", type=int, help="how often an epoch shows each of them")
    parser.add_argument("--rate", type=float, help="of the encoder, instead of the settings'")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument(
        "--without-polnear", action="store_true", help="leave out the texts of unclear licence"
    )
    parser.add_argument("--resume", type=Path, help="start from this checkpoint's weights")
    args = parser.parse_args()
    check_encoder(args)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "meet").unlink(missing_ok=True)
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    if args.processes == 1:
        work(0, args)
    else:
        mp.spawn(work, (args,), nprocs=args.processes)


if __name__ == "__main__":
    main()
