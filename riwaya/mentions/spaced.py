"""Names in a language whose words stand apart and whose names have capitals.

A row of words with capitals is a name that the table of actors knows (Vladimir Putin, Reuters), a person behind a title
(Commander Helena Brandt) or known again by the last name alone (Brandt said), a body by the word that says so (Harbour
Council), a place behind "in" or "off". What shows none of these is left alone: it may be anything.
"""

import functools
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from riwaya.gazetteer import list_bodies, list_countries, list_persons, list_places
from riwaya.lexicon import load_table
from riwaya.records import Article, Mention, MentionType
from riwaya.text import Token, find_words, fold, load_folded, tokenize

_STOPS = frozenset('.!?”"')
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
    people = {_forms(r.tokens[n:]) for r in runs for n, kind in sorts[r.tokens[0].start] if kind == "person"}
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
            kept = _cut_front(text, tokens[first:last], language)
            if kept:
                before = [t.form for t in tokens[max(first - _MOST, 0) : last - len(kept)]]
                is_short = before[-1:] == ["."] and not load_folded(language, "abbreviations").isdisjoint(before[-2:-1])
                yield _Run(kept, before[:-1] if is_short else before)
        first = max(last, first + 1)


def _goes_on(text: str, tokens: Sequence[Token], first: int, at: int, language: str) -> bool:
    is_apart = at > first and text[tokens[at - 1].end : tokens[at].start] not in {" ", "-"}
    is_small = at > first and tokens[at].form in load_folded(language, "names_particles")
    return not is_apart and (is_small or _is_capital(text, tokens[at]))


def _is_capital(text: str, token: Token) -> bool:
    return text[token.start].isupper()


def _is_all_capitals(text: str, token: Token) -> bool:
    return token.end - token.start > 1 and text[token.start : token.end].isupper()


def _cut_front(text: str, tokens: Sequence[Token], language: str) -> Sequence[Token]:
    """Leave off words that have a capital only because they open a sentence, and days and months; not US."""
    idle = load_folded(language, "function_words") - _roles(language, "person")
    first = next(
        (n for n, token in enumerate(tokens) if token.form not in idle or _is_all_capitals(text, token)), len(tokens)
    )
    rest = tokens[first:]
    return () if any(token.form in _calendar(language) for token in rest) else rest


def _sort(run: _Run, language: str) -> tuple[tuple[int, MentionType], ...]:
    """Say from which word on a row is a name, and of what type; nothing where nobody can tell."""
    forms = _forms(run.tokens)
    posts = _roles(language, "person") | load_folded(language, "titles_adjectives")
    name = max((n + 1 for n, form in enumerate(forms) if form in posts), default=0)
    is_where = run.before[-1:] != [] and run.before[-1] in load_folded(language, "mentions_where")
    for first in (0, name):
        if kind := _table(language).get(forms[first:]):
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


def _know_again(run: _Run, people: Collection[tuple[str, ...]]) -> tuple[tuple[int, MentionType], ...]:
    """A last name, or a full name with it, whose bearer has a title elsewhere on the page; of Later Ortiz, Ortiz."""
    forms = _forms(run.tokens)
    if len(forms) > _FULL or forms[-1:] not in {name[-1:] for name in people}:
        return ()
    opens = not run.before or run.before[-1] in _STOPS
    return ((len(forms) - 1 if opens and forms not in people else 0, "person"),)


def _forms(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.form for token in tokens)


def _make(text: str, tokens: Sequence[Token], kind: MentionType) -> Mention:
    start, end = tokens[0].start, tokens[-1].end
    return Mention(start=start, end=end, text=text[start:end], type=kind)


@functools.cache
def _table(language: str) -> Mapping[tuple[str, ...], MentionType]:
    """Give what the table of actors knows by Latin names: persons in full, bodies, countries; and places."""
    found: dict[tuple[str, ...], MentionType] = {}
    for country in list_countries():
        found[tuple(find_words(country.latin))] = "place"
    for place in list_places(language):
        found |= {tuple(find_words(form)): "place" for form in place.forms}
    for body in list_bodies():
        found.setdefault(tuple(find_words(body.latin)), "organisation")
    for person in list_persons():
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
