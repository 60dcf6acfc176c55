"""The words of a statement: under which forms each is known, how rare it is, whether it is denied where it stands."""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from riwaya.lexicon import load_list, load_table
from riwaya.records import Quantity, Span
from riwaya.stems import UNSEEN, find_root, is_definite, load_rarities, pick_stem, stem_variants
from riwaya.text import Token, fold, is_word, load_folded, tokenize

_REACH = 2  # words that a negation may stand before the word it turns
_HINDERS = 3  # words before «دون» in which the verb that it belongs to stands
_BUT = 5  # words, the negation among them, before which «only» takes it back: لا يبعد المصنع عنهم سوى ميلين
_LIGHTEST = 0.2  # what the commonest word weighs beside one that the news hardly has
_AND = "وف"  # written on to a negation: ولا, فلم
_MARKS = frozenset(".,،;؛:؟?!…")  # beyond which a negation does not reach: «لم يتغير، وأن الدعم قائم»
_SHORTEST = 3  # letters of a root that says enough


class Word(NamedTuple):
    """A word that says something."""

    stems: frozenset[str]
    is_denied: bool
    weight: float  # how rare it is in the news, up to 1
    is_number: bool
    turned: frozenset[str] = frozenset()  # of one that is denied: the word right behind the negation, «لن | يصل»


class _Clock(Struct, frozen=True):
    word: str
    role: str
    value: int


def cut_words(span: Span) -> list[Token]:
    """Give the words of a span, without its marks."""
    return [token for token in tokenize(span.text) if is_word(token.form)]


def read_words(span: Span, tokens: Sequence[Token], quantities: Sequence[Quantity], language: str) -> Iterator[Word]:
    """Give the telling words of a span. A number in words is known by its digits as well: تسعة, 9."""
    digits = {q.start: str(int(q.best)) for q in quantities if q.best is not None and q.best == int(q.best)}
    forms = [token.form for token in tokens]
    reach, turned = 0, frozenset[str]()
    for n, token in enumerate(tokens):
        if n and (_begins_part(token.form) or not _MARKS.isdisjoint(span.text[tokens[n - 1].end : token.start])):
            reach = 0
        is_denied = reach > 0
        stems, weight, is_number = _know(token.form, language)
        found = _reach(forms, n, language)
        turned = stems if n and _reach(forms, n - 1, language) else turned
        goes_on = found or token.form in load_folded(language, "negations_through")  # لم يصل ولا مركب واحد
        reach = (reach if goes_on else max(reach - 1, 0)) or found
        if number := digits.get(span.start + token.start) if stems else None:
            yield Word(stems | {number}, is_denied=False, weight=1.0, is_number=True)
        elif stems:
            denied = is_denied and not is_number  # numbers contradict each other
            yield Word(stems, denied, weight, is_number, turned if denied else frozenset())


def read_roots(words: Sequence[Word], language: str) -> tuple[Word, ...]:
    """Give words with their roots beside their forms: two translators write يملك نهرا and ملكا للأنهار."""
    return tuple(word._replace(stems=word.stems | _roots(word.stems, language)) for word in words)


def count_negations(spans: Iterable[Sequence[str]], language: str) -> int:
    """Give how often the words of a statement's spans deny something; لا يزال is none."""
    return sum(_reach(forms, n, language) > 0 for forms in spans for n in range(len(forms)))


def tells_clock(spans: Iterable[Sequence[str]], language: str) -> bool:
    """Tell whether a statement's spans name an hour of the day, whose minutes are no number of their own."""
    forms = {form for span in spans for form in span}
    return all(not forms.isdisjoint(_clock(language)[role]) for role in ("hour", "part"))


def _begins_part(form: str) -> bool:
    """Tell whether a noun is joined to what stands before it: «لم يصل القطن بعد | والموانئ مفتوحة»."""
    return form[:1] in _AND and is_definite(form[1:])


def _reach(forms: Sequence[str], n: int, language: str) -> int:
    """Give how many words behind this one it denies."""
    reach = _deny(forms[n], language)
    if not reach or _is_hindered(forms, n, language):
        return 0
    behind = (*forms[n + 1 : n + 2], " ".join(forms[n + 1 : n + 3]), " ".join(forms[n : n + 2]))
    is_idle = not load_folded(language, "negations_idle").isdisjoint(behind)
    return 0 if is_idle or not load_folded(language, "negations_but").isdisjoint(forms[n + 1 : n + _BUT]) else reach


def _is_hindered(forms: Sequence[str], n: int, language: str) -> bool:
    """«حال الحرس | دون دخولهم» denies nothing: it says that they were kept out."""
    before = (stem for form in forms[max(n - _HINDERS, 0) : n] for stem in stem_variants(form, language))
    return any(f"{stem} {forms[n]}" in load_folded(language, "negations_hindered") for stem in before)


@functools.lru_cache(maxsize=1 << 16)
def _deny(form: str, language: str) -> int:
    """Give how many words behind it a word may deny; 0 for most."""
    stems = {*stem_variants(form, language), form.lstrip(_AND)}
    is_doubtful = not load_folded(language, "negations_doubtful").isdisjoint(stems)
    if is_doubtful or load_folded(language, "negations").isdisjoint(stems):
        return 0
    return _REACH if load_folded(language, "negations_narrow").isdisjoint(stems) else 1


@functools.lru_cache(maxsize=1 << 16)
def _know(form: str, language: str) -> tuple[frozenset[str], float, bool]:
    """Give the stems of a word, none where it says nothing; its weight; whether it is a number."""
    stems = frozenset(stem_variants(form, language))
    is_idle = not _idle(language).isdisjoint(stems)
    is_number = any(stem.isdigit() for stem in stems)
    return frozenset() if is_idle else stems, _weigh(form, language), is_number


def _roots(stems: frozenset[str], language: str) -> frozenset[str]:
    return frozenset(root for stem in stems if len(root := find_root(stem, language)) >= _SHORTEST)


def _weigh(form: str, language: str) -> float:
    if form.isdigit():
        return 1.0
    return max(load_rarities(language).get(pick_stem(form, language), UNSEEN) / UNSEEN, _LIGHTEST)


@functools.cache
def _idle(language: str) -> frozenset[str]:
    return frozenset(map(fold, (*load_list(language, "function_words"), *load_list(language, "negations"))))


@functools.cache
def _clock(language: str) -> Mapping[str, frozenset[str]]:
    rows = load_table(language, "facts_clock", _Clock, "word")
    return {role: frozenset(fold(row.word) for row in rows if row.role == role) for role in ("hour", "part")}
