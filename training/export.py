"""Turn a training checkpoint into the files that ship: int8 ONNX, label weights, vocabulary, card.

    python training/export.py RUN/final.pt --encoder DIR --out src/dateline/data/reader

Writes `model.onnx` (dynamic int8 unless --float), `label.npy` (the bilinear
form of the labels, float16), `reader.json` (tags, provenance, hashes) and
`tokenizer.json`.  Scores are added to the card by hand from
`benchmarks/accuracy.py`, never by this script.
"""

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from dateline.nlp.network import OUTPUTS
from encoder import add_encoder_arguments, check_encoder, sha256
from network import ReaderNetwork
from settings import COLUMNS

INPUTS = ("ids", "shapes", "mask", "first", "last")
CHOSEN = ("upos", "feats", "entities")  # tags about which nothing more is decided
PAIRS = ("arc", "source", "content", "antecedent")


class Shipped(nn.Module):
    """The network as it ships: tags chosen where nothing more is decided about them."""

    def __init__(self, network: ReaderNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, ...]:
        out = self.network(ids, shapes, mask, first, last)
        chosen = {name: out[name].argmax(-1).to(torch.int32) for name in CHOSEN}
        return tuple((out | chosen)[name] for name in OUTPUTS)


def export(network: ReaderNetwork, path: Path) -> None:
    """Float ONNX with fused attention, layer norms and activations."""
    network.eval()
    for layer in network.layers:
        layer.exporting = True
    windows, subwords, words = 2, 12, 6
    example = (
        torch.ones(windows, subwords, dtype=torch.int64),
        torch.ones(windows, subwords, dtype=torch.int64),
        torch.ones(windows, subwords),
        torch.ones(windows, words, dtype=torch.int64),
        torch.ones(windows, words, dtype=torch.int64),
    )
    axes = {n: {0: "windows", 1: "subwords"} for n in INPUTS[:3]}
    axes |= {n: {0: "windows", 1: "words"} for n in (*INPUTS[3:], *OUTPUTS)}
    for name in PAIRS:
        axes[name][2] = "words"
    with torch.no_grad():
        torch.onnx.export(
            Shipped(network), example, str(path),
            input_names=list(INPUTS), output_names=list(OUTPUTS),
            dynamic_axes=axes, opset_version=17, dynamo=False, custom_opsets={"com.microsoft": 1},
        )  # fmt: skip
    fused = optimize_model(str(path), model_type="bert", num_heads=12, hidden_size=384, opt_level=1)
    fused.save_model_to_file(str(path))


def main() -> None:
    """Export, quantise, hash."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoint", type=Path)
    add_encoder_arguments(parser)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float", action="store_true", help="do not quantise")
    parser.add_argument("--name", default="reader-2")
    args = parser.parse_args()
    check_encoder(args)
    saved = torch.load(args.checkpoint, weights_only=True)
    vocabulary = saved["vocabulary"]
    network = ReaderNetwork({c: len(vocabulary[c]) for c in COLUMNS})
    network.load_state_dict(saved["network"])
    args.out.mkdir(parents=True, exist_ok=True)
    model = args.out / "model.onnx"
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        export(network, plain)
        if args.float:
            shutil.copy(plain, model)
        else:
            quantize_dynamic(
                plain, model, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
                op_types_to_quantize=["MatMul", "Gemm", "Attention", "Gather"],
                extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
            )  # fmt: skip
    np.save(args.out / "label.npy", network.label.detach().numpy().astype(np.float16))
    shutil.copy(args.encoder / "tokenizer.json", args.out / "tokenizer.json")
    card = {
        "name": args.name,
        "tags": {c: vocabulary[c] for c in COLUMNS if c != "xpos"},
        "steps": saved["step"],
        "settings": saved["settings"],
        "encoder_sha256": sha256(args.encoder / "model.safetensors"),
        "model_sha256": sha256(model),
        "label_sha256": sha256(args.out / "label.npy"),
    }
    (args.out / "reader.json").write_text(
        json.dumps(card, indent=1, ensure_ascii=False) + "\n", "utf-8"
    )
    print(f"{model}: {model.stat().st_size / 1e6:.1f} MB, sha256 {card['model_sha256']}")


if __name__ == "__main__":
    main()
