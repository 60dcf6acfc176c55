"""What the table knows of an actor, by its key."""

import functools

from riwaya.actors.bodies import load_bodies, load_places
from riwaya.actors.lands import load_countries
from riwaya.actors.table import load_persons
from riwaya.gazetteer import ImpliedRow, list_implied
from riwaya.records import Actor, ActorKind

_KINDS: dict[str, ActorKind] = {
    "organisation": "organisation",
    "group": "group",
    "agency": "agency",
    "outlet": "outlet",
}


def describe_actor(key: str) -> Actor | None:
    """Give an actor of the table, without the forms that pages use; None for a key that is not of the table.

    >>> describe_actor("army-of-NOR").name, describe_actor("capital-of-NOR").name
    ('جيش النرويج', 'أوسلو')
    """
    if person := load_persons().get(key):
        row = person.row
        return Actor(
            id=key,
            name=row.arabic,
            latin=row.latin,
            kind="person",
            country=row.country,
            roles=row.roles,
            offices=person.offices,
            wikidata=row.wikidata,
        )
    if body := load_bodies().get(key):
        return Actor(
            id=key,
            name=body.arabic,
            latin=body.latin,
            kind=_KINDS.get(body.kind, "organisation"),
            country=body.country,
            roles=body.roles,
            wikidata=body.wikidata,
        )
    if place := load_places().get(key):
        return Actor(id=key, name=place.forms[0], kind="place", country=place.country)
    if country := load_countries().get(key):
        return Actor(id=key, name=country.arabic[0], latin=country.latin, kind="country", country=key)
    return _describe_implied(key)


def _describe_implied(key: str) -> Actor | None:
    """Give a country's capital, or a body that every country has."""
    stem, _, owner = key.rpartition("-of-")
    country, row = load_countries().get(owner), _implied().get(stem)
    if country and stem == "capital" and country.capitals:
        return Actor(id=key, name=country.capitals[0], kind="place", country=owner)
    if country and row:
        names = row.arabic.format(country.arabic[0]), row.latin.format(country.latin)
        return Actor(id=key, name=names[0], latin=names[1], kind="organisation", country=owner)
    return None


@functools.cache
def _implied() -> dict[str, ImpliedRow]:
    return {row.stem: row for row in list_implied()}


def kind_of(key: str) -> ActorKind:
    """Give the kind of an actor by its key; of one that the table only implies, by the shape of the key."""
    if key in load_persons():
        return "person"
    if key in load_countries():
        return "country"
    if body := load_bodies().get(key):
        return _KINDS.get(body.kind, "organisation")
    if key.startswith("office:"):
        return "other"
    return "organisation" if "-of-" in key and not key.startswith("capital-of-") else "place"


def country_of(key: str) -> str | None:
    """Give the country of an actor of the table."""
    if person := load_persons().get(key):
        return person.row.country
    if body := load_bodies().get(key):
        return body.country
    if place := load_places().get(key):
        return place.country
    last = key.rpartition("-of-")[2]
    return last if last in load_countries() else None
