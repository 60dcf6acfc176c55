"""The words of many reports, read in batches: what of a report is compared with other reports."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct

from riwaya.records import Article
from riwaya.retellings.formulas import find_formulas
from riwaya.retellings.words import Counts, Hashes, Marks, cut_words, hash_runs

RUN = 3  # words of a run

_BATCH = 1 << 17  # characters that are read at once: enough to hide Python, few enough for the cache


class Wording(Struct, frozen=True, kw_only=True, gc=False):
    """The words of one report's paragraphs in order, as parallel arrays; the n-th is `text[starts[n]:ends[n]]`."""

    words: Hashes
    runs: Hashes  # of three words each; the n-th begins at the n-th word
    starts: Counts
    ends: Counts
    paragraphs: Counts  # a number for the paragraph that each word stands in
    numbers: Marks
    own: Counts  # one more than words: how many words before each, from some point on, stand in no set phrase


def read_wordings(articles: Iterable[Article]) -> Iterator[Wording]:
    """Give the wording of each article, in their order."""
    batch: list[Article] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += len(article.text)
        if size > _BATCH:
            yield from _read_batch(batch)
            batch, size = [], 0
    yield from _read_batch(batch)


def _read_batch(articles: Sequence[Article]) -> Iterator[Wording]:
    """Lay all paragraphs end to end, cut them at once, and give each article its own part."""
    pieces = [(n, start, end) for n, article in enumerate(articles) for start, end in article.paragraphs]
    owner, begin, finish = np.array(pieces, np.int64).reshape(-1, 3).T
    laid = np.cumsum(np.append(0, finish - begin + 1))[:-1]
    cut = cut_words("".join(articles[n].text[start:end] + "\n" for n, start, end in pieces))
    piece = np.repeat(np.arange(len(pieces)), np.diff(np.append(np.searchsorted(cut.starts, laid), len(cut.starts))))
    moved = (begin - laid)[piece]
    runs = hash_runs(cut.hashes, RUN)
    own = np.append(0, np.cumsum(~find_formulas(cut.hashes, owner[piece]))).astype(np.int32)
    starts, ends = (cut.starts + moved).astype(np.int32), (cut.ends + moved).astype(np.int32)
    paragraphs = piece.astype(np.int32)
    bounds = np.searchsorted(owner[piece], np.arange(len(articles) + 1)).tolist()
    for first, last in pairwise(bounds):
        at, within = slice(first, last), slice(first, max(last - RUN + 1, first))
        yield Wording(
            words=cut.hashes[at],
            runs=runs[within],
            starts=starts[at],
            ends=ends[at],
            paragraphs=paragraphs[at],
            numbers=cut.numbers[at],
            own=own[first : last + 1],
        )
