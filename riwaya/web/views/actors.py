"""Actors: who is in the case, and one of them with forms, offices, statements and company."""

import datetime as dt

from litestar import MediaType, get
from litestar.datastructures import State
from litestar.params import FromPath, FromQuery

from riwaya import query
from riwaya.web.lists import PageNumber, cut_sheet, part_of
from riwaya.web.pictures import draw_curve
from riwaya.web.rendering import Asked, read_manner, render


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
    days = [said.published.date for said in portrait.statements if said.published]
    curve = draw_curve(days, title=manner.say("curve_statements")) if len(set(days)) > 1 else ""
    part = part_of(page)
    said, sheet = cut_sheet(portrait.statements[part.offset : part.offset + part.limit], page)
    span: tuple[dt.date, dt.date] | None = (min(days), max(days)) if days else None
    given = {"portrait": portrait, "said": said, "sheet": sheet, "curve": curve, "span": span}
    return render("actor.html", manner, request, **given)
