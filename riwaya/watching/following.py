"""Round after round: ask the feeds that are due, fetch the pages that they named, take them in, tell what is new.

The order is what keeps it safe. A feed's new links are in the journal before its answer counts; a page is in the
captures before the journal says that it was fetched; an alert is in the journal before it is told. Killed between two
steps, the next run does the second: it finds a page that is kept already, and does not fetch it again.
"""

import asyncio
import datetime as dt
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from riwaya.case import journal_of
from riwaya.errors import FetchError
from riwaya.journal import read_entries
from riwaya.pipeline import Added, add_pages
from riwaya.query import open_store
from riwaya.records import Entry, Fetch, Page, Problem
from riwaya.sources.fetch import FetchOptions
from riwaya.sources.visiting import Visit, Visitor
from riwaya.watching.alerts import Alert
from riwaya.watching.asking import Feeds
from riwaya.watching.attending import Attention
from riwaya.watching.ledger import Due, Ledger, name_link
from riwaya.watching.planning import Plan, explain, judge
from riwaya.watching.standing import find_standing, is_kept
from riwaya.watching.telling import Tell
from riwaya.watching.writing import insist, write_entries

Asked = tuple[str, str | None, str | None]  # address, ETag, Last-Modified


class Following(Struct, frozen=True, kw_only=True):
    """How feeds are followed."""

    fetching: FetchOptions = FetchOptions(body_bytes=5_000_000)
    plan: Plan = Plan()
    gap: float = 1.0  # seconds between two fetches from one host
    each: int = 20  # pages of one host in a round
    most: int = 100  # pages in a round
    workers: int = 1
    is_once: bool = False  # end when nothing is left to do now
    sleep: Callable[[float], None] = time.sleep
    chance: random.Random = msgspec.field(default_factory=random.Random)


def watch(
    case: Path, feeds: Sequence[str], following: Following, tell: Sequence[Tell] = ()
) -> Iterator[Added | Problem | Alert]:
    """Follow feeds into a case, made where it is missing; give what came: pages, alerts, and what went wrong.

    Raises CaseError where the case cannot be written; what was given before that is safe.
    """
    with asyncio.Runner() as runner:
        visitor = Visitor(following.fetching, gap=following.gap)
        try:
            yield from _Watch(case, feeds, following, tell, lambda asked: runner.run(_visit_all(visitor, asked))).run()
        finally:
            runner.run(visitor.close())


async def _visit_all(visitor: Visitor, asked: Sequence[Asked]) -> list[Visit | FetchError]:
    async def visit(url: str, etag: str | None, modified: str | None) -> Visit | FetchError:
        try:
            return await visitor.visit(url, etag=etag, modified=modified)
        except FetchError as error:
            return error

    return await asyncio.gather(*(visit(*one) for one in asked))


class _Watch:
    def __init__(
        self,
        case: Path,
        feeds: Sequence[str],
        following: Following,
        tell: Sequence[Tell],
        visit: Callable[[Sequence[Asked]], list[Visit | FetchError]],
    ) -> None:
        self._case, self._following, self._visit = case, following, visit
        self._now = following.fetching.clock
        entries = list(read_entries(journal_of(case)))
        self._ledger = Ledger(entries, pause=following.plan.pause)
        self._feeds = Feeds(feeds, following.plan, following.chance)
        self._attention = Attention(case, entries, tell, following.sleep)

    def run(self) -> Iterator[Added | Problem | Alert]:
        steps = self._add([])  # what a run that was killed had kept and not read
        yield from steps
        yield from self._attention.look([step.source for step in steps if isinstance(step, Added)], self._now())
        while True:
            yield from self._ask_feeds()
            yield from self._fetch_pages()
            if wait := self._find_wait():
                if self._following.is_once:
                    return
                self._following.sleep(wait)

    # --- feeds ----------------------------------------------------------------------------------------------

    def _ask_feeds(self) -> Iterator[Problem]:
        for asked in self._feeds.due(self._now(), self._following.most):
            known = [self._ledger.feed(url) for url in asked]
            visits = self._visit([(feed.url, feed.etag, feed.modified) for feed in known])
            entries = []
            for feed, visit in zip(known, visits, strict=True):
                answer = self._feeds.note(feed, visit, self._ledger.fresh, self._now())
                if isinstance(answer, Problem):
                    yield answer
                elif answer != feed:
                    entries.append(_enter("feed", answer, self._now()))
            self._write(entries)

    # --- pages ----------------------------------------------------------------------------------------------

    def _fetch_pages(self) -> Iterator[Added | Problem | Alert]:
        dues = self._ledger.due(self._now(), self._following.most, self._following.each)
        if not dues:
            return
        settled, asked = self._sort(dues)
        self._write([_enter("fetch", fetch, self._now()) for fetch in settled])
        visits = self._visit([(due.link.url, due.etag, due.modified) for due in asked])
        fetches, items = self._judge(asked, visits)
        steps = self._add(items)
        self._write([_enter("fetch", fetch, self._now()) for fetch in fetches])
        yield from steps
        # Also what a run that was killed had kept, and had not come to look at.
        came = [fetch.link.url for fetch in (*settled, *fetches) if fetch.outcome in {"kept", "same"}]
        yield from self._attention.look(came, self._now())

    def _sort(self, dues: Sequence[Due]) -> tuple[list[Fetch], list[Due]]:
        """Part what needs no visit, because the case has it or a person took it out, from what does."""
        settled: list[Fetch] = []
        asked: list[Due] = []
        with open_store(self._case) as store:
            for due in dues:
                fetch = find_standing(store, due, self._following.plan, self._now())
                settled.append(fetch) if fetch else asked.append(due)
        return settled, asked

    def _judge(
        self, dues: Sequence[Due], visits: Sequence[Visit | FetchError]
    ) -> tuple[list[Fetch], list[Page | Problem]]:
        fetches: list[Fetch] = []
        items: list[Page | Problem] = []
        taken: set[str] = set()
        with open_store(self._case) as store:
            for due, visit in zip(dues, visits, strict=True):
                fetch, page = judge(due, visit, self._following.plan, self._following.chance)
                name = fetch.final or name_link(due.link.url)
                is_other = not due.times and fetch.final is not None and self._ledger.has(fetch.final)
                if page and (name in taken or is_other or is_kept(store, page)):
                    end = fetch.due if name == name_link(due.link.url) else None
                    fetch, page = msgspec.structs.replace(fetch, outcome="same", due=end), None
                fetches.append(fetch)
                if page:
                    taken.add(name)
                    items.append(page)
                elif fetch.outcome == "refused":
                    items.append(Problem(stage="sources", subject=due.link.url, reason=explain(due, visit)))
        return fetches, items

    # --- the case -------------------------------------------------------------------------------------------

    def _add(self, items: Sequence[Page | Problem]) -> list[Added | Problem]:
        def add() -> list[Added | Problem]:
            return list(add_pages(self._case, items, now=self._now, workers=self._following.workers))

        return insist(add, self._following.sleep)

    def _write(self, entries: Sequence[Entry]) -> None:
        write_entries(self._case, entries, self._following.sleep)
        for entry in entries:
            self._ledger.note(entry)

    def _find_wait(self) -> float:
        """Give the seconds until something is to be done; at most a minute, in which a clock may have been set."""
        now = self._now()
        if self._ledger.due(now, 1, 1):
            return 0.0
        next_due = min(self._feeds.next_at(now), self._ledger.next_due() or now + _MINUTE, now + _MINUTE)
        return max(0.0, (next_due - now).total_seconds())


_MINUTE = dt.timedelta(minutes=1)


def _enter(kind: str, body: Struct, at: dt.datetime) -> Entry:
    return Entry(kind=kind, at=at, body=msgspec.Raw(msgspec.json.encode(body)))
