"""Which person of the table a name means, where the name, the day and the page leave only one."""

import datetime as dt
import functools
from collections import defaultdict
from collections.abc import Collection, Iterable

from msgspec import Struct

from riwaya.actors.table import Person, is_held, load_holders, load_persons
from riwaya.actors.written import Written, bare, cut_name, is_alike
from riwaya.lexicon import load_list, load_table
from riwaya.names import is_arabic, is_settled, measure_spellings, skeleton, spelled_alike

_RECENT = 3 * 365  # days that somebody stays in the news after office
_CLOSE = 0.05  # a last name alone must be spelled this nearly as in the table
_CONSONANTS = 3
_SHORT = 3  # words: in a longer name the last may be «ملكة بريطانيا»
_LOOSE = (None, "sport", "arts")  # fields in which an adjective before a name says little of his country


class _Royal(Struct, frozen=True):
    word: str
    offices: tuple[str, ...]


def find_person(
    name: Written, day: dt.date | None, countries: Collection[str], posts: Collection[str], field: str | None
) -> tuple[str | None, bool]:
    """Give the key of the person with this full name, and whether it is in doubt which of several it is.

    `countries`, `posts` and `field` are what the page says of the person. Father and son of one name (جورج بوش) are
    told apart by post and day, or not at all.
    """
    people = load_persons()
    known = _candidates(name)
    found = [key for key in known if _fits(people[key], countries, field)]
    if not found and field in _LOOSE:  # «نجم برشلونة الإسباني ليونيل ميسي»: the adjective is the club's
        found = [key for key in known if _fits(people[key], (), field)]
    key = _choose(found, day, posts)
    return key, key is None and bool(found)


def find_last(
    word: str,
    day: dt.date | None,
    countries: Collection[str],
    posts: Collection[str],
    field: str | None,
    *,
    exact_only: bool = False,
) -> str | None:
    """Give the key of the one person known by a last name on a day: in office, else not long out of it.

    The same letters outweigh a like sound.
    """
    if is_settled(bare(word)) and not (countries or posts):
        return None  # «صالح», «محمد»: names that too many have
    exact: list[str] = []
    alike: list[str] = []
    for key, last in _by_last().get(skeleton(word), ()):
        if is_arabic(last) != is_arabic(word) or not _fits(load_persons()[key], countries, field):
            continue
        if last == word:
            exact.append(key)
        elif _is_close(word, last) and (not exact_only or len(skeleton(word)) > _CONSONANTS):
            alike.append(key)
    found = list(dict.fromkeys(exact or alike))
    return _choose(found, day, posts) if day is None or posts else _choose(_in_office(found, day, exact), day, posts)


def find_royal(name: str, title: str, day: dt.date | None, countries: Collection[str]) -> str | None:
    """Give the key of the one person who goes by a first name and a title on a day: «الملك سلمان», «الشيخ تميم»."""
    offices = _royal().get(bare(title), ())
    found = {
        key
        for (office, of), holders in load_holders().items()
        if office in offices and (not countries or of in countries)
        for key, held in holders
        if (day is None or is_held(held, day)) and any(known.words[0] == name for known in load_persons()[key].names)
    }
    return found.pop() if len(found) == 1 else None


def is_royal(title: str) -> bool:
    """Tell whether people go by a first name alone after a title."""
    return bare(title) in _royal()


@functools.cache
def _royal() -> dict[str, tuple[str, ...]]:
    return {row.word: row.offices for row in load_table("ar", "names_royal", _Royal, "word")}


def _is_close(word: str, last: str) -> bool:
    if len(skeleton(word)) < _CONSONANTS:
        return False
    return spelled_alike(word, last) and measure_spellings(word, last) <= _CLOSE


def is_in_office(key: str | None, day: dt.date) -> bool:
    """Tell whether somebody of the table held any office on a day."""
    return key in load_persons() and any(is_held(office, day) for office in load_persons()[key].offices)


def has_held(key: str | None, name: str, day: dt.date | None) -> bool:
    """Tell whether somebody of the table held an office of this name on a day, or not long before."""
    person = load_persons().get(key or "")
    return person is not None and any(
        office.name == name and (day is None or is_held(office, day, _RECENT)) for office in person.offices
    )


def _prefer_first(keys: list[str], day: dt.date) -> list[str]:
    """Of several Kims in office, all of one country, the head of state; of two Malikis of two countries neither."""
    countries = {load_persons()[key].row.country for key in keys}
    return [key for key in keys if is_first(key, day)] if len(keys) > 1 and len(countries) == 1 else keys


def is_first(key: str | None, day: dt.date) -> bool:
    """Tell whether somebody of the table was a head of state or government on a day: «كيم» alone means him."""
    person = load_persons().get(key or "")
    first = load_list("actors", "offices_first")
    return person is not None and any(office.name in first and is_held(office, day) for office in person.offices)


def find_first(word: str, day: dt.date, country: str | None) -> str | None:
    """Give the key of the one head of state or government of a country with exactly this last name on a day."""
    found = {key for key, last in _by_last().get(skeleton(word), ()) if last == word and is_first(key, day)}
    found = {key for key in found if load_persons()[key].row.country == country}
    return found.pop() if len(found) == 1 else None


@functools.lru_cache(maxsize=1 << 14)
def is_full_name(text: str) -> bool:
    """Tell whether a text is the full name of somebody of the table, letter for letter."""
    return cut_name(text).words in _full_names()


@functools.cache
def _full_names() -> frozenset[tuple[str, ...]]:
    return frozenset(name.words for person in load_persons().values() for name in person.names if len(name.words) > 1)


def puts_family_first(key: str) -> bool:
    """Tell whether somebody's family name is his first word."""
    return load_persons()[key].row.country in load_list("ar", "names_family_first")


def _in_office(keys: list[str], day: dt.date, exact: list[str]) -> list[str]:
    """Give those in office, else those not long out of it, else those of the same letters who never held one."""
    people = load_persons()
    for after in (0, _RECENT):
        if held := [key for key in keys if any(is_held(office, day, after) for office in people[key].offices)]:
            return held
    return [key for key in exact if key in keys and not people[key].offices]


def _choose(keys: Iterable[str], day: dt.date | None, posts: Collection[str]) -> str | None:
    """Give the one person left; of several, the one whose post the page gives, held on the day."""
    found = list(dict.fromkeys(keys))
    if len(found) > 1 and posts:
        found = [key for key in found if _holds(load_persons()[key], posts, day)]
    if len(found) > 1 and day is not None:
        found = [key for key in found if is_in_office(key, day)]
        found = _prefer_first(found, day)
    return found[0] if len(found) == 1 else None


def _holds(person: Person, posts: Collection[str], day: dt.date | None) -> bool:
    held = [office for office in person.offices if day is None or is_held(office, day, _RECENT)]
    return any(f"{office.name} {office.of}" in posts or office.name in posts for office in held)


def _fits(person: Person, countries: Collection[str], field: str | None) -> bool:
    """Tell whether nothing that the page says speaks against a person."""
    row = person.row
    if countries and row.country and row.country not in countries and not _serves(person, countries):
        return False
    return not (field in ("sport", "arts") and row.roles and not {"CVL", "MED"} & set(row.roles))


def _serves(person: Person, countries: Collection[str]) -> bool:
    return any(office.of in countries for office in person.offices)


def _candidates(name: Written) -> list[str]:
    ends = {(name.sounds[0], name.sounds[-1]), (name.sounds[0], name.sounds[1])}
    pairs = _by_pair()
    found = [(key, known) for pair in sorted(ends) for key, known in pairs.get(pair, ()) if _is_name(key, known, name)]
    exact = [key for key, known in found if set(known.words) <= set(name.words)]
    return list(dict.fromkeys(exact or (key for key, _ in found)))


def _is_name(key: str, known: Written, name: Written) -> bool:
    """«محمد بن سلمان» is named in full by «محمد بن سلمان بن عبد العزيز آل سعود»."""
    if is_arabic(known.words[0]) != is_arabic(name.words[0]):
        return False  # «محمد صالح» sounds like Mohamed Salah, who is محمد صلاح
    if len(known.words) > 2 and len(name.words) < len(known.words) and puts_family_first(key):
        return all(map(spelled_alike, known.words, name.words))  # «مون جاي» is مون جاي إن
    long = len(known.words) == 2 and len(name.words) > 2
    begins = long and name.words[1].startswith("بن") and known.words == name.words[:2]
    return begins or is_alike(known, name)


@functools.cache
def _by_pair() -> dict[tuple[str, str], tuple[tuple[str, Written], ...]]:
    pairs: dict[tuple[str, str], list[tuple[str, Written]]] = defaultdict(list)
    for key, person in load_persons().items():
        for name in person.names:
            if len(name.words) > 1:
                ends = {name.sounds[-1], name.sounds[1]} if puts_family_first(key) else {name.sounds[-1]}
                for end in sorted(ends):
                    pairs[name.sounds[0], end].append((key, name))
    return {pair: tuple(found) for pair, found in pairs.items()}


@functools.cache
def _by_last() -> dict[str, tuple[tuple[str, str], ...]]:
    """Give the persons of each last name by its skeleton; a single name (القيصر) is a last name too."""
    lasts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, person in load_persons().items():
        for name in (name for name in person.names if len(name.words) <= _SHORT):
            lasts[name.sounds[-1]].append((key, name.words[-1]))
            if puts_family_first(key):
                lasts[name.sounds[0]].append((key, name.words[0]))
    return {last: tuple(dict.fromkeys(found)) for last, found in lasts.items()}
