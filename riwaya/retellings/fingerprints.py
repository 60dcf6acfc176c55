"""A few numbers that stand for a report: two that share a passage, or render one text, share some.

Of wording: winnowing after Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting"
(SIGMOD 2003): every run of four words is hashed, and of every six neighbours the least hash is kept. Nine words in
common are certain to be noticed; about two runs in seven are kept. Of meaning: the six words of each sentence that say
most, two by two. The highest bit tells the two kinds apart.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from riwaya.records import Article
from riwaya.retellings.anchors import read_anchors
from riwaya.retellings.batches import Batch, read_batches
from riwaya.retellings.bridges import read_bridges
from riwaya.retellings.outlines import number_sentences
from riwaya.retellings.words import Counts, Hashes, Marks, Places, Weights, hash_runs, mix

RUN = 4  # words that are hashed together
WINDOW = 6  # neighbouring runs of which the least is kept
TOP = 5  # words of a sentence that are paired
TOP_FOREIGN = 16  # the same of a report in another language: what its words mean is known less surely
MEANING = np.uint64(1 << 63)  # the bit of a hash that stands for two words of one sentence

_TELLING = 1.5  # nats that a word must say to be paired: it stands in one report of twenty
_NEVER = np.uint64(0xFFFFFFFFFFFFFFFF)


class Fingerprint(Struct, frozen=True, gc=False):
    """What of a report is kept to find its likes.

    The place of a run is that of its first word, the place of two words is the number of their sentence.
    """

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
    return next(take_fingerprints(next(read_batches([article]))))


def take_fingerprints(batch: Batch, *, by_meaning: bool = True) -> Iterator[Fingerprint]:
    """Give the fingerprint of each article, in their order, with or without what stands for its meaning."""
    worded, words, word_bounds = _take_wording(batch)
    meant, sentences, bounds = _take_meaning(batch) if by_meaning else _take_nothing(batch)
    spans = zip(pairwise(word_bounds.tolist()), pairwise(bounds.tolist()), strict=True)
    for (first, last), (start, end) in spans:
        yield Fingerprint(
            np.concatenate((worded[first:last], meant[start:end])),
            np.concatenate((words[first:last], sentences[start:end])),
        )


class _Told(NamedTuple):
    """The words that say enough, as parallel arrays."""

    sentences: Places
    names: Hashes
    worth: Weights


def _take_wording(batch: Batch) -> tuple[Hashes, Counts, Places]:
    """Give the winnowed runs of words, their places, and where those of each article begin."""
    hashes = hash_runs(batch.words.hashes, RUN)
    count = len(hashes)
    one_report = batch.owners[:count] == batch.owners[RUN - 1 :]
    own = batch.own[RUN : count + RUN] != batch.own[:count]  # a set phrase links no two reports
    hashes = np.where(one_report & own, hashes, _NEVER)
    # Each report is laid with a fence behind it, so that what is kept of it depends on no other.
    laid = np.arange(count) + WINDOW * batch.owners[:count].astype(np.int64)
    fenced = np.full(count + WINDOW * len(batch.articles), _NEVER)
    fenced[laid] = hashes
    kept = np.flatnonzero(_winnow(fenced).take(laid) & (hashes != _NEVER))
    bounds = np.searchsorted(kept, batch.bounds)
    places = kept - batch.bounds.take(batch.owners.take(kept))
    return hashes.take(kept) & ~MEANING, places.astype(np.int32), bounds


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


def _take_nothing(batch: Batch) -> tuple[Hashes, Counts, Places]:
    return np.zeros(0, np.uint64), np.zeros(0, np.int32), np.zeros(len(batch.bounds), np.int64)


def _take_meaning(batch: Batch) -> tuple[Hashes, Counts, Places]:
    """Give a hash for every two of a sentence's most telling words, the sentence, and where each article's begin."""
    sentences = number_sentences(batch)
    told = _tell_words(batch, sentences)
    # One number a word, to be sorted at once: the sentence, how little it says, and forty bits of the hash.
    little = (16 * (8.0 - told.worth)).astype(np.uint64)
    keys = (told.sentences.astype(np.uint64) << np.uint64(48)) | (little << np.uint64(40))
    keys = np.sort(keys | (told.names >> np.uint64(24)))
    keys = keys[np.diff(keys, prepend=_NEVER) != 0]
    sentence = (keys >> np.uint64(48)).astype(np.int64)
    turn = np.arange(len(keys)) - np.maximum.accumulate(
        np.where(np.diff(sentence, prepend=-1) != 0, np.arange(len(keys)), 0)
    )
    limits = _limit_sentences(batch, sentences)
    top = turn < limits.take(sentence)
    sentence, name = sentence[top], mix(keys[top] & np.uint64((1 << 40) - 1))
    together = [np.flatnonzero(sentence[ahead:] == sentence[:-ahead]) for ahead in range(1, limits.max(initial=1))]
    first = np.concatenate([np.zeros(0, np.int64), *together])
    second = np.concatenate([np.zeros(0, np.int64), *(found + ahead for ahead, found in enumerate(together, 1))])
    hashes = mix(name.take(first) + name.take(second)) | MEANING
    return _order_by_article(batch, sentences, hashes, sentence.take(first))


def _limit_sentences(batch: Batch, sentences: Places) -> Places:
    """Say how many words of each sentence are paired."""
    limits = np.full(sentences.max(initial=0) + 1, TOP)
    if batch.is_foreign.any():
        limits[sentences[batch.is_foreign.take(batch.owners)]] = TOP_FOREIGN
    return limits


def _tell_words(batch: Batch, sentences: Places) -> _Told:
    """Give the words that say enough to be paired. A word goes by what it may mean, else by its consonants."""
    found = read_bridges(batch.words, read_anchors(batch.words))
    heard = (found.stems == found.words) & (found.skeletons != 0)
    # A word that may mean several things says so much the less of each.
    senses = np.bincount(found.places).take(found.places)
    worth = np.where(heard, found.likenesses, found.weights - np.log(senses, dtype=np.float32))
    sentence = sentences.take(found.places)
    told = worth >= _TELLING
    told &= (sentence < 1 << 16) & batch.is_read.take(batch.owners.take(found.places))
    names = np.where(heard, found.skeletons, found.stems)
    return _Told(sentence[told], names[told], worth[told])


def _order_by_article(
    batch: Batch, sentences: Places, hashes: Hashes, sentence: Places
) -> tuple[Hashes, Counts, Places]:
    order = np.argsort(sentence, kind="stable")
    hashes, sentence = hashes.take(order), sentence.take(order)
    opening = np.append(sentences, sentences[-1:] + 1).take(np.minimum(batch.bounds, len(sentences)))
    bounds = np.searchsorted(sentence, opening)
    places = sentence - np.repeat(opening[:-1], np.diff(bounds))
    return hashes, places.astype(np.int32), bounds
