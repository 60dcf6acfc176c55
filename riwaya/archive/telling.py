"""The stories of an archive: components of what is tied, by the engine's joins, and the stories in each.

A component belongs to the week of its first article. Copies tie years together, so that a component may reach into any
week: each of these sends there what is needed, rather than being read for every other.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from riwaya import stories
from riwaya.archive.engine import Engine
from riwaya.archive.families import find_components
from riwaya.archive.judging import RETELLINGS
from riwaya.archive.parts import Draft, Work
from riwaya.archive.tables import Table, arrow, lay_rows, read_files
from riwaya.archive.tying import SKETCHES, TIES, lay_ties, read_sketches
from riwaya.archive.weeks import name_of_key, week_of_key
from riwaya.records import Origins
from riwaya.stories import CERTAIN, Sketch, Tied, group_stories
from riwaya.stories.components import LEVELS, MOST
from riwaya.stories.neighbours import in_order

MEMBERS = (("key", "string"), ("root", "string"), ("level", "double"))  # of articles that are not alone
BROUGHT = (("to", "string"), *SKETCHES)  # of members of components that begin in another week, by that week
BOUND = (("to", "string"), *TIES)  # inside components, by the weeks in which these begin
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


def bring_week(work: Work, draft: Draft) -> None:
    """Write the sketches and ties of a week that components need: what those of one week need lies together."""
    members = read_files(work.files("members"), MEMBERS)
    roots = dict(zip(members.column("key").to_pylist(), members.column("root").to_pylist(), strict=True))
    sketches = _read_own(work)
    homes = [week_of_key(roots.get(key, key)) for key in sketches.column("key").to_pylist()]
    for week in sorted({*homes} - {work.part}):
        draft.add(f"brought/{work.part}.parquet", _address(week, sketches, [home == week for home in homes]))
    inside: dict[str, list[Tied]] = {}
    for tie in _find_ties(work):
        if tie.tie == CERTAIN or roots.get(tie.a, "") == roots.get(tie.b, "-"):
            inside.setdefault(week_of_key(roots[tie.a]), []).append(tie)
    for week, ties in sorted(inside.items()):
        draft.add(f"bound/{work.part}.parquet", _address(week, lay_ties(ties)))


def _address(week: str, table: Table, chosen: Sequence[bool] | None = None) -> Table:
    rows = table.filter(arrow().array(chosen)) if chosen else table
    return rows.add_column(0, "to", arrow().array([week] * rows.num_rows))


def group_week(work: Work, draft: Draft) -> None:
    """Write the stories of the components that begin in a week, and of its articles that are alone."""
    components = _read_components(work)
    roots = {key: keys[0] for keys in components for key in keys}
    sketches = {sketch.article: sketch for sketch in _find_sketches(work, roots)}
    inside: dict[str, dict[tuple[str, str], Tied]] = {}
    for a, b, tie in _list_rows(read_files(work.files("bound"), BOUND, ("to", work.part, work.part)), TIES):
        # Two that tell the same whole are tied for certain, whatever else ties them.
        inside.setdefault(roots[a], {}).setdefault((a, b), Tied(a, b, tie))
        if tie == CERTAIN:
            inside[roots[a]][a, b] = Tied(a, b, tie)
    alone = [(key,) for key in sketches.keys() - roots.keys()]
    rows = [
        _tell([sketches[key] for key in story])
        for keys in (*components, *alone)
        for story in group_stories([sketches[key] for key in keys], inside.get(keys[0], {}).values())
    ]
    draft.counts["articles"] = len(sketches)
    draft.write(f"stories/{work.part}.parquet", lay_rows(STORIES, sorted(rows)))


def _read_components(work: Work) -> list[tuple[str, ...]]:
    table = read_files(work.files("components"), MEMBERS)
    parts: dict[str, list[str]] = {}
    for key, root in zip(table.column("key").to_pylist(), table.column("root").to_pylist(), strict=True):
        parts.setdefault(root, []).append(key)
    return [tuple(sorted(keys)) for _, keys in sorted(parts.items())]


def _find_sketches(work: Work, wanted: Collection[str]) -> Iterator[Sketch]:
    """Give the sketches of components, and those of the week's own articles that are in none."""
    joined = set(read_files(work.files("members"), MEMBERS).column("key").to_pylist())
    own = _read_own(work)
    here = [key in wanted or key not in joined for key in own.column("key").to_pylist()]
    yield from read_sketches(own.filter(arrow().array(here, type="bool")))
    yield from read_sketches(read_files(work.files("brought"), BROUGHT, ("to", work.part, work.part)))


def _read_own(work: Work) -> Table:
    return read_files(work.files("sketches") + work.files("undated"), SKETCHES)


def _find_ties(work: Work) -> Iterator[Tied]:
    """Give the ties of a week. A whole retelling is a tie of its own strength."""
    yield from (Tied(a, b, tie) for a, b, tie in _list_rows(read_files(work.files("ties"), TIES), TIES))
    for row in _list_rows(read_files(work.files("retellings"), RETELLINGS), RETELLINGS):
        _, _, kind, *keys, _ = row
        if kind in _WHOLE:
            yield Tied(min(keys), max(keys), CERTAIN)


def _list_rows(table: Table, shape: Sequence[tuple[str, str]]) -> Iterator[tuple[Any, ...]]:
    return zip(*(table.column(name).to_pylist() for name, _ in shape), strict=True)


def _tell(story: Sequence[Sketch]) -> tuple[str, str, str]:
    told = stories.describe_story(story, Origins())
    names = [name_of_key(sketch.article) for sketch in sorted(story, key=in_order)]
    record = msgspec.structs.replace(told, id=f"s{names[0]}")
    return record.id, " ".join(names), msgspec.json.encode(record).decode()


def list_reached(folder: Path, components: Iterable[str]) -> set[str]:
    """Give the weeks that the members of some components stand in."""
    keys = read_files([folder / file for file in components], MEMBERS).column("key").to_pylist()
    return {week_of_key(key) for key in keys}
