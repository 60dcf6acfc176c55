"""How a report changed from one capture to the next."""

import difflib
import itertools
import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from riwaya.records import Article, Capture
from riwaya.store import Store

Stretch = tuple[str, Literal["same", "gone", "new"]]


class Step(Struct, frozen=True, kw_only=True):
    """A capture of an article, with what changed since the one before; empty where nothing did."""

    capture: Capture
    title: tuple[Stretch, ...] = ()
    text: tuple[Stretch, ...] = ()


def list_steps(store: Store, article: str) -> Iterator[Step]:
    """Give the captures of an article by its id, the earliest first, with the words that changed."""
    versions = list(store.versions(article))
    for capture, _ in versions[:1]:
        yield Step(capture=capture)
    for (_, former), (capture, latter) in itertools.pairwise(versions):
        yield Step(
            capture=capture,
            title=_mark(former.title or "", latter.title or ""),
            text=_mark(_report(former), _report(latter)),
        )


def _report(article: Article) -> str:
    return "\n".join(article.text[start:end] for start, end in article.paragraphs)


def _mark(before: str, after: str) -> tuple[Stretch, ...]:
    return () if before == after else tuple(mark_changes(before, after))


def mark_changes(before: str, after: str) -> Iterator[Stretch]:
    """Cut two versions of one text into what stayed, what went and what came, in reading order.

    >>> [part for part in mark_changes("قتل ثلاثة في القصف", "قتل خمسة في القصف") if part[1] != "same"]
    [('ثلاثة', 'gone'), ('خمسة', 'new')]
    """
    for lines, others in _pair_lines(before.splitlines(keepends=True), after.splitlines(keepends=True)):
        if lines == others:
            yield lines, "same"
        else:
            yield from _pair_words(_WORD.findall(lines), _WORD.findall(others))


def _pair_lines(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    for _, a, b, c, d in difflib.SequenceMatcher(None, before, after).get_opcodes():
        yield "".join(before[a:b]), "".join(after[c:d])


def _pair_words(before: list[str], after: list[str]) -> Iterator[Stretch]:
    if max(len(before), len(after)) > _WORDS:  # the time that aligning takes grows with the square
        yield from (("".join(before), "gone"), ("".join(after), "new"))
        return
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "".join(before[a:b]), "same"
            continue
        if a < b:
            yield "".join(before[a:b]), "gone"
        if c < d:
            yield "".join(after[c:d]), "new"


_WORD = re.compile(r"\w+|\W")
_WORDS = 2000  # of a changed stretch, blanks and marks included, that are aligned word by word
