"""Which of a page's dates is the report's own."""

import datetime as dt
import functools
import re
from collections.abc import Iterable, Sequence

from riwaya.extract.boilerplate import find_cue
from riwaya.records import DateBasis, Published
from riwaya.times import FoundDate, find_address_date, find_dates, parse_timestamp

_DAY = dt.timedelta(days=1)
_UTC = re.compile(r"(?:\+00:?00|Z)$")
_YEAR = re.compile(r"(?:19|20|13|14)\d\d")  # what an address with a date has, of three calendars
# What four of five pages say, read without the search for dates of every kind: 2020-04-24T09:22:05+03:00
_ISO = re.compile(r"((?:19|20)\d\d-\d\d-\d\d)T((?:[01]\d|2[0-3]):[0-5]\d)(?::[0-5]\d)?(?:(Z)|([+-]\d\d):?(\d\d))")
_ENOUGH = 3  # dates shown around a title
_SHARE = 0.25  # of a line that its date must take
_BEFORE = 2  # words that may stand before it with nothing between: a name
_APART = tuple("|-–—•·:،,/()")
_DIGIT = re.compile(r"\d")
_NUMBERED = re.compile(r"\d{4}|\d ?[/.\\–—‑−ـ-]")  # what no date with a year lacks: 2020, 24/08/20, 24-Aug-20
_COMMA = re.compile(r"\s+[,،]\s*|[,،]\s+")  # الأربعاء 15 , حزيران 2022
_CLOCK = 12  # characters of a line that has only the time
_LONGEST = 90  # characters: a date in a longer line is part of a sentence


def choose_date(
    *,
    given: str | None,
    said: Iterable[str],
    shown: Iterable[tuple[str, ...]],
    address: str | None,
    captured: str | None,
) -> Published | None:
    """Give the day on which a report came out, or None: no date is better than a wrong one.

    What was given with the page decides. Then what the page's metadata say, on the day that the page shows beside
    its title where that is the same day in another zone; then, without metadata, the day in the address, which no
    template moves; then the day shown; at last the day of capture, as a bound.

    Where the day shown and the day in the address agree, they outvote metadata that are more than a day away: those
    tell when the page was moved to a new system.

    `shown` are the lines around the title, the likeliest first, each followed by its pieces.

    >>> choose_date(given=None, said=["2020-12-24T23:59:50+00:00"], shown=[("25 ديسمبر 2020 | 2:01 ص",)], address=None,
    ...     captured=None)
    Published(date=datetime.date(2020, 12, 25), time='02:01', precision='minute', basis='metadata')
    """
    bound = parse_timestamp(captured) if captured else None
    if given and (found := parse_timestamp(given)):
        return _publish(found, "given")
    stated = next((d for d in map(_read_stamp, said) if d and _is_possible(d, bound)), None)
    on_address = find_address_date(address) if address and _YEAR.search(address) else None
    if stated and stated.time and not _UTC.search(stated.time) and _is_near(stated, on_address):
        return _publish(stated, "metadata")
    visible = _read_shown(shown, bound)
    beside = next((v for v in visible if on_address and _is_within(v, on_address)), None)
    if stated and (_is_near(stated, on_address) or not beside):
        return _publish(_localise(stated, visible, on_address), "metadata")
    if on_address and _is_possible(on_address, bound):
        return _publish(beside or on_address, "text" if beside else "address")
    if visible:
        return _publish(visible[0], "text")
    return _publish(bound, "capture") if bound else None


@functools.lru_cache(maxsize=8)  # the line of the date is asked for by title, byline and text in turn
def read_dates(text: str) -> Sequence[FoundDate]:
    """Give the dates of a line that have a year, as `find_dates` does.

    >>> [str(found.date) for found in read_dates("الجمعة 24 نيسان / أبريل 2020 09:22 مساءً")]
    ['2020-04-24']
    """
    return find_dates(text) if _NUMBERED.search(text) else ()


def _read_stamp(value: str) -> FoundDate | None:
    iso = _ISO.fullmatch(value)
    if iso is None:
        return parse_timestamp(value)
    try:
        date = dt.date.fromisoformat(iso[1])
    except ValueError:  # 2020-02-31
        return None
    zone = "+00:00" if iso[3] else f"{iso[4]}:{iso[5]}"
    return FoundDate(0, len(value), date, f"{iso[2]}{zone}", "minute")


def _is_near(stated: FoundDate, on_address: FoundDate | None) -> bool:
    """False where the address names another day: in another zone it may be the day before or after."""
    return on_address is None or on_address.precision != "day" or abs(stated.date - on_address.date) <= _DAY


def _read_shown(lines: Iterable[tuple[str, ...]], bound: FoundDate | None) -> list[FoundDate]:
    """Give the first dates of short lines, in order; what lies after `bound` is not when a report came out."""
    captured = dt.datetime.fromisoformat(f"{bound.date}T{bound.time or '12:00'}") if bound else None
    dates: list[FoundDate] = []
    clock = ""
    for texts in lines:
        readings = (_read_line(text, clock, captured, bound) for text in texts)
        dates += [found for found in readings if found][:1]
        clock = texts[0] if len(texts[0]) < _CLOCK and ":" in texts[0] else ""
        if len(dates) == _ENOUGH:
            break
    return dates


def _read_line(line: str, clock: str, captured: dt.datetime | None, bound: FoundDate | None) -> FoundDate | None:
    """Give the first date of a line that is there for its date; `clock` is the time in a line of its own above it."""
    if len(line) > _LONGEST or not (captured or _DIGIT.search(line)):
        return None
    for text in (f"{clock} {line}" if clock else line, _COMMA.sub(" ", line)):
        found = next((d for d in _find(text, captured) if d.precision in {"minute", "day"}), None)
        if found and _is_possible(found, bound) and (_fills(found, text) or find_cue(text)):
            return found
    return None


def _find(text: str, captured: dt.datetime | None) -> Sequence[FoundDate]:
    return find_dates(text, captured=captured) if captured else read_dates(text)


def _fills(found: FoundDate, line: str) -> bool:
    """True where a line is there for its date: «سلمى الخطيب 8 فبراير 2025», not «صور من مظاهرات 8 فبراير 2025»."""
    before = line[: found.start].rstrip()
    is_apart = len(before.split()) <= _BEFORE or before.endswith(_APART)
    return is_apart and (found.end - found.start) >= _SHARE * len(line)


def _is_possible(found: FoundDate, bound: FoundDate | None) -> bool:
    return found.date.year > 1990 and (bound is None or found.date <= bound.date + _DAY)


def _is_within(found: FoundDate, coarse: FoundDate) -> bool:
    """True where both may be one day: the address may give a month only, or the day on the other side of midnight."""
    if coarse.precision == "day":
        return abs(found.date - coarse.date) <= _DAY
    return (found.date.year, found.date.month) == (coarse.date.year, coarse.date.month)


def _localise(stated: FoundDate, visible: list[FoundDate], on_address: FoundDate | None) -> FoundDate:
    """Give the local day of what metadata state in UTC or without a clock, where the page shows it beside."""
    for local in visible:
        if abs(local.date - stated.date) <= _DAY:
            is_fuller = local.date != stated.date if stated.time else local.date == stated.date and local.time
            return local if is_fuller else stated
    is_beside = on_address and on_address.precision == "day" and abs(on_address.date - stated.date) == _DAY
    return on_address if on_address and is_beside and stated.time else stated


def _publish(found: FoundDate, basis: DateBasis) -> Published:
    return Published(date=found.date, time=found.time, precision=found.precision, basis=basis)
