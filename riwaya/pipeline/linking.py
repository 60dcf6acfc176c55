"""Who is meant by the names of the articles that came or changed, and by those that look for the same names."""

from collections.abc import Collection, Mapping, Sequence

import msgspec

from riwaya.actors import Actors, gather_actors, link_actors, name_actors, tell_sides, tie_keys
from riwaya.records import Cast, Claimant, Correction, Figure, Problem, Reading
from riwaya.store import Card, Store

_STAGE = "actors"


def link_articles(store: Store, fresh: Collection[str], corrections: Sequence[Correction]) -> frozenset[str]:
    """Bring the actors of a case up to date with fresh articles; give the articles in which somebody's id changed."""
    casts = {name: _link(store, name) for name in fresh}
    store.save_cards(_STAGE, map(_file, casts.values()))
    is_corrected = any(correction.of == "actor" for correction in corrections)  # its words may stand in any article
    found = _gather_all(store, corrections) if is_corrected else _gather_around(store, casts)
    before = {name: store.actors_of(name) for name, _ in found.ids}
    ids = {name: dict(known) for name, known in before.items()}
    for (name, place), actor in found.ids.items():
        ids[name][place] = actor
    changed = {name: ids[name] for name in ids if name in casts or ids[name] != before[name]}
    casts.update(_load(store, changed.keys() - casts.keys()))
    store.save_actors(found.actors)
    store.save_figures({name: _list_figures(casts[name], own) for name, own in changed.items()})
    named = {(name, place): actor for name, own in changed.items() for place, actor in own.items()}
    store.save_names((name, name_actors(store.reading(name), casts[name], named)) for name in changed)
    return frozenset(changed)


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
        nobody = [None] * len(reading.statements)
        return Cast(
            article=name,
            source=reading.article.source,
            mentions=(None,) * len(reading.findings.mentions),
            speakers=tuple(nobody),
            carriers=tuple((None,) * len(s.carriers) for s in reading.statements),
            parties=((None, None, None),) * len(reading.findings.events),
        )


def _gather_all(store: Store, corrections: Sequence[Correction]) -> Actors:
    return gather_actors(_load(store, store.carded(_STAGE)).values(), corrections)


def _gather_around(store: Store, fresh: Mapping[str, Cast]) -> Actors:
    """Gather the figures of fresh casts, and those of other articles that may be the same: all else stays as it is."""
    keys = frozenset(key for cast in fresh.values() for key in _open_keys(cast))
    tied = tie_keys(keys, lambda some: _load(store, store.sharing(_STAGE, sorted(some), 1)).values())
    near = gather_actors(_load(store, store.sharing(_STAGE, sorted(tied), 1)).values(), keys=tied)
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
