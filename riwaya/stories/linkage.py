"""Average linkage: articles joined into cores while the mean tie between two groups is high enough.

By chains of nearest neighbours (Murtagh 1983): from a group to its nearest, from there on, until two are nearest to
each other. Whether they come first or last, the same two meet, so no list of all pairs need be kept in order.
"""

import numpy as np
from numpy.typing import NDArray

Ties = NDArray[np.float32]

ENOUGH = 0.22  # the mean tie between two groups that are one


def link_average(ties: Ties) -> list[list[int]]:
    """Give the groups of articles by their places in the square of ties, which is used up.

    >>> ties = np.array([[0, 0.9, 0.1], [0.9, 0, 0.2], [0.1, 0.2, 0]], np.float32)
    >>> link_average(ties)
    [[0, 1], [2]]
    """
    np.fill_diagonal(ties, -np.inf)
    groups = [[n] for n in range(len(ties))]
    is_closed = [False] * len(ties)
    for start in range(len(ties)):
        chain = [start] if groups[start] and not is_closed[start] else []
        while chain:
            last = chain[-1]
            nearest = int(ties[last].argmax())
            if ties[last, nearest] < ENOUGH:
                is_closed[chain.pop()] = True
            elif len(chain) == 1 or ties[last, chain[-2]] < ties[last, nearest]:
                chain.append(nearest)
            else:
                a, b = sorted(chain[-2:])
                _join(ties, groups, a, b)
                chain[-2:] = [] if len(chain) > 2 else [a]
    return [sorted(group) for group in groups if group]


def _join(ties: Ties, groups: list[list[int]], a: int, b: int) -> None:
    """Let the second group go into the first; ties to it become the mean over all members."""
    of_a, of_b = len(groups[a]), len(groups[b])
    ties[a] = (ties[a] * of_a + ties[b] * of_b) / (of_a + of_b)
    ties[:, a] = ties[a]
    ties[a, a] = -np.inf
    ties[b] = ties[:, b] = -np.inf
    groups[a] += groups[b]
    groups[b] = []
