"""The folder of a case: who may write in it, and how a write becomes certain.

`captures/` holds the pages, `journal.jsonl` what people and feeds decided, `case.db` what is derived from the two,
`lock` the number of the one process that writes.
"""

import contextlib
import errno
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from riwaya.errors import BusyError, CaseError

_FREE = "make room on the disk, then do it again: nothing is half written"
_ADVICE: dict[int | None, str] = {
    errno.ENOSPC: _FREE,
    errno.EDQUOT: _FREE,
    errno.EFBIG: _FREE,
    errno.EROFS: "the disk is read-only: name a case elsewhere with --case",
    errno.EACCES: "you may not write here: name a case elsewhere with --case",
    errno.ENOENT: "name a case with --case, or begin one with `riwaya add`",
}


def database_of(folder: Path) -> Path:
    """Give the path of a case's database."""
    return folder / "case.db"


def journal_of(folder: Path) -> Path:
    """Give the path of a case's journal."""
    return folder / "journal.jsonl"


@contextlib.contextmanager
def lock_case(folder: Path) -> Iterator[None]:
    """Be the only writer of a case, which is made where it is missing, until the block ends or the process dies.

    Raises BusyError, naming the process, where another one is writing; CaseError where none can.
    """
    with guard(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _take(lock, folder)
        yield
    finally:
        os.close(lock)  # the kernel lets go of the lock, as it does when the process is killed


def _take(lock: int, folder: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(lock, 20, 0).decode("ascii", "replace").strip() or "unknown"
        raise BusyError(
            str(folder), f"process {holder} is writing to this case", "wait until it is done, or end it"
        ) from None
    with guard(folder):
        os.ftruncate(lock, 0)
        os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)


@contextlib.contextmanager
def guard(subject: Path, advice: str = "") -> Iterator[None]:
    """Turn the operating system's errors inside the block into a CaseError about `subject`.

    `advice` is for what is no case: it takes the place of advice on where a case may be.
    """
    try:
        yield
    except OSError as error:
        known = _ADVICE.get(error.errno, "")
        why = error.strerror or str(error)
        raise CaseError(str(subject), why, advice if advice and known != _FREE else known) from error


def sync_folder(folder: Path) -> None:
    """Make sure that the names of new files in `folder` are on the disk, as `os.fsync` does for what is in them."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def append_bytes(path: Path, size: int, content: bytes) -> None:
    """Write `content` behind the first `size` bytes of a file until it is on the disk; else leave those as they were.

    What a dying process left behind `size` is written over. Raises OSError.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o644)
    try:
        os.ftruncate(handle, size)
        os.lseek(handle, size, os.SEEK_SET)
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
        if size == 0:
            sync_folder(path.parent)
    except BaseException:
        os.ftruncate(handle, size)
        raise
    finally:
        os.close(handle)
