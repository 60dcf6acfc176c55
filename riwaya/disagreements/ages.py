"""Whose age a number is: that of whoever it stands right behind, «سامي الحداد، البالغ من العمر 45 عاما»."""

import functools
from collections.abc import Sequence

from riwaya.disagreements.sentences import (
    NOTHING,
    Sentence,
    Telling,
    Word,
    look_before,
    look_behind,
    read_words,
    tell,
)
from riwaya.lexicon import load_list
from riwaya.records import Mention
from riwaya.text import fold, load_folded

AGE_OF_DOER = "age doer"  # the kind of an age of whoever did it, who is not named
_DOER = frozenset({"doer"})
_LONG = 8  # words that lead from a name to the age of its bearer: الذي توفي الأربعاء عن عمر يناهز
_THEN = 3  # words behind an age that say it is of another day: 16 عاما وقت الحادث
_KIN = 2  # words before a name whose bearer may be another: نور ابنة عم سامي


def find_owner(mentions: Sequence[Mention], sentence: Sentence, start: int, end: int) -> Telling:
    """Give the words of the name whose age stands between two offsets.

    Nothing where the age is another's, or that of another day.
    """
    bearer = _find_bearer(sentence, start)
    named = [m for m in mentions if m.type == "person" and bearer and m.start < bearer.end]
    behind = look_behind(sentence.words, end, _THEN)
    if bearer is None or not named or _meets(behind, sentence.language, "then"):
        return NOTHING
    owner = named[-1]
    is_named = owner.end > bearer.start
    is_meant = is_named or _is_post(bearer, sentence.language)  # وردّ الرئيس، وعمره 45 عاما
    if not is_meant or _meets(look_before(sentence.words, owner.start, _KIN), sentence.language, "kin"):
        return NOTHING
    return tell(word._replace(weight=1.0) for word in read_words(owner.text, sentence.language))


def find_doer(sentence: Sentence, start: int) -> Telling:
    """Give the word for whoever did it before an age that is nobody's by name: السائق, under one form for all such."""
    before = (word for word in reversed(sentence.words) if word.end <= start)
    found = next((word for word in before if fold(word.text) in load_folded(sentence.language, "facts_doers")), None)
    return tell((found._replace(stems=_DOER, weight=1.0),)) if found else NOTHING


def _find_bearer(sentence: Sentence, start: int) -> Word | None:
    """Give the word before all that leads to an age: الحداد, with «البالغ من العمر» behind it."""
    before = look_before(sentence.words, start, _LONG)
    return next(
        (word for word in reversed(before) if fold(word.text) not in load_folded(sentence.language, "facts_ages")), None
    )


def _is_post(word: Word, language: str) -> bool:
    return fold(word.text) in _posts(language)


def _meets(words: Sequence[Word], language: str, name: str) -> bool:
    return any(fold(word.text) in load_folded(language, f"facts_{name}") for word in words)


@functools.cache
def _posts(language: str) -> frozenset[str]:
    return frozenset(f"ال{fold(post)}" for post in load_list(language, "origins_posts"))
