"""Pages into an archive: the report on each and all that the single stages find, in files by week.

One input (a file, or an address that the engine can open) is one part. The same function reads a page as does on a
laptop, with the same bounds on time and memory.
"""

import datetime as dt
import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from riwaya.archive.articles import ARTICLES, Row, make_row
from riwaya.archive.parts import Draft, Work
from riwaya.archive.tables import lay_rows, load
from riwaya.archive.weeks import week_of
from riwaya.captures import crawled_at, fingerprint
from riwaya.extract import extract_article
from riwaya.pipeline.reading import LIMITS, name_of, read_item, settle
from riwaya.records import Page, Problem, Reading
from riwaya.sources import open_pages
from riwaya.store import identify, name_article
from riwaya.workers import Failure, map_limited

_TOGETHER = 2000  # rows of a week that are written at once
_PROBLEMS = (("stage", "string"), ("subject", "string"), ("reason", "string"))
Timed = tuple[float, Any]  # CPU-seconds, what came of it

_WEEK = [name for name, _ in ARTICLES].index("week")
_LATEST = dt.datetime.max.replace(tzinfo=dt.UTC)
_SCHEMES = ("s3://", "gs://", "az://", "file://", "hf://")


def read_input(work: Work, draft: Draft) -> None:
    """Read one input to its end."""
    name = str(work.given["input"])
    read = partial(_clock, _read_report if work.given["bare"] else read_item)
    workers = int(work.given["workers"] or 0)
    waiting: dict[str, list[Row]] = {}
    failed: list[Problem] = []
    for page, (seconds, result) in _read(read, open_input(name), workers):
        draft.elsewhere += seconds if workers else 0.0
        found = _make_row(page, settle(page, result))
        if isinstance(found, Problem):
            draft.note(found)
            failed.append(found)
            continue
        draft.counts["articles"] += 1
        rows = waiting.setdefault(found[_WEEK], [])
        rows.append(found)
        if len(rows) >= _TOGETHER:
            _add(draft, work.part, waiting.pop(found[_WEEK]))
    for rows in waiting.values():
        _add(draft, work.part, rows)
    draft.write(f"problems/{work.part}.parquet", lay_rows(_PROBLEMS, list(map(msgspec.structs.astuple, failed))))


def _read(
    read: Callable[[Page | Problem], Timed], pages: Iterator[Page | Problem], workers: int
) -> Iterator[tuple[Page | Problem, Timed]]:
    for page, found in map_limited(read, pages, workers=workers, limits=LIMITS):
        yield page, (0.0, found) if isinstance(found, Failure) else found


def _clock(read: Callable[[Any], Any], item: Page | Problem) -> Timed:
    """Read a page, and say how many CPU-seconds that took: those of a worker are known to nobody else."""
    began = time.process_time()
    result = read(item)
    return time.process_time() - began, result


def open_input(name: str) -> Iterator[Page | Problem]:
    """Give the pages of a path or an address."""
    if not name.startswith(_SCHEMES):
        yield from open_pages([name])
        return
    with load("daft").open_file(name, "rb") as stream:
        for item in open_pages(["-"], stdin=stream):
            yield _rename(item, name)


def list_inputs(inputs: Iterable[str]) -> Iterator[str]:
    """Give inputs, and instead of an address with a `*` those that it stands for, in their order."""
    for name in inputs:
        if name.startswith(_SCHEMES) and "*" in name:
            yield from sorted(load("daft").from_glob_path(name).to_pydict()["path"])
        else:
            yield name


def stamp_input(name: str) -> str:
    """Give what tells whether an input has changed: for a path its size and time, for an address nothing."""
    if name.startswith(_SCHEMES) or not Path(name).exists():
        return ""
    found = Path(name).stat()
    return f"{found.st_size} {found.st_mtime_ns}"


def name_input(name: str) -> str:
    """Give a part's name for an input: short, fit for a file, its own.

    >>> name_input("crawl/CC-NEWS-20180414.warc.gz")
    'CC-NEWS-20180414.warc.gz-f16c07f4'
    """
    last = "".join(letter if letter.isalnum() or letter in "-_." else "_" for letter in name.rsplit("/", 1)[-1])
    return f"{last[:60]}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _rename(item: Page | Problem, name: str) -> Page | Problem:
    if isinstance(item, Problem):
        return msgspec.structs.replace(item, subject=item.subject.replace("-", name, 1))
    return msgspec.structs.replace(item, container=name if item.container else None)


def _read_report(item: Page | Problem) -> Reading | Problem:
    return Reading(article=extract_article(item)) if isinstance(item, Page) else item


def _make_row(page: Any, result: Any) -> Row | Problem:
    if isinstance(result, Problem):
        return result
    published = result.article.published
    at = crawled_at(page, _LATEST).isoformat(timespec="microseconds")
    capture = f"{at} {hashlib.sha256(page.body).hexdigest()} {fingerprint(page)}"
    week = week_of(published.date if published else None)
    try:
        return make_row(name_article(identify(page, result.article)), capture, week, page, result)
    except UnicodeEncodeError as error:
        return Problem(stage="store", subject=ascii(name_of(page)), reason=f"not valid Unicode: {error.reason}")


def _add(draft: Draft, part: str, rows: list[Row]) -> None:
    draft.add(f"articles/{rows[0][_WEEK]}/{part}.parquet", lay_rows(ARTICLES, rows))
