"""A page that came as text: which parts of it are the report. The text itself is kept character for character."""

import re
from typing import NamedTuple

from riwaya.extract.boilerplate import find_cue
from riwaya.extract.headlines import find_strange_headlines, is_prose
from riwaya.extract.lines import Line, judge_lines
from riwaya.text import fold

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_BULLET = re.compile(r"\s*[•▪◦●■◾▸►]")
_TITLE_WORDS = 30
_SPACES = "".join(letter for letter in map(chr, range(0x3001)) if letter.isspace())
_BLANK = f"{_SPACES}\u200b\u200e\u200f\ufeff\u202a\u202b\u202c\u2066\u2067\u2068\u2069"


class Parts(NamedTuple):
    """The parts of a text."""

    title: str | None
    paragraphs: list[tuple[int, int]]  # offsets
    sources: list[str]  # what stood under a label for sources


def divide_text(text: str, title: str | None, outlet: str | None) -> Parts:
    """Give the title and the paragraphs of a text; `title` and `outlet` are what it is known to have."""
    spans = [_trim(text, *m.span()) for m in _LINE.finditer(text)]
    spans = [(start, end) for start, end in spans if start < end]
    heading = _find_title(text, spans, title)
    body = spans[heading + 1 :] if heading is not None else spans
    body = _drop_points(text, body)
    lines = [Line(i, text[start:end]) for i, (start, end) in enumerate(body)]
    found = title or (text[slice(*spans[heading])] if heading is not None else None)
    judged = judge_lines(lines, [found, outlet])
    kept = [body[i] for i in judged.kept]
    strange = find_strange_headlines([text[start:end] for start, end in kept], found or "")
    return Parts(found, [span for i, span in enumerate(kept) if i not in strange], judged.sources)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    line = text[start:end]
    return end - len(line.lstrip(_BLANK)), start + len(line.rstrip(_BLANK))


def _find_title(text: str, spans: list[tuple[int, int]], title: str | None) -> int | None:
    """Find the line that is the title: the known one, else the first that is no cue, if it is a headline."""
    for i, (start, end) in enumerate(spans[:6]):
        line = text[start:end]
        if title and fold(line).split() == fold(title).split():
            return i
        if title is None and not find_cue(line):
            is_headline = len(line.split()) <= _TITLE_WORDS and not line.endswith((".", "،", ":"))
            return i if is_headline and i + 1 < len(spans) and not _BULLET.match(line) else None
    return None


def _drop_points(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out the list of key points that stands before the first paragraph."""
    first = next((i for i, (start, _) in enumerate(spans) if not _BULLET.match(text, start)), 0)
    return spans[first:] if any(is_prose(text[s:e]) for s, e in spans[first:]) else spans
