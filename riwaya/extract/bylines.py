"""Who a page says wrote its report."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from riwaya.extract.boilerplate import find_cue
from riwaya.extract.credits import is_credit, name_agency, split_credit
from riwaya.extract.headlines import STOPS
from riwaya.extract.markup import Piece
from riwaya.lexicon import languages, load_list
from riwaya.text import fold
from riwaya.times import find_dates

_NAMES = re.compile(r"author|auteur|autor\b|\baut\b|byline|writer|writeb|writtenb|reporter|journalist|creator")
_WORDS = 10  # in a byline
_NAME_WORDS = 8  # in one that only its date or its shape betrays
_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"https?://|@|www\.")
_PLACED = re.compile(r"[^\W\d]+(?: [^\W\d]+){0,3}\s*[-–—]\s*[^\W\d]+(?: [^\W\d]+){0,4}")  # الباحة - عائض الزهراني
_ARABIC = re.compile("[ء-ي]")
_EDGES = " |·•-–،,/:"


class Near(NamedTuple):
    """A line beside the report's title or end."""

    text: str
    names: str  # of the block elements around it
    pieces: Sequence[Piece]


class _Known(NamedTuple):
    names: Sequence[str]  # whom metadata name as authors
    site: str


def choose_byline(
    near: Sequence[Near], around: Iterable[Near], signed: Sequence[str], said: Sequence[str], site: str
) -> str | None:
    """Give the byline as the page writes it, or None.

    `near` are the lines between the title and the text, `around` those before the one and after the other, where only
    an element called author or the like is believed. `signed` is whom linked data name as author, `said` whom other
    metadata do. Those name the web's developer as often as the reporter, so they are believed only where the page
    shows them, or where they are in the page's own script; nobody is whose name is the site's.

    >>> choose_byline([Near("9:30", "time", []), Near("كتبت: هند مراد", "wr", [])], [], [], ["TechBridge"], "بوابة الجسر")
    'كتبت: هند مراد'
    """
    known = _Known([n for n in (*signed, *said) if not _ADDRESS.search(n) and not _says(site, n)], site)
    shown = (*_read_lines(near, known), *(c for line in around for c in _list_marked(line)))
    if (found := next((c for c in shown if _is_name(c, site)), None)) is not None:
        return found
    page = " ".join(line.text for line in near)
    return next((n for n in known.names if n in signed or _says(page, n) or _ARABIC.search(n)), None)


def _read_lines(lines: Sequence[Near], known: _Known) -> Iterator[str]:
    """Give what may be the byline, the likeliest of each line first; a label such as بواسطة is joined by what follows."""
    is_labelled = False
    for line in lines:
        texts = [text for piece in line.pieces if (text := piece.text.strip(_EDGES))] or [line.text.strip(_EDGES)]
        for text in texts:
            if is_labelled:
                yield _cut_date(text)
            is_labelled = _key(text) in _load_openings()
        yield from _list_marked(line)
        yield from (text for text in map(_cut_date, texts) if len(texts) > 1 and _is_signed(text, known))
        if _speaks_of_author(line, known):
            yield _cut_date(line.text)


def _list_marked(line: Near) -> list[str]:
    """Give what stands in elements called author: <span class="writer">كتب: رأفت سيدهم</span>."""
    marked = " ".join(piece.text for piece in line.pieces if _NAMES.search(piece.names))
    return [_cut_date(marked)] if marked else []


def _is_signed(text: str, known: _Known) -> bool:
    key = f"{_key(text)} "
    is_named = any(_says(text, name) for name in known.names) or any(map(name_agency, split_credit(text)))
    return is_named or any(key.startswith(f"{opening} ") for opening in (*_load_openings(), *_load_desks()))


def _speaks_of_author(line: Near, known: _Known) -> bool:
    cut = _cut_date(line.text)
    if _NAMES.search(line.names) or _is_signed(cut, known):
        return True
    if len(cut.split()) > _NAME_WORDS or find_cue(cut) or not cut:
        return False
    is_dated = len(cut) + 4 < len(line.text.strip(_EDGES))  # «سلمى الخطيب 8 فبراير 2025»
    is_placed = is_credit(cut) or (_PLACED.fullmatch(cut) and len(_WORD.findall(cut)) > 2)
    is_label = line.text.strip(_EDGES)[len(cut) :].lstrip().startswith(":")  # التاريخ: 11/05/2017
    return bool(is_placed) or (is_dated and not is_label and not any(map(str.isdigit, cut)))


def _is_name(text: str, site: str) -> bool:
    key = _key(text)
    is_short = 0 < len(text.split()) <= _WORDS and len(key) > 2
    return is_short and not text.endswith(STOPS[:4]) and not _says(site, text) and key not in _load_openings()


def _cut_date(text: str) -> str:
    """Give what stands before a line's date: ضفاف – دار الجسر of «ضفاف – دار الجسر الأحد 26 يناير 2025»."""
    end = next((d.start for d in find_dates(text)), None) if len(text) > _NAME_WORDS else None
    cut = text[:end].strip(_EDGES)
    desk = next((d for d in _load_desks() if f"{_key(cut)} ".startswith(f"{d} ")), None)
    return cut if desk is None else " ".join(cut.split()[: len(desk.split())])


def _says(text: str, name: str) -> bool:
    return bool(name) and f" {_key(name)} " in f" {_key(text)} "


def _key(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))


@functools.cache
def _load_openings() -> frozenset[str]:
    return frozenset(_key(line) for code in languages() for line in load_list(code, "bylines"))


@functools.cache
def _load_desks() -> frozenset[str]:
    return frozenset(_key(line) for code in languages() for line in load_list(code, "desks"))
