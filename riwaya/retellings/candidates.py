"""Which reports to lay side by side: those whose fingerprints meet more than once.

It prunes and never judges: a pair that it lets through still has to convince `judge_pair`.
"""

from collections.abc import Sequence
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
    """Parallel arrays: what stands under some hashes, in the order of hash, day and article; an article once a hash."""

    hashes: Hashes
    days: Column  # the number of the day, `UNDATED` where it is not known
    articles: Column  # any number that is the article's own; it settles the order within a day
    places: Column

    def keep(self, wanted: Marks | Column) -> "Rows":
        """Give some of the rows."""
        return Rows(self.hashes[wanted], self.days[wanted], self.articles[wanted], self.places[wanted])

    def order(self) -> "Rows":
        """Give the rows in their order."""
        return self.keep(np.lexsort((self.articles, self.days, self.hashes)))


def list_rows(article: int, day: int | None, fingerprint: Fingerprint) -> Rows:
    """Give the rows of one article, in order. `article` is any number that is its own."""
    hashes, first = np.unique(fingerprint.hashes, return_index=True)
    when = np.full(len(hashes), UNDATED if day is None else day, np.int64)
    return Rows(hashes, when, np.full(len(hashes), article, np.int64), fingerprint.places[first].astype(np.int64))


def join_rows(several: Sequence[Rows]) -> Rows:
    """Give the rows of several articles or answers as one, in order."""
    none = np.zeros(0, np.int64)
    nothing = Rows(none.astype(np.uint64), none, none, none)
    hashes = np.concatenate([rows.hashes for rows in (nothing, *several)])
    days = np.concatenate([rows.days for rows in (nothing, *several)])
    articles = np.concatenate([rows.articles for rows in (nothing, *several)])
    return Rows(hashes, days, articles, np.concatenate([rows.places for rows in (nothing, *several)])).order()


class Candidates(NamedTuple):
    """Pairs of articles, the earlier first, in order; by what they met."""

    worded: list[tuple[int, int]]  # may share a passage
    meant: list[tuple[int, int]]  # may render one text


def pair_candidates(rows: Rows) -> Candidates:
    """Give the pairs worth judging among the articles that `rows` hold.

    A hash pairs an article with the next 32 that have it, in the order of time and then of their numbers.
    """
    meant = rows.hashes >= MEANING
    return Candidates(_pair_wordings(rows.keep(~meant)), _pair_meanings(rows.keep(meant)))


def lay_rows(fingerprints: Sequence[Fingerprint], days: Sequence[int]) -> Rows:
    """Give the rows of a whole set, of hashes that are not alone; articles are numbered from 0 in order of the day."""
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
    hashes = keys & ~low
    first = np.ones(len(hashes), np.bool_)
    first[1:] = (hashes[1:] != hashes[:-1]) | (articles[1:] != articles[:-1])
    return Rows(hashes, np.array(days, np.int64)[articles], articles, places).keep(first)


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
