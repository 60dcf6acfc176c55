"""Look for what is wrong with `case.db` itself. Whether it agrees with the captures is for the pipeline to see."""

import sqlite3
from collections.abc import Iterator

from riwaya.records import Problem

_FLAWS = {  # what must not be, and the query that counts it
    "articles without a current version": """
        SELECT count(*) FROM articles WHERE current IS NULL OR current NOT IN (SELECT capture FROM versions)
    """,
    "articles too few or too many among those that can be searched": """
        SELECT abs((SELECT count(*) FROM articles) - count(*)) FROM article_words_docsize
    """,
    "retellings of articles that are not there": """
        SELECT count(*) FROM retellings
        WHERE a NOT IN (SELECT id FROM articles) OR b NOT IN (SELECT id FROM articles)
    """,
}


def verify_database(db: sqlite3.Connection, name: str) -> Iterator[Problem]:
    """Name what is wrong with the database called `name`: damaged pages, and rows that do not belong together."""
    for (reason,) in db.execute("PRAGMA integrity_check"):
        if reason != "ok":
            yield Problem(stage="store", subject=name, reason=reason)
    for reason, query in _FLAWS.items():
        if found := db.execute(query).fetchone()[0]:
            yield Problem(stage="store", subject=name, reason=f"{found} {reason}")
