"""What the stages across articles found, in `case.db`: by neighbourhood, so that a new page touches only its own."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from riwaya.records import Actor, Claim, Disagreement, Occurrence, Position, Problem, Reading, Retelling, Story
from riwaya.text import fold

_SLICE = 500  # values in one query; SQLite allows some thousands
_LAST = 1 << 40
_SHARING = """
    SELECT article, count(*) FROM keys WHERE stage = ? AND key IN ({}) AND (place BETWEEN ? AND ? OR place = 0)
    GROUP BY article
"""
_BONDS = (
    "SELECT a, b, weight FROM bonds WHERE ? = '' AND a IN ({})",
    "SELECT b, a, weight FROM bonds WHERE ? = '' AND b IN ({})",
)
_AWAKEN = """
    UPDATE articles SET gathered = 0 WHERE id IN (
        SELECT b FROM bonds WHERE a = ?1 UNION SELECT a FROM bonds WHERE b = ?1
        UNION SELECT article FROM story_articles
        WHERE component = (SELECT component FROM story_articles WHERE article = ?1)
    )
"""
_COMPONENT = """
    SELECT article, level FROM story_articles
    WHERE component = (SELECT component FROM story_articles WHERE article = ?)
"""
_UNBIND = "DELETE FROM bonds WHERE a = ?1 OR b = ?1"  # by both indices; `?1 IN (a, b)` would read the whole table
_FORGET = (
    "DELETE FROM retellings WHERE a = ?1 OR b = ?1",
    _UNBIND,
    "DELETE FROM sketches WHERE article = ?1",
    "DELETE FROM keys WHERE article = ?1",
    "DELETE FROM figures WHERE article = ?1",
)

_FROM_HERE = """
    SELECT * FROM postings WHERE hash = ? AND (day, article, place) >= (?, ?, ?) ORDER BY day, article, place LIMIT ?
"""
_UP_TO_HERE = """
    SELECT * FROM postings WHERE hash = ? AND (day, article, place) < (?, ?, ?)
    ORDER BY day DESC, article DESC, place DESC LIMIT ?
"""
_VOID = "DELETE FROM retellings WHERE a = ? AND b = ? AND kind IN ({})"
_DROP = (
    "DELETE FROM gathered WHERE story = ?",
    "DELETE FROM story_articles WHERE story = ?",
    "DELETE FROM stories WHERE id = ?",
)

Key = str | int
Posting = tuple[int, int, int, int]  # hash, day, article as a number, place


class Card(NamedTuple):
    """What a stage across articles keeps of one to find its likes: a sketch, and keys with their places."""

    article: str
    record: bytes
    keys: Sequence[tuple[Key, int]]


class Gathered(NamedTuple):
    """A story with all that is known over its articles, which it names by their ids."""

    story: Story
    component: str  # the name of the articles that can be in one story with these
    level: float  # the weakest ties that count among them
    claims: tuple[Claim, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    positions: tuple[Position, ...] = ()


def forget_article(db: sqlite3.Connection, article: str) -> None:
    """Undo what was gathered from an article; its neighbours and its story are to be looked at again."""
    db.execute(_AWAKEN, (article,))
    db.execute("INSERT OR IGNORE INTO departed SELECT * FROM postings WHERE article = ?", (number_article(article),))
    db.execute("DELETE FROM postings WHERE article = ?", (number_article(article),))
    for query in _FORGET:
        db.execute(query, (article,))
    drop_stories(db, [row[0] for row in db.execute("SELECT story FROM story_articles WHERE article = ?", (article,))])


def list_ungathered(db: sqlite3.Connection) -> list[str]:
    """Give the ids of the articles that no stage across articles has seen in their current versions."""
    return sorted(row[0] for row in db.execute("SELECT id FROM articles WHERE NOT gathered"))


def save_cards(db: sqlite3.Connection, stage: str, cards: Iterable[Card]) -> None:
    """Keep the cards of a stage, in place of those that the same articles had."""
    for card in cards:
        db.execute("DELETE FROM keys WHERE article = ? AND stage = ?", (card.article, stage))
        db.execute("INSERT OR REPLACE INTO sketches VALUES (?, ?, ?)", (card.article, stage, card.record))
        rows = [(stage, key, place, card.article) for key, place in card.keys]
        db.executemany("INSERT OR IGNORE INTO keys VALUES (?, ?, ?, ?)", rows)


def find_cards(db: sqlite3.Connection, stage: str, articles: Collection[str]) -> dict[str, bytes]:
    """Give the sketches that a stage keeps of these articles."""
    query = "SELECT article, record FROM sketches WHERE stage = ? AND article IN ({})"
    return dict(_each_slice(db, query, stage, articles))


def find_sharing(
    db: sqlite3.Connection, stage: str, keys: Sequence[Key], least: int, places: tuple[int, int] | None
) -> list[str]:
    """Give the articles that share at least so many of these keys, at these places or at unknown ones."""
    first, last = places or (0, _LAST)
    found: Counter[str] = Counter()
    for at in range(0, len(keys), _SLICE):
        part = keys[at : at + _SLICE]
        found.update(dict(db.execute(_SHARING.format(",".join("?" * len(part))), (stage, *part, first, last))))
    return sorted(article for article, count in found.items() if count >= least)


def list_carded(db: sqlite3.Connection, stage: str) -> list[str]:
    """Give the ids of all articles that a stage keeps a card of."""
    return [row[0] for row in db.execute("SELECT article FROM sketches WHERE stage = ? ORDER BY article", (stage,))]


def find_bonds(db: sqlite3.Connection, articles: Collection[str]) -> dict[str, list[tuple[str, float]]]:
    """Give the articles that each of some is tied to, and how much."""
    found: dict[str, list[tuple[str, float]]] = {name: [] for name in articles}
    for query in _BONDS:
        rows: Iterator[Any] = _each_slice(db, query, "", articles)
        for name, other, weight in rows:
            found[name].append((other, weight))
    return found


def number_article(article: str) -> int:
    """Give an article's id as the number that stands for it among postings.

    >>> number_article("8000000000000000"), name_number(number_article("00ff00ff00ff00ff"))
    (0, '00ff00ff00ff00ff')
    """
    return int(article, 16) - (1 << 63)


def name_number(number: int) -> str:
    """Give the id of the article that a number stands for."""
    return f"{number + (1 << 63):016x}"


def save_postings(db: sqlite3.Connection, postings: Iterable[Posting]) -> None:
    """Keep where hashes stand."""
    db.executemany("INSERT OR IGNORE INTO postings VALUES (?, ?, ?, ?)", postings)


def find_postings_around(db: sqlite3.Connection, postings: Iterable[Posting], reach: int) -> list[Posting]:
    """Give these postings, those of them that are there, and so many on either side of each under its hash; sorted."""
    found: set[Posting] = set()
    for posting in postings:
        found.update(db.execute(_FROM_HERE, (*posting, reach + 1)))
        found.update(db.execute(_UP_TO_HERE, (*posting, reach)))
    return sorted(found)


def find_postings_of(db: sqlite3.Connection, article: int) -> list[Posting]:
    """Give the postings of an article, by its number."""
    query = "SELECT hash, day, article, place FROM postings WHERE article = ? ORDER BY hash, day, article, place"
    return db.execute(query, (article,)).fetchall()


def has_retelling(db: sqlite3.Connection, a: str, b: str) -> bool:
    """True where a retelling of two articles, by their ids, is kept."""
    query = "SELECT 1 FROM retellings WHERE (a = ?1 AND b = ?2) OR (a = ?2 AND b = ?1)"
    return db.execute(query, (a, b)).fetchone() is not None


def find_departed(db: sqlite3.Connection) -> list[Posting]:
    """Give where hashes stood in articles that went or changed."""
    return db.execute("SELECT * FROM departed ORDER BY hash, day, article, place").fetchall()


def save_retellings(
    db: sqlite3.Connection,
    ties: Iterable[tuple[str, str, Retelling]],
    void: Iterable[tuple[str, str, Collection[str]]],
) -> None:
    """Keep retellings, by two articles' ids; drop what stood between those of `void` if it is of these kinds.

    What departed is judged with that.
    """
    for a, b, kinds in void:
        marks = ",".join("?" * len(kinds))
        db.execute(_VOID.format(marks), (*sorted((a, b)), *kinds))
    rows = [(*sorted((a, b)), tie.kind, msgspec.json.encode(tie)) for a, b, tie in ties]
    db.executemany("INSERT OR REPLACE INTO retellings VALUES (?, ?, ?, ?)", rows)
    db.execute("DELETE FROM departed")


def replace_bonds(db: sqlite3.Connection, articles: Iterable[str], bonds: Mapping[tuple[str, str], float]) -> None:
    """Put `bonds` in the place of all that concern `articles`."""
    db.executemany(_UNBIND, [(name,) for name in articles])
    db.executemany(
        "INSERT OR REPLACE INTO bonds VALUES (?, ?, ?)", [(a, b, weight) for (a, b), weight in bonds.items()]
    )


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
        rows = [(name, story.id, found.component, found.level) for name in story.articles]
        db.executemany("INSERT OR REPLACE INTO story_articles VALUES (?, ?, ?, ?)", rows)
        things: list[tuple[str, str, Claim | Disagreement | Occurrence | Position]] = [
            ("claim", claim.id, claim) for claim in found.claims
        ]
        things += [("disagreement", f"{n:04}", d) for n, d in enumerate(found.disagreements)]
        things += [("occurrence", one.id, one) for one in found.occurrences]
        things += [("position", position.id, position) for position in found.positions]
        records = [(kind, name, story.id, msgspec.json.encode(record)) for kind, name, record in things]
        db.executemany("INSERT OR REPLACE INTO gathered VALUES (?, ?, ?, ?)", records)


def find_component(db: sqlite3.Connection, article: str) -> tuple[frozenset[str], float] | None:
    """Give the articles that can be in one story with one, and the weakest ties that count among them."""
    rows = db.execute(_COMPONENT, (article,)).fetchall()
    return (frozenset(name for name, _ in rows), rows[0][1]) if rows else None


def move_component(db: sqlite3.Connection, stories: Iterable[str], component: str, level: float) -> None:
    """Note that stories which are as they were stand in another component now."""
    rows = [(component, level, story) for story in stories]
    db.executemany("UPDATE story_articles SET component = ?, level = ? WHERE story = ?", rows)


def find_stories_of(db: sqlite3.Connection, articles: Collection[str]) -> dict[str, str]:
    """Give the stories that these articles are in, by the articles' ids."""
    query = "SELECT article, story FROM story_articles WHERE ? = '' AND article IN ({})"
    return dict(_each_slice(db, query, "", articles))


def find_articles_in(db: sqlite3.Connection, stories: Collection[str]) -> dict[str, frozenset[str]]:
    """Give the articles of these stories, by the stories' ids."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for story, article in _each_slice(
        db, "SELECT story, article FROM story_articles WHERE ? = '' AND story IN ({})", "", stories
    ):
        found[story].add(article)
    return {story: frozenset(among) for story, among in found.items()}


def find_actors_of(db: sqlite3.Connection, article: str) -> dict[int, str]:
    """Give the ids of the actors of an article's cast, by their places in it."""
    return dict(db.execute("SELECT place, actor FROM figures WHERE article = ?", (article,)))


def save_figures(db: sqlite3.Connection, article: str, figures: Iterable[tuple[int, str, Sequence[str]]]) -> None:
    """Keep who is meant by the figures of a cast: place, actor's id, the forms that the article writes."""
    db.execute("DELETE FROM figures WHERE article = ?", (article,))
    rows = [(article, place, actor, "\n".join(forms)) for place, actor, forms in figures]
    db.executemany("INSERT INTO figures VALUES (?, ?, ?, ?)", rows)


def save_actors(db: sqlite3.Connection, actors: Iterable[Actor]) -> None:
    """Keep actors, without their forms: those follow from the figures."""
    bare = (msgspec.structs.replace(actor, forms=()) for actor in actors)
    rows = [(actor.id, fold(actor.name), msgspec.json.encode(actor)) for actor in bare]
    db.executemany("INSERT OR REPLACE INTO actors VALUES (?, ?, ?)", rows)


def save_problem(db: sqlite3.Connection, article: str, problem: Problem) -> None:
    """Note what could not be done with an article; once."""
    (capture,) = db.execute("SELECT current FROM articles WHERE id = ?", (article,)).fetchone()
    row = (capture, problem.stage, problem.subject, problem.reason)
    db.execute("DELETE FROM problems WHERE capture = ? AND stage = ?", row[:2])
    db.execute("INSERT INTO problems (capture, stage, subject, reason) VALUES (?, ?, ?, ?)", row)


def save_names(db: sqlite3.Connection, article: str, reading: Reading) -> None:
    """Write a reading, in which actors go by their ids now, in the place of the one that an article has."""
    (capture,) = db.execute("SELECT current FROM articles WHERE id = ?", (article,)).fetchone()
    found = msgspec.json.encode(reading.findings)
    db.execute("UPDATE versions SET findings = ? WHERE capture = ?", (found, capture))
    rows = [(msgspec.json.encode(said), capture, said.id) for said in reading.statements]
    db.executemany("UPDATE statements SET record = ? WHERE capture = ? AND id = ?", rows)


def mark_ungathered(db: sqlite3.Connection, articles: Iterable[str]) -> None:
    """Have the stages across articles look at these again."""
    db.executemany("UPDATE articles SET gathered = 0 WHERE id = ?", [(name,) for name in articles])


def mark_gathered(db: sqlite3.Connection, articles: Iterable[str]) -> None:
    """Note that the stages across articles have seen these."""
    db.executemany("UPDATE articles SET gathered = 1 WHERE id = ?", [(name,) for name in articles])


def _each_slice(db: sqlite3.Connection, query: str, first: str, values: Collection[str]) -> Iterator[tuple[str, Any]]:
    wanted = sorted(values)
    for at in range(0, len(wanted), _SLICE):
        part = wanted[at : at + _SLICE]
        yield from db.execute(query.format(",".join("?" * len(part))), (first, *part))
