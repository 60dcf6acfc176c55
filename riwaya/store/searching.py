"""Find articles and statements by words, whatever their hamza, ta marbuta, vowel marks and clitics."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import msgspec

from riwaya.records import Article, Extent, FoundIn, Hit, Span, Statement
from riwaya.store.asking import Filter, narrow
from riwaya.store.words import Term, find_matches, parse_query, write_match

_AROUND = 160  # characters that a snippet shows at most, besides what was found in it
_LOOKED_UP = 200  # rows whose days and ids are looked up at first, then twice as many, and again
_RANKED_ARTICLES = """
    SELECT round(bm25(article_words, 4.0, 1.0), 6) AS rank, rowid FROM article_words
    WHERE article_words MATCH :match ORDER BY rank
"""
_RANKED_STATEMENTS = """
    SELECT round(bm25(statement_words, 1.0, 2.0), 6) AS rank, rowid FROM statement_words
    WHERE statement_words MATCH :match ORDER BY rank
"""
# CROSS JOIN keeps SQLite from trying every article. Text is fetched for what is shown alone.
_ARTICLES = """
    SELECT articles.row, day, articles.id FROM json_each(:rows) CROSS JOIN articles ON articles.row = value WHERE {}
"""
_STATEMENTS = """
    SELECT statements.row, day, articles.id FROM json_each(:rows) CROSS JOIN statements ON statements.row = value
    CROSS JOIN articles ON current = statements.capture WHERE {}
"""
_ARTICLE = """
    SELECT articles.id, source, text, record FROM articles JOIN versions ON capture = current WHERE articles.row = ?
"""
_STATEMENT = """
    SELECT articles.id, source, text, statements.record FROM statements
    JOIN versions ON versions.capture = statements.capture JOIN articles ON articles.row = article
    WHERE statements.row = ?
"""


def search_words(db: sqlite3.Connection, query: str, limit: int, wanted: Filter) -> list[Hit]:
    """Give at most `limit` articles and then at most `limit` statements that hold every term, the best first.

    `wanted` says which articles both are looked for in.
    A term is a word, "words in a row" or the beginning* of a word. Any other sign means nothing here and does no harm.
    """
    terms = parse_query(query)
    if not terms:
        return []
    where, given = narrow(wanted)
    given = {**given, "match": write_match(terms)}
    return [
        *islice(_search_articles(db, _order(db, _RANKED_ARTICLES, _ARTICLES.format(where), given), terms), limit),
        *islice(_search_statements(db, _order(db, _RANKED_STATEMENTS, _STATEMENTS.format(where), given), terms), limit),
    ]


def _order(db: sqlite3.Connection, ranked: str, looked_up: str, given: Mapping[str, str]) -> Iterator[int]:
    """Give the rows of what matches and is wanted, the best first, those of one rank by day and id.

    What is not wanted, and days, show in other tables: these are looked into only as far down as somebody reads.
    """
    found = db.execute(ranked, given).fetchall()
    start, length = 0, _LOOKED_UP
    while start < len(found):
        end = min(start + length, len(found))
        while end < len(found) and found[end][0] == found[end - 1][0]:
            end += 1
        ranks = {row: rank for rank, row in found[start:end]}
        rows = db.execute(looked_up, {**given, "rows": json.dumps(list(ranks))})
        yield from (row for *_, row in sorted((ranks[row], day is None, day, name, row) for row, day, name in rows))
        start, length = end, 2 * length


def _search_articles(db: sqlite3.Connection, rows: Iterable[int], terms: tuple[Term, ...]) -> Iterator[Hit]:
    for row in rows:
        name, source, text, record = db.execute(_ARTICLE, (row,)).fetchone()
        title = msgspec.json.decode(record, type=Article).title or ""
        fields: tuple[tuple[FoundIn, str], ...] = (("title", title), ("text", text))
        found = [find_matches(words, terms) for _, words in fields]
        if all(map(any, zip(*found, strict=True))):
            best = 0 if all(found[0]) or not any(found[1]) else 1
            field, words = fields[best]
            snippet, matches = _cut_snippet(words, 0, len(words), found[best])
            yield Hit(article=name, source=source, field=field, snippet=snippet, matches=matches)


def _search_statements(db: sqlite3.Connection, rows: Iterable[int], terms: tuple[Term, ...]) -> Iterator[Hit]:
    for row in rows:
        name, source, text, record = db.execute(_STATEMENT, (row,)).fetchone()
        statement = msgspec.json.decode(record, type=Statement)
        speaker = statement.speaker.name if statement.speaker else ""
        within = [(span, find_matches(span.text, terms)) for span in statement.content]
        parts = [found for _, found in within] + [find_matches(speaker, terms)]
        if not all(map(any, zip(*parts, strict=True))):
            continue
        field: FoundIn = "content"
        span, found = max(within, key=lambda part: sum(map(bool, part[1])), default=(None, []))
        if span is None or not any(found):
            field, text, span, found = "speaker", speaker, Span(start=0, end=len(speaker), text=speaker), parts[-1]
        snippet, matches = _cut_snippet(text, span.start, span.end, found)
        yield Hit(article=name, source=source, statement=statement.id, field=field, snippet=snippet, matches=matches)


def _cut_snippet(text: str, start: int, end: int, found: list[list[Extent]]) -> tuple[Span, tuple[Extent, ...]]:
    """Cut the stretch out of `text[start:end]` that shows most of the terms, at whole words, with the matches in it."""
    places = sorted((start + place.start, start + place.end, n) for n, term in enumerate(found) for place in term)

    def count_terms(place: tuple[int, int, int]) -> int:
        return len({n for at, until, n in places if place[0] <= at and until <= place[0] + _AROUND})

    first = max(places, key=lambda place: (count_terms(place), -place[0]))
    left = max(start, first[0] - _AROUND // 4)
    right = min(end, max(first[1], left + _AROUND))
    left = left if left == start else text.find(" ", left, first[0]) + 1 or first[0]
    right = right if right == end else max(text.rfind(" ", first[1], right), first[1])
    inside = {(at, until) for at, until, _ in places if left <= at and until <= right}
    matches = tuple(Extent(start=at, end=until) for at, until in sorted(inside))
    return Span(start=left, end=right, text=text[left:right]), matches
