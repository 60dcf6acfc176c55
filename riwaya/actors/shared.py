"""Names that bodies of several countries share, «وزارة الصحة», «الأهلي»: whose is meant on a page."""

import functools
import re
from collections import Counter
from collections.abc import Iterator

from riwaya.actors.bodies import is_common, list_bodies, name_common, name_thing, names_of
from riwaya.actors.describe import country_of
from riwaya.actors.lands import find_nationality, is_country, read_nationality
from riwaya.actors.written import bare_words, heads_body, read_words
from riwaya.lexicon import load_list
from riwaya.text import find_words

Words = tuple[str, ...]

_BEHIND = 40  # characters
_BREAK = re.compile(r"[^\w\s]|\s[وف]?(?:في|من|على|إلى|عن|أن|إن)\s")
_LEAD = 2  # times as often as any other country a page must name the one that it is about


def is_shared(words: Words) -> bool:
    """Tell whether bare words name bodies of several countries, and none without its country."""
    return words in _shared() or is_common(words)


@functools.lru_cache(maxsize=1 << 14)
def read_shared(text: str) -> Words | None:
    """Give the bare words of a name that bodies of several countries share; None for other names."""
    words = strip_kind(bare_words(text))
    return words if is_shared(words) else None


@functools.cache
def _shared() -> frozenset[Words]:
    return frozenset(map(bare_words, load_list("ar", "names_shared")))


def strip_kind(words: Words) -> Words:
    """Leave off the club's word before its name: «النادي الأهلي», «نادي النصر»."""
    return words[1:] if len(words) > 1 and words[0] in load_list("ar", "names_clubs") else words


def find_national(words: Words, country: str) -> str | None:
    """Give the key of a country's body by the bare words of its shared name, or None.

    >>> find_national(("وزاره", "صحه"), "SDN")
    'health-ministry-of-SDN'
    """
    return name_common(words, country) or _national().get((words, country))


@functools.cache
def _national() -> dict[tuple[Words, str], str]:
    """Give the bodies whose name ends in their country's adjective, by the words before it."""
    found: dict[tuple[Words, str], str] = {}
    for row in list_bodies():
        for words in map(read_words, names_of(row)) if row.kind != "outlet" else ():
            if len(words) > 1 and row.country and read_nationality(words[-1]) == row.country:
                found.setdefault((strip_kind(bare_words(" ".join(words[:-1]))), row.country), row.key)
    return found


def read_behind(text: str, end: int) -> str | None:
    """Give the country of the adjective right behind a name: «نادي الأهلي المصري»."""
    rest = _BREAK.split(text[end : end + _BEHIND], maxsplit=1)[0]
    nation = find_nationality(find_words(rest)[:2])
    return nation[0] if nation else None


def find_lead(text: str) -> str | None:
    """Give the country that a page is about: the only one that it names, or by far the most named."""
    counts = Counter(_list_lands(text)).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] < _LEAD * counts[1][1]):
        return None
    return counts[0][0]


def _list_lands(text: str) -> Iterator[str]:
    for word in find_words(text):
        if land := _read_land(word):
            yield land


@functools.lru_cache(maxsize=1 << 14)
def _read_land(word: str) -> str | None:
    if nation := read_nationality(word):
        return nation
    key = None if heads_body(word) else name_thing(word)
    return country_of(key) if key and (is_country(key) or key.startswith("capital-of-")) else None
