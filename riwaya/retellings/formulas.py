"""The set phrases of the trade, which two reports share without one repeating the other.

«صاحب السمو الملكي الأمير ... ولي العهد نائب رئيس مجلس الوزراء» is fourteen words and no evidence. The phrases are
`data/<language>/formulas.txt`; those of all languages are looked for at once.
"""

import functools
from typing import NamedTuple

import numpy as np

from riwaya.lexicon import languages, load_list
from riwaya.retellings.words import Hashes, Marks, Places, cut_words

LONGEST = 6  # words of a phrase

# A phrase is known by the top bits of its hash: of 10,000 other runs one passes for a phrase.
_BITS = 22
_BITS_FIRST = 16
_STEP = np.uint64(0xC2B2AE3D27D4EB4F)


class _Known(NamedTuple):
    """Tables that tell by the top bits of a hash what is known."""

    firsts: Marks  # words that phrases begin with
    phrases: tuple[Marks, ...]  # of one word, of two and so on


def find_formulas(words: Hashes, owners: Places) -> Marks:
    """Mark the words that stand in a set phrase. `owners` says which report each word is of: no phrase spans two."""
    known = _load()
    marks = np.zeros(len(words), np.bool_)
    at = np.flatnonzero(known.firsts.take(_key(words, _BITS_FIRST)))
    runs = np.zeros(len(at), np.uint64)
    for more, phrases in enumerate(known.phrases):
        inside = at < len(words) - more
        at, runs = at[inside], runs[inside]
        runs = runs * _STEP + words.take(at + more)
        found = at[phrases.take(_key(runs * _STEP, _BITS))]
        found = found[owners.take(found) == owners.take(found + more)]
        for step in range(more + 1):
            marks[found + step] = True
    return marks


@functools.cache
def _load() -> _Known:
    known = _Known(np.zeros(1 << _BITS_FIRST, np.bool_), tuple(np.zeros(1 << _BITS, np.bool_) for _ in range(LONGEST)))
    for phrase in (p for language in languages() for p in load_list(language, "formulas")):
        words = cut_words(phrase).hashes
        run = np.zeros(1, np.uint64)
        for word in words:
            run = run * _STEP + word
        known.firsts[_key(words[:1], _BITS_FIRST)] = True
        known.phrases[len(words) - 1][_key(run * _STEP, _BITS)] = True
    return known


def _key(hashes: Hashes, bits: int) -> Places:
    return (hashes >> np.uint64(64 - bits)).view(np.int64)
