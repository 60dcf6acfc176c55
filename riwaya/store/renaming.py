"""Actors that go by another id since an earlier article came: written into what is known over stories, and no more."""

import re
import sqlite3
from collections.abc import Mapping

from riwaya.store.listing import ask_slices

_ACTOR = re.compile(r'(?<=")[0-9a-f]{16}\.\d+(?=[":])')  # the id of one that the table does not know
_STORIES = "SELECT DISTINCT story FROM figures JOIN story_articles USING (article) WHERE actor IN ({})"


def rename_actors(db: sqlite3.Connection, renamed: Mapping[str, str]) -> None:
    """Have actors go by other ids in what is known over the stories that have them; old ids to new.

    An id stands between quotation marks, or opens that of a position: `"7497dc5ba7c6d565.8:0a901654005de68b:s1"`.
    """
    for story in sorted({story for (story,) in ask_slices(db, _STORIES, renamed.values())}):
        rows = db.execute("SELECT kind, id, story, record FROM gathered WHERE story = ?", (story,)).fetchall()
        moved = [(row, now) for row in rows if (now := _rename_row(row, renamed)) != row]
        db.executemany("DELETE FROM gathered WHERE kind = ? AND id = ? AND story = ?", [row[:3] for row, _ in moved])
        db.executemany("INSERT INTO gathered VALUES (?, ?, ?, ?)", [now for _, now in moved])


def _rename_row(row: tuple[str, str, str, bytes], renamed: Mapping[str, str]) -> tuple[str, str, str, bytes]:
    kind, name, story, record = row
    return kind, _rename(f'"{name}"', renamed)[1:-1], story, _rename(record.decode(), renamed).encode()


def _rename(text: str, renamed: Mapping[str, str]) -> str:
    return _ACTOR.sub(lambda found: renamed.get(found[0], found[0]), text)
