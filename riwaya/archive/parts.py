"""One part of a stage: what a worker is handed, and how what it makes becomes certain.

A worker writes into a folder of its own, moves the finished files to their places and writes the entry last. Where it
dies before that, the part is not done, and whoever does it next writes the same files over.
"""

import hashlib
import resource
import shutil
import sys
import time
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from riwaya.archive.manifests import Entry, Made, keep_entry
from riwaya.archive.tables import Table, parquet, write_file
from riwaya.records import Problem

Chosen = str | int | bool | None


class Work(Struct, frozen=True, kw_only=True):
    """A part to be done. It travels to its worker as JSON."""

    folder: str  # of the archive
    stage: str
    part: str
    version: str
    inputs: dict[str, str]  # files below the folder, or what else the part follows from, with their checksums
    given: dict[str, Chosen] = {}

    def files(self, under: str) -> list[Path]:
        """Give the inputs below a folder of the archive."""
        return [Path(self.folder) / name for name in sorted(self.inputs) if name.startswith(f"{under}/")]


class Draft:
    """What a part is making. Nothing of it is there before `finish`."""

    def __init__(self, work: Work) -> None:
        self.counts: Counter[str] = Counter()
        self.problems: Counter[str] = Counter()
        self.elsewhere = 0.0  # CPU-seconds that other processes spent on it
        self._work = work
        self._folder = Path(work.folder)
        self._desk = self._folder / "unfinished" / uuid.uuid4().hex
        self._writers: dict[str, Any] = {}
        self._rows: Counter[str] = Counter()

    def write(self, name: str, table: Table) -> None:
        """Make a file of the archive from a whole table."""
        if table.num_rows:
            write_file(self._place(name), table)
            self._rows[name] = table.num_rows

    def add(self, name: str, table: Table) -> None:
        """Add rows to a file of the archive."""
        if name not in self._writers:
            self._writers[name] = parquet().ParquetWriter(self._place(name), table.schema, compression="zstd")
        self._writers[name].write_table(table)
        self._rows[name] += table.num_rows

    def note(self, problem: Problem) -> None:
        """Count a Problem by its reason."""
        self.problems[f"{problem.stage}: {problem.reason}"] += 1

    def finish(self, seconds: float) -> Entry:
        """Move all that was made to its place, and enter it in the manifest."""
        for writer in self._writers.values():
            writer.close()
        made = tuple(self._settle(name) for name in sorted(self._rows))
        entry = Entry(
            stage=self._work.stage,
            part=self._work.part,
            version=self._work.version,
            inputs=self._work.inputs,
            outputs=made,
            counts=dict(sorted(self.counts.items())),
            problems=dict(sorted(self.problems.items())),
            seconds=round(seconds, 3),
            memory=_measure_memory(),
        )
        keep_entry(self._folder, entry)
        return entry

    def discard(self) -> None:
        """Remove what lies on the desk."""
        shutil.rmtree(self._desk, ignore_errors=True)

    def _place(self, name: str) -> Path:
        path = self._desk / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def _settle(self, name: str) -> Made:
        path, home = self._desk / name, self._folder / name
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        home.parent.mkdir(parents=True, exist_ok=True)
        size = path.stat().st_size
        path.replace(home)
        return Made(file=name, rows=self._rows[name], bytes=size, sha256=digest)


Kernel = Callable[[Work, Draft], None]


def do_part(work: Work, kernel: Kernel) -> Entry:
    """Do a part, and give its entry once it stands in the manifest."""
    draft = Draft(work)
    began = time.process_time()
    try:
        kernel(work, draft)
        return draft.finish(time.process_time() - began + draft.elsewhere)
    finally:
        draft.discard()


def _measure_memory() -> int:
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return most if sys.platform == "darwin" else most * 1024


def name_parts(count: int) -> Sequence[str]:
    """Give names for so many parts, in order."""
    return [f"{number:05}" for number in range(count)]
