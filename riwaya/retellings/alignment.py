"""Where two reports have the same words: stretches that run side by side in both.

Every run of three words that both have is a block, none left out by sampling. Blocks that follow one another with
little between them and little drift make a stretch; so a stretch may hold words that differ: a name spelt otherwise,
a word replaced, a blessing left out.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise, tee

from msgspec import Struct

from riwaya.retellings.blocks import Block, find_blocks
from riwaya.retellings.wordings import RUN, Wording
from riwaya.retellings.words import Hashes

LEAST = 8  # words of its own, in no set phrase, that a stretch must have in common
_LEAST_SET = 16  # words in common that do where they are set phrases

_GAP = 16  # words between two blocks of one stretch
_DRIFT = 12  # words that one side may have more than the other between them
_REACH = 3  # words beyond the last block that are looked at one by one


class Stretch(Struct, frozen=True, gc=False):
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
    return next(align_pairs([(a, b)]))


def align_pairs(pairs: Iterable[tuple[Wording, Wording]]) -> Iterator[list[Stretch]]:
    """Give for each pair what `align` gives, faster."""
    ours, theirs = tee(pairs)
    for (a, b), blocks in zip(ours, find_blocks(theirs), strict=True):
        stretches = [_stretch(a, b, chain) for chain in _chain(blocks) if _is_long(chain)]
        yield _drop_clashes(sorted(stretches, key=lambda s: (-s.same, s.b_start, s.a_start)))


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
    return next((n for n in range(len(equal), 0, -1) if equal[n - 1] and equal[:n].count(False) <= 1), 0)


def _drop_clashes(stretches: list[Stretch]) -> list[Stretch]:
    kept: list[Stretch] = []
    for stretch in stretches:
        if not any(_clash(stretch, other) for other in kept):
            kept.append(stretch)
    return kept


def _clash(x: Stretch, y: Stretch) -> bool:
    """True where more than half of `x` lies in `y` on either side."""
    in_a = min(x.a_end, y.a_end) - max(x.a_start, y.a_start)
    in_b = min(x.b_end, y.b_end) - max(x.b_start, y.b_start)
    return in_a * 2 > x.a_end - x.a_start or in_b * 2 > x.b_end - x.b_start
