"""What an account says of one thing, as a fact: what is counted or named, in which words, and who says so."""

import datetime as dt
import functools
from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile
from typing import Literal, NamedTuple

from riwaya.disagreements.classes import Counted
from riwaya.disagreements.sentences import NOTHING, Sentence, Telling, Word, look_before, look_behind, tell
from riwaya.lexicon import load_list
from riwaya.records import Mention, Quantity, Reading, Slot, Span, Statement, Time, Value
from riwaya.stems import find_root

NUMERIC = frozenset({"count", "money", "age"})  # slots whose values are numbers
STORY = 20  # accounts of a story beyond which charges, and what stands alone, are of many days

_BEFORE = 7  # words around a number that say what it is of
_BEHIND = 5
_DEED_BEFORE = 3
_DEED_BEHIND = 2
_OF = 3  # words between a number and من
_GROUP = 4  # words behind من
_TIMES = 6  # times in a sentence, at most
_CLOSE = 0.8  # of the larger number, beyond which two accounts may tell of one thing in words of their own


Sort = Slot | Literal["denial"]  # of a fact: what its slot is told as, or a charge and its denial


class When(NamedTuple):
    """When an account came out: the day, and the moment in days where the page tells it."""

    day: int | None
    moment: float | None


class Fact(NamedTuple):
    """What one account gives for something, and the words by which another account of it is known."""

    place: int  # of its article among the readings
    when: When
    slot: Sort
    counted: Counted
    sentence: Sentence
    value: Value
    context: Telling  # the words of its sentence, and of the opening where that says little
    near: Telling = NOTHING  # the words around the value; of an age, the name whose it is
    lead: Telling = NOTHING  # the words before the value
    deeds: frozenset[str] = frozenset()  # roots of the words next to it, that say what was done
    named: frozenset[str] = frozenset()  # forms of the names around the value
    days: tuple[int, int] | None = None  # first and last day that stand nearest to it in its sentence
    minutes: tuple[int, int] | None = None  # of the day, for an hour
    places: tuple[frozenset[str], ...] = ()  # of the dead of an event: the forms of each place that the sentence names
    own_places: tuple[frozenset[str], ...] = ()  # the same of those right behind the number: 31 في ميرات
    group: frozenset[str] = frozenset()  # of the dead: the forms of whom they were of, 22 من الحوثيين
    beside: frozenset[tuple[str, float]] = frozenset()  # the other numbers of its sentence that say much, with units
    whole: float | None = None  # of a part, the number that it is part of: 27 قتيلا بينهم سبعة أطفال

    @property
    def kind(self) -> str:
        """What is counted or named: facts of other kinds are never one."""
        return self.counted.kind

    @property
    def thing(self) -> str:
        """What is counted, whatever is told of it besides: 350 طنا, and بزيادة 350 طنا."""
        return self.counted.unit or self.kind.split()[0]


def number_of(fact: Fact) -> float:
    """Give the number that an account gives, a bound where it gives no more; 0 where it gives none."""
    value = fact.value
    return next((number for number in (value.best, value.low, value.high) if number is not None), 0)


def nearness(a: Fact, b: Fact) -> float:
    """Give how near two numbers are, 0 to 1: 18 hurt are rather another page's 30 than its four of the police."""
    low, high = sorted((number_of(a), number_of(b)))
    return low / high if high else 1.0


def are_near(a: Fact, b: Fact) -> bool:
    """Tell whether two numbers are as near each other as two accounts of one thing are: 19 and 16 مليار."""
    return nearness(a, b) > _CLOSE


def are_of_one_day(a: Fact, b: Fact) -> bool:
    """Tell whether both sentences name one day: two weeks on, قصف البلدة في 24 يناير needs few words to be known."""
    return a.days is not None and a.days == b.days


def are_of_two_places(a: Fact, b: Fact) -> bool:
    """Tell whether two counts are each of a place named right behind them, and have none in common."""
    one, other = (frozenset().union(*fact.own_places) for fact in (a, b))
    return bool(one and other) and one.isdisjoint(other)


def find_when(reading: Reading) -> When:
    """Give when an article came out; no moment where only the capture tells."""
    published = reading.article.published
    if published is None:
        return When(None, None)
    day = published.date.toordinal()
    if published.basis == "capture":
        return When(day, None)
    if published.time is None:
        return When(day, float(day))
    clock = dt.datetime.fromisoformat(f"{published.date.isoformat()}T{published.time}")
    shift = (clock.utcoffset() or dt.timedelta()).total_seconds()
    return When(day, day + (clock.hour * 3600 + clock.minute * 60 - shift) / 86400)


def find_near(sentence: Sentence, start: int, end: int, of: Span | None = None) -> Telling:
    """Give the telling words just before and behind a place of a sentence."""
    before = look_before(sentence.words, start, _BEFORE)
    after = end if of is None or of.start < start else max(end, of.end)
    behind = look_behind(sentence.words, after, _BEHIND)
    return tell((*before, *behind))


def find_lead(sentence: Sentence, start: int) -> Telling:
    """Give the telling words before a place of a sentence."""
    return tell(look_before(sentence.words, start, _BEFORE))


def find_named(mentions: Sequence[Mention], near: Telling) -> frozenset[str]:
    """Give the forms of those words around a value that are names."""
    first = bisect_left(mentions, min((word.start for word in near.words), default=0), key=lambda m: m.end)
    named = list(takewhile(lambda m: m.start < max((w.end for w in near.words), default=0), mentions[first:]))
    return frozenset(
        stem
        for word in near.words
        if any(m.start < word.end and word.start < m.end for m in named)
        for stem in word.stems
    )


def find_places(mentions: Sequence[Mention], words: Sequence[Word]) -> tuple[frozenset[str], ...]:
    """Give the forms of each place that is named among words of a text, of جبل الثعالب those of الثعالب."""
    if not words:
        return ()
    first = bisect_left(mentions, words[0].start, key=lambda m: m.start)
    inside = takewhile(lambda m: m.start < words[-1].end, mentions[first:])
    named = ([word for word in words if m.start < word.end and word.start < m.end] for m in inside if m.type == "place")
    return tuple(its[-1].stems for its in named if its)


def find_group(sentence: Sentence, end: int) -> frozenset[str]:
    """Give the forms of the words behind a number that say whom those counted were of: 22 قتيلا من قوات الحلف."""
    behind = look_behind(sentence.words, end, _OF)
    at = next((n for n, word in enumerate(behind) if word.text in _between(sentence.language)), _OF)
    words = look_behind(sentence.words, behind[at].end, _GROUP) if at < len(behind) else ()
    return frozenset(stem for word in takewhile(lambda w: w.weight, words) for stem in word.stems)


@functools.cache
def _between(language: str) -> frozenset[str]:
    return frozenset(load_list(language, "facts_of"))


def find_deeds(
    sentence: Sentence, start: int, end: int, of: Span | None = None, reach: int = _DEED_BEFORE
) -> frozenset[str]:
    """Give the roots of the words right before and behind a number: أطلقت 105 صواريخ, 110 صواريخ أطلقت."""
    after = end if of is None or of.start < start else max(end, of.end)
    before = look_before(sentence.words, start, reach)
    behind = look_behind(sentence.words, after, _DEED_BEHIND)
    roots = {find_root(word.text, sentence.language) for word in (*before, *behind) if word.weight}
    return frozenset(root for root in roots if len(root) > 2)


def find_days(times: Sequence[Time], sentence: Sentence, start: int) -> tuple[int, int] | None:
    """Give the first and last day of the time that stands nearest to a place of its sentence, where one does."""
    dated = [
        (abs(time.start - start), time.from_.toordinal(), (time.to or time.from_).toordinal())
        for time in times[bisect_left(times, sentence.start, key=lambda t: t.start) :][:_TIMES]
        if time.start < sentence.end and time.from_
    ]
    return min(dated)[1:] if dated else None


def make_value(reading: Reading, start: int, end: int, quantity: Quantity | None = None) -> Value:
    """Give what stands between two offsets as a value, with who says it."""
    article = reading.article
    statement = find_statement(reading, start)
    if quantity and quantity.of and 0 <= quantity.of.start - end < 3:
        end = quantity.of.end  # 27 شخصا
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
