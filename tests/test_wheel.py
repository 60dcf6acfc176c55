"""The wheel in an environment that holds what it asks for, and nothing else: no checkout, no tools of development.

The environment is made of links to the distributions that are installed here, so that nothing is downloaded.
"""

import importlib.metadata
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
REPORT = "قال وزير النقل السنداري هاشم الراوي إن المعبر سيعمل من الصباح حتى الغروب.\n"


def list_needed(names: Iterable[str]) -> set[str]:
    """The distributions that these need, and those that they need in their turn."""
    needed: set[str] = set()
    waiting = list(names)
    while waiting:
        wanted = Requirement(waiting.pop())
        if wanted.name in needed:
            continue
        needed.add(wanted.name)
        extras = [{"extra": extra} for extra in ("", *wanted.extras)]
        for asked in map(Requirement, importlib.metadata.requires(wanted.name) or []):
            if asked.marker is None or any(map(asked.marker.evaluate, extras)):
                asked.marker = None
                waiting.append(str(asked))
    return needed


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
        [metadata] = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        asked = re.findall(r"^Requires-Dist: ([^;\n]+)$", archive.read(metadata).decode(), re.MULTILINE)
    assert asked
    for name in list_needed(asked):
        distribution = importlib.metadata.distribution(name)
        for top in {file.parts[0] for file in distribution.files or () if file.parts[0] != ".."}:
            if not (folder / top).exists():
                (folder / top).symlink_to(Path(str(distribution.locate_file(top))))
    return folder


def run(environment: Path, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    # -S: no site-packages, and so no checkout that is installed to be edited
    command = [sys.executable, "-S", *arguments]
    given = {**os.environ, "PYTHONPATH": str(environment), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=folder, env=given, capture_output=True, text=True, timeout=120, check=False)


def test_it_holds_the_package_and_nothing_beside_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"riwaya"}
    for part in ("schema.sql", "py.typed", "web/templates/story.html", "web/static/riwaya.css", "data/ar/months.tsv"):
        assert f"riwaya/{part}" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]


def test_it_works_with_what_it_asks_for_alone(environment: Path, tmp_path: Path) -> None:
    (tmp_path / "gate.txt").write_text(REPORT, "utf-8")
    for arguments in (
        ("--version",),
        ("--help",),
        ("add", "gate.txt", "--workers", "1"),
        ("statements",),
        ("export", "--format", "html", "--out", "story.html"),
        ("check",),
    ):
        done = run(environment, "-m", "riwaya", *arguments, folder=tmp_path)
        assert done.returncode == 0, (arguments, done.stderr)
    assert "هاشم الراوي" in (tmp_path / "story.html").read_text("utf-8")


def test_its_pages_are_shown(environment: Path, tmp_path: Path) -> None:
    program = "from pathlib import Path; from riwaya.web import make_app; from riwaya import __file__ as f; print(f);"
    done = run(environment, "-c", f"{program} make_app(Path('case'), hosts=('x',))", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(environment)), "the wheel, not the checkout"


def test_an_extra_that_is_not_there_is_said(environment: Path, tmp_path: Path) -> None:
    (tmp_path / "gate.txt").write_text(REPORT, "utf-8")
    run(environment, "-m", "riwaya", "add", "gate.txt", "--workers", "0", folder=tmp_path)
    for arguments in (("mcp",), ("export", "--format", "parquet", "--out", "tables")):
        done = run(environment, "-m", "riwaya", *arguments, folder=tmp_path)
        assert done.returncode == 2
        assert "pip install" in done.stderr


def test_the_shell_completes(environment: Path, tmp_path: Path) -> None:
    program = "import os; from riwaya.cli import main; os.environ.update({!r}); main(prog_name='riwaya')"
    for shell, asked in (("bash", "complete"), ("zsh", "compdef"), ("fish", "complete")):
        given = run(environment, "-m", "riwaya", "completion", shell, folder=tmp_path)
        assert asked in given.stdout, given.stderr
    words = {"COMP_WORDS": "riwaya disa", "COMP_CWORD": "1", "_RIWAYA_COMPLETE": "bash_complete"}
    told = run(environment, "-c", program.format(words), folder=tmp_path)
    assert "disagreements" in told.stdout
