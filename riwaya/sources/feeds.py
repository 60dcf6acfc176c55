"""RSS and Atom: the entries of a feed, each with the text that the feed itself carries."""

import io
from collections.abc import Iterator
from typing import Any
from xml.sax import SAXException

import feedparser

from riwaya.errors import InputError
from riwaya.records import Given, Page
from riwaya.sources.limits import Item, Opened, report
from riwaya.sources.streams import read_whole, refuse_binary


def read_feed(opened: Opened) -> Iterator[Item]:
    """Read a feed, damaged ones as far as they go. The outlet is an entry's `<source>`, else the feed's own title."""
    body = read_whole(opened.stream, opened.source, opened.limits.page_bytes)
    refuse_binary(body, opened.source)
    # A stream and not the bytes, which feedparser would try as the name of a file.
    feed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    if not feed.version and not feed.entries:
        raise InputError(opened.source, "is not a feed")
    for number, entry in enumerate(feed.entries, 1):
        yield _give_page(entry, feed.feed, f"{opened.source}#{number}", opened.source)
    if isinstance(feed.get("bozo_exception"), SAXException):
        yield report(opened.source, f"is damaged: {feed.bozo_exception}")


def _give_page(entry: Any, feed: Any, place: str, container: str) -> Item:
    contents = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    content = next((c for c in contents if (c.get("value") or "").strip()), None)
    link = entry.get("link") or None
    if content is None:
        return report(link or place, "the feed's entry has no text of its own")
    outlet = (entry.get("source") or {}).get("title") or feed.get("title")
    given = Given(
        id=None if link else entry.get("id") or None,  # an address names the article in other feeds too
        url=link,
        title=entry.get("title") or None,
        outlet=outlet or None,
        published=entry.get("published") or entry.get("updated") or None,
        byline=entry.get("author") or None,
        language=(feed.get("language") or "").split("-")[0].lower() or None,
    )
    is_plain = content.get("type") == "text/plain" and "<" not in content["value"]
    return Page(
        source=link or given.id or place,
        container=container,
        kind="text" if is_plain else "html",
        body=content["value"].encode("utf-8", "replace"),
        charset="utf-8",
        given=given,
    )
