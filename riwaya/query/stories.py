"""Stories asked for, with what is known over their articles."""

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from riwaya.errors import InputError
from riwaya.origins import join_families
from riwaya.positions import join_positions
from riwaya.query.articles import Row, list_rows
from riwaya.query.timelines import Moment, list_moments
from riwaya.records import Claim, Disagreement, Position, Story, Tie
from riwaya.store import ALL, Filter, Part, Store


class Card(Struct, frozen=True, kw_only=True):
    """A story in a list, with the days on which its pages came out and how many disagreements it has."""

    story: Story
    days: tuple[str, ...]
    disagreements: int


class Whole(Struct, frozen=True, kw_only=True):
    """A story with all that is known over its articles, which go by their ids."""

    story: Story
    rows: dict[str, Row]
    claims: tuple[Claim, ...]  # those that more than one page makes, the most told first
    disagreements: tuple[Disagreement, ...]
    ties: tuple[Tie, ...]
    families: tuple[tuple[str, ...], ...]  # of articles: copies, edits and translations of one text; the largest first
    timeline: tuple[Moment, ...] = ()  # what happened and was said, in that order
    positions: tuple[Position, ...] = ()


def list_cards(store: Store, wanted: Filter, part: Part = ALL) -> Iterator[Card]:
    """Give the stories that pass, the latest first."""
    stories = list(store.stories(wanted, part))
    days = store.days(story.id for story in stories)
    disagreements = store.count_disagreements(story.id for story in stories)
    for story in stories:
        name = story.id
        yield Card(story=story, days=tuple(days.get(name, ())), disagreements=disagreements.get(name, 0))


def give_story(store: Store, key: str) -> Whole:
    """Give one story by its id or the beginning of it. Raises InputError."""
    story = find_story(store, key)
    ties = list_ties(store, story)
    return Whole(
        story=story,
        rows={row.id: row for row in list_rows(store, Filter(story=story.id))},
        claims=list_told(store, story),
        disagreements=tuple(store.disagreements(story=story.id)),
        ties=ties,
        families=list_families(story, ties),
        timeline=list_moments(store, story.id),
        positions=join_positions(store.positions(story=story.id)),
    )


def list_told(store: Store, story: Story) -> tuple[Claim, ...]:
    """Give the claims of a story that more than one page makes, the most told first."""
    return tuple(sorted(store.told_claims(story.id), key=lambda claim: (-len(claim.versions), claim.id)))


def list_ties(store: Store, story: Story) -> tuple[Tie, ...]:
    """Give the retellings among the pages of a story."""
    names = set(story.articles)
    return tuple(tie for tie in store.retellings(Filter(story=story.id)) if tie.a in names and tie.b in names)


def list_families(story: Story, ties: tuple[Tie, ...]) -> tuple[tuple[str, ...], ...]:
    """Give the pages of a story by the text that they come from, the largest family first."""
    by_id = [msgspec.structs.replace(tie.retelling, a=tie.a, b=tie.b) for tie in ties]
    families: dict[str, list[str]] = {}
    first = join_families(story.articles, by_id)
    for name in story.articles:
        families.setdefault(first[name], []).append(name)
    return tuple(map(tuple, sorted(families.values(), key=lambda members: -len(members))))


def find_story(store: Store, key: str) -> Story:
    """Give the story of an id or of the beginning of one, or raise InputError."""
    story = store.story(key)
    if story is None:
        raise InputError(key, "no such story in this case", "`riwaya stories` lists them")
    return story


def list_claims(
    store: Store, wanted: Filter, *, story: str | None = None, speaker: str | None = None
) -> Iterator[Claim]:
    """Give the claims of the stories that pass, or of one; `speaker` is an actor's id or name, or words of a name."""
    only = find_story(store, story).id if story else None
    voices = store.voices(speaker) if speaker else None
    for claim in store.claims(wanted, story=only):
        if voices is None or (claim.speaker and voices.have(claim.speaker.id, claim.speaker.name)):
            yield claim
