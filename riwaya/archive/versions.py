"""Which versions of articles are old: a page that was crawled twice is one article, as its latest capture has it."""

from collections.abc import Callable

from riwaya.archive.articles import VERSIONS
from riwaya.archive.engine import Engine
from riwaya.archive.parts import Draft, Work
from riwaya.archive.tables import lay_rows


def find_old(engine: Engine) -> Callable[[Work, Draft], None]:
    """Give the kernel that writes, week by week, the captures that later ones of the same article replace."""

    def find(work: Work, draft: Draft) -> None:
        col = engine.daft.col
        kept = engine.daft.read_parquet([str(file) for file in work.files("articles")]).select("id", "capture", "week")
        several = kept.groupby("id").agg(col("capture").max().alias("latest"), col("capture").min().alias("earliest"))
        several = several.where(col("latest") != col("earliest")).select("id", "latest")
        old = kept.join(several, on="id").where(col("capture") != col("latest")).to_pydict()
        weeks: dict[str, list[tuple[str, str]]] = {}
        for name, capture, week in sorted(set(zip(old["id"], old["capture"], old["week"], strict=True))):
            weeks.setdefault(week, []).append((name, capture))
        for week, rows in weeks.items():
            draft.write(f"versions/{week}.parquet", lay_rows(VERSIONS, rows))

    return find
