"""What the formats share: the names that things go by outside a case, and how days and words are written there."""

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from riwaya.records import Interval, Published, Span
from riwaya.store import Store

Node = dict[str, object]  # an object of JSON that is about to be written


class Opened(NamedTuple):
    """A case that is open to be written out."""

    folder: Path
    store: Store
    story: str | None = None  # the one that is wanted, where the format holds one


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
