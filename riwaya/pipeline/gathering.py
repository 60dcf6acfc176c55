"""The stages that work across articles: run again where a page came, changed or went."""

from collections.abc import Mapping

import msgspec

from riwaya.records import Retelling
from riwaya.retellings import find_retellings
from riwaya.store import Store


def gather(store: Store) -> None:
    """Find the retellings of all articles anew, where there are articles whose retellings nobody has looked for.

    Articles go by their ids here: two of them may have one source name.
    """
    fresh = store.ungathered()
    if not fresh:
        return
    sources: dict[str, str] = {}
    articles = []
    for kept in store.articles():
        sources[kept.id] = kept.article.source
        articles.append(msgspec.structs.replace(kept.article, source=kept.id))
    ties = [(r.a, r.b, _name_sources(r, sources)) for r in find_retellings(articles)]
    store.replace_retellings(sources, ties)
    store.replace_stories([], [], fresh)


def _name_sources(retelling: Retelling, sources: Mapping[str, str]) -> Retelling:
    return msgspec.structs.replace(retelling, a=sources[retelling.a], b=sources[retelling.b])
