"""When two facts of different accounts are one, slot by slot.

The measures were set on 430 pairs of reports from four outlets, read one by one; how far they hold is in the figures.
"""

import functools
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from riwaya.disagreements.ages import AGE_OF_DOER
from riwaya.disagreements.agreeing import agree, is_same
from riwaya.disagreements.denials import DENIAL, is_of_charge
from riwaya.disagreements.facts import Fact, Sort, are_near, are_of_one_day, are_of_two_places, nearness, number_of
from riwaya.disagreements.hours import name_hours
from riwaya.disagreements.names import may_be_one_person
from riwaya.disagreements.sayings import is_one_speaker
from riwaya.disagreements.sentences import look_behind, share, tell
from riwaya.disagreements.units import is_lasting
from riwaya.lexicon import load_list
from riwaya.names import spelled_alike
from riwaya.stems import find_root
from riwaya.text import find_words, load_folded

_LEAST = 2.6  # words that two sentences must share, as they are weighed
_SAME = 0.48  # of the words of both sentences, for any number
_DATED = 0.58  # the same, for a day: most sentences of a story have one
_NEAR = 0.34  # of the words around one of two values
_SURE = 0.75  # of the words of both sentences, whatever names stand around the values
_TOLD = (0.3, 0.2)  # of the sentences and around, for two numbers near each other
_MANY = 4.0  # words in common: more than one event's place and deed
_END = 0.42  # of the words of the shorter sentence, for the first or last day of one stretch
_CLASS = 0.27  # of the words of both sentences, for the dead or the hurt of an event
_PLAIN = 0.47  # the same, where other places stand in them or the numbers are far apart
_MANIFOLD = 5  # how many times the first count a toll rises to
_HALF = 0.5  # of the larger count, for two of one day and no two places
_NEWS = 2  # days before an account in which what it tells has happened, where it names none
_EVENT = frozenset({"dead", "hurt", "missing", "rescued"})  # counted once an event
_CARRIED = frozenset({"aboard", "passengers", "crew"})  # counted once a ship
_LOOSE = 0.2  # of the words of both sentences, where one deed stands beside one counted thing
_OTHER_WORD = (0.5, 0.25)  # of the sentences and around, where one page has another word for those who are counted
_PHRASE = 2.0  # words before two sums of money, or around two names
_YEARS = 2  # between two ages of one attacker
_DEEDS = 2  # words beside two hours
_NIGHT = 1  # days that midnight may put between two accounts of one hour
_SAID = 2  # days between two accounts of one saying
_SAYING = 0.45  # of the words of both
_FIGURES = re.compile(r"\d+")
_APART = 3  # days between what two sentences name
_STALE = 14  # days before an account, from which on what another dates so is of another event
_MINUTES = "minute"
_ENDS = frozenset({"date from", "date to"})


class Likeness(NamedTuple):
    """How alike the words of two facts are: shared words as they are weighed, and shares from 0 to 1."""

    shared: float
    alike: float  # of the sentences
    near: float  # words around the values, as they are weighed
    around: float  # of those of the shorter


class Tie(NamedTuple):
    """That two facts are one. A loose tie rests on the words next to the values, not on their sentences."""

    score: float  # 0 to 1
    is_loose: bool = False


def tie(a: Fact, b: Fact) -> Tie | None:
    """Tell whether two facts are one, and how surely."""
    if not may_be_one(a, b) or (a.kind != b.kind and a.slot != "denial" and not _may_be_one_class(a, b)):
        return None
    return _RULES[a.slot](a, b)


def may_be_one(a: Fact, b: Fact) -> bool:
    """Tell whether nothing in two facts says that they are two: a part and a sum, days apart."""
    if a.slot != b.slot or a.counted.is_part != b.counted.is_part or _have_other_wholes(a, b):
        return False
    return a.slot == "date" or _may_be_one_day(a, b) or is_lasting(a.counted.unit)


def _compare(a: Fact, b: Fact) -> Likeness | None:
    """Lay the words of two facts side by side; None where their sentences share too little."""
    shared = share(a.context, b.context)
    if shared < _LEAST:
        return None
    near = share(a.near, b.near)
    return Likeness(
        shared=shared,
        alike=_share_out(a, b, shared),
        near=near,
        around=near / max(min(a.near.weight, b.near.weight), 1.0),
    )


def _share_out(a: Fact, b: Fact, shared: float) -> float:
    return 2 * shared / max(a.context.weight + b.context.weight, 1.0)


def _tie_counts(a: Fact, b: Fact) -> Tie | None:
    like = _compare(a, b)
    if like is None:
        return Tie(0.5) if _count_one_thing(a, b) else None
    score = (like.alike + like.around) / 2
    if a.counted.is_class and a.kind == b.kind:
        return Tie(score * (3 + nearness(a, b)) / 4) if _is_one_toll(a, b, like) else None
    if a.kind != b.kind:
        return Tie(score) if like.alike >= _OTHER_WORD[0] and like.around >= _OTHER_WORD[1] else None
    if _have_other_names(a, b, like) or are_other_ones(a, b) or (like.alike < _SURE and happen_elsewhere(a, b)):
        return None
    if _say_the_same(a, b, like) or (like.alike >= _CLASS and _share_numbers(a, b)):
        return Tie(score)
    return Tie(score, is_loose=True) if _is_one_phrase(a, b, like) else None


def _count_one_thing(a: Fact, b: Fact) -> bool:
    """Tell whether two short sentences count things that go by one name of two words: 8 فرق إنقاذ, سبع فرق إنقاذ."""
    if a.kind != b.kind or a.counted.is_people or a.counted.is_measure or a.slot != "count" or not are_near(a, b):
        return False
    one, other = (look_behind(fact.sentence.words, fact.value.span.end, 1) for fact in (a, b))
    return share(tell(one), tell(other)) > 0 and not (happen_elsewhere(a, b) or are_other_ones(a, b))


def _say_the_same(a: Fact, b: Fact, like: Likeness) -> bool:
    """Tell whether the words are one number's: 19 and 16 مليار of one sale may stand in fewer than 19 and 2 مليار."""
    alike, around = _TOLD if are_near(a, b) else (_SAME, _NEAR)
    return like.alike >= alike and like.around >= around


def _is_one_toll(a: Fact, b: Fact, like: Likeness) -> bool:
    if a.kind in _CARRIED:
        return not (happen_elsewhere(a, b) or _are_far_apart(a, b))
    if a.kind.split()[0] not in _EVENT:
        return like.alike >= _SAME
    if _is_of_part(a, b) or _is_of_part(b, a) or are_of_two_places(a, b):
        return False
    if a.group.isdisjoint(b.group) and ((a.group and b.group) or ((a.group or b.group) and _are_far_apart(a, b))):
        return False
    is_near = are_near(a, b) and like.alike >= _LOOSE
    if _is_of_one_event(a, b) or (is_near and not happen_elsewhere(a, b)):
        return True
    if agree(a, b):
        return are_of_one_day(a, b) or like.alike >= _CLASS or _is_loosely_one(like)
    if like.alike < _PLAIN and (happen_elsewhere(a, b) or _are_far_apart(a, b)):
        return False
    return like.alike >= _CLASS or _is_loosely_one(like)


def _is_of_one_event(a: Fact, b: Fact) -> bool:
    """Tell whether two counts are of one day and no two places, and near each other: one event in other words."""
    is_near = nearness(a, b) >= _HALF and not a.counted.is_part
    return is_near and _find_days_between(a, b) == 0 and not happen_elsewhere(a, b)


def _find_days_between(a: Fact, b: Fact) -> int | None:
    """Give how many days are at least between what two sentences tell, 0 where it may be of one day."""
    one, other = _find_event_days(a), _find_event_days(b)
    return max(one[0] - other[1], other[0] - one[1], 0) if one and other else None


def _is_of_part(a: Fact, b: Fact) -> bool:
    """Tell whether one count is of a place, and the other of others beside it or of the whole: 35 في ميرات, and 116."""
    if is_same(a, b):
        return False
    if a.own_places and b.own_places and len(a.own_places) != len(b.own_places):
        return True
    return any(place.isdisjoint(b.context.stems) for place in a.own_places)


def _find_event_days(fact: Fact) -> tuple[int, int] | None:
    """Give the days that a sentence names, else those of its account: what is news is of the last two days."""
    if fact.days is not None or fact.when.day is None:
        return fact.days
    return fact.when.day - _NEWS, fact.when.day


def _is_loosely_one(like: Likeness) -> bool:
    return like.alike >= _LOOSE and like.shared >= _MANY


def happen_elsewhere(a: Fact, b: Fact) -> bool:
    """Tell whether each of two sentences names a place that the other does not: مقتل 29 في دوما, مقتل 20 في عربين."""
    return all(any(place.isdisjoint(other.context.stems) for place in one.places) for one, other in ((a, b), (b, a)))


def _are_far_apart(a: Fact, b: Fact) -> bool:
    """Tell whether one number is many times the other: the dead of a raid, and of the campaign that it is part of."""
    low, high = sorted((number_of(a), number_of(b)))
    return high > _MANIFOLD * low


def _share_numbers(a: Fact, b: Fact) -> bool:
    """Tell whether another number stands in both sentences: 64 مليون يوم و389 مليون وثيقة."""
    return not a.counted.is_measure and bool(a.beside & b.beside)


def _is_one_phrase(a: Fact, b: Fact, like: Likeness) -> bool:
    """Tell whether the words next to two values say the same: كلفة السد, أطلقت ... صواريخ."""
    if a.slot == "money":
        return share(a.lead, b.lead) >= _PHRASE
    return not a.counted.is_measure and like.alike >= _LOOSE and bool(a.deeds & b.deeds)


def _may_be_one_class(a: Fact, b: Fact) -> bool:
    """Tell whether one page may name as people (خمسة عناصر) what another counts as dead; 300 خريج are no 111 مرشحا."""
    return a.counted.is_people and b.counted.is_people and a.counted.is_class != b.counted.is_class


def _have_other_names(a: Fact, b: Fact, like: Likeness) -> bool:
    """Tell whether other names stand around two values: the points of two clubs."""
    return like.alike < _SURE and bool(a.named and b.named) and a.named.isdisjoint(b.named)


def are_other_ones(a: Fact, b: Fact) -> bool:
    """Tell whether two sentences quote prices, tell of two evenings, or of the second and of the third of a row."""
    language = a.sentence.language
    if is_tally(a) and a.when.day != b.when.day:
        return True
    one, other = a.sentence.telling.stems, b.sentence.telling.stems
    if one & load_folded(language, "facts_markets") and other & load_folded(language, "facts_markets"):
        return True
    first, second = one & load_folded(language, "facts_ordinals"), other & load_folded(language, "facts_ordinals")
    return bool(first and second) and first != second


def is_tally(fact: Fact) -> bool:
    """Tell whether a number is counted up match by match, or gives a minute of one."""
    tallies = _tallies(fact.sentence.language)
    if fact.counted.unit == _MINUTES:
        return any(find_root(word.text, fact.sentence.language) in tallies for word in fact.sentence.telling.words)
    return fact.kind.split()[0] in tallies


@functools.cache
def _tallies(language: str) -> frozenset[str]:
    return frozenset(find_root(word, language) for word in load_list(language, "facts_tallies"))


def _tie_ages(a: Fact, b: Fact) -> Tie | None:
    """Tie two ages of one person: all words of the shorter name are in the longer, or both are of whoever did it."""
    if a.counted.kind == AGE_OF_DOER:
        return Tie(0.5) if abs(number_of(a) - number_of(b)) <= _YEARS else None
    shorter, longer = sorted((a.near, b.near), key=lambda name: len(name.words))
    is_one = shorter.words and all(word.stems & longer.stems for word in shorter.words)
    return Tie(1.0) if is_one else None


def _tie_days(a: Fact, b: Fact) -> Tie | None:
    like = _compare(a, b)
    if like is None:
        return None
    if a.kind in _ENDS:
        shorter = min(a.context.weight, b.context.weight)
        return Tie(like.alike) if like.shared >= max(_MANY, _END * shorter) else None
    return Tie(like.alike) if like.alike >= _DATED and like.around >= _NEAR else None


def _tie_hours(a: Fact, b: Fact) -> Tie | None:
    if (_find_days_between(a, b) or 0) > _NIGHT:
        return None
    like = _compare(a, b)
    is_same = like is not None and like.alike >= _SAME and like.around >= _NEAR
    is_one = is_same or (len(a.deeds & b.deeds) >= _DEEDS and not happen_elsewhere(a, b))
    return Tie(_share_out(a, b, share(a.context, b.context))) if is_one else None


def _tie_names(a: Fact, b: Fact) -> Tie | None:
    """Tie two names of one person: spellings, or alike and in one role."""
    if agree(a, b):
        return Tie(1.0)
    found = may_be_one_person(a.value.value, b.value.value)
    if found == "given":  # سعد, سعيد: where both say the same of him
        return Tie(0.5) if share(a.context, b.context) >= _LEAST else None
    is_one = found == "kunya" or (found == "surname" and share(a.near, b.near) >= _PHRASE and not _goes_on(a, b))
    return Tie(0.5) if is_one else None


def _goes_on(a: Fact, b: Fact) -> bool:
    """Tell whether the surname of one stands right behind the other, which was cut short."""
    return any(
        spelled_alike(word.text, find_words(name.value.value)[-1])
        for name, other in ((a, b), (b, a))
        for word in other.near.words
    )


def _tie_sayings(a: Fact, b: Fact) -> Tie | None:
    if a.when.day is not None and b.when.day is not None and abs(a.when.day - b.when.day) > _SAID:
        return None
    if _name_other_moments(a, b):
        return None
    alike = _share_out(a, b, share(a.context, b.context))
    return Tie(alike) if alike >= _SAYING and is_one_speaker(a.value.speaker, b.value.speaker) else None


def _tie_denials(a: Fact, b: Fact) -> Tie | None:
    """Tie a denial and the charge that another account tells."""
    if a.kind == b.kind:
        return None
    shared = share(a.context, b.context)
    return Tie(_share_out(a, b, shared)) if is_of_charge(a if a.kind == DENIAL else b, shared) else None


def _name_other_moments(a: Fact, b: Fact) -> bool:
    """Tell whether two sayings have other numbers or hours: two launches told by one spokesman in one form of words."""
    figures = [frozenset(_FIGURES.findall(fact.value.value)) for fact in (a, b)]
    hours = [name_hours(fact.value.value, fact.sentence.language) for fact in (a, b)]
    return any(one and other and one.isdisjoint(other) for one, other in (figures, hours))


def _have_other_wholes(a: Fact, b: Fact) -> bool:
    """Tell whether two parts are of other sums: 20 قتيلا بينهم أربعة أطفال, 1500 قتيل بينهم 300 طفل."""
    return a.whole is not None and b.whole is not None and a.whole != b.whole


def _may_be_one_day(a: Fact, b: Fact) -> bool:
    if a.days is None or b.days is None:
        return not any(is_other(*pair) for is_other in (_is_long_past, _is_foretold) for pair in ((a, b), (b, a)))
    return a.days[0] - _APART <= b.days[1] and b.days[0] - _APART <= a.days[1]


def _is_foretold(a: Fact, b: Fact) -> bool:
    """Tell whether one account came out before the day that the other names: the dead of the next raid."""
    return a.days is not None and b.when.day is not None and a.days[0] > b.when.day


def _is_long_past(a: Fact, b: Fact) -> bool:
    """Tell whether the dead of one account are those of another year: أدت هجمات 2015 إلى مقتل 130 شخصا."""
    is_dated = a.counted.is_class and a.days is not None and b.days is None and b.when.day is not None
    return is_dated and a.days is not None and a.days[1] < (b.when.day or 0) - _STALE


_RULES: Mapping[Sort, Callable[[Fact, Fact], Tie | None]] = {
    "count": _tie_counts,
    "money": _tie_counts,
    "age": _tie_ages,
    "date": _tie_days,
    "time": _tie_hours,
    "name": _tie_names,
    "quotation": _tie_sayings,
    "denial": _tie_denials,
}
