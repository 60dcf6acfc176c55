"""Which matched facts of two accounts give values that cannot both hold."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from riwaya.disagreements.agreeing import agree, is_same
from riwaya.disagreements.facts import Fact
from riwaya.disagreements.matching import Match

_OTHERS = 2  # values, not of a class, by which two bulletins of one kind differ all along


def find_contraries(facts: Sequence[Fact], matches: Sequence[Match]) -> list[Match]:
    """Give the matches, the surest first, whose values cannot both hold, at most one for each fact and account.

    A value that the other account has too, for a fact of the kind, is contrary to nothing in it: both tell a sum and
    its parts, or an earlier count and a later one. Two accounts whose numbers differ all along are of two days or two
    companies, not of one fact.
    """
    by_accounts: defaultdict[tuple[int, int], list[Match]] = defaultdict(list)
    for match in matches:
        by_accounts[facts[match.a].place, facts[match.b].place].append(match)
    numbers = _number_kinds(facts)
    repeated = {n for m in matches if agree(facts[m.a], facts[m.b]) for n in (m.a, m.b)}
    found = [m for group in by_accounts.values() for m in _find_of_two(facts, group, numbers, repeated)]
    return sorted(found, key=lambda m: (-m.score, m.a, m.b))


def _find_of_two(
    facts: Sequence[Fact],
    matches: Sequence[Match],
    numbers: dict[tuple[int, str], list[Fact]],
    repeated: Collection[int],
) -> Iterator[Match]:
    agreed = {n for m in matches if is_same(facts[m.a], facts[m.b]) for n in (m.a, m.b)}
    taken: set[int] = set()
    contrary: list[Match] = []
    for match in matches:
        if agree(facts[match.a], facts[match.b]):
            agreed |= {match.a, match.b} - taken
            continue
        if {match.a, match.b} & (agreed | taken) or _is_told_by_both(facts[match.a], facts[match.b], numbers):
            continue
        if match.is_loose and not _stands_loose(facts, match, repeated):
            continue
        taken |= {match.a, match.b}
        contrary.append(match)
    others = [match for match in contrary if not facts[match.a].counted.is_class]
    is_template = len(others) >= _OTHERS and len(others) * 4 > len(agreed)
    yield from (match for match in contrary if facts[match.a].counted.is_class or not is_template)


def _stands_loose(facts: Sequence[Fact], match: Match, repeated: Collection[int]) -> bool:
    """Tell whether a loose match counts: each value is some other account's too, or it is no count."""
    return facts[match.a].slot != "count" or (match.a in repeated and match.b in repeated)


def _is_told_by_both(a: Fact, b: Fact, numbers: dict[tuple[int, str], list[Fact]]) -> bool:
    return any(is_same(a, other) for other in numbers[b.place, b.kind]) or any(
        is_same(b, other) for other in numbers[a.place, a.kind]
    )


def _number_kinds(facts: Sequence[Fact]) -> dict[tuple[int, str], list[Fact]]:
    kinds: defaultdict[tuple[int, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        kinds[fact.place, fact.kind].append(fact)
    return kinds
