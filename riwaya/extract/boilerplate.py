"""Cue lines: what a page sets among the report's paragraphs that is not the report.

The cues are data, `riwaya/data/<language>/boilerplate.tsv`; those of every language hold for every page, since an
Arabic page may well end in an English button.
"""

import functools
import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from riwaya.lexicon import languages, load_table
from riwaya.text import MARKS, fold

Stands = Literal["alone", "label", "opens", "inside"]
Drops = Literal["line", "list", "rest", "sources"]

_LONGEST = 320  # characters: a line beyond that is a paragraph, whatever it begins with
_HEAD = 100  # of a line, in which a cue that opens it stands
_WHOLE = 180  # of a line that is searched to its end
_ROW = 20  # words in a row of buttons
_EDGE = re.compile(r"[\W_]*")
_FIRST = re.compile(rf"[^\W_][\w{MARKS}]*")
_WORD = re.compile(r"\w+")
_LABEL_END = re.compile(r"\s*(?:[:|؛>»«\"“”•►◄←→…!؟?/\\\[({*-]|\.\.|–|—|$)")
_ALONE_END = re.compile(r"[\W\d_]*$")


class Cue(Struct, frozen=True, kw_only=True):
    """A row of `boilerplate.tsv`. In `cue`, `*` stands for one to six words and `0` for a number."""

    cue: str
    # alone: nothing else on the line; label: alone, before a colon, a bar or a link, and where it has two words also
    # before a headline, which has no full stop; opens: at its beginning; inside: anywhere in it
    stands: Stands = "label"
    # list: with the linked or headline-like lines under it; sources: with those whom it names as the report's, which
    # are credited; rest: with all that follows
    drops: Drops = "line"


class _Form(NamedTuple):
    pattern: re.Pattern[str]
    stands: Stands
    drops: Drops
    words: int


def find_cue(line: str, *, is_linked: bool = False) -> Drops | None:
    """Say what a cue line takes with it, or None where the line is no cue line.

    `is_linked`: a good part of the line is a link, so that a bare label before it needs no colon.

    >>> find_cue("شاهد أيضاً: افتتاح جسر جديد"), find_cue("شاهد أيضاً جيراننا الحريق."), find_cue("اترك تعليقاً")
    ('list', None, 'rest')
    """
    if len(line) > _LONGEST:
        return None
    by_first, inside = _load_forms()
    first = _FIRST.search(line)
    forms = by_first.get(_key(first[0]) if first else "", ())
    if len(line) > _WHOLE and not forms:
        return None
    folded = fold(line[:_WHOLE])
    edge = _EDGE.match(folded)
    head = folded[edge.end() if edge else 0 : _HEAD]
    for form in forms:
        if (match := form.pattern.match(head)) and _ends_well(form, line, head, match.end(), is_linked=is_linked):
            return form.drops
    if len(line) > _WHOLE:
        return None
    words = _WORD.findall(folded)
    if _is_buttons(words):
        return "line"
    if inside.keys().isdisjoint(words):
        return None
    found = (form for word in words if word in inside for form in inside[word] if form.pattern.search(folded))
    return next((form.drops for form in found), None)


@functools.lru_cache(maxsize=256)
def _key(word: str) -> str:
    """Give what forms are found by: their first word; all numbers are one."""
    folded = fold(word)
    return "0" if folded.isdigit() else folded


def _is_buttons(words: Sequence[str]) -> bool:
    """True for a row of buttons: طباعة Email فيسبوك تويتر."""
    return 1 < len(words) < _ROW and sum(map(_load_buttons().__contains__, words)) * 5 >= len(words) * 4


@functools.cache
def _load_buttons() -> frozenset[str]:
    rows = (row for language in languages() for row in load_table(language, "boilerplate", Cue, "cue"))
    return frozenset(fold(row.cue) for row in rows if row.stands == "alone" and " " not in row.cue)


def _ends_well(form: _Form, line: str, folded: str, end: int, *, is_linked: bool) -> bool:
    if form.stands == "opens":
        return True
    if form.stands == "alone":
        return len(line) <= _HEAD and bool(_ALONE_END.match(folded, end))
    is_headline = form.words > 1 and line[-1] not in ".،؛,;"
    return is_linked or is_headline or bool(_LABEL_END.match(folded, end))


@functools.cache
def _load_forms() -> tuple[dict[str, list[_Form]], dict[str, list[_Form]]]:
    """Give the forms that open a line, by their first word, and those inside it, by the longest of the others."""
    by_first: dict[str, list[_Form]] = {}
    inside: dict[str, list[_Form]] = {}
    for language in languages():
        for row in load_table(language, "boilerplate", Cue, "cue"):
            words = _WORD.findall(fold(row.cue))
            form = _Form(_compile(row.cue), row.stands, row.drops, len(words))
            if row.stands == "inside":
                inside.setdefault(max(words[1:], key=len), []).append(form)
            else:
                by_first.setdefault(_key(words[0]), []).append(form)
    return by_first, inside


def _compile(cue: str) -> re.Pattern[str]:
    parts = [_PARTS.get(word) or re.escape(word) for word in fold(cue).split()]
    return re.compile(r"[\s.،,'\"«»-]+".join(parts) + r"(?!\w)")


_PARTS = {"*": r"\S+(?:\s+\S+){0,5}?", "0": r"[\d.,]+"}
