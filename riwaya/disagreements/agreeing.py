"""Whether two values of one fact may both hold, by the slot of the fact."""

import functools
from collections.abc import Callable, Mapping

from riwaya.disagreements.bearing import bears
from riwaya.disagreements.days import read_day
from riwaya.disagreements.facts import Fact, Sort, number_of
from riwaya.disagreements.names import has_kunya, may_be_one_person, may_be_spellings
from riwaya.disagreements.revisions import RISING
from riwaya.disagreements.sayings import is_one_wording
from riwaya.text import find_words, load_folded

_DAYS = "day"  # the unit of what goes on
_DAY = 1  # between two datings: أمس on a page that came out after midnight
_WEEK = 7
_FAR = 31  # days beyond which two datings are of two acts
_MINUTES = 10  # between two clocks
_OPEN = 1.4  # times what is said to be the least, from which on it is another count
_NEXT = 1.2  # the same, where both give the least, or it is counted one by one: 8 على الأقل, then 10
_ONES = 10  # from which on none counts so
_FEW = 2  # more than that, where the least is little


def agree(a: Fact, b: Fact) -> bool:
    """Tell whether two values may both hold."""
    return _RULES.get(a.slot, _agree_in_numbers)(a, b)


def is_same(a: Fact, b: Fact) -> bool:
    """Tell whether two values are the same: not only bounds that overlap."""
    one, other = a.value, b.value
    if one.best is None and one.low is None and one.high is None:
        return agree(a, b)
    return (one.low, one.best, one.high) == (other.low, other.best, other.high)


def _agree_in_numbers(a: Fact, b: Fact) -> bool:
    return _go_on(a, b) or (bears(a.value, b.value) and not (_is_far_above(a, b) or _is_far_above(b, a)))


def _go_on(a: Fact, b: Fact) -> bool:
    """Tell whether two accounts give how many days something has gone on, each on its own day: منذ 5 أيام, then 6."""
    if a.counted.unit != _DAYS or a.when.day is None or b.when.day is None:
        return False
    between = number_of(a) - number_of(b)
    return between != 0 and between == a.when.day - b.when.day


def _is_far_above(a: Fact, b: Fact) -> bool:
    """Tell whether a count is more than whoever gave the other as the least can have meant: 180 على الأقل, and 257."""
    least, count = b.value.low, number_of(a)
    if a.kind.split()[0] not in RISING or least is None or b.value.best is not None or b.value.high is not None:
        return False
    is_vague = not load_folded(b.sentence.language, "facts_vague").isdisjoint(find_words(b.value.value))
    times = _OPEN if a.value.best is not None and least >= _ONES else _NEXT
    return not is_vague and count >= max(times * least, least + _FEW)


def _agree_in_days(a: Fact, b: Fact) -> bool:
    """Tell whether two datings may both hold.

    أمس and اليوم depend on a page's own date, which is seldom so exact; a weekday is this week's or the next one's.
    """
    one, other = (read_day(fact.value.value, fact.sentence.language) for fact in (a, b))
    if a.days is None or b.days is None or not (one.says and other.says):
        return True
    apart = abs(a.days[0] - b.days[0])
    if one.says & other.says or apart > _FAR or (apart % _WEEK == 0 and not (one.numbers and other.numbers)):
        return True
    return a.days[0] - _DAY <= b.days[1] and b.days[0] - _DAY <= a.days[1]


def _agree_in_minutes(a: Fact, b: Fact) -> bool:
    if a.minutes is None or b.minutes is None:
        return True
    return a.minutes[0] - _MINUTES <= b.minutes[1] and b.minutes[0] - _MINUTES <= a.minutes[1]


def _agree_in_names(a: Fact, b: Fact) -> bool:
    return _may_be_one_name(a.value.value, b.value.value)


@functools.lru_cache(maxsize=1 << 14)  # a story names the same few people over and over
def _may_be_one_name(a: str, b: str) -> bool:
    """Tell whether two names may be one: each word of the shorter is a spelling of one of the longer."""
    if may_be_one_person(a, b) == "given":
        return False
    shorter, longer = sorted((find_words(a), find_words(b)), key=len)
    return has_kunya(shorter) == has_kunya(longer) and all(
        any(may_be_spellings(word, its) for its in longer) for word in shorter
    )


def _agree_in_denying(a: Fact, b: Fact) -> bool:
    return a.kind == b.kind


_RULES: Mapping[Sort, Callable[[Fact, Fact], bool]] = {
    "date": _agree_in_days,
    "time": _agree_in_minutes,
    "name": _agree_in_names,
    "quotation": is_one_wording,
    "denial": _agree_in_denying,
}
