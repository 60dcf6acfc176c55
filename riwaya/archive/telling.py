"""The stories of an archive: components of what is tied, by the engine's joins, and the stories in each."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from riwaya import stories
from riwaya.archive.engine import Engine
from riwaya.archive.families import find_components
from riwaya.archive.judging import RETELLINGS
from riwaya.archive.parts import Draft, Work
from riwaya.archive.tables import lay_rows, read_files
from riwaya.archive.tying import SKETCHES, TIES, read_sketches
from riwaya.archive.weeks import name_of_key, week_of_key
from riwaya.records import Origins
from riwaya.stories import CERTAIN, Sketch, Tied, group_stories
from riwaya.stories.components import LEVELS, MOST
from riwaya.stories.neighbours import in_order

MEMBERS = (("key", "string"), ("root", "string"), ("level", "double"))  # of articles that are not alone
STORIES = (
    ("id", "string"),
    ("articles", "string"),  # ids, by day and id, parted by blanks
    ("record", "string"),  # records.Story, which names articles by their sources; its origins are a case's to trace
)
_WHOLE = ["copy", "edited", "translation"]


def gather_components(engine: Engine) -> Callable[[Work, Draft], None]:
    """Give the kernel that writes the components, by the weeks of their first articles and of each.

    What hangs together by the weakest ties is one where it has at most a thousand articles; else the next stronger
    ties decide, as in `stories.split_components`.
    """

    def gather(work: Work, draft: Draft) -> None:
        weeks: dict[str, list[tuple[str, str, float]]] = {}
        for row in _split(engine, _list_edges(engine, work)):
            weeks.setdefault(f"components/{week_of_key(row[1])}", []).append(row)
            weeks.setdefault(f"members/{week_of_key(row[0])}", []).append(row)
        for name, rows in sorted(weeks.items()):
            draft.write(f"{name}.parquet", lay_rows(MEMBERS, sorted(rows)))

    return gather


def _list_edges(engine: Engine, work: Work) -> Any:
    daft, col = engine.daft, engine.daft.col
    edges = daft.from_pydict({"u": ["0"], "v": ["0"], "tie": [1.0]}).where(col("u") != col("v"))
    if forests := [str(file) for file in work.files("forests")]:
        ties = daft.read_parquet(forests)
        edges = edges.concat(ties.select(col("a").alias("u"), col("b").alias("v"), col("tie")))
    if retellings := [str(file) for file in work.files("retellings")]:
        whole = daft.read_parquet(retellings).where(col("kind").is_in(_WHOLE))
        tied = whole.select(col("key_a").alias("u"), col("key_b").alias("v"), daft.lit(CERTAIN).alias("tie"))
        edges = edges.concat(tied)
    return edges.collect()


def _split(engine: Engine, edges: Any) -> Iterable[tuple[str, str, float]]:
    col = engine.daft.col
    for level in LEVELS:
        joined, _ = find_components(engine, edges.where(col("tie") >= level).select("u", "v"))
        sizes = joined.groupby("v").agg(col("u").count().alias("size"))
        members = joined.join(sizes, on="v").collect()
        final = members if level == LEVELS[-1] else members.where(col("size") <= MOST)
        found = final.select("u", "v").to_pydict()
        yield from ((key, root, level) for key, root in zip(found["u"], found["v"], strict=True))
        left = members.where(col("size") > MOST).select(col("u"), col("v").alias("root"))
        if level == LEVELS[-1] or not left.count_rows():
            return
        edges = edges.join(left, on="u").select("u", "v", "tie").collect()


def group_week(work: Work, draft: Draft) -> None:
    """Write the stories of the components that begin in a week, and of its articles that are alone."""
    joined = set(_column(work, "members", MEMBERS, "key"))
    components = _read_components(work)
    wanted = {key for keys in components for key in keys}
    sketches = {sketch.article: sketch for sketch in _find_sketches(work, wanted, joined)}
    inside: dict[str, list[Tied]] = {}
    roots = {key: keys[0] for keys in components for key in keys}
    for tie in _find_ties(work):
        if roots.get(tie.a, "") == roots.get(tie.b, "-"):
            inside.setdefault(roots[tie.a], []).append(tie)
    alone = [(key,) for key in sketches.keys() - wanted]
    rows = [
        _tell([sketches[key] for key in story])
        for keys in (*components, *alone)
        for story in group_stories([sketches[key] for key in keys], inside.get(keys[0], ()))
    ]
    draft.counts["articles"] = len(sketches)
    draft.write(f"stories/{work.part}.parquet", lay_rows(STORIES, sorted(rows)))


def _read_components(work: Work) -> list[tuple[str, ...]]:
    table = read_files(work.files("components"), MEMBERS)
    parts: dict[str, list[str]] = {}
    for key, root in zip(table.column("key").to_pylist(), table.column("root").to_pylist(), strict=True):
        parts.setdefault(root, []).append(key)
    return [tuple(sorted(keys)) for _, keys in sorted(parts.items())]


def _find_sketches(work: Work, wanted: Collection[str], joined: Collection[str]) -> Iterator[Sketch]:
    """Give the sketches of components, and those of the week's own articles that are in none."""
    for file in work.files("sketches") + work.files("undated"):
        for sketch in read_sketches(read_files([file], SKETCHES)):
            is_alone = file.stem == work.part and sketch.article not in joined
            if is_alone or sketch.article in wanted:
                yield sketch


def _find_ties(work: Work) -> Iterable[Tied]:
    """Give the ties of the weeks that components reach into. A whole retelling is a tie of its own strength."""
    table = read_files(work.files("ties"), TIES)
    ties = {(a, b): Tied(a, b, tie) for a, b, tie in zip(*(table.column(n).to_pylist() for n, _ in TIES), strict=True)}
    told = read_files(work.files("retellings"), RETELLINGS)
    for kind, *keys in zip(*(told.column(n).to_pylist() for n in ("kind", "key_a", "key_b")), strict=True):
        if kind in _WHOLE:
            a, b = sorted(keys)
            ties[a, b] = Tied(a, b, CERTAIN)
    return ties.values()


def _column(work: Work, under: str, shape: Sequence[tuple[str, str]], name: str) -> list[str]:
    found: list[str] = read_files(work.files(under), shape).column(name).to_pylist()
    return found


def _tell(story: Sequence[Sketch]) -> tuple[str, str, str]:
    told = stories.describe_story(story, Origins())
    names = [name_of_key(sketch.article) for sketch in sorted(story, key=in_order)]
    record = msgspec.structs.replace(told, id=f"s{names[0]}")
    return record.id, " ".join(names), msgspec.json.encode(record).decode()


def list_reached(folder: Path, components: Iterable[str]) -> set[str]:
    """Give the weeks that the members of some components stand in."""
    keys = read_files([folder / file for file in components], MEMBERS).column("key").to_pylist()
    return {week_of_key(key) for key in keys}
