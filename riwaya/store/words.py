"""The words of articles and statements, as the full-text index holds them and as a query asks for them."""

import functools
import itertools
import re
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from riwaya.records import Extent
from riwaya.stems import stem_variants
from riwaya.text import find_words, is_word, tokenize

_PART = re.compile(r"[\"“”]([^\"“”]*)[\"“”]|«([^»]*)»|(\S+)")
_MOST = 32  # words of one query that are looked at
_APART = 12  # tokens that may stand between two words in a row: the other forms of both, seven a word at most
_PAIRS = 64  # of two words; beyond that the words alone are asked for

_INDEX = {
    "article": "INSERT INTO article_words (rowid, title, text) VALUES (?, ?, ?)",
    "statement": "INSERT INTO statement_words (rowid, content, speaker) VALUES (?, ?, ?)",
}
_FORGET = {
    "article": "INSERT INTO article_words (article_words, rowid, title, text) VALUES ('delete', ?, ?, ?)",
    "statement": "INSERT INTO statement_words (statement_words, rowid, content, speaker) VALUES ('delete', ?, ?, ?)",
}


class Term(NamedTuple):
    """What must be found: words in a row, each in any of its forms; `begins`: the last one need only begin so."""

    words: tuple[frozenset[str], ...]
    begins: bool


def index_words(db: sqlite3.Connection, table: str, row: int, one: str, other: str) -> None:
    """Make the two texts of an article or statement findable."""
    db.execute(_INDEX[table], (row, spell_out(one), spell_out(other)))


def forget_words(db: sqlite3.Connection, table: str, row: int, one: str, other: str) -> None:
    """Take back what `index_words` did with the same two texts."""
    db.execute(_FORGET[table], (row, spell_out(one), spell_out(other)))


def spell_out(text: str) -> str:
    """Give every form of every word of a text, parted by blanks.

    >>> spell_out("هذا التفاوضُ.")
    'هذا التفاوض تفاوض'
    """
    return " ".join(map(_spell_form, find_words(text)))


@functools.lru_cache(maxsize=1 << 16)
def _spell_form(form: str) -> str:
    return " ".join(stem_variants(form))


def parse_query(query: str) -> tuple[Term, ...]:
    """Take a query apart: words, "words in a row", and begin*. Every other sign is passed over.

    >>> [len(term.words) for term in parse_query('الجسر "مجلس الأمن" تفاو*')]
    [1, 2, 1]
    """
    terms: list[Term] = []
    for part in _PART.finditer(query):
        quoted = part.group(1) or part.group(2)
        words = tuple(frozenset(stem_variants(form)) for form in find_words(part.group()))
        begins = part.group().rstrip('"“”»').endswith("*")
        if quoted and words:
            terms.append(Term(words, begins))
        else:
            terms += [Term((word,), begins and word is words[-1]) for word in words]
    return tuple(terms)[:_MOST]


def write_match(terms: tuple[Term, ...]) -> str:
    """Give the terms in the language of FTS5, which finds their words; `find_matches` then sees to their order.

    Of words in a row it also asks that each stand near the next: two that every article has are rarely together.
    """
    return " AND ".join(condition for term in terms for condition in _write_term(term))


def _write_term(term: Term) -> Iterator[str]:
    last = len(term.words) - 1
    written = [
        [f'"{form}"{"*" * (term.begins and n == last)}' for form in sorted(word)] for n, word in enumerate(term.words)
    ]
    yield from (f"({' OR '.join(forms)})" for forms in written)
    for one, other in itertools.pairwise(written):
        pairs = [f"NEAR({a} {b}, {_APART})" for a, b in itertools.product(one, other)]
        if len(pairs) <= _PAIRS:
            yield f"({' OR '.join(pairs)})"


def find_matches(text: str, terms: tuple[Term, ...]) -> list[list[Extent]]:
    """Give for each term the places where a text answers it."""
    tokens = [token for token in tokenize(text) if is_word(token.form)]
    forms = [token.form for token in tokens]
    return [
        [Extent(start=tokens[n].start, end=tokens[n + len(term.words) - 1].end) for n in _find_places(term, forms)]
        for term in terms
    ]


def _find_places(term: Term, forms: list[str]) -> Iterator[int]:
    """Give where in a text, of these words, a term begins. Each different word is held against it once."""
    last, different = len(term.words) - 1, set(forms)
    answers = [
        {form for form in different if _answers(word, form, begins=term.begins and n == last)}
        for n, word in enumerate(term.words)
    ]
    for place, form in enumerate(forms[: len(forms) - last]):
        if form in answers[0] and all(forms[place + n] in answers[n] for n in range(1, last + 1)):
            yield place


@functools.lru_cache(maxsize=1 << 16)
def _answers(word: frozenset[str], form: str, *, begins: bool) -> bool:
    if begins:
        return any(variant.startswith(tuple(word)) for variant in stem_variants(form))
    return not word.isdisjoint(stem_variants(form))
