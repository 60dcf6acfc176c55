"""Words without what is written on to them, so that للتفاوض and التفاوض meet, strikes and striking.

In: one folded word and its language, whose affixes are data. Out: the forms under which it may be looked for. Spelling
alone cannot tell whether the first letter of وجد is "and", so a word has several forms, and two words meet where they
share one. After the light stemmers (Larkey, Ballesteros and Connell 2002), which keep one form and so miss where the
affixes of two words differ. Letters in the middle of a word (كتاب, كتب) and the prefixes of verbs stay as they are.
"""

import functools
import zlib
from typing import Literal

from msgspec import Struct

from riwaya.lexicon import load_list, load_table
from riwaya.text import fold, load_folded


class Affix(Struct, frozen=True, kw_only=True):
    """A row of `affixes.tsv`, which says what its columns mean."""

    affix: str
    place: Literal["conjunction", "particle", "article", "pronoun", "ending", "relation"]
    keeps: int
    before: tuple[str, ...] = ("",)
    also: str = ""


class Rarity(Struct, frozen=True, kw_only=True):
    """A row of `stem_weights.tsv`, which says what its columns mean."""

    stem: str
    rarity: float


_VOWELS = str.maketrans("", "", "اويء")

UNSEEN = 10.0  # the rarity of a stem that the news of the corpora has once or twice


@functools.lru_cache(maxsize=1 << 16)
def stem_variants(form: str, language: str = "ar") -> tuple[str, ...]:
    """Give the forms that a folded word may be looked for under, itself first; only itself where it is a number.

    >>> stem_variants("للتفاوض")
    ('للتفاوض', 'تفاوض', 'لتفاوض')
    >>> set(stem_variants("للتفاوض")) & set(stem_variants("التفاوض"))
    {'تفاوض'}
    >>> stem_variants("2018"), stem_variants("وزير"), stem_variants("strikes", "en")
    (('2018',), ('وزير',), ('strikes', 'strik'))
    """
    if not form[:1].isalpha() or form[:1] > "ي":  # فيينا with a ڤ takes no affixes
        return (form,)
    found = [form]
    for front in _strip_front(form, language):
        found += [front, _strip_end(front, language)]
    return tuple(dict.fromkeys(found))


@functools.lru_cache(maxsize=1 << 16)
def pick_stem(form: str, language: str = "ar") -> str:
    """Give the shortest form that a folded word may be looked for under: one key, where several would be too many.

    >>> pick_stem("وللتفاوض"), pick_stem("التفاوض")
    ('تفاوض', 'تفاوض')
    """
    return min(stem_variants(form, language), key=len)


def is_definite(form: str) -> bool:
    """True for الوزير, للوزارة, بالوزارة, not for التقى."""
    return len(form) > 3 and form.startswith(("ال", "لل", "بال", "وال")) and form not in _verbs()


@functools.cache
def _verbs() -> frozenset[str]:
    return frozenset(particle + form for form in load_folded("ar", "words_al") for particle in ("", "و"))


@functools.lru_cache(maxsize=1 << 14)
def find_root(word: str, language: str = "ar") -> str:
    """Give the letters that a word keeps in its plurals and its verbs: صاروخ and صواريخ, أطلق and إطلاق.

    >>> find_root("صاروخ") == find_root("صواريخ")
    True
    """
    shortest = min(stem_variants(fold(word), language), key=len)
    return shortest.removesuffix("ه").translate(_VOWELS) or shortest


@functools.cache
def load_rarities(language: str) -> dict[str, float]:
    """Give how rare each stem of `pick_stem` is in the news, from 0 to `UNSEEN`; empty where a language has no data.

    The natural logarithm of (articles in all / articles with the stem), learned once and shipped: never the case's
    own counts. A stem that is not among them is `UNSEEN`.
    """
    return {row.stem: row.rarity for row in load_table(language, "stem_weights", Rarity, "stem")}


def _strip_front(form: str, language: str) -> list[str]:
    """Take conjunction, particle and article off. An article ends all doubt; without one, every step is kept."""
    steps = [form]
    steps += [rest for step in steps for rest in _cut_front(step, "conjunction", language)]
    steps += [rest for step in steps for rest in _cut_front(step, "particle", language)]
    return [rest for step in steps for rest in _cut_front(step, "article", language)] or steps


def _cut_front(form: str, place: str, language: str) -> list[str]:
    rows = [row for row in _affixes(language, place) if form.startswith(row.affix) and _may_part(form, row)]
    if not rows or form in _whole(language, "front") or _strip_end(form, language) in _whole(language, "front"):
        return []
    return [swallowed + form[len(row.affix) :] for row in rows for swallowed in dict.fromkeys(("", row.also))]


def _may_part(form: str, row: Affix) -> bool:
    return len(form) - len(row.affix) >= row.keeps and form.startswith(row.before, len(row.affix))


def _strip_end(form: str, language: str) -> str:
    """Take at most one affix of each place off the end, from the outside in."""
    for place in ("pronoun", "ending", "relation"):
        if form in _whole(language, "end"):
            break
        for row in _affixes(language, place):
            if form.endswith(row.affix) and len(form) - len(row.affix) >= row.keeps:
                form = form.removesuffix(row.affix)
                break
    return form


@functools.cache
def _affixes(language: str, place: str) -> tuple[Affix, ...]:
    return tuple(row for row in load_table(language, "affixes", Affix, "affix") if row.place == place)


@functools.cache
def _whole(language: str, side: str) -> frozenset[str]:
    return frozenset(load_list(language, f"whole_{side}"))


def checksum_affixes() -> str:
    """Give a checksum that changes with the data that `stem_variants` follows, for what was made with it and kept."""
    rows = (load_table("ar", "affixes", Affix, "affix"), sorted(_whole("ar", "front")), sorted(_whole("ar", "end")))
    return f"{zlib.crc32(repr(rows).encode()):08x}"
