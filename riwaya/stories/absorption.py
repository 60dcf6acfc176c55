"""Small cores joined to the large ones that they belong to.

A large story falls into cores: the strikes, the reactions of one capital, the session of the council. Two such cores
share few words, but the middle of a large one, over the titles and openings of all its articles, holds what every
report of the event repeats, and an article need resemble only that. The larger the one, the surer its middle. Two
large cores with much the same middle may be the first days of a sequence and its next.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from riwaya.stories.sketches import Sketch
from riwaya.stories.ties import fade, read_weights

LARGE = 3  # articles of a core that others may join
BASE, SLOPE = 0.22, 0.6  # a core joins one of n articles where their middles are alike by BASE + SLOPE / n
MOST = 100  # articles of two parts of one sequence; beyond, it is a war, which has its own chapters
STRONG = 0.5  # how alike the middles of two large cores are that are parts of one sequence
SOON = 3.0  # days between the middles of two groups after which they are not one
PAUSES = 20  # or this many times as long as the larger group pauses between two articles, where that is more
ROUNDS = 3  # a core that grew may draw in more; after so many times, what has not come stays

Places = NDArray[np.int64]
Weights = NDArray[np.float64]


class _Openings(NamedTuple):
    """The stems of all titles and openings, as parallel arrays: which article, which stem, its weight."""

    articles: Places
    stems: Places
    weights: Weights


class _Middles(NamedTuple):
    """The middle of each group, of length 1, as parallel arrays sorted by group."""

    groups: Places
    stems: Places
    weights: Weights
    width: int  # one more than the largest number of a stem


def absorb(sketches: Sequence[Sketch], cores: list[list[int]], apart: set[tuple[int, int]]) -> list[list[int]]:
    """Give the groups after every core has joined the larger one that it fits best, where it fits one.

    `apart` holds pairs of articles, both ways round, that must not come together.
    """
    openings = _read_openings(sketches)
    groups = cores
    for _ in range(ROUNDS):
        above = _find_larger(sketches, groups, openings, apart)
        if not above:
            break
        groups = _follow(groups, above, apart)
    return groups


def _read_openings(sketches: Sequence[Sketch]) -> _Openings:
    stems = np.frombuffer(b"".join(sketch.stems for sketch in sketches), np.uint32)
    weights = read_weights(b"".join(sketch.lead for sketch in sketches))
    articles = np.repeat(np.arange(len(sketches)), [len(sketch.stems) // 4 for sketch in sketches])
    in_lead = weights > 0
    _, numbers = np.unique(stems[in_lead], return_inverse=True)
    return _Openings(articles[in_lead], numbers.astype(np.int64), weights[in_lead])


def _find_middles(groups: Sequence[Sequence[int]], openings: _Openings) -> _Middles:
    owner = np.zeros(max((max(group) for group in groups), default=0) + 1, np.int64)
    for n, group in enumerate(groups):
        owner[group] = n
    width = int(openings.stems.max(initial=0)) + 1
    places, at = np.unique(owner[openings.articles] * width + openings.stems, return_inverse=True)
    sums = np.bincount(at, openings.weights, minlength=len(places))
    of_group = places // width
    lengths = np.sqrt(np.bincount(of_group, sums * sums, minlength=len(groups)))
    return _Middles(of_group, places % width, sums / lengths[of_group], width)


def _find_larger(
    sketches: Sequence[Sketch], groups: Sequence[list[int]], openings: _Openings, apart: set[tuple[int, int]]
) -> dict[int, int]:
    """Give for each group the larger one that it joins, for those that join one."""
    middles = _find_middles(groups, openings)
    days = [[day for n in group if (day := sketches[n].day) is not None] for group in groups]
    best: dict[int, tuple[float, int]] = {}
    for large in (n for n, group in enumerate(groups) if len(group) >= LARGE):
        alike = _compare(middles, large, len(groups))
        least = BASE + SLOPE / len(groups[large])
        horizon = _find_horizon(days[large])
        for small in np.flatnonzero(alike >= least).tolist():
            is_part = len(groups[small]) >= LARGE and len(groups[small]) + len(groups[large]) <= MOST
            goes_on = is_part and alike[small] >= STRONG
            surplus = alike[small] * fade(*_find_moments(days[small], days[large], goes_on=goes_on), horizon) - least
            if surplus < 0 or surplus <= best.get(small, (-1.0, 0))[0] or not _is_larger(groups, large, small):
                continue
            if not _are_apart(groups[small], groups[large], apart):
                best[small] = (surplus, large)
    return {small: large for small, (_, large) in best.items()}


def _compare(middles: _Middles, large: int, size: int) -> Weights:
    """Give the cosine between the middle of one group and that of every group."""
    own = np.zeros(middles.width)
    start, end = np.searchsorted(middles.groups, (large, large + 1))
    own[middles.stems[start:end]] = middles.weights[start:end]
    return np.bincount(middles.groups, own[middles.stems] * middles.weights, minlength=size).astype(np.float64)


def _is_larger(groups: Sequence[Sequence[int]], large: int, small: int) -> bool:
    return (len(groups[large]), -large) > (len(groups[small]), -small)


def _find_horizon(days: Sequence[float]) -> float:
    """Give after how many days nothing can join: few where a story is told hourly, more where once in two days."""
    spacing = (max(days) - min(days)) / (len(days) - 1) if len(days) > 1 else 0.0
    return max(SOON, PAUSES * spacing)


def _find_moments(
    some: Sequence[float], others: Sequence[float], *, goes_on: bool
) -> tuple[float | None, float | None]:
    """Give the moments between which the days of two groups are counted: their middles.

    Of two parts of one sequence, halfway from there to where one ends and the other begins: a sinking, then its blame.
    """
    one, other = _mean(some), _mean(others)
    if not goes_on or one is None or other is None:
        return one, other
    pause = max(min(some) - max(others), min(others) - max(some), 0.0)
    return 0.0, (abs(one - other) + pause) / 2


def _mean(days: Sequence[float]) -> float | None:
    return sum(days) / len(days) if days else None


def _are_apart(some: Sequence[int], others: Sequence[int], apart: set[tuple[int, int]]) -> bool:
    return bool(apart) and any((a, b) in apart for a in some for b in others)


def _follow(groups: Sequence[list[int]], above: Mapping[int, int], apart: set[tuple[int, int]]) -> list[list[int]]:
    """Give the groups after each has gone where it leads, and on from there."""
    joined = {n: list(group) for n, group in enumerate(groups)}
    gone: dict[int, int] = {}
    for small, place in sorted(above.items()):
        while place in gone:
            place = gone[place]
        if not _are_apart(joined[small], joined[place], apart):
            joined[place] += joined.pop(small)
            gone[small] = place
    return [sorted(group) for group in joined.values()]
