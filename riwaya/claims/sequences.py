"""What one speaker goes on to say in two accounts: statements in other words, known by what stands beside them.

Two translators of one speech share few words in any one sentence, but they keep its order. Beside a sentence of both
that is known already, or where two likely pairs stand beside each other in both, less has to be shared than a pair
alone would need.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from riwaya.claims.comparing import Wording, compare, is_same_actor, overlap, share_roots
from riwaya.claims.speakers import is_medium, may_be_one_name

_REACH = 2  # statements of known speakers from one to what stands beside it
_DAY = 1  # between two accounts
_LEAST = 0.2  # of the words of both, as to their roots
_BESIDE_JOINED = 0.36  # that share, and by how much it leads all others of the two accounts, together
_TELLING, _FEW = 2, 6  # words in common that so few other statements of the story have
_BESIDE_LIKELY = 0.5  # the same of both, where what stands beside it is no more than likely

Places = tuple[int, int]  # of two wordings, the one of the earlier account first


def pair_sequences(
    wordings: Sequence[Wording], rest: Iterable[Places], groups: Sequence[Sequence[int]]
) -> list[tuple[float, int, int]]:
    """Give the pairs among `rest` that are one claim by what stands beside them, each with how alike they are.

    `groups` are the claims so far. A statement that is joined to another of that account is not asked again.
    """
    group_of = {n: k for k, group in enumerate(groups) for n in group}
    articles = [frozenset(wordings[n].article for n in group) for group in groups]
    rows = _line_up(wordings)
    at = {n: place for row in rows.values() for place, n in enumerate(row)}
    share = {
        (a, b): share_roots(wordings[a], wordings[b])
        for a, b in rest
        if a in at
        and b in at
        and _may_go_on(wordings[a], wordings[b])
        and wordings[b].article not in articles[group_of[a]]
        and wordings[a].article not in articles[group_of[b]]
    }
    clear = _clear(wordings, share)

    def beside(a: int, b: int) -> Iterator[Places]:
        own, other = rows[wordings[a].article], rows[wordings[b].article]
        for side, reach, far in product((1, -1), range(1, _REACH + 1), range(1, _REACH + 1)):
            i, j = at[a] + side * reach, at[b] + side * far
            if 0 <= i < len(own) and 0 <= j < len(other) and _is_one_voice(wordings[a], wordings[own[i]]):
                yield own[i], other[j]

    held = Counter(key for wording in wordings for key in wording.keys)

    def tells(a: int, b: int) -> bool:
        """Words that all of a story repeats would make one claim of any two: «الضفة», «المفاوضات»."""
        own = [wordings[n].keys for k in {group_of[a], group_of[b]} for n in groups[k]]
        common = wordings[a].keys & wordings[b].keys
        rare = {key for key in common if held[key] - sum(key in keys for keys in own) <= _FEW}
        return sum(not word.stems.isdisjoint(rare) for word in wordings[a].roots) >= _TELLING

    return [
        (share[a, b], a, b)
        for (a, b), certain in clear.items()
        if tells(a, b)
        and any(
            group_of[x] == group_of[y] or (certain >= _BESIDE_LIKELY and clear.get((x, y), 0.0) >= _BESIDE_LIKELY)
            for x, y in beside(a, b)
        )
    ]


def _line_up(wordings: Sequence[Wording]) -> Mapping[str, Sequence[int]]:
    """Give for each article what known speakers say in its report, in order; a paper that tells all of it is none."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for n, wording in enumerate(wordings):
        speaker = wording.statement.speaker
        if speaker is not None and speaker.how != "unresolved" and not wording.in_title and not is_medium(speaker):
            rows[wording.article].append(n)
    return rows


def _may_go_on(a: Wording, b: Wording) -> bool:
    is_near = a.day is None or b.day is None or abs(a.day - b.day) <= _DAY
    return is_near and a.language == b.language and _is_one_voice(a, b)


def _is_one_voice(a: Wording, b: Wording) -> bool:
    """Tell whether two accounts name their speaker alike; one who is called «متحدث باسم السفارة» by both is one."""
    one, other = a.statement.speaker, b.statement.speaker
    return is_same_actor(a, b) or (one is not None and other is not None and may_be_one_name(one.name, other.name))


def _clear(wordings: Sequence[Wording], share: Mapping[Places, float]) -> dict[Places, float]:
    """Give the pairs that stand out: what they share and its lead over all that each of the two shares with others."""
    of: defaultdict[tuple[int, str], list[tuple[float, Places]]] = defaultdict(list)
    for (a, b), common in share.items():
        of[a, wordings[b].article].append((common, (a, b)))
        of[b, wordings[a].article].append((common, (a, b)))
    found: dict[Places, float] = {}
    for (a, b), common in share.items():
        if common < _LEAST:
            continue
        others = (its for its, pair in (*of[a, wordings[b].article], *of[b, wordings[a].article]) if pair != (a, b))
        certain = 2 * common - max(others, default=0.0)
        one, other = wordings[a], wordings[b]
        if certain >= _BESIDE_JOINED and not compare(one, other, overlap(one, other)).differs:
            found[a, b] = certain
    return found
