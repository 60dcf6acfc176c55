"""Every table of a case: its columns, where its records come from, and how these become rows; streamed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from msgspec import Struct

from riwaya.export import flattening, rows
from riwaya.export.naming import Opened
from riwaya.query import list_positions, list_problems
from riwaya.records import Kept


class Table(NamedTuple):
    """A table: the record whose fields are its columns, where its records come from, and how these become rows."""

    row: type[Struct]
    find: Callable[[Opened], Iterable[Any]]
    flatten: Callable[[Iterable[Any]], Iterator[Struct]]

    def tell(self, case: Opened) -> Iterator[Struct]:
        """Give the rows of a case."""
        return self.flatten(self.find(case))


def _find_articles(case: Opened) -> Iterator[tuple[Kept, str | None]]:
    return ((kept, case.store.stories_of([kept.id]).get(kept.id)) for kept in case.articles())


def _find_in(case: Opened, what: str) -> Iterator[tuple[str, Any]]:
    for kept in case.articles():
        for found in getattr(case.store.findings(kept.id), what):
            yield kept.id, found


TABLES: Mapping[str, Table] = {
    "articles": Table(rows.ArticleRow, _find_articles, flattening.flatten_articles),
    "statements": Table(rows.StatementRow, Opened.statements, flattening.flatten_statements),
    "mentions": Table(rows.MentionRow, lambda case: _find_in(case, "mentions"), flattening.flatten_mentions),
    "times": Table(rows.TimeRow, lambda case: _find_in(case, "times"), flattening.flatten_times),
    "quantities": Table(rows.QuantityRow, lambda case: _find_in(case, "quantities"), flattening.flatten_quantities),
    "events": Table(rows.EventRow, Opened.events, flattening.flatten_events),
    "occurrences": Table(
        rows.OccurrenceRow, lambda case: case.store.occurrences(case.wanted), flattening.flatten_occurrences
    ),
    "retellings": Table(rows.RetellingRow, Opened.retellings, flattening.flatten_retellings),
    "stories": Table(rows.StoryRow, Opened.stories, flattening.flatten_stories),
    "origins": Table(rows.OriginRow, Opened.stories, flattening.flatten_origins),
    "claims": Table(rows.ClaimRow, Opened.claims, flattening.flatten_claims),
    "disagreements": Table(
        rows.ValueRow, lambda case: case.store.disagreements(case.wanted), flattening.flatten_disagreements
    ),
    "positions": Table(
        rows.StanceRow, lambda case: list_positions(case.folder, case.store, case.wanted), flattening.flatten_positions
    ),
    "actors": Table(rows.ActorRow, Opened.actors, flattening.flatten_actors),
    "problems": Table(
        rows.ProblemRow, lambda case: list_problems(case.folder, case.store), flattening.flatten_problems
    ),
}
