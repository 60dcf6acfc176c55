"""Bytes with bounds: inflated as they are read, never more than the limits allow."""

import codecs
import io
import re
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, TypeVar, cast

import msgspec
from fastwarc.stream_io import BrotliReader, ZstdReader

from riwaya.errors import InputError
from riwaya.sources.limits import SourceLimits

Decoded = TypeVar("Decoded")

_CHUNK = 1 << 18
_GZIP = b"\x1f\x8b"
_ANY_HEADER, _RAW = 47, -15  # zlib's numbers: gzip or zlib by its header; deflate without one
_MARKS_OF_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x7fELF")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:+-]+)""", re.IGNORECASE)
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # UTF-16 and UTF-32 have zero bytes in every text


class _Inflated(io.RawIOBase):
    """The content of a gzip stream of any number of members. Raises InputError on damage, a torn end and a bomb."""

    def __init__(self, packed: BinaryIO, source: str, limits: SourceLimits) -> None:
        self._packed, self._source, self._limits = packed, source, limits
        self._member = zlib.decompressobj(_ANY_HEADER)
        self._waiting = b""
        self._read = self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # typeshed's private Buffer
        found = self._inflate(len(buffer))
        buffer[: len(found)] = found
        self._given += len(found)
        if self._given > self._limits.ratio_from and self._given > self._limits.ratio * self._read:
            raise InputError(self._source, f"inflates to more than {self._limits.ratio} times its size")
        return len(found)

    def _inflate(self, size: int) -> bytes:
        found = b""
        while not found and self._fill():
            try:
                found = self._member.decompress(self._waiting, size)
            except zlib.error as error:
                raise InputError(self._source, "its compression is damaged") from error
            self._waiting = self._member.unconsumed_tail or self._member.unused_data
        return found

    def _fill(self) -> bool:
        """Have bytes to inflate; False at the sound end of the stream."""
        if self._member.eof:
            # Some writers pad a file with zeros behind the last member.
            self._waiting = (self._waiting or self._take()).lstrip(b"\0")
            if not self._waiting:
                return False
            self._member = zlib.decompressobj(_ANY_HEADER)
        elif not self._waiting:
            self._waiting = self._take()
            if not self._waiting:
                raise InputError(self._source, "ends in the middle of its compressed bytes")
        return True

    def _take(self) -> bytes:
        chunk = self._packed.read(_CHUNK)
        self._read += len(chunk)
        return chunk


def open_plain(stream: BinaryIO, source: str, limits: SourceLimits) -> "io.BufferedReader[Any]":
    """Give a buffered stream of the content, inflated where it is gzip, whatever its name says."""
    if not isinstance(stream, io.BufferedReader):
        stream = io.BufferedReader(cast("io.RawIOBase", stream), _CHUNK)
    if stream.peek(2)[:2] != _GZIP:
        return stream
    return io.BufferedReader(_Inflated(stream, source, limits), _CHUNK)


def read_whole(stream: BinaryIO, source: str, most: int) -> bytes:
    """Read a stream to its end. Raises InputError where it is empty or longer than `most` bytes."""
    body = stream.read(most + 1)
    if len(body) > most:
        raise InputError(source, f"is larger than {most:,} bytes")
    if not body.strip():
        raise InputError(source, "is empty")
    return body


def decode_json(body: bytes | msgspec.Raw, kind: type[Decoded], subject: str) -> Decoded:
    """Decode JSON into a record. Raises InputError where it is none, or is nested too deep."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(subject, f"is not valid JSON of its kind: {error}") from error


def refuse_binary(body: bytes, source: str) -> None:
    """Raise InputError where the bytes are those of a picture, an archive or a program, not of a text."""
    head = body[:4096]
    if head.startswith(_MARKS_OF_BINARY) or (b"\0" in head and not head.startswith(_WIDE)):
        raise InputError(source, "is not text")


def decode_body(body: bytes, encoding: str, source: str, most: int) -> bytes:
    """Undo an HTTP Content-Encoding, at most `most` bytes of it. A body that is not so encoded is given as it is.

    Archives often keep the header of an encoding that they have undone themselves.
    """
    for name in reversed([part.strip().lower() for part in encoding.split(",")]):
        if name in {"", "identity"}:
            continue
        decode = _DECODERS.get(name)
        if decode is None:
            raise InputError(source, f"has the unknown encoding “{name}”")
        body = decode(body, most + 1)
        if len(body) > most:
            raise InputError(source, f"is larger than {most:,} bytes once decoded")
    return body


def _inflate_body(body: bytes, most: int) -> bytes:
    for window in (_ANY_HEADER, _RAW):  # some servers send deflate without its header
        try:
            return zlib.decompressobj(window).decompress(body, most)
        except zlib.error:
            continue
    return body


def _read_as(reader: Callable[[io.BytesIO], Any]) -> Callable[[bytes, int], bytes]:
    def decode(body: bytes, most: int) -> bytes:
        try:
            return bytes(reader(io.BytesIO(body)).read(most))
        except OSError:
            return body

    return decode


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _inflate_body,
    "x-gzip": _inflate_body,
    "deflate": _inflate_body,
    "br": _read_as(BrotliReader),
    "zstd": _read_as(ZstdReader),
}


def split_media(value: str) -> tuple[str, str | None]:
    """Give the media type of a Content-Type, and its charset where that is one that Python knows.

    >>> split_media('Text/HTML; charset="windows-1256"')
    ('text/html', 'windows-1256')
    """
    media, _, rest = value.partition(";")
    found = _CHARSET.search(rest)
    return media.strip().lower(), found[1].lower() if found and _is_charset(found[1]) else None


def _is_charset(name: str) -> bool:
    try:
        codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return True


def join_chunks(body: bytes) -> bytes:
    """Undo HTTP's chunked transfer encoding; a body that is not chunked is given as it is."""
    parts: list[bytes] = []
    place = 0
    while (end := body.find(b"\r\n", place, place + 64)) >= 0:
        try:
            size = int(body[place:end].split(b";")[0], 16)
        except ValueError:
            break
        if size == 0:
            return b"".join(parts)
        parts.append(body[end + 2 : end + 2 + size])
        place = end + 2 + size + 2
    return b"".join(parts) if place >= len(body) and parts else body
