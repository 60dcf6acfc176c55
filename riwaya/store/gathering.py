"""What the stages across articles found, in `case.db`: by neighbourhood, so that a new page touches only its own."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from riwaya.records import Claim, Disagreement, Retelling, Story

_SLICE = 500  # values in one query; SQLite allows some thousands
_FORGET = (
    "DELETE FROM retellings WHERE ?1 IN (a, b)",
    "DELETE FROM bonds WHERE ?1 IN (a, b)",
    "DELETE FROM sketches WHERE article = ?1",
    "DELETE FROM keys WHERE article = ?1",
)

_DROP = (
    "DELETE FROM gathered WHERE story = ?",
    "DELETE FROM story_articles WHERE story = ?",
    "DELETE FROM stories WHERE id = ?",
)

Key = str | int


class Sketch(NamedTuple):
    """What a stage keeps of an article to find its likes: its own record, and keys with their places."""

    article: str
    record: bytes
    keys: Sequence[tuple[Key, int]]


class Gathered(NamedTuple):
    """A story with all that is known over its articles, which it names by their ids."""

    story: Story
    claims: tuple[Claim, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()


def forget_article(db: sqlite3.Connection, article: str) -> None:
    """Undo what was gathered from an article; the others of its story are to be looked at again."""
    db.execute(
        "UPDATE articles SET gathered = 0 WHERE id IN (SELECT article FROM story_articles WHERE story ="
        " (SELECT story FROM story_articles WHERE article = ?))",
        (article,),
    )
    for query in _FORGET:
        db.execute(query, (article,))
    drop_stories(db, [row[0] for row in db.execute("SELECT story FROM story_articles WHERE article = ?", (article,))])


def list_ungathered(db: sqlite3.Connection) -> list[str]:
    """Give the ids of the articles that no stage across articles has seen in their current versions."""
    return [row[0] for row in db.execute("SELECT id FROM articles WHERE NOT gathered ORDER BY id")]


def save_sketches(db: sqlite3.Connection, stage: str, sketches: Iterable[Sketch]) -> None:
    """Keep the sketches of a stage, in place of those that the same articles had."""
    for sketch in sketches:
        db.execute("DELETE FROM keys WHERE article = ? AND stage = ?", (sketch.article, stage))
        db.execute("INSERT OR REPLACE INTO sketches VALUES (?, ?, ?)", (sketch.article, stage, sketch.record))
        rows = [(stage, key, sketch.article, place) for key, place in sketch.keys]
        db.executemany("INSERT OR IGNORE INTO keys VALUES (?, ?, ?, ?)", rows)


def find_sketches(db: sqlite3.Connection, stage: str, articles: Collection[str]) -> dict[str, bytes]:
    """Give the sketches that a stage keeps of these articles."""
    query = "SELECT article, record FROM sketches WHERE stage = ? AND article IN ({})"
    return dict(_each_slice(db, query, stage, articles))


def look_up_keys(
    db: sqlite3.Connection, stage: str, keys: Collection[Key], most: int
) -> Iterator[tuple[Key, list[tuple[str, int]]]]:
    """Give for each key the articles that have it, with the places; nothing for a key that more than `most` have."""
    query = "SELECT article, place FROM keys WHERE stage = ? AND key = ? LIMIT ?"
    for key in keys:
        rows = db.execute(query, (stage, key, most + 1)).fetchall()
        if len(rows) <= most:
            yield key, rows


def replace_retellings(
    db: sqlite3.Connection, articles: Iterable[str], ties: Iterable[tuple[str, str, Retelling]]
) -> None:
    """Put `ties` (two article ids and their retelling) in the place of all that concern `articles`."""
    db.executemany("DELETE FROM retellings WHERE ?1 IN (a, b)", [(name,) for name in articles])
    rows = [(a, b, tie.kind, msgspec.json.encode(tie)) for a, b, tie in ties]
    db.executemany("INSERT OR REPLACE INTO retellings VALUES (?, ?, ?, ?)", rows)


def replace_bonds(db: sqlite3.Connection, articles: Iterable[str], bonds: Mapping[tuple[str, str], float]) -> None:
    """Put `bonds` in the place of all that concern `articles`."""
    db.executemany("DELETE FROM bonds WHERE ?1 IN (a, b)", [(name,) for name in articles])
    db.executemany(
        "INSERT OR REPLACE INTO bonds VALUES (?, ?, ?)", [(a, b, weight) for (a, b), weight in bonds.items()]
    )


def find_neighbourhood(
    db: sqlite3.Connection, articles: Collection[str]
) -> tuple[list[str], dict[tuple[str, str], float]]:
    """Give all articles that bonds or whole retellings lead to from these, however far, and the bonds among them."""
    found, waiting, bonds = set(articles), list(articles), {}
    while waiting:
        name = waiting.pop()
        rows = db.execute(
            "SELECT a, b, weight FROM bonds WHERE a = ?1 UNION ALL SELECT a, b, weight FROM bonds WHERE b = ?1", (name,)
        )
        for a, b, weight in rows:
            bonds[a, b] = weight
            other = b if a == name else a
            if other not in found:
                found.add(other)
                waiting.append(other)
    return sorted(found), bonds


def drop_stories(db: sqlite3.Connection, stories: Iterable[str]) -> None:
    """Take stories away with all that is known over their articles."""
    names = [(name,) for name in stories]
    for query in _DROP:
        db.executemany(query, names)


def save_stories(db: sqlite3.Connection, stories: Iterable[Gathered]) -> None:
    """Keep stories, with all that is known over their articles."""
    for found in stories:
        story = found.story
        last = story.to.isoformat() if story.to else None
        db.execute("INSERT OR REPLACE INTO stories VALUES (?, ?, ?)", (story.id, last, msgspec.json.encode(story)))
        rows = [(name, story.id) for name in story.articles]
        db.executemany("INSERT OR REPLACE INTO story_articles VALUES (?, ?)", rows)
        things: list[tuple[str, str, Claim | Disagreement]] = [("claim", claim.id, claim) for claim in found.claims]
        things += [("disagreement", f"{n:04}", d) for n, d in enumerate(found.disagreements)]
        records = [(kind, name, story.id, msgspec.json.encode(record)) for kind, name, record in things]
        db.executemany("INSERT OR REPLACE INTO gathered VALUES (?, ?, ?, ?)", records)


def find_stories_of(db: sqlite3.Connection, articles: Collection[str]) -> dict[str, str]:
    """Give the stories that these articles are in, by the articles' ids."""
    query = "SELECT article, story FROM story_articles WHERE ? = '' AND article IN ({})"
    return dict(_each_slice(db, query, "", articles))


def mark_gathered(db: sqlite3.Connection, articles: Iterable[str]) -> None:
    """Note that the stages across articles have seen these."""
    db.executemany("UPDATE articles SET gathered = 1 WHERE id = ?", [(name,) for name in articles])


def _each_slice(db: sqlite3.Connection, query: str, first: str, values: Collection[str]) -> Iterator[tuple[str, Any]]:
    wanted = sorted(values)
    for at in range(0, len(wanted), _SLICE):
        part = wanted[at : at + _SLICE]
        yield from db.execute(query.format(",".join("?" * len(part))), (first, *part))
