"""A text as a row of marks: each number, month, weekday, clock and sign that a date may be made of is one letter.

The shapes of dates are then patterns over these letters, and long texts stay cheap: `24 آب/أغسطس 2020` becomes
`N M/M Y`. A word that no date is made of is `x`.
"""

import functools
import re
from typing import Literal, NamedTuple

from msgspec import Struct

from riwaya.lexicon import languages, load_table
from riwaya.text import MARKS, fold
from riwaya.times.calendars import Calendar

# One letter for every kind of word in data/<language>/dates.tsv. Further: N day-like number, Y four digits, L any other
# number, M month, W weekday, T clock, blank, and the signs of punctuation themselves.
_LETTERS = {
    "am": "a",
    "pm": "p",
    "night": "i",
    "noon": "o",
    "meem": "m",
    "hijri": "h",
    "gregorian": "g",
    "solar": "s",
    "before Christ": "b",
    "of": "f",
    "month": "e",
    "year": "c",
    "at": "k",
    "zone name": "v",
    "zone": "z",
    "equals": "q",
    "ago": "A",
    "unit": "U",
    "units": "u",
    "two units": "V",
    "day": "D",
    "number": "n",
    "ordinal": "t",
}
_SIGNS = {"/": "/", "\\": "/", "-": "-", "–": "-", "—": "-", "‑": "-", "−": "-", ".": ".", ",": ",", "،": ","}
_SIGNS |= {
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
    "+": "+",
    "|": "|",
    "•": "|",
    "·": "|",
    "●": "|",
    "~": "|",
    ":": "|",
    "؛": "|",
}

_LETTER = r"[^\W\d_]"
# Behind a clock of this form `-05:00` is an offset; behind 09:30 it may be the end of an opening hour.
_EXACT = r"(?:(?<=T\d\d:\d\d)|(?<=:\d\d:\d\d)|(?<=:\d\d:\d\d[ ])|(?<=\.\d{3})|(?<=\.\d{6}))"
_PIECE = re.compile(
    rf"""
    (?P<clock>(?<!\d[:.])\d{{1,2}}:\d\d(?::\d\d(?:[.,]\d{{1,9}})?)?(?![:\d]))
    |(?P<zone>(?:(?<=\d)|(?<=\d[ ]))(?:\+|{_EXACT}-)\d\d:?\d\d(?!\d)
        |(?:GMT|UTC)[ ]?[+-]\d{{1,2}}(?::?\d\d)?(?![:\d]))
    |(?P<number>\d+)
    |(?P<dash>ـ+)(?!{_LETTER})
    |(?P<word>{_LETTER}ـ?(?:\.{_LETTER}ـ?)+(?!{_LETTER})\.?|{_LETTER}(?:{_LETTER}|[{MARKS}])*)
    |(?P<blank>\s+)
    |(?P<sign>[^\w\s{MARKS}])
    """,
    re.VERBOSE,
)
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d\d)?$")


class Mark(NamedTuple):
    """One letter of the row: what it means and where it stands in the text. `written` only for a clock."""

    letter: str
    start: int
    end: int
    value: int = 0
    calendar: Calendar | None = None  # of a month
    written: str = ""


class _Month(Struct, frozen=True):
    name: str
    calendar: Calendar
    number: int


class _Weekday(Struct, frozen=True):
    name: str
    number: int


class _Word(Struct, frozen=True):
    word: str
    kind: Literal[
        "am", "pm", "night", "noon", "meem", "hijri", "gregorian", "solar", "before Christ", "of", "month", "year",
        "at", "zone name", "zone", "equals", "ago", "unit", "units", "two units", "day", "number", "ordinal",
    ]  # fmt: skip
    value: int = 0


class _Meaning(NamedTuple):
    letter: str
    value: int
    calendar: Calendar | None = None


_UNKNOWN = _Meaning("x", 0)


def mark(text: str) -> list[Mark]:
    """Give the row of marks of a text, in order. Vowel marks and direction controls between them are passed over.

    >>> "".join(m.letter for m in mark("الجمعة ٢٤ نيسان / أبريل 2020"))
    'W N M / M Y'
    """
    pieces = [_read_piece(found) for found in _PIECE.finditer(text)]
    return _join_phrases(pieces)


def _read_piece(found: re.Match[str]) -> Mark:
    start, end, written = found.start(), found.end(), found.group()
    match found.lastgroup:  # the commonest first
        case "blank":
            return Mark(" ", start, end)
        case "word":
            (letter, value, calendar), form = _look_up(written)
            return Mark(letter, start, end, value, calendar, form)
        case "number":
            return Mark(_sort_number(written), start, end, int(written[:9]))
        case "clock":
            return Mark("T", start, end, written=written)
        case "zone":
            return Mark("z", start, end, _read_offset(written))
        case "dash":  # 24 أغسطس ــ 5 محرم
            return Mark("-", start, end)
    return Mark(_SIGNS.get(written, "x"), start, end)


def _sort_number(written: str) -> str:
    if len(written) <= 2:
        return "N"
    return "Y" if len(written) == 4 else "L"


def _read_offset(written: str) -> int:
    parts = _OFFSET.search(written)
    if parts is None:
        return 0
    minutes = int(parts[2]) * 60 + int(parts[3] or 0)
    return -minutes if parts[1] == "-" else minutes


@functools.lru_cache(maxsize=20_000)
def _look_up(word: str) -> tuple[_Meaning, str]:
    form = fold(word).rstrip(".")
    return _meanings().get(form, _UNKNOWN), form


@functools.cache
def _meanings() -> dict[str, _Meaning]:
    """Every word and phrase of every language's dates, by its folded form."""
    meanings: dict[str, _Meaning] = {}
    for language in languages():
        for word in load_table(language, "dates", _Word, "word"):
            meanings[fold(word.word)] = _Meaning(_LETTERS[word.kind], word.value)
        for day in load_table(language, "weekdays", _Weekday, "name"):
            meanings[fold(day.name)] = _Meaning("W", day.number)
        for month in load_table(language, "months", _Month, "name"):
            meanings[fold(month.name)] = _Meaning("M", month.number, month.calendar)
    return meanings


@functools.cache
def _phrases() -> dict[str, int]:
    """The first words of phrases (كانون of كانون الثاني), each with the number of words of its longest phrase."""
    longest: dict[str, int] = {}
    for phrase in _meanings():
        first, *rest = phrase.split(" ")
        if rest:
            longest[first] = max(longest.get(first, 0), 1 + len(rest))
    return longest


def _join_phrases(pieces: list[Mark]) -> list[Mark]:
    phrases, meanings = _phrases(), _meanings()
    if not any(piece.written in phrases for piece in pieces):
        return pieces
    joined: list[Mark] = []
    place = 0
    while place < len(pieces):
        piece = pieces[place]
        size = 1
        for words in range(phrases.get(piece.written, 1), 1, -1):
            run = pieces[place : place + 2 * words - 1]  # words and the blanks between them
            meaning = meanings.get(" ".join(p.written for p in run[::2]))
            if meaning and all(p.letter == " " for p in run[1::2]):
                piece = Mark(meaning.letter, piece.start, run[-1].end, meaning.value, meaning.calendar)
                size = len(run)
                break
        joined.append(piece)
        place += size
    return joined
