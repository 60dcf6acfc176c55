"""An archive on an engine: pages in, who repeats whom, stories, a slice out."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from riwaya import query
from riwaya.archive import (
    Entry,
    Wanted,
    list_slice,
    load_pages,
    open_engine,
    read_archive,
    report_archive,
    retell_archive,
    sift_archive,
    tell_archive,
)
from riwaya.cli.options import (
    console,
    err,
    finish,
    json_option,
    print_json,
    summarise,
    with_progress,
    workers_option,
    write_count,
)
from riwaya.errors import CaseError
from riwaya.pipeline import Added
from riwaya.records import Problem

_FOLDER = click.Path(path_type=Path, file_okay=False)
_folder_argument = click.argument("folder", metavar="DIR", type=_FOLDER)


@click.group()
def archive() -> None:
    """Run the same stages over far more pages than a case holds, on an engine (needs the extra `archive`)."""


def _engine_options(command: Callable[..., None]) -> Callable[..., None]:
    cluster = click.option(
        "--cluster",
        metavar="ADDRESS",
        help="A Ray cluster, or `local` for one on this machine; else Daft runs embedded.",
    )
    return workers_option(cluster(command))


@archive.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--out", "folder", type=_FOLDER, required=True, help="The archive; made where it is missing.")
@click.option("--bare", is_flag=True, help="The report on each page only: no statements, names, times, events.")
@_engine_options
def read(inputs: tuple[str, ...], folder: Path, bare: bool, workers: int, cluster: str | None) -> None:
    """Take files (WARC, JSON lines and all that a case takes) or addresses such as s3://…/*.warc.gz into an archive."""
    engine = open_engine(workers=workers, cluster=cluster)
    _follow(read_archive(engine, folder, inputs, bare=bare), folder, "reading")


@archive.command()
@_folder_argument
@_engine_options
def retell(folder: Path, workers: int, cluster: str | None) -> None:
    """Find who repeats whom over the whole archive, and the families of copies."""
    _follow(retell_archive(open_engine(workers=workers, cluster=cluster), folder), folder, "retelling")


@archive.command()
@_folder_argument
@_engine_options
def stories(folder: Path, workers: int, cluster: str | None) -> None:
    """Find the stories of an archive whose retellings are known."""
    _follow(tell_archive(open_engine(workers=workers, cluster=cluster), folder), folder, "telling")


@archive.command()
@_folder_argument
@json_option
def report(folder: Path, as_json: bool) -> None:
    """Say what every stage has done so far, and which Problems it met."""
    lines = list(report_archive(folder))
    if as_json:
        print_json(lines)
        return
    table = Table("stage", "parts", "rows", "MB", "CPU s", "MB held", box=None)
    for line in lines:
        numbers = (line.parts, line.rows, line.bytes // 10**6, line.seconds, line.memory // 10**6)
        table.add_row(line.stage, *(f"{number:,}" for number in numbers))
    console.print(table)
    for line in lines:
        for reason, count in line.problems.items():
            console.print(f"{count:>9,} {reason}", markup=False)


@archive.command()
@click.argument("case", type=_FOLDER)
@_folder_argument
@click.option("--outlet", help="Of this outlet.")
@click.option("--from", "since", type=click.DateTime(["%Y-%m-%d"]), help="Published on this day or later.")
@click.option("--to", "until", type=click.DateTime(["%Y-%m-%d"]), help="Published on this day or before.")
@click.option("--query", "words", metavar="QUERY", help="Title or text answer it, as `riwaya search` does.")
@click.option("--actor", help="In which this actor stands: an id of the table of actors, or words of a name.")
@_engine_options
def load(case: Path, folder: Path, workers: int, cluster: str | None, words: str | None, **given: Any) -> None:
    """Take a slice of an archive into CASE, as if its pages had been added one by one."""
    days = {name: given[name].date().isoformat() if given[name] else None for name in ("since", "until")}
    wanted = Wanted(outlet=given["outlet"], actor=given["actor"], query=words, **days)
    engine = open_engine(workers=workers, cluster=cluster)
    for step in with_progress(sift_archive(engine, folder, wanted), "sifting", "parts"):
        if isinstance(step, Problem):
            raise CaseError(step.subject, step.reason, "do it again: what is done stays done")
    now = dt.datetime.now(dt.UTC)
    problems: list[Problem] = []
    new = 0
    for step in with_progress(load_pages(list_slice(folder), case, now=lambda: now, workers=workers), "loading"):
        if isinstance(step, Added):
            new += step.is_new
        else:
            problems.append(step)
    with query.open_store(case) as store:
        console.print(f"{write_count(new, 'page')} loaded; {summarise(case, store.counts())}")
    finish(problems)


def _follow(steps: Iterator[Entry | Problem], folder: Path, verb: str) -> None:
    """Show the parts as they are done, and end with the Problems of those that were not."""
    problems: list[Problem] = []
    done = 0
    for step in with_progress(steps, verb, "parts"):
        if isinstance(step, Problem):
            problems.append(step)
            continue
        done += 1
        rows = sum(made.rows for made in step.outputs)
        err.print(f"{step.stage} {step.part}: {rows:,} rows, {step.seconds:.1f} s", style="dim", markup=False)
    bad = sum(sum(line.problems.values()) for line in report_archive(folder))
    console.print(f"{write_count(done, 'part')} done; {folder} counts {write_count(bad, 'problem')} on pages")
    finish(problems)
