"""The stretches that two reports share as extents of their texts, each in one paragraph of either."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import numpy as np

from riwaya.records import Extent, Passage
from riwaya.retellings.alignment import Stretch
from riwaya.retellings.blocks import Block
from riwaya.retellings.wordings import Wording


def cut_passages(a: Wording, b: Wording, shared: Sequence[Stretch]) -> Iterator[Passage]:
    """Give the stretches as extents, cut where either report begins a new paragraph."""
    for s in shared:
        if (
            a.paragraphs[s.a_start] == a.paragraphs[s.a_end - 1]
            and b.paragraphs[s.b_start] == b.paragraphs[s.b_end - 1]
        ):
            yield _passage(a, b, (s.a_start, s.a_end), (s.b_start, s.b_end))
            continue
        for _, group in groupby(_cut_blocks(a, b, s.blocks), key=lambda x: (a.paragraphs[x.a], b.paragraphs[x.b])):
            blocks = list(group)
            first, last = blocks[0], blocks[-1]
            yield _passage(a, b, (first.a, last.a + last.size), (first.b, last.b + last.size))


def _cut_blocks(a: Wording, b: Wording, blocks: Sequence[Block]) -> Iterator[Block]:
    """Give the blocks, each cut where either report begins a new paragraph."""
    for block in blocks:
        new_a = np.diff(a.paragraphs[block.a : block.a + block.size])
        new_b = np.diff(b.paragraphs[block.b : block.b + block.size])
        cuts = [0, *(np.flatnonzero(new_a | new_b) + 1).tolist(), block.size]
        for start, end in pairwise(cuts):
            yield Block(block.a + start, block.b + start, end - start, 0)


def _passage(a: Wording, b: Wording, in_a: tuple[int, int], in_b: tuple[int, int]) -> Passage:
    return Passage(
        a=Extent(start=int(a.starts[in_a[0]]), end=int(a.ends[in_a[1] - 1])),
        b=Extent(start=int(b.starts[in_b[0]]), end=int(b.ends[in_b[1] - 1])),
    )
