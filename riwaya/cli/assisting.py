"""A case for language-model assistants."""

import sys
from pathlib import Path

import click

from riwaya import query
from riwaya.cli.options import case_option, err
from riwaya.errors import InputError


@click.command()
@case_option
def mcp(case: Path) -> None:
    """Answer an assistant's questions to a case over standard input and output (MCP). Needs the extra `mcp`."""
    query.open_store(case).close()  # a case that is not there is said here, not to the assistant
    try:
        from riwaya.mcp import serve_tools
    except ImportError as error:
        raise InputError("mcp", "needs the official SDK, which is not here", "`pip install 'riwaya[mcp]'`") from error
    if sys.stdin.isatty():
        err.print("An assistant is to start this, and asks over standard input. Ctrl-C ends it.", style="dim")
    serve_tools(case)
