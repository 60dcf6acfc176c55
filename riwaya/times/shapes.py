"""Dates in running text: the shapes they are written in, and the day each one names."""

import datetime as dt
import re
from typing import NamedTuple

from riwaya.records import DatePrecision
from riwaya.times.calendars import Calendar
from riwaya.times.days import Day, Parts, name_relative, name_written, read_clock
from riwaya.times.marks import Mark, mark


class FoundDate(NamedTuple):
    """A date and where it is written. `time` is the local clock, "09:30+03:00", or "09:30" with no known zone."""

    start: int
    end: int
    date: dt.date
    time: str | None
    precision: DatePrecision


class _Reading(NamedTuple):
    """A date over the row of marks: from mark `first` up to, not including, mark `last`."""

    first: int
    last: int
    date: dt.date
    time: str | None
    precision: DatePrecision
    calendar: Calendar


# --- shapes, over the letters of marks.py ---------------------------------------------------------------------

_MONTH = r"(?P<month>M)(?: ?[/\-|] ?M| ?\( ?[Mx] ?\)| M){0,2}"  # 24 آب/أغسطس; 24 أغسطس (آب); 23 ديسمبر (الكانون)
_OF_YEAR = r"[ ,/.\-cef]{0,6}"  # 24 أغسطس من عام 2020
_WHOLE = r"(?<![NYL][.,])"  # not the tail of 3.24
_ALONE = r"(?<![NYL][/.\-,])(?<![NYL] / )"  # not the tail of 1/24/08/2020
_ENDED = r"(?![/.\-][NYL])"


def _clock(name: str) -> str:
    zone = rf"(?:v ?)*(?P<zone{name}>z)(?: ?z)*(?: ?\+ ?(?P<east{name}>N))?"  # بتوقيت غرينتش + 3
    return rf"(?P<clock{name}>T)(?: ?(?P<half{name}>[apiom]))?(?:[ (]{{0,2}}{zone})?"


def _shape(core: str) -> re.Pattern[str]:
    before = rf"(?:{_clock('_before')}[ ,|\-(/kf]{{0,5}})?(?:(?P<weekday>W)[ ,|\-/(.kq]{{0,4}})?"
    era = r"(?! ?b)(?: ?(?P<era>[hsgm])(?![a-z]))?"
    after = rf"(?(clock_before)|(?:[ ,|\-/().kU]{{0,8}}{_clock('_after')})?)"
    return re.compile(before + core + era + after)


# Read in this order; marks that one shape has taken are not read again. Each stands behind the marks that it cannot do
# without: most texts lack those of most shapes, which are then not looked for.
_DATED = tuple(
    (frozenset(needed), _shape(core))
    for needed, core in (
        (
            "NMY",
            rf"{_WHOLE}(?P<day>N)(?: ?t)?[ \-/.]{{0,3}}(?:[ef] ?){{0,2}}{_MONTH}{_OF_YEAR}(?P<year>Y)",
        ),  # 24 أغسطس 2020
        ("MNY", rf"{_MONTH}[ \-/.]{{0,3}}(?:f ?)?(?P<day>N)(?: ?t)?[ ,/\-.]{{1,3}}(?P<year>Y)"),  # اكتوبر 7, 2020
        ("YMN", rf"{_ALONE}(?P<year>Y)[ ,/\-]{{1,3}}{_MONTH}[ ,/\-]{{1,3}}(?P<day>N)"),  # 2020 أغسطس 24
        ("NM", rf"{_ALONE}(?P<day>N)(?P<sign>[/\-]){_MONTH}(?P=sign)(?P<short>N){_ENDED}"),  # 24-Aug-20
        ("NY", rf"{_ALONE}(?P<one>N) ?(?P<sign>[/.\-]) ?(?P<two>N) ?(?P=sign) ?(?P<year>Y){_ENDED}"),  # 24-08-2020
        ("YN", rf"{_ALONE}(?P<year>Y) ?(?P<sign>[/.\-]) ?(?P<two>N) ?(?P=sign) ?(?P<day>N){_ENDED}"),  # 2020/08/24
        ("N", rf"{_ALONE}(?P<one>N)(?P<sign>[/.\-])(?P<two>N)(?P=sign)(?P<short>N){_ENDED}"),  # 24/08/20
        ("MY", rf"{_MONTH}{_OF_YEAR}(?P<year>Y)"),  # أغسطس 2020
        ("cY", r"c ?(?P<year>Y)"),  # عام 2020
    )
)
_RELATIVE = tuple(
    (frozenset(needed), _shape(core))
    for needed, core in (
        ("NM", rf"{_WHOLE}(?P<day>N)(?: ?t)? ?(?:[ef] ?){{0,2}}{_MONTH}"),  # 24 أغسطس, but not the score 2-صفر
        ("MN", rf"{_MONTH} (?P<day>N)(?: ?t)?(?! ?[xnuA-Z])"),  # Aug 24, but not مارس 5 أشخاص
        ("A", r"A (?:(?P<count>[Nn]) (?P<unit>[Uuce])|(?P<unit_alone>[Uce])(?: n)?|(?P<pair>V))(?! f)"),  # منذ 3 أيام
        ("A", r"(?P<count>[Nn]) ?(?P<unit>[Uuce]) A"),  # ۲ ساعت پیش
        ("D", r"(?P<today>D)"),  # أمس 21:10
    )
)
# What may stand between an Islamic and a Gregorian writing of one day: 5 محرم 1442 هـ - 24 أغسطس 2020 م
_BETWEEN = re.compile(r"[ ,|\-/().qhgms]{0,8}")
_NEAR = dt.timedelta(days=3)  # calendars that watch the sky differ by a day or two

_DIGIT = re.compile(r"\d")
_LATIN = re.compile(r"[A-Za-z]")
_ARABIC = re.compile(r"[؀-ۿ]")


def find_dates(text: str, *, captured: dt.datetime | None = None) -> list[FoundDate]:
    """Find the calendar dates of a text, in order, each with the weekday and clock that belong to it.

    Two writings of one day (Islamic and Gregorian) are one date. `captured` is when the page was taken: what is
    written relative to now (`منذ ساعتين`, `24 أغسطس` without a year) is read only with it, and no year after the
    next one is. Time is linear in the length of the text.

    >>> [(str(d.date), d.time) for d in find_dates("الاثنين 5 محرم 1442 هـ - 24 آب/أغسطس 2020 م 09:22 مساءً")]
    [('2020-08-24', '21:22')]
    """
    if captured is None and not _DIGIT.search(text):
        return []
    marks = mark(text)
    row = "".join(m.letter for m in marks)
    day_first = bool(_ARABIC.search(text)) or not _LATIN.search(text)
    readings = sorted(_read_row(row, marks, captured, day_first=day_first))
    return [
        FoundDate(marks[r.first].start, marks[r.last - 1].end, r.date, r.time, r.precision)
        for r in _join_calendars(readings, row)
    ]


def _read_row(row: str, marks: list[Mark], captured: dt.datetime | None, *, day_first: bool) -> list[_Reading]:
    readings: list[_Reading] = []

    def take(found: re.Match[str]) -> str:
        """Keep the date that a shape found, and strike its marks out of the row."""
        parts = {name: marks[found.start(name)] for name, letters in found.groupdict().items() if letters}
        day = _name_day(parts, found, captured, day_first=day_first)
        if day is None:  # 31 فبراير 2020 is no month either
            return "#" * len(found.group()) if parts.keys() & {"year", "short"} else found.group()
        time = read_clock(parts) if day.precision == "day" else None
        precision = "minute" if time else day.precision
        readings.append(_Reading(found.start(), found.end(), day.date, time, precision, day.calendar))
        return "#" * len(found.group())

    written = frozenset(row)
    for needed, shape in _DATED if captured is None else _DATED + _RELATIVE:
        if needed <= written:
            row = shape.sub(take, row)
    return readings


def _name_day(parts: Parts, found: re.Match[str], captured: dt.datetime | None, *, day_first: bool) -> Day | None:
    if "year" in parts or "short" in parts:
        day = name_written(parts, captured, day_first=day_first)
        return day if day and (captured is None or day.date.year <= captured.year + 1) else None
    if captured is None:
        return None
    if "today" in parts and not (_is_alone(found) or "clock_before" in parts or "clock_after" in parts):
        return None  # صحيفة اليوم: not a date of the page
    return name_relative(parts, captured)


def _is_alone(found: re.Match[str]) -> bool:
    return not (found.string[: found.start()] + found.string[found.end() :]).strip()


def _join_calendars(readings: list[_Reading], row: str) -> list[_Reading]:
    joined: list[_Reading] = []
    for reading in readings:
        last = joined[-1] if joined else None
        if last and _is_one_day(last, reading) and _BETWEEN.fullmatch(row, last.last, reading.first):
            best = last if last.calendar == "gregorian" else reading
            time = best.time or last.time or reading.time
            precision = "minute" if time else best.precision
            joined[-1] = best._replace(first=last.first, last=reading.last, time=time, precision=precision)
        else:
            joined.append(reading)
    return joined


def _is_one_day(one: _Reading, other: _Reading) -> bool:
    return (
        one.calendar != other.calendar
        and "gregorian" in {one.calendar, other.calendar}
        and {one.precision, other.precision} <= {"day", "minute"}
        and abs(one.date - other.date) <= _NEAR
    )
