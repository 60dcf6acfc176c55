"""A case held against its captures and journal, and derived anew from them."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from riwaya.captures import Captures
from riwaya.case import database_of, journal_of, lock_case
from riwaya.journal import read_corrections, verify_journal
from riwaya.mentions.pretrained import choose_tagger
from riwaya.pipeline.adding import BATCH, save_found
from riwaya.pipeline.chunks import chunks
from riwaya.pipeline.gathering import gather
from riwaya.pipeline.reading import LIMITS, Kept, read_item, settle
from riwaya.pipeline.removing import apply_removals, expect_case
from riwaya.records import Problem
from riwaya.retellings.encoders import choose_encoder
from riwaya.store import Store
from riwaya.workers import map_limited


class Check(NamedTuple):
    """What `check_case` found: how many captures are sound, and all that is not."""

    captures: int
    problems: tuple[Problem, ...]


def rebuild_case(case: Path, *, workers: int) -> Iterator[str]:
    """Derive the database anew from the captures, giving their sources; the old one serves until the new is whole."""
    expect_case(case)
    choose_tagger()  # a wrong one fails here, and not on every page
    choose_encoder()
    with lock_case(case):
        captures = Captures(case, write=True)
        fresh = case / "case.db.new"
        _unlink_database(fresh)
        with Store(fresh, write=True) as store:
            kept = (Kept(*found) for found in captures.iterate())
            for batch in chunks(map_limited(read_item, kept, workers=workers, limits=LIMITS), BATCH):
                save_found(store, [(item, settle(item, result)) for item, result in batch])
                yield from (k.page.source for k, _ in batch)
            apply_removals(case, store)
            gather(store, read_corrections(journal_of(case)))
        _unlink_database(database_of(case))
        fresh.replace(database_of(case))


def check_case(case: Path) -> Check:
    """Hold a case against its captures and journal: digests, checksums, and that the database knows them all."""
    expect_case(case)
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


def _unlink_database(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
