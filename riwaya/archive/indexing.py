"""Fingerprints of a week's articles, turned about: under each hash where it stands, in the order of time."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np

from riwaya.archive.articles import give_articles, read_articles
from riwaya.archive.parts import Draft, Work
from riwaya.archive.tables import Table, make_table, read_files, take_columns
from riwaya.records import Article
from riwaya.retellings import Rows, list_rows
from riwaya.retellings.batches import Batch, read_batches
from riwaya.retellings.candidates import join_rows
from riwaya.retellings.fingerprints import take_fingerprints
from riwaya.retellings.words import Hashes, Marks
from riwaya.store import number_article

POSTINGS = (("hash", "uint64"), ("day", "int32"), ("article", "int64"), ("place", "int32"))


def index_week(work: Work, draft: Draft) -> None:
    """Write the postings of a week in the order of hash, day and article."""
    articles = read_articles(work, "article", "text")
    draft.counts["articles"] = articles.num_rows
    draft.write(f"index/{work.part}.parquet", index_articles(articles))


def index_articles(articles: Table) -> Table:
    """Give the postings of articles: the same rows that a case on a laptop keeps."""
    named = (msgspec.structs.replace(article, source=name) for name, article in give_articles(articles))
    rows = join_rows([own for batch in read_batches(named) for own in _list_rows(batch)])
    return make_table(POSTINGS, (rows.hashes, rows.days, rows.articles, rows.places))


def _list_rows(batch: Batch) -> Iterator[Rows]:
    for article, fingerprint in zip(batch.articles, take_fingerprints(batch), strict=True):
        yield list_rows(number_article(article.source), _day_of(article), fingerprint)


def _day_of(article: Article) -> int | None:
    return article.published.date.toordinal() if article.published else None


def read_rows(files: Sequence[Path], first: int = 0, last: int = (1 << 64) - 1, *, lonely: bool = True) -> Rows:
    """Give the postings of some weeks that follow each other whose hashes lie between two, both included; in order.

    Without the `lonely`, whose hash nobody else has, a range takes half the memory.
    """
    hashes, days, articles, places = take_columns(read_files(files, POSTINGS, ("hash", first, last)))
    order = np.argsort(hashes, kind="stable")  # equal hashes stand in order already
    if not lonely:
        order = order[have_twin(hashes[order])]
    return Rows(hashes[order], days[order].astype(np.int64), articles[order], places[order].astype(np.int64))


def have_twin(hashes: Hashes) -> Marks:
    """Mark those of sorted hashes that are not alone: the others meet nothing.

    >>> have_twin(np.array([1, 2, 2, 3], np.uint64)).tolist()
    [False, True, True, False]
    """
    same = np.zeros(len(hashes) + 1, np.bool_)
    same[1:-1] = hashes[1:] == hashes[:-1]
    twins: Marks = same[1:] | same[:-1]
    return twins
