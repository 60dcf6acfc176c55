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

BLANK = Word(stem=0, clitics="", group=1 << 16, shown=(number("blank"),), own=())
_QUOTES = frozenset('"«»“”')


class Row(NamedTuple):
    """The words of an article in one row, with the blanks around and between its sentences."""

    words: list[Word]
    written: list[str]  # "" for a blank
    places: NDArray[np.intp]  # where the words that are none of the blanks stand
    stems: Numbers
    groups: Numbers
    clitics: Numbers
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
        clitics=np.array([_CLITICS.setdefault(w.clitics, number(w.clitics)) for w in words], np.uint32),
        quoted=np.array(quoted, np.uint32),
    )


_CLITICS: dict[str, int] = {"": 0}


def seen_from(distance: int, shown: Numbers) -> Numbers:
    """Give what a word `distance` places away (2: two words further on) shows, as properties of the word here."""
    return _join(100 + distance, shown, np.zeros_like(shown))


def find_pairs(row: Row, remembered: Numbers) -> Numbers:
    """Give a column for each property that two words make together, or that the article gives.

    `remembered` says how the rest of the article labels each word: see memory.py.
    """
    stem, group, memory = row.stems, row.groups, remembered
    columns = (
        (_left(group), group),
        (group, _right(group)),
        (_left(group), _right(group)),
        (_left(_left(group)), _left(group)),
        (_left(stem), stem),
        (stem, _right(stem)),
        (row.quoted, np.zeros_like(stem)),
        (memory, np.zeros_like(stem)),
        (_left(memory), np.zeros_like(stem)),
        (_right(memory), np.zeros_like(stem)),
        (_left(memory), memory),
        (memory, row.clitics),
        (memory, group),
        (_left(group), row.clitics),
        (_join(0, _left(group), group), _right(group)),
    )
    return np.stack([_join(kind, a, b) for kind, (a, b) in enumerate(columns)], axis=1)


def _left(values: Numbers) -> Numbers:
    return np.concatenate([values[:1], values[:-1]])


def _right(values: Numbers) -> Numbers:
    return np.concatenate([values[1:], values[-1:]])


def _join(kind: int, a: Numbers, b: Numbers) -> Numbers:
    """Mix two numbers into one that no other pair is likely to have (multipliers of MurmurHash3)."""
    mixed = (a * np.uint32(0xCC9E2D51)) ^ (b * np.uint32(0x1B873593) + np.uint32(kind * 0x9E3779B1 & 0xFFFFFFFF))
    mixed = (mixed ^ (mixed >> np.uint32(15))) * np.uint32(0x85EBCA6B)
    joined: Numbers = mixed ^ (mixed >> np.uint32(13))
    return joined
