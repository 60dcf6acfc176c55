"""Which reports to lay side by side: those whose fingerprints meet more than once.

It prunes and never judges: a pair that it lets through still has to convince `judge_pair`.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from riwaya.retellings.fingerprints import MEANING, Fingerprint
from riwaya.retellings.words import Hashes, Marks

PARTNERS = 32  # with how many later reports one hash may pair a report: a local limit keeps the work linear
DRIFT = 12  # words by which two meetings may be out of step and still belong to one passage
MEETINGS = 4  # of two words in one sentence that two renderings have: two carefully made ones have dozens
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

    def keep(self, wanted: Marks | Column | slice) -> "Rows":
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


class Meetings(NamedTuple):
    """Parallel arrays: two articles that have one hash, the earlier first, and where it stands in each."""

    firsts: Column
    seconds: Column
    places: Column
    others: Column
    turns: Column  # the second is so many rows behind the first


Chosen = Callable[[Column, Column], Marks]  # which meetings count, by the numbers of the two rows


def pair_candidates(rows: Rows) -> Candidates:
    """Give the pairs worth judging among the articles that `rows` hold.

    A hash pairs an article with the next 32 that have it, in the order of time and then of their numbers.
    """
    meant = rows.hashes >= MEANING
    worded, told = rows.keep(~meant), rows.keep(meant)
    return Candidates(choose_worded(find_meetings(worded)), choose_meant(find_meetings(told, are_near(told))))


def find_meetings(rows: Rows, chosen: Chosen | None = None) -> Meetings:
    """Pair every row with the next 32 of its hash, and keep the meetings that are chosen; by turns, then in order."""
    met = [np.zeros((2, 0), np.int64)]
    left = np.flatnonzero(rows.hashes[1:] == rows.hashes[:-1])
    for ahead in range(1, PARTNERS + 1):
        pair = np.stack((left, left + ahead))
        met.append(pair[:, chosen(*pair)] if chosen else pair)
        left = left[: np.searchsorted(left, len(rows.hashes) - ahead - 1)]
        left = left[rows.hashes[left + ahead + 1] == rows.hashes[left]]  # who has no partner here has none further on
    left, right = np.concatenate(met, axis=1)
    return Meetings(rows.articles[left], rows.articles[right], rows.places[left], rows.places[right], right - left)


def are_near(rows: Rows) -> Chosen:
    """Choose the meetings of two reports that may render one text: three days apart at most, where that is known."""

    def choose(left: Column, right: Column) -> Marks:
        near: Marks = (rows.days[right] - rows.days[left] <= DAYS) | (rows.days[right] == UNDATED)
        return near

    return choose


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


def choose_worded(met: Meetings) -> list[tuple[int, int]]:
    """Give the pairs that meet twice in one place. What is given is in the order of `find_meetings`.

    Any two meetings will do, so that one which goes never makes a candidate: what a case keeps rests on that.
    """
    pair, pairs = _number_pairs(met)
    step = np.clip(met.others - met.places, 1 - _STEPS, _STEPS - 1) + _STEPS
    keys = pair * (2 * _STEPS) + step
    order = np.argsort(keys, kind="stable")
    keys, place, pair = keys[order], met.places[order], pair[order]
    chosen = np.zeros(len(pairs[0]), np.bool_)
    ahead = 1
    while (near := keys[ahead:] - keys[:-ahead] <= DRIFT).any():
        # Two meetings one word apart are a phrase of five words («الرئيس الروسي فلاديمير بوتين في») and link nothing.
        chosen[pair[ahead:][near & (np.abs(place[ahead:] - place[:-ahead]) > 1)]] = True
        left = ~chosen[pair]
        keys, place, pair = keys[left], place[left], pair[left]
        ahead += 1
    return _list(pairs, np.flatnonzero(chosen))


def choose_meant(met: Meetings) -> list[tuple[int, int]]:
    """Give the pairs that meet often and in more than one sentence."""
    pair, pairs = _number_pairs(met)
    order = np.argsort(pair, kind="stable")
    pair, a, b = pair[order], met.places[order], met.others[order]
    edges = np.flatnonzero(np.diff(pair, prepend=-1))
    if not len(edges):
        return []
    apart = np.diff(np.append(edges, len(pair))) >= MEETINGS
    apart &= np.maximum.reduceat(a, edges) != np.minimum.reduceat(a, edges)
    apart &= np.maximum.reduceat(b, edges) != np.minimum.reduceat(b, edges)
    return _list(pairs, pair[edges[apart]])


def _number_pairs(met: Meetings) -> tuple[Column, tuple[Column, Column]]:
    """Number the pairs that meet in the order of their first and second article; give each meeting's pair, and all."""
    known, at = np.unique(np.concatenate((met.firsts, met.seconds)), return_inverse=True)
    width = np.int64(max(len(known), 1))
    pair = at[: len(met.firsts)] * width + at[len(met.firsts) :]
    numbers, pair = np.unique(pair, return_inverse=True)
    return pair, (known[numbers // width], known[numbers % width])


def _list(pairs: tuple[Column, Column], numbers: Column) -> list[tuple[int, int]]:
    return list(zip(pairs[0][numbers].tolist(), pairs[1][numbers].tolist(), strict=True))
