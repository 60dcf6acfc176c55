"""Which reports to lay side by side: those whose fingerprints meet more than once in one place.

It prunes and never judges: a pair that it lets through still has to convince `align` and `judge`.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from riwaya.retellings.fingerprints import Fingerprint
from riwaya.retellings.words import Hashes, Marks

PARTNERS = 32  # with how many later reports one hash may pair a report: a local limit keeps the work linear
DRIFT = 12  # words by which two meetings may be out of step and still belong to one passage
DAYS = 3  # on how many days an outlet may print a run of words before it counts as the outlet's own template

_STEPS = 1 << 18  # more than the words by which two reports can be out of step

Column = NDArray[np.int64]


class Issue(NamedTuple):
    """Where and when a report came out: its outlet and the number of the day."""

    outlet: str
    day: int


class _Postings(NamedTuple):
    """The hashes that several reports have, sorted by hash and then by report."""

    hashes: Hashes
    reports: Column
    places: Column

    def keep(self, wanted: Marks) -> "_Postings":
        return _Postings(self.hashes[wanted], self.reports[wanted], self.places[wanted])


def pair_candidates(fingerprints: Sequence[Fingerprint], issues: Sequence[Issue | None] = ()) -> list[tuple[int, int]]:
    """Give the pairs of reports worth aligning, as indices with the smaller first, in order.

    The order of `fingerprints` says who is near to whom: a hash that many reports share pairs each only with the
    next 32. So give them by time and then by id. `issues`, one a report, lets the templates of an outlet be told
    (its weather, its prices, the lines under all its pages): a run of words that it prints on more than three days.
    """
    postings = _drop_templates(_share(fingerprints), issues)
    a, b, place, step = _meet(postings)
    width = np.int64(max(len(fingerprints), 1))
    keys = (a * width + b) * (2 * _STEPS) + np.clip(step, 1 - _STEPS, _STEPS - 1) + _STEPS
    order = np.argsort(keys, kind="stable")
    keys, place = keys[order], place[order]
    # Two meetings one word apart are a phrase of five words («الرئيس الروسي فلاديمير بوتين في») and link nothing.
    near = (keys[1:] - keys[:-1] <= DRIFT) & (np.abs(place[1:] - place[:-1]) > 1)
    pairs = np.unique(keys[1:][near] // (2 * _STEPS))
    return list(zip((pairs // width).tolist(), (pairs % width).tolist(), strict=True))


def _share(fingerprints: Sequence[Fingerprint]) -> _Postings:
    """Give the hashes that are not alone; of those that one report repeats, the first."""
    sizes = [len(f.hashes) for f in fingerprints]
    hashes = np.concatenate([np.zeros(0, np.uint64), *(f.hashes for f in fingerprints)])
    # The low bits of a hash give way to its number: one sort of plain numbers; the rare false meeting does no harm.
    low = np.uint64((1 << len(hashes).bit_length()) - 1)
    keys = np.sort((hashes & ~low) | np.arange(len(hashes), dtype=np.uint64))
    same = (keys[1:] ^ keys[:-1]) <= low
    keys = keys[np.append(same, False) | np.append(False, same)] if len(keys) else keys
    at = (keys & low).astype(np.int64)
    reports = np.repeat(np.arange(len(fingerprints)), sizes)[at]
    places = np.concatenate([np.zeros(0, np.int64), *(f.places for f in fingerprints)])[at]
    hashes = keys & ~low
    repeated = np.append(False, (hashes[1:] == hashes[:-1]) & (reports[1:] == reports[:-1]))[: len(keys)]
    return _Postings(hashes, reports, places).keep(~repeated)


def _drop_templates(postings: _Postings, issues: Sequence[Issue | None]) -> _Postings:
    """Take out what an outlet prints again and again: runs of words that it has on more than `DAYS` days."""
    numbers = {outlet: n for n, outlet in enumerate(sorted({issue.outlet for issue in issues if issue}))}
    if not numbers:
        return postings
    outlet = np.array([numbers[issue.outlet] if issue else -1 for issue in issues])[postings.reports]
    day = np.array([issue.day if issue else 0 for issue in issues])[postings.reports]
    order = np.lexsort((day, outlet, postings.hashes))
    hashes, outlet, day = postings.hashes[order], outlet[order], day[order]
    fresh = np.append(True, (hashes[1:] != hashes[:-1]) | (outlet[1:] != outlet[:-1]))[: len(order)]
    another = fresh | np.append(True, day[1:] != day[:-1])[: len(order)]
    group = np.cumsum(fresh) - 1
    is_template = np.zeros(len(order), np.bool_)
    is_template[order] = (np.bincount(group, another)[group] > DAYS) & (outlet >= 0)
    return postings.keep(~is_template)


def _meet(postings: _Postings) -> tuple[Column, Column, Column, Column]:
    """Pair every report with the next ones that share its hash.

    Gives columns: the first report, the second, the place in the first, and how far the second is out of step.
    """
    hashes, reports, places = postings
    columns: list[tuple[Column, ...]] = [(np.zeros(0, np.int64),) * 4]
    for ahead in range(1, PARTNERS + 1):
        left = np.flatnonzero(hashes[ahead:] == hashes[:-ahead])
        if not len(left):
            break
        right = left + ahead
        columns.append((reports[left], reports[right], places[left], places[right] - places[left]))
    a, b, place, step = (np.concatenate(column) for column in zip(*columns, strict=True))
    return a, b, place, step
