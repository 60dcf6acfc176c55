"""Shared passages as passim writes its clusters: a passage a line, the two of one alignment under one number.

The fields are those of passim 2 (`id`, `series`, `date`, `text`, `cluster`, `size`, `uid`, `begin`, `end`), where
`begin` and `end` count characters. passim joins pairs into larger clusters; here each alignment is one of size two, and
nothing is said of pairs that nobody compared. Translations stand among them: `kind` tells them apart.
"""

import functools
from collections.abc import Iterator

from riwaya.export.naming import Opened, write_day
from riwaya.records import Article, Extent

_NEAR = 256  # articles whose texts are kept at hand; one article's retellings follow each other


def tell_passages(case: Opened) -> Iterator[dict[str, object]]:
    """Give every passage that two articles share, once for each of them."""
    read = functools.lru_cache(maxsize=_NEAR)(case.store.article_of)
    cluster = 0
    for tie in case.retellings():
        for passage in tie.retelling.passages:
            cluster += 1
            for name, extent in ((tie.a, passage.a), (tie.b, passage.b)):
                yield {"cluster": cluster, "kind": tie.retelling.kind, **_tell_extent(name, read(name), extent)}


def _tell_extent(name: str, article: Article, extent: Extent) -> dict[str, object]:
    return {
        "size": 2,
        "uid": int(name[:15], 16),  # passim's are numbers; the first sixty bits of ours
        "id": name,
        "series": article.outlet or article.source,
        "date": write_day(article.published),
        "title": article.title,
        "url": article.url,
        "begin": extent.start,
        "end": extent.end,
        "text": article.text[extent.start : extent.end],
    }
