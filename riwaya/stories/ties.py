"""How much two articles look like one story, from the two alone: shared rare stems, fading with the days between."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from riwaya.stories.sketches import BODY_SHARE, LEAD_SHARE, Sketch

FLOOR = 0.12  # the least tie that is kept
SHARED = 2  # how many of their keys two articles share before anyone compares them
HORIZON = 6.0  # days after which two articles are not compared
CERTAIN = 0.9  # the tie between a report and its copy, its edited copy, its translation

Numbers = NDArray[np.uint32]
Weights = NDArray[np.float64]


class Tied(NamedTuple):
    """Two articles, by id, and how much they look like one story, 0 to 1."""

    a: str
    b: str
    tie: float


def tie(a: Sketch, b: Sketch) -> float:
    """Give how much two articles look like one story, 0 to 1. The order of the two does not matter.

    >>> from riwaya.records import Article
    >>> from riwaya.stories.sketches import sketch_article
    >>> texts = ("رست ثلاث سفن محملة بالقمح في ميناء الحديدة", "وصول سفن القمح إلى الحديدة", "انتهت المباراة بالتعادل")
    >>> ships, wheat, match = (sketch_article(Article(source=t, text=t, paragraphs=((0, len(t)),))) for t in texts)
    >>> tie(ships, wheat) > 0.4, tie(ships, match)
    (True, 0.0)
    """
    return tie_all(a, [b])[0]


def tie_all(a: Sketch, others: Sequence[Sketch]) -> list[float]:
    """Give `tie` between one article and each of many, in their order, at NumPy's speed."""
    own = _numbers(a.stems)
    if not others or not len(own):
        return [0.0] * len(others)
    stems = _numbers(b"".join(other.stems for other in others))
    owner = np.repeat(np.arange(len(others)), [len(other.stems) // 4 for other in others])
    at = np.minimum(np.searchsorted(own, stems), len(own) - 1)
    met = own[at] == stems
    at, owner = at[met], owner[met]
    body = read_weights(a.body)[at] * read_weights(b"".join(other.body for other in others))[met]
    lead = read_weights(a.lead)[at] * read_weights(b"".join(other.lead for other in others))[met]
    alike = np.bincount(owner, BODY_SHARE * body + LEAD_SHARE * lead, minlength=len(others)).tolist()
    return [min(x, 1.0) * fade(a.day, other.day) for x, other in zip(alike, others, strict=True)]


def fade(a: float | None, b: float | None, horizon: float = HORIZON) -> float:
    """Give what is left of a tie over the days between: all of it where a day is not known, nothing at the horizon."""
    if a is None or b is None:
        return 1.0
    return max(1.0 - ((a - b) / horizon) ** 2, 0.0)


def read_weights(packed: bytes) -> Weights:
    """Give the weights of one or more sketches laid end to end."""
    return np.frombuffer(packed, np.float16).astype(np.float64)


def _numbers(packed: bytes) -> Numbers:
    return np.frombuffer(packed, np.uint32)
