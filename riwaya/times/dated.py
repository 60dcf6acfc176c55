"""Readers of written dates: clocks, days of a month, months, years."""

import datetime as dt

from riwaya.times.anchors import (
    name_day,
    name_month,
    name_year,
)
from riwaya.times.found import Found
from riwaya.times.words import When


def read_clock(found: Found) -> When | None:
    """Read الساعة التاسعة, as a moment of the day of publication."""
    day = found.anchor.day
    return When(day, day, "minute", "clock")


def read_date(found: Found) -> When | None:
    """Read 24 مارس, الثالث والعشرين من مارس 2018."""
    day = int(found.item("day").value)
    year = found.item("year") if found.letter("year") else None
    if not 1 <= day <= 31 or found.item("day").value != day:
        return None
    return name_day(day, found.item("month"), year, found.letter("turn"), found.anchor, found.weekday())


def read_days(found: Found) -> When | None:
    """Read two days of one month: من 26 إلى 28 مارس."""
    last = read_date(found)
    first = int(found.item("first").value)
    if last is None or last.last is None or not 1 <= first < int(found.item("day").value):
        return last if last and not last.last else None
    return last._replace(first=last.last - dt.timedelta(days=int(found.item("day").value) - first))


def read_day_of_this(found: Found) -> When | None:
    """Read 24 الجاري."""
    day, today = found.item("day").value, found.anchor.day
    if day not in range(1, 32) or today is None:
        return None
    month = found.item("day")._replace(value=today.month, unit="gregorian")
    return name_day(int(day), month, month._replace(value=today.year), "", found.anchor)


def read_month(found: Found) -> When | None:
    """Read مارس, يوليو 2017, أبريل (نيسان) الماضي."""
    year = found.item("year") if found.letter("year") else None
    return name_month(found.item("month"), year, found.letter("turn"), found.anchor)


def read_numeric(found: Found) -> When | None:
    """Read 15 / 10 / 1436 هـ, 2018-03-24."""
    one, two, three = (int(found.item(name).value) for name in ("one", "two", "three"))
    day, year = (one, three) if found.item("three").letter == "y" else (three, one)
    if found.item("one").letter == found.item("three").letter or not 1 <= two <= 12:
        return None
    era = "hijri" if year in range(1343, 1501) else "gregorian"
    month = found.item("two")._replace(value=two, unit=era)
    return name_day(day, month, found.item("three")._replace(value=year), "", found.anchor)


def read_year(found: Found) -> When | None:
    """Read عام 2018, 2014م, عام ألفين وسبعة عشر."""
    year = found.item("year")
    value = int(year.value)
    if year.letter == "n" and value not in (range(500, 2100) if found.letter("era") else range(1000, 2100)):
        return None  # 11:53 م
    return name_year(value, found.item("era").unit if found.letter("era") else "")


def read_bare_year(found: Found) -> When | None:
    """Read كأس العالم 2018, في 2015."""
    value = int(found.item("year").value)
    return name_year(value, "gregorian") if 1900 <= value <= 2050 else None


def read_years(found: Found) -> When | None:
    """Read عامي 2011 و2012, العام الدراسي 1436/1437 هـ, موسم 2018-2019."""
    era = found.item("era").unit if found.letter("era") else ""
    if any(item.letter == "v" and item.unit != "year" for item in found.run()):
        return None  # الدقيقتين 11 و62
    first, last = (name_year(int(found.item(name).value), era) for name in ("one", "two"))
    if not first or not last or not first.first or not last.last or first.first >= last.last:
        return None
    return When(first.first, last.last, "year", "dated")
