"""Which reports to lay side by side: those whose fingerprints meet more than once.

It prunes and never judges: a pair that it lets through still has to convince `judge_pair`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from riwaya.retellings.fingerprints import MEANING, Fingerprint
from riwaya.retellings.words import Hashes, Marks

PARTNERS = 32  # with how many later reports one hash may pair a report: a local limit keeps the work linear
DRIFT = 12  # words by which two meetings may be out of step and still belong to one passage
MEETINGS = 5  # of two words in one sentence that two renderings have: two carefully made ones have dozens
DAYS = 3  # between two reports that may render one text, where both dates are known
UNDATED = 1 << 30  # the day of a report without a date: after all others

_STEPS = 1 << 18  # more than the words by which two reports can be out of step

Column = NDArray[np.int64]


class Rows(NamedTuple):
    """Parallel arrays: what stands under some hashes, in the order of hash, day and article."""

    hashes: Hashes
    days: Column  # the number of the day, `UNDATED` where it is not known
    articles: Column  # any number that is the article's own; it settles the order within a day
    places: Column

    def keep(self, wanted: Marks | Column) -> "Rows":
        """Give some of the rows."""
        return Rows(self.hashes[wanted], self.days[wanted], self.articles[wanted], self.places[wanted])


class Candidates(NamedTuple):
    """Pairs of articles, the earlier first, in order; by what they met."""

    worded: list[tuple[int, int]]  # may share a passage
    meant: list[tuple[int, int]]  # may render one text


class Revision(NamedTuple):
    """What a change of the set asks for. Retellings of articles that went are void in any case."""

    joined: Candidates  # to be judged; a retelling of the pair may stand already
    parted: Candidates  # no longer candidates: a retelling of that kind, if there is one, is void


Lookup = Callable[[Hashes], Rows]


def pair_candidates(rows: Rows) -> Candidates:
    """Give the pairs worth judging among the articles that `rows` hold.

    A hash pairs an article with the next 32 that have it, in the order of time and then of their numbers.
    """
    rows = rows.keep(~_is_repeated(rows))
    meant = rows.hashes >= MEANING
    return Candidates(_pair_wordings(rows.keep(~meant)), _pair_meanings(rows.keep(meant)))


def lay_rows(fingerprints: Sequence[Fingerprint], days: Sequence[int]) -> Rows:
    """Give the rows of a whole set, of hashes that are not alone; articles are numbered in order of the day."""
    sizes = [len(f.hashes) for f in fingerprints]
    hashes = np.concatenate([np.zeros(0, np.uint64), *(f.hashes for f in fingerprints)])
    # The low bits of a hash give way to its number: one sort of plain numbers; the rare false meeting does no harm.
    low = np.uint64((1 << len(hashes).bit_length()) - 1)
    keys = np.sort((hashes & ~low) | np.arange(len(hashes), dtype=np.uint64))
    same = (keys[1:] ^ keys[:-1]) <= low
    keys = keys[np.append(same, False) | np.append(False, same)] if len(keys) else keys
    at = (keys & low).astype(np.int64)
    articles = np.repeat(np.arange(len(fingerprints)), sizes)[at]
    places = np.concatenate([np.zeros(0, np.int32), *(f.places for f in fingerprints)])[at].astype(np.int64)
    return Rows(keys & ~low, np.array(days, np.int64)[articles], articles, places)


def _is_repeated(rows: Rows) -> Marks:
    """Mark all rows of a hash in one article but the first."""
    repeated: Marks = np.zeros(len(rows.hashes), np.bool_)
    repeated[1:] = (rows.hashes[1:] == rows.hashes[:-1]) & (rows.articles[1:] == rows.articles[:-1])
    return repeated


def _meet(rows: Rows) -> tuple[Column, Column]:
    """Pair every row with the next ones of its hash; give the numbers of both."""
    met = []
    for ahead in range(1, PARTNERS + 1):
        left = np.flatnonzero(rows.hashes[ahead:] == rows.hashes[:-ahead])
        if not len(left):
            break
        met.append((left, left + ahead))
    if not met:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    left, right = (np.concatenate(column) for column in zip(*met, strict=True))
    return left, right


def _pair_wordings(rows: Rows) -> list[tuple[int, int]]:
    """Give the pairs that meet twice in one place."""
    left, right = _meet(rows)
    place = rows.places[left]
    pair, pairs = _number_pairs(rows, left, right)
    step = np.clip(rows.places[right] - place, 1 - _STEPS, _STEPS - 1) + _STEPS
    keys = pair * (2 * _STEPS) + step
    order = np.argsort(keys, kind="stable")
    keys, place = keys[order], place[order]
    # Two meetings one word apart are a phrase of five words («الرئيس الروسي فلاديمير بوتين في») and link nothing.
    near = (keys[1:] - keys[:-1] <= DRIFT) & (np.abs(place[1:] - place[:-1]) > 1)
    return _list(pairs, np.unique(keys[1:][near] // (2 * _STEPS)))


def _pair_meanings(rows: Rows) -> list[tuple[int, int]]:
    """Give the pairs that meet often, in more than one sentence, and are near in time."""
    left, right = _meet(rows)
    first, second = rows.days[left], rows.days[right]
    near = (second - first <= DAYS) | (second == UNDATED)
    left, right = left[near], right[near]
    pair, pairs = _number_pairs(rows, left, right)
    order = np.argsort(pair, kind="stable")
    pair, a, b = pair[order], rows.places[left][order], rows.places[right][order]
    edges = np.flatnonzero(np.diff(pair, prepend=-1))
    if not len(edges):
        return []
    apart = np.diff(np.append(edges, len(pair))) >= MEETINGS
    apart &= np.maximum.reduceat(a, edges) != np.minimum.reduceat(a, edges)
    apart &= np.maximum.reduceat(b, edges) != np.minimum.reduceat(b, edges)
    return _list(pairs, pair[edges[apart]])


def _number_pairs(rows: Rows, left: Column, right: Column) -> tuple[Column, tuple[Column, Column]]:
    """Number the pairs that meet in the order of their first and second article; give each meeting's pair, and all."""
    known, at = np.unique(np.concatenate((rows.articles[left], rows.articles[right])), return_inverse=True)
    width = np.int64(max(len(known), 1))
    pair = at[: len(left)] * width + at[len(left) :]
    numbers, pair = np.unique(pair, return_inverse=True)
    return pair, (known[numbers // width], known[numbers % width])


def _list(pairs: tuple[Column, Column], numbers: Column) -> list[tuple[int, int]]:
    return list(zip(pairs[0][numbers].tolist(), pairs[1][numbers].tolist(), strict=True))


# --- when articles come and go ------------------------------------------------------------------------------


def revise(
    came: Mapping[int, Fingerprint], went: Rows, lookup: Lookup, remember: Callable[[int], Fingerprint]
) -> Revision:
    """Say which pairs must be judged or given up after a change, from the hashes of what changed alone.

    Args:
        came: the fingerprints of articles that are new, by number; `lookup` holds them already.
        went: the rows of articles that are gone; `lookup` holds them no longer.
        lookup: gives the rows of some hashes.
        remember: gives the fingerprint of an article that stayed.
    """
    hashes = np.unique(np.concatenate([went.hashes, *(f.hashes for f in came.values())]))
    rows = lookup(hashes)
    changed = {*came, *went.articles.tolist()}
    found = pair_candidates(rows)
    joined = Candidates(*([p for p in pairs if not changed.isdisjoint(p)] for pairs in found))
    parted = Candidates([], [])
    for pair in _find_moved(_merge(rows, went), changed):
        now = pair_candidates(lookup(remember(pair[0]).hashes))
        for pairs, to_join, to_part in zip(now, joined, parted, strict=True):
            (to_join if pair in pairs else to_part).append(pair)
    return Revision(joined, parted)


def _merge(rows: Rows, more: Rows) -> Rows:
    merged = Rows(
        np.concatenate((rows.hashes, more.hashes)),
        np.concatenate((rows.days, more.days)),
        np.concatenate((rows.articles, more.articles)),
        np.concatenate((rows.places, more.places)),
    )
    return merged.keep(np.lexsort((merged.articles, merged.days, merged.hashes)))


def _find_moved(rows: Rows, changed: Collection[int]) -> Iterable[tuple[int, int]]:
    """Give the pairs of unchanged articles that are within reach in some hash only while the changed are not there."""
    rows = rows.keep(~_is_repeated(rows))
    stayed = np.flatnonzero(~np.isin(rows.articles, np.array(sorted(changed), np.int64)))
    hashes, articles = rows.hashes[stayed], rows.articles[stayed]
    moved: set[tuple[int, int]] = set()
    for ahead in range(1, PARTNERS + 1):
        apart = (hashes[ahead:] == hashes[:-ahead]) & (stayed[ahead:] - stayed[:-ahead] > PARTNERS)
        left = np.flatnonzero(apart)
        moved.update(zip(articles[left].tolist(), articles[left + ahead].tolist(), strict=True))
    return sorted(moved)
