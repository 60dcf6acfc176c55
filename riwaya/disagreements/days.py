"""The days that an article gives for what happened, as facts."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from riwaya.disagreements.classes import Counted
from riwaya.disagreements.facts import Fact, find_near, find_when, make_value
from riwaya.disagreements.labels import label_fact
from riwaya.disagreements.sentences import Sentence, find_sentence
from riwaya.lexicon import load_table
from riwaya.records import Reading, Time
from riwaya.stems import stem_variants
from riwaya.text import find_words, fold

_KINDS = {
    (True, True): "date",
    (True, False): "date from",
    (False, True): "date to",
}


_CLOCK = re.compile(r"\d+[:.]\d+")  # حتى الساعة 5:30
_YEAR = 4  # digits
_MONTH = 31


class _Weekday(Struct, frozen=True):
    name: str
    number: int


def read_days(reading: Reading, place: int, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Give the times of a reading that are known to the day as facts, in text order."""
    when = find_when(reading)
    for time in reading.findings.times:
        sentence = find_sentence(sentences, time.start)
        days = _span(time)
        if sentence is None or days is None or time.precision not in {"day", "minute"}:
            continue
        kind = _KINDS[time.from_ is not None, time.to is not None]
        yield Fact(
            place=place,
            when=when,
            slot="date",
            counted=Counted(kind, label_fact(sentence.language, kind)),
            sentence=sentence,
            value=make_value(reading, time.start, time.end),
            context=sentence.telling,
            near=find_near(sentence, time.start, time.end),
            days=days,
        )


def _span(time: Time) -> tuple[int, int] | None:
    first, last = time.from_ or time.to, time.to or time.from_
    return (first.toordinal(), last.toordinal()) if first and last else None


class Named(NamedTuple):
    """The days that an expression of time names by itself: weekdays (as -1 to -7) and days of a month."""

    weekdays: frozenset[int]
    numbers: frozenset[int]

    @property
    def says(self) -> frozenset[int]:
        """All of them; none where it is أمس."""
        return self.weekdays | self.numbers


@functools.lru_cache(maxsize=1 << 12)
def read_day(text: str, language: str = "ar") -> Named:
    """Give the days that an expression of time names by itself.

    >>> read_day("الأحد 12 مايو 2024"), read_day("مساء أمس").says
    (Named(weekdays=frozenset({-7}), numbers=frozenset({12})), frozenset())
    """
    words = find_words(_CLOCK.sub("", text))
    stems = {stem for word in words for stem in stem_variants(word, language)}
    numbers = (int(word) for word in words if word.isdecimal() and len(word) < _YEAR)
    return Named(
        frozenset(-number for name, number in _weekdays(language).items() if name in stems),
        frozenset(number for number in numbers if 0 < number <= _MONTH),
    )


@functools.cache
def _weekdays(language: str) -> dict[str, int]:
    return {fold(row.name): row.number for row in load_table(language, "weekdays", _Weekday, "name")}
