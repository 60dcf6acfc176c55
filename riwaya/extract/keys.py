"""What tells two lines apart: their folded words, without punctuation."""

import functools
import re

from riwaya.text import fold

_WORD = re.compile(r"\w+")


@functools.lru_cache(maxsize=256)  # one short line is asked for by title, byline and cue
def key_words(text: str) -> str:
    """Give the words of a text as spelling-blind comparison sees them, parted by single blanks.

    >>> key_words("كتبت: هُدى إبراهيم")
    'كتبت هدي ابراهيم'
    """
    return " ".join(_WORD.findall(fold(text)))


def says(text: str, name: str) -> bool:
    """True where the words of a name stand in a text, one after the other."""
    return bool(name) and f" {key_words(name)} " in f" {key_words(text)} "
