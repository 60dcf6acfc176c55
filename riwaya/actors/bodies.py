"""Bodies and places of the table, and the words that mean them."""

import functools
from collections.abc import Callable, Collection, Iterator, Sequence

from msgspec import Struct

from riwaya import gazetteer
from riwaya.actors.lands import NOWHERE, find_nationality, is_country, load_countries, stem_adjective
from riwaya.actors.written import bare, bare_words, read_words
from riwaya.gazetteer import BodyRow, PlaceRow
from riwaya.lexicon import languages, load_list, load_table

_LONGEST = 8  # words of a body's name
_COMMON = 4  # words of a name that every country's body has: القيادة العامة للقوات المسلحة
_LAND = 4  # words of a country's name
_OWNER = 3  # words of a body's name after which its country may stand: وزارة الموارد المائية السندارية


class _Medium(Struct, frozen=True):
    word: str
    kind: str


class _Common(Struct, frozen=True):
    words: str
    body: str


@functools.lru_cache(maxsize=1 << 14)
def name_thing(text: str) -> str | None:
    """Give the key of the body, country or metonym that a whole text names, or None."""
    words = read_words(text)
    thing = find_thing(words)
    return thing[0] if thing is not None and thing[1] == len(words) else None


def find_owner(words: Sequence[str], places: Collection[str] = NOWHERE) -> tuple[str, int] | None:
    """Give the same as `find_thing`, and for a body of a country that nobody knows («الخارجية الترافينية») its stem."""
    found = find_thing(words, places)
    if found is not None and is_ambiguous(tuple(words[: found[1]])) and not is_country(found[0]):
        return None  # «لاعب الوسط» plays for no newspaper
    return found or _find_common(words, tuple(map(bare, words[:_LONGEST])), places, stem_adjective)


def find_thing(words: Sequence[str], places: Collection[str] = NOWHERE) -> tuple[str, int] | None:
    """Give the key of the body, country or metonym whose name begins a row of folded words, and its length.

    The longest name counts. A body that every country has needs its country: «الخارجية الروسية».

    >>> find_thing(["الخارجيه", "الروسيه", "اليوم"])
    ('foreign-ministry-of-RUS', 2)
    >>> find_thing(["رياسه", "كوريا", "الجنوبيه"])
    ('presidency-of-KOR', 3)
    """
    here = tuple(map(bare, words[:_LONGEST]))
    things = _things()
    if here[:1] not in _openings():
        return None
    for length in range(len(here), 0, -1):
        if key := things.get(here[:length]):
            return key, length
    return _find_common(words, here, places)


def _find_common(
    words: Sequence[str],
    here: tuple[str, ...],
    places: Collection[str],
    guess: Callable[[str], str | None] = lambda _: None,
) -> tuple[str, int] | None:
    common = _common()
    for length in range(min(len(here), _COMMON), 0, -1):
        if stem := common.get(here[:length]):
            for at in range(length, min(length + _OWNER, len(words))):
                if found := find_nationality(words[at : at + 2], places):
                    return f"{stem}-of-{found[0]}", at + found[1]
                if land := _read_country(here[at:]):
                    return f"{stem}-of-{land[0]}", at + land[1]
                if country := guess(words[at]):
                    return f"{stem}-of-{country}", at + 1
    return None


def name_common(words: tuple[str, ...], country: str) -> str | None:
    """Give the key of a country's body by the bare words that name it in every country: «وزارة الصحة»."""
    stem = _common().get(words)
    return f"{stem}-of-{country}" if stem else None


def is_common(words: tuple[str, ...]) -> bool:
    """Tell whether bare words name a body that every country has, without its country."""
    return words in _common()


def _read_country(here: tuple[str, ...]) -> tuple[str, int] | None:
    """Give the country whose name begins a row of bare words, and its length: «رئاسة | جمهورية الكونغو الديمقراطية»."""
    keys = ((_things().get(here[:length]), length) for length in range(min(len(here), _LAND), 0, -1))
    return next(((key, length) for key, length in keys if key and is_country(key)), None)


@functools.cache
def load_bodies() -> dict[str, BodyRow]:
    """Give the bodies of the table by their keys."""
    return {row.key: row for row in gazetteer.list_bodies()}


def list_bodies() -> Collection[BodyRow]:
    """Give the bodies of the table."""
    return load_bodies().values()


@functools.cache
def load_places() -> dict[str, PlaceRow]:
    """Give the places of the table that are no country or capital, by their keys."""
    return {row.key: row for row in gazetteer.list_places("ar")}


@functools.cache
def _things() -> dict[tuple[str, ...], str]:
    """Give what every name means; where two things share one, the first of `_list_names`."""
    things: dict[tuple[str, ...], str] = {}
    for name, key in _list_names():
        things.setdefault(bare_words(name), key)
    return things


@functools.cache
def _spelled() -> frozenset[tuple[str, ...]]:
    return frozenset(read_words(name) for name, _ in _list_names())


def _list_names() -> Iterator[tuple[str, str]]:
    """Give the names of places, bodies, metonyms; outlets last: الرياض is a city and a newspaper."""
    countries = load_countries().values()
    yield from ((name, row.iso3) for row in countries for name in (*row.arabic, row.latin))
    yield from ((name, f"capital-of-{row.iso3}") for row in countries for name in row.capitals)
    yield from ((name, row.key) for code in languages() for row in gazetteer.list_places(code) for name in row.forms)
    bodies = sorted(load_bodies().values(), key=lambda row: row.kind == "outlet")
    yield from ((name, row.key) for row in bodies if row.kind != "outlet" for name in names_of(row))
    yield from ((row.word, row.actor) for row in gazetteer.list_metonyms())
    yield from ((name, row.key) for row in bodies if row.kind == "outlet" for name in names_of(row))


def names_of(row: BodyRow) -> tuple[str, ...]:
    """Give all names of a body."""
    return row.arabic, row.latin, *row.forms


@functools.cache
def _media(kind: str) -> dict[tuple[str, ...], str]:
    """Give the outlets or the agencies by their names without «صحيفة» and the like."""
    rows = [row for row in load_bodies().values() if row.kind == kind]
    return {strip_medium(bare_words(name)): row.key for row in reversed(rows) for name in reversed(names_of(row))}


def name_medium(text: str, before: str = "") -> str | None:
    """Give the key of the outlet or agency that a text names, where it cannot be a city: «وكالة سانا», «صحيفة الرياض».

    `before` is the word before it. «وكالة» speaks for an agency, else an outlet comes first.
    """
    words = bare_words(text)
    is_agency = any(media_kinds().get(word) == "agency" for word in (before, *words[:2]))
    name = strip_medium(words)
    kinds = ("agency", "outlet") if is_agency else ("outlet", "agency")
    return next((key for kind in kinds if (key := _media(kind).get(name))), None)


def strip_medium(words: tuple[str, ...]) -> tuple[str, ...]:
    """Leave off what says only that an outlet is one: «وكالة», «صحيفة»."""
    kinds = media_kinds()
    at = next((i for i, word in enumerate(words[:-1]) if word not in kinds), len(words) - 1)
    return words[at:]


@functools.cache
def media_kinds() -> dict[str, str]:
    """Give the words before the name of an outlet or agency, and which of the two they tell."""
    return {row.word: row.kind for row in load_table("ar", "names_outlets", _Medium, "word")}


def is_metonym(text: str) -> bool:
    """Tell whether a text stands for somebody without naming him: «تل أبيب»."""
    return bare_words(text) in _metonyms()


@functools.cache
def _metonyms() -> frozenset[tuple[str, ...]]:
    return frozenset(bare_words(row.word) for row in gazetteer.list_metonyms())


def is_ambiguous(words: tuple[str, ...]) -> bool:
    """Tell whether folded words say too little alone to name what the table knows by them: «الاتحاد», «وفد», «فتح»."""
    return words in _ambiguous() or (len(words) == 1 and (f"ال{words[0]}",) in _ambiguous())


@functools.cache
def _ambiguous() -> frozenset[tuple[str, ...]]:
    return frozenset(map(read_words, load_list("actors", "ambiguous")))


def is_loose(text: str) -> bool:
    """Tell whether a text names a thing only if the article does not matter: دوما is no Duma."""
    return read_words(text) not in _spelled()


@functools.cache
def _openings() -> frozenset[tuple[str, ...]]:
    return frozenset(words[:1] for words in (*_things(), *_common()))


@functools.cache
def _common() -> dict[tuple[str, ...], str]:
    return {tuple(row.words.split()): row.body for row in load_table("ar", "names_bodies", _Common, "words")}
