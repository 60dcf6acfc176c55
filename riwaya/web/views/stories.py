"""Stories: what is running, and one of them with its origins, claims, disagreements and timeline."""

import datetime as dt
import itertools
from collections.abc import Iterable
from pathlib import Path

from litestar import MediaType, Response, get
from litestar.datastructures import State
from litestar.params import FromPath

from riwaya import query
from riwaya.records import Story
from riwaya.store import Filter, Store
from riwaya.web.dossier import write_dossier
from riwaya.web.lists import PageNumber, cut_sheet, part_of
from riwaya.web.pictures import draw_curve
from riwaya.web.rendering import Asked, Links, read_manner, render
from riwaya.web.tellings import MOST_DRAWN, draw_tellings, name_pages

_COUNTS: dict[Path, tuple[str, dict[str, int]]] = {}  # by case: its state, and what is in it
_SHOWN = 20  # claims, disagreements and days of pages that a story shows before it leads to a list of all
_ROWS = 90  # pages and retellings of a story that its first view lists
_TOLD = 25  # pages on a sheet that shows their statements
_MOMENTS = 60  # of a timeline, on a sheet


@get("/{tongue:str}/", media_type=MediaType.HTML, sync_to_thread=True)
def show_stories(state: State, request: Asked, tongue: FromPath[str], page: PageNumber = 1) -> str:
    """Show what is running: the stories, with how many tell each and how many origins stand behind it."""
    manner = read_manner(tongue)
    with query.open_store(state.case) as store:
        cards, sheet = cut_sheet(query.list_cards(store, Filter(), part_of(page)), page)
        counts = _count(store, state.case, query.tell_state(state.case))
    curves = {
        card.story.id: draw_curve(map(dt.date.fromisoformat, card.days), title=manner.say("curve"))
        for card in cards
        if len(set(card.days)) > 1
    }
    given = {"case": state.case.name, "cards": cards, "counts": counts, "curves": curves, "sheet": sheet}
    return render("stories.html", manner, request, **given)


@get("/{tongue:str}/stories/{key:str}", media_type=MediaType.HTML, sync_to_thread=True)
def show_story(state: State, request: Asked, tongue: FromPath[str], key: FromPath[str]) -> str:
    """Show one story: its origins as a graph and a table, its claims, disagreements, timeline and families."""
    manner = read_manner(tongue)
    with query.open_store(state.case) as store:
        whole = query.give_story(store, key)
        moments = list(itertools.islice(filter(query.is_weighty, whole.timeline), _MOMENTS))
        quoted = query.quote_acts(store, (m.occurrence.id for m in moments if m.occurrence))
    graph = None
    if len(whole.rows) <= MOST_DRAWN:
        links = Links(f"/{tongue}")
        pages = name_pages(whole, links.article)
        graph = draw_tellings(whole, pages, links.pair, title=manner.say("origins"), manner=manner)
    claims = whole.claims[:_SHOWN]
    given = {
        "moments": group_moments(moments),
        "quoted": quoted,
        "positions": whole.positions[:_SHOWN],
        "whole": whole,
        "graph": graph,
        "claims": claims,
        "disagreements": whole.disagreements[:_SHOWN],
        "marked": {claim.id: query.mark_differences(claim) for claim in claims},
        "days": group_days(whole, whole.story.articles[:_ROWS]),
        "most": _ROWS,
    }
    return render("story.html", manner, request, **given)


@get("/{tongue:str}/stories/{key:str}/claims", media_type=MediaType.HTML, sync_to_thread=True)
def show_claims(state: State, request: Asked, tongue: FromPath[str], key: FromPath[str], page: PageNumber = 1) -> str:
    """Show all claims of a story that more than one page makes."""
    with query.open_store(state.case) as store:
        whole = query.give_story(store, key)
    claims, sheet = cut_sheet(whole.claims[part_of(page).offset :][: part_of(page).limit], page)
    marked = {claim.id: query.mark_differences(claim) for claim in claims}
    given = {"whole": whole, "claims": claims, "marked": marked, "sheet": sheet}
    return render("claims.html", read_manner(tongue), request, **given)


@get("/{tongue:str}/stories/{key:str}/disagreements", media_type=MediaType.HTML, sync_to_thread=True)
def show_disagreements(
    state: State, request: Asked, tongue: FromPath[str], key: FromPath[str], page: PageNumber = 1
) -> str:
    """Show all facts of a story that accounts differ on."""
    with query.open_store(state.case) as store:
        whole = query.give_story(store, key)
    found, sheet = cut_sheet(whole.disagreements[part_of(page).offset :][: part_of(page).limit], page)
    return render("disagreements.html", read_manner(tongue), request, whole=whole, disagreements=found, sheet=sheet)


@get("/{tongue:str}/stories/{key:str}/timeline", media_type=MediaType.HTML, sync_to_thread=True)
def show_timeline(state: State, request: Asked, tongue: FromPath[str], key: FromPath[str], page: PageNumber = 1) -> str:
    """Show what happened and was said in a story, in the order in which it happened."""
    with query.open_store(state.case) as store:
        story = query.find_story(store, key)
        first = (page - 1) * _MOMENTS
        moments, sheet = cut_sheet(query.list_moments(store, story.id)[first : first + _MOMENTS + 1], page, _MOMENTS)
        quoted = query.quote_acts(store, (m.occurrence.id for m in moments if m.occurrence))
        whole = _take_pages(store, story, ())
    given = {"whole": whole, "moments": group_moments(moments), "quoted": quoted, "sheet": sheet}
    return render("timeline.html", read_manner(tongue), request, **given)


@get("/{tongue:str}/stories/{key:str}/pages", media_type=MediaType.HTML, sync_to_thread=True)
def show_pages(state: State, request: Asked, tongue: FromPath[str], key: FromPath[str], page: PageNumber = 1) -> str:
    """Show the pages of a story day by day, with what each has people say."""
    with query.open_store(state.case) as store:
        story = query.find_story(store, key)
        first = (page - 1) * _TOLD
        names, sheet = cut_sheet(story.articles[first : first + _TOLD + 1], page, _TOLD)
        whole = _take_pages(store, story, names)
        said = {name: [s.statement for s in store.statements(Filter(article=name))] for name in names}
    given = {"whole": whole, "days": group_days(whole, names), "said": said, "sheet": sheet}
    return render("pages.html", read_manner(tongue), request, **given)


@get("/{tongue:str}/stories/{key:str}/dossier", sync_to_thread=True)
def give_dossier(state: State, tongue: FromPath[str], key: FromPath[str]) -> Response[str]:
    """Give a story as one file, to be saved and sent."""
    manner = read_manner(tongue)
    with query.open_store(state.case) as store:
        story = query.find_story(store, key)
        page = write_dossier(store, story.id, manner.tongue)
    headers = {"content-disposition": f'attachment; filename="riwaya-{story.id}-{manner.language}.html"'}
    return Response(page, media_type=MediaType.HTML, headers=headers)


def _count(store: Store, case: Path, now: str) -> dict[str, int]:
    """Count what is in a case, once for each of its states: it takes longer than all else on the page."""
    known = _COUNTS.get(case)
    if known is None or known[0] != now:
        known = _COUNTS[case] = now, store.counts()
    return known[1]


def group_days(whole: query.Whole, names: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Give articles by the day on which they came out, as precisely as it is known."""

    def day_of(name: str) -> str:
        return query.write_date(whole.rows[name].article.published).split(" ")[0]

    return [(day, list(found)) for day, found in itertools.groupby(names, key=day_of)]


def group_moments(moments: Iterable[query.Moment]) -> list[tuple[dt.date | None, list[query.Moment]]]:
    """Give moments, which are in order, by the day that they are of."""
    return [(day, list(found)) for day, found in itertools.groupby(moments, key=lambda moment: moment.date)]


def _take_pages(store: Store, story: Story, names: Iterable[str]) -> query.Whole:
    """Give a story with some of its pages and nothing else."""
    rows = {row.id: row for name in names for row in query.list_rows(store, Filter(article=name))}
    return query.Whole(story=story, rows=rows, claims=(), disagreements=(), ties=(), families=())
