"""Events as event data: PLOVER records in JSON Lines, and a flat CSV with the columns of ICEWS and GDELT.

An event is one act as one page tells it. Where the page gives no day for it, its own day of publication stands in, as
event data do. An event is given whatever its status (`asserted`, `claimed`, `denied`, `future`): sets that have no such
column count what happened, so keep the asserted ones for those.
"""

import csv
import functools
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from riwaya import __version__
from riwaya.events import read_score
from riwaya.export.naming import Node, Opened, trim_node, write_begin, write_end
from riwaya.export.sheets import disarm
from riwaya.lexicon import load_table
from riwaya.records import Actor, Article, Event, Party

_NEAR = 4096  # actors and articles that are kept at hand


class _Quad(Struct, frozen=True, kw_only=True):
    type: str
    quad: int


def tell_plover(case: Opened) -> Iterator[Node]:
    """Give the events as PLOVER's manual names their fields, without those that are not known.

    Beyond the manual there are `status`, `date_precision` (none where the day of publication stands in) and, within
    `text_info`, the article's id.
    """
    for acted in _list_acts(case):
        article, event = acted.article, acted.event
        yield trim_node(
            {
                "id": f"{acted.name}-{event.id}",
                "has_event": True,
                "date": write_begin(event.date, article.published),
                "enddate": write_end(event.date),
                "date_precision": event.date.precision if event.date else None,
                "source": _tell_party(event.actor, acted.actor),
                "recipient": _tell_party(event.recipient, acted.recipient),
                "event": [event.type],
                "mode": event.mode and [event.mode],
                "context": list(event.context),
                "event_loc": trim_node({"name": _say(event.place), "cc3": _code(acted.place)}),
                "event_text": [event.trigger.text],
                "quad_code": read_quad(event.type),
                "event_scale": read_score(event.type, event.mode),
                "status": event.status,
                "text_info": {"start": event.trigger.start, "end": event.trigger.end, "article": acted.name},
                "cite_info": _cite(article),
            },
            required={"source", "date"},
        )


def write_flat(case: Opened, path: Path) -> None:
    """Write the events as one CSV: the columns of ICEWS by their names, then some of PLOVER's and GDELT's."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer: csv.DictWriter[str] = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for acted in _list_acts(case):
            writer.writerow({name: disarm(cell) for name, cell in _flatten(acted).items()})


# Of ICEWS: all, in its order, but `Sentence Number`, `City`, `District`, `Province` and the coordinates, which are not
# known. `Story ID` there is a news story, so an article here.
COLUMNS = (
    "Event ID",
    "Event Date",
    "Date Precision",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Publisher",
    "Location",
    "Country",
    "Event Type",
    "Event Mode",
    "Contexts",
    "Status",
    "QuadClass",
    "SOURCEURL",
)


class _Acted(Struct, frozen=True, kw_only=True):
    """An event with the article that tells it and whoever takes part."""

    name: str  # of the article, its id
    article: Article
    event: Event
    actor: Actor | None
    recipient: Actor | None
    place: Actor | None


def _list_acts(case: Opened) -> Iterator[_Acted]:
    read = functools.lru_cache(_NEAR)(case.store.article_of)
    know = functools.lru_cache(_NEAR)(lambda key: next((actor for actor, _ in case.store.actors(actor=key)), None))
    for name, event in case.events():
        actor, recipient, place = (
            know(party.id) if party and party.id else None for party in (event.actor, event.recipient, event.place)
        )
        yield _Acted(name=name, article=read(name), event=event, actor=actor, recipient=recipient, place=place)


def _flatten(acted: _Acted) -> dict[str, object]:
    event, actor, recipient = acted.event, acted.actor, acted.recipient
    cells = (
        f"{acted.name}-{event.id}",
        write_begin(event.date, acted.article.published),
        event.date.precision if event.date else None,
        _name(event.actor, actor),
        _list_sectors(actor),
        _code(actor),
        event.trigger.text,
        event.cameo,
        read_score(event.type, event.mode),
        _name(event.recipient, recipient),
        _list_sectors(recipient),
        _code(recipient),
        acted.name,
        acted.article.outlet,
        _say(event.place),
        _code(acted.place),
        event.type,
        event.mode,
        ";".join(event.context),
        event.status,
        read_quad(event.type),
        acted.article.url,
    )
    return dict(zip(COLUMNS, cells, strict=True))


def _tell_party(party: Party | None, actor: Actor | None) -> list[Node]:
    if party is None:
        return []
    words = party.span.text if party.span else party.name
    told: Node = {"code": _code(actor), "sector": _list_sectors(actor), "actor_text": words}
    return [trim_node({**told, "identifier_id": actor and actor.wikidata, "identifier_text": _name(party, actor)})]


def _name(party: Party | None, actor: Actor | None) -> str | None:
    """Name an actor as those who read no Arabic know it, where that is known."""
    return (actor.latin or actor.name) if actor else _say(party)


def _say(party: Party | None) -> str | None:
    return party.name if party else None


def _list_sectors(actor: Actor | None) -> str | None:
    return ";".join(actor.roles) or None if actor else None


def _code(actor: Actor | None) -> str | None:
    return actor.country if actor else None


def _cite(article: Article) -> Node:
    return trim_node(
        {
            "url": article.url,
            "title": article.title,
            "language": article.language,
            "publication": article.outlet,
            "coder": f"riwaya-{__version__}",
            "codebook": "plover-base-0.8",
        }
    )


@functools.cache
def read_quad(kind: str) -> int | None:
    """Give the quad class of a type of PLOVER, 1 to 4; None for what is no type of it.

    >>> read_quad("AGREE"), read_quad("ASSAULT")
    (1, 4)
    """
    return {row.type: row.quad for row in load_table("plover", "quads", _Quad, "type")}.get(kind)
