"""`case.db`: what was found on the pages of a case, arranged for asking. All of it can be derived anew.

In: captures with what the stages read on them. Out: records, in a stable order. What it says follows from the set of
captures, not from the order in which they came. Nothing is analysed here.
"""

import contextlib
import datetime as dt
import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self, TypeVar

from riwaya.records import (
    Actor,
    Article,
    Capture,
    Claim,
    Disagreement,
    Event,
    Findings,
    Hit,
    Interval,
    Kept,
    Occurrence,
    Page,
    Position,
    Problem,
    Reading,
    Retelling,
    Said,
    Span,
    Story,
    Tie,
)
from riwaya.store import asking, gathering, knowing, listing, saving
from riwaya.store.asking import ALL, Filter, Part
from riwaya.store.gathering import Card, Gathered, Key, Posting, name_number, number_article
from riwaya.store.identity import identify, name_article
from riwaya.store.listing import Gist
from riwaya.store.opening import open_database, translate
from riwaya.store.renaming import rename_actors
from riwaya.store.saving import bound_days
from riwaya.store.searching import search_words
from riwaya.store.verifying import verify_database
from riwaya.store.voices import Voices, find_voices

__all__ = [
    "ALL",
    "Card",
    "Filter",
    "Gathered",
    "Gist",
    "Key",
    "Part",
    "Posting",
    "Store",
    "Voices",
    "bound_days",
    "identify",
    "name_article",
    "name_number",
    "number_article",
]

Thing = TypeVar("Thing")
_ALL = Filter()


class Store:
    """The database of one case. Use it as a context; every error is a CaseError with advice.

    A reader sees the case as it stood when it first asked, until it is closed. With `write`, the caller holds the
    lock of the case; each writing method is one transaction, whole or not at all.
    """

    def __init__(self, path: Path, *, write: bool = False) -> None:
        self.path = path
        self._db = open_database(path, write=write)
        self._is_together = False
        if write:
            with translate(path):
                saving.refresh_words(self._db)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. A writer's last words reach the database file itself."""
        self._db.close()

    # --- what is known --------------------------------------------------------------------------------------

    def known(self, captures: Iterable[str]) -> set[str]:
        """Give those of these capture ids (`captures.fingerprint`) that have been looked at, removed ones included."""
        with translate(self.path):
            return knowing.list_known(self._db, captures)

    def knows_source(self, source: str) -> bool:
        """True where a page of this source has been looked at and not been taken out."""
        with translate(self.path):
            return knowing.knows_source(self._db, source)

    def reached(self) -> tuple[str, int] | None:
        """Give file and offset of the end of the last capture that is known, for `Captures.iterate(after=...)`.

        All before it is known too, where readings are saved in the order of capturing.
        """
        with translate(self.path):
            return knowing.find_end(self._db)

    def capture(self, name: str) -> Capture | None:
        """Give the capture of an id; None where there is none, or where it was removed."""
        with translate(self.path):
            return knowing.find_capture(self._db, name)

    def captures(self) -> Iterator[Capture]:
        """Give all captures in the order of their places."""
        return self._each(knowing.list_captures(self._db))

    def captures_of(self, key: str) -> list[Capture]:
        """Give the captures of an article, by its id, source or address, or of a page that nothing was found on.

        Removed ones are among them. Raises InputError where `key` stands for several articles.
        """
        with translate(self.path):
            return knowing.find_captures(self._db, key)

    def stale(self, stages: Mapping[str, int]) -> Iterator[Capture]:
        """Give the captures whose readings are of other versions of the stages, to be read again."""
        return self._each(knowing.list_captures(self._db, stale_for=json.dumps(stages, sort_keys=True)))

    def corrected(self) -> int:
        """Give how many of the journal's corrections are applied."""
        with translate(self.path):
            number: int = self._db.execute("SELECT corrections FROM corrected").fetchone()[0]
            return number

    def ungathered(self) -> list[str]:
        """Give the ids of the articles that the stages across articles have not seen since they came or changed."""
        with translate(self.path):
            return gathering.list_ungathered(self._db)

    def cards(self, stage: str, articles: Collection[str]) -> dict[str, bytes]:
        """Give the sketches that a stage keeps of these articles, by their ids."""
        with translate(self.path):
            return gathering.find_cards(self._db, stage, articles)

    def sharing(self, stage: str, keys: Sequence[Key], least: int, places: tuple[int, int] | None = None) -> list[str]:
        """Give the ids of articles that share at least so many of a stage's keys, at these places or unknown ones."""
        with translate(self.path):
            return gathering.find_sharing(self._db, stage, keys, least, places)

    def actors_of(self, article: str) -> dict[int, str]:
        """Give the ids of the actors of an article's cast, by their places in it."""
        with translate(self.path):
            return gathering.find_actors_of(self._db, article)

    def bonds(self, articles: Collection[str]) -> dict[str, list[tuple[str, float]]]:
        """Give for each of some articles those that it may be in a story with, by ids, and how strong each tie is."""
        with translate(self.path):
            return gathering.find_bonds(self._db, articles)

    def component(self, article: str) -> tuple[frozenset[str], float] | None:
        """Give the articles that can be in one story with one, and the weakest ties that count among them."""
        with translate(self.path):
            return gathering.find_component(self._db, article)

    def postings_around(self, postings: Iterable[Posting], reach: int) -> list[Posting]:
        """Give those of some postings that are there, and so many on either side of each under its hash; sorted."""
        with translate(self.path):
            return gathering.find_postings_around(self._db, postings, reach)

    def postings_of(self, article: int) -> list[Posting]:
        """Give the postings of an article, by the number that stands for it there."""
        with translate(self.path):
            return gathering.find_postings_of(self._db, article)

    def has_retelling(self, a: str, b: str) -> bool:
        """True where a retelling of two articles, by their ids, is kept."""
        with translate(self.path):
            return gathering.has_retelling(self._db, a, b)

    def departed(self) -> list[Posting]:
        """Give where hashes stood in articles that went or changed since retellings were saved."""
        with translate(self.path):
            return gathering.find_departed(self._db)

    def carded(self, stage: str) -> list[str]:
        """Give the ids of all articles that a stage keeps a card of."""
        with translate(self.path):
            return gathering.list_carded(self._db, stage)

    def stories_of(self, articles: Collection[str]) -> dict[str, str]:
        """Give the ids of the stories that these articles are in, by the articles' ids."""
        with translate(self.path):
            return gathering.find_stories_of(self._db, articles)

    def articles_in(self, stories: Collection[str]) -> dict[str, frozenset[str]]:
        """Give the ids of the articles of these stories, by the stories' ids."""
        with translate(self.path):
            return gathering.find_articles_in(self._db, stories)

    # --- asking ---------------------------------------------------------------------------------------------

    def articles(self, wanted: Filter = _ALL, part: Part = ALL) -> Iterator[Kept]:
        """Give the articles that pass, in their current versions."""
        return self._each(asking.list_articles(self._db, wanted, part))

    def article(self, key: str) -> Kept | None:
        """Give the article of an id, a source, an address, or the beginning of an id; None where there is none.

        Raises InputError where `key` stands for several.
        """
        with translate(self.path):
            return asking.find_article(self._db, key)

    def articles_by(self, names: Iterable[str]) -> dict[str, Kept]:
        """Give articles by their ids, in their current versions."""
        with translate(self.path):
            return asking.find_articles(self._db, names)

    def article_of(self, name: str) -> Article:
        """Give the current version of an article by its id. Raises InputError."""
        with translate(self.path):
            return asking.find_current(self._db, name)

    def speakers(self, articles: Iterable[str]) -> dict[str, list[str | None]]:
        """Give for articles, by their ids, who says each of their statements, by name, in order of the text."""
        with translate(self.path):
            return listing.find_speakers(self._db, articles)

    def count_announced(self, articles: Iterable[str]) -> Mapping[str, int]:
        """Give how many announcements stand in articles, by their ids; none in any other."""
        with translate(self.path):
            return listing.count_announced(self._db, articles)

    def findings(self, article: str) -> Findings:
        """Give the names, times and quantities of an article by its id."""
        with translate(self.path):
            return asking.find_findings(self._db, article)

    def reading(self, article: str) -> Reading:
        """Give all that single stages found on the current version of an article, by its id. Raises InputError."""
        with translate(self.path):
            return asking.find_reading(self._db, article)

    def versions(self, article: str) -> Iterator[tuple[Capture, Article]]:
        """Give all versions of an article by its id, the earliest first."""
        return self._each(knowing.list_versions(self._db, article))

    def statements(
        self,
        wanted: Filter = _ALL,
        *,
        speaker: str | None = None,
        carrier: str | None = None,
        kind: str | None = None,
        polarity: str | None = None,
    ) -> Iterator[Said]:
        """Give the statements of the articles that pass; `speaker` is an actor's id or name, or words of a name."""
        found = asking.list_statements(self._db, wanted, speaker=speaker, carrier=carrier, kind=kind, polarity=polarity)
        return self._each(found)

    def voices(self, written: str) -> Voices:
        """Give whose statements somebody asks for, by an actor's id, its name in any spelling, or words of one."""
        with translate(self.path):
            return find_voices(self._db, written)

    def retellings(self, wanted: Filter = _ALL, *, kind: str | None = None) -> Iterator[Tie]:
        """Give the retellings that have an article that passes on one of their sides."""
        return self._each(asking.list_retellings(self._db, wanted, kind=kind))

    def occurrences(self, wanted: Filter = _ALL, *, story: str | None = None) -> Iterator[Occurrence]:
        """Give the occurrences of the stories that have an article that passes, or of one story, by its id."""
        return self._each(asking.list_gathered(self._db, "occurrence", Occurrence, wanted, story))

    def deeds(self) -> Iterator[Occurrence]:
        """Give the occurrences of all stories that somebody does, by story and id."""
        return self._each(listing.list_deeds(self._db))

    def positions(self, wanted: Filter = _ALL, *, story: str | None = None) -> Iterator[Position]:
        """Give the positions of the stories that have an article that passes, or of one story, by its id."""
        return self._each(asking.list_gathered(self._db, "position", Position, wanted, story))

    def events(self, wanted: Filter = _ALL) -> Iterator[tuple[str, Event]]:
        """Give the events of the articles that pass, with the ids of these."""
        return self._each(asking.list_events(self._db, wanted))

    def sources(self) -> dict[str, str]:
        """Give the sources of all articles by their ids."""
        with translate(self.path):
            return dict(self._db.execute("SELECT id, source FROM articles"))

    def source(self, article: str) -> str | None:
        """Give the source of an article by its id."""
        with translate(self.path):
            found = self._db.execute("SELECT source FROM articles WHERE id = ?", (article,)).fetchone()
            return found[0] if found else None

    def stories(self, wanted: Filter = _ALL, part: Part = ALL) -> Iterator[Story]:
        """Give the stories that have an article that passes, the latest first. They name articles by their ids."""
        return self._each(asking.list_stories(self._db, wanted, part))

    def story(self, key: str) -> Story | None:
        """Give the story of an id or of the beginning of one; None where there is none; InputError for several."""
        with translate(self.path):
            return asking.find_story(self._db, key)

    def claims(self, wanted: Filter = _ALL, part: Part = ALL, *, story: str | None = None) -> Iterator[Claim]:
        """Give the claims of the stories that have an article that passes, or of one story, by its id."""
        return self._each(asking.list_gathered(self._db, "claim", Claim, wanted, story, part))

    def told_claims(self, story: str) -> Iterator[Claim]:
        """Give the claims of a story, by its id, that more than one page makes."""
        return self._each(listing.list_told(self._db, story))

    def gists(self, story: str) -> Iterator[Gist]:
        """Give the claims of a story, by its id, without the origins behind them."""
        return self._each(listing.list_gists(self._db, story))

    def disagreements(
        self, wanted: Filter = _ALL, part: Part = ALL, *, story: str | None = None
    ) -> Iterator[Disagreement]:
        """Give the disagreements of the stories that have an article that passes, or of one story, by its id."""
        return self._each(asking.list_gathered(self._db, "disagreement", Disagreement, wanted, story, part))

    def count_disagreements(self, stories: Iterable[str]) -> dict[str, int]:
        """Give how many disagreements stories have, by their ids, where there are any."""
        with translate(self.path):
            return listing.count_gathered(self._db, "disagreement", stories)

    def published(self, story: str | None = None) -> dict[str, dt.date]:
        """Give the days on which articles, of one story or all, came out, by their ids; unknown ones left out."""
        with translate(self.path):
            return asking.find_published(self._db, story)

    def days(self, stories: Iterable[str]) -> dict[str, list[str]]:
        """Give the days on which the articles of stories came out, by the stories' ids, as often as one did."""
        with translate(self.path):
            return listing.find_days(self._db, stories)

    def times_said(self, story: str) -> dict[tuple[str, str], Interval]:
        """Give when things were said in a story: by article and statement, those of which a page tells it."""
        with translate(self.path):
            return listing.find_times_said(self._db, story)

    def triggers(self, article: str) -> dict[str, Span]:
        """Give the words that tell the events of an article, by its id, by the events' ids."""
        with translate(self.path):
            return listing.find_triggers(self._db, article)

    def actors(
        self, part: Part = ALL, *, actor: str | None = None, name: str | None = None
    ) -> Iterator[tuple[Actor, int]]:
        """Give actors and in how many articles each is, most first: all, one by its id, or by words of a name."""
        return self._each(asking.list_actors(self._db, actor, name, part))

    def ranks(self) -> list[tuple[str, int]]:
        """Give all actors by their ids, and in how many articles each is, most first."""
        with translate(self.path):
            return listing.rank_actors(self._db)

    def described(self, names: Iterable[str]) -> dict[str, Actor]:
        """Give actors by their ids, without their forms."""
        with translate(self.path):
            return asking.describe_actors(self._db, names)

    def forms(self, actors: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Give the written forms of actors, by their ids, the most written first."""
        with translate(self.path):
            return listing.find_forms(self._db, actors)

    def said_by(self, actor: str, part: Part = ALL) -> Iterator[Said]:
        """Give the statements of an actor, by its id, in order of time."""
        return self._each(asking.list_said_by(self._db, actor, part))

    def count_said_by(self, actor: str) -> dict[dt.date | None, int]:
        """Give how many statements of an actor, by its id, came out on each day, unknown ones under None."""
        with translate(self.path):
            return asking.count_said_by(self._db, actor)

    def beside(self, actor: str, most: int) -> list[tuple[str, int]]:
        """Give the ids of at most so many actors that stand in the articles of one, and in how many, most first."""
        with translate(self.path):
            return asking.find_beside(self._db, actor, most)

    def articles_with(self, actor: str) -> list[str]:
        """Give the ids of the articles that an actor is in, in the order of articles."""
        with translate(self.path):
            return asking.find_articles_with(self._db, actor)

    def problems(self) -> Iterator[Problem]:
        """Give what could not be done, by subject."""
        return self._each(asking.list_problems(self._db))

    def search(self, query: str, limit: int = 20, wanted: Filter = _ALL) -> list[Hit]:
        """Give at most `limit` articles and at most `limit` statements that hold every term of the query."""
        with translate(self.path):
            return search_words(self._db, query, limit, wanted)

    def outlets(self) -> list[str]:
        """Give the outlets of all articles in the order of their names."""
        with translate(self.path):
            return asking.list_outlets(self._db)

    def counts(self) -> dict[str, int]:
        """Give how much of everything there is, by name."""
        with translate(self.path):
            return asking.count_all(self._db)

    def count(self, name: str) -> int:
        """Give how much of one thing there is, by a name of `counts`."""
        with translate(self.path):
            return asking.count_one(self._db, name)

    def verify(self) -> Iterator[Problem]:
        """Name what is wrong with the database itself; all of it is mended by deriving it anew."""
        return self._each(verify_database(self._db, self.path.name))

    def copy_to(self, path: Path) -> None:
        """Write the database, as it stands at this moment, to a new file."""
        with translate(self.path), contextlib.closing(sqlite3.connect(path)) as copy:
            self._db.backup(copy)

    # --- writing --------------------------------------------------------------------------------------------

    def save_readings(
        self, rows: Sequence[tuple[Capture, Page, Reading | Problem]], stages: Mapping[str, int]
    ) -> tuple[str, ...]:
        """Save what was found on captured pages, a Problem where nothing could be; saving twice changes nothing.

        Give the ids of the articles whose retellings must be judged anew: those that are new or were read again.
        """
        with self._transaction():
            return saving.save_readings(self._db, rows, stages)

    def save_cards(self, stage: str, cards: Iterable[Card]) -> None:
        """Keep what a stage across articles needs of each to find its likes, in the place of what it had kept."""
        with self._transaction():
            gathering.save_cards(self._db, stage, cards)

    def save_postings(self, postings: Iterable[Posting]) -> None:
        """Keep where the hashes of fingerprints stand: hash, day, article's number, place; both as signed numbers."""
        with self._transaction():
            gathering.save_postings(self._db, postings)

    def save_retellings(
        self, ties: Iterable[tuple[str, str, Retelling]], void: Iterable[tuple[str, str, Collection[str]]] = ()
    ) -> None:
        """Keep retellings, by two articles' ids, once what stood between those of `void` and is of these kinds is gone.

        What departed is settled with that.
        """
        with self._transaction():
            gathering.save_retellings(self._db, ties, void)

    def save_figures(self, articles: Mapping[str, Sequence[tuple[int, str, Sequence[str]]]]) -> None:
        """Keep who is meant by the figures of articles' casts: place, actor's id, the forms that the article writes."""
        with self._transaction():
            for article, figures in articles.items():
                gathering.save_figures(self._db, article, figures)

    def save_actors(self, actors: Iterable[Actor]) -> None:
        """Keep actors, in the place of what was known of them."""
        with self._transaction():
            gathering.save_actors(self._db, actors)

    def save_problem(self, article: str, problem: Problem) -> None:
        """Note what a stage across articles could not do with an article, by its id, until it is read again."""
        with self._transaction():
            gathering.save_problem(self._db, article, problem)

    def rename_actors(self, renamed: Mapping[str, str]) -> None:
        """Have actors go by other ids in what is known over the stories that have them; old ids to new."""
        with self._transaction():
            rename_actors(self._db, renamed)

    def save_names(self, readings: Iterable[tuple[str, Reading]]) -> None:
        """Write readings in which actors go by their ids now, by their articles' ids."""
        with self._transaction():
            for article, reading in readings:
                gathering.save_names(self._db, article, reading)

    def note_corrected(self, corrections: int) -> None:
        """Note that so many of the journal's corrections are applied."""
        with self._transaction():
            self._db.execute("UPDATE corrected SET corrections = ?", (corrections,))

    def mark_ungathered(self, articles: Iterable[str]) -> None:
        """Have the stages across articles look at these again."""
        with self._transaction():
            gathering.mark_ungathered(self._db, articles)

    def replace_bonds(self, articles: Collection[str], bonds: Mapping[tuple[str, str], float]) -> None:
        """Put `bonds`, by two article ids, in the place of all that concern `articles`."""
        with self._transaction():
            gathering.replace_bonds(self._db, articles, bonds)

    def replace_stories(self, former: Iterable[str], stories: Iterable[Gathered], articles: Iterable[str]) -> None:
        """Put stories in the place of former ones, by their ids, and note that `articles` are gathered."""
        with self._transaction():
            gathering.drop_stories(self._db, former)
            gathering.save_stories(self._db, stories)
            gathering.mark_gathered(self._db, articles)

    def move_stories(self, stories: Iterable[str], component: str, level: float) -> None:
        """Note that stories which are as they were can be in one with other articles now."""
        with self._transaction():
            gathering.move_component(self._db, stories, component, level)

    def remove_captures(self, captures: Collection[Capture]) -> tuple[str, ...]:
        """Take captures out of every answer; give the ids of the articles that changed or vanished.

        They stay known, so that adding the page again does not bring it back. Removing twice changes nothing.
        """
        with self._transaction():
            return saving.remove_captures(self._db, captures)

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """Make one transaction of all that is written in the block: whole or not at all, also where it is killed."""
        with self._transaction():
            self._is_together = True
            try:
                yield
            finally:
                self._is_together = False

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        if self._is_together:
            yield
            return
        with translate(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._db.in_transaction:  # SQLite itself goes back where the disk is full
                    self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def _each(self, found: Iterator[Thing]) -> Iterator[Thing]:
        with translate(self.path):
            yield from found
