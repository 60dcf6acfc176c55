"""What many commands share: their options, and how an answer reaches standard output."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from riwaya import query
from riwaya.cli import paint
from riwaya.cli.lines import Screen, isolate
from riwaya.records import Problem
from riwaya.store import Filter, Store

_OUTLETS = 12  # named where somebody asks for one that is not there

Row = TypeVar("Row")

console = Screen(highlight=False)
err = Screen(stderr=True, highlight=False)

inputs_argument = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
workers_option = click.option(
    "--workers", type=click.IntRange(0), default=os.cpu_count() or 1, help="Processes that read pages; 0 for none."
)
case_option = click.option(
    "--case",
    "case",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="RIWAYA_CASE",
    default=Path("case"),
    show_default=True,
    help="The folder of the case.",
)


def filter_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say which articles an answer is about."""
    day = click.DateTime(formats=["%Y-%m-%d"])
    for option in (
        click.option("--until", type=day, help="Published on this day or before."),
        click.option("--since", type=day, help="Published on this day or later. Unknown days pass."),
        click.option("--outlet", help="Of this outlet."),
        click.option("--article", metavar="ID", help="Of this article: its id, source or address."),
    ):
        command = option(command)
    return command


def make_filter(store: Store, given: dict[str, Any]) -> Filter:
    """Give what the options of `filter_options` ask for. Raises InputError for an article that is not there.

    An outlet that is not there is said to be none: an empty answer would not tell it from one that is silent.
    """
    since, until = (given[k].date() if given[k] else None for k in ("since", "until"))
    if since and until and until < since:
        raise click.UsageError(f"no day is both since {since} and until {until}: --since is the earlier")
    article = query.find_kept(store, given["article"]).id if given["article"] else None
    if given["outlet"] and given["outlet"] not in (outlets := store.outlets()):
        known = ", ".join(map(isolate, outlets[:_OUTLETS])) + (", …" if len(outlets) > _OUTLETS else "")
        err.print(f"no outlet is called {isolate(given['outlet'])}; there are {known or 'none'}", markup=False)
    return Filter(article=article, outlet=given["outlet"], since=since, until=until)


def print_json(rows: Iterable[object]) -> None:
    """Print records, one JSON object a line."""
    for row in rows:
        sys.stdout.buffer.write(msgspec.json.encode(row) + b"\n")


def list_or_say(rows: Iterable[Row], thing: str) -> list[Row]:
    """Give what a person is to see; where that is nothing, say so on standard error."""
    found = list(rows)
    if not found:
        err.print(f"no {thing}")
    return found


def finish(problems: Sequence[Problem]) -> None:
    """List Problems on standard error and end: with status 1 where there are any."""
    paint.print_problems(err, problems)
    sys.exit(1 if problems else 0)


def summarise(case: Path, counts: dict[str, int]) -> str:
    """Say in a line how much a case holds."""
    things = ("article", "outlet", "statement", "retelling")
    return f"{case} holds " + ", ".join(write_count(counts[f"{thing}s"], thing) for thing in things)


def write_count(number: int, thing: str) -> str:
    """Give a number with its noun.

    >>> write_count(1, "page"), write_count(2, "page")
    ('1 page', '2 pages')
    """
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def with_progress(steps: Iterator[Any], verb: str, things: str = "pages") -> Iterator[Any]:
    """Pass steps on, counting them on a bar where a person sits at the terminal."""
    columns = (SpinnerColumn(), TextColumn(verb), MofNCompleteColumn(), TextColumn(things), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(verb, total=None)
        for step in steps:
            bar.advance(task)
            yield step
