"""The feeds that are followed: which are to be asked now, and what each answered."""

import datetime as dt
import random
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec
from msgspec import Struct

from riwaya.errors import FetchError, InputError
from riwaya.records import Feed, Link, Problem
from riwaya.sources.listings import Listing, list_links
from riwaya.sources.visiting import Visit
from riwaya.watching.planning import Plan, put_off

_PARTS = 10_000  # listings that other listings may add


class _State(Struct, frozen=True):
    asked: dt.datetime | None = None
    next_at: dt.datetime | None = None
    tries: int = 0
    is_part: bool = False  # named by another listing, and not by a person


class Feeds:
    """When each feed was asked, and when it is to be asked again. Nothing of it need be remembered by the case."""

    def __init__(self, feeds: Sequence[str], plan: Plan, chance: random.Random) -> None:
        self._plan, self._chance = plan, chance
        self._states = {url: _State() for url in feeds}

    def due(self, now: dt.datetime, most: int) -> Iterator[list[str]]:
        """Give the feeds to ask now, at most `most` at a time; those that a listing adds meanwhile come last."""
        asked: set[str] = set()
        while wave := [url for url, state in self._states.items() if url not in asked and _is_due(state, now)][:most]:
            asked.update(wave)
            yield wave

    def next_at(self, now: dt.datetime) -> dt.datetime:
        """Say when the next feed is to be asked."""
        return min((state.next_at or now for state in self._states.values()), default=now + self._plan.longest)

    def note(
        self,
        feed: Feed,
        visit: Visit | FetchError,
        fresh: Callable[[Iterable[Link]], tuple[Link, ...]],
        now: dt.datetime,
    ) -> Feed | Problem:
        """Give what a feed answered, with its new links; or the Problem, the first time that it does not answer."""
        state = self._states[feed.url]
        try:
            listing = _read(feed.url, visit)
        except (FetchError, InputError) as error:
            return self._fail(feed, visit, error.reason, now)
        self._states[feed.url] = msgspec.structs.replace(state, asked=now, next_at=now + self._rest(), tries=0)
        if listing is None or isinstance(visit, FetchError):
            return feed
        if not state.is_part:
            self._follow(listing.feeds)
        # A list of lists is read whole each time: an answer that it did not change would hide its parts.
        etag, modified = (None, None) if listing.feeds else (visit.etag, visit.modified)
        return Feed(url=feed.url, etag=etag, modified=modified, links=fresh(listing.links))

    def _follow(self, parts: Iterable[str]) -> None:
        for url in parts:
            if len(self._states) < _PARTS:
                self._states.setdefault(url, _State(is_part=True))

    def _fail(self, feed: Feed, visit: Visit | FetchError, reason: str, now: dt.datetime) -> Feed | Problem:
        state = self._states[feed.url]
        wait = visit.wait if isinstance(visit, Visit) else None
        stay = max(self._rest(), put_off(state.tries + 1, wait, self._plan, self._chance))
        self._states[feed.url] = msgspec.structs.replace(state, asked=now, next_at=now + stay, tries=state.tries + 1)
        return feed if state.tries else Problem(stage="sources", subject=feed.url, reason=reason)

    def _rest(self) -> dt.timedelta:
        return self._plan.every * self._chance.uniform(0.9, 1.1)


def _read(url: str, visit: Visit | FetchError) -> Listing | None:
    """Give what a feed lists, None where it did not change. Raises FetchError and InputError."""
    if isinstance(visit, FetchError):
        raise visit
    if visit.status == 304:
        return None
    if visit.fault:
        raise FetchError(url, visit.fault)
    return list_links(visit.body, visit.url)


def _is_due(state: _State, now: dt.datetime) -> bool:
    """A feed is due where its time has come, and where the clock went back behind the time it was asked."""
    return state.next_at is None or state.next_at <= now or (state.asked is not None and now < state.asked)
