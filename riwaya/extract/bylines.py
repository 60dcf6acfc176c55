"""Who a page says wrote its report."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from riwaya.extract.boilerplate import find_cue
from riwaya.extract.credits import is_credit, name_agency, split_credit
from riwaya.extract.dates import read_dates
from riwaya.extract.headlines import PRESENT, STOPS
from riwaya.extract.keys import key_words, says
from riwaya.extract.margins import NAMES, Near
from riwaya.lexicon import languages, load_list
from riwaya.text import fold, load_folded

_WORDS = 10  # in a byline
_LONGEST = 300  # characters of a line with one, its date and its section
_NAME_WORDS = 8  # in one that only its date or its shape betrays
_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"https?://|@|www\.")
# الباحة - عائض الزهراني, but not the headline A Half-Built Bridge
_DASH = r"\s*(?:[–—]|-(?![A-Za-z])|(?<![A-Za-z])-)\s*"
_PLACED = re.compile(rf"[^\W\d]+(?: [^\W\d]+){{0,3}}{_DASH}[^\W\d]+(?: [^\W\d]+){{0,4}}")
_OPENED = re.compile(r"[^\W\d]+(?: [^\W\d]+)?\s*[:/]\s*[^\W\d]+(?: [^\W\d]+){1,2}")  # تل الصفصاف: بلال الرشيدي
_ARABIC = re.compile("[ء-ي]")
_EDGES = " |·•-–،,/:"


class _Known(NamedTuple):
    names: Sequence[str]  # whom metadata name as authors
    site: str


def choose_byline(
    near: Iterable[Near], around: Iterable[Near], signed: Sequence[str], said: Sequence[str], site: str
) -> str | None:
    """Give the byline as the page writes it, or None.

    `near` are the lines between the title and the text, `around` those before the one and after the other, where only
    an element called author or the like is believed. `signed` is whom linked data name as author, `said` whom other
    metadata do. Those name the web's developer as often as the reporter, so they are believed only where the page
    shows them, or where they are in the page's own script; nobody is whose name is the site's.

    >>> near = [Near("9:30", "time", []), Near("كتبت: هند مراد", "wr", [])]
    >>> choose_byline(near, [], [], ["TechBridge"], "بوابة الجسر")
    'كتبت: هند مراد'
    """
    known = _Known([n for n in (*signed, *said) if not _ADDRESS.search(n) and not says(site, n)], site)
    seen: list[Near] = []
    shown = chain(
        _read_lines(near, known, seen),
        (name for line in around for name in _list_marked(line)),
        _read_opening(seen),
    )
    if (found := next((c for c in shown if _is_name(c, site)), None)) is not None:
        return found
    page = " ".join(line.text for line in seen)
    return next((n for n in known.names if n in signed or says(page, n) or _ARABIC.search(n)), None)


def _read_lines(lines: Iterable[Near], known: _Known, seen: list[Near]) -> Iterator[str]:
    """Give what may be the byline, the likeliest of each line first; after a label such as بواسطة, what follows.

    `seen` gets the lines that were read.
    """
    is_labelled = False
    for line in lines:
        seen.append(line)
        if len(line.text) > _LONGEST:
            yield from _list_marked(line)
            is_labelled = False
            continue
        texts = [text for piece in line.pieces if (text := piece.text.strip(_EDGES))] or [line.text.strip(_EDGES)]
        for text in texts:
            if is_labelled:
                yield _cut_date(text)
            is_labelled = key_words(text) in _load_openings()
        yield from _list_marked(line)
        if len(texts) > 1:
            yield from (text for text in map(_cut_date, texts) if _is_signed(text, known))
        yield from (part.strip(_EDGES) for part in line.text.split("|")[1:] if _opens_byline(part))
        if _speaks_of_author(line, known):
            yield _cut_date(line.text)


def _list_marked(line: Near) -> list[str]:
    """Give what stands in elements called author: <span class="writer">كتب: رأفت سيدهم</span>."""
    marked = " ".join(piece.text for piece in line.pieces if piece.names and NAMES.search(piece.names))
    return [_cut_date(marked)] if marked else []


def _is_signed(text: str, known: _Known) -> bool:
    if _opens_byline(text):
        return True
    is_named = any(says(text, name) for name in known.names) or any(map(name_agency, split_credit(text)))
    return is_named or _find_desk(text) is not None


def _opens_byline(text: str) -> bool:
    words = key_words(text).split()
    return any(" ".join(words[:count]) in _load_openings() for count in range(1, min(len(words), 4)))


def _speaks_of_author(line: Near, known: _Known) -> bool:
    cut = _cut_date(line.text)
    if NAMES.search(line.names) or _is_signed(cut, known):
        return True
    if len(cut.split()) > _NAME_WORDS or find_cue(cut) or not cut:
        return False
    is_dated = len(cut) + 4 < len(line.text.strip(_EDGES))  # «سلمى الخطيب 8 فبراير 2025»
    is_placed = is_credit(cut) or (_PLACED.fullmatch(cut) and len(_WORD.findall(cut)) > 2)
    is_label = line.text.strip(_EDGES)[len(cut) :].lstrip().startswith(":")  # التاريخ: 11/05/2017
    return bool(is_placed) or (is_dated and not is_label and not any(map(str.isdigit, cut)))


def _read_opening(seen: Sequence[Near]) -> Iterator[str]:
    yield from (line.text for line in seen[-1:] if _is_opening(line.text))


def _is_opening(text: str) -> bool:
    """True for a line of place and name right above the text; no name is a noun with its article, or a verb."""
    if not _OPENED.fullmatch(text) or text.endswith(":"):
        return False
    names = re.split(r"\s*[:/]\s*", fold(text))[-1].split()
    return all(not PRESENT.match(name) or name in load_folded("ar", "names_given") for name in names) and not names[
        0
    ].startswith("ال")


def _is_name(text: str, site: str) -> bool:
    key = key_words(text)
    if any(f" {key}".endswith(f" {account}") for account in _load_accounts()):
        return False
    is_short = 0 < len(text.split()) <= _WORDS and len(key) > 2
    return is_short and not text.endswith(STOPS[:4]) and not says(site, text) and key not in _load_openings()


def _cut_date(text: str) -> str:
    """Give what stands before a line's date: ضفاف – دار الجسر of «ضفاف – دار الجسر الأحد 26 يناير 2025»."""
    end = next((d.start for d in read_dates(text)), None)
    cut = text[:end].strip(_EDGES)
    front, _, last = cut.rpartition(" ")  # أضيف من قبل admin في جمعة, 30/04/2010
    cut = front if end is not None and last in load_list("ar", "prepositions") and _opens_byline(front) else cut
    return _find_desk(cut) or cut


def _find_desk(text: str) -> str | None:
    """Give the desk with which a line opens: فريق التحرير of «كتب فريق التحرير 3 دقيقة للقراءة» too."""
    words = text.split()[:3]
    key = key_words(" ".join(words))
    if not any(desk in key for desk in _load_desks()):
        return None
    pairs = (" ".join(words[i : i + 2]) for i in (0, 1))
    return next((pair for pair in pairs if key_words(pair) in _load_desks()), None)


@functools.cache
def _load_accounts() -> frozenset[str]:
    return frozenset(key_words(line) for code in languages() for line in load_list(code, "bylines_accounts"))


@functools.cache
def _load_openings() -> frozenset[str]:
    return frozenset(key_words(line) for code in languages() for line in load_list(code, "bylines"))


@functools.cache
def _load_desks() -> frozenset[str]:
    return frozenset(key_words(line) for code in languages() for line in load_list(code, "desks"))
