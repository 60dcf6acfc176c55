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
from riwaya.text import load_folded

_COUNTED = frozenset({"count", "money"})
_FEW = 3  # numbers of a kind in it
_SOON = 2  # days between two accounts
_NEAR = 1.0  # words around both numbers, roots included
_ELSEWHERE = 2.5  # the same, where other places stand in the sentences
_SHARED = (2.0, 0.15)  # words of both sentences, and of all
_CLOSE = 0.6  # of the larger number
_SLIP = 1.5  # words around both, where a digit was left out
_ROUNDED = 0.97  # of the larger number, from which on one may be the other rounded
_DEFINITE = "ال"
# What has gone on is counted anew every day, and shares are of many things.
_RUNNING = tuple(
    f"unit {name}" for name in ("percent", "permille", "basis point", "day", "week", "season", "year", "decade")
)


def pair_sole(facts: Sequence[Fact]) -> Iterator[tuple[int, int]]:
    """Give the pairs of numbers of two accounts that stand alone in them."""
    if len({fact.place for fact in facts}) > STORY:
        return
    by_thing: defaultdict[str, defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for n, fact in enumerate(facts):
        if (
            fact.slot in _COUNTED
            and not fact.kind.startswith(_RUNNING)
            and not (fact.counted.is_part or fact.counted.is_class)
        ):
            by_thing[fact.thing][fact.place].append(n)
    for accounts in by_thing.values():
        if 2 <= len({_number(facts[n]) for held in accounts.values() for n in held}) <= _FEW:
            sole = [n for held in accounts.values() if len({_number(facts[n]) for n in held}) == 1 for n in held]
            yield from ((a, b) for a, b in combinations(sorted(sole), 2) if facts[a].place != facts[b].place)


def _number(fact: Fact) -> tuple[float | None, float | None, float | None]:
    return fact.value.low, fact.value.best, fact.value.high


def are_of_one_thing(a: Fact, b: Fact) -> bool:
    """Tell whether two numbers that stand alone are one thing's."""
    is_soon = not (a.when.day and b.when.day) or abs(a.when.day - b.when.day) <= _SOON
    return is_soon and may_be_one(a, b) and _may_be_compared(a, b) and _say_enough(a, b)


def _may_be_compared(a: Fact, b: Fact) -> bool:
    """Tell whether two numbers are of a sort that accounts differ in: not of matches and markets, and not rounded."""
    if any(is_tally(fact) or _is_of_group(fact) or _is_of_others(fact) for fact in (a, b)) or are_other_ones(a, b):
        return False
    if any((one.value.unit or "", one.value.best) in other.beside for one, other in ((a, b), (b, a))):
        return False
    return a.slot != "money" or nearness(a, b) <= _ROUNDED


def _is_of_group(fact: Fact) -> bool:
    """Tell whether a number is in the name of those that it counts: الدول الخمس."""
    return any(word.startswith(_DEFINITE) for word in fact.value.value.split())


def _is_of_others(fact: Fact) -> bool:
    """Tell whether a number is of more of a kind, beside one that was told: ثلاثة أدوية أخرى."""
    behind = look_behind(fact.sentence.words, fact.value.span.end, 1)
    return any(not word.stems.isdisjoint(load_folded(fact.sentence.language, "facts_others")) for word in behind)


def _say_enough(a: Fact, b: Fact) -> bool:
    """Tell whether two sentences have enough words in common, by roots: يزن, وزنه."""
    near = share(_add_roots(a, a.near), _add_roots(b, b.near))
    one, other = (_add_roots(fact, fact.sentence.telling) for fact in (a, b))
    if share(one, other) < max(_SHARED[0], _SHARED[1] * (one.weight + other.weight) / 2):
        return False
    if nearness(a, b) < _CLOSE:
        return near >= _SLIP and _is_digit_left_out(a, b)
    return near >= (_ELSEWHERE if happen_elsewhere(a, b) else _NEAR)


def _is_digit_left_out(a: Fact, b: Fact) -> bool:
    """Tell whether one number is the other without a digit: 183, 18."""
    shorter, longer = sorted((f"{number_of(a):.12g}", f"{number_of(b):.12g}"), key=len)
    return len(shorter) > 1 and any(longer[:n] + longer[n + 1 :] == shorter for n in range(len(longer)))


def _add_roots(fact: Fact, telling: Telling) -> Telling:
    return tell(add_root(word, fact.sentence.language) for word in telling.words)
