"""Records of a WARC file as gzip members: packed, unpacked, and walked past damage.

Others read what stands here with any WARC tool. This reader exists beside FastWARC because a case must know where
each record begins and ends, tell a torn end from damage, and go on behind damage.
"""

import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

_CHUNK = 1 << 16
_GZIP = 31  # zlib's number for a gzip member with its own header and checksum
_MAGIC = b"\x1f\x8b\x08"
_VERSION = b"WARC/1.1\r\n"


class Member(NamedTuple):
    """A sound gzip member: where it stands in its file, and what it holds when inflated."""

    offset: int
    length: int
    content: bytes


class Broken(NamedTuple):
    """Bytes that are no sound member. `torn`: the file ends before the member does."""

    offset: int
    reason: str
    torn: bool


def pack_record(headers: Iterable[tuple[str, str]], payload: bytes) -> bytes:
    """Give one record as a gzip member. Header values must be ASCII without line ends; the length is added.

    >>> unpack_record(zlib.decompress(pack_record([("WARC-Type", "resource")], b"<p>"), 31))
    ({'WARC-Type': 'resource', 'Content-Length': '3'}, b'<p>')
    """
    lines = [f"{name}: {value}\r\n".encode("ascii") for name, value in headers]
    length = f"Content-Length: {len(payload)}\r\n\r\n".encode("ascii")
    squeeze = zlib.compressobj(wbits=_GZIP)
    return squeeze.compress(b"".join((_VERSION, *lines, length, payload, b"\r\n\r\n"))) + squeeze.flush()


def pack_blank(headers: Iterable[tuple[str, str]], length: int) -> bytes:
    """Give a record without payload as a member of exactly `length` bytes, to stand in the place of another.

    What is left over is filled with the comment that a gzip header may hold (RFC 1952). Raises ValueError where the
    place is too small.
    """
    plain = pack_record(headers, b"")
    comment = b" " * (length - len(plain) - 1)
    if len(plain) + len(comment) + 1 != length:
        raise ValueError(f"a record of {len(plain) + 1} bytes does not fit into {length}")
    return plain[:3] + b"\x10" + plain[4:10] + comment + b"\0" + plain[10:]


def unpack_record(content: bytes) -> tuple[dict[str, str], bytes]:
    """Take an inflated record apart into its headers and its payload. Raises ValueError where it is no record."""
    head, found, rest = content.partition(b"\r\n\r\n")
    if not found or not head.startswith(b"WARC/"):
        raise ValueError("not a WARC record")
    lines = (line.partition(": ") for line in head.decode("ascii").split("\r\n")[1:])
    headers = {name: value for name, _, value in lines}
    length = int(headers.get("Content-Length", "-1"))
    if not 0 <= length <= len(rest):
        raise ValueError("its length is not the one that its header names")
    return headers, rest[:length]


def scan_members(file: BinaryIO, offset: int = 0) -> Iterator[Member | Broken]:
    """Walk the members of a file from `offset`, naming what is broken and going on behind it."""
    end = file.seek(0, 2)
    while offset < end:
        found = _inflate(file, offset)
        yield found
        offset = offset + found.length if isinstance(found, Member) else _find_start(file, offset + 1)


def find_torn_end(file: BinaryIO) -> int | None:
    """Say where a file whose writer died must be cut, None where it ends well. Looks at its last member only.

    Damage inside the last member is not a torn end, and is left for the person who checks the case.
    """
    end = file.seek(0, 2)
    start = _find_last_start(file, end)
    if start is None:
        return 0 if end else None
    last = _inflate(file, start)
    if isinstance(last, Broken):
        return start if last.torn else None
    good = start + last.length
    return good if good < end else None


def _inflate(file: BinaryIO, offset: int) -> Member | Broken:
    file.seek(offset)
    stretch = zlib.decompressobj(_GZIP)
    parts: list[bytes] = []
    try:
        while not stretch.eof:
            if not (chunk := file.read(_CHUNK)):
                return Broken(offset, "the file ends inside this record", torn=True)
            parts.append(stretch.decompress(chunk))
    except zlib.error as error:
        return Broken(offset, f"damaged: {error}", torn=False)
    return Member(offset, file.tell() - len(stretch.unused_data) - offset, b"".join(parts))


def _find_start(file: BinaryIO, offset: int) -> int:
    """Find the next place that begins like a member of ours; the end of the file where there is none."""
    file.seek(offset)
    kept = b""
    while chunk := file.read(_CHUNK):
        window = kept + chunk
        base = file.tell() - len(window)
        place = window.find(_MAGIC)
        while place >= 0:
            if _begins_record(file, base + place):
                return base + place
            place = window.find(_MAGIC, place + 1)
        file.seek(base + len(window))
        kept = window[1 - len(_MAGIC) :]
    return file.seek(0, 2)


def _find_last_start(file: BinaryIO, end: int) -> int | None:
    reach = _CHUNK
    while True:
        base = max(0, end - reach)
        file.seek(base)
        window = file.read(end - base)
        place = window.rfind(_MAGIC)
        while place >= 0:
            if _begins_record(file, base + place):
                return base + place
            place = window.rfind(_MAGIC, 0, place + len(_MAGIC) - 1)
        if base == 0:
            return None
        reach *= 4


def _begins_record(file: BinaryIO, offset: int) -> bool:
    """Tell a member from three bytes that only look like the start of one: it must inflate to `WARC/`."""
    file.seek(offset)
    try:
        return zlib.decompressobj(_GZIP).decompress(file.read(512), 5) == b"WARC/"
    except zlib.error:
        return False
