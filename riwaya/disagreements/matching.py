"""Which facts of two accounts are one: what is counted, and the words of the sentences that count it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from riwaya.disagreements.facts import Fact
from riwaya.disagreements.sentences import weigh

_COMMON = 40  # facts of one kind that share a stem: beyond, it leads to no pair by itself
_ALIGNED = 0.42  # of the words of both sentences
_LEAST = 2.6  # words in common, as they are weighed
_NEAR = 0.34  # of the words around the fewer words of two values
_PHRASE = 0.6  # of the words around, where the sentences are otherwise different
_APART = 3  # days between what two sentences name


class Match(NamedTuple):
    """Two facts, by their places among all, that are of one thing, and how sure that is: 0 to 1."""

    score: float
    a: int
    b: int


def match_facts(facts: Sequence[Fact]) -> list[Match]:
    """Give the pairs of facts that are one, of different accounts, the surest first."""
    scored = [Match(score_facts(facts[a], facts[b]), a, b) for a, b in _pair(facts)]
    return sorted((match for match in scored if match.score > 0), key=lambda m: (-m.score, m.a, m.b))


def score_facts(a: Fact, b: Fact) -> float:
    """Give how sure it is that two facts of one kind are one; 0 where it is not."""
    if a.kind != b.kind or a.is_part != b.is_part or not _may_be_one_day(a, b):
        return 0.0
    shared = weigh(a.sentence.telling & b.sentence.telling)
    both = weigh(a.sentence.telling) + weigh(b.sentence.telling)
    alike = 2 * shared / both if both else 0.0
    near = weigh(a.near & b.near)
    around = near / max(min(weigh(a.near), weigh(b.near)), 1.0)
    if shared < _LEAST:
        return 0.0
    if alike >= _ALIGNED and around >= _NEAR:
        return (alike + around) / 2
    return 0.0


def _may_be_one_day(a: Fact, b: Fact) -> bool:
    if a.days is None or b.days is None:
        return True
    return a.days[0] - _APART <= b.days[1] and b.days[0] - _APART <= a.days[1]


def _pair(facts: Sequence[Fact]) -> Iterator[tuple[int, int]]:
    """Pair facts of different articles and one kind that share two stems which few facts of the story have."""
    holders: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for n, fact in enumerate(facts):
        for stem in fact.sentence.telling:
            holders[fact.kind, stem].append(n)
    for n, fact in enumerate(facts):
        met: defaultdict[int, int] = defaultdict(int)
        for m in _meet(holders[fact.kind, stem] for stem in fact.sentence.telling):
            if m > n and facts[m].place != fact.place:
                met[m] += 1
        yield from ((n, m) for m, count in met.items() if count > 1)


def _meet(groups: Iterable[Sequence[int]]) -> Iterator[int]:
    for group in groups:
        if len(group) <= _COMMON:
            yield from group
