"""An article as a row of an archive: what it is found by in columns of its own, the rest as the records' JSON."""

from collections.abc import Iterator
from typing import Any

import msgspec

from riwaya.archive.parts import Work
from riwaya.archive.tables import Table, arrow, read_files
from riwaya.records import Article, Page, Reading
from riwaya.store import bound_days

ARTICLES = (
    ("id", "string"),
    ("capture", "string"),  # when, SHA-256 and id of the capture: of two versions the greater one is current
    ("week", "string"),
    ("outlet", "string"),
    ("first", "string"),  # published on this day at the earliest and
    ("last", "string"),  # on this one at the latest; null where that side is open
    ("article", "string"),  # records.Article, its text left out
    ("text", "large_string"),
    ("reading", "large_string"),  # records.Reading, its article left out
    ("page", "string"),  # records.Page, its bytes left out
    ("body", "large_binary"),  # null where they are those of the text
)
VERSIONS = (("id", "string"), ("capture", "string"))


Row = tuple[Any, ...]


def make_row(name: str, capture: str, week: str, page: Page, reading: Reading) -> Row:
    """Give the columns of `ARTICLES`. Raises UnicodeEncodeError for half characters, which no JSON can hold."""
    article = reading.article
    bare = msgspec.structs.replace(article, text="")
    rest = msgspec.structs.replace(reading, article=Article(source=""))
    return (
        name,
        capture,
        week,
        article.outlet,
        *bound_days(article.published)[1:],
        msgspec.json.encode(bare).decode(),
        article.text,
        msgspec.json.encode(rest).decode(),
        msgspec.json.encode(msgspec.structs.replace(page, body=b"")).decode(),
        None if page.body == article.text.encode() else page.body,
    )


def read_articles(work: Work, *names: str) -> Table:
    """Give columns of the articles in a part's inputs, by their ids, each article in its current version.

    `versions` among the inputs name what is not current.
    """
    wanted = [(name, kind) for name, kind in ARTICLES if name in {"id", "capture", *names}]
    table = read_files(work.files("articles"), wanted)
    old = set(_take_keys(read_files(work.files("versions"), VERSIONS)))
    best: dict[str, int] = {}
    for number, (name, capture) in enumerate(_take_keys(table)):
        if (name, capture) not in old:
            best.setdefault(name, number)
    return table.take(arrow().array([best[name] for name in sorted(best)], type=arrow().int64()))


def _take_keys(table: Table) -> Iterator[tuple[str, str]]:
    return zip(table.column("id").to_pylist(), table.column("capture").to_pylist(), strict=True)


def give_articles(table: Table) -> Iterator[tuple[str, Article]]:
    """Give the articles of the columns `id`, `article` and `text`, with their ids."""
    columns = (table.column(name).to_pylist() for name in ("id", "article", "text"))
    for name, record, text in zip(*columns, strict=True):
        yield name, make_article(record, text)


def make_article(record: str, text: str) -> Article:
    """Give an article from the columns `article` and `text`."""
    return msgspec.structs.replace(msgspec.json.decode(record, type=Article), text=text)
