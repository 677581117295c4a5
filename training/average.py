"""Average two checkpoints of one line of training, weight by weight.

    python training/average.py EARLIER.pt LATER.pt --share 0.7 --out MEAN.pt

A run that teaches a network something new makes it forget a little; on the way between the
weights before and after it there are networks that know both (Wortsman et al., "Robust
fine-tuning of zero-shot models", CVPR 2022).  Heads that only the later one has are its own.
"""

import argparse
from pathlib import Path
from typing import Any

import torch


def average(earlier: dict[str, Any], later: dict[str, Any], share: float) -> dict[str, Any]:
    """The later checkpoint with its network moved toward the earlier one.

    Args:
        earlier: where the later run began.
        later: what came of it.
        share: of the later one, from 0 to 1.
    """
    before, after = earlier["network"], later["network"]
    mean = {
        name: share * weights + (1 - share) * before[name]
        if weights.is_floating_point() and name in before and before[name].shape == weights.shape
        else weights
        for name, weights in after.items()
    }
    return {**later, "network": mean, "average": {"share": share}}


def main() -> None:
    """Read two checkpoints, write their mean."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("earlier", type=Path)
    parser.add_argument("later", type=Path)
    parser.add_argument("--share", type=float, default=0.7, help="of the later one")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    load = [
        torch.load(p, map_location="cpu", weights_only=False) for p in (args.earlier, args.later)
    ]
    torch.save(average(*load, args.share), args.out)


if __name__ == "__main__":
    main()
