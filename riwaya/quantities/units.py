"""Units behind a number, and before it where they are signs: 5 ملايين دولار أمريكي, 35 كم/ساعة, $20."""

import functools
from typing import NamedTuple

from msgspec import Struct

from riwaya.lexicon import load_table
from riwaya.numbers import Phrases, index_phrases, match_phrase
from riwaya.quantities.line import Line
from riwaya.quantities.rows import RateRow, SpellRow, UnitRow
from riwaya.text import fold


class Unit(NamedTuple):
    """A unit by its English name, over pieces `first` up to, not including, `after`."""

    name: str
    sort: str  # "money", "measure", "share", "time"
    first: int
    after: int


class _Currency(Struct, frozen=True):
    code: str
    money: str
    adjectives: tuple[str, ...]


# Stretches that are no unit of measure: فترة, الآونة.
_SEASON = {"sport": "season"}


def read_unit(line: Line, place: int, first: str | None = None) -> Unit | None:
    """Give the unit that begins at a piece, with what makes it another: دولار كندي, كيلومتر في الساعة.

    `first` is the form of the first word without what is written on to it.
    """
    found = match_phrase(_units(), line.pieces, place, first) if place < len(line.pieces) else None
    if found is None:
        return None
    (name, sort), after = found
    if sort == "money":
        name, after = _whose(line, name, after)
    elif rate := match_phrase(_rates().get(name, {}), line.pieces, after) if after < len(line.pieces) else None:
        name, after = rate
    return Unit(name, sort, place, after)


def _whose(line: Line, money: str, after: int) -> tuple[str, int]:
    code = _currencies().get((money, line.form(after)))
    return (code, after + 1) if code else (money, after)


def read_dual_unit(form: str) -> tuple[str, str] | None:
    """Give name and sort of a unit that is two by its form: دولارين, كيلومتران, يومين."""
    return _duals().get(form)


@functools.cache
def _units() -> Phrases[tuple[str, str]]:
    entries = [(word, (row.unit, row.sort)) for row in load_table("ar", "units", UnitRow, "unit") for word in row.words]
    entries += [(word, (unit, "time")) for word, unit in _time_words("unit", "units")]
    return index_phrases(entries)


def _time_words(*kinds: str) -> list[tuple[str, str]]:
    rows = (row for row in load_table("ar", "times", SpellRow, "word") if row.kind in kinds and row.unit != "spell")
    return [(row.word, _SEASON.get(row.unit, row.unit)) for row in rows]


@functools.cache
def _duals() -> dict[str, tuple[str, str]]:
    duals: dict[str, tuple[str, str]] = {}
    for row in load_table("ar", "units", UnitRow, "unit"):
        first = fold(row.words[0])
        stem = first[:-1] + "ت" if first.endswith("ه") else first
        if row.sort != "share" and len(stem) > 2:
            duals |= {stem + ending: (row.unit, row.sort) for ending in ("ان", "ين")}
    return duals | {fold(word): (unit, "time") for word, unit in _time_words("pair")}  # سنتان: two years, not cents


@functools.cache
def _rates() -> dict[str, Phrases[str]]:
    by_unit: dict[str, list[tuple[str, str]]] = {}
    for row in load_table("ar", "units_rates", RateRow, "becomes"):
        by_unit.setdefault(row.unit, []).extend((words, row.becomes) for words in row.words)
    return {unit: index_phrases(entries) for unit, entries in by_unit.items()}


@functools.cache
def _currencies() -> dict[tuple[str, str], str]:
    rows = load_table("ar", "currencies", _Currency, "code")
    return {(row.money, fold(adjective)): row.code for row in rows for adjective in row.adjectives}
