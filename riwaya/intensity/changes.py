"""From when on something happens more or less often than before: circular binary segmentation.

The stretch of days that stands out most from the rest is found (Olshen, Venkatraman, Lucito and Wigler 2004,
Biostatistics 5:557); how much it does is the log likelihood ratio of Poisson rates with the pages that came out as
exposure (Kulldorff 1997, Communications in Statistics 26:1481). Its ends are changes where shuffled days rarely give as
much; then each part is looked at by itself. Whole days are shuffled, each with its pages, so that the many acts of one
bad day stay together: to scatter them would make a change of every burst.
"""

import functools
import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

_SEED = 1997  # the same days give the same answer
_PARTS = 3  # that a stretch cuts a series into
_NO_PAGES = 0.5  # what a day without a page counts for, so that an act told of it has a rate

Series = NDArray[np.float64]


class Options(Struct, frozen=True, kw_only=True):
    """When a stretch counts as a change."""

    chance: float = 0.05  # that days without order show one, in a series
    shuffles: int = 199
    least: int = 5  # days or weeks with an act, below which nothing is said


class Turn(NamedTuple):
    """A step from which on the rate is another one, with the rates on both sides and their chance."""

    at: int
    before: float  # per step
    after: float
    chance: float  # that days without order show a stretch as strong


_USUAL = Options()


def find_changes(amounts: Sequence[float], pages: Sequence[float], options: Options = _USUAL) -> list[Turn]:
    """Give the changes of a series in order; `pages` says how much could be seen at each step.

    >>> find_changes([0, 1, 0, 0, 1] * 4 + [9, 8, 9, 7] + [0, 0, 1, 0] * 4, [5] * 40)
    [Turn(at=20, before=0.4, after=8.25, chance=0.005), Turn(at=24, before=8.25, after=0.25, chance=0.005)]
    """
    series, exposure = np.asarray(amounts, float), np.maximum(np.asarray(pages, float), _NO_PAGES)
    if np.count_nonzero(series) < options.least:
        return []
    cuts = dict(_segment(series, exposure, 0, options, options.chance, np.random.default_rng(_SEED)))
    edges = [0, *sorted(cuts), len(series)]
    rates = [float(series[a:b].mean()) for a, b in itertools.pairwise(edges)]
    return [Turn(at, rates[n], rates[n + 1], cuts[at]) for n, at in enumerate(edges[1:-1])]


def _segment(
    series: Series, exposure: Series, start: int, options: Options, level: float, chance: np.random.Generator
) -> Iterator[tuple[int, float]]:
    """Give the places of changes and their chances: the ends of what stands out, then those inside each part.

    The three parts share the chance of a false one among them, so that a true change does not bring false ones along.
    """
    if np.count_nonzero(series) < options.least:
        return
    first, last, strength = _find_stretch(series, exposure)
    rarity = _shuffle(series, exposure, strength, options.shuffles, level, chance)
    if rarity > level:
        return
    edges = [0, *(at for at in (first, last) if 0 < at < len(series)), len(series)]
    yield from ((start + at, rarity) for at in edges[1:-1])
    for a, b in itertools.pairwise(edges):
        yield from _segment(series[a:b], exposure[a:b], start + a, options, level / _PARTS, chance)


def _shuffle(
    series: Series, exposure: Series, strength: float, shuffles: int, level: float, chance: np.random.Generator
) -> float:
    """Give how often shuffled days show a stretch that stands out as much; early where that is too often already."""
    enough = int(level * (shuffles + 1)) + 1
    as_strong = 0
    for _ in range(shuffles):
        order = chance.permutation(len(series))
        as_strong += _find_stretch(series[order], exposure[order])[2] >= strength
        if as_strong >= enough:
            return 1.0
    return (as_strong + 1) / (shuffles + 1)


def _find_stretch(series: Series, exposure: Series) -> tuple[int, int, float]:
    """Give the stretch whose rate stands out most from the rest, from its first step up to, not including, the last.

    It begins and ends beside a step with an act: to move an end over empty steps only weakens it.
    """
    busy = series > 0
    edges = np.flatnonzero(np.concatenate([[True], busy[1:] | busy[:-1], [True]]))
    sums, exposures = (np.concatenate([[0.0], np.cumsum(values)])[edges] for values in (series, exposure))
    first, last = _pair_up(len(edges))
    # as shares of the whole, and rounded: the unit of the scores must not decide between two that are equally strong
    inside = (sums[last] - sums[first]) / sums[-1]
    within = (exposures[last] - exposures[first]) / exposures[-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        strength = np.round(_weigh(inside, within) + _weigh(1 - inside, 1 - within), 9)
    best = int(np.argmax(strength))
    return int(edges[first[best]]), int(edges[last[best]]), float(strength[best])


@functools.lru_cache(maxsize=256)
def _pair_up(edges: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    first, last = np.triu_indices(edges, 1)
    return first, last


def _weigh(count: Series, exposure: Series) -> Series:
    """Give the likelihood of such a share at its own rate; what is the same for all stretches is left out."""
    return np.where(count > 0, count * np.log(count / exposure), 0.0)
