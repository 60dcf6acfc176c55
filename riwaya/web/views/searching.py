"""Search: reports and statements that hold some words."""

from litestar import MediaType, get
from litestar.datastructures import State
from litestar.params import FromPath, FromQuery

from riwaya import query
from riwaya.store import Filter, Store
from riwaya.web.lists import PageNumber, Sheet, cut_sheet
from riwaya.web.rendering import Asked, read_day, read_manner, render

_HITS = 15  # of articles and of statements on a sheet: each is read again to find the words in it


@get("/{tongue:str}/search", media_type=MediaType.HTML, sync_to_thread=True)
def show_hits(
    state: State,
    request: Asked,
    tongue: FromPath[str],
    q: FromQuery[str] = "",
    outlet: FromQuery[str] = "",
    since: FromQuery[str] = "",
    until: FromQuery[str] = "",
    actor: FromQuery[str] = "",
    kind: FromQuery[str] = "",
    page: PageNumber = 1,
) -> str:
    """Show the articles and statements that hold some words."""
    manner = read_manner(tongue)
    with query.open_store(state.case) as store:
        who = query.find_actor(store, actor.strip()) if actor.strip() else None
        wanted = Filter(
            outlet=outlet or None, since=read_day(since), until=read_day(until), actor=who.id if who else None
        )
        found = store.search(q, page * _HITS + 1, wanted) if q.strip() else []
        kinds = [kind == "statements"] if kind else [False, True]
        parts = [[hit for hit in found if (hit.statement is not None) is is_said] for is_said in kinds]
        sheets = [cut_sheet(part[(page - 1) * _HITS :], page, _HITS) for part in parts]
        hits = [hit for rows, _ in sheets for hit in rows]
        articles = {name: kept.article for name, kept in store.articles_by(hit.article for hit in hits).items()}
    outlets = state.memory.recall(Store.outlets)
    asked = {"q": q, "outlet": outlet, "since": since, "until": until, "actor": actor, "kind": kind}
    sheet = Sheet(page, any(sheet.follows for _, sheet in sheets))
    given = {"hits": hits, "articles": articles, "outlets": outlets, "asked": asked, "sheet": sheet}
    return render("search.html", manner, request, **given)
