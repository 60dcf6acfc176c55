"""How much two sides help and harm each other, day by day, and from when on it was more or less than before.

In: acts between the two, each once however many pages tell it, and how many pages came out on each day. Out: levels of
conflict and cooperation apart, in the scores of the PLOVER code book, and the changes in them with the chance of each
under shuffled time. It says what the pages tell: where more pages come out, more acts are told, and that is no change.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from riwaya.intensity.changes import Options, find_changes
from riwaya.intensity.measuring import Act, Unit, list_levels, weigh_acts
from riwaya.records import Change, Claimant, Level, Relation

__all__ = ["Act", "Options", "Unit", "count_pages", "find_changes", "measure_relation", "weigh_acts"]

_SHOWN = 5  # acts behind a change
_USUAL = Options()


def measure_relation(
    a: Claimant,
    b: Claimant,
    acts: Sequence[Act],
    pages: Mapping[dt.date, int],
    options: Options = _USUAL,
    unit: Unit | None = None,
) -> Relation:
    """Give conflict and cooperation between two sides over the days on which pages came out, with their changes.

    `pages` counts what came out on each day, on any matter. Amounts are scores of the code book, added up by day, week
    or month, as the stretch of time is long where `unit` says nothing.

    >>> day = dt.date(2025, 1, 1)
    >>> calm = {day + dt.timedelta(n): 10 for n in range(60)}
    >>> shelled = [Act(f"p{n}:e1", day + dt.timedelta(n), -9.0, False, 2) for n in range(40, 60)]
    >>> told = measure_relation(Claimant(id="a", name="ا"), Claimant(id="b", name="ب"), shelled, calm)
    >>> [(one.at.isoformat(), one.of, one.before, one.after) for one in told.changes]
    [('2025-02-10', 'conflict', 0.0, 9.0)]
    """
    unit, levels = list_levels(acts, pages, unit)
    changes = sorted(_list_changes(acts, levels, options), key=lambda one: (one.at, one.of))
    return Relation(a=a, b=b, unit=unit, levels=tuple(levels), changes=tuple(changes))


def count_pages(levels: Sequence[Level]) -> list[float]:
    """Give how many pages could tell of each step: what is done today is told today or tomorrow."""
    return [(level.pages + then.pages) / 2 for level, then in zip(levels, [*levels[1:], *levels[-1:]], strict=True)]


def _list_changes(acts: Sequence[Act], levels: Sequence[Level], options: Options) -> Iterator[Change]:
    seen = count_pages(levels)
    sides: dict[Literal["conflict", "cooperation"], list[float]] = {
        "conflict": [level.conflict for level in levels],
        "cooperation": [level.cooperation for level in levels],
    }
    for of, amounts in sides.items():
        turns = find_changes(amounts, seen, options)
        edges = [levels[0].from_, *(levels[turn.at].from_ for turn in turns), dt.date.max] if turns else []
        own = [act for act in acts if (act.score < 0) == (of == "conflict")]
        for turn, (start, at, end) in zip(turns, zip(edges, edges[1:], edges[2:], strict=False), strict=True):
            first, last = (at, end) if turn.after > turn.before else (start, at)
            behind = sorted((act for act in own if first <= act.day < last), key=lambda act: (-abs(act.score), act.day))
            days = (levels[turn.at].to - at).days + 1
            yield Change(
                at=at,
                of=of,
                before=turn.before / days,
                after=turn.after / days,
                chance=turn.chance,
                acts=tuple(act.id for act in behind[:_SHOWN]),
            )
