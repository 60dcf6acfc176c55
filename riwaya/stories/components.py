"""Which articles can be in one story at all: those that ties lead to, step by step.

Weak ties lead from anywhere to everywhere once a case is large. So what hangs together by the weakest ties is one
component only while it has at most `MOST` articles; a larger one is cut at the next stronger ties. The component of an
article can therefore be found by walking from it, and never takes a longer walk than that.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from riwaya.stories.ties import FLOOR, Tied

MOST = 1000  # articles: what is grouped anew when one page comes

LEVELS = (FLOOR, 0.15, 0.18, 0.21, 0.24, 0.27, 0.3, 0.33, 0.36, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8)

Neighbours = Callable[[str], Iterable[tuple[str, float]]]  # of an article: those it is tied to, and how much


class Component(NamedTuple):
    """Articles that can be in one story, and the weakest ties that count among them. Keep both."""

    articles: frozenset[str]
    level: float


def gather_component(
    start: str, neighbours: Neighbours, most: int = MOST, former: Callable[[str], Component | None] = lambda _: None
) -> Component:
    """Give the articles that can be in one story with `start`, itself among them.

    What the strongest level joins is never cut, however many it is. `former` gives components that may have grown
    since but not shrunk: what weaker ties than their own lead to was too large then, and is now.

    >>> gather_component("a", {"a": [("b", 0.5)], "b": [("a", 0.5)]}.__getitem__).articles == {"a", "b"}
    True
    """
    seen: dict[str, list[tuple[str, float]]] = {}
    found = Component(frozenset([start]), LEVELS[-1])
    for level in reversed(LEVELS):
        limit = None if level == LEVELS[-1] else most
        wider = _walk(found.articles, level, neighbours, seen, limit, former)
        if wider is None:
            break
        found = Component(wider, level)
    return found


def _walk(
    found: Iterable[str],
    level: float,
    neighbours: Neighbours,
    seen: dict[str, list[tuple[str, float]]],
    limit: int | None,
    former: Callable[[str], Component | None],
) -> frozenset[str] | None:
    """Give all that ties of a level lead to, None where that is more than the limit."""
    reached, todo = set(found), list(found)
    while todo:
        name = todo.pop()
        before = former(name)
        if limit is not None and before and before.level > level:
            return None
        if name not in seen:
            seen[name] = sorted(neighbours(name), key=lambda near: -near[1])  # most levels ask for the strongest few
        fresh = {other for other, _ in takewhile(lambda near: near[1] >= level, seen[name])} - reached
        reached |= fresh
        todo += fresh
        if limit is not None and len(reached) > limit:
            return None
    return frozenset(reached)


def find_touched(
    came: Iterable[str],
    loosened: Iterable[str],
    neighbours: Neighbours,
    former: Callable[[str], Component | None],
    most: int = MOST,
    *,
    has_grown: bool = False,
) -> Iterator[Component]:
    """Give the components to group anew once articles have come or gone, in no order that matters.

    `loosened` are, for each article that went, those that it was tied to and those of its component. `former` gives
    the component that an article stood in before, without those that went; None for one that came. Articles in none
    of the components keep the component and the story that they have. `has_grown` says that no article went and no
    tie got weaker, which saves most of the way.
    """
    todo = set()
    for name in came:
        todo.add(name)
        for other, tie in neighbours(name):
            before = former(other)
            if before and tie >= before.level:  # a weaker tie leads only to what was too large before
                todo |= before.articles
    for name in loosened:
        before = former(name)
        todo |= before.articles if before else {name}
    while todo:
        touched = gather_component(min(todo), neighbours, most, former if has_grown else lambda _: None)
        todo -= touched.articles
        yield touched


def split_components(articles: Sequence[str], ties: Iterable[Tied], most: int = MOST) -> list[Component]:
    """Give the components of all articles: those of `gather_component`."""
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
            if len(members) <= most or level + 1 == len(LEVELS):
                parts.append(Component(frozenset(members), LEVELS[level]))
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
