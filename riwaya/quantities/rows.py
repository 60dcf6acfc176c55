"""The lines of the tables that quantities are read by, in every language."""

from typing import Literal

from msgspec import Struct


class UnitRow(Struct, frozen=True):
    """A line of units.tsv."""

    unit: str
    words: tuple[str, ...]
    sort: Literal["money", "measure", "share"]


class RateRow(Struct, frozen=True):
    """A line of units_rates.tsv."""

    becomes: str
    unit: str
    words: tuple[str, ...]


class SpellRow(Struct, frozen=True):
    """A line of times.tsv, as far as it names a stretch of time that is counted."""

    word: str
    kind: str
    unit: str = ""
    value: int = 0
