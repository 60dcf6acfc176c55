"""Which parts each stage of an archive has: what each reads, from what the manifest says is there."""

from collections.abc import Callable, Mapping
from pathlib import Path

from riwaya.archive.manifests import expect_stage, list_made, read_entries
from riwaya.archive.parts import Chosen, Work, name_parts
from riwaya.archive.telling import list_reached
from riwaya.archive.weeks import UNDATED_WEEK, week_after, week_before

_RANGE = 20_000_000  # postings that one range of hashes should hold
_LOTS = 4  # of far pairs for each range: at thirty meetings a page some twenty thousand pairs with their texts
_HASHES = 1 << 64


def plan_part(
    folder: Path,
    stage: str,
    part: str,
    version: str,
    inputs: Mapping[str, str],
    given: Mapping[str, Chosen] | None = None,
) -> Work:
    """Give a part: the inputs are files of the archive with their checksums, or what else it follows from."""
    return Work(
        folder=str(folder.absolute()),
        stage=stage,
        part=part,
        version=version,
        inputs=dict(inputs),
        given=dict(given or {}),
    )


def _plan_versions(folder: Path, version: str) -> list[Work]:
    return [plan_part(folder, "versions", "all", version, _articles(folder))]


def _plan_index(folder: Path, version: str) -> list[Work]:
    weeks = _list_weeks(folder)
    return [plan_part(folder, "index", week, version, inputs) for week, inputs in weeks.items()]


def _plan_near(folder: Path, version: str) -> list[Work]:
    index = _by_week(list_made(read_entries(folder, "index").values(), "index"))
    return [
        plan_part(folder, "near", week, version, files | index.get(week_after(week), {}))
        for week, files in index.items()
    ]


def _plan_meet(folder: Path, version: str) -> list[Work]:
    index = read_entries(folder, "index")
    rows = sum(made.rows for entry in index.values() for made in entry.outputs)
    count = max(rows // _RANGE, 1)
    bounds = [_HASHES * number // count for number in range(count + 1)]
    files = list_made(index.values(), "index")
    return [
        plan_part(
            folder,
            "meet",
            name,
            f"{version} of {count}, {_LOTS} lots each",
            files,
            {"first": str(first), "last": str(last - 1), "lots": count * _LOTS},
        )
        for name, first, last in zip(name_parts(count), bounds, bounds[1:], strict=False)
    ]


def _plan_far(folder: Path, version: str) -> list[Work]:
    meet = read_entries(folder, "meet")
    files = list_made(meet.values(), "meetings")
    lots = len(meet) * _LOTS
    return [plan_part(folder, "far", f"far-{n}", f"{version} of {lots}", files, {"lot": n}) for n in range(lots)]


def _plan_judge_near(folder: Path, version: str) -> list[Work]:
    near = _by_week(list_made(read_entries(folder, "near").values(), "near"))
    weeks = _list_weeks(folder)
    return [
        plan_part(folder, "judge-near", week, version, files | weeks[week] | weeks.get(week_after(week), {}))
        for week, files in near.items()
    ]


def _plan_carry(folder: Path, version: str) -> list[Work]:
    far = _far(folder)
    return [
        plan_part(folder, "carry", week, version, files | far) for week, files in _list_weeks(folder).items() if far
    ]


def _plan_judge_far(folder: Path, version: str) -> list[Work]:
    texts = list_made(read_entries(folder, "carry").values(), "carried")
    far = _far(folder)
    return [plan_part(folder, "judge-far", Path(name).stem, version, {name: far[name]} | texts) for name in far]


def _plan_families(folder: Path, version: str) -> list[Work]:
    return [plan_part(folder, "families", "all", version, _retellings(folder))]


def _plan_sketch(folder: Path, version: str) -> list[Work]:
    return [plan_part(folder, "sketch", week, version, files) for week, files in _list_weeks(folder).items()]


def _plan_tie(folder: Path, version: str) -> list[Work]:
    made = read_entries(folder, "sketch")
    undated = list_made(made.values(), "undated")
    dated = _by_week(list_made(made.values(), "sketches"))
    works = [
        plan_part(folder, "tie", week, version, files | dated.get(week_before(week), {}) | undated)
        for week, files in dated.items()
    ]
    return works + ([plan_part(folder, "tie", UNDATED_WEEK, version, undated)] if undated else [])


def _plan_components(folder: Path, version: str) -> list[Work]:
    ties = list_made(read_entries(folder, "tie").values(), "forests")
    return [plan_part(folder, "components", "all", version, ties | _retellings(folder))]


def _plan_bring(folder: Path, version: str) -> list[Work]:
    members = _by_week(list_made(read_entries(folder, "components").values(), "members"))
    shelves = [_sketches(folder), _by_week(list_made(read_entries(folder, "tie").values(), "ties"))]
    shelves.append(_by_week(_retellings(folder)))
    loose = list_made(read_entries(folder, "sketch").values(), "undated")  # who has no day, but perhaps a month
    works = []
    for week in _list_weeks(folder):
        inputs = {name: checksum for shelf in shelves for name, checksum in shelf.get(week, {}).items()}
        for near in (week, week_before(week), *_by_week(loose)):
            inputs |= members.get(near, {})
        works.append(plan_part(folder, "bring", week, version, inputs))
    return works


def _plan_group(folder: Path, version: str) -> list[Work]:
    made, brought = read_entries(folder, "components").values(), read_entries(folder, "bring").values()
    components, members = (_by_week(list_made(made, under)) for under in ("components", "members"))
    sketches, shelves = _sketches(folder), [_by_week(list_made(brought, under)) for under in ("brought", "bound")]
    works = []
    for week in _list_weeks(folder):
        inputs = components.get(week, {}) | members.get(week, {}) | sketches.get(week, {})
        for near in {week, *list_reached(folder, components.get(week, {}))}:
            for shelf in shelves:
                inputs |= shelf.get(near, {})
        works.append(plan_part(folder, "group", week, version, inputs))
    return works


def _plan_sift(folder: Path, asked: str) -> list[Work]:
    weeks = _by_week(_articles(folder))
    return [plan_part(folder, "sift", week, asked, files, {"wanted": asked}) for week, files in weeks.items()]


def _list_weeks(folder: Path) -> dict[str, dict[str, str]]:
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


def _far(folder: Path) -> dict[str, str]:
    return list_made(read_entries(folder, "far").values(), "far")


def _sketches(folder: Path) -> dict[str, dict[str, str]]:
    made = read_entries(folder, "sketch").values()
    return _by_week(list_made(made, "sketches") | list_made(made, "undated"))


def _versions(folder: Path) -> dict[str, str]:
    return list_made(read_entries(folder, "versions").values(), "versions")


def _retellings(folder: Path) -> dict[str, str]:
    entries = [*read_entries(folder, "judge-near").values(), *read_entries(folder, "judge-far").values()]
    return list_made(entries, "retellings")


PLANS: dict[str, Callable[[Path, str], list[Work]]] = {  # by an archive and a version
    "versions": _plan_versions,
    "index": _plan_index,
    "near": _plan_near,
    "meet": _plan_meet,
    "far": _plan_far,
    "judge-near": _plan_judge_near,
    "carry": _plan_carry,
    "judge-far": _plan_judge_far,
    "families": _plan_families,
    "sketch": _plan_sketch,
    "tie": _plan_tie,
    "components": _plan_components,
    "bring": _plan_bring,
    "group": _plan_group,
    "sift": _plan_sift,
}
