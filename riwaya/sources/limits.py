"""How much one input may ask of the machine."""

from collections import Counter
from typing import BinaryIO, NamedTuple

from msgspec import Struct

from riwaya.records import Page, Problem

Item = Page | Problem


class SourceLimits(Struct, frozen=True, kw_only=True):
    """Bounds on what is read. Whatever exceeds one is a Problem, and the run goes on."""

    page_bytes: int = 25_000_000  # one page, once decompressed
    whole_bytes: int = 512_000_000  # a JSON file or a feed, which can only be read whole
    ratio: int = 250  # decompressed to compressed; crawls reach 20, a bomb of gzip 1,000
    ratio_from: int = 10_000_000  # decompressed bytes before the ratio is looked at
    folders: int = 64  # folders within folders


class Opened(NamedTuple):
    """A stream to read, and what its owner knows it by. Kinds of records passed over are counted in `skipped`."""

    source: str
    stream: BinaryIO
    limits: SourceLimits
    skipped: Counter[str]


def report(subject: str, reason: str) -> Problem:
    """Give the Problem of an input."""
    return Problem(stage="sources", subject=subject, reason=reason)
