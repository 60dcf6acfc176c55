"""How near the articles of an archive are to being of one story, week by week: the ties that a case would have."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from riwaya.archive.articles import give_articles, read_articles
from riwaya.archive.parts import Draft, Work
from riwaya.archive.tables import Table, lay_rows, read_files
from riwaya.archive.weeks import UNDATED_WEEK, key_article
from riwaya.stories import Sketch, Tied, pair_sketches, sketch_article

SKETCHES = (("key", "string"), ("record", "binary"))  # day and id of the article; stories.Sketch under that name
TIES = (("a", "string"), ("b", "string"), ("tie", "double"))  # keys, the smaller first


class Filed(NamedTuple):
    """The sketches of some articles, parted by whether their days are known."""

    dated: list[Sketch]
    undated: list[Sketch]


def sketch_week(work: Work, draft: Draft) -> None:
    """Write the sketches of a week. Those without a day go apart: every week has to look at them."""
    filed = Filed([], [])
    for name, article in give_articles(read_articles(work, "article", "text")):
        sketch = sketch_article(article, key_article(name, article))
        (filed.undated if sketch.day is None else filed.dated).append(sketch)
    draft.write(f"sketches/{work.part}.parquet", _lay(filed.dated))
    draft.write(f"undated/{work.part}.parquet", _lay(filed.undated))


def tie_week(work: Work, draft: Draft) -> None:
    """Write the ties of a week's articles to one another, to those of the week before and to those without a day."""
    files = {path.stem: path for path in work.files("sketches")}
    undated = list(read_sketches(read_files(work.files("undated"), SKETCHES)))
    own = [files[work.part]] if work.part in files else []
    before = [path for week, path in files.items() if week != work.part]
    if work.part == UNDATED_WEEK:
        ties = list(pair_sketches(undated))
    else:
        earlier = list(read_sketches(read_files(before, SKETCHES)))
        ties = list(pair_sketches(list(read_sketches(read_files(own, SKETCHES))), [*undated, *earlier]))
    ordered = sorted(Tied(min(t.a, t.b), max(t.a, t.b), t.tie) for t in ties)
    draft.write(f"ties/{work.part}.parquet", lay_ties(ordered))
    draft.write(f"forests/{work.part}.parquet", lay_ties(grow_forest(ordered)))


def read_sketches(table: Table) -> Iterator[Sketch]:
    """Give the sketches in a table."""
    return (msgspec.msgpack.decode(record, type=Sketch) for record in table.column("record").to_pylist())


def lay_ties(ties: Sequence[Tied]) -> Table:
    """Give ties as a table."""
    return lay_rows(TIES, ties)


def grow_forest(ties: Sequence[Tied]) -> list[Tied]:
    """Give the strongest ties that connect, at every level, all that ties connect (Kruskal 1956).

    >>> grow_forest([Tied("a", "b", 0.2), Tied("a", "c", 0.5), Tied("b", "c", 0.4)])
    [Tied(a='a', b='c', tie=0.5), Tied(a='b', b='c', tie=0.4)]
    """
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while (higher := above.get(name, name)) != name:
            above[name] = name = above.get(higher, higher)
        return name

    kept = []
    for tie in sorted(ties, key=lambda t: (-t.tie, t.a, t.b)):
        a, b = top(tie.a), top(tie.b)
        if a != b:
            above[max(a, b)] = min(a, b)
            kept.append(tie)
    return kept


def _lay(sketches: Sequence[Sketch]) -> Table:
    ordered = sorted(sketches, key=lambda sketch: sketch.article)
    return lay_rows(SKETCHES, [(sketch.article, msgspec.msgpack.encode(sketch)) for sketch in ordered])
