"""Actors asked for: who is in a case, and all that is known of one."""

import datetime as dt
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from riwaya.errors import InputError
from riwaya.records import Actor, Said
from riwaya.store import Part, Store


class Portrait(Struct, frozen=True, kw_only=True):
    """One actor with what they said in a case, and with whom they stand in its articles."""

    actor: Actor
    articles: tuple[str, ...]  # ids
    statements: tuple[Said, ...]
    beside: tuple[tuple[Actor, int], ...]  # others, and in how many of the articles, most first


class Profile(Struct, frozen=True, kw_only=True):
    """One actor at a glance: in how many articles, what they said on which days, and a part of it in words."""

    actor: Actor
    articles: int
    days: dict[dt.date | None, int]  # statements by the days on which pages with them came out, unknown ones at None
    said: tuple[Said, ...]
    beside: tuple[tuple[Actor, int], ...]  # as in a portrait


def find_actor(store: Store, key: str) -> Actor:
    """Give the actor of an id or, where only one is called so, of words of a name. Raises InputError."""
    return _find_counted(store, key)[0]


def check_actor(store: Store, key: str) -> None:
    """Raise InputError where nobody of a case goes by an id or by words of a name."""
    if not any(store.actors(actor=key)) and not any(store.actors(name=key)):
        raise InputError(key, "no such actor in this case", "`riwaya actors` lists them")


def _find_counted(store: Store, key: str) -> tuple[Actor, int]:
    """Give an actor, and in how many articles it is."""
    found = [*store.actors(actor=key)] or [*store.actors(name=key)]
    exact = [(actor, n) for actor, n in found if key in actor.forms or key == actor.name]
    if len(found) > 1 and len(exact) != 1:
        names = ", ".join(f"{actor.id} ({actor.name})" for actor, _ in found[:_NAMED])
        raise InputError(key, "stands for more than one actor", f"name one by its id: {names}")
    check_actor(store, key)
    return exact[0] if len(exact) == 1 else found[0]


def give_actor(store: Store, key: str) -> Portrait:
    """Give one actor by its id or a name. Raises InputError."""
    actor = find_actor(store, key)
    return Portrait(
        actor=actor,
        articles=tuple(store.articles_with(actor.id)),
        statements=tuple(store.said_by(actor.id)),
        beside=_list_beside(store, actor.id),
    )


def give_profile(store: Store, key: str, part: Part) -> Profile:
    """Give one actor by its id or a name, with a part of the statements. Raises InputError."""
    actor, articles = _find_counted(store, key)
    return Profile(
        actor=actor,
        articles=articles,
        days=store.count_said_by(actor.id),
        said=tuple(store.said_by(actor.id, part)),
        beside=_list_beside(store, actor.id),
    )


def list_ranked(store: Store, ranks: Iterable[tuple[str, int]]) -> Iterator[tuple[Actor, int]]:
    """Give actors with their forms, out of ids and numbers of articles as `Store.ranks` gives them."""
    counts = dict(ranks)
    known, forms = store.described(counts), store.forms(counts)
    for name, articles in counts.items():
        yield msgspec.structs.replace(known[name], forms=forms.get(name, ())), articles


def _list_beside(store: Store, actor: str) -> tuple[tuple[Actor, int], ...]:
    counts = store.beside(actor, _BESIDE)
    known = store.described(name for name, _ in counts)
    return tuple((known[name], n) for name, n in counts)


_NAMED = 9  # actors that an error names
_BESIDE = 20  # actors that one is shown to stand with
