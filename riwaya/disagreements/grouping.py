"""One fact over all its accounts: which values stand against each other, and which merely follow."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from riwaya.disagreements.agreeing import agree
from riwaya.disagreements.facts import NUMERIC, Fact, are_of_one_day, number_of
from riwaya.disagreements.headings import name_fact
from riwaya.disagreements.matching import Match
from riwaya.disagreements.revisions import is_undercut, revises, says_revised
from riwaya.records import Disagreement

_DENSE = 0.33  # of the pairs between two groups of accounts


class Camp(NamedTuple):
    """The accounts that give one value, the earliest first."""

    facts: tuple[Fact, ...]


def join_facts(facts: Sequence[Fact], joined: Sequence[Match], matches: Iterable[Match]) -> list[list[int]]:
    """Give the groups that `joined` ties together, the surest first, each in order, the groups by their first members.

    Two groups are one fact where many of their accounts match each other, whether they agree or not: two raids on one
    day must not be joined by a sentence that tells of both.
    """
    alike = {(m.a, m.b) for m in (*matches, *joined)}
    group_of = list(range(len(facts)))
    members = {n: [n] for n in group_of}
    for match in sorted(joined, key=lambda m: (-m.score, m.a, m.b)):
        keep, drop = sorted((group_of[match.a], group_of[match.b]))
        if keep == drop:
            continue
        is_sure = agree(facts[match.a], facts[match.b]) and are_of_one_day(facts[match.a], facts[match.b])
        if not is_sure and not _is_dense(facts, members[keep], members[drop], alike):
            continue
        for n in members[drop]:
            group_of[n] = keep
        members[keep] += members.pop(drop)
    return [sorted(group) for _, group in sorted(members.items()) if len(group) > 1]


def _is_dense(facts: Sequence[Fact], one: list[int], other: list[int], alike: set[tuple[int, int]]) -> bool:
    """Tell whether two groups are of one fact: of the dead or hurt, where enough pairs match; else one is enough.

    Two counts of one page without a word of revision do not match: it tells of two events.
    """
    if not facts[one[0]].counted.is_class:
        return True
    pairs = [(min(a, b), max(a, b)) for a in one for b in other]
    open_ = [(a, b) for a, b in pairs if facts[a].place != facts[b].place or not _may_be_revised(facts[a], facts[b])]
    return sum(pair in alike for pair in open_) >= _DENSE * len(open_)


def _may_be_revised(a: Fact, b: Fact) -> bool:
    """Tell whether a page gives two counts that are one, or says that one was revised."""
    return agree(a, b) or says_revised(a.sentence) or says_revised(b.sentence)


def name_disagreements(group: Sequence[Fact], opposed: Sequence[Fact], story: str | None) -> list[Disagreement]:
    """Give the disagreements among accounts of one fact: at most an update and a conflict.

    `opposed` are those that some other was found to contradict; a value that none of these has takes no part. A party's
    number that others do not take up stands against those that revise each other.
    """
    camps = [camp for camp in _part(group, opposed) if any(fact in opposed for fact in camp.facts)]
    updates = [(a, b) for a in camps for b in camps if a is not b and revises(a.facts, b.facts)]
    apart = [a for a in camps if any(is_undercut(a.facts, b.facts) and (a, b) not in updates for b in camps)]
    chain = [camp for camp in camps if camp not in apart and any(camp in pair for pair in updates)]
    if len(camps) < 2:
        return []
    found = [_make(group, chain, "update", story)] if chain else []
    rivals = _find_rivals(camps, chain)
    if len(rivals) > 1:
        found.append(_make(group, rivals, "conflict", story))
    return found


def _part(group: Sequence[Fact], opposed: Sequence[Fact]) -> list[Camp]:
    """Part accounts by value. A value of loose bounds that bears with an exact one takes no side.

    The least that was told before a toll rose is a step of its own: «14 على الأقل», 19, 21.
    """
    exact: defaultdict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in sorted(group, key=order_facts):
        value = fact.value
        exact[value.low, value.best, value.high, "" if fact.slot in NUMERIC else value.value].append(fact)
    camps: list[Camp] = []
    for facts in sorted(exact.values(), key=lambda facts: (_is_loose(facts[0]), order_facts(facts[0]))):
        near = [camp for camp in camps if agree(camp.facts[0], facts[0])]
        if not near or _is_first_step(facts, near, opposed):
            camps.append(Camp(tuple(facts)))
        elif not _is_loose(facts[0]):
            at = camps.index(near[0])
            camps[at] = Camp(tuple(sorted((*near[0].facts, *facts), key=order_facts)))
    return sorted(camps, key=lambda camp: order_facts(camp.facts[0]))


def _is_first_step(facts: Sequence[Fact], near: Sequence[Camp], opposed: Sequence[Fact]) -> bool:
    """Tell whether others contradict a least number, and those that bear with it came after it and are higher."""
    return any(fact in opposed for fact in facts) and all(
        number_of(camp.facts[0]) > number_of(facts[0]) and revises(facts, camp.facts) for camp in near
    )


def _is_loose(fact: Fact) -> bool:
    return fact.slot in NUMERIC and (fact.value.low is None or fact.value.low != fact.value.high)


def order_facts(fact: Fact) -> tuple[bool, int, str, int]:
    """Order facts by day of publication, then by article and place in it."""
    return fact.when.day is None, fact.when.day or 0, fact.value.article, fact.value.span.start


def _find_rivals(camps: Sequence[Camp], chain: Sequence[Camp]) -> list[Camp]:
    """Give the camps that stand against each other: of values that revise one another, the one that stood then."""
    outside = [camp for camp in camps if camp not in chain]
    if not chain or not outside:
        return outside
    day = _day(outside[0].facts[0])
    answers = [camp for camp in chain if is_undercut(outside[0].facts, camp.facts)]
    standing = max(answers or chain, key=lambda camp: sum(abs(_day(fact) - day) <= 1 for fact in camp.facts))
    revised = min((_day(camp.facts[0]) for camp in chain if revises(standing.facts, camp.facts)), default=day + 1)
    held = tuple(fact for fact in standing.facts if _day(fact) < max(revised, day + 1))
    return [Camp(held or standing.facts), *outside]


def _day(fact: Fact) -> int:
    return fact.when.day or 0


def _make(group: Sequence[Fact], camps: Sequence[Camp], kind: str, story: str | None) -> Disagreement:
    first = {(fact.place, n): fact for n, camp in enumerate(camps) for fact in reversed(camp.facts)}
    facts = sorted(first.values(), key=order_facts)
    sort = facts[0].slot
    return Disagreement(
        story=story,
        about=name_fact(sorted(group, key=order_facts)),
        slot="quotation" if sort == "denial" else sort,  # what two parties say of one deed
        kind="update" if kind == "update" else "conflict",
        values=tuple(fact.value for fact in facts),
    )
