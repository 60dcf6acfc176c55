"""The stages of an archive in their order: which of their parts are due, and what comes of them.

A stage whose parts could not all be done ends the run there: what builds on it would be built on gaps. The next run
does what was left.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from riwaya.archive.engine import Engine, run_alone, run_parts
from riwaya.archive.families import join_families
from riwaya.archive.indexing import index_week
from riwaya.archive.judging import carry_texts, judge_lot, judge_week
from riwaya.archive.loading import Wanted, sift_week
from riwaya.archive.manifests import Entry, drop_entry, expect_stage, is_done, list_made, read_entries
from riwaya.archive.pairing import meet_range, pair_lot, pair_week
from riwaya.archive.parts import Kernel, Work
from riwaya.archive.planning import PLANS, plan_part
from riwaya.archive.reading import list_inputs, name_input, read_input, stamp_input
from riwaya.archive.telling import bring_week, gather_components, group_week
from riwaya.archive.tying import sketch_week, tie_week
from riwaya.archive.versions import find_old
from riwaya.pipeline.reading import STAGES
from riwaya.records import Problem

KERNELS: dict[str, Kernel] = {
    "read": read_input,
    "index": index_week,
    "near": pair_week,
    "meet": meet_range,
    "far": pair_lot,
    "judge-near": judge_week,
    "carry": carry_texts,
    "judge-far": judge_lot,
    "sketch": sketch_week,
    "tie": tie_week,
    "bring": bring_week,
    "group": group_week,
    "sift": sift_week,
}
_READ = ("extract", "mentions", "times", "quantities", "statements", "events")

Steps = Iterator[Entry | Problem]


def read_archive(engine: Engine, folder: Path, inputs: Iterable[str], *, bare: bool = False) -> Steps:
    """Take inputs into an archive, which is made where it is missing. What it holds already is passed over.

    In an address of the engine's, `*` stands for anything but a slash.

    `bare`: only the report on each page, without statements and the rest.
    """
    version = _say_version(("extract",) if bare else _READ)
    works = [
        plan_part(
            folder, "read", name_input(name), version, {"stamp": stamp_input(name)},
            {"input": name, "bare": bare, "workers": 1 if engine.cluster else engine.workers},
        )
        for name in dict.fromkeys(list_inputs(inputs))
    ]  # fmt: skip
    yield from _do(engine, folder, works)


def retell_archive(engine: Engine, folder: Path) -> Steps:
    """Find who repeats whom in an archive, and the families of copies."""
    version = _say_version(("retellings",))
    steps: tuple[Callable[[], Steps], ...] = (
        lambda: _alone(engine, folder, "versions", "1", find_old(engine)),
        lambda: _run(engine, folder, "index", version),
        lambda: _run(engine, folder, "near", version),
        lambda: _run(engine, folder, "meet", version),
        lambda: _run(engine, folder, "far", version),
        lambda: _run(engine, folder, "judge-near", version),
        lambda: _run(engine, folder, "carry", version),
        lambda: _run(engine, folder, "judge-far", version),
        lambda: _alone(engine, folder, "families", "1", join_families(engine)),
    )
    yield from _follow(steps)


def tell_archive(engine: Engine, folder: Path) -> Steps:
    """Find the stories of an archive in which retellings were found."""
    version = _say_version(("stories",))
    expect_stage(folder, "families", "run `riwaya archive retell` first")
    steps: tuple[Callable[[], Steps], ...] = (
        lambda: _run(engine, folder, "sketch", version),
        lambda: _run(engine, folder, "tie", version),
        lambda: _alone(engine, folder, "components", version, gather_components(engine)),
        lambda: _run(engine, folder, "bring", version),
        lambda: _run(engine, folder, "group", version),
    )
    yield from _follow(steps)


def sift_archive(engine: Engine, folder: Path, wanted: Wanted) -> Steps:
    """Find the pages of a slice, and lay them ready for `load_pages`."""
    asked = msgspec.json.encode(wanted).decode()
    yield from _run(engine, folder, "sift", asked)


def list_slice(folder: Path) -> list[Path]:
    """Give the files of the slice that was sifted last."""
    return [folder / name for name in list_made(read_entries(folder, "sift").values(), "slice")]


def _follow(steps: Iterable[Callable[[], Steps]]) -> Steps:
    """Take one step after the other, none after one that has failed."""
    for step in steps:
        failed = 0
        for found in step():
            failed += isinstance(found, Problem)
            yield found
        if failed:
            return


# --- doing it -----------------------------------------------------------------------------------------------


def _run(engine: Engine, folder: Path, stage: str, version: str) -> Steps:
    """Do the parts of a stage that are due. Parts that it no longer has are dropped."""
    works = PLANS[stage](folder, version)
    _drop(folder, stage, [work.part for work in works])
    yield from _do(engine, folder, works)


def _do(engine: Engine, folder: Path, works: Sequence[Work]) -> Steps:
    yield from run_parts(engine, _list_due(folder, works), KERNELS)


def _alone(engine: Engine, folder: Path, stage: str, version: str, kernel: Kernel) -> Steps:
    """Do the one part of a stage in which the engine itself is at work."""
    for work in _list_due(folder, PLANS[stage](folder, version)):
        yield run_alone(engine, work, kernel)


def _list_due(folder: Path, works: Sequence[Work]) -> list[Work]:
    done = read_entries(folder, works[0].stage) if works else {}
    return [work for work in works if not is_done(folder, done.get(work.part), work.version, work.inputs)]


def _drop(folder: Path, stage: str, parts: Sequence[str]) -> None:
    for part, entry in read_entries(folder, stage).items():
        if part not in parts:
            drop_entry(folder, entry)


def _say_version(stages: Iterable[str]) -> str:
    return " ".join(f"{name}-{STAGES[name]}" for name in stages)
