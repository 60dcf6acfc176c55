"""Which facts of a story are one: pairs that share rare words, held against the rules of their slot."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations
from typing import NamedTuple

from riwaya.disagreements.facts import Fact, Sort
from riwaya.disagreements.rules import tie
from riwaya.disagreements.sole import are_of_one_thing, pair_sole
from riwaya.names import skeleton
from riwaya.records import Claim
from riwaya.text import find_words

_SOLE = 0.5  # how sure it is that two numbers are one that stand alone in their accounts
_COMMON = 60  # facts of one sort that share a stem: beyond, it leads to no pair by itself
# Stems in common; of other slots three.
_KEYS: Mapping[Sort, int] = {"age": 1, "name": 1, "time": 2, "quotation": 2, "denial": 2}


class Match(NamedTuple):
    """Two facts, by their places among all, that are of one thing."""

    score: float  # how sure that is, 0 to 1
    a: int
    b: int
    is_loose: bool = False


def match_facts(facts: Sequence[Fact], claims: Iterable[Claim] = ()) -> list[Match]:
    """Give the pairs of facts of two accounts that are one, the surest first. Versions of a claim are one saying."""
    found = {(a, b): Match(1.0, a, b) for a, b in _pair_versions(facts, claims)}
    for a, b in _pair(facts):
        if (a, b) not in found and (tied := tie(facts[a], facts[b])):
            found[a, b] = Match(tied.score, a, b, tied.is_loose)
    for a, b in pair_sole(facts):
        if (a, b) not in found and are_of_one_thing(facts[a], facts[b]):
            found[a, b] = Match(_SOLE, a, b)
    return sorted(found.values(), key=lambda m: (m.is_loose, -m.score, m.a, m.b))


def _pair(facts: Sequence[Fact]) -> Iterator[tuple[int, int]]:
    """Pair facts of different articles and one sort that share stems that few facts of the story have."""
    holders: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for n, fact in enumerate(facts):
        for key in _find_keys(fact):
            holders[_sort(fact), key].append(n)
    for n, fact in enumerate(facts):
        groups = (holders[_sort(fact), key] for key in _find_keys(fact))
        met = Counter(chain.from_iterable(g[bisect_right(g, n) :] for g in groups if len(g) <= _COMMON))
        least = _KEYS.get(fact.slot, 3)
        yield from ((n, m) for m, count in met.items() if count >= least and facts[m].place != fact.place)


def _sort(fact: Fact) -> str:
    """Give what facts must have in common to be paired at all: the kind, but people may be counted by another word."""
    if fact.slot == "denial":
        return fact.slot
    return "people" if fact.counted.is_people else fact.kind


def _find_keys(fact: Fact) -> Iterable[str]:
    if fact.slot == "name":
        return frozenset(map(skeleton, find_words(fact.value.value)))
    return (fact.near if fact.slot == "age" else fact.context).stems


def _pair_versions(facts: Sequence[Fact], claims: Iterable[Claim]) -> Iterator[tuple[int, int]]:
    """Pair the quotations of two articles that are versions of one claim."""
    sayings = {(f.value.article, f.value.statement): n for n, f in enumerate(facts) if f.slot == "quotation"}
    for claim in claims:
        versions = ((version.article, version.statement) for version in claim.versions)
        places = sorted(sayings[version] for version in versions if version in sayings)
        yield from ((a, b) for a, b in combinations(places, 2) if facts[a].place != facts[b].place)
