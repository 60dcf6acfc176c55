"""Alerts over a run: raised where pages came, written down, told, and told again where nobody took them."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from riwaya.captures import Captures
from riwaya.errors import ExtractionError, InputError
from riwaya.intensity import Options
from riwaya.pipeline import read_page
from riwaya.query import list_positions, list_relations, name_sources, open_store
from riwaya.records import Article, Entry, Page, Reading, Story
from riwaya.store import Store
from riwaya.watching.alerts import (
    Alert,
    Raised,
    Seen,
    look_at_positions,
    look_at_relations,
    look_back,
    look_over,
    raise_alerts,
    read_raised,
)
from riwaya.watching.telling import Tell
from riwaya.watching.writing import write_entries

# A watcher asks of many pairs and again with every page, so that only what one series of a hundred shows is told.
_CAREFUL = Options(chance=0.01)


class Attention:
    """What has been seen and told. On a case that nobody watched before, what is there already is no news."""

    def __init__(
        self, case: Path, entries: Iterable[Entry], tell: Sequence[Tell], sleep: Callable[[float], None]
    ) -> None:
        self._case, self._sleep = case, sleep
        self._marks, self._waiting, self._unseen, self._has_looked = read_raised(entries)
        self._channels: list[tuple[Tell, set[str]]] = [(one, set()) for one in tell]

    def look(self, sources: Sequence[str], now: dt.datetime) -> Iterator[Alert]:
        """Give the alerts that articles of these sources raise; tell them, and those still waiting.

        On the first look ever it is looked at everything, and nothing is told.
        """
        raised = self._raise([*self._unseen, *sources] if self._has_looked else None, now)
        if not self._has_looked:
            raised = msgspec.structs.replace(raised, alerts=())
        if raised.alerts or raised.marks or not self._has_looked:
            self._write(raised, now)
        self._unseen, self._has_looked = (), True
        self._marks.update(raised.marks)
        self._waiting.update((alert.id, alert) for alert in raised.alerts)
        yield from raised.alerts
        self._tell(now)

    def _raise(self, sources: Sequence[str] | None, now: dt.datetime) -> Raised:
        with open_store(self._case) as store:
            articles = list(_find_articles(store, sources))
            names = sorted(set(store.stories_of(articles).values()))
            stories = [story for name in names if (story := store.story(name))]
            raised = raise_alerts(self._see(store, stories, articles, now), self._marks)
            named = name_sources(raised.alerts, store)
            return msgspec.structs.replace(raised, alerts=msgspec.convert(tuple(named), tuple[Alert, ...]))

    def _see(self, store: Store, stories: Sequence[Story], articles: Sequence[str], now: dt.datetime) -> Iterator[Seen]:
        yield from look_over(store, stories, self._marks, now)
        if articles:
            came = frozenset(articles)
            yield from look_at_positions(list_positions(self._case, store), came, now)
            yield from look_at_relations(list_relations(store, came, _CAREFUL), now)
        yield from look_back(Captures(self._case), store, articles, _read, now)

    def _tell(self, now: dt.datetime) -> None:
        """Bring what waits to all who listen; what all of them have is written down as told."""
        for tell, told in self._channels:
            if waiting := [alert for name, alert in self._waiting.items() if name not in told]:
                told.update(tell(waiting))
        done = tuple(name for name in self._waiting if all(name in told for _, told in self._channels))
        if done:
            self._write(Raised(told=done), now)
        for name in done:
            del self._waiting[name]
            for _, told in self._channels:
                told.discard(name)

    def _write(self, raised: Raised, now: dt.datetime) -> None:
        entry = Entry(kind="alert", at=now, body=msgspec.Raw(msgspec.json.encode(raised)))
        write_entries(self._case, [entry], self._sleep)


def _find_articles(store: Store, sources: Sequence[str] | None) -> Iterator[str]:
    if sources is None:
        yield from store.sources()
        return
    for source in sources:
        try:
            kept = store.article(source)
        except InputError:  # several articles go by that address
            continue
        if kept:
            yield kept.id


def _read(page: Page) -> Reading:
    """Read a former capture; one that cannot be read by now has nothing to compare."""
    try:
        return read_page(page)
    except ExtractionError:
        return Reading(article=Article(source=page.source))
