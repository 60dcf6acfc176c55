"""A case in the formats of other tools. To add one, write a function and name it in `FORMATS`.

In: a case. Out: a file or a folder, written whole or not at all, streamed: a case need not fit into memory. Text stays
as the pages have it, in UTF-8. What a format has no word for is left out, and its module says so.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from riwaya.errors import InputError
from riwaya.export.annotations import write_annotations
from riwaya.export.columns import write_columns
from riwaya.export.dossiers import write_dossier
from riwaya.export.events import tell_plover, write_flat
from riwaya.export.ftm import tell_entities
from riwaya.export.linked import write_linked
from riwaya.export.naming import Opened
from riwaya.export.passim import tell_passages
from riwaya.export.quotes import tell_quotes
from riwaya.export.sheets import write_sheets
from riwaya.export.wacz import write_wacz
from riwaya.export.whole import write_lines, write_whole
from riwaya.query import open_store
from riwaya.store import Filter

__all__ = ["FORMATS", "Format", "export_case"]

_ALL = Filter()


class Format(NamedTuple):
    """A format: what writes a case in it, and whether that makes a folder of files."""

    write: Callable[[Opened, Path], None]
    is_folder: bool = False


def _by_line(tell: Callable[[Opened], Iterator[object]]) -> Callable[[Opened, Path], None]:
    return lambda case, path: write_lines(path, tell(case))


FORMATS: Mapping[str, Format] = {
    "jsonld": Format(write_linked),
    "annotation": Format(write_annotations),
    "ftm": Format(_by_line(tell_entities)),
    "plover": Format(_by_line(tell_plover)),
    "events-csv": Format(write_flat),
    "quotes": Format(_by_line(tell_quotes)),
    "passim": Format(_by_line(tell_passages)),
    "csv": Format(write_sheets, is_folder=True),
    "parquet": Format(write_columns, is_folder=True),
    "wacz": Format(write_wacz),
    "html": Format(write_dossier),
}


def export_case(
    case: Path,
    format_name: str,
    out: Path,
    *,
    story: str | None = None,
    wanted: Filter = _ALL,
    kind: str | None = None,
) -> None:
    """Write a case to `out` in one of `FORMATS`: a folder for `csv` and `parquet`, else a file.

    `story` names the one that `html` shows; `wanted` and `kind` narrow what is written as they narrow the answers of
    a store. Raises CaseError where there is no case or the disk does not take it, InputError where `out` is a folder
    already or the format is unknown or cannot be written here.
    """
    if format_name not in FORMATS:
        raise InputError(format_name, "is no format that is known here", f"known are {', '.join(FORMATS)}")
    chosen = FORMATS[format_name]
    with open_store(case) as store, write_whole(out, is_folder=chosen.is_folder) as part:
        chosen.write(Opened(case, store, story, wanted, kind), part)
