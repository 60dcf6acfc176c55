"""What a word may begin, by its form alone: a quick look at each word of an article, before the slow ones at a few."""

import functools
from collections import defaultdict
from collections.abc import Callable

from riwaya.statements.actors import may_act
from riwaya.statements.cues import may_attribute
from riwaya.statements.formulas import begins_formula
from riwaya.statements.introductions import begins_body, begins_post
from riwaya.statements.sentences import Draught

_TESTS: dict[str, Callable[[str], bool]] = {
    "post": begins_post,
    "body": begins_body,
    "formula": begins_formula,
    "cue": may_attribute,
    "act": may_act,
}


def mark_words(draught: Draught) -> Draught:
    """Note where the words stand that may begin something. Most words begin nothing, and each form is asked once."""
    marks: defaultdict[str, list[int]] = defaultdict(list)
    for form, places in draught.places.items():
        for mark in _marks(form):
            marks[mark] += places
    return draught._replace(marks={mark: sorted(places) for mark, places in marks.items()})


@functools.lru_cache(maxsize=1 << 16)
def _marks(form: str) -> tuple[str, ...]:
    return tuple(mark for mark, test in _TESTS.items() if test(form))
