"""How names are spelled: a key that holds the spellings of one name together, across Arabic and Latin script.

Arabic newswire writes a foreign name as it is heard: ترامب and ترمب, زيلينسكي and زيلنسكي, غوتيريش and جوتيريس. A word
is heard as a row of sounds (`names_sounds.tsv`). Its `skeleton` keeps the consonants, so that spellings of one name
nearly always share it; `spelled_alike` compares sound by sound. Neither says that two people are one: that takes other
evidence than spelling.
"""

import functools
import re
import unicodedata
from collections.abc import Mapping, Sequence

from msgspec import Struct

from riwaya.lexicon import load_list, load_table
from riwaya.text import fold

_VOWELS = "aeiou"
_ALIKE = 0.12  # a sound, at most, that two spellings of one name differ by
_CLOSE = 0.06  # the same, where one of them is a name of Arabic itself
_REST = 1.0  # one consonant for another that is not in names_costs.tsv, or for none
_ARTICLE = re.compile(r"^(?:ال(?=..)|(?:al|el|ul|ad|ar|as|at|az|an|ash)[-‑](?=..))")
_HAMZA = ("أ", "إ", "آ")
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1+")


class _Letters(Struct, frozen=True):
    letters: str
    sound: str
    key: str = ""


class _Cost(Struct, frozen=True):
    sounds: str  # two, or one that may come and go
    cost: str


@functools.lru_cache(maxsize=1 << 14)
def skeleton(word: str) -> str:
    """Give the consonants of a name's word, by which its spellings in Arabic and Latin letters find each other.

    The article goes. A vowel at the front counts as `a`. Words of one skeleton need not be one name: ask
    `spelled_alike`.

    >>> {skeleton(word) for word in ("ترامب", "ترمب", "Trump")}
    {'trmb'}
    >>> {skeleton(word) for word in ("زيلينسكي", "زيلنسكي", "Zelenskyy")}
    {'slnsk'}
    """
    keys = [(sound, key) for sound, key in _hear(word)]
    front = "a" if keys and keys[0][0] in _VOWELS else ""
    return front + ("h" if keys and keys[0][0] == "h" else "") + "".join(key for _, key in keys)


@functools.lru_cache(maxsize=1 << 14)
def spelled_alike(a: str, b: str) -> bool:
    """Tell whether two words may be spellings of one name: whether they sound nearly the same, letter by letter.

    >>> spelled_alike("نتنياهو", "Netanyahu"), spelled_alike("غوتيريش", "جوتيريس"), spelled_alike("خاركيف", "خاركوف")
    (True, True, True)
    >>> spelled_alike("بوتين", "بوش"), spelled_alike("حسن", "حسين")
    (False, False)
    """
    one, other = _prepare(a), _prepare(b)
    if one != other and {one, other} & _load("names_settled"):
        # صلاح is Salah, and neither صالح nor السهلاوي
        return is_arabic(one) != is_arabic(other) and measure_spellings(a, b) <= _CLOSE
    return measure_spellings(a, b) <= _ALIKE


def is_arabic(word: str) -> bool:
    """Tell whether a word is written in Arabic script, by its first letter."""
    return "\u0600" <= word[:1] < "\u0800"


def is_settled(word: str) -> bool:
    """Tell whether a folded word is a name of Arabic itself, whose vowels are not written now this way, now that."""
    return word in _load("names_settled")


@functools.lru_cache(maxsize=1 << 14)
def measure_spellings(a: str, b: str) -> float:
    """Give how far two words sound apart: 0 where they sound the same, about 1 where nothing fits. Symmetric.

    The cheapest way to turn one row of sounds into the other (Wagner and Fischer 1974), by the length of the longer;
    what a change costs stands in `names_costs.tsv`, which a script learned from Wikidata's names in both scripts.
    """
    one, other = hear_sounds(min(a, b)), hear_sounds(max(a, b))
    if not one or not other:
        return 0.0 if one == other else 1.0
    costs = _costs()
    above = [0.0]
    for sound in other:
        above.append(above[-1] + costs.get(sound, _REST))
    for sound in one:
        above = _measure_row(above, sound, other, costs)
    return above[-1] / max(len(one), len(other))


def _measure_row(above: Sequence[float], sound: str, other: str, costs: Mapping[str, float]) -> list[float]:
    drop = costs.get(sound, _REST)
    row = [above[0] + drop]
    for at, heard in enumerate(other):
        change = 0.0 if sound == heard else costs.get(sound + heard, _REST)
        row.append(min(above[at] + change, above[at + 1] + drop, row[at] + costs.get(heard, _REST)))
    return row


@functools.lru_cache(maxsize=1 << 14)
def hear_sounds(word: str) -> str:
    """Give the row of sounds, a letter each, that a word is heard as.

    >>> hear_sounds("تشيلسي"), hear_sounds("Chelsea")
    ('Cilsi', 'Celsi')
    """
    return "".join(sound for sound, _ in _hear(word))


def _hear(word: str) -> list[tuple[str, str]]:
    """Cut a word into sounds, each with what it leaves in the skeleton."""
    letters, table = _letters()
    return [table[found] for found in letters.findall(_prepare(word))]


@functools.lru_cache(maxsize=1 << 14)
def _prepare(word: str) -> str:
    """Fold the spelling and take the article off, which never has a hamza: الحريري, but ألبا and إلمور.

    A mark over a Latin letter stays only where the table has a line for it.
    """
    known = _letters()[1]
    plain = (c if c in known else unicodedata.normalize("NFD", c)[0] for c in fold(word))
    written = _DOUBLED.sub(r"\1", "".join(plain))
    has_article = word[:1] not in _HAMZA and written not in _load("names_whole")
    return _ARTICLE.sub("", written) if has_article else written


@functools.cache
def _load(name: str) -> frozenset[str]:
    return frozenset(load_list("ar", name))


@functools.cache
def _letters() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    table = {row.letters: (row.sound, row.key) for row in load_table("ar", "names_sounds", _Letters, "letters")}
    longest_first = sorted(table, key=lambda letters: (-len(letters), letters))
    return re.compile("|".join(map(re.escape, longest_first))), table


@functools.cache
def _costs() -> dict[str, float]:
    costs: dict[str, float] = {}
    for row in load_table("ar", "names_costs", _Cost, "sounds"):
        costs[row.sounds] = costs[row.sounds[::-1]] = float(row.cost)
    return costs
