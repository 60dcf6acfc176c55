"""The days that an article gives for what happened, as facts."""

import functools
from collections.abc import Iterator, Sequence

from msgspec import Struct

from riwaya.disagreements.classes import Counted
from riwaya.disagreements.facts import Fact, find_deeds, find_lead, find_moment, find_near, make_value
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
            moment=find_moment(published),
            slot="date",
            counted=_KINDS[time.from_ is not None, time.to is not None],
            near=find_near(sentence, time.start, time.end),
            named=frozenset(),
            lead=find_lead(sentence, time.start),
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
def find_weekdays(text: str) -> frozenset[str]:
    """Give the weekdays and numbers by which an expression says the day by itself, as أمس does not."""
    words = [
        word for word in find_words(text) if word[0].isdecimal() or not _weekdays().isdisjoint(stem_variants(word))
    ]
    return frozenset(min(_weekdays().intersection(stem_variants(word)), default=word) for word in words)


@functools.cache
def _weekdays() -> frozenset[str]:
    return frozenset(fold(row.name) for row in load_table("ar", "weekdays", _Weekday, "name"))
