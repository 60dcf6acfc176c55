"""Where two reports have the same words: stretches that run side by side in both.

Every run of three words that both have is a block, none left out by sampling. Blocks that follow one another with
little between them and little drift make a stretch; so a stretch may hold words that differ: a name spelt otherwise,
a word replaced, a blessing left out.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from riwaya.retellings.wordings import RUN, Wording
from riwaya.retellings.words import Hashes, Places

LEAST = 8  # words of its own, in no set phrase, that a stretch must have in common
_LEAST_SET = 16  # words in common that do where they are set phrases

_GAP = 16  # words between two blocks of one stretch
_DRIFT = 12  # words that one side may have more than the other between them
_REACH = 3  # words beyond the last block that are looked at one by one


class Block(NamedTuple):
    """Words `a` and on of one report that equal words `b` and on of another. `own` of them stand in no set phrase."""

    a: int
    b: int
    size: int
    own: int


class Stretch(NamedTuple):
    """Words `a_start` to `a_end` of one report beside words `b_start` to `b_end` of another, ends exclusive."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    same: int  # words that stand in blocks
    own: int  # those of them that stand in no set phrase
    blocks: tuple[Block, ...]


def align(a: Wording, b: Wording) -> list[Stretch]:
    """Give the stretches that two reports share, the longest first; none takes up what a longer one has."""
    chains = [chain for chain in _chain(_find_blocks(a, b)) if _is_long(chain)]
    kept: list[Stretch] = []
    for stretch in sorted((_stretch(a, b, chain) for chain in chains), key=lambda s: (-s.same, s.b_start, s.a_start)):
        if not any(_clash(stretch, other) for other in kept):
            kept.append(stretch)
    return kept


def _find_blocks(a: Wording, b: Wording) -> list[Block]:
    """Give the unbroken runs of three and more equal words, in the order of `b`."""
    if not len(a.runs) or not len(b.runs):
        return []
    at = _find_runs(a.runs, b.runs)
    in_b = (a.runs.take(at) == b.runs).nonzero()[0]
    if len(in_b) < LEAST - RUN:
        return []
    at = _go_on(a.runs, b.runs, at, in_b)
    in_b = (a.runs.take(at) == b.runs).nonzero()[0]
    in_a = at.take(in_b)
    breaks = np.ones(len(in_b) + 1, np.bool_)
    breaks[1:-1] = (in_b[1:] - in_b[:-1] != 1) | (in_a[1:] - in_a[:-1] != 1)
    edges = breaks.nonzero()[0]
    first = edges[:-1]
    start, last = in_b.take(first), in_b.take(edges[1:] - 1) + (RUN - 1)
    own = b.own.take(last) - b.own.take(start) + ~b.formulas.take(start)
    columns = in_a.take(first), start, last - start + 1, own
    return list(map(Block, *(column.tolist() for column in columns)))


def _find_runs(a: Hashes, b: Hashes) -> Places:
    """Say for each run of `b` where it may stand in `a`: a table by the top bits of the hash, which sees the last of several."""
    top = np.uint64(64 - max(len(a).bit_length() + 5, 14))
    table = np.zeros(1 << (64 - int(top)), np.int64)
    table[(a >> top).view(np.int64)] = np.arange(len(a))
    return table.take((b >> top).view(np.int64))


def _go_on(a: Hashes, b: Hashes, at: Places, found: Places) -> Places:
    """Prefer, of several places of a run, the one in step with what stands before it: «بن محمد بن» recurs in a list of guests."""
    step = at.take(found) - found
    sure = np.zeros(len(b), np.int64)
    twice = found[1:][step[1:] == step[:-1]]
    sure[twice] = twice
    sure = np.maximum.accumulate(sure)
    ahead = np.minimum(at.take(sure) - sure + np.arange(len(b)), len(a) - 1)
    return np.where(a.take(ahead) == b, ahead, at)


def _chain(blocks: list[Block]) -> list[list[Block]]:
    """Join each block to the chain that it continues with the least drift."""
    done: list[list[Block]] = []
    growing: list[list[Block]] = []
    for block in blocks:
        best: list[Block] | None = None
        least = _DRIFT + 1
        for place in range(len(growing) - 1, -1, -1):
            last = growing[place][-1]
            gap_a, gap_b = block.a - last.a - last.size, block.b - last.b - last.size
            if gap_b > _GAP:
                done.append(growing.pop(place))
            elif -RUN < gap_a <= _GAP and abs(gap_a - gap_b) < least:
                best, least = growing[place], abs(gap_a - gap_b)
        if best is None:
            growing.append([block])
        else:
            best.append(block)
    return done + growing


def _is_long(chain: list[Block]) -> bool:
    return sum([x.own for x in chain]) >= LEAST or sum([x.size for x in chain]) >= _LEAST_SET


def _stretch(a: Wording, b: Wording, chain: list[Block]) -> Stretch:
    """Measure a chain, and reach out at both ends for words that blocks of three cannot hold."""
    first, last = chain[0], chain[-1]
    a_end, b_end = last.a + last.size, last.b + last.size
    # Blocks overlap by a word or two where a word was left out between two equal ones.
    twice = sum([max(x.a + x.size - y.a, x.b + x.size - y.b, 0) for x, y in pairwise(chain)])
    before = _reach(a.words[: first.a][: -_REACH - 1 : -1], b.words[: first.b][: -_REACH - 1 : -1])
    after = _reach(a.words[a_end : a_end + _REACH], b.words[b_end : b_end + _REACH])
    same = sum([x.size for x in chain]) - twice
    own = max(sum([x.own for x in chain]) - twice, 0)
    return Stretch(first.a - before, a_end + after, first.b - before, b_end + after, same, own, tuple(chain))


def _reach(a: Hashes, b: Hashes) -> int:
    """Say how many words more belong to a stretch: up to the last equal one that follows at most one that differs."""
    equal = [x == y for x, y in zip(a.tolist(), b.tolist(), strict=False)]
    return next((n for n in range(len(equal), 1, -1) if equal[n - 1] and equal[:n].count(False) <= 1), 0)


def _clash(x: Stretch, y: Stretch) -> bool:
    """True where more than half of `x` lies in `y` on either side."""
    in_a = min(x.a_end, y.a_end) - max(x.a_start, y.a_start)
    in_b = min(x.b_end, y.b_end) - max(x.b_start, y.b_start)
    return in_a * 2 > x.a_end - x.a_start or in_b * 2 > x.b_end - x.b_start
