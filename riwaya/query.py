"""Asks a case. Every face (terminal, `--json`, page) puts its questions here and gets records back."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from riwaya.case import database_of, journal_of
from riwaya.errors import InputError
from riwaya.journal import read_problems
from riwaya.records import Article, Capture, Claim, Kept, Problem, Published, Reading, Span, Statement, Story, Tie
from riwaya.store import Filter, Store
from riwaya.text import find_words, is_word, tokenize


class Row(Struct, frozen=True, kw_only=True):
    """An article in a list: what it is, how often it was captured anew, and whom it quotes."""

    id: str
    versions: int
    statements: int
    quoted: tuple[str, ...]  # the most quoted first
    article: Article


class Overview(Struct, frozen=True, kw_only=True):
    """A whole case at a glance."""

    counts: dict[str, int]
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


class Piece(Struct, frozen=True, kw_only=True):
    """A stretch of a paragraph to be shown in one manner."""

    text: str
    statement: Statement | None = None  # that it belongs to
    is_cue: bool = False
    is_end: bool = False  # of a content span: where the statement's number goes


def open_store(case: Path) -> Store:
    """Open a case for asking. Raises CaseError, with advice, where there is none."""
    return Store(database_of(case))


def list_rows(store: Store, wanted: Filter) -> Iterator[Row]:
    """Give the articles that pass, in order of publication, with the people and bodies that each quotes."""
    speakers: dict[str, Counter[str]] = {}
    for said in store.statements(wanted):
        count = speakers.setdefault(said.article, Counter())
        count[said.statement.speaker.name if said.statement.speaker else ""] += 1
    for kept in store.articles(wanted):
        count = speakers.get(kept.id, Counter())
        quoted = tuple(name for name, _ in count.most_common() if name)
        yield Row(id=kept.id, versions=kept.versions, statements=count.total(), quoted=quoted, article=kept.article)


def give_overview(case: Path, store: Store) -> Overview:
    """Give a whole case at a glance."""
    return Overview(
        counts=store.counts(),
        articles=tuple(list_rows(store, Filter())),
        retellings=tuple(store.retellings()),
        problems=list_problems(case, store),
    )


def give_dossier(store: Store, key: str) -> Dossier:
    """Give one article by its id, the beginning of its id, its source or its address. Raises InputError."""
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


def find_story(store: Store, key: str) -> Story:
    """Give the story of an id or of the beginning of one, or raise InputError."""
    story = store.story(key)
    if story is None:
        raise InputError(key, "no such story in this case", "`riwaya stories` lists them")
    return story


def list_claims(
    store: Store, wanted: Filter, *, story: str | None = None, speaker: str | None = None
) -> Iterator[Claim]:
    """Give the claims of the stories that pass, or of one; `speaker` is words of a name, however spelled."""
    only = find_story(store, story).id if story else None
    words = set(find_words(speaker or ""))
    for claim in store.claims(wanted, story=only):
        if not words or (claim.speaker and words <= set(find_words(claim.speaker.name))):
            yield claim


def name_outlets(store: Store) -> dict[str, str]:
    """Give for every article, by its id, the outlet that a person knows it by; its source where none is known."""
    return {kept.id: kept.article.outlet or kept.article.source for kept in store.articles()}


def name_sources(records: Iterable[Struct], store: Store) -> Iterator[dict[str, Any]]:
    """Give records as plain data in which every article goes by its source, as programs know it, and not by its id."""
    sources = store.sources()
    for record in records:
        yield _rename(msgspec.to_builtins(record), sources)


def _rename(value: Any, sources: Mapping[str, str]) -> Any:
    if isinstance(value, list | tuple):
        return [_rename(item, sources) for item in value]
    if not isinstance(value, dict):
        return value
    named = {key: _rename(item, sources) for key, item in value.items()}
    if isinstance(named.get("article"), str):
        named["article"] = sources.get(named["article"], named["article"])
    if isinstance(named.get("articles"), list):
        named["articles"] = [sources.get(name, name) for name in named["articles"]]
    return named


def mark_differences(claim: Claim) -> list[list[tuple[str, bool]]]:
    """Cut the content of each version into stretches, with whether all other versions have their words too.

    Words are compared as `fold` spells them; the marks and blanks between two words go with the first of them.
    """
    texts = [" … ".join(span.text for span in version.content) for version in claim.versions]
    words = [frozenset(find_words(text)) for text in texts]
    common = frozenset.intersection(*words)
    return [_part(text, common) for text in texts]


def _part(text: str, common: frozenset[str]) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    at, last = 0, True
    for token in tokenize(text):
        is_common = token.form in common if is_word(token.form) else last
        if is_common != last and token.start > at:
            pieces.append((text[at : token.start], last))
            at = token.start
        last = is_common
    return [*pieces, (text[at:], last)]


def list_problems(case: Path, store: Store) -> tuple[Problem, ...]:
    """Give all that could not be done and has not been done since, by subject."""
    unopened = (p for p in read_problems(journal_of(case)) if not store.knows_source(p.subject))
    return tuple(sorted({*store.problems(), *unopened}, key=lambda p: (p.subject, p.stage, p.reason)))


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


def write_date(published: Published | None) -> str:
    """Give a date as precisely as it is known; “≤” where it is known only that it was not later.

    >>> import datetime as dt
    >>> write_date(Published(date=dt.date(2024, 5, 1), precision="month", basis="text"))
    '2024-05'
    """
    if published is None:
        return "–"
    day = published.date.isoformat()[: {"year": 4, "month": 7}.get(published.precision, 10)]
    clock = f" {published.time}" if published.time else ""
    return f"≤{day}{clock}" if published.basis == "capture" else f"{day}{clock}"


def cut_paragraph(reading: Reading, start: int, end: int) -> Iterator[Piece]:
    """Cut a paragraph where its statements and their cues begin and end, leaving nothing out.

    A statement within a statement is shown with the outer one.
    """
    text = reading.article.text
    at = start
    for span, statement, is_cue in _find_marks(reading.statements, start, end):
        if span.start < at:
            continue
        if span.start > at:
            yield Piece(text=text[at : span.start])
        yield Piece(text=span.text, statement=statement, is_cue=is_cue, is_end=not is_cue)
        at = span.end
    if at < end:
        yield Piece(text=text[at:end])


def _find_marks(statements: tuple[Statement, ...], start: int, end: int) -> list[tuple[Span, Statement, bool]]:
    marks = [(span, s, False) for s in statements for span in s.content]
    marks += [(s.cue, s, True) for s in statements if s.cue]
    return sorted((m for m in marks if start <= m[0].start < end), key=lambda m: (m[0].start, -m[0].end))
