"""How much an act helps or harms: the scores of the PLOVER code book."""

import functools

from msgspec import Struct

from riwaya.lexicon import load_table


class _Score(Struct, frozen=True, kw_only=True):
    act: str
    score: float


def read_score(kind: str, mode: str | None = None) -> float | None:
    """Give the score of a type and mode, from 10 to -10; that of the type where the mode has none.

    None for what is no type of PLOVER.

    >>> read_score("CONSULT", "visit"), read_score("ACCUSE"), read_score("AID", "asylum")
    (4.0, -3.0, 10.0)
    """
    scores = _load()
    return scores.get(f"{kind}:{mode}", scores.get(kind))


def list_types() -> tuple[str, ...]:
    """Give the types of PLOVER in the order of the alphabet.

    >>> list_types()[:3]
    ('ACCUSE', 'AGREE', 'AID')
    """
    return tuple(sorted(act for act in _load() if ":" not in act))


@functools.cache
def _load() -> dict[str, float]:
    return {row.act: row.score for row in load_table("plover", "scores", _Score, "act")}
