"""A file or folder that is there whole or not at all: written beside its place under another name, then renamed."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from riwaya.case import guard, sync_folder
from riwaya.errors import InputError

_ELSEWHERE = "nothing can be written there: name another path"


@contextlib.contextmanager
def write_whole(out: Path, *, is_folder: bool = False) -> Iterator[Path]:
    """Give a path to write to, which becomes `out` when the block ends without an error; else nothing is left of it.

    A file that is there already is replaced, a folder never. Raises InputError for that and where the folder around it
    is not there, whose name may be mistyped; CaseError where the disk does not take it.
    """
    with guard(out, _ELSEWHERE):
        _check_place(out, is_folder=is_folder)
        room = Path(tempfile.mkdtemp(prefix=f".{out.name[:40]}.", dir=out.parent))
    try:
        part = room / out.name
        with guard(out, _ELSEWHERE):
            if is_folder:
                part.mkdir()
            yield part
            part.replace(out)
            sync_folder(out.parent)
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _check_place(out: Path, *, is_folder: bool) -> None:
    if out.is_dir() or (is_folder and out.exists()):
        raise InputError(str(out), "it is there already", "name a path that is not")
    if not out.parent.is_dir():
        raise InputError(str(out), f"there is no folder {out.parent}", "make it, or name another path")
    if out.exists() and not out.is_file():  # a device or a pipe would be replaced by a file
        raise InputError(str(out), "is no file that can be replaced", "name another path")


def write_lines(path: Path, records: Iterable[object]) -> None:
    """Write records as JSON Lines in UTF-8, one object a line."""
    with path.open("wb") as file:
        for record in records:
            file.write(msgspec.json.encode(record) + b"\n")


def write_document(path: Path, opening: str, records: Iterable[object], closing: str) -> int:
    """Write one JSON document of any length: what stands before its list, the list's records, what stands behind.

    Give how many records there were. `{n}` in `closing` is replaced by their number.
    """
    number = 0
    with path.open("wb") as file:
        file.write(opening.encode())
        for number, record in enumerate(records, 1):
            file.write((b",\n" if number > 1 else b"\n") + msgspec.json.encode(record))
        file.write(closing.replace("{n}", str(number)).encode())
    return number
