"""The stages of an archive in their order: which parts each has, which of them are due, and what comes of them.

A stage whose parts could not all be done ends the run there: what builds on it would be built on gaps. The next run
does what was left.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from riwaya.archive.engine import Engine, run_alone, run_parts
from riwaya.archive.families import join_families
from riwaya.archive.indexing import index_week
from riwaya.archive.judging import carry_texts, judge_carried, judge_week
from riwaya.archive.loading import Wanted, sift_week
from riwaya.archive.manifests import Entry, drop_entry, expect_stage, is_done, list_made, read_entries
from riwaya.archive.pairing import meet_range, pair_lot, pair_week
from riwaya.archive.parts import Kernel, Work, name_parts
from riwaya.archive.reading import list_inputs, name_input, read_input, stamp_input
from riwaya.archive.telling import gather_components, group_week, list_reached
from riwaya.archive.tying import sketch_week, tie_week
from riwaya.archive.versions import find_old
from riwaya.archive.weeks import UNDATED_WEEK, week_after, week_before
from riwaya.pipeline.reading import STAGES
from riwaya.records import Problem

_KERNELS: dict[str, Kernel] = {
    "read": read_input,
    "index": index_week,
    "near": pair_week,
    "meet": meet_range,
    "far": pair_lot,
    "judge-near": judge_week,
    "judge-far": judge_carried,
    "sketch": sketch_week,
    "tie": tie_week,
    "group": group_week,
    "sift": sift_week,
}
_READ = ("extract", "mentions", "times", "quantities", "statements", "events")
_RANGE = 20_000_000  # postings that one range of hashes should hold; there are as many lots of pairs as ranges
_HASHES = 1 << 64

Steps = Iterator[Entry | Problem]


def read_archive(engine: Engine, folder: Path, inputs: Iterable[str], *, bare: bool = False) -> Steps:
    """Take inputs into an archive, which is made where it is missing. What it holds already is passed over.

    In an address of the engine's, `*` stands for anything but a slash.

    `bare`: only the report on each page, without statements and the rest.
    """
    version = _say_version(("extract",) if bare else _READ)
    works = [
        _plan(
            folder, "read", name_input(name), version, {"stamp": stamp_input(name)},
            {"input": name, "bare": bare, "workers": 1 if engine.cluster else engine.workers},
        )
        for name in dict.fromkeys(list_inputs(inputs))
    ]  # fmt: skip
    yield from _run(engine, folder, works)


def retell_archive(engine: Engine, folder: Path) -> Steps:
    """Find who repeats whom in an archive, and the families of copies."""
    version = _say_version(("retellings",))
    steps: tuple[Callable[[], Steps], ...] = (
        lambda: _alone(engine, folder, "versions", "1", _articles(folder), find_old(engine)),
        lambda: _run(engine, folder, _plan_index(folder, version), whole="index"),
        lambda: _run(engine, folder, _plan_near(folder, version), whole="near"),
        lambda: _run(engine, folder, _plan_meet(folder, version), whole="meet"),
        lambda: _run(engine, folder, _plan_far(folder, version), whole="far"),
        lambda: _run(engine, folder, _plan_judge(folder, version), whole="judge-near"),
        lambda: _carry(engine, folder, version),
        lambda: _run(engine, folder, _plan_judge_far(folder, version), whole="judge-far"),
        lambda: _alone(engine, folder, "families", "1", _retellings(folder), join_families(engine)),
    )
    yield from _follow(steps)


def tell_archive(engine: Engine, folder: Path) -> Steps:
    """Find the stories of an archive in which retellings were found."""
    version = _say_version(("stories",))
    expect_stage(folder, "families", "run `riwaya archive retell` first")
    steps: tuple[Callable[[], Steps], ...] = (
        lambda: _run(engine, folder, _plan_sketch(folder, version), whole="sketch"),
        lambda: _run(engine, folder, _plan_tie(folder, version), whole="tie"),
        lambda: _alone(engine, folder, "components", version, _bonds(folder), gather_components(engine)),
        lambda: _run(engine, folder, _plan_group(folder, version), whole="group"),
    )
    yield from _follow(steps)


def sift_archive(engine: Engine, folder: Path, wanted: Wanted) -> Steps:
    """Find the pages of a slice, and lay them ready for `load_pages`."""
    asked = msgspec.json.encode(wanted).decode()
    weeks = _by_week(_articles(folder))
    works = [_plan(folder, "sift", week, asked, files, {"wanted": asked}) for week, files in weeks.items()]
    yield from _run(engine, folder, works, whole="sift")


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


# --- what each stage has to do ------------------------------------------------------------------------------


def _plan_index(folder: Path, version: str) -> list[Work]:
    weeks = list_weeks(folder)
    return [_plan(folder, "index", week, version, inputs) for week, inputs in weeks.items()]


def _plan_near(folder: Path, version: str) -> list[Work]:
    index = _by_week(list_made(read_entries(folder, "index").values(), "index"))
    return [
        _plan(folder, "near", week, version, files | index.get(week_after(week), {})) for week, files in index.items()
    ]


def _plan_meet(folder: Path, version: str) -> list[Work]:
    index = read_entries(folder, "index")
    rows = sum(made.rows for entry in index.values() for made in entry.outputs)
    count = max(rows // _RANGE, 1)
    bounds = [_HASHES * number // count for number in range(count + 1)]
    files = list_made(index.values(), "index")
    return [
        _plan(
            folder,
            "meet",
            name,
            f"{version} of {count}",
            files,
            {"first": str(first), "last": str(last - 1), "lots": count},
        )
        for name, first, last in zip(name_parts(count), bounds, bounds[1:], strict=False)
    ]


def _plan_far(folder: Path, version: str) -> list[Work]:
    meet = read_entries(folder, "meet")
    files = list_made(meet.values(), "meetings")
    lots = len(meet)
    return [_plan(folder, "far", f"far-{n}", f"{version} of {lots}", files, {"lot": n}) for n in range(lots)]


def _plan_judge(folder: Path, version: str) -> list[Work]:
    near = _by_week(list_made(read_entries(folder, "near").values(), "near"))
    weeks = list_weeks(folder)
    return [
        _plan(folder, "judge-near", week, version, files | weeks[week] | weeks.get(week_after(week), {}))
        for week, files in near.items()
    ]


def _plan_sketch(folder: Path, version: str) -> list[Work]:
    return [_plan(folder, "sketch", week, version, files) for week, files in list_weeks(folder).items()]


def _plan_tie(folder: Path, version: str) -> list[Work]:
    made = read_entries(folder, "sketch")
    undated = list_made(made.values(), "undated")
    dated = _by_week(list_made(made.values(), "sketches"))
    works = [
        _plan(folder, "tie", week, version, files | dated.get(week_before(week), {}) | undated)
        for week, files in dated.items()
    ]
    return works + ([_plan(folder, "tie", UNDATED_WEEK, version, undated)] if undated else [])


def _bonds(folder: Path) -> dict[str, str]:
    return list_made(read_entries(folder, "tie").values(), "forests") | _retellings(folder)


def _plan_group(folder: Path, version: str) -> list[Work]:
    sketch, tie = read_entries(folder, "sketch").values(), read_entries(folder, "tie").values()
    made = read_entries(folder, "components").values()
    components, members = (_by_week(list_made(made, under)) for under in ("components", "members"))
    shelves = [_by_week(list_made(sketch, under)) for under in ("sketches", "undated")]
    shelves += [_by_week(list_made(tie, "ties")), _by_week(_retellings(folder))]
    works = []
    for week in list_weeks(folder):
        inputs = components.get(week, {}) | members.get(week, {})
        for near in {week, UNDATED_WEEK, *list_reached(folder, components.get(week, {}))}:
            for shelf in shelves:
                inputs |= shelf.get(near, {})
        works.append(_plan(folder, "group", week, version, inputs))
    return works


def _carry(engine: Engine, folder: Path, version: str) -> Steps:
    """Carry the texts of each lot to its pairs; on a cluster, which can hold it, those of all lots in one pass."""
    far = {part: list_made([entry], "far") for part, entry in read_entries(folder, "far").items() if entry.outputs}
    every = {name: checksum for files in far.values() for name, checksum in files.items()}
    lots = {"all": every} if engine.cluster and every else far
    _drop(folder, "carry", list(lots))
    for part, pairs in lots.items():
        inputs = pairs | _articles(folder) | _versions(folder)
        yield from _alone(engine, folder, "carry", version, inputs, carry_texts(engine), part)


def _plan_judge_far(folder: Path, version: str) -> list[Work]:
    files = list_made(read_entries(folder, "carry").values(), "carried")
    return [_plan(folder, "judge-far", Path(name).stem, version, {name: files[name]}) for name in files]


def list_weeks(folder: Path) -> dict[str, dict[str, str]]:
    """Give the files of each week's articles, with those that say which versions are old, and their checksums."""
    weeks = _by_week(_articles(folder))
    old = {Path(name).stem: (name, checksum) for name, checksum in _versions(folder).items()}
    return {week: files | dict([old[week]] if week in old else []) for week, files in weeks.items()}


def _by_week(files: Mapping[str, str]) -> dict[str, dict[str, str]]:
    weeks: dict[str, dict[str, str]] = {}
    for name, checksum in files.items():
        weeks.setdefault(name.split("/")[1].removesuffix(".parquet"), {})[name] = checksum
    return dict(sorted(weeks.items()))


def _articles(folder: Path) -> dict[str, str]:
    return list_made(expect_stage(folder, "read", "begin an archive with `riwaya archive read`").values(), "articles")


def _versions(folder: Path) -> dict[str, str]:
    return list_made(read_entries(folder, "versions").values(), "versions")


def _retellings(folder: Path) -> dict[str, str]:
    entries = [*read_entries(folder, "judge-near").values(), *read_entries(folder, "judge-far").values()]
    return list_made(entries, "retellings")


def _say_version(stages: Iterable[str]) -> str:
    return " ".join(f"{name}-{STAGES[name]}" for name in stages)


# --- doing it -----------------------------------------------------------------------------------------------


def _plan(
    folder: Path,
    stage: str,
    part: str,
    version: str,
    inputs: Mapping[str, str],
    given: Mapping[str, str | int | bool | None] | None = None,
) -> Work:
    return Work(
        folder=str(folder.absolute()),
        stage=stage,
        part=part,
        version=version,
        inputs=dict(inputs),
        given=dict(given or {}),
    )


def _run(engine: Engine, folder: Path, works: Sequence[Work], whole: str | None = None) -> Steps:
    """Do the parts that are due. Where `whole` names the stage, parts that it no longer has are dropped."""
    if whole:
        _drop(folder, whole, [work.part for work in works])
    done = read_entries(folder, works[0].stage) if works else {}
    due = [work for work in works if not is_done(folder, done.get(work.part), work.version, work.inputs)]
    yield from run_parts(engine, due, _KERNELS)


def _alone(
    engine: Engine,
    folder: Path,
    stage: str,
    version: str,
    inputs: Mapping[str, str],
    kernel: Kernel,
    part: str = "all",
) -> Steps:
    """Do the one part of a stage in which the engine itself is at work."""
    work = _plan(folder, stage, part, version, inputs)
    if not is_done(folder, read_entries(folder, stage).get(part), version, work.inputs):
        yield run_alone(engine, work, kernel)


def _drop(folder: Path, stage: str, parts: Sequence[str]) -> None:
    for part, entry in read_entries(folder, stage).items():
        if part not in parts:
            drop_entry(folder, entry)
