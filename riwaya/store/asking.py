"""Read from `case.db`: every answer in a stable order, by the day of publication and the article's id."""

import datetime as dt
import itertools
import json
import operator
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

import msgspec
from msgspec import Struct

from riwaya.addresses import canonical
from riwaya.errors import InputError
from riwaya.records import (
    Actor,
    Article,
    Event,
    Findings,
    Kept,
    Problem,
    Reading,
    Retelling,
    Said,
    Statement,
    Story,
    Tie,
)
from riwaya.store.identity import name_article
from riwaya.store.listing import ask_slices, find_forms
from riwaya.store.voices import find_voices
from riwaya.text import fold

_ORDER = "articles.day IS NULL, articles.day, articles.id"
_KEPT = """
    SELECT articles.id, current, iif(
        (SELECT count(*) FROM versions WHERE article = articles.row) = 1, 1,  -- texts are read where there are several
        (SELECT count(DISTINCT text) FROM versions WHERE article = articles.row)
    ), text, record FROM articles JOIN versions ON versions.capture = current
"""
_SAID = """
    SELECT articles.id, versions.record, statements.record FROM articles
    JOIN versions ON versions.capture = current JOIN statements ON statements.capture = current
"""
_STATEMENTS_OF = """
    SELECT record FROM statements JOIN articles ON current = capture WHERE articles.id = ? ORDER BY statements.row
"""
_FOUND = "SELECT articles.id, findings FROM articles JOIN versions ON versions.capture = current"
_IDS = "SELECT articles.id FROM articles"
_ROWS = "SELECT articles.row FROM articles"
_DAYS = "SELECT id, day FROM articles WHERE day IS NOT NULL"
_DAYS_IN = "SELECT id, day FROM story_articles JOIN articles ON id = article WHERE story = :story AND day IS NOT NULL"
_TIES = """
    SELECT a, b, record FROM retellings
    WHERE (a IN passing OR b IN passing) AND (:kind IS NULL OR kind = :kind) ORDER BY a, b
"""


_PASSING = "SELECT story FROM story_articles JOIN articles ON articles.id = story_articles.article WHERE"
_COUNTS = {
    "captures": "SELECT count(*) FROM captures WHERE NOT removed",
    "articles": "SELECT count(*) FROM articles",
    "versions": "SELECT count(*) FROM versions",
    "outlets": "SELECT count(DISTINCT outlet) FROM articles",
    "statements": "SELECT count(*) FROM statements JOIN articles ON capture = current",
    "retellings": "SELECT count(*) FROM retellings",
    "problems": "SELECT count(*) FROM problems",
}
_SHORTEST = 4  # letters of the beginning of an id
_STORIES = "SELECT record FROM stories WHERE {} ORDER BY last IS NULL, last DESC, id LIMIT :limit OFFSET :offset"
_GATHERED = """
    SELECT gathered.record FROM gathered JOIN stories ON stories.id = story WHERE kind = :of_kind AND {}
    ORDER BY last IS NULL, last DESC, story, gathered.id LIMIT :limit OFFSET :offset
"""
# Whom is wanted is settled before records are read: there are many actors, and a page shows few.
_ACTORS = """
    SELECT id, record, articles FROM (
        SELECT actor, count(DISTINCT article) AS articles FROM figures WHERE {}
        GROUP BY actor ORDER BY articles DESC, actor LIMIT :limit OFFSET :offset
    ) JOIN actors ON id = actor ORDER BY articles DESC, id
"""
_NAMED = "SELECT id, record FROM actors WHERE id IN ({}) ORDER BY id"
_CALLED = """
    actor IN (SELECT id FROM actors WHERE instr(name, :name) OR instr(id, :name)
    UNION SELECT actor FROM figures WHERE instr(forms, :name))
"""
_BESIDE = """
    SELECT other.actor, count(DISTINCT other.article) AS articles FROM figures AS own
    JOIN figures AS other ON other.article = own.article AND other.actor <> own.actor
    WHERE own.actor = ? GROUP BY other.actor ORDER BY articles DESC, other.actor LIMIT ?
"""
_SAID_BY = """
    FROM statements JOIN articles ON current = statements.capture
    WHERE json_extract(CAST(statements.record AS TEXT), '$.speaker.id') = :actor
"""

Thing = TypeVar("Thing")


class Part(NamedTuple):
    """Which stretch of a long answer is asked for. A negative limit is none."""

    limit: int = -1
    offset: int = 0


ALL = Part()


class Filter(Struct, frozen=True, kw_only=True):
    """Which articles an answer is about. An unknown day passes every window; an unknown outlet is not any other."""

    article: str | None = None  # id
    outlet: str | None = None
    language: str | None = None
    since: dt.date | None = None  # both days included
    until: dt.date | None = None
    actor: str | None = None  # id of one that they name
    story: str | None = None  # id


_BY_ACTOR = "json_extract(CAST(statements.record AS TEXT), '$.speaker.id') IN (SELECT value FROM json_each(:actors))"
_CONDITIONS = {
    "actor": "articles.id IN (SELECT article FROM figures WHERE actor = :actor)",
    "article": "articles.id = :article",
    "outlet": "articles.outlet = :outlet",
    "language": "articles.language = :language",
    "since": "(articles.last IS NULL OR articles.last >= :since)",
    "until": "(articles.first IS NULL OR articles.first <= :until)",
    "actors": _BY_ACTOR,
    "words": f"({_BY_ACTOR} OR instr(statements.speaker, :words))",
    "carrier": "instr(statements.carriers, :carrier)",
    "kind": "kind = :kind",
    "polarity": "polarity = :polarity",
    "story": "articles.id IN (SELECT article FROM story_articles WHERE story = :story)",
}


def list_articles(db: sqlite3.Connection, wanted: Filter, part: Part = ALL) -> Iterator[Kept]:
    """Give the articles that pass, in their current versions."""
    where, given = narrow(wanted)
    rows = f"{_ROWS} WHERE {where} ORDER BY {_ORDER} LIMIT :limit OFFSET :offset"
    query = f"{_KEPT} WHERE articles.row IN ({rows}) ORDER BY {_ORDER}"  # texts of what is skipped are not read
    for row in db.execute(query, given | part._asdict()):
        yield _make_kept(row)


def find_articles(db: sqlite3.Connection, names: Iterable[str]) -> dict[str, Kept]:
    """Give articles by their ids, in their current versions."""
    return {row[0]: _make_kept(row) for row in ask_slices(db, f"{_KEPT} WHERE articles.id IN ({{}})", names)}


def find_article(db: sqlite3.Connection, key: str) -> Kept | None:
    """Give the article of an id, a source or its file name, an address, or four digits that only one id begins with.

    Raises InputError where what is named stands for several.
    """
    tries = (
        ("articles.id = ?", key),
        ("articles.source = ?", key),
        ("articles.url = ?", key),
        ("articles.url = ?", canonical(key)),
        ("articles.id = ?", name_article(f"url:{canonical(key)}")),  # the page writes its address in another way
        ("substr(articles.id, 1, length(?1)) = ?1", key if len(key) >= 4 else None),
        ("substr(articles.source, -length(?1) - 1) = '/' || ?1", key),  # a file's name, without its folder
    )
    for where, value in tries:
        found = db.execute(f"{_KEPT} WHERE {where} ORDER BY {_ORDER} LIMIT 9", (value,)).fetchall() if value else []
        if len(found) > 1:
            ids = ", ".join(row[0] for row in found)
            raise InputError(key, "stands for more than one article", f"name one by its id: {ids}")
        if found:
            return _make_kept(found[0])
    return None


def find_current(db: sqlite3.Connection, article: str) -> Article:
    """Give the current version of an article by its id. Raises InputError."""
    row = db.execute(f"{_KEPT} WHERE articles.id = ?", (article,)).fetchone()
    if row is None:
        raise InputError(article, "no such article in this case", "`riwaya articles` lists them")
    return _make_kept(row).article


def find_findings(db: sqlite3.Connection, article: str) -> Findings:
    """Give what stands in the current version of an article, by its id, beside its statements."""
    query = "SELECT findings FROM articles JOIN versions ON versions.capture = current WHERE articles.id = ?"
    row = db.execute(query, (article,)).fetchone()
    return msgspec.json.decode(row[0], type=Findings) if row else Findings()


def find_reading(db: sqlite3.Connection, article: str) -> Reading:
    """Give all that single stages found on the current version of an article, by its id. Raises InputError."""
    said = db.execute(_STATEMENTS_OF, (article,))
    return Reading(
        article=find_current(db, article),
        statements=tuple(msgspec.json.decode(record, type=Statement) for (record,) in said),
        findings=find_findings(db, article),
    )


def list_statements(
    db: sqlite3.Connection,
    wanted: Filter,
    *,
    speaker: str | None = None,
    carrier: str | None = None,
    kind: str | None = None,
    polarity: str | None = None,
) -> Iterator[Said]:
    """Give the statements of the articles that pass; names match where they hold the words given, however spelled."""
    asked = {"carrier": carrier and fold(carrier), "kind": kind, "polarity": polarity}
    voices = find_voices(db, speaker) if speaker else None
    actors = json.dumps(sorted(voices.actors)) if voices else None
    by = {} if voices is None else {"actors": actors} if voices.words is None else {"words": voices.words}
    where, given = narrow(wanted, **asked, **by)
    rows = db.execute(f"{_SAID} WHERE {where} ORDER BY {_ORDER}, statements.row", {**given, "actors": actors})
    yield from _make_said(rows)


def list_retellings(db: sqlite3.Connection, wanted: Filter, *, kind: str | None = None) -> Iterator[Tie]:
    """Give the retellings that have an article that passes on one of their sides, in the order of their ids."""
    where, given = narrow(wanted)
    query = f"WITH passing AS ({_IDS} WHERE {where}) {_TIES}"
    for a, b, record in db.execute(query, {**given, "kind": kind}):
        yield Tie(a=a, b=b, retelling=msgspec.json.decode(record, type=Retelling))


def list_stories(db: sqlite3.Connection, wanted: Filter, part: Part = ALL) -> Iterator[Story]:
    """Give the stories that have an article that passes, the latest first."""
    where, given = _among("id", wanted)
    for (record,) in db.execute(_STORIES.format(where), given | part._asdict()):
        yield msgspec.json.decode(record, type=Story)


def find_story(db: sqlite3.Connection, key: str) -> Story | None:
    """Give the story of an id, or of at least four letters that one id begins with; InputError where several do."""
    found = db.execute("SELECT id, record FROM stories WHERE id = ?", (key,)).fetchall()
    if not found and len(key) >= _SHORTEST:
        query = "SELECT id, record FROM stories WHERE substr(id, 1, length(?1)) = ?1 LIMIT 9"
        found = db.execute(query, (key,)).fetchall()
    if len(found) > 1:
        names = ", ".join(row[0] for row in found)
        raise InputError(key, "stands for more than one story", f"name one by its id: {names}")
    return msgspec.json.decode(found[0][1], type=Story) if found else None


def list_gathered(
    db: sqlite3.Connection, kind: str, shape: type[Thing], wanted: Filter, story: str | None, part: Part = ALL
) -> Iterator[Thing]:
    """Give what is known of a kind over the stories that have an article that passes, or over one story."""
    where, given = _among("story", wanted)
    where += " AND story = :story" if story else ""
    for (record,) in db.execute(_GATHERED.format(where), {**given, **part._asdict(), "of_kind": kind, "story": story}):
        yield msgspec.json.decode(record, type=shape)


def find_published(db: sqlite3.Connection, story: str | None = None) -> dict[str, dt.date]:
    """Give the days on which articles, of one story or all, came out, by their ids; unknown ones left out."""
    rows = db.execute(_DAYS_IN if story else _DAYS, {"story": story})
    return {name: dt.date.fromisoformat(day) for name, day in rows}


def list_events(db: sqlite3.Connection, wanted: Filter) -> Iterator[tuple[str, Event]]:
    """Give the events of the articles that pass, with the ids of these."""
    where, given = narrow(wanted)
    for name, findings in db.execute(f"{_FOUND} WHERE {where} ORDER BY {_ORDER}", given):
        for event in msgspec.json.decode(findings, type=Findings).events:
            yield name, event


def list_actors(
    db: sqlite3.Connection, actor: str | None, name: str | None, part: Part = ALL
) -> Iterator[tuple[Actor, int]]:
    """Give actors with their forms, the most written first, and in how many articles each is; most first."""
    given = {"actor": actor, "name": fold(name) if name else None, **part._asdict()}
    where = "actor = :actor" if actor else _CALLED if name else "1"
    rows = db.execute(_ACTORS.format(where), given).fetchall()
    forms = find_forms(db, [row[0] for row in rows])
    for key, record, articles in rows:
        yield msgspec.structs.replace(msgspec.json.decode(record, type=Actor), forms=forms[key]), articles


def describe_actors(db: sqlite3.Connection, names: Iterable[str]) -> dict[str, Actor]:
    """Give actors by their ids, without their forms."""
    return {row[0]: msgspec.json.decode(row[1], type=Actor) for row in ask_slices(db, _NAMED, names)}


def find_articles_with(db: sqlite3.Connection, actor: str) -> list[str]:
    """Give the ids of the articles that an actor is in."""
    where = "articles.id IN (SELECT article FROM figures WHERE actor = ?)"
    return [row[0] for row in db.execute(f"{_IDS} WHERE {where} ORDER BY {_ORDER}", (actor,))]


def find_beside(db: sqlite3.Connection, actor: str, most: int) -> list[tuple[str, int]]:
    """Give the actors that stand in the articles of one, and in how many of them, most first."""
    return db.execute(_BESIDE, (actor, most)).fetchall()


def list_said_by(db: sqlite3.Connection, actor: str, part: Part = ALL) -> Iterator[Said]:
    """Give the statements of an actor in order of time."""
    order = f"{_ORDER}, statements.row"
    rows = f"SELECT statements.row {_SAID_BY} ORDER BY {order} LIMIT :limit OFFSET :offset"
    query = f"{_SAID} WHERE statements.row IN ({rows}) ORDER BY {order}"
    yield from _make_said(db.execute(query, {"actor": actor, **part._asdict()}))


def count_said_by(db: sqlite3.Connection, actor: str) -> dict[dt.date | None, int]:
    """Give how many statements of an actor came out on each day, unknown ones under None."""
    query = f"SELECT day, count(*) {_SAID_BY} GROUP BY day ORDER BY day"
    return {dt.date.fromisoformat(day) if day else None: n for day, n in db.execute(query, {"actor": actor})}


def list_problems(db: sqlite3.Connection) -> Iterator[Problem]:
    """Give what could not be done, by subject."""
    for stage, subject, reason in db.execute(
        "SELECT stage, subject, reason FROM problems ORDER BY subject, stage, reason, capture"
    ):
        yield Problem(stage=stage, subject=subject, reason=reason)


def list_outlets(db: sqlite3.Connection) -> list[str]:
    """Give the outlets of all articles in the order of their names."""
    query = "SELECT DISTINCT outlet FROM articles WHERE outlet IS NOT NULL ORDER BY outlet"
    return [outlet for (outlet,) in db.execute(query)]


def count_all(db: sqlite3.Connection) -> dict[str, int]:
    """Give how much of everything there is."""
    return {name: count_one(db, name) for name in _COUNTS}


def count_one(db: sqlite3.Connection, name: str) -> int:
    """Give how much of one thing there is, by a name of `count_all`."""
    return int(db.execute(_COUNTS[name]).fetchone()[0])


def narrow(wanted: Filter, **more: str | None) -> tuple[str, dict[str, str]]:
    """Give the condition that says what is wanted, and the values in it."""
    asked = {**msgspec.to_builtins(wanted), **more}
    given = {name: value for name, value in asked.items() if value is not None}
    return " AND ".join(_CONDITIONS[name] for name in given) or "1", given


def _among(story: str, wanted: Filter) -> tuple[str, dict[str, str]]:
    """Give the condition that a story, named by this column, has an article that is wanted, and the values in it."""
    where, given = narrow(wanted)
    return f"{story} IN ({_PASSING} {where})" if given else "1", given


def _make_kept(row: tuple[str, str, int, str, bytes]) -> Kept:
    name, capture, versions, text, record = row
    return Kept(id=name, capture=capture, versions=versions, article=make_article(text, record))


def make_article(text: str, record: bytes) -> Article:
    """Give an article of its record and the text that is kept apart from it."""
    return msgspec.structs.replace(msgspec.json.decode(record, type=Article), text=text)


def _make_said(rows: Iterable[tuple[str, bytes, bytes]]) -> Iterator[Said]:
    for (name, record), group in itertools.groupby(rows, key=operator.itemgetter(0, 1)):
        article = msgspec.json.decode(record, type=Article)
        for _, _, statement in group:
            yield Said(
                article=name,
                source=article.source,
                outlet=article.outlet,
                published=article.published,
                statement=msgspec.json.decode(statement, type=Statement),
            )
