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
    known = _remember(terms)
    answers = [known.get(token.form) or _learn(known, terms, token.form) for token in tokens]
    found: list[list[Extent]] = [[] for _ in terms]
    for place, (begun, *_) in enumerate(answers):
        for n in begun:
            last = place + len(terms[n].words) - 1
            if last < len(tokens) and all(n in answers[at][at - place] for at in range(place + 1, last + 1)):
                found[n].append(Extent(start=tokens[place].start, end=tokens[last].end))
    return found


@functools.lru_cache(maxsize=8)
def _remember(_: tuple[Term, ...]) -> dict[str, list[list[int]]]:
    """Give what is known of words that were held against a query: a few thousand make up most of the news."""
    return {}


def _learn(known: dict[str, list[list[int]]], terms: tuple[Term, ...], form: str) -> list[list[int]]:
    """Tell of which terms a word can be the first, of which the second, and so on."""
    length = max((len(term.words) for term in terms), default=1)
    known[form] = [
        [
            n
            for n, term in enumerate(terms)
            if place < len(term.words)
            and _answers(term.words[place], form, begins=term.begins and place == len(term.words) - 1)
        ]
        for place in range(length)
    ]
    return known[form]


@functools.lru_cache(maxsize=1 << 16)
def _answers(word: frozenset[str], form: str, *, begins: bool) -> bool:
    if not any(asked in form for asked in word):  # affixes are only ever taken off, so that most words end here
        return False
    if begins:
        return any(variant.startswith(tuple(word)) for variant in stem_variants(form))
    return not word.isdisjoint(stem_variants(form))
