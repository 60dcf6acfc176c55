"""The sentences of an article, each with the words that tell what it is about."""

import functools
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from riwaya.lexicon import load_list
from riwaya.records import Article
from riwaya.stems import stem_variants
from riwaya.text import fold, is_word, tokenize

_END = re.compile(r"[.!؟?](?=\s|$)|[؛\n]|\.(?=[^\W\d])")
_COMMON = 0.35  # a word that stands in one of 25 articles tells a third of what a name does


class Word(NamedTuple):
    """A word where it stands in the text, with the stem that it is compared by."""

    start: int
    end: int
    stem: str


class Sentence(NamedTuple):
    """A sentence between `start` and `end` of an article's text. `telling`: the stems of its words that say something."""

    start: int
    end: int
    paragraph: int
    words: tuple[Word, ...]
    telling: frozenset[str]


def cut_sentences(article: Article) -> tuple[Sentence, ...]:
    """Give the sentences of an article's paragraphs, in order."""
    return tuple(
        _read_sentence(article.text, start, end, number)
        for number, paragraph in enumerate(article.paragraphs)
        for start, end in _cut(article.text, *paragraph)
    )


def find_sentence(sentences: Sequence[Sentence], start: int) -> Sentence | None:
    """Give the sentence that an offset stands in."""
    found = bisect_right(sentences, start, key=lambda sentence: sentence.start) - 1
    return sentences[found] if found >= 0 and start < sentences[found].end else None


def weigh(stems: Iterable[str]) -> float:
    """Give how much stems tell together: 1 for a rare one, about a third for one that many articles have."""
    common = _common()
    return sum(_COMMON if stem in common else 1.0 for stem in stems)


def tell(stems: Iterable[str]) -> frozenset[str]:
    """Give the stems that say something."""
    return frozenset(stem for stem in stems if len(stem) > 1 and not stem.isdecimal()) - _idle()


@functools.lru_cache(maxsize=1 << 16)
def find_stem(form: str) -> str:
    """Give the stem that a folded word is compared by: the shortest of its forms."""
    return min(stem_variants(form), key=lambda variant: (len(variant), variant))


def _cut(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    for found in _END.finditer(text, start, end):
        if found.end() > start:
            yield start, found.end()
        start = found.end()
    if start < end:
        yield start, end


def _read_sentence(text: str, start: int, end: int, paragraph: int) -> Sentence:
    tokens = [token for token in tokenize(text[start:end]) if is_word(token.form)]
    words = tuple(Word(start + t.start, start + t.end, find_stem(t.form)) for t in tokens)
    return Sentence(start, end, paragraph, words, tell(word.stem for word in words))


@functools.cache
def _common() -> frozenset[str]:
    return frozenset(load_list("ar", "facts_common"))


@functools.cache
def _idle() -> frozenset[str]:
    entries = map(fold, (*load_list("ar", "function_words"), *load_list("ar", "negations")))
    return frozenset(form for entry in entries for form in (entry, find_stem(entry)))
