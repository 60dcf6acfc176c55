"""Numbers in running text, in digits and in words, with their offsets.

All forms of agreement and case, teens, hundreds in one word or two, scales, halves, vague plurals (عشرات الآلاف) and
ordinals. It does not say what is counted, nor whether a number is a year, a score or a telephone: its callers do.
"""

from riwaya.numbers.phrases import Phrases, index_phrases, match_phrase
from riwaya.numbers.pieces import Front, Piece, cut_pieces, has_fronts, skip_front, split_fronts
from riwaya.numbers.spaced import find_spaced_counts
from riwaya.numbers.words import Count, read_count, read_senses

__all__ = [
    "Count",
    "Front",
    "Phrases",
    "Piece",
    "cut_pieces",
    "find_counts",
    "has_fronts",
    "index_phrases",
    "match_phrase",
    "skip_front",
    "split_fronts",
]


def find_counts(pieces: list[Piece], language: str = "ar") -> dict[int, Count]:
    """Find the numbers among pieces, by the place of their first piece.

    >>> text = "قتل مئة وخمسة وعشرون ونزح ما يقرب من ثلاثة آلاف وخمسمئة و2ر5 مليون"
    >>> [count.low for count in find_counts(cut_pieces(text, 0, len(text))).values()]
    [125, 3500, 5200000]
    """
    if not has_fronts(language):
        return find_spaced_counts(pieces, language)
    senses = read_senses(pieces)
    found: dict[int, Count] = {}
    place = 0
    while place < len(pieces):
        count = read_count(pieces, senses, place) if senses[place] else None
        if count:
            found[place] = count
        place = count.last if count else place + 1
    return found
