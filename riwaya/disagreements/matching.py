"""Which facts of two accounts are one: what is counted, and the words of the sentences that count it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from riwaya.disagreements.agreeing import agree
from riwaya.disagreements.facts import Fact
from riwaya.disagreements.names import has_kunya, may_be_one_person
from riwaya.disagreements.sentences import Telling, share
from riwaya.disagreements.sayings import is_one_saying
from riwaya.names import skeleton
from riwaya.text import find_words

_COMMON = 40  # facts of one sort that share a stem: beyond, it leads to no pair by itself
_LEAST = 2.6  # words in common, as they are weighed
_SURE = 0.75  # of the words of both sentences, whatever names stand around the values
_SAME = 0.48  # of the words of both sentences, for any number and date
_ALIGNED = 0.42  # of the words of both sentences
_NEAR = 0.34  # of the words around the fewer words of two values
_CERTAIN = 0.5  # of the words of both sentences, where the page has other words for what is counted
_CLASS = 0.27  # of the words of both sentences, for the dead or the hurt of an event
_LOOSE = 0.2  # the same, where the words in common are many
_MUCH = 4.0
_OTHER = 0.25
_DONE = 0.2  # of the words of both sentences, where one deed stands beside one counted thing
_PHRASE = 2.0  # words around two values, as they are weighed, where the sentences are otherwise different
_ROLE = 2.0  # words around two names, as they are weighed
_ENDS = frozenset({"date from", "date to"})  # of one stretch of time
_SAID = 2  # days between two accounts of one saying
_APART = 3  # days between what two sentences name


class Match(NamedTuple):
    """Two facts, by their places among all, that are of one thing, and how sure that is: 0 to 1.

    A loose one rests on the words next to the two values, not on their sentences.
    """

    score: float
    a: int
    b: int
    is_loose: bool = False


def match_facts(facts: Sequence[Fact]) -> list[Match]:
    """Give the pairs of facts that are one, of different accounts, the surest first."""
    found = (_match(facts, a, b) for a, b in _pair(facts))
    return sorted((match for match in found if match), key=lambda m: (m.is_loose, -m.score, m.a, m.b))


def _match(facts: Sequence[Fact], at: int, other: int) -> Match | None:
    """Match two facts by their places, or give None where they are not one."""
    a, b = facts[at], facts[other]
    if a.slot != b.slot or a.counted.is_part != b.counted.is_part:
        return None
    if a.slot != "date" and not _may_be_one_day(a, b):
        return None
    if a.slot == "age":
        return Match(1.0, at, other) if _is_one_owner(a.near, b.near) else None
    shared = share(a.context, b.context)
    alike = 2 * shared / max(a.context.weight + b.context.weight, 1.0)
    near = share(a.near, b.near)
    around = near / max(min(a.near.weight, b.near.weight), 1.0)
    score = (alike + around) / 2
    if a.slot == "name":
        return _match_names(a, b, at, other, near)
    if a.slot == "quotation":
        return Match(alike, at, other) if is_one_saying(a, b, shared, alike) and _are_of_days(a, b) else None
    if shared < _LEAST and a.slot != "time":
        return None
    if a.kind != b.kind:
        is_one = alike >= _CERTAIN and around >= _OTHER and _may_be_one_class(a, b)
    elif a.kind in _ENDS:
        is_one = shared >= _MUCH and shared >= _ALIGNED * min(a.context.weight, b.context.weight)
    elif a.counted.is_class:
        is_one = alike >= _CLASS or (alike >= _LOOSE and shared >= _MUCH)
    else:
        is_one = alike >= _SAME and around >= _NEAR
    if alike < _SURE and not a.counted.is_class and a.named and b.named and a.named.isdisjoint(b.named):
        return None  # the points of two clubs
    if is_one:
        return Match(score, at, other)
    return Match(score, at, other, is_loose=True) if a.kind == b.kind and _is_one_phrase(a, b, alike) else None


def _match_names(a: Fact, b: Fact, at: int, other: int, near: float) -> Match | None:
    """Match two names of one person: the same, or of one role and alike."""
    if agree(a, b):
        return Match(1.0, at, other)
    one, another = a.value.value, b.value.value
    is_one = may_be_one_person(one, another) and (
        near >= _ROLE or has_kunya(find_words(one)) != has_kunya(find_words(another))
    )
    return Match(0.5, at, other) if is_one else None


def _is_one_phrase(a: Fact, b: Fact, alike: float) -> bool:
    """Tell whether the words next to two values say the same: كلفة السد, أطلقت ... صواريخ."""
    if a.slot == "date":
        return False
    if a.slot == "time":
        return len(a.deeds & b.deeds) > 1
    if a.slot == "money":
        return share(a.lead, b.lead) >= _PHRASE
    if a.kind.startswith("unit"):
        return False
    return not a.counted.is_class and alike >= _DONE and bool(a.deeds & b.deeds)


def _may_be_one_class(a: Fact, b: Fact) -> bool:
    """Tell whether one page may name as people (خمسة عناصر) what another counts as dead."""
    return a.counted.is_people and b.counted.is_people and not (a.counted.is_class and b.counted.is_class)


def _is_one_owner(a: Telling, b: Telling) -> bool:
    """Tell whether two names are of one person: all words of the shorter are in the longer."""
    shorter, longer = sorted((a, b), key=lambda name: len(name.words))
    return bool(shorter.words) and all(word.stems & longer.stems for word in shorter.words)


def _are_of_days(a: Fact, b: Fact) -> bool:
    return a.day is None or b.day is None or abs(a.day - b.day) <= _SAID


def _may_be_one_day(a: Fact, b: Fact) -> bool:
    if a.days is None or b.days is None:
        return True
    return a.days[0] - _APART <= b.days[1] and b.days[0] - _APART <= a.days[1]


def _pair(facts: Sequence[Fact]) -> Iterator[tuple[int, int]]:
    """Pair facts of different articles and one sort that share two words which few facts of the story have."""
    holders: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for n, fact in enumerate(facts):
        for word in _find_keys(fact):
            holders[_sort(fact), word].append(n)
    for n, fact in enumerate(facts):
        met: defaultdict[int, int] = defaultdict(int)
        for m in _meet(holders[_sort(fact), word] for word in _find_keys(fact)):
            if m > n and facts[m].place != fact.place:
                met[m] += 1
        least = 1 if fact.slot in {"age", "name"} else 2
        yield from ((n, m) for m, count in met.items() if count >= least)


def _sort(fact: Fact) -> str:
    return "people" if fact.counted.is_people else fact.kind


def _find_keys(fact: Fact) -> frozenset[str]:
    if fact.slot == "quotation":
        return fact.context.stems
    if fact.slot == "name":
        return frozenset(map(skeleton, find_words(fact.value.value)))
    return (fact.near if fact.slot == "age" else fact.context).stems


def _meet(groups: Iterable[Sequence[int]]) -> Iterator[int]:
    for group in groups:
        if len(group) <= _COMMON:
            yield from group
