"""Acts between two sides, weighed and laid out over days, weeks or months."""

import datetime as dt
import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from riwaya.records import Level, Occurrence

Unit = Literal["day", "week", "month"]
Score = Callable[[str, str | None], float | None]

_STEPS = 126  # of a series: 18 weeks of days, else weeks, else months
_STRAYS = 100  # one page of so many may stand far from the others, on either side
_KNOWN = 7  # days of an interval that still say when
_WORDS = frozenset({"AGREE", "REQUEST", "THREATEN"})  # what is to come is promised, asked for or threatened now


class Act(NamedTuple):
    """An occurrence as it counts: on which day, how much it helps (up to 10) or harms (down to -10)."""

    id: str
    day: dt.date
    score: float
    is_claimed: bool
    reports: int


def weigh_acts(occurrences: Iterable[Occurrence], told: Mapping[str, dt.date], score: Score) -> list[Act]:
    """Give the acts that count, in order of time. `told` says on which day each article came out.

    What a party claims counts, for most that is done in a conflict reaches the press as somebody's claim. What is
    denied does not, nor what is still to come, save the promise or threat of it. One act is told in several stories
    where type, parties and day are the same: the story that tells most such acts says how many there were.
    """
    stories: defaultdict[tuple[object, ...], defaultdict[str | None, list[Act]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for one in occurrences:
        act = _weigh(one, told, score)
        if act:
            same = (act.day, one.type, one.actor and one.actor.id, one.recipient and one.recipient.id)
            stories[same][one.story].append(act)
    most = (max(acts.values(), key=lambda told: (len(told), told[0].id)) for acts in stories.values())
    return sorted((act for acts in most for act in acts), key=lambda act: (act.day, act.id))


def _weigh(one: Occurrence, told: Mapping[str, dt.date], score: Score) -> Act | None:
    weight = score(one.type, one.mode)
    if not weight or one.status == "denied" or (one.status == "future" and one.type not in _WORDS):
        return None
    days = [told[report.article] for report in one.reports if report.article in told]
    day = min(days, default=None) if one.status == "future" else _find_day(one, min(days, default=None))
    return Act(one.id, day, weight, one.status == "claimed", len(one.reports)) if day else None


def _find_day(one: Occurrence, told: dt.date | None) -> dt.date | None:
    """Give the day of an act: what the pages say, else when the first told it; None for “in 2011” and the like."""
    if one.date is None:
        return told
    first, last = one.date.from_, one.date.to
    return first if first and last and (last - first).days < _KNOWN else None


def choose_unit(first: dt.date, last: dt.date) -> Unit:
    """Give the step in which a stretch of time is best looked at.

    >>> choose_unit(dt.date(2018, 2, 1), dt.date(2018, 5, 31)), choose_unit(dt.date(2022, 1, 1), dt.date(2025, 4, 1))
    ('day', 'month')
    """
    days = (last - first).days + 1
    return "day" if days <= _STEPS else "week" if days <= _STEPS * 7 else "month"


def list_levels(
    acts: Sequence[Act], pages: Mapping[dt.date, int], unit: Unit | None = None
) -> tuple[Unit, list[Level]]:
    """Give the levels from the first day on which pages came out to the last. What was done before is background."""
    if not pages:
        return "day", []
    first, last = _find_bounds(pages)
    unit = unit or choose_unit(first, last)
    by_step: defaultdict[dt.date, list[Act]] = defaultdict(list)
    for act in acts:
        by_step[_begin(act.day, unit)].append(act)
    seen: Counter[dt.date] = Counter()
    for day, count in pages.items():
        seen[_begin(day, unit)] += count
    return unit, [_sum_up(step, end, by_step[step], seen[step]) for step, end in _list_steps(first, last, unit)]


def _find_bounds(pages: Mapping[dt.date, int]) -> tuple[dt.date, dt.date]:
    """Give the first and last day, with a hundredth of the pages left out on either side: strays stretch nothing."""
    days = sorted(pages)
    spare = sum(pages.values()) // _STRAYS
    return _find_edge(days, pages, spare), _find_edge(days[::-1], pages, spare)


def _find_edge(days: Sequence[dt.date], pages: Mapping[dt.date, int], spare: int) -> dt.date:
    passed = itertools.accumulate(pages[day] for day in days)
    return next(day for day, count in zip(days, passed, strict=True) if count > spare)


def _list_steps(first: dt.date, last: dt.date, unit: Unit) -> Iterator[tuple[dt.date, dt.date]]:
    step = _begin(first, unit)
    while step <= last:
        following = _begin(step + dt.timedelta(days={"day": 1, "week": 7, "month": 31}[unit]), unit)
        yield step, following - dt.timedelta(days=1)
        step = following


def _begin(day: dt.date, unit: Unit) -> dt.date:
    """Give the first day of the step that a day is in; a week runs from Sunday to Saturday."""
    if unit == "week":
        return day - dt.timedelta(days=(day.weekday() + 1) % 7)
    return day.replace(day=1) if unit == "month" else day


def _sum_up(first: dt.date, last: dt.date, acts: Sequence[Act], pages: int) -> Level:
    return Level(
        from_=first,
        to=last,
        conflict=-sum(act.score for act in acts if act.score < 0),
        cooperation=sum(act.score for act in acts if act.score > 0),
        acts=len(acts),
        claimed=sum(act.is_claimed for act in acts),
        reports=sum(act.reports for act in acts),
        pages=pages,
    )
