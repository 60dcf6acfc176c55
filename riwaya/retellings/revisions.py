"""What a case must judge anew when articles come and go: found from the hashes of those alone.

A pair with an article that came is a new candidate or none. But a hash pairs an article only with the next 32 that have
it; so an article that comes between two others may part them, and one that goes may join them. Both are looked for
in the neighbourhood of what changed, so the cost does not grow with the case.
"""

from collections.abc import Callable, Collection
from typing import NamedTuple

import numpy as np

from riwaya.retellings.candidates import PARTNERS, Candidates, Column, Rows, join_rows, pair_candidates

REACH = PARTNERS + 1  # rows before and behind a row that a change of it may concern

Pair = tuple[int, int]


class Revision(NamedTuple):
    """What a change asks for. Retellings of articles that went are void in any case."""

    joined: Candidates  # to be judged
    parted: Candidates  # no longer candidates of that kind: a retelling that rests on it is void


class Shelves(NamedTuple):
    """How a case answers, after the change."""

    look_up: Callable[[Rows], Rows]  # for each row given, itself if it is there, and the `REACH` rows on either side
    remember: Callable[[int], Rows]  # the rows of an article that is there
    stands: Callable[[Collection[Pair]], Collection[Pair]]  # those of some pairs that have a retelling


def revise(came: Rows, went: Rows, shelves: Shelves) -> Revision:
    """Say which pairs to judge and which retellings to give up, from the rows of articles that came and went."""
    rows = shelves.look_up(join_rows([came, went]))
    fresh = set(came.articles.tolist())
    joined, parted = Candidates([], []), Candidates([], [])
    for pairs, to_join in zip(pair_candidates(rows), joined, strict=True):
        to_join += [pair for pair in pairs if not fresh.isdisjoint(pair)]
    moved = _find_apart(join_rows([rows, went]), went.articles)
    doubtful = _find_apart(rows, came.articles)
    for pair in sorted(moved | set(shelves.stands(doubtful))):
        now = pair_candidates(shelves.look_up(shelves.remember(pair[0])))
        for pairs, to_join, to_part in zip(now, joined, parted, strict=True):
            (to_join if pair in pairs else to_part).append(pair)
    return Revision(joined, parted)


def _find_apart(rows: Rows, between: Column) -> set[Pair]:
    """Give the pairs of other articles that some hash pairs only if the articles `between` are not there."""
    stayed = np.flatnonzero(~np.isin(rows.articles, between))
    hashes, articles = rows.hashes[stayed], rows.articles[stayed]
    apart: set[Pair] = set()
    for ahead in range(1, PARTNERS + 1):
        left = np.flatnonzero((hashes[ahead:] == hashes[:-ahead]) & (stayed[ahead:] - stayed[:-ahead] > PARTNERS))
        apart.update(zip(articles[left].tolist(), articles[left + ahead].tolist(), strict=True))
    return apart
