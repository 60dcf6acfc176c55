"""Read from `case.db` what a sheet of a list shows: one question for all its rows, and few fields of each."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec
from msgspec import Struct

from riwaya.records import Claim, Claimant, Interval, Occurrence, Span, Version

_SLICE = 500  # values in one query
_SPEAKERS = """
    SELECT articles.id, statements.record FROM articles JOIN statements ON statements.capture = current
    WHERE articles.id IN ({}) ORDER BY articles.id, statements.row
"""
_ANNOUNCED = """
    SELECT articles.id, json_array_length(CAST(findings AS TEXT), '$.announcements')
    FROM articles JOIN versions ON versions.capture = current WHERE articles.id IN ({})
"""
_WHEN_SAID = """
    SELECT article, statements.record FROM story_articles JOIN articles ON articles.id = article
    JOIN statements ON statements.capture = current WHERE story = ?
"""
_DAYS = "SELECT story, day FROM story_articles JOIN articles ON id = article WHERE day IS NOT NULL AND story IN ({})"
_COUNTS = "SELECT story, count(*) FROM gathered WHERE kind = ? AND story IN ({}) GROUP BY story"
_CLAIMS = "SELECT record FROM gathered WHERE kind = 'claim' AND story = ? ORDER BY id"
# Looked for in the bytes, as msgspec writes them: half of what happens has nobody who does it, and is not read.
_DEEDS = """
    SELECT record FROM gathered WHERE kind = 'occurrence' AND NOT instr(record, CAST('"actor":null' AS BLOB))
    ORDER BY story, id
"""
_ACTS = "SELECT findings FROM articles JOIN versions ON versions.capture = current WHERE articles.id = ?"
_FORMS = "SELECT actor, forms, count(*) FROM figures WHERE actor IN ({}) GROUP BY actor, forms"
_RANKS = """
    SELECT actor, count(DISTINCT article) AS articles FROM figures GROUP BY actor ORDER BY articles DESC, actor
"""


class _Name(Struct, frozen=True):
    name: str


class _Speech(Struct, frozen=True):
    """What is read of a statement: msgspec passes over the rest, which is most of it."""

    id: str
    speaker: _Name | None = None
    said: Interval | None = None


class Gist(Struct, frozen=True):
    """What a timeline shows of a claim: all but the origins behind it, which are most of it."""

    id: str
    versions: tuple[Version, ...]
    speaker: Claimant | None = None


class _Length(Struct, frozen=True):
    versions: tuple[msgspec.Raw, ...]


class _Act(Struct, frozen=True):
    id: str
    trigger: Span


class _Acts(Struct, frozen=True):
    events: tuple[_Act, ...] = ()


def find_speakers(db: sqlite3.Connection, articles: Iterable[str]) -> dict[str, list[str | None]]:
    """Give for articles, by their ids, who says each of their statements, by name, in order of the text."""
    found: defaultdict[str, list[str | None]] = defaultdict(list)
    for name, record in ask_slices(db, _SPEAKERS, articles):
        speaker = msgspec.json.decode(record, type=_Speech).speaker
        found[name].append(speaker.name if speaker else None)
    return found


def count_announced(db: sqlite3.Connection, articles: Iterable[str]) -> Counter[str]:
    """Give how many announcements stand in articles, by their ids."""
    return Counter({name: number or 0 for name, number in ask_slices(db, _ANNOUNCED, articles)})


def find_times_said(db: sqlite3.Connection, story: str) -> dict[tuple[str, str], Interval]:
    """Give when things were said in a story: by article and statement, those of which a page tells it."""
    rows = ((name, msgspec.json.decode(record, type=_Speech)) for name, record in db.execute(_WHEN_SAID, (story,)))
    return {(name, speech.id): speech.said for name, speech in rows if speech.said}


def list_gists(db: sqlite3.Connection, story: str) -> Iterator[Gist]:
    """Give the claims of a story, by their ids, without the origins behind them."""
    for (record,) in db.execute(_CLAIMS, (story,)):
        yield msgspec.json.decode(record, type=Gist)


def list_told(db: sqlite3.Connection, story: str) -> Iterator[Claim]:
    """Give the claims of a story that more than one page makes, by their ids; most are made by one and are not read."""
    for (record,) in db.execute(_CLAIMS, (story,)):
        if len(msgspec.json.decode(record, type=_Length).versions) > 1:
            yield msgspec.json.decode(record, type=Claim)


def list_deeds(db: sqlite3.Connection) -> Iterator[Occurrence]:
    """Give the occurrences that somebody does, by story and id."""
    for (record,) in db.execute(_DEEDS):
        yield msgspec.json.decode(record, type=Occurrence)


def find_triggers(db: sqlite3.Connection, article: str) -> dict[str, Span]:
    """Give the words that tell the events of an article, by the events' ids."""
    row = db.execute(_ACTS, (article,)).fetchone()
    acts = msgspec.json.decode(row[0], type=_Acts).events if row else ()
    return {act.id: act.trigger for act in acts}


def find_days(db: sqlite3.Connection, stories: Iterable[str]) -> dict[str, list[str]]:
    """Give the days on which the articles of stories came out, in order, as often as one did; unknown ones left out."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for story, day in ask_slices(db, _DAYS, stories):
        found[story].append(day)
    return {story: sorted(days) for story, days in found.items()}


def count_gathered(db: sqlite3.Connection, kind: str, stories: Iterable[str]) -> dict[str, int]:
    """Give how much is known of a kind over stories, where it is anything."""
    return dict(ask_slices(db, _COUNTS, stories, (kind,)))


def rank_actors(db: sqlite3.Connection) -> list[tuple[str, int]]:
    """Give all actors by their ids, and in how many articles each is, most first."""
    return db.execute(_RANKS).fetchall()


def find_forms(db: sqlite3.Connection, actors: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Give the written forms of actors, by their ids, the most written first."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for actor, written, times in ask_slices(db, _FORMS, actors):
        found[actor].update(dict.fromkeys(written.split("\n"), times))
    return {
        actor: tuple(form for form, _ in sorted(forms.items(), key=lambda item: (-item[1], item[0])))
        for actor, forms in found.items()
    }


def ask_slices(db: sqlite3.Connection, query: str, names: Iterable[str], first: Sequence[str] = ()) -> Iterator[Any]:
    """Ask of many what can be asked of some at a time; `query` has a place for their list."""
    left = iter(dict.fromkeys(names))
    while part := list(islice(left, _SLICE)):
        yield from db.execute(query.format(",".join("?" * len(part))), [*first, *part])
