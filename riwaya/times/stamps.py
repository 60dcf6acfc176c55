"""Dates outside running text: metadata values and addresses."""

import datetime as dt
import email.utils
import re

from riwaya.times.calendars import guess_calendar, to_day
from riwaya.times.shapes import FoundDate, find_dates

_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(?:\d\d)?)? ?(Z|[+-]\d\d:?\d\d)?")
_YEAR_MONTH = re.compile(r"(\d{4})[-/](\d\d?)")

# The ways in which addresses carry a date, the surest first. Each part stands between signs, never inside a number.
_ADDRESS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<year>\d{4})(?P<sign>[/_.-])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?!\d)",  # /2018/4/14/
        r"(?<!\d)(?P<year>\d{4})/(?P<month>\d\d)(?P<day>\d\d)(?!\d)",  # /2018/0414/
        r"(?<!\d)(?P<year>\d{4})(?P<month>\d\d)/(?P<day>\d\d)(?!\d)",  # /201804/14/
        r"(?<!\d)(?P<day>\d{1,2})(?P<sign>[/_.-])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4})(?!\d)",  # -14-04-2018-
        r"(?<![\dA-Za-z])(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:T?\d{4}(?:\d\d)?)?(?![\dA-Za-z])",  # /20180414
        r"/(?P<year>\d{4})/(?P<word>[a-z]{3,9})/(?P<day>\d{1,2})(?!\d)",  # /2018/apr/14/
        r"/(?P<year>\d{4})/[a-z_.]{2,30}/(?P<month>\d{1,2})/(?P<day>\d{1,2})/",  # /2018/middle_east/4/14/: CNN
        r"/(?P<year>\d{4})/(?P<month>\d\d)/",  # /2018/04/: WordPress
    )
)


def parse_timestamp(value: str) -> FoundDate | None:
    """Read a metadata value: ISO 8601, RFC 2822, seconds or milliseconds since 1970, or a written date.

    Persian and Islamic years are taken for what they are (`1399-05-21T10:00:00+04:30`). None where no date, or more
    than one, is to be read.

    >>> parse_timestamp("Sat, 14 Apr 2018 09:30:00 +0300")
    FoundDate(start=0, end=31, date=datetime.date(2018, 4, 14), time='09:30+03:00', precision='minute')
    """
    value = value.strip()
    if value.isdecimal() or _EPOCH.fullmatch(value) or _COMPACT.fullmatch(value):
        return _read_digits(value)
    found = find_dates(value)
    if len({date.date for date in found}) == 1:
        return found[0]._replace(start=0, end=len(value))
    return None if found else _read_mail_date(value) or _read_month(value)


def _read_digits(value: str) -> FoundDate | None:
    if _EPOCH.fullmatch(value):
        moment = dt.datetime.fromtimestamp(int(value[:10]), dt.UTC)
        return _found(value, to_day("gregorian", moment.year, moment.month, moment.day), f"{moment:%H:%M}+00:00")
    if len(value) == 4:
        year = to_day("gregorian", int(value), 1, 1)
        return FoundDate(0, 4, year, None, "year") if year else None
    parts = _COMPACT.fullmatch(value)
    if parts is None:
        return None
    date = to_day(guess_calendar(int(parts[1])), int(parts[1]), int(parts[2]), int(parts[3]))
    if parts[4] is None:
        return _found(value, date, None)
    zone = (parts[6] or "").replace("Z", "+0000")
    offset = f"{zone[:3]}:{zone[-2:]}" if zone else ""
    return _found(value, date, f"{int(parts[4]):02}:{int(parts[5]):02}{offset}")


def _found(value: str, date: dt.date | None, time: str | None) -> FoundDate | None:
    return FoundDate(0, len(value), date, time, "minute" if time else "day") if date else None


def _read_mail_date(value: str) -> FoundDate | None:
    """Read the forms of RFC 2822 that running text has not: two-digit years, named American zones, asctime."""
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    offset = f"{moment:%z}"
    offset = f"{offset[:3]}:{offset[3:5]}" if offset else ""
    return _found(value, to_day("gregorian", moment.year, moment.month, moment.day), f"{moment:%H:%M}{offset}")


def _read_month(value: str) -> FoundDate | None:
    parts = _YEAR_MONTH.fullmatch(value)
    date = to_day("gregorian", int(parts[1]), int(parts[2]), 1) if parts else None
    return FoundDate(0, len(value), date, None, "month") if date else None


def find_address_date(url: str) -> FoundDate | None:
    """Find the date that an address carries in its path or query; the address of an archive's copy is looked through.

    >>> str(find_address_date("https://example.org/news/2018/4/14/bridge").date)
    '2018-04-14'
    """
    begin = max(url.rfind("http://"), url.rfind("https://"), 0)  # web.archive.org/web/20200824/https://...
    begin = url.find("/", begin + 8)
    for shape in _ADDRESS if begin >= 0 else ():
        for found in shape.finditer(url, begin):
            if date := _name_address_day(found.groupdict()):
                return FoundDate(*found.span(), date, None, "day" if found.groupdict().get("day") else "month")
    return None


def _name_address_day(parts: dict[str, str | None]) -> dt.date | None:
    year, day = int(parts["year"] or 0), int(parts.get("day") or 1)
    if word := parts.get("word"):
        named = find_dates(f"{day} {word} {year}")
        return named[0].date if named else None
    return to_day(guess_calendar(year), year, int(parts["month"] or 0), day)
