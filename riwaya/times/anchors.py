"""From an expression's parts to days, counted from publication."""

import datetime as dt
from typing import NamedTuple

from riwaya.records import TimePrecision
from riwaya.times.spans import PRECISIONS, Days, find_day, span_month, span_unit, span_year, step, year_of
from riwaya.times.words import Item, When

SAME = "same"  # the sort of «الشهر نفسه», which only the text before it can resolve


FUTURE, PAST = "F", "P"


class Anchor(NamedTuple):
    """The day of publication, where it is known to the day, and of which tense the text speaks at each piece."""

    day: dt.date | None
    tenses: str = ""

    def leans_ahead(self, item: Item) -> bool:
        """Tell whether the words before an expression put it after publication."""
        return self.tenses[item.place : item.place + 1] == FUTURE

    def leans_back(self, item: Item) -> bool:
        """Tell whether the words before an expression put it before publication."""
        return self.tenses[item.place : item.place + 1] == PAST


def say_nothing(unit: str) -> When:
    """Give the precision of what cannot be resolved from the page."""
    return When(None, None, PRECISIONS[unit])


def shift_unit(unit: str, count: float, anchor: Anchor) -> When:
    """Give the unit of time that lies so many units before or after publication: last week, three years ago."""
    if anchor.day is None or unit in {"sport", "spell"}:
        return say_nothing(unit)
    try:
        days = span_unit(unit, step(anchor.day, unit, count))
    except (ValueError, OverflowError):
        return say_nothing(unit)
    return When(days.first, days.last, PRECISIONS[unit])


def stretch_units(unit: str, count: float, anchor: Anchor) -> When:
    """Give the stretch of so many units up to publication, or from it: the last five years, the next two days."""
    if anchor.day is None or unit in {"sport", "spell"}:
        return say_nothing(unit)
    try:
        other = step(anchor.day, unit, count)
    except (ValueError, OverflowError):
        return say_nothing(unit)
    return When(min(other, anchor.day), max(other, anchor.day), PRECISIONS[unit])


def name_weekday(number: int, turn: str, anchor: Anchor, item: Item) -> When:
    """Give the weekday before publication (`L`), after it (`X`), or the nearest as the verb has it."""
    if anchor.day is None:
        return When(None, None, "day", "weekday")
    ahead = (number - anchor.day.isoweekday()) % 7
    if turn == "X":
        ahead = ahead or 7
    elif turn == "L":
        ahead = ahead - 7
    elif ahead and not anchor.leans_ahead(item):
        ahead -= 7
    day = anchor.day + dt.timedelta(days=ahead)
    return When(day, day, "day", "weekday")


def name_month(month: Item, year: Item | None, turn: str, anchor: Anchor) -> When:
    """Give a month; without a year the latest that has begun, or the next as the words around have it."""
    era, number = month.unit, int(month.value)
    if year is not None:
        days = span_month(era, int(year.value), number)
        return _say(days, "month", "dated")
    if anchor.day is None:
        return When(None, None, "month", "open")
    this = year_of(era, anchor.day)
    spans = [days for y in (this - 1, this, this + 1) if (days := span_month(era, y, number))]
    days = _choose_month(spans, turn, anchor.day, ahead=anchor.leans_ahead(month))
    return _say(days, "month", "open")


def _say(days: Days | None, precision: TimePrecision, sort: str) -> When:
    return When(days.first if days else None, days.last if days else None, precision, sort)


def _choose_month(spans: list[Days], turn: str, day: dt.date, *, ahead: bool) -> Days | None:
    current = [days for days in spans if days.first <= day <= days.last]
    past, future = [days for days in spans if days.last < day], [days for days in spans if days.first > day]
    if turn == "L":
        return past[-1] if past else None
    if turn == "X":
        return future[0] if future else None
    if current:
        return current[0]
    if turn == "C":
        return min(spans, key=lambda days: abs(days.first - day), default=None)
    chosen = future[:1] if ahead else past[-1:]
    return chosen[0] if chosen else None


def name_day(day: int, month: Item, year: Item | None, turn: str, anchor: Anchor, weekday: int = 0) -> When | None:
    """Give a day of a month; without a year the nearest to publication that the words allow. None: no such day.

    A `weekday` beside it that the nearest of all falls on outweighs words of the future.
    """
    era, number = month.unit, int(month.value)
    if year is not None:
        found = find_day(era, int(year.value), number, day)
        return When(found, found, "day", "dated") if found else None
    if anchor.day is None:
        return When(None, None, "day", "open") if day <= 31 else None
    today = anchor.day
    this = year_of(era, today)
    days = [found for y in (this - 1, this, this + 1) if (found := find_day(era, y, number, day))]
    is_plain = any(found.isoweekday() == weekday for found in sorted(days, key=lambda found: abs(found - today))[:1])
    if turn == "L":
        days = [found for found in days if found <= today]
    elif turn == "X" or (not turn and anchor.leans_ahead(month) and not is_plain):
        days = [found for found in days if found >= today]
    nearest = min(days, key=lambda found: abs(found - today), default=None)
    return When(nearest, nearest, "day", "open") if nearest else None


def name_year(value: int, era: str) -> When | None:
    """Give a year, Gregorian or Islamic; None outside of both."""
    days = span_year(value, "hijri" if era == "hijri" else "gregorian" if era == "gregorian" else None)
    return When(*days, "year", "dated") if days else None


def take_part(edge: int, whole: When) -> When | None:
    """Give the beginning (0), middle (1) or end (2) of a stretch, with the next finer precision."""
    if whole.first is None or whole.last is None:
        return whole._replace(precision=_FINER.get(whole.precision, whole.precision))
    if whole.precision not in _FINER:
        return None
    finer = _FINER[whole.precision]
    first, last = whole.first, whole.last
    if finer in {"day", "week"}:
        begin, end = _PARTS_OF_DAYS[finer][edge]
        days = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)][begin:end]
        return When(days[0], days[-1], finer)
    unit = "month" if whole.precision in {"year", "season"} else "year"
    count = round(((last.year - first.year) * 12 + last.month - first.month + 1) / (1 if unit == "month" else 12))
    begin, end = (round(count * share) for share in _SHARES[whole.precision][edge])
    part = Days(step(first, unit, begin), step(first, unit, end) - dt.timedelta(days=1))
    return When(*part, finer)


# The guideline gives "a part": the days of a month go by tens, as the almanacs count them; of a year the first and the
# last quarter and the four months in the middle; of other stretches a third.
_FINER: dict[TimePrecision, TimePrecision] = {
    "century": "decade",
    "decade": "year",
    "year": "month",
    "season": "month",
    "month": "week",
    "week": "day",
}
_PARTS_OF_DAYS = {"week": ((0, 10), (10, 20), (20, None)), "day": ((0, 2), (2, 4), (5, None))}
_SHARES = {
    "century": ((0, 0.3), (0.4, 0.6), (0.7, 1)),
    "decade": ((0, 0.3), (0.4, 0.7), (0.7, 1)),
    "year": ((0, 0.25), (1 / 3, 2 / 3), (0.75, 1)),
    "season": ((0, 1 / 3), (1 / 3, 2 / 3), (2 / 3, 1)),
}


def join_days(deictic: When, weekday: int) -> When:
    """Settle «غدا الخميس» on the page's own weekday where it is a few days from the day counted from publication."""
    if deictic.first is None:
        return deictic
    away = (weekday - deictic.first.isoweekday() + 3) % 7 - 3
    day = deictic.first + dt.timedelta(days=away)
    return When(day, day, "day", "deictic")
