"""The network: a folder of weights, run by ONNX Runtime on the CPU.

In: a batch of windows.  Out: scores and tags for every word; see `Scores`.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dateline.errors import ModelError
from dateline.nlp.windows import Batch, Pieces, cut_pieces

BUILT_IN = Path(__file__).parents[1] / "data" / "reader"
FILES = ("model.onnx", "label.npy", "reader.json", "tokenizer.json")
OUTPUTS = (
    "arc", "label_dependent", "label_head", "upos", "feats", "names",
    "entities", "cues", "source", "content", "antecedent", "triggers", "roles",
)  # fmt: skip
LABEL_AXES = 3  # dependent, label, head

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of a batch; axis 0 windows, axis 1 words, 0 the root.

    arc               (windows, words, words): of axis 2 as the head of axis 1
    label_dependent,  (windows, words, d): ends of the bilinear form of labels
    label_head
    upos, feats       (windows, words): numbers of tags
    names             (windows, words, name tags)
    entities          (windows, words): numbers of tags
    cues              (windows, words, cue tags)
    source, content   (windows, words, words): whether axis 1 belongs to the source, or to
                      the content, of the cue that begins at axis 2; 0: of one elsewhere
    antecedent        (windows, words, words): of axis 2 as what axis 1 takes up; 0: nothing
    triggers          (windows, words, kinds of claim): of the claim that a word heads, 0: none
    roles             (windows, roles, words, words): whether axis 2 heads a phrase that has
                      the role in the claim that the word of axis 3 heads
    """

    arc: Floats
    label_dependent: Floats
    label_head: Floats
    upos: NDArray[np.int32]
    feats: NDArray[np.int32]
    names: Floats
    entities: NDArray[np.int32]
    cues: Floats
    source: Floats
    content: Floats
    antecedent: Floats
    triggers: Floats
    roles: Floats


class Network:
    """The loaded weights.

    Args:
        folder: holds `model.onnx`, `label.npy`, `reader.json`, `tokenizer.json`.
        threads: of ONNX Runtime, at least 1.

    Raises:
        ModelError: a file is missing or is not what `reader.json` describes.
    """

    def __init__(self, folder: Path = BUILT_IN, *, threads: int = 2) -> None:
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise ModelError(f"{folder}: the reader lacks {', '.join(missing)}; install it again")
        self.card: dict[str, Any] = json.loads((folder / "reader.json").read_text("utf-8"))
        self.tags: dict[str, list[str]] = self.card["tags"]
        weights = np.load(folder / "label.npy").astype(np.float32)
        if weights.ndim != LABEL_AXES or weights.shape[1] != len(self.tags["rel"]):
            message = f"{folder / 'label.npy'}: shape {weights.shape} does not fit reader.json"
            raise ModelError(message)
        self.label = weights
        self.folder = folder
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self.session = onnxruntime.InferenceSession(
                str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            raise ModelError(f"{folder / 'model.onnx'}: cannot be loaded: {error}") from error
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def cut(self, sentences: Sequence[Sequence[str]]) -> list[Pieces]:
        """Sentences in subwords."""
        return cut_pieces(self.tokenizer, sentences)

    def run(self, batch: Batch) -> Scores:
        """Scores for a batch of windows."""
        outputs = self.session.run(
            OUTPUTS,
            {
                "ids": batch.ids,
                "shapes": batch.shapes,
                "mask": batch.mask,
                "first": batch.first,
                "last": batch.last,
            },
        )
        return Scores(*outputs)

    def check(self) -> None:
        """Compare the weights with the hashes of `reader.json`.

        Raises:
            ModelError: a file differs.
        """
        for name, key in (("model.onnx", "model_sha256"), ("label.npy", "label_sha256")):
            found = hashlib.sha256((self.folder / name).read_bytes()).hexdigest()
            if found != self.card[key]:
                path = self.folder / name
                raise ModelError(f"{path}: sha256 is {found}, reader.json says {self.card[key]}")
