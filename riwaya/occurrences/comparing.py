"""Whether two events of two reports may be one act, by type, parties, day and shared passages."""

import datetime as dt
import functools
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from riwaya.records import Claimant, Event, Extent, Party, Reading, Retelling
from riwaya.stems import stem_variants
from riwaya.text import find_words, fold, load_folded

_APART = 4  # days between two reports of an act that neither dates
ONE, _IN_PASSAGE = 2, 5  # in how much two reports of one act agree; a passage of both outweighs all else
# One act in the words of two reports: a deal is agreed and signed, a strike destroys, a demand is made in a protest.
_TOGETHER = frozenset(
    {
        frozenset({"AGREE", "SUPPORT"}),
        frozenset({"AGREE", "CONSULT"}),
        frozenset({"RETREAT", "CONCEDE"}),
        frozenset({"SANCTION", "COERCE"}),
    }
)


class Name(NamedTuple):
    """A party as it is compared: its id, the forms of each word that calls it, and all of them."""

    id: str | None = None
    words: tuple[frozenset[str], ...] = ()
    forms: frozenset[str] = frozenset()


class Telling(NamedTuple):
    """An event with what it is compared by."""

    article: str
    number: int  # of its article in the order of publication
    published: dt.date | None
    event: Event
    doer: Claimant | None  # who acts; for «بلاده» whoever speaks of her
    actor: Name
    recipient: Name
    place: Name
    trigger: frozenset[str]

    @property
    def is_bare(self) -> bool:
        """Tell whether the event names nobody and nothing: «القصف»."""
        return not (self.actor.words or self.recipient.words or self.place.words)


def read_telling(reading: Reading, event: Event, number: int) -> Telling:
    """Give an event as it is compared."""
    published = reading.article.published.date if reading.article.published else None
    doer = _find_doer(reading, event)
    called = event.actor.span.text if event.actor and event.actor.span and not is_own(event.actor) else ""
    return Telling(
        article=reading.article.source,
        number=number,
        published=published,
        event=event,
        doer=doer,
        actor=_name(doer, called),
        recipient=_name(event.recipient),
        place=_name(event.place),
        trigger=frozenset({*stem_variants((find_words(event.trigger.text) or [""])[0]), *_name_acts(event)}),
    )


def is_own(party: Party) -> bool:
    """Tell whether a party is only called the speaker's own, «بلاده», which names nobody."""
    return party.id is None and fold(party.name.split()[0]) in load_folded("ar", "events_own")


def _find_doer(reading: Reading, event: Event) -> Claimant | None:
    """Give who acts; what the speaker's own country does he announces: «أعلن الرئيس أن | بلاده | تتخلى»."""
    if event.actor is None or not is_own(event.actor):
        return Claimant(id=event.actor.id, name=event.actor.name) if event.actor else None
    speakers = (s.speaker for s in reading.statements if s.id == event.statement)
    return next((Claimant(id=s.id, name=s.name) for s in speakers if s and s.name), None)


def _name_acts(event: Event) -> Iterator[str]:
    """Give the act that a rule says was found: «تتخلى» and «تخلى» are one."""
    for rule in event.because[:1]:
        yield fold(rule.rpartition(": ")[2])


def _name(party: Party | Claimant | None, called: str = "") -> Name:
    if party is None or (isinstance(party, Party) and is_own(party)):
        return Name()
    called_by = dict.fromkeys(find_words(f"{called} {party.name}"))
    words = tuple(frozenset({*stem_variants(word), _cut_nation(word)}) for word in called_by)
    return Name(party.id, words, frozenset().union(*words))


def _cut_nation(word: str) -> str:
    """Give what a land and its people have in common: «سندا» and «سندية» begin with «سند»."""
    bare = word.removeprefix("ال")
    end = next((end for end in ("يه", "يا", "ي", "ه", "ا") if bare.endswith(end) and len(bare) - len(end) > 2), "")
    return bare.removesuffix(end)


def rate(one: Telling, other: Telling, shared: Mapping[tuple[str, str], Retelling]) -> int | None:
    """Say in how much two events agree, `ONE` of which make one act; None where they cannot be one.

    On one page it takes more: what tells two acts apart is told there.
    """
    if other.event.type not in list_together(one.event.type):
        return None
    if _differ(one.actor, other.actor) or _differ(one.recipient, other.recipient) or not _may_be_one_day(one, other):
        return None
    if (one.event.status == "future") != (other.event.status == "future"):
        return None
    agreed = (
        _is_one(one.actor, other.actor)
        + _is_one(one.recipient, other.recipient)
        + (
            _is_one(one.place, other.place)
            or _is_one(one.recipient, other.place)
            or _is_one(one.place, other.recipient)
        )
        + is_one_kind(one, other)
        + _IN_PASSAGE * _stand_in_passage(one, other, shared)
    )
    return agreed if one.article != other.article else agreed - 1 if agreed > ONE else None


def is_one_kind(one: Telling, other: Telling) -> bool:
    """Tell whether two acts are called by one word, or have one CAMEO code that says more than their type."""
    code = one.event.cameo or "0"
    return not one.trigger.isdisjoint(other.trigger) or (code == other.event.cameo and not code.endswith("0"))


@functools.cache
def list_together(type_: str) -> tuple[str, ...]:
    """Give the types that an event of one type may be told as, itself among them."""
    return (type_, *(other for pair in _TOGETHER if type_ in pair for other in pair - {type_}))


def _differ(a: Name, b: Name) -> bool:
    """Tell whether two names are of two: not where one holds the other, «سندار» and «جيش سندار»."""
    return bool(a.words and b.words) and not _is_one(a, b) and not _holds(a, b) and not _holds(b, a)


def _is_one(a: Name, b: Name) -> bool:
    return a.id == b.id if a.id and b.id else not a.forms.isdisjoint(b.forms)


def _holds(whole: Name, part: Name) -> bool:
    owners = [word for word in part.words if word.isdisjoint(load_folded("ar", "occurrences_arms"))]
    return all(not word.isdisjoint(whole.forms) for word in owners or part.words)  # «طائرة | تركية» acts for «تركيا»


def is_one_day(one: Telling, other: Telling) -> bool:
    """Tell whether two acts of one kind took place on one day that both name, and neither is still to come."""
    a, b = one.event.date, other.event.date
    dated = a is not None and b is not None and a == b and a.precision in ("day", "minute")
    told = "future" not in (one.event.status, other.event.status)
    return dated and told and one.event.type == other.event.type and is_one_kind(one, other)


def _may_be_one_day(one: Telling, other: Telling) -> bool:
    a, b = one.event.date, other.event.date
    if a and b:
        return (a.from_ is None or b.to is None or a.from_ <= b.to) and (
            b.from_ is None or a.to is None or b.from_ <= a.to
        )
    return count_days(one, other) <= _APART


def count_days(one: Telling, other: Telling) -> int:
    """Give the days between two acts, by their reports where they have none of their own; 0 where nobody knows."""
    days = [day for day in (_day(one), _day(other)) if day]
    return abs((days[0] - days[1]).days) if len(days) > 1 else 0


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
