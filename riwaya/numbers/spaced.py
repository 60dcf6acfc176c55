"""Numbers in languages that write "and" and the article as words of their own: "two hundred and fifty thousand"."""

import functools
from collections.abc import Sequence

from riwaya.lexicon import load_table
from riwaya.numbers.numerals import read_numeral
from riwaya.numbers.pieces import NO_FRONT, Piece
from riwaya.numbers.words import Count, Row, Sense, spread, trim
from riwaya.text import fold

_HYPHENS = frozenset("-‐‑")
_MANY = 2  # "dozens of" is two dozen or more


def find_spaced_counts(pieces: Sequence[Piece], language: str) -> dict[int, Count]:
    """Find the numbers among pieces, by the place of their first piece."""
    words = load_words(language)
    found: dict[int, Count] = {}
    place = 0
    while place < len(pieces) and words:
        count = _read(pieces, words, place) if pieces[place].kind == "numeral" or pieces[place].form in words else None
        if count:
            found[place] = count
        place = count.last if count else place + 1
    return found


@functools.cache
def load_words(language: str) -> dict[str, Sense]:
    """Give the words of number of a language by their folded form."""
    return {fold(row.word): Sense(row.kind, row.value) for row in load_table(language, "numbers", Row, "word")}


def _sense(pieces: Sequence[Piece], words: dict[str, Sense], place: int) -> Sense | None:
    if place >= len(pieces):
        return None
    piece = pieces[place]
    if piece.kind == "numeral":
        value = read_numeral(piece.form, measured=True)
        return None if value is None else Sense("numeral", value)
    return words.get(piece.form)


def _read(pieces: Sequence[Piece], words: dict[str, Sense], first: int) -> Count | None:
    start, sense = first, _sense(pieces, words, first)
    if sense is not None and sense.kind == "a":  # a hundred, a dozen, a third of
        following = _sense(pieces, words, first + 1)
        if following is None or following.kind not in {"hundred", "scale", "few", "part", "ordinal"}:
            return None
        if following.kind == "ordinal":
            return _read_part(pieces, words, first, first + 1, 1)
        start, sense = first + 1, following
    if sense is None or sense.kind in {"and", "a", "of", "suffix"}:
        return None
    if sense.kind == "ordinal":
        return _ordinal(first, start + 1, sense.value)
    if sense.kind == "many":
        return _read_many(pieces, words, first, sense)
    if sense.kind == "part":
        return _read_half(pieces, words, first, start, sense)
    return _read_sum(pieces, words, first, start, sense)


def _ordinal(first: int, last: int, value: float) -> Count:
    return Count(first, last, int(value), int(value), NO_FRONT, is_ordinal=True)


def _read_part(pieces: Sequence[Piece], words: dict[str, Sense], first: int, place: int, times: float) -> Count | None:
    """Read "a third of", "two-thirds": how many parts, of which `place` names the size."""
    sense, behind = _sense(pieces, words, place), _sense(pieces, words, place + 1)
    if sense is None or sense.value < 2 <= times:
        return None
    if times == 1 and (behind is None or behind.kind != "of"):
        return None  # a third man
    share = trim(times / sense.value)
    return Count(first, place + 1, share, share, NO_FRONT, is_part=True)


def _read_many(pieces: Sequence[Piece], words: dict[str, Sense], first: int, sense: Sense) -> Count:
    """Read "dozens", "tens of thousands"."""
    value, last = sense.value * _MANY, first + 1
    of, scale = _sense(pieces, words, first + 1), _sense(pieces, words, first + 2)
    if of and scale and of.kind == "of" and scale.kind == "many":
        value, last = value * scale.value, first + 3
    return Count(first, last, trim(value), None, NO_FRONT)


def _read_half(pieces: Sequence[Piece], words: dict[str, Sense], first: int, place: int, sense: Sense) -> Count:
    """Read "half", "half a million", "a quarter of a million"."""
    value, last = sense.value, place + 1
    article, scale = _sense(pieces, words, last), _sense(pieces, words, last + 1)
    if article and scale and article.kind == "a" and scale.kind in {"scale", "hundred"}:
        value = trim(value * scale.value)
        return Count(first, last + 2, value, value, NO_FRONT, scale=scale.value)
    return Count(first, last, value, value, NO_FRONT, is_part=True)


def _read_sum(pieces: Sequence[Piece], words: dict[str, Sense], first: int, start: int, sense: Sense) -> Count | None:
    """Add up thousands from left to right: `group` waits for its scale, `total` has had it."""
    total, group, scale, last, before = 0.0, sense.value, 0.0, start + 1, sense
    if sense.kind == "scale":
        total, group, scale = sense.value, 0.0, sense.value
    senses = [sense]
    while True:
        place = _next(pieces, words, last, before)
        after = _sense(pieces, words, place) if place is not None else None
        if place is None or after is None:
            break
        if after.kind == "suffix":
            return _ordinal(first, place + 1, total + group)
        if after.kind == "ordinal":  # twenty-third, two-thirds
            whole = before.kind == "tens" and after.value < 10
            return (
                _ordinal(first, place + 1, group + after.value)
                if whole
                else _read_part(pieces, words, first, place, group)
            )
        if after.kind == "part":
            group = group + after.value if pieces[place - 1].kind == "word" else group * after.value
        elif after.kind == "hundred":
            group *= after.value
        elif after.kind == "scale":
            total, group, scale = total + (group or 1) * after.value, 0.0, after.value
        else:
            group += after.value
        last, before = place + 1, after
        senses.append(after)
    low, high = spread(senses, total + group)
    numeral = sense.kind == "numeral" and last == first + 1
    return Count(first, last, low, high, NO_FRONT, scale=scale, is_numeral=numeral)


def _next(pieces: Sequence[Piece], words: dict[str, Sense], last: int, before: Sense) -> int | None:
    """Give the place of what goes on a number: behind a hyphen, "and", or at once; None where it ends."""
    if last >= len(pieces):
        return None
    sense = _sense(pieces, words, last)
    tied = pieces[last].start == pieces[last - 1].end
    if pieces[last].form in _HYPHENS:
        following = _sense(pieces, words, last + 1)
        kinds = {"one", "ordinal"} if before.kind == "tens" else {"ordinal", "scale"} if before.kind == "one" else set()
        return last + 1 if following and following.kind in kinds and tied else None
    if sense is None or before.kind == "part":
        return None
    if sense.kind == "and":
        return _next_joined(pieces, words, last + 1, before)
    if sense.kind == "suffix":
        return last if before.kind == "numeral" and tied else None
    if sense.kind == "ordinal":
        return last if before.kind in {"one", "tens"} and pieces[last].form.endswith(_PLURAL) else None
    return last if sense.kind in _BEHIND.get(before.kind, ()) else None


_PLURAL = "s"  # two thirds, but not "two third men"


def _next_joined(pieces: Sequence[Piece], words: dict[str, Sense], place: int, before: Sense) -> int | None:
    sense, following = _sense(pieces, words, place), _sense(pieces, words, place + 1)
    if sense and sense.kind == "a" and following and following.kind == "part":
        return place + 1  # two and a half
    is_rest = before.kind in {"hundred", "scale"} and sense is not None and sense.kind in {"one", "ten", "tens"}
    return place if is_rest else None


# What may stand behind a word of number at once.
_BEHIND = {
    "one": {"hundred", "scale", "part"},
    "ten": {"hundred", "scale"},
    "tens": {"one", "hundred", "scale"},
    "hundred": {"one", "ten", "tens", "scale"},
    "scale": {"one", "ten", "tens", "scale"},
    "few": {"hundred", "scale"},
    "numeral": {"scale", "hundred"},
}
