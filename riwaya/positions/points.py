"""What a stance is on: «مستعدة | لاستئناف المحادثات» and «مستعدة | لاستئناف التخصيب» are two matters."""

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from riwaya.positions.issues import Words, list_issues, weigh_words
from riwaya.records import Span, Stance
from riwaya.stems import UNSEEN, load_rarities, pick_stem, stem_variants
from riwaya.text import find_words, fold, load_folded

_REACH, _NEAR = 8, 4  # words beside those that show a stance, and those that name its issue
_GOAL = 4.5  # nats of a word that tells one goal from another: not «إلى الاتفاق»
_PARTNERS = 3  # words behind «مع» that say with whom
_STOP = re.compile(r"[.!?؟؛\n]")


class Point(NamedTuple):
    """The issues and the rare words beside the words that show a stance."""

    issues: frozenset[str]
    words: Words
    partners: frozenset[str]  # forms of the words behind «مع»: with whom


def read_point(stance: Stance) -> Point:
    """Give what a stance is on: what follows the words that show it, or stands before them where nothing follows.

    What a condition says is not what it is on: «مستعدون للقاء | إذا رفعت العقوبات».
    """
    shown = stance.shows[0].text if stance.shows else ""
    behind = _look_behind(stance)
    point = _weigh(shown, behind[:_NEAR], behind)
    if point.issues or point.words or not shown:
        return point
    before = _look_ahead(stance)
    return _weigh(shown, [*before[-_NEAR:], *behind[:_NEAR]], [*before, *behind])


def read_goals(stance: Stance) -> dict[str, str]:
    """Give the rare stems of where somebody is ready to go or refuses to, with their words: «لن أعود إلى | الثغر»."""
    if stance.stance in {"demands", "proposes"}:
        return {}  # «تدعو الأطراف إلى التحلي بالصبر»
    rarities = load_rarities("ar")
    words = find_words(" ".join(_look_behind(stance)))
    led = [word for before, word in itertools.pairwise(words) if before in load_folded("ar", "stances_toward")]
    return {stem: word for word in led if rarities.get(stem := pick_stem(word), UNSEEN) >= _GOAL}


def _weigh(shown: str, near: Sequence[str], words: Sequence[str]) -> Point:
    partners = [
        form
        for at, word in enumerate(words)
        if fold(word) in load_folded("ar", "stances_with")
        for form in words[at + 1 : at + 1 + _PARTNERS]
    ]
    return Point(
        list_issues([shown, *near]),
        weigh_words(words),
        frozenset(variant for form in find_words(" ".join(partners)) for variant in stem_variants(form)),
    )


def _look_behind(stance: Stance) -> list[str]:
    """Give the words that follow those that show it in the sentence, as far as a condition."""
    part, at = _find_part(stance)
    condition = stance.condition
    end = condition.start - part.start if condition and at <= condition.start - part.start else len(part.text)
    return _STOP.split(part.text[at:end])[0].split()[:_REACH]


def _look_ahead(stance: Stance) -> list[str]:
    part, at = _find_part(stance)
    before = part.text[: max(0, at - len(stance.shows[0].text))]
    return _STOP.split(before)[-1].split()[-_REACH:]


def _find_part(stance: Stance) -> tuple[Span, int]:
    """Give the part of the statement that shows a stance, and where in it the showing words end; 0 for its cue."""
    if not stance.shows:
        return stance.content[0], 0
    end = stance.shows[0].end
    return next(
        ((part, end - part.start) for part in stance.content if part.start < end <= part.end), (stance.content[0], 0)
    )
