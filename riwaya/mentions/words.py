"""What a word shows of itself: its stem, what is written on to it, its letters, and the company it keeps.

In: one word. Out: a `Word`, whose properties are numbers made from their names (CRC-32), because the tagger only
asks whether it has met a property. Nothing here looks at the neighbours of a word.
"""

import functools
import re
import zlib
from typing import NamedTuple

from riwaya.mentions.weights import Weights, load_weights
from riwaya.text import fold

_NUMBER = re.compile(r"[\d.,٫٪%]*\d[\d.,٫٪%]*")
_DIGIT = re.compile(r"\d")
_SHAPES = (
    ("number", re.compile("0$")),
    ("mark", re.compile(r"\W")),
    ("stop", re.compile(r"[.؟!]$")),
    ("quote", re.compile(r"[\"«»“”']$")),
    ("bracket", re.compile(r"[()\[\]]$")),
    ("pause", re.compile("[،,؛:-]$")),
    ("latin", re.compile(r"[a-z]+$")),
    ("letter", re.compile(r"[^\W\d_]$")),
    ("definite", re.compile("ال..")),
    ("short", re.compile(r".{1,3}$")),
    ("long", re.compile(r".{7}")),
)


class Word(NamedTuple):
    """The properties of a written word, as numbers."""

    stem: int
    clitics: int  # the conjunction and the particle before the stem: و, ب, فل
    group: int  # the words of like surroundings that it is one of; 0 where the word is rare
    shown: tuple[int, ...]  # what it shows to its neighbours as well
    own: tuple[int, ...]  # what counts only for itself: its first and last letters


def number(name: str) -> int:
    """Give the number that stands for a property."""
    return zlib.crc32(name.encode())


@functools.lru_cache(maxsize=1 << 16)
def describe_word(written: str, language: str) -> Word:
    """Give what a written word shows of itself. `language` says whose weights know the words."""
    weights = load_weights(language)
    form = normalize(written)
    clitics, stem = part(form, weights)
    key = number(stem)
    shown = ["word " + stem, "clitics " + clitics]
    shown += [f"shape {name}" for name, shape in _SHAPES if shape.match(stem)]
    shown += [f"listed {mark}" for mark in _marks(stem, weights)]
    if stem.startswith("ال"):
        shown += [f"listed bare {mark}" for mark in _marks(stem[2:], weights)]
    groups = weights.groups_of(key)
    shown += [f"group {level} {group}" for level, group in enumerate(groups) if group]
    shown += [f"habit {label} {step}" for label, step in enumerate(weights.habits_of(key)) if step]
    own = [f"begins {stem[:n]}" for n in (2, 3, 4)] + [f"ends {stem[-n:]}" for n in (1, 2, 3, 4)]
    return Word(key, number(clitics), groups[1], tuple(map(number, shown)), tuple(map(number, own)))


def normalize(written: str) -> str:
    """Give the folded word with every number as 0: ٢٠١٨ and 34.3 are one word."""
    form = fold(written)
    return "0" if _NUMBER.fullmatch(form) else _DIGIT.sub("0", form)


def part(form: str, weights: Weights) -> tuple[str, str]:
    """Take conjunction and particle off a folded word where the rest is a known word and the whole is not.

    For وباريس that is ("و", "باريس"), for وبالرياض ("وب", "الرياض"), for للقاهره ("ل", "القاهره"); باريس stays whole.
    """
    if _knows(form, weights):
        return "", form
    for cut in (_cut(form, "بلك"), _cut(form, "وف")):
        if cut and _knows(cut[1], weights):
            return cut
    first = _cut(form, "وف")
    second = first and _cut(first[1], "بلك")
    if first and second and _knows(second[1], weights):
        return first[0] + second[0], second[1]
    return "", form


def _cut(form: str, letters: str) -> tuple[str, str] | None:
    """Take one of the letters off the front where three letters or more are left."""
    if len(form) <= 3 or form[0] not in letters:
        return None
    return form[0], ("ال" + form[2:] if form.startswith("لل") and len(form) > 4 else form[1:])


def _knows(form: str, weights: Weights) -> bool:
    return weights.knows(number(form))


def _marks(stem: str, weights: Weights) -> list[int]:
    marks = weights.marks_of(number(stem))
    return [bit for bit in range(8) if marks >> bit & 1]
