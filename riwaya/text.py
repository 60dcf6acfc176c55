"""Arabic and Latin text, cut into words that keep their offsets.

Spelling of Arabic news is loose: hamza and ta marbuta come and go, vowel marks and tatweel are decoration, three
digit sets are in use. Everything that compares words compares their *folded* forms; everything that shows them
shows the text at their offsets.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable
from itertools import accumulate, zip_longest

from msgspec import Struct

from riwaya.lexicon import load_list

# Vowel marks, superscript alef, tatweel, zero-width and bidirectional controls: they never tell two words apart.
MARKS = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad"
TANWIN = ("اً", "ًا")  # as adverbs end, with the mark on either letter
_MARK = re.compile(f"[{MARKS}]")
# A word goes on over marks inside it (وزيرًا, می‌شود); an isolate or override between two words does not join them.
_TOKEN = re.compile(rf"(\w(?:[\w{MARKS}]*[\w\u064b-\u065f\u0670\u0640])?|[^\w\s])")
# Replaced one after the other, which takes a fifth of the time of `str.translate`.
_LETTERS = tuple(zip("أإآٱىةؤئکیۀە", "اااايهويكيهه", strict=True))
_DIGITS = tuple(zip("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789", strict=True))
_DIGIT = re.compile("[٠-٩۰-۹]")
_HASH, _JOINT = "#", "_"  # of «#سامي_الحداد»
_JOINED, _BETWEEN_JOINTS = re.compile("[\u0621-\u064a]_+[\u0621-\u064a]"), re.compile("[^_]+")
_SIGMA = "Σ"  # small, it is another letter where its word ends


# A letter as a text has it and as a table does: «اعلن» for «أعلن», «إجتمع» for «اجتمع», «زياره» for «زيارة».
_FIRST = frozenset({("ا", "أ"), ("ا", "إ"), ("ا", "آ"), ("أ", "ا"), ("إ", "ا"), ("أ", "آ")})
_ALIKE = frozenset({("ى", "ي"), ("ي", "ى"), ("ه", "ة"), ("ی", "ي"), ("ک", "ك")})


class Token(Struct, frozen=True, gc=False):
    """A word or a single mark of punctuation. `form` is folded; the written word is `text[start:end]`."""

    start: int
    end: int
    form: str


def fold(text: str) -> str:
    """Give the text as spelling-blind comparison sees it. Length and offsets change.

    >>> fold("أُعلِنَ في القـاهرة، ٢٠١٨")
    'اعلن في القاهره، 2018'
    """
    if text.isascii():
        return text.lower()
    return _fold_letters(unicodedata.normalize("NFKC", _MARK.sub("", text)))


def _fold_letters(text: str) -> str:
    for written, read in _LETTERS + _DIGITS if _DIGIT.search(text) else _LETTERS:
        text = text.replace(written, read)
    return text.lower()


@functools.cache
def load_folded(language: str, name: str) -> frozenset[str]:
    """Give the entries of `data/<language>/<name>.txt`, folded; empty where the language has no such file.

    >>> "الي" in load_folded("ar", "prepositions"), load_folded("fa", "prepositions")
    (True, frozenset())
    """
    return frozenset(map(fold, load_list(language, name)))


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Cut a text, or what stands in it from `start` to `end`, into words and single punctuation marks, in order.

    The offsets are into the whole text.

    >>> [token.form for token in tokenize("وأضافَ: «لا»")]
    ['واضاف', ':', '«', 'لا', '»']
    """
    written = text[start:end]
    folded = _fold_letters(written)
    whole = len(folded) == len(written) and _SIGMA not in written and unicodedata.is_normalized("NFKC", written)
    between_and_words = _TOKEN.split(folded if whole else written)
    offsets = list(accumulate(map(len, between_and_words), initial=start))
    words: Iterable[str] = between_and_words[1::2]
    if not whole or _MARK.search(written):  # else each letter is folded where it stands, and no word by itself
        words = map(_fold_word, words)
    return list(map(Token, offsets[1:-1:2], offsets[2::2], words))


def open_hashtags(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Cut a text as `tokenize` does, but hashtags into their words: «#سامي_الحداد» is سامي and الحداد.

    >>> [token.form for token in open_hashtags("قال #سامي_الحداد")]
    ['قال', 'سامي', 'الحداد']
    """
    tokens = tokenize(text, start, end)
    if _HASH not in text and _JOINT not in text:
        return tokens
    opened: list[Token] = []
    for token, after in zip_longest(tokens, tokens[1:]):
        written = text[token.start : token.end]
        if written == _HASH and after is not None and after.start == token.end and is_word(after.form):
            continue
        if _JOINT not in written or _JOINED.search(written) is None:
            opened.append(token)
            continue
        opened += (
            Token(token.start + part.start(), token.start + part.end(), _fold_word(part[0]))
            for part in _BETWEEN_JOINTS.finditer(written)
        )
    return opened


def find_words(text: str) -> list[str]:
    """Give the folded words of a text in order, without its marks of punctuation: `tokenize` where offsets are idle.

    >>> find_words("وأضافَ: «لا»")
    ['واضاف', 'لا']
    """
    return [form for form in map(_fold_word, _TOKEN.findall(text)) if is_word(form)]


@functools.lru_cache(maxsize=1 << 16)  # a few thousand words make up most of the news
def _fold_word(word: str) -> str:
    return fold(word)


def is_word(form: str) -> bool:
    """True for a word or number, False for a mark of punctuation."""
    return form[:1].isalnum()


def skip_letters(text: str, start: int, letters: int) -> int:
    """Give the offset behind so many letters, and behind the vowel marks and tatweel that hang on them.

    >>> skip_letters("لِسامي", 0, 1)
    2
    """
    at = start
    while letters or not fold(text[at]):
        letters -= bool(fold(text[at]))
        at += 1
    return at


def is_spelled(text: str, word: str) -> bool:
    """Tell whether a written word may end in another by its hamza, which many leave out on a first alif, nowhere else.

    >>> is_spelled("وهنا", "هنأ"), is_spelled("وهنأ", "هنأ"), is_spelled("اعلن", "أعلن")
    (False, True, True)
    """
    end = _MARK.sub("", text)[-len(word) :]
    if len(end) < len(word):
        return True
    (one, other), *rest = zip(end, word, strict=True)
    return (one == other or (one, other) in _FIRST) and all(a == b or (a, b) in _ALIKE for a, b in rest)
