"""Tables as CSV (RFC 4180, UTF-8): a folder with a file for each. Safe to open in a spreadsheet."""

import csv
from pathlib import Path

import msgspec

from riwaya.export.naming import Opened
from riwaya.export.tables import TABLES

# A spreadsheet takes a cell that begins so for a formula, and a page may have put it there; the full-width ones too.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def write_sheets(case: Opened, folder: Path) -> None:
    """Write every table of a case to `<table>.csv`. Text that begins like a formula gets an apostrophe before it."""
    for name, table in TABLES.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(table.row.__struct_fields__)
            for row in table.tell(case):
                writer.writerow([disarm(cell) for cell in msgspec.structs.astuple(row)])


def disarm(cell: object) -> object:
    r"""Make a cell one that no spreadsheet computes; numbers of ours are left as they are.

    >>> disarm('=HYPERLINK("http://example.com")'), disarm(-3.5), disarm("قال")
    ('\'=HYPERLINK("http://example.com")', -3.5, 'قال')
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
