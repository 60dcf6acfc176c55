"""Who is meant by the names of the articles that came or changed, and by those that look for the same names."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from riwaya.actors import Actors, gather_actors, link_actors, name_actors, tell_sides, tie_keys
from riwaya.records import Actor, Cast, Claimant, Correction, Figure, Problem, Reading
from riwaya.store import Card, Store

_STAGE = "actors"
_OF_CASE = re.compile(r"[0-9a-f]{16}\.\d+")  # the id of an actor that the table does not know
_PLACES = frozenset({"country", "place"})


class Linked(NamedTuple):
    """The articles in which somebody is another than before; and who merely goes by another id, old to new."""

    changed: frozenset[str]
    renamed: dict[str, str]


def link_articles(store: Store, fresh: Collection[str], corrections: Sequence[Correction]) -> Linked:
    """Bring the actors of a case up to date with fresh articles; give where that changes who is meant."""
    casts = {name: _link(store, name) for name in fresh}
    store.save_cards(_STAGE, map(_file, casts.values()))
    is_corrected = any(correction.of == "actor" for correction in corrections)  # its words may stand in any article
    found = _gather_all(store, corrections) if is_corrected else _gather_around(store, casts)
    before = {name: store.actors_of(name) for name in {name for name, _ in found.ids}}
    ids = {name: dict(known) for name, known in before.items()}
    for (name, place), actor in found.ids.items():
        ids[name][place] = actor
    changed = {name: ids[name] for name in ids if name in casts or ids[name] != before[name]}
    casts.update(_load(store, changed.keys() - casts.keys()))
    store.save_actors(found.actors)
    store.save_figures({name: _list_figures(casts[name], own) for name, own in changed.items()})
    named = {(name, place): actor for name, own in changed.items() for place, actor in own.items()}
    store.save_names((name, name_actors(store.reading(name), casts[name], named)) for name in changed)
    old = changed.keys() - fresh
    renamed = _list_renamed(store, [(before[name], ids[name]) for name in ids if name not in fresh], found.actors)
    same = {name for name in old if all(renamed.get(was, was) == ids[name][n] for n, was in before[name].items())}
    return Linked(frozenset(changed) - same, renamed)


def _list_renamed(
    store: Store, links: Iterable[tuple[Mapping[int, str], Mapping[int, str]]], actors: Iterable[Actor]
) -> dict[str, str]:
    """Give who is known by another id and otherwise just as before: an earlier article gave him his.

    Nothing that is known over stories depends on such an id; a place's does, by its order among others.
    """
    pairs = {(was[place], now[place]) for was, now in links for place in was}
    olds, news = Counter(was for was, _ in pairs), Counter(now for _, now in pairs)
    drawn = {actor.id: actor for actor in actors}
    known = store.described([was for was, now in pairs if was != now])
    return {
        was: now
        for was, now in pairs
        if was in known and now in drawn and olds[was] == news[now] == 1 and _is_renamed(known[was], drawn[now])
    }


def _is_renamed(was: Actor, now: Actor) -> bool:
    bare = [msgspec.structs.replace(actor, id="", forms=()) for actor in (was, now)]
    are_of_case = all(_OF_CASE.fullmatch(actor.id) for actor in (was, now))
    return was.id != now.id and are_of_case and now.kind not in _PLACES and bare[0] == bare[1]


def tell_sides_in(store: Store, readings: Sequence[Reading]) -> dict[str, Claimant]:
    """Give the countries that whoever some articles name speaks for, by ids, or by a speaker's name without one."""
    speakers = {s.speaker.id for reading in readings for s in reading.statements if s.speaker and s.speaker.id}
    named = {m.actor for reading in readings for m in reading.findings.mentions if m.actor}
    casts = _load(store, [reading.article.source for reading in readings])
    return tell_sides(readings, store.described(speakers | named), casts.values())


def _link(store: Store, name: str) -> Cast:
    """Link the names of one article; an article that cannot be linked stops no other, and its Problem is kept."""
    reading = store.reading(name)
    try:
        return link_actors(name, reading)
    except Exception as error:  # the one place where a bad page of this stage becomes a Problem
        reason = f"{type(error).__name__}: {error}"
        store.save_problem(name, Problem(stage=_STAGE, subject=reading.article.source, reason=reason))
        return Cast(
            article=name,
            source=reading.article.source,
            mentions=(None,) * len(reading.findings.mentions),
            speakers=(None,) * len(reading.told),
            carriers=tuple((None,) * len(s.carriers) for s in reading.told),
            parties=((None, None, None),) * len(reading.findings.events),
        )


def _gather_all(store: Store, corrections: Sequence[Correction]) -> Actors:
    return gather_actors(_load(store, store.carded(_STAGE)).values(), corrections)


def _gather_around(store: Store, fresh: Mapping[str, Cast]) -> Actors:
    """Gather the figures of fresh casts, and those of other articles that may be the same: all else stays as it is."""
    keys = frozenset(key for cast in fresh.values() for key in _open_keys(cast))
    read: dict[str, Cast] = {}

    def load(some: Collection[str]) -> list[Cast]:
        names = store.sharing(_STAGE, sorted(some), 1)
        read.update(_load(store, set(names) - read.keys()))
        return [read[name] for name in names]

    tied = tie_keys(keys, load)
    near = gather_actors(load(tied), keys=tied)
    alone = gather_actors(fresh.values())  # whom the table settles, and who looks for nobody
    ids = {**alone.ids, **near.ids}
    actors = {actor.id: actor for actor in (*alone.actors, *near.actors)}
    return Actors(tuple(actors[name] for name in sorted(set(ids.values()))), ids)


def _file(cast: Cast) -> Card:
    return Card(cast.article, msgspec.msgpack.encode(cast), [(key, 0) for key in sorted(_open_keys(cast))])


def _open_keys(cast: Cast) -> frozenset[str]:
    """Give what the figures look for that page and table leave open: only such may be another's in another case."""
    return frozenset(seek for figure in cast.figures if _is_open(figure) for seek in figure.seeks)


def _is_open(figure: Figure) -> bool:
    return figure.key is None or figure.key.startswith("office:")


def _load(store: Store, articles: Collection[str]) -> dict[str, Cast]:
    return {n: msgspec.msgpack.decode(card, type=Cast) for n, card in store.cards(_STAGE, articles).items()}


def _list_figures(cast: Cast, ids: dict[int, str]) -> list[tuple[int, str, tuple[str, ...]]]:
    return [(n, ids[n], figure.forms) for n, figure in enumerate(cast.figures)]
