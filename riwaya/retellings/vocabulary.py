"""What single words anchor, kept for words met before: a few thousand words make up most of the news.

What is kept of a word is what `anchors` says of it, so that no result depends on what was read before.
"""

import threading
from typing import NamedTuple

import numpy as np

from riwaya.retellings.words import Hashes, Places, Weights, Words

_BITS = 18  # of a word's hash, which say where it is kept: the last of several words has the place


class Entries(NamedTuple):
    """What words anchor, each by itself, as parallel arrays."""

    stems: Hashes
    skeletons: Hashes  # 0 where there are fewer than three consonants
    weights: Weights  # of the stem, in nats; 0 where the word says nothing
    likenesses: Weights  # of the skeleton


class Vocabulary(threading.local):
    """The words met before, by the top bits of their hashes."""

    def __init__(self) -> None:
        size = 1 << _BITS
        self._words = np.zeros(size, np.uint64)
        self._entries = Entries(
            np.zeros(size, np.uint64), np.zeros(size, np.uint64), np.zeros(size, np.float32), np.zeros(size, np.float32)
        )

    def recall(self, words: Words) -> tuple[Entries, Places]:
        """Give what is kept of each word, and the places of those of which nothing is."""
        at = (words.hashes >> np.uint64(64 - _BITS)).view(np.int64)
        missing = np.flatnonzero(self._words.take(at) != words.hashes)
        kept = self._entries
        entries = Entries(kept.stems.take(at), kept.skeletons.take(at), kept.weights.take(at), kept.likenesses.take(at))
        return entries, missing

    def keep(self, words: Hashes, entries: Entries) -> None:
        """Keep what some words anchor."""
        at = (words >> np.uint64(64 - _BITS)).view(np.int64)
        self._words[at] = words
        put(self._entries, at, entries)


def put(entries: Entries, at: Places, found: Entries) -> None:
    """Write what was found of some words into entries."""
    entries.stems[at], entries.skeletons[at] = found.stems, found.skeletons
    entries.weights[at], entries.likenesses[at] = found.weights, found.likenesses


def pick_words(words: Words, places: Places) -> Words:
    """Give some words of a text, with their letters alone."""
    firsts, sizes = words.firsts.take(places), (words.lasts - words.firsts).take(places)
    lasts = np.cumsum(sizes)
    letters = words.letters.take(np.repeat(firsts - lasts + sizes, sizes) + np.arange(sizes.sum()))
    return words._replace(
        hashes=words.hashes.take(places),
        starts=words.starts.take(places),
        ends=words.ends.take(places),
        numbers=words.numbers.take(places),
        letters=letters,
        firsts=lasts - sizes,
        lasts=lasts,
    )
