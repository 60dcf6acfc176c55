"""Weeks, months, years and longer as first and last days, and steps between them.

A week runs from Sunday to Saturday. A century begins with its year one, a decade with its year nought.
"""

import calendar
import datetime as dt
from typing import Literal, NamedTuple

from hijridate import Gregorian, Hijri

from riwaya.records import TimePrecision
from riwaya.times.calendars import Calendar

Unit = Literal[
    "second", "minute", "hour", "day", "week", "month", "season", "year", "decade", "century", "sport", "spell"
]

# How fine a date is that is so many units away: an hour ago is a moment, a season of matches no fixed stretch.
PRECISIONS: dict[str, TimePrecision] = {
    "second": "minute",
    "minute": "minute",
    "hour": "minute",
    "day": "day",
    "week": "week",
    "month": "month",
    "season": "season",
    "year": "year",
    "decade": "decade",
    "century": "century",
    "sport": "season",
    "spell": "vague",
}
_DAYS = {"second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0}
_MONTHS = {"month": 1, "season": 3, "year": 12, "decade": 120, "century": 1200}

HIJRI_YEARS = range(1343, 1501)  # what hijridate knows


class Days(NamedTuple):
    """The first and the last day of a stretch, both included."""

    first: dt.date
    last: dt.date


def span_unit(unit: str, day: dt.date) -> Days:
    """Give the day, week, month, season, year, decade or century that a day lies in; the day itself for finer units."""
    match unit:
        case "week":
            first = day - dt.timedelta(days=day.isoweekday() % 7)
            return Days(first, first + dt.timedelta(days=6))
        case "month":
            return span_month("gregorian", day.year, day.month) or Days(day, day)
        case "season":
            return span_months(day.year, (day.month - 1) // 3 * 3 + 1, 3)
        case "year":
            return span_months(day.year, 1, 12)
        case "decade":
            return span_years(day.year // 10 * 10, 10)
        case "century":
            return span_years((day.year - 1) // 100 * 100 + 1, 100)
    return Days(day, day)


def span_months(year: int, month: int, count: int) -> Days:
    """Give `count` Gregorian months from the first of one."""
    first = dt.date(year, month, 1)
    return Days(first, step(first, "month", count) - dt.timedelta(days=1))


def span_years(year: int, count: int) -> Days:
    """Give `count` Gregorian years from the first of January of one."""
    return Days(dt.date(year, 1, 1), dt.date(year + count - 1, 12, 31))


def span_year(year: int, era: Calendar | None) -> Days | None:
    """Give a year: of the Islamic era where it says so or lies between 1343 and 1500, else a Gregorian one."""
    if era == "hijri" or (era is None and year in HIJRI_YEARS):
        first, last = span_month("hijri", year, 1), span_month("hijri", year, 12)
        return Days(first.first, last.last) if first and last else None
    return span_years(year, 1) if 1 <= year <= 9999 else None


def span_month(era: str, year: int, month: int) -> Days | None:
    """Give a month, or None where the calendar does not reach so far."""
    if era == "hijri":
        if year not in HIJRI_YEARS:
            return None
        day = Hijri(year, month, 1)
        first = _from_hijri(day)
        return Days(first, first + dt.timedelta(days=day.month_length() - 1))
    if not 1 <= year <= 9999:
        return None
    return Days(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))


def find_day(era: str, year: int, month: int, day: int) -> dt.date | None:
    """Give a day of a month, or None where the month has no such day."""
    days = span_month(era, year, month)
    found = days.first + dt.timedelta(days=day - 1) if days else None
    # A month of 29 days in Umm al-Qura has 30 where the crescent was not seen.
    late = dt.timedelta(days=era == "hijri")
    return found if days and found and days.first <= found <= days.last + late else None


def year_of(era: str, day: dt.date) -> int:
    """Give the year of a calendar that a day lies in."""
    return Gregorian(day.year, day.month, day.day).to_hijri().year if era == "hijri" else day.year


def step(day: dt.date, unit: str, count: float) -> dt.date:
    """Go so many units forward or back. A month's last days give way to shorter months.

    >>> step(dt.date(2018, 3, 31), "month", -1)
    datetime.date(2018, 2, 28)
    """
    if unit in _DAYS:
        return day + dt.timedelta(days=round(_DAYS[unit] * count))
    months = day.year * 12 + day.month - 1 + round(_MONTHS[unit] * count)
    year, month = months // 12, months % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _from_hijri(day: Hijri) -> dt.date:
    found = day.to_gregorian()
    return dt.date(found.year, found.month, found.day)
