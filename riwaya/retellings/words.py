"""The words of a text as numbers, at NumPy's speed.

It sees the words that `riwaya.text.tokenize` sees, folded in the same way, but reads a hundred thousand letters by
one pass over arrays, many times faster than cutting them in Python. A ligature that folds to two letters (ﻻ) counts as
its first letter only.
"""

import functools
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from riwaya.text import fold

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]
Counts = NDArray[np.int32]  # where many are kept
Marks = NDArray[np.bool_]
Weights = NDArray[np.float32]  # nats

_PLANE = 1 << 16  # letters beyond the basic plane (emoji, cuneiform) part words
_PART, _MARK = np.uint64(0), np.uint64(1)  # what ends a word, and what is passed over as if it were not there
_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, as are all that follow: only odd numbers have an inverse modulo 2**64
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(29)
_WEIGHTS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], np.uint64)


class Words(NamedTuple):
    """The words of a text in order, as parallel arrays; the n-th is `text[starts[n]:ends[n]]`."""

    hashes: Hashes
    starts: Places
    ends: Places
    numbers: Marks  # whether it begins with a digit
    letters: NDArray[np.uint32]  # of the whole text, without marks
    firsts: Places  # where each word begins among the letters
    lasts: Places  # where it ends, exclusive


def cut_words(text: str) -> Words:
    """Cut a text into words. A word's hash is that of its folded letters."""
    values, digits, _ = _alphabet()
    letters = np.minimum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32), _PLANE - 1)
    value = values.take(letters)
    kept = np.flatnonzero(value != _MARK)
    value = value.take(kept)
    edges = np.flatnonzero(np.diff(value != _PART, prepend=False, append=False))
    first, last = edges[::2], edges[1::2]
    hashes = hash_slices(value, first, last)
    starts = kept[first]
    ends = np.append(kept, len(text))[last]
    return Words(hashes, starts, ends, digits.take(letters[starts]), letters.take(kept), first, last)


def hash_slices(values: Hashes, firsts: Places, lasts: Places) -> Hashes:
    """Give one hash for every slice of values: a polynomial in them, taken from running sums."""
    powers, inverses = _powers(len(values) >> 18)
    sums = np.zeros(len(values) + 1, np.uint64)
    np.cumsum(values * powers[: len(values)], out=sums[1:])
    return mix((sums.take(lasts) - sums.take(firsts)) * inverses.take(firsts))


def value_letters(letters: NDArray[np.uint32]) -> Hashes:
    """Give the number of each letter's folded form."""
    return _alphabet()[0].take(letters)


def fold_letters(letters: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Give each letter's folded form, so that words of one hash have the same letters: ٢ and 2, ﻣ and م.

    What is no letter stays as it is.
    """
    folded: NDArray[np.uint32] = _alphabet()[2].take(letters)
    return folded


def hash_runs(words: Hashes, length: int) -> Hashes:
    """Give one hash for every run of up to four words; the n-th begins at the n-th word."""
    count = max(len(words) - length + 1, 0)
    sums = words[:count] * _WEIGHTS[0]
    for step in range(1, length):
        sums += words[step : step + count] * _WEIGHTS[step]
    return mix(sums)


def mix(hashes: Hashes) -> Hashes:
    """Spread the bits of each number, so that the least of several is a fair draw."""
    mixed = (hashes ^ (hashes >> _SHIFT)) * _MIX
    return mixed ^ (mixed >> _SHIFT)


@functools.cache
def _alphabet() -> tuple[Hashes, Marks, NDArray[np.uint32]]:
    """Give, for every character, the number of its folded letter, whether it is a digit, and the folded letter."""
    digits = np.zeros(_PLANE, np.bool_)
    letters = np.arange(_PLANE, dtype=np.uint32)
    is_word, is_mark = np.zeros(_PLANE, np.bool_), np.zeros(_PLANE, np.bool_)
    all_ = "".join(map(chr, range(_PLANE - 1)))
    for code, folded in enumerate(fold("\n".join(all_.replace("\n", " "))).split("\n")):  # each by itself, in one go
        is_mark[code] = not folded
        if folded and (all_[code].isalnum() or all_[code] == "_"):
            is_word[code], digits[code], letters[code] = True, folded[0].isdigit(), ord(folded[0])
    values = np.where(is_word, mix(letters.astype(np.uint64) * _BASE), _PART)
    return np.where(is_mark, _MARK, values), digits, letters


@functools.lru_cache(maxsize=2)
def _powers(blocks: int) -> tuple[Hashes, Hashes]:
    """Give the powers of an odd number modulo 2**64, and their inverses."""
    size = (blocks + 1) << 18
    return _row_of_powers(int(_BASE), size), _row_of_powers(pow(int(_BASE), -1, 1 << 64), size)


def _row_of_powers(base: int, size: int) -> Hashes:
    row = np.full(size, base, np.uint64)
    row[0] = 1
    return np.cumprod(row, dtype=np.uint64)
