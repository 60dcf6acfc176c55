"""One thing whole: a story, an article, an actor, how two sides dealt with each other."""

from typing import Annotated

import msgspec
from litestar import Response
from litestar.datastructures import State
from litestar.params import FromPath, QueryParameter

from riwaya import query
from riwaya.api import shapes
from riwaya.api.answering import ask, give, read_key
from riwaya.api.freshness import Asked

OneSide = Annotated[str, QueryParameter(description="A country by its code or name, or an actor by its id or name.")]


@ask("/stories/{key:path}", shapes.StoryWhole)
def story(request: Asked, state: State, key: FromPath[str]) -> Response[bytes]:
    """Give a story with its articles, claims, disagreements, retellings and families."""
    with query.open_store(state.case) as store:
        (whole,) = query.name_sources([query.give_story(store, read_key(request, key))], store)
        return give(whole)


@ask("/articles/{key:path}", shapes.ArticleWhole)
def article(request: Asked, state: State, key: FromPath[str]) -> Response[bytes]:
    """Give an article with its text and all that was found in it: what `riwaya read --json` gives."""
    with query.open_store(state.case) as store:
        dossier = query.give_dossier(store, read_key(request, key))
    return give({"id": dossier.id, **query.flatten(dossier.reading)})


@ask("/actors/{key:path}", shapes.ActorWhole)
def actor(request: Asked, state: State, key: FromPath[str]) -> Response[bytes]:
    """Give an actor with forms, offices, statements, and whom they are named beside."""
    with query.open_store(state.case) as store:
        return give(msgspec.to_builtins(query.give_actor(store, read_key(request, key))))


@ask("/relation", shapes.RelationWhole)
def relation(state: State, a: OneSide, b: OneSide) -> Response[bytes]:
    """Give conflict and cooperation between two sides over time, with the changes in them."""
    with query.open_store(state.case) as store:
        found, _ = query.give_relation(store, a, b)
        (named,) = query.name_sources([found], store)
        return give(named)


HANDLERS = (story, article, actor, relation)
