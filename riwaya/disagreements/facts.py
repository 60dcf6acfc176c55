"""The numbers of an article as facts: what is counted, how much, in which words, and who says so."""

import functools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from riwaya.disagreements.classes import Counted, classify
from riwaya.disagreements.sentences import Sentence, cut_sentences, find_sentence, tell
from riwaya.lexicon import load_table
from riwaya.records import Quantity, Reading, Slot, Span, Statement, Time, Value

_BEFORE = 7  # words around a number that say what it is of
_BEHIND = 5
_SHARES = frozenset({"percent", "permille", "basis point"})


class Fact(NamedTuple):
    """What one account gives for something, and the words by which another account of it is known."""

    place: int  # of its article among the readings
    day: int | None  # of publication
    slot: Slot
    kind: str  # what is counted or named: facts of other kinds are never one
    name: str  # the page's or the class's word for it
    is_class: bool
    is_part: bool  # of a number before it
    near: frozenset[str]  # stems around the value
    sentence: Sentence
    days: tuple[int, int] | None  # first and last day that the sentence names
    value: Value


class _Unit(Struct, frozen=True):
    unit: str
    words: tuple[str, ...] = ()
    sort: str = ""


def read_facts(reading: Reading, place: int) -> tuple[Fact, ...]:
    """Give the numbers of a reading as facts, in text order. `place` is the reading's among all of its story."""
    return tuple(_read_numbers(reading, place, cut_sentences(reading.article)))


def _read_numbers(reading: Reading, place: int, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    quantities = reading.findings.quantities
    published = reading.article.published
    for number, quantity in enumerate(quantities):
        sentence = find_sentence(sentences, quantity.start)
        if sentence is None:
            continue
        others = [(q.start, q.end) for q in quantities[max(number - 4, 0) : number + 5] if q is not quantity]
        slot, counted = _name_kind(quantity, sentence, others)
        if counted is None:
            continue
        yield Fact(
            place=place,
            day=published.date.toordinal() if published else None,
            slot=slot,
            kind=counted.kind,
            name=counted.name,
            is_class=counted.is_class,
            is_part=counted.is_part,
            near=find_near(sentence, quantity.start, quantity.end, quantity.of),
            sentence=sentence,
            days=span_days(reading.findings.times, sentence),
            value=make_value(reading, quantity.start, quantity.end, quantity),
        )


def _name_kind(
    quantity: Quantity, sentence: Sentence, others: Sequence[tuple[int, int]]
) -> tuple[Slot, Counted | None]:
    unit = quantity.unit
    if unit == "year-age":
        return "age", Counted("age", "عمر", False, False)
    if unit in _money():
        return "money", Counted(f"money {unit}", "قيمة", False, False)
    if unit in {"person", None}:
        return "count", classify(quantity, sentence.words, others)
    return "count", Counted(f"unit {unit}", "نسبة" if unit in _SHARES else "مقدار", False, False)


def find_near(sentence: Sentence, start: int, end: int, of: Span | None = None) -> frozenset[str]:
    """Give the telling stems of the words just before and behind a place of a sentence."""
    before = [word.stem for word in sentence.words if word.end <= start][-_BEFORE:]
    after = end if of is None or of.start < start else max(end, of.end)
    behind = [word.stem for word in sentence.words if word.start >= after][:_BEHIND]
    return tell((*before, *behind))


def span_days(times: Sequence[Time], sentence: Sentence) -> tuple[int, int] | None:
    """Give the first and the last day that a sentence names, where it names any."""
    days = [
        day.toordinal()
        for time in times
        if sentence.start <= time.start < sentence.end
        for day in (time.from_, time.to)
        if day is not None
    ]
    return (min(days), max(days)) if days else None


def make_value(reading: Reading, start: int, end: int, quantity: Quantity | None = None) -> Value:
    """Give what stands between two offsets as a value, with who says it."""
    article = reading.article
    statement = find_statement(reading, start)
    end = quantity.of.end if quantity and quantity.of and 0 < quantity.of.start - end < 3 else end
    text = article.text[start:end]
    return Value(
        value=text,
        low=quantity.low if quantity else None,
        best=quantity.best if quantity else None,
        high=quantity.high if quantity else None,
        unit=quantity.unit if quantity else None,
        article=article.source,
        span=Span(start=start, end=end, text=text),
        statement=statement.id if statement else None,
        speaker=statement.speaker.name if statement and statement.speaker else None,
        carriers=tuple(carrier.name for carrier in statement.carriers) if statement else (),
        when=article.published.date.isoformat() if article.published else None,
    )


def find_statement(reading: Reading, start: int) -> Statement | None:
    """Give the shortest statement whose content holds an offset."""
    holding = [
        (span.end - span.start, statement.id, statement)
        for statement in reading.statements
        for span in statement.content
        if span.start <= start < span.end
    ]
    return min(holding, key=lambda held: held[:2])[2] if holding else None


@functools.cache
def _money() -> frozenset[str | None]:
    rows = load_table("ar", "units", _Unit, "unit")
    return frozenset(row.unit for row in rows if row.sort == "money")
