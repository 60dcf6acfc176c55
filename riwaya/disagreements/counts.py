"""The numbers of an article as facts: what is counted, how much, and whose age it is."""

import functools
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from riwaya.disagreements.classes import Counted, classify
from riwaya.disagreements.facts import (
    Fact,
    find_days,
    find_deeds,
    find_lead,
    find_named,
    find_near,
    find_when,
    make_value,
)
from riwaya.disagreements.sentences import (
    NOTHING,
    Sentence,
    Telling,
    Word,
    find_sentence,
    look_before,
    look_behind,
    read_words,
    tell,
)
from riwaya.lexicon import load_list, load_table
from riwaya.records import Mention, Quantity, Reading, Slot
from riwaya.text import fold

_BASELINE = 2  # words between بزيادة and its number
_MARKED = 4  # letters before a number in which its own beginning may have been cut off
_GARBLED = re.compile(r"\d[.,]?[\u200e\u200f]\d|\dر\d|\d[.,]$")
_SINCE = 3  # words between a number and منذ
_SHORT = 8.0  # what a sentence tells, below which its article's opening says what it is about
_CLOCK = frozenset({"minute", "second"})  # the times of an act, and of a match
_SHARES = frozenset({"percent", "permille", "basis point"})


class _Unit(Struct, frozen=True):
    unit: str
    words: tuple[str, ...] = ()
    sort: str = ""


def read_counts(reading: Reading, place: int, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Give the numbers of a reading as facts, in text order. `place` is the reading's among all of its story."""
    quantities = reading.findings.quantities
    when, opening = find_when(reading), _read_opening(reading, sentences)
    before: Fact | None = None
    for number, quantity in enumerate(quantities):
        sentence = find_sentence(sentences, quantity.start)
        if sentence is None or quantity.unit in _CLOCK or _is_garbled(reading.article.text, quantity):
            continue
        others = [(q.start, q.end) for q in quantities[max(number - 4, 0) : number + 5] if q is not quantity]
        slot, counted = _name_kind(quantity, sentence, others)
        if counted is None and before and before.sentence == sentence and before.slot == "count":
            counted = before.counted._replace(is_part=False)  # 350 مترا، في حين تقول الدائرة إنها 280
        before = None
        if counted:
            if baseline := _find_baseline(sentence, quantity):
                counted = counted._replace(kind=f"{counted.kind} {baseline}")
            before = _read_count(
                reading,
                quantity,
                Fact(
                    place,
                    when,
                    slot,
                    counted,
                    sentence,
                    make_value(reading, quantity.start, quantity.end, quantity),
                    context=_read_context(sentence, opening, counted),
                ),
            )
            yield before


def _read_count(reading: Reading, quantity: Quantity, fact: Fact) -> Fact:
    """Add the words around a number to its fact."""
    sentence, mentions = fact.sentence, reading.findings.mentions
    near = find_near(sentence, quantity.start, quantity.end, quantity.of)
    return fact._replace(
        near=_find_owner(mentions, quantity.start) if fact.slot == "age" else near,
        named=find_named(mentions, near),
        lead=find_lead(sentence, quantity.start),
        deeds=find_deeds(sentence, quantity.start, quantity.end, quantity.of),
        days=find_days(reading.findings.times, sentence, quantity.start),
    )


def _read_context(sentence: Sentence, opening: Sequence[Word], counted: Counted) -> Telling:
    """Give the words by which a number is known; of the dead in a short sentence, the article's opening too."""
    if sentence.telling.weight < _SHORT and counted.is_class:
        return tell((*sentence.words, *opening))
    return sentence.telling


def _is_garbled(text: str, quantity: Quantity) -> bool:
    """Tell whether a decimal is written from right to left or by a letter: 80.54 for 54.80, 3ر31 for 31.3."""
    return bool(_GARBLED.search(text[max(quantity.start - _MARKED, 0) : quantity.end]))


def _find_baseline(sentence: Sentence, quantity: Quantity) -> str | None:
    """Give the word that makes a number another than the sum: بزيادة 30 مليونا, من 110 إلى 89, 46 قتيلا منذ مارس."""
    before = look_before(sentence.words, quantity.start, _BASELINE)
    behind = look_behind(sentence.words, quantity.end, _SINCE)
    if any(word.text == "منذ" for word in behind):
        return "منذ"
    return next((stem for word in reversed(before) for stem in sorted(word.stems & _baselines())), None)


@functools.cache
def _baselines() -> frozenset[str]:
    return frozenset(map(fold, load_list("ar", "facts_baselines")))


def _read_opening(reading: Reading, sentences: Sequence[Sentence]) -> tuple[Word, ...]:
    return (*read_words(reading.article.title or ""), *(sentences[0].words if sentences else ()))


def _name_kind(
    quantity: Quantity, sentence: Sentence, others: Sequence[tuple[int, int]]
) -> tuple[Slot, Counted | None]:
    unit = quantity.unit
    if unit == "year-age":
        return "age", Counted("age", "عمر")
    if unit in _money():
        return "money", Counted(f"money {unit}", "قيمة")
    if unit in {"person", None}:
        return "count", classify(quantity, sentence.words, others)
    return "count", Counted(f"unit {unit}", "نسبة" if unit in _SHARES else "مقدار", is_measure=True)


def _find_owner(mentions: Sequence[Mention], start: int) -> Telling:
    """Give the words of the last person who was named before a place."""
    named = [m for m in mentions if m.type == "person" and m.start < start]
    return tell(word._replace(weight=1.0) for word in read_words(named[-1].text)) if named else NOTHING


@functools.cache
def _money() -> frozenset[str | None]:
    rows = load_table("ar", "units", _Unit, "unit")
    return frozenset(row.unit for row in rows if row.sort == "money")
