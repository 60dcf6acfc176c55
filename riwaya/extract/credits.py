"""Whom a page credits with its report: the dateline, the agency in the byline, the sources named at the end."""

import functools
import re
from collections.abc import Iterable

from msgspec import Struct

from riwaya.lexicon import languages, load_list, load_table
from riwaya.records import Span
from riwaya.text import fold

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
_NAME = 30  # characters of a medium's name
_ALONE = re.compile(r"\W*[(\[][^()\[\]\n:\d]{2,24}[)\]]\W*")
_PLACE_WORDS = 4
_LONGEST = 60  # characters of a credit line


class _Agency(Struct, frozen=True, kw_only=True):
    name: str
    forms: tuple[str, ...]


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


def find_credits(
    dateline: Span | None, byline: str | None, last: str, blocks: Iterable[str], outlet: str | None = None
) -> tuple[str, ...]:
    """Give the media that the page credits, as it writes them, once each; its own outlet is none of them.

    `last` is the end of the report, where an agency may stand in brackets; `blocks` are lines that follow a label
    such as المصادر, of which every part is a credit.

    >>> find_credits(None, "نيقوسيا: أ ف ب", "انتهى البيان. (رويترز)", ["العربي - وكالات"])
    ('أ ف ب', 'رويترز', 'العربي', 'وكالات')
    """
    pieces = [p for line in (dateline.text if dateline else "", byline or "") for p in _PIECES.split(line)]
    found = _BRACKETED.fullmatch(dateline.text) if dateline else None
    credits_ = [found["agency"]] if found and not found[0].endswith(":") else []  # what (X) – names is its source
    if ending := _LAST.search(last[-_LONGEST:]):
        pieces += _PIECES.split(ending[1])
    credits_ += [p for p in pieces if name_agency(p)]
    credits_ += [part for line in blocks for part in split_credit(line) if 1 < len(part) < _NAME]
    own = f" {_key(outlet or '')} "
    named = (piece.strip(" .ـ") for piece in credits_)
    return tuple(dict.fromkeys(name for name in named if name and f" {_key(name)} " not in own))


def split_credit(line: str) -> list[str]:
    """Give the parts of a credit line, where it is short enough to be one: العربي - وكالات has two."""
    return [part for part in _PIECES.split(line) if part] if len(line) <= _LONGEST else []


@functools.lru_cache(maxsize=4096)
def name_agency(written: str) -> str | None:
    """Give an agency's usual name for a form of it as credits write it: أ. ف. ب is أ ف ب. None for what is none.

    An agency that is not listed is known by its full name, which says that it is one: وكالة ضفاف.
    """
    key = _key(written)
    if name := _load_agencies().get(key):
        return name
    is_full = 1 < len(key.split()) <= _PLACE_WORDS and any(key.startswith(o + " ") for o in _load_openings())
    return written.strip() if is_full else None


@functools.cache
def _load_openings() -> tuple[str, ...]:
    return tuple(_key(opening) for code in languages() for opening in load_list(code, "agency_openings"))


def _key(written: str) -> str:
    return " ".join(re.findall(r"\w+", fold(written)))


@functools.cache
def _load_agencies() -> dict[str, str]:
    rows = (row for code in languages() for row in load_table(code, "agencies", _Agency, "name"))
    return {_key(form): row.name for row in rows for form in row.forms}
