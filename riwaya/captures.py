"""The pages of a case, kept for ever in WARC: `captures/*.warc.gz`.

In: pages, just as they were handed over. Out: captures, which say where each stands, and the same pages again. Each
record is one gzip member (WARC 1.1, ISO 28500), so that damage to one leaves the rest readable, and carries the
SHA-256 of its bytes. The field `Riwaya-Page` holds everything of a page but its bytes. Files only grow; a torn end,
left by a process that died while it wrote, is cut off by the next writer. What is read here is never analysed here.
"""

import base64
import datetime as dt
import email.utils
import hashlib
import json
import os
import urllib.parse
import uuid
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from riwaya.case import append_bytes, guard, sync_folder
from riwaya.errors import CaseError
from riwaya.records import Capture, Page, Problem
from riwaya.warc import Broken, Member, find_torn_end, pack_blank, pack_record, scan_members, unpack_record

_ROLL = 256 * 1024 * 1024  # bytes after which a new file is begun
_TYPES = {"html": "text/html", "text": "text/plain"}


def fingerprint(page: Page) -> str:
    """Give the id of a page's capture: equal for equal pages, whenever they come and whatever path they come by.

    >>> page = Page(source="a.txt", kind="text", body="قال الوزير إن الجسر آمن".encode())
    >>> fingerprint(page) == fingerprint(page), len(fingerprint(page))
    (True, 32)
    """
    nameless = msgspec.structs.replace(page, source="")
    return hashlib.sha256(_describe(nameless).encode() + b"\n" + page.body).hexdigest()[:32]


class Captures:
    """The capture files of one case. With `write`, the caller holds the lock of the case.

    `torn` says what was cut off on opening, where a process had died while it wrote.
    """

    def __init__(self, case: Path, *, write: bool = False, roll: int = _ROLL) -> None:
        self.folder = case / "captures"
        self.torn: Problem | None = None
        self._roll = roll
        if write:
            with guard(self.folder):
                self._open_folder()

    def append(self, pages: Sequence[Page], now: dt.datetime) -> list[Capture]:
        """Keep pages and say where. When this returns they are on the disk; one wait for the disk serves them all.

        `now` is an aware instant. A page with a crawling time of its own keeps that time. Raises CaseError where
        the disk does not take them; then none of them is kept.
        """
        if not pages:
            return []
        with guard(self.folder):
            path = self._pick_file()
            size = path.stat().st_size if path.exists() else 0
            members = [] if size else [_pack_opening(path.name, now)]
            offset = size + sum(map(len, members))
            captures = []
            for page in pages:
                capture, member = _pack_page(page, path.name, offset, now)
                captures.append(capture)
                members.append(member)
                offset += capture.length
            append_bytes(path, size, b"".join(members))
        return captures

    def read(self, capture: Capture) -> Page:
        """Give a page back, equal to the one that was kept. Raises CaseError where it is gone or damaged."""
        path = self.folder / capture.file
        with guard(path), path.open("rb") as file:
            file.seek(capture.offset)
            member = file.read(capture.length)
        try:
            found = _unpack_page(Member(capture.offset, capture.length, zlib.decompress(member, 31)), capture.file)
        except (zlib.error, ValueError) as error:
            raise _damaged(path, capture.offset, str(error)) from error
        if found is None or found[0].sha256 != capture.sha256:
            raise _damaged(path, capture.offset, "another record stands in this place")
        return found[1]

    def iterate(self, after: tuple[str, int] | None = None) -> Iterator[tuple[Capture, Page]]:
        """Give every sound capture with its page, in the order of keeping, from file and offset `after` on.

        What is damaged is passed over here and named by `verify`.
        """
        for found in self._scan(*(after or ("", 0))):
            if not isinstance(found, Problem):
                yield found

    def purge(self, capture: Capture) -> None:
        """Overwrite a page for good; every other capture stays where it is. Purging twice changes nothing.

        That it was there must be in the journal before: a process that dies here leaves a damaged record, which
        is purged again. Raises CaseError where another page stands in its place.
        """
        path = self.folder / capture.file
        with guard(path), path.open("r+b") as file:
            found = [_judge(member, capture.file) for member in islice(scan_members(file, capture.offset), 1)]
            if not found or (isinstance(found[0], tuple) and found[0][0].id != capture.id):
                raise _damaged(path, capture.offset, "another record stands in this place")
            if found[0] is None:  # it is overwritten already
                return
            file.seek(capture.offset)
            file.write(_pack_blank(capture))
            file.flush()
            os.fsync(file.fileno())

    def verify(self) -> Iterator[Problem]:
        """Read everything and name what is damaged, with file and offset: lengths, checksums, digests, torn ends."""
        for found in self._scan("", 0):
            if isinstance(found, Problem):
                yield found

    def _scan(self, first: str, offset: int) -> Iterator[tuple[Capture, Page] | Problem]:
        for path in self._files():
            if path.name < first:
                continue
            with guard(path), path.open("rb") as file:
                for member in scan_members(file, offset if path.name == first else 0):
                    if (found := _judge(member, path.name)) is not None:
                        yield found

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("captures-*.warc.gz"))

    def _pick_file(self) -> Path:
        files = self._files()
        if files and files[-1].stat().st_size < self._roll:
            return files[-1]
        number = int(files[-1].name[9:14]) + 1 if files else 1
        return self.folder / f"captures-{number:05}.warc.gz"

    def _open_folder(self) -> None:
        if not self.folder.is_dir():
            self.folder.mkdir(parents=True)
            sync_folder(self.folder.parent)
        if files := self._files():
            self.torn = _cut_torn_end(files[-1])


def _cut_torn_end(path: Path) -> Problem | None:
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        if (cut := find_torn_end(file)) is None:
            return None
        file.truncate(cut)
        os.fsync(file.fileno())
    return Problem(stage="captures", subject=f"{path.name}:{cut}", reason=f"a torn end of {size - cut} bytes, cut off")


# --- a page as a record -------------------------------------------------------------------------------------


def _pack_page(page: Page, file: str, offset: int, now: dt.datetime) -> tuple[Capture, bytes]:
    digest = hashlib.sha256(page.body)
    at = crawled_at(page, now)
    named = f"sha256:{base64.b32encode(digest.digest()).decode()}"
    charset = f"; charset={page.charset}" if page.charset and page.charset.isascii() else ""
    headers = [
        ("WARC-Type", "resource"),
        ("WARC-Record-ID", f"<urn:uuid:{uuid.UUID(fingerprint(page))}>"),
        ("WARC-Date", _write_instant(at)),
        ("WARC-Target-URI", _address(page, digest.hexdigest())),
        ("WARC-Block-Digest", named),
        ("WARC-Payload-Digest", named),
        ("Riwaya-Page", _describe(page)),
        ("Content-Type", _TYPES[page.kind] + " ".join(charset.split())),
    ]
    member = pack_record(headers, page.body)
    capture = Capture(
        id=fingerprint(page), sha256=digest.hexdigest(), file=file, offset=offset, length=len(member), at=at
    )
    return capture, member


def _unpack_page(member: Member, file: str) -> tuple[Capture, Page] | None:
    """Give a capture and its page, None for a record that is no page. Raises ValueError where the record is wrong."""
    headers, body = unpack_record(member.content)
    if "Riwaya-Page" not in headers:
        return None
    page = msgspec.convert({**json.loads(headers["Riwaya-Page"]), "body": body}, Page)
    digest = hashlib.sha256(body)
    if headers.get("WARC-Payload-Digest") != f"sha256:{base64.b32encode(digest.digest()).decode()}":
        raise ValueError("its bytes are not those of its digest")
    capture = Capture(
        id=fingerprint(page),
        sha256=digest.hexdigest(),
        file=file,
        offset=member.offset,
        length=member.length,
        at=dt.datetime.fromisoformat(headers["WARC-Date"]),
    )
    return capture, page


def _judge(member: Member | Broken, file: str) -> tuple[Capture, Page] | Problem | None:
    try:
        if isinstance(member, Member):
            return _unpack_page(member, file)
        reason = member.reason
    except (ValueError, KeyError) as error:
        reason = str(error)
    return Problem(stage="captures", subject=f"{file}:{member.offset}", reason=reason)


def _pack_opening(file: str, now: dt.datetime) -> bytes:
    """Give the `warcinfo` record that tells other tools what wrote the file."""
    headers = [
        ("WARC-Type", "warcinfo"),
        ("WARC-Record-ID", f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, file)}>"),
        ("WARC-Date", _write_instant(now)),
        ("WARC-Filename", file),
        ("Content-Type", "application/warc-fields"),
    ]
    return pack_record(headers, b"software: riwaya\r\nformat: WARC File Format 1.1\r\n")


def _pack_blank(capture: Capture) -> bytes:
    headers = [
        ("WARC-Type", "metadata"),
        ("WARC-Record-ID", f"<urn:uuid:{uuid.UUID(capture.id)}>"),
        ("WARC-Date", _write_instant(capture.at)),
    ]
    return pack_blank(headers, capture.length)


def _describe(page: Page) -> str:
    """Give everything of a page but its bytes as JSON in ASCII, fit for a header line."""
    fields = msgspec.to_builtins(msgspec.structs.replace(page, body=b""))
    return json.dumps({name: value for name, value in fields.items() if name != "body"}, sort_keys=True)


def _address(page: Page, sha256: str) -> str:
    for address in (page.given.url, page.source):
        if address and address.startswith(("http://", "https://")):
            return urllib.parse.quote(address, safe=":/?#[]@!$&'()*+,;=%~")
    return f"urn:sha256:{sha256}"


def crawled_at(page: Page, now: dt.datetime) -> dt.datetime:
    """Give the time a page was taken from the web. One that lies ahead of `now` is not believed."""
    try:
        return min(_parse_instant(page.given.crawled or ""), now).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return now.astimezone(dt.UTC)


def _parse_instant(text: str) -> dt.datetime:
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        at = email.utils.parsedate_to_datetime(text)
    return at if at.tzinfo else at.replace(tzinfo=dt.UTC)


def _write_instant(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def _damaged(path: Path, offset: int, reason: str) -> CaseError:
    return CaseError(f"{path}:{offset}", reason, "see `riwaya check`; pages lost here must be added anew")
