"""Records of JSON: lines, arrays and single objects; feeds and Telegram exports are told apart by their keys."""

import io
from collections.abc import Iterator

import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from riwaya.errors import InputError
from riwaya.records import Given, Page
from riwaya.sources.limits import Item, Opened, report
from riwaya.sources.streams import decode_json, read_whole
from riwaya.sources.telegram import read_chats

_BOM = b"\xef\xbb\xbf"


class _Record(Struct, frozen=True, kw_only=True):
    """The keys of INTERFACE; any other is passed over."""

    text: str | None = None
    html: str | None = None
    id: str | int | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | int | float | None = None
    crawled: str | int | float | None = None
    byline: str | None = None
    language: str | None = None


class _FeedItem(Struct, frozen=True, kw_only=True):
    id: str | int | None = None
    url: str | None = None
    title: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    summary: str | None = None
    date_published: str | None = None
    language: str | None = None
    authors: list["_Author"] = []
    author: "_Author | None" = None


class _Author(Struct, frozen=True, kw_only=True):
    name: str | None = None


def read_lines(opened: Opened) -> Iterator[Item]:
    """Read one record a line; a bad line is a Problem that names it."""
    most = opened.limits.page_bytes
    number = 0
    while line := opened.stream.readline(most + 1):
        number += 1
        place = f"{opened.source}:{number}"
        if len(line) > most:
            yield report(place, f"is longer than {most:,} bytes")
            while line and not line.endswith(b"\n"):
                line = opened.stream.readline(most)
            continue
        if line := line.removeprefix(_BOM).strip():
            yield read_record(line, place, opened.source)


def read_json(opened: Opened) -> Iterator[Item]:
    """Read a whole JSON file: an array of records, one record, a JSON feed or a Telegram export; or else lines."""
    body = read_whole(opened.stream, opened.source, opened.limits.whole_bytes).removeprefix(_BOM).strip()
    if begins_with_line(body):
        yield from read_lines(opened._replace(stream=io.BytesIO(body)))
        return
    if body.startswith(b"["):
        for number, item in enumerate(decode_json(body, list[msgspec.Raw], opened.source), 1):
            yield read_record(item, f"{opened.source}#{number}", opened.source)
        return
    keys = decode_json(body, dict[str, msgspec.Raw], opened.source)
    if b"jsonfeed.org" in bytes(keys.get("version", b"")):
        yield from _read_feed(keys, opened)
    elif "messages" in keys or "chats" in keys:
        yield from read_chats(body, opened)
    else:
        yield read_record(body, opened.source, opened.source, alone=True)


def begins_with_line(beginning: bytes) -> bool:
    """True where the first line is a whole JSON object and more follows: JSON lines, whatever the file is called."""
    line, end, rest = beginning.partition(b"\n")
    try:
        return bool(end and rest.strip()) and bool(decode_json(line, dict[str, msgspec.Raw], ""))
    except InputError:
        return False


def read_record(line: bytes | msgspec.Raw, place: str, container: str, *, alone: bool = False) -> Item:
    """Give the Page of one record, or the Problem at `place`. A record that is alone in its file has no container."""
    try:
        record = decode_json(line, _Record, place)
    except InputError as error:
        return report(error.subject, error.reason)
    body = record.text if record.text is not None else record.html
    if body is None:
        return report(place, "has neither text nor html")
    if not body.strip():
        return report(place, "is empty")
    kept = {key: str(value) for key, value in asdict(record).items() if value not in (None, "")}
    return Page(
        source=kept.get("id", place),
        container=None if alone else container,
        kind="html" if record.text is None else "text",
        body=body.encode(),
        charset="utf-8",
        given=msgspec.convert(kept, Given),
    )


def _read_feed(keys: dict[str, msgspec.Raw], opened: Opened) -> Iterator[Item]:
    outlet = decode_json(keys["title"], str, opened.source) if "title" in keys else None
    items = decode_json(keys.get("items", msgspec.Raw(b"[]")), list[msgspec.Raw], opened.source)
    for number, raw in enumerate(items, 1):
        place = f"{opened.source}#{number}"
        try:
            item = decode_json(raw, _FeedItem, place)
        except InputError as error:
            yield report(error.subject, error.reason)
            continue
        yield _give_entry(item, outlet, place, opened.source)


def _give_entry(item: _FeedItem, outlet: str | None, place: str, container: str) -> Item:
    html = item.content_html
    body = html or item.content_text or item.summary
    if not body or not body.strip():
        return report(item.url or place, "the feed's entry has no text of its own")
    author = item.author or next(iter(item.authors), None)
    given = Given(
        id=str(item.id) if item.id and not item.url else None,  # an address names the article in other feeds too
        url=item.url,
        title=item.title,
        outlet=outlet,
        published=item.date_published,
        byline=author.name if author else None,
        language=item.language,
    )
    return Page(
        source=item.url or given.id or place,
        container=container,
        kind="html" if html else "text",
        body=body.encode(),
        charset="utf-8",
        given=given,
    )
