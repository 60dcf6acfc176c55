"""Writing to a case that others write to as well: who comes second waits, and does not give up at once."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from riwaya.case import journal_of, lock_case
from riwaya.errors import BusyError
from riwaya.journal import append_entries
from riwaya.records import Entry

_WAITS = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 60.0)  # seconds
T = TypeVar("T")


def insist(work: Callable[[], T], sleep: Callable[[float], None]) -> T:
    """Do work on a case; where another process is writing, wait for it, for some minutes. Raises BusyError at last.

    The work must be of a kind that may be done twice, as adding pages is.
    """
    for wait in _WAITS:
        try:
            return work()
        except BusyError:
            sleep(wait)
    return work()


def write_entries(case: Path, entries: Sequence[Entry], sleep: Callable[[float], None]) -> None:
    """Append entries to the journal, all or none. Raises CaseError."""

    def write() -> None:
        with lock_case(case):
            append_entries(journal_of(case), entries)

    if entries:
        insist(write, sleep)
