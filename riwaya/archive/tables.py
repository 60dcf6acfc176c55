"""Arrow tables and Parquet files: the one door to pyarrow, which comes with the extra `archive`.

The types stay open here because a default install has no pyarrow to name them by.
"""

import functools
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from riwaya.errors import InputError

Table = Any  # pyarrow.Table

_ROWS = 1 << 17  # of a row group: what a reader of a range of rows takes in beyond it


def load(name: str) -> Any:
    """Give a module of the extra `archive`. Raises InputError, naming the extra, where it is not installed."""
    try:
        return import_module(name)
    except ImportError as error:
        needed = name.partition(".")[0]
        raise InputError("archive", f"needs {needed}, which is not here", "`pip install riwaya[archive]`") from error


@functools.cache
def arrow() -> Any:
    """Give pyarrow."""
    return load("pyarrow")


@functools.cache
def parquet() -> Any:
    """Give pyarrow's Parquet."""
    return load("pyarrow.parquet")


def make_table(shape: Sequence[tuple[str, str]], columns: Sequence[Any]) -> Table:
    """Give a table from a name and Arrow's name of the type for each column, and the columns."""
    types = [(name, arrow().type_for_alias(kind)) for name, kind in shape]
    arrays = [arrow().array(column, type=kind) for column, (_, kind) in zip(columns, types, strict=True)]
    return arrow().Table.from_arrays(arrays, schema=arrow().schema(types))


def lay_rows(shape: Sequence[tuple[str, str]], rows: Sequence[Sequence[Any]]) -> Table:
    """Give a table from rows."""
    return make_table(shape, list(zip(*rows, strict=True)) or [[] for _ in shape])


def take_columns(table: Table) -> list[Any]:
    """Give the columns of a table of numbers as NumPy arrays."""
    return [table.column(name).to_numpy() for name in table.column_names]


def read_files(
    files: Sequence[Path], shape: Sequence[tuple[str, str]], within: tuple[str, Any, Any] | None = None
) -> Table:
    """Give the rows of some Parquet files as one table of this shape.

    `within` names a column by which each file is sorted, and the first and the last value that are wanted: row groups
    outside are not read.
    """
    names = [name for name, _ in shape]
    empty = make_table(shape, [[] for _ in shape])
    chosen = _make_filter(empty.schema, *within) if within else None
    found = (parquet().read_table(file, columns=names, filters=chosen, partitioning=None) for file in files)
    return arrow().concat_tables([empty, *(table.cast(empty.schema) for table in found)])


def _make_filter(schema: Any, name: str, first: Any, last: Any) -> Any:
    field, kind = load("pyarrow.compute").field(name), schema.field(name).type
    return (field >= arrow().scalar(first, kind)) & (field <= arrow().scalar(last, kind))


def write_file(path: Path, table: Table) -> None:
    """Write a table as one Parquet file."""
    parquet().write_table(table, path, compression="zstd", row_group_size=_ROWS)
