"""Lists: stories, claims, disagreements, articles, statements, retellings, events, positions, actors; and search."""

import datetime as dt
from typing import Annotated, Literal

import msgspec
from litestar import Response
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from riwaya import query
from riwaya.api import shapes
from riwaya.api.answering import ask, give_items, give_part, look_ahead, skip
from riwaya.api.freshness import Asked
from riwaya.query.positions import list_positions
from riwaya.records import Polarity, RetellingKind, StatementKind
from riwaya.store import Filter, Part, Store

_MOST = 500  # rows of one part

Limit = Annotated[int, QueryParameter(ge=1, le=_MOST, description="At most so many.")]
Offset = Annotated[int, QueryParameter(ge=0, le=1 << 40, description="After so many.")]
Outlet = Annotated[str | None, QueryParameter(description="Of this outlet.")]
Since = Annotated[dt.date | None, QueryParameter(description="Published on this day or later. Unknown days pass.")]
Until = Annotated[dt.date | None, QueryParameter(description="Published on this day or before.")]
OfArticle = Annotated[str | None, QueryParameter(description="Of this article: its id, source or address.")]
OfStory = Annotated[str | None, QueryParameter(description="Of this story.")]
Speaker = Annotated[
    str | None, QueryParameter(description="By this actor, its id or name in any spelling; else words of a name.")
]
Carrier = Annotated[str | None, QueryParameter(description="Passed on by somebody whose name holds these words.")]

OfType = Annotated[str | None, QueryParameter(name="type", description="Of this PLOVER type, such as PROTEST.")]
Named = Annotated[str | None, QueryParameter(description="Whose name, id or a written form holds these words.")]

OfActor = Annotated[str | None, QueryParameter(description="Of this actor: its id, or words of its name.")]
OfStatements = Annotated[
    StatementKind | None, QueryParameter(description="In quotation marks, in the page's words, both.")
]
OfPolarity = Annotated[Polarity | None, QueryParameter(description="Said, or denied.")]
OfRetellings = Annotated[RetellingKind | None, QueryParameter(description="How one article stands to the other.")]
OfHits = Annotated[
    Literal["articles", "statements"] | None, QueryParameter(description="Only articles, or only statements.")
]

Wanted = NamedDependency[Filter]
Stretch = NamedDependency[Part]


def provide_part(limit: Limit = 100, offset: Offset = 0) -> Part:
    """Give the part of a long answer that is asked for."""
    return Part(limit, offset)


def provide_filter(
    outlet: Outlet = None, since: Since = None, until: Until = None, article: OfArticle = None
) -> Filter:
    """Give which articles an answer is to be about."""
    return Filter(outlet=outlet, since=since, until=until, article=article)


@ask("/stories", shapes.Stories)
def stories(state: State, request: Asked, wanted: Wanted, part: Stretch) -> Response[bytes]:
    """List what is running: pages, outlets, and how many origins stand behind each story."""
    with query.open_store(state.case) as store:
        found = store.stories(_settle(store, wanted), look_ahead(part))
        return give_part(request, query.name_sources(found, store), part)


@ask("/claims", shapes.Claims)
def claims(
    state: State, request: Asked, wanted: Wanted, part: Stretch, story: OfStory = None, speaker: Speaker = None
) -> Response[bytes]:
    """List claims: one statement over its versions, with the origins behind it."""
    with query.open_store(state.case) as store:
        found = query.list_claims(store, _settle(store, wanted), story=story, speaker=speaker)
        return give_part(request, query.name_sources(skip(found, part), store), part)


@ask("/disagreements", shapes.Disagreements)
def disagreements(
    state: State, request: Asked, wanted: Wanted, part: Stretch, story: OfStory = None
) -> Response[bytes]:
    """List where accounts differ: one fact, its values, who gives which."""
    with query.open_store(state.case) as store:
        only = query.find_story(store, story).id if story else None
        found = store.disagreements(_settle(store, wanted), look_ahead(part), story=only)
        return give_part(request, query.name_sources(found, store), part)


@ask("/articles", shapes.Articles)
def articles(state: State, request: Asked, wanted: Wanted, part: Stretch) -> Response[bytes]:
    """List articles by day of publication, without their texts."""
    with query.open_store(state.case) as store:
        rows = query.list_rows(store, _settle(store, wanted), look_ahead(part))
        return give_part(request, map(query.tell_row, rows), part)


@ask("/statements", shapes.Statements)
def statements(
    state: State,
    request: Asked,
    wanted: Wanted,
    part: Stretch,
    speaker: Speaker = None,
    carrier: Carrier = None,
    kind: OfStatements = None,
    polarity: OfPolarity = None,
) -> Response[bytes]:
    """List who said what, through whom."""
    with query.open_store(state.case) as store:
        found = store.statements(_settle(store, wanted), speaker=speaker, carrier=carrier, kind=kind, polarity=polarity)
        rows = ({"article": s.source, **msgspec.structs.asdict(s.statement)} for s in skip(found, part))
        return give_part(request, rows, part)


@ask("/retellings", shapes.Retellings)
def retellings(
    state: State, request: Asked, wanted: Wanted, part: Stretch, kind: OfRetellings = None
) -> Response[bytes]:
    """List who repeats whom, with the passages."""
    with query.open_store(state.case) as store:
        ties = store.retellings(_settle(store, wanted), kind=kind)
        return give_part(request, (tie.retelling for tie in skip(ties, part)), part)


@ask("/events", shapes.Events)
def events(state: State, request: Asked, wanted: Wanted, part: Stretch, type_: OfType = None) -> Response[bytes]:
    """List what happened, as each article tells it: who did what to whom, when and where, with the words for it."""
    with query.open_store(state.case) as store:
        found = ((name, e) for name, e in store.events(_settle(store, wanted)) if type_ in {None, e.type})
        rows = ({"article": name, **msgspec.to_builtins(e)} for name, e in skip(found, part))
        return give_part(request, query.name_sources(rows, store), part)


@ask("/occurrences", shapes.Occurrences)
def occurrences(
    state: State, request: Asked, wanted: Wanted, part: Stretch, story: OfStory = None, type_: OfType = None
) -> Response[bytes]:
    """List what happened, each act once with all its reports; `event` is the id of one in its article."""
    with query.open_store(state.case) as store:
        only = query.find_story(store, story).id if story else None
        found = (one for one in store.occurrences(_settle(store, wanted), story=only) if type_ in {None, one.type})
        return give_part(request, query.name_sources(skip(found, part), store), part)


@ask("/positions", shapes.Positions)
def positions(
    state: State, request: Asked, wanted: Wanted, part: Stretch, story: OfStory = None, actor: OfActor = None
) -> Response[bytes]:
    """List how actors' positions moved: what they said on one issue in order of time, and what changed."""
    with query.open_store(state.case) as store:
        only = query.find_story(store, story).id if story else None
        found = list_positions(state.case, store, _settle(store, wanted), actor=actor, story=only)
        return give_part(request, query.name_sources(skip(found, part), store), part)


@ask("/actors", shapes.Actors)
def actors(
    state: State,
    request: Asked,
    part: Stretch,
    name: Named = None,
) -> Response[bytes]:
    """List who is in the case, with all written forms and in how many articles, the most mentioned first."""
    with query.open_store(state.case) as store:
        found = store.actors(look_ahead(part), name=name)
        rows = ({**msgspec.to_builtins(actor), "articles": count} for actor, count in found)
        return give_part(request, rows, part)


@ask("/search", shapes.Hits)
def search(
    state: State,
    request: Asked,
    wanted: Wanted,
    part: Stretch,
    q: Annotated[str, QueryParameter(max_length=200, description='Words, "words in a row", the beginning* of a word.')],
    kind: OfHits = None,
) -> Response[bytes]:
    """Find articles, then statements; spelling variants and clitics do not matter. `limit` is for each of the two."""
    with query.open_store(state.case) as store:
        hits = store.search(q, part.offset + part.limit + 1, _settle(store, wanted))
    both = [[hit for hit in hits if (hit.statement is not None) is is_said] for is_said in (False, True)]
    kept = [found for found, name in zip(both, ("articles", "statements"), strict=True) if kind in (None, name)]
    rows = [found[part.offset : part.offset + part.limit] for found in kept]
    follows = any(len(found) > part.offset + part.limit for found in kept)
    return give_items(request, [hit for found in rows for hit in found], part, follows=follows)


@ask("/problems", shapes.Problems)
def problems(state: State, request: Asked, part: Stretch) -> Response[bytes]:
    """List what could not be done, and why."""
    with query.open_store(state.case) as store:
        return give_part(request, skip(query.list_problems(state.case, store), part), part)


@ask("/corrections", shapes.Corrections)
def corrections(state: State, request: Asked, part: Stretch) -> Response[bytes]:
    """List what people merged, split, renamed and undid, in order."""
    return give_part(request, skip(query.list_corrections(state.case), part), part)


HANDLERS = (
    stories,
    claims,
    disagreements,
    articles,
    statements,
    retellings,
    events,
    occurrences,
    positions,
    actors,
    search,
    problems,
    corrections,
)


def _settle(store: Store, wanted: Filter) -> Filter:
    """Give the filter with its article by its id. Raises InputError where there is none."""
    if wanted.article is None:
        return wanted
    return msgspec.structs.replace(wanted, article=query.find_kept(store, wanted.article).id)
