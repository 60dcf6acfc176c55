"""Amounts said by a number: 20 شخصا, بين 3 و5 ملايين دولار, شهر واحد, السنوات الخمس."""

from riwaya.numbers import Count, skip_front, split_fronts
from riwaya.numbers.numerals import read_numeral
from riwaya.quantities.amounts import Amount, Value, make_amount, read_half, trim
from riwaya.quantities.barred import is_barred, is_dated
from riwaya.quantities.bounds import find_bound_before, find_bound_behind
from riwaya.quantities.counted import find_counted, find_single, is_harmed, is_person
from riwaya.quantities.line import Line, role_of
from riwaya.quantities.units import Unit, read_unit
from riwaya.times import is_age, says_age


def read_counted(line: Line, count: Count) -> Amount | None:
    """Give the amount that a number says, None where it counts nothing."""
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
        low = trim(low * second.scale)  # بين 3 و5 ملايين
    return low, top


def _exact(line: Line, count: Count, unit: Unit | None) -> Value:
    """Read a numeral once more where its unit tells the point from the thousands: 1.345 دولار."""
    if count.is_numeral and unit and unit.sort in {"money", "share", "measure"}:
        return read_numeral(line.form(count.first), measured=True) or count.low
    return count.low


_STROKES = frozenset("-–—ـ")


def _find_second(line: Line, count: Count) -> Count | None:
    """Give the upper end of a range: 15-35, من 5 إلى 10, بين 40 و50, 20 أو 25."""
    joint = line.form(count.last)
    following = line.counts.get(_pass_unit(line, count))
    if following and following.front.joins and _opens_range(line, count.first):
        return _order(count, following)
    if not (joint in _STROKES or role_of(joint) == "joint") or (joint == "الي" and _is_change(line, count.first)):
        return None
    second = line.counts.get(count.last + 1)
    return _order(count, second) if second else None


def _pass_unit(line: Line, count: Count) -> int:
    """Give the place behind a number, and behind its unit where the next number has the same: بين 30 كم و60 كم."""
    unit = read_unit(line, count.last)
    following = line.counts.get(unit.after) if unit else None
    again = read_unit(line, following.last) if following else None
    return unit.after if unit and again and unit.name == again.name else count.last


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
    if not line.is_word(before) or count.front.front:
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
                return make_amount(line, None, unit.name, (start, over.after), None, 1, top.low)
            return make_amount(line, find_bound_before(line, before), unit.name, (start, count.last), None, 1, 1)
    of = find_single(line, before)
    if of is None or line.form(count.last) == "من":
        return None  # واحدة من أهم المدن
    name = "person" if is_person(line.form(of)) else None
    start = line.pieces[count.first].start
    return make_amount(line, None, name, (start, count.last), _span(line, of), 1, 1)


def _bind(
    line: Line, count: Count, last: Count, unit: Unit | None, of: int | None, low: Value, high: Value | None
) -> Amount:
    first, after = count.first, last.last
    name = unit.name if unit else None
    if unit and unit.first >= last.last:
        after = unit.after if unit.first == last.last else after
        half, after = read_half(line, after)
        low, high = trim(low + half), None if high is None else trim(high + half)
    elif unit:
        first = unit.first
    opener = _opener(line, count, last)
    bound = find_bound_before(line, opener)
    if unit is None and (
        is_person(line.form(of)) if of is not None else is_harmed(line, bound.first if bound else opener)
    ):
        name = None if count.is_part else "person"
    if name in {"year", "month"} and is_age(line.pieces, count.first, after):
        name = f"{name}-age"
    if name is None and line.form(after) == "من" and after + 1 < len(line.pieces) and says_age(line.pieces[after + 1]):
        name, of = "year-age", None  # في العشرين من العمر
    start = line.pieces[opener].start
    if opener == count.first:
        start = _start(line, count, first)
    return make_amount(line, bound, name, (start, after), None if of is None else _span(line, of), low, high)


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
