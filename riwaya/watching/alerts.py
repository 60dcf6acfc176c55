"""What is worth a person's attention, once: a new origin in a story, a disagreement, a report silently changed.

In: a case after pages came, and what was known before. Out: alerts, and the marks by which the next look knows what
this one saw. A mark is of members (this origin in this article), never of a story's id: stories merge and part.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Literal, NamedTuple

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from riwaya.captures import Captures
from riwaya.query.history import Edit, is_changed, list_edits
from riwaya.records import (
    Disagreement,
    Entry,
    Fetch,
    Origin,
    Origins,
    Page,
    Position,
    Reading,
    Relation,
    Story,
)
from riwaya.store import Store

AlertKind = Literal["origin", "disagreement", "change", "shift", "intensity"]


class Alert(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that was not so before. Only what belongs to its kind is set."""

    id: str
    kind: AlertKind
    at: dt.datetime  # UTC: when it was seen
    story: str | None = None  # its id at that time
    title: str | None = None  # of the story, or of the article
    articles: tuple[str, ...] = ()
    origin: Origin | None = None
    origins: Origins | None = None  # all of the story, which is told beside one of them
    disagreement: Disagreement | None = None
    edit: Edit | None = None
    position: Position | None = None  # that shifted, with its stances up to the shift
    relation: Relation | None = None  # without its levels: two sides, and the one change


class Raised(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An `alert` entry of the journal: what was seen and is to be told, or the ids of what has been told."""

    alerts: tuple[Alert, ...] = ()
    marks: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


class Seen(NamedTuple):
    """What was found on one look: an alert, where it is worth one, and its marks."""

    alert: Alert
    marks: tuple[str, ...]
    is_quiet: bool = False  # to be marked, and not told


def raise_alerts(seen: Iterable[Seen], known: Collection[str]) -> Raised:
    """Give the alerts of which no mark is known, and all marks that are new. Nothing is told twice."""
    alerts: list[Alert] = []
    marks: dict[str, None] = {}
    for found in seen:
        if not found.is_quiet and not any(mark in known or mark in marks for mark in found.marks):
            alerts.append(found.alert)
        marks.update(dict.fromkeys(mark for mark in found.marks if mark not in known))
    return Raised(alerts=tuple(alerts), marks=tuple(marks))


def look_over(store: Store, stories: Iterable[Story], known: Collection[str], now: dt.datetime) -> Iterator[Seen]:
    """Give the origins and disagreements of stories. Those of a story of which nothing was known are no news in it."""
    for story in stories:
        told = [mark_of("article", name) for name in story.articles]
        is_new = not any(mark in known for mark in told)
        about = Alert(id="", kind="origin", at=now, story=story.id, title=story.title, articles=story.articles)
        for origin in story.origins.list:
            marks = tuple(mark_of("origin", origin.name or "", name) for name in origin.articles)
            alert = replace(about, id=marks[0], origin=origin, origins=story.origins)
            yield Seen(alert, marks, is_quiet=is_new or origin.name is None)
        for fact in store.disagreements(story=story.id):
            marks = tuple(mark_of("value", fact.slot, value.article, value.value) for value in fact.values)
            yield Seen(replace(about, id=marks[0], kind="disagreement", disagreement=fact), marks)
        yield Seen(about, tuple(told), is_quiet=True)


def look_at_positions(positions: Iterable[Position], articles: Collection[str], now: dt.datetime) -> Iterator[Seen]:
    """Give the shifts of positions that `articles`, which came now, tell: news where others told what was before."""
    for position in positions:
        for n, stance in enumerate(position.stances, 1):
            if stance.shift and stance.article in articles:
                # By the words and not by whose they are: a minister's are his country's as well.
                mark = mark_of("shift", stance.shift, *(span.text for span in stance.content))
                is_first = all(before.article in articles for before in position.stances[: n - 1])
                alert = Alert(
                    id=mark,
                    kind="shift",
                    at=now,
                    title=position.issue,
                    articles=(stance.article,),
                    position=replace(position, stances=position.stances[:n]),
                )
                yield Seen(alert, (mark,), is_quiet=is_first)


def look_at_relations(relations: Iterable[Relation], now: dt.datetime) -> Iterator[Seen]:
    """Give the changes of relations. One that moves by some days as more pages come is the same."""
    for relation in relations:
        pair = "|".join(sorted((relation.a.id or relation.a.name, relation.b.id or relation.b.name)))
        for change in relation.changes:
            way = "more" if change.after > change.before else "less"
            days = (change.at + dt.timedelta(days=n) for n in sorted(range(-_DRIFT, _DRIFT + 1), key=abs))
            marks = tuple(mark_of("intensity", pair, change.of, way, day.isoformat()) for day in days)
            bare = replace(relation, levels=(), changes=(change,))
            yield Seen(Alert(id=marks[0], kind="intensity", at=now, relation=bare), marks)


_DRIFT = 4  # days by which a change may move


def look_back(
    case_captures: Captures, store: Store, articles: Iterable[str], read: Callable[[Page], Reading], now: dt.datetime
) -> Iterator[Seen]:
    """Give the changes of articles that were captured more than once."""
    for name in articles:
        kept = store.article(name)
        if kept is None or kept.versions < 2:
            continue
        for edit in list_edits(store, case_captures, kept.id, read):
            mark = mark_of("change", edit.step.capture.id)
            alert = Alert(id=mark, kind="change", at=now, title=kept.article.title, articles=(kept.id,), edit=edit)
            if is_changed(edit):
                yield Seen(alert, (mark,))


def mark_of(*parts: str) -> str:
    """Give the short name by which a thing is known again."""
    return hashlib.blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class Remembered(NamedTuple):
    """What a journal says about alerts."""

    marks: set[str]
    waiting: dict[str, Alert]  # not told yet, by their ids
    unseen: tuple[str, ...]  # pages that were answered and perhaps not looked at yet, by their sources
    has_looked: bool  # before: then what is new is news


def read_raised(entries: Iterable[Entry]) -> Remembered:
    """Give what a journal says about alerts."""
    marks: set[str] = set()
    waiting: dict[str, Alert] = {}
    unseen: list[str] = []
    has_looked = False
    for entry in entries:
        if entry.kind == "fetch":
            fetch = msgspec.json.decode(entry.body, type=Fetch)
            unseen += [fetch.link.url] if fetch.outcome in {"kept", "same"} else []
        if entry.kind == "alert":
            raised = msgspec.json.decode(entry.body, type=Raised)
            has_looked = True
            unseen = unseen if raised.told else []
            marks.update(raised.marks)
            waiting.update((alert.id, alert) for alert in raised.alerts)
            for name in raised.told:
                waiting.pop(name, None)
    return Remembered(marks, waiting, tuple(dict.fromkeys(unseen)), has_looked)
