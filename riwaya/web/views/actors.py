"""Actors: who is in the case, and one of them with forms, offices, statements and company."""

import itertools

from litestar import MediaType, get
from litestar.datastructures import State
from litestar.params import FromPath, FromQuery

from riwaya import query
from riwaya.records import Actor, Relation
from riwaya.store import Store
from riwaya.web.lists import PageNumber, cut_sheet, part_of
from riwaya.web.pictures import draw_curve
from riwaya.web.plots import draw_relation, name_side
from riwaya.web.rendering import Asked, read_manner, render

_DRAWN = 3  # relations of an actor
_LEAST = 5  # acts between two sides that are worth a picture


@get("/{tongue:str}/actors", media_type=MediaType.HTML, sync_to_thread=True)
def show_actors(
    state: State, request: Asked, tongue: FromPath[str], page: PageNumber = 1, name: FromQuery[str] = ""
) -> str:
    """Show who is in the case, with all written forms, the most mentioned first."""
    with query.open_store(state.case) as store:
        part = part_of(page)
        found = (
            store.actors(part, name=name.strip())
            if name.strip()
            else query.list_ranked(store, state.memory.recall(Store.ranks)[part.offset : part.offset + part.limit])
        )
        rows, sheet = cut_sheet(found, page)
    return render("actors.html", read_manner(tongue), request, rows=rows, sheet=sheet, name=name)


@get("/{tongue:str}/actors/{key:str}", media_type=MediaType.HTML, sync_to_thread=True)
def show_actor(state: State, request: Asked, tongue: FromPath[str], key: FromPath[str], page: PageNumber = 1) -> str:
    """Show one actor: forms, offices, statements through time, and with whom they stand."""
    manner = read_manner(tongue)
    with query.open_store(state.case) as store:
        profile = query.give_profile(store, key, part_of(page))
        positions = state.memory.recall(query.group_positions).get(profile.actor.id, ())
        relations = _list_relations(state.memory, profile.actor)
        behind = {act for relation in relations for change in relation.changes for act in change.acts}
        quoted = query.quote_acts(store, behind)
    drawn = [(relation, draw_relation(relation, manner), name_side(relation.b, manner)) for relation in relations]
    days = {day: n for day, n in profile.days.items() if day}
    curve = draw_curve(days, title=manner.say("curve_statements")) if len(days) > 1 else ""
    said, sheet = cut_sheet(profile.said, page)
    given = {"profile": profile, "said": said, "sheet": sheet, "curve": curve}
    given["span"] = min(days, default=None), max(days, default=None)
    given |= {"positions": positions, "relations": drawn, "quoted": quoted}
    return render("actor.html", manner, request, **given)


def _list_relations(memory: query.Memory, actor: Actor) -> list[Relation]:
    """Give how an actor dealt with those that most passed with."""
    dealings = memory.recall(query.read_dealings)
    sides = query.list_pairs(dealings, _LEAST, actor.id)
    return [query.measure_pair(dealings, *pair) for pair in itertools.islice(sides, _DRAWN)]
