"""The numbers of a text by their values: 25,000 and 25 ألفا are one, and so are ثمانية and 8."""

import functools
from typing import NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from riwaya.lexicon import languages, load_table
from riwaya.retellings.words import Hashes, Marks, Places, Words, cut_words, mix

_DIGITS = 15
_PARTS = np.array([ord(mark) for mark in ",.٬٫،"], np.uint32)  # what stands between the parts of one numeral
_MORE = 3  # parts that a numeral may have behind the first: 1,500,000 has two
_SINGLE = {"one", "ten", "tens", "hundred"}  # kinds of words that are read; combinations of them are not
_SCALES = {"scale", "many"}  # ألف, آلاف
_FRONTS = {"conjunction", "particle"}

_Values = NDArray[np.float64]


class Numbers(NamedTuple):
    """The numbers among a text's words."""

    places: Places  # of the word that each begins with
    hashes: Hashes  # of its value
    swallowed: Places  # the other words of numbers


class _Row(Struct, frozen=True):
    word: str
    kind: str
    value: float


class _Affix(Struct, frozen=True, kw_only=True):
    affix: str
    place: str
    keeps: int
    before: tuple[str, ...] = ()
    also: str = ""


class _Known(NamedTuple):
    """Words that are read, by their hashes in order."""

    hashes: Hashes
    values: _Values
    maybe: Marks  # by the top bits of a hash: whether a known one begins so

    def find(self, words: Hashes) -> tuple[Places, _Values]:
        """Give the places of known words, and their values."""
        places = np.flatnonzero(self.maybe.take((words >> np.uint64(48)).view(np.int64)))
        at = np.minimum(np.searchsorted(self.hashes, words.take(places)), len(self.hashes) - 1)
        sure = self.hashes.take(at) == words.take(places)
        return places[sure], self.values.take(at[sure])


def read_numbers(words: Words) -> Numbers:
    """Find numerals and words of number, each with the thousand or million behind it.

    Words of number stand alone: خمسة وعشرون is a five and a twenty.
    """
    numerals, values, parts = _read_numerals(words)
    spelled, spelled_values = _known("single").find(words.hashes)
    first = np.concatenate((numerals, spelled))
    last = np.concatenate((numerals + parts, spelled))
    values = np.concatenate((values, spelled_values))
    scaled, scales = _known("scale").find(words.hashes)
    factor = np.ones(len(words.hashes) + 2)
    factor[scaled] = scales
    by = factor.take(last + 1)
    inside = [numerals[parts >= n] + n for n in range(1, _MORE + 1)]
    return Numbers(first, mix((values * by).view(np.uint64)), np.concatenate([*inside, last[by > 1] + 1]))


def _read_numerals(words: Words) -> tuple[Places, _Values, Places]:
    """Give the first word of each numeral, its value, and how many more words are parts of it."""
    places = np.flatnonzero(words.numbers)
    values, sizes = _evaluate(words, places)
    joined = _join(words, places, sizes)
    starts = np.flatnonzero(~joined)
    group = np.cumsum(~joined) - 1
    turn = np.arange(len(places)) - starts.take(group) if len(places) else group
    whole = values[starts]
    for n in range(1, _MORE + 1):
        at = np.flatnonzero(turn == n)
        before, part, size = whole[group[at]], values[at], sizes[at]
        whole[group[at]] = np.where(size == 3, before * 1000 + part, before + part / 10.0**size)
    return places[starts], whole, np.bincount(group, minlength=len(starts))[: len(starts)] - 1


def _evaluate(words: Words, places: Places) -> tuple[_Values, Places]:
    """Read the digits that words begin with, and say how many there are."""
    digits = _digits()
    values = np.zeros(len(places))
    sizes = np.zeros(len(places), np.int64)
    first, last = words.firsts.take(places), words.lasts.take(places)
    going = np.ones(len(places), np.bool_)
    for step in range(_DIGITS):
        digit = digits.take(words.letters.take(np.minimum(first + step, last - 1)))
        going &= (first + step < last) & (digit >= 0)
        values = np.where(going, values * 10 + digit, values)
        sizes += going
    return values, sizes


def _join(words: Words, places: Places, sizes: Places) -> Marks:
    """Mark each numeral that goes on with the one before it: the 500 of 1,500 and the 5 of 2.5."""
    joined = np.zeros(len(places), np.bool_)
    if len(places) < 2:
        return joined
    here, before = places[1:], places[:-1]
    mark = words.letters.take(words.lasts.take(before))
    close = (here - before == 1) & (words.firsts.take(here) - words.lasts.take(before) == 1)
    joined[1:] = close & np.isin(mark, _PARTS) & (sizes[1:] <= 3)
    # 1.2.3.4.5 is a version or an address: what is more than three parts long is cut into numerals of four parts.
    run = np.arange(len(joined)) - np.maximum.accumulate(np.where(joined, 0, np.arange(len(joined))))
    joined &= run % (_MORE + 1) != 0
    return joined


@functools.cache
def _digits() -> NDArray[np.int8]:
    """Give for every character the digit that it is, -1 for none."""
    digits = np.full(1 << 16, -1, np.int8)
    for zero in (ord("0"), ord("٠"), ord("۰")):
        digits[zero : zero + 10] = np.arange(10)
    return digits


@functools.cache
def _known(kind: str) -> _Known:
    """Give the words of number above two, or those that multiply, with what may be written on to their front."""
    kinds, least = (_SCALES, 1000) if kind == "scale" else (_SINGLE, 3)
    found: dict[int, float] = {}
    for lang in languages():
        fronts = [row.affix for row in load_table(lang, "affixes", _Affix, "affix") if row.place in _FRONTS]
        for row in load_table(lang, "numbers", _Row, "word"):
            if row.value >= least and row.kind in kinds:
                for front in ("", *fronts):
                    found[int(cut_words(front + row.word).hashes[0])] = row.value
    hashes = np.array(sorted(found), np.uint64)
    maybe = np.zeros(1 << 16, np.bool_)
    maybe[(hashes >> np.uint64(48)).view(np.int64)] = True
    return _Known(hashes, np.array([found[h] for h in hashes.tolist()]), maybe)
