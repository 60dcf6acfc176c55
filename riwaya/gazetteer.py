"""Who is who in the news: the rows of `data/actors/` that more than one stage reads, in Arabic and in Latin letters.

What the names mean on a page is the work of `actors`; names are found in a text by `mentions`, media by `origins`.
"""

import functools
from collections import defaultdict
from collections.abc import Container, Mapping

from msgspec import Struct

from riwaya.lexicon import load_table
from riwaya.text import find_words, fold, load_folded

STATE = "government-of-"  # with which the id of a state begins
_MEDIA = ("outlet", "agency")
_COMPANIES = ("company",)


class PersonRow(Struct, frozen=True):
    """A line of persons.tsv."""

    key: str
    arabic: str
    latin: str
    country: str | None = None
    roles: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    wikidata: str | None = None


class BodyRow(Struct, frozen=True):
    """A line of bodies.tsv."""

    key: str
    kind: str
    arabic: str
    latin: str
    country: str | None = None
    roles: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    wikidata: str | None = None
    owner: str | None = None


class CountryRow(Struct, frozen=True):
    """A line of countries.tsv."""

    iso3: str
    arabic: tuple[str, ...]
    latin: str
    capitals: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


class ImpliedRow(Struct, frozen=True):
    """A line of implied.tsv: a body that every country has; `{}` in its names is the country."""

    stem: str
    arabic: str
    latin: str


class MetonymRow(Struct, frozen=True):
    """A line of metonyms.tsv: a palace, a street or a town that stands for whoever rules there."""

    word: str
    actor: str


class PlaceRow(Struct, frozen=True):
    """A line of a language's names_places.tsv: a key of its own, or one of a country or a capital."""

    key: str
    forms: tuple[str, ...]
    country: str | None = None


class AgencyRow(Struct, frozen=True, kw_only=True):
    """A news agency, by the name that a reader knows it by, and the forms that credits use."""

    name: str
    forms: tuple[str, ...]


def list_persons() -> tuple[PersonRow, ...]:
    """Give the persons of the table, in its order."""
    return load_table("actors", "persons", PersonRow, "key")


def list_bodies() -> tuple[BodyRow, ...]:
    """Give the bodies of the table, in its order: outlets, agencies, parties, what belongs to a country."""
    return load_table("actors", "bodies", BodyRow, "key")


def list_countries() -> tuple[CountryRow, ...]:
    """Give the countries and territories of the table, in its order."""
    return load_table("actors", "countries", CountryRow, "iso3")


def list_implied() -> tuple[ImpliedRow, ...]:
    """Give the bodies that every country has, in the order of their table."""
    return load_table("actors", "implied", ImpliedRow, "stem")


def list_metonyms() -> tuple[MetonymRow, ...]:
    """Give the words that stand for an actor without naming it, in the order of their table."""
    return load_table("actors", "metonyms", MetonymRow, "word")


def list_places(language: str) -> tuple[PlaceRow, ...]:
    """Give what a language calls places beside the countries' own names; empty where it has no such table."""
    return load_table(language, "names_places", PlaceRow, "key")


def list_agencies(language: str) -> tuple[AgencyRow, ...]:
    """Give the news agencies that a language's media credit, in the order of their table; empty where it has none."""
    return load_table(language, "agencies", AgencyRow, "name")


@functools.cache
def load_demonyms() -> Mapping[str, frozenset[str]]:
    """Give the adjectives of countries in gender and number, folded, without the article, with whose they are.

    «فرنسي», «فرنسيه», «فرنسيين» are of FRA; «كوري» alone is of none.
    """
    found: dict[str, frozenset[str]] = {}
    for row in list_countries():
        for word in row.adjectives:
            ends = ("", "ا", "ة", "ين", "ون", "تين", "ان", "ات") if word.endswith("ي") else ("", "ا")
            for form in {fold(word + end) for end in ends}:
                found[form] = found.get(form, frozenset()) | {row.iso3}
    return found


@functools.lru_cache(maxsize=1 << 14)
def find_countries(name: str) -> frozenset[str]:
    """Give the countries that a name says itself to be of, by its adjectives and by their names.

    >>> sorted(find_countries("مسؤولان أميركيان")), sorted(find_countries("سوريا وروسيا"))
    (['USA'], ['RUS', 'SYR'])
    """
    words = find_words(name)
    bare = {word.removeprefix(particle).removeprefix("ال") for word in words for particle in ("", "و", "ب", "ل")}
    adjectives = (load_demonyms().get(word, frozenset()) for word in bare)
    named = {row.iso3 for row in list_countries() if any(fold(of).removeprefix("ال") in bare for of in row.arabic)}
    return frozenset(named).union(*adjectives)


@functools.cache
def load_sides() -> dict[str, frozenset[tuple[str, ...]]]:
    """Give countries, capitals and bodies but for media, as folded words, by the first of them.

    Names that say too little alone are left out («الجمهورية»).

    >>> ("كوريا", "الشماليه") in load_sides()["كوريا"], load_sides()["واشنطن"]
    (True, frozenset({('واشنطن',)}))
    """
    bodies = _name_bodies(besides=_MEDIA)
    found: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for words in (tuple(name.split()) for name in _name_places() | (bodies - load_folded("actors", "ambiguous"))):
        found[words[0]].add(words)
    return {first: frozenset(names) for first, names in found.items()}


@functools.cache
def load_titles() -> frozenset[tuple[str, ...]]:
    """Give what is sure to be a body's name where it stands: names of two words and more, and «الإليزيه».

    Companies are left out: «موقع تويتر» is where somebody spoke.

    >>> ("حركه", "امل") in load_titles(), ("الاليزيه",) in load_titles(), ("العربيه",) in load_titles()
    (True, True, False)
    """
    common = load_folded("ar", "words_ordinary")
    sides = {words for names in load_sides().values() for words in names}
    named = {tuple(name.split()) for name in _name_bodies(besides=_COMPANIES) - _name_places()}
    alone = {words for words in named & sides if words[0].startswith("ال") and words[0][2:] not in common}
    return frozenset(alone.union(words for words in named if len(words) > 1))


def _name_places() -> set[str]:
    return {fold(name) for row in list_countries() for name in (*row.arabic, *row.capitals)}


def _name_bodies(besides: Container[str]) -> set[str]:
    """The bodies of other kinds, and the words that stand for one."""
    rows = (row for row in list_bodies() if row.kind not in besides)
    return {fold(name) for row in rows for name in (row.arabic, *row.forms)}.union(
        fold(row.word) for row in list_metonyms()
    )


def bears_name(form: str) -> bool:
    """True for a folded noun of what is called after somebody, a particle before it or not.

    >>> bears_name("مطار"), bears_name("بجامعه"), bears_name("وزير")
    (True, True, False)
    """
    return form.lstrip("بلو") in load_folded("ar", "roles_eponyms")
