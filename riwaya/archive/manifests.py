"""What an archive holds and how it came to be: one small JSON file for every part of every stage.

A part is done when its entry stands here, of the stage's present version, from inputs with the checksums that they have
now. So a stage that was broken off resumes, and one that runs again over an archive that grew does only what is new.
What no entry names is not there, whatever lies in the folder.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from riwaya.errors import InputError

_ENTRIES = "manifest"


class Made(Struct, frozen=True, kw_only=True):
    """A Parquet file of an archive."""

    file: str  # below the archive's folder
    rows: int
    bytes: int
    sha256: str


class Entry(Struct, frozen=True, kw_only=True):
    """One part of a stage that is done."""

    stage: str
    part: str
    version: str
    inputs: dict[str, str] = {}  # checksums by name
    outputs: tuple[Made, ...] = ()
    counts: dict[str, int] = {}
    problems: dict[str, int] = {}  # how many, by reason
    seconds: float = 0.0  # of CPU
    memory: int = 0  # largest resident memory of the process so far, bytes


def read_entries(folder: Path, stage: str) -> dict[str, Entry]:
    """Give the entries of a stage by their parts, in the order of these."""
    files = sorted((folder / _ENTRIES / stage).glob("*.json"))
    entries = (msgspec.json.decode(file.read_bytes(), type=Entry) for file in files)
    return {entry.part: entry for entry in entries}


def keep_entry(folder: Path, entry: Entry) -> None:
    """Write an entry, whole or not at all; files that the part had made before and did not make again are removed."""
    path = folder / _ENTRIES / entry.stage / f"{entry.part}.json"
    before = msgspec.json.decode(path.read_bytes(), type=Entry).outputs if path.exists() else ()
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_bytes(msgspec.json.encode(entry))
    fresh.replace(path)
    for gone in {made.file for made in before} - {made.file for made in entry.outputs}:
        (folder / gone).unlink(missing_ok=True)


def drop_entry(folder: Path, entry: Entry) -> None:
    """Forget a part, and remove what it made."""
    (folder / _ENTRIES / entry.stage / f"{entry.part}.json").unlink(missing_ok=True)
    for made in entry.outputs:
        (folder / made.file).unlink(missing_ok=True)


def is_done(folder: Path, entry: Entry | None, version: str, inputs: Mapping[str, str]) -> bool:
    """True where a part need not be done again."""
    if entry is None or entry.version != version or entry.inputs != inputs:
        return False
    return all(_size(folder / made.file) == made.bytes for made in entry.outputs)


def list_made(entries: Iterable[Entry], under: str) -> dict[str, str]:
    """Give the files below a folder that entries made, with their checksums, in the order of their names."""
    return dict(
        sorted((m.file, m.sha256) for entry in entries for m in entry.outputs if m.file.startswith(f"{under}/"))
    )


def expect_stage(folder: Path, stage: str, advice: str) -> dict[str, Entry]:
    """Give the entries of a stage that another one builds on. Raises InputError where there are none."""
    entries = read_entries(folder, stage)
    if not entries:
        raise InputError(str(folder), "holds nothing that this could build on", advice)
    return entries


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else -1
