"""The best row of labels for each sentence, by Viterbi's recurrence (1967).

In: what speaks for each label of each word, and what for each step from label to label. Out: a label a word. All
sentences of an article are walked side by side, since a step of NumPy costs the same for one and for fifty; the way
back is a look-up a word, which is cheaper in plain lists.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from riwaya.mentions.weights import Weights

Scores = NDArray[np.float32]


def find_best(scores: Scores, lengths: Sequence[int], weights: Weights) -> NDArray[np.intp]:
    """Give the best label of each word by Viterbi's recurrence. `scores`: a row a word, sentences end to end."""
    reached = _walk(scores, lengths, weights)
    came = (reached[:-1, None] + weights.moves.T).argmax(2).tolist()
    last = reached.argmax(1).tolist()
    labels: list[int] = []
    place = len(last) - 1
    for length in reversed(lengths):
        for at in range(length):
            labels.append(came[place][labels[-1]] if at else last[place])
            place -= 1
    return np.array(labels[::-1], np.intp)


def _walk(scores: Scores, lengths: Sequence[int], weights: Weights) -> Scores:
    """Give what speaks for the best row of labels that ends with each label of each word."""
    count, longest = len(lengths), max(lengths)
    inside = np.arange(longest) < np.array(lengths)[:, None]
    best = np.zeros((longest, count, len(weights.labels)), np.float32)
    best.swapaxes(0, 1)[inside] = scores
    best[0] += weights.starts
    moves = weights.moves[:, None]
    steps = np.empty((len(moves), count, len(moves)), np.float32)  # from each label, in each sentence, to each label
    for before, here in pairwise(best):
        np.add(before.T[:, :, None], moves, out=steps)
        here += np.maximum.reduce(steps)
    reached: Scores = best.swapaxes(0, 1)[inside]
    return reached
