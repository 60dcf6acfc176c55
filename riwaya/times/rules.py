"""The shapes of temporal expressions over the letters of `words.py`, and how each is read.

A cascade: each shape is looked for over the whole row, in order, and what it finds becomes one letter `Z` that later
shapes build on. `24 مارس` is a `Z`, `مساء` before it makes a longer `Z`, `من ... إلى ...` joins two. After the finite
state cascades of Abney (1996), with regular expressions over letters in the place of automata.
"""

import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

from riwaya.times.anchors import (
    Anchor,
    join_days,
    name_day,
    name_month,
    name_weekday,
    name_year,
    say_nothing,
    shift_unit,
    stretch_units,
    take_part,
)
from riwaya.times.spans import PRECISIONS, span_months, step
from riwaya.times.words import Item, When


class Found(NamedTuple):
    """What a shape matched on a row."""

    match: re.Match[str]
    row: list[Item]
    anchor: Anchor

    def item(self, name: str) -> Item:
        """Give the first item of a group that took part."""
        return self.row[self.match.start(name)]

    def items(self, name: str) -> list[Item]:
        """Give all items of a group; none where it took no part."""
        start, end = self.match.span(name) if name in self.match.re.groupindex else (0, 0)
        return self.row[start:end]

    def run(self) -> list[Item]:
        """Give all items of the match."""
        return self.row[self.match.start() : self.match.end()]

    def following(self) -> str:
        """Give the letter behind the match, "" at the end."""
        return self.match.string[self.match.end() : self.match.end() + 1]

    def when(self, name: str) -> When:
        """Give what an inner expression says."""
        return self.item(name).when or When(None, None, "vague")

    def letter(self, name: str) -> str:
        """Give the letters of a group, "" where it took no part."""
        return (self.match.groupdict().get(name) or "") if name in self.match.re.groupindex else ""


Reader = Callable[[Found], When | None]

def _amount(found: Found) -> tuple[float, str] | None:
    """Give a number of units and the unit."""
    much = found.items("much")
    unit = next(item.unit for item in much if item.unit)
    count = next((item.value for item in much if item.letter in "nQ"), 2.0 if much[-1].letter == "v" else 1.0)
    if much[0].letter in "1234567" and len(much) == 2 and count != 1:
        return None  # سنة 2018, يوم 26
    half = next((item.value for item in found.items("half") if item.letter == "Q"), 0.0)
    if count < 1 and unit in _SMALLER:
        finer, times = _SMALLER[unit]
        return count * times, finer  # نصف قرن
    return count + half, unit


_SMALLER = {"century": ("year", 100), "decade": ("year", 10), "year": ("month", 12), "month": ("day", 30)}


# --- clocks ----------------------------------------------------------------------------------------------------


def _read_clock(found: Found) -> When | None:
    day = found.anchor.day
    return When(day, day, "minute", "clock")


# --- dates -----------------------------------------------------------------------------------------------------


def _read_date(found: Found) -> When | None:
    day = int(found.item("day").value)
    year = found.item("year") if found.letter("year") else None
    if not 1 <= day <= 31 or found.item("day").value != day:
        return None
    return name_day(day, found.item("month"), year, found.letter("turn"), found.anchor)


def _read_days(found: Found) -> When | None:
    """Read two days of one month: من 26 إلى 28 مارس."""
    last = _read_date(found)
    first = int(found.item("first").value)
    if last is None or last.last is None or not 1 <= first < int(found.item("day").value):
        return last if last and not last.last else None
    return last._replace(first=last.last - dt.timedelta(days=int(found.item("day").value) - first))


def _read_day_of_this(found: Found) -> When | None:
    day, today = found.item("day").value, found.anchor.day
    if day not in range(1, 32) or today is None:
        return None
    month = found.item("day")._replace(value=today.month, unit="gregorian")
    return name_day(int(day), month, month._replace(value=today.year), "", found.anchor)


def _read_month(found: Found) -> When | None:
    year = found.item("year") if found.letter("year") else None
    return name_month(found.item("month"), year, found.letter("turn"), found.anchor)


def _read_numeric(found: Found) -> When | None:
    one, two, three = (int(found.item(name).value) for name in ("one", "two", "three"))
    day, year = (one, three) if found.item("three").letter == "y" else (three, one)
    if found.item("one").letter == found.item("three").letter or not 1 <= two <= 12:
        return None
    era = "hijri" if year in range(1343, 1501) else "gregorian"
    month = found.item("two")._replace(value=two, unit=era)
    return name_day(day, month, found.item("three")._replace(value=year), "", found.anchor)


def _read_year(found: Found) -> When | None:
    year = found.item("year")
    value = int(year.value)
    if year.letter == "n" and value not in (range(500, 2100) if found.letter("era") else range(1000, 2100)):
        return None  # 11:53 م
    return name_year(value, found.item("era").unit if found.letter("era") else "")


def _read_bare_year(found: Found) -> When | None:
    value = int(found.item("year").value)
    return name_year(value, "gregorian") if 1900 <= value <= 2050 else None


def _read_years(found: Found) -> When | None:
    """Read عامي 2011 و2012, العام الدراسي 1436/1437 هـ, موسم 2018-2019."""
    era = found.item("era").unit if found.letter("era") else ""
    first, last = (name_year(int(found.item(name).value), era) for name in ("one", "two"))
    if not first or not last or not first.first or not last.last or first.first >= last.last:
        return None
    return When(first.first, last.last, "year", "dated")


# --- counted from publication ----------------------------------------------------------------------------------


def _read_deictic(found: Found) -> When | None:
    day = shift_unit("day", found.item("day").value, found.anchor)
    return day._replace(sort="deictic")


def _read_weekday(found: Found) -> When | None:
    item = found.item("weekday")
    return name_weekday(int(item.value), found.letter("turn"), found.anchor, item)


_STEPS = {"L": -1, "X": 1, "C": 0, "": 0}


def _read_unit(found: Found) -> When | None:
    """Read العام الماضي, هذا الأسبوع."""
    unit = found.item("unit").unit
    if unit == "hour":
        return None
    return shift_unit(unit, _STEPS[found.letter("turn")], found.anchor)._replace(sort="unit")


def _read_this_unit(found: Found) -> When | None:
    return shift_unit(found.item("unit").unit, 0, found.anchor)._replace(sort="unit")


def _read_other_unit(found: Found) -> When | None:
    unit = found.item("unit").unit
    return None if unit in {"hour", "minute", "second", "spell", "sport"} else say_nothing(unit)


def _read_vague(found: Found) -> When | None:
    is_match = any(item.unit in {"second", "minute"} for item in found.run())  # الدقائق الأخيرة of a match
    return None if is_match else When(None, None, "vague", "vague")


def _read_last_units(found: Found) -> When | None:
    """Read السنوات الخمس الماضية, آخر 24 ساعة."""
    unit = found.item("unit").unit
    count = found.item("count").value if found.letter("count") else 2.0  # الأسبوعين الماضيين
    return stretch_units(unit, count * (_STEPS[found.letter("turn")] or -1), found.anchor)


def _read_first_units(found: Found) -> When | None:
    """Read الأشهر التسعة الأولى من العام الماضي."""
    unit, whole = found.item("unit").unit, found.when("inner")
    if found.item("number").value != 1 or whole.first is None or PRECISIONS[unit] == "minute":
        return None
    last = step(whole.first, unit, found.item("count").value) - dt.timedelta(days=1)
    return When(whole.first, last, PRECISIONS[unit], "unit")


def _read_season(found: Found) -> When | None:
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
    return When(*(days[0] if days else (None, None)), "season", "season")


def _read_quarter(found: Found) -> When | None:
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


def _read_decade(found: Found) -> When | None:
    century = 1900 if found.item("decade").value >= 30 else 2000  # عشرينيات is of this century
    first = dt.date(century + int(found.item("decade").value), 1, 1)
    return When(first, dt.date(first.year + 9, 12, 31), "decade", "dated")


def _read_century(found: Found) -> When | None:
    number = int(found.item("number").value)
    if found.item("unit").unit != "century" or not 1 <= number <= 21:
        return None
    return When(dt.date(number * 100 - 99, 1, 1), dt.date(number * 100, 12, 31), "century", "dated")


def _read_week_of(found: Found) -> When | None:
    """Read الأسبوع الأخير من رمضان, by sevens from the month's own edge."""
    month = found.when("inner")
    if found.item("unit").unit != "week" or month.precision != "month" or not month.first or not month.last:
        return None
    if found.letter("latest"):
        return When(month.last - dt.timedelta(days=6), month.last, "week")
    first = month.first + dt.timedelta(days=7 * (int(found.item("number").value) - 1))
    return When(first, min(month.last, first + dt.timedelta(days=6)), "week") if first <= month.last else None


def _read_edge(found: Found) -> When | None:
    return take_part(int(found.item("edge").value), found.when("inner"))


def _read_edge_of_unit(found: Found) -> When | None:
    """Read نهاية الأسبوع, بداية العام."""
    unit = found.item("unit").unit
    whole = say_nothing(unit) if found.letter("kind") else shift_unit(unit, 0, found.anchor)  # العام الدراسي
    return take_part(int(found.item("edge").value), whole)


# --- composed --------------------------------------------------------------------------------------------------


def _read_two_days(found: Found) -> When | None:
    """Read two writings of one day: أمس الخميس, اليوم الجمعة الموافق 15 / 10 / 1436 هـ, الجمعة 24 أبريل."""
    one, two = found.when("one"), found.when("two")
    if one.first is None or two.first is None:
        return one if one.sort != two.sort else None
    match one.sort, two.sort:
        case ("deictic", "weekday"):
            return join_days(one, two.first.isoweekday())
        case ("deictic" | "weekday", "dated" | "open"):
            return two
        case ("dated" | "open", "weekday"):
            return one
        case ("dated" | "open", "dated" | "open") if found.letter("sign"):
            is_one_day = abs(one.first - two.first) <= dt.timedelta(days=3)  # calendars differ by the crescent
            return (one if one.sort == "dated" else two) if is_one_day else None
    return None


def _read_inner(found: Found) -> When | None:
    return found.when("inner")


def _read_earlier(found: Found) -> When | None:
    """Read وقت سابق من الشهر الحالي, وقت سابق اليوم."""
    if found.letter("inner"):
        return found.when("inner")
    return found.when("today") if found.when("today").sort in {"deictic", "weekday", "unit"} else None


def _read_night(found: Found) -> When | None:
    """Read ليل السبت الأحد: the night between two days."""
    one, two = found.when("one"), found.when("two")
    if one.first is None or two.first is None or (two.first - one.first).days % 7 != 1:
        return None
    return two._replace(first=two.first - dt.timedelta(days=1))


def _read_both_days(found: Found) -> When | None:
    one, two = found.when("one"), found.when("two")
    if found.item("both").value != 2 or one.first is None or two.first is None:
        return None
    last = one.first + dt.timedelta(days=(two.first - one.first).days % 7)
    return When(one.first, last, "day", one.sort)


def _read_day_of(found: Found) -> When | None:
    """Read 21 من الشهر المقبل."""
    month, day = found.when("inner"), found.item("day").value
    if month.precision != "month" or month.sort in {"dated", "open"} or day not in range(1, 32):
        return None
    if month.first is None or month.last is None:
        return say_nothing("day")
    first = month.first + dt.timedelta(days=day - 1)
    return When(first, first, "day", "dated") if first <= month.last else None


def _read_timed(found: Found) -> When | None:
    return found.when("inner")._replace(precision="minute")


def _read_range(found: Found) -> When | None:
    one, two = found.when("one"), found.when("two")
    first, last = one.first, two.last
    if first and last and one.sort == "open" and two.sort == "dated":
        first = step(first, "year", last.year - first.year)
    if first and last and first > last and one.sort == "open":
        first = step(first, "year", -1)
    if first and last and first > last:
        return None
    return When(first, last, max(one.precision, two.precision, key=_COARSER.index), two.sort)


_COARSER = tuple(dict.fromkeys(PRECISIONS.values()))


def _read_since(found: Found) -> When | None:
    return found.when("inner")._replace(last=None, sort="side")


def _read_until(found: Found) -> When | None:
    return found.when("inner")._replace(first=None, sort="side")


def _read_before(found: Found) -> When | None:
    inner = found.when("inner")
    last = inner.first - dt.timedelta(days=1) if inner.first and inner.first > dt.date.min else None
    return inner._replace(first=None, last=last, sort="side")


def _read_after(found: Found) -> When | None:
    inner = found.when("inner")
    first = inner.last + dt.timedelta(days=1) if inner.last and inner.last < dt.date.max else None
    return inner._replace(first=first, last=None, sort="side")


def _read_ago(found: Found) -> When | None:
    much = _amount(found)
    if much is None or _is_verb(found):
        return None
    if found.item("ago").letter == "G" and found.following() == "f":
        return say_nothing(much[1])._replace(sort="side")  # قبل يومين من المؤتمر
    return shift_unit(much[1], -much[0], found.anchor)._replace(sort="side")


def _read_since_ago(found: Found) -> When | None:
    when = _read_ago(found)
    return when._replace(last=None) if when else None


def _read_later(found: Found) -> When | None:
    """Read بعد أسبوع: from publication only where the words before speak of the future and no event follows."""
    much = _amount(found)
    if much is None or _is_verb(found):
        return None
    if found.following() in {"f", "u"} or not found.anchor.leans_ahead(found.row[found.match.start()]):
        return say_nothing(much[1])._replace(sort="side")
    return shift_unit(much[1], much[0], found.anchor)._replace(sort="side")


def _is_verb(found: Found) -> bool:
    """Tell عقد "held" from عقد "decade": قبل عقد الاجتماع."""
    return found.letter("much") == "5" and not found.letter("half") and not found.letter("whole")


def _read_duration(found: Found) -> When | None:
    return When(None, None, "duration", "duration") if _amount(found) else None


def _read_stretch(_: Found) -> When:
    return When(None, None, "duration", "duration")


# --- the table -------------------------------------------------------------------------------------------------

# How much: ثلاثة أيام, يومين, نصف ساعة, شهر واحد, عام; then ونصف.
_MUCH = r"(?:nO)?(?P<much>\^?v|n\^?[p1-79]|Q\^?[1-7]|[1-7](?:n(?![\^p1-9]))?)(?P<half>&Q(?:\^?[1-7])?)?(?P<whole>c*)"
_ALIAS = r"(?:/[Mm]|\([Mm]\)|[Mm](?![Mm]))"  # آذار/مارس; أبريل (نيسان); مارس آذار
_MONTH = rf"(?P<month>[Mm]){_ALIAS}?"
_YEAR = r",?[fj]*(?:\^?4)?(?P<year>y)E?"
_TURN = r"(?P<turn>[LXC])"
_AGAIN = r"(?:,?\(?[yU]E?\)?)?"  # العام الماضي 2014م
_INNER = r"(?P<inner>[ZU])"
_HALF = r"(?:[dN](?![\^WDMfhynoZ]))?"  # مساء, but not مساء الأحد
_ZONE = r"(?:,?\(?j?\^?z(?:z|\^)*\)?)?"

# What a reading becomes on the row: `Z` a day, `k` a clock, `U` anything longer, `V` what nothing is built on.
# Read in this order; the letters are those of words.py.
RULES: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(shape), reader)
    for shape, reader in (
        (rf"h(?:n:n|[only])(?::n)?(?:&(?:\^?Q|o|n\^?7))?{_HALF}{_ZONE}", _read_clock),  # الساعة التاسعة والنصف مساء
        (r"(?<![:ny])n:n(?::n)?(?=[dN]|,?\(?j?\^?z)" + _HALF + _ZONE, _read_clock),  # 10:30 بتوقيت غرينتش
        (r"(?P<one>[ny])[/\-](?P<two>n)[/\-](?P<three>[ny])E?(?![/\-]?[ny])", _read_numeric),  # 15 / 10 / 1436 هـ
        # من 26 إلى 28 آذار/مارس الماضي; بين الثالث والخامس من مايو
        (rf"[fb]?\^?1?(?P<first>[no])(?:t|-|&?H|&)j?\^?1?(?P<day>[no])f?3?{_MONTH}(?:{_YEAR}|{_TURN})?", _read_days),
        (rf"(?P<day>[no])f?3?{_MONTH}(?:{_YEAR}|{_TURN})?E?", _read_date),  # 24 من تموز (يوليو) الجاري
        (r"(?P<day>n)(?:f\^3)?(?P<turn>C)", _read_day_of_this),  # 24 الجاري
        (rf"3?{_MONTH}(?:{_YEAR}|{_TURN})", _read_month),  # يوليو 2017
        (rf"3{_MONTH}", _read_month),
        (rf"(?P<month>[Mm]){_ALIAS}", _read_month),
        (r"(?P<month>M)", _read_month),
        (r"(?<=[iSGABHt])(?P<month>m)(?!x)", _read_month),  # في مارس; not مارس ضغوطا
        # بين عامي 2011 و2012; العام الدراسي 1436 / 1437 هـ; موسم 2018-2019; من عام 2015 إلى عام 2018
        (r"[bf]?\^?[4v]l?(?P<one>[yn])E?(?:&|-|/|&?t|&?H)(?:j?\^?4)?(?P<two>[yn])(?P<era>E)?", _read_years),
        (r"b(?P<one>y)&(?P<two>y)(?P<era>E)?", _read_years),
        (r"(?:\^?8)?(?<![\-/])(?P<one>y)[-/](?P<two>y)(?P<era>E)?(?![\-/])", _read_years),
        (r"(?<=[iefSH])(?P<one>y)(?:&|&?t|&?H)(?P<two>y)(?P<era>E)?", _read_years),
        (r"\^?4l?(?P<year>y)(?P<era>E)?", _read_year),  # عام 2018م
        (r"\^?4(?P<year>n)(?P<era>E)?(?![np1-79Q\^x])", _read_year),  # عام ألفين وسبعة عشر
        (r"(?P<year>[yn])(?P<era>E)", _read_year),
        (r"(?:(?<=[iefSHGABts/])|(?<=Q[oY])|(?<=ex)|(?<=exx)|(?<=exxx)|(?<=[iefSHGABt]\())(?P<year>y)(?![np1-79\^])", _read_bare_year),
        (r"T?1?(?P<day>D)(?!o)", _read_deictic),  # أمس، هذا اليوم
        (rf"T?1?(?P<weekday>W){_TURN}?", _read_weekday),  # الخميس المقبل، يوم الخميس
        (r"(?:^|(?<=x))(?P<year>y)(?=$|[,.)i&ZU])", _read_bare_year),  # صنع في عسير 2015
        (rf"T\^(?P<unit>[1-8])l?[CL]?{_AGAIN}", _read_this_unit),  # هذا العام
        (rf"\^(?P<unit>[1-8])l?{_TURN}{_AGAIN}", _read_unit),  # السنة المالية الماضية
        (r"\^(?P<unit>[1-6])l?R", _read_other_unit),  # اليوم التالي
        (r"r\^?(?P<unit>[12346])", _read_other_unit),  # ذلك العام
        (rf"\^(?P<unit>p)(?P<count>n){_TURN}", _read_last_units),  # السنوات الخمس الماضية
        (rf"(?P<count>n)\^?(?P<unit>[p1-7]){_TURN}", _read_last_units),  # الـ24 ساعة المقبلة
        (rf"\^(?P<unit>v){_TURN}", _read_last_units),  # الأسبوعين الماضيين
        (r"B(?P<count>n)(?P<unit>[p1-7])", _read_last_units),  # آخر 24 ساعة
        (r"\^[p9](?:w|[LXYC])+|B\^p", _read_vague),  # الأيام القليلة الماضية
        (r"\^?(?P<decade>K)(?:f?(?:U|\^6(?:L|o)))?", _read_decade),  # تسعينيات القرن الماضي
        (r"\^?(?P<unit>6)(?P<number>[on])", _read_century),  # القرن التاسع عشر
        (rf"\^(?P<unit>p)(?P<count>n)(?P<number>o)[fj]+{_INNER}", _read_first_units),
        (rf"\^?(?P<season>s)(?:[fj]*(?:\^?4)?(?P<year>y)|[fj]*{_INNER}|{_TURN})", _read_season),  # صيف 2019
        (r"T\^(?P<season>s)", _read_season),
        (rf"\^?(?P<share>Q)(?:(?P<number>o)|(?P<latest>Y))(?:[fj]*{_INNER})?", _read_quarter),  # الربع الأول من 2018
        (rf"\^(?P<unit>2)(?:(?P<number>o)|(?P<latest>Y))f{_INNER}", _read_week_of),  # الأسبوع الأخير من رمضان
        (r"\^9[RL][fj]*(?P<inner>U)", _read_inner),  # الفترة المماثلة من عام 2014
        (r"(?P<edge>B)[fj]*(?P<inner>U)", _read_edge),  # مطلع مايو 2018
        (r"(?P<edge>B)[fj]*\^(?P<unit>[2-6])(?P<kind>l)?(?![o\^R])", _read_edge_of_unit),  # نهاية الأسبوع
        (r"\^?N[fj]*(?P<one>Z)[/\-&]*(?P<two>Z)", _read_night),  # منتصف ليل الأحد / الاثنين
        (r"(?P<one>Z)(?P<sign>[,(/\-q]*)(?P<two>Z)\)?", _read_two_days),  # اليوم (الاثنين)
        (r"(?P<one>Z)(?P<sign>[,(/\-q]*)(?P<two>Z)\)?", _read_two_days),  # اليوم الجمعة 15 شوال
        (r"\^?[dN][fj]*(?P<inner>Z)", _read_inner),  # بعد ظهر الثلاثاء
        (r"(?P<inner>Z)j?\^?[dN](?![fj\^]*Z)", _read_inner),  # أمس مساء
        (r"k[fj,i]*(?P<inner>Z)", _read_timed),  # الساعة التاسعة من صباح اليوم
        (r"(?P<inner>Z)[,ij]*k", _read_timed),
        (r"gf(?P<inner>[ZU])|g(?P<today>[ZU])", _read_earlier),  # في وقت سابق من الشهر الحالي
        (r"(?P<both>1)(?P<one>Z)&(?P<two>Z)", _read_both_days),  # يومي الاثنين والثلاثاء
        (r"(?P<day>[no])f?(?P<inner>U)", _read_day_of),  # 21 من الشهر المقبل
        (r"1(?P<inner>Z)", _read_inner),  # يوم 26 يونيو
        (r"[fS]?(?P<one>[ZU])(?:&?t|&?H|-)j?(?P<two>[ZU])", _read_range),  # من 2015 إلى مارس 2018
        (r"b(?P<one>[ZU])&(?P<two>[ZU])", _read_range),  # بين أغسطس 2005 وديسمبر 2006
        (rf"(?P<ago>S)[aB]*{_MUCH}", _read_since_ago),  # منذ نحو عشرين عاما
        (rf"(?P<ago>G)a*{_MUCH}", _read_ago),  # قبل عامين
        (rf"Aa*{_MUCH}", _read_later),  # بعد أسبوع
        (r"[SGA](?:w?\^?p(?!o)w?c*|9w*|gw?|Jw?)", _read_vague),  # قبل عدة أسابيع
        (rf"S{_INNER}", _read_since),
        (r"H[fi]?(?P<inner>[ZUk])", _read_until),
        (rf"G{_INNER}", _read_before),
        (rf"A{_INNER}", _read_after),
        (r"g", _read_vague),
        (r"[fb]?(?P<much>[1-7]n|n[p1-7])(?:t|&)(?P<more>n[p1-7])", _read_stretch),  # من ثانية إلى 10 ثوان
        (r"[fb]?n(?:t|&|-|O)(?P<much>n[p1-7])", _read_stretch),  # 3 إلى 5 أيام
        (r"a*n[p1-7](?:&n[p1-7])+", _read_stretch),  # 5 أشهر و27 يوما
        (r"(?P<much>[1-7])(?P<half>&Q(?:\^?[1-7])?)c*", _read_duration),  # أسبوع ونصف
        (r"a*(?P<much>v|n[p1-8]|Q\^?[1-7]|8n)(?P<half>&Q(?:\^?[1-7])?)?c*", _read_duration),  # 9 سنوات
        (r"a+(?P<much>[1-7])n?c*", _read_duration),  # أكثر من عام
        (r"(?P<much>[1-7])n?c+", _read_duration),  # عام كامل
        (r"(?<=9)(?P<much>[1-7])n?", _read_duration),  # لمدة عام
        (r"wp|pw+|(?<=[ij])p(?=[.,)&ijf]|$)", _read_stretch),  # عدة أشهر، سنوات طويلة، لسنوات
    )
)
