"""Which aligned sentences are nearest in meaning too, by a multilingual sentence encoder: evidence, never needed.

`$RIWAYA_ENCODER` names a checkpoint of Hugging Face (LaBSE, multilingual-e5); extra `embeddings`. A sentence is the
mean of its pieces (Reimers and Gurevych 2020). Cosines of two encoders cannot be compared, so none is asked for: two
sentences match where each is the other's nearest in the other report (after Artetxe and Schwenk 2019).
"""

import functools
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from riwaya.checkpoints import load_checkpoint, name_checkpoint, number_checkpoint

Encoder = Callable[[Sequence[str]], NDArray[np.float32]]  # gives a row of length 1 for each text

_VARIABLE = "RIWAYA_ENCODER"
_BATCH = 32
_PIECES = 128  # of a sentence; what is longer is cut


def choose_encoder() -> Encoder | None:
    """Give the encoder of the checkpoint that `$RIWAYA_ENCODER` names; None where it names none."""
    checkpoint = name_checkpoint(_VARIABLE)
    return load_encoder(checkpoint) if checkpoint else None


def number_encoder() -> int:
    """Give a number that is another for every choice of encoder, 0 for none: retellings are kept with it."""
    return number_checkpoint(_VARIABLE)


@functools.lru_cache(maxsize=1)
def load_encoder(checkpoint: str) -> Encoder:
    """Give an encoder that runs the checkpoint.

    Raises:
        InputError: the extra is not installed, or the checkpoint is not on the disk or cannot be loaded.
    """
    tokenizer, model = load_checkpoint(checkpoint, "AutoModel", "embeddings")
    import torch

    def encode(texts: Sequence[str]) -> NDArray[np.float32]:
        rows = []
        with torch.no_grad():
            for start in range(0, len(texts), _BATCH):
                some = list(texts[start : start + _BATCH])
                given = tokenizer(some, truncation=True, max_length=_PIECES, padding=True, return_tensors="pt")
                mask = given["attention_mask"].unsqueeze(-1)
                sums = (model(**given).last_hidden_state * mask).sum(1)
                rows.append(torch.nn.functional.normalize(sums, dim=-1).numpy())
        return np.concatenate(rows).astype(np.float32)

    return encode


def count_nearest(encode: Encoder, a: Sequence[str], b: Sequence[str], aligned: Sequence[tuple[int, int]]) -> int:
    """Count the aligned sentences of two reports of which each is the other's nearest."""
    cosines = encode(a) @ encode(b).T
    nearest_b, nearest_a = cosines.argmax(axis=1), cosines.argmax(axis=0)
    return sum(bool(nearest_b[x] == y and nearest_a[y] == x) for x, y in aligned)
