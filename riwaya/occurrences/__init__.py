"""Which events of several reports are one act: an occurrence, with its reports.

In: the readings of a story and how its articles retell each other. Out: occurrences, each with the events that it
joins. Events are joined where their types go together and nothing that both say differs: actor, recipient, day. Two
that share only their type and their day are not enough, unless they stand in a passage that the two articles share. It
does not say that an act happened.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from riwaya.occurrences.comparing import ONE, Telling, count_days, is_one_day, is_own, list_together, rate, read_telling
from riwaya.records import Claimant, Event, Interval, Occurrence, Party, Reading, Report, Retelling

__all__ = ["find_occurrences"]

_FIRMNESS = ("asserted", "claimed", "denied", "future")


def find_occurrences(
    readings: Sequence[Reading], retellings: Iterable[Retelling] = (), story: str | None = None
) -> tuple[Occurrence, ...]:
    """Give the occurrences of a story, the earliest report first; an event that nobody else tells is one of one report.

    An occurrence's id is its smallest report's: by day of publication, then by article. The result depends on the set
    of readings, not on their order.

    >>> from riwaya.records import Article, Span
    >>> def told(source, words):
    ...     struck = Span(start=0, end=len(words), text=words)
    ...     army = Party(name="الجيش", span=None)
    ...     event = Event(id="e1", type="ASSAULT", trigger=struck, actor=army, recipient=Party(name="البلدة"))
    ...     return Reading(article=Article(source=source, text=words), findings=Findings(events=(event,)))
    >>> from riwaya.records import Findings
    >>> [len(one.reports) for one in find_occurrences([told("a", "قصف"), told("b", "قصفت")])]
    [2]
    """
    ordered = sorted(readings, key=lambda reading: reading.rank)
    tellings = [
        read_telling(reading, event, n) for n, reading in enumerate(ordered) for event in reading.findings.events
    ]
    shared = _share_passages(ordered, retellings)
    groups = _join_bare(_join(tellings, shared))
    return tuple(_make_occurrence(group, story) for group in groups)


def _share_passages(readings: Sequence[Reading], retellings: Iterable[Retelling]) -> dict[tuple[str, str], Retelling]:
    known = {reading.article.source for reading in readings}
    return {(r.a, r.b): r for r in retellings if r.a in known and r.b in known}


def _join(tellings: Sequence[Telling], shared: Mapping[tuple[str, str], Retelling]) -> list[list[Telling]]:
    """Put each event, in order, with the group that it agrees with most; of equals with the one nearest in time."""
    groups: list[list[Telling]] = []
    of_type: defaultdict[str, list[int]] = defaultdict(list)  # groups, by the type of their first event
    for telling in tellings:
        near = sorted(chain.from_iterable(of_type[type_] for type_ in list_together(telling.event.type)))
        rated = {n: _rate_group(telling, groups[n], shared) for n in near}
        best = max(near, key=lambda n: (rated[n], -count_days(groups[n][0], telling), -n), default=None)
        if best is None or rated[best] < ONE:
            of_type[telling.event.type].append(len(groups))
            groups.append([telling])
        else:
            groups[best].append(telling)
    return groups


def _rate_group(telling: Telling, group: Sequence[Telling], shared: Mapping[tuple[str, str], Retelling]) -> int:
    """Say in how much an event agrees with one member of a group at most; 0 where it differs from any."""
    most = 0
    for one in group:
        rated = rate(one, telling, shared)
        if rated is None:
            return 0
        most = max(most, rated)
    return most


def _join_bare(groups: Sequence[list[Telling]]) -> list[list[Telling]]:
    """Put an act that names nobody, «القصف», with the only one of its kind on its day; with none of several."""
    bare = {n for n, group in enumerate(groups) if all(telling.is_bare for telling in group)}
    homes: defaultdict[tuple[str, Interval | None], set[int]] = defaultdict(set)
    for n, group in enumerate(groups):
        for telling in group if n not in bare else ():
            homes[telling.event.type, telling.event.date].add(n)
    moved: dict[int, int] = {}
    for n in bare:
        first = groups[n][0]
        near = [m for m in homes[first.event.type, first.event.date] if any(is_one_day(first, t) for t in groups[m])]
        if len(near) == 1:
            moved[n] = near[0]
    return [
        [*group, *chain.from_iterable(groups[m] for m in sorted(moved) if moved[m] == n)]
        for n, group in enumerate(groups)
        if n not in moved
    ]


def _make_occurrence(group: Sequence[Telling], story: str | None) -> Occurrence:
    first = group[0]
    events = [telling.event for telling in group]
    return Occurrence(
        id=f"{first.article}:{first.event.id}",
        story=story,
        type=first.event.type,
        mode=first.event.mode,
        actor=next((telling.doer for telling in group if telling.doer), None),
        recipient=_first_party(event.recipient for event in events),
        place=_first_party(event.place for event in events),
        date=_narrow(events),
        status=min((event.status for event in events), key=_FIRMNESS.index),
        reports=tuple(Report(article=telling.article, event=telling.event.id) for telling in group),
    )


def _first_party(parties: Iterable[Party | None]) -> Claimant | None:
    return next((Claimant(id=party.id, name=party.name) for party in parties if party and not is_own(party)), None)


def _narrow(events: Sequence[Event]) -> Interval | None:
    """Give the date that is known most closely, the earliest report's first."""
    dated = [event.date for event in events if event.date]
    return min(dated, key=lambda d: (d.to - d.from_).days if d.from_ and d.to else 1 << 20, default=None)
