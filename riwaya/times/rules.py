"""How the shapes of temporal expressions are read: a language's `times_shapes.tsv`, with the readers that it names.

A cascade: each shape is looked for over the whole row, in order, and what it finds becomes one letter `Z` that later
shapes build on. `24 مارس` is a `Z`, `مساء` before it makes a longer `Z`, `من ... إلى ...` joins two. After the finite
state cascades of Abney (1996), with regular expressions over letters in the place of automata.
"""

import functools
import re
from collections.abc import Callable

from msgspec import Struct

from riwaya.errors import LexiconError
from riwaya.lexicon import load_table
from riwaya.times.composed import (
    read_after,
    read_ago,
    read_before,
    read_both_days,
    read_day_of,
    read_duration,
    read_earlier,
    read_inner,
    read_later,
    read_night,
    read_range,
    read_since,
    read_since_ago,
    read_stretch,
    read_timed,
    read_two_days,
    read_until,
    read_within,
)
from riwaya.times.dated import (
    read_bare_year,
    read_clock,
    read_date,
    read_day_of_this,
    read_days,
    read_month,
    read_numeric,
    read_year,
    read_years,
)
from riwaya.times.found import Found
from riwaya.times.reckoned import (
    read_century,
    read_decade,
    read_deictic,
    read_edge,
    read_edge_of_unit,
    read_first_units,
    read_last_units,
    read_other_day,
    read_other_unit,
    read_quarter,
    read_season,
    read_this_unit,
    read_unit,
    read_vague,
    read_week_of,
    read_weekday,
    read_year_decade,
)
from riwaya.times.words import When

Reader = Callable[[Found], When | None]

_READERS: dict[str, Reader] = {
    reader.__name__.removeprefix("read_"): reader
    for reader in (
        read_after,
        read_ago,
        read_bare_year,
        read_before,
        read_both_days,
        read_century,
        read_clock,
        read_date,
        read_day_of,
        read_day_of_this,
        read_days,
        read_decade,
        read_deictic,
        read_duration,
        read_earlier,
        read_edge,
        read_edge_of_unit,
        read_first_units,
        read_inner,
        read_last_units,
        read_later,
        read_month,
        read_night,
        read_numeric,
        read_other_day,
        read_other_unit,
        read_quarter,
        read_range,
        read_season,
        read_since,
        read_since_ago,
        read_stretch,
        read_this_unit,
        read_timed,
        read_two_days,
        read_unit,
        read_until,
        read_vague,
        read_week_of,
        read_weekday,
        read_within,
        read_year,
        read_year_decade,
        read_years,
    )
}


class _Part(Struct, frozen=True):
    name: str
    shape: str


class _Shape(Struct, frozen=True):
    shape: str
    reader: str
    rounds: int = 1


@functools.cache
def load_rules(language: str) -> tuple[tuple[re.Pattern[str], Reader], ...]:
    """Give the shapes of a language in the order in which they are looked for; none where it has no such data."""
    parts: dict[str, str] = {}
    for part in load_table(language, "times_parts", _Part, "name"):
        parts[part.name] = _put_in(part.shape, parts)
    rules: list[tuple[re.Pattern[str], Reader]] = []
    for row in load_table(language, "times_shapes", _Shape, "shape"):
        if row.reader not in _READERS:
            raise LexiconError(f"{language}/times_shapes.tsv", f"no reader is called “{row.reader}”")
        rules += [(re.compile(_put_in(row.shape, parts)), _READERS[row.reader])] * row.rounds
    return tuple(rules)


def _put_in(shape: str, parts: dict[str, str]) -> str:
    for name, part in parts.items():
        shape = shape.replace(f"{{{name}}}", part)
    return shape
