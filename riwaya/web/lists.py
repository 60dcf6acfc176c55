"""Long lists, a sheet at a time."""

import itertools
from collections.abc import Iterable
from typing import Annotated, NamedTuple, TypeVar

from litestar.params import QueryParameter

from riwaya.store import Part

Thing = TypeVar("Thing")
PageNumber = Annotated[int, QueryParameter(ge=1, le=1_000_000)]

_LENGTH = 100  # of a sheet


class Sheet(NamedTuple):
    """Which sheet of a list it is, counted from 1, and whether another follows."""

    number: int
    follows: bool


def part_of(number: int) -> Part:
    """Give what to ask for a sheet: one more than it shows, which tells whether another follows."""
    return Part(limit=_LENGTH + 1, offset=(number - 1) * _LENGTH)


def cut_sheet(found: Iterable[Thing], number: int, length: int = _LENGTH) -> tuple[list[Thing], Sheet]:
    """Give what a sheet shows of what was found for it, and where it stands among the others.

    >>> cut_sheet("abc", 1, 2)
    (['a', 'b'], Sheet(number=1, follows=True))
    """
    rows = list(itertools.islice(found, length + 1))
    return rows[:length], Sheet(number, len(rows) > length)
