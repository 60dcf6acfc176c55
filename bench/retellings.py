"""Speed and memory of `find_retellings`, and of MinHash LSH over the same articles, in one run.

usage: python bench/retellings.py ARTICLES.jsonl.gz [MORE...] [--limit N] [--without-lsh]

Each line of a file is an object with `id` and `text`. For a quarter, a half and all of the articles it prints how many
a CPU-second are read, how that grows, and the largest resident memory (a quarter of a shuffled set holds a sixteenth
of its pairs, so hold the growth of time against the growth of retellings); then what datasketch does with all of them
(128 permutations, 32 bands of 4, sets of three words), candidates only. Install the `bench` extra first.
"""

import argparse
import gzip
import json
import math
import resource
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from riwaya.records import Article
from riwaya.retellings import find_retellings
from riwaya.text import find_words


def read_articles(paths: Iterable[Path]) -> Iterator[Article]:
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for line in lines:
                given = json.loads(line)
                text = given["text"]
                yield Article(source=given["id"], text=text, paragraphs=((0, len(text)),))


def resident() -> int:
    """Largest resident memory of this process so far, MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def time_retellings(articles: Sequence[Article]) -> tuple[float, int]:
    began = time.process_time()
    found = find_retellings(articles)
    spent = time.process_time() - began
    print(
        f"riwaya     {len(articles):>8} articles {len(articles) / spent:>8.0f} a CPU-second "
        f"{len(found):>8} retellings {resident():>6} MiB"
    )
    return spent, len(found)


def time_lsh(articles: Sequence[Article]) -> None:
    from datasketch import MinHash, MinHashLSH

    began = time.process_time()
    index = MinHashLSH(num_perm=128, params=(32, 4))
    candidates = 0
    for number, article in enumerate(articles):
        words = find_words(article.text)
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[n : n + 3]).encode() for n in range(len(words) - 2)])
        candidates += len(index.query(sketch))
        index.insert(number, sketch)
    spent = time.process_time() - began
    print(
        f"datasketch {len(articles):>8} articles {len(articles) / spent:>8.0f} a CPU-second "
        f"{candidates:>8} candidates {resident():>6} MiB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--limit", type=int, default=sys.maxsize)
    parser.add_argument("--without-lsh", action="store_true")
    given = parser.parse_args()
    articles = list(read_articles(given.articles))[: given.limit]
    find_retellings(articles[:10])  # tables that are built once
    print(f"{'':10} {len(articles):>8} articles are in memory {'':>25} {resident():>6} MiB")
    quarter, _, whole = (time_retellings(articles[: len(articles) // part]) for part in (4, 2, 1))
    times, pairs = (math.log(after / max(before, 1e-9), 4) for before, after in zip(quarter, whole, strict=True))
    print(f"from a quarter to all, time grows with exponent {times:.2f}, retellings with {pairs:.2f}")
    if not given.without_lsh:
        time_lsh(articles)


if __name__ == "__main__":
    main()
