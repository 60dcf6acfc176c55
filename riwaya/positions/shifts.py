"""What changed from one stance to the next on an issue."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from riwaya.positions.issues import share_words, weigh_shared, weigh_words
from riwaya.positions.points import Point, read_point
from riwaya.positions.stances import waives
from riwaya.records import Span, Stance
from riwaya.stems import stem_variants
from riwaya.text import find_words

_SHARED, _FIRM = 3.5, 7.0  # nats of rare words that two stances share, on one issue and on none of the table
_LONG = 3  # letters of a word by which two conditions are told to be one
_ONE_STORY: Mapping[tuple[str, str], str] = {}
_OF_CONDITIONS = frozenset({"condition added", "condition dropped", "condition changed"})
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
}


def mark_shifts(stances: Iterable[Stance], stories: Mapping[tuple[str, str], str] = _ONE_STORY) -> Iterator[Stance]:
    """Give stances in their order with what changed since the last one that speaks of the same, on an earlier day.

    `stories` gives the story of each, by article and statement; what two stories tell must share more words. A demand
    or a proposal neither is a shift nor undoes one. A wrong shift is worse than a missed one.
    """
    former: list[tuple[Stance, Point]] = []
    for stance in stances:
        if stance.stance in {"demands", "proposes"}:
            yield msgspec.structs.replace(stance, shift=None)
            continue
        own = read_point(stance)
        before = next((one for one in reversed(former) if _is_same_matter(one, (stance, own), stories)), None)
        if before and any(_says_as_much(one, stance) for one, _ in former[former.index(before) + 1 :]):
            before = None
        yield msgspec.structs.replace(stance, shift=_name_shown(before, (stance, own)) if before else None)
        former.append((stance, own))


def _says_as_much(one: Stance, other: Stance) -> bool:
    """Tell whether a stance leaves nothing new to another: it takes another to drop a condition in so many words."""
    return one.stance == other.stance and (waives(one.shows) or not waives(other.shows))


def _is_same_matter(
    one: tuple[Stance, Point], other: tuple[Stance, Point], stories: Mapping[tuple[str, str], str]
) -> bool:
    """Tell whether what two stances are on is one thing, by the words next to those that show them."""
    (before, former), (after, own) = one, other
    if waives(after.shows):
        return share_words(*(weigh_words(span.text for span in one.content) for one in (before, after)))
    if former.partners and own.partners and former.partners.isdisjoint(own.partners):
        return False
    shared = weigh_shared(former.words, own.words)
    if shared >= _FIRM:
        return True
    one_story = stories.get((before.article, before.statement)) == stories.get((after.article, after.statement))
    alike = one_story or shared >= _SHARED or bool(former.partners) == bool(own.partners)
    return alike and not former.issues.isdisjoint(own.issues)


def _name_shown(one: tuple[Stance, Point], other: tuple[Stance, Point]) -> str | None:
    """Say what changed where two days are known, and, of a condition that is not spoken of, where all else is alike."""
    (before, former), (after, own) = one, other
    if before.date is None or after.date is None or before.date >= after.date:
        return None
    shift = name_shift(before, after)
    alike = 4 * weigh_shared(former.words, own.words) >= 3 * max(sum(former.words.values()), sum(own.words.values()))
    return shift if shift not in _OF_CONDITIONS or waives(after.shows) or alike else None


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
