"""Names as articles write them, made comparable: titles off, compounds joined, each word with its skeleton."""

import functools
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from riwaya.lexicon import load_list, load_table
from riwaya.names import skeleton, spelled_alike
from riwaya.text import find_words, fold, load_folded

_SAME = {"ابي": "ابو", "ابا": "ابو", "ابن": "بن"}  # cases of one word: أبي الغيط, أبا الغيط


class Written(NamedTuple):
    """A name cut into words: folded, without titles, «بن سلمان» and «عبد الله» as one word each."""

    words: tuple[str, ...]
    sounds: tuple[str, ...]  # their skeletons


class Role(Struct, frozen=True):
    """A noun that heads a post, a body or a title; the table is that of the statements stage."""

    word: str
    plural: str = ""
    kind: str = ""
    generic: str = ""


@functools.lru_cache(maxsize=1 << 14)
def cut_name(text: str) -> Written:
    """Give the words of a name.

    >>> cut_name("الشيخ محمد بن زايد").words
    ('محمد', 'بنزايد')
    """
    words = read_words(text)
    words = words[_count_front(words) :]
    joined = tuple(_join(words))
    return Written(joined, tuple(map(skeleton, joined)))


@functools.lru_cache(maxsize=1 << 14)
def trim_name(text: str) -> str:
    """Give a name as it is written, without the titles and adjectives before it.

    >>> trim_name("الشيخ محمد بن زايد")
    'محمد بن زايد'
    """
    words, parts = read_words(text), text.split()
    return " ".join(parts[_count_front(words) :]) if len(words) == len(parts) else text


def _count_front(words: Sequence[str]) -> int:
    """Count the words before a name that are none of it; one always stays."""
    at, last = 0, len(words) - 1
    while at < last and (is_title(words[at]) or words[at] in load_folded("ar", "prepositions")):
        at += 1
    # «الترافيني ميهاي ستروغان»: an adjective that the tagger took along
    return at + (at + 1 < last and _looks_adjective(words[at]) and words[at + 1] not in _particles())


@functools.lru_cache(maxsize=1 << 14)
def read_words(text: str) -> tuple[str, ...]:
    """Give the folded words of a name: names come again and again."""
    return tuple(find_words(text))


@functools.lru_cache(maxsize=1 << 14)
def bare_words(text: str) -> tuple[str, ...]:
    """Give the folded words of a text without their articles, as titles and names of bodies are compared.

    >>> bare_words("وزارة الخارجية الروسية")
    ('وزاره', 'خارجيه', 'روسيه')
    """
    return tuple(map(bare, read_words(text)))


def bare(word: str) -> str:
    """Take the article off a folded word; «للأمم» is ل and الأمم."""
    return word[2:] if word.startswith(("ال", "لل")) and len(word) > 4 else word


def is_alike(one: Written, other: Written) -> bool:
    """Tell whether two full names may be spellings of one: their ends are alike, and what both have between."""
    if len(one.words) == len(other.words):
        return all(map(spelled_alike, one.words, other.words))
    short, long = sorted((one, other), key=lambda name: len(name.words))
    ends = spelled_alike(short.words[0], long.words[0]) and spelled_alike(short.words[-1], long.words[-1])
    return ends and _stand_in_order(short.words[1:-1], long.words[1:-1])


def _stand_in_order(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    rest = iter(many)
    return all(any(spelled_alike(word, other) for other in rest) for word in few)


@functools.lru_cache(maxsize=1 << 14)
def read_role(word: str) -> str | None:
    """Give the masculine singular of a noun that heads a post («الوزيرة»: وزير), or None."""
    plain = bare(word)
    for form in (plain, plain.removesuffix("ه")):
        if form in _roles("person"):
            return form
    return None


@functools.lru_cache(maxsize=1 << 14)
def heads_body(word: str) -> bool:
    """Tell whether a word heads the name of a body or a medium: وزارة, صحيفة."""
    return word in _roles("body") or bare(word) in _roles("body")


@functools.lru_cache(maxsize=1 << 14)
def is_document(word: str) -> bool:
    """Tell whether a word heads what is no actor: «وثيقة», «لقطات»."""
    return bool({word, bare(word)} & _roles("document"))


def is_title(word: str) -> bool:
    """Tell whether a folded word stands before a name and is no part of it: «الشيخ», «الوزيرة»."""
    return word in _roles("title") or (word.startswith("ال") and read_role(word) is not None)


@functools.cache
def _roles(kind: str) -> frozenset[str]:
    kinds = {"body": ("body", "medium"), "document": ("document", "evidence")}.get(kind, (kind,))
    return frozenset(fold(row.word) for row in load_table("ar", "roles", Role, "word") if row.kind in kinds)


def _join(words: Sequence[str]) -> list[str]:
    joined: list[str] = []
    front = ""
    for word in words:
        if word in _particles() and word is not words[-1]:
            front += _SAME.get(word, word)
        elif word in _tails() and joined and not front:
            joined[-1] += word
        else:
            joined.append(front + word)
            front = ""
    return joined


def _looks_adjective(word: str) -> bool:
    return len(word) > 5 and word.startswith("ال") and word.endswith(("ي", "يه"))


@functools.cache
def _particles() -> frozenset[str]:
    return frozenset(load_list("ar", "names_particles"))


@functools.cache
def _tails() -> frozenset[str]:
    return frozenset(load_list("ar", "names_tails"))
