"""Actors asked for: who is in a case, and all that is known of one."""

from msgspec import Struct

from riwaya.errors import InputError
from riwaya.records import Actor, Said
from riwaya.store import Store


class Portrait(Struct, frozen=True, kw_only=True):
    """One actor with what they said in a case, and with whom they stand in its articles."""

    actor: Actor
    articles: tuple[str, ...]  # ids
    statements: tuple[Said, ...]
    beside: tuple[tuple[Actor, int], ...]  # others, and in how many of the articles, most first


def find_actor(store: Store, key: str) -> Actor:
    """Give the actor of an id or, where only one is called so, of words of a name. Raises InputError."""
    found = [actor for actor, _ in store.actors(actor=key)] or [actor for actor, _ in store.actors(name=key)]
    exact = [actor for actor in found if key in actor.forms or key == actor.name]
    if len(found) > 1 and len(exact) != 1:
        names = ", ".join(f"{actor.id} ({actor.name})" for actor in found[:_NAMED])
        raise InputError(key, "stands for more than one actor", f"name one by its id: {names}")
    if not found:
        raise InputError(key, "no such actor in this case", "`riwaya actors` lists them")
    return exact[0] if len(exact) == 1 else found[0]


def give_actor(store: Store, key: str) -> Portrait:
    """Give one actor by its id or a name. Raises InputError."""
    actor = find_actor(store, key)
    return Portrait(
        actor=actor,
        articles=tuple(store.articles_with(actor.id)),
        statements=tuple(store.said_by(actor.id)),
        beside=tuple(
            (other, n) for name, n in store.beside(actor.id, _BESIDE) for other, _ in store.actors(actor=name)
        ),
    )


_NAMED = 9  # actors that an error names
_BESIDE = 20  # actors that one is shown to stand with
