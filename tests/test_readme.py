"""What the README shows is what happens: its console blocks are run, in order, in one empty folder.

A line `...` in the expected output stands for any lines. `make` and `pip` commands set a machine up and are left to CI.
"""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
LEFT_TO_CI = ("make ", "pip ", "git ", "cd ", "python3 -m venv")


class Command(NamedTuple):
    line: str
    expected: list[str]


def read_commands(text: str) -> list[Command]:
    commands: list[Command] = []
    for block in re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                commands.append(Command(line[2:], []))
            else:
                commands[-1].expected.append(line.rstrip())
    return commands


def as_pattern(expected: list[str]) -> str:
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


def test_the_readme_is_true(tmp_path: Path) -> None:
    commands = [c for c in read_commands((ROOT / "README.md").read_text("utf-8")) if not c.line.startswith(LEFT_TO_CI)]
    assert len(commands) >= 5
    wrong = []
    for command in commands:
        got = run(command.line, tmp_path)
        if not re.fullmatch(as_pattern(command.expected), re.sub(r"[ ]+\n", "\n", got)):
            wrong.append(f"$ {command.line}\n{got}")
    assert not wrong, "the README shows something else than:\n" + "\n".join(wrong)


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
