"""Numbers that stand alone: an account has one of its kind, and the whole story two or three.

«الجسر الذي يزن 420 طنا», «سقط الجسر البالغ وزنه 470 طنا»: what else weighs tons there? Few words must be in common.
The dead and the hurt are told too often for that.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from riwaya.disagreements.facts import STORY, Fact, nearness, number_of
from riwaya.disagreements.rules import are_other_ones, happen_elsewhere, is_tally, may_be_one
from riwaya.disagreements.sentences import Telling, add_root, look_behind, share, tell
from riwaya.disagreements.units import is_running
from riwaya.stems import is_definite
from riwaya.text import load_folded

_FEW = 3  # numbers of a kind in it
_SOON = 2  # days between two accounts
_NEAR = 1.0  # words around both numbers, roots included
_ELSEWHERE = 2.5  # the same, where other places stand in the sentences
_SHARED = (2.0, 0.15)  # words of both sentences, and of all
_CLOSE = 0.6  # of the larger number


def pair_sole(facts: Sequence[Fact]) -> Iterator[tuple[int, int]]:
    """Give the pairs of numbers of two accounts that stand alone in them."""
    if len({fact.place for fact in facts}) > STORY:
        return
    by_thing: defaultdict[str, defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for n, fact in enumerate(facts):
        if _may_stand_alone(fact):
            by_thing[fact.thing][fact.place].append(n)
    for accounts in by_thing.values():
        if 2 <= len({number_of(facts[n]) for held in accounts.values() for n in held}) <= _FEW:
            sole = [n for held in accounts.values() if len({number_of(facts[n]) for n in held}) == 1 for n in held]
            yield from ((a, b) for a, b in combinations(sorted(sole), 2) if facts[a].place != facts[b].place)


def _may_stand_alone(fact: Fact) -> bool:
    counted = fact.counted
    return fact.slot == "count" and not (is_running(counted.unit) or counted.is_part or counted.is_class)


def are_of_one_thing(a: Fact, b: Fact) -> bool:
    """Tell whether two numbers that stand alone are one thing's."""
    is_soon = not (a.when.day and b.when.day) or abs(a.when.day - b.when.day) <= _SOON
    return is_soon and may_be_one(a, b) and _may_be_compared(a, b) and _say_enough(a, b)


def _may_be_compared(a: Fact, b: Fact) -> bool:
    """Tell whether two numbers are of a sort that accounts differ in: not of matches and markets."""
    is_other = any(is_tally(fact) or _is_of_group(fact) or _is_of_others(fact) for fact in (a, b))
    return not (is_other or are_other_ones(a, b))


def _is_of_group(fact: Fact) -> bool:
    """Tell whether a number is of a group that is known already: الدول الخمس, الثلاثة; not 17 طنا على الأقل."""
    return is_definite(fact.value.value.split()[0])


def _is_of_others(fact: Fact) -> bool:
    """Tell whether a number is of more of a kind, beside one that was told: ثلاثة أدوية أخرى."""
    behind = look_behind(fact.sentence.words, fact.value.span.end, 1)
    return any(not word.stems.isdisjoint(load_folded(fact.sentence.language, "facts_others")) for word in behind)


def _say_enough(a: Fact, b: Fact) -> bool:
    """Tell whether two sentences have enough words in common, by roots: يزن, وزنه."""
    if nearness(a, b) < _CLOSE and not _is_digit_left_out(a, b):
        return False
    one, other = (_add_roots(fact, fact.sentence.telling) for fact in (a, b))
    if share(one, other) < max(_SHARED[0], _SHARED[1] * (one.weight + other.weight) / 2):
        return False
    near = share(_add_roots(a, a.near), _add_roots(b, b.near))
    return near >= (_ELSEWHERE if happen_elsewhere(a, b) else _NEAR)


def _is_digit_left_out(a: Fact, b: Fact) -> bool:
    """Tell whether one number is the other without a digit: 183, 18."""
    shorter, longer = sorted((f"{number_of(a):.12g}", f"{number_of(b):.12g}"), key=len)
    return len(shorter) > 1 and any(longer[:n] + longer[n + 1 :] == shorter for n in range(len(longer)))


def _add_roots(fact: Fact, telling: Telling) -> Telling:
    return tell(add_root(word, fact.sentence.language) for word in telling.words)
