"""Which matched facts of two accounts give values that cannot both hold."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from riwaya.disagreements.agreeing import agree, is_same
from riwaya.disagreements.facts import NUMERIC, Fact, are_near, are_of_two_places, number_of
from riwaya.disagreements.matching import Match

_OTHERS = 2  # numbers, not of a class, by which two bulletins of one kind differ all along
_FILLED = NUMERIC | {"date"}
_FULL = 3  # numbers in a sentence of a bulletin
_PAIR = 2  # the same, of sums: ارتفعت أرباح الشركة 21% إلى 710 ملايين
_PEOPLE = "people"
_SHARE = "percent"

Number = tuple[float | None, float | None, float | None]


class _Told(NamedTuple):
    """What is told where: facts and numbers by article and kind, numbers by sentence, facts that others repeat."""

    kinds: dict[tuple[int, str], list[Fact]]
    values: dict[tuple[int, str, Number], list[Fact]]  # by value; those of all people under "people" as well
    numbers: dict[tuple[int, int], set[Number]]
    shares: frozenset[tuple[int, int]]  # sentences with a percentage: by how much a sum rose
    people: dict[tuple[int, int], list[Fact]]  # who are no part of others, by sentence
    repeated: frozenset[int]


def find_contraries(facts: Sequence[Fact], matches: Sequence[Match]) -> list[Match]:
    """Give the matches, the surest first, whose values cannot both hold, at most one for each fact and account.

    A value that the other account has too, for a fact of the kind, is contrary to nothing in it: both tell a sum and
    its parts, or an earlier count and a later one. Two accounts whose numbers differ all along are of two days or two
    companies, not of one fact.
    """
    told = _index(facts, matches)
    by_accounts: defaultdict[tuple[int, int], list[Match]] = defaultdict(list)
    for match in matches:
        by_accounts[facts[match.a].place, facts[match.b].place].append(match)
    found = [m for group in by_accounts.values() for m in _find_of_two(facts, group, told)]
    return sorted(found, key=lambda m: (-m.score, m.a, m.b))


def _index(facts: Sequence[Fact], matches: Sequence[Match]) -> _Told:
    kinds: defaultdict[tuple[int, str], list[Fact]] = defaultdict(list)
    values: defaultdict[tuple[int, str, Number], list[Fact]] = defaultdict(list)
    numbers: defaultdict[tuple[int, int], set[Number]] = defaultdict(set)
    people: defaultdict[tuple[int, int], list[Fact]] = defaultdict(list)
    for fact in facts:
        kinds[fact.place, fact.kind].append(fact)
        if fact.slot in NUMERIC:
            values[fact.place, fact.kind, _number(fact)].append(fact)
            numbers[_place_of(fact)].add(_number(fact))
        if fact.counted.is_people:
            values[fact.place, _PEOPLE, _number(fact)].append(fact)
            people[_place_of(fact)] += [] if fact.counted.is_part else [fact]
    shares = frozenset(_place_of(fact) for fact in facts if fact.value.unit == _SHARE)
    repeated = frozenset(n for m in matches if agree(facts[m.a], facts[m.b]) for n in (m.a, m.b))
    return _Told(kinds, values, numbers, shares, people, repeated)


def _place_of(fact: Fact) -> tuple[int, int]:
    """Give the article and the sentence that a fact stands in."""
    return fact.place, fact.sentence.number


def _number(fact: Fact) -> Number:
    return fact.value.low, fact.value.best, fact.value.high


def _find_of_two(facts: Sequence[Fact], matches: Sequence[Match], told: _Told) -> Iterator[Match]:
    """Give the contrary matches between two accounts."""
    agreed = {n for m in matches if is_same(facts[m.a], facts[m.b]) for n in (m.a, m.b)}
    taken: set[int] = set()
    contrary: list[Match] = []
    for match in matches:
        a, b = facts[match.a], facts[match.b]
        if agree(a, b):
            agreed |= {match.a, match.b} - taken
        elif not {match.a, match.b} & (agreed | taken) and _is_contrary(a, b, match, told):
            taken |= {match.a, match.b}
            contrary.append(match)
    others = [match for match in contrary if _is_of_template(facts[match.a])]
    is_template = len(others) >= _OTHERS and len(others) * 4 > len(agreed)
    for match in contrary:
        a, b = facts[match.a], facts[match.b]
        if not (_is_of_template(a) and (is_template or _is_bulletin(a, b, told))):
            yield match


def _is_contrary(a: Fact, b: Fact, match: Match, told: _Told) -> bool:
    if _is_told_by_both(a, b, told) or _adds_up(a, b, told) or _adds_up(b, a, told):
        return False
    is_repeated = match.a in told.repeated and match.b in told.repeated
    return not match.is_loose or a.slot != "count" or is_repeated


def _is_of_template(fact: Fact) -> bool:
    """Tell whether a value is of the kind that bulletins are full of: numbers and dates, not the dead of an event."""
    return fact.slot in _FILLED and not fact.counted.is_class


def _is_told_by_both(a: Fact, b: Fact, told: _Told) -> bool:
    """Tell whether one account gives the other's value too, and not for another place: 21 في ميرات, 21 في لوران.

    Of numbers near each other it may give both as one thing's: 107 ركاب in its lead, 104 ركاب in its body.
    """
    if a.slot in NUMERIC:
        if a.kind == b.kind and are_near(a, b):
            return False
        one, other = (fact.kind if a.kind == b.kind else _PEOPLE for fact in (a, b))
        also = (
            (a, told.values.get((b.place, other, _number(a)), ())),
            (b, told.values.get((a.place, one, _number(b)), ())),
        )
        return any(not are_of_two_places(fact, its) for fact, same in also for its in same)
    return any(is_same(a, other) for other in told.kinds[b.place, b.kind]) or any(
        is_same(b, other) for other in told.kinds[a.place, a.kind]
    )


def _adds_up(part: Fact, whole: Fact, told: _Told) -> bool:
    """Tell whether people and others beside them are another account's: 283 راكبا وطاقمها المؤلف من 15, and 298."""
    if not part.counted.is_people or whole.value.best is None:
        return False
    beside = (other for other in told.people[_place_of(part)] if other is not part)
    return any(number_of(part) + number_of(b) == whole.value.best for b in beside if _may_be_added(part, b))


def _may_be_added(a: Fact, b: Fact) -> bool:
    """Tell whether two counts of people may be of one sum: the dead and the hurt are not."""
    return a.kind == b.kind or not (a.counted.is_class and b.counted.is_class)


def _is_bulletin(a: Fact, b: Fact, told: _Told) -> bool:
    """Tell whether two sentences full of numbers have none in common: the close of a market on two days."""
    one, other = (told.numbers[_place_of(fact)] for fact in (a, b))
    full = _PAIR if a.slot == "money" and {_place_of(a), _place_of(b)} <= told.shares else _FULL
    return min(len(one), len(other)) >= full and not one & other
