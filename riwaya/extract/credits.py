"""Whom a page credits with its report: the dateline, the agency in the byline, the sources named at the end."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from riwaya.extract.keys import key_words, says
from riwaya.gazetteer import list_agencies
from riwaya.lexicon import languages, load_list
from riwaya.records import Span

_DASH = r"[-–—ـ−]{1,3}"
_GAP = r"[^\S\n]*"
_PIECE = r"[^().:؛!؟?،,\n–—-]{2,30}"
# موسكو (أ ف ب) –   دمشق، سوريا (CNN) --   (CNN)--   عمان 14 نيسان (بترا)-
_BRACKETED = re.compile(
    rf"(?P<place>[^().:؛!؟?\n]{{0,48}}?){_GAP}\((?P<agency>[^()\n]{{2,30}})\){_GAP}(?:{_DASH}|:)[ـ:-]*"
)
# سبق- الرياض:   واس- جدة:   رام الله - كفاح زبون:
_PLACED = re.compile(rf"(?P<place>{_PIECE}(?:{_DASH}{_PIECE}){{0,2}}):(?:{_GAP}{_DASH})?(?=\s)")
# رويترز -   خبرگزاری آریا -   القاهرة، رويترز –
_DASHED = re.compile(rf"(?P<place>{_PIECE}(?:[،,/]{_PIECE})?){_GAP}{_DASH}(?=\s)")
_PIECES = re.compile(rf"\s*(?:{_DASH}|[:،,/|+()\[\]«»\"؛;]|\s+و(?=وكالات)|\s+and\s+)\s*")
_LAST = re.compile(r"[(\[{«-]\s*([^()\[\]{}«»\n-]{2,40}?)\s*[)\]}»]?\s*[.]?\s*$")
_QUOTED = r"[«\"“'](?P<quoted>[^«»\"“”'\n]{2,30})[»\"”']"
_TOLD = re.compile(r"\bو?نقلت(?: عنه| عنها)?$")
_NAME = 30  # characters of a medium's name
_ALONE = re.compile(r"\W*[(\[][^()\[\]\n:\d]{2,24}[)\]]\W*")
_PLACE_WORDS = 4
_FIRST = 2  # paragraphs
_OPENING = 1500  # characters of them
_LONGEST = 60  # characters of a credit line


def find_dateline(text: str, start: int) -> Span | None:
    """Find the place and agency that open a report, from `start` on, with the dash that ends them.

    >>> find_dateline("موسكو (أ ف ب) – أعلن الوزير", 0).text
    'موسكو (أ ف ب) –'
    """
    if (found := _BRACKETED.match(text, start)) and (
        name_agency(found["agency"]) or len(found["place"].split()) <= _PLACE_WORDS
    ):
        return _span(found)
    for shape in (_PLACED, _DASHED):
        if found := shape.match(text, start):
            pieces = [piece.strip() for piece in _PIECES.split(found["place"])]
            is_named = any(map(name_agency, pieces)) or (shape is _PLACED and len(pieces) > 1)
            if is_named and max(len(piece.split()) for piece in pieces) <= _PLACE_WORDS:
                return _span(found)
    return None


def is_credit(line: str) -> bool:
    """True for a line that is nothing but a credit in brackets: --(بترا)."""
    return bool(_ALONE.fullmatch(line))


def _span(found: re.Match[str]) -> Span:
    written = found[0].rstrip()
    return Span(start=found.start(), end=found.start() + len(written), text=written)


class Told(NamedTuple):
    """Where a page may say whom its report is from."""

    dateline: Span | None
    byline: str | None
    paragraphs: Sequence[str]  # the first may name the medium they rest on, the last end on an agency in brackets
    sources: Sequence[str]  # lines under a label such as المصادر, of which every part is a credit


def find_credits(told: Told, outlet: str | None = None) -> tuple[str, ...]:
    """Give the media that the page credits, once each: as it writes them, without وكالة before them.

    Its own outlet is none of them, nor are agencies that it does not name (وكالات).

    >>> paragraphs = ["فتح الجسر، نقلا عن صحيفة «النهر».", "انتهى. (رويترز)"]
    >>> find_credits(Told(None, "نيقوسيا: أ ف ب", paragraphs, ["العربي - وكالات"]))
    ('أ ف ب', 'رويترز', 'العربي', 'النهر')
    """
    dateline, byline = told.dateline.text if told.dateline else "", told.byline or ""
    pieces = [piece for line in (dateline, byline) for piece in _PIECES.split(line)]
    if ending := _LAST.search("".join(told.paragraphs[-1:])[-_LONGEST:]):
        pieces += _PIECES.split(ending[1])
    named = [*_read_dateline(dateline), *([byline.strip("()[]- ")] if is_credit(byline) else [])]
    named += [piece for piece in pieces if name_agency(piece)]
    named += [part for line in told.sources for part in split_credit(line) if 1 < len(part) < _NAME]
    named += _find_relayed("\n".join(told.paragraphs[:_FIRST])[:_OPENING])
    names = filter(None, (_shorten(name.strip(" .ـ")) for name in named))
    unnamed = _load_unnamed()
    return tuple(dict.fromkeys(n for n in names if not says(outlet or "", n) and key_words(n) not in unnamed))


def _read_dateline(dateline: str) -> Iterator[str]:
    """Give the agency that only its place shows: X of «موسكو (X) –», ترافبرس of «لورميتسا – ترافبرس:»."""
    found = _BRACKETED.fullmatch(dateline)
    if found and not dateline.endswith(":"):
        yield found["agency"]
    elif _PLACED.match(f"{dateline} "):
        yield from (piece for piece in _PIECES.split(dateline) if piece.endswith(_load_endings()))


def _find_relayed(opening: str) -> Iterator[str]:
    """Give the media on which the opening of a report rests: النهر of «نقلا عن صحيفة «النهر»»."""
    for found in _load_kinds().finditer(opening):
        before = f" {opening[max(found.start() - _LONGEST, 0) : found.start()].rstrip()}"
        if before.endswith(_load_cues()):
            name = found["quoted"] or found["public"] or _name_unquoted(found["agency"], before)
            yield from [name] if name else []


def _name_unquoted(written: str, before: str) -> str | None:
    """Give the agency with which some words begin: a listed one, or one word after نقلت وكالة.

    The world has other agencies than of news: «ذكرت وكالة الطقس».
    """
    words = written.split()
    forms = (" ".join(words[:count]) for count in range(len(words), 1, -1))
    listed = next((form for form in forms if key_words(form) in _load_agencies()), None)
    is_own_name = _TOLD.search(before) and not words[1].startswith(("ال", "أنباء"))
    return listed or (" ".join(words[:2]) if is_own_name else None)


def _shorten(name: str) -> str:
    """Give a name without the word for agency before it: ضفاف for وكالة ضفاف, أ ف ب for وكالة فرانس برس."""
    opening = next((o for o in _load_openings() if key_words(name).startswith(f"{o} ")), None)
    if opening is None:
        return name
    is_long = any(key_words(name).startswith(f"{o} ") for o in _load_openings() if " " in o)  # وكالة أنباء النهر
    # what parts two words need be no blank: «وكالة\x1bé»
    return _load_agencies().get(key_words(name)) or (name if is_long else name.split(maxsplit=1)[-1])


def split_credit(line: str) -> list[str]:
    """Give the parts of a credit line, where it is short enough to be one: العربي - وكالات has two."""
    return [part for part in _PIECES.split(line) if part] if len(line) <= _LONGEST else []


@functools.lru_cache(maxsize=4096)
def name_agency(written: str) -> str | None:
    """Give an agency's usual name for a form of it as credits write it: أ. ف. ب is أ ف ب. None for what is none.

    An agency that is not listed is known by its full name, which says that it is one: وكالة ضفاف.
    """
    key = key_words(written)
    if name := _load_agencies().get(key):
        return name
    if key in _load_unnamed():
        return written
    is_full = 1 < len(key.split()) <= _PLACE_WORDS and any(key.startswith(o + " ") for o in _load_openings())
    return written.strip() if is_full else None


@functools.cache
def _load_unnamed() -> frozenset[str]:
    return frozenset(key_words(name) for code in languages() for name in load_list(code, "agencies_unnamed"))


@functools.cache
def _load_endings() -> tuple[str, ...]:
    return tuple(ending for code in languages() for ending in load_list(code, "agency_endings"))


@functools.cache
def _load_cues() -> tuple[str, ...]:
    return tuple(f" {cue}" for cue in load_list("ar", "media_cues"))


@functools.cache
def _load_kinds() -> re.Pattern[str]:
    kinds, public = ("|".join(load_list("ar", name)) for name in ("media_kinds", "media_public"))
    agency = r"(?P<agency>وكالة(?: \w{1,15}){1,4})"
    return re.compile(rf"\b(?:(?:{kinds})\s+(?:\w+\s+)?{_QUOTED}|(?P<public>(?:{public}) ال\w+)|{agency})")


@functools.cache
def _load_openings() -> tuple[str, ...]:
    return tuple(key_words(opening) for code in languages() for opening in load_list(code, "agency_openings"))


@functools.cache
def _load_agencies() -> dict[str, str]:
    rows = (row for code in languages() for row in list_agencies(code))
    return {key_words(form): row.name for row in rows for form in row.forms}
