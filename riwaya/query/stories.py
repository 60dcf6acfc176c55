"""Stories asked for, with what is known over their articles."""

from collections.abc import Iterator

from riwaya.errors import InputError
from riwaya.records import Claim, Story
from riwaya.store import Filter, Store
from riwaya.text import find_words


def find_story(store: Store, key: str) -> Story:
    """Give the story of an id or of the beginning of one, or raise InputError."""
    story = store.story(key)
    if story is None:
        raise InputError(key, "no such story in this case", "`riwaya stories` lists them")
    return story


def list_claims(
    store: Store, wanted: Filter, *, story: str | None = None, speaker: str | None = None
) -> Iterator[Claim]:
    """Give the claims of the stories that pass, or of one; `speaker` is words of a name, however spelled."""
    only = find_story(store, story).id if story else None
    words = set(find_words(speaker or ""))
    for claim in store.claims(wanted, story=only):
        if not words or (claim.speaker and words <= set(find_words(claim.speaker.name))):
            yield claim
