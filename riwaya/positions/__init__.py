"""How each actor's position moved: what they said on one issue, in order of time, and what changed.

In: the readings of a story and the claims among them, in which speakers go by their actors' ids, and which country each
of them speaks for. Out: positions of actors and of countries, with the words that show each stance. A stance is read
from a table of words; an issue is known by its words, by the acts in a statement, or by the rare words that an actor's
statements share. It does not know what somebody wants, only what pages say he said.
"""

import datetime as dt
import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from riwaya.positions.entries import has_stances
from riwaya.positions.issues import Matter, find_land, is_one_issue, list_lands, read_matter
from riwaya.positions.joining import join_positions
from riwaya.positions.points import read_goals
from riwaya.positions.shifts import mark_shifts
from riwaya.positions.stances import IsSaidOf, Taken, take_stance
from riwaya.records import Claim, Claimant, Position, Reading, Stance, Statement
from riwaya.stems import pick_stem
from riwaya.text import find_words

__all__ = ["find_positions", "join_positions"]

_WORDS = 3  # of the name of an issue that the table does not know
_BEFORE, _BEHIND = 30, 20  # letters around a word within which whoever is named there is its subject
_LATELY = dt.timedelta(days=7)
_NOBODY: Mapping[str, Claimant] = {}


class _Saying(NamedTuple):
    article: str
    day: dt.date | None
    speaker: Claimant
    statement: Statement
    taken: Taken
    matter: Matter


def find_positions(
    readings: Sequence[Reading], claims: Iterable[Claim], sides: Mapping[str, Claimant] = _NOBODY
) -> tuple[Position, ...]:
    """Give the positions of the actors of a story and of countries, by actor; each in order of time, with its shifts.

    `sides` gives the country that a speaker speaks for, by his id, or by his name where he has none. A claim counts
    once, as its first version has it. A single stance is a position where its issue is of the table: it may go on in
    another story. The result depends on the set of readings.
    """
    by_article = {reading.article.source: reading for reading in readings}
    sayings: defaultdict[str, list[_Saying]] = defaultdict(list)
    who: dict[str, Claimant] = {}
    for claim in claims:
        saying = _read(claim, by_article, sides)
        for actor in _list_owners(saying.speaker, sides) if saying else ():
            who.setdefault(actor.id or "", actor)
            sayings[actor.id or ""].append(saying)  # type: ignore[arg-type]  # there is one where there are owners
    return tuple(
        _make_position(who[actor], group)
        for actor, said in sorted(sayings.items())
        for group in _part_by_issue(sorted(said, key=_order))
        if len(group) > 1 or group[0].matter.issues
    )


def _list_owners(speaker: Claimant, sides: Mapping[str, Claimant]) -> Iterator[Claimant]:
    """Give whoever something is a statement of: its speaker, and the country that he speaks for."""
    side = sides.get(speaker.id or speaker.name)
    if speaker.id and (side is None or side.id != speaker.id):
        yield speaker
    if side:
        yield side


def _find_speaker(claim: Claim, readings: Mapping[str, Reading], sides: Mapping[str, Claimant]) -> Claimant | None:
    """Give who speaks; where the first page calls him by half a name, as a page does that tells whose he is."""
    told = (s.speaker for v in claim.versions for s in readings[v.article].statements if s.id == v.statement)
    named = (Claimant(id=speaker.id, name=speaker.name) for speaker in told if speaker and speaker.id)
    everyone = (*((claim.speaker,) if claim.speaker else ()), *named)
    return next((one for one in everyone if (one.id or one.name) in sides), claim.speaker)


def _read(claim: Claim, readings: Mapping[str, Reading], sides: Mapping[str, Claimant]) -> _Saying | None:
    speaker = _find_speaker(claim, readings, sides)
    if speaker is None:
        return None
    said = (
        (readings[v.article], s) for v in claim.versions for s in readings[v.article].statements if s.id == v.statement
    )
    reading, statement = next(said, (None, None))
    if reading is None or statement is None or not has_stances(reading.article.language or "ar"):
        return None  # announced only: a stance is taken in a clause
    own = sides.get(speaker.id or speaker.name)
    lands = {side.id for side in sides.values() if side.id}
    mine = {speaker.id, own.id if own else None} - {None}
    hear = functools.partial(_hear, reading, sides, mine)
    taken = take_stance(statement, hear(is_own=False), hear(is_own=True))
    if taken is None:
        return None
    matter = read_matter(reading, statement, own.id if own else None, lands)
    saying = _Saying(reading.article.source, _find_day(reading, statement), speaker, statement, taken, matter)
    return saying._replace(matter=_add_point(saying))


def _add_point(saying: _Saying) -> Matter:
    """Give what a statement is about with where its speaker would go, and with what its condition wants or has."""
    condition, met = (
        frozenset(pick_stem(word) for word in find_words(span.text) if len(word) > 2) if span else frozenset[str]()
        for span in (saying.taken.condition, saying.taken.met)
    )
    return saying.matter._replace(goals=read_goals(_make_stance(saying, None)), lacks=condition, met=met)


def _hear(reading: Reading, sides: Mapping[str, Claimant], mine: set[str | None], *, is_own: bool) -> IsSaidOf:
    """Give how to tell that words are said of the speaker's own side, or of another: its name stands just before them.

    In a sentence that a verb opens, the name stands just behind.
    """
    lands = {side.id for side in sides.values() if side.id}
    meant = [m for m in reading.findings.mentions if m.actor and _is_mine(m.actor, sides, lands, mine) is is_own]

    def is_said_of(start: int, end: int) -> bool:
        before = [m for m in meant if start - _BEFORE <= m.end <= start]
        return any(_stands_next(reading.article.text[m.end : start]) for m in before) or any(
            not reading.article.text[end : m.start].strip() for m in meant if end <= m.start < end + _BEHIND
        )

    return is_said_of


def _is_mine(actor: str, sides: Mapping[str, Claimant], lands: set[str], mine: set[str | None]) -> bool | None:
    """Tell whether somebody is of the speaker's own side; None where nobody knows whose he is."""
    side = find_land(actor, lands) or (sides[actor].id if actor in sides else None)
    return True if not mine.isdisjoint({actor, side}) else False if side else None


def _stands_next(between: str) -> bool:
    """Tell whether nothing parts a name from the verb behind it but an adverb: «أوكرانيا نفسها ترفض»."""
    return len(between.split()) <= 1 and not set(between) & set('،.؛:«»"“”')


def _find_day(reading: Reading, statement: Statement) -> dt.date | None:
    """Give the day on which something was said: not after the page that tells it came out.

    Without a day of its own it is of the one day on which the page lets its speaker speak lately.
    """
    published = reading.article.published.date if reading.article.published else None
    said = statement.said.from_ if statement.said else None
    if said is None and published:
        days = {day for day in _list_days(reading, statement) if published - _LATELY <= day <= published}
        said = days.pop() if len(days) == 1 else None
    return min(said, published) if said and published else said or published


def _list_days(reading: Reading, statement: Statement) -> Iterator[dt.date]:
    """Give the days on which the speaker of a statement said something else on the page."""
    who = statement.speaker.id if statement.speaker else None
    for other in reading.statements:
        if who and other.speaker and other.speaker.id == who and other.said and other.said.from_:
            yield other.said.from_


def _order(saying: _Saying) -> tuple[bool, str, str, int]:
    day = saying.day.isoformat() if saying.day else ""
    return saying.day is None, day, saying.article, saying.statement.content[0].start


def _part_by_issue(sayings: Sequence[_Saying]) -> list[list[_Saying]]:
    """Put sayings together that are on one issue, each with the first group that has one such."""
    groups: list[list[_Saying]] = []
    for saying in sayings:
        home = next((g for g in groups if any(is_one_issue(saying.matter, other.matter) for other in g)), None)
        if home is None:
            groups.append([saying])
        else:
            home.append(saying)
    return groups


def _make_position(actor: Claimant, group: Sequence[_Saying]) -> Position:
    first = group[0]
    matters = [saying.matter for saying in group]
    stances = [_make_stance(saying, saying.speaker if saying.speaker.id != actor.id else None) for saying in group]
    return Position(
        id=f"{actor.id}:{first.article}:{first.statement.id}",
        actor=actor,
        issue=_name_issue(matters),
        toward=list_lands(matters),
        stances=tuple(mark_shifts(stances)),
    )


def _name_issue(matters: Sequence[Matter]) -> str:
    common = Counter(issue for matter in matters for issue in matter.issues)
    if common:
        return max(common, key=lambda name: common[name])  # of equals the one named first
    goals = Counter(word for matter in matters for word in matter.goals.values())
    if goals:
        return max(goals, key=lambda name: goals[name])
    counts = Counter(stem for matter in matters for stem in matter.stems)
    words = {stem: word for matter in reversed(matters) for stem, word in matter.stems.items()}
    most = sorted(counts, key=lambda stem: -counts[stem])[:_WORDS]
    return " ".join(words[stem] for stem in counts if stem in most)  # in the order in which the first says them


def _make_stance(saying: _Saying, speaker: Claimant | None) -> Stance:
    return Stance(
        article=saying.article,
        statement=saying.statement.id,
        speaker=speaker,
        date=saying.day,
        content=saying.statement.content,
        stance=saying.taken.stance,
        condition=saying.taken.condition,
        shows=saying.taken.shows,
    )
