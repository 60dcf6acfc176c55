"""The small words of a language, folded, by what they do in a sentence; `cues_grammar.tsv` says what each class is."""

import functools
from collections import defaultdict
from typing import Literal, NamedTuple

from msgspec import Struct

from riwaya.lexicon import load_list, load_table
from riwaya.text import fold

Class = Literal[
    "that",
    "byth",
    "whose",
    "before",
    "not",
    "clause",
    "been",
    "saying",
    "part",
    "so",
    "place",
    "same",
    "prayed",
    "halt",
    "therein",
    "turn",
    "self",
    "whether",
    "told",
]
Words = frozenset[str]


class _Word(Struct, frozen=True, kw_only=True):
    word: str
    classes: tuple[str, ...]


class Grammar(NamedTuple):
    """Closed classes of words, folded."""

    that: Words
    byth: Words
    whose: Words
    before: Words
    negation: Words
    clause: Words
    been: Words
    saying: Words
    part: Words
    so: Words
    place: Words
    same: Words
    prayed: Words
    halt: Words
    therein: Words
    turn: Words
    self_: Words
    whether: Words
    told: Words
    closed: Words  # after these, أن opens nothing that was said
    silent: frozenset[tuple[str, ...]]  # the page's own voice


def fold_phrase(phrase: str) -> str:
    """Fold a phrase, but keep على apart from the name علي."""
    return " ".join("على" if word == "على" else fold(word) for word in phrase.split())


@functools.cache
def load_grammar(language: str = "ar") -> Grammar:
    """Give the small words of a language."""
    classes: dict[str, set[str]] = defaultdict(set)
    for row in load_table(language, "cues_grammar", _Word, "word"):
        for name in row.classes:
            classes[name].add(fold_phrase(row.word))
    lists = (frozenset(classes[name]) for name in Class.__args__)  # type: ignore[attr-defined]
    closed = frozenset(map(fold, load_list(language, "cues_closed")))
    silent = frozenset(tuple(fold(phrase).split()) for phrase in load_list(language, "cues_silent"))
    return Grammar(*lists, closed, silent)
