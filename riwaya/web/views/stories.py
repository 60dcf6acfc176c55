"""Stories: what is running, and one of them with its origins, claims, disagreements and timeline."""

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Iterable, Mapping

from litestar import MediaType, Response, get
from litestar.datastructures import State
from litestar.params import FromPath
from markupsafe import Markup

from riwaya import query
from riwaya.positions import join_positions
from riwaya.records import Article
from riwaya.store import Filter, Store
from riwaya.web.dossier import write_dossier
from riwaya.web.lists import PageNumber, cut_sheet, part_of
from riwaya.web.pictures import draw_curve
from riwaya.web.rendering import Asked, Links, read_manner, render
from riwaya.web.tellings import MOST_DRAWN, Web, draw_tellings, name_pages
from riwaya.web.words import Manner

_SHOWN = 12  # claims, disagreements and positions that a story shows before it leads to a list of all
_CLAIMS = 40  # on a sheet
_ROWS = 60  # pages of a story that its first view lists
_TIES = 30  # and retellings
_TOLD = 25  # pages on a sheet that shows their statements
_MOMENTS = 60  # of a timeline, on a sheet
_FIRST = 30  # of them in the first view of a story


@get("/{tongue:str}/", media_type=MediaType.HTML, sync_to_thread=True)
def show_stories(state: State, request: Asked, tongue: FromPath[str], page: PageNumber = 1) -> str:
    """Show what is running: the stories, with how many tell each and how many origins stand behind it."""
    manner = read_manner(tongue)
    with query.open_store(state.case) as store:
        cards, sheet = cut_sheet(query.list_cards(store, Filter(), part_of(page)), page)
    counts = state.memory.recall(Store.counts)
    curves = {
        card.story.id: draw_curve(Counter(map(dt.date.fromisoformat, card.days)), title=manner.say("curve"))
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
        story = query.find_story(store, key)
        ties = query.list_ties(store, story)
        claims = query.list_told(store, story)
        disagreements = list(store.disagreements(story=story.id))
        timeline = query.list_moments(store, story.id)
        moments = list(itertools.islice(filter(query.is_weighty, timeline), _FIRST))
        quoted = query.quote_acts(store, (m.occurrence.id for m in moments if m.occurrence))
        positions = join_positions(store.positions(story=story.id))
        articles = _take_articles(store, story.articles)
    web = Web(story, ties, query.list_families(story, ties))
    given = {
        "story": story,
        "articles": articles,
        "graph": _draw(web, articles, manner),
        "counts": {
            "claims": len(claims),
            "disagreements": len(disagreements),
            "timeline": len(timeline),
            "positions": len(positions),
            "ties": len(ties),
        },
        "claims": claims[:_SHOWN],
        "marked": {claim.id: query.mark_differences(claim) for claim in claims[:_SHOWN]},
        "disagreements": disagreements[:_SHOWN],
        "moments": group_moments(moments),
        "quoted": quoted,
        "positions": positions[:_SHOWN],
        "days": group_days(articles, story.articles[:_ROWS]),
        "most": _ROWS,
        "ties": ties[:_TIES],
        "families": web.families,
    }
    return render("story.html", manner, request, **given)


@get("/{tongue:str}/stories/{key:str}/claims", media_type=MediaType.HTML, sync_to_thread=True)
def show_claims(state: State, request: Asked, tongue: FromPath[str], key: FromPath[str], page: PageNumber = 1) -> str:
    """Show all claims of a story that more than one page makes."""
    with query.open_store(state.case) as store:
        story = query.find_story(store, key)
        claims, sheet = cut_sheet(query.list_told(store, story)[(page - 1) * _CLAIMS :], page, _CLAIMS)
        articles = _take_articles(store, (version.article for claim in claims for version in claim.versions))
    marked = {claim.id: query.mark_differences(claim) for claim in claims}
    given = {"story": story, "articles": articles, "claims": claims, "marked": marked, "sheet": sheet}
    return render("claims.html", read_manner(tongue), request, **given)


@get("/{tongue:str}/stories/{key:str}/disagreements", media_type=MediaType.HTML, sync_to_thread=True)
def show_disagreements(
    state: State, request: Asked, tongue: FromPath[str], key: FromPath[str], page: PageNumber = 1
) -> str:
    """Show all facts of a story that accounts differ on."""
    with query.open_store(state.case) as store:
        story = query.find_story(store, key)
        found, sheet = cut_sheet(store.disagreements(part=part_of(page), story=story.id), page)
        articles = _take_articles(store, (value.article for fact in found for value in fact.values))
    given = {"story": story, "articles": articles, "disagreements": found, "sheet": sheet}
    return render("disagreements.html", read_manner(tongue), request, **given)


@get("/{tongue:str}/stories/{key:str}/retellings", media_type=MediaType.HTML, sync_to_thread=True)
def show_retellings(
    state: State, request: Asked, tongue: FromPath[str], key: FromPath[str], page: PageNumber = 1
) -> str:
    """Show who repeats whom among all pages of a story."""
    part = part_of(page)
    with query.open_store(state.case) as store:
        story = query.find_story(store, key)
        ties, sheet = cut_sheet(query.list_ties(store, story)[part.offset :], page)
        articles = _take_articles(store, (name for tie in ties for name in (tie.a, tie.b)))
    given = {"story": story, "articles": articles, "ties": ties, "sheet": sheet}
    return render("retellings.html", read_manner(tongue), request, **given)


@get("/{tongue:str}/stories/{key:str}/timeline", media_type=MediaType.HTML, sync_to_thread=True)
def show_timeline(state: State, request: Asked, tongue: FromPath[str], key: FromPath[str], page: PageNumber = 1) -> str:
    """Show what happened and was said in a story, in the order in which it happened."""
    with query.open_store(state.case) as store:
        story = query.find_story(store, key)
        first = (page - 1) * _MOMENTS
        moments, sheet = cut_sheet(query.list_moments(store, story.id)[first : first + _MOMENTS + 1], page, _MOMENTS)
        quoted = query.quote_acts(store, (m.occurrence.id for m in moments if m.occurrence))
    given = {"story": story, "moments": group_moments(moments), "quoted": quoted, "sheet": sheet}
    return render("timeline.html", read_manner(tongue), request, **given)


@get("/{tongue:str}/stories/{key:str}/pages", media_type=MediaType.HTML, sync_to_thread=True)
def show_pages(state: State, request: Asked, tongue: FromPath[str], key: FromPath[str], page: PageNumber = 1) -> str:
    """Show the pages of a story day by day, with what each has people say."""
    with query.open_store(state.case) as store:
        story = query.find_story(store, key)
        first = (page - 1) * _TOLD
        names, sheet = cut_sheet(story.articles[first : first + _TOLD + 1], page, _TOLD)
        articles = _take_articles(store, names)
        said = {name: [s.statement for s in store.statements(Filter(article=name))] for name in names}
    given = {"story": story, "articles": articles, "days": group_days(articles, names), "said": said, "sheet": sheet}
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


def group_days(articles: Mapping[str, Article], names: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Give articles by the day on which they came out, as precisely as it is known."""

    def day_of(name: str) -> str:
        return query.write_date(articles[name].published).split(" ")[0]

    return [(day, list(found)) for day, found in itertools.groupby(names, key=day_of)]


def group_moments(moments: Iterable[query.Moment]) -> list[tuple[dt.date | None, list[query.Moment]]]:
    """Give moments, which are in order, by the day that they are of."""
    return [(day, list(found)) for day, found in itertools.groupby(moments, key=lambda moment: moment.date)]


def _take_articles(store: Store, names: Iterable[str]) -> dict[str, Article]:
    return {name: kept.article for name, kept in store.articles_by(names).items()}


def _draw(web: Web, articles: Mapping[str, Article], manner: Manner) -> Markup | None:
    """Draw who told whom, where a drawing helps."""
    if len(articles) > MOST_DRAWN:
        return None
    links = Links(f"/{manner.tongue}")
    pages = name_pages(articles, links.article)
    return draw_tellings(web, pages, links.pair, title=manner.say("origins"), manner=manner)
