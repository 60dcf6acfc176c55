"""Taking pages out of a case because a person asked: the journal first, then every answer, then the bytes."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from riwaya.captures import Captures
from riwaya.case import database_of, journal_of, lock_case
from riwaya.errors import CaseError, InputError
from riwaya.journal import append_entries, read_corrections, read_entries
from riwaya.pipeline.gathering import gather
from riwaya.records import Capture, Entry, Removal
from riwaya.store import Store


def remove_pages(
    case: Path, sources: Sequence[str], *, reason: str, purge: bool, now: Callable[[], dt.datetime]
) -> tuple[Removal, ...]:
    """Take the pages of these sources (or addresses, or article ids) out of every answer of a case.

    With `purge` their captures are overwritten as well; hash, time and reason stay in the journal. What was removed
    before can still be purged. Raises InputError, before anything is changed, for a source that the case does not know.
    """
    expect_case(case)
    with lock_case(case):
        captures = Captures(case, write=True)
        with Store(database_of(case), write=True) as store:
            apply_removals(case, store)
            removals = [
                Removal(capture=capture, source=source, reason=reason, purged=purge)
                for source in dict.fromkeys(sources)
                for capture in _find_captures(store, source)
            ]
            entries = [Entry(kind="removal", at=now(), body=msgspec.Raw(msgspec.json.encode(r))) for r in removals]
            append_entries(journal_of(case), entries)
            apply_removals(case, store)
            gather(store, read_corrections(journal_of(case)))
        finish_purges(case, captures)
    return tuple(removals)


def read_removals(case: Path) -> tuple[Removal, ...]:
    """Give all that was ever removed from a case, in the order of removing."""
    entries = read_entries(journal_of(case), "removal")
    return tuple(msgspec.json.decode(entry.body, type=Removal) for entry in entries)


def apply_removals(case: Path, store: Store) -> None:
    """Take out of the database what the journal says was removed: what a process that died had left, or all of it."""
    store.remove_captures([removal.capture for removal in read_removals(case)])


def finish_purges(case: Path, captures: Captures) -> None:
    """Overwrite what the journal says was purged, and is not yet: a process may have died in between."""
    for removal in read_removals(case):
        if removal.purged:
            captures.purge(removal.capture)


def expect_case(case: Path) -> None:
    """Raise CaseError, with advice, where there is no case."""
    if not (case / "captures").is_dir():
        raise CaseError(str(case), "there is no case here", "begin one with `riwaya add`, or name it with --case")


def _find_captures(store: Store, source: str) -> list[Capture]:
    found = store.captures_of(source)
    if not found:
        raise InputError(source, "no page of this case comes from there", "`riwaya articles` lists them")
    return found
