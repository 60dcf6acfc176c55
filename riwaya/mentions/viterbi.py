"""The best row of labels for each sentence, by Viterbi's recurrence (1967).

In: what speaks for each label of each word, and what for each step from label to label. Out: a label a word. All
sentences of an article are walked side by side, since a step of NumPy costs the same for one and for fifty.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from riwaya.mentions.weights import Weights

Scores = NDArray[np.float32]


def find_best(scores: Scores, lengths: Sequence[int], weights: Weights) -> NDArray[np.intp]:
    """Give the best label of each word by Viterbi's recurrence. `scores`: a row a word, sentences end to end."""
    count, longest = len(lengths), max(lengths)
    inside = np.arange(longest) < np.array(lengths)[:, None]
    grid = np.zeros((count, longest, len(weights.labels)), np.float32)
    grid[inside] = scores
    best = grid[:, 0] + weights.starts
    came = np.zeros(grid.shape, np.intp)
    for at in range(1, longest):
        reached = best[:, :, None] + weights.moves
        came[:, at] = reached.argmax(1)
        best = np.where(inside[:, at, None], reached.max(1) + grid[:, at], best)
    return _walk_back(best.argmax(1), came, inside)


def _walk_back(last: NDArray[np.intp], came: NDArray[np.intp], inside: NDArray[np.bool_]) -> NDArray[np.intp]:
    labels = np.zeros(inside.shape, np.intp)
    sentences = np.arange(len(last))
    for at in range(inside.shape[1] - 1, 0, -1):
        labels[:, at] = last
        last = np.where(inside[:, at], came[sentences, at, last], last)
    labels[:, 0] = last
    found: NDArray[np.intp] = labels[inside]
    return found
