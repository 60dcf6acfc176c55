"""Pages into a case: kept first, read after, then gathered."""

import datetime as dt
import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from riwaya.captures import Captures, fingerprint
from riwaya.case import database_of, journal_of, lock_case
from riwaya.journal import append_entries, enter_problem, read_corrections, read_problems
from riwaya.mentions.pretrained import choose_tagger
from riwaya.pipeline.chunks import chunks
from riwaya.pipeline.gathering import gather
from riwaya.pipeline.reading import LIMITS, STAGES, Added, Kept, name_of, read_item, settle
from riwaya.pipeline.removing import apply_removals, finish_purges
from riwaya.records import Page, Problem, Reading
from riwaya.retellings.encoders import choose_encoder
from riwaya.store import Store
from riwaya.workers import map_limited, search_rarely

BATCH = 100  # pages that share one wait for the disk
_IN_FLIGHT = 50  # batches that may be on their way through the workers, and more

Clock = Callable[[], dt.datetime]


def add_pages(case: Path, pages: Iterable[Page | Problem], *, now: Clock, workers: int) -> Iterator[Added | Problem]:
    """Take pages into a case, made where it is missing; give each once it is on the disk and analysed.

    What could not be understood of a page that was read follows it.

    What a run that was killed had kept but not analysed comes first. Raises CaseError where the case cannot be
    written; what was given before that is safe.
    """
    choose_tagger()  # a wrong one fails here, and not on every page
    choose_encoder()
    with lock_case(case), search_rarely():
        captures = Captures(case, write=True)
        if captures.torn:
            yield captures.torn
        with Store(database_of(case), write=True) as store:
            apply_removals(case, store)
            finish_purges(case, captures)
            items = itertools.chain(_unread(captures, store), _keep(case, pages, captures, store, now))
            results = map_limited(read_item, items, workers=workers, limits=LIMITS)
            for batch in chunks(results, BATCH):
                found = [(item, settle(item, result)) for item, result in batch]
                save_found(store, found)
                for item, outcome in found:
                    if isinstance(outcome, Reading):
                        yield Added(name_of(item), is_new=True)
                        yield from outcome.problems
                    else:
                        yield outcome
            gather(store, read_corrections(journal_of(case)))


def save_found(store: Store, found: Iterable[tuple[Kept | Problem | Added, Reading | Problem | Added]]) -> None:
    """Put what was found on kept pages into the database."""
    rows = [(k.capture, k.page, r) for k, r in found if isinstance(k, Kept) and not isinstance(r, Added)]
    store.save_readings(rows, STAGES)


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
    for batch in chunks(pages, BATCH):
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
