"""Which sentences of two reports render one original: aligned by what their words anchor, in order where they can be.

A step pairs one sentence with one, or with two that a translator made of it. Its gain is what the two sides share,
in nats, less a fifth of what they hold. The best chain of steps that runs forward in both reports is found by dynamic
programming (after Gale and Church 1993); what else fits, an editor has moved, and it counts half.
"""

from typing import NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from riwaya.retellings.anchors import Weights
from riwaya.retellings.outlines import Outline
from riwaya.retellings.words import Counts, Hashes, Marks, Places

_LEAST = 6.0  # nats that a step must share: two rare words
_TOLL = 0.2  # of what both sides hold, on average, is shared by chance and by subject
_SPELLING = 0.7  # what a skeleton is worth beside a stem
_CLASH = 5.0  # nats that a step loses where both sides have numbers and none is the same
_BESIDE = 0.5  # of the best step of a sentence that another must reach to be looked at
_MOVED = 0.5  # of its gain that a step out of order is worth

_Grid = NDArray[np.float64]


class Step(NamedTuple):
    """Sentences `a_start` to `a_end` of one report beside `b_start` to `b_end` of another, ends exclusive."""

    gain: float
    a_start: int
    a_end: int
    b_start: int
    b_end: int


class Rendering(Struct, frozen=True, gc=False):
    """The steps that two reports share, in the order of the first, and how much they gain together, in nats."""

    steps: tuple[Step, ...]
    in_order: int  # steps of the chain
    gain: float


class _Units(NamedTuple):
    """The entries of an outline by unit: each sentence, then each two neighbours."""

    units: Places
    stems: Hashes
    skeletons: Hashes
    weights: Weights
    likenesses: Weights
    numbers: Marks
    count: int  # sentences


def align_sentences(a: Outline, b: Outline) -> Rendering:
    """Give the best alignment of two reports' sentences; of reports that share nothing, an empty one."""
    steps = _find_steps(_cut_units(a), _cut_units(b))
    chain = _find_chain(steps)
    moved = _find_moved(steps, chain)
    gain = sum(step.gain for step in chain) + _MOVED * sum(step.gain for step in moved)
    return Rendering(tuple(sorted(chain + moved, key=lambda s: (s.a_start, s.b_start))), len(chain), gain)


def weigh_outline(outline: Outline) -> float:
    """Give all that a report's sentences hold, in nats."""
    return float(outline.weights.sum())


def _cut_units(outline: Outline) -> _Units:
    """Take each entry for its sentence and for the two pairs of neighbours that its sentence is in, a stem once."""
    count = len(outline.starts)
    own = outline.sentences.astype(np.int64)
    entry = np.arange(len(own))
    ahead, behind = np.flatnonzero(own < count - 1), np.flatnonzero(own > 0)
    entry = np.concatenate((entry, ahead, behind))
    units = np.concatenate((own, count + own.take(ahead), count + own.take(behind) - 1))
    stems = outline.stems.take(entry)
    order = np.lexsort((stems, units))
    units, stems, entry = units.take(order), stems.take(order), entry.take(order)
    once = np.append(True, (units[1:] != units[:-1]) | (stems[1:] != stems[:-1]))[: len(units)]
    entry = entry[once]
    return _Units(
        units[once],
        stems[once],
        outline.skeletons.take(entry),
        outline.weights.take(entry),
        outline.likenesses.take(entry),
        outline.numbers.take(entry),
        count,
    )


def _find_steps(a: _Units, b: _Units) -> list[Step]:
    """Give the steps that gain, and are not far behind the best of their sentences."""
    width = max(2 * b.count, 1)
    shared, numbers = _share(a, b, width)
    held_a = np.bincount(a.units, a.weights, 2 * a.count)
    held_b = np.bincount(b.units, b.weights, width)
    gain = shared - _TOLL / 2 * (held_a[:, None] + held_b[None, :])
    told_a = np.bincount(a.units, a.numbers, 2 * a.count) > 0
    told_b = np.bincount(b.units, b.numbers, width) > 0
    gain -= _CLASH * (told_a[:, None] & told_b[None, :] & (numbers == 0))
    gain[shared < _LEAST] = 0
    gain[a.count :, b.count :] = 0
    np.maximum(gain, 0, out=gain)
    best = np.minimum(gain.max(axis=1, initial=0)[:, None], gain.max(axis=0, initial=0)[None, :])
    return [
        Step(float(gain[x, y]), *_extent(x, a.count), *_extent(y, b.count))
        for x, y in np.argwhere((gain > 0) & (gain >= _BESIDE * best)).tolist()
    ]


def _extent(unit: int, count: int) -> tuple[int, int]:
    return (unit, unit + 1) if unit < count else (unit - count, unit - count + 2)


def _share(a: _Units, b: _Units, width: int) -> tuple[_Grid, _Grid]:
    """Give for every two units what they share, in nats, and how many numbers. An entry counts once in a unit."""
    left, right = _join(a.stems, b.stems)
    named, heard = _join(a.skeletons, b.skeletons)
    worth = np.concatenate(
        (a.weights.take(left), _SPELLING * np.minimum(a.likenesses.take(named), b.likenesses.take(heard)))
    )
    entry, unit = np.concatenate((left, named)), b.units.take(np.concatenate((right, heard)))
    key = entry * width + unit
    order = np.lexsort((-worth, key))
    key, worth = key.take(order), worth.take(order)
    first = np.append(True, key[1:] != key[:-1])[: len(key)]
    key, worth = key[first], worth[first]
    cell = a.units.take(key // width) * width + key % width
    size = 2 * a.count * width
    told = left[a.numbers.take(left)], right[a.numbers.take(left)]
    numbers = np.bincount(a.units.take(told[0]) * width + b.units.take(told[1]), minlength=size)
    shape = 2 * a.count, width
    return np.bincount(cell, worth, size).reshape(shape), numbers.astype(np.float64).reshape(shape)


def _join(a: Hashes, b: Hashes) -> tuple[Places, Places]:
    """Give the places of all equal hashes; 0 equals nothing."""
    order = np.argsort(b, kind="stable")
    ordered = b.take(order)
    first = np.searchsorted(ordered, a, "left")
    many = np.where(a == 0, 0, np.searchsorted(ordered, a, "right") - first)
    left = np.repeat(np.arange(len(a)), many)
    within = np.arange(len(left)) - np.repeat(np.cumsum(many) - many, many)
    return left, order.take(np.repeat(first, many) + within) if len(left) else left


def _find_chain(steps: list[Step]) -> list[Step]:
    """Give the steps that gain most together while none goes back in either report."""
    ordered = sorted(steps, key=lambda s: (s.a_end, s.b_end, s.a_start, s.b_start))
    totals: list[float] = []
    before: list[int] = []
    for place, step in enumerate(ordered):
        best, link = 0.0, -1
        for other in range(place):
            if totals[other] > best and ordered[other].a_end <= step.a_start and ordered[other].b_end <= step.b_start:
                best, link = totals[other], other
        totals.append(best + step.gain)
        before.append(link)
    at = max(range(len(totals)), key=totals.__getitem__, default=-1)
    chain: list[Step] = []
    while at >= 0:
        chain.append(ordered[at])
        at = before[at]
    return chain[::-1]


def _find_moved(steps: list[Step], chain: list[Step]) -> list[Step]:
    """Give the best steps between sentences that the chain leaves free."""
    in_a = {n for s in chain for n in range(s.a_start, s.a_end)}
    in_b = {n for s in chain for n in range(s.b_start, s.b_end)}
    moved: list[Step] = []
    for step in sorted(steps, key=lambda s: (-s.gain, s.a_start, s.b_start)):
        own, other = set(range(step.a_start, step.a_end)), set(range(step.b_start, step.b_end))
        if in_a.isdisjoint(own) and in_b.isdisjoint(other):
            in_a |= own
            in_b |= other
            moved.append(step)
    return moved
