"""The shipped table of actors: it holds together, its dates are in order, and it knows who held an office on a day."""

import datetime as dt
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Literal

import pytest
from msgspec import Struct

from riwaya.actors.describe import describe_actor
from riwaya.actors.lands import load_countries
from riwaya.lexicon import load_list, load_table
from riwaya.text import find_words
from tests.shelves import read_shelves

Role = Literal[
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "BUS", "CRM", "CVL",
    "EDU", "ELI", "JRN", "LAB", "MED", "OPP", "PRE", "REL", "SOC",
]  # fmt: skip
ALONE = {  # offices that one person holds at a time
    "president", "prime-minister", "foreign-minister", "defence-minister", "interior-minister", "finance-minister",
    "king", "emir", "sultan", "custodian-of-the-two-holy-mosques", "crown-prince", "supreme-leader", "chancellor",
    "pope", "chief-of-staff", "army-chief", "central-bank-governor", "speaker", "secretary-general",
    "director-general", "high-commissioner", "un-ambassador", "un-envoy",
}  # fmt: skip
BODY_OF_COUNTRY = re.compile(r"[a-z][a-z-]*-of-([A-Z]{3})")  # foreign-ministry-of-RUS needs no row of its own
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class Person(Struct, frozen=True):
    key: str
    arabic: str
    latin: str
    roles: tuple[Role, ...]
    country: str | None = None
    forms: tuple[str, ...] = ()
    wikidata: str | None = None


class Office(Struct, frozen=True, rename={"start": "from", "end": "to"}):
    person: str
    office: str
    of: str | None = None
    start: str | None = None
    end: str | None = None

    @property
    def line(self) -> tuple[str | None, ...]:
        return self.person, self.office, self.of, self.start


class Body(Struct, frozen=True):
    key: str
    kind: Literal["country-body", "organisation", "group", "agency", "outlet", "party", "company"]
    arabic: str
    latin: str
    roles: tuple[Role, ...]
    country: str | None = None
    forms: tuple[str, ...] = ()
    wikidata: str | None = None
    owner: str | None = None


class Country(Struct, frozen=True):
    iso3: str
    arabic: tuple[str, ...]
    latin: str
    capitals: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


class Title(Struct, frozen=True):
    office: str
    arabic: tuple[str, ...]
    latin: tuple[str, ...]


class Metonym(Struct, frozen=True):
    word: str
    actor: str


class Owner(Struct, frozen=True, rename={"start": "from", "end": "to"}):
    outlet: str
    owner: str
    start: str | None = None
    end: str | None = None

    @property
    def line(self) -> tuple[str | None, ...]:
        return self.outlet, self.owner, self.start


class Host(Struct, frozen=True):
    host: str
    name: str


PERSONS = load_table("actors", "persons", Person, "key")
OFFICES = load_table("actors", "offices", Office, "line")
TITLES = load_table("actors", "office_names", Title, "office")
BODIES = load_table("actors", "bodies", Body, "key")
COUNTRIES = load_table("actors", "countries", Country, "iso3")
METONYMS = load_table("actors", "metonyms", Metonym, "word")
OWNERS = load_table("actors", "owners", Owner, "line")

CODES = {country.iso3 for country in COUNTRIES}


def first(day: str | None) -> dt.date:
    return dt.date.fromisoformat(day + "-01-01"[len(day) - 4 :]) if day else dt.date.min


def last(day: str | None) -> dt.date:
    if not day or len(day) == 10:
        return first(day) if day else dt.date.max
    year, month = int(day[:4]), int(day[5:] or 12)
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def words(name: str) -> str:
    return " ".join(find_words(name))


def is_known(key: str) -> bool:
    """Whether a body of this key has a row, or is one that every country has."""
    match = BODY_OF_COUNTRY.fullmatch(key)
    return key in {body.key for body in BODIES} or bool(match and match[1] in CODES)


def test_the_table_is_large() -> None:
    assert len(PERSONS) >= 1800
    assert len(BODIES) >= 1000
    assert len(COUNTRIES) >= 195


def test_keys_are_plain_and_nobodys_twice() -> None:
    keys = [row.key for row in (*PERSONS, *BODIES)]
    assert len(keys) == len(set(keys))
    assert [k for k in keys if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*(-of-[A-Z]{3})?", k)] == []


def test_countries_are_of_the_table() -> None:
    assert [row for row in (*PERSONS, *BODIES) if row.country and row.country not in CODES] == []
    assert [c.iso3 for c in COUNTRIES if not re.fullmatch("[A-Z]{3}", c.iso3)] == []


def test_offices_are_of_persons_and_things_of_the_table() -> None:
    persons, titles = {person.key for person in PERSONS}, {title.office for title in TITLES}
    assert [o for o in OFFICES if o.person not in persons] == []
    assert {o.office for o in OFFICES} - titles == set()
    assert titles - {o.office for o in OFFICES} == set()
    assert [o for o in OFFICES if not o.of or not (o.of in CODES or is_known(o.of))] == []


def test_owners_and_metonyms_are_of_the_table() -> None:
    assert [m for m in METONYMS if not is_known(m.actor)] == []
    assert [o for o in OWNERS if not (is_known(o.outlet) and is_known(o.owner))] == []
    assert [b for b in BODIES if b.owner and not is_known(b.owner)] == []


def test_owner_of_a_medium_is_the_one_of_today() -> None:
    today = {owner.outlet: owner.owner for owner in OWNERS if owner.end is None}
    media = [body for body in BODIES if body.kind in {"agency", "outlet"}]
    assert {b.key: b.owner for b in media if b.owner} == {k: v for k, v in today.items() if k in {b.key for b in media}}


def test_wikidata_ids_are_ids_and_nobodys_twice() -> None:
    ids = [row.wikidata for row in (*PERSONS, *BODIES) if row.wikidata]
    assert [i for i in ids if not re.fullmatch(r"Q[1-9]\d*", i)] == []
    assert len(ids) == len(set(ids))


def test_dates_are_days_months_or_years_in_order() -> None:
    rows = [*OFFICES, *OWNERS]
    assert [row for row in rows for day in (row.start, row.end) if day and not DAY.fullmatch(day)] == []
    assert [row for row in rows if first(row.start) > last(row.end)] == []


def terms() -> Iterator[tuple[Office, Office]]:
    """Any two terms of one office that one person holds at a time."""
    held: dict[tuple[str, str | None], list[Office]] = defaultdict(list)
    for office in OFFICES:
        if office.office in ALONE:
            held[office.office, office.of].append(office)
    for those in held.values():
        yield from itertools.combinations(those, 2)


def test_one_person_at_a_time() -> None:
    """Coarse dates are taken as narrow as they may be; a day of handing over belongs to both."""
    both = []
    for one, other in terms():
        start = max(last(one.start) if one.start else dt.date.min, last(other.start) if other.start else dt.date.min)
        end = min(first(one.end) if one.end else dt.date.max, first(other.end) if other.end else dt.date.max)
        if start < end and (end - start).days > 1:
            both.append((one, other))
    assert both == []


def named() -> dict[str, set[str]]:
    """Whom each name means, by its folded words."""
    who: dict[str, set[str]] = defaultdict(set)
    for row in (*PERSONS, *BODIES):
        for name in (row.arabic, *row.forms):
            who[words(name)].add(row.key)
    for country in COUNTRIES:
        for name in country.arabic:
            who[words(name)].add(country.iso3)
        for name in country.capitals:
            who[words(name)].add(f"government-of-{country.iso3}")
    for metonym in METONYMS:
        who[words(metonym.word)].add(metonym.actor)
    return who


def test_a_name_means_one_actor_or_is_listed_as_ambiguous() -> None:
    ambiguous = {words(name) for name in load_list("actors", "ambiguous")}
    who = named()
    assert {name: keys for name, keys in who.items() if len(keys) > 1 and name not in ambiguous} == {}
    assert ambiguous - set(who) == set()


def test_no_form_is_listed_twice() -> None:
    def twice(names: Iterable[str]) -> bool:
        folded = [words(name) for name in names]
        return len(folded) != len(set(folded))

    assert [row.key for row in (*PERSONS, *BODIES) if twice((row.arabic, *row.forms))] == []
    assert [c.iso3 for c in COUNTRIES if twice(c.arabic) or twice(c.capitals) or twice(c.adjectives)] == []


def test_an_adjective_means_one_country() -> None:
    who: dict[str, set[str]] = defaultdict(set)
    for country in COUNTRIES:
        for adjective in country.adjectives:
            who[words(adjective)].add(country.iso3)
    assert {a: codes for a, codes in who.items() if len(codes) > 1} == {}


def test_outlets_known_by_their_address_are_actors() -> None:
    hosts = load_table("markup", "outlets", Host, "host")
    media = {words(n) for b in BODIES if b.kind in {"agency", "outlet"} for n in (b.arabic, b.latin, *b.forms)}
    assert [host for host in hosts if words(host.name) not in media] == []


@pytest.mark.parametrize("case", read_shelves("actor_table"))
def test_who_held_it_on_that_day(case: dict[str, Any]) -> None:
    office, of, day = case["given"]
    on = dt.date.fromisoformat(day)
    held = [o for o in OFFICES if (o.office, o.of) == (office, of) and first(o.start) <= on <= last(o.end)]
    assert sorted({o.person for o in held}) == case["expected"]


def test_a_body_that_every_country_has_is_described() -> None:
    stems = {row.body for row in load_table("ar", "names_bodies", _Body, "words")}
    keys = {f"{stem}-of-{country}" for stem in stems for country in load_countries()}
    assert len(keys) > 4000
    assert [key for key in sorted(keys) if describe_actor(key) is None] == []


class _Body(Struct, frozen=True):
    words: str
    body: str
