"""One position out of those that several stories have of an actor on an issue, as a person's corrections want it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from riwaya.corrections import find_in_force
from riwaya.positions.shifts import mark_shifts
from riwaya.records import Correction, Position, Stance
from riwaya.text import find_words

_REPEATED = 0.8  # of the words of the shorter of two stances that are one


def join_positions(positions: Iterable[Position], corrections: Sequence[Correction] = ()) -> tuple[Position, ...]:
    """Give the positions of more than one stance, by actor; what several stories have on one issue is one.

    Issues are one where they are called the same, by the table or by a person, and are about the same country first.
    """
    orders = [c for c in find_in_force(corrections) if c.of == "issue"]
    positions = list(positions)
    groups: defaultdict[tuple[str, str], list[list[Position]]] = defaultdict(list)
    everyones = [*positions, *_speak_for_countries(positions)]
    for position in sorted(everyones, key=lambda one: (one.actor.id or "", one.id)):
        named = msgspec.structs.replace(position, issue=_call(position, orders))
        alike = groups[position.actor.id or "", named.issue]
        home = next((group for group in alike if _find_foremost(named) == _find_foremost(group[0])), None)
        alike.append([named]) if home is None else home.append(named)
    joined = (_join(group) for _, alike in sorted(groups.items()) for group in alike)
    return tuple(position for position in joined if len(position.stances) > 1)


def _speak_for_countries(positions: Iterable[Position]) -> Iterator[Position]:
    """Give what whoever speaks for a country in one story says in others, as the country's."""
    positions = list(positions)
    heard = {(s.speaker.id, p.actor.id): p.actor for p in positions for s in p.stances if s.speaker and s.speaker.id}
    sides = {speaker: actor for (speaker, _), actor in sorted(heard.items(), reverse=True)}
    for position in positions:
        if side := sides.get(position.actor.id or ""):
            stances = tuple(msgspec.structs.replace(stance, speaker=position.actor) for stance in position.stances)
            yield msgspec.structs.replace(position, id=f"{side.id}:{position.id}", actor=side, stances=stances)


def _call(position: Position, orders: Iterable[Correction]) -> str:
    """Give what a person calls an issue: the name that it was merged into or given, the later word last."""
    issue = position.issue
    for order in orders:
        if order.kind == "rename" and order.name and any(_is_meant(q.text, issue, position) for q in order.members):
            issue = order.name
        elif order.kind == "merge" and any(_is_meant(q.text, issue, position) for q in order.others):
            issue = order.members[0].text
    return issue


def _is_meant(quoted: str, issue: str, position: Position) -> bool:
    """Tell whether words name an issue. One named by rare words may be named by others later: two stances have them."""
    words = set(find_words(quoted))
    if words == set(find_words(issue)):
        return True
    having = (words <= set(find_words(" ".join(span.text for span in s.content))) for s in position.stances)
    return len(words) > 1 and sum(having) > 1


def _find_foremost(position: Position) -> str | None:
    """Give the country that a position is about before all others: talks with one are not talks with another."""
    return position.toward[0].id if position.toward else None


def _join(group: Sequence[Position]) -> Position:
    stances = {(s.article, s.statement): s for position in group for s in position.stances}
    ordered = _drop_repeated(sorted(stances.values(), key=_order))
    stories = {(s.article, s.statement): position.id for position in group for s in position.stances}
    toward = {land.id: land for position in group[::-1] for land in position.toward[::-1]}
    return msgspec.structs.replace(
        group[0], toward=tuple(toward.values())[::-1], stances=tuple(mark_shifts(ordered, stories))
    )


def _drop_repeated(stances: Iterable[Stance]) -> list[Stance]:
    """Leave out what repeats a stance of its day almost word for word, as two pages tell one sentence."""
    kept: list[tuple[Stance, frozenset[str]]] = []
    for stance in stances:
        words = frozenset(find_words(" ".join(span.text for span in stance.content)))
        told = (before for one, before in kept if one.date == stance.date and one.stance == stance.stance)
        if all(len(words & before) < _REPEATED * min(len(words), len(before)) for before in told):
            kept.append((stance, words))
    return [stance for stance, _ in kept]


def _order(stance: Stance) -> tuple[bool, str, str, int]:
    return stance.date is None, str(stance.date or ""), stance.article, stance.content[0].start
