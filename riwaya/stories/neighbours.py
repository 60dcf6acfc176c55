"""All ties among many sketches at once, through an index of their keys: what a case does one page at a time."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from riwaya.stories.sketches import Sketch
from riwaya.stories.ties import FLOOR, HORIZON, SHARED, Tied, tie_all

_TOGETHER = 256  # articles whose neighbours are looked up at once

Numbers = NDArray[np.int64]


def pair_sketches(sketches: Sequence[Sketch], before: Sequence[Sketch] = ()) -> Iterator[Tied]:
    """Give every tie of at least `FLOOR` between articles that share `SHARED` keys, each pair once.

    Those that come `before`, none later than the first of `sketches`, are tied to these but not to one another.
    """
    ordered = sorted((*before, *sketches), key=lambda sketch: (sketch.day is not None, *in_order(sketch)))
    fresh = {sketch.article for sketch in sketches}
    for number, others in _find_neighbours(ordered, np.array([s.article in fresh for s in ordered], np.bool_)):
        sketch, found = ordered[number], [ordered[other] for other in others]
        ties = tie_all(sketch, found)
        yield from (Tied(other.article, sketch.article, t) for other, t in zip(found, ties, strict=True) if t >= FLOOR)


def in_order(sketch: Sketch) -> tuple[bool, float, str]:
    """Give the place of an article among others: by day and clock, those without a day last, then by id."""
    return sketch.day is None, sketch.day or 0.0, sketch.article


def _find_neighbours(ordered: Sequence[Sketch], is_fresh: NDArray[np.bool_]) -> Iterator[tuple[int, list[int]]]:
    """Give the number of each article that shares keys with earlier ones within reach, and theirs; one of two is fresh.

    Those without a day come first in `ordered`, and are within everyone's reach.
    """
    size = len(ordered) + 1
    days = np.array([sketch.day for sketch in ordered if sketch.day is not None])
    numbers, undated = np.arange(len(ordered)), len(ordered) - len(days)
    reach = np.append(numbers[:undated], undated + np.searchsorted(days, days - HORIZON, side="right"))
    reach = np.where(is_fresh, reach, numbers)
    owners = np.repeat(numbers, [len(sketch.keys) for sketch in ordered])
    keys = np.unique([key for sketch in ordered for key in sketch.keys], return_inverse=True)[1] * size
    entries = np.sort(keys + owners)  # under each key the articles that have it, in order
    starts = np.searchsorted(entries, np.stack((keys, keys + reach[owners]), axis=1))
    ends = np.searchsorted(entries, np.stack((keys + np.minimum(owners, undated), keys + owners), axis=1))
    for first, last in pairwise(np.searchsorted(owners, range(0, size + _TOGETHER, _TOGETHER)).tolist()):
        which, at = _spread(starts[first:last].ravel(), ends[first:last].ravel())
        own, other = owners[first:last][which // 2], entries[at] % size
        pairs, times = np.unique((own * size + other)[is_fresh[own] | is_fresh[other]], return_counts=True)
        own, other = np.divmod(pairs[times >= SHARED], size)
        edges = np.flatnonzero(np.diff(own, prepend=-1, append=-1))
        for start, end in pairwise(edges.tolist()):
            yield int(own[start]), other[start:end].tolist()


def _spread(starts: Numbers, ends: Numbers) -> tuple[Numbers, Numbers]:
    """Give all numbers of several ranges, and for each the range that it is of."""
    sizes = ends - starts
    which = np.repeat(np.arange(len(sizes)), sizes)
    return which, np.arange(len(which)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + starts[which]
