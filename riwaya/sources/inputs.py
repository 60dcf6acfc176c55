"""From what a person names to pages: which form each input has, and one Problem for each that fails."""

import io
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from msgspec.structs import replace

from riwaya.errors import InputError, RiwayaError
from riwaya.records import Page, PageKind, Problem
from riwaya.sources.feeds import read_feed
from riwaya.sources.folders import describe, list_files, refuse_device
from riwaya.sources.jsonlines import begins_with_line, read_json, read_lines
from riwaya.sources.limits import Item, Opened, SourceLimits, report
from riwaya.sources.streams import open_plain, read_whole, refuse_binary
from riwaya.sources.warcs import read_wacz, read_warc

if TYPE_CHECKING:
    from riwaya.sources.fetch import Fetched, FetchOptions

_SHOWN = 60  # characters of what is no input, in its error

OTHER_KIND = "file of another kind "  # in front of how its name ends, among what was passed over

Reader = Callable[[Opened], Iterator[Item]]


def open_pages(
    inputs: Iterable[str | os.PathLike[str]],
    *,
    limits: SourceLimits | None = None,
    fetching: "FetchOptions | None" = None,
    stdin: BinaryIO | None = None,
    skipped: Counter[str] | None = None,
) -> Iterator[Page | Problem]:
    """Give the pages of every input, in the order of the inputs and, within a folder, of the names.

    An input is a path, a folder, an `http(s)` address, or `-`. What cannot be read is a `Problem` in its place. Files
    of other kinds inside a folder, and records of an archive that are no pages, are passed over and counted in
    `skipped`. Raises InputError where an input is none of these, such as a list of paths.

    >>> import io
    >>> [page] = open_pages(["-"], stdin=io.BytesIO(b'{"id": "7", "text": "x"}'))
    >>> (page.source, page.kind, page.body)
    ('7', 'text', b'x')
    """
    skipped = Counter() if skipped is None else skipped
    stream = stdin or sys.stdin.buffer
    for name in map(_name, inputs):
        opened = Opened(_printable(name), stream, limits or SourceLimits(), skipped)
        yield from _guard(opened, _choose(name, opened, fetching))


def _name(given: str | os.PathLike[str]) -> str:
    try:
        name = os.fspath(given)
    except TypeError:
        name = None
    if not isinstance(name, str):
        kind = type(given).__name__
        raise InputError(_printable(repr(given))[:_SHOWN], f"is a {kind}, no path or address", "give each by itself")
    return name


def _choose(name: str, opened: Opened, fetching: "FetchOptions | None") -> Iterator[Item]:
    if name == "-":
        return _read_stdin(opened)
    if name.lower().startswith(("http://", "https://")):
        return _read_address(name, opened, fetching)
    return _read_path(name, opened)


def _guard(opened: Opened, items: Iterator[Item]) -> Iterator[Item]:
    """Pass items on; a fault that ends them becomes the Problem in their place, and so does their absence."""
    found = 0
    try:
        for item in items:
            found += 1
            yield item
    except RiwayaError as error:
        yield report(_printable(error.subject), error.reason)
    except OSError as error:
        yield report(opened.source, describe(error))
    else:
        if not found:
            yield report(opened.source, "holds no page")


def _printable(name: str) -> str:
    """A file's name need not be UTF-8; what stands in records must be."""
    return os.fsencode(name).decode("utf-8", "replace")


# --- paths ------------------------------------------------------------------------------------------------------


def _read_path(path: str, opened: Opened) -> Iterator[Item]:
    is_folder = path and Path(path).is_dir()  # an empty name is no name for the current folder
    return _read_folder(path, opened) if is_folder else _read_file(path, opened)


def _read_folder(folder: str, opened: Opened) -> Iterator[Item]:
    for file in list_files(folder, opened.limits):
        if isinstance(file, InputError):
            yield report(_printable(file.subject), file.reason)
        elif _tell_form(file) is None:
            opened.skipped[f"{OTHER_KIND}{Path(_printable(file)).suffix.lower()}"] += 1
        else:
            inner = opened._replace(source=_printable(file))
            yield from _guard(inner, _read_file(file, inner))


def _read_file(path: str, opened: Opened) -> Iterator[Item]:
    refuse_device(path)
    reader = _tell_form(path)
    if reader is None:
        raise InputError(path, "is of no known form", f"known are {' '.join(_FORMS)}, each also with .gz")
    with Path(path).open("rb") as file:
        for item in reader(opened._replace(stream=open_plain(file, opened.source, opened.limits))):
            yield _anchor(item, path) if isinstance(item, Page) and item.container else item


def _anchor(page: Page, path: str) -> Page:
    """Name a page's container in full: what is one file from here is the same file from the folder above."""
    return replace(page, container=_printable(os.path.normpath(Path(path).absolute())))


def _tell_form(path: str) -> Reader | None:
    name = path.lower().removesuffix(".gz")
    return next((reader for suffix, reader in _FORMS.items() if name.endswith(suffix)), None)


def _read_html(opened: Opened) -> Iterator[Item]:
    yield _read_page(opened, "html")


def _read_text(opened: Opened) -> Iterator[Item]:
    yield _read_page(opened, "text")


def _read_page(opened: Opened, kind: PageKind) -> Page:
    body = read_whole(opened.stream, opened.source, opened.limits.page_bytes)
    refuse_binary(body, opened.source)
    return Page(source=opened.source, kind=kind, body=body)


_FORMS: dict[str, Reader] = {
    ".html": _read_html,
    ".htm": _read_html,
    ".txt": _read_text,
    ".json": read_json,
    ".jsonl": read_lines,
    ".warc": read_warc,
    ".wacz": read_wacz,
    ".xml": read_feed,
}


# --- standard input ---------------------------------------------------------------------------------------------

# The first bytes of each form, blanks and the mark of UTF-8 left out, in this order.
_BEGINNINGS: tuple[tuple[bytes, Reader], ...] = (
    (b"WARC/", read_warc),
    (b"{", read_lines),
    (b"[", read_json),
    (b"<?xml", read_feed),
    (b"<rss", read_feed),
    (b"<feed", read_feed),
    (b"<", _read_html),
)


def _read_stdin(opened: Opened) -> Iterator[Item]:
    stream = open_plain(opened.stream, opened.source, opened.limits)
    beginning = stream.peek(1 << 18).removeprefix(b"\xef\xbb\xbf").lstrip()
    reader = next((reader for mark, reader in _BEGINNINGS if beginning.startswith(mark)), _read_text)
    if reader is read_lines and b"\n" in beginning.rstrip() and not begins_with_line(beginning):
        reader = read_json  # one object over several lines
    yield from reader(opened._replace(stream=stream))


# --- addresses --------------------------------------------------------------------------------------------------


def _read_address(url: str, opened: Opened, fetching: "FetchOptions | None") -> Iterator[Item]:
    # Loading the network takes longer than most runs, which fetch nothing.
    from riwaya.sources.fetch import FetchOptions, fetch_address

    fetched = fetch_address(url, fetching or FetchOptions())
    reader = _MEDIA.get(fetched.media_type or "text/html")
    if reader is None:
        raise InputError(url, f"is of the kind {fetched.media_type}, which is no page")
    for item in reader(opened._replace(stream=io.BytesIO(fetched.body))):
        yield _date(item, fetched) if isinstance(item, Page) else item


def _date(page: Page, fetched: "Fetched") -> Page:
    """Add when a page was fetched and, unless it is an entry of a feed with an address of its own, from where."""
    url = page.given.url or (None if page.container else fetched.url)
    given = replace(page.given, url=url, crawled=fetched.at.isoformat())
    return replace(page, charset=page.charset or fetched.charset, given=given)


_MEDIA: dict[str, Reader] = {
    "text/html": _read_html,
    "application/xhtml+xml": _read_html,
    "text/plain": _read_text,
    "application/rss+xml": read_feed,
    "application/atom+xml": read_feed,
    "application/rdf+xml": read_feed,
    "application/xml": read_feed,
    "text/xml": read_feed,
    "application/feed+json": read_json,
    "application/json": read_json,
}
