"""What the READMEs and the documentation show is what happens: their console blocks are run, in order, in one folder.

A line `...` in the expected output stands for any lines; a line that begins with `> ` goes on with the command before
it. A block `text file=NAME` is that file. `make` and `pip` commands set a machine up and are left to CI. The pages of
`docs` find the demo's case made; the READMEs make it themselves.
"""

import functools
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
LEFT_TO_CI = ("make ", "pip ", "git ", "cd ", "python3 -m venv")
READMES = ("README.md", "README.ar.md")
SHOWING = [
    path.relative_to(ROOT) for path in sorted((ROOT / "docs").rglob("*.md")) if "```console" in path.read_text("utf-8")
]


class Command(NamedTuple):
    line: str
    expected: tuple[str, ...]


def read_commands(text: str) -> tuple[Command, ...]:
    found: list[tuple[str, list[str]]] = []
    for block in re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            elif line.startswith("> ") and not found[-1][1]:
                found[-1] = (f"{found[-1][0]}\n{line[2:]}", [])
            else:
                found[-1][1].append(line.rstrip())
    return tuple(Command(line, tuple(lines)) for line, lines in found if not line.startswith(LEFT_TO_CI))


def read_files(text: str) -> dict[str, str]:
    return dict(re.findall(r"^```text file=(\S+)\n(.*?)^```", text, re.MULTILINE | re.DOTALL))


def as_pattern(expected: tuple[str, ...] | list[str]) -> str:
    parts = [r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"[ ]*\n" for line in expected]
    return "".join(parts)


def run(line: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    environment.pop("RIWAYA_CASE", None)
    done = subprocess.run(
        ["sh", "-c", line],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
        check=False,
    )
    return done.stdout


@functools.cache  # both READMEs show the same
def find_wrong(commands: tuple[Command, ...], folder: Path) -> str:
    """What shows something else than is written, with what it shows."""
    wrong = []
    for command in commands:
        got = run(command.line, folder)
        if not re.fullmatch(as_pattern(command.expected), re.sub(r"[ ]+\n", "\n", got)):
            wrong.append(f"$ {command.line}\n{got}")
    return "\n".join(wrong)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readme")


@pytest.mark.parametrize("name", READMES)
def test_the_readme_is_true(name: str, empty: Path) -> None:
    commands = read_commands((ROOT / name).read_text("utf-8"))
    assert len(commands) >= 5
    wrong = find_wrong(commands, empty)
    assert not wrong, f"{name} shows something else than:\n{wrong}"


def test_both_readmes_show_the_same_commands_and_lead_to_the_same_places() -> None:
    english, arabic = ((ROOT / name).read_text("utf-8") for name in READMES)
    assert read_commands(arabic) == read_commands(english)
    places = [set(re.findall(r"\]\(((?:docs/|CON|CHA)[^)]*)\)", text)) for text in (english, arabic)]
    assert places[0] == places[1] != set()
    counted = [re.findall(r"^## ", text, re.MULTILINE) for text in (english, arabic)]
    assert len(counted[0]) == len(counted[1])


@pytest.mark.parametrize("path", SHOWING, ids=str)
def test_the_documentation_is_true(path: Path, demo_case: Path, tmp_path: Path) -> None:
    text = (ROOT / path).read_text("utf-8")
    shutil.copytree(demo_case, tmp_path / "demo-case")
    for name, written in read_files(text).items():
        (tmp_path / name).write_text(written, "utf-8")
    wrong = find_wrong(read_commands(text), tmp_path)
    assert not wrong, f"{path} shows something else than:\n{wrong}"


@pytest.mark.parametrize(
    ("expected", "got", "fits"),
    [
        (["one", "two"], "one\ntwo\n", True),
        (["one", "..."], "one\ntwo\nthree\n", True),
        (["...", "three"], "one\ntwo\nthree\n", True),
        (["one", "..."], "two\n", False),
        (["one"], "one\ntwo\n", False),
    ],
)
def test_expected_output_is_matched_by_line(expected: list[str], got: str, fits: bool) -> None:  # noqa: FBT001 - a case's column
    assert bool(re.fullmatch(as_pattern(expected), got)) is fits


def test_a_command_may_go_on() -> None:
    (command,) = read_commands('```console\n$ one "\n> two"\nthree\n> four\n```\n')
    assert command == Command('one "\ntwo"', ("three", "> four"))
