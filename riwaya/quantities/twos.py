"""Amounts without a number: nouns and units that are two by their form, a unit and a half."""

import functools

from msgspec import Struct

from riwaya.lexicon import load_table
from riwaya.numbers import Front, skip_front, split_fronts
from riwaya.numbers.pieces import NO_FRONT
from riwaya.quantities.amounts import Amount, make_amount, read_half, trim
from riwaya.quantities.bounds import find_bound_before
from riwaya.quantities.counted import is_defined, is_person
from riwaya.quantities.line import Line, is_listed, stands_in
from riwaya.quantities.units import read_dual_unit, read_unit
from riwaya.text import fold


class _Dual(Struct, frozen=True):
    noun: str
    broken: bool


def read_dual(line: Line, place: int) -> Amount | None:
    """Give the amount that a noun or unit says by its form: جنديان, يومين, متر ونصف."""
    form = line.form(place)
    if form.endswith(("ان", "ين")):
        for front, rest in _dual_fronts(form):
            known = read_dual_unit(rest)
            if (not front.joins and _is_agreeing(line, place)) or (known and _names_numbers(line, place + 1)):
                return None
            if known and (known[1] == "time" or not front.defines):
                return _finish_dual(line, place, front, known[0], None)
            if not known and not front.defines:
                return _finish_dual(line, place, front, "person" if is_person(rest) else None, place)
    return _read_unit_and_half(line, place)


@functools.lru_cache(maxsize=1 << 14)
def _dual_fronts(form: str) -> tuple[tuple[Front, str], ...]:
    """Give the ways in which a word may be a dual: وساعتين is و + ساعتين, but ولايتين is whole."""
    if stands_in(form, "duals_whole"):
        return ((NO_FRONT, form),)
    if is_listed(form, "duals_false") or (is_defined(form) and not read_dual_unit(form.removeprefix("ال"))):
        return ()
    ways = [(front, rest) for front, rest in split_fronts(form) if read_dual_unit(rest) or _is_dual_noun(rest)]
    known = [
        way for way in ways if read_dual_unit(way[1]) or way[1][:-2] in _duals() or stands_in(way[1], "duals_whole")
    ]
    return tuple(known or ways[::-1])


def _finish_dual(line: Line, place: int, front: Front, unit: str | None, of: int | None) -> Amount:
    after = place + 1
    if stands_in(line.form(after), "twos"):
        after += 1
    half, after = read_half(line, after)
    start = line.pieces[place].start if front.defines else skip_front(line.text, line.pieces[place], front)
    value = trim(2 + half)
    head = None if of is None else (start, line.pieces[of].end)
    return make_amount(line, find_bound_before(line, place), unit, (start, after), head, value, value)


@functools.lru_cache(maxsize=1 << 14)
def _is_dual_noun(form: str) -> bool:
    """Tell جنديان and سيارتين from سلطان and مدنيين."""
    if form.endswith(("تان", "تين")) and len(form) > 4:
        return not (form.endswith("ستان") or is_listed(form, "duals_false"))
    broken = _duals().get(form[:-2])
    return broken is not None and (broken or form.endswith("ان"))


@functools.cache
def _duals() -> dict[str, bool]:
    return {fold(row.noun): row.broken for row in load_table("ar", "duals", _Dual, "noun")}


def _is_agreeing(line: Line, place: int) -> bool:
    """Tell the adjective behind a dual: طفلين سوريين."""
    form = line.form(place - 1)
    return form.endswith(("تان", "تين")) or (form.endswith(("ان", "ين")) and bool(_dual_fronts(form)))


def _names_numbers(line: Line, place: int) -> bool:
    """Tell العامين 2016 و2017 and الدقيقتين 11 و62 from عامين ونصف."""
    count = line.counts.get(place)
    return count is not None and count.is_numeral and not count.front.joins


def read_bare_range(line: Line, place: int) -> Amount | None:
    """Read من متر إلى متر ونصف, من نصف متر إلى متر, where the unit alone is one."""
    part = line.counts.get(place)
    if part is None and line.form(place + 1) != "الي":
        return None
    if part is not None and not part.is_part:
        return None
    unit = read_unit(line, place + 1 if part else place)
    top = read_unit(line, unit.after + 1) if unit and line.form(unit.after) == "الي" else None
    if unit is None or top is None or top.name != unit.name:
        return None
    half, after = read_half(line, top.after)
    low, high = (float(part.low) if part else 1), trim(1 + half)
    if low >= high:
        return None
    first = place - 1 if line.form(place - 1) == "من" else place
    return make_amount(line, None, unit.name, (line.pieces[first].start, after), None, low, high)


def _read_unit_and_half(line: Line, place: int) -> Amount | None:
    """Read متر ونصف."""
    following = line.counts.get(place + 1)
    if following is None or not following.is_part or not following.front.joins:
        return None
    unit = read_unit(line, place)
    if unit is None:
        return None
    half, after = read_half(line, place + 1)
    return make_amount(
        line, find_bound_before(line, place), unit.name, (line.pieces[place].start, after), None, 1 + half, 1 + half
    )
