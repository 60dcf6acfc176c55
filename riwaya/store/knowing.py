"""Read from `case.db` which captures are known, where they stand, and which versions of an article came with them."""

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator

from riwaya.records import Article, Capture
from riwaya.store.asking import find_article, make_article

_CAPTURES = "SELECT id, sha256, file, offset, length, at FROM captures WHERE NOT removed ORDER BY file, offset"
_STALE = """
    SELECT id, sha256, file, offset, length, at FROM captures WHERE id IN (
        SELECT id FROM captures WHERE NOT removed AND stages < ?1  -- an index finds both, and could not for <>
        UNION ALL SELECT id FROM captures WHERE NOT removed AND stages > ?1
    ) ORDER BY file, offset
"""


def list_known(db: sqlite3.Connection, names: Iterable[str]) -> set[str]:
    """Give those of these capture ids that have been looked at, removed ones included."""
    return {name for name in names if db.execute("SELECT id FROM captures WHERE id = ?", (name,)).fetchone()}


def knows_source(db: sqlite3.Connection, source: str) -> bool:
    """True where a page of this source has been looked at and not been taken out."""
    query = "SELECT 1 FROM captures WHERE source = ? AND NOT removed LIMIT 1"
    return db.execute(query, (source,)).fetchone() is not None


def find_end(db: sqlite3.Connection) -> tuple[str, int] | None:
    """Give file and offset of the end of the last capture that is known."""
    query = "SELECT file, offset + length FROM captures ORDER BY file DESC, offset DESC LIMIT 1"
    found: tuple[str, int] | None = db.execute(query).fetchone()
    return found


def list_captures(db: sqlite3.Connection, *, stale_for: str | None = None) -> Iterator[Capture]:
    """Give the captures in the order of their places; with `stale_for`, those read by other stages than these."""
    rows = db.execute(_STALE, (stale_for,)) if stale_for else db.execute(_CAPTURES)
    yield from map(_make_capture, rows)


def find_capture(db: sqlite3.Connection, name: str) -> Capture | None:
    """Give the capture of an id; None where there is none, or where it was removed."""
    query = "SELECT id, sha256, file, offset, length, at FROM captures WHERE id = ? AND NOT removed"
    row = db.execute(query, (name,)).fetchone()
    return _make_capture(row) if row else None


def find_captures(db: sqlite3.Connection, key: str) -> list[Capture]:
    """Give the captures of an article, or of a page by its source; removed ones are among them. Raises InputError."""
    kept = find_article(db, key)
    query = "SELECT id, sha256, file, offset, length, at FROM captures WHERE "
    if kept:
        where = "id IN (SELECT capture FROM versions JOIN articles ON article = articles.row WHERE articles.id = ?)"
        rows = db.execute(f"{query} {where} ORDER BY file, offset", (kept.id,))
    else:
        rows = db.execute(f"{query} source = ? ORDER BY file, offset", (key,))
    return [_make_capture(row) for row in rows]


def list_versions(db: sqlite3.Connection, article: str) -> Iterator[tuple[Capture, Article]]:
    """Give all versions of an article by its id, with their captures, the earliest first."""
    rows = db.execute(
        "SELECT captures.id, sha256, file, offset, length, at, text, record FROM captures"
        " JOIN versions ON capture = captures.id JOIN articles ON article = articles.row"
        " WHERE articles.id = ? AND NOT removed ORDER BY at, sha256, captures.id",
        (article,),
    )
    for row in rows:
        yield _make_capture(row[:6]), make_article(row[6], row[7])


def _make_capture(row: tuple[str, str, str, int, int, str]) -> Capture:
    name, sha256, file, offset, length, at = row
    return Capture(id=name, sha256=sha256, file=file, offset=offset, length=length, at=dt.datetime.fromisoformat(at))
