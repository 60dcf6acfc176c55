"""The language data under `riwaya/data/<language>/`: loaded here alone, and checked on loading.

A *list* (`name.txt`) has one entry a line. A *table* (`name.tsv`) has a header line that names its columns, then
one row a line, cells parted by tabs. In both, blank lines and lines that begin with `#` are comments. A cell that is
a list parts its items by `|`. Duplicates, empty entries, unknown or missing columns and values of the wrong type
fail with the file and line.
"""

import functools
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import msgspec

from riwaya.errors import LexiconError

Row = TypeVar("Row", bound=msgspec.Struct)

_DATA = resources.files("riwaya") / "data"


def languages() -> tuple[str, ...]:
    """Give the codes of the languages that have data, such as `('ar', 'en', 'fa')`."""
    return tuple(sorted(d.name for d in _DATA.iterdir() if d.is_dir() and len(d.name) == 2))


@functools.cache
def load_list(language: str, name: str) -> tuple[str, ...]:
    """Give the entries of `data/<language>/<name>.txt` in file order; empty where the language has no such file."""
    path = _DATA / language / f"{name}.txt"
    seen: dict[str, int] = {}
    for number, line in _lines(path):
        entry = line.strip()
        if entry in seen:
            raise LexiconError(f"{path.name}:{number}", f"“{entry}” stands already in line {seen[entry]}")
        seen[entry] = number
    return tuple(seen)


@functools.cache
def load_table(language: str, name: str, row: type[Row], key: str) -> tuple[Row, ...]:
    """Give the rows of `data/<language>/<name>.tsv` as `row` records; no two may have the same `key` column.

    `row` is a msgspec.Struct whose fields are the columns: str, int, bool, Literal, or tuple[str, ...] (parted by
    `|`). An empty cell takes the field's default. Empty where the language has no such file.
    """
    path = _DATA / language / f"{name}.tsv"
    lines = _lines(path)
    if not lines:
        return ()
    columns = lines[0][1].split("\t")
    fields = {f.encode_name: f for f in msgspec.structs.fields(row)}
    if unknown := set(columns) - set(fields):
        raise LexiconError(f"{path.name}:{lines[0][0]}", f"unknown columns {sorted(unknown)}")
    rows: list[Row] = []
    seen: dict[Any, int] = {}
    for number, line in lines[1:]:
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > len(columns):
            raise LexiconError(f"{path.name}:{number}", f"{len(cells)} cells under {len(columns)} columns")
        given = {c: _cell(v, fields[c].type) for c, v in zip(columns, cells, strict=False) if v}
        try:
            entry = msgspec.convert(given, row, strict=False)
        except msgspec.ValidationError as error:
            raise LexiconError(f"{path.name}:{number}", str(error)) from error
        value = getattr(entry, key)
        if value in seen:
            raise LexiconError(f"{path.name}:{number}", f"“{value}” stands already in line {seen[value]}")
        seen[value] = number
        rows.append(entry)
    return tuple(rows)


def _cell(value: str, kind: Any) -> Any:
    if getattr(kind, "__origin__", None) is not tuple:
        return value
    items = tuple(item.strip() for item in value.split("|"))
    if "" in items:
        raise LexiconError(value, "an empty item between bars")
    return items


def _lines(path: Traversable) -> list[tuple[int, str]]:
    if not path.is_file():
        return []
    lines = enumerate(path.read_text("utf-8").split("\n"), 1)
    return [(n, line.rstrip("\r")) for n, line in lines if line.strip() and not line.startswith("#")]
