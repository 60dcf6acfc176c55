"""The single stages over one page, and over many in worker processes."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from riwaya.events import find_events
from riwaya.extract import extract_article
from riwaya.mentions import find_mentions
from riwaya.mentions.pretrained import choose_tagger, is_chosen, number_tagger
from riwaya.mentions.weights import has_weights
from riwaya.quantities import find_quantities
from riwaya.records import Article, Capture, Findings, Page, Problem, Reading
from riwaya.retellings.encoders import number_encoder
from riwaya.statements import find_sayings
from riwaya.times import find_times, parse_timestamp
from riwaya.workers import Failure, Limits, map_limited

# A stage whose results changed gets a higher number; the next `add`, or `rebuild`, then redoes what it read.
STAGES: Mapping[str, int] = {
    "actors": 6,
    "claims": 13,
    "disagreements": 11,
    "events": 8,
    "extract": 4,
    "mentions": 7 + number_tagger(),
    "origins": 11,
    "quantities": 6,
    "retellings": 6 + number_encoder(),
    "statements": 17,
    "stories": 5,
    "times": 4,
}

_SHOWN = 60  # characters of what is no date, in its Problem

# A page. What runs a pretrained tagger maps gigabytes, and its first page waits until it is loaded.
LIMITS = Limits(seconds=300, memory_bytes=1 << 35) if is_chosen() else Limits(seconds=20, memory_bytes=1 << 30)


class Kept(NamedTuple):
    """A page that is safe in a case's captures."""

    capture: Capture
    page: Page


class Added(NamedTuple):
    """A page that a case holds: safe on the disk, analysed. Not new where it held the same before."""

    source: str
    is_new: bool


def read_page(page: Page) -> Reading:
    """Run all single stages over one page. Raises ExtractionError where there is no report on it."""
    article = extract_article(page)
    language = article.language or "ar"  # an unknown one is tried
    times = find_times(article.text, article.paragraphs, _day_of(article), language)
    mentions = find_mentions(article, choose_tagger() if has_weights(language) else None)
    said = find_sayings(article, mentions, times)
    findings = Findings(
        mentions=mentions,
        times=times,
        quantities=find_quantities(article, times),
        events=find_events(article, said.statements, mentions, times),
        announcements=said.announcements,
    )
    return Reading(article=article, statements=said.statements, findings=findings, problems=tuple(_doubt_dates(page)))


def _doubt_dates(page: Page) -> Iterator[Problem]:
    """Say which date that was given with a page is none: the page is read as one that came without it."""
    for name, value in (("published", page.given.published), ("crawled", page.given.crawled)):
        if value and parse_timestamp(value) is None:
            yield Problem(stage="extract", subject=page.source, reason=f"{name} is no date: {value[:_SHOWN]!r}")


def _day_of(article: Article) -> dt.date | None:
    """Give the day of publication, where it is known to the day: only then can “yesterday” be counted from it."""
    published = article.published
    return published.date if published and published.precision in {"minute", "day"} else None


def read_pages(pages: Iterable[Page | Problem], *, workers: int) -> Iterator[tuple[str, Reading | Problem]]:
    """Read pages in worker processes; give their sources and what was found, in their order."""
    choose_tagger()  # a wrong one fails here, and not on every page
    for item, result in map_limited(read_item, pages, workers=workers, limits=LIMITS):
        found = settle(item, result)
        if not isinstance(found, Added):
            yield name_of(item), found


def read_item(item: Page | Kept | Problem | Added) -> Reading | Problem | Added:
    """Read a page; pass on what stands in the place of one."""
    match item:
        case Page():
            return read_page(item)
        case Kept():
            return read_page(item.page)
    return item


def settle(
    item: Page | Kept | Problem | Added, result: Reading | Problem | Added | Failure
) -> Reading | Problem | Added:
    """Make a Problem of a page that a worker could not read."""
    if isinstance(result, Failure):
        return Problem(stage="read", subject=name_of(item), reason=result.reason)
    return result


def name_of(item: Page | Kept | Problem | Added) -> str:
    """Give the source of a page, or what a Problem is about."""
    match item:
        case Problem():
            return item.subject
        case Kept():
            return item.page.source
    return item.source
