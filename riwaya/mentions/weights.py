"""The learned numbers of the tagger, `data/<language>/tagger.npz`, made by bench/train_names.py.

Words and properties are known by their CRC-32, so that the file holds no text.
"""

import functools
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SHIFT = np.uint32(14)  # what is left of a property is its shelf: eight times as many as there are properties
KNOWN = 1  # the mark of a word that the news uses often enough to be split off its clitics


class Weights(NamedTuple):
    """What the tagger has learned of one language."""

    places: dict[int, int]  # a word's number: its row in `marks` and `groups`
    marks: NDArray[np.uint8]  # bit 0: in the news; the others: which lists of names hold it
    groups: NDArray[np.uint16]  # a row a word: its group at three sizes, 0 for none
    habits: NDArray[np.uint8]  # a row a word, a column a label but O: how often the news uses it so, in steps from 0
    labels: tuple[str, ...]  # O, B-PERS, I-PERS, ...
    properties: NDArray[np.uint32]  # sorted
    firsts: NDArray[np.intp]  # the first of `properties` on each shelf, or where it would stand
    fullest: int  # properties on one shelf, at most
    scores: NDArray[np.float32]  # a row a property, a column a label; one more row of zeros for what is not known
    moves: NDArray[np.float32]  # from label (row) to label (column); what BIO forbids is -inf
    starts: NDArray[np.float32]  # 0, or -inf for the labels that cannot open a sentence

    def knows(self, word: int) -> bool:
        """True for a word that the news uses."""
        return bool(self.marks_of(word) & KNOWN)

    def marks_of(self, word: int) -> int:
        """Give the marks of a word by its number, 0 where it is unknown."""
        place = self.places.get(word)
        return 0 if place is None else int(self.marks[place])

    def groups_of(self, word: int) -> tuple[int, int, int]:
        """Give the word's groups from large to small, zeros where it is unknown."""
        place = self.places.get(word)
        if place is None:
            return (0, 0, 0)
        large, middle, small = self.groups[place].tolist()
        return (large, middle, small)

    def habits_of(self, word: int) -> list[int]:
        """Give how often the news uses the word as each label but O, in steps from 0; zeros where it is unknown."""
        place = self.places.get(word)
        habits: list[int] = [] if place is None else self.habits[place].tolist()
        return habits


@functools.cache
def load_weights(language: str) -> Weights:
    """Give the weights for a language of `has_weights`."""
    with (resources.files("riwaya") / "data" / language / "tagger.npz").open("rb") as file:
        arrays = dict(np.load(file))
    labels = tuple(str(label) for label in arrays["labels"])
    properties = arrays["properties"]
    sizes = np.bincount(properties >> SHIFT, minlength=1 << (32 - int(SHIFT)))
    scores = arrays["scores"].astype(np.float32) * arrays["steps"]
    return Weights(
        places={word: place for place, word in enumerate(arrays["words"].tolist())},
        marks=arrays["marks"],
        groups=arrays["groups"],
        habits=arrays["habits"],
        labels=labels,
        properties=properties,
        firsts=sizes.cumsum() - sizes,
        fullest=int(sizes.max()),
        scores=np.vstack([scores, np.zeros((1, len(labels)), np.float32)]),
        moves=arrays["moves"] + _forbidden(labels, labels),
        starts=_forbidden(("O",), labels)[0],
    )


@functools.cache
def has_weights(language: str) -> bool:
    """True where a tagger for the language is shipped."""
    return (resources.files("riwaya") / "data" / language / "tagger.npz").is_file()


def _forbidden(before: tuple[str, ...], after: tuple[str, ...]) -> NDArray[np.float32]:
    """Give -inf where a label may not follow another: I-PERS goes on after B-PERS or I-PERS alone."""
    allowed = [[b[0] != "I" or a[1:] == b[1:] for b in after] for a in before]
    return np.where(allowed, np.float32(0), np.float32(-np.inf)).astype(np.float32)
