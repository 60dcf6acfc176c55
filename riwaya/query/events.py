"""What passed between two sides over time: one pair of actors or countries, and all pairs of a case."""

import datetime as dt
import itertools
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from riwaya.actors import find_country, find_places, find_side, read_people, read_side
from riwaya.errors import InputError
from riwaya.events import read_score
from riwaya.intensity import Options, Unit, measure_relation, weigh_acts
from riwaya.query.actors import find_actor
from riwaya.records import Actor, Claimant, Occurrence, Relation
from riwaya.store import Store
from riwaya.text import find_words

Pair = frozenset[str]  # the ids of two sides
_USUAL = Options()


class Dealings(NamedTuple):
    """What sides of a case do to each other. A country is a side with all who act for it; an actor is one alone."""

    acts: Mapping[Pair, Sequence[Occurrence]]
    told: Mapping[str, dt.date]  # the days on which articles came out
    names: Mapping[str, Claimant]


def read_dealings(store: Store, sides: Iterable[Actor] = ()) -> Dealings:
    """Give the acts of a case by pairs of sides; those whose actor or recipient nobody names are left out.

    `sides` are actors that are asked for: a place among them that no table has is a country, «الجيش السنداري» is its.
    """
    occurrences = [one for one in store.deeds() if one.actor and _find_recipient(one)]
    known = store.described({p.id for one in occurrences for p in (one.actor, _find_recipient(one)) if p and p.id})
    sides = list(sides)
    places = find_places(sides) | {stem: place for stem, place in find_places(known.values()).items() if not sides}
    acts: defaultdict[Pair, list[Occurrence]] = defaultdict(list)
    everyone = (*known.values(), *sides)
    names: dict[str, Claimant] = {actor.id: Claimant(id=actor.id, name=actor.name) for actor in everyone}
    for one in occurrences:
        for pair in _list_pairs(one, known, places):
            acts[pair].append(one)
            names.update((side, country) for side in pair if (country := find_country(side)))
    return Dealings(acts, store.published(), names)


def give_relation(
    store: Store, a: str, b: str, unit: Unit | None = None, options: Options = _USUAL
) -> tuple[Relation, tuple[Occurrence, ...]]:
    """Give how two sides dealt with each other over time, and the acts that count. Raises InputError.

    A side is a country by its code or name, or an actor by its id or words of a name.
    """
    found = [find_country(key) or find_actor(store, key) for key in (a, b)]
    sides = [Claimant(id=one.id, name=one.name) for one in found]
    if sides[0].id == sides[1].id:
        raise InputError(b, f"is {a}", "name two sides")
    dealings = read_dealings(store, [one for one in found if isinstance(one, Actor)])
    relation = measure_pair(dealings, sides[0], sides[1], options, unit)
    return relation, _list_counted(dealings, Pair((sides[0].id or "", sides[1].id or "")))


def measure_pair(
    dealings: Dealings, a: Claimant, b: Claimant, options: Options = _USUAL, unit: Unit | None = None
) -> Relation:
    """Give how two sides dealt with each other over the days on which pages of the case came out."""
    found = dealings.acts.get(Pair((a.id or "", b.id or "")), ())
    acts = weigh_acts(found, dealings.told, read_score)
    return measure_relation(a, b, acts, Counter(dealings.told.values()), options, unit)


def list_relations(store: Store, articles: Collection[str], options: Options = _USUAL) -> Iterator[Relation]:
    """Give the relations with changes, of the pairs of sides of which some articles, by their ids, tell an act."""
    dealings = read_dealings(store)
    for pair in list_pairs(dealings, options.least):
        acts = dealings.acts[Pair(side.id or "" for side in pair)]
        if any(report.article in articles for act in acts for report in act.reports):
            relation = measure_pair(dealings, *pair, options)
            if relation.changes:
                yield relation


def list_pairs(dealings: Dealings, least: int, of: str | None = None) -> Iterator[tuple[Claimant, Claimant]]:
    """Give the pairs of sides with at least so many acts between them, those with most first; `of`: one side's id."""
    wanted = ((-len(acts), sorted(pair)) for pair, acts in dealings.acts.items() if len(acts) >= least)
    for _, pair in sorted((count, pair) for count, pair in wanted if of is None or of in pair):
        a, b = reversed(pair) if of == pair[1] else pair
        yield dealings.names[a], dealings.names[b]


def _list_counted(dealings: Dealings, pair: Pair) -> tuple[Occurrence, ...]:
    found = {one.id: one for one in dealings.acts.get(pair, ())}
    return tuple(found[act.id] for act in weigh_acts(found.values(), dealings.told, read_score))


def _list_pairs(one: Occurrence, known: Mapping[str, Actor], places: Mapping[str, Claimant]) -> set[Pair]:
    """Give the pairs that an act counts for: who to whom, and for which country to which, where these are two."""
    parties = (one.actor, _find_recipient(one))
    own = [party.id if party else None for party in parties]
    lands = [
        _find_land(parties[0], known, places),
        _find_land(parties[1], known, places) or _find_people(parties[1], places),
    ]
    sides = [{own[n], lands[n] if lands[0] != lands[1] else own[n]} - {None} for n in (0, 1)]
    return {Pair((a, b)) for a, b in itertools.product(*sides) if a and b and a != b}


def _find_recipient(one: Occurrence) -> Claimant | None:
    """Give whoever undergoes an act; an assault of which only the place is told is one on whose that is."""
    return one.recipient or (one.place if one.type == "ASSAULT" else None)


def _find_land(party: Claimant | None, known: Mapping[str, Actor], places: Mapping[str, Claimant]) -> str | None:
    actor = known.get(party.id or "") if party else None
    land = find_side(actor, places) if actor else read_side(party.name, places) if party else None
    called = (place.id for place in places.values() if party and find_words(place.name) == find_words(party.name))
    return places[land].id if land and land in places else land or next(called, None)


def _find_people(party: Claimant | None, places: Mapping[str, Claimant]) -> str | None:
    """Give the country whose people undergo an act."""
    land = read_people(party.name, places) if party else None
    return places[land].id if land and land in places else land
