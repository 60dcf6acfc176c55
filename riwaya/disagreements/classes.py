"""What a number counts, whatever word the page has for it: قتيل, شهيد and لقوا مصرعهم are one class.

The words stand in `facts_classes.tsv`. The noun that is counted decides; else the nearest deed before the number
(أصيب خمسة), else the first behind it (خمسة عناصر قتلوا).
"""

import functools
from collections.abc import Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from riwaya.disagreements.sentences import Word, find_stem
from riwaya.lexicon import load_list, load_table
from riwaya.records import Quantity
from riwaya.text import find_words, fold

_BEFORE = 9  # words between a deed and its number: لقي حتفهم في الهجوم على السوق ... 27
_BEHIND = 6  # خمسة عناصر من التنظيم بينهم قيادي قتلوا


class Counted(NamedTuple):
    """What a number counts: a class or the stem of a noun, and whether it is a part of another number."""

    kind: str
    name: str  # as a fact is called
    is_part: bool
    is_class: bool


class _Row(Struct, frozen=True):
    line: str
    kind: str
    place: Literal["counted", "act"]
    name: str
    words: tuple[str, ...]


class _Class(NamedTuple):
    kind: str
    name: str


def classify(quantity: Quantity, words: Sequence[Word], others: Sequence[tuple[int, int]]) -> Counted | None:
    """Give what a quantity of people or things counts, or None where it is not said. `others` are other numbers."""
    before, behind = _split(quantity, words, others)
    noun = find_stem(fold(quantity.of.text.split()[0])) if quantity.of else None
    is_part = any(word.stem in _parts() for word in before)
    found = _find_class(noun, before, behind) if quantity.unit in {"person", None} else None
    if found and (quantity.unit == "person" or quantity.of is None or noun in _load("counted")):
        partial = noun in _partial() or _is_owned(quantity)
        kind = f"{found.kind}/{noun}" if partial else found.kind
        return Counted(kind, found.name, is_part and not partial, True)
    if noun is None:
        return None
    return Counted(noun, quantity.of.text if quantity.of else noun, is_part, False)


def _is_owned(quantity: Quantity) -> bool:
    """Tell whether people are counted by whose they are: وأربعة من مرافقيه are not all who died."""
    return quantity.of is not None and quantity.of.text.endswith(("ه", "ها", "هم", "هما"))


def _split(
    quantity: Quantity, words: Sequence[Word], others: Sequence[tuple[int, int]]
) -> tuple[Sequence[Word], Sequence[Word]]:
    """Give the words before a number, nearest first, and behind it, each up to the next number."""
    floor = max((end for _, end in others if end <= quantity.start), default=0)
    roof = min((start for start, _ in others if start >= quantity.end), default=1 << 60)
    before = [word for word in words if floor <= word.start and word.end <= quantity.start]
    behind = [word for word in words if quantity.end <= word.start < roof]
    return before[: -_BEFORE - 1 : -1], behind[:_BEHIND]


def _find_class(noun: str | None, before: Sequence[Word], behind: Sequence[Word]) -> _Class | None:
    if noun in _load("counted"):
        return _load("counted")[noun]
    for word in before:
        if found := _load("act").get(word.stem) or (_load("counted").get(word.stem) if noun is None else None):
            return found
    return next((_load("act")[word.stem] for word in behind if word.stem in _load("act")), None)


@functools.cache
def _load(place: str) -> dict[str | None, _Class]:
    rows = load_table("ar", "facts_classes", _Row, "line")
    return {
        find_stem(form): _Class(row.kind, row.name)
        for row in rows
        if row.place == place
        for entry in row.words
        for form in find_words(entry)
    }


@functools.cache
def _parts() -> frozenset[str]:
    return frozenset(find_stem(fold(entry)) for entry in load_list("ar", "facts_parts"))


@functools.cache
def _partial() -> frozenset[str | None]:
    return frozenset(find_stem(fold(entry)) for entry in load_list("ar", "facts_partial"))
