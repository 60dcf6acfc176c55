"""Taking pages in: read, add."""

import datetime as dt
import itertools
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from riwaya import query
from riwaya.cli import paint
from riwaya.cli.lines import clean
from riwaya.cli.options import (
    case_option,
    console,
    err,
    finish,
    inputs_argument,
    json_option,
    print_json,
    summarise,
    with_progress,
    workers_option,
    write_count,
)
from riwaya.pipeline import Added, add_pages, read_pages, remove_pages
from riwaya.records import Article, Page, Problem, Reading
from riwaya.sources import OTHER_KIND, open_pages


@click.command()
@inputs_argument
@json_option
@workers_option
def read(inputs: tuple[str, ...], as_json: bool, workers: int) -> None:
    """Analyse pages and keep nothing."""
    problems = []
    skipped: Counter[str] = Counter()
    for source, result in read_pages(open_pages(inputs, skipped=skipped), workers=workers):
        if isinstance(result, Problem):
            problems.append(result)
            result = Reading(article=Article(source=source), problems=(result,))
        elif result.problems:
            problems += result.problems
        if as_json:
            print_json([query.flatten(result)])
        elif result.article.text:
            console.print(paint.paint_reading(result))
    sys.stdout.flush()
    _say_skipped(skipped)
    finish(problems)


@click.command()
@inputs_argument
@case_option
@workers_option
def add(inputs: tuple[str, ...], case: Path, workers: int) -> None:
    """Take pages into a case. What it holds already changes nothing."""
    skipped: Counter[str] = Counter()
    pages = open_pages(inputs, skipped=skipped)
    _add(case, pages if case.exists() else _await_page(pages, skipped), workers, skipped)


def _say_skipped(skipped: Counter[str]) -> None:
    """Say how many files of a folder are none that can be read, by how their names end."""
    kinds = {kind.removeprefix(OTHER_KIND): n for kind, n in skipped.items() if kind.startswith(OTHER_KIND)}
    if kinds:
        listed = ", ".join(f"{n} {clean(kind) or 'without an ending'}" for kind, n in sorted(kinds.items()))
        err.print(f"passed over {write_count(sum(kinds.values()), 'file')} of no known form: {listed}", markup=False)


def _await_page(pages: Iterator[Page | Problem], skipped: Counter[str]) -> Iterator[Page | Problem]:
    """Give pages back once there is one: a mistyped name leaves no empty case behind."""
    problems: list[Problem] = []
    for item in pages:
        if isinstance(item, Page):
            return itertools.chain(problems, [item], pages)
        problems.append(item)
    err.print("no page, so no case was made", style="bold")
    _say_skipped(skipped)
    finish(problems)
    return iter(())


def _add(case: Path, pages: Iterable[Page | Problem], workers: int, skipped: Counter[str]) -> None:
    new, again, problems = 0, 0, []
    for step in with_progress(add_pages(case, pages, now=lambda: dt.datetime.now(dt.UTC), workers=workers), "adding"):
        if isinstance(step, Added):
            new, again = new + step.is_new, again + (not step.is_new)
        else:
            problems.append(step)
    with query.open_store(case) as store:
        counts = store.counts()
    console.print(f"{write_count(new, 'page')} added, {again} known already, {write_count(len(problems), 'problem')}")
    console.print(summarise(case, counts))
    _say_skipped(skipped)
    finish(problems)


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@case_option
@click.option("--reason", required=True, help="Why; it stays in the journal.")
@click.option("--purge", is_flag=True, help="Overwrite the page itself as well: for takedowns and for sources at risk.")
def remove(sources: tuple[str, ...], case: Path, reason: str, purge: bool) -> None:
    """Take pages out of every answer, by their sources, addresses or articles' ids."""
    now = dt.datetime.now(dt.UTC)
    removed = remove_pages(case, sources, reason=reason, purge=purge, now=lambda: now)
    console.print(f"{write_count(len(removed), 'capture')} {'purged' if purge else 'removed'}")
    with query.open_store(case) as store:
        console.print(summarise(case, store.counts()))
