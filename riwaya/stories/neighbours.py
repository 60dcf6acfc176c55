"""All ties among many sketches at once, through an index of their keys: what a case does one page at a time."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence

from riwaya.stories.sketches import Sketch
from riwaya.stories.ties import FLOOR, HORIZON, SHARED, Tied, tie_all

Index = dict[int, deque[Sketch]]  # for each key the articles that have it, by day


def pair_sketches(sketches: Sequence[Sketch], before: Sequence[Sketch] = ()) -> Iterator[Tied]:
    """Give every tie of at least `FLOOR` between articles that share `SHARED` keys, each pair once.

    Those that come `before`, none later than the first of `sketches`, are tied to these but not to one another.
    """
    undated: Index = {}
    dated: Index = {}
    for sketch in sorted(before, key=in_order):
        _enter(sketch, undated if sketch.day is None else dated)
    for sketch in sorted(sketches, key=lambda s: (s.day is not None, *in_order(s))):
        found = _look_up(sketch, (undated, dated))
        _enter(sketch, undated if sketch.day is None else dated)
        ties = tie_all(sketch, found)
        yield from (Tied(other.article, sketch.article, t) for other, t in zip(found, ties, strict=True) if t >= FLOOR)


def _enter(sketch: Sketch, index: Index) -> None:
    for key in sketch.keys:
        index.setdefault(key, deque()).append(sketch)


def in_order(sketch: Sketch) -> tuple[bool, float, str]:
    """Give the place of an article among others: by day and clock, those without a day last, then by id."""
    return sketch.day is None, sketch.day or 0.0, sketch.article


def _look_up(sketch: Sketch, indices: Iterable[Index]) -> list[Sketch]:
    """Give the earlier articles that share keys with one; those that lie too far back leave the index."""
    shared: Counter[str] = Counter()
    met: dict[str, Sketch] = {}
    for index in indices:
        for key in sketch.keys:
            entries = index.get(key, deque())
            while entries and _is_past(entries[0], sketch):
                entries.popleft()
            shared.update(other.article for other in entries)
            met.update((other.article, other) for other in entries)
    return [met[name] for name, times in shared.items() if times >= SHARED]


def _is_past(earlier: Sketch, sketch: Sketch) -> bool:
    return earlier.day is not None and sketch.day is not None and sketch.day - earlier.day >= HORIZON
