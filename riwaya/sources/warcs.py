"""Archives of the web: WARC files, streamed however large, and WACZ, which is WARC files in a zip.

The records are walked here and not by FastWARC 2.0, which ends a torn file without a word and, on a stream that cannot
seek, panics in a way that no `except Exception` stops. Nearly all the time goes into inflating either way.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple, cast

from riwaya.errors import InputError
from riwaya.records import Given, Page, PageKind
from riwaya.sources.limits import Item, Opened, report
from riwaya.sources.streams import decode_body, join_chunks, open_plain, refuse_binary, split_media

_KINDS: dict[str, PageKind] = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
_HEAD = 1 << 16  # bytes that a record's own header, or HTTP's, may have
_STEP = 1 << 20

Fields = dict[str, str]  # names in lower case


class _Record(NamedTuple):
    """A record whose block holds at most a page and its HTTP header; `length` is that of the whole block."""

    fields: Fields
    block: bytes
    length: int


def read_warc(opened: Opened) -> Iterator[Item]:
    """Read the pages of a WARC file: what was answered with success and is HTML or text. All else is only counted.

    Raises InputError where the file is torn or damaged, once all before that has been given.
    """
    held = 0
    for record in _walk(opened):
        held += 1
        try:
            page = _read_page(record, opened)
        except InputError as error:
            yield report(error.subject, error.reason)
            continue
        if page is not None:
            yield page
    if not held:
        raise InputError(opened.source, "holds no WARC record")


# --- records ----------------------------------------------------------------------------------------------------


def _walk(opened: Opened) -> Iterator[_Record]:
    while line := _next_line(opened.stream):
        if not line.startswith(b"WARC/"):
            raise InputError(opened.source, "is damaged: no WARC record stands where one should")
        fields = _read_fields(opened)
        length = fields.get("content-length", "")
        if not (length.isascii() and length.isdecimal()):
            raise InputError(opened.source, "is damaged: a record does not say how long it is")
        yield _read_block(fields, int(length[:18]), opened)


def _next_line(stream: BinaryIO) -> bytes:
    """Give the next line that is not blank; empty at the end."""
    while (line := stream.readline(_HEAD)) in {b"\r\n", b"\n"}:
        pass
    return line


def _read_fields(opened: Opened) -> Fields:
    lines: list[bytes] = []
    while (line := opened.stream.readline(_HEAD)) not in {b"\r\n", b"\n"}:
        if not line.endswith(b"\n") or sum(map(len, lines)) > _HEAD:
            raise InputError(opened.source, "ends in the middle of a record")
        lines.append(line)
    return _split_fields(b"".join(lines))


def _split_fields(head: bytes) -> Fields:
    text = head.replace(b"\r\n", b"\n").replace(b"\n ", b" ").replace(b"\n\t", b" ").decode("utf-8", "replace")
    pairs = (line.partition(":") for line in text.split("\n"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _read_block(fields: Fields, length: int, opened: Opened) -> _Record:
    block = opened.stream.read(min(length, opened.limits.page_bytes + _HEAD))
    left = length - len(block)
    while left and (passed := opened.stream.read(min(left, _STEP))):
        left -= len(passed)
    if left:
        raise InputError(opened.source, "ends in the middle of a record")
    return _Record(fields, block, length)


# --- pages ------------------------------------------------------------------------------------------------------


def _read_page(record: _Record, opened: Opened) -> Page | None:
    """Give the page in a record; None for what is no page. Raises InputError for a page that cannot be read."""
    fields = record.fields
    url = fields.get("warc-target-uri", "").strip("<> ")
    answer, body = _split_answer(record)
    media, charset = split_media(answer.get("content-type", "text/html"))
    kind = _KINDS.get(media) if answer else None
    if kind is None or url.endswith("/robots.txt"):
        opened.skipped[f"record of type {fields.get('warc-type', 'unknown')}"] += 1
        return None
    source, most = url or fields.get("warc-record-id", opened.source), opened.limits.page_bytes
    if record.length > len(record.block) or len(body) > most:
        raise InputError(source, f"is larger than {most:,} bytes")
    if answer.get("transfer-encoding", "").lower() == "chunked":
        body = join_chunks(body)
    body = decode_body(body, answer.get("content-encoding", ""), source, most)
    if not body.strip():
        raise InputError(source, "is empty")
    refuse_binary(body, source)
    given = Given(url=url or None, crawled=fields.get("warc-date"))
    return Page(source=source, container=opened.source, kind=kind, body=body, charset=charset, given=given)


def _split_answer(record: _Record) -> tuple[Fields, bytes]:
    """Part the header of a successful answer from its body; no fields where there was no success or no answer.

    A resource has no header of its own: its type is that of the record.
    """
    kind = record.fields.get("warc-type")
    if kind == "response" and record.block.startswith(b"HTTP/"):
        end = record.block.find(b"\r\n\r\n", 0, _HEAD) + 4
        if end < 4:  # some old archives end HTTP's header with bare line feeds
            end = record.block.find(b"\n\n", 0, _HEAD) + 2
        status = record.block[:16].split(None, 2)[1:2]
        return (_split_fields(record.block[:end]), record.block[end:]) if status in ([b"200"], [b"203"]) else ({}, b"")
    if kind in {"resource", "response"}:
        return {"content-type": record.fields.get("content-type", "")}, record.block
    return {}, b""


# --- WACZ -------------------------------------------------------------------------------------------------------


def read_wacz(opened: Opened) -> Iterator[Item]:
    """Read the WARC files of a WACZ, one after the other; a damaged one does not hide the next."""
    try:
        with zipfile.ZipFile(opened.stream) as archive:
            members = [m for m in archive.infolist() if m.filename.endswith((".warc", ".warc.gz"))]
            _refuse_bomb(members, opened)
            for member in sorted(members, key=lambda m: m.filename):
                yield from _read_member(archive, member, opened)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:  # the two last: odd methods, passwords
        raise InputError(opened.source, f"is no readable zip archive: {error}") from error
    if not members:
        raise InputError(opened.source, "holds no WARC file")


def _refuse_bomb(members: list[zipfile.ZipInfo], opened: Opened) -> None:
    size = opened.stream.seek(0, io.SEEK_END)
    # Members that share their bytes add up to more than the file.
    if sum(m.compress_size for m in members) > size:
        raise InputError(opened.source, "its members overlap")
    for member in members:
        if member.file_size > max(opened.limits.ratio_from, opened.limits.ratio * member.compress_size):
            raise InputError(opened.source, f"inflates to more than {opened.limits.ratio} times its size")


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, opened: Opened) -> Iterator[Item]:
    name = f"{opened.source}/{member.filename}"
    try:
        with archive.open(member) as packed:
            inner = open_plain(cast("BinaryIO", packed), name, opened.limits)
            yield from read_warc(opened._replace(stream=inner))
    except InputError as error:
        yield report(name, error.reason)
