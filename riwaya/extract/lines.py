"""Which lines of a report's column are the report: the same judgement for a page's blocks and for plain text."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from riwaya.extract.boilerplate import find_cue
from riwaya.extract.credits import is_credit, name_agency, split_credit
from riwaya.extract.dates import read_dates
from riwaya.extract.headlines import STOPS, is_prose
from riwaya.extract.keys import key_words
from riwaya.lexicon import load_list
from riwaya.times import find_dates

_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_LABEL = re.compile(r"\s\S+\s*:")  # المصدر: النهر التاريخ: 19 مايو
_SHORTCODE = re.compile(r"^\[/?[a-z][\w-]*[^\]]*\]$")  # [ads_inline id="77"]
_INITIALS = re.compile(r"^[=_*~-]{3,} ?[^ ]{1,12}$")  # ====م.ع.
_HASHTAGS = re.compile(r"(?:#[^\s#]+(?: [^\s#.،]+){0,2}\s*){3,}$")  # #نهر أرماس #سد_كورفا #سندار
_SIGNED = re.compile(r"[^\W\d]+(?: [^\W\d]+){0,2} ?[-–—/|] ?[^\W\d]+(?: [^\W\d]+){0,3}")
_CLOCK = re.compile(r"\b[ap]\.m\.$")  # By Jane Doe on Monday at 11:08 a.m.
_FEW = 4  # paragraphs
_VERSES = 6  # short lines at the end: more are a poem or a table of results
_COMMA = re.compile("[،,#]")
_TAGS = 4  # commas in a list of tags
_ANY_DAY = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)  # with which «منذ ساعتين» is known for a date, whichever it be
_AGO = 32  # characters of «قبل ثلاث ساعات» and the like
_DATE_LINE = 70  # of a line that may be nothing but its date
_DATE_SHARE = 0.45  # of a line's characters: beyond that the line is its date
_LAST = 200  # characters, in which hashtags end a line
_LONG = 160
_REPEATED = 60  # characters of a line that nobody writes twice
_LABEL_WORDS = 7


class Line(NamedTuple):
    """A line of a report's column. `number` is the caller's own name for it."""

    number: int
    text: str
    linked: int = 0  # characters of it in links
    is_heading: bool = False  # marked as one
    is_item: bool = False  # of a list


class Judged(NamedTuple):
    """What was kept, by number, and what was named as sources."""

    kept: list[int]
    sources: list[str]


def judge_lines(lines: Sequence[Line], known: Sequence[str | None], byline: Sequence[str | None] = ()) -> Judged:
    """Give the numbers of the lines that are the report, in order, and the lines under a label for sources.

    `known` is what the page has said already: the title, the outlet's name; `byline` is who wrote the report.
    """
    said = {key_words(t) for t in known if t}
    names = [key_words(n) for n in byline if n]
    sources: list[str] = []
    kept = _drop_repeats(_drop_points(lines))
    longest = 2 * max(map(len, said), default=0)  # characters of a line that says one of these again
    kept = [
        x
        for x in _drop_cues(kept, sources)
        if not ((len(x.text) <= longest and key_words(x.text) in said) or _is_foreign(x) or _is_signature(x, names))
    ]
    kept = _drop_biography(_drop_trailing(_drop_opening(kept), sources), names)
    return Judged([line.number for line in kept], sources)


def read_sources(lines: Sequence[Line]) -> list[str]:
    """Give whom lines under the report name as its sources: المصدر : النهر + وكالات."""
    sources: list[str] = []
    for line in lines:
        if ":" in line.text and find_cue(line.text) == "sources":
            sources += list(filter(None, [_LABEL.split(line.text.partition(":")[2])[0].strip()]))
    return sources


def _drop_points(lines: Sequence[Line]) -> Sequence[Line]:
    """Leave out the list of key points before the report's first sentence."""
    first = next((i for i, line in enumerate(lines) if is_prose(line.text) and not line.is_item), 0)
    return [line for i, line in enumerate(lines) if i >= first or not line.is_item]


def _drop_repeats(lines: Sequence[Line]) -> list[Line]:
    """Leave out what was said word for word before, such as a caption that stands under its picture twice."""
    first = {line.text: line.number for line in reversed(lines)}
    return [line for line in lines if len(line.text) < _REPEATED or first[line.text] == line.number]


def _drop_cues(lines: Sequence[Line], sources: list[str]) -> Iterator[Line]:
    listing = naming = seen_prose = False
    pending: list[str] = []  # credits in brackets, which are the report's if no sentence follows: --(بترا)
    for line in lines:
        if is_credit(line.text):
            (sources if any(map(name_agency, split_credit(line.text))) else pending).append(line.text)
            continue
        drops = find_cue(line.text, is_linked=line.linked * 3 > len(line.text))
        if drops == "rest" and seen_prose:
            break
        if drops:
            inline = _LABEL.split(line.text.partition(":")[2])[0].strip()
            naming = drops == "sources" and not inline
            sources += [inline] if drops == "sources" and inline else []
            listing = drops in {"list", "sources"} and not inline
            continue
        is_section = line.is_heading and not line.linked
        if listing and not is_section and not is_prose(line.text):
            if naming and not _DIGIT.search(line.text):
                sources.append(line.text)
                naming = False
            continue
        listing = naming = False
        if is_prose(line.text):
            seen_prose = True
            pending.clear()
        yield line
    sources += pending


def _is_foreign(line: Line) -> bool:
    text = line.text
    if not _LETTER.search(text) or _SHORTCODE.match(text) or _INITIALS.match(text):
        return True
    if line.linked > 0.7 * len(text) and (len(text) < _LONG or line.linked > 0.95 * len(text)):
        return True
    if (
        len(text) < _DATE_LINE
        and not text.endswith(".")
        and (len(text) <= _AGO or _DIGIT.search(text))
        and _is_date(text)
    ):
        return True
    return "#" in text[1:] and text[0] != "#" and bool(_HASHTAGS.search(text, max(len(text) - _LAST, 0)))


def _is_date(text: str) -> bool:
    """True for a line that is little else than a date: «نشر الأحد 9 شباط 2025 - 14:20», «قبل 3 ساعات»."""
    if len(text) > _AGO and not _DIGIT.search(text):
        return False
    found = find_dates(text, captured=_ANY_DAY) if len(text) <= _AGO else read_dates(text)
    return any(d.end - d.start > _DATE_SHARE * len(text) for d in found)


def _is_signature(line: Line, names: Sequence[str]) -> bool:
    """True for a line that only signs, with or without the date: سلمى الخطيب - السبت 8 فبراير 2025."""
    if not names or len(line.text) > _LONG or (line.text.endswith(STOPS[:5]) and not _CLOCK.search(line.text)):
        return False
    key = f"{key_words(line.text)} "
    if not key.strip():  # ـــــ
        return False
    if key.split(maxsplit=1)[0] in load_list("ar", "bylines_kept"):
        return False
    is_short = len(line.text.split()) <= _LABEL_WORDS
    return any(name and (key.startswith(f"{name} ") or (is_short and f" {name} " in key)) for name in names)


def _drop_opening(lines: list[Line]) -> list[Line]:
    """Leave out a signature by place and name above the second paragraph: تل الصفصاف – بلال الرشيدي."""
    prose = [i for i, line in enumerate(lines) if is_prose(line.text)]
    top = prose[1] if len(prose) > 1 else 0
    return [x for i, x in enumerate(lines) if i >= top or x.is_heading or not _SIGNED.fullmatch(x.text)]


def _drop_biography(lines: list[Line], names: Sequence[str]) -> list[Line]:
    """Leave out the last paragraph where it tells of the author: سلمى الخطيب صحافية من دار الجسر."""
    opening = " ".join(key_words(lines[-1].text[:_LONG]).split()[:2]) if len(lines) > _FEW else ""
    return lines[:-1] if opening and any(f" {opening} " in f" {name} " for name in names) else lines


def _drop_trailing(lines: list[Line], sources: list[str]) -> list[Line]:
    """Leave out what stands after the last sentence and is none: a heading with nothing under it, a name, a credit."""
    last = max((i for i, line in enumerate(lines) if is_prose(line.text)), default=len(lines))
    if len(lines) - last > _VERSES:
        return lines
    kept = []
    for i, line in enumerate(lines):
        is_signed = i > last and any(map(name_agency, split_credit(line.text)))
        if is_signed:  # فرانس24/ أ ف ب
            sources.append(line.text)
        is_label = line.text.endswith(":") or not line.text.endswith(STOPS)
        is_label = is_label and (len(line.text.split()) <= _LABEL_WORDS or len(_COMMA.findall(line.text)) >= _TAGS)
        if i <= last or not (line.is_heading or is_label or is_signed):
            kept.append(line)
    return kept
