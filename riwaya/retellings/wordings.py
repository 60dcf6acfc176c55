"""The words of many reports, read in batches: what of a report is compared with other reports word by word."""

from collections.abc import Iterator

from msgspec import Struct

from riwaya.retellings.batches import Batch
from riwaya.retellings.words import Counts, Hashes, Marks, hash_runs

RUN = 3  # words of a run


class Wording(Struct, frozen=True, kw_only=True, gc=False):
    """The words of one report's paragraphs in order, as parallel arrays; the n-th is `text[starts[n]:ends[n]]`."""

    words: Hashes
    runs: Hashes  # of three words each; the n-th begins at the n-th word
    starts: Counts
    ends: Counts
    paragraphs: Counts  # a number for the paragraph that each word stands in
    numbers: Marks
    own: Counts  # one more than words: how many words before each, from some point on, stand in no set phrase


def read_wordings(batch: Batch) -> Iterator[Wording]:
    """Give the wording of each article, in their order."""
    cut = batch.words
    runs = hash_runs(cut.hashes, RUN)
    for at in batch.slices():
        yield Wording(
            words=cut.hashes[at],
            runs=runs[at.start : max(at.stop - RUN + 1, at.start)],
            starts=batch.starts[at],
            ends=batch.ends[at],
            paragraphs=batch.paragraphs[at],
            numbers=cut.numbers[at],
            own=batch.own[at.start : at.stop + 1],
        )
