"""Whether a sentence reports an act as its news or only mentions it: «قتل ثلاثة في انفجار», «منذ اغتيال الوزير».

A weighted sum over what is known of the acts of one type in the sentence, and over the stems of its words; the weights
(`events_telling.tsv`) were learned by logistic regression with a ridge from the sentences of Halterman and others'
Arabic gold standard that all coders judged alike (`bench/learn_events.py`). Only ASSAULT and PROTEST have weights.
"""

import functools
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from riwaya.events.acts import read_word
from riwaya.events.found import Found
from riwaya.events.lines import OPENING, Line, classes_of
from riwaya.lexicon import load_table
from riwaya.stems import is_definite, pick_stem
from riwaya.text import is_word, load_folded

_FIRST = 5  # tokens from the start of a sentence
_NEAR = 4
_OPPOSED = 20  # tokens between a protest and the words that say whom it is against
_TELLING = frozenset({"that", "if", "not", "some", "time"})  # small words that tell news from talk
_TOLD = frozenset({"does", "happens"})
_LENGTH = 15  # tokens; sentences are told apart by length in such steps, up to three


class _Weight(Struct, frozen=True, kw_only=True):
    trait: str  # "ASSAULT past": the type, then what is true of the sentence
    weight: float


def find_told(line: Line, found: Sequence[Found]) -> frozenset[str]:
    """Give the types of acts that a sentence reports as its news."""
    kinds = {one.act.type for one in found if one.status in ("asserted", "claimed")} & set(_load_weights())
    return frozenset(kind for kind in kinds if _score(line, found, kind) > 0)


def _score(line: Line, found: Sequence[Found], kind: str) -> float:
    weights = _load_weights()[kind]
    return math.fsum(weights.get(trait, 0.0) for trait in list_traits(line, found, kind))  # a set has no order


def list_traits(line: Line, found: Sequence[Found], kind: str) -> frozenset[str]:
    """Give what is true of a sentence with acts of a type, as the weights name it: traits with *, and stems."""
    acts = [one for one in found if one.act.type == kind and one.status in ("asserted", "claimed")]
    traits = {"*always", f"*length {min(3, len(line.forms) // _LENGTH)}", f"*acts {min(3, len(acts))}"}
    traits |= {f"*{name}" for form in line.forms for name in classes_of(form) & _TELLING}
    traits |= {"*quoted"} if line.forms[0] in OPENING or ":" in line.forms else set()
    traits |= {"*placed"} if any(kind == "place" for _, kind, _ in line.mentions.values()) else set()
    for one in acts:
        traits |= set(_describe(line, one))
    return frozenset(traits | {pick_stem(form) for form in line.forms if is_word(form)})


def _describe(line: Line, one: Found) -> Iterator[str]:
    stage = _stage(line, one)
    yield f"*{stage}"
    yield f"*act {one.act.name}"
    yield f"*{one.act.mode}"
    told = stage in _TOLD
    if told and one.at < _FIRST:
        yield f"*first {stage}"
    if one.status == "claimed":
        yield "*claimed"
    near = [classes_of(form) for form in line.forms[max(0, one.at - _NEAR) : one.at + 2 * _NEAR]]
    names = {name for classes in near for name in classes}
    actor = one.parties.actor
    counted = actor is not None and actor.head > actor.first
    known = actor is not None and not counted and is_definite(line.forms[actor.head])
    here = {
        "against": any("against" in classes_of(form) for form in line.forms[one.at : one.at + _OPPOSED]),
        "spot": "place" in names,
        "dated": one.date is not None or "time" in names,
        "actor": actor is not None,
        "known": known,
        "counted": counted,
        "recipient": one.parties.recipient is not None,
        "protester": actor is not None and "protester" in classes_of(line.forms[actor.head]),
    }
    for name, holds in here.items():
        if holds:
            yield f"*{name}"
            if told:
                yield f"*told {name}"
    if told:
        yield "*told"


def _stage(line: Line, one: Found) -> str:
    """Give how an act stands in its sentence: «تظاهر آلاف» does, «الذين تظاهروا» led, «خرجت مظاهرة» happens."""
    before = [classes_of(form) for form in line.forms[max(0, one.at - _NEAR) : one.at]]
    if one.reading.form in ("past", "present"):
        beside = one.act.name in load_folded("ar", "events_beside")
        led = "whose" in (before[-1] if before else ())
        does = "does" if one.parties.actor else "happens" if _carries(line, one) else "verb"
        stage = "led" if led else "beside" if beside else does
        return stage if one.reading.form == "past" else f"{stage} present"
    if one.reading.form == "participle":
        return "participle"
    behind = [classes_of(form) for form in line.forms[one.at + 1 : one.at + 3]]
    if any("happens" in classes for classes in before) or (
        not one.reading.front and any("happens" in c for c in behind)
    ):
        return "happens"
    if one.reading.front.endswith(("ال", "لل")) or one.reading.suffix:
        return "definite"
    return "behind" if one.reading.front or "prep" in (before[-1] if before else ()) else "noun"


def _carries(line: Line, one: Found) -> bool:
    """True for «خرجت | أمس مظاهرات»: a verb whose subject is the noun of its act."""
    behind = line.forms[one.at + 1 : one.at + 1 + _NEAR]
    return any(r.form == "noun" and r.act and r.act.type == one.act.type for form in behind for r in read_word(form))


@functools.cache
def _load_weights() -> dict[str, dict[str, float]]:
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for row in load_table("ar", "events_telling", _Weight, "trait"):
        kind, trait = row.trait.split(" ", 1)
        weights[kind][trait] = row.weight
    return dict(weights)
