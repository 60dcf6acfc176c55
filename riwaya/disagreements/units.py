"""How numbers in units stand to time: a bridge weighs the same on any day, a siege of two weeks is longer next week."""

import functools
from typing import Literal

from msgspec import Struct

from riwaya.lexicon import load_table

_Told = Literal["lasting", "running"]


class _Row(Struct, frozen=True):
    unit: str
    told: _Told


def is_lasting(unit: str | None) -> bool:
    """Tell whether a unit is of how long or heavy something is, on whatever day that is told."""
    return unit is not None and unit in _list_told("lasting")


def is_running(unit: str | None) -> bool:
    """Tell whether a unit is of what goes on and is counted anew every day, or of shares of many things."""
    return unit is not None and unit in _list_told("running")


@functools.cache
def _list_told(told: _Told) -> frozenset[str]:
    return frozenset(row.unit for row in load_table("codes", "units", _Row, "unit") if row.told == told)
