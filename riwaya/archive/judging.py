"""What pairs of articles are to each other: decided by their two texts alone, as on a laptop."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from riwaya.archive.articles import ARTICLES, give_articles, make_article, read_articles
from riwaya.archive.engine import Engine
from riwaya.archive.pairing import PAIRS
from riwaya.archive.parts import Draft, Work
from riwaya.archive.tables import Table, arrow, lay_rows, read_files
from riwaya.archive.weeks import key_article, week_of_key
from riwaya.records import Article, Retelling
from riwaya.retellings import Candidates, judge_pairs
from riwaya.retellings.encoders import choose_encoder

RETELLINGS = (
    ("a", "string"),  # id, the smaller
    ("b", "string"),
    ("kind", "string"),
    ("key_a", "string"),  # day and id: what articles are ordered by
    ("key_b", "string"),
    ("record", "string"),  # records.Retelling, which names articles by their sources
)

CARRIED = (
    *PAIRS,
    *((f"{name}_{side}", kind) for side in ("a", "b") for name, kind in ARTICLES if name in {"article", "text"}),
)

_KEYS = slice(3, 5)
_TOGETHER = 5000  # near pairs whose texts are held at once
_FILE = 64_000_000  # bytes of far pairs with their texts that make one part
_CARRIED = "carried"  # what the engine writes before it has a place

Pair = tuple[str, str, bool, bool]  # ids, worded, meant
Row = tuple[str, ...]


def judge_week(work: Work, draft: Draft) -> None:
    """Write the retellings among the near candidates of a week."""
    pairs = read_files(work.files("near"), PAIRS)
    draft.counts["pairs"] = pairs.num_rows
    draft.write(f"retellings/{work.part}/near.parquet", judge_table(pairs, read_articles(work, "article", "text")))


def judge_table(pairs: Table, articles: Table) -> Table:
    """Give the retellings among pairs, by the articles that they name, sorted."""
    places = {name: n for n, name in enumerate(articles.column("id").to_pylist())}
    found: list[Row] = []
    for at in range(0, pairs.num_rows, _TOGETHER):
        some = _list_pairs(pairs.slice(at, _TOGETHER))
        wanted = sorted({places[name] for pair in some for name in pair[:2]})
        known = articles.take(arrow().array(wanted, type=arrow().int64()))
        found += judge_some(dict(give_articles(known)), some)
    return lay_rows(RETELLINGS, sorted(found))


def judge_some(articles: Mapping[str, Article], pairs: Sequence[Pair]) -> list[Row]:
    """Give the retellings among pairs as rows of `RETELLINGS`."""
    names = sorted(articles)
    places = {name: n for n, name in enumerate(names)}
    worded = [(places[a], places[b]) for a, b, is_worded, _ in pairs if is_worded]
    meant = [(places[a], places[b]) for a, b, _, is_meant in pairs if is_meant]
    named = [msgspec.structs.replace(articles[name], source=name) for name in names]
    return [_make_row(found, articles) for found in judge_pairs(named, Candidates(worded, meant), choose_encoder())]


def _list_pairs(pairs: Table) -> list[Pair]:
    return list(zip(*(pairs.column(name).to_pylist() for name, _ in PAIRS), strict=True))


def _make_row(found: Retelling, articles: Mapping[str, Article]) -> Row:
    a, b = articles[found.a], articles[found.b]
    record = msgspec.structs.replace(found, a=a.source, b=b.source)
    keys = key_article(found.a, a), key_article(found.b, b)
    return found.a, found.b, found.kind, *keys, msgspec.json.encode(record).decode()


# --- far ----------------------------------------------------------------------------------------------------


def carry_texts(engine: Engine) -> Callable[[Work, Draft], None]:
    """Give the kernel that brings far candidates and their texts together, by the engine's joins."""

    def carry(work: Work, draft: Draft) -> None:
        with engine.daft.execution_config_ctx(parquet_target_filesize=_FILE):
            _join_texts(engine, work).write_parquet(str(draft.clear(_CARRIED)), compression="zstd")
        draft.adopt(_CARRIED, f"carried/{work.part}")

    return carry


def _join_texts(engine: Engine, work: Work) -> Any:
    daft = engine.daft
    pairs = daft.read_parquet([str(file) for file in work.files("far")])
    texts = daft.read_parquet([str(file) for file in work.files("articles")]).select("id", "capture", "article", "text")
    if old := [str(file) for file in work.files("versions")]:
        texts = texts.join(daft.read_parquet(old), on=["id", "capture"], how="anti")
    wanted = pairs.select(daft.col("a").alias("id")).concat(pairs.select(daft.col("b").alias("id"))).distinct()
    texts = texts.join(wanted, on="id", how="semi")
    for side in ("a", "b"):
        columns = [daft.col("id").alias(side), *(daft.col(n).alias(f"{n}_{side}") for n in ("article", "text"))]
        pairs = pairs.join(texts.select(*columns), on=side)
    return pairs


def judge_carried(work: Work, draft: Draft) -> None:
    """Write the retellings among pairs that stand in rows with their texts, by the week of the earlier article."""
    rows = read_files(work.files("carried"), CARRIED).to_pylist()
    draft.counts["pairs"] = len(rows)
    weeks: dict[str, list[Row]] = {}
    for at in range(0, len(rows), _TOGETHER):
        some = rows[at : at + _TOGETHER]
        sides = [(row[side], row[f"article_{side}"], row[f"text_{side}"]) for row in some for side in ("a", "b")]
        articles = {name: make_article(record, text) for name, record, text in sides}
        for found in judge_some(articles, [(row["a"], row["b"], row["worded"], row["meant"]) for row in some]):
            weeks.setdefault(week_of_key(min(found[_KEYS])), []).append(found)
    for week, told in sorted(weeks.items()):
        draft.write(f"retellings/{week}/{work.part}.parquet", lay_rows(RETELLINGS, sorted(told)))
