"""Which language a report is in, by its letters and its commonest words."""

import functools
import re

from riwaya.lexicon import languages, load_list
from riwaya.text import fold, load_folded

_SAMPLE = 400  # characters
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ar", re.compile("[\u0621-\u064a]+")),
    ("he", re.compile("[\u05d0-\u05ea]+")),
    ("ru", re.compile("[\u0400-\u04ff]+")),
    ("zh", re.compile("[\u4e00-\u9fff]+")),
    ("el", re.compile("[\u0370-\u03ff]+")),
)
# Letters that Arabic does not have. Urdu has retroflexes of its own; Persian shares the rest with Urdu and Kurdish.
_OTHER = re.compile("[ٹڈڑںھہےڕڵێۆەپچژگکی]")  # any of them
_LETTERS = (("ur", re.compile("[ٹڈڑںھہے]+")), ("ku", re.compile("[ڕڵێۆە]+")), ("fa", re.compile("[پچژگکی]+")))


def name_language(text: str, declared: str | None = None) -> str | None:
    """Give the ISO 639-1 code of a report's language; `declared` decides where the letters leave it open.

    >>> name_language("قال الوزير إن الجسر أغلق"), name_language("وزیر گفت که پل بسته شده است")
    ('ar', 'fa')
    """
    sample = text[:_SAMPLE]
    script, count = _find_script(sample)
    declared = declared.replace("_", "-").split("-")[0].lower() if declared else None
    if count * 4 < len(sample):
        return _by_words(sample) or (declared if declared and len(declared) == 2 else None)
    if script != "ar":
        return declared if declared in {"uk", "bg", "sr", "ja", "yi"} else script
    for code, letters in _LETTERS if _OTHER.search(sample) else ():
        if _count(letters, sample) * 50 > count:
            return code
    return "ar"


def _find_script(sample: str) -> tuple[str, int]:
    """Give the script of most letters, by the code of its commonest language, and how many they are."""
    best = ("", 0)
    for code, letters in _SCRIPTS:
        count = _count(letters, sample)
        if count * 2 > len(sample):
            return code, count
        best = max(best, (code, count), key=lambda row: row[1])
    return best


def _count(letters: re.Pattern[str], sample: str) -> int:
    return sum(map(len, letters.findall(sample)))


def _by_words(sample: str) -> str | None:
    words = _WORD.findall(fold(sample))
    votes = {code: sum(word in common for word in words) for code, common in _load_common().items()}
    best = max(votes, key=lambda code: votes[code], default=None)
    return best if best and votes[best] * 12 >= len(words) and votes[best] > 1 else None


@functools.cache
def _load_common() -> dict[str, frozenset[str]]:
    return {code: load_folded(code, "common") for code in languages() if load_list(code, "common")}
