"""Who a page says wrote its report."""

import functools
import re
from collections.abc import Iterable, Sequence

from riwaya.extract.boilerplate import find_cue
from riwaya.extract.credits import name_agency, split_credit
from riwaya.extract.headlines import STOPS
from riwaya.lexicon import languages, load_list
from riwaya.text import fold
from riwaya.times import find_dates

_NAMES = re.compile(r"author|byline|writer|reporter|journalist|creator")
_WORDS = 10  # in a byline
_NAME_WORDS = 8  # in one that only its date betrays
_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"https?://|@|www\.")


def choose_byline(near: Iterable[tuple[str, str]], signed: Sequence[str], said: Sequence[str], site: str) -> str | None:
    """Give the byline as the page writes it, or None.

    `near` are the lines beside the title with the names of their elements; `signed` is whom linked data name as
    author, `said` whom other metadata do. Those name the web's developer as often as the reporter, so they are
    believed only where the page shows them; nobody is whose name is the site's.

    >>> choose_byline([("9:30", "time"), ("كتبت: هند مراد", "wr")], [], ["TechBridge"], "بوابة الجسر")
    'كتبت: هند مراد'
    """
    names = [n for n in (*signed, *said) if not _ADDRESS.search(n) and not _says(site, n)]
    for text, tags in near:
        line = _cut_date(text)
        if not line or len(line.split()) > _WORDS or line.endswith(STOPS[:4]) or _says(site, line):
            continue
        is_signed = any(_says(line, name) for name in names) or _NAMES.search(tags) or _opens(line)
        is_dated = (
            line != text and len(line.split()) <= _NAME_WORDS and not find_cue(line)
        )  # «سلمى الخطيب 8 فبراير 2025»
        if is_signed or is_dated or any(map(name_agency, split_credit(line))):
            return line
    shown = " ".join(text for text, _ in near)
    return next((n for n in names if n in signed or _says(shown, n)), None)


def _cut_date(text: str) -> str:
    """Give what stands before a line's date: ضفاف – دار الجسر of «ضفاف – دار الجسر الأحد 26 يناير 2025»."""
    return text[: next((d.start for d in find_dates(text)), None)].strip(" |·•-–،,")


def _opens(text: str) -> bool:
    key = _key(text)
    return any(key.startswith(opening + " ") for opening in _load_openings())


def _says(text: str, name: str) -> bool:
    return bool(name) and f" {_key(name)} " in f" {_key(text)} "


def _key(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))


@functools.cache
def _load_openings() -> tuple[str, ...]:
    return tuple(_key(line) for code in languages() for line in load_list(code, "bylines"))
