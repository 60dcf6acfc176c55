"""Completion of commands and options by the shell."""

import click
from click.shell_completion import get_completion_class

_NAME = "riwaya"


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print what lets a shell complete commands and options.

    Its start-up file takes it in by one line: `eval "$(riwaya completion bash)"`, in fish `riwaya completion fish |
    source`.
    """
    completer = get_completion_class(shell)
    if completer is not None:  # the shells of the choice all have one
        click.echo(completer(ctx.find_root().command, {}, _NAME, f"_{_NAME.upper()}_COMPLETE").source())
