"""A case as it grows: time, memory, and what one more page costs, through all stages.

usage: python bench/case.py [--steps N...] [--workers N] ARTICLES...

ARTICLES are taken as `riwaya add` takes them, in an order of chance that is the same each time. For each of the steps a
case is made anew with as many of them. CPU seconds are those of this process: what else the machine does counts for
little. Then twenty more pages go into the last case, each alone; how much of that time each function of the pipeline
takes, with all that it calls, stands below.
"""

import argparse
import cProfile
import datetime as dt
import math
import pstats
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from riwaya.pipeline import add_pages
from riwaya.records import Page
from riwaya.sources import SourceLimits, open_pages

STEPS = (5_000, 10_000, 20_000)
MORE = 20
PARTS = 12
SEED = 11
NOON = dt.datetime(2025, 2, 10, 12, tzinfo=dt.UTC)


def main(folder: Path, articles: Sequence[str], steps: Sequence[int], workers: int) -> None:
    pages = [page for page in open_pages(list(articles), limits=SourceLimits()) if isinstance(page, Page)]
    random.Random(SEED).shuffle(pages)
    before = (0, 0.0)
    for size in steps:
        wall, cpu = time.perf_counter(), spent()
        add(folder / str(size), pages[:size], workers)
        now = (size, spent() - cpu)
        took = f"{now[1]:8.1f} s CPU, {time.perf_counter() - wall:8.1f} s"
        print(f"{size:>7} articles: {took}, {peak()} MiB{grow(before, now)}", flush=True)
        before = now
    add_one_by_one(folder / str(steps[-1]), pages[steps[-1] : steps[-1] + MORE])


def add(case: Path, pages: Sequence[Page], workers: int) -> None:
    for _ in add_pages(case, pages, now=lambda: NOON, workers=workers):
        pass


def add_one_by_one(case: Path, pages: Sequence[Page]) -> None:
    profile = cProfile.Profile()
    took: list[float] = []
    for page in pages[: len(pages) // 2]:
        start = time.process_time()
        add(case, [page], 0)
        took.append((time.process_time() - start) * 1000)
    for page in pages[len(pages) // 2 :]:
        profile.runcall(add, case, [page], 0)
    if took:
        print(f"one more page: {statistics.median(took):.0f} ms CPU, {max(took):.0f} at most, {len(took)} pages")
        print_parts(profile)


def print_parts(profile: cProfile.Profile) -> None:
    """Print how much of the time the functions of the pipeline took, with all that they call."""
    stats = pstats.Stats(profile)
    rows = stats.stats.items()  # type: ignore[attr-defined]
    whole = max(times[3] for _, times in rows)
    parts = [(times[3], name) for (file, _, name), times in rows if "/pipeline/" in file and not name.startswith("<")]
    for seconds, name in sorted(parts, reverse=True)[:PARTS]:
        print(f"  {100 * seconds / whole:3.0f} % {name}")


def grow(before: tuple[int, float], now: tuple[int, float]) -> str:
    if not before[0]:
        return ""
    return f", exponent {math.log(now[1] / before[1]) / math.log(now[0] / before[0]):.2f}"


def spent() -> float:
    return sum(
        use.ru_utime + use.ru_stime for use in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def peak() -> int:
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // 1024


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+")
    parser.add_argument("--steps", nargs="*", type=int, default=list(STEPS))
    parser.add_argument("--workers", type=int, default=0)  # a fork server's children are not counted
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        main(Path(folder), asked.articles, asked.steps, asked.workers)
