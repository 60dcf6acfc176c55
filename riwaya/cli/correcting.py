"""A person's word on what is one and what is not."""

import datetime as dt
import getpass
from pathlib import Path

import click

from riwaya.case import journal_of
from riwaya.cli import paint
from riwaya.cli.options import case_option, console, json_option, list_or_say, print_json
from riwaya.journal import read_corrections
from riwaya.pipeline import correct as write_down
from riwaya.records import CorrectionKind

_issue_option = click.option("--issue", is_flag=True, help="What is named is an issue of positions.")
_by_option = click.option("--by", help="Who says so; the user's name unless told otherwise.")


@click.group()
def correct() -> None:
    """Merge, split or rename what the case takes for one; kept in the journal, applied on every re-run.

    What is corrected is named by a story's id, an article, or the words that pages write for an actor.
    """


def _correct(
    case: Path,
    kind: CorrectionKind,
    subjects: tuple[str, ...],
    by: str | None,
    name: str | None = None,
    *,
    issue: bool = False,
) -> None:
    now = dt.datetime.now(dt.UTC)
    made = write_down(case, kind, subjects, by=by or getpass.getuser(), now=lambda: now, name=name, of_issues=issue)
    console.print(paint.paint_correction(made))


@correct.command()
@click.argument("one")
@click.argument("other")
@case_option
@_by_option
@_issue_option
def merge(one: str, other: str, case: Path, by: str | None, issue: bool) -> None:
    """Say that two stories are one, or two actors, or two issues."""
    _correct(case, "merge", (one, other), by, issue=issue)


@correct.command()
@click.argument("one")
@click.argument("other")
@case_option
@_by_option
def split(one: str, other: str, case: Path, by: str | None) -> None:
    """Say that two articles are not of one story, or two names not of one actor."""
    _correct(case, "split", (one, other), by)


@correct.command()
@click.argument("one")
@click.argument("name")
@case_option
@_by_option
@_issue_option
def rename(one: str, name: str, case: Path, by: str | None, issue: bool) -> None:
    """Give an actor or an issue another name."""
    _correct(case, "rename", (one,), by, name, issue=issue)


@correct.command("is-not")
@click.argument("one")
@click.argument("other")
@case_option
@_by_option
def is_not(one: str, other: str, case: Path, by: str | None) -> None:
    """Say that a name does not mean the actor that it is taken for."""
    _correct(case, "is-not", (one, other), by)


@correct.command()
@click.argument("correction")
@case_option
@_by_option
def undo(correction: str, case: Path, by: str | None) -> None:
    """Take a correction back, by its id; that can be undone too."""
    _correct(case, "undo", (correction,), by)


@correct.command("list")
@case_option
@json_option
def list_all(case: Path, as_json: bool) -> None:
    """List all corrections, with who made them."""
    made = read_corrections(journal_of(case))
    if as_json:
        print_json(made)
    for correction in () if as_json else list_or_say(made, "correction"):
        console.print(paint.paint_correction(correction))
