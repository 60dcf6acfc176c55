"""One fact over all its accounts: which values stand against each other, and which merely follow."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from riwaya.disagreements.agreeing import agree
from riwaya.disagreements.facts import NUMERIC, Fact, are_of_one_day
from riwaya.disagreements.matching import Match
from riwaya.disagreements.revisions import revises, says_revised
from riwaya.disagreements.sentences import Word, look_before, look_behind
from riwaya.records import Disagreement

_LEAD = 7  # words before a value that say what it is of
_DENSE = 0.33  # of the pairs between two groups of accounts
_NAMED = 5  # words by which a fact is called, at most


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

    `opposed` are those that some other was found to contradict; a value that none of these has takes no part.
    """
    camps = [camp for camp in _part(group) if any(fact in opposed for fact in camp.facts)]
    updates = [(a, b) for a in camps for b in camps if a is not b and revises(a.facts, b.facts)]
    chain = [camp for camp in camps if any(camp in pair for pair in updates)]
    if len(camps) < 2:
        return []
    found = [_make(group, chain, "update", story)] if chain else []
    rivals = _find_rivals(camps, chain)
    if len(rivals) > 1:
        found.append(_make(group, rivals, "conflict", story))
    return found


def _part(group: Sequence[Fact]) -> list[Camp]:
    """Part accounts by value. A value of loose bounds that bears with an exact one takes no side."""
    exact: defaultdict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in sorted(group, key=order_facts):
        value = fact.value
        exact[value.low, value.best, value.high, "" if fact.slot in NUMERIC else value.value].append(fact)
    camps: list[Camp] = []
    for facts in sorted(exact.values(), key=lambda facts: (_is_loose(facts[0]), order_facts(facts[0]))):
        near = [camp for camp in camps if agree(camp.facts[0], facts[0])]
        if not near:
            camps.append(Camp(tuple(facts)))
        elif not _is_loose(facts[0]):
            at = camps.index(near[0])
            camps[at] = Camp(tuple(sorted((*near[0].facts, *facts), key=order_facts)))
    return sorted(camps, key=lambda camp: order_facts(camp.facts[0]))


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
    standing = max(chain, key=lambda camp: sum(abs(_day(fact) - day) <= 1 for fact in camp.facts))
    revised = min((_day(camp.facts[0]) for camp in chain if revises(standing.facts, camp.facts)), default=day + 1)
    held = tuple(fact for fact in standing.facts if _day(fact) < max(revised, day + 1))
    return [Camp(held or standing.facts), *outside]


def _day(fact: Fact) -> int:
    return fact.when.day or 0


def _make(group: Sequence[Fact], camps: Sequence[Camp], kind: str, story: str | None) -> Disagreement:
    first = {(fact.place, n): fact for n, camp in enumerate(camps) for fact in reversed(camp.facts)}
    facts = sorted(first.values(), key=order_facts)
    return Disagreement(
        story=story,
        about=name_fact(sorted(group, key=order_facts)),
        slot=facts[0].slot,
        kind="update" if kind == "update" else "conflict",
        values=tuple(fact.value for fact in facts),
    )


def name_fact(facts: Sequence[Fact]) -> str:
    """Name a fact by what is counted and the longest run of words that most of its accounts have in common.

    The words are those of the first account: قتلى, قصف بلدة ميرات; a quotation is named by its speaker alone.
    """
    first = facts[0]
    if first.slot == "quotation":
        return first.counted.name
    met = Counter(stem for fact in facts for stem in fact.context.stems)
    runs = _find_runs(first, lambda word: 2 * max(met[stem] for stem in word.stems) >= len(facts))
    best = max(runs, key=lambda run: (sum(word.weight for word in run), -run[0].start), default=())
    return " ".join((first.counted.name, *(word.text for word in best)))


def _find_runs(fact: Fact, is_shared: Callable[[Word], bool]) -> Iterator[tuple[Word, ...]]:
    """Give the runs of shared words before a value, or anywhere in its sentence for the dead of an event.

    Idle words at their ends and the value's own do not count.
    """
    run: list[Word] = []
    before = look_before(fact.sentence.words, fact.value.span.start, _LEAD)
    behind = look_behind(fact.sentence.words, fact.value.span.end, _LEAD)
    words = (*fact.sentence.words, None) if fact.counted.is_class else (*(before or behind), None)
    for word in words:
        if word is not None and _may_name(word, fact, is_shared) and len(run) < _NAMED:
            run.append(word)
            continue
        if trimmed := _trim(run):
            yield trimmed
        run = []


def _may_name(word: Word, fact: Fact, is_shared: Callable[[Word], bool]) -> bool:
    is_own = word.start < fact.value.span.end and fact.value.span.start < word.end
    return not is_own and not word.text[0].isdecimal() and (word.weight == 0 or is_shared(word))


def _trim(run: Sequence[Word]) -> tuple[Word, ...]:
    """Take the idle words off both ends of a run."""
    telling = [n for n, word in enumerate(run) if word.weight]
    return tuple(run[telling[0] : telling[-1] + 1]) if telling else ()
