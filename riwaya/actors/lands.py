"""Countries of the table, and the adjectives that mean them: «الروسية», «الكوري الجنوبي»."""

import functools
from collections.abc import Collection, Sequence

from riwaya.actors.written import bare
from riwaya.gazetteer import CountryRow, list_countries
from riwaya.lexicon import load_list
from riwaya.text import fold

NOWHERE: Collection[str] = frozenset()  # no places beside those of the table
_ENDINGS = ("", "ه", "ون", "ين")


@functools.cache
def load_countries() -> dict[str, CountryRow]:
    """Give the countries of the table by their codes."""
    return {row.iso3: row for row in list_countries()}


def is_country(key: str) -> bool:
    """Tell whether a key is a country's of the table."""
    return key in load_countries()


def find_nationality(words: Sequence[str], places: Collection[str] = NOWHERE) -> tuple[str, int] | None:
    """Give the country of the adjective that begins a row of folded words, and its length.

    >>> find_nationality(["الكوري", "الجنوبي", "مون"]), find_nationality(["الروسيه"])
    (('KOR', 2), ('RUS', 1))
    """
    if len(words) > 1 and (country := _read_pair(words[0], words[1])):
        return country, 2
    country = read_nationality(words[0], places) if words else None
    return (country, 1) if country else None


def read_nationality(word: str, places: Collection[str] = NOWHERE) -> str | None:
    """Give the country of an adjective, «الروسية»: RUS; of the table, else a stem of those of the page's places."""
    country = _read_known(word)
    if country is not None or not places:
        return country
    stem = stem_adjective(word)
    return stem if stem in places else None


@functools.lru_cache(maxsize=1 << 14)
def _read_known(word: str) -> str | None:
    forms = (bare(word), word)  # «الألماني» has an article, «ألماني» only looks so
    found = (_adjectives().get(form.removesuffix(ending)) for form in forms for ending in _ENDINGS)
    return next((country for country in found if country), None)


def _read_pair(one: str, other: str) -> str | None:
    if one[-1] not in "يهب":  # كوري, كورية, جنوب: most pairs of words end here
        return None
    return _read_known_pair(one, other)


@functools.lru_cache(maxsize=1 << 14)
def _read_known_pair(one: str, other: str) -> str | None:
    return _adjectives().get(f"{bare(one).removesuffix('ه')} {bare(other).removesuffix('ه')}")


def stem_adjective(word: str) -> str | None:
    """Give what an adjective with its article may be made from, «الترافيني»: `~ترافين`; None for other words."""
    plain = bare(word).removesuffix("ه")
    return f"~{plain.removesuffix('ي')}" if word.startswith("ال") and plain.endswith("ي") and len(plain) > 4 else None


def stem_place(word: str) -> str:
    """Give what the adjective of a place's folded name is made from: ترافينيا and ترافيني have `~ترافين`."""
    plain = bare(word)
    return "~" + next((plain.removesuffix(e) for e in ("يا", "ا", "ه") if plain.endswith(e) and len(plain) > 4), plain)


@functools.cache
def _adjectives() -> dict[str, str]:
    false = set(load_list("ar", "names_adjectives_false"))
    found = {fold(a): row.iso3 for row in load_countries().values() for a in row.adjectives}
    return {word: country for word, country in found.items() if word not in false}
