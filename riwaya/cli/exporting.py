"""A case in the formats of other tools."""

from pathlib import Path
from typing import Any, get_args

import click
import msgspec

from riwaya import query
from riwaya.cli.options import case_option, err, filter_options, make_filter
from riwaya.export import FORMATS, export_case
from riwaya.records import RetellingKind, StatementKind

_KINDS = (*get_args(StatementKind), *get_args(RetellingKind))


@click.command()
@case_option
@click.option("--format", "format_name", type=click.Choice(list(FORMATS)), required=True, help="What to write.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="Where to: a new folder for csv and parquet, else a file.",
)
@click.option("--story", metavar="ID", help="For html: the story to show; else the one with the most pages.")
@filter_options
@click.option("--actor", help="Of articles that name this actor: its id, or words of a name.")
@click.option("--kind", type=click.Choice(_KINDS), help="Of statements or retellings: only those of this kind.")
def export(
    case: Path, format_name: str, out: Path, story: str | None, actor: str | None, kind: str | None, **given: Any
) -> None:
    """Write the case, or what the options leave of it, in a format of other tools."""
    with query.open_store(case) as store:
        wanted = make_filter(store, given)
        if actor:
            wanted = msgspec.structs.replace(wanted, actor=query.find_actor(store, actor).id)
    export_case(case, format_name, out, story=story, wanted=wanted, kind=kind)
    err.print(f"{out} written", style="dim", markup=False)
