"""The sentences of many reports with what each of them anchors: what two translations of one report have in common."""

import functools
from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from riwaya.retellings.anchors import read_anchors
from riwaya.retellings.batches import Batch
from riwaya.retellings.bridges import read_bridges
from riwaya.retellings.words import Counts, Hashes, Marks, Places, Weights, mix

SENTENCES = 256  # that are compared: one report in thousands has more

_NOTHING = 1e9  # what the last sentence and the one behind it hold, so that nothing is gained with them
_SHORT = 4  # words: what is shorter belongs to the sentence beside it
_ENDS = ".!?؟…\n"
_DOT = np.uint32(ord("."))
_DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"
_SALT = np.uint64(0xC2B2AE3D27D4EB4F)

Sums = NDArray[np.float64]


class Outline(Struct, frozen=True, kw_only=True, gc=False):
    """The sentences of one report. An entry is one stem in one sentence; entries stand in the order of sentences."""

    starts: Counts  # of each sentence, in the article's text
    ends: Counts
    sizes: Counts  # words of each
    sentences: Places  # of each entry
    stems: Hashes
    skeletons: Hashes
    weights: Weights
    likenesses: Weights
    numbers: Marks
    words: Places  # of each entry: a number for its word
    vocabulary: Hashes  # the stems, in order
    worth: Weights  # of each stem of the vocabulary
    total: float  # of all different words, in nats
    units: Weights  # what each sentence holds, then each two neighbours, a stem once
    told: Marks  # whether there are numbers in each sentence, then in each two neighbours

    def mark(self, extents: Sequence[tuple[int, int]]) -> Marks:
        """Mark the sentences of which half and more lies in some stretches of the article's text."""
        inside = np.zeros(len(self.starts), np.int64)
        for start, end in extents:
            inside += np.maximum(np.minimum(self.ends, end) - np.maximum(self.starts, start), 0)
        marks: Marks = inside * 2 >= self.ends - self.starts
        return marks


def read_outlines(batch: Batch, *, across: bool = False) -> Iterator[Outline]:
    """Give the outline of each article, in their order: for a pair of one language, or `across` two."""
    anchors = read_anchors(batch.words)
    if across:
        anchors = read_bridges(batch.words, anchors)
    sentences = number_sentences(batch)
    told = np.flatnonzero(anchors.weights)
    sentence = sentences.take(anchors.places)
    keys = mix(anchors.stems.take(told) ^ (sentence.take(told).astype(np.uint64) * _SALT))
    kept = told[np.sort(np.unique(keys, return_index=True)[1])]
    edges = np.flatnonzero(np.diff(sentences, prepend=-1))
    bounds = np.searchsorted(anchors.places.take(kept), batch.bounds).tolist()
    fences = np.searchsorted(edges, batch.bounds).tolist()
    for n in range(len(batch.articles)):
        at, within = kept[bounds[n] : bounds[n + 1]], edges[fences[n] : fences[n + 1]]
        after = np.append(within[1:], batch.bounds[n + 1])[: len(within)]
        own = sentence.take(at) - (sentences[within[0]] if len(within) else 0)
        at = at[: np.searchsorted(own, SENTENCES)]
        own, within, after = own[: len(at)], within[:SENTENCES], after[:SENTENCES]
        stems, weights, numbers = anchors.stems.take(at), anchors.weights.take(at), anchors.numbers.take(at)
        vocabulary, first, words = np.unique(stems, return_index=True, return_inverse=True)
        worth = weights.take(first)
        said, holds = worth, weights
        if across:
            holds = anchors.holds.take(at)
            _, first, words = np.unique(anchors.words.take(at), return_index=True, return_inverse=True)
            said = holds.take(first)
        yield Outline(
            starts=batch.starts.take(within),
            ends=batch.ends.take(after - 1),
            sizes=(after - within).astype(np.int32),
            sentences=own,
            stems=stems,
            skeletons=anchors.skeletons.take(at),
            weights=weights,
            likenesses=anchors.likenesses.take(at),
            numbers=numbers,
            words=words,
            vocabulary=vocabulary,
            worth=worth,
            total=float(said.sum()),
            units=_weigh_units(own, words, holds, len(within)),
            told=_pair_up(np.bincount(own, numbers, len(within)).astype(np.float64)) > 0,
        )


def _weigh_units(sentences: Places, words: Places, weights: Weights, count: int) -> Weights:
    """Give what each sentence holds, then each two neighbours: a stem that both have counts once there."""
    held = _pair_up(np.bincount(sentences, weights, count).astype(np.float64))
    order = np.lexsort((sentences, words))
    word, sentence = words.take(order), sentences.take(order)
    twice = np.flatnonzero((word[1:] == word[:-1]) & (sentence[1:] - sentence[:-1] == 1))
    held -= np.bincount(count + sentence.take(twice), weights.take(order.take(twice)), 2 * count)
    held[-1:] = _NOTHING
    return held.astype(np.float32)


def _pair_up(sums: Sums) -> Sums:
    """Give the sums of sentences, then those of each two neighbours; 0 for the last, which has none behind it."""
    both: Sums = np.concatenate((sums, sums[:-1] + sums[1:], np.zeros(min(len(sums), 1))))
    return both


def number_sentences(batch: Batch) -> Places:
    """Give the number of the sentence that each word stands in. A sentence stays in one paragraph."""
    before = np.append(0, np.cumsum(_find_ends(batch.words.letters)))
    piece = before.take(batch.words.firsts)
    fresh = np.flatnonzero(np.diff(piece, prepend=-1))
    sizes = np.diff(np.append(fresh, len(piece)))
    paragraph = batch.paragraphs.take(fresh)
    opens = np.diff(paragraph, prepend=-1) != 0
    # «القاهرة - رويترز.» is no sentence: it goes with what follows at a paragraph's head, else with what stands before.
    short = sizes < _SHORT
    after_short_head = np.append(False, short[:-1] & opens[:-1])[: len(short)]
    numbers = np.cumsum(opens | ~(short | after_short_head)) - 1
    spread: Places = np.repeat(numbers, sizes)
    return spread


def _find_ends(letters: NDArray[np.uint32]) -> Marks:
    """Mark what ends a sentence: no point between two digits."""
    ends_sentence, is_digit = _load_letters()
    ends: Marks = ends_sentence.take(letters)
    dots = np.flatnonzero(letters[1:-1] == _DOT) + 1
    inside = is_digit.take(letters.take(dots - 1)) & is_digit.take(letters.take(dots + 1))
    ends[dots[inside]] = False
    return ends


@functools.cache
def _load_letters() -> tuple[Marks, Marks]:
    """Give for every character whether it ends a sentence, and whether it is a digit."""
    ends, digits = np.zeros(1 << 16, np.bool_), np.zeros(1 << 16, np.bool_)
    ends[[ord(mark) for mark in _ENDS]] = True
    digits[[ord(digit) for digit in _DIGITS]] = True
    return ends, digits
