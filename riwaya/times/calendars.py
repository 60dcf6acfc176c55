"""Days of three calendars as Gregorian days.

Islamic days follow Umm al-Qura (hijridate): the months that newspapers of the peninsula print, where a rule of thumb
is a day off one time in three. Persian days follow persiantools, which is plain Python and exact for the years of news.
"""

import datetime as dt
from typing import Literal

from hijridate import Hijri
from persiantools.jdatetime import JalaliDate

Calendar = Literal["gregorian", "hijri", "jalali"]

FIRST_YEAR = 1990  # the web's first news pages; an earlier date on a page is not the page's own
LAST_YEAR = 2099
_FIRST_HIJRI, _FIRST_JALALI = 1410, 1368  # the years that hold the first days of 1990


def guess_calendar(year: int) -> Calendar:
    """Name the calendar that a bare year number belongs to: 1399 is Persian, 1442 Islamic, 2020 Gregorian.

    Between 1990 and 2030 the three ranges of numbers do not meet.
    """
    if year >= FIRST_YEAR:
        return "gregorian"
    return "hijri" if year >= _FIRST_HIJRI else "jalali"


def to_day(calendar: Calendar, year: int, month: int, day: int) -> dt.date | None:
    """Give the Gregorian day, or None where there is no such day or it lies outside the years of news."""
    try:
        found = _CONVERTERS[calendar](year, month, day)
    except (ValueError, OverflowError):
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def _from_hijri(year: int, month: int, day: int) -> dt.date:
    # A month of 29 days in Umm al-Qura has 30 where the crescent was not seen: 30 محرم is the day after the 29th.
    if not 1 <= day <= 30:
        raise ValueError(day)
    first = Hijri(year, month, 1).to_gregorian()
    return dt.date(first.year, first.month, first.day) + dt.timedelta(days=day - 1)


def _from_jalali(year: int, month: int, day: int) -> dt.date:
    if not _FIRST_JALALI <= year < 1500:
        raise ValueError(year)
    return dt.date.fromordinal(JalaliDate(year, month, day).to_gregorian().toordinal())


_CONVERTERS = {"gregorian": dt.date, "hijri": _from_hijri, "jalali": _from_jalali}
