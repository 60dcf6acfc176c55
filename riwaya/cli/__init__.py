"""The command line. Each command asks `query` or `pipeline` and prints the answer: for a person, or as JSON lines.

Exit status: 0 done; 1 done, with Problems to look at (they are on standard error); 2 could not be carried out.
"""

import difflib
from importlib import import_module
from typing import Any

import click

from riwaya import __version__
from riwaya.cli.lines import clean
from riwaya.cli.options import err
from riwaya.errors import RiwayaError

# Each command with the module that it stands in, in the order of a day's work. A module is loaded when it is needed:
# to load all of them takes longer than most answers.
_COMMANDS = {
    "read": "taking",
    "add": "taking",
    "remove": "taking",
    "watch": "watching",
    "show": "asking",
    "articles": "asking",
    "statements": "asking",
    "retellings": "asking",
    "stories": "asking",
    "claims": "asking",
    "disagreements": "asking",
    "events": "events",
    "positions": "events",
    "actors": "asking",
    "search": "asking",
    "correct": "correcting",
    "problems": "keeping",
    "check": "keeping",
    "rebuild": "keeping",
    "backup": "keeping",
    "export": "exporting",
    "archive": "archiving",
    "serve": "serving",
    "mcp": "assisting",
    "completion": "completing",
    "demo": "serving",
}


class _Commands(click.Group):
    """Prints our errors as a sentence and not as a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except RiwayaError as error:
            err.print(f"riwaya: {clean(error.subject)}: {clean(error.reason)}", markup=False, soft_wrap=True)
            if error.advice:
                err.print(f"  {error.advice}", markup=False, soft_wrap=True)
            ctx.exit(2)

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(_COMMANDS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is named; name the nearest one where there is none."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = difflib.get_close_matches(args[0], _COMMANDS, n=1)
            if not near:
                raise
            raise click.UsageError(f"{error.message} Did you mean {near[0]!r}?", ctx) from error

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        place = _COMMANDS.get(cmd_name)
        command: click.Command | None = getattr(import_module(f"riwaya.cli.{place}"), cmd_name) if place else None
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="riwaya")
def main() -> None:
    """Who said what, through whom, and who repeats whom: news reports, Arabic first."""
