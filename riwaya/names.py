"""Spellings of a name: keys under which its variants meet.

In: a name as a page writes it. Out: a string that is equal for spellings of one name. Keys find candidates; that two
names with one key are one person is for `actors` to judge. A key tells nothing of the type of a name.
"""

import functools
import re

import msgspec

from riwaya.lexicon import load_table
from riwaya.text import find_words

# What forms one word with the next: عبد الله, أبو مازن, أم كلثوم, آل ثاني. «ابن» and «بن» stand between the parts.
_COMPOUND = re.compile(r"\b(عبد|ابو|ابي|ابا|ام|ال|ذو) (?=\w)")
_BETWEEN = frozenset({"بن", "ابن", "بنت"})


class _Letters(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `name_letters.tsv`, which says what its columns mean."""

    letters: str
    sound: str = ""


def spell_key(name: str) -> str:
    """Give the name as spelling-blind comparison sees it: folded, its compounds in one word, without بن.

    >>> spell_key("عبد الله بن أحمد"), spell_key("عبدالله أحمد")
    ('عبدالله احمد', 'عبدالله احمد')
    """
    words = " ".join(word for word in find_words(name) if word not in _BETWEEN)
    return _COMPOUND.sub(r"\1", words)


def sound_key(name: str) -> str:
    """Give the consonants of a name as they sound, so that transliterations of it meet. Blunt: سالم is سليم.

    >>> sound_key("مايكل بلومبرغ"), sound_key("مايكل بلومبيرج")
    ('مكل بلمبرك', 'مكل بلمبرك')
    >>> sound_key("إيما"), sound_key("أوما")
    ('ام', 'ام')
    """
    return " ".join(_sound(word) for word in spell_key(name).split())


def _sound(word: str) -> str:
    """Read the letters of a word. Its first letter counts also where it is a vowel: أوباما, يوهان, هانس."""
    sounds = _sounds()
    read = re.sub("|".join(sounds), lambda found: sounds[found.group()], word)
    first = word[:1] if sounds.get(word[:1]) == "" else ""
    return first + re.sub(r"(.)\1+", r"\1", read)


@functools.cache
def _sounds() -> dict[str, str]:
    return {row.letters: row.sound for row in load_table("ar", "name_letters", _Letters, "letters")}
