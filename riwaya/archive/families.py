"""Families over an archive: connected components, found by the engine's own joins, or at once where that is enough.

The alternating algorithm of Kiveris and others, “Connected components in MapReduce and beyond” (SoCC 2014): *large
star* ties every later neighbour of a vertex to its first neighbour, *small star* every earlier one. Both keep what is
connected, and rounds grow with the logarithm of the size at worst squared; in practice there are under ten. What one
process can hold, it connects in seconds: there a round of joins costs more than the whole.

Only copies and edited copies join: shared passages and translations would chain strangers together.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from riwaya.archive.engine import Engine, work_out
from riwaya.archive.parts import Draft, Work
from riwaya.archive.tables import Table, arrow, lay_rows, load
from riwaya.archive.weeks import name_of_key
from riwaya.errors import InputError

KINDS = ["copy", "edited"]
FAMILIES = (("article", "string"), ("family", "string"))  # ids; a family's is that of its first article

_ROUNDS = 40
_AT_ONCE = 4_000_000  # edges: one process connects them in ten seconds and less than a gigabyte


def join_families(engine: Engine) -> Callable[[Work, Draft], None]:
    """Give the kernel that writes the family of every article that is in one with another."""

    def join(work: Work, draft: Draft) -> None:
        daft = engine.daft
        ties = daft.read_parquet([str(file) for file in work.files("retellings")])
        edges = ties.where(daft.col("kind").is_in(KINDS)).select(
            daft.col("key_a").alias("u"), daft.col("key_b").alias("v")
        )
        joined, rounds = find_components(engine, edges)
        draft.counts["rounds"] = rounds
        table = _name(joined.to_arrow())
        draft.counts["families"] = len(table.column("family").unique())
        draft.write("families/all.parquet", table)

    return join


def find_components(engine: Engine, edges: Any, at_once: int = _AT_ONCE) -> tuple[Any, int]:
    """Give each vertex `u` of some edges (columns `u`, `v`) beside the least one `v` that it is connected with.

    The second result is the number of rounds of joins. The least vertices stand beside themselves. Once there are no
    more than `at_once` edges, one process does the rest. Raises InputError where it takes more rounds than any graph
    of this world.
    """
    col = engine.daft.col
    # Collected first: pushed down into Parquet, Daft 0.7.26 takes two columns with the same least and greatest value
    # for equal in every row, and drops the whole row group.
    now, before = work_out(engine, edges.collect().where(col("u") != col("v"))), ""
    for number in range(_ROUNDS):
        if now.count_rows() <= at_once:
            return engine.daft.from_arrow(connect(now.to_arrow())), number
        now = _small_star(engine, _large_star(engine, now))
        state = _sum_up(engine, now)
        if state == before:
            roots = now.select(col("v").alias("u"), col("v")).distinct()
            return now.concat(roots), number + 1
        before = state
    raise InputError("families", f"do not settle in {_ROUNDS} rounds")


def connect(edges: Table) -> Table:
    """Give each vertex of a table of edges beside the least one that it is connected with, in order.

    Roots are put below smaller ones and paths cut short, over all edges at once, until no edge joins two roots.
    """
    compute = load("pyarrow.compute")
    ends = arrow().chunked_array([*edges.column("u").chunks, *edges.column("v").chunks], edges.column("u").type)
    names = ends.unique()
    names = names.take(compute.sort_indices(names))
    u, v = np.split(compute.index_in(ends, value_set=names).to_numpy(), 2)
    least = np.arange(len(names))
    while len(u):
        np.minimum.at(least, np.maximum(u, v), np.minimum(u, v))
        while len(np.flatnonzero(least[least] != least)):
            least = least[least]
        u, v = least[u], least[v]
        u, v = u[u != v], v[u != v]
    return arrow().table({"u": names, "v": names.take(arrow().array(least))})


def _large_star(engine: Engine, edges: Any) -> Any:
    """Tie every later neighbour of each vertex to the least of its neighbours and itself."""
    return _star(engine, edges.concat(_turn(engine, edges)), lambda u, v: v > u)


def _small_star(engine: Engine, edges: Any) -> Any:
    """Tie each vertex and its earlier neighbours to the least of them."""
    col = engine.daft.col
    earlier = _turn(engine, edges.where(col("v") > col("u"))).concat(edges.where(col("v") < col("u")))
    return _star(engine, earlier, lambda u, v: v <= u)


def _star(engine: Engine, edges: Any, chosen: Callable[[Any, Any], Any]) -> Any:
    col = engine.daft.col
    # What is used twice is collected: the engine would else work it out twice, and twice again in the next step.
    near = work_out(engine, edges.concat(edges.select(col("u"), col("u").alias("v"))).distinct())
    least = near.groupby("u").agg(col("v").min().alias("least"))
    tied = near.where(chosen(col("u"), col("v"))).join(least, on="u")
    moved = tied.where(col("v") != col("least")).select(col("v").alias("u"), col("least").alias("v"))
    return work_out(engine, moved.distinct())


def _turn(engine: Engine, edges: Any) -> Any:
    col = engine.daft.col
    return edges.select(col("v").alias("u"), col("u").alias("v"))


def _sum_up(engine: Engine, edges: Any) -> str:
    """Give what tells two sets of edges apart, without bringing them here."""
    col = engine.daft.col
    hashes = edges.select((col("u") + col("v")).hash().alias("hash"))
    parts = hashes.agg(col("hash").count().alias("count"), (col("hash") % 1_000_003).sum().alias("sum"))
    return str(parts.to_pydict())


def _name(joined: Table) -> Table:
    rows = sorted(set(zip(joined.column("u").to_pylist(), joined.column("v").to_pylist(), strict=True)))
    return lay_rows(FAMILIES, [(name_of_key(u), name_of_key(v)) for u, v in rows])
