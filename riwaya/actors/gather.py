"""Actors across articles: which figures of different articles are one, and what is then known of each.

The table settles some figures; two of one key are one. Others are one only where they share a key that they `seek`,
are spelled alike, and something besides the spelling speaks for it. Figures that share no key are never compared: the
actors of a set of articles are those of its parts that share none, and the order of articles does not matter.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from riwaya.actors.corrections import Orders, apply_corrections
from riwaya.actors.describe import describe_actor
from riwaya.actors.families import Member, Place, Unions, join_holders, join_named, join_short
from riwaya.records import Actor, Cast, Correction


class Actors(NamedTuple):
    """The actors of a set of articles by their ids, and whose each figure is: (article id, place in its cast) → id."""

    actors: tuple[Actor, ...]
    ids: Mapping[Place, str]


def gather_actors(
    casts: Iterable[Cast], corrections: Sequence[Correction] = (), keys: Collection[str] | None = None
) -> Actors:
    """Give the actors of a set of articles, a person's corrections applied.

    With `keys`, only of the figures that seek one of them.

    An actor goes by the key of the table; else by its smallest figure under (published, article id, place), written
    `article.place`. Unknown days come last. Corrections count in their order, the last word last.
    """
    wanted = None if keys is None else frozenset(keys)
    listed = (m for cast in casts for m in _list_members(cast, wanted))
    members = sorted(listed, key=lambda m: m.rank)
    orders = apply_corrections(members, corrections)
    unions = Unions()
    for bucket in _bucket(members, orders.wards, "key "):
        unions.join_all(member.place for member in bucket)
    for bucket in _bucket(members, orders.wards, "name "):
        join_named(bucket, unions)
    posted = _bucket(members, orders.wards, "post ")
    for join in (join_holders, join_short):
        for bucket in posted:
            join(bucket, unions)
    for together in orders.merges:
        unions.join_all(together)
    return _draw_actors(members, unions, orders)


def tie_keys(keys: Collection[str], sharing: Callable[[Collection[str]], Iterable[Cast]]) -> frozenset[str]:
    """Give some keys and all that are tied to them by figures that seek two: what `gather_actors` must see at once.

    `sharing` gives the casts with a figure that seeks one of some keys. What the figures of these keys are, gathered
    alone, is what they are in the whole case, unless a correction ties them to others.
    """
    tied = set(keys)
    todo = tied
    while todo:
        figures = (figure for cast in sharing(todo) for figure in cast.figures if not todo.isdisjoint(figure.seeks))
        todo = {key for figure in figures for key in figure.seeks} - tied
        tied |= todo
    return frozenset(tied)


def _list_members(cast: Cast, wanted: frozenset[str] | None) -> Iterable[Member]:
    day = cast.published or dt.date.max
    for number, figure in enumerate(cast.figures):
        if wanted is None or not wanted.isdisjoint(figure.seeks):
            yield Member((cast.article, number), (day, cast.article, number), cast.source, figure)


def _bucket(members: Iterable[Member], wards: Mapping[Place, str], kind: str) -> list[list[Member]]:
    """Put those together that share a key of one kind; those whom a correction set apart stay among themselves."""
    buckets: dict[tuple[str, str], list[Member]] = defaultdict(list)
    for member in members:
        for key in member.figure.seeks:
            if key.startswith(kind):
                buckets[key, wards.get(member.place, "")].append(member)
    return [bucket for _, bucket in sorted(buckets.items()) if len(bucket) > 1]


def _draw_actors(members: Sequence[Member], unions: Unions, orders: Orders) -> Actors:
    groups: dict[Place, list[Member]] = defaultdict(list)
    for member in members:
        groups[unions.find(member.place)].append(member)
    ids: dict[Place, str] = {}
    actors: dict[str, Actor] = {}
    for group in groups.values():
        actor = _draw_actor(group, orders)
        actors[actor.id] = actor
        ids.update((member.place, actor.id) for member in group)
    return Actors(tuple(actors[key] for key in sorted(actors)), ids)


def _draw_actor(group: Sequence[Member], orders: Orders) -> Actor:
    """Draw up one actor from its figures. Those that a correction set apart are not whom the table takes them for."""
    forms = Counter(form for member in group for form in member.figure.forms)
    keys = sorted({m.figure.key for m in group if m.figure.key and m.place not in orders.wards}, key=_weigh_key)
    renamed = [orders.names[member.place] for member in group if member.place in orders.names]
    if any(member.figure.kind == "person" for member in group):
        keys = [key for key in keys if not key.startswith("office:")]
    first = group[0]
    known = describe_actor(keys[0]) if keys else None
    if known is None:
        key = keys[0] if keys else f"{first.place[0]}.{first.place[1]}"
        kinds = Counter(member.figure.kind for member in group)
        country = Counter(c for m in group if (c := m.figure.country) and c[0] != "~").most_common(1)
        known = Actor(
            id=key,
            name=_choose_name(group),
            kind=min(kinds, key=lambda kind: (-kinds[kind], kind)),
            country=country[0][0] if country else None,
        )
    listed = tuple(sorted(forms, key=lambda form: (-forms[form], form)))
    return msgspec.structs.replace(known, name=renamed[-1] if renamed else known.name, forms=listed)


def _weigh_key(key: str) -> tuple[bool, str]:
    """Somebody known outweighs an office that somebody holds."""
    return key.startswith("office:"), key


def _choose_name(group: Sequence[Member]) -> str:
    """Give the full name that most articles write; of equals, the one that is first in the alphabet."""
    names = Counter(member.figure.name for member in group)
    return min(names, key=lambda name: (-min(len(name.split()), 2), -names[name], name))
