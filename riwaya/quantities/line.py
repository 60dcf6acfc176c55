"""A paragraph laid out for reading its quantities, and the word lists that the readers share."""

import functools
from collections.abc import Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from riwaya.lexicon import load_list, load_table
from riwaya.numbers import Count, Phrases, Piece, cut_pieces, find_counts, index_phrases, split_fronts
from riwaya.records import Time
from riwaya.text import fold, load_folded

Role = Literal["change", "harm", "tally", "range", "joint", "naming", "toll", "reach"]


class Line(NamedTuple):
    """A paragraph: its pieces, the numbers among them by place, and the pieces that a date or clock covers."""

    text: str
    pieces: list[Piece]
    counts: dict[int, Count]
    dated: dict[int, int]  # piece -> which time

    def form(self, place: int) -> str:
        """Give the folded form of a piece, "" outside of the line."""
        return self.pieces[place].form if 0 <= place < len(self.pieces) else ""

    def is_word(self, place: int) -> bool:
        """Tell whether a piece is a word."""
        return 0 <= place < len(self.pieces) and self.pieces[place].kind == "word"


class _Word(Struct, frozen=True):
    word: str
    role: Role


def lay_line(text: str, start: int, end: int, times: Sequence[Time]) -> Line:
    """Cut a paragraph and find its numbers."""
    pieces = cut_pieces(text, start, end)
    return Line(text, pieces, find_counts(pieces), _cover(pieces, times))


def _cover(pieces: list[Piece], times: Sequence[Time]) -> dict[int, int]:
    """Give the places of the pieces inside times, both in text order."""
    covered: dict[int, int] = {}
    number = 0
    for place, piece in enumerate(pieces):
        while number < len(times) and times[number].end <= piece.start:
            number += 1
        if number == len(times):
            break
        if times[number].start < piece.end:
            covered[place] = number
    return covered


@functools.lru_cache(maxsize=1 << 14)
def is_listed(form: str, name: str) -> bool:
    """Tell whether a word stands in a list, with or without what is written on to its front."""
    return any(rest in load_folded("ar", name) for _, rest in split_fronts(form))


def stands_in(form: str, name: str) -> bool:
    """Tell whether a word stands in a list as it is written."""
    return form in load_folded("ar", name)


@functools.lru_cache(maxsize=1 << 14)
def role_of(form: str) -> Role | None:
    """Give what a word does to a number behind it."""
    return next((_roles()[rest] for _, rest in split_fronts(form) if rest in _roles()), None)


@functools.cache
def load_phrases(name: str) -> Phrases[bool]:
    """Give the phrases of a list."""
    return index_phrases((phrase, True) for phrase in load_list("ar", name))


@functools.cache
def _roles() -> dict[str, Role]:
    return {fold(row.word): row.role for row in load_table("ar", "quantities", _Word, "word")}
