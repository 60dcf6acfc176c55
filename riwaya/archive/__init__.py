"""The same stages over hundreds of millions of pages, on an engine: Daft, on one machine or on a Ray cluster.

In: files that a case takes too, and addresses that the engine can open. Out: a folder of Parquet with a manifest: the
articles with all that was read on them, who repeats whom, families of copies, stories. The answers are those that a
case gives that holds the same pages; a slice can be loaded into one. Needs the extra `archive`.

Everything is divided by weeks, or where years must meet by ranges of hashes. What one function does with one part is
plain Arrow in and Arrow out and knows of no engine; the engine hands the parts out, and joins where that is a join.
"""

from riwaya.archive.engine import Engine, open_engine
from riwaya.archive.loading import Wanted, load_pages
from riwaya.archive.manifests import Entry, Made
from riwaya.archive.reporting import Line, report_archive
from riwaya.archive.running import list_slice, read_archive, retell_archive, sift_archive, tell_archive

__all__ = [
    "Engine",
    "Entry",
    "Line",
    "Made",
    "Wanted",
    "list_slice",
    "load_pages",
    "open_engine",
    "read_archive",
    "report_archive",
    "retell_archive",
    "sift_archive",
    "tell_archive",
]
