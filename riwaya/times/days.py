"""From the parts of a written date to the day that it names, and from a clock to hours and minutes."""

import datetime as dt
import re
from typing import NamedTuple

from riwaya.records import DatePrecision
from riwaya.times.calendars import Calendar, guess_calendar, to_day
from riwaya.times.marks import Mark


class Day(NamedTuple):
    """A day, or the first day of a month or year, and the calendar it was written in."""

    date: dt.date
    precision: DatePrecision
    calendar: Calendar


Parts = dict[str, Mark]  # the named groups of a shape

_LAST_SHORT = 2035  # 24/08/20 is of this century up to here; 99 is 1999
_WEEK, _YEAR = 10_080, 525_960  # minutes
# Halves of the day: (first hour, last hour, hours to add).
_HALVES = {
    "a": ((12, 12, -12),),
    "p": ((1, 11, 12),),
    "m": ((1, 11, 12),),  # 9:22 م
    "i": ((6, 11, 12), (12, 12, -12)),  # 11:30 ليلا, but 1:30 ليلا
    "o": ((1, 4, 12),),  # 1:30 ظهرا, but 11:30 ظهرا
}


# --- dates with a year -----------------------------------------------------------------------------------------


def name_written(parts: Parts, captured: dt.datetime | None, *, day_first: bool) -> Day | None:
    """Give the day that a date with a year names; None where there is none such, or more than one."""
    if "month" in parts:
        return _name_by_month(parts)
    if "one" in parts:
        return _name_by_numbers(parts, captured, day_first=day_first)
    calendar = _read_era(parts) or guess_calendar(parts["year"].value)
    if "day" in parts:
        return _to_day(calendar, parts["year"].value, parts["two"].value, parts["day"].value)
    # عام 1442 spans two years of ours
    return _to_day(calendar, parts["year"].value, 1, 1, "year") if calendar == "gregorian" else None


def _name_by_month(parts: Parts) -> Day | None:
    month = parts["month"]
    calendar = month.calendar or "gregorian"
    year = parts["year"].value if "year" in parts else _full_year(parts["short"].value)
    if "day" in parts:
        return _to_day(calendar, year, month.value, parts["day"].value)
    return _to_day(calendar, year, month.value, 1, "month")


def _name_by_numbers(parts: Parts, captured: dt.datetime | None, *, day_first: bool) -> Day | None:
    """Settle day and month of `24-08-2020`, and the year of `24/08/20`: by what is possible, then by the weekday."""
    if "short" in parts:
        possible = _read_short(parts, captured, day_first=day_first)
    else:
        possible = _read_full(parts, day_first=day_first)
    if len(possible) > 1 and "weekday" in parts:
        possible = {day for day in possible if day.date.isoweekday() == parts["weekday"].value}
    return possible.pop() if len(possible) == 1 else None


def _read_full(parts: Parts, *, day_first: bool) -> set[Day]:
    one, two, year = parts["one"].value, parts["two"].value, parts["year"].value
    calendar = _read_era(parts) or guess_calendar(year)
    usual, american = _to_day(calendar, year, two, one), _to_day(calendar, year, one, two)
    is_open = not day_first and parts["sign"].letter == "/" and calendar == "gregorian"
    if usual and not is_open:
        return {usual}
    return {day for day in (usual, american) if day}


def _read_short(parts: Parts, captured: dt.datetime | None, *, day_first: bool) -> set[Day]:
    one, two, three, sign = parts["one"].value, parts["two"].value, parts["short"].value, parts["sign"].letter
    if sign != "/" and not parts.keys() & {"weekday", "clock_before", "clock_after"}:
        return set()  # 02-12-34 may be a telephone, 3.10.12 a version
    orders = [(three, two, one)]
    if sign != ".":  # with full stops the day stands first wherever they are used
        orders += [(one, two, three)] if day_first else [(one, two, three), (three, one, two)]
    last = captured.year + 1 if captured else _LAST_SHORT
    days = [_to_day("gregorian", _full_year(year), month, day) for year, month, day in orders]
    return {day for day in days if day and day.date.year <= last}


def _full_year(short: int) -> int:
    return 2000 + short if 2000 + short <= _LAST_SHORT else 1900 + short


def _read_era(parts: Parts) -> Calendar | None:
    eras: dict[str, Calendar] = {"h": "hijri", "s": "jalali", "g": "gregorian", "m": "gregorian"}
    return eras[parts["era"].letter] if "era" in parts else None


def _to_day(calendar: Calendar, year: int, month: int, day: int, precision: DatePrecision = "day") -> Day | None:
    date = to_day(calendar, year, month, day)
    return Day(date, precision, calendar) if date else None


# --- dates relative to the capture -----------------------------------------------------------------------------


def name_relative(parts: Parts, captured: dt.datetime) -> Day | None:
    """Give the day of a date without a year, or of a distance from the time of capture."""
    if "month" in parts:
        return _name_latest(parts["day"].value, parts["month"], captured)
    if "today" in parts:
        return _to_distance(-parts["today"].value * 1440, captured)
    return _to_distance(_count_minutes(parts), captured)


def _count_minutes(parts: Parts) -> int:
    if "count" in parts:
        return parts["count"].value * parts["unit"].value
    return 2 * parts["pair"].value if "pair" in parts else parts["unit_alone"].value


def _name_latest(day: int, month: Mark, captured: dt.datetime) -> Day | None:
    """Give the latest such day up to the day after the capture, which may already have begun further east."""
    calendar = month.calendar or "gregorian"
    now = {"gregorian": captured.year, "jalali": captured.year - 621, "hijri": int((captured.year - 621.57) * 1.0307)}
    last = captured.date() + dt.timedelta(days=1)
    years = range(now[calendar] + 1, now[calendar] - 2, -1)
    days = (_to_day(calendar, year, month.value, day) for year in years)
    return next((found for found in days if found and found.date <= last), None)


def _to_distance(minutes: int, captured: dt.datetime) -> Day | None:
    date = (captured - dt.timedelta(minutes=minutes)).date()
    if abs(minutes) < _WEEK:
        return _to_day("gregorian", date.year, date.month, date.day)
    # A page says “a week ago” of eight days and of thirteen: no more is known than the month.
    if abs(minutes) < _YEAR:
        return _to_day("gregorian", date.year, date.month, 1, "month")
    return _to_day("gregorian", date.year, 1, 1, "year")


# --- clocks ----------------------------------------------------------------------------------------------------


def read_clock(parts: Parts) -> str | None:
    """Give the clock beside a date as "21:22", with the offset that is written; None where there is no such hour."""
    side = "_before" if "clock_before" in parts else "_after"
    if f"clock{side}" not in parts:
        return None
    hour, minute = (int(number) for number in re.split(r"[:.,]", parts[f"clock{side}"].written)[:2])
    if f"half{side}" in parts:
        rules = _HALVES[parts[f"half{side}"].letter]
        hour += next((add for first, last, add in rules if first <= hour <= last), 0)
    if hour > 23 or minute > 59:
        return None
    return f"{hour:02}:{minute:02}{_read_offset(parts, side)}"


def _read_offset(parts: Parts, side: str) -> str:
    if f"zone{side}" not in parts:
        return ""
    minutes = parts[f"zone{side}"].value
    if f"east{side}" in parts:
        minutes += 60 * parts[f"east{side}"].value
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
