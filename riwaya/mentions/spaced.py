"""Names in a language whose words stand apart and whose names have capitals.

A row of words with capitals is a name that the table of actors knows (Vladimir Putin, Reuters), a person behind a title
(Commander Helena Brandt) or known again by the last name alone (Brandt said), a body by the word that says so (Harbour
Council), a place behind "in" or "off". What shows none of these is left alone: it may be anything.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from riwaya.lexicon import load_list, load_table
from riwaya.records import Article, Mention, MentionType
from riwaya.text import Token, find_words, fold, tokenize

_MOST = 6  # words of a name
_SHORTEST = 3  # letters of a place: in the U.S., on TV
_FULL = 2  # words from which on a person is named in full


class _Role(Struct, frozen=True):
    word: str
    kind: str = ""
    gender: str = ""


class _Calendar(Struct, frozen=True):
    name: str
    calendar: str = ""
    number: int = 0


class _Person(Struct, frozen=True):
    key: str
    arabic: str
    latin: str
    country: str | None = None
    roles: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    wikidata: str | None = None


class _Body(_Person, frozen=True):
    kind: str = ""
    owner: str | None = None


class _Country(Struct, frozen=True):
    iso3: str
    arabic: tuple[str, ...] = ()
    latin: str = ""
    capitals: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


class _Run(NamedTuple):
    """Words with capitals in a row, and what stands before them."""

    tokens: Sequence[Token]
    before: Sequence[str]  # the words of the sentence before, the nearest last


def find_spaced_mentions(article: Article, language: str) -> tuple[Mention, ...]:
    """Give the names in the paragraphs of an article, in text order; none where the language has no roles.

    >>> text = "Vladimir Putin met Commander Helena Brandt in Port Selwyn. Brandt said the sea was calm."
    >>> article = Article(source="a", text=text, language="en", paragraphs=((0, len(text)),))
    >>> [(m.text, m.type) for m in find_spaced_mentions(article, "en")]
    [('Vladimir Putin', 'person'), ('Helena Brandt', 'person'), ('Port Selwyn', 'place'), ('Brandt', 'person')]
    """
    if not _roles(language, "person"):
        return ()
    runs = [run for start, end in article.paragraphs for run in _find_runs(article.text, start, end, language)]
    sorts = {run.tokens[0].start: _sort(run, language) for run in runs}
    people = {r.tokens[n:][-1].form for r in runs for n, kind in sorts[r.tokens[0].start] if kind == "person"}
    found = (
        _make(article.text, run.tokens[first:], kind)
        for run in runs
        for first, kind in sorts[run.tokens[0].start] or _know_again(run, people)
    )
    return tuple(found)


def _find_runs(text: str, start: int, end: int, language: str) -> Iterator[_Run]:
    """Give rows of words with capitals that only blanks part; a small word may stand inside: Mohammed bin Salman."""
    tokens = tokenize(text, start, end)
    first = 0
    while first < len(tokens):
        last = first
        while last < len(tokens) and _goes_on(text, tokens, first, last, language):
            last += 1
        while last > first and not _is_capital(text, tokens[last - 1]):
            last -= 1
        if last > first:
            kept = _cut_front(tokens[first:last], language)
            if kept:
                yield _Run(kept, [t.form for t in tokens[max(first - _MOST, 0) : last - len(kept)]])
        first = max(last, first + 1)


def _goes_on(text: str, tokens: Sequence[Token], first: int, at: int, language: str) -> bool:
    is_apart = at > first and text[tokens[at - 1].end : tokens[at].start] not in {" ", "-"}
    is_small = at > first and tokens[at].form in _list(language, "names_particles")
    return not is_apart and (is_small or _is_capital(text, tokens[at]))


def _is_capital(text: str, token: Token) -> bool:
    return text[token.start].isupper()


def _cut_front(tokens: Sequence[Token], language: str) -> Sequence[Token]:
    """Leave off words that have a capital only because they open a sentence, and days and months."""
    idle = _list(language, "function_words") - _roles(language, "person")
    first = next((n for n, token in enumerate(tokens) if token.form not in idle), len(tokens))
    rest = tokens[first:]
    return () if any(token.form in _calendar(language) for token in rest) else rest


def _sort(run: _Run, language: str) -> tuple[tuple[int, MentionType], ...]:
    """Say from which word on a row is a name, and of what type; nothing where nobody can tell."""
    forms = tuple(token.form for token in run.tokens)
    posts = _roles(language, "person") | _list(language, "titles_adjectives")
    name = max((n + 1 for n, form in enumerate(forms) if form in posts), default=0)
    is_where = run.before[-1:] != [] and run.before[-1] in _list(language, "mentions_where")
    for first in (0, name):
        if kind := _table().get(forms[first:]):
            return ((first, "place" if is_where and kind == "organisation" else kind),)  # in London
    is_body = len(forms) > 1 and forms[-1] in _roles(language, "body") | _roles(language, "group")
    if is_body:
        return ((0, "organisation"),)
    titled = any(form in _roles(language, "person") for form in (*forms[:name], *run.before[-1:]))
    if name < len(forms) and titled and len(forms) - name <= _FULL + 1:
        return ((name, "person"),)
    if is_where and name == 0 and len("".join(forms)) >= _SHORTEST:
        return ((0, "place"),)
    return ()


def _know_again(run: _Run, people: set[str]) -> tuple[tuple[int, MentionType], ...]:
    """A last name, or a full name with it, whose bearer has a title elsewhere on the page."""
    is_known = len(run.tokens) <= _FULL and run.tokens[-1].form in people
    return ((0, "person"),) if is_known else ()


def _make(text: str, tokens: Sequence[Token], kind: MentionType) -> Mention:
    start, end = tokens[0].start, tokens[-1].end
    return Mention(start=start, end=end, text=text[start:end], type=kind)


@functools.cache
def _table() -> Mapping[tuple[str, ...], MentionType]:
    """Give what the table of actors knows by Latin names: persons in full, bodies, countries."""
    found: dict[tuple[str, ...], MentionType] = {}
    for country in load_table("actors", "countries", _Country, "iso3"):
        found[tuple(find_words(country.latin))] = "place"
    for body in load_table("actors", "bodies", _Body, "key"):
        found.setdefault(tuple(find_words(body.latin)), "organisation")
    for person in load_table("actors", "persons", _Person, "key"):
        names = (tuple(find_words(name)) for name in (person.latin, *person.forms) if name.isascii())
        found |= {name: "person" for name in names if len(name) >= _FULL}
    return found


@functools.cache
def _roles(language: str, kind: str) -> frozenset[str]:
    return frozenset(fold(row.word) for row in load_table(language, "roles", _Role, "word") if row.kind == kind)


@functools.cache
def _calendar(language: str) -> frozenset[str]:
    rows = (row for name in ("months", "weekdays") for row in load_table(language, name, _Calendar, "name"))
    return frozenset(fold(row.name) for row in rows)


@functools.cache
def _list(language: str, name: str) -> frozenset[str]:
    return frozenset(map(fold, load_list(language, name)))
