"""Who repeats whom: copies, edited copies, shared passages and separate translations among reports.

In: articles. Out: retellings, each with the passages it rests on. Wordings and meanings are compared only inside
`paragraphs`.

`find_retellings` does it for a whole set. A case that grows does the same step by step, with the same result:

1. `fingerprint(article)` is kept with the article, and a row (hash, day, article, place) for each of its hashes.
2. When articles come or go, `revise` says from their hashes alone which pairs to judge and which retellings are void.
3. `judge_pair(a, b)` decides a pair by its two texts.

Every result depends on the set of articles, not on the order in which they came.
"""

from collections.abc import Iterable, Iterator, Sequence

from riwaya.records import Article, Retelling
from riwaya.retellings.alignment import align, align_pairs
from riwaya.retellings.batches import read_batches
from riwaya.retellings.candidates import UNDATED, Candidates, Revision, Rows, lay_rows, pair_candidates, revise
from riwaya.retellings.fingerprints import Fingerprint, fingerprint, take_fingerprints
from riwaya.retellings.judgement import judge
from riwaya.retellings.outlines import Outline, read_outlines
from riwaya.retellings.translations import judge_rendering
from riwaya.retellings.wordings import Wording, read_wordings

__all__ = [
    "Candidates",
    "Fingerprint",
    "Revision",
    "Rows",
    "align",
    "find_retellings",
    "fingerprint",
    "judge_pair",
    "pair_candidates",
    "revise",
]

_SLIGHT = 0.25  # a passage that covers less of both reports does not keep them from being translations


def find_retellings(articles: Sequence[Article]) -> tuple[Retelling, ...]:
    """Give every pair of articles of which one repeats the other or both repeat a third, sorted by their sources.

    `a` is the smaller source. Coverage is the share of words in passages; a passage lies in one paragraph of each.
    The result depends on the set of articles, not on their order.

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
        prints += take_fingerprints(batch)
    found = pair_candidates(lay_rows(prints, [_day(article) for article in ordered]))
    worded = {(r.a, r.b): r for r in _judge_wordings(ordered, wordings, found.worded)}
    rest = [pair for pair in _by_source(ordered, found.meant) if _may_render(ordered, pair, worded)]
    worded.update(((r.a, r.b), r) for r in _judge_renderings(ordered, rest))
    return tuple(worded[pair] for pair in sorted(worded))


def judge_pair(a: Article, b: Article, *, worded: bool = True, meant: bool = True) -> Retelling | None:
    """Give what two reports are to each other, decided by the two alone, or None.

    `worded` and `meant` say of what kind of candidates the pair is, and so which retellings come into question.
    """
    articles = sorted((a, b), key=lambda article: article.source)
    wordings = [wording for batch in read_batches(articles) for wording in read_wordings(batch)]
    found = {(r.a, r.b): r for r in _judge_wordings(articles, wordings, [(0, 1)] if worded else [])}
    if meant and _may_render(articles, (0, 1), found):
        found.update(((r.a, r.b), r) for r in _judge_renderings(articles, [(0, 1)]))
    return next(iter(found.values()), None)


def _judge_wordings(
    articles: Sequence[Article], wordings: Sequence[Wording], pairs: Iterable[tuple[int, int]]
) -> Iterator[Retelling]:
    pairs = list(_by_source(articles, pairs))
    for (a, b), shared in zip(pairs, align_pairs((wordings[a], wordings[b]) for a, b in pairs), strict=True):
        if retelling := judge(articles[a], articles[b], wordings[a], wordings[b], shared):
            yield retelling


def _judge_renderings(articles: Sequence[Article], pairs: Sequence[tuple[int, int]]) -> Iterator[Retelling]:
    wanted = sorted({n for pair in pairs for n in pair})
    outlines: dict[int, Outline] = {}
    for batch in read_batches(articles[n] for n in wanted):
        outlines.update(zip(wanted[len(outlines) :], read_outlines(batch), strict=False))
    for a, b in pairs:
        if retelling := judge_rendering(articles[a], articles[b], outlines[a], outlines[b]):
            yield retelling


def _may_render(articles: Sequence[Article], pair: tuple[int, int], worded: dict[tuple[str, str], Retelling]) -> bool:
    """True unless the two reports have the same words already, or one outlet."""
    a, b = (articles[n] for n in pair)
    found = worded.get((a.source, b.source))
    slight = found is None or max(found.coverage.a, found.coverage.b) < _SLIGHT
    return slight and (a.outlet is None or a.outlet != b.outlet)


def _by_source(articles: Sequence[Article], pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for a, b in pairs:
        yield (a, b) if articles[a].source < articles[b].source else (b, a)


def _day(article: Article) -> int:
    return article.published.date.toordinal() if article.published else UNDATED
