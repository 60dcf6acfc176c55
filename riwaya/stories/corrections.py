"""What a person said of stories, as pairs of articles: these two together, those two apart. The last word holds."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from riwaya.corrections import find_in_force
from riwaya.records import Correction, Quoted
from riwaya.stories.sketches import Sketch


class Pairs(NamedTuple):
    """Pairs of ids, in order; `apart` both ways round."""

    together: tuple[tuple[str, str], ...]
    apart: frozenset[tuple[str, str]]


def read_corrections(corrections: Sequence[Correction], sketches: Iterable[Sketch]) -> Pairs:
    """Give the pairs that corrections of stories bring together or part, for the articles that are there.

    A merge joins all that it names. A split parts each of `members` from each of `others`.
    """
    said = [c for c in find_in_force(corrections) if c.of == "story" and c.kind in {"merge", "split"}]
    if not said:
        return Pairs((), frozenset())
    ids: dict[str, list[str]] = {}
    for sketch in sketches:
        ids.setdefault(sketch.source, []).append(sketch.article)
    verdicts: dict[tuple[str, str], str] = {}
    for correction in said:
        members, others = list(_find(correction.members, ids)), list(_find(correction.others, ids))
        pairs = product(members, others) if correction.kind == "split" else product(members[:1], members + others)
        verdicts.update({(min(pair), max(pair)): correction.kind for pair in pairs})
    apart = {pair for pair, kind in verdicts.items() if kind == "split"}
    return Pairs(
        together=tuple(sorted(pair for pair, kind in verdicts.items() if kind == "merge")),
        apart=frozenset(apart | {(b, a) for a, b in apart}),
    )


def _find(named: Iterable[Quoted], ids: dict[str, list[str]]) -> Iterator[str]:
    for quoted in named:
        yield from ids.get(quoted.article or "", ())
