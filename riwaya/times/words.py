"""A paragraph as a row of letters: each word of time, number and sign that an expression may be made of is one letter.

`منذ ثلاثة أيام` becomes `Snp`, `العام الماضي` becomes `^4L`; a word that no expression is made of is `x`. What is
written on to a word stands before it as a letter of its own: `&` for "and", `j` for a particle, `^` for the article.
"""

import datetime as dt
import functools
from typing import Literal, NamedTuple

import msgspec
from msgspec import Struct

from riwaya.lexicon import load_list, load_table
from riwaya.numbers import (
    Count,
    Front,
    Phrases,
    Piece,
    find_counts,
    index_phrases,
    match_phrase,
    skip_front,
    split_fronts,
)
from riwaya.records import TimePrecision
from riwaya.text import fold, load_folded
from riwaya.times.marks import _Month, _Weekday

_LETTERS = {
    "units": "p",
    "pair": "v",
    "day": "D",
    "part": "d",
    "night": "N",
    "edge": "B",
    "last": "L",
    "next": "X",
    "this": "C",
    "latest": "Y",
    "same": "R",
    "here": "T",
    "there": "r",
    "few": "w",
    "on": "u",
    "or": "O",
    "while": "J",
    "since": "S",
    "before": "G",
    "after": "A",
    "until": "H",
    "of": "f",
    "to": "t",
    "between": "b",
    "in": "i",
    "event": "e",
    "clock": "h",
    "zone": "z",
    "hijri": "E",
    "gregorian": "E",
    "equals": "q",
    "kind": "l",
    "whole": "c",
    "season": "s",
    "decade": "K",
    "vague": "g",
    "ago": "F",
    "the": "I",
    "a": "P",
    "and": "&",
    "age": "@",
}
_UNITS = {
    "second": "7",
    "minute": "7",
    "hour": "7",
    "day": "1",
    "week": "2",
    "month": "3",
    "year": "4",
    "decade": "5",
    "century": "6",
    "sport": "8",
    "spell": "9",
}
_SIGNS = {
    "/": "/",
    "\\": "/",
    "-": "-",
    "–": "-",
    "—": "-",
    "_": "-",
    "(": "(",
    ")": ")",
    ",": ",",
    "،": ",",
    ":": ":",
    ".": ".",
}
_NAMES = frozenset("MmW")
_ARTICLED = frozenset("pvsKdN123456789")


class When(NamedTuple):
    """What an expression says: first and last day, and how fine. `sort` is how it was written."""

    first: dt.date | None
    last: dt.date | None
    precision: TimePrecision
    sort: str = ""  # "weekday", "dated", "open" (a date without a year), "deictic"


class Item(NamedTuple):
    """One letter of the row and where it stands: over pieces `place` up to, not including, `after`."""

    letter: str
    start: int
    end: int
    place: int  # -1 for what is written on to the word behind it
    after: int
    value: float = 0
    unit: str = ""
    when: When | None = None


class _Word(Struct, frozen=True):
    word: str
    kind: Literal[
        "unit", "units", "pair", "day", "part", "night", "edge", "last", "next",
        "this", "latest", "same", "here", "there", "few", "on", "or", "while",
        "since", "before", "after", "until", "of", "to", "between", "in", "event",
        "clock", "zone", "hijri", "gregorian", "equals", "kind", "whole", "season", "decade",
        "vague", "ago", "the", "a", "and", "age",
    ]  # fmt: skip
    unit: str = ""
    value: int = 0


class _Bound(Struct, frozen=True):
    phrase: str
    bound: str
    side: str


class _Meaning(NamedTuple):
    letter: str
    value: float = 0
    unit: str = ""


def lay_row(text: str, pieces: list[Piece], language: str = "ar") -> list[Item]:
    """Give the row of a paragraph."""
    counts = find_counts(pieces, language)
    row: list[Item] = []
    place = 0
    while place < len(pieces):
        piece = pieces[place]
        if piece.kind == "sign":
            row.append(Item(_SIGNS.get(piece.form, "x"), piece.start, piece.end, place, place + 1))
            place += 1
        elif place in counts:
            count = counts[place]
            row += _lay_count(text, pieces, count, language)
            place = count.last
        else:
            place = _lay_word(text, pieces, place, row, language)
    return row


def _lay_count(text: str, pieces: list[Piece], count: Count, language: str) -> list[Item]:
    first, last = pieces[count.first], pieces[count.last - 1]
    letter = "o" if count.is_ordinal else "Q" if count.is_part else "n" if count.low == count.high else "w"
    if (
        count.is_numeral
        and len(first.form) == 4
        and 1000 <= count.low <= 2100
        and not _counts_units(pieces, count, language)
    ):
        letter = "y"
    start = first.start if first.kind == "numeral" else _begin(text, first, count.front)
    if letter == "n" and count.front.defines and first.kind == "numeral":
        start = _reach_article(text, start)
    item = Item(letter, start, last.end, count.first, count.last, count.low)
    return [*_lay_front(count.front, first, articled=False), item]


def _counts_units(pieces: list[Piece], count: Count, language: str) -> bool:
    """Tell 1135 يوما and الـ2000 from a year."""
    following = pieces[count.last].form if count.last < len(pieces) else ""
    known = match_phrase(_phrases(language), pieces, count.last) if following else None
    return count.front.defines or (known is not None and known[0].letter in _UNITS.values() and following.endswith("ا"))


def _reach_article(text: str, start: int) -> int:
    """Take الـ before a numeral into its span: الـ24 من تموز."""
    begin = text.rfind("ا", max(0, start - 5), start)
    return begin if begin >= 0 else start


def _lay_word(text: str, pieces: list[Piece], place: int, row: list[Item], language: str) -> int:
    """Put the letters of a word, or of the phrase that begins with it, on the row; give the next place."""
    piece = pieces[place]
    for front, rest in _known_fronts(piece.form, language):
        if known := match_phrase(_phrases(language), pieces, place, rest):
            meaning, last = known
            if meaning.letter in _NAMES and text[piece.start].islower():
                break  # may, march
            row += _lay_front(front, piece, articled=meaning.letter in _ARTICLED)
            row.append(
                Item(
                    meaning.letter,
                    _begin(text, piece, front),
                    pieces[last - 1].end,
                    place,
                    last,
                    meaning.value,
                    meaning.unit,
                )
            )
            return last
    row.append(Item("x", piece.start, piece.end, place, place + 1))
    return place + 1


def _begin(text: str, piece: Piece, front: Front) -> int:
    """Give where a word begins with its article, without what stands before that: للعام is ل + لعام."""
    if not front.defines:
        return skip_front(text, piece, front)
    kept = "ال" if front.front.endswith("ال") else "ل"
    return skip_front(text, piece, msgspec.structs.replace(front, front=front.front.removesuffix(kept)))


def _lay_front(front: Front, piece: Piece, *, articled: bool) -> list[Item]:
    letters = "&" * front.joins + "j" * front.leans + "^" * (front.defines and articled)
    return [Item(letter, piece.start, piece.start, -1, -1) for letter in letters]


@functools.lru_cache(maxsize=1 << 15)
def _known_fronts(form: str, language: str) -> tuple[tuple[Front, str], ...]:
    known = _phrases(language)
    return tuple(
        (front, rest) for front, rest in split_fronts(form) if rest in known and _may_front(front, known[rest])
    )


def _may_front(front: Front, entries: list[tuple[tuple[str, ...], _Meaning]]) -> bool:
    """Refuse the article before what has none: الفي is not ال + في."""
    return not front.defines or any(meaning.letter in _ARTICLED or meaning.letter in "Bmx" for _, meaning in entries)


@functools.cache
def _phrases(language: str) -> Phrases[_Meaning]:
    """All words and phrases of time, folded. A phrase that names no time is `x`."""
    meanings: dict[str, _Meaning] = {}
    doubtful = load_folded(language, "times_doubtful")
    for bound in load_table(language, "bounds", _Bound, "phrase"):
        if bound.side == "before":
            meanings[fold(bound.phrase)] = _Meaning("a")
    for word in load_table(language, "times", _Word, "word"):
        letter = _UNITS[word.unit] if word.kind == "unit" else _LETTERS[word.kind]
        meanings[fold(word.word)] = _Meaning(letter, word.value, word.unit or word.kind)
    for day in load_table(language, "weekdays", _Weekday, "name"):
        name = fold(day.name)
        if name not in doubtful:
            meanings[name] = _Meaning("W", day.number)
    for month in load_table(language, "months", _Month, "name"):
        name = fold(month.name)
        meanings[name] = _Meaning("m" if name in doubtful else "M", month.number, month.calendar)
    meanings |= {fold(phrase): _Meaning("x") for phrase in load_list(language, "times_idle")}
    return index_phrases(meanings.items())
