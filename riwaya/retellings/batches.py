"""Reports laid end to end, so that NumPy is called once for hundreds of them. What is read of each is its own."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from riwaya.records import Article
from riwaya.retellings.words import Counts, Places, Words, cut_words

_SIZE = 1 << 17  # characters that are read at once: enough to hide Python, few enough for the cache


class Batch(NamedTuple):
    """The words of some reports' paragraphs in order, as parallel arrays."""

    articles: Sequence[Article]
    words: Words  # of the paragraphs laid end to end
    starts: Counts  # where each word begins in its own article's text
    ends: Counts
    paragraphs: Counts  # a number for the paragraph that each word stands in
    owners: Counts  # which article each word is of
    bounds: Places  # one more than articles: where the words of each begin

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
    return Batch(
        articles=articles,
        words=words,
        starts=(words.starts + moved).astype(np.int32),
        ends=(words.ends + moved).astype(np.int32),
        paragraphs=piece.astype(np.int32),
        owners=owners.astype(np.int32),
        bounds=np.searchsorted(owners, np.arange(len(articles) + 1)),
    )
