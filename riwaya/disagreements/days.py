"""The days that an article gives for what happened, as facts."""

import functools
from collections.abc import Iterator, Sequence

from msgspec import Struct

from riwaya.disagreements.classes import Counted
from riwaya.disagreements.facts import Fact, find_deeds, find_near, make_value
from riwaya.disagreements.sentences import Sentence, find_sentence
from riwaya.lexicon import load_table
from riwaya.records import Reading, Time
from riwaya.stems import stem_variants
from riwaya.text import find_words, fold

_KINDS = {
    (True, True): Counted("date", "يوم"),
    (True, False): Counted("date from", "بدء"),
    (False, True): Counted("date to", "نهاية"),
}


class _Weekday(Struct, frozen=True):
    name: str
    number: int


def read_days(reading: Reading, place: int, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Give the times of a reading that are known to the day as facts, in text order."""
    published = reading.article.published
    for time in reading.findings.times:
        sentence = find_sentence(sentences, time.start)
        days = _span(time)
        if sentence is None or days is None or time.precision not in {"day", "minute"}:
            continue
        yield Fact(
            place=place,
            day=published.date.toordinal() if published else None,
            slot="date",
            counted=_KINDS[time.from_ is not None, time.to is not None],
            near=find_near(sentence, time.start, time.end),
            deeds=find_deeds(sentence, time.start, time.end),
            context=sentence.telling,
            sentence=sentence,
            days=days,
            value=make_value(reading, time.start, time.end),
        )


def _span(time: Time) -> tuple[int, int] | None:
    first, last = time.from_ or time.to, time.to or time.from_
    return (first.toordinal(), last.toordinal()) if first and last else None


@functools.lru_cache(maxsize=1 << 12)
def says_day(text: str) -> bool:
    """Tell whether an expression of time says the day by itself: a weekday or a date, not أمس."""
    words = find_words(text)
    return any(word[0].isdecimal() or not _weekdays().isdisjoint(stem_variants(word)) for word in words)


@functools.cache
def _weekdays() -> frozenset[str]:
    return frozenset(fold(row.name) for row in load_table("ar", "weekdays", _Weekday, "name"))
