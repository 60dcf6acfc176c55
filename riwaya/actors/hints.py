"""Words that tell which of several things of one name is meant: a club or its town, one town or another."""

import functools

from msgspec import Struct

from riwaya.actors.written import bare_words
from riwaya.lexicon import load_list, load_table


class _Namesake(Struct, frozen=True):
    word: str
    choices: tuple[str, ...]


@functools.cache
def namesakes() -> dict[tuple[str, ...], dict[str, str]]:
    """Give what a name that two places share may mean, by the country that must be named beside it."""
    rows = load_table("ar", "names_namesakes", _Namesake, "word")
    return {bare_words(row.word): dict(choice.split(":", 1) for choice in row.choices) for row in rows}


@functools.cache
def club_words() -> frozenset[str]:
    """Give the words before a name that make it a club's: «نادي»."""
    return frozenset(load_list("ar", "names_clubs"))


@functools.cache
def city_clubs() -> frozenset[tuple[str, ...]]:
    """Give the bare names of towns whose club goes by their name alone: «برشلونة»."""
    return frozenset(map(bare_words, load_list("ar", "names_city_clubs")))


@functools.cache
def state_words() -> frozenset[str]:
    """Give the words before a place's name that make no other place of it: «سلطنة»."""
    return frozenset(load_list("ar", "names_states"))
