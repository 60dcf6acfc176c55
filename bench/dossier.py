#!/usr/bin/env python3
"""Pages per CPU-second of riwaya's whole reading against trafilatura's default extraction, and where the time goes.

usage: dossier.py FOLDER [SECONDS]

FOLDER holds pages as .html or .html.gz. Both run in this process on one core over the same pages in memory, taking
turns for SECONDS each in all (2 unless told); printed are the medians. riwaya gives the article with its names, times,
quantities, statements and events; trafilatura the text alone.
"""

import contextlib
import datetime as dt
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

from extraction import measure, read_pages
from riwaya.errors import ExtractionError
from riwaya.extract import extract_article
from riwaya.mentions import find_mentions
from riwaya.pipeline import read_page
from riwaya.quantities import find_quantities
from riwaya.records import Article, Page
from riwaya.statements import find_statements
from riwaya.times import find_times

ROUNDS = 5


def read_riwaya(body: bytes) -> None:
    with contextlib.suppress(ExtractionError):
        read_page(Page(source="page", kind="html", body=body))


def extract_trafilatura(body: bytes) -> None:
    trafilatura.extract(body)


def extract_all(bodies: list[bytes]) -> list[Article]:
    articles = []
    for body in bodies:
        with contextlib.suppress(ExtractionError):
            articles.append(extract_article(Page(source="page", kind="html", body=body)))
    return articles


def time_stages(bodies: list[bytes]) -> dict[str, float]:
    """Give the milliseconds a page that each stage takes."""

    def day(article: Article) -> dt.date | None:
        return article.published.date if article.published else None

    articles = [article for article in extract_all(bodies) if article.language in {"ar", None}]
    times = {id(a): find_times(a.text, a.paragraphs, day(a)) for a in articles}
    acts: dict[str, Callable[[], object]] = {
        "extract_article": lambda: extract_all(bodies),
        "find_times": lambda: [find_times(a.text, a.paragraphs, day(a)) for a in articles],
        "find_mentions": lambda: [find_mentions(a) for a in articles],
        "find_quantities": lambda: [find_quantities(a, times[id(a)]) for a in articles],
        "find_statements": lambda: [find_statements(a) for a in articles],
    }
    return {name: statistics.median(_spend(act) for _ in range(ROUNDS)) / len(bodies) for name, act in acts.items()}


def _spend(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return (time.process_time() - start) * 1000


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    bodies = read_pages(Path(sys.argv[1]))
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 2.0
    acts = {"riwaya read_page": read_riwaya, "trafilatura default": extract_trafilatura}
    rates = measure(acts, bodies, seconds)
    print(f"{len(bodies)} pages, {sum(map(len, bodies)) / len(bodies) / 1000:.0f} KB each\n")
    for name, turns in rates.items():
        print(f"{name:30}{statistics.median(turns):10.1f} pages a CPU-second")
    ratios = [ours / theirs for ours, theirs in zip(*rates.values(), strict=True)]
    print(f"\nriwaya / trafilatura: {statistics.median(ratios):.2f}\n")
    for name, spent in time_stages(bodies).items():
        print(f"{name:30}{spent:10.2f} ms a page")


if __name__ == "__main__":
    main()
