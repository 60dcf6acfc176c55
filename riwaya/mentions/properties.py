"""Every property on which the label of a word may depend, as numbers: its own, its neighbours', and pairs of them.

In: the sentences of an article. Out: arrays with a row a word. All sentences stand in one row, two blank words
between them, so that no word sees into the next sentence. Training and tagging both take their properties from here.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from riwaya.mentions.words import Word, describe_word, number

Numbers = NDArray[np.uint32]
REACH = 2  # how many words to the left and to the right are seen one by one
DISTANCES = range(-REACH, REACH + 1)

# The shipped weights were learned under these numbers; a new property takes a new one.
_KINDS_OF_PAIRS = np.array([0, 1, 2, 3, 4, 5, 6, 13, 14], np.uint32)
_KINDS_OF_MEMORIES = np.array([7, 8, 9, 10, 11, 12], np.uint32)
_NO_KIND = np.zeros(1, np.uint32)
_KINDS_SEEN = np.array([[100 + distance] for distance in DISTANCES], np.uint32)
BLANK = Word(stem=0, clitics=0, group=1 << 16, shown=(number("blank"),), own=(number("blank"),))
_QUOTES = frozenset('"«»“”')


class Row(NamedTuple):
    """The words of an article in one row, with the blanks around and between its sentences."""

    words: list[Word]
    written: list[str]  # "" for a blank
    places: NDArray[np.intp]  # where the words that are none of the blanks stand
    stems: Numbers
    groups: Numbers
    clitics: Numbers
    blanks: Numbers  # zeros
    quoted: Numbers  # 1 after an odd number of quotation marks in its sentence, else 0


def line_up(sentences: Sequence[Sequence[str]], language: str) -> Row:
    """Set the sentences of an article, as written words, in one row."""
    words, written, places, quoted = [BLANK] * REACH, [""] * REACH, [], [0] * REACH
    for sentence in sentences:
        marks = 0
        for word in sentence:
            places.append(len(words))
            words.append(describe_word(word, language))
            marks += word in _QUOTES
            quoted.append(marks % 2)
        words += [BLANK] * REACH
        quoted += [0] * REACH
        written += [*sentence, *[""] * REACH]
    return Row(
        words=words,
        written=written,
        places=np.array(places, np.intp),
        stems=np.array([w.stem for w in words], np.uint32),
        groups=np.array([w.group for w in words], np.uint32),
        clitics=np.array([w.clitics for w in words], np.uint32),
        blanks=np.zeros(len(words), np.uint32),
        quoted=np.array(quoted, np.uint32),
    )


def spread(shown: Sequence[int]) -> Numbers:
    """Give what a word shows as properties of the words around it.

    A row for each of `DISTANCES`: the last for the word that stands `REACH` places before it.
    """
    numbers = np.array(shown, np.uint32)
    return _join(_KINDS_SEEN, numbers, np.zeros_like(numbers))


def find_pairs(row: Row) -> Numbers:
    """Give a column for each property that two or three words make together."""
    stem, group = row.stems, row.groups
    before = _left(group)
    return _join_columns(
        _KINDS_OF_PAIRS,
        [before, group, before, _left(before), _left(stem), stem, row.quoted, before, _join(_NO_KIND, before, group)],
        [group, _right(group), _right(group), before, stem, _right(stem), row.blanks, row.clitics, _right(group)],
    )


def find_memories(row: Row, memory: Numbers) -> Numbers:
    """Give a column for each property that rests on how the rest of the article labels a word: see memory.py."""
    before = _left(memory)
    return _join_columns(
        _KINDS_OF_MEMORIES,
        [memory, before, _right(memory), before, memory, memory],
        [row.blanks, row.blanks, row.blanks, memory, row.clitics, row.groups],
    )


def _left(values: Numbers) -> Numbers:
    return np.concatenate([values[:1], values[:-1]])


def _right(values: Numbers) -> Numbers:
    return np.concatenate([values[1:], values[-1:]])


def _join_columns(kinds: Numbers, a: list[Numbers], b: list[Numbers]) -> Numbers:
    return _join(kinds, np.array(a).T, np.array(b).T)


def _join(kind: Numbers, a: Numbers, b: Numbers) -> Numbers:
    """Mix two numbers into one that no other pair is likely to have (multipliers of MurmurHash3)."""
    mixed = (a * np.uint32(0xCC9E2D51)) ^ (b * np.uint32(0x1B873593) + kind * np.uint32(0x9E3779B1))
    mixed = (mixed ^ (mixed >> np.uint32(15))) * np.uint32(0x85EBCA6B)
    joined: Numbers = mixed ^ (mixed >> np.uint32(13))
    return joined
