"""Files below a folder, sorted, hidden ones left out, each folder once however links run."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from riwaya.errors import InputError
from riwaya.sources.limits import SourceLimits

_Identity = tuple[int, int]  # device and inode


def list_files(folder: str, limits: SourceLimits) -> Iterator[str | InputError]:
    """Give the files below a folder, each as the folder's name as given, joined with its path within.

    A folder that cannot be read, lies too deep or has been read already (a link back) is given as its InputError.
    """
    yield from _walk(folder, set(), limits.folders)


def _walk(folder: str, seen: set[_Identity], depth: int) -> Iterator[str | InputError]:
    try:
        identity = Path(folder).stat()
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield InputError(folder, describe(error))
        return
    if (identity.st_dev, identity.st_ino) in seen or depth == 0:
        yield InputError(folder, "has been read already under another name" if depth else "lies too deep")
        return
    seen.add((identity.st_dev, identity.st_ino))
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = f"{folder.rstrip('/')}/{entry.name}"
        try:
            is_folder = entry.is_dir()
        except OSError as error:
            yield InputError(path, describe(error))
            continue
        if is_folder:
            yield from _walk(path, seen, depth - 1)
        else:
            yield path


def refuse_device(path: str) -> None:
    """Raise InputError for a pipe, socket or device, whose opening may wait for ever; OSError where there is none."""
    try:
        mode = Path(path).stat().st_mode
    except ValueError as error:
        raise InputError(path, "is not the name of a file") from error
    if not path:
        raise InputError('""', "names no file", "name a file or a folder, or - for standard input")
    if not stat.S_ISREG(mode):
        raise InputError(path, "is not a file", "name a file or a folder, or - for standard input")


def describe(error: OSError) -> str:
    """Say an operating system's error in our words."""
    return _REASONS.get(type(error)) or (error.strerror or str(error)).lower()


_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: "is not there",
    PermissionError: "may not be read",
    NotADirectoryError: "is not there",
}
