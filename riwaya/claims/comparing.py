"""Two statements laid side by side: the words they share, and what keeps them apart."""

import functools
from collections.abc import Iterator
from typing import NamedTuple

from riwaya.lexicon import load_list
from riwaya.names import spelled_alike
from riwaya.records import Quantity, Reading, Speaker, Statement
from riwaya.stems import stem_variants
from riwaya.text import find_words, fold

_REACH = 2  # words that a negation may stand before the word it turns
_ENDS = frozenset(".!?؟…")
_VAGUE = {"anonymous", "unresolved", "pronoun"}


class Word(NamedTuple):
    """A word that says something: the forms it may be known by, and whether it is denied where it stands."""

    stems: frozenset[str]
    is_denied: bool


class Wording(NamedTuple):
    """A statement made ready for comparing."""

    place: int  # of its article, in order of publication
    article: str
    day: int | None
    statement: Statement
    words: tuple[Word, ...]
    stems: frozenset[str]  # of all its words
    plain: str  # its words, folded and parted by blanks
    in_title: bool  # the headline says it: the report itself says it again, more fully
    numbers: frozenset[tuple[str, float]]  # with their units


class Comparison(NamedTuple):
    """How two statements stand to each other: what keeps them apart, and the shares of their words in common."""

    differs: bool  # in numbers, in negation, or one denies what the other asserts
    one_speaker: bool
    of_shorter: float  # 0 to 1
    of_both: float  # 0 to 1
    shared: int  # words; a number counts twice
    is_cut: bool  # the words of one stand in the other as they are


def read_wording(reading: Reading, statement: Statement, place: int) -> Wording:
    """Make a statement ready for comparing."""
    words = tuple(word for span in statement.content for word in _read_words(span.text))
    published = reading.article.published
    inside = [q for q in reading.findings.quantities if _stands_in(q, statement)]
    return Wording(
        place=place,
        article=reading.article.source,
        day=published.date.toordinal() if published else None,
        statement=statement,
        words=words,
        stems=frozenset(stem for word in words for stem in word.stems),
        plain=f" {' '.join(form for span in statement.content for form in find_words(span.text))} ",
        in_title=_stands_in_headline(reading, statement),
        numbers=frozenset((q.unit or "", float(q.best)) for q in inside if q.best is not None),
    )


def compare(a: Wording, b: Wording) -> Comparison:
    """Lay two statements side by side."""
    in_a = [word for word in a.words if word.stems & b.stems]
    in_b = [word for word in b.words if word.stems & a.stems]
    shared = min(_count(in_a), _count(in_b))
    of_both = (len(in_a) + len(in_b)) / max(len(a.words) + len(b.words), 1)
    of_shorter = max(len(in_a) / max(len(a.words), 1), len(in_b) / max(len(b.words), 1))
    differs = a.statement.polarity != b.statement.polarity or not _agree_in_numbers(a, b) or _contradict(in_a, in_b)
    one_speaker = may_be_one_speaker(a.statement.speaker, b.statement.speaker)
    return Comparison(differs, one_speaker, of_shorter, of_both, shared, a.plain in b.plain or b.plain in a.plain)


def may_be_one_speaker(a: Speaker | None, b: Speaker | None) -> bool:
    """Tell whether two pages may mean one speaker: one actor, one name in two spellings, or one of them unnamed.

    >>> haddad, salem = (Speaker(name=name, how="named") for name in ("سامي الحداد", "سالم الحداد"))
    >>> may_be_one_speaker(haddad, Speaker(name="الحداد", how="named")), may_be_one_speaker(haddad, salem)
    (True, False)
    """
    if a is None or b is None or a.how in _VAGUE or b.how in _VAGUE:
        return True
    if a.id and b.id:
        return a.id == b.id
    shorter, longer = sorted((find_words(a.name), find_words(b.name)), key=len)
    return all(any(spelled_alike(word, other) for other in longer) for word in shorter)


def _count(words: list[Word]) -> int:
    return sum(2 if any(stem.isdigit() for stem in word.stems) else 1 for word in words)


def _agree_in_numbers(a: Wording, b: Wording) -> bool:
    """Tell whether no number of one contradicts the other's: each unit that both count in has a number in common."""
    units = {unit for unit, _ in a.numbers} & {unit for unit, _ in b.numbers}
    return all(any(unit == own for unit, _ in a.numbers & b.numbers) for own in units)


def _contradict(in_a: list[Word], in_b: list[Word]) -> bool:
    denied_a = {stem for word in in_a if word.is_denied for stem in word.stems}
    denied_b = {stem for word in in_b if word.is_denied for stem in word.stems}
    plain_a = {stem for word in in_a if not word.is_denied for stem in word.stems}
    plain_b = {stem for word in in_b if not word.is_denied for stem in word.stems}
    return bool((denied_a & plain_b) - denied_b or (denied_b & plain_a) - denied_a)


def _stands_in(quantity: Quantity, statement: Statement) -> bool:
    return any(span.start <= quantity.start < span.end for span in statement.content)


def _stands_in_headline(reading: Reading, statement: Statement) -> bool:
    """Tell whether the first line of a report says this: a line that no mark ends, «بوتين: مستعدون للتفاوض»."""
    start, end = next(iter(reading.article.paragraphs), (0, 0))
    first = reading.article.text[start:end].rstrip()
    return all(span.end <= end for span in statement.content) and first[-1:] not in _ENDS


def _read_words(text: str) -> Iterator[Word]:
    since = _REACH + 1
    for form in find_words(text):
        stems = stem_variants(form)
        since += 1
        if not _negations().isdisjoint(stems):
            since = 0
        if _idle().isdisjoint(stems):
            yield Word(frozenset(stems), since <= _REACH)


@functools.cache
def _idle() -> frozenset[str]:
    return frozenset(map(fold, (*load_list("ar", "function_words"), *load_list("ar", "negations"))))


@functools.cache
def _negations() -> frozenset[str]:
    return frozenset(map(fold, load_list("ar", "negations")))
