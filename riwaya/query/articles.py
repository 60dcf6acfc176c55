"""Articles asked for: in lists, one whole, and all at a glance."""

import contextlib
import itertools
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from riwaya.case import database_of, journal_of
from riwaya.errors import InputError
from riwaya.journal import read_corrections, read_problems
from riwaya.records import Article, Capture, Correction, Kept, Problem, Reading, Story, Tie
from riwaya.store import ALL, Filter, Part, Store

_BATCH = 500  # articles whose texts are held at once


class Row(Struct, frozen=True, kw_only=True):
    """An article in a list: what it is, how often it was captured anew, and whom it quotes."""

    id: str
    versions: int
    statements: int
    announced: int  # beside them, told by a noun: «أعلن الجيش استعادة المدينة»
    quoted: tuple[str, ...]  # the most quoted first
    article: Article


class Overview(Struct, frozen=True, kw_only=True):
    """A whole case at a glance."""

    counts: dict[str, int]
    stories: tuple[Story, ...]
    articles: tuple[Row, ...]
    retellings: tuple[Tie, ...]
    problems: tuple[Problem, ...]


class Dossier(Struct, frozen=True, kw_only=True):
    """One article with all that is known of it."""

    id: str
    capture: str  # the id of the capture whose reading this is
    versions: int
    reading: Reading
    retellings: tuple[Tie, ...]


def open_store(case: Path) -> Store:
    """Open a case for asking. Raises CaseError, with advice, where there is none."""
    return Store(database_of(case))


def tell_state(case: Path) -> str:
    """Give a word that is another one as soon as anything in a case has changed."""
    journal, database = journal_of(case), database_of(case)
    marks = []
    for path in (journal, database, database.with_name(f"{database.name}-wal")):
        with contextlib.suppress(OSError):  # a case may have no journal yet, and no log
            stat = path.stat()
            if stat.st_size:  # whoever reads may leave an empty log behind
                marks.append(f"{stat.st_mtime_ns:x}.{stat.st_size:x}")
    return "-".join(marks)


def list_rows(store: Store, wanted: Filter, part: Part = ALL) -> Iterator[Row]:
    """Give the articles that pass, in order of publication, with the people and bodies that each quotes."""
    found = store.articles(wanted, part)
    while batch := list(itertools.islice(found, _BATCH)):
        speakers = store.speakers(kept.id for kept in batch)
        announced = store.count_announced(kept.id for kept in batch)
        for kept in batch:
            count = Counter(speakers.get(kept.id, ()))
            quoted = tuple(name for name, _ in count.most_common() if name)
            yield Row(
                id=kept.id,
                versions=kept.versions,
                statements=count.total(),
                announced=announced[kept.id],
                quoted=quoted,
                article=kept.article,
            )


def give_overview(case: Path, store: Store) -> Overview:
    """Give a whole case at a glance."""
    return Overview(
        counts=store.counts(),
        stories=tuple(store.stories()),
        articles=tuple(list_rows(store, Filter())),
        retellings=tuple(store.retellings()),
        problems=list_problems(case, store),
    )


def give_dossier(store: Store, key: str) -> Dossier:
    """Give one article by its id, the beginning of it, its source, its file name or its address.

    Raises InputError.
    """
    kept = find_kept(store, key)
    wanted = Filter(article=kept.id)
    statements = tuple(said.statement for said in store.statements(wanted))
    return Dossier(
        id=kept.id,
        capture=kept.capture,
        versions=kept.versions,
        reading=Reading(article=kept.article, statements=statements, findings=store.findings(kept.id)),
        retellings=tuple(store.retellings(wanted)),
    )


def list_problems(case: Path, store: Store) -> tuple[Problem, ...]:
    """Give all that could not be done and has not been done since, by subject."""
    unopened = (p for p in read_problems(journal_of(case)) if not store.knows_source(p.subject))
    return tuple(sorted({*store.problems(), *unopened}, key=lambda p: (p.subject, p.stage, p.reason)))


def list_corrections(case: Path) -> list[Correction]:
    """Give what people corrected, in order; what was undone since is among it."""
    return read_corrections(journal_of(case))


def find_kept(store: Store, key: str) -> Kept:
    """Give the article that `key` names, or raise InputError."""
    kept = store.article(key)
    if kept is None:
        raise InputError(key, "no such article in this case", "`riwaya articles` lists them")
    return kept


def find_tie(store: Store, a: str, b: str) -> Tie:
    """Give the retelling of two articles by their ids, or raise InputError."""
    for tie in store.retellings(Filter(article=a)):
        if {tie.a, tie.b} == {a, b}:
            return tie
    raise InputError(f"{a}, {b}", "neither repeats the other", "`riwaya retellings` lists who does")


def find_capture(store: Store, name: str) -> Capture:
    """Give the capture of an id, or raise InputError."""
    capture = store.capture(name)
    if capture is None:
        raise InputError(name, "no such capture in this case")
    return capture
