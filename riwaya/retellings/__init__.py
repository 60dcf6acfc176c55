"""Who repeats whom: copies, edited copies and shared passages among reports.

In: articles. Out: retellings, each with the passages it rests on. It compares wordings only, inside `paragraphs`;
separate translations of one foreign report share no wording and are not found here.
"""

from collections.abc import Iterator, Sequence

from riwaya.records import Article, Retelling
from riwaya.retellings.alignment import align, align_pairs
from riwaya.retellings.candidates import Issue, pair_candidates
from riwaya.retellings.fingerprints import Fingerprint, fingerprint, take_fingerprints
from riwaya.retellings.judgement import judge
from riwaya.retellings.batches import read_batches
from riwaya.retellings.wordings import Wording, read_wordings

__all__ = ["Fingerprint", "align", "find_retellings", "fingerprint", "judge", "pair_candidates"]


def find_retellings(articles: Sequence[Article]) -> tuple[Retelling, ...]:
    """Give every pair of articles of which one repeats the other or both repeat a third, sorted by their sources.

    `a` is the smaller source. Coverage is the share of words in passages; a passage lies in one paragraph of each.
    The result depends on the set of articles, not on their order.

    >>> report = "أعلنت هيئة الموانئ مساء أمس أن ثلاث سفن محملة بالقمح رست في الميناء الجديد وأن تفريغها يبدأ غدا"
    >>> copies = [Article(source=s, text=report, paragraphs=((0, len(report)),)) for s in ("b", "a")]
    >>> [(r.a, r.b, r.kind, r.coverage.a) for r in find_retellings(copies)]
    [('a', 'b', 'copy', 1.0)]
    """
    return tuple(sorted(_judge_pairs(sorted(articles, key=_order)), key=lambda r: (r.a, r.b)))


def _judge_pairs(articles: Sequence[Article]) -> Iterator[Retelling]:
    wordings: list[Wording] = []
    prints: list[Fingerprint] = []
    for batch in read_batches(articles):
        read = list(read_wordings(batch))
        wordings += read
        prints += take_fingerprints(read)
    candidates = pair_candidates(prints, [_issue(article) for article in articles])
    pairs = [sorted(pair, key=lambda n: articles[n].source) for pair in candidates]
    for (a, b), shared in zip(pairs, align_pairs((wordings[a], wordings[b]) for a, b in pairs), strict=True):
        retelling = judge(articles[a], articles[b], wordings[a], wordings[b], shared)
        if retelling:
            yield retelling


def _order(article: Article) -> tuple[bool, str, str]:
    published = article.published
    return published is None, published.date.isoformat() if published else "", article.source


def _issue(article: Article) -> Issue | None:
    if article.outlet is None or article.published is None:
        return None
    return Issue(article.outlet, article.published.date.toordinal())
