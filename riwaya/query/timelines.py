"""A story in the order in which things happened and were said, which is not the order in which pages tell them."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from riwaya.positions import join_positions
from riwaya.records import Claimant, Interval, Occurrence, Span, Stance
from riwaya.store import Gist, Store

_KNOWN = 31  # days of an interval that still has a place in a timeline
_AROUND = 90  # letters shown on either side of the word that tells an act


class Moment(Struct, frozen=True, kw_only=True):
    """Something that happened, or that somebody said: once, however many pages tell it."""

    date: dt.date | None = None
    to: dt.date | None = None  # the last day, where it is not the first
    basis: Literal["said", "told"]  # `told`: no page says when; the day on which the first one came out
    article: str  # the first that tells it
    pages: int
    occurrence: Occurrence | None = None
    claim: str | None = None  # its id
    statement: str | None = None  # its id in the article
    speaker: Claimant | None = None
    text: str = ""  # what was said
    stance: str | None = None  # that it takes on an issue
    shift: str | None = None  # what it changed in its speaker's, or his country's, position


def list_moments(store: Store, story: str) -> tuple[Moment, ...]:
    """Give all that happened and was said in a story, by its id, in the order in which it happened.

    Acts of which only a year or an age is known, and acts that nobody does to anybody, have no place in it.
    """
    told = store.published(story)
    said = store.times_said(story)
    stances = {(s.article, s.statement): s for s in _list_stances(store, story)}
    found = [
        *(moment for one in store.occurrences(story=story) if (moment := _tell_act(one, told))),
        *(_tell_claim(claim, said, told, stances) for claim in store.gists(story)),
    ]
    return tuple(sorted(found, key=_order))


def is_weighty(moment: Moment) -> bool:
    """Tell what a short timeline shows: what several pages tell, acts of one side on another, and shifts."""
    one = moment.occurrence
    if one:
        return one.status != "denied" and bool((one.actor and (one.recipient or one.place)) or len(one.reports) > 1)
    return moment.pages > 1 or moment.shift is not None


def quote_acts(store: Store, occurrences: Iterable[str]) -> dict[str, tuple[str, Span, Span]]:
    """Give for occurrences, by their ids, the article that first tells them, the words that do, and those around."""
    found = {}
    for name in sorted(occurrences):
        article, _, event = name.partition(":")
        trigger = store.triggers(article).get(event)
        if trigger:
            kept = store.article_of(article)
            found[name] = article, trigger, _look_around(kept.text, kept.paragraphs, trigger)
    return found


def _list_stances(store: Store, story: str) -> Iterator[Stance]:
    """Give the stances that are taken in a story; where somebody speaks for a country, his own last."""
    joined = join_positions(store.positions(story=story))
    for position in sorted(joined, key=lambda one: one.stances[0].speaker is None):
        yield from position.stances


def _tell_act(one: Occurrence, told: Mapping[str, dt.date]) -> Moment | None:
    if one.actor is None and one.recipient is None and one.place is None:
        return None
    first = one.reports[0].article
    common = {"article": first, "pages": len(one.reports), "occurrence": one}
    if one.date is None or one.date.from_ is None:
        return Moment(date=told.get(first), basis="told", **common)  # type: ignore[arg-type]
    begin, end = one.date.from_, one.date.to or one.date.from_
    if (end - begin).days >= _KNOWN:
        return None
    return Moment(date=begin, to=end if end != begin else None, basis="said", **common)  # type: ignore[arg-type]


def _tell_claim(
    claim: Gist,
    said: Mapping[tuple[str, str], Interval],
    told: Mapping[str, dt.date],
    stances: Mapping[tuple[str, str], Stance],
) -> Moment:
    version = claim.versions[0]
    stance = stances.get((version.article, version.statement))
    when = said.get((version.article, version.statement))
    day = when.from_ if when else None
    published = told.get(version.article)
    is_known = day is not None and (published is None or day <= published)
    return Moment(
        date=day if is_known else published,
        to=when.to if is_known and when and when.to != day else None,
        basis="said" if is_known else "told",
        article=version.article,
        pages=len({version.article for version in claim.versions}),
        claim=claim.id,
        statement=version.statement,
        speaker=claim.speaker,
        text=" … ".join(span.text for span in version.content),
        stance=stance.stance if stance else None,
        shift=stance.shift if stance else None,
    )


def _order(moment: Moment) -> tuple[bool, str, bool, str, str]:
    name = moment.occurrence.id if moment.occurrence else f"{moment.article}:{moment.statement}"
    return moment.date is None, str(moment.date or ""), moment.occurrence is None, moment.article, name


def _look_around(text: str, paragraphs: Sequence[tuple[int, int]], word: Span) -> Span:
    """Give a stretch around a word: of its paragraph, from one blank to another."""
    start, end = next(((a, b) for a, b in paragraphs if a <= word.start < b), (word.start, word.end))
    if word.start - start > _AROUND:
        start = text.find(" ", word.start - _AROUND, word.start) + 1 or word.start
    if end - word.end > _AROUND:
        last = text.rfind(" ", word.end, word.end + _AROUND)
        end = last if last > 0 else word.end
    return Span(start=start, end=end, text=text[start:end])
