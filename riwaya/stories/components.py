"""Which articles can be in one story at all: those that ties lead to, step by step.

Weak ties lead from anywhere to everywhere once a case is large. So what hangs together by the weakest ties is one
component only while it has at most `MOST` articles; a larger one is cut at the next stronger ties. The component of an
article can therefore be found by walking from it, and never takes a longer walk than that.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from riwaya.stories.ties import FLOOR, Tied

MOST = 1000  # articles: what is grouped anew when one page comes

LEVELS = (FLOOR, 0.15, 0.18, 0.21, 0.24, 0.27, 0.3, 0.33, 0.36, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8)

Neighbours = Callable[[str], Iterable[tuple[str, float]]]  # of an article: those it is tied to, and how much


def gather_component(start: str, neighbours: Neighbours) -> frozenset[str]:
    """Give the articles that can be in one story with `start`, itself among them.

    What the strongest level joins is never cut, however many it is.

    >>> gather_component("a", {"a": [("b", 0.5)], "b": [("a", 0.5)], "c": []}.__getitem__) == {"a", "b"}
    True
    """
    found = {start}
    seen: dict[str, list[tuple[str, float]]] = {}
    for level in reversed(LEVELS):
        wider = _walk(found, level, neighbours, seen, limit=None if level == LEVELS[-1] else MOST)
        if wider is None:
            break
        found = wider
    return frozenset(found)


def _walk(
    found: set[str], level: float, neighbours: Neighbours, seen: dict[str, list[tuple[str, float]]], limit: int | None
) -> set[str] | None:
    """Give all that ties of a level lead to, None where that is more than the limit."""
    reached, todo = set(found), list(found)
    while todo:
        name = todo.pop()
        if name not in seen:
            seen[name] = list(neighbours(name))
        fresh = {other for other, tie in seen[name] if tie >= level} - reached
        reached |= fresh
        todo += fresh
        if limit is not None and len(reached) > limit:
            return None
    return reached


def split_components(articles: Sequence[str], ties: Iterable[Tied]) -> list[list[str]]:
    """Give the components of all articles, each in the order of `articles`: as `gather_component` has them."""
    parts = []
    todo = [(list(articles), list(ties), 0)]
    while todo:
        names, edges, level = todo.pop()
        strong = [edge for edge in edges if edge.tie >= LEVELS[level]]
        inside: dict[str, list[Tied]] = {}
        roots = _join(names, strong)
        for edge in strong:
            inside.setdefault(roots[edge.a], []).append(edge)
        for root, members in _part(names, roots).items():
            if len(members) <= MOST or level + 1 == len(LEVELS):
                parts.append(members)
            else:
                todo.append((members, inside[root], level + 1))
    return parts


def _join(names: Sequence[str], edges: Iterable[Tied]) -> Mapping[str, str]:
    """Give for every article one that stands for all it hangs together with."""
    above = {name: name for name in names}

    def top(name: str) -> str:
        while above[name] != name:
            above[name] = name = above[above[name]]
        return name

    for edge in edges:
        above[top(edge.a)] = top(edge.b)
    return {name: top(name) for name in names}


def _part(names: Sequence[str], roots: Mapping[str, str]) -> dict[str, list[str]]:
    parts: dict[str, list[str]] = {}
    for name in names:
        parts.setdefault(roots[name], []).append(name)
    return parts
