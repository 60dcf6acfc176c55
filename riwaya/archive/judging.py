"""What pairs of articles are to each other: decided by their two texts alone, as on a laptop."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from riwaya.archive.articles import ARTICLES, give_articles, read_articles
from riwaya.archive.pairing import PAIRS
from riwaya.archive.parts import Draft, Work
from riwaya.archive.tables import Table, arrow, lay_rows, load, read_files
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

CARRIED = (("lot", "string"), *((name, kind) for name, kind in ARTICLES if name in {"id", "article", "text"}))

_KEYS = slice(3, 5)
_TOGETHER = 5000  # pairs whose texts are held at once

Pair = tuple[str, str, bool, bool]  # ids, worded, meant
Row = tuple[str, ...]


def judge_week(work: Work, draft: Draft) -> None:
    """Write the retellings among the near candidates of a week."""
    pairs = read_files(work.files("near"), PAIRS)
    draft.counts["pairs"] = pairs.num_rows
    found = sorted(judge_table(pairs, read_articles(work, "article", "text")))
    draft.write(f"retellings/{work.part}/near.parquet", lay_rows(RETELLINGS, found))


def judge_table(pairs: Table, articles: Table) -> Iterator[Row]:
    """Give the retellings among pairs, by the articles that they name, as rows of `RETELLINGS`."""
    places = {name: n for n, name in enumerate(articles.column("id").to_pylist())}
    for at in range(0, pairs.num_rows, _TOGETHER):
        some = _list_pairs(pairs.slice(at, _TOGETHER))
        wanted = sorted({places[name] for pair in some for name in pair[:2]})
        known = articles.take(arrow().array(wanted, type=arrow().int64()))
        yield from judge_some(dict(give_articles(known)), some)


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


def carry_texts(work: Work, draft: Draft) -> None:
    """Write the texts of a week that far pairs need: what one lot of these needs lies together.

    The texts of a week are read once, whatever the number of lots; so it costs what is carried.
    """
    articles = read_articles(work, "article", "text").select(["id", "article", "text"])
    for file in work.files("far"):
        pairs = read_files([file], PAIRS)
        named = arrow().chunked_array([*pairs.column("a").chunks, *pairs.column("b").chunks], "string")
        wanted = articles.filter(load("pyarrow.compute").is_in(articles.column("id"), named))
        if wanted.num_rows:
            lot = arrow().array([file.stem] * wanted.num_rows)
            draft.add(f"carried/{work.part}.parquet", wanted.add_column(0, "lot", lot))


def judge_lot(work: Work, draft: Draft) -> None:
    """Write the retellings among the far candidates of a lot, by the week of the earlier article."""
    pairs = read_files(work.files("far"), PAIRS)
    draft.counts["pairs"] = pairs.num_rows
    weeks: dict[str, list[Row]] = {}
    for found in judge_table(pairs, read_files(work.files("carried"), CARRIED, ("lot", work.part, work.part))):
        weeks.setdefault(week_of_key(min(found[_KEYS])), []).append(found)
    for week, told in sorted(weeks.items()):
        draft.write(f"retellings/{week}/{work.part}.parquet", lay_rows(RETELLINGS, sorted(told)))
