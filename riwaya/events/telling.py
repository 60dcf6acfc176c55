"""Whether a sentence reports an act as its news or only mentions it: «قتل ثلاثة في انفجار», «منذ اغتيال الوزير».

A weighted sum over what is known of the acts of one type in the sentence, and over the stems of its words; the weights
(`events_telling.tsv`) were learned by logistic regression with a ridge from the sentences of Halterman and others'
Arabic
gold standard that all coders judged alike (`bench/learn_events.py`). Only ASSAULT and PROTEST have weights.
"""

import functools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from riwaya.events.found import Found
from riwaya.events.lines import OPENING, Line, classes_of
from riwaya.lexicon import load_table
from riwaya.stems import pick_stem
from riwaya.text import is_word

_FIRST = 4  # tokens from the start of a sentence
_TELLING = frozenset(
    {"against", "happens", "some", "tells", "that", "time", "before"}
)  # small words that tell news from talk
_LENGTH = 12  # tokens; sentences are told apart by length in such steps, up to four


class _Weight(Struct, frozen=True, kw_only=True):
    trait: str  # "ASSAULT past": the type, then what is true of the sentence
    weight: float


def find_told(line: Line, found: Sequence[Found]) -> frozenset[str]:
    """Give the types of acts that a sentence reports as its news."""
    kinds = {one.act.type for one in found if one.status in ("asserted", "claimed")} & set(_load_weights())
    return frozenset(kind for kind in kinds if _score(line, found, kind) > 0)


def _score(line: Line, found: Sequence[Found], kind: str) -> float:
    weights = _load_weights()[kind]
    return sum(weights.get(trait, 0.0) for trait in list_traits(line, found, kind))


def list_traits(line: Line, found: Sequence[Found], kind: str) -> frozenset[str]:
    """Give what is true of a sentence with acts of a type, as the weights name it: traits with *, and stems."""
    acts = [one for one in found if one.act.type == kind and one.status in ("asserted", "claimed")]
    traits = {f"*length {min(4, len(line.forms) // _LENGTH)}", "*always"}
    traits |= {f"*{name}" for form in line.forms for name in classes_of(form) & _TELLING}
    traits |= {f"*acts {min(3, len(acts))}"} | ({"*quoted"} if line.forms[0] in OPENING or ":" in line.forms else set())
    traits |= {"*placed"} if any(kind == "place" for _, kind, _ in line.mentions.values()) else set()
    for one in acts:
        traits |= set(_describe(one))
    return frozenset(traits | {pick_stem(form) for form in line.forms if is_word(form)})


def _describe(one: Found) -> Iterator[str]:
    yield f"*{one.reading.form}"
    yield f"*act {one.act.name}"
    if one.parties.actor:
        yield "*actor"
    if one.parties.recipient:
        yield "*recipient"
    if one.date:
        yield "*date"
    yield f"*{one.act.type} {one.act.mode}"
    if one.parties.actor and one.reading.form != "noun":
        yield "*does"
    if one.at < _FIRST:
        yield "*first"
    if one.reading.front.endswith(("ال", "لل")):
        yield "*definite"


@functools.cache
def _load_weights() -> dict[str, dict[str, float]]:
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for row in load_table("ar", "events_telling", _Weight, "trait"):
        kind, trait = row.trait.split(" ", 1)
        weights[kind][trait] = row.weight
    return dict(weights)
