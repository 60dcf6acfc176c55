"""Which statements of several accounts are one: a claim, with its versions.

In: the readings of a story and how its articles retell each other. Out: claims, each with the statements that it
joins, and with what other pages announce by a noun. Statements whose numbers, negation or speakers differ are never
joined, whatever else they share; two of one article only where they say the same, as its lead and its body do, and
another article says it too. It does not say who had a claim first, nor whether it holds.
"""

from collections.abc import Callable, Iterable, Sequence

from riwaya.claims.comparing import Wording, read_wording
from riwaya.claims.pairing import Pair, Places, are_twins, may_agree, may_stand_together, pair_twice, pair_wordings
from riwaya.claims.sequences import pair_sequences
from riwaya.claims.speakers import is_voice_of_medium
from riwaya.records import Claim, Claimant, Reading, Retelling, Speaker, Version

__all__ = ["find_claims"]

_TOLD = frozenset({"named", "role", "anonymous"})  # speakers whom a page names in some way


def find_claims(
    readings: Sequence[Reading], retellings: Iterable[Retelling] = (), story: str | None = None
) -> tuple[Claim, ...]:
    """Give the claims of a story, the earliest first; a statement that nobody else makes is a claim of one version.

    A claim's id is its smallest version's: by day of publication, then by article. The result depends on the set of
    readings, not on their order. Origins are left empty.

    >>> from riwaya.records import Article, Span, Speaker, Statement
    >>> def told(source, words):
    ...     said = Span(start=0, end=len(words), text=words)
    ...     by = Speaker(name="سامي الحداد", how="named")
    ...     return Reading(article=Article(source=source, text=words),
    ...                    statements=(Statement(id="s1", kind="indirect", content=(said,), speaker=by),))
    >>> one, other = "الجسر الجديد سيفتح أمام الحافلات", "الجسر الجديد سيُفتح أمام حافلات المدينة"
    >>> [len(claim.versions) for claim in find_claims([told("a", one), told("b", other)])]
    [2]
    """
    ordered = sorted(readings, key=lambda reading: reading.rank)
    wordings = [read_wording(reading, s, n) for n, reading in enumerate(ordered) for s in reading.told]
    alone = [[n] for n in range(len(wordings))]
    pairs, rest = pair_wordings(wordings, retellings)
    twice = pair_twice(wordings)
    alike = {(a, b) for _, a, b in (*pairs, *twice)}
    groups = _join(wordings, alone, pairs, alike, _may_join)
    beside = pair_sequences(wordings, rest, groups)
    alike |= {(a, b) for _, a, b in beside}
    groups = _join(wordings, groups, beside, alike, _may_join)
    groups = _join(wordings, groups, twice, alike, _may_agree)
    told = (group for group in groups if len(group) > 1 or not wordings[group[0]].statement.is_announced)
    return tuple(_make_claim([wordings[n] for n in group], story) for group in told)


def _join(
    wordings: Sequence[Wording],
    groups: Sequence[list[int]],
    pairs: Iterable[Pair],
    alike: set[Places],
    may_join: Callable[[Sequence[Wording], list[int], list[int], set[Places]], bool],
) -> list[list[int]]:
    """Join the groups of the likest pairs first, as far as `may_join` says that all of two groups go together."""
    members = dict(enumerate(groups))
    group_of = {n: k for k, group in members.items() for n in group}
    for _, a, b in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        keep, drop = sorted((group_of[a], group_of[b]))
        if keep == drop or not may_join(wordings, members[keep], members[drop], alike):
            continue
        for n in members[drop]:
            group_of[n] = keep
        members[keep] = members[keep] + members.pop(drop)
    return sorted(sorted(group) for group in members.values())


def _may_join(wordings: Sequence[Wording], one: list[int], other: list[int], alike: set[Places]) -> bool:
    """Tell whether all of two groups may be one claim."""
    for a in one:
        for b in other:
            if _order(a, b) in alike:
                continue
            if wordings[a].article == wordings[b].article:
                return False
            if may_stand_together(wordings[a], wordings[b]):
                continue
            if not (_is_vouched_for(wordings, a, b, one, alike) or _is_vouched_for(wordings, b, a, other, alike)):
                return False
    return True


def _may_agree(wordings: Sequence[Wording], one: list[int], other: list[int], alike: set[Places]) -> bool:
    """Tell whether two groups of several articles may be one claim: none of them contradicts another."""
    if len({wordings[n].article for n in (*one, *other)}) == 1:
        return False
    pairs = ((a, b) for a in one for b in other if _order(a, b) not in alike)
    return all(wordings[a].article != wordings[b].article and may_agree(wordings[a], wordings[b]) for a, b in pairs)


def _is_vouched_for(wordings: Sequence[Wording], a: int, b: int, group: list[int], alike: set[Places]) -> bool:
    """Tell whether another of its group says the very words of a statement, and is like the one that it is not like.

    A page that gives one of five versions to another speaker would keep them apart.
    """
    likely = (n for n in group if _order(a, n) in alike and _order(n, b) in alike)
    return any(are_twins(wordings[a], wordings[n]) for n in likely)


def _order(a: int, b: int) -> Places:
    return (a, b) if a < b else (b, a)


def _make_claim(group: list[Wording], story: str | None) -> Claim:
    first, speaker = group[0], _choose_speaker([w.statement.speaker for w in group if w.statement.speaker])
    return Claim(
        id=f"{first.article}:{first.statement.id}",
        story=story,
        speaker=Claimant(id=speaker.id, name=speaker.name) if speaker else None,
        versions=tuple(
            Version(
                article=w.article, statement=w.statement.id, content=w.statement.content, carriers=w.statement.carriers
            )
            for w in group
        ),
    )


def _choose_speaker(speakers: Sequence[Speaker]) -> Speaker | None:
    """Give whoever a claim is headed by: a name, but not that of a paper which repeats what «مصدر أمني» said."""
    named = [speaker for speaker in speakers if speaker.how == "named"]
    told = [speaker for speaker in speakers if speaker.how in _TOLD and not is_voice_of_medium(speaker)]
    ranked = ([speaker for speaker in named if speaker in told], told if named else [], named, speakers)
    return next((its[0] for its in ranked if its), None)
