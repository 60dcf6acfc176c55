"""Names in Latin letters as Arabic would write them, so that Zelensky and زيلينسكي are heard alike.

`names_sounds.tsv` says how letters sound in either script. The spelling is a rough one: only its consonants are kept,
and of the vowels only those matter that Arabic takes for what is written on to a word (the ين of Berlin).
"""

import functools

import numpy as np
from msgspec import Struct

from riwaya.lexicon import languages, load_list, load_table
from riwaya.names import hear_sounds, is_arabic
from riwaya.retellings.anchors import hash_anchors
from riwaya.retellings.words import Hashes, Marks, Places, Words, cut_words

_UNWRITTEN = str.maketrans({"e": "", "o": "u"})  # Chelsea is تشلسي as often as تشيلسي, Boston has a و
_NOTHING = "ا"  # a word without a consonant


class _Sound(Struct, frozen=True):
    letters: str
    sound: str
    key: str = ""


def find_names(words: Words) -> Places:
    """Give the words that may be names in Latin letters: those with a capital that are more than function words."""
    found = np.flatnonzero(_capitals().take(words.letters.take(words.firsts)))
    return found[~np.isin(words.hashes.take(found), _function_words())]


def hear_names(words: Words, names: Places) -> Hashes:
    """Give the skeletons of some words as `hash_anchors` gives them for their Arabic spellings."""
    if not len(names):
        return np.zeros(0, np.uint64)
    _, first, which = np.unique(words.hashes.take(names), return_index=True, return_inverse=True)
    slices = [words.letters[words.firsts[n] : words.lasts[n]] for n in names.take(first)]
    spelled = [_spell(letters.tobytes().decode("utf-32-le", "replace")) for letters in slices]
    return hash_anchors(cut_words("\n".join(spelled)))[1].take(which)


@functools.lru_cache(maxsize=1 << 14)
def _spell(name: str) -> str:
    """Write a name in Arabic letters.

    >>> _spell("Berlin"), _spell("Trump")
    ('برلين', 'ترومپ')
    """
    letters = _letters()
    return "".join(letters.get(sound, "") for sound in hear_sounds(name).translate(_UNWRITTEN)) or _NOTHING


@functools.cache
def _letters() -> dict[str, str]:
    """Give for each sound the first Arabic letters that the table has for it."""
    rows = load_table("ar", "names_sounds", _Sound, "letters")
    return {row.sound: row.letters for row in reversed(rows) if is_arabic(row.letters)}


@functools.cache
def _function_words() -> Hashes:
    listed = [word for language in languages() for word in load_list(language, "function_words")]
    return cut_words("\n".join(listed)).hashes


@functools.cache
def _capitals() -> Marks:
    capitals = np.zeros(1 << 16, np.bool_)
    for code in range(0x0250):
        capitals[code] = chr(code).isupper()
    return capitals
