"""The captures of a case as WACZ 1.1.1: its WARC records in a zip, with an index, a list of pages and checksums.

Each record stands there byte for byte as the case keeps it, so its digests hold. Captures that were removed stay out.
riwaya reads the file back, and so does any program that replays web archives.
"""

import datetime as dt
import hashlib
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from riwaya import __version__
from riwaya.addresses import canonical
from riwaya.captures import Captures
from riwaya.case import guard
from riwaya.export.naming import Opened
from riwaya.records import Capture
from riwaya.warc import unpack_record

_ARCHIVE = "archive/data.warc.gz"
_INDEX = "indexes/index.cdxj"
_PAGES = "pages/pages.jsonl"


class _Record(NamedTuple):
    """A record in the archive: what it holds, and where it stands."""

    headers: dict[str, str]
    offset: int
    length: int


def write_wacz(case: Opened, path: Path) -> None:
    """Write the captures of a case as one WACZ file. Raises CaseError where one of them is damaged."""
    with zipfile.ZipFile(path, "w") as archive:
        records: list[_Record] = []
        resources = [_store(archive, _ARCHIVE, _copy_records(case, records))]
        resources.append(_store(archive, _INDEX, iter(sorted(map(_index, records)))))
        resources.append(_store(archive, _PAGES, _list_pages(case, records)))
        package = msgspec.json.format(msgspec.json.encode(_describe(case, resources)))
        _store(archive, "datapackage.json", iter([package]))
        digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}
        _store(archive, "datapackage-digest.json", iter([msgspec.json.encode(digest)]))


def _store(archive: zipfile.ZipFile, name: str, parts: Iterator[bytes]) -> dict[str, object]:
    """Write one file into the zip, uncompressed, so that it can be read in part; give what the package says of it."""
    digest, size = hashlib.sha256(), 0
    member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))  # equal cases give equal files
    with archive.open(member, "w", force_zip64=True) as file:
        for part in parts:
            digest.update(part)
            size += file.write(part)
    return {"name": name.rpartition("/")[2], "path": name, "hash": f"sha256:{digest.hexdigest()}", "bytes": size}


def _copy_records(case: Opened, records: list[_Record]) -> Iterator[bytes]:
    """Give the captures' records, and note in `records` where each comes to stand."""
    captures, offset = Captures(case.folder), 0
    for capture in case.captures():
        captures.read(capture)  # its digest holds, or CaseError
        member = _read_member(captures.folder / capture.file, capture)
        headers, _ = unpack_record(zlib.decompress(member, _GZIP))
        records.append(_Record(headers, offset, len(member)))
        offset += len(member)
        yield member


def _read_member(path: Path, capture: Capture) -> bytes:
    with guard(path), path.open("rb") as file:
        file.seek(capture.offset)
        return file.read(capture.length)


def _index(record: _Record) -> bytes:
    """Give the record's line of CDXJ: where a replaying program looks an address up."""
    headers = record.headers
    found = {
        "url": headers["WARC-Target-URI"],
        "mime": headers["Content-Type"].partition(";")[0],
        "status": "200",
        "digest": headers["WARC-Payload-Digest"],
        "length": str(record.length),
        "offset": str(record.offset),
        "filename": _ARCHIVE.rpartition("/")[2],
    }
    instant = dt.datetime.fromisoformat(headers["WARC-Date"])
    key = f"{turn_address(headers['WARC-Target-URI'])} {instant:%Y%m%d%H%M%S} "
    return key.encode() + msgspec.json.encode(found) + b"\n"


def turn_address(address: str) -> str:
    """Give an address so that those of one site stand together when sorted (SURT); others as they are.

    >>> turn_address("https://www.example.com:8080/News/7?b=2"), turn_address("urn:sha256:0a")
    ('com,example:8080)/news/7?b=2', 'urn:sha256:0a')
    """
    parts = urllib.parse.urlsplit(address)
    if parts.scheme not in {"http", "https"}:
        return address
    host, colon, port = parts.netloc.rpartition("@")[2].lower().partition(":")
    turned = ",".join(reversed(host.removeprefix("www.").split(".")))
    query = f"?{parts.query}" if parts.query else ""
    return f"{turned}{colon}{port})" + f"{parts.path or '/'}{query}".lower()


def _list_pages(case: Opened, records: list[_Record]) -> Iterator[bytes]:
    yield b'{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}\n'
    titles = {kept.article.url: kept.article.title for kept in case.articles() if kept.article.url}
    for record in records:
        address = record.headers["WARC-Target-URI"]
        page = {
            "id": record.headers["WARC-Record-ID"].strip("<>").removeprefix("urn:uuid:"),
            "url": address,
            "ts": record.headers["WARC-Date"],
        }
        title = titles.get(canonical(address) or address)
        yield msgspec.json.encode({**page, "title": title} if title else page) + b"\n"


def _describe(case: Opened, resources: list[dict[str, object]]) -> dict[str, object]:
    latest = max((capture.at for capture in case.captures()), default=None)
    dates = {"created": latest.isoformat().replace("+00:00", "Z")} if latest else {}
    return {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": case.folder.absolute().name,
        "software": f"riwaya {__version__}",
        **dates,
        "resources": resources,
    }


_GZIP = 31  # zlib's number for a gzip member with its own header and checksum
