"""A slice of an archive as a case: the pages that pass, taken in as if they had been handed over one by one.

So the case answers as one that was built from the same pages: what the archive found across articles is looked for
anew among those of the slice, for it follows from the set of pages.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from riwaya.actors import link_actors
from riwaya.archive.articles import ARTICLES, make_article
from riwaya.archive.parts import Draft, Work
from riwaya.archive.tables import arrow, load, parquet, read_files
from riwaya.pipeline import Added, add_pages
from riwaya.records import Article, Page, Problem, Reading
from riwaya.store.words import Term, find_matches, parse_query
from riwaya.text import fold


class Wanted(Struct, frozen=True, kw_only=True):
    """Which pages a slice takes. An unknown day passes."""

    outlet: str | None = None
    since: str | None = None  # YYYY-MM-DD
    until: str | None = None
    query: str | None = None  # as `riwaya search` takes it: title or text answers every term
    actor: str | None = None  # the id of one in the table, or words of a name


def sift_week(work: Work, draft: Draft) -> None:
    """Write the pages of a week that pass."""
    wanted = msgspec.json.decode(str(work.given["wanted"]), type=Wanted)
    columns = [name for name, _ in ARTICLES]
    for file in work.files("articles"):
        table = parquet().read_table(file, columns=columns, filters=_make_filter(wanted), partitioning=None)
        passing = [_passes(row, wanted) for row in table.to_pylist()]
        draft.counts["looked at"] += table.num_rows
        draft.counts["passing"] += sum(passing)
        draft.write(f"slice/{work.part}/{file.name}", table.filter(arrow().array(passing, type=arrow().bool_())))


def load_pages(
    files: list[Path], case: Path, *, now: Callable[[], dt.datetime], workers: int
) -> Iterator[Added | Problem]:
    """Take the pages of a slice's files into a case."""
    yield from add_pages(case, _give_pages(files), now=now, workers=workers)


def _give_pages(files: list[Path]) -> Iterator[Page]:
    for file in files:
        for row in read_files([file], ARTICLES).to_pylist():
            yield make_page(row)


def make_page(row: dict[str, Any]) -> Page:
    """Give back the page of a row, as it was handed over."""
    body = row["text"].encode() if row["body"] is None else row["body"]
    return msgspec.structs.replace(msgspec.json.decode(row["page"], type=Page), body=body)


def _make_filter(wanted: Wanted) -> Any:
    """Give what Parquet alone can tell, None where that is nothing."""
    field = load("pyarrow.compute").field
    conditions = []
    if wanted.outlet is not None:
        conditions.append(field("outlet") == wanted.outlet)
    if wanted.since is not None:
        conditions.append(field("last").is_null() | (field("last") >= wanted.since))
    if wanted.until is not None:
        conditions.append(field("first").is_null() | (field("first") <= wanted.until))
    whole = None
    for condition in conditions:
        whole = condition if whole is None else whole & condition
    return whole


def _passes(row: dict[str, Any], wanted: Wanted) -> bool:
    article = make_article(row["article"], row["text"])
    return (wanted.query is None or _answers(article, parse_query(wanted.query))) and (
        wanted.actor is None or _has_actor(row, article, wanted.actor)
    )


def _answers(article: Article, terms: tuple[Term, ...]) -> bool:
    in_title, in_text = find_matches(article.title or "", terms), find_matches(article.text, terms)
    return bool(terms) and all(map(any, zip(in_title, in_text, strict=True)))


def _has_actor(row: dict[str, Any], article: Article, actor: str) -> bool:
    """True where a figure of the article is the actor of this id, or is called by these words."""
    reading = msgspec.structs.replace(msgspec.json.decode(row["reading"], type=Reading), article=article)
    words = f" {fold(actor)} "
    return any(
        figure.key == actor or any(words in f" {fold(form)} " for form in (figure.name, *figure.forms))
        for figure in link_actors(row["id"], reading).figures
    )
