"""Which events of several reports are one act: an occurrence, with its reports.

In: the readings of a story and how its articles retell each other. Out: occurrences, each with the events that it
joins. Events are joined where their types go together and nothing that both say differs: actor, recipient, day. Two
that share only their type and their day are not enough, unless they stand in a passage that the two articles share. It
does not say that an act happened.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from riwaya.occurrences.comparing import Telling, is_own, is_same, list_together, read_telling
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
    return tuple(_make_occurrence(group, story) for group in _join(tellings, shared))


def _share_passages(readings: Sequence[Reading], retellings: Iterable[Retelling]) -> dict[tuple[str, str], Retelling]:
    known = {reading.article.source for reading in readings}
    return {(r.a, r.b): r for r in retellings if r.a in known and r.b in known}


def _join(tellings: Sequence[Telling], shared: dict[tuple[str, str], Retelling]) -> list[list[Telling]]:
    """Put each event, in order, with the first group none of whose members it differs from."""
    groups: list[list[Telling]] = []
    of_type: defaultdict[str, list[int]] = defaultdict(list)  # groups, by the type of their first event
    for telling in tellings:
        near = sorted(chain.from_iterable(of_type[type_] for type_ in list_together(telling.event.type)))
        found = next((n for n in near if _fits(telling, groups[n], shared)), None)
        if found is None:
            of_type[telling.event.type].append(len(groups))
            groups.append([telling])
        else:
            groups[found].append(telling)
    return groups


def _fits(telling: Telling, group: Sequence[Telling], shared: Mapping[tuple[str, str], Retelling]) -> bool:
    """Tell whether an event is one act with some member of a group, and differs from none."""
    is_one = False
    for one in group:
        verdict = is_same(one, telling, shared)
        if verdict is False:
            return False
        is_one = is_one or verdict is True
    return is_one


def _make_occurrence(group: Sequence[Telling], story: str | None) -> Occurrence:
    first = group[0]
    events = [telling.event for telling in group]
    return Occurrence(
        id=f"{first.article}:{first.event.id}",
        story=story,
        type=first.event.type,
        mode=first.event.mode,
        actor=_first_party(event.actor for event in events),
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
