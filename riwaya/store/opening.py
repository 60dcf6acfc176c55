"""The door to `case.db`: open it, make it, bring it up to date, and say in our words what SQLite says in its own."""

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path

import msgspec

from riwaya.errors import CaseError

VERSION = 3  # of schema.sql
_SCHEMA = (resources.files("riwaya") / "schema.sql").read_text("utf-8")
_TO_2 = """
    DROP INDEX articles_unpaired;
    ALTER TABLE articles RENAME COLUMN paired TO gathered;
    UPDATE articles SET gathered = 0;
    CREATE INDEX articles_to_gather ON articles (row) WHERE NOT gathered;
"""
_ASIDE = """
    PRAGMA legacy_alter_table = ON;  -- views go on naming `versions`, whichever table that is
    ALTER TABLE versions RENAME TO former;
"""
_OVER = """
    INSERT INTO versions (capture, article, record, text, findings)
        SELECT capture, article, record, text, findings FROM former ORDER BY article;
    DROP TABLE former;
    CREATE INDEX versions_by_article ON versions (article);
    PRAGMA legacy_alter_table = OFF;
"""
_VERSIONS = "CREATE TABLE versions" + _SCHEMA.partition("CREATE TABLE versions")[2].partition(");\n")[0] + ");"
_TO_3 = f"{_ASIDE} {_VERSIONS} {_OVER}"


def _cut_since(version: int) -> str:
    """Give the part of the schema that came with a version."""
    return _SCHEMA.partition(f"-- Since version {version}")[2].partition("\n")[2].partition("-- Since version")[0]


STEPS: Mapping[int, str] = {1: _TO_2 + _cut_since(2), 2: _TO_3 + _cut_since(3)}  # to the next

_REBUILD = "derive it anew from the captures with `riwaya rebuild`"
_FREE = "make room on the disk, then do it again: nothing is half written"
_ADVICE = {  # by the first two parts of SQLite's name for the error
    "SQLITE_CORRUPT": _REBUILD,
    "SQLITE_NOTADB": _REBUILD,
    "SQLITE_SCHEMA": _REBUILD,
    "SQLITE_ERROR": _REBUILD,
    "SQLITE_FULL": _FREE,
    "SQLITE_IOERR": _FREE,
    "SQLITE_BUSY": "another process is writing; wait until it is done",
    "SQLITE_READONLY": "the case may only be read here: copy it to where you may write",
    "SQLITE_CANTOPEN": "name a case with --case, or begin one with `riwaya add`",
}


@contextlib.contextmanager
def translate(path: Path) -> Iterator[None]:
    """Turn errors of the database, and of records in it that have another shape by now, into CaseError."""
    try:
        yield
    except sqlite3.Error as error:
        name = "_".join(getattr(error, "sqlite_errorname", "SQLITE_ERROR").split("_")[:2])
        raise CaseError(str(path), str(error), _ADVICE.get(name, _REBUILD)) from error
    except msgspec.MsgspecError as error:
        raise CaseError(str(path), f"a record in it cannot be read: {error}", _REBUILD) from error


def open_database(path: Path, *, write: bool) -> sqlite3.Connection:
    """Open the database of a case; with `write`, make it where it is missing and bring an older one up to date.

    A reader sees one moment for as long as it is open, whatever is written meanwhile. Raises CaseError.
    """
    if not write and not path.is_file():
        raise CaseError(str(path), "there is no case here", f"begin one with `riwaya add`, or {_REBUILD}")
    with translate(path):
        db = _connect(path, write=write)
        try:
            _bring_up(db, path, write=write)
        except BaseException:
            db.close()
            raise
    return db


def _connect(path: Path, *, write: bool) -> sqlite3.Connection:
    if write:
        db = sqlite3.connect(path, isolation_level=None, timeout=10)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")  # the captures are what must be on the disk; this can be made again
        db.execute("PRAGMA foreign_keys = ON")
        return db
    uri = path.absolute().as_uri()
    db = sqlite3.connect(f"{uri}?mode=ro", uri=True, isolation_level=None, timeout=10)
    try:
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:  # a finished case on a disk where not even WAL's index may be made
        db.close()
        if Path(f"{path}-wal").exists():
            raise
        db = sqlite3.connect(f"{uri}?immutable=1", uri=True, isolation_level=None)
    return db


def _bring_up(db: sqlite3.Connection, path: Path, *, write: bool) -> None:
    found = db.execute("PRAGMA user_version").fetchone()[0]
    if write and found == 0 and not db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        db.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
    elif found > VERSION:
        raise CaseError(str(path), f"it has schema {found}, of a later riwaya", f"install that one, or {_REBUILD}")
    elif found < VERSION and write:
        migrate(db, found, VERSION, STEPS, path)
    elif found < VERSION:
        raise CaseError(str(path), f"it has the older schema {found}", "open it once with `riwaya add` or `rebuild`")
    if not write:
        db.execute("BEGIN")


def migrate(db: sqlite3.Connection, found: int, wanted: int, steps: Mapping[int, str], path: Path) -> None:
    """Lead a database from one schema to a later one, all steps or none. Raises CaseError where a step is missing."""
    missing = [version for version in range(found, wanted) if version not in steps]
    if missing:
        raise CaseError(str(path), f"no way leads from schema {missing[0]} to {wanted}", _REBUILD)
    way = " ".join(steps[version] for version in range(found, wanted))
    try:
        db.executescript(f"BEGIN IMMEDIATE; {way} PRAGMA user_version = {wanted}; COMMIT;")
    except sqlite3.Error:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
