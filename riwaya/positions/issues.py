"""What a statement takes a stance on: an issue of the table, the countries it is about, its rare words."""

import functools
import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from riwaya.lexicon import load_table
from riwaya.positions.entries import is_stance
from riwaya.records import Claimant, Event, Mention, Reading, Statement
from riwaya.stems import UNSEEN, load_rarities, pick_stem, stem_variants
from riwaya.text import find_words, fold

_RARE = 3.0  # nats that a stem must say to be of an issue: it stands in one report of twenty
_ALIKE = 3.5  # nats of rare words that two stances on one matter share
_BARE = 2  # rare words of a stance that says no more than its issue
_SHARED = 7.0  # nats that two statements must share to be on one issue


Words = Mapping[frozenset[str], float]  # the forms of each rare word, and how rare it is


_NONE: Mapping[str, str] = {}


class Matter(NamedTuple):
    """What a statement is about, as two are compared."""

    issues: tuple[str, ...]  # of the table, the first named first
    lands: Mapping[str, str]  # ids of the countries named, with a name
    stems: Mapping[str, str]  # rare stems, each with a word that has it
    goals: Mapping[str, str] = _NONE  # stems of where one is ready or refuses to go, each with its word
    lacks: frozenset[str] = frozenset()  # stems of the words of its condition
    met: frozenset[str] = frozenset()  # stems of the condition that it says is met


class _Issue(Struct, frozen=True, kw_only=True):
    word: str
    issue: str


class _Act(Struct, frozen=True, kw_only=True):
    act: str
    issue: str


def read_matter(reading: Reading, statement: Statement, side: str | None, lands: Collection[str]) -> Matter:
    """Give what a statement of a reading is about. `side`: the speaker's country; `lands`: those beside the table's."""
    words = [word for span in statement.content for word in find_words(span.text)]
    rarities = load_rarities(reading.article.language or "ar")
    named = _name_issues(words)
    done = [issue for event in _events_of(reading, statement) for issue in _read_act(event)]
    found = {m.actor: m.text for m in _mentions_of(reading, statement)}
    countries = {land: text for actor, text in found.items() if (land := find_land(actor, lands)) and land != side}
    told = [word for word in words if not is_stance(word)]
    stems = {stem: word for word in told if rarities.get(stem := pick_stem(word), UNSEEN) >= _RARE and len(stem) > 1}
    return Matter(tuple(dict.fromkeys(named + done)), countries, stems)


def weigh_words(texts: Iterable[str]) -> Words:
    """Give the forms of the rare words of what was said, and how rare each is; the words of an issue are left out."""
    rarities = load_rarities("ar")
    words = {word for text in texts for word in find_words(text) if len(word) > 1}
    plain = [frozenset(stem_variants(word)) for word in words if _issues().keys().isdisjoint(stem_variants(word))]
    weights = {forms: min(rarities.get(form, UNSEEN) for form in forms) for forms in plain}
    return {forms: weight for forms, weight in weights.items() if weight >= _RARE}


def list_issues(texts: Iterable[str]) -> frozenset[str]:
    """Give the issues of the table that words name."""
    return frozenset(issue for text in texts for issue in _name_issues(find_words(text)))


def _name_issues(words: Sequence[str]) -> list[str]:
    """Give the issues that words name, a phrase before its word: «إطلاق النار», «قمة طارئة»."""
    found: list[str] = []
    for word, after in itertools.zip_longest(words, words[1:], fillvalue=""):
        pairs = (f"{one} {other}" for one in stem_variants(word) for other in stem_variants(after))
        known = [_issues()[form] for form in (*pairs, *stem_variants(word)) if form in _issues()]
        found += known[:1]
    return [issue for issue in found if issue]


def weigh_shared(one: Words, other: Words) -> float:
    """Give how much the rare words say that two have in common."""
    return sum(weight for forms, weight in one.items() if any(not forms.isdisjoint(same) for same in other))


def share_words(one: Words, other: Words) -> bool:
    """Tell whether two share a rare word, or one of them says no more than its issue: «مستعدون للتفاوض»."""
    return weigh_shared(one, other) >= _ALIKE or min(len(one), len(other)) <= _BARE


def find_land(actor: str | None, lands: Collection[str]) -> str | None:
    """Give the country of an actor's id: `RUS`, `capital-of-RUS`, or one of the case's own; None for anybody else's.

    >>> find_land("government-of-RUS", ()), find_land("vladimir-putin", ())
    ('RUS', None)
    """
    last = (actor or "").rpartition("-of-")[2]
    return last if last in lands or (len(last) == 3 and last.isupper()) else None


def is_one_issue(one: Matter, other: Matter) -> bool:
    """Tell whether two statements are on one issue: not where they are about different countries."""
    if not may_meet(one.lands, other.lands):
        return False
    if one.goals.keys() & other.goals.keys() or one.lacks & other.met or other.lacks & one.met:
        return True  # «لن أعود إلى الثغر»، «مستعدون للذهاب إلى الثغر»
    if not set(one.issues).isdisjoint(other.issues):
        return True
    rarities = load_rarities("ar")
    return sum(rarities.get(stem, UNSEEN) for stem in one.stems.keys() & other.stems.keys()) >= _SHARED


def may_meet(one: Collection[str], other: Collection[str]) -> bool:
    """Tell whether what is about some countries may be about others: it names one of them, or one side names none."""
    return not one or not other or not set(one).isdisjoint(other)


def list_lands(matters: Sequence[Matter]) -> tuple[Claimant, ...]:
    """Give the countries that statements name, those named most first."""
    counts = {land: sum(land in matter.lands for matter in matters) for matter in matters for land in matter.lands}
    names = {land: name for matter in reversed(matters) for land, name in matter.lands.items()}
    return tuple(Claimant(id=land, name=names[land]) for land in sorted(counts, key=lambda land: (-counts[land], land)))


def _mentions_of(reading: Reading, statement: Statement) -> list[Mention]:
    spans = [(span.start, span.end) for span in statement.content]
    return [m for m in reading.findings.mentions if m.actor and any(a <= m.start < b for a, b in spans)]


def _events_of(reading: Reading, statement: Statement) -> list[Event]:
    return [event for event in reading.findings.events if event.statement == statement.id]


def _read_act(event: Event) -> list[str]:
    """Give the issue of an act, by its code or its mode before its type."""
    names = (f"{event.type}:{event.cameo}", f"{event.type}:{event.mode}", event.type)
    return [_acts()[name] for name in names if name in _acts()][:1]


@functools.cache
def _issues() -> Mapping[str, str]:
    return {fold(row.word): row.issue for row in load_table("ar", "issues", _Issue, "word")}


@functools.cache
def _acts() -> Mapping[str, str]:
    return {row.act: row.issue for row in load_table("ar", "issues_acts", _Act, "act")}
