"""Readers of expressions made of others: two writings of one day, ranges, since, until, ago, durations."""

import datetime as dt

from riwaya.times.anchors import (
    SAME,
    Anchor,
    join_days,
    name_weekday,
    say_nothing,
    shift_unit,
)
from riwaya.times.found import Found, count_units
from riwaya.times.spans import PRECISIONS, step
from riwaya.times.words import When


def read_two_days(found: Found) -> When | None:
    """Read two writings of one day: أمس الخميس, اليوم الجمعة الموافق 15 / 10 / 1436 هـ, الجمعة 24 أبريل."""
    one, two = found.when("one"), found.when("two")
    if one.first is None or two.first is None:
        return two if two.sort == SAME else one if one.sort != two.sort else None
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


def read_inner(found: Found) -> When | None:
    """Read what adds words but no value: مساء أمس, يوم 26 يونيو."""
    return found.when("inner")


def read_earlier(found: Found) -> When | None:
    """Read وقت سابق من الشهر الحالي, وقت سابق اليوم."""
    if found.letter("inner"):
        return found.when("inner")
    return found.when("today") if found.when("today").sort in {"deictic", "weekday", "unit"} else None


def read_night(found: Found) -> When | None:
    """Read ليل السبت الأحد: the night between two days."""
    one, two = found.when("one"), found.when("two")
    if one.first is None or two.first is None or (two.first - one.first).days % 7 != 1:
        return None
    return two._replace(first=two.first - dt.timedelta(days=1))


def read_both_days(found: Found) -> When | None:
    """Read يومي الاثنين والثلاثاء."""
    one, two = found.item("one"), found.item("two")
    first = name_weekday(int(one.value), "", found.anchor, one)
    if found.item("both").value != 2 or first.first is None:
        return None
    return first._replace(last=first.first + dt.timedelta(days=int(two.value - one.value) % 7))


def read_day_of(found: Found) -> When | None:
    """Read 21 من الشهر المقبل, 18 من الشهر نفسه."""
    month, day = found.when("inner"), found.item("day").value
    if month.sort == SAME:
        month = _find_month(found)
    if month.precision != "month" or month.sort in {"dated", "open"} or day not in range(1, 32):
        return None
    if month.first is None or month.last is None:
        return say_nothing("day")._replace(sort=month.sort)
    first = month.first + dt.timedelta(days=day - 1)
    return When(first, first, "day", "dated") if first <= month.last else None


def _find_month(found: Found) -> When:
    """Give the month that the text named last before this, by itself or with a day."""
    named = (item.when for item in reversed(found.row[: found.match.start()]) if item.when and item.when.first)
    last = next((when for when in named if when.precision == "month" or _is_written(when)), None)
    return shift_unit("month", 0, Anchor(last.first)) if last else say_nothing("month")._replace(sort=SAME)


def _is_written(when: When) -> bool:
    return when.precision == "day" and when.sort in {"dated", "open"}


def read_timed(found: Found) -> When | None:
    """Read الساعة التاسعة من صباح اليوم."""
    return found.when("inner")._replace(precision="minute")


def read_range(found: Found) -> When | None:
    """Read من 2015 إلى مارس 2018."""
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


def read_since(found: Found) -> When | None:
    """Read منذ 2014."""
    return found.when("inner")._replace(last=None, sort="side")


def read_until(found: Found) -> When | None:
    """Read حتى 2024."""
    return found.when("inner")._replace(first=None, sort="side")


def read_before(found: Found) -> When | None:
    """Read قبل 2024, up to the day before."""
    inner = found.when("inner")
    last = inner.first - dt.timedelta(days=1) if inner.first and inner.first > dt.date.min else None
    return inner._replace(first=None, last=last, sort="side")


def read_after(found: Found) -> When | None:
    """Read بعد 2024, from the day after."""
    inner = found.when("inner")
    first = inner.last + dt.timedelta(days=1) if inner.last and inner.last < dt.date.max else None
    return inner._replace(first=first, last=None, sort="side")


def read_ago(found: Found) -> When | None:
    """Read قبل عامين."""
    much = count_units(found)
    if much is None or _is_verb(found):
        return None
    if found.item("ago").letter == "G" and found.following() == "f":
        return say_nothing(much[1])._replace(sort="side")  # قبل يومين من المؤتمر
    return shift_unit(much[1], -much[0], found.anchor)._replace(sort="side")


def read_since_ago(found: Found) -> When | None:
    """Read منذ عامين."""
    when = read_ago(found)
    return when._replace(last=None) if when else None


def read_later(found: Found) -> When | None:
    """Read بعد أسبوع: from publication only where the words before speak of the future and no event follows."""
    much = count_units(found)
    if much is None or _is_verb(found):
        return None
    if found.following() in {"f", "u"} or not found.anchor.leans_ahead(found.row[found.match.start()]):
        return say_nothing(much[1])._replace(sort="side")
    return shift_unit(much[1], much[0], found.anchor)._replace(sort="side")


def read_within(found: Found) -> When | None:
    """Read "will open in two weeks"; without a word of the future it is how long something took."""
    return read_later(found) if found.anchor.leans_ahead(found.row[found.match.start()]) else None


def _is_verb(found: Found) -> bool:
    """Tell عقد "held" from عقد "decade": قبل عقد الاجتماع."""
    return found.letter("much") == "5" and not found.letter("half") and not found.letter("whole")


def read_duration(found: Found) -> When | None:
    """Read ثلاثة أيام."""
    return When(None, None, "duration", "duration") if count_units(found) else None


def read_stretch(_: Found) -> When:
    """Read 3 إلى 5 أيام, عدة أشهر."""
    return When(None, None, "duration", "duration")
