"""The words of a statement, and the entries of the table of stances that they are."""

import functools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from riwaya.lexicon import load_list, load_table
from riwaya.records import Span
from riwaya.stems import stem_variants
from riwaya.text import fold, is_word, tokenize

_PARTICLES = frozenset("بلك")


class Row(Struct, frozen=True, kw_only=True):
    """A row of `stances.tsv`, which says what its columns mean."""

    word: str
    stance: Literal[
        "ready",
        "refuses",
        "wavers",
        "demands",
        "proposes",
        "never",
        "not",
        "if",
        "unless",
        "whether",
        "hides",
        "free",
        "waives",
        "idle",
    ]
    third: Literal["yes", "if known", ""] = ""


class Word(NamedTuple):
    """A word of a statement, with its offsets into the article."""

    form: str  # folded
    start: int
    end: int
    part: int  # of the statement: 0 is its cue


def cut_words(parts: Sequence[Span | None]) -> Iterator[Word]:
    """Give the words of a statement, its cue first."""
    for number, part in enumerate(parts):
        for token in tokenize(part.text) if part else ():
            if part and is_word(token.form):
                yield Word(token.form, part.start + token.start, part.start + token.end, number)


def match_entry(words: Sequence[Word], at: int) -> tuple[Row | None, int]:
    """Give the longest entry of the table that begins at a word, and how many words it has."""
    for form in stem_variants(words[at].form):
        if _has_article(words[at].form) and not _has_article(form):
            continue  # «الاستعداد للمباراة» is no readiness, «الشروط» are no condition
        for entry, row in _table().get(form, ()):
            if row.third == "yes" and words[at].form[:1] in _PARTICLES and entry[0][:1] != words[at].form[:1]:
                continue  # «بتعهداتها» is no verb
            rest = words[at + 1 : at + len(entry)]
            if len(rest) == len(entry) - 1 and all(
                one in stem_variants(word.form) for one, word in zip(entry[1:], rest, strict=True)
            ):
                return row, len(entry)
    return _read_deed(words[at].form), 1


def _read_deed(form: str) -> Row | None:
    """Give readiness to do what one says that one will do: «سنشارك في الجولة», «بلاده ستودع شكوى»."""
    if form[0] != "س" or form[1:2] not in ("ي", "ت", "ن", "ا") or not any(form[2:].startswith(one) for one in _deeds()):
        return None
    return Row(word=form, stance="ready", third="yes" if form[1] in "يت" else "")


def _has_article(form: str) -> bool:
    return form.lstrip("وفب").startswith("ال") or form.startswith("لل")


def is_stance(form: str) -> bool:
    """Tell whether a word shows a stance by itself, so that it is no word for what the stance is on."""
    return any(entry == (form,) for entry, _ in _table().get(form, ()))


def has_stances(language: str) -> bool:
    """Tell whether a language has words for stances."""
    return bool(load_table(language, "stances", Row, "word"))


@functools.cache
def _deeds() -> tuple[str, ...]:
    return tuple(fold(deed)[1:] for deed in load_list("ar", "stances_deeds"))


@functools.cache
def _table() -> dict[str, list[tuple[tuple[str, ...], Row]]]:
    """Give the entries by their first words, the longest first."""
    entries: defaultdict[str, list[tuple[tuple[str, ...], Row]]] = defaultdict(list)
    for row in load_table("ar", "stances", Row, "word"):
        words = tuple(map(fold, row.word.split()))
        entries[words[0]].append((words, row))
    return {first: sorted(found, key=lambda entry: -len(entry[0])) for first, found in entries.items()}
