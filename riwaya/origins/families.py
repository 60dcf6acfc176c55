"""Families: articles that are copies, edits or translations of one text, and whose origin one of them may name."""

from collections.abc import Iterable, Mapping

from riwaya.origins.counting import Near, Trace
from riwaya.records import Extent, OriginBasis, Retelling

_SAME = {"copy", "edited", "translation"}  # shared passages link families, and would join all of them


def keep_whole(retellings: Iterable[Retelling]) -> tuple[Retelling, ...]:
    """Keep the retellings of whole reports: a paragraph in common may be somebody else's in both."""
    return tuple(tie for tie in retellings if tie.kind in _SAME)


def join_families(articles: Iterable[str], retellings: Iterable[Retelling]) -> dict[str, str]:
    """Give the family of each article, named by its smallest member: connected by copies, edits and translations.

    >>> from riwaya.records import Coverage
    >>> tie = Retelling(a="b", b="c", kind="copy", coverage=Coverage(a=1, b=1), passages=())
    >>> join_families(["a", "b", "c"], [tie])
    {'a': 'a', 'b': 'b', 'c': 'b'}
    """
    parent = {name: name for name in sorted(articles)}

    def find(name: str) -> str:
        while parent[name] != name:
            parent[name] = name = parent[parent[name]]
        return name

    for tie in retellings:
        if tie.kind in _SAME and tie.a in parent and tie.b in parent:
            low, high = sorted((find(tie.a), find(tie.b)))
            parent[high] = low
    return {name: find(name) for name in parent}


def lend_traces(traces: Mapping[str, list[Trace]], retellings: Iterable[Retelling]) -> dict[str, list[Trace]]:
    """Give each article what it names, and one that names nothing what the articles name that it repeats."""
    given = {name: list(found) for name, found in traces.items()}
    ties = tuple(retellings)
    while lent := dict(found for tie in ties if (found := _lend(tie, given))):
        given.update(lent)
    return given


def _lend(tie: Retelling, given: Mapping[str, list[Trace]]) -> tuple[str, list[Trace]] | None:
    """Give what one article of a pair may lend to the other, which names nothing."""
    a, b = given.get(tie.a), given.get(tie.b)
    if a is None or b is None or bool(a) == bool(b):
        return None
    told = [passage.a if a else passage.b for passage in tie.passages]
    basis: OriginBasis = "translation" if tie.kind == "translation" else "retelling"
    lent = [trace._replace(basis=basis, evidence=(), near=Near.FAR) for trace in a or b if _is_shared(trace, told)]
    return (tie.b if a else tie.a, lent) if lent else None


def _is_shared(trace: Trace, told: Iterable[Extent]) -> bool:
    """Tell whether an origin is the other's too: one that a page credits, or that heard what both of them tell."""
    places = [piece for piece in trace.evidence if piece.field == "text"]
    return not trace.is_heard or any(e.start <= place.start < e.end for place in places for e in told)
