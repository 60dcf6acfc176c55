"""Bodies whose name stands among words that describe it: «صحيفة "الميناء" السندارية», «وكالة الضفة الرسمية (أضف)»."""

import functools
from collections.abc import Sequence

from riwaya.actors.bodies import load_bodies, media_kinds, name_medium, name_thing
from riwaya.actors.lands import find_nationality, is_country
from riwaya.actors.written import bare, heads_body, read_words
from riwaya.text import load_folded

_LONGEST = 8  # words of a description with its name
_MEDIA = frozenset({"agency", "outlet"})


@functools.lru_cache(maxsize=1 << 14)
def name_described(text: str) -> str | None:
    """Give the key of the body that a text names and describes, or None.

    Beside the name there are only its country's adjective, praise of its standing, and another of its names.

    >>> name_described("وكالة الأنباء السودانية الرسمية (سونا)"), name_described("حركة حماس الفلسطينية")
    ('suna', 'hamas')
    >>> name_described("حركة حماس السودانية")
    """
    words = read_words(text)
    if not 1 < len(words) <= _LONGEST or not heads_body(words[0]):
        return None
    plain = [word for word in words if word not in load_folded("ar", "names_standing")]
    named = ((_name(plain[:end]), plain[end:]) for end in range(len(plain), 0, -1))
    return next((key for key, rest in named if key and _fits(rest, key)), None) or _name_last(plain)


def _name_last(words: Sequence[str]) -> str | None:
    """«وكالة الأنباء الكويتية "كونا"»: what kind of medium it is, of which country, and then its name."""
    at = next((n for n, word in enumerate(words) if bare(word) not in media_kinds()), 0)
    nation = find_nationality(words[at : at + 2]) if at else None
    key = _name(words[at + nation[1] :]) if nation is not None else None
    return key if key and nation and _is_medium(key) and _country_of(key) == nation[0] else None


def _is_medium(key: str) -> bool:
    return key in load_bodies() and load_bodies()[key].kind in _MEDIA


def _name(words: Sequence[str]) -> str | None:
    if all(bare(word) in media_kinds() for word in words):
        return None  # «وكالة الأنباء» names no paper of that word
    text = " ".join(words)
    return name_thing(text) or name_medium(text)


def _fits(words: Sequence[str], key: str) -> bool:
    """Tell whether words behind a name are its country's adjective, or its other names."""
    if not words:
        return True
    nation = find_nationality(words[:2])
    if nation is not None and nation[0] == _country_of(key):
        return _fits(words[nation[1] :], key)
    return _name(words) == key


def _country_of(key: str) -> str | None:
    owner = key.rpartition("-of-")[2]
    return load_bodies()[key].country if key in load_bodies() else owner if is_country(owner) else None
