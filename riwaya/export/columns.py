"""Tables as Parquet: a folder with a file for each, written batch by batch. Needs pyarrow, an extra."""

import itertools
import types
import typing
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from riwaya.errors import InputError
from riwaya.export.naming import Opened
from riwaya.export.tables import TABLES, Table

_BATCH = 5000  # rows that are held at once, and that share a row group


def write_columns(case: Opened, folder: Path) -> None:
    """Write every table of a case to `<table>.parquet`. Raises InputError where pyarrow is not installed."""
    arrow, parquet = _load()
    for name, table in TABLES.items():
        _write_table(case, table, folder / f"{name}.parquet", arrow, parquet)


def _load() -> tuple[Any, Any]:
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise InputError("parquet", "needs pyarrow, which is not here", "`pip install pyarrow`, or use csv") from error


def _write_table(case: Opened, table: Table, path: Path, arrow: Any, parquet: Any) -> None:
    schema = arrow.schema([(name, _TYPES[kind]) for name, kind in read_columns(table.row)])
    with parquet.ParquetWriter(path, schema) as writer:
        told: Iterator[Struct] = table.tell(case)
        while batch := list(itertools.islice(told, _BATCH)):
            writer.write_table(arrow.Table.from_pylist([msgspec.structs.asdict(row) for row in batch], schema=schema))


def read_columns(row: type[Struct]) -> list[tuple[str, type]]:
    """Give the columns of a record and what each holds beside nothing: str, int or float."""
    return [(field.name, _strip(field.type)) for field in msgspec.structs.fields(row)]


def _strip(kind: Any) -> type:
    held: type = next((k for k in typing.get_args(kind) if k is not types.NoneType), kind)
    return held


_TYPES = {str: "string", int: "int64", float: "float64"}  # Arrow's names
