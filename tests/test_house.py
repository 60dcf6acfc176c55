"""The house stands: imports run downwards only, every module is on a floor, every public thing says what it is."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import riwaya

ROOT = Path(riwaya.__file__).parent

# From the ground up. A module imports from floors below its own, and from its own folder.
FLOORS = (
    {"drawing", "errors"},
    {"records"},
    {"case", "checkpoints", "corrections", "lexicon", "warc", "workers"},
    {"text"},
    {"numbers"},
    {"addresses", "gazetteer", "names", "stems", "times"},
    {"captures", "journal", "sources", "store"}
    | {"events", "extract", "mentions", "quantities", "statements"}
    | {"actors", "claims", "disagreements", "intensity", "occurrences", "origins", "positions"}
    | {"retellings", "stories"},
    {"demo", "pipeline", "query"},
    {"api"},
    {"watching", "web"},
    {"archive", "export", "mcp"},
    {"notebook"},
    {"cli"},
    {"__init__", "__main__"},
)


def files() -> list[Path]:
    return sorted(p for p in ROOT.rglob("*.py"))


def room(path: Path) -> str:
    """The first part of a module's path below the package: `extract` for riwaya/extract/blocks.py."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def floor(name: str) -> int:
    return next(i for i, names in enumerate(FLOORS) if name in names)


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "riwaya":
            parts = node.module.split(".")
            yield from [parts[1]] if len(parts) > 1 else (a.name for a in node.names)
        elif isinstance(node, ast.Import):
            yield from (a.name.split(".")[1] for a in node.names if a.name.startswith("riwaya."))


@pytest.mark.parametrize("path", files(), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_run_downwards(path: Path) -> None:
    own = room(path)
    for name in imported(path):
        if name in {own, "__version__"}:
            continue
        assert floor(name) < floor(own), f"{own} (floor {floor(own)}) imports {name} (floor {floor(name)})"


@pytest.mark.parametrize("path", files(), ids=lambda p: str(p.relative_to(ROOT)))
def test_no_drawer_for_odds_and_ends(path: Path) -> None:
    assert not {"utils", "helpers", "manager", "common", "misc"} & set(path.with_suffix("").parts)


def modules() -> list[str]:
    return [m.name for m in pkgutil.walk_packages([str(ROOT)], "riwaya.") if not m.name.endswith("__main__")]


@pytest.mark.parametrize("name", modules())
def test_public_things_are_documented(name: str) -> None:
    module = importlib.import_module(name)
    bare = [
        key
        for key, value in vars(module).items()
        if not key.startswith("_")
        and (inspect.isfunction(value) or inspect.isclass(value))
        and value.__module__ == name
        and not inspect.getdoc(value)
    ]
    bare += [
        f"{key}.{part}"
        for key, value in vars(module).items()
        if inspect.isclass(value) and value.__module__ == name and not key.startswith("_")
        for part, member in vars(value).items()
        if inspect.isfunction(member) and not part.startswith("_") and not inspect.getdoc(getattr(value, part))
    ]
    assert module.__doc__
    assert not bare, f"{name}: no docstring on {bare}"
