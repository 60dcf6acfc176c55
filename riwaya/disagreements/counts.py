"""The numbers of an article as facts: what is counted, how much, and whose age it is."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from riwaya.disagreements.ages import AGE_OF_DOER, find_doer, find_owner
from riwaya.disagreements.classes import Counted, classify, follow
from riwaya.disagreements.facts import (
    Fact,
    find_days,
    find_deeds,
    find_group,
    find_lead,
    find_named,
    find_near,
    find_places,
    find_when,
    make_value,
)
from riwaya.disagreements.labels import label_fact
from riwaya.disagreements.sentences import (
    Sentence,
    Telling,
    Word,
    find_sentence,
    look_before,
    look_behind,
    read_words,
    tell,
)
from riwaya.lexicon import load_table
from riwaya.records import Quantity, Reading, Slot
from riwaya.text import fold, load_folded

_BASELINE = 2  # words between بزيادة and its number
_MARKED = 4  # letters before a number in which its own beginning may have been cut off
_GARBLED = re.compile(r"\d[.,]?[\u200e\u200f]\d|\dر\d|\d[.,]$|\d[\"”»]\s\D")
_SPAN = 10  # words between الأسابيع الماضية and its number
_EVE = 3  # words between غداة and its number
_AND = "و"  # written on to the second of two places
_OWN = 6  # words between a number and the place of those counted
_SINCE = 3  # words between a number and منذ
_MANY = 12  # numbers up to which stand in many sentences
_SHORT = 8.0  # what a sentence tells, below which its article's opening says what it is about
_SHARES = frozenset({"percent", "permille", "basis point"})


class _Unit(Struct, frozen=True):
    unit: str
    words: tuple[str, ...] = ()
    sort: str = ""


def read_counts(reading: Reading, place: int, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Give the numbers of a reading as facts, in text order. `place` is the reading's among all of its story."""
    quantities = reading.findings.quantities
    when, opening = find_when(reading), _read_opening(reading, sentences)
    before: Fact | None = None  # the number before, which says what a bare one counts
    whole: Fact | None = None  # the last that is no part of another
    for number, quantity in enumerate(quantities):
        sentence = find_sentence(sentences, quantity.start)
        if sentence is None or _tells_nothing(reading, sentence, quantity):
            continue
        near = [q for q in quantities[max(number - 4, 0) : number + 5] if q is not quantity]
        others = [(q.start, q.end) for q in near]
        slot, counted = _name_kind(quantity, sentence, others)
        if counted is None and before and before.sentence == sentence and before.slot == "count":
            counted = follow(before.counted, quantity, sentence, others)  # 350 مترا، في حين تقول الدائرة إنها 280
        before = None
        if counted and not (counted.is_people and _is_broken(quantity)):
            if slot != "age" and (baseline := _find_baseline(sentence, quantity)):  # البالغ من العمر 45
                counted = counted._replace(kind=f"{counted.kind} {baseline}")
            value = make_value(reading, quantity.start, quantity.end, quantity)
            context = _read_context(sentence, opening, counted)
            beside = _find_beside(near, sentence)
            bare = Fact(place, when, slot, counted, sentence, value, context=context, beside=beside)
            before = _read_count(reading, quantity, bare)
            if counted.is_class:
                group = find_group(sentence, quantity.end)
                own = _find_own_places(reading, sentence, quantity, others)
                places = own or _find_places(reading, sentence, sentences[0])
                before = before._replace(places=places, own_places=own, group=group)
            else:
                before = before._replace(places=find_places(reading.findings.mentions, sentence.words))
            whole = whole if counted.is_part else before
            if counted.is_part and whole and whole.sentence == sentence:
                before = before._replace(whole=whole.value.best)
            yield before


def _read_count(reading: Reading, quantity: Quantity, fact: Fact) -> Fact:
    """Add the words around a number to its fact."""
    sentence, mentions = fact.sentence, reading.findings.mentions
    near = find_near(sentence, quantity.start, quantity.end, quantity.of)
    if fact.slot == "age":
        near = find_owner(mentions, sentence, quantity.start, quantity.end)
        if not near.words and (doer := find_doer(sentence, quantity.start)).words:
            fact, near = fact._replace(counted=fact.counted._replace(kind=AGE_OF_DOER)), doer
    return fact._replace(
        near=near,
        named=find_named(mentions, near),
        lead=find_lead(sentence, quantity.start),
        deeds=find_deeds(sentence, quantity.start, quantity.end, quantity.of),
        days=find_days(reading.findings.times, sentence, quantity.start),
    )


def _find_beside(others: Iterable[Quantity], sentence: Sentence) -> frozenset[tuple[str, float]]:
    """Give the other numbers of a sentence that two sentences share by no chance: 64 مليون يوم."""
    inside = (q for q in others if sentence.start <= q.start < sentence.end and q.unit not in _SHARES)
    return frozenset((q.unit or "", q.best) for q in inside if q.best is not None and q.best > _MANY)


def _read_context(sentence: Sentence, opening: Sequence[Word], counted: Counted) -> Telling:
    """Give the words by which a number is known; of the dead in a short sentence, the article's opening too."""
    if sentence.telling.weight < _SHORT and counted.is_class:
        return tell((*sentence.words, *opening))
    return sentence.telling


def _tells_nothing(reading: Reading, sentence: Sentence, quantity: Quantity) -> bool:
    """Tell whether a number is none to compare.

    Such are a garbled one, عشرات, one of an earlier event, and what a rate is told by: لكل 100 ألف.
    """
    is_vague = fold(quantity.text) in load_folded(sentence.language, "facts_vague")
    return (
        is_vague
        or _is_garbled(reading.article.text, quantity)
        or _is_past(sentence, quantity)
        or _is_base(sentence, quantity)
    )


def _is_base(sentence: Sentence, quantity: Quantity) -> bool:
    before = look_before(sentence.words, quantity.start, 1)
    return any(fold(word.text) in load_folded(sentence.language, "facts_rates") for word in before)


def _is_broken(quantity: Quantity) -> bool:
    """Tell whether a number has a fraction, which people do not: an index that fell to 53.8."""
    return quantity.best is not None and quantity.best != int(quantity.best)


def _find_places(reading: Reading, sentence: Sentence, first: Sentence) -> tuple[frozenset[str], ...]:
    """Give the places of a sentence; of one that names none, those of the article's first."""
    mentions = reading.findings.mentions
    return find_places(mentions, sentence.words) or find_places(mentions, first.words)


def _find_own_places(
    reading: Reading, sentence: Sentence, quantity: Quantity, others: Sequence[tuple[int, int]]
) -> tuple[frozenset[str], ...]:
    """Give the forms of the place right behind a number, and of those joined to it: 65 شخصا في ميرات ولوران."""
    roof = min((start for start, _ in others if start >= quantity.end), default=sentence.end)
    behind = [word for word in look_behind(sentence.words, quantity.end, _OWN) if word.end <= roof]
    first, *rest = find_places(reading.findings.mentions, behind) or (frozenset[str](),)
    after_and = (behind[n : n + 2] for n, word in enumerate(behind) if word.text.startswith(_AND))  # ومدينة لوران
    joined = frozenset(stem for words in after_and for word in words for stem in word.stems)
    return (first, *(place for place in rest if not place.isdisjoint(joined))) if first else ()


def _is_past(sentence: Sentence, quantity: Quantity) -> bool:
    return any(
        word.stems & load_folded(sentence.language, "facts_eves")
        for word in look_before(sentence.words, quantity.start, _EVE)
    )


def _is_garbled(text: str, quantity: Quantity) -> bool:
    """Tell whether a number is cut or turned round: 80.54 for 54.80, 3ر31 for 31.3, "26.7" before its مليون."""
    return bool(_GARBLED.search(text[max(quantity.start - _MARKED, 0) : quantity.end]))


def _find_baseline(sentence: Sentence, quantity: Quantity) -> str | None:
    """Give the word that makes a number another than the sum: بزيادة 30 مليونا, من 110 إلى 89, 46 قتيلا منذ مارس."""
    if any(
        word.stems & load_folded(sentence.language, "facts_spans")
        for word in look_before(sentence.words, quantity.start, _SPAN)
    ):
        return "since"
    before = look_before(sentence.words, quantity.start, _BASELINE)
    behind = look_behind(sentence.words, quantity.end, _SINCE)
    if any(word.text in load_folded(sentence.language, "facts_since") for word in behind):
        return "since"
    return next(
        (
            stem
            for word in reversed(before)
            for stem in sorted(word.stems & load_folded(sentence.language, "facts_baselines"))
        ),
        None,
    )


def _read_opening(reading: Reading, sentences: Sequence[Sentence]) -> tuple[Word, ...]:
    title = read_words(reading.article.title or "", reading.article.language or "ar")
    return (*title, *(sentences[0].words if sentences else ()))


def _name_kind(
    quantity: Quantity, sentence: Sentence, others: Sequence[tuple[int, int]]
) -> tuple[Slot, Counted | None]:
    unit, language = quantity.unit, sentence.language
    if unit == "year-age":
        return "age", Counted("age", label_fact(language, "age"))
    if unit in _money():
        return "money", Counted(f"money {unit}", label_fact(language, "money"))
    if unit in {"person", None}:
        return "count", classify(quantity, sentence, others)
    name = label_fact(language, "share" if unit in _SHARES else "amount")
    return "count", Counted(f"unit {unit}", name, unit=unit)


@functools.cache
def _money() -> frozenset[str | None]:
    rows = load_table("ar", "units", _Unit, "unit")
    return frozenset(row.unit for row in rows if row.sort == "money")
