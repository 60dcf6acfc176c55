"""Whether two events of two reports may be one act, by type, parties, day and shared passages."""

import datetime as dt
import functools
from collections.abc import Mapping
from typing import NamedTuple

from riwaya.records import Event, Extent, Party, Reading, Retelling
from riwaya.stems import stem_variants
from riwaya.text import find_words, fold, load_folded

_APART = 4  # days between two reports of an act that neither dates
# One act in the words of two reports: a deal is agreed and signed, a strike destroys, a demand is made in a protest.
_TOGETHER = frozenset(
    {
        frozenset({"AGREE", "SUPPORT"}),
        frozenset({"AGREE", "CONSULT"}),
        frozenset({"RETREAT", "CONCEDE"}),
        frozenset({"SANCTION", "COERCE"}),
    }
)


class Telling(NamedTuple):
    """An event with what it is compared by."""

    article: str
    number: int  # of its article in the order of publication
    published: dt.date | None
    event: Event
    actor: frozenset[str]  # stems of the name; empty where nobody is named
    recipient: frozenset[str]
    place: frozenset[str]
    trigger: frozenset[str]


def read_telling(reading: Reading, event: Event, number: int) -> Telling:
    """Give an event as it is compared."""
    published = reading.article.published.date if reading.article.published else None
    return Telling(
        reading.article.source,
        number,
        published,
        event,
        _stems(event.actor),
        _stems(event.recipient),
        _stems(event.place),
        frozenset(stem_variants((find_words(event.trigger.text) or [""])[0])),
    )


def is_own(party: Party) -> bool:
    """Tell whether a party is only called the speaker's own, «بلاده», which names nobody."""
    return party.id is None and fold(party.name.split()[0]) in load_folded("ar", "events_own")


def _stems(party: Party | None) -> frozenset[str]:
    if party is None or is_own(party):
        return frozenset()
    return (
        frozenset({party.id})
        if party.id
        else frozenset(v for word in find_words(party.name) for v in stem_variants(word))
    )


def is_same(one: Telling, other: Telling, shared: Mapping[tuple[str, str], Retelling]) -> bool | None:
    """True where two events are one act, False where they cannot be, None where nothing speaks for or against it."""
    if one.article == other.article or other.event.type not in list_together(one.event.type):
        return False
    if _differ(one.actor, other.actor) or _differ(one.recipient, other.recipient) or not _may_be_one_day(one, other):
        return False
    if (one.event.status == "future") != (other.event.status == "future"):
        return False
    if _stand_in_passage(one, other, shared):
        return True
    agree = (
        not one.actor.isdisjoint(other.actor),
        not one.recipient.isdisjoint(other.recipient),
        not one.place.isdisjoint(other.place),
        not one.trigger.isdisjoint(other.trigger),
    )
    return True if sum(agree) > 1 else None


@functools.cache
def list_together(type_: str) -> tuple[str, ...]:
    """Give the types that an event of one type may be told as, itself among them."""
    return (type_, *(other for pair in _TOGETHER if type_ in pair for other in pair - {type_}))


def _differ(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and a.isdisjoint(b)


def _may_be_one_day(one: Telling, other: Telling) -> bool:
    a, b = one.event.date, other.event.date
    if a and b:
        return (a.from_ is None or b.to is None or a.from_ <= b.to) and (
            b.from_ is None or a.to is None or b.from_ <= a.to
        )
    days = [day for day in (_day(one), _day(other)) if day]
    return len(days) < 2 or abs((days[0] - days[1]).days) <= _APART


def _day(telling: Telling) -> dt.date | None:
    date = telling.event.date
    return (date.from_ or date.to) if date else telling.published


def _stand_in_passage(one: Telling, other: Telling, shared: Mapping[tuple[str, str], Retelling]) -> bool:
    """True where both triggers stand in one aligned passage of the two articles, at much the same depth."""
    a, b = (one, other) if one.article < other.article else (other, one)
    retelling = shared.get((a.article, b.article))
    if retelling is None:
        return False
    return any(_depth(a, p.a) is not None and _near(_depth(a, p.a), _depth(b, p.b)) for p in retelling.passages)


def _depth(telling: Telling, extent: Extent) -> float | None:
    start = telling.event.trigger.start
    inside = extent.start <= start < extent.end
    return (start - extent.start) / (extent.end - extent.start) if inside else None


def _near(a: float | None, b: float | None) -> bool:
    return a is not None and b is not None and abs(a - b) < 0.1
