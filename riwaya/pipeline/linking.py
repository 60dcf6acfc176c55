"""Who is meant by the names of the articles that came or changed, and by those that look for the same names."""

from collections.abc import Collection, Sequence

import msgspec

from riwaya.actors import gather_actors, link_actors, name_actors
from riwaya.records import Cast, Correction, Figure
from riwaya.store import Card, Store

_OPEN = "actors"  # keys of figures that page and table leave open
_POSTS = "posts"  # posts of those that are settled


def link_articles(store: Store, fresh: Collection[str], corrections: Sequence[Correction]) -> frozenset[str]:
    """Bring the actors of a case up to date with fresh articles; give the articles in which somebody's id changed."""
    casts = {name: link_actors(name, store.reading(name)) for name in fresh}
    store.save_cards(_OPEN, map(_file, casts.values()))
    store.save_cards(_POSTS, map(_file_posts, casts.values()))
    around = (
        store.carded(_OPEN) if any(c.of == "actor" for c in corrections) else _find_around(store, list(casts.values()))
    )
    casts.update(_load(store, set(around) - casts.keys()))
    found = gather_actors(casts.values(), corrections)
    ids = {name: {n: found.ids[name, n] for n in range(len(cast.figures))} for name, cast in casts.items()}
    came = frozenset(fresh)
    changed = [name for name in casts if name in came or ids[name] != store.actors_of(name)]
    store.save_actors(found.actors)
    store.save_figures({name: _list_figures(casts[name], ids[name]) for name in changed})
    named = ((n, name_actors(store.reading(n), casts[n], found.ids)) for n in changed)
    store.save_names(named)
    return frozenset(changed)


def _file(cast: Cast) -> Card:
    return Card(cast.article, msgspec.msgpack.encode(cast), [(key, 0) for key in sorted(_open_keys(cast))])


def _file_posts(cast: Cast) -> Card:
    return Card(cast.article, b"", [(key, 0) for key in sorted(_settled_posts(cast))])


def _open_keys(cast: Cast) -> set[str]:
    """Give what the figures look for that page and table leave open: only such may be another's in another case."""
    return {seek for figure in cast.figures if _is_open(figure) for seek in figure.seeks}


def _settled_posts(cast: Cast) -> set[str]:
    return {f"post {post}" for figure in cast.figures if not _is_open(figure) for post in figure.posts}


def _is_open(figure: Figure) -> bool:
    return figure.key is None or figure.key.startswith("office:")


def _find_around(store: Store, casts: Collection[Cast]) -> set[str]:
    """Give the articles that may have a say in who these casts' open figures are, or these in who theirs are."""
    asked = {key for cast in casts for key in _open_keys(cast)}
    found = set(store.sharing(_POSTS, sorted(asked), 1))
    asked |= {key for cast in casts for key in _settled_posts(cast)}
    todo = set(asked)
    while todo:
        near = set(store.sharing(_OPEN, sorted(todo), 1)) - found
        found |= near
        todo = {key for cast in _load(store, near).values() for key in _open_keys(cast)} - asked
        asked |= todo
        found.update(store.sharing(_POSTS, sorted(todo), 1))
    return found


def _load(store: Store, articles: Collection[str]) -> dict[str, Cast]:
    return {n: msgspec.msgpack.decode(card, type=Cast) for n, card in store.cards(_OPEN, articles).items()}


def _list_figures(cast: Cast, ids: dict[int, str]) -> list[tuple[int, str, tuple[str, ...]]]:
    return [(n, ids[n], figure.forms) for n, figure in enumerate(cast.figures)]
