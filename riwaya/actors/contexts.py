"""What the words around a name say of whom it names: post, country, field."""

import functools
import re
from collections.abc import Collection
from typing import NamedTuple

from riwaya.actors.lands import NOWHERE, find_nationality, read_nationality, stem_place
from riwaya.actors.posts import Post, find_post
from riwaya.actors.written import bare, is_title, read_role
from riwaya.lexicon import load_list
from riwaya.text import find_words, fold

_BEFORE = 90  # characters looked at on either side
_AFTER = 90
_WORD = 16
_BREAK = re.compile(r"[.؟!؛:\n«»()\[\]]|، ")
_APPOSITION = re.compile(r"\s*[،,(–-]\s*([^.؟!؛:\n«»()،]+)")
_STEPS = 9  # words before a name among which its post begins


class Context(NamedTuple):
    """What stands beside one place of a name."""

    post: Post | None = None
    country: str | None = None  # an adjective right before the name
    title: str = ""  # the folded word right before it


def read_context(text: str, start: int, end: int, places: Collection[str] = NOWHERE) -> Context:
    """Give what stands beside `text[start:end]`: a post before it, or in apposition behind it.

    >>> context = read_context("وقال وزير الخارجية الروسي سيرغي لافروف أمس", 26, 39)
    >>> str(context.post)
    'foreign-minister RUS'
    """
    before = text[max(0, start - _BEFORE) : start].rstrip().removesuffix("،")  # «وزير الخارجية، فلان»
    words = find_words(_BREAK.split(before)[-1])[-_STEPS:]
    post = _read_before(words, places)
    if post is None and (behind := _APPOSITION.match(text, end, end + _AFTER)):
        post = _read_behind(find_words(behind[1]), places)
    return Context(post, _read_country(words[-2:], places), words[-1] if words else "")


def _read_country(words: list[str], places: Collection[str]) -> str | None:
    """Give the country of the adjective that ends a row of words: «الكوري الجنوبي»."""
    both = find_nationality(words, places)
    if both is not None and both[1] == len(words):
        return both[0]
    return read_nationality(words[-1], places) if words else None


def read_word_before(text: str, start: int) -> str:
    """Give the folded word right before a place in the text, without its article; empty after a mark of punctuation."""
    before = text[max(0, start - _WORD) : start].rsplit(None, 1)
    return _bare_word(before[-1]) if before and text[start - 1].isspace() else ""


@functools.lru_cache(maxsize=1 << 14)
def _bare_word(word: str) -> str:
    return bare(fold(word))


def _read_before(words: list[str], places: Collection[str]) -> Post | None:
    """Give the post that goes up to the name; «وزير الخارجية الروسي ونظيره التركي» gives the same post twice."""
    at = 0
    while at < len(words):
        post = find_post(words[at:], places)
        if post is None:
            return None
        at += post.end
        rest = words[at:]
        if rest and rest[0].endswith(("نظيره", "نظيرها")):
            country, length = find_nationality(rest[1:3], places) or (None, 1)
            rest, post = rest[1 + length :], post._replace(of=country, country=country)
        if all(map(_stands_between, rest)) or (post.field and len(rest) == 1 and _completes(rest[0])):
            return post
        if post.known and post.of is None and len(rest) == 1 and not rest[0].startswith("ال"):
            return post._replace(of=stem_place(rest[0]))  # «رئيس ترافينيا ميخاي ستروغان»
    return None


def _read_behind(words: list[str], places: Collection[str]) -> Post | None:
    post = find_post(words, places)
    whole = (
        post is not None and post.start == 0 and post.end == len(words)
    )  # «، الرئيس الأمريكي دونالد ترامب» is another
    return post if whole else None


def _stands_between(word: str) -> bool:
    return word in _between() or is_title(word) or read_nationality(word) is not None


def _completes(word: str) -> bool:
    """Tell whether a word may only say what a post is about: «حارس المرمى», «كاتب السيناريو»."""
    return word.startswith("ال") and not _opens_post(word)


def _opens_post(word: str) -> bool:
    return is_title(word) or read_role(word) is not None


@functools.cache
def _between() -> frozenset[str]:
    return frozenset(load_list("ar", "names_between"))
