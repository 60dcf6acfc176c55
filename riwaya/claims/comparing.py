"""Two statements laid side by side: the words they share, and what keeps them apart."""

import functools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from riwaya.lexicon import load_list
from riwaya.names import spelled_alike
from riwaya.records import Quantity, Reading, Speaker, Statement
from riwaya.stems import UNSEEN, load_rarities, pick_stem, stem_variants
from riwaya.text import find_words, fold

_REACH = 2  # words that a negation may stand before the word it turns
_ENDS = frozenset(".!?؟…")
_BODIES = {"organisation", "place"}
_LIGHTEST = 0.2  # what the commonest word weighs beside one that the news hardly has
_VAGUE = {"anonymous", "unresolved", "pronoun"}


class Word(NamedTuple):
    """A word that says something: the forms it may be known by, and whether it is denied where it stands."""

    stems: frozenset[str]
    is_denied: bool
    weight: float  # how rare it is in the news, up to 1


class Wording(NamedTuple):
    """A statement made ready for comparing."""

    place: int  # of its article, in order of publication
    article: str
    day: int | None
    statement: Statement
    words: tuple[Word, ...]
    stems: frozenset[str]  # of all its words
    negations: int
    plain: str  # its words, folded and parted by blanks
    in_title: bool  # the headline says it: the report itself says it again, more fully
    numbers: frozenset[tuple[str, float]]  # with their units
    actor: str | None  # who speaks
    is_body: bool  # its speaker is a body or a country, for which somebody spoke


class Comparison(NamedTuple):
    """How two statements stand to each other: what keeps them apart, and the shares of their words in common."""

    differs: bool  # in numbers, in negation, or one denies what the other asserts
    one_speaker: bool
    same_actor: bool  # both pages name one actor
    may_speak: bool  # one may have spoken for the other: a body and its spokesman, an office and a name
    of_shorter: float  # 0 to 1, rare words before common ones
    of_both: float  # 0 to 1, the same
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
        negations=sum(_negates(form) for span in statement.content for form in find_words(span.text)),
        stems=frozenset(stem for word in words for stem in word.stems),
        plain=f" {' '.join(form for span in statement.content for form in find_words(span.text))} ",
        in_title=_stands_in_headline(reading, statement),
        numbers=frozenset((q.unit or "", float(q.best)) for q in inside if q.best is not None),
        actor=statement.speaker.id if statement.speaker else None,
        is_body=_is_body(reading, statement),
    )


def compare(a: Wording, b: Wording) -> Comparison:
    """Lay two statements side by side."""
    in_a = [word for word in a.words if word.stems & b.stems]
    in_b = [word for word in b.words if word.stems & a.stems]
    shared = min(_count(in_a), _count(in_b))
    common, whole = (_weigh(in_a), _weigh(in_b)), (_weigh(a.words), _weigh(b.words))
    of_both = sum(common) / (sum(whole) or 1)
    of_shorter = max(part / (all_ or 1) for part, all_ in zip(common, whole, strict=True))
    is_turned = a.negations != b.negations and _contradict(in_a, in_b)
    differs = a.statement.polarity != b.statement.polarity or not _agree_in_numbers(a, b) or is_turned
    one_speaker = may_be_one_speaker(a.statement.speaker, b.statement.speaker)
    may_speak = one_speaker or _may_speak(a, b)
    is_cut = a.plain in b.plain or b.plain in a.plain
    same_actor = a.actor is not None and a.actor == b.actor
    return Comparison(differs, one_speaker, same_actor, may_speak, of_shorter, of_both, shared, is_cut)


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


def _may_speak(a: Wording, b: Wording) -> bool:
    """«الجيش» and its general, «رئيس الحكومة» and her name; two persons by name are two."""
    hows = {w.statement.speaker.how for w in (a, b) if w.statement.speaker}
    return a.is_body != b.is_body or hows == {"role", "named"}


def _is_body(reading: Reading, statement: Statement) -> bool:
    if statement.speaker is None:
        return False
    names = (m for m in reading.findings.mentions if m.text in statement.speaker.name)
    kinds = {m.type for m in names}
    return "person" not in kinds and not _BODIES.isdisjoint(kinds)


def _weigh(words: Sequence[Word]) -> float:
    return sum(word.weight for word in words)


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
        since = 0 if _negates(form) else since + 1
        if _idle().isdisjoint(stems):
            yield Word(frozenset(stems), since <= _REACH, _weigh_word(form))


@functools.lru_cache(maxsize=1 << 16)
def _weigh_word(form: str) -> float:
    return 1.0 if form.isdigit() else max(load_rarities("ar").get(pick_stem(form), UNSEEN) / UNSEEN, _LIGHTEST)


@functools.lru_cache(maxsize=1 << 16)
def _negates(form: str) -> bool:
    return not _negations().isdisjoint(stem_variants(form))


@functools.cache
def _idle() -> frozenset[str]:
    return frozenset(map(fold, (*load_list("ar", "function_words"), *load_list("ar", "negations"))))


@functools.cache
def _negations() -> frozenset[str]:
    return frozenset(map(fold, load_list("ar", "negations")))
