"""Posts in the words beside a name or in place of it: «الرئيس الروسي», «المتحدثة باسم الخارجية الأميركية»."""

import functools
from collections.abc import Collection, Sequence
from typing import NamedTuple

from msgspec import Struct

from riwaya.actors.bodies import find_owner, is_country, read_nationality, stem_adjective
from riwaya.actors.table import load_holders
from riwaya.actors.written import bare, bare_words, heads_body, read_role
from riwaya.lexicon import load_list, load_table
from riwaya.text import fold

_REACH = 6  # words after a title in which its country or body stands: وزير الطاقة والمياه والموارد الترافيني
_LONGEST = 5  # words of a title
_HEADS = ("head", "leader", "president", "speaker", "secretary-general", "director", "chief-executive", "commander")


class Post(NamedTuple):
    """An office or other post that a phrase gives somebody."""

    office: str  # of the table, else the page's words: «محافظ شمال»
    of: str | None  # country or body; the stem of an adjective that the table does not know, `~ترافين`
    country: str | None  # of the table, or the stem of a place of the page
    field: str | None
    known: bool  # an office of the table
    start: int  # the words that belong to it
    end: int

    def __str__(self) -> str:
        return f"{self.office} {self.of}" if self.of else self.office


class OfficeName(Struct, frozen=True):
    """A line of office_names.tsv."""

    office: str
    arabic: tuple[str, ...]
    latin: tuple[str, ...] = ()


class _Field(Struct, frozen=True):
    word: str
    field: str


def find_post(words: Sequence[str], places: Collection[str]) -> Post | None:
    """Give the first post among folded words. `places`: stems of countries beside those of the table.

    >>> post = find_post(["وزير", "الخارجيه", "الروسي", "سيرغي"], ())
    >>> str(post), post.end
    ('foreign-minister RUS', 3)
    """
    for start, word in enumerate(words):
        if _opens_title(word) and (title := _read_title(words, start)):
            post = _read_whole(words, start, title, places)
            if post.known or post.of is not None or word.startswith(("ال", "لل")):
                return post  # «حكم» before a name may be a verb, «الحكم» is not
    return None


@functools.lru_cache(maxsize=1 << 16)
def _opens_title(word: str) -> bool:
    plain = bare(word)
    return bool({plain, plain.removesuffix("ه")} & _openings()) or read_role(word) is not None


def _read_title(words: Sequence[str], start: int) -> tuple[str, int, bool] | None:
    """Give the office whose name begins here, and where it ends; else a noun that heads some other post."""
    titles = _titles()
    here = tuple(map(bare, words[start : start + _LONGEST]))
    for length in range(len(here), 0, -1):
        for first in (here[0], here[0].removesuffix("ه")):
            if office := titles.get((first, *here[1:length])):
                return office, start + length, True
    role = read_role(words[start])
    return (role, start + 1, False) if role else None


def _read_whole(words: Sequence[str], start: int, title: tuple[str, int, bool], places: Collection[str]) -> Post:
    office, end, known = title
    of, country, stop = _read_owner(words, end, places)
    if known and any(not _goes_on(word) for word in words[end : stop - 1]) and (of is None or is_country(of)):
        of, country, stop = None, None, end  # «رئيس جمعية الصويا الأميركية» is no president of America
    role = read_role(words[start])
    if not known and of is not None:
        between = [bare(word) for word in words[end : min(stop, end + 3)] if word != words[stop - 1]]
        office = " ".join([office, *between]) if is_country(of) or of[0] == "~" else office
    if of is not None and not is_country(of):
        office = _fit_office(office, of)
    field = _fields().get(role or "") or ("politics" if known and country else None)
    return Post(office, of, country, field, known, start, stop if of else end)


def _goes_on(word: str) -> bool:
    """Tell whether a word may stand between a post and its country: «السابق», «والمياه»."""
    if word[0] == "و" or word in load_list("ar", "names_between"):
        return True
    return stem_adjective(word) is not None and not heads_body(word)  # «رئيس المخابرات العسكرية البريطانية»


def _fit_office(office: str, of: str) -> str:
    """«رئيس» is president of a country, and head, leader or speaker of a body, as the table has it."""
    if office in _HEADS and (office, of) not in load_holders():
        return next((other for other in _HEADS if (other, of) in load_holders()), office)
    return office


def _read_owner(words: Sequence[str], start: int, places: Collection[str]) -> tuple[str | None, str | None, int]:
    """Give the country or body that a title's next words name, its country, and where they end."""
    for at in range(start, min(start + _REACH, len(words))):
        thing = find_owner(words[at:], places) if at == start or words[at - 1][0] == "و" else None
        if thing is not None:
            key, length = thing
            return key, key if is_country(key) else None, at + length
        country = read_nationality(words[at], places)
        if country is not None:
            return country, country, at + 1
    for at in range(start, min(start + _REACH, len(words))):
        if stem := stem_adjective(words[at]):
            return stem, None, at + 1
    return None, None, start


@functools.cache
def _titles() -> dict[tuple[str, ...], str]:
    rows = load_table("actors", "office_names", OfficeName, "office")
    return {bare_words(title): row.office for row in reversed(rows) for title in row.arabic}


@functools.cache
def _openings() -> frozenset[str]:
    return frozenset(title[0] for title in _titles())


@functools.cache
def _fields() -> dict[str, str]:
    return {fold(row.word): row.field for row in load_table("ar", "names_fields", _Field, "word")}
