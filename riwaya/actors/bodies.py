"""Bodies, countries and capitals of the table, and the words that mean them."""

import functools
from collections.abc import Collection, Sequence

from msgspec import Struct

from riwaya.actors.written import bare, bare_words, read_words
from riwaya.lexicon import load_list, load_table

NOWHERE: Collection[str] = frozenset()  # no places beside those of the table
_LONGEST = 8  # words of a body's name
_OWNER = 3  # words of a body's name after which its country may stand: وزارة الموارد المائية السندارية


class BodyRow(Struct, frozen=True):
    """A line of bodies.tsv."""

    key: str
    kind: str
    arabic: str
    latin: str
    country: str | None = None
    roles: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    wikidata: str | None = None
    owner: str | None = None


class CountryRow(Struct, frozen=True):
    """A line of countries.tsv."""

    iso3: str
    arabic: tuple[str, ...]
    latin: str
    capitals: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


class MetonymRow(Struct, frozen=True):
    """A line of metonyms.tsv."""

    word: str
    actor: str


class _Common(Struct, frozen=True):
    words: str
    body: str


@functools.lru_cache(maxsize=1 << 16)
def name_thing(text: str) -> str | None:
    """Give the key of the body, country or metonym that a whole text names, or None."""
    words = read_words(text)
    thing = find_thing(words)
    return thing[0] if thing is not None and thing[1] == len(words) else None


def find_thing(words: Sequence[str], places: Collection[str] = NOWHERE) -> tuple[str, int] | None:
    """Give the key of the body, country or metonym whose name begins a row of folded words, and its length.

    The longest name counts. A body that every country has needs its country: «الخارجية الروسية».

    >>> find_thing(["الخارجيه", "الروسيه", "اليوم"])
    ('foreign-ministry-of-RUS', 2)
    """
    here = tuple(map(bare, words[:_LONGEST]))
    things = _things()
    if here[:1] not in _openings():
        return None
    for length in range(len(here), 0, -1):
        if key := things.get(here[:length]):
            return key, length
    return _find_common(words, here, places)


def _find_common(words: Sequence[str], here: tuple[str, ...], places: Collection[str]) -> tuple[str, int] | None:
    common = _common()
    for length in range(min(len(here), 3), 0, -1):
        if stem := common.get(here[:length]):
            for at in range(length, min(length + _OWNER, len(words))):
                if country := read_nationality(words[at], places) or _read_country(here[at]):
                    return f"{stem}-of-{country}", at + 1
    return None


def read_nationality(word: str, places: Collection[str] = NOWHERE) -> str | None:
    """Give the country of an adjective («الروسية»: RUS), of those of the table or else of `places`, the stems of the page."""
    plain = bare(word)
    for ending in ("", "ه", "ون", "ين"):
        if country := _adjectives().get(plain.removesuffix(ending)):
            return country
    stem = stem_adjective(word) if places else None
    return stem if stem in places else None


def stem_adjective(word: str) -> str | None:
    """Give what an adjective with its article may be made from, «الترافيني»: `~ترافين`; None for other words."""
    plain = bare(word).removesuffix("ه")
    return f"~{plain.removesuffix('ي')}" if word.startswith("ال") and plain.endswith("ي") and len(plain) > 4 else None


def stem_place(word: str) -> str:
    """Give what the adjective of a place's folded name is made from: ترافينيا and ترافيني have `~ترافين`."""
    plain = bare(word)
    return "~" + next((plain.removesuffix(e) for e in ("يا", "ا", "ه") if plain.endswith(e) and len(plain) > 4), plain)


def is_common(words: tuple[str, ...]) -> bool:
    """Tell whether bare words name a body that every country has, without its country."""
    return words in _common()


def is_country(key: str) -> bool:
    """Tell whether a key is a country's of the table."""
    return key in load_countries()


def _read_country(word: str) -> str | None:
    key = _things().get((word,))
    return key if key and is_country(key) else None


@functools.cache
def load_bodies() -> dict[str, BodyRow]:
    """Give the bodies of the table by their keys."""
    return {row.key: row for row in load_table("actors", "bodies", BodyRow, "key")}


@functools.cache
def load_countries() -> dict[str, CountryRow]:
    """Give the countries of the table by their codes."""
    return {row.iso3: row for row in load_table("actors", "countries", CountryRow, "iso3")}


@functools.cache
def load_metonyms() -> dict[tuple[str, ...], str]:
    """Give whom a metonym stands for: «الكرملين» the presidency of Russia, and a capital its government."""
    capitals = {bare_words(c): f"government-of-{row.iso3}" for row in load_countries().values() for c in row.capitals}
    return capitals | {bare_words(row.word): row.actor for row in load_table("actors", "metonyms", MetonymRow, "word")}


@functools.cache
def _things() -> dict[tuple[str, ...], str]:
    """Give all names of bodies, countries, capitals and metonyms; where two things share one, the first of these."""
    countries = load_countries().values()
    things = {bare_words(name): row.iso3 for row in countries for name in (*row.arabic, row.latin)}
    for row in load_bodies().values():
        for name in (row.arabic, row.latin, *row.forms):
            things.setdefault(bare_words(name), row.key)
    for row in countries:
        for name in row.capitals:
            things.setdefault(bare_words(name), f"capital-of-{row.iso3}")
    for words, key in load_metonyms().items():
        things.setdefault(words, key)
    return things


@functools.cache
def _openings() -> frozenset[tuple[str, ...]]:
    return frozenset(words[:1] for words in (*_things(), *_common()))


@functools.cache
def _common() -> dict[tuple[str, ...], str]:
    return {tuple(row.words.split()): row.body for row in load_table("ar", "names_bodies", _Common, "words")}


@functools.cache
def _adjectives() -> dict[str, str]:
    false = set(load_list("ar", "names_adjectives_false"))
    found = {bare_words(a)[0]: row.iso3 for row in load_countries().values() for a in row.adjectives}
    return {word: country for word, country in found.items() if word not in false}
