"""Readers of what is counted from publication, and of seasons, quarters, decades and parts of a stretch."""

import datetime as dt

from riwaya.times.anchors import (
    SAME,
    name_weekday,
    say_nothing,
    shift_unit,
    stretch_units,
    take_part,
)
from riwaya.times.found import Found
from riwaya.times.spans import PRECISIONS, span_months, step
from riwaya.times.words import When


def read_deictic(found: Found) -> When | None:
    """Read أمس, غدا, هذا اليوم."""
    is_a_day = (
        found.letter("day") == found.match.group()
        and found.item("day").value == 0
        and found.match.string[: found.match.start()].endswith("i")
    )
    if is_a_day and found.following() not in {"W", "("}:
        return None  # 8 ساعات في اليوم
    day = shift_unit("day", found.item("day").value, found.anchor)
    return day._replace(sort="deictic")


def read_other_day(_: Found) -> When:
    """Read اليوم التالي, of a day that only the page knows."""
    return say_nothing("day")


def read_weekday(found: Found) -> When | None:
    """Read الخميس, السبت المقبل."""
    item = found.item("weekday")
    return name_weekday(int(item.value), found.letter("turn"), found.anchor, item)


_STEPS = {"L": -1, "X": 1, "C": 0, "": 0}


def read_unit(found: Found) -> When | None:
    """Read العام الماضي, هذا الأسبوع."""
    unit = found.item("unit").unit
    if unit == "hour":
        return None
    return shift_unit(unit, _STEPS[found.letter("turn")], found.anchor)._replace(sort="unit")


def read_this_unit(found: Found) -> When | None:
    """Read هذا العام."""
    return shift_unit(found.item("unit").unit, 0, found.anchor)._replace(sort="unit")


def read_other_unit(found: Found) -> When | None:
    """Read العام نفسه, تلك السنة."""
    unit = found.item("unit").unit
    if unit in {"hour", "minute", "second", "spell", "sport"}:
        return None
    is_same = any(item.letter == "R" and item.value for item in found.run())
    return say_nothing(unit)._replace(sort=SAME if is_same else "")


def read_vague(found: Found) -> When | None:
    """Read مؤخرا, منذ سنوات."""
    is_match = any(item.unit in {"second", "minute"} for item in found.run())  # الدقائق الأخيرة of a match
    return None if is_match else When(None, None, "vague", "vague")


def read_last_units(found: Found) -> When | None:
    """Read السنوات الخمس الماضية, آخر 24 ساعة."""
    unit = found.item("unit").unit
    count = found.item("count").value if found.letter("count") else 2.0  # الأسبوعين الماضيين
    return stretch_units(unit, count * (_STEPS[found.letter("turn")] or -1), found.anchor)


def read_first_units(found: Found) -> When | None:
    """Read الأشهر التسعة الأولى من العام الماضي."""
    unit, whole = found.item("unit").unit, found.when("inner")
    if found.item("number").value != 1 or whole.first is None or PRECISIONS[unit] == "minute":
        return None
    last = step(whole.first, unit, found.item("count").value) - dt.timedelta(days=1)
    return When(whole.first, last, PRECISIONS[unit], "unit")


def read_season(found: Found) -> When | None:
    """Read صيف 2019, الصيف الماضي. Winter begins in December of the year before it is over."""
    number, day = int(found.item("season").value), found.anchor.day
    if found.letter("year"):
        years = [int(found.item("year").value)]
    elif found.letter("inner"):
        inner = found.when("inner")
        years = [inner.first.year] if inner.first and inner.precision == "year" else []
    else:
        years = [day.year - 1, day.year, day.year + 1] if day else []
    days = [span_months(year - (number == 1), 12 if number == 1 else 3 * number - 3, 3) for year in years]
    turn = found.letter("turn")
    if turn == "L" and day:
        days = [d for d in days if d.last < day][-1:]
    elif turn == "X" and day:
        days = [d for d in days if d.first > day][:1]
    elif day and len(days) > 1:
        days = [min(days, key=lambda d: abs(d.first - day))]
    first, last = days[0] if days else (None, None)
    return When(first, last, "season", "season")


def read_quarter(found: Found) -> When | None:
    """Read الربع الأول من عام 2018, النصف الثاني من العام الجاري."""
    share, number = found.item("share").value, int(found.item("number").value)
    whole = found.when("inner") if found.letter("inner") else shift_unit("year", 0, found.anchor)
    months = {0.25: 3, 0.5: 6}.get(share)
    if found.letter("latest"):
        number = round(1 / share)
    if months is None or number > 12 // months or (share == 0.5 and not found.letter("inner")):
        return None
    if whole.precision != "year" or whole.first is None:
        return say_nothing("season") if whole.precision == "year" else None
    first = step(whole.first, "month", months * (number - 1))
    return When(first, step(first, "month", months) - dt.timedelta(days=1), "season", "season")


def read_decade(found: Found) -> When | None:
    """Read تسعينيات القرن الماضي."""
    century = 1900 if found.item("decade").value >= 30 else 2000  # عشرينيات is of this century
    first = dt.date(century + int(found.item("decade").value), 1, 1)
    return When(first, dt.date(first.year + 9, 12, 31), "decade", "dated")


def read_year_decade(found: Found) -> When | None:
    """Read "the 1990s", and "the 1800s" as a century."""
    year = int(found.item("year").value)
    if year % 10:
        return None
    span, precision = (100, "century") if year % 100 == 0 and year < 2000 else (10, "decade")
    return When(dt.date(year, 1, 1), dt.date(year + span - 1, 12, 31), PRECISIONS[precision], "dated")


def read_century(found: Found) -> When | None:
    """Read القرن التاسع عشر."""
    number = int(found.item("number").value)
    if found.item("unit").unit != "century" or not 1 <= number <= 21:
        return None
    return When(dt.date(number * 100 - 99, 1, 1), dt.date(number * 100, 12, 31), "century", "dated")


def read_week_of(found: Found) -> When | None:
    """Read الأسبوع الأخير من رمضان, by sevens from the month's own edge."""
    month = found.when("inner")
    if found.item("unit").unit != "week" or month.precision != "month" or not month.first or not month.last:
        return None
    if found.letter("latest"):
        return When(month.last - dt.timedelta(days=6), month.last, "week")
    first = month.first + dt.timedelta(days=7 * (int(found.item("number").value) - 1))
    return When(first, min(month.last, first + dt.timedelta(days=6)), "week") if first <= month.last else None


def read_edge(found: Found) -> When | None:
    """Read مطلع مايو 2018."""
    return take_part(int(found.item("edge").value), found.when("inner"))


def read_edge_of_unit(found: Found) -> When | None:
    """Read نهاية الأسبوع, بداية العام. «قتل في نهاية الأسبوع» is of the last one, where this one's is still to come."""
    unit, edge = found.item("unit").unit, found.item("edge")
    whole = say_nothing(unit) if found.letter("kind") else shift_unit(unit, 0, found.anchor)  # العام الدراسي
    part = take_part(int(edge.value), whole)
    today, is_week = found.anchor.day, whole.precision == "week"
    if part and part.first and today and is_week and part.first > today and found.anchor.leans_back(edge):
        before = found.match.string[: found.match.start()][-1:]
        return part if before in _BOUNDS else take_part(int(edge.value), shift_unit(unit, -1, found.anchor))
    return part


_BOUNDS = frozenset("GHt")  # «قبل», «حتى», «إلى»
