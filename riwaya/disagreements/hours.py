"""The hours of the clock that an article gives, as facts: الرابعة والنصف فجرا, قبل الخامسة بعشرين دقيقة, 4:40 صباحا."""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from riwaya.disagreements.classes import Counted
from riwaya.disagreements.facts import Fact, find_days, find_deeds, find_near, find_places, find_when, make_value
from riwaya.disagreements.labels import label_fact
from riwaya.disagreements.sentences import Sentence, Word
from riwaya.lexicon import load_table
from riwaya.records import Quantity, Reading
from riwaya.text import find_words, fold

_REACH = 5  # words behind an hour in which the part of the day stands
_DIGITS = re.compile(r"(?<![\d:.])([01]?\d|2[0-3])[:.]([0-5]\d)(?![\d:.])")
_ASIDE = 3  # words behind an hour up to its zone: مساء يوم الجمعة بتوقيت ميرات
_NOON = 12


class _Row(Struct, frozen=True):
    word: str
    role: Literal["hour", "more", "less", "part", "cue", "about", "before", "after", "zone", "zoned"]
    value: int


_Rows = Mapping[str, _Row]


class _Clock(NamedTuple):
    start: int
    end: int
    minutes: tuple[int, int]
    zone: str | None = None  # whose clock it is, where a page says so


def read_hours(reading: Reading, place: int, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Give the clock times of a reading as facts, in text order."""
    when = find_when(reading)
    minutes = [q for q in reading.findings.quantities if q.unit == "minute"]
    for sentence in sentences:
        for clock in find_clocks(reading.article.text, sentence, minutes):
            yield Fact(
                place=place,
                when=when,
                slot="time",
                counted=Counted(f"time {clock.zone}" if clock.zone else "time", label_fact(sentence.language, "time")),
                sentence=sentence,
                value=make_value(reading, clock.start, clock.end),
                context=sentence.telling,
                near=find_near(sentence, clock.start, clock.end),
                deeds=find_deeds(sentence, clock.start, clock.end, reach=_REACH),
                days=find_days(reading.findings.times, sentence, clock.start),
                minutes=clock.minutes,
                places=find_places(reading.findings.mentions, sentence.words),
            )


def find_clocks(text: str, sentence: Sentence, minutes: Sequence[Quantity]) -> Iterator[_Clock]:
    """Give the clock times of a sentence whose part of the day is said."""
    rows = _rows(sentence.language)
    if all(word.stems.isdisjoint(_parts(sentence.language)) for word in sentence.words):
        return
    forms = [fold(word.text) for word in sentence.words]
    for n, word in enumerate(sentence.words):
        if (
            (row := _find(rows, forms, n))
            and row.role == "hour"
            and (clock := _read_words(rows, sentence.words, forms, n, minutes))
        ):
            yield clock
        elif (
            word.text[0].isdecimal()
            and (found := _DIGITS.match(text, word.start))
            and (part := _find_part(rows, forms, n + 1))
        ):
            hour, minute = int(fold(found[1])), int(fold(found[2]))
            at = _set_part(hour, part[0]) * 60 + minute
            yield _Clock(found.start(), sentence.words[part[1]].end, (at, at), _find_zone(rows, forms, part[1] + 1))


@functools.lru_cache(maxsize=1 << 12)
def name_hours(text: str, language: str) -> frozenset[str]:
    """Give the hours that a text names in words: في تمام الساعة العاشرة."""
    rows, forms = _rows(language), find_words(text)
    roles = [row.role if (row := rows.get(form)) else None for form in forms]
    return frozenset(form for n, form in enumerate(forms) if roles[n] == "hour" and n and roles[n - 1] == "cue")


def _read_words(
    rows: _Rows, words: Sequence[Word], forms: Sequence[str], n: int, minutes: Sequence[Quantity]
) -> _Clock | None:
    """Read an hour in words with what stands around it: قبل الخامسة فجرا بعشرين دقيقة."""
    row, cue, part = _find(rows, forms, n), _find(rows, forms, n - 1) if n else None, _find_part(rows, forms, n + 1)
    if row is None or part is None:
        return None
    last = max(part[1], n + len(row.word.split()) - 1)
    more, last = _find_minutes(rows, words, forms, n, last, minutes)
    sign = -1 if cue and cue.role == "before" else 1
    at = _set_part(row.value, part[0]) * 60 + sign * more
    loose = cue.value if cue and cue.role == "about" else 0
    first = n - 1 if cue and cue.role in {"about", "before", "after"} else n
    zone = _find_zone(rows, forms, last + 1)
    return _Clock(words[first].start, words[last].end, (at - loose, at + loose), zone)


def _find_minutes(
    rows: _Rows, words: Sequence[Word], forms: Sequence[str], n: int, last: int, minutes: Sequence[Quantity]
) -> tuple[int, int]:
    """Give the minutes told with the hour at `n`, and the last word of the whole."""
    for place in range(n + 1, min(n + 3, len(words))):
        if (row := _find(rows, forms, place)) and row.role in {"more", "less"}:
            return (row.value if row.role == "more" else -row.value), max(last, place + row.word.count(" "))
    for quantity in minutes:
        after = next((m for m, word in enumerate(words) if m > n and word.start < quantity.end <= word.end), None)
        if quantity.best is not None and after is not None and after - n <= _REACH:
            return int(quantity.best), max(last, after)
    return 0, last


def _find_part(rows: _Rows, forms: Sequence[str], n: int) -> tuple[_Row, int] | None:
    """Give the part of the day behind an hour, and where it stands."""
    for place in range(n, min(n + _REACH, len(forms))):
        if (row := _find(rows, forms, place)) and row.role == "part":
            return row, place + row.word.count(" ")
    return None


def _find_zone(rows: _Rows, forms: Sequence[str], n: int) -> str | None:
    """Give whose clock an hour is of, where the words behind it say so: السادسة مساء الأحد بتوقيت غرينتش."""
    for place in range(n, min(n + _ASIDE, len(forms))):
        if (row := _find(rows, forms, place)) and row.role in {"zone", "zoned"}:
            return row.role if row.role == "zone" else "".join(forms[place + 1 : place + 2])
        if forms[place][0].isdecimal():
            break
    return None


def _set_part(hour: int, part: _Row) -> int:
    """Give the hour of the day: الثانية فجرا is 2, الثانية ظهرا 14, الثانية عشرة ليلا 0, الثانية ليلا 2."""
    is_night = part.word == "ليلا" and (hour == _NOON or hour < _NOON // 2)
    is_before_noon = part.word in {"ظهرا", "ظهر"} and _NOON - hour in {1, 2}
    return hour % _NOON + (0 if is_night or is_before_noon else part.value)


def _find(rows: _Rows, forms: Sequence[str], n: int) -> _Row | None:
    """Give the row of the word at a place, the longer first."""
    return rows.get(" ".join(forms[n : n + 2])) or rows.get(forms[n])


@functools.cache
def _parts(language: str) -> frozenset[str]:
    """Give the words with which a part of the day begins: most sentences have none, and need not be read."""
    return frozenset(word.split()[0] for word, row in _rows(language).items() if row.role == "part")


@functools.cache
def _rows(language: str) -> _Rows:
    return {fold(row.word): row for row in load_table(language, "facts_clock", _Row, "word")}
