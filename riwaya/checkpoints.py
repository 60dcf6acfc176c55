"""Checkpoints of Hugging Face that a user puts beside what is shipped: a tagger of names, an encoder of sentences.

An environment variable names one, for worker processes included. Nothing is fetched: a checkpoint that goes by its name
on the hub must be on the disk already. What was found with one is kept under another number than without.
"""

import os
import zlib
from typing import Any

from riwaya.errors import InputError


def name_checkpoint(variable: str) -> str | None:
    """Give the checkpoint that an environment variable names."""
    return os.environ.get(variable) or None


def number_checkpoint(variable: str) -> int:
    """Give a number that is another for every choice of checkpoint, and 0 for none."""
    return zlib.crc32((name_checkpoint(variable) or "").encode())


def load_checkpoint(checkpoint: str, head: str, extra: str) -> tuple[Any, Any]:
    """Give the fast tokenizer and the model of a checkpoint; `head` is its class in transformers.

    Raises:
        InputError: the `extra` is not installed, or the checkpoint is not on the disk or cannot be loaded.
    """
    try:
        import transformers
    except ImportError as error:
        raise InputError(checkpoint, f"needs the extra `{extra}`", f"pip install riwaya[{extra}]") from error
    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(checkpoint, use_fast=True, local_files_only=True)
        model = getattr(transformers, head).from_pretrained(checkpoint, local_files_only=True).eval()
    except (OSError, ValueError) as error:
        reason = str(error).split("\n", maxsplit=1)[0]
        raise InputError(checkpoint, f"cannot be loaded as {head}", reason) from error
    return tokenizer, model
