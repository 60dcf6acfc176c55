"""What the API gives, for OpenAPI: the records, and the few rows that `--json` makes of two of them."""

from typing import Any

import msgspec
from msgspec import NODEFAULT, Struct

from riwaya.query import Portrait, Whole
from riwaya.records import (
    Actor,
    Article,
    Claim,
    Correction,
    Disagreement,
    Event,
    Findings,
    Hit,
    Occurrence,
    Position,
    Problem,
    Relation,
    Retelling,
    Statement,
    Story,
)


class Fault(Struct, frozen=True, kw_only=True):
    """Why there is no answer, and what to do next."""

    status: int
    reason: str
    advice: str | None = None


def _join(name: str, *parts: type[Struct] | tuple[str, Any], without: frozenset[str] = frozenset()) -> type[Struct]:
    """Make a record of the fields of others."""
    fields: list[tuple[str, Any, Any]] = []
    for part in parts:
        if isinstance(part, tuple):
            fields.append((*part, NODEFAULT))
        else:
            fields += [(f.name, f.type, f.default) for f in msgspec.structs.fields(part) if f.name not in without]
    return msgspec.defstruct(name, fields, frozen=True, kw_only=True, module=__name__)


ArticleRow = _join(
    "ArticleRow",
    ("id", str),
    ("versions", int),
    ("quoted", tuple[str, ...]),
    Article,
    without=frozenset({"text", "paragraphs"}),
)
ArticleWhole = _join(
    "ArticleWhole",
    ("id", str),
    Article,
    ("statements", tuple[Statement, ...]),
    Findings,
    ("problems", tuple[Problem, ...]),
)
StatementRow = _join("StatementRow", ("article", str), Statement)
EventRow = _join("EventRow", ("article", str), Event)
ActorRow = _join("ActorRow", Actor, ("articles", int))


def _list_of(record: type[Struct]) -> type[Struct]:
    """Make the record of a part of a long answer: its items, and where the next part is."""
    fields = [("items", tuple[record, ...]), ("next", str | None)]  # type: ignore[valid-type]
    return msgspec.defstruct(f"{record.__name__}List", fields, frozen=True, kw_only=True, module=__name__)


Articles, Statements, Actors = _list_of(ArticleRow), _list_of(StatementRow), _list_of(ActorRow)
Stories, Claims, Disagreements = _list_of(Story), _list_of(Claim), _list_of(Disagreement)
Retellings, Hits, Problems = _list_of(Retelling), _list_of(Hit), _list_of(Problem)
Corrections = _list_of(Correction)
Events, Occurrences, Positions = _list_of(EventRow), _list_of(Occurrence), _list_of(Position)
StoryWhole, ActorWhole, RelationWhole = Whole, Portrait, Relation
