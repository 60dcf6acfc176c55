"""What an article says of a word elsewhere: one clear mention teaches the others.

«وزير الخارجية سامر الحلبي» shows that الحلبي is a name; «وأضاف الحلبي» two paragraphs on does not. So an article is
labelled twice, and the second time each word knows how its other occurrences were labelled (after the stacking of
Krishnan and Manning 2006).
"""

import numpy as np
from numpy.typing import NDArray

from riwaya.mentions.properties import Numbers, Row

ALONE = 0  # the article has the word once; 1: elsewhere it is no name; from 2 on: the label that it has there


def forget(row: Row) -> Numbers:
    """Give the memory of an article that was not labelled yet."""
    return np.zeros(len(row.words), np.uint32)


def remember(row: Row, labels: NDArray[np.intp], count: int) -> Numbers:
    """Give for each word of the row the label that prevails at its other occurrences.

    `labels`: the numbers of the labels, of `count`, at `row.places`; number 0 is no name. A name prevails from
    a third of the occurrences on.
    """
    _, stem = np.unique(row.stems[row.places], return_inverse=True)
    here = np.zeros((len(stem), count), np.int64)
    here[np.arange(len(stem)), labels] = 1
    total = np.zeros((int(stem.max(initial=-1)) + 1, count), np.int64)
    np.add.at(total, stem, here)
    elsewhere = total[stem] - here
    names = elsewhere[:, 1:]
    is_name = 3 * names.sum(1) >= np.maximum(elsewhere.sum(1), 1)
    found = np.where(is_name, 2 + names.argmax(1), np.where(elsewhere.any(1), 1, ALONE))
    memory = np.zeros(len(row.words), np.uint32)
    memory[row.places] = found
    return memory
