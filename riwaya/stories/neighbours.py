"""All ties among many sketches at once, through an index of their keys: what a case does one page at a time."""

from collections import Counter
from collections.abc import Iterator, Sequence

from riwaya.stories.sketches import Sketch
from riwaya.stories.ties import FLOOR, HORIZON, SHARED, Tied, tie_all


def pair_sketches(sketches: Sequence[Sketch]) -> Iterator[Tied]:
    """Give every tie of at least `FLOOR` between articles that share `SHARED` keys, `a` before `b` by day and id."""
    ordered = sorted(sketches, key=in_order)
    postings: dict[int, list[int]] = {}
    for n, sketch in enumerate(ordered):
        found = _look_up(n, ordered, postings)
        ties = tie_all(sketch, [ordered[m] for m in found])
        yield from (Tied(ordered[m].article, sketch.article, t) for m, t in zip(found, ties, strict=True) if t >= FLOOR)


def in_order(sketch: Sketch) -> tuple[bool, float, str]:
    """Give the place of an article among others: by day and clock, those without a day last, then by id."""
    return sketch.day is None, sketch.day or 0.0, sketch.article


def _look_up(n: int, ordered: Sequence[Sketch], postings: dict[int, list[int]]) -> list[int]:
    """Give the earlier articles that share keys with the n-th, and enter that one."""
    sketch = ordered[n]
    shared: Counter[int] = Counter()
    for key in sketch.keys:
        entries = postings.setdefault(key, [])
        if sketch.day is not None and entries and _is_past(ordered[entries[0]], sketch.day):
            entries[:] = [m for m in entries if not _is_past(ordered[m], sketch.day)]
        shared.update(entries)
        entries.append(n)
    return sorted(m for m, times in shared.items() if times >= SHARED)


def _is_past(sketch: Sketch, day: float) -> bool:
    return sketch.day is not None and day - sketch.day >= HORIZON
