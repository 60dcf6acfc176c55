"""The words of number, and how they combine: «مئة وخمسة وعشرون ألفا وثلاثمئة» is 125,300."""

import functools
from collections.abc import Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from riwaya.lexicon import load_table
from riwaya.numbers.numerals import read_numeral
from riwaya.numbers.pieces import NO_FRONT, Front, Piece, split_fronts
from riwaya.text import fold, load_folded

Kind = Literal[
    "one", "two", "head", "ten", "tens", "hundred", "scale", "pair", "many", "few", "part", "ordinal", "numeral",
    "and", "a", "of", "suffix",
]  # fmt: skip


class Row(Struct, frozen=True):
    """A row of `numbers.tsv`, which says what its columns mean."""

    word: str
    kind: Kind
    value: float


class Sense(NamedTuple):
    """What a piece counts, and what is written on to its front."""

    kind: Kind
    value: float
    front: Front = NO_FRONT


class Count(NamedTuple):
    """A number over pieces `first` to `last`, not including `last`. `low` and `high` differ where it is vague."""

    first: int
    last: int
    low: int | float
    high: int | float | None
    front: Front  # of its first piece
    scale: float = 0  # the thousand or million it ends on
    is_ordinal: bool = False
    is_part: bool = False  # نصف, ثلث
    is_numeral: bool = False  # written in digits alone


def read_senses(pieces: Sequence[Piece]) -> list[Sense | None]:
    """Give what each piece counts by itself, or None."""
    senses = [_sense_of(piece) for piece in pieces]
    for place, sense in enumerate(senses):
        # وأحد عشر is spelled like واحد, which no ten follows.
        if sense and sense.kind == "one" and sense.value == 1 and sense.front is NO_FRONT and _is_teen(senses, place):
            senses[place] = Sense("head", 1, _split_one(pieces[place].form))
    return senses


def _split_one(form: str) -> Front:
    return next((front for front, rest in split_fronts(form) if front.joins and rest in _words()), NO_FRONT)


def _sense_of(piece: Piece) -> Sense | None:
    if piece.kind == "numeral":
        value = read_numeral(piece.form)
        return None if value is None else Sense("numeral", value, piece.front)
    return _look_up(piece.form) if piece.kind == "word" else None


@functools.lru_cache(maxsize=1 << 15)
def _look_up(form: str) -> Sense | None:
    words = _words()
    if form in load_folded("ar", "numbers_whole"):
        return None
    for front, rest in split_fronts(form):
        if rest in words and not (front.defines and words[rest].kind in {"head", "two"}):  # الأحد, الاثنين are days
            return words[rest]._replace(front=front)
    return None


@functools.cache
def _words() -> dict[str, Sense]:
    return {fold(row.word): Sense(row.kind, row.value) for row in load_table("ar", "numbers", Row, "word")}


_GROUPING = ",،٬"
_GLOSS = 10  # times a scale: what has so many digits is no count of it


def read_count(pieces: Sequence[Piece], senses: Sequence[Sense | None], first: int) -> Count | None:
    """Read the longest number that begins at a piece; None where none does."""
    sense = senses[first]
    if sense is None or (sense.kind == "head" and not _is_teen(senses, first)):
        return None
    if sense.kind == "ordinal":
        return _read_ordinal(senses, first, sense)
    if sense.kind == "hundred" and sense.front.defines and (sense.front.leans or _follows_in(pieces, first)):
        return None  # خمسة بالمئة, خمسة في المئة: the unit, not the number
    return _read_cardinal(pieces, senses, first, sense)


def _is_teen(senses: Sequence[Sense | None], first: int) -> bool:
    following = senses[first + 1] if first + 1 < len(senses) else None
    return following is not None and following.kind == "ten" and following.front is NO_FRONT


def _follows_in(pieces: Sequence[Piece], place: int) -> bool:
    return place > 0 and pieces[place - 1].form == "في"


def _read_ordinal(senses: Sequence[Sense | None], first: int, sense: Sense) -> Count:
    """Read الثالث, الثالث عشر, الثالث والعشرين."""
    value, last = sense.value, first + 1
    following = senses[last] if last < len(senses) else None
    if (
        following
        and value < 10
        and (
            (following.kind == "ten" and following.front is NO_FRONT)
            or (following.kind == "tens" and following.front.joins and following.front.defines)
        )
    ):
        value, last = value + following.value, last + 1
    whole = int(value)
    return Count(first, last, whole, whole, is_ordinal=True, front=sense.front)


def _read_cardinal(pieces: Sequence[Piece], senses: Sequence[Sense | None], first: int, sense: Sense) -> Count:
    """Add up thousands from left to right: `group` waits for its scale, `total` has had it."""
    total, group, scale = 0.0, _begin(pieces, senses, first, sense), 0.0
    if sense.kind in {"scale", "pair"}:
        total, group, scale = sense.value, 0.0, _one_of(sense)
    place, before = first + 1, sense
    while (after := _look_at(senses, place)) and _may_follow(before, after, scale):
        if _is_another(senses, place, scale):
            break
        if before.kind == "part" and scale:
            pass  # مليون ونصف المليون
        elif after.kind in {"scale", "many", "pair"} and not after.front.joins:
            is_gloss = place == first + 1 and _is_grouped(pieces[first].form) and group >= _GLOSS * after.value
            multiplied = group if is_gloss else (group or total) * after.value
            total, group = (total if group else 0.0) + multiplied, 0.0
            scale = _one_of(after)
        elif after.kind in {"scale", "pair"}:
            total, scale = total + after.value, _one_of(after)
        elif after.kind == "part":
            total += after.value * scale
        elif after.kind == "hundred" and not after.front.joins:
            group *= after.value
        else:
            group += after.value
        place, before = place + 1, after
    low, high = spread(senses[first:place], total + group)
    return Count(
        first,
        place,
        low,
        high,
        scale=scale,
        is_part=sense.kind == "part" and place == first + 1,
        is_numeral=sense.kind == "numeral" and place == first + 1,
        front=sense.front,
    )


def _look_at(senses: Sequence[Sense | None], place: int) -> Sense | None:
    return senses[place] if place < len(senses) else None


def _is_another(senses: Sequence[Sense | None], place: int, scale: float) -> bool:
    """Tell whether a number of its own begins: ما بين 30 مليارا و60 مليارا."""
    after, following = senses[place], _look_at(senses, place + 1)
    if after is None or following is None or after.kind == "part" or not after.front.joins:
        return False  # مليونان ونصف المليون
    return following.kind in {"scale", "many"} and not following.front.joins and following.value >= scale > 0


def _is_grouped(form: str) -> bool:
    """Tell whether a numeral has all its digits, so that a scale behind it only reads it out: 17,106 آلاف وجبة."""
    return any(sign in form for sign in _GROUPING)


def _one_of(sense: Sense) -> float:
    """Give the scale itself: a million of مليونان."""
    return sense.value / 2 if sense.kind == "pair" else sense.value


def _begin(pieces: Sequence[Piece], senses: Sequence[Sense | None], first: int, sense: Sense) -> float:
    following = senses[first + 1] if first + 1 < len(senses) else None
    if sense.kind == "numeral" and following and following.kind in {"scale", "many"}:
        return read_numeral(pieces[first].form, measured=True) or 0.0
    return sense.value


# What may stand behind a word of number without "and": the second half of a teen, a hundred, a scale.
_BARE = {
    "one": {"ten", "hundred", "scale", "many"},
    "two": {"scale"},
    "head": {"ten"},
    "ten": {"scale", "many"},
    "tens": {"scale", "many"},
    "hundred": {"scale", "many"},
    "scale": {"scale"},
    "many": {"many"},
    "few": {"many", "scale"},
    "part": {"scale"},
    "numeral": {"scale", "many"},
}
_BELOW_HUNDRED = {"one", "two", "head", "ten", "tens"}


def _may_follow(before: Sense, after: Sense, scale: float) -> bool:
    if after.front.leans:
        return False
    if before.kind == "part" and scale:
        return after.kind == "scale" and after.value == scale and not after.front.joins
    if before.kind == "scale" == after.kind and not after.front.joins:
        return after.value > before.value  # ألف مليون
    if not after.front.joins:
        return after.kind in _BARE.get(before.kind, ()) and (not after.front.defines or after.kind in {"many", "scale"})
    if before.kind in {"one", "two"}:
        return after.kind == "tens" and before.value < 10
    if before.kind == "hundred":
        return after.kind in _BELOW_HUNDRED
    if before.kind in {"scale", "pair", "many"} and scale:
        return after.kind not in {"many", "few", "ordinal"} and after.value < scale
    return False


def spread(senses: Sequence[Sense | None], value: float) -> tuple[int | float, int | float | None]:
    """Give the least and the most that a number says: عشرات is twenty or more, بضعة three to nine."""
    first = senses[0]
    kind = first.kind if first else ""
    if kind == "many":
        return trim(value * 2), None
    return (trim(value), trim(value * 3)) if kind == "few" else (trim(value), trim(value))


def trim(value: float) -> int | float:
    """Give a whole number as one, without the noise of floating point."""
    value = float(f"{value:.12g}")  # 8.2 * 1000000 is not 8200000 in floating point
    return int(value) if value.is_integer() else value
