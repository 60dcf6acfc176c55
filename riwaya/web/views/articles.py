"""Reports: in a list, one with all that was found in it, its versions, and two side by side."""

from collections.abc import Iterator

from litestar import MediaType, Response, get
from litestar.datastructures import State
from litestar.params import FromPath, FromQuery

from riwaya import query
from riwaya.captures import Captures
from riwaya.records import Extent
from riwaya.store import Filter, Store
from riwaya.web.lists import PageNumber, cut_sheet, part_of
from riwaya.web.rendering import Asked, read_day, read_manner, render

_TIES = 200  # retellings that a report lists


@get("/{tongue:str}/articles", media_type=MediaType.HTML, sync_to_thread=True)
def show_articles(
    state: State,
    request: Asked,
    tongue: FromPath[str],
    page: PageNumber = 1,
    outlet: FromQuery[str] = "",
    since: FromQuery[str] = "",
    until: FromQuery[str] = "",
) -> str:
    """Show reports in order of publication."""
    wanted = Filter(outlet=outlet or None, since=read_day(since), until=read_day(until))
    with query.open_store(state.case) as store:
        rows, sheet = cut_sheet(query.list_rows(store, wanted, part_of(page)), page)
    asked = {"outlet": outlet, "since": since, "until": until}
    given = {"rows": rows, "sheet": sheet, "outlets": state.memory.recall(Store.outlets), "asked": asked}
    return render("articles.html", read_manner(tongue), request, **given)


@get("/{tongue:str}/articles/{key:str}", media_type=MediaType.HTML, sync_to_thread=True)
def show_article(
    state: State,
    request: Asked,
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
        ties = dossier.retellings[:_TIES]
        told_by = store.articles_by(name for tie in ties for name in (tie.a, tie.b))
        story = store.stories_of([dossier.id]).get(dossier.id)
        told = query.find_story(store, story) if story else None
    more = [(extent, "shared") for extent in _list_shared(dossier)]
    more += [(Extent(start=first, end=last), "here")] if first < last else []
    numbers = {s.id: n for n, s in enumerate(dossier.reading.told, 1)}
    given = {"dossier": dossier, "ties": ties, "numbers": numbers, "story": told}
    given["articles"] = {name: kept.article for name, kept in told_by.items()}
    given["paragraphs"] = list(query.cut_report(dossier.reading, more))
    return render("article.html", read_manner(tongue), request, **given)


@get("/{tongue:str}/articles/{key:str}/history", media_type=MediaType.HTML, sync_to_thread=True)
def show_history(state: State, request: Asked, tongue: FromPath[str], key: FromPath[str]) -> str:
    """Show how a report changed from one capture to the next: the words that went and those that came."""
    with query.open_store(state.case) as store:
        kept = query.find_kept(store, key)
        steps = list(query.list_steps(store, kept.id))
    return render("history.html", read_manner(tongue), request, kept=kept, steps=steps)


@get("/{tongue:str}/compare/{a:str}/{b:str}", media_type=MediaType.HTML, sync_to_thread=True)
def show_comparison(state: State, request: Asked, tongue: FromPath[str], a: FromPath[str], b: FromPath[str]) -> str:
    """Show the passages that two articles share, side by side, with the words that only one has marked."""
    with query.open_store(state.case) as store:
        tie = query.find_tie(store, a, b)
        articles = [query.find_kept(store, name).article for name in (tie.a, tie.b)]
    pairs = [
        query.mark_shared(
            articles[0].text[passage.a.start : passage.a.end], articles[1].text[passage.b.start : passage.b.end]
        )
        for passage in tie.retelling.passages
    ]
    manner = read_manner(tongue)
    because = ("؛ " if manner.language == "ar" else "; ").join(map(manner.reason, tie.retelling.because))
    return render("compare.html", manner, request, tie=tie, articles=articles, pairs=pairs, because=because)


@get("/captures/{name:str}", sync_to_thread=True)
def give_capture(state: State, name: FromPath[str]) -> Response[bytes]:
    """Give a page as it was kept, to be saved and not opened."""
    with query.open_store(state.case) as store:
        capture = query.find_capture(store, name)
    page = Captures(state.case).read(capture)
    headers = {"content-disposition": f'attachment; filename="{capture.id}.{page.kind}"'}
    return Response(page.body, media_type="application/octet-stream", headers=headers)


def _list_shared(dossier: query.Dossier) -> Iterator[Extent]:
    """Give the stretches of an article that others share."""
    for tie in dossier.retellings:
        for passage in tie.retelling.passages:
            yield passage.a if tie.a == dossier.id else passage.b
