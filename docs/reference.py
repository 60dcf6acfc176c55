"""Write the pages of `docs/reference` anew, from the program itself: `python docs/reference.py`; `make fix` does.

The command line says its own help, the HTTP API its OpenAPI description, the verbs and records their docstrings.
A test fails where a page is not what this writes. The console blocks of the Arabic README are those of the English.
"""

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

import riwaya
from riwaya import api, notebook, records
from riwaya.cli import main
from riwaya.web import make_app

FOLDER = Path(__file__).parent / "reference"
_BLOCK = re.compile(r"^```console\n.*?^```$", re.MULTILINE | re.DOTALL)
_MADE = "*Written by `docs/reference.py` from the program; `make fix` writes it anew.*\n"
_WIDTH = 118


def write_commands() -> str:
    """Give the page of the command line: each command with its help."""
    head = (
        "# The command line\n\n" + _MADE + "\n" + (inspect.getdoc(inspect.getmodule(main)) or "").partition("\n\n")[2]
    )
    return "\n".join([head, "", *(_write_command(context) for context in list_commands())])


def list_commands() -> Iterator[click.Context]:
    """Give every command, also those within others, in the order of the help."""

    def walk(context: click.Context) -> Iterator[click.Context]:
        yield context
        if isinstance(context.command, click.Group):
            for name in context.command.list_commands(context):
                if command := context.command.get_command(context, name):
                    yield from walk(click.Context(command, info_name=name, parent=context, terminal_width=_WIDTH))

    return walk(click.Context(main, info_name="riwaya", terminal_width=_WIDTH, help_option_names=["-h", "--help"]))


def _write_command(context: click.Context) -> str:
    text = re.sub(r"[ ]+$", "", context.get_help(), flags=re.MULTILINE)
    return f"## {context.command_path}\n\n```text\n{re.sub('default: [0-9]+; x>=0', 'x>=0', text)}\n```\n"


def write_questions() -> str:
    """Give the page of the HTTP API: each question with its parameters and the record that answers it."""
    schema = api.describe(make_app(Path("case"), hosts=("localhost",)))
    parts = [
        "# The HTTP API",
        "",
        _MADE,
        inspect.getdoc(api) or "",
        "",
        "`/openapi.json` has all of it, for programs.",
        "",
    ]
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            parts += [f"## {method.upper()} {path}", "", operation["description"], ""]
            parts += _write_parameters(operation.get("parameters", ()))
            answer = operation["responses"]["200" if method == "get" else "201"]["content"]["application/json"][
                "schema"
            ]
            parts += [f"Answers with `{answer['$ref'].rpartition('/')[2]}`.", ""]
    return "\n".join(parts)


def _write_parameters(parameters: Any) -> list[str]:
    rows = [
        f"| `{p['name']}` | {p.get('description') or p['schema'].get('description') or 'its id'} |" for p in parameters
    ]
    return ["| parameter | asks for what is |", "|---|---|", *rows, ""] if rows else []


def write_verbs() -> str:
    """Give the page of the package: its verbs, what a case can be asked, what can be done with an answer."""
    parts = ["# The Python package", "", _MADE, _write_text(riwaya), ""]
    for name in riwaya.__all__:
        parts += _write_function(f"riwaya.{name}", getattr(riwaya, name))
    for kind in (notebook.Case, notebook.Answer):
        parts += [f"## {kind.__name__}", "", _write_text(kind), ""]
        for name, member in vars(kind).items():
            if not name.startswith("_"):
                parts += _write_function(
                    f"{kind.__name__}.{name}", member.fget if isinstance(member, property) else member
                )
    return "\n".join(parts)


def _write_function(name: str, function: Callable[..., Any]) -> list[str]:
    given = str(inspect.signature(function)).replace("self, ", "").replace("self", "")
    given = re.sub(r"(: |-> )'([^']*)'", r"\1\2", given)
    given = re.sub(r"\b(?:riwaya\.\w+|typing|collections\.abc|pathlib|msgspec|datetime)\.(?=\w)", "", given)
    return [f"### {name}", "", f"```python\n{name}{given}\n```", "", _write_text(function), ""]


def _write_text(thing: object) -> str:
    """Give a docstring with its example in a code block."""
    text, mark, example = (inspect.getdoc(thing) or "").partition(">>> ")
    return f"{text}```python\n{mark}{example}\n```" if mark else text


def write_records() -> str:
    """Give the glossary: each record with its fields, and what the source says beside them."""
    source = inspect.getsource(records)
    parts = ["# Records", "", _MADE, inspect.getdoc(records) or "", ""]
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef):
            parts += [f"## {node.name}", "", ast.get_docstring(node) or "", ""]
            parts += _write_fields(node, source.splitlines())
    return "\n".join(parts)


def _write_fields(node: ast.ClassDef, lines: list[str]) -> list[str]:
    fields = [part for part in node.body if isinstance(part, ast.AnnAssign)]
    rows = [
        f"| `{ast.unparse(p.target).rstrip('_')}` | `{ast.unparse(p.annotation)}` | {_find_comment(p, lines)} |"
        for p in fields
    ]
    return (
        [
            "| field | | |",
            "|---|---|---|",
            *(row.replace(" | None`", "`, or none").replace("` | `", "` | `") for row in rows),
            "",
        ]
        if rows
        else []
    )


def _find_comment(part: ast.AnnAssign, lines: list[str]) -> str:
    return lines[(part.end_lineno or 1) - 1].partition("  # ")[2].replace("|", "\\|")


def copy_blocks(english: str, arabic: str) -> str:
    """Give the Arabic README with the console blocks of the English one in the place of its own."""
    blocks = iter(_BLOCK.findall(english))
    return _BLOCK.sub(lambda _: next(blocks), arabic)


PAGES: dict[str, Callable[[], str]] = {
    "cli.md": write_commands,
    "http.md": write_questions,
    "python.md": write_verbs,
    "records.md": write_records,
}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, write in PAGES.items():
        (FOLDER / name).write_text(write().rstrip() + "\n", "utf-8")
    english, arabic = (FOLDER.parent.parent / name for name in ("README.md", "README.ar.md"))
    arabic.write_text(copy_blocks(english.read_text("utf-8"), arabic.read_text("utf-8")), "utf-8")
