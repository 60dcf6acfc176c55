"""Whether two reports render one original: a translation, decided by the two of them alone.

Two newsrooms that saw one event share its names and figures in a sentence here and there; two that translated one
text share them sentence by sentence, in one order. So what counts is the gain of the alignment beside all that the
shorter report holds, and how many sentences it takes; hours and credits shift what is asked for.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from riwaya.records import Article, Extent, Passage, Retelling
from riwaya.retellings.batches import is_foreign
from riwaya.retellings.directions import compare_credits, find_credits, name_one_source
from riwaya.retellings.encoders import Encoder, count_nearest
from riwaya.retellings.judgement import share_subject
from riwaya.retellings.outlines import Outline
from riwaya.retellings.renderings import Rendering, Step, align_sentences, cover_sentences
from riwaya.retellings.words import Marks

ENOUGH = 0.13  # of what the shorter report holds that the alignment must gain

_TWO_NEWSROOMS = 0.07  # besides, where both outlets are known and neither credits the other: each may have its own
_SHARED_CREDIT, _OTHER_CREDITS = -0.02, 0.04  # what is asked for besides where both credit one agency, or each its own
_KIN = -0.05  # where some passages are the same word for word: machines and formulas make the same of one sentence
_LATER = 0.02  # for each day between them
_MEANT = 0.04  # less where an encoder finds all aligned sentences nearest to each other, more where it finds none
_STEPS = 2  # sentences that must be aligned in one order
_STEPS_TWO_NEWSROOMS = 6  # five sentences hold the facts of one match or one raid, whoever tells it
_STEPS_ONE_SOURCE = 4  # where both tell what one paper or agency reported: each rendered that
_ONE_SOURCE = 0.08  # of what the shorter report holds, that is asked for besides with so few
_WHOLE = 0.85  # of the words of both, in aligned sentences, of which fewer do: some reports have no more
_LEAST = 30.0  # nats
ENOUGH_ACROSS, _LEAST_ACROSS = 0.17, 15.0  # between two languages: what a word may mean says less than the word
_NEITHER = "two renderings: neither came out of the other"


class _Asked(NamedTuple):
    """What an alignment must show at least."""

    steps: int  # in one order
    gain: float  # nats
    share: float  # of what the shorter report holds


def judge_rendering(
    a: Article,
    b: Article,
    in_a: Outline,
    in_b: Outline,
    copied: Sequence[Passage] = (),
    encode: Encoder | None = None,
) -> Retelling | None:
    """Give the translation that two reports' sentences show, or None. Neither pages of one outlet nor bulletins are.

    `copied` are passages with the same words in both: they are no evidence. `encode` is asked where it can decide.
    """
    if a.outlet is not None and a.outlet == b.outlet:
        return None
    marks = in_a.mark([_extent(p.a) for p in copied]), in_b.mark([_extent(p.b) for p in copied])
    found = align_sentences(in_a, in_b, marks if copied else None)
    if found.in_order < _STEPS or share_subject(a, b):
        return None
    share = found.gain / max(min(_weigh(in_a, marks[0]), _weigh(in_b, marks[1])), 1.0)
    direction, reason = compare_credits(a, b)
    asked = _ask(a, b, is_credited=direction is not None, is_kin=bool(copied))
    coverage = cover_sentences(in_a, in_b, found.steps)
    steps = _STEPS if min(coverage.a, coverage.b) >= _WHOLE else asked.steps
    if _STEPS_ONE_SOURCE <= found.in_order < steps and share >= asked.share + _ONE_SOURCE and name_one_source(a, b):
        steps = _STEPS_ONE_SOURCE
    if found.in_order < steps or found.gain < asked.gain or share < asked.share - _MEANT:
        return None
    meant = _find_nearest(a, b, in_a, in_b, found.steps, encode) if encode and share < asked.share + _MEANT else None
    if share < asked.share + (_MEANT * (1 - 2 * meant / len(found.steps)) if meant is not None else 0):
        return None
    return Retelling(
        a=a.source,
        b=b.source,
        kind="translation",
        direction=direction,
        coverage=coverage,
        passages=tuple(_cut_passages(in_a, in_b, found.steps)),
        because=tuple(filter(None, (_say(found, in_a, in_b), _say_nearest(meant), reason or _NEITHER))),
    )


def _extent(extent: Extent) -> tuple[int, int]:
    return extent.start, extent.end


def _weigh(outline: Outline, copied: Marks) -> float:
    """Give all that a report's own sentences hold, in nats."""
    return float(outline.units[: len(copied)][~copied].sum())


def _ask(a: Article, b: Article, *, is_credited: bool, is_kin: bool) -> _Asked:
    """Say what the alignment must show: more with the days, less where both credit one agency or one the other."""
    two = a.outlet is not None and b.outlet is not None and not is_credited
    across = is_foreign(a) or is_foreign(b)
    share = (ENOUGH_ACROSS if across else ENOUGH) + (_TWO_NEWSROOMS if two else 0) + (_KIN if is_kin else 0)
    credits_a, credits_b = find_credits(a), find_credits(b)
    if credits_a and credits_b:
        share += _SHARED_CREDIT if credits_a.keys() & credits_b.keys() else _OTHER_CREDITS
    if a.published and b.published:
        share += _LATER * abs((a.published.date - b.published.date).days)
    return _Asked(
        steps=_STEPS_TWO_NEWSROOMS if two or is_kin else _STEPS,
        gain=_LEAST_ACROSS if across else _LEAST,
        share=share,
    )


def _cut_passages(a: Outline, b: Outline, steps: Sequence[Step]) -> Iterator[Passage]:
    """Give a passage for every two sentences of a step: two that a translator made of one may be two paragraphs."""
    for step in steps:
        for x in range(step.a_start, step.a_end):
            for y in range(step.b_start, step.b_end):
                yield Passage(
                    a=Extent(start=int(a.starts[x]), end=int(a.ends[x])),
                    b=Extent(start=int(b.starts[y]), end=int(b.ends[y])),
                )


def _find_nearest(a: Article, b: Article, in_a: Outline, in_b: Outline, steps: Sequence[Step], encode: Encoder) -> int:
    """Count the steps of which the first sentences are each other's nearest for an encoder."""
    return count_nearest(encode, _cut(a, in_a), _cut(b, in_b), [(step.a_start, step.b_start) for step in steps])


def _cut(article: Article, outline: Outline) -> list[str]:
    return [article.text[start:end] for start, end in zip(outline.starts, outline.ends, strict=True)]


def _say_nearest(count: int | None) -> str | None:
    return None if count is None else f"{count} of them nearest to each other for the sentence encoder"


def _say(found: Rendering, a: Outline, b: Outline) -> str:
    moved = len(found.steps) - found.in_order
    order = "in one order" if not moved else f"{found.in_order} of them in one order"
    return f"{len(found.steps)} passages of {len(a.starts)} and {len(b.starts)} sentences render one text, {order}"
