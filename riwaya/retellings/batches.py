"""Reports laid end to end, so that NumPy is called once for hundreds of them. What is read of each is its own."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from riwaya.records import Article
from riwaya.retellings.concepts import list_languages
from riwaya.retellings.formulas import find_formulas
from riwaya.retellings.words import Counts, Marks, Places, Words, cut_words

_OPENING = 200  # characters
_ARABIC, _LATIN = re.compile("[\u0621-\u064a]"), re.compile("[A-Za-z]")
_SIZE = 1 << 17  # characters that are read at once: enough to hide Python, few enough for the cache


class Batch(NamedTuple):
    """The words of some reports' paragraphs in order, as parallel arrays."""

    articles: Sequence[Article]
    words: Words  # of the paragraphs laid end to end
    starts: Counts  # where each word begins in its own article's text
    ends: Counts
    paragraphs: Counts  # a number for the paragraph that each word stands in
    owners: Counts  # which article each word is of
    own: Counts  # one more than words: how many words before each stand in no set phrase
    bounds: Places  # one more than articles: where the words of each begin
    is_read: Marks  # whether the meaning of each article is compared: its language has concepts, or is not known
    is_foreign: Marks  # whether it is in another language than Arabic

    def slices(self) -> Iterator[slice]:
        """Give the words of each article."""
        return (slice(first, last) for first, last in pairwise(self.bounds.tolist()))


def read_batches(articles: Iterable[Article]) -> Iterator[Batch]:
    """Cut articles into words, in their order, some at a time."""
    waiting: list[Article] = []
    size = 0
    for article in articles:
        waiting.append(article)
        size += len(article.text)
        if size > _SIZE:
            yield _read(waiting)
            waiting, size = [], 0
    if waiting:
        yield _read(waiting)


def _read(articles: Sequence[Article]) -> Batch:
    pieces = [(n, start, end) for n, article in enumerate(articles) for start, end in article.paragraphs]
    owner, begin, finish = np.array(pieces, np.int64).reshape(-1, 3).T
    laid = np.cumsum(np.append(0, finish - begin + 1))[:-1]
    words = cut_words("".join(articles[n].text[start:end] + "\n" for n, start, end in pieces))
    sizes = np.diff(np.append(np.searchsorted(words.starts, laid), len(words.starts)))
    piece = np.repeat(np.arange(len(pieces)), sizes)
    moved = (begin - laid).take(piece)
    owners = owner.take(piece)
    own = np.append(0, np.cumsum(~find_formulas(words.hashes, owners)))
    return Batch(
        articles=articles,
        words=words,
        starts=(words.starts + moved).astype(np.int32),
        ends=(words.ends + moved).astype(np.int32),
        paragraphs=piece.astype(np.int32),
        owners=owners.astype(np.int32),
        own=own.astype(np.int32),
        bounds=np.searchsorted(owners, np.arange(len(articles) + 1)),
        is_read=np.array([article.language is None or article.language in list_languages() for article in articles]),
        is_foreign=np.array([is_foreign(article) for article in articles]),
    )


def is_foreign(article: Article) -> bool:
    """True for a report in another language than Arabic, told by its letters where the language is not known."""
    if article.language is not None:
        return article.language != "ar"
    opening = article.text[:_OPENING]
    return len(_ARABIC.findall(opening)) < len(_LATIN.findall(opening))
