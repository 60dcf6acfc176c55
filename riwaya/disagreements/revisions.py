"""Whether a later value revises an earlier one, or stands against it."""

from collections.abc import Sequence

from riwaya.disagreements.facts import NUMERIC, Fact, number_of
from riwaya.disagreements.sentences import Sentence
from riwaya.names import spelled_alike
from riwaya.text import find_words, load_folded

_CHANGING = NUMERIC - {"age"}
_PARTLY = 2  # how many times a party's number another's may be, for both to be of one event

# Counts of people that rise while an event goes on.
RISING = frozenset({"dead", "hurt", "displaced", "missing", "rescued", "detained", "abducted", "crowd"})


def revises(earlier: Sequence[Fact], later: Sequence[Fact]) -> bool:
    """Tell whether the second row of accounts, all of one value, revises the first.

    It does where a page says so itself, where a running count (dead, hurt) rises later on or falls on a later day, and
    where the same source gives another value on a later day. Nobody's age changes so.
    """
    if any(_says_so(a, b) for a in earlier for b in later):
        return True
    first, then = earlier[0], later[0]
    if first.kind.split()[0] in RISING:
        is_higher = number_of(then) > number_of(first)
        if (is_higher and _goes_on(earlier, later)) or (not is_higher and _comes_after(earlier, later)):
            return True
    return first.slot in _CHANGING and any(_is_one_source(a, b) for a in earlier for b in later)


def is_undercut(earlier: Sequence[Fact], later: Sequence[Fact]) -> bool:
    """Tell whether a number that only a party gave is not taken up: another party gives less on a later day.

    «منظمة راصد» counts 26, and two days later «السلطات» still count 23.
    """
    count, less = number_of(earlier[0]), number_of(later[0])
    if earlier[0].kind.split()[0] not in RISING or not count / _PARTLY <= less < count:
        return False
    last = max((fact.when.day or 0 for fact in earlier), default=0)
    told = {fact.value.speaker for fact in earlier}
    return None not in told and any(
        fact.value.speaker and (fact.when.day or 0) > last and not any(_is_one_source(a, fact) for a in earlier)
        for fact in later
    )


def _goes_on(earlier: Sequence[Fact], later: Sequence[Fact]) -> bool:
    """Tell whether one row of accounts begins no later than the other, by the day, and ends before it."""
    one, other = _moments(earlier), _moments(later)
    return bool(one and other) and int(min(one)) <= int(min(other)) and max(one) < max(other)


def _comes_after(earlier: Sequence[Fact], later: Sequence[Fact]) -> bool:
    """Tell whether nobody gives the first value any more on the day when the second is given first.

    A value that only others' words gave is not taken back by it: that is a second party's.
    """
    one, other = _moments(earlier), _moments(later)
    is_plain = any(fact.value.speaker is None for fact in earlier)
    return is_plain and bool(one and other) and int(max(one)) < int(min(other))


def _moments(facts: Sequence[Fact]) -> list[float]:
    return [fact.when.moment for fact in facts if fact.when.moment is not None]


def _says_so(a: Fact, b: Fact) -> bool:
    """Tell whether one page gives both values in a sentence that speaks of revising, the later value first or last."""
    return a.place == b.place and a.sentence.number == b.sentence.number and says_revised(a.sentence)


def says_revised(sentence: Sentence) -> bool:
    """Tell whether a sentence says that a number was corrected."""
    return any(word.stems & load_folded(sentence.language, "facts_revisions") for word in sentence.words)


def _is_one_source(a: Fact, b: Fact) -> bool:
    one, other = a.value.speaker, b.value.speaker
    if not one or not other or a.when.day is None or b.when.day is None or a.when.day >= b.when.day:
        return False
    shorter, longer = sorted((find_words(one), find_words(other)), key=len)
    return all(any(spelled_alike(word, its) for its in longer) for word in shorter)
