"""The media that an article names, and how: told at first hand, or repeated."""

import functools
import itertools
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from msgspec import Struct

from riwaya.lexicon import load_list, load_table
from riwaya.records import Reading
from riwaya.text import find_words, fold, is_word, tokenize

_MOST = 6  # words of a medium's name
_LEADS = 3  # words that may say that it was told: «لموفد قناة»

Name = tuple[str, ...]  # folded words


class Medium(NamedTuple):
    """A medium where an article names it."""

    name: str  # as agencies.tsv has it, else as the page writes it
    start: int  # of the words that lead to it, «لوكالة ضفاف»
    end: int
    told: bool  # it heard it itself: «قال لوكالة ضفاف»


class _Agency(Struct, frozen=True, kw_only=True):
    name: str
    forms: tuple[str, ...]


class _Clitic(Struct, frozen=True, kw_only=True):
    clitic: str
    told: Literal["yes", "no"]
    as_: str = ""


class _Word(NamedTuple):
    start: int
    end: int
    form: str


def find_media(reading: Reading) -> tuple[Medium, ...]:
    """Give the media that stand in the paragraphs of an article, in text order: known ones and its own."""
    article = reading.article
    names = {**known_media(), **name_media(*article.credit, *(c.name for s in reading.statements for c in s.carriers))}
    if article.outlet:
        names.update(name_media(article.outlet))
    names.update(name_media(*_name_by_kind(reading)))
    found: list[Medium] = []
    for start, end in article.paragraphs:
        tokens = tokenize(article.text[start:end])
        found += _scan([_Word(t.start + start, t.end + start, t.form) for t in tokens if is_word(t.form)], names)
    return tuple(found)


def spell_medium(name: str) -> str | None:
    """Give the name by which a medium is known, however a page writes it; None for what is no known medium.

    >>> spell_medium("وكالة أنباء الصين الجديدة الرسمية (شينخوا)")
    'شينخوا'
    """
    words = find_words(name)
    for first in range(len(words)):
        for last in range(len(words), first, -1):
            if (known := known_media().get(tuple(words[first:last]))) is not None:
                return known
    return None


def _name_by_kind(reading: Reading) -> Iterator[str]:
    """Give the media that no list has, by their kind with its adjective: «التلفزيون الرسمي»."""
    words = find_words(reading.article.text)
    for word, following in itertools.pairwise(words):
        if word in _public_kinds() and following.startswith("ال"):
            yield f"{word} {following}"


def name_media(*media: str) -> dict[Name, str]:
    """Give the words by which each medium may be named: all, or all but its kind: «قناة الجادة», «الجادة»."""
    names: dict[Name, str] = {}
    for medium in media:
        words = tuple(find_words(medium))
        for name in (words, words[1:] if words[:1] and words[0] in media_kinds() else ()):
            if name:
                names.setdefault(name, medium)
    return names


def _scan(words: list[_Word], names: Mapping[Name, str]) -> Iterator[Medium]:
    openings = {name[0] for name in names}
    at = 0
    while at < len(words):
        length = 0
        for bare, is_told in _strip(words[at].form):
            if bare in openings and (length := _match(bare, words[at : at + _MOST], names)):
                name = names[(bare, *(w.form for w in words[at + 1 : at + length]))]
                lead, told = _read_lead(words, at)
                yield Medium(name, words[lead].start, words[at + length - 1].end, told or is_told)
                break
        at += length or 1


def _match(first: str, words: list[_Word], names: Mapping[Name, str]) -> int:
    rest = tuple(word.form for word in words[1:])
    return next((n for n in range(len(words), 0, -1) if (first, *rest[: n - 1]) in names), 0)


def _strip(form: str) -> Iterator[tuple[str, bool]]:
    yield form, False
    for row in _clitics():
        if form.startswith(row.clitic) and len(form) > len(row.clitic) + 1:
            yield row.as_ + form[len(row.clitic) :], row.told == "yes"


def _read_lead(words: list[_Word], at: int) -> tuple[int, bool]:
    """Say where the words begin that lead to a medium's name, and whether they say that it heard something itself."""
    first = at
    while first and at - first < _LEADS and not _tells(words[first].form):
        if words[first - 1].form not in media_kinds() and not _tells(words[first - 1].form):
            break
        first -= 1
    return first, _tells(words[first].form) and first < at


def _tells(form: str) -> bool:
    """True for what says that a medium was told: «مع», «لمراسل», «لوكالة»."""
    return form in _told() or any(told and bare in media_kinds() for bare, told in _strip(form))


@functools.cache
def known_media() -> Mapping[Name, str]:
    """Give the names of agencies and other media, as folded words, each with the name that it is known by."""
    rows = load_table("ar", "agencies", _Agency, "name")
    listed = {name: name for name in load_list("ar", "media")} | {form: row.name for row in rows for form in row.forms}
    return {tuple(find_words(form)): name for form, name in listed.items()}


@functools.cache
def media_kinds() -> frozenset[str]:
    """Give what a medium is called before its name, folded."""
    return frozenset(map(fold, load_list("ar", "media_kinds")))


@functools.cache
def _told() -> frozenset[str]:
    return frozenset(map(fold, load_list("ar", "origins_told")))


@functools.cache
def _clitics() -> tuple[_Clitic, ...]:
    return load_table("ar", "origins_clitics", _Clitic, "clitic")


@functools.cache
def _public_kinds() -> frozenset[str]:
    return frozenset(map(fold, load_list("ar", "media_public")))
