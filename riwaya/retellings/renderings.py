"""Which sentences of two reports render one original: aligned by what their words anchor, in order where they can be.

A step pairs one sentence with one, or with two that a translator made of it. Its gain is what the two sides share,
in nats, less a fifth of what they hold. The best chain of steps that runs forward in both reports is found by dynamic
programming (after Gale and Church 1993); what else fits, an editor has moved, and it counts half.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from riwaya.records import Coverage
from riwaya.retellings.outlines import Outline
from riwaya.retellings.words import Hashes, Marks, Places

_LEAST = 6.0  # nats that a step must share: two rare words
_TOLL = 0.2  # of what both sides hold, on average, is shared by chance and by subject
_SPELLING = 0.7  # what a skeleton is worth beside a stem
_CLASH = 5.0  # nats that a step loses where both sides have numbers and none is the same
_COMMON = 0.35  # of the words of one report that both must have before their sentences are looked at
_BESIDE = 0.5  # of the best step of a sentence that another must reach to be looked at
_MOVED = 0.5  # of its gain that a step out of order is worth

_Values = NDArray[np.float64]


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


def align_sentences(a: Outline, b: Outline, copied: tuple[Marks, Marks] | None = None) -> Rendering:
    """Give the best alignment of two reports' sentences; of reports that share little, an empty one.

    `copied` marks the sentences of each that have words of the other: two such sentences are no step.
    """
    steps = [step for step in _find_steps(a, b) if not (copied and _is_copied(step, *copied))]
    chain = _find_chain(steps)
    moved = _find_moved(steps, chain)
    gain = sum(step.gain for step in chain) + _MOVED * sum(step.gain for step in moved)
    return Rendering(tuple(sorted(chain + moved, key=lambda s: (s.a_start, s.b_start))), len(chain), gain)


def cover_sentences(a: Outline, b: Outline, steps: Sequence[Step]) -> Coverage:
    """Give the share of each report's words that stand in aligned sentences."""
    in_a = sum(int(a.sizes[s.a_start : s.a_end].sum()) for s in steps)
    in_b = sum(int(b.sizes[s.b_start : s.b_end].sum()) for s in steps)
    return Coverage(a=round(in_a / max(int(a.sizes.sum()), 1), 4), b=round(in_b / max(int(b.sizes.sum()), 1), 4))


def _is_copied(step: Step, in_a: Marks, in_b: Marks) -> bool:
    return bool(in_a[step.a_start : step.a_end].any() and in_b[step.b_start : step.b_end].any())


def _weigh_common(a: Outline, b: Outline) -> float:
    """Give what the stems say that two reports have in common, in nats."""
    if not len(a.vocabulary):
        return 0.0
    at = a.vocabulary.searchsorted(b.vocabulary)
    common = a.vocabulary.take(at, mode="clip") == b.vocabulary
    return float(b.worth @ common)


def _find_steps(a: Outline, b: Outline) -> list[Step]:
    """Give the steps that gain, and are not far behind the best of their sentences."""
    if _weigh_common(a, b) < _COMMON * min(a.total, b.total):
        return []
    shared, numbers = _share(a, b, *_match(a, b))
    gain = shared - _TOLL / 2 * (a.units[:, None] + b.units[None, :])
    gain -= _CLASH * (a.told[:, None] & b.told[None, :] & ~numbers)
    gain[shared < _LEAST] = 0
    np.maximum(gain, 0, out=gain)
    best = np.minimum(gain.max(axis=1, initial=0)[:, None], gain.max(axis=0, initial=0)[None, :])
    return [
        Step(float(gain[x, y]), *_extent(x, len(a.starts)), *_extent(y, len(b.starts)))
        for x, y in np.argwhere((gain > 0) & (gain >= _BESIDE * best)).tolist()
    ]


def _extent(unit: int, count: int) -> tuple[int, int]:
    return (unit, unit + 1) if unit < count else (unit - count, unit - count + 2)


def _match(a: Outline, b: Outline) -> tuple[Places, Places, _Values]:
    """Give all entries of two reports that have one stem, or else one skeleton, and what each match is worth."""
    left, right = _join(a.stems, b.stems)
    named, heard = _join(a.skeletons, b.skeletons)
    alike = _SPELLING * np.minimum(a.likenesses.take(named), b.likenesses.take(heard))
    worth = np.concatenate((a.weights.take(left), alike)).astype(np.float64)
    return np.concatenate((left, named)), np.concatenate((right, heard)), worth


def _join(a: Hashes, b: Hashes) -> tuple[Places, Places]:
    """Give the places of all equal hashes; 0 equals nothing."""
    order = np.argsort(b, kind="stable")
    ordered = b.take(order)
    first = ordered.searchsorted(a, "left")
    many = ordered.searchsorted(a, "right") - first
    many[a == 0] = 0
    left = np.repeat(np.arange(len(a)), many)
    within = np.arange(len(left)) - np.repeat(np.cumsum(many) - many, many)
    return left, order.take(np.repeat(first, many) + within) if len(left) else left


def _share(a: Outline, b: Outline, left: Places, right: Places, worth: _Values) -> tuple[_Values, NDArray[np.bool_]]:
    """Give for every two units what they share, in nats, and whether they share a number. A word counts once."""
    height, width = len(a.units), len(b.units)
    x, y = a.sentences.take(left), b.sentences.take(right)
    two_x, two_y = height // 2 + x, width // 2 + y
    after_x, after_y = np.flatnonzero(x > 0), np.flatnonzero(y > 0)
    cells = np.concatenate((
        x * width + y,
        two_x * width + y,
        (two_x.take(after_x) - 1) * width + y.take(after_x),
        x * width + two_y,
        x.take(after_y) * width + two_y.take(after_y) - 1,
    ))  # fmt: skip
    match = np.concatenate((np.tile(np.arange(len(x)), 2), after_x, np.arange(len(x)), after_y))
    words = a.words.take(left)
    key = cells * (int(words.max(initial=0)) + 1) + words.take(match)
    order = np.lexsort((-worth.take(match), key))
    once = order[np.append(True, np.diff(key.take(order)) != 0)[: len(order)]]
    shared = np.bincount(cells.take(once), worth.take(match.take(once)), height * width).astype(np.float64)
    numbers = np.zeros(height * width, np.bool_)
    numbers[cells[(a.numbers.take(left) & (a.stems.take(left) == b.stems.take(right))).take(match)]] = True
    shape = height, width
    return shared.reshape(shape), numbers.reshape(shape)


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
