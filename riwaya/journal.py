"""What people and feeds decided about a case: `journal.jsonl`, one checksummed record a line, only ever longer.

In: entries. Out: the same entries, in the order of writing. A line that a dying process left half written was never
reported as done, so it is dropped; a line that is wrong although others follow is damage, and named. Each line repeats
the checksum of the one before it, so that a line that somebody took out is missed.
"""

import datetime as dt
import os
import re
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from riwaya.case import append_bytes, guard
from riwaya.errors import CaseError
from riwaya.records import Correction, Entry, Problem

_MARK = b',"check":"'  # the checksum is each line's last key: 8 hexadecimal digits of the CRC-32 of all before it
_FIRST = b"00000000"  # what the first line has for the checksum of the line before it
_AFTER = re.compile(rb',"after":"([0-9a-f]{8})","check":"[0-9a-f]{8}"}$')  # lines of old journals have none
_TAIL = len(_MARK) + 8 + len(b'"}')


def append_entries(path: Path, entries: Sequence[Entry]) -> None:
    """Write entries down, all or none. When this returns they are on the disk.

    The caller holds the lock of the case. Raises CaseError where the disk does not take them.
    """
    if not entries:
        return
    with guard(path):
        end = _end_of_lines(path)
        last = _read_check(path, end)
        lines = []
        for entry in entries:
            lines.append(_pack_entry(entry, last))
            last = _check_of(lines[-1][:-1])
        append_bytes(path, end, b"".join(lines))


def read_entries(path: Path, *kinds: str) -> Iterator[Entry]:
    """Give all sound entries, or those of some kinds, in the order of writing; none where there is no journal yet.

    Raises CaseError where the journal cannot be read at all. Damaged lines are named by `verify_journal`.
    """
    for found in _scan(path, tuple(b'{"kind":%b,' % msgspec.json.encode(kind) for kind in kinds)):
        if isinstance(found, Entry):
            yield found


def enter_problem(problem: Problem, at: dt.datetime) -> Entry:
    """Give the entry of an input that could not be opened: it has no capture that could keep it."""
    return Entry(kind="problem", at=at, body=msgspec.Raw(msgspec.json.encode(problem)))


def read_problems(path: Path) -> list[Problem]:
    """Give the inputs that could not be opened, in the order of writing."""
    return [msgspec.json.decode(e.body, type=Problem) for e in read_entries(path, "problem")]


def enter_correction(correction: Correction, at: dt.datetime) -> Entry:
    """Give the entry of a person's correction."""
    return Entry(kind="correction", at=at, body=msgspec.Raw(msgspec.json.encode(correction)))


def read_corrections(path: Path) -> list[Correction]:
    """Give all corrections, in the order in which they were made; those undone since are among them."""
    return [msgspec.json.decode(e.body, type=Correction) for e in read_entries(path, "correction")]


def verify_journal(path: Path) -> Iterator[Problem]:
    """Name every damaged line, with its number."""
    for found in _scan(path):
        if isinstance(found, Problem):
            yield found


def _scan(path: Path, heads: tuple[bytes, ...] = ()) -> Iterator[Entry | Problem]:
    """Read line by line; with `heads`, only lines that begin with one: a watched case has a line for every fetch."""
    if not path.exists():
        return
    last = _FIRST
    with guard(path), path.open("rb") as file:
        for number, written in enumerate(file, 1):
            if heads and not written.startswith(heads):
                continue
            if not written.endswith(b"\n"):  # torn
                return
            line = written[:-1]
            if not heads and (after := _AFTER.search(line)) and after[1] != last:
                yield Problem(stage="journal", subject=f"{path.name}:{number}", reason="the line before it is missing")
            last = _check_of(line)
            try:
                yield _unpack_entry(line)
            except (ValueError, msgspec.MsgspecError) as error:
                yield Problem(stage="journal", subject=f"{path.name}:{number}", reason=str(error))


def _pack_entry(entry: Entry, after: bytes) -> bytes:
    r"""Give an entry as the line that stands behind the one with the checksum `after`.

    >>> import datetime as dt
    >>> _pack_entry(Entry(kind="removal", at=dt.datetime(2018, 4, 14, tzinfo=dt.UTC)), b"f4e26d7a")
    b'{"kind":"removal","at":"2018-04-14T00:00:00Z","body":{},"after":"f4e26d7a","check":"06d4104d"}\n'
    """
    head = msgspec.json.encode(entry)[:-1] + b',"after":"%b"' % after
    if b"\n" in head:
        raise CaseError(entry.kind, "a journal entry must be one line of JSON")
    return head + _MARK + b'%08x"}\n' % zlib.crc32(head)


def _unpack_entry(line: bytes) -> Entry:
    head, tail = line[:-_TAIL], line[-_TAIL:]
    if tail != _MARK + b'%08x"}' % zlib.crc32(head):
        raise ValueError("its checksum is wrong")
    return msgspec.json.decode(head + b"}", type=Entry)


def _check_of(line: bytes) -> bytes:
    """Give the checksum that a line has, right or wrong; where it has none, one that no line is behind."""
    check = line[-10:-2]
    return check if re.fullmatch(rb"[0-9a-f]{8}", check) else b"--------"


def _read_check(path: Path, end: int) -> bytes:
    """Give the checksum of the line that ends at `end`."""
    if end == 0:
        return _FIRST
    with path.open("rb") as file:
        file.seek(max(0, end - 11))
        return _check_of(file.read(11)[:-1])


def _end_of_lines(path: Path) -> int:
    """Say where the last whole line ends, and so where a torn one is to be written over."""
    if not path.exists():
        return 0
    with path.open("rb") as file:
        end = file.seek(0, os.SEEK_END)
        while end:
            start = file.seek(max(0, end - 65536))
            if (place := file.read(end - start).rfind(b"\n")) >= 0:
                return start + place + 1
            end = start
    return 0
