"""Who repeats whom: copies, edited copies, shared passages and separate translations among reports.

In: articles. Out: retellings, each with the passages it rests on. Wordings and meanings are compared only inside
`paragraphs`.

`find_retellings` does it for a whole set. A case that grows does the same step by step, with the same result:

1. `list_rows(number, day, fingerprint(article))` are kept, indexed by hash, day and article. The numbers must order
   articles of one day as their ids do.
2. When articles come or go, `revise` says from their rows alone which pairs to judge and which retellings are void.
3. `judge_pair(a, b)` decides a pair by its two texts.

Every result depends on the set of articles, not on the order in which they came.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from riwaya.records import Article, Passage, Retelling
from riwaya.retellings.alignment import align, align_pairs
from riwaya.retellings.batches import is_foreign, read_batches
from riwaya.retellings.candidates import UNDATED, Candidates, Rows, lay_rows, list_rows, pair_candidates
from riwaya.retellings.encoders import Encoder
from riwaya.retellings.fingerprints import Fingerprint, fingerprint, take_fingerprints
from riwaya.retellings.judgement import find_copied, is_open, judge
from riwaya.retellings.outlines import Outline, read_outlines
from riwaya.retellings.revisions import Revision, Shelves, revise
from riwaya.retellings.rewordings import judge_rewording, may_be_reworded
from riwaya.retellings.translations import judge_rendering
from riwaya.retellings.wordings import Wording, read_wordings

__all__ = [
    "UNDATED",
    "Candidates",
    "Fingerprint",
    "Revision",
    "Rows",
    "Shelves",
    "align",
    "find_retellings",
    "fingerprint",
    "judge_pair",
    "judge_pairs",
    "list_rows",
    "pair_candidates",
    "revise",
]

Pair = tuple[int, int]


class Draft(NamedTuple):
    """What the words of a pair show, before its sentences are looked at."""

    retelling: Retelling | None = None
    copied: tuple[Passage, ...] = ()  # passages with the same words
    may_translate: bool = True


def find_retellings(
    articles: Sequence[Article], *, by_meaning: bool = True, encode: Encoder | None = None
) -> tuple[Retelling, ...]:
    """Give every pair of articles of which one repeats the other or both repeat a third, sorted by their sources.

    `a` is the smaller source. Coverage is the share of words in passages; a passage lies in one paragraph of each.
    The result depends on the set of articles, not on their order. Where it is not looked for `by_meaning`, there are
    no translations, and a text told mostly in other words passes for a shared passage; that takes half the time. An
    encoder of sentences (`encoders`) adds evidence where the alignment of a translation leaves it open.

    >>> report = "أعلنت هيئة الموانئ مساء أمس أن ثلاث سفن محملة بالقمح رست في الميناء الجديد وأن تفريغها يبدأ غدا"
    >>> copies = [Article(source=s, text=report, paragraphs=((0, len(report)),)) for s in ("b", "a")]
    >>> [(r.a, r.b, r.kind, r.coverage.a) for r in find_retellings(copies)]
    [('a', 'b', 'copy', 1.0)]
    """
    ordered = sorted(articles, key=lambda article: (_day(article), article.source))
    wordings: list[Wording] = []
    prints: list[Fingerprint] = []
    for batch in read_batches(ordered):
        wordings += read_wordings(batch)
        prints += take_fingerprints(batch, by_meaning=by_meaning)
    found = pair_candidates(lay_rows(prints, [_day(article) for article in ordered]))
    judged = _judge(ordered, wordings, found, by_meaning=by_meaning, encode=encode)
    return tuple(sorted(judged, key=lambda r: (r.a, r.b)))


def judge_pair(
    a: Article, b: Article, *, worded: bool = True, meant: bool = True, encode: Encoder | None = None
) -> Retelling | None:
    """Give what two reports are to each other, decided by the two alone, or None.

    `worded` and `meant` say of what kind of candidates the pair is, and so which retellings come into question.
    """
    pair = [(0, 1)]
    return next(judge_pairs((a, b), Candidates(pair if worded else [], pair if meant else []), encode), None)


def judge_pairs(articles: Sequence[Article], found: Candidates, encode: Encoder | None = None) -> Iterator[Retelling]:
    """Give what `judge_pair` gives of pairs, which name articles by their places, in any order; many at once."""
    wordings = [wording for batch in read_batches(articles) for wording in read_wordings(batch)]
    yield from _judge(articles, wordings, found, encode=encode)


def _judge(
    articles: Sequence[Article],
    wordings: Sequence[Wording],
    found: Candidates,
    *,
    by_meaning: bool = True,
    encode: Encoder | None = None,
) -> Iterator[Retelling]:
    """Give the retellings among candidates: by their words first, then by their sentences where those leave it open."""
    worded, meant = _by_source(articles, found.worded), _by_source(articles, found.meant)
    drafts = {pair: Draft() for pair in meant if _may_translate(articles, pair)}
    for pair, shared in zip(worded, align_pairs((wordings[a], wordings[b]) for a, b in worded), strict=True):
        one, other = (wordings[n] for n in pair)
        retelling = judge(articles[pair[0]], articles[pair[1]], one, other, shared)
        if pair in drafts and is_open(one, other, shared, retelling):
            drafts[pair] = Draft(retelling, find_copied(one, other, shared))
        elif by_meaning and retelling and may_be_reworded(retelling):
            drafts[pair] = Draft(retelling, may_translate=False)
        else:
            drafts.pop(pair, None)
            yield from _only(retelling)
    foreign = {n for pair in drafts for n in pair if is_foreign(articles[n])}
    for across in (False, True):
        pairs = [pair for pair in drafts if across != foreign.isdisjoint(pair)]
        outlines = dict(_read_outlines(articles, {n for pair in pairs for n in pair}, across=across))
        for a, b in pairs:
            yield from _only(_settle(articles[a], articles[b], outlines[a], outlines[b], drafts[a, b], encode))


def _settle(
    a: Article, b: Article, in_a: Outline, in_b: Outline, draft: Draft, encode: Encoder | None
) -> Retelling | None:
    translation = judge_rendering(a, b, in_a, in_b, draft.copied, encode) if draft.may_translate else None
    if translation or not draft.retelling or not may_be_reworded(draft.retelling):
        return translation or draft.retelling
    return judge_rewording(draft.retelling, in_a, in_b)


def _may_translate(articles: Sequence[Article], pair: Pair) -> bool:
    """True for reports of two outlets, one of them in Arabic: how common other words are, nobody has counted."""
    a, b = (articles[n] for n in pair)
    return (a.outlet is None or a.outlet != b.outlet) and not (is_foreign(a) and is_foreign(b))


def _only(retelling: Retelling | None) -> tuple[Retelling, ...]:
    return (retelling,) if retelling else ()


def _read_outlines(
    articles: Sequence[Article], wanted: Collection[int], *, across: bool
) -> Iterator[tuple[int, Outline]]:
    numbers = sorted(wanted)
    batches = read_batches(articles[n] for n in numbers)
    read = (outline for batch in batches for outline in read_outlines(batch, across=across))
    return zip(numbers, read, strict=True)


def _by_source(articles: Sequence[Article], pairs: Iterable[Pair]) -> list[Pair]:
    return [(a, b) if articles[a].source < articles[b].source else (b, a) for a, b in pairs]


def _day(article: Article) -> int:
    return article.published.date.toordinal() if article.published else UNDATED
