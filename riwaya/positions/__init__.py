"""How each actor's position moved: what they said on one issue, in order of time, and what changed.

In: the readings of a story and the claims among them, in which speakers go by their actors' ids. Out: positions, each
with at least two stances, and the words that show them. A stance is read from a table of words; an issue is known by
the rare words that an actor's statements share. It does not know what somebody wants, only what pages say he said.
"""

import datetime as dt
import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from riwaya.lexicon import load_table
from riwaya.positions.stances import Taken, name_shift, take_stance
from riwaya.records import Claim, Claimant, Position, Reading, Stance, Statement
from riwaya.stems import UNSEEN, load_rarities, pick_stem, stem_variants
from riwaya.text import find_words, fold

__all__ = ["find_positions"]

_RARE = 3.0  # nats that a stem must say to be of an issue: it stands in one report of twenty
_SHARED = 7.0  # nats that two statements must share to be on one issue
_WORDS = 3  # of an issue's name


class _Saying(NamedTuple):
    article: str
    day: dt.date | None
    speaker: Claimant
    statement: Statement
    taken: Taken
    issues: frozenset[str]  # of the table
    stems: Mapping[str, str]  # rare stems, each with a word that has it


def find_positions(readings: Sequence[Reading], claims: Iterable[Claim]) -> tuple[Position, ...]:
    """Give the positions of the actors of a story, by actor; each in order of time, with what changed on the way.

    A claim counts once, as its first version has it. Only speakers with an id have positions. The result depends on
    the set of readings.
    """
    by_article = {reading.article.source: reading for reading in readings}
    sayings: defaultdict[str, list[_Saying]] = defaultdict(list)
    for claim in claims:
        saying = _read(claim, by_article)
        if saying is not None:
            sayings[saying.speaker.id or ""].append(saying)
    return tuple(
        _make_position(group)
        for _, said in sorted(sayings.items())
        for group in _part_by_issue(sorted(said, key=_order))
        if len(group) > 1
    )


def _read(claim: Claim, readings: Mapping[str, Reading]) -> _Saying | None:
    version = claim.versions[0]
    reading = readings[version.article]
    statement = next(s for s in reading.statements if s.id == version.statement)
    taken = take_stance(statement)
    if taken is None or claim.speaker is None or claim.speaker.id is None:
        return None
    rarities = load_rarities(reading.article.language or "ar")
    words = [word for span in statement.content for word in find_words(span.text)]
    stems = {stem: word for word in words if rarities.get(stem := pick_stem(word), UNSEEN) >= _RARE and len(stem) > 1}
    published = reading.article.published
    day = statement.said.from_ if statement.said and statement.said.from_ else published.date if published else None
    issues = frozenset(issue for word in words for form in stem_variants(word) if (issue := _issues().get(form)))
    return _Saying(version.article, day, claim.speaker, statement, taken, issues, stems)


def _order(saying: _Saying) -> tuple[bool, str, str, int]:
    day = saying.day.isoformat() if saying.day else ""
    return saying.day is None, day, saying.article, saying.statement.content[0].start


def _part_by_issue(sayings: Sequence[_Saying]) -> list[list[_Saying]]:
    """Put sayings together that name one issue or share enough rare words, each with the first group that does."""
    groups: list[list[_Saying]] = []
    for saying in sayings:
        home = next((group for group in groups if any(_is_one_issue(saying, other) for other in group)), None)
        if home is None:
            groups.append([saying])
        else:
            home.append(saying)
    return groups


def _is_one_issue(a: _Saying, b: _Saying) -> bool:
    if a.issues & b.issues:
        return True
    rarities = load_rarities("ar")
    return sum(rarities.get(stem, UNSEEN) for stem in a.stems.keys() & b.stems.keys()) >= _SHARED


def _make_position(group: Sequence[_Saying]) -> Position:
    first = group[0]
    counts = Counter(stem for saying in group for stem in saying.stems)
    named = sorted(counts, key=lambda stem: (-counts[stem], stem))[:_WORDS]
    words = {stem: word for saying in reversed(group) for stem, word in saying.stems.items()}
    common = Counter(issue for saying in group for issue in saying.issues)
    issue = min(common, key=lambda name: (-common[name], name), default=None)
    stances = [_make_stance(saying, before) for saying, before in zip(group, [None, *group[:-1]], strict=True)]
    return Position(
        id=f"{first.article}:{first.statement.id}",
        actor=first.speaker,
        issue=issue or " ".join(words[stem] for stem in named),
        stances=tuple(stances),
    )


def _make_stance(saying: _Saying, before: _Saying | None) -> Stance:
    return Stance(
        article=saying.article,
        statement=saying.statement.id,
        date=saying.day,
        content=saying.statement.content,
        stance=saying.taken.stance,
        shift=name_shift(before.taken, saying.taken) if before else None,
        shows=saying.taken.shows,
    )


class _Issue(Struct, frozen=True, kw_only=True):
    word: str
    issue: str


@functools.cache
def _issues() -> Mapping[str, str]:
    return {fold(row.word): row.issue for row in load_table("ar", "issues", _Issue, "word")}
