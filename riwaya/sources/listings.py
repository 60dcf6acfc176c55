"""What a feed names, for whoever follows it: RSS, Atom, JSON Feed, news sitemaps, and lists of feeds.

In: the bytes that an address answered. Out: links to pages with the little that the feed says of each, and further
feeds where it is a list of them. The texts of feeds are not read here; nothing in a feed is ever obeyed.
"""

import io
import re
import urllib.parse
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any, NamedTuple

import feedparser
import msgspec
from msgspec import Struct

from riwaya.errors import InputError
from riwaya.records import Link
from riwaya.sources.streams import decode_json

_LINKS = 50_000  # of one listing, as sitemaps allow
_PARTS = 10  # of a sitemap of sitemaps, the latest
_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


class Listing(NamedTuple):
    """What one address lists: pages, and further listings."""

    links: tuple[Link, ...] = ()
    feeds: tuple[str, ...] = ()


def list_links(body: bytes, url: str) -> Listing:
    """Give the pages, or the further feeds, that the feed at `url` names. Raises InputError where it is none.

    >>> list_links(b'<rss><channel><item><link>/7</link></item></channel></rss>', "https://a.example/rss").links
    (Link(url='https://a.example/7', outlet=None, published=None, updated=None),)
    """
    head = body[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head:
        raise InputError(url, "is empty")
    if head.startswith(b"{"):
        return _complete(Listing(tuple(_read_json(body, url))), url)
    root = _name_root(body)
    if root in _SITEMAPS:
        return _complete(_read_sitemap(body, url), url)
    return _complete(Listing(tuple(_read_entries(body, url))), url)


def list_feeds(body: bytes, name: str) -> tuple[str, ...]:
    r"""Give the addresses in a list of feeds: OPML, or one a line, `#` before a comment. Raises InputError.

    >>> list_feeds("# جرائد\nhttps://a.example/rss\n".encode(), "feeds.txt")
    ('https://a.example/rss',)
    """
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        outlines = _parse(body, name).iter("outline")
        found = [outline.get("xmlUrl") or outline.get("xmlurl") or "" for outline in outlines]
    else:
        lines = body.decode("utf-8-sig", "replace").splitlines()
        found = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    feeds = tuple(dict.fromkeys(address.strip() for address in found if is_web(address.strip())))
    if not feeds:
        raise InputError(name, "names no feed", "give OPML, or one http(s) address a line")
    return feeds


def is_web(address: str) -> bool:
    """Tell a web address from everything else."""
    return address.lower().startswith(("http://", "https://"))


def _complete(listing: Listing, url: str) -> Listing:
    """Make addresses whole, and leave out what is none and what was named before."""
    links = [msgspec.structs.replace(link, url=whole) for link in listing.links if (whole := _join(url, link.url))]
    feeds = [whole for feed in listing.feeds if (whole := _join(url, feed))]
    return Listing(tuple({link.url: link for link in links[:_LINKS]}.values()), tuple(dict.fromkeys(feeds)))


def _join(base: str, address: str) -> str | None:
    try:
        whole = urllib.parse.urljoin(base, address.strip())
    except ValueError:
        return None
    return whole if is_web(whole) and len(whole) < _LONGEST and whole.isprintable() else None


_LONGEST = 4096  # characters of an address


# --- RSS and Atom -----------------------------------------------------------------------------------------------


def _read_entries(body: bytes, url: str) -> Iterator[Link]:
    feed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    if not feed.version and not feed.entries:
        raise InputError(url, "is not a feed", "name the address of the feed itself, not of the site")
    for entry in feed.entries:
        if address := entry.get("link") or _permanent(entry):
            yield Link(
                url=address,
                outlet=_trim((entry.get("source") or {}).get("title")),
                published=_trim(entry.get("published")),
                updated=_trim(dict.get(entry, "updated")),  # its own `get` would give the other date
            )


def _permanent(entry: Any) -> str:
    name = str(entry.get("id") or "")
    return name if entry.get("guidislink") or is_web(name) else ""


def _trim(value: str | None) -> str | None:
    return (value or "").strip()[:300] or None


# --- JSON Feed --------------------------------------------------------------------------------------------------


class _Item(Struct, frozen=True, kw_only=True):
    url: str | None = None
    external_url: str | None = None
    date_published: str | None = None
    date_modified: str | None = None


class _JsonFeed(Struct, frozen=True, kw_only=True):
    version: str = ""
    items: list[msgspec.Raw] = []


def _read_json(body: bytes, url: str) -> Iterator[Link]:
    feed = decode_json(body, _JsonFeed, url)
    if "jsonfeed.org" not in feed.version:
        raise InputError(url, "is JSON, and not a JSON Feed")
    for raw in feed.items:
        try:
            item = decode_json(raw, _Item, url)
        except InputError:  # one item that is not as it should be does not hide the others
            continue
        if address := item.url or item.external_url:
            yield Link(url=address, published=_trim(item.date_published), updated=_trim(item.date_modified))


# --- sitemaps ---------------------------------------------------------------------------------------------------


def _read_sitemap(body: bytes, url: str) -> Listing:
    """Read a sitemap of news, or the latest parts of one of sitemaps. What is no news in it is passed over."""
    root = _parse(body, url)
    parts = [(_text(part, "lastmod") or "", _text(part, "loc")) for part in root if _local(part) == "sitemap"]
    latest = [place for _, place in sorted(parts, key=lambda part: part[0], reverse=True)[:_PARTS] if place]
    links = [link for entry in root if _local(entry) == "url" and (link := _read_url(entry))]
    if not latest and not links:
        raise InputError(url, "is a sitemap without news", "name the site's news sitemap, or its feed")
    return Listing(tuple(links), tuple(latest))


def _read_url(entry: ET.Element) -> Link | None:
    news, address = entry.find(f"{_NEWS}news"), _text(entry, "loc")
    if news is None or not address:
        return None
    return Link(
        url=address,
        outlet=_trim(news.findtext(f"{_NEWS}publication/{_NEWS}name")),
        published=_trim(news.findtext(f"{_NEWS}publication_date")),
        updated=_trim(_text(entry, "lastmod")),
    )


def _text(element: ET.Element, name: str) -> str | None:
    return next((child.text for child in element if _local(child) == name), None)


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


_SITEMAPS = {"urlset", "sitemapindex"}


def _name_root(body: bytes) -> str:
    """Give the name of the outermost element, empty where there is none."""
    found = _FIRST.search(_COMMENT.sub(b"", body[:_HEAD]))
    return found[1].decode("ascii") if found else ""


_HEAD = 65_536
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_FIRST = re.compile(rb"<(?:[A-Za-z]+:)?([A-Za-z]+)")


def _parse(body: bytes, name: str) -> ET.Element:
    if b"<!ENTITY" in body:  # no listing needs one; what they are for is mostly to blow up
        raise InputError(name, "declares entities of its own")
    try:
        return ET.fromstring(body)  # noqa: S314 - without entities of its own XML is only long, and that is bounded
    except (ET.ParseError, ValueError, LookupError) as error:
        raise InputError(name, f"is not valid XML: {error}") from error
