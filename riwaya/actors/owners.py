"""Whose a post is: the country or body in the words behind its title."""

import functools
from collections.abc import Collection, Sequence
from typing import NamedTuple

from riwaya.actors.bodies import find_owner
from riwaya.actors.lands import find_nationality, is_country, stem_adjective, stem_place
from riwaya.actors.table import load_holders
from riwaya.actors.written import heads_body, is_title
from riwaya.lexicon import load_list
from riwaya.text import load_folded

_REACH = 6  # words after a title in which its country or body stands: وزير الطاقة والمياه والموارد الترافيني


class Owner(NamedTuple):
    """Whose a post is, as far as the words say it."""

    key: str | None  # of the table, or the stem of an adjective or place that it does not know, `~ترافين`
    country: str | None
    start: int  # the words that name it
    end: int


def read_owner(words: Sequence[str], start: int, places: Collection[str]) -> Owner:
    """Give the country or body that the words from `start` on name, and where they stand."""
    stop = next((at for at in range(start + 1, len(words)) if is_title(words[at])), len(words))
    reach = range(start, min(start + _REACH, stop))  # «مرشح للزيادة مع تلويح الرئيس الأمريكي» is no American candidate
    for at in reach:
        if (at == start or words[at - 1][0] == "و" or is_link(words[at - 1])) and (
            thing := _read_thing(words, at, places)
        ):
            key, length = thing
            return Owner(key, key if is_country(key) or key in places else None, at, at + length)
        if nation := find_nationality(words[at : at + 2], places):
            return Owner(nation[0], nation[0], at, at + nation[1])
    for at in reach:
        if stem := stem_adjective(words[at]):
            return Owner(stem, None, at, at + 1)
    return Owner(None, None, start, start)


def _read_thing(words: Sequence[str], at: int, places: Collection[str]) -> tuple[str, int] | None:
    """«لحزب الله», «رئيس ترافينيا»: with the particle written on to it, or a place that only the page knows."""
    if thing := find_owner(words[at:], places):
        return thing
    word = words[at]
    if word[0] == "ل" and len(word) > 3 and (thing := find_owner([word[1:], *words[at + 1 :]], places)):
        return thing
    stem = stem_place(word)
    return (stem, 1) if stem in places else None


def is_link(word: str) -> bool:
    """Tell whether a word may stand between a title and whose it is: «المبعوث الأممي إلى سوريا»."""
    return word in load_folded("ar", "names_links")


def goes_on(word: str) -> bool:
    """Tell whether a word may stand between a post and its country: «السابق», «والمياه»."""
    if word[0] == "و" or word in load_list("ar", "names_between") or is_link(word):
        return True
    return stem_adjective(word) is not None and not heads_body(word)  # «رئيس المخابرات العسكرية البريطانية»


def move_seat(office: str, owner: Owner) -> Owner:
    """«السفير في واشنطن» and «وزير الخارجية في حكومة الوفاق» are of the country whose capital or government it is."""
    country = (owner.key or "").rpartition("-of-")[2]
    if owner.key == country or (office, owner.key) in load_holders() or (office, country) not in load_holders():
        return owner
    return owner._replace(key=country, country=country)


@functools.cache
def find_sole_owner(office: str) -> str | None:
    """Give whose an office is that only one country or body has: «خادم الحرمين الشريفين» needs no country."""
    if office not in load_list("actors", "offices_sole"):
        return None
    return next((of for name, of in load_holders() if name == office), None)
