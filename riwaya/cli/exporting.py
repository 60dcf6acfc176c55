"""A case in the formats of other tools."""

from pathlib import Path

import click

from riwaya.cli.options import case_option, err
from riwaya.export import FORMATS, export_case


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
def export(case: Path, format_name: str, out: Path, story: str | None) -> None:
    """Write the case in a format of other tools."""
    export_case(case, format_name, out, story=story)
    err.print(f"{out} written", style="dim", markup=False)
