"""What one speaker goes on to say in two accounts: statements in other words, known by what stands beside them.

Two translators of one speech share few words in any one sentence, but they keep its order. Beside a sentence of both
that is known already, or where two likely pairs stand beside each other in both, less has to be shared than a pair
alone would need.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from riwaya.claims.comparing import Wording, compare, is_same_actor, overlap, share_roots
from riwaya.claims.pairing import Pair, Places, days_apart
from riwaya.claims.speakers import is_voice_of_medium, may_be_one_name

_REACH = 2  # statements of known speakers from one to what stands beside it
_DAY = 1  # between two accounts
_BESIDE_JOINED = 0.36  # the share of the words of both, by roots, and its lead over all others of the two, together
_TELLING, _FEW = 2, 6  # words in common that so few other statements of the story have
_BESIDE_LIKELY = 0.5  # the same of both, where what stands beside it is no more than likely


class _Accounts(NamedTuple):
    """The statements of a story: where each stands in its account, and with which it is joined already."""

    wordings: Sequence[Wording]
    groups: Sequence[Sequence[int]]
    group_of: Mapping[int, int]
    articles: Sequence[frozenset[str]]  # of each group
    rows: Mapping[str, Sequence[int]]  # what known speakers say in an article, in order
    at: Mapping[int, int]  # the place of a statement in its row


def pair_sequences(wordings: Sequence[Wording], rest: Iterable[Places], groups: Sequence[Sequence[int]]) -> list[Pair]:
    """Give the pairs among `rest` that are one claim by what stands beside them, each with how alike they are.

    `groups` are the claims so far. A statement that is joined to another of that account is not asked again.
    """
    accounts = _lay_out(wordings, groups)
    share = {(a, b): share_roots(wordings[a], wordings[b]) for a, b in rest if _is_open(accounts, a, b)}
    clear = _clear(wordings, share)
    held = Counter(key for wording in wordings for key in wording.keys)
    return [
        (share[pair], *pair)
        for pair in clear
        if any(_vouches(accounts, clear, pair, by) for by in _beside(accounts, *pair)) and _tells(accounts, held, *pair)
    ]


def _lay_out(wordings: Sequence[Wording], groups: Sequence[Sequence[int]]) -> _Accounts:
    rows = _line_up(wordings)
    return _Accounts(
        wordings,
        groups,
        group_of={n: k for k, group in enumerate(groups) for n in group},
        articles=[frozenset(wordings[n].article for n in group) for group in groups],
        rows=rows,
        at={n: place for row in rows.values() for place, n in enumerate(row)},
    )


def _is_open(accounts: _Accounts, a: int, b: int) -> bool:
    """Tell whether one voice may say both, and neither is joined to another statement of the other account."""
    if a not in accounts.at or b not in accounts.at:
        return False
    one, other = accounts.wordings[a], accounts.wordings[b]
    joined_a, joined_b = (accounts.articles[accounts.group_of[n]] for n in (a, b))
    return other.article not in joined_a and one.article not in joined_b and _may_go_on(one, other)


def _beside(accounts: _Accounts, a: int, b: int) -> Iterator[Places]:
    """Give what the same speaker says near by on one side of both."""
    own, other = (accounts.rows[accounts.wordings[n].article] for n in (a, b))
    for side, reach, far in product((1, -1), range(1, _REACH + 1), range(1, _REACH + 1)):
        i, j = accounts.at[a] + side * reach, accounts.at[b] + side * far
        inside = 0 <= i < len(own) and 0 <= j < len(other)
        if inside and _is_one_voice(accounts.wordings[a], accounts.wordings[own[i]]):
            yield own[i], other[j]


def _vouches(accounts: _Accounts, clear: Mapping[Places, float], pair: Places, by: Places) -> bool:
    """Tell whether what stands beside a pair is one claim already, or as likely one as the pair itself."""
    x, y = by
    likely = min(clear[pair], clear.get(by, 0.0)) >= _BESIDE_LIKELY
    return likely or accounts.group_of[x] == accounts.group_of[y]


def _tells(accounts: _Accounts, held: Mapping[str, int], a: int, b: int) -> bool:
    """Tell whether words in common are no story's refrain: «الضفة», «المفاوضات» would make one claim of any two."""
    joined = {accounts.group_of[a], accounts.group_of[b]}
    own = [accounts.wordings[n].keys for k in joined for n in accounts.groups[k]]
    one, other = accounts.wordings[a], accounts.wordings[b]
    rare = {key for key in one.keys & other.keys if held[key] - sum(key in keys for keys in own) <= _FEW}
    return sum(not word.stems.isdisjoint(rare) for word in one.roots) >= _TELLING


def _line_up(wordings: Sequence[Wording]) -> Mapping[str, Sequence[int]]:
    """Give for each article what known speakers say in its report, in order; a paper that tells all of it is none."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for n, wording in enumerate(wordings):
        speaker = wording.statement.speaker
        if (
            speaker is not None
            and speaker.how != "unresolved"
            and not wording.in_title
            and not is_voice_of_medium(speaker)
        ):
            rows[wording.article].append(n)
    return rows


def _may_go_on(a: Wording, b: Wording) -> bool:
    return days_apart(a, b) <= _DAY and a.language == b.language and _is_one_voice(a, b)


def _is_one_voice(a: Wording, b: Wording) -> bool:
    """Tell whether two accounts name their speaker alike; one who is called «متحدث باسم السفارة» by both is one."""
    one, other = a.statement.speaker, b.statement.speaker
    return is_same_actor(a, b) or (
        one is not None and other is not None and may_be_one_name(one.name, other.name, a.language)
    )


def _clear(wordings: Sequence[Wording], share: Mapping[Places, float]) -> dict[Places, float]:
    """Give the pairs that stand out: what they share and its lead over all that each of the two shares with others."""
    of: defaultdict[tuple[int, str], list[tuple[float, Places]]] = defaultdict(list)
    for (a, b), common in share.items():
        of[a, wordings[b].article].append((common, (a, b)))
        of[b, wordings[a].article].append((common, (a, b)))
    found: dict[Places, float] = {}
    for (a, b), common in share.items():
        others = (its for its, pair in (*of[a, wordings[b].article], *of[b, wordings[a].article]) if pair != (a, b))
        certain = 2 * common - max(others, default=0.0)
        one, other = wordings[a], wordings[b]
        if certain >= _BESIDE_JOINED and not compare(one, other, overlap(one, other)).differs:
            found[a, b] = certain
    return found
