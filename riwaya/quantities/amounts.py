"""Numbers with their bounds, ranges and units, and nouns and units that are two by their form."""

import functools
from typing import NamedTuple

from msgspec import Struct

from riwaya.lexicon import load_table
from riwaya.numbers import Count, Front, skip_front, split_fronts
from riwaya.numbers.numerals import read_numeral
from riwaya.numbers.pieces import NO_FRONT
from riwaya.quantities.barred import is_barred, is_dated
from riwaya.quantities.bounds import Bound, find_bound_before, find_bound_behind
from riwaya.quantities.counted import find_counted, find_single, is_defined, is_harmed, is_person
from riwaya.quantities.line import Line, is_listed, role_of, stands_in
from riwaya.quantities.units import Unit, read_dual_unit, read_unit
from riwaya.text import fold
from riwaya.times import is_age, says_age

Value = int | float


class Amount(NamedTuple):
    """What a number says: its values and unit, the offsets it stands in, the piece of what it counts."""

    low: Value | None
    best: Value | None
    high: Value | None
    unit: str | None
    start: int
    end: int
    of: tuple[int, int] | None  # the offsets of the head of what is counted
    after: int  # the next piece to be read


class _Dual(Struct, frozen=True):
    noun: str
    broken: bool


def read_amount(line: Line, place: int) -> Amount | None:
    """Give the amount that begins at a piece, None where none does."""
    count = line.counts.get(place)
    if count is not None:
        return None if count.is_ordinal else _read_counted(line, count)
    return _read_dual(line, place) if line.is_word(place) else None


# --- numbers ---------------------------------------------------------------------------------------------------


def _read_counted(line: Line, count: Count) -> Amount | None:
    if count.low == 1 and not count.is_numeral:
        return _read_one(line, count)
    second = _find_second(line, count)
    last = second or count
    unit = read_unit(line, last.last) or _read_sign(line, count) or _read_unit_before(line, count)
    of = _find_noun(line, count, last, unit)
    if is_dated(line, count, unit) or (second and is_dated(line, second, unit)):
        return None
    is_counted = of == last.last or find_bound_before(line, count.first) is not None or _has_bound_behind(line, count)
    if second is None and is_barred(line, count, has_unit=unit is not None, has_noun=is_counted):
        return None
    if second and unit is None and (of is None or of < count.first):
        return None
    if second is None and unit is None:
        unit = _share_unit(line, count)
    low, high = _values(line, count, second, unit)
    return _bind(line, count, last, unit, of, low, high)


def _has_bound_behind(line: Line, count: Count) -> bool:
    bound = find_bound_behind(line, count.last)
    return bound is not None and bound.first == count.last


def _find_noun(line: Line, count: Count, last: Count, unit: Unit | None) -> int | None:
    if unit is None:
        return find_counted(line, last._replace(first=count.first, front=count.front), last.last)
    if unit.sort in {"share", "measure"} and line.form(unit.after) == "من":
        return find_counted(line, last, unit.after)
    return None


def _read_sign(line: Line, count: Count) -> Unit | None:
    """Read $20, where the sign stands first."""
    sign = line.form(count.first - 1)
    return read_unit(line, count.first - 1) if sign in {"$", "€", "£"} else None


def _read_unit_before(line: Line, count: Count) -> Unit | None:
    """Read السنوات الخمس, where a unit of time with the article stands first."""
    before = count.first - 1
    if not count.front.defines or count.is_numeral or not line.is_word(before):
        return None
    for front, rest in split_fronts(line.form(before)):
        unit = read_unit(line, before, rest)
        if unit and front.defines and unit.sort == "time" and unit.after == count.first:
            return unit
    return None


def _share_unit(line: Line, count: Count) -> Unit | None:
    """Take the unit of the number behind و: 40 و50 في المائة."""
    following = line.counts.get(count.last)
    if following is None or not following.front.joins or not (count.is_numeral and following.is_numeral):
        return None
    unit = read_unit(line, following.last)
    return unit if unit and unit.sort == "share" else None


def _values(line: Line, count: Count, second: Count | None, unit: Unit | None) -> tuple[Value, Value | None]:
    low, high = _exact(line, count, unit), count.high
    if second is None:
        return low, low if high is not None and count.low == count.high else high
    top = _exact(line, second, unit)
    if second.scale and not count.scale and low < second.scale:
        low = _whole(low * second.scale)  # بين 3 و5 ملايين
    return low, top


def _exact(line: Line, count: Count, unit: Unit | None) -> Value:
    """Read a numeral once more where its unit tells the point from the thousands: 1.345 دولار."""
    if count.is_numeral and unit and unit.sort in {"money", "share", "measure"}:
        return read_numeral(line.form(count.first), measured=True) or count.low
    return count.low


def _whole(value: Value) -> Value:
    return int(value) if value == int(value) else float(f"{value:.12g}")


_JOINTS = {"-", "–", "—", "الي", "او", "حتي", "ـ"}


def _find_second(line: Line, count: Count) -> Count | None:
    """Give the upper end of a range: 15-35, من 5 إلى 10, بين 40 و50, 20 أو 25."""
    joint = line.form(count.last)
    following = line.counts.get(count.last)
    if following and following.front.joins and _opens_range(line, count.first):
        return _order(count, following)
    if joint not in _JOINTS or (joint == "الي" and _is_change(line, count.first)):
        return None
    second = line.counts.get(count.last + 1)
    return _order(count, second) if second else None


def _order(count: Count, second: Count) -> Count | None:
    if second.is_ordinal or second.is_part or second.high is None:
        return None
    low = count.low * second.scale if second.scale and not count.scale else count.low
    return second if low < second.low else None


def _opens_range(line: Line, first: int) -> bool:
    return any(role_of(line.form(place)) == "range" for place in (first - 1, first - 2))


def _is_change(line: Line, first: int) -> bool:
    """Tell ارتفع من 3 إلى 5, which are two values, from من 3 إلى 5 أيام."""
    before = range(max(0, first - 8), first)
    return line.form(first - 1) == "من" and any(role_of(line.form(place)) == "change" for place in before)


def _read_one(line: Line, count: Count) -> Amount | None:
    """Read شهر واحد, جولة واحدة, where what is counted stands before the number; ثانية واحدة إلى 10 ثوان."""
    before = count.first - 1
    if not line.is_word(before) or count.front.front or line.form(count.last) == "من":
        return None
    if is_barred(line, count, has_unit=True, has_noun=True):
        return None
    for front, rest in split_fronts(line.form(before)):
        unit = read_unit(line, before, rest)
        if unit and unit.after == count.first and unit.sort != "share" and not front.defines:
            start = skip_front(line.text, line.pieces[before], front)
            top = line.counts.get(count.last + 1) if line.form(count.last) == "الي" else None
            over = read_unit(line, top.last) if top else None
            if top and over and over.name == unit.name:
                start = line.pieces[before - 1].start if line.form(before - 1) == "من" else start
                return _finish(line, None, unit.name, (start, over.after), None, 1, top.low)
            return _finish(line, find_bound_before(line, before), unit.name, (start, count.last), None, 1, 1)
    of = find_single(line, before)
    if of is None:
        return None
    name = "person" if is_person(line.form(of)) else None
    start = line.pieces[count.first].start
    return _finish(line, None, name, (start, count.last), _span(line, of), 1, 1)


# --- twos ------------------------------------------------------------------------------------------------------


def _read_dual(line: Line, place: int) -> Amount | None:
    form = line.form(place)
    if form.endswith(("ان", "ين")) and not _is_agreeing(line, place):
        for front, rest in _dual_fronts(form):
            known = read_dual_unit(rest)
            if known and known[1] == "time" and place + 1 in line.counts and place + 1 in line.dated:
                return None  # العامين 2016 و2017
            if known and (known[1] == "time" or not front.defines):
                return _finish_dual(line, place, front, known[0], None)
            if not known and not front.defines:
                return _finish_dual(line, place, front, "person" if is_person(rest) else None, place)
    return _read_unit_and_half(line, place)


@functools.lru_cache(maxsize=1 << 14)
def _dual_fronts(form: str) -> tuple[tuple[Front, str], ...]:
    """Give the ways in which a word may be a dual: وساعتين is و + ساعتين, but ولايتين is whole."""
    if stands_in(form, "duals_whole") or is_defined(form) and not read_dual_unit(form.removeprefix("ال")):
        return ((NO_FRONT, form),) if stands_in(form, "duals_whole") else ()
    if is_listed(form, "duals_false"):
        return ()
    ways = [(front, rest) for front, rest in split_fronts(form) if read_dual_unit(rest) or _is_dual_noun(rest)]
    known = [way for way in ways if read_dual_unit(way[1]) or way[1][:-2] in _duals() or stands_in(way[1], "duals_whole")]
    return tuple(known or ways[::-1])


def _finish_dual(line: Line, place: int, front: Front, unit: str | None, of: int | None) -> Amount:
    after = place + 1
    if stands_in(line.form(after), "twos"):
        after += 1
    half, after = _read_half(line, after)
    start = line.pieces[place].start if front.defines else skip_front(line.text, line.pieces[place], front)
    value = _whole(2 + half)
    head = None if of is None else (start, line.pieces[of].end)
    return _finish(line, find_bound_before(line, place), unit, (start, after), head, value, value)


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


def _read_half(line: Line, after: int) -> tuple[float, int]:
    """Read ونصف and what may follow it: عامين ونصف, أسبوع ونصف الأسبوع."""
    part = line.counts.get(after)
    if part is None or not part.is_part or not part.front.joins:
        return 0.0, after
    again = line.form(part.last).removeprefix("ال")
    repeats = bool(again) and again in {line.form(after - 1), line.form(after - 1).removeprefix("ال")}
    return float(part.low), part.last + repeats


def _read_unit_and_half(line: Line, place: int) -> Amount | None:
    """Read متر ونصف."""
    following = line.counts.get(place + 1)
    if following is None or not following.is_part or not following.front.joins:
        return None
    unit = read_unit(line, place)
    if unit is None:
        return None
    half, after = _read_half(line, place + 1)
    return _finish(line, find_bound_before(line, place), unit.name, (line.pieces[place].start, after), None, 1 + half, 1 + half)


# --- together --------------------------------------------------------------------------------------------------


def _bind(
    line: Line, count: Count, last: Count, unit: Unit | None, of: int | None, low: Value, high: Value | None
) -> Amount:
    first, after = count.first, last.last
    name = unit.name if unit else None
    if unit and unit.first >= last.last:
        after = unit.after if unit.first == last.last else after
        half, after = _read_half(line, after)
        low, high = _whole(low + half), None if high is None else _whole(high + half)
    elif unit:
        first = unit.first
    opener = _opener(line, count, last)
    bound = find_bound_before(line, opener)
    if unit is None and (is_person(line.form(of)) if of is not None else is_harmed(line, bound.first if bound else opener)):
        name = None if count.is_part else "person"
    if name in {"year", "month"} and is_age(line.pieces, count.first, after):
        name = f"{name}-age"
    if name is None and line.form(after) == "من" and after + 1 < len(line.pieces) and says_age(line.pieces[after + 1]):
        name, of = "year-age", None  # في العشرين من العمر
    start = line.pieces[opener].start
    if opener == count.first:
        start = _start(line, count, first)
    return _finish(line, bound, name, (start, after), None if of is None else _span(line, of), low, high)


def _span(line: Line, place: int) -> tuple[int, int]:
    return line.pieces[place].start, line.pieces[place].end


def _opener(line: Line, count: Count, last: Count) -> int:
    """Give where a range opens: at its من, بين or ما بين."""
    if last is count:
        return count.first
    if _opens_range(line, count.first):
        place = count.first - 1 if role_of(line.form(count.first - 1)) == "range" else count.first - 2
        return place - 1 if line.form(place - 1) == "ما" else place
    is_span = line.form(count.last) != "او" and line.form(count.first - 1) == "من"
    return count.first - 1 if is_span else count.first


def _start(line: Line, count: Count, first: int) -> int:
    piece = line.pieces[first]
    if first != count.first or piece.kind == "numeral":
        return piece.start
    return piece.start if count.front.defines and not count.front.leans else skip_front(line.text, piece, count.front)


def _finish(
    line: Line,
    bound: Bound | None,
    unit: str | None,
    reach: tuple[int, int],
    of: tuple[int, int] | None,
    low: Value,
    high: Value | None,
) -> Amount:
    """Put bound, values and span together. `reach`: the offset where the number begins, the piece behind it."""
    start, after = reach
    end = line.pieces[after - 1].end
    behind = None if bound else find_bound_behind(line, after)
    if behind:
        end = line.pieces[behind.after - 1].end
    elif bound:
        piece = line.pieces[bound.first]
        start = piece.start + len(bound.skipped)
    kind = (bound or behind).kind if bound or behind else "exact"
    best = low if low == high else None
    values: dict[str, tuple[Value | None, Value | None, Value | None]] = {
        "exact": (low, best, high),
        "about": (None, best, None) if best is not None else (low, None, high),
        "least": (low, None, None),
        "most": (None, None, high if high is not None else low),
    }
    return Amount(*values[kind], unit, start, end, of, max(after, behind.after if behind else 0))
