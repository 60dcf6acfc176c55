"""The views: each asks `query` and fills a template, in the language that its address begins with."""

import datetime as dt
import functools
from collections.abc import Iterator
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import MediaType, Request, Response, get
from litestar.datastructures import State
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from riwaya import query
from riwaya.captures import Captures
from riwaya.errors import InputError, RiwayaError
from riwaya.records import Extent
from riwaya.store import Filter, Store
from riwaya.web.pictures import Node, draw_curve, draw_origins
from riwaya.web.words import Manner, Tongue

_HITS = 50  # of articles and of statements that a search shows
_ORIGINS_SHOWN = 200  # pages of a story beyond which a drawing helps nobody


@get("/", sync_to_thread=False)
def choose_tongue(request: Request[Any, Any, Any]) -> Redirect:
    """Lead to the pages in the language that the browser asks for first, of the two that there are."""
    asked = request.headers.get("accept-language", "").strip().lower()
    return Redirect("/ar/" if asked.startswith("ar") else "/en/")


@get("/{tongue:str}/", media_type=MediaType.HTML, sync_to_thread=True)
def show_stories(state: State, request: Request[Any, Any, Any], tongue: FromPath[str]) -> str:
    """Show what is running: the stories, with how many tell each and how many origins stand behind it."""
    manner = read_manner(tongue)
    with query.open_store(state.case) as store:
        cards = list(query.list_cards(store, Filter()))
        counts = store.counts()
        problems = query.list_problems(state.case, store)
    curves = {
        card.story.id: draw_curve(map(dt.date.fromisoformat, card.days), title=manner.say("curve")) for card in cards
    }
    given = {"case": state.case.name, "cards": cards, "counts": counts, "curves": curves, "problems": problems}
    return _render("stories.html", manner, request, **given)


@get("/{tongue:str}/stories/{key:str}", media_type=MediaType.HTML, sync_to_thread=True)
def show_story(state: State, request: Request[Any, Any, Any], tongue: FromPath[str], key: FromPath[str]) -> str:
    """Show one story: its origins as a graph and a table, its claims, disagreements, timeline and families."""
    manner = read_manner(tongue)
    with query.open_store(state.case) as store:
        whole = query.give_story(store, key)
    pages = {
        name: Node(
            f"{row.article.outlet or '–'}: {row.article.title or row.article.source}",
            f"/{tongue}/articles/{name}",
            "page",
        )
        for name, row in whole.rows.items()
    }
    graph = None
    if len(pages) <= _ORIGINS_SHOWN:
        title = manner.say("origins")
        graph = draw_origins(whole.story.origins, pages, title=title, mirrored=manner.direction == "rtl")
    marked = {claim.id: query.mark_differences(claim) for claim in whole.claims}
    return _render("story.html", manner, request, whole=whole, graph=graph, marked=marked)


@get("/{tongue:str}/articles", media_type=MediaType.HTML, sync_to_thread=True)
def show_articles(state: State, request: Request[Any, Any, Any], tongue: FromPath[str]) -> str:
    """Show all reports, and who repeats whom."""
    with query.open_store(state.case) as store:
        overview = query.give_overview(state.case, store)
    return _render("articles.html", read_manner(tongue), request, overview=overview, titles=_titles(overview))


@get("/{tongue:str}/articles/{key:str}", media_type=MediaType.HTML, sync_to_thread=True)
def show_article(
    state: State,
    request: Request[Any, Any, Any],
    tongue: FromPath[str],
    key: FromPath[str],
    first: FromQuery[int] = 0,
    last: FromQuery[int] = 0,
) -> str:
    """Show one report with what was found in its text, and who says what through whom beside it.

    `first` and `last` are the ends of a stretch that another page points to.
    """
    with query.open_store(state.case) as store:
        dossier = query.give_dossier(store, key)
        titles = {name: _title(store, name) for tie in dossier.retellings for name in (tie.a, tie.b)}
        story = store.stories_of([dossier.id]).get(dossier.id)
        told = query.find_story(store, story) if story else None
    reading = dossier.reading
    more = [(extent, "shared") for extent in _list_shared(dossier)]
    more += [(Extent(start=first, end=last), "here")] if first < last else []
    paragraphs = [
        {
            "pieces": list(query.cut_layers(reading, start, end, more)),
            "statements": [s for s in reading.statements if s.content and start <= s.content[0].start < end],
        }
        for start, end in reading.article.paragraphs
    ]
    numbers = {s.id: n for n, s in enumerate(reading.statements, 1)}
    given = {"dossier": dossier, "paragraphs": paragraphs, "numbers": numbers, "titles": titles, "story": told}
    return _render("article.html", read_manner(tongue), request, **given)


@get("/{tongue:str}/compare/{a:str}/{b:str}", media_type=MediaType.HTML, sync_to_thread=True)
def show_comparison(
    state: State, request: Request[Any, Any, Any], tongue: FromPath[str], a: FromPath[str], b: FromPath[str]
) -> str:
    """Show the passages that two articles share, side by side, with the words that both have marked."""
    with query.open_store(state.case) as store:
        tie = query.find_tie(store, a, b)
        articles = [query.find_kept(store, name).article for name in (tie.a, tie.b)]
    pairs = [
        query.mark_shared(
            articles[0].text[passage.a.start : passage.a.end], articles[1].text[passage.b.start : passage.b.end]
        )
        for passage in tie.retelling.passages
    ]
    return _render("compare.html", read_manner(tongue), request, tie=tie, articles=articles, pairs=pairs)


@get("/{tongue:str}/search", media_type=MediaType.HTML, sync_to_thread=True)
def show_hits(
    state: State,
    request: Request[Any, Any, Any],
    tongue: FromPath[str],
    q: FromQuery[str] = "",
    outlet: FromQuery[str] = "",
    since: FromQuery[str] = "",
    until: FromQuery[str] = "",
) -> str:
    """Show the articles and statements that hold some words."""
    manner = read_manner(tongue)
    wanted = Filter(outlet=outlet or None, since=_read_day(since), until=_read_day(until))
    with query.open_store(state.case) as store:
        passing = {kept.id: kept.article for kept in store.articles(wanted)}
        hits = [hit for hit in store.search(q, _HITS) if hit.article in passing] if q.strip() else []
        outlets = sorted({kept.article.outlet for kept in store.articles() if kept.article.outlet})
    asked = {"q": q, "outlet": outlet, "since": since, "until": until}
    return _render("search.html", manner, request, hits=hits, articles=passing, outlets=outlets, asked=asked)


@get("/captures/{name:str}", sync_to_thread=True)
def give_capture(state: State, name: FromPath[str]) -> Response[bytes]:
    """Give a page as it was kept, to be saved and not opened."""
    with query.open_store(state.case) as store:
        capture = query.find_capture(store, name)
    page = Captures(state.case).read(capture)
    headers = {"content-disposition": f'attachment; filename="{capture.id}.{page.kind}"'}
    return Response(page.body, media_type="application/octet-stream", headers=headers)


HANDLERS = (
    choose_tongue,
    show_stories,
    show_story,
    show_articles,
    show_article,
    show_comparison,
    show_hits,
    give_capture,
)


def show_error(request: Request[Any, Any, Any], error: RiwayaError) -> Response[str]:
    """Say what could not be found, or what went wrong, and what to do next."""
    status = 404 if isinstance(error, InputError) else 500
    tongue = request.url.path.split("/")[1]
    manner = Manner("ar") if tongue.startswith("ar") else Manner("en")
    return Response(
        _render("error.html", manner, request, reason=str(error)), status_code=status, media_type=MediaType.HTML
    )


def read_manner(tongue: str) -> Manner:
    """Give the manner that the beginning of an address asks for. Raises InputError for one that there is none of."""
    known: dict[str, Tongue] = {"en": "en", "ar": "ar", "ar-u-nu-arab": "ar-u-nu-arab"}
    if tongue not in known:
        raise InputError(tongue, "the pages are not written in this language", "begin at /ar/ or /en/")
    return Manner(known[tongue])


def _read_day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError(text, "is no day", "write it as 2025-02-09") from None


def _list_shared(dossier: query.Dossier) -> Iterator[Extent]:
    """Give the stretches of an article that others share."""
    for tie in dossier.retellings:
        for passage in tie.retelling.passages:
            yield passage.a if tie.a == dossier.id else passage.b


def _titles(overview: query.Overview) -> dict[str, str]:
    return {row.id: row.article.title or row.article.source for row in overview.articles}


def _title(store: Store, name: str) -> str:
    article = query.find_kept(store, name).article
    return article.title or article.source


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("riwaya.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["date"] = query.write_date
    return environment


def _render(template: str, manner: Manner, request: Request[Any, Any, Any], **given: Any) -> str:
    path = request.url.path
    tail = path.split("/", 2)[2] if path.count("/") > 1 else ""
    tail += f"?{request.url.query}" if request.url.query else ""
    place = {"home": f"/{manner.tongue}", "tail": tail, "manner": manner, "t": manner.say, "n": manner.number}
    return _environment().get_template(template).render(**place, **given)
