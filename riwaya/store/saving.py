"""Write readings into `case.db`, so that what it says follows from the set of captures and not from their order."""

import calendar
import datetime as dt
import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence

import msgspec

from riwaya.records import Article, Capture, Page, Problem, Published, Reading, Statement
from riwaya.stems import checksum_affixes
from riwaya.store.gathering import forget_article
from riwaya.store.identity import identify, name_article
from riwaya.store.words import forget_words, index_words
from riwaya.text import fold

_BEST_VERSION = """
    SELECT versions.capture, versions.text, versions.record FROM versions JOIN captures ON captures.id = capture
    WHERE article = ? AND NOT removed ORDER BY at DESC, sha256 DESC, id DESC LIMIT 1
"""
_IS_REMOVED = "SELECT 1 FROM captures WHERE id = ? AND removed"
_REMOVE = """
    INSERT INTO captures (id, sha256, file, offset, length, at, source, stages, removed)
    VALUES (?, ?, ?, ?, ?, ?, '', '', 1) ON CONFLICT (id) DO UPDATE SET removed = 1
"""
_CLEAR = (
    "DELETE FROM versions WHERE capture = ?",
    "DELETE FROM statements WHERE capture = ?",
    "DELETE FROM problems WHERE capture = ?",
)


def save_readings(
    db: sqlite3.Connection, rows: Sequence[tuple[Capture, Page, Reading | Problem]], stages: Mapping[str, int]
) -> tuple[str, ...]:
    """Save what was found on captured pages; give the ids of the articles whose current version is another now."""
    rows = [(capture, page, _refuse_surrogates(page, result)) for capture, page, result in rows]
    written = json.dumps(stages, sort_keys=True)
    homes = [_find_home(db, page, result) for _, page, result in rows]
    earlier = [_find_article(db, capture.id) for capture, _, _ in rows]
    touched = dict.fromkeys(row for row in (*homes, *earlier) if row is not None)
    for row in touched:
        _forget_current(db, row)
    for (capture, page, result), home in zip(rows, homes, strict=True):
        _save_capture(db, capture, page, written)
        _save_result(db, capture, home, result)
    return tuple(sorted(_choose_current(db, row) for row in touched))


def remove_captures(db: sqlite3.Connection, captures: Collection[Capture]) -> tuple[str, ...]:
    """Take captures out of every answer; give the ids of the articles that changed or vanished."""
    standing = [c for c in captures if not db.execute(_IS_REMOVED, (c.id,)).fetchone()]
    touched = dict.fromkeys(row for row in (_find_article(db, c.id) for c in standing) if row is not None)
    for row in touched:
        _forget_current(db, row)
    for capture in standing:
        _clear_result(db, capture.id)
        place = (capture.id, capture.sha256, capture.file, capture.offset, capture.length, _write_instant(capture.at))
        db.execute(_REMOVE, place)
    return tuple(sorted(_choose_current(db, row) for row in touched))


def refresh_words(db: sqlite3.Connection) -> None:
    """Make the words of all articles anew where the language data that they were made with has changed."""
    wanted = checksum_affixes()
    if db.execute("SELECT stems FROM words_made_with").fetchall() == [(wanted,)]:
        return
    db.execute("BEGIN IMMEDIATE")
    db.execute("INSERT INTO article_words (article_words) VALUES ('delete-all')")
    db.execute("INSERT INTO statement_words (statement_words) VALUES ('delete-all')")
    for (row,) in db.execute("SELECT row FROM articles WHERE current IS NOT NULL").fetchall():
        for words in _words_of(db, row):
            index_words(db, *words)
    db.execute("DELETE FROM words_made_with")
    db.execute("INSERT INTO words_made_with VALUES (?)", (wanted,))
    db.execute("COMMIT")


# --- captures and what was found on them --------------------------------------------------------------------


def _refuse_surrogates(page: Page, result: Reading | Problem) -> Reading | Problem:
    """Make a Problem of what no database and no JSON can hold: half characters, as in a file name of other bytes."""
    try:
        msgspec.json.encode(result)
    except UnicodeEncodeError as error:
        return Problem(stage="store", subject=_spell(page.source), reason=f"not valid Unicode: {error.reason}")
    return result


def _spell(source: str) -> str:
    return source.encode("utf-8", "backslashreplace").decode("utf-8")


def _find_home(db: sqlite3.Connection, page: Page, result: Reading | Problem) -> int | None:
    """Find or make the row of the article that a reading belongs to; None where there was no reading."""
    if isinstance(result, Problem):
        return None
    identity = identify(page, result.article)
    name = name_article(identity)
    db.execute("INSERT OR IGNORE INTO articles (id, identity) VALUES (?, ?)", (name, identity))
    row: int = db.execute("SELECT row FROM articles WHERE id = ?", (name,)).fetchone()[0]
    return row


def _find_article(db: sqlite3.Connection, capture: str) -> int | None:
    found = db.execute("SELECT article FROM versions WHERE capture = ?", (capture,)).fetchone()
    return found[0] if found else None


def _save_capture(db: sqlite3.Connection, capture: Capture, page: Page, stages: str) -> None:
    place = (capture.id, capture.sha256, capture.file, capture.offset, capture.length, _write_instant(capture.at))
    db.execute(
        "INSERT INTO captures (id, sha256, file, offset, length, at, source, stages) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET stages = excluded.stages",
        (*place, _spell(page.source), stages),
    )


def _write_instant(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")


def _save_result(db: sqlite3.Connection, capture: Capture, home: int | None, result: Reading | Problem) -> None:
    _clear_result(db, capture.id)
    problems = (result,) if isinstance(result, Problem) else result.problems
    db.executemany(
        "INSERT INTO problems (capture, stage, subject, reason) VALUES (?, ?, ?, ?)",
        [(capture.id, problem.stage, problem.subject, problem.reason) for problem in problems],
    )
    if isinstance(result, Problem):
        return
    record = msgspec.json.encode(msgspec.structs.replace(result.article, text=""))
    found = msgspec.json.encode(result.findings)
    db.execute(
        "INSERT INTO versions (capture, article, record, text, findings) VALUES (?, ?, ?, ?, ?)",
        (capture.id, home, record, result.article.text, found),
    )
    db.executemany(
        "INSERT INTO statements (capture, id, kind, polarity, speaker, carriers, record) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                capture.id,
                statement.id,
                statement.kind,
                statement.polarity,
                fold(statement.speaker.name) if statement.speaker else None,
                "\n".join(fold(carrier.name) for carrier in statement.carriers),
                msgspec.json.encode(statement),
            )
            for statement in result.statements
        ],
    )


def _clear_result(db: sqlite3.Connection, capture: str) -> None:
    for query in _CLEAR:
        db.execute(query, (capture,))


# --- the current version of an article ----------------------------------------------------------------------


def _forget_current(db: sqlite3.Connection, row: int) -> None:
    for words in _words_of(db, row):
        forget_words(db, *words)


def _choose_current(db: sqlite3.Connection, row: int) -> str:
    """Make the latest version of an article its current one, or drop an article without versions; give its id."""
    name: str = db.execute("SELECT id FROM articles WHERE row = ?", (row,)).fetchone()[0]
    forget_article(db, name)
    best = db.execute(_BEST_VERSION, (row,)).fetchone()
    if best is None:
        db.execute("DELETE FROM articles WHERE row = ?", (row,))
        return name
    article = msgspec.json.decode(best[2], type=Article)
    db.execute(
        "UPDATE articles SET current = ?, source = ?, url = ?, outlet = ?, language = ?, day = ?, first = ?, last = ?,"
        " gathered = 0"
        " WHERE row = ?",
        (best[0], article.source, article.url, article.outlet, article.language, *bound_days(article.published), row),
    )
    for words in _words_of(db, row):
        index_words(db, *words)
    return name


def bound_days(published: Published | None) -> tuple[str | None, str | None, str | None]:
    """Give the day to order by, and the first and last day on which the report may have come out."""
    if published is None:
        return (None, None, None)
    day = published.date
    if published.basis == "capture":
        return (day.isoformat(), None, day.isoformat())
    last = day
    if published.precision == "year":
        last = day.replace(month=12, day=31)
    elif published.precision == "month":
        last = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return (day.isoformat(), day.isoformat(), last.isoformat())


def _words_of(db: sqlite3.Connection, row: int) -> list[tuple[str, int, str, str]]:
    """Give what is findable of an article's current version: table, row and its two texts."""
    found = db.execute(
        "SELECT current, text, record FROM articles JOIN versions ON capture = current WHERE row = ?", (row,)
    ).fetchone()
    if found is None:
        return []
    title = msgspec.json.decode(found[2], type=Article).title or ""
    words = [("article", row, title, found[1])]
    for number, record in db.execute("SELECT row, record FROM statements WHERE capture = ?", (found[0],)):
        statement = msgspec.json.decode(record, type=Statement)
        content = " ".join(span.text for span in statement.content)
        words.append(("statement", number, content, statement.speaker.name if statement.speaker else ""))
    return words
