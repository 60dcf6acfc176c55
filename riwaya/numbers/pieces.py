"""A line of text as pieces for reading numbers and dates: words, numerals and signs, with their offsets.

Finer than `text.tokenize`: `20مليونا` is two pieces, `1,500` is one, and what is written on to the front of a word
(بـ20، وألف، للعام) can be told from the word.
"""

import functools
import re
from typing import NamedTuple

from msgspec import Struct

from riwaya.lexicon import load_table
from riwaya.text import MARKS, fold

_DIGITS = r"\d+(?:[.,،٫٬'’]\d+|ر\d+(?![^\W_]))*"
_PIECE = re.compile(
    rf"""
    (?P<numeral>
        (?:(?<![^\W_])(?P<front>و[ ]|[وف]?(?:لل|[بلك]?(?:ال)?)(?:ـ+[ ]?)?))?
        (?:(?P<digits>{_DIGITS})|\([ ]?(?P<enclosed>{_DIGITS})[ ]?\)))
    |(?P<word>[^\W\d_](?:[^\W\d_]|[{MARKS}])*)
    |(?P<sign>[^\s{MARKS}])
    """,
    re.VERBOSE,
)
_MARK = re.compile(f"[{MARKS}]")


class Front(Struct, frozen=True, kw_only=True):
    """A row of `fronts.tsv`, which says what its columns mean."""

    front: str
    joins: bool
    leans: bool
    defines: bool


NO_FRONT = Front(front="", joins=False, leans=False, defines=False)


class Piece(NamedTuple):
    """A word, numeral or sign. `form` is folded; numerals are in 0-9, without what is written on to them."""

    start: int
    end: int
    form: str
    kind: str  # "word", "numeral", "sign"
    front: Front = NO_FRONT  # of a numeral: بـ20, الـ24; a word's are found by `split_fronts`
    is_enclosed: bool = False  # (20), the brackets included


@functools.lru_cache(maxsize=256)  # the paragraphs of a page, which are read for times and then for quantities
def cut_pieces(text: str, start: int, end: int) -> list[Piece]:
    """Cut a stretch of text into pieces, in order. Blanks and vowel marks between them are passed over.

    >>> [piece.form for piece in cut_pieces("بـ20 ألفًا (2ر5%)", 0, 17)]
    ['20', 'الفا', '(', '2ر5', '%', ')']
    """
    return [_make_piece(found) for found in _PIECE.finditer(text, start, end)]


def _make_piece(found: re.Match[str]) -> Piece:
    kind = found.lastgroup or "sign"
    if kind != "numeral":
        return Piece(found.start(), found.end(), _fold(found.group()), kind)
    front = _fronts_by_form().get(_fold(found["front"] or "").strip(), NO_FRONT)
    start = found.end("front") if found["front"] is not None else found.start()
    return Piece(start, found.end(), _fold(found["digits"] or found["enclosed"]), kind, front, not found["digits"])


@functools.lru_cache(maxsize=1 << 15)
def _fold(written: str) -> str:
    return fold(written)


@functools.lru_cache(maxsize=1 << 15)
def split_fronts(form: str) -> tuple[tuple[Front, str], ...]:
    """Give every way to part a folded word into front and rest, the whole word first.

    >>> [(front.front, rest) for front, rest in split_fronts("وبالعام")]
    [('', 'وبالعام'), ('و', 'بالعام'), ('وب', 'العام'), ('وبال', 'عام')]
    """
    parted = [(front, form[len(front.front) :]) for front in load_fronts() if form.startswith(front.front)]
    return ((NO_FRONT, form), *((front, rest) for front, rest in parted if len(rest) > 1))


@functools.cache
def has_fronts(language: str) -> bool:
    """Tell whether a language writes "and", "in" and the article on to the word behind them."""
    return bool(load_table(language, "fronts", Front, "front"))


@functools.cache
def load_fronts() -> tuple[Front, ...]:
    """Give what may be written on to the front of a word, the shortest first."""
    rows = load_table("ar", "fronts", Front, "front")
    return tuple(sorted(rows, key=lambda row: len(row.front)))


@functools.cache
def _fronts_by_form() -> dict[str, Front]:
    return {row.front: row for row in load_fronts()}


def skip_front(text: str, piece: Piece, front: Front) -> int:
    """Give the offset where a piece begins behind its front: vowel marks and tatweel may stand between the letters."""
    left, place = len(front.front), piece.start
    while left:
        left -= not _MARK.match(text, place)
        place += 1
    while _MARK.match(text, place):
        place += 1
    return place
