#!/usr/bin/env python3
"""Pages per CPU-second of riwaya's extraction against trafilatura's fast mode, and of the parsers under them.

usage: extraction.py FOLDER [SECONDS]

FOLDER holds pages as .html or .html.gz. All run in this process on one core over the same pages in memory, in turns,
each for SECONDS in all (3 unless told); the ratio is the median of the turns, since what else the machine does then
meets all alike. riwaya gives text, title, date, byline and credit; trafilatura is asked for text alone.
"""

import contextlib
import gzip
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura
from resiliparse.parse.html import HTMLTree
from selectolax.lexbor import LexborHTMLParser

from riwaya.errors import ExtractionError
from riwaya.extract import extract_article
from riwaya.records import Page

TURNS = 9


def read_pages(folder: Path) -> list[bytes]:
    paths = sorted(p for p in folder.rglob("*") if p.name.endswith((".html", ".html.gz", ".htm")))
    return [gzip.decompress(p.read_bytes()) if p.suffix == ".gz" else p.read_bytes() for p in paths]


def extract_riwaya(body: bytes) -> None:
    with contextlib.suppress(ExtractionError):
        extract_article(Page(source="page", kind="html", body=body))


def extract_trafilatura(body: bytes) -> None:
    trafilatura.extract(body, fast=True, include_comments=False)


def parse_resiliparse(body: bytes) -> None:
    HTMLTree.parse(body.decode("utf-8", "replace"))


def parse_lexbor(body: bytes) -> None:
    LexborHTMLParser(body.decode("utf-8", "replace"))


def measure(acts: dict[str, Callable[[bytes], None]], bodies: list[bytes], seconds: float) -> dict[str, list[float]]:
    """Give the pages a CPU-second of each act in each turn; a turn before the first is not counted."""
    rates: dict[str, list[float]] = {name: [] for name in acts}
    for turn in range(TURNS + 1):
        for name, act in acts.items():
            rate = count_pages(act, bodies, seconds / TURNS if turn else 0)
            rates[name] += [rate] if turn else []
    return rates


def count_pages(act: Callable[[bytes], None], bodies: list[bytes], seconds: float) -> float:
    count, start = 0, time.process_time()
    while not count or time.process_time() - start < seconds:
        for body in bodies:
            act(body)
        count += len(bodies)
    return count / (time.process_time() - start)


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    bodies = read_pages(Path(sys.argv[1]))
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 3.0
    acts: dict[str, Callable[[bytes], None]] = {
        "resiliparse, parse alone": parse_resiliparse,
        "lexbor, parse alone": parse_lexbor,
        "riwaya extract_article": extract_riwaya,
        "trafilatura fast, text only": extract_trafilatura,
    }
    rates = measure(acts, bodies, seconds)
    print(f"{len(bodies)} pages, {sum(map(len, bodies)) / len(bodies) / 1000:.0f} KB each\n")
    for name, turns in rates.items():
        print(f"{name:30}{statistics.median(turns):10.1f} pages a CPU-second")
    pairs = zip(rates["riwaya extract_article"], rates["trafilatura fast, text only"], strict=True)
    ratios = sorted(ours / theirs for ours, theirs in pairs)
    print(f"\nriwaya / trafilatura: {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})")
    deep = "<div>" * 20_000
    for name, act in list(acts.items())[:2]:
        start = time.process_time()
        act(deep.encode())
        print(f"100 KB of nested <div>, {name}: {time.process_time() - start:.3f} s")


if __name__ == "__main__":
    main()
