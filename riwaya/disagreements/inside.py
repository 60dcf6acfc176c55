"""Two values in one account: two parties' numbers side by side, or a number and its correction."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from riwaya.disagreements.agreeing import agree
from riwaya.disagreements.facts import Fact
from riwaya.disagreements.matching import Match
from riwaya.disagreements.revisions import says_revised
from riwaya.disagreements.sentences import Word
from riwaya.text import load_folded

_COUNTED = frozenset({"count", "money"})
_AHEAD = 4  # numbers of a kind, up to the one that is set against the first
_OPENING = 3  # words
_MONTH = 31  # days


def find_inside(facts: Sequence[Fact]) -> Iterator[Match]:
    """Give the pairs of facts of one account that are one fact with two values."""
    by_kind: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for n, fact in enumerate(facts):
        if fact.slot in _COUNTED:
            by_kind[fact.place, fact.kind].append(n)
    for group in by_kind.values():
        for at, a in enumerate(group):
            yield from (Match(1.0, a, b) for b in group[at + 1 : at + _AHEAD] if _is_set_against(facts[a], facts[b]))


def _is_set_against(a: Fact, b: Fact) -> bool:
    if a.counted.is_part or b.counted.is_part or agree(a, b):
        return False
    if a.sentence.number != b.sentence.number:
        return a.counted.is_class and _are_two_parties(a, b) and _opens_in_contrast(b)
    language = a.sentence.language
    between = [word for word in a.sentence.words if a.value.span.end <= word.start < b.value.span.start]
    turn = next((n for n, word in enumerate(between) if _meets([word], language, "contrasts")), None)
    if turn is not None and _are_two_parties(a, b):
        return b.value.speaker is not None or _tells_another(between[turn:], language, is_class=a.counted.is_class)
    return a.counted.is_class and says_revised(a.sentence) and not _are_long_apart(a, b)


def _are_long_apart(a: Fact, b: Fact) -> bool:
    """Tell whether two numbers are dated months apart: شهدت سابقا اعتداءات في 2003 (33 قتيلا) و2011 (17 قتيلا)."""
    if a.days is None or b.days is None:
        return False
    return max(a.days[0] - b.days[1], b.days[0] - a.days[1]) > _MONTH


def _tells_another(words: Sequence[Word], language: str, *, is_class: bool) -> bool:
    """Tell whether another tells, بينما تحدثت الصحيفة عن 16, and not the first of something else, بينما تحدث عن نمو."""
    tells = [n for n, word in enumerate(words) if _meets([word], language, "tellers")]
    return bool(tells) and (is_class or any(word.weight for n in tells for word in words[n + 1 : n + 2]))


def _are_two_parties(a: Fact, b: Fact) -> bool:
    """Tell whether two values are said by two speakers; the second's statement may stop short of its number.

    The first may be hearsay, of people: أشارت تقارير إلى مقتل عشرة، غير أن قائد الشرطة قال إن القتلى سبعة.
    """
    one, other = a.value.speaker, b.value.speaker
    before = [word for word in a.sentence.words if word.end <= a.value.span.start]
    return one != other and (one is not None or (a.counted.is_class and _meets(before, a.sentence.language, "tellers")))


def _opens_in_contrast(fact: Fact) -> bool:
    """Tell whether a sentence begins as an answer: في حين تصر العاصمة على أن 31 مدنيا قتلوا."""
    return _meets(fact.sentence.words[:_OPENING], fact.sentence.language, "contrasts")


def _meets(words: Iterable[Word], language: str, name: str) -> bool:
    return any(not word.stems.isdisjoint(load_folded(language, f"facts_{name}")) for word in words)
