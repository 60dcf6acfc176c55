"""The shipped table of actors (`data/actors/*.tsv`): persons and their offices, bodies, countries, metonyms.

A country goes by its ISO 3166 alpha-3 code, its capital by `capital-of-RUS`, a body that every country has by
`foreign-ministry-of-RUS`, an office whose holder nobody knows by `office:president:RUS`.
"""

import datetime as dt
import functools
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from riwaya.actors.written import Written, cut_name
from riwaya.gazetteer import PersonRow, list_persons
from riwaya.lexicon import load_list, load_table
from riwaya.records import Office


class OfficeRow(Struct, frozen=True, rename={"from_": "from"}):
    """A line of offices.tsv."""

    person: str
    office: str
    of: str | None = None
    from_: str | None = None
    to: str | None = None

    @property
    def line(self) -> tuple[str, str, str | None, str | None]:
        """What no two lines share."""
        return self.person, self.office, self.of, self.from_


class Person(NamedTuple):
    """A person of the table with all names and offices."""

    row: PersonRow
    names: tuple[Written, ...]
    offices: tuple[Office, ...]


@functools.cache
def load_persons() -> dict[str, Person]:
    """Give the persons of the table by their keys."""
    held: dict[str, list[Office]] = defaultdict(list)
    for row in load_table("actors", "offices", OfficeRow, "line"):
        held[row.person].append(Office(name=row.office, of=row.of, from_=row.from_, to=row.to))
    return {row.key: Person(row, tuple(_list_names(row)), tuple(held[row.key])) for row in list_persons()}


def _list_names(row: PersonRow) -> Iterator[Written]:
    """Give the names of a person; «جورج بوش الأب» is «جورج بوش» as well."""
    for name in map(cut_name, (row.arabic, row.latin, *row.forms)):
        yield name
        if len(name.words) > 2 and name.words[-1] in load_list("ar", "names_generations"):
            yield Written(name.words[:-1], name.sounds[:-1])


@functools.cache
def load_holders() -> dict[tuple[str, str | None], tuple[tuple[str, Office], ...]]:
    """Give all who ever held an office, by office and what it is of."""
    holders: dict[tuple[str, str | None], list[tuple[str, Office]]] = defaultdict(list)
    for key, person in load_persons().items():
        for office in person.offices:
            holders[office.name, office.of].append((key, office))
    return {post: tuple(held) for post, held in holders.items()}


def find_holder(office: str, of: str | None, day: dt.date | None, sender: str | None = None) -> str | None:
    """Give the key of the one person who held an office on a day; None where nobody or more than one did.

    Without a day, the one person who ever held it. `sender`: the country of whoever was sent there.

    >>> find_holder("president", "RUS", dt.date(2011, 3, 1)), find_holder("president", "RUS", dt.date(2018, 4, 14))
    ('dmitry-medvedev', 'vladimir-putin')
    """
    found = {key for key, held in load_holders().get((office, of), ()) if day is None or is_held(held, day)}
    if sender is not None:
        found = {key for key in found if load_persons()[key].row.country in (sender, None)}
    return found.pop() if len(found) == 1 else None


def is_held(office: Office, day: dt.date, after: int = 0) -> bool:
    """Tell whether an office was held on a day, or given up at most `after` days before; coarse dates taken wide."""
    shift = dt.timedelta(days=after)
    begins = _first(office.from_) if office.from_ else dt.date.min
    ends = _last(office.to) + shift if office.to else dt.date.max
    return begins <= day <= ends


@functools.lru_cache(maxsize=1 << 12)
def _first(day: str) -> dt.date:
    return dt.date.fromisoformat(day + "-01-01"[len(day) - 4 :] if len(day) < 10 else day)


@functools.lru_cache(maxsize=1 << 12)
def _last(day: str) -> dt.date:
    if len(day) == 10:
        return dt.date.fromisoformat(day)
    year, month = int(day[:4]), int(day[5:7] or 12)
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
