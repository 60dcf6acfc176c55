"""How exact a number is said to be: نحو 20, أكثر من 20, 20 على الأقل, تصل إلى 20."""

import functools
from typing import Literal, NamedTuple

from msgspec import Struct

from riwaya.lexicon import load_table
from riwaya.numbers import Phrases, index_phrases, match_phrase, split_fronts
from riwaya.quantities.line import Line

Kind = Literal["about", "least", "most", "exact"]

_LONGEST = 4  # words of a phrase before a number: ما لا يقل عن
_BEHIND = 3  # pieces between a number and what bounds it from behind: 6 براميل متفجرة على الأقل


class Bound(NamedTuple):
    """A bound over pieces `first` up to, not including, `after`, and the letters before its first word."""

    kind: Kind
    first: int
    after: int
    skipped: str  # what is written on to its front: بأكثر من


class _Row(Struct, frozen=True):
    phrase: str
    bound: Kind
    side: Literal["before", "both"]


def find_bound_before(line: Line, first: int) -> Bound | None:
    """Give the bound that ends where a number begins, or one word before it: تجاوزت قيمتها 100 مليار."""
    for last in (first, first - 1) if _is_owned(line.form(first - 1)) else (first,):
        for start in range(max(0, last - _LONGEST), last):
            bound = _match(line, start, last)
            if bound and (last == first or bound.kind == "least") and not _bounds_behind(line, bound, first):
                return bound
    return None


def _bounds_behind(line: Line, bound: Bound, first: int) -> bool:
    """Tell whether a bound is of the number before it: قتيلان على الأقل و13 جريحا."""
    count = line.counts.get(first)
    found = match_phrase(_phrases(), line.pieces, bound.first)
    return count is not None and count.front.joins and found is not None and found[0].side == "both"


def _is_owned(form: str) -> bool:
    return len(form) > 4 and form.endswith(("ها", "هم"))


def _match(line: Line, start: int, last: int) -> Bound | None:
    for front, rest in split_fronts(line.form(start)):
        if front.leans and rest[:1] in "تي":
            continue  # لتصل إلى is what it came to, تصل إلى the most there is
        found = match_phrase(_phrases(), line.pieces, start, rest)
        if found and found[1] == last:
            return Bound(found[0].bound, start, last, front.front)
    return None


def find_bound_behind(line: Line, after: int) -> Bound | None:
    """Give the bound that follows a number, with at most a noun and its adjective between."""
    for place in range(after, min(after + _BEHIND, len(line.pieces))):
        if line.pieces[place].kind == "sign" or place in line.counts:
            return None
        found = match_phrase(_phrases(), line.pieces, place)
        if found and found[0].side == "both":
            return Bound(found[0].bound, place, found[1], "")
    return None


@functools.cache
def _phrases() -> Phrases[_Row]:
    return index_phrases((row.phrase, row) for row in load_table("ar", "bounds", _Row, "phrase"))
