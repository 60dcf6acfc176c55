"""What the formats share: the names that things go by outside a case, and how days and words are written there."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple, get_args

from riwaya.records import (
    Actor,
    Capture,
    Claim,
    Event,
    Interval,
    Kept,
    Published,
    RetellingKind,
    Said,
    Span,
    Statement,
    StatementKind,
    Story,
    Tie,
)
from riwaya.store import Filter, Store

Node = dict[str, object]  # an object of JSON that is about to be written


class Opened(NamedTuple):
    """A case that is open to be written out, and what of it is wanted. Each format asks it, and not the store."""

    folder: Path
    store: Store
    story: str | None = None  # the one that is wanted, where the format holds one
    wanted: Filter = Filter()
    kind: str | None = None  # of statements or of retellings, whichever has such a kind

    def articles(self) -> Iterator[Kept]:
        """Give the articles that are wanted."""
        return self.store.articles(self.wanted)

    def statements(self) -> Iterator[Said]:
        """Give the statements of the articles that are wanted."""
        return self.store.statements(self.wanted, kind=self._kind_of(StatementKind))

    def statements_of(self, article: str) -> tuple[Statement, ...]:
        """Give the statements of one article by its id."""
        found = self.store.statements(Filter(article=article), kind=self._kind_of(StatementKind))
        return tuple(said.statement for said in found)

    def events(self) -> Iterator[tuple[str, Event]]:
        """Give the events of the articles that are wanted, with the ids of these."""
        return self.store.events(self.wanted)

    def retellings(self) -> Iterator[Tie]:
        """Give the retellings that have an article that is wanted on one of their sides."""
        return self.store.retellings(self.wanted, kind=self._kind_of(RetellingKind))

    def stories(self) -> Iterator[Story]:
        """Give the stories that have an article that is wanted."""
        return self.store.stories(self.wanted)

    def claims(self) -> Iterator[Claim]:
        """Give the claims of these stories."""
        return self.store.claims(self.wanted)

    def actors(self) -> Iterator[tuple[Actor, int]]:
        """Give the actors of the articles that are wanted, and in how many articles of the case each is."""
        if self.wanted == Filter():
            return self.store.actors()
        among = {actor for kept in self.articles() for actor in self.store.actors_of(kept.id).values()}
        return ((actor, count) for actor, count in self.store.actors() if actor.id in among)

    def captures(self) -> Iterator[Capture]:
        """Give the captures of the articles that are wanted, in the order of their places; of all, also the rest."""
        if self.wanted == Filter():
            return self.store.captures()
        found = {c.id: c for kept in self.articles() for c, _ in self.store.versions(kept.id)}
        return iter(sorted(found.values(), key=lambda capture: (capture.file, capture.offset)))

    def _kind_of(self, kinds: object) -> str | None:
        return self.kind if self.kind in get_args(kinds) else None


def name_thing(kind: str, *keys: str) -> str:
    """Give the URN of an article, a statement, an actor or a claim.

    >>> name_thing("statement", "17e3dc9d", "s4")
    'urn:x-riwaya:statement:17e3dc9d:s4'
    """
    return ":".join(("urn:x-riwaya", kind, *keys))


def write_published(published: Published | None) -> str | None:
    """Give the day of a report in ISO 8601, with its clock, no more precisely than it is known.

    None where it is unknown, and where it is known only that it was not later.

    >>> import datetime as dt
    >>> write_published(Published(date=dt.date(2024, 5, 1), precision="month", basis="text"))
    '2024-05'
    """
    if published is None or published.basis == "capture":
        return None
    day = published.date.isoformat()[: {"year": 4, "month": 7}.get(published.precision, 10)]
    return f"{day}T{published.time}" if published.time else day


def write_day(published: Published | None) -> str | None:
    """Give the day of a report, YYYY-MM-DD; None where it is not known to the day."""
    written = write_published(published)
    return written[:10] if written and len(written) >= _DAY else None


def write_begin(date: Interval | None, published: Published | None) -> str | None:
    """Give the day on which an event began; where the page does not say, the day of the page, as event data do."""
    return date.from_.isoformat() if date and date.from_ else write_day(published)


def write_end(date: Interval | None) -> str | None:
    """Give the last day of an event; None where the page does not say."""
    return date.to.isoformat() if date and date.to else None


def join_content(content: tuple[Span, ...]) -> str:
    """Give the words of a statement in one line of text; what the page says between them is left out."""
    return " … ".join(span.text for span in content)


def trim_node(node: Node, required: Collection[str] = ()) -> Node:
    """Give an object without the fields of which nothing is known, but for those that the format requires."""
    return {key: value for key, value in node.items() if key in required or value not in (None, "", [], {})}


_DAY = len("2024-05-01")
