"""What a shape found on a row of letters, and how its amounts are read."""

import re
from typing import NamedTuple

from riwaya.times.anchors import Anchor
from riwaya.times.words import Item, When


class Found(NamedTuple):
    """What a shape matched on a row."""

    match: re.Match[str]
    row: list[Item]
    anchor: Anchor

    def item(self, name: str) -> Item:
        """Give the first item of a group that took part."""
        return self.row[self.match.start(name)]

    def items(self, name: str) -> list[Item]:
        """Give all items of a group; none where it took no part."""
        start, end = self.match.span(name) if name in self.match.re.groupindex else (0, 0)
        return self.row[start:end]

    def run(self) -> list[Item]:
        """Give all items of the match."""
        return self.row[self.match.start() : self.match.end()]

    def following(self) -> str:
        """Give the letter behind the match, "" at the end."""
        return self.match.string[self.match.end() : self.match.end() + 1]

    def weekday(self) -> int:
        """Give the weekday, 1 to 7, that stands right before the match or in brackets behind it; 0 for none."""
        first, last = self.match.span()
        behind = last + (self.following() == "(")
        beside = [item for n in (first - 1, behind) if n >= 0 for item in self.row[n : n + 1]]
        return next((int(item.value) for item in beside if item.letter == "W"), 0)

    def when(self, name: str) -> When:
        """Give what an inner expression says."""
        return self.item(name).when or When(None, None, "vague")

    def letter(self, name: str) -> str:
        """Give the letters of a group, "" where it took no part."""
        return (self.match.groupdict().get(name) or "") if name in self.match.re.groupindex else ""


def count_units(found: Found) -> tuple[float, str] | None:
    """Give a number of units and the unit."""
    much = found.items("much")
    unit = next(item.unit for item in much if item.unit and item.letter != "P")
    count = next((item.value for item in much if item.letter in "nQ"), 2.0 if much[-1].letter == "v" else 1.0)
    if much[0].letter in "1234567" and len(much) == 2 and count != 1:
        return None  # سنة 2018, يوم 26
    half = next((item.value for item in found.items("half") if item.letter == "Q"), 0.0)
    if count < 1 and unit in _SMALLER:
        finer, times = _SMALLER[unit]
        return count * times, finer  # نصف قرن
    return count + half, unit


_SMALLER = {"century": ("year", 100), "decade": ("year", 10), "year": ("month", 12), "month": ("day", 30)}
