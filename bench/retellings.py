"""Speed, growth and memory of looking for retellings, beside MinHash LSH on the same articles, in one run.

usage: python bench/retellings.py ARTICLES.jsonl.gz [MORE...] [--limit N] [--growth N,N,N [--plot FILE.svg]] [--add N,N]

Each line of a file is an object with `id` and `text`, and perhaps `outlet`, `published` and `crawled`. Printed are
articles a CPU-second:
- by wording alone, which is what MinHash LSH looks for too; and by meaning as well, which finds translations;
- datasketch and rensa (128 permutations, 32 bands of 4, sets of three words), candidates only.
`--growth` takes sets of these sizes, each in a process of its own, and draws time and memory over size; where more
articles are asked for than there are, copies with three words in four drawn anew, and moved on by years, fill up.
`--add` adds 1,000 articles to cases of these sizes, the fillings like those above. Install the `bench` extra first.
"""

import argparse
import datetime as dt
import gzip
import json
import math
import multiprocessing
import random
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from email.utils import parsedate_to_datetime
from pathlib import Path

import msgspec
import numpy as np

from riwaya.records import Article, Published
from riwaya.retellings import Fingerprint, Rows, Shelves, find_retellings, judge_pair, list_rows, revise
from riwaya.retellings.batches import read_batches
from riwaya.retellings.candidates import UNDATED, join_rows
from riwaya.retellings.fingerprints import take_fingerprints
from riwaya.retellings.revisions import REACH
from riwaya.text import find_words

PERMUTATIONS, BANDS, BAND = 128, 32, 4


def read_articles(paths: Iterable[Path]) -> Iterator[Article]:
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for line in lines:
                given = json.loads(line)
                text = given["text"]
                published = _read_day(given.get("published") or given.get("crawled"))
                yield Article(
                    source=given["id"],
                    text=text,
                    paragraphs=((0, len(text)),),
                    outlet=given.get("outlet"),
                    published=published,
                )


def _read_day(written: str | None) -> Published | None:
    if not written:
        return None
    day = parsedate_to_datetime(written) if "," in written else dt.datetime.fromisoformat(written)
    return Published(date=day.date(), precision="day", basis="given")


def resident() -> int:
    """Largest resident memory of this process so far, MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def clock(name: str, articles: Sequence[Article], look: Callable[[Sequence[Article]], int]) -> float:
    began = time.process_time()
    found = look(articles)
    spent = time.process_time() - began
    rate = len(articles) / spent
    print(f"{name:22} {len(articles):>8} articles {rate:>8.0f} a CPU-second {found:>8} pairs {resident():>6} MiB")
    return rate


def look_by_wording(articles: Sequence[Article]) -> int:
    return len(find_retellings(articles, by_meaning=False))


def look_by_meaning(articles: Sequence[Article]) -> int:
    return len(find_retellings(articles))


def cut_shingles(article: Article) -> list[str]:
    words = find_words(article.text)
    return [" ".join(words[n : n + 3]) for n in range(len(words) - 2)]


def look_with_datasketch(articles: Sequence[Article]) -> int:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, BAND))
    candidates = 0
    for number, article in enumerate(articles):
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([shingle.encode() for shingle in cut_shingles(article)])
        candidates += len(index.query(sketch))
        index.insert(number, sketch)
    return candidates


def look_with_rensa(articles: Sequence[Article]) -> int:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.5, num_perm=PERMUTATIONS, num_bands=BANDS)
    candidates = 0
    for number, article in enumerate(articles):
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update(cut_shingles(article))
        candidates += len(index.query(sketch))
        index.insert(number, sketch)
    return candidates


def compare(articles: Sequence[Article]) -> None:
    look_by_meaning(articles[:10])  # tables that are built once
    ours = clock("riwaya, wording", articles, look_by_wording)
    clock("riwaya, meaning too", articles, look_by_meaning)
    theirs = clock("datasketch", articles, look_with_datasketch)
    rust = clock("rensa", articles, look_with_rensa)
    print(f"by wording: {ours / theirs:.2f} times datasketch, {ours / rust:.2f} times rensa")


# --- growth -------------------------------------------------------------------------------------------------


def fill_up(articles: Sequence[Article], size: int) -> list[Article]:
    """Give so many articles; those beyond the ones given have other words, ids and years."""
    chance = random.Random(7)
    filled = list(articles)
    while len(filled) < size:
        model = articles[len(filled) % len(articles)]
        other = chance.choice(articles).text.split()
        words = [w if chance.random() < 0.25 else chance.choice(other) for w in model.text.split(" ")] if other else []
        text, published = " ".join(words), model.published
        if published:
            years = len(filled) // len(articles)
            published = msgspec.structs.replace(published, date=published.date + dt.timedelta(days=365 * years))
        source = f"{model.source}+{len(filled)}"
        extent = ((0, len(text)),)
        filled.append(msgspec.structs.replace(model, source=source, text=text, paragraphs=extent, published=published))
    return filled[:size]


def measure(paths: Sequence[Path], size: int) -> tuple[int, float, float, int]:
    """Give for a set of one size the CPU-seconds by wording and by meaning too, and the memory with the articles."""
    articles = fill_up(random.Random(7).sample(given := list(read_articles(paths)), len(given)), size)
    look_by_meaning(articles[:10])
    began = time.process_time()
    look_by_wording(articles)
    between = time.process_time()
    look_by_meaning(articles)
    spent = between - began, time.process_time() - between
    print(f"{size:>8} articles {spent[0]:>8.1f} s wording {spent[1]:>8.1f} s meaning too {resident():>6} MiB")
    return size, *spent, resident()


def grow(paths: Sequence[Path], sizes: Sequence[int], plot: Path | None) -> None:
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        rows = [pool.apply(measure, (paths, size)) for size in sizes]
    names = ("wording, s", "meaning too, s", "memory, MiB")
    slopes = [_slope([row[0] for row in rows], [row[n] for row in rows]) for n in (1, 2, 3)]
    for name, slope in zip(names, slopes, strict=True):
        print(f"{name}: grows with exponent {slope:.2f}")
    if plot:
        plot.write_text(draw(rows, names, slopes), "utf-8")


def _slope(sizes: Sequence[float], values: Sequence[float]) -> float:
    x, y = np.log(sizes), np.log(np.maximum(values, 1e-9))
    return float(np.polyfit(x, y, 1)[0])


def draw(rows: Sequence[tuple[int, float, float, int]], names: Sequence[str], slopes: Sequence[float]) -> str:
    """Give a plot of three lines over the number of articles, both axes logarithmic, as SVG."""
    width, height, edge = 640, 400, 60
    low, high = math.log10(rows[0][0]), math.log10(rows[-1][0])
    values = [v for row in rows for v in row[1:]]
    bottom, top = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))

    def place(size: float, value: float) -> tuple[float, float]:
        x = edge + (math.log10(size) - low) / max(high - low, 1e-9) * (width - 4 * edge)
        return x, height - edge - (math.log10(value) - bottom) / max(top - bottom, 1) * (height - 2 * edge)

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif">']
    parts += [f'<rect width="{width}" height="{height}" fill="white"/>']
    for power in range(bottom, top + 1):
        _, y = place(rows[0][0], 10.0**power)
        parts += [f'<path d="M{edge} {y:.0f}H{width - 3 * edge}" stroke="#ccc"/>']
        parts += [f'<text x="{edge - 6}" y="{y + 4:.0f}" font-size="12" text-anchor="end">{10.0**power:g}</text>']
    for size, *_ in rows:
        x, _ = place(size, 10.0**bottom)
        parts += [f'<text x="{x:.0f}" y="{height - edge + 18}" font-size="12" text-anchor="middle">{size:,}</text>']
    parts += [f'<text x="{edge}" y="{height - 14}" font-size="12">articles</text>']
    for n, (name, slope, colour) in enumerate(zip(names, slopes, ("#06c", "#c60", "#393"), strict=True), 1):
        points = [place(row[0], row[n]) for row in rows]
        line = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
        x, y = points[-1]
        parts += [f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>']
        parts += [f'<text x="{x + 8:.0f}" y="{y:.0f}" font-size="12" fill="{colour}">{name} ({slope:.2f})</text>']
    return "\n".join([*parts, "</svg>\n"])


# --- adding to a case ---------------------------------------------------------------------------------------


class Shelf:
    """Rows of a case in one sorted array, as a database's index holds them."""

    def __init__(self, prints: Sequence[Fingerprint], days: Sequence[int]) -> None:
        self.prints, self.days = prints, days
        self.rows = join_rows([self.remember(number) for number in range(len(prints))])
        self.shelves = Shelves(self.look_up, self.remember, lambda _: ())

    def remember(self, number: int) -> Rows:
        """Give the rows of one article."""
        return list_rows(number, self.days[number], self.prints[number])

    def look_up(self, wanted: Rows) -> Rows:
        """Give the rows on either side of those given: a search by halves for all of them at once."""
        low = self.rows.hashes.searchsorted(wanted.hashes, "left")
        ends = self.rows.hashes.searchsorted(wanted.hashes, "right")
        first, high = low.copy(), ends.copy()
        while np.any(low < high):
            middle = np.minimum((low + high) // 2, len(self.rows.hashes) - 1)
            day, article = self.rows.days[middle], self.rows.articles[middle]
            before = (day < wanted.days) | ((day == wanted.days) & (article < wanted.articles))
            before &= low < high
            low, high = np.where(before, middle + 1, low), np.where(before, high, np.minimum(middle, high))
        start, stop = np.maximum(low - REACH, first), np.minimum(low + REACH + 1, ends)
        near = np.zeros(len(self.rows.hashes) + 1, np.int64)
        np.add.at(near, start, 1)
        np.add.at(near, stop, -1)
        return self.rows.keep(np.cumsum(near[:-1]) > 0)


def add(articles: Sequence[Article], size: int, more: int = 1000) -> float:
    """Give the CPU-seconds that the first thousand articles cost among so many: read, looked up and judged."""
    articles = sorted(articles[:size], key=lambda a: a.published.date.toordinal() if a.published else UNDATED)
    days = [a.published.date.toordinal() if a.published else UNDATED for a in articles]
    shelf = Shelf([f for batch in read_batches(articles) for f in take_fingerprints(batch)], days)
    fresh = sorted(random.Random(7).sample([n for n, a in enumerate(articles) if "+" not in a.source], more))
    began = time.process_time()
    prints = [f for batch in read_batches(articles[n] for n in fresh) for f in take_fingerprints(batch)]
    came = join_rows([list_rows(n, days[n], f) for n, f in zip(fresh, prints, strict=True)])
    found = revise(came, came.keep(np.zeros(0, np.int64)), shelf.shelves).joined
    worded, meant = set(found.worded), set(found.meant)
    pairs = sorted(worded | meant)
    kinds = [judge_pair(articles[a], articles[b], worded=(a, b) in worded, meant=(a, b) in meant) for a, b in pairs]
    spent = time.process_time() - began
    told = sum(kind is not None for kind in kinds)
    print(
        f"{more} articles into a case of {size - more}: {spent:>6.2f} s, {len(pairs)} pairs judged, {told} retellings"
    )
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--limit", type=int, default=sys.maxsize)
    parser.add_argument("--growth", type=lambda given: [int(size) for size in given.split(",")])
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--add", type=lambda given: [int(size) for size in given.split(",")])
    given = parser.parse_args()
    if given.growth:
        grow(given.articles, given.growth, given.plot)
    elif given.add:
        articles = fill_up(list(read_articles(given.articles))[: min(given.add)], max(given.add))
        small, *_, large = (add(articles, size) for size in given.add)
        print(f"{large / small:.2f} times the cost")
    else:
        compare(list(read_articles(given.articles))[: given.limit])


if __name__ == "__main__":
    main()
