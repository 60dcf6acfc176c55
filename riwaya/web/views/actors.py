"""Actors: who is in the case, and one of them with forms, offices, statements and company."""

import datetime as dt
import itertools
from pathlib import Path

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
_DEALINGS: dict[Path, tuple[str, query.Dealings]] = {}  # by case: its state, and what sides did to each other


@get("/{tongue:str}/actors", media_type=MediaType.HTML, sync_to_thread=True)
def show_actors(
    state: State, request: Asked, tongue: FromPath[str], page: PageNumber = 1, name: FromQuery[str] = ""
) -> str:
    """Show who is in the case, with all written forms, the most mentioned first."""
    with query.open_store(state.case) as store:
        rows, sheet = cut_sheet(store.actors(part_of(page), name=name.strip() or None), page)
    return render("actors.html", read_manner(tongue), request, rows=rows, sheet=sheet, name=name)


@get("/{tongue:str}/actors/{key:str}", media_type=MediaType.HTML, sync_to_thread=True)
def show_actor(state: State, request: Asked, tongue: FromPath[str], key: FromPath[str], page: PageNumber = 1) -> str:
    """Show one actor: forms, offices, statements through time, and with whom they stand."""
    manner = read_manner(tongue)
    with query.open_store(state.case) as store:
        portrait = query.give_actor(store, key)
        positions = list(query.list_positions(state.case, store, actor=portrait.actor.id))
        relations = _list_relations(store, state.case, portrait.actor)
        behind = {act for relation in relations for change in relation.changes for act in change.acts}
        quoted = query.quote_acts(store, behind)
    drawn = [(relation, draw_relation(relation, manner), name_side(relation.b, manner)) for relation in relations]
    days = [said.published.date for said in portrait.statements if said.published]
    curve = draw_curve(days, title=manner.say("curve_statements")) if len(set(days)) > 1 else ""
    part = part_of(page)
    said, sheet = cut_sheet(portrait.statements[part.offset : part.offset + part.limit], page)
    span: tuple[dt.date, dt.date] | None = (min(days), max(days)) if days else None
    given = {"portrait": portrait, "said": said, "sheet": sheet, "curve": curve, "span": span}
    given |= {"positions": positions, "relations": drawn, "quoted": quoted}
    return render("actor.html", manner, request, **given)


def _list_relations(store: Store, case: Path, actor: Actor) -> list[Relation]:
    """Give how an actor dealt with those that most passed with; read once for each state of a case."""
    now = query.tell_state(case)
    known = _DEALINGS.get(case)
    if known is None or known[0] != now:
        known = _DEALINGS[case] = now, query.read_dealings(store)
    sides = query.list_pairs(known[1], _LEAST, actor.id)
    return [query.measure_pair(known[1], *pair) for pair in itertools.islice(sides, _DRAWN)]
