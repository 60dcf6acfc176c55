"""What became of an archive, from its manifest: a line for every stage, and the Problems by reason."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from riwaya.archive.manifests import read_entries

_STAGES = (
    "read", "versions", "index", "near", "meet", "far", "carry", "judge-near", "judge-far", "families",
    "sketch", "tie", "components", "bring", "group",
)  # fmt: skip


class Line(Struct, frozen=True, kw_only=True):
    """A stage over all its parts."""

    stage: str
    parts: int
    rows: int
    bytes: int  # of what it made
    seconds: float  # of CPU
    memory: int  # bytes: the largest that a process which did a part of it had
    counts: dict[str, int]
    problems: dict[str, int]


def report_archive(folder: Path) -> Iterator[Line]:
    """Give a line for each stage that has been at work, in their order."""
    for stage in _STAGES:
        entries = read_entries(folder, stage).values()
        if entries:
            made = [made for entry in entries for made in entry.outputs]
            counts: Counter[str] = Counter()
            problems: Counter[str] = Counter()
            for entry in entries:
                counts.update(entry.counts)
                problems.update(entry.problems)
            yield Line(
                stage=stage,
                parts=len(entries),
                rows=sum(one.rows for one in made),
                bytes=sum(one.bytes for one in made),
                seconds=round(sum(entry.seconds for entry in entries), 1),
                memory=max(entry.memory for entry in entries),
                counts=dict(counts),
                problems=dict(problems.most_common()),
            )
