"""What an article says of a word elsewhere: one clear mention teaches the others.

«وزير الخارجية سامر الحلبي» shows that الحلبي is a name; «وأضاف الحلبي» two paragraphs on does not. So an article is
labelled twice, and the second time each word knows how its other occurrences were labelled (after the stacking of
Krishnan and Manning 2006).
"""

import numpy as np
from numpy.typing import NDArray

from riwaya.mentions.properties import Numbers, Row

ALONE, NO_NAME = 0, 1  # the article has the word once; it has it elsewhere, never as a name
_SHARES = (0.2, 0.4, 0.7)  # of the other occurrences, that are names: the steps of certainty


def forget(row: Row) -> Numbers:
    """Give the memory of an article that was not labelled yet."""
    return np.zeros(len(row.words), np.uint32)


def remember(row: Row, labels: NDArray[np.intp], count: int) -> Numbers:
    """Give for each word of the row how its other occurrences are labelled.

    That is a number for the name label that leads and the share of names among them, else `ALONE` or `NO_NAME`.
    `labels`: the numbers of the labels, of `count`, at `row.places`; number 0 is no name.
    """
    _, stem = np.unique(row.stems[row.places], return_inverse=True)
    here = np.zeros((len(stem), count), np.int64)
    here[np.arange(len(stem)), labels] = 1
    total = np.zeros((int(stem.max(initial=-1)) + 1, count), np.int64)
    np.add.at(total, stem, here)
    elsewhere = total[stem] - here
    others, names = elsewhere.sum(1), elsewhere[:, 1:].sum(1)
    certainty = np.searchsorted(_SHARES, names / np.maximum(others, 1), side="right")
    leading = 2 + elsewhere[:, 1:].argmax(1) * (len(_SHARES) + 1) + certainty
    memory = np.zeros(len(row.words), np.uint32)
    memory[row.places] = np.where(names > 0, leading, np.where(others > 0, NO_NAME, ALONE))
    return memory
