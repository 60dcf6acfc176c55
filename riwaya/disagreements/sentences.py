"""The sentences of an article, each with the words that tell what it is about."""

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from riwaya.lexicon import load_list
from riwaya.records import Article
from riwaya.stems import find_root, stem_variants
from riwaya.text import Token, fold, is_word, tokenize

_END = re.compile(r"[.!؟?](?=\s|$)|[؛\n]|\.(?=[^\W\d])")
_LONGEST = 160  # words of a sentence; a longer run of words is a list or a table
_COMMON = 0.35  # a word that stands in one of 25 articles tells a third of what a name does


class Word(NamedTuple):
    """A word where it stands in the text, with the forms that it may be known by and how much it tells: 0 to 1."""

    start: int
    end: int
    text: str
    stems: frozenset[str]
    weight: float


class Telling(NamedTuple):
    """Words that say something: each once, all forms of all, and how much they tell together."""

    words: tuple[Word, ...]
    stems: frozenset[str]
    weight: float


NOTHING = Telling((), frozenset(), 0.0)


class Sentence(NamedTuple):
    """A sentence between `start` and `end` of an article's text, in its language."""

    start: int
    end: int
    number: int  # in its article
    words: tuple[Word, ...]
    telling: Telling
    language: str


def cut_sentences(article: Article) -> tuple[Sentence, ...]:
    """Give the sentences of an article's paragraphs, in order; none where its language has no data of facts."""
    language = article.language or "ar"
    if not _common(language):
        return ()
    runs = (run for start, end in _cut_paragraphs(article) for run in _cut_run(article.text, start, end, language))
    return tuple(Sentence(run[0].start, run[-1].end, n, run, tell(run), language) for n, run in enumerate(runs))


def find_sentence(sentences: Sequence[Sentence], start: int) -> Sentence | None:
    """Give the sentence that an offset stands in."""
    found = bisect_right(sentences, start, key=lambda sentence: sentence.start) - 1
    return sentences[found] if found >= 0 and start < sentences[found].end else None


def tell(words: Iterable[Word]) -> Telling:
    """Give the words among these that say something, each once."""
    kept: dict[frozenset[str], Word] = {word.stems: word for word in words if word.weight}
    stems = frozenset(stem for word in kept for stem in word)
    return Telling(tuple(kept.values()), stems, sum(word.weight for word in kept.values()))


def look_before(words: Sequence[Word], place: int, count: int) -> Sequence[Word]:
    """Give at most so many words that end at a place of the text or before it, in order."""
    last = bisect_right(words, place, key=lambda word: word.end)
    return words[max(last - count, 0) : last]


def look_behind(words: Sequence[Word], place: int, count: int) -> Sequence[Word]:
    """Give at most so many words that begin at a place of the text or behind it, in order."""
    first = bisect_left(words, place, key=lambda word: word.start)
    return words[first : first + count]


def share(a: Telling, b: Telling) -> float:
    """Give how much two rows of words tell in common: 1 for a rare word, about a third for a common one."""
    shorter, longer = (a, b) if len(a.words) <= len(b.words) else (b, a)
    stems = longer.stems
    return sum([word.weight for word in shorter.words if not word.stems.isdisjoint(stems)])


def read_words(text: str, language: str, start: int = 0) -> tuple[Word, ...]:
    """Give the words of a text that stands at `start` of an article; one that a number is stuck to, without it."""
    return tuple(
        Word(start + token.start, start + token.end, text[token.start : token.end], *_read_form(token.form, language))
        for token in map(_unstick, tokenize(text.replace("_", " ")))
        if is_word(token.form)
    )


def add_root(word: Word, language: str) -> Word:
    """Give a word that is known by its root as well: يزن, وزنه."""
    root = find_root(word.text, language)
    return word._replace(stems=word.stems | {root}) if len(root) > 2 else word


def _unstick(token: Token) -> Token:
    """Cut a number off a word: متنها66 is متنها."""
    if not token.form[-1:].isdecimal() or token.form[0].isdecimal():
        return token
    form = token.form.rstrip("0123456789")
    return Token(token.start, token.end - len(token.form) + len(form), form)


@functools.lru_cache(maxsize=1 << 16)
def _read_form(form: str, language: str) -> tuple[frozenset[str], float]:
    stems = frozenset(stem_variants(form, language))
    if any(letter.isdecimal() for letter in form) or len(form) == 1 or stems & _idle(language):
        return stems, 0.0
    return stems, _COMMON if stems & _common(language) else 1.0


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in _END.finditer(text, start, end):
        if found.end() > start:
            yield start, found.end()
        start = found.end()
    if start < end:
        yield start, end


def _cut_paragraphs(article: Article) -> Iterator[tuple[int, int]]:
    """Give the sentences without the dateline, whose places say where an outlet's desk is: «دبي، الإمارات (CNN)»."""
    behind = article.dateline.end if article.dateline else 0
    for start, end in article.paragraphs:
        yield from _cut(article.text, max(start, min(behind, end)), end)


def _cut_run(text: str, start: int, end: int, language: str) -> Iterator[tuple[Word, ...]]:
    """Give the words of a sentence; of one without an end, so many at a time."""
    words = read_words(text[start:end], language, start)
    return (words[first : first + _LONGEST] for first in range(0, len(words), _LONGEST))


@functools.cache
def _common(language: str) -> frozenset[str]:
    return frozenset(load_list(language, "facts_common"))


@functools.cache
def _idle(language: str) -> frozenset[str]:
    entries = map(fold, (*load_list(language, "function_words"), *load_list(language, "negations")))
    return frozenset(entries)
