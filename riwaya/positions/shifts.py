"""What changed from one stance to the next on an issue."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from riwaya.positions.issues import weigh_words
from riwaya.records import Span, Stance
from riwaya.stems import stem_variants
from riwaya.text import find_words

Words = Mapping[frozenset[str], float]  # the forms of each rare word, and how rare it is

_SHARED = 3.5  # nats of rare words that two stances on one matter share
_BARE = 2  # rare words of a stance that says no more than the issue
_LONG = 3  # letters of a word by which two conditions are told to be one
_SHIFTS = {
    ("refuses", "ready"): "refusal to readiness",
    ("refuses", "ready if"): "refusal to conditional readiness",
    ("refuses", "refuses unless"): "condition added",
    ("refuses unless", "ready"): "refusal to readiness",
    ("refuses unless", "ready if"): "refusal to conditional readiness",
    ("refuses unless", "refuses"): "condition dropped",
    ("ready if", "ready"): "condition dropped",
    ("ready", "ready if"): "condition added",
    ("ready", "refuses"): "readiness withdrawn",
    ("ready", "refuses unless"): "condition added",
    ("ready if", "refuses"): "readiness withdrawn",
    ("ready", "wavers"): "readiness in doubt",
    ("ready if", "wavers"): "readiness in doubt",
    ("wavers", "ready"): "readiness restored",
    ("wavers", "ready if"): "readiness restored",
    ("wavers", "refuses"): "readiness withdrawn",
    ("wavers", "refuses unless"): "readiness withdrawn",
    ("refuses", "wavers"): "refusal in doubt",
    ("refuses unless", "wavers"): "refusal in doubt",
}


def mark_shifts(stances: Iterable[Stance]) -> Iterator[Stance]:
    """Give stances in their order with what changed since the last one that speaks of the same.

    Two stances on one issue may be on two matters, talks with one and talks with another: they share a rare word
    where they are on one. A demand or a proposal neither is a shift nor undoes one.
    """
    former: list[tuple[Stance, Words]] = []
    for stance in stances:
        if stance.stance in {"demands", "proposes"}:
            yield msgspec.structs.replace(stance, shift=None)
            continue
        own = weigh_words(stance.content)
        before = next((one for one, words in reversed(former) if _may_be_compared(own, words)), None)
        yield msgspec.structs.replace(stance, shift=name_shift(before, stance) if before else None)
        former.append((stance, own))


def _may_be_compared(one: Words, other: Words) -> bool:
    """Tell whether two stances are on one matter, or one of them on the issue as such: «مستعدون للتفاوض»."""
    shared = sum(weight for forms, weight in one.items() if any(not forms.isdisjoint(same) for same in other))
    return shared >= _SHARED or min(len(one), len(other)) <= _BARE


def name_shift(before: Stance, after: Stance) -> str | None:
    """Say what changed between two stances, None where nothing did.

    >>> before = Stance(article="a", statement="s1", content=(), stance="refuses")
    >>> name_shift(before, msgspec.structs.replace(before, stance="ready if"))
    'refusal to conditional readiness'
    """
    if before.stance != after.stance:
        return _SHIFTS.get((before.stance, after.stance))
    one, other = (_read_words(stance.condition) for stance in (before, after))
    return "condition changed" if one and other and not one & other else None


def _read_words(condition: Span | None) -> set[str]:
    """Give the words of a condition, without the one that opens it, under their stems."""
    words = find_words(condition.text)[1:] if condition else []
    return {form for word in words if len(word) > _LONG for form in stem_variants(word)}
