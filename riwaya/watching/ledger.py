"""What is followed and what of it is still to be fetched, as the journal tells it.

In: the entries of a journal, in order, and then each new one as it is written. Out: which links of a feed are new, and
which pages are due. The ledger is a function of the entries alone: whoever is killed reads them again and goes on.
"""

import datetime as dt
import hashlib
import urllib.parse
from collections import Counter
from collections.abc import Iterable

import msgspec
from msgspec import Struct

from riwaya.addresses import canonical
from riwaya.records import Entry, Feed, Fetch, Link

_AT_ONCE = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_FARTHEST = dt.timedelta(days=30)  # nothing is put off for longer: a due day behind it is from a clock that went wrong


class Due(Struct, frozen=True, kw_only=True):
    """A page to be fetched, and what is known from the times before."""

    link: Link
    at: dt.datetime  # UTC: not before
    named: dt.datetime | None = None  # UTC: when a feed last said that it is new or changed
    etag: str | None = None
    modified: str | None = None
    times: int = 0  # that it was answered
    tries: int = 0  # that it failed since


def name_link(url: str) -> str:
    """Give the one name of a page that feeds may write in several ways.

    >>> name_link("http://m.a.example/7/amp?utm_source=rss")
    'https://a.example/7'
    """
    return canonical(url) or url


class Ledger:
    """The links that feeds named. `pause`: so long a page rests before a feed's word that it changed is acted on."""

    def __init__(self, entries: Iterable[Entry] = (), *, pause: dt.timedelta = dt.timedelta()) -> None:
        self._pause = pause
        self._feeds: dict[str, Feed] = {}
        self._seen: dict[int, int] = {}  # digest of a link's name: digest of when it was updated
        self._open: dict[str, Due] = {}
        for entry in entries:
            self.note(entry)

    def note(self, entry: Entry) -> None:
        """Take in an entry of the journal; those that are not about feeds and their pages change nothing."""
        if entry.kind == "feed":
            self._note_feed(msgspec.json.decode(entry.body, type=Feed), entry.at)
        elif entry.kind == "fetch":
            self._note_fetch(msgspec.json.decode(entry.body, type=Fetch))

    def feed(self, url: str) -> Feed:
        """Give what a feed is to be asked with."""
        return self._feeds.get(url, Feed(url=url))

    def fresh(self, links: Iterable[Link]) -> tuple[Link, ...]:
        """Give the links that are new, or of which the feed says that they changed."""
        found: dict[str, Link] = {}
        for link in links:
            if self._is_fresh(link):
                found.setdefault(name_link(link.url), link)
        return tuple(found.values())

    def has(self, name: str) -> bool:
        """Tell whether a page was answered, or was given up: by its name."""
        return _digest(name) in self._seen and (name not in self._open or self._open[name].times > 0)

    def due(self, now: dt.datetime, most: int, each: int) -> list[Due]:
        """Give at most `most` pages that are to be fetched, at most `each` of one host, the longest due first."""
        hosts: Counter[str] = Counter()
        found: list[Due] = []
        for due in sorted((due for due in self._open.values() if _is_due(due, now)), key=lambda due: due.at):
            host = urllib.parse.urlsplit(due.link.url).netloc
            hosts[host] += 1
            if hosts[host] <= each:
                found.append(due)
            if len(found) == most:
                break
        return found

    def next_due(self) -> dt.datetime | None:
        """Say when the next page is due; None where none is."""
        return min((due.at for due in self._open.values()), default=None)

    # --- what the journal says ------------------------------------------------------------------------------

    def _note_feed(self, feed: Feed, at: dt.datetime) -> None:
        self._feeds[feed.url] = msgspec.structs.replace(feed, links=())
        for link in feed.links:
            name = name_link(link.url)
            before = self._open.get(name)
            self._open[name] = self._put(link, before, at)
            self._seen[_digest(name)] = _digest(link.updated or "")

    def _put(self, link: Link, before: Due | None, at: dt.datetime) -> Due:
        if before is None:
            is_known = _digest(name_link(link.url)) in self._seen
            due = at + self._pause if is_known else _AT_ONCE
            return Due(link=link, at=due, named=at, times=int(is_known))
        return msgspec.structs.replace(before, link=link, named=at, at=min(before.at, at + self._pause))

    def _note_fetch(self, fetch: Fetch) -> None:
        name = name_link(fetch.link.url)
        self._seen.setdefault(_digest(name), _digest(fetch.link.updated or ""))
        if fetch.final is not None:  # the page of that name has been kept under this one
            self._seen.setdefault(_digest(fetch.final), _digest(""))
            self._open.pop(fetch.final, None)
        if fetch.due is None:
            self._open.pop(name, None)
            return
        self._open[name] = Due(
            link=fetch.link,
            at=fetch.due,
            etag=fetch.etag,
            modified=fetch.modified,
            times=fetch.times,
            tries=fetch.tries,
        )

    def _is_fresh(self, link: Link) -> bool:
        before = self._seen.get(_digest(name_link(link.url)))
        return before is None or bool(link.updated and before not in (_digest(""), _digest(link.updated)))


def _is_due(due: Due, now: dt.datetime) -> bool:
    return due.at <= now or due.at > now + _FARTHEST


def _digest(text: str) -> int:
    """Give a number of 64 bits: many names are remembered, most of them for ever."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
