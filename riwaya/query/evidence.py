"""The words around those that something rests on: of «الفرنسية» alone nobody can tell what was credited."""

import functools
from collections.abc import Callable

from msgspec import Struct

from riwaya.records import Article, Evidence
from riwaya.store import Store

_AROUND = 36  # letters on either side: with the word itself about a line
_ENDS = ".!؟?\n"  # of a sentence
_HELD = 64  # articles that are not read anew for each of their words


class Clause(Struct, frozen=True):
    """Words of an article, and what stands before and after them in their sentence, as far as there is room."""

    before: str
    words: str
    after: str


def make_quote(store: Store) -> Callable[[Evidence], Clause]:
    """Give what finds the clause around a piece of evidence, whose article goes by its id."""
    read = functools.lru_cache(_HELD)(store.article_of)
    return lambda evidence: find_clause(read(evidence.article), evidence)


def find_clause(article: Article, evidence: Evidence) -> Clause:
    """Give the words of a text with those around them; the words alone where they stand in another field.

    >>> text = "عاد الماء. قال الراوي لوكالة ضفاف إن السد آمن. انتهى"
    >>> word = Evidence(article="a", field="text", start=29, end=33, text="ضفاف")
    >>> find_clause(Article(source="a", text=text, paragraphs=((0, len(text)),)), word)
    Clause(before='قال الراوي لوكالة ', words='ضفاف', after=' إن السد آمن')
    """
    start, end, text = evidence.start, evidence.end, article.text
    if evidence.field != "text" or text[start:end] != evidence.text:
        return Clause("", evidence.text, "")
    first, last = next(((a, b) for a, b in article.paragraphs if a <= start < b), (start, end))
    before, after = text[first:start], text[end : max(last, end)]
    before = before[max(before.rfind(mark) for mark in _ENDS) + 1 :].lstrip()
    after = after[: min((at for mark in _ENDS if (at := after.find(mark)) >= 0), default=len(after))]
    return Clause(_cut(before[::-1])[::-1], evidence.text, _cut(after))


def _cut(text: str) -> str:
    """Give the first letters of a text, up to a blank, and an ellipsis where there is more."""
    if len(text) <= _AROUND:
        return text
    blank = text.rfind(" ", 0, _AROUND)
    return f"{text[: max(blank, 0)]} …"
