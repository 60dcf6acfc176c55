"""Keeping a case sound: what could not be done, checking, deriving anew."""

from pathlib import Path

import click

from riwaya import query
from riwaya.cli import paint
from riwaya.cli.options import (
    case_option,
    console,
    finish,
    json_option,
    list_or_say,
    print_json,
    summarise,
    with_progress,
    workers_option,
    write_count,
)
from riwaya.pipeline import back_up_case, check_case, rebuild_case


@click.command()
@case_option
@json_option
def problems(case: Path, as_json: bool) -> None:
    """List what could not be done."""
    with query.open_store(case) as store:
        found = query.list_problems(case, store)
    if as_json:
        print_json(found)
    elif listed := list_or_say(found, "problem"):
        paint.print_problems(console, listed)


@click.command()
@case_option
def check(case: Path) -> None:
    """Verify a case against its captures: every digest, every line of the journal, every row."""
    found = check_case(case)
    console.print(f"{write_count(found.captures, 'sound capture')}, {write_count(len(found.problems), 'problem')}")
    finish(found.problems)


@click.command()
@case_option
@workers_option
def rebuild(case: Path, workers: int) -> None:
    """Derive the database anew from captures and journal."""
    count = sum(1 for _ in with_progress(rebuild_case(case, workers=workers), "rebuilding"))
    with query.open_store(case) as store:
        console.print(f"{write_count(count, 'capture')} read again")
        console.print(summarise(case, store.counts()))


@click.command()
@case_option
@click.option("--out", type=click.Path(path_type=Path), required=True, help="A folder that is not there yet.")
def backup(case: Path, out: Path) -> None:
    """Copy a case, also while it is in use."""
    back_up_case(case, out)
    with query.open_store(out) as store:
        console.print(summarise(out, store.counts()))
