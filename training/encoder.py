"""The pretrained encoder: a folder with `model.safetensors` and `tokenizer.json`.

Training and export refuse any but the one that the shipped weights started
from, because what comes out would not be those weights again.
"""

import argparse
import hashlib
from pathlib import Path

from tokenizers import Tokenizer

# model.safetensors of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)
ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def sha256(path: Path) -> str:
    """Hash of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def add_encoder_arguments(parser: argparse.ArgumentParser) -> None:
    """The two arguments that say which encoder, and whether it may be another one."""
    parser.add_argument(
        "--encoder",
        type=Path,
        required=True,
        help="folder with model.safetensors and tokenizer.json",
    )
    parser.add_argument(
        "--any-encoder", action="store_true", help="take an encoder of another hash, too"
    )


def check_encoder(arguments: argparse.Namespace) -> None:
    """End the program if the encoder is missing or, unless allowed, another one."""
    weights: Path = arguments.encoder / "model.safetensors"
    if not weights.is_file():
        raise SystemExit(f"{weights}: no such file; --encoder names the folder of the encoder")
    found = sha256(weights)
    if found != ENCODER_SHA256 and not arguments.any_encoder:
        raise SystemExit(
            f"{weights}: sha256 is {found}, the shipped weights started from {ENCODER_SHA256}; "
            "get that encoder (see README.md), or say --any-encoder"
        )


def load_tokenizer(folder: Path) -> Tokenizer:
    """The encoder's own tokenizer, which neither pads nor cuts off."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
