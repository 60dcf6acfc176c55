"""Runs the stages: pages in, readings out; and over a case, where a page is kept before it is analysed.

A page that cannot be analysed becomes a Problem beside its capture, and the run goes on.
"""

import datetime as dt
import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from riwaya.captures import Captures, fingerprint
from riwaya.case import database_of, journal_of, lock_case
from riwaya.errors import CaseError
from riwaya.extract import extract_article
from riwaya.journal import append_entries, enter_problem, read_problems, verify_journal
from riwaya.mentions import find_mentions
from riwaya.quantities import find_quantities
from riwaya.records import Article, Capture, Findings, Page, Problem, Reading, Retelling
from riwaya.retellings import find_retellings
from riwaya.statements import find_statements
from riwaya.store import Store
from riwaya.times import find_times
from riwaya.workers import Failure, Limits, map_limited

# A stage whose results changed gets a higher number; the next `add`, or `rebuild`, then redoes what it read.
STAGES: Mapping[str, int] = {
    "extract": 1,
    "mentions": 1,
    "quantities": 1,
    "retellings": 1,
    "statements": 1,
    "times": 1,
}

LIMITS = Limits(seconds=20, memory_bytes=1 << 30)  # a page
_READ = {"ar", None}  # languages with data for speech, names, times and numbers; an unknown one is tried
_BATCH = 100  # pages that share one wait for the disk
_IN_FLIGHT = 50  # batches that may be on their way through the workers, and more

T = TypeVar("T")
Clock = Callable[[], dt.datetime]


class Kept(NamedTuple):
    """A page that is safe in a case's captures."""

    capture: Capture
    page: Page


class Added(NamedTuple):
    """A page that a case holds: safe on the disk, analysed. Not new where it held the same before."""

    source: str
    is_new: bool


class Check(NamedTuple):
    """What `check_case` found: how many captures are sound, and all that is not."""

    captures: int
    problems: tuple[Problem, ...]


def read_page(page: Page) -> Reading:
    """Run all single stages over one page. Raises ExtractionError where there is no report on it."""
    article = extract_article(page)
    if article.language not in _READ:
        return Reading(article=article)
    times = find_times(article.text, article.paragraphs, _day_of(article))
    mentions = find_mentions(article)
    findings = Findings(mentions=mentions, times=times, quantities=find_quantities(article, times))
    return Reading(article=article, statements=find_statements(article, mentions), findings=findings)


def _day_of(article: Article) -> dt.date | None:
    """Give the day of publication, where it is known to the day: only then can “yesterday” be counted from it."""
    published = article.published
    return published.date if published and published.precision in {"minute", "day"} else None


def read_pages(pages: Iterable[Page | Problem], *, workers: int) -> Iterator[tuple[str, Reading | Problem]]:
    """Read pages in worker processes; give their sources and what was found, in their order."""
    for item, result in map_limited(_read_item, pages, workers=workers, limits=LIMITS):
        found = _settle(item, result)
        if not isinstance(found, Added):
            yield _name(item), found


def _read_item(item: Page | Kept | Problem | Added) -> Reading | Problem | Added:
    """Read a page; pass on what stands in the place of one."""
    match item:
        case Page():
            return read_page(item)
        case Kept():
            return read_page(item.page)
    return item


def _settle(
    item: Page | Kept | Problem | Added, result: Reading | Problem | Added | Failure
) -> Reading | Problem | Added:
    if isinstance(result, Failure):
        return Problem(stage="read", subject=_name(item), reason=result.reason)
    return result


def _name(item: Page | Kept | Problem | Added) -> str:
    match item:
        case Problem():
            return item.subject
        case Kept():
            return item.page.source
    return item.source


# --- a case -------------------------------------------------------------------------------------------------


def add_pages(case: Path, pages: Iterable[Page | Problem], *, now: Clock, workers: int) -> Iterator[Added | Problem]:
    """Take pages into a case, made where it is missing; give each once it is on the disk and analysed.

    What a run that was killed had kept but not analysed comes first. Raises CaseError where the case cannot be
    written; what was given before that is safe.
    """
    with lock_case(case):
        captures = Captures(case, write=True)
        if captures.torn:
            yield captures.torn
        with Store(database_of(case), write=True) as store:
            items = itertools.chain(_unread(captures, store), _keep(case, pages, captures, store, now))
            results = map_limited(_read_item, items, workers=workers, limits=LIMITS)
            for batch in _chunks(results, _BATCH):
                found = [(item, _settle(item, result)) for item, result in batch]
                _save(store, found)
                for item, outcome in found:
                    yield Added(_name(item), is_new=True) if isinstance(outcome, Reading) else outcome
            _find_retellings_in(store)


def _save(store: Store, found: Iterable[tuple[Kept | Problem | Added, Reading | Problem | Added]]) -> None:
    rows = [(k.capture, k.page, r) for k, r in found if isinstance(k, Kept) and not isinstance(r, Added)]
    store.save_readings(rows, STAGES)


def rebuild_case(case: Path, *, workers: int) -> Iterator[str]:
    """Derive the database anew from the captures, giving their sources; the old one serves until the new is whole."""
    _expect(case)
    with lock_case(case):
        captures = Captures(case, write=True)
        fresh = case / "case.db.new"
        _unlink_database(fresh)
        with Store(fresh, write=True) as store:
            kept = (Kept(*found) for found in captures.iterate())
            for batch in _chunks(map_limited(_read_item, kept, workers=workers, limits=LIMITS), _BATCH):
                _save(store, [(item, _settle(item, result)) for item, result in batch])
                yield from (k.page.source for k, _ in batch)
            _find_retellings_in(store)
        _unlink_database(database_of(case))
        fresh.replace(database_of(case))


def check_case(case: Path) -> Check:
    """Hold a case against its captures and journal: digests, checksums, and that the database knows them all."""
    _expect(case)
    captures = Captures(case)
    problems = [*captures.verify(), *verify_journal(journal_of(case))]
    kept = {capture.id: f"{capture.file}:{capture.offset}" for capture, _ in captures.iterate()}
    with Store(database_of(case)) as store:
        problems += store.verify()
        seen, listed = store.known(kept), {capture.id for capture in store.captures()}
    for name in sorted(kept.keys() - seen):
        reason = "kept, and not analysed yet: the next `riwaya add`, or `riwaya rebuild`, does it"
        problems.append(Problem(stage="store", subject=kept[name], reason=reason))
    for name in sorted(listed - kept.keys()):
        problems.append(Problem(stage="store", subject=name, reason="in the database, and in no capture file"))
    return Check(len(kept), tuple(problems))


def _expect(case: Path) -> None:
    if not (case / "captures").is_dir():
        raise CaseError(str(case), "there is no case here", "begin one with `riwaya add`, or name it with --case")


def _unlink_database(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while chunk := list(itertools.islice(iterator, size)):
        yield chunk


# --- keeping ------------------------------------------------------------------------------------------------


def _unread(captures: Captures, store: Store) -> Iterator[Kept]:
    """Give the captures that no stage has read yet, or that were read by earlier versions of the stages."""
    for found in captures.iterate(after=store.reached()):
        yield Kept(*found)
    for capture in list(store.stale(STAGES)):
        yield Kept(capture, captures.read(capture))


def _keep(
    case: Path, pages: Iterable[Page | Problem], captures: Captures, store: Store, now: Clock
) -> Iterator[Kept | Added | Problem]:
    """Capture what is new among pages, and write down in the journal what could not be opened."""
    in_flight: deque[set[str]] = deque(maxlen=_IN_FLIGHT)  # kept, and perhaps not yet in the database
    noted = set(read_problems(journal_of(case)))
    for batch in _chunks(pages, _BATCH):
        problems = [item for item in batch if isinstance(item, Problem) and item not in noted]
        noted.update(problems)
        append_entries(journal_of(case), [enter_problem(problem, now()) for problem in problems])
        names = {id(item): fingerprint(item) for item in batch if isinstance(item, Page)}
        known = store.known(names.values()).union(*in_flight)
        fresh: dict[str, Page] = {}
        for item in batch:
            if isinstance(item, Page) and names[id(item)] not in known:
                fresh.setdefault(names[id(item)], item)
        in_flight.append(set(fresh))
        places = dict(zip(fresh, captures.append(list(fresh.values()), now()), strict=True))
        for item in batch:
            if isinstance(item, Problem):
                yield item
            elif capture := places.pop(names[id(item)], None):
                yield Kept(capture, item)
            else:
                yield Added(item.source, is_new=False)


# --- gathering ----------------------------------------------------------------------------------------------


def _find_retellings_in(store: Store) -> None:
    """Find the retellings of all articles anew, where there are articles whose retellings nobody has looked for.

    Articles go by their ids here: two of them may have one source name.
    """
    if not store.has_unpaired():
        return
    sources: dict[str, str] = {}
    articles = []
    for kept in store.articles():
        sources[kept.id] = kept.article.source
        articles.append(msgspec.structs.replace(kept.article, source=kept.id))
    ties = [(r.a, r.b, _name_sources(r, sources)) for r in find_retellings(articles)]
    store.replace_retellings(None, ties)


def _name_sources(retelling: Retelling, sources: Mapping[str, str]) -> Retelling:
    return msgspec.structs.replace(retelling, a=sources[retelling.a], b=sources[retelling.b])
