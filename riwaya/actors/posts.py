"""Posts in the words beside a name or in place of it: «الرئيس الروسي», «المتحدثة باسم الخارجية الأميركية»."""

import functools
from collections.abc import Collection, Sequence
from typing import NamedTuple

from msgspec import Struct

from riwaya.actors.describe import country_of
from riwaya.actors.lands import find_nationality, is_country
from riwaya.actors.owners import Owner, find_sole_owner, goes_on, is_link, move_seat, read_owner
from riwaya.actors.table import load_holders
from riwaya.actors.written import bare, bare_words, read_role
from riwaya.lexicon import load_list, load_table
from riwaya.text import find_words, fold

_LONGEST = 5  # words of a title
_PLAYERS = 3  # words for players and the like on a page about sport
_HEADS = ("head", "leader", "president", "speaker", "secretary-general", "director", "chief-executive", "commander")


class Post(NamedTuple):
    """An office or other post that a phrase gives somebody."""

    office: str  # of the table, else the page's words: «محافظ شمال»
    of: str | None  # country or body; the stem of an adjective that the table does not know, `~ترافين`
    country: str | None  # of the table, or the stem of a place of the page; of an ambassador the one that sent him
    field: str | None
    known: bool  # an office of the table
    start: int  # the words that belong to it
    end: int

    def __str__(self) -> str:
        sender = f" from {self.country}" if self.is_sent else ""
        return f"{self.office} {self.of}{sender}" if self.of else self.office

    @property
    def is_sent(self) -> bool:
        """Whether it is one country's post in another: «السفير الروسي في أنقرة»."""
        return self.of is not None and self.country not in (None, self.of) and is_country(self.of)


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
            if post.known or post.of is not None or _is_noun(words, start):
                return post
    return None


def _is_noun(words: Sequence[str], at: int) -> bool:
    """«حكم» before a name may be a verb, «الحكم» is not, nor «حارس» in «حارس المرمى»."""
    return words[at].startswith(("ال", "لل")) or (at + 1 < len(words) and words[at + 1].startswith("ال"))


@functools.lru_cache(maxsize=1 << 14)
def _opens_title(word: str) -> bool:
    plain = bare(word)
    return bool({plain, plain.removesuffix("ه")} & _openings()) or read_role(word) is not None


class _Title(NamedTuple):
    office: str
    end: int
    known: bool
    sender: str | None = None  # the country inside it: «المندوب الروسي لدى الأمم المتحدة»


def _read_title(words: Sequence[str], start: int) -> _Title | None:
    """Give the office whose name begins here, and where it ends; else a noun that heads some other post."""
    role = read_role(words[start])
    whole = _match_title(words[start : start + _LONGEST])
    parted = _read_parted(words, start)
    if parted is not None:
        return parted
    if whole is not None:
        return _Title(whole[0], start + whole[1], known=True)
    return _Title(role, start + 1, known=False) if role else None


def _match_title(words: Sequence[str]) -> tuple[str, int] | None:
    titles = _titles()
    here = tuple(map(bare, words))
    for length in range(len(here), 0, -1):
        for first in (here[0], here[0].removesuffix("ه")):
            if office := titles.get((first, *here[1:length])):
                return office, length
    return None


def _read_parted(words: Sequence[str], start: int) -> _Title | None:
    """Give the office of a title that its country parts: «المندوب الروسي الدائم لدى الأمم المتحدة»."""
    at = start + 1
    nation = find_nationality(words[at : at + 2]) if at < len(words) else None
    if nation is None:
        return None
    at += nation[1]
    while at < len(words) and words[at] in load_list("ar", "names_between"):
        at += 1
    if at == len(words) or not is_link(words[at]):
        return None
    found = _match_title([words[start], *words[at : at + _LONGEST]])
    return _Title(found[0], at + found[1] - 1, known=True, sender=nation[0]) if found and found[1] > 1 else None


def _read_whole(words: Sequence[str], start: int, title: _Title, places: Collection[str]) -> Post:
    office, end, known, sender = title
    owner = read_owner(words, end, places)
    if known and not all(map(goes_on, words[end : owner.start])) and (owner.key is None or is_country(owner.key)):
        owner = Owner(None, None, end, end)  # «رئيس جمعية الصويا الأميركية» is no president of America
    if known:
        owner = move_seat(office, owner)
    of = owner.key or sender or (find_sole_owner(office) if known else None)
    country = sender or owner.country or (of if of and is_country(of) else None)
    role = read_role(words[start])
    if not known and of is not None and (is_country(of) or of[0] == "~"):
        office = " ".join([office, *map(bare, words[end : min(owner.start, end + 3)])])
    if of is not None and not is_country(of):
        office = _fit_office(office, of)
    is_public = known and of is not None and (country or country_of(of))
    field = _fields().get(role or "") or ("politics" if is_public else None)
    return Post(office, of, country, field, known, start, owner.end)


def _fit_office(office: str, of: str) -> str:
    """«رئيس» is president of a country, and head, leader or speaker of a body, as the table has it."""
    if office in _HEADS and (office, of) not in load_holders():
        return next((other for other in _HEADS if (other, of) in load_holders()), office)
    return office


def is_about_sport(text: str) -> bool:
    """Tell whether a page is about sport: it names players, trainers and the like again and again."""
    return sum(_is_player(word) for word in find_words(text)) >= _PLAYERS


@functools.lru_cache(maxsize=1 << 14)
def _is_player(word: str) -> bool:
    return _fields().get(read_role(word) or "") == "sport" or bare(word) in load_list("ar", "names_clubs")


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
