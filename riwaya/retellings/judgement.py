"""What two reports that share stretches are to each other: copy, edited, partial or nothing.

Decided by the two reports alone. A press-release paragraph in another story is *partial*; two bulletins of one kind
(weather, market close, a table of results) are nothing, whatever they share.
"""

import functools
import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from riwaya.lexicon import languages, load_list
from riwaya.records import Article, Coverage, Passage, Retelling, RetellingKind
from riwaya.retellings.alignment import Stretch
from riwaya.retellings.directions import find_direction
from riwaya.retellings.passages import cut_passages
from riwaya.retellings.wordings import RUN, Wording
from riwaya.text import fold

ENOUGH = 18  # words of their own that two reports must share, each weighted by how dense its stretch is

MOST = 0.75  # the covered share of one report from which half as many do: a reception is mostly titles and guests

_IN_ORDER = 0.75  # of the equal words of a copy
_SLIGHT = 0.4  # of the shorter report's words
_SCATTERED = 8  # stretches
_ONE_OUTLET = 1.5  # times as many where both are of one outlet
_VERBATIM = 0.8  # the share of equal words in what was copied
_OPENING = 200  # characters
_LEAD = 60  # words that open a report
_DIGIT = re.compile(r"\d")


def judge(a: Article, b: Article, in_a: Wording, in_b: Wording, shared: Sequence[Stretch]) -> Retelling | None:
    """Give the retelling that the shared stretches show, or None where they show none."""
    extents_a = [(s.a_start, s.a_end) for s in shared]
    extents_b = [(s.b_start, s.b_end) for s in shared]
    coverage = measure_coverage(in_a, in_b, shared)
    evidence = sum(s.own * s.same / (s.b_end - s.b_start) for s in shared)
    if evidence < _needed(a, b, coverage) or _is_bulletin(a, b, in_a, in_b, shared):
        return None
    lead = min(_cover(extents_a, min(_LEAD, len(in_a.words))), _cover(extents_b, min(_LEAD, len(in_b.words))))
    kind, why = _find_kind(coverage, lead, shared)
    direction, reason = find_direction(a, b, kind, coverage)
    return Retelling(
        a=a.source,
        b=b.source,
        kind=kind,
        direction=direction,
        coverage=coverage,
        passages=tuple(sorted(cut_passages(in_a, in_b, shared), key=lambda p: (p.a.start, p.b.start))),
        because=(why, reason),
    )


def is_open(a: Wording, b: Wording, shared: Sequence[Stretch], found: Retelling | None) -> bool:
    """True where two reports may yet be translations of one text: they share few words, and here and there.

    A paragraph that was taken over stands in one place; two translators hit on the same words in many.
    """
    if sum(s.same for s in shared) >= _SLIGHT * min(len(a.words), len(b.words)):
        return False
    return found is None or (found.kind == "partial" and len(shared) >= _SCATTERED)


def find_copied(a: Wording, b: Wording, shared: Sequence[Stretch]) -> tuple[Passage, ...]:
    """Give the passages that are copied word for word, and not put together of common turns of phrase."""
    return tuple(cut_passages(a, b, [s for s in shared if _density([s]) >= _VERBATIM]))


def measure_coverage(a: Wording, b: Wording, shared: Sequence[Stretch]) -> Coverage:
    """Give the share of each report's words that stand in shared stretches."""
    return Coverage(
        a=_cover([(s.a_start, s.a_end) for s in shared], len(a.words)),
        b=_cover([(s.b_start, s.b_end) for s in shared], len(b.words)),
    )


def _needed(a: Article, b: Article, coverage: Coverage) -> float:
    """Say how many words two reports must share: an outlet has standing lines that stand under half its pages."""
    enough = ENOUGH / 2 if max(coverage.a, coverage.b) >= MOST else ENOUGH
    return enough * _ONE_OUTLET if a.outlet is not None and a.outlet == b.outlet else enough


def _is_bulletin(a: Article, b: Article, in_a: Wording, in_b: Wording, shared: Sequence[Stretch]) -> bool:
    """True for two bulletins of one kind: the same words carry other numbers, or one standing subject other words."""
    return _has_other_numbers(a, b, in_a, in_b, shared) or (_density(shared) < _VERBATIM and share_subject(a, b))


def share_subject(a: Article, b: Article) -> bool:
    """True where two reports open with one standing subject: the weather, the close of a market."""
    return bool(_subjects(a.text[:_OPENING]) & _subjects(b.text[:_OPENING]))


@functools.lru_cache(maxsize=1 << 12)  # a report is judged beside several
def _subjects(opening: str) -> frozenset[str]:
    """Give the standing subjects that a report opens with, of all languages."""
    folded = fold(opening)
    return frozenset(subject for subject in _known_subjects() if subject in folded)


@functools.cache
def _known_subjects() -> tuple[str, ...]:
    return tuple(fold(subject) for language in languages() for subject in load_list(language, "bulletins"))


def _has_other_numbers(a: Article, b: Article, in_a: Wording, in_b: Wording, shared: Sequence[Stretch]) -> bool:
    """True where the same words carry other numbers: «أغلق المؤشر عند 9080 نقطة» on two days."""
    numbers = others = 0
    for s in shared:
        found = int(np.count_nonzero(in_b.numbers[s.b_start : s.b_end]))
        numbers += found
        for x, y in pairwise(s.blocks) if found else ():
            digits_a = _digits(a.text[in_a.ends[x.a + x.size - 1] : in_a.starts[y.a]])
            digits_b = _digits(b.text[in_b.ends[x.b + x.size - 1] : in_b.starts[y.b]])
            others += bool(digits_a) and bool(digits_b) and digits_a != digits_b
    return others >= 2 and others * 3 >= numbers


def _digits(text: str) -> str:
    """Give the digits in a text, so that 9.5 and 95, one of which has lost its point, are equal."""
    found = _DIGIT.findall(text)
    return fold("".join(found)) if found else ""


def _cover(extents: list[tuple[int, int]], size: int) -> float:
    """Give the share of the first `size` words that stand in extents."""
    covered = reached = 0
    for start, end in sorted(extents):
        if start >= size:
            break
        covered += max(min(end, size) - max(start, reached), 0)
        reached = max(reached, end)
    return round(covered / size, 4) if size else 0.0


def _density(shared: Sequence[Stretch]) -> float:
    """Give the share of equal words in the stretches."""
    return sum(s.same for s in shared) / sum(max(s.a_end - s.a_start, s.b_end - s.b_start) for s in shared)


def _runs_on(shared: Sequence[Stretch]) -> bool:
    """True where most of what is equal stands in one order: a copy may have a paragraph moved."""
    ordered = sorted(shared, key=lambda s: (s.a_start, s.b_start))
    chains: list[int] = []
    for place, stretch in enumerate(ordered):
        before = [chains[n] for n in range(place) if ordered[n].b_end <= stretch.b_start + RUN]
        chains.append(stretch.same + max(before, default=0))
    return max(chains) >= _IN_ORDER * sum(s.same for s in shared)


def _find_kind(coverage: Coverage, lead: float, shared: Sequence[Stretch]) -> tuple[RetellingKind, str]:
    most, least = max(coverage.a, coverage.b), min(coverage.a, coverage.b)
    density = _density(shared)
    if most < 0.5 or ((most < 0.6 or least < 0.45) and lead < 0.5):
        return "partial", "shared passage in different texts"
    if _runs_on(shared) and lead >= 0.6 and most >= 0.85 and density >= (_VERBATIM if least >= 0.85 else 0.9):
        return "copy", "near verbatim"
    return "edited", "one text, reworded or rearranged"
