"""Who repeats whom among the articles of a case, kept up to date as articles come and go."""

from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec
import numpy as np

from riwaya.pipeline.chunks import chunks
from riwaya.records import Article, Retelling
from riwaya.retellings import Candidates, Rows, Shelves, find_retellings, fingerprint, judge_pair, list_rows, revise
from riwaya.retellings.candidates import join_rows
from riwaya.retellings.encoders import choose_encoder
from riwaya.retellings.revisions import REACH
from riwaya.store import Card, Posting, Store, name_number, number_article

_STAGE = "retellings"
_BATCH = 500  # fingerprints that are kept in one go
_MANY = 4  # from one article in so many on, it is cheaper to look at all of them together
_WORDED = ("copy", "edited", "partial")
_MEANT = ("translation",)


def find_retellings_in(store: Store, fresh: Collection[str]) -> frozenset[str]:
    """Bring the retellings of a case up to date; give the articles that gained or lost one."""
    known = store.cards(_STAGE, fresh)
    came = [rows for some in chunks([n for n in fresh if n not in known], _BATCH) for rows in _file(store, some)]
    if len(came) * _MANY >= store.count("articles"):
        return _find_all(store)
    shelves = Shelves(
        look_up=lambda rows: _lay(store.postings_around(_list(rows), REACH)),
        remember=lambda number: _lay(store.postings_of(number)),
        stands=lambda pairs: [pair for pair in pairs if store.has_retelling(*map(name_number, pair))],
    )
    revision = revise(join_rows(came), _lay(store.departed()), shelves)
    found = list(_judge(store, revision.joined))
    void = [*_name(revision.parted.worded, _WORDED), *_name(revision.parted.meant, _MEANT)]
    return _save(store, found, void)


def _find_all(store: Store) -> frozenset[str]:
    """Find the retellings of all articles anew: the same as step by step, and faster for many."""
    articles = [msgspec.structs.replace(kept.article, source=kept.id) for kept in store.articles()]
    before = {(tie.a, tie.b): (*_WORDED, *_MEANT) for tie in store.retellings()}
    return _save(
        store,
        list(find_retellings(articles, encode=choose_encoder())),
        [(a, b, kinds) for (a, b), kinds in before.items()],
    )


def _save(
    store: Store, found: Collection[Retelling], void: Collection[tuple[str, str, tuple[str, ...]]]
) -> frozenset[str]:
    sources = {name: store.source(name) or name for name in {name for r in found for name in (r.a, r.b)}}
    ties = [(r.a, r.b, _rename(r, sources)) for r in found]
    store.save_retellings(ties, void)
    return frozenset(name for a, b, _ in (*ties, *void) for name in (a, b))


def _judge(store: Store, joined: Candidates) -> Iterator[Retelling]:
    """Judge pairs by their texts; each once, for all that it is a candidate for."""
    worded, meant = (set(pairs) for pairs in joined)
    read: dict[int, Article] = {}
    encode = choose_encoder()
    for pair in sorted(worded | meant):
        a, b = (read.setdefault(n, _read(store, name_number(n))) if n not in read else read[n] for n in pair)
        found = judge_pair(a, b, worded=pair in worded, meant=pair in meant, encode=encode)
        if found:
            yield found


def _name(pairs: Iterable[tuple[int, int]], kinds: tuple[str, ...]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for pair in pairs:
        a, b = sorted(map(name_number, pair))
        yield a, b, kinds


# --- postings -----------------------------------------------------------------------------------------------


def _file(store: Store, articles: Collection[str]) -> list[Rows]:
    """Take and keep the fingerprints of articles."""
    rows = [_take_rows(_read(store, name)) for name in articles]
    store.save_postings(posting for own in rows for posting in _list(own))
    store.save_cards(_STAGE, (Card(name, b"", ()) for name in articles))
    return rows


def _take_rows(article: Article) -> Rows:
    day = article.published.date.toordinal() if article.published else None
    return list_rows(number_article(article.source), day, fingerprint(article))


def _list(rows: Rows) -> Iterator[Posting]:
    """Give rows as SQLite keeps them: it knows signed numbers only."""
    columns = (rows.hashes.view(np.int64), rows.days, rows.articles, rows.places)
    return zip(*(column.tolist() for column in columns), strict=True)


def _lay(postings: Iterable[Posting]) -> Rows:
    table = np.array(list(postings), np.int64).reshape(-1, 4)
    return Rows(table[:, 0].copy().view(np.uint64), table[:, 1], table[:, 2], table[:, 3])


def _read(store: Store, name: str) -> Article:
    return msgspec.structs.replace(store.article_of(name), source=name)


def _rename(retelling: Retelling, names: Mapping[str, str]) -> Retelling:
    return msgspec.structs.replace(retelling, a=names[retelling.a], b=names[retelling.b])
