"""Articles into stories: components, in each of them cores by average linkage, and small cores to the large."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import numpy as np

from riwaya.records import Correction
from riwaya.stories.absorption import absorb
from riwaya.stories.components import split_components
from riwaya.stories.corrections import Pairs, read_corrections
from riwaya.stories.linkage import link_average
from riwaya.stories.neighbours import in_order
from riwaya.stories.sketches import Sketch
from riwaya.stories.ties import CERTAIN, Tied

_NEVER = -1e6  # the tie between two articles that a person has parted: no mean over a story outweighs it


def group_stories(
    sketches: Sequence[Sketch],
    ties: Iterable[Tied],
    known: Iterable[tuple[str, str]] = (),
    corrections: Sequence[Correction] = (),
) -> tuple[tuple[str, ...], ...]:
    """Give the stories as the ids of their articles, each story and all of them by day and then by id.

    `ties` are those of `tie_all` or `pair_sketches`; `known` are pairs of retellings, shared passages left out.
    Every article is in exactly one story. The result depends on what is given, not on its order.

    >>> from riwaya.records import Article
    >>> from riwaya.stories.neighbours import pair_sketches
    >>> from riwaya.stories.sketches import sketch_article
    >>> texts = ("رست ثلاث سفن محملة بالقمح في ميناء الحديدة", "وصول سفن القمح إلى الحديدة", "انتهت المباراة بالتعادل")
    >>> articles = (Article(source=f"p{n}", text=t, paragraphs=((0, len(t)),)) for n, t in enumerate(texts))
    >>> sketches = [sketch_article(article) for article in articles]
    >>> group_stories(sketches, pair_sketches(sketches))
    (('p0', 'p1'), ('p2',))
    """
    ordered = sorted(sketches, key=in_order)
    pairs = read_corrections(corrections, ordered)
    here = {sketch.article for sketch in ordered}
    certain = (Tied(a, b, CERTAIN) for a, b in known)
    joined = (Tied(a, b, 1.0) for a, b in pairs.together)
    edges = [edge for edge in chain(ties, certain, joined) if edge.a in here and edge.b in here]
    stories = [story for part, inside in _divide(ordered, edges) for story in _group(part, inside, pairs)]
    places = {sketch.article: n for n, sketch in enumerate(ordered)}
    return tuple(sorted(stories, key=lambda story: places[story[0]]))


def _divide(ordered: Sequence[Sketch], edges: Sequence[Tied]) -> Iterator[tuple[list[Sketch], list[Tied]]]:
    """Give the articles of each component, in order, with the ties inside it."""
    parts = split_components([sketch.article for sketch in ordered], edges)
    part_of = {name: n for n, part in enumerate(parts) for name in part.articles}
    members: list[list[Sketch]] = [[] for _ in parts]
    inside: list[list[Tied]] = [[] for _ in parts]
    for sketch in ordered:
        members[part_of[sketch.article]].append(sketch)
    for edge in edges:
        if part_of[edge.a] == part_of[edge.b]:
            inside[part_of[edge.a]].append(edge)
    yield from zip(members, inside, strict=True)


def _group(part: Sequence[Sketch], edges: Sequence[Tied], pairs: Pairs) -> list[tuple[str, ...]]:
    """Give the stories of one component, whose articles stand in order."""
    if len(part) == 1:
        return [(part[0].article,)]
    places = {sketch.article: n for n, sketch in enumerate(part)}
    apart = {(places[a], places[b]) for a, b in pairs.apart if a in places and b in places}
    ties = np.zeros((len(part), len(part)), np.float32)
    for edge in edges:
        a, b = places[edge.a], places[edge.b]
        ties[a, b] = ties[b, a] = max(edge.tie, ties[a, b])
    for a, b in apart:
        ties[a, b] = _NEVER
    groups = absorb(part, link_average(ties), apart)
    together = [(places[a], places[b]) for a, b in pairs.together if a in places and b in places]
    return [tuple(part[n].article for n in group) for group in _unite(groups, together)]


def _unite(groups: list[list[int]], together: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Give the groups after those that a person joined have come together whole."""
    for a, b in together:
        first = next(group for group in groups if a in group)
        second = next(group for group in groups if b in group)
        if first is not second:
            groups = [group for group in groups if group is not first and group is not second]
            groups.append(sorted(first + second))
    return groups
