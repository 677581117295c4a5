"""The weights are those that reader.json and the card describe."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from dateline.errors import ModelError
from dateline.nlp.network import BUILT_IN, Network

ROOT = Path(__file__).parents[2]
CARD = (BUILT_IN / "CARD.md").read_text("utf-8")
PROVENANCE = json.loads((BUILT_IN / "reader.json").read_text("utf-8"))


@pytest.mark.model
def test_the_weights_have_the_hashes_that_reader_json_gives() -> None:
    Network(threads=1).check()


@pytest.mark.model
@pytest.mark.parametrize("changed", ["model.onnx", "label.npy"])
def test_weights_that_were_changed_are_refused_with_both_hashes(
    changed: str, tmp_path: Path
) -> None:
    folder = tmp_path / "reader"
    shutil.copytree(BUILT_IN, folder)
    network = Network(folder, threads=1)
    if changed == "label.npy":
        weights = np.load(folder / changed)
        weights[0, 0, 0] += 1
        np.save(folder / changed, weights)
    else:
        with (folder / changed).open("ab") as model:
            model.write(b"\0")
    with pytest.raises(ModelError, match=rf"{changed}: sha256 is [0-9a-f]{{64}}, reader.json says"):
        network.check()


@pytest.mark.parametrize("key", ["model_sha256", "label_sha256", "encoder_sha256"])
def test_the_card_names_the_hashes_of_reader_json(key: str) -> None:
    assert PROVENANCE[key] in CARD


def test_the_card_names_the_network() -> None:
    assert CARD.startswith(f"# The reader's network: {PROVENANCE['name']}\n")


def test_training_asks_for_the_encoder_that_the_weights_started_from() -> None:
    source = (ROOT / "training" / "encoder.py").read_text("utf-8")
    assert f'ENCODER_SHA256 = "{PROVENANCE["encoder_sha256"]}"' in source
