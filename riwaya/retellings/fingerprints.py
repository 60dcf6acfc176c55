"""A few numbers that stand for a report's wording: two reports that share a long enough run of words share one.

Winnowing after Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting" (SIGMOD
2003): every run of four words is hashed, and of every six neighbours the least hash is kept. Nine words in common
are certain to be noticed; about two runs in seven are kept.
"""

from collections.abc import Iterable, Iterator

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from riwaya.records import Article
from riwaya.retellings.batches import read_batches
from riwaya.retellings.wordings import Wording, read_wordings
from riwaya.retellings.words import Hashes, Marks, hash_runs

RUN = 4  # words that are hashed together
WINDOW = 6  # neighbouring runs of which the least is kept

_NEVER = np.uint64(0xFFFFFFFFFFFFFFFF)


class Fingerprint(Struct, frozen=True, gc=False):
    """What of a report is kept to find its likes: hashes of runs of words, and the place of each run's first word."""

    hashes: Hashes
    places: NDArray[np.int32]

    def to_bytes(self) -> bytes:
        """Give twelve bytes a hash, the same on every machine."""
        return self.hashes.astype("<u8").tobytes() + self.places.astype("<i4").tobytes()

    @classmethod
    def from_bytes(cls, stored: bytes) -> "Fingerprint":
        """Read what `to_bytes` gave."""
        cut = len(stored) // 12 * 8
        return cls(np.frombuffer(stored[:cut], "<u8"), np.frombuffer(stored[cut:], "<i4"))


def fingerprint(article: Article) -> Fingerprint:
    """Give the fingerprint of one report. A report of fewer than four words has an empty one."""
    return next(take_fingerprints(read_wordings(next(read_batches([article])))))


def take_fingerprints(wordings: Iterable[Wording]) -> Iterator[Fingerprint]:
    """Give the fingerprint of each wording, in their order."""
    for wording in wordings:
        hashes = hash_runs(wording.words, RUN)
        hashes[wording.own[RUN:] == wording.own[:-RUN]] = _NEVER  # a set phrase links no two reports
        places = np.flatnonzero(_winnow(hashes) & (hashes != _NEVER))
        yield Fingerprint(hashes[places], places.astype(np.int32))


def _winnow(hashes: Hashes) -> Marks:
    """Mark each hash that is the least of some window. Windows at the ends are shorter, so that ends are kept too."""
    fence = np.full(WINDOW - 1, _NEVER)
    least = _over_window(np.concatenate((fence, hashes, fence)), np.minimum)
    marks: Marks = hashes == _over_window(least, np.maximum)
    return marks


def _over_window(values: Hashes, choose: np.ufunc) -> Hashes:
    """Give the choice of every six neighbours: of two, then of two twos, then of two overlapping fours."""
    twos = choose(values[:-1], values[1:])
    fours = choose(twos[:-2], twos[2:])
    sixes: Hashes = choose(fours[:-2], fours[2:])
    return sixes
