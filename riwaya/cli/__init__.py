"""The command line. Each command asks `query` or `pipeline` and prints the answer: for a person, or as JSON lines.

Exit status: 0 done; 1 done, with Problems to look at (they are on standard error); 2 could not be carried out.
"""

from typing import Any

import click

from riwaya import __version__
from riwaya.cli import asking, correcting, exporting, keeping, paint, serving, taking, watching
from riwaya.cli.options import err
from riwaya.errors import RiwayaError


class _Commands(click.Group):
    """Prints our errors as a sentence and not as a traceback; lists commands in the order of a day's work."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except RiwayaError as error:
            err.print(
                f"riwaya: {paint.clean(error.subject)}: {paint.clean(error.reason)}", markup=False, soft_wrap=True
            )
            if error.advice:
                err.print(f"  {error.advice}", markup=False, soft_wrap=True)
            ctx.exit(2)

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(self.commands)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="riwaya")
def main() -> None:
    """Who said what, through whom, and who repeats whom: news reports, Arabic first."""


for _command in (
    taking.read,
    taking.add,
    taking.remove,
    watching.watch,
    asking.show,
    asking.articles,
    asking.statements,
    asking.retellings,
    asking.stories,
    asking.claims,
    asking.disagreements,
    asking.events,
    asking.positions,
    asking.actors,
    asking.search,
    correcting.correct,
    keeping.problems,
    keeping.check,
    keeping.rebuild,
    keeping.backup,
    exporting.export,
    serving.serve,
    serving.demo,
):
    main.add_command(_command)
