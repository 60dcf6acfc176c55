"""The people whom an article names in full, as facts: two accounts may name one person differently."""

import functools
from collections.abc import Iterator, Sequence
from typing import Literal

from riwaya.disagreements.classes import Counted
from riwaya.disagreements.facts import Fact, find_near, find_when, make_value
from riwaya.disagreements.labels import label_fact
from riwaya.disagreements.sentences import Sentence, find_sentence
from riwaya.lexicon import languages, load_list
from riwaya.names import measure_spellings, skeleton, spelled_alike
from riwaya.records import Mention, Reading
from riwaya.text import find_words, fold

_FOREIGN = 0.3  # how far two spellings of a foreign name may sound apart: فالفيردي and بالبيردي
_MISHEARD = 0.4  # how far two surnames may sound apart that are one, one of them wrong: السلال, السلامي
_CLITICS = ("و", "ف", "ب", "ل", "ك")  # written on to a name
_LISTED = 4  # people in a sentence; one with more is a delegation, in which many names are alike
_LONGEST = 4  # words of a name; longer ones are lists and titles


def read_names(reading: Reading, place: int, sentences: Sequence[Sentence]) -> Iterator[Fact]:
    """Give the people whom a reading names by two words or more as facts, in text order, each name once."""
    when = find_when(reading)
    people = [m for m in reading.findings.mentions if m.type == "person"]
    seen: set[str] = set()
    for mention in people:
        sentence = find_sentence(sentences, mention.start)
        if sentence is None or sum(sentence.start <= m.start < sentence.end for m in people) > _LISTED:
            continue
        start, end = _widen(mention, sentence)
        name = reading.article.text[start:end]
        words = find_words(name)
        if name in seen or not _is_full(words):
            continue
        seen.add(name)
        others = [m for m in reading.findings.mentions if sentence.start <= m.start < sentence.end]
        free = [w for w in sentence.words if not any(m.start < w.end and w.start < m.end for m in others)]
        yield Fact(
            place=place,
            when=when,
            slot="name",
            counted=Counted("name", label_fact(sentence.language, "name")),
            sentence=sentence,
            value=make_value(reading, start, end),
            context=sentence.telling,
            near=find_near(sentence._replace(words=tuple(free)), start, end),
        )


def _is_full(words: Sequence[str]) -> bool:
    """Tell whether a name is one person's in full, and no list."""
    return 2 <= len(words) <= _LONGEST and not any(word.startswith("و") for word in words[2:])


def _widen(mention: Mention, sentence: Sentence) -> tuple[int, int]:
    """Give the bounds of a name with أبو before it and the surname behind it: كريم before السلال."""
    at = [n for n, word in enumerate(sentence.words) if word.start < mention.end and mention.start < word.end]
    if not at:
        return mention.start, mention.end
    first, last = sentence.words[at[0]], sentence.words[at[-1]]
    start = first.start if mention.start - first.start == 1 and not first.text.startswith(_CLITICS) else mention.start
    if at[0] and fold(sentence.words[at[0] - 1].text) in _kunyas():
        start = sentence.words[at[0] - 1].start
    behind = sentence.words[at[-1] + 1] if at[-1] + 1 < len(sentence.words) else None
    is_given = len(at) == 1 and fold(first.text) in _given()  # كريم السلال, but يخاطب ترامب الحضور
    if is_given and behind and behind.text.startswith("ال") and behind.start == last.end + 1:
        return start, behind.end
    return start, mention.end


@functools.lru_cache(maxsize=1 << 14)
def may_be_one_person(a: str, b: str) -> Literal["kunya", "surname", "given"] | None:
    """Tell in what two names differ that may be one person's: in أبو put on or left off, or in one of two names alone.

    >>> may_be_one_person("كريم السلال", "كريم السلامي"), may_be_one_person("كريم السلال", "ابو كريم السلال")
    ('surname', 'kunya')
    >>> may_be_one_person("سعد السلال", "سعيد السلال"), may_be_one_person("كريم السلال", "سعيد السلال")
    ('given', None)
    """
    one, other = find_words(a), find_words(b)
    if has_kunya(one) != has_kunya(other):
        one, other = ([word for word in words if word not in _kunyas()] for words in (one, other))
        is_one = len(one) == len(other) > 1 and all(map(may_be_spellings, one, other))
        return "kunya" if is_one else None
    if len(one) != len(other) or has_kunya(one):
        return None
    if one[0] != other[0] and _may_be_misheard(one, other):
        return "given"
    if not may_be_spellings(one[0], other[0]):
        return None
    return "surname" if measure_spellings(one[-1], other[-1]) <= _MISHEARD else None


def _may_be_misheard(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two Arabic names have one surname and given names of the same consonants: سعد, سعيد.

    Of foreign names such pairs are spellings: أليك, أليكس.
    """
    is_arabic = {one[0], other[0]} <= _given() and any(name[-1].startswith("ال") for name in (one, other))
    return is_arabic and skeleton(one[0]) == skeleton(other[0]) and all(map(may_be_spellings, one[1:], other[1:]))


def has_kunya(words: Sequence[str]) -> bool:
    """Tell whether a name's first word is أبو or the like."""
    return bool(words) and words[0] in _kunyas()


def may_be_spellings(a: str, b: str) -> bool:
    """Tell whether two words may be one name's; a foreign one is written as it is heard: فالفيردي, بالبيردي."""
    if a.startswith("ال") or b.startswith("ال"):
        return spelled_alike(a, b)
    return measure_spellings(a, b) <= _FOREIGN


@functools.cache
def _given() -> frozenset[str]:
    return frozenset(fold(word) for code in languages() for word in load_list(code, "names_given"))


@functools.cache
def _kunyas() -> frozenset[str]:
    return frozenset(fold(word) for code in languages() for word in load_list(code, "facts_kunyas"))
