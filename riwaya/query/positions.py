"""Positions asked for: over all stories of a case, with what people said of their issues."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from riwaya.positions import join_positions
from riwaya.query.articles import list_corrections
from riwaya.records import Position
from riwaya.store import Filter, Store
from riwaya.text import find_words

_ALL = Filter()


def list_positions(
    case: Path, store: Store, wanted: Filter = _ALL, *, actor: str | None = None, story: str | None = None
) -> Iterator[Position]:
    """Give the positions of the stories that pass, or of one, by its id; what several have on one issue is one.

    `actor` is an id, or words of a name, however spelled. Articles go by their ids.
    """
    found = list(store.positions(wanted, story=story))
    for position in join_positions(_choose(found, actor), list_corrections(case)):
        if actor is None or actor == position.actor.id or _is_called(position, set(find_words(actor))):
            yield position


def group_positions(store: Store) -> dict[str, list[Position]]:
    """Give all positions of a case by the ids of their actors."""
    found: defaultdict[str, list[Position]] = defaultdict(list)
    for position in list_positions(store.path.parent, store):
        found[position.actor.id or ""].append(position)
    return found


def _choose(positions: list[Position], actor: str | None) -> list[Position]:
    """Give the positions of an actor by its id, and of those who speak for it; all where it is known by words only."""
    own = [position for position in positions if position.actor.id == actor]
    heard = {stance.speaker.id for position in own for stance in position.stances if stance.speaker}
    return [*own, *(position for position in positions if position.actor.id in heard)] if own else positions


def _is_called(position: Position, words: set[str]) -> bool:
    return bool(words) and words <= set(find_words(position.actor.name))
